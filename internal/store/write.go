package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"

	"secondwind/internal/training"
)

// File is what became of one file: a ledger row, and what it holds.
type File struct {
	Path    string
	Size    int64
	ModTime time.Time
	// Hash is that of the unpacked payload; empty where it could not be read, and
	// the ledger then knows the file by its path.
	Hash    string
	Outcome training.FileOutcome
	Reason  string // why it was not stored
	Hint    string // what its owner can do
	Kind    string // what it is instead of an activity
	Format  string // what it is written in: "fit", "tcx", "gpx"; empty if unknown
	Kept    string // for a twin: the path of the file that was kept
	Parser  int    // version of the parser

	Activities []Activity
	// Replaces are ids of poorer twins that this file's activities stand in for.
	Replaces []string
}

// Activity is one session of a file with what was measured of it.
type Activity struct {
	ID       string
	Session  int // number in its file, from 0
	Activity *training.Activity
	Local    training.LocalOffset
	Measures *training.Measures // nil: not measured yet, so outdated
}

// Write stores files with all that they hold, whole or absent: in one transaction
// up to some ten thousand files, else in several.
//
// A payload that the ledger knows already is replaced with its activities, as
// after a new parse. A file with the outcome known adds its path alone; one that is
// waiting adds nothing. What was to be forgotten is left out. Activities that a file
// replaces are deleted, what the runner decided of them passes to the new ones, and a
// file that has lost all its activities so becomes a twin.
//
// Where the database refuses a value of a file, the others are stored, the culprit
// stands in the ledger as failed, and Write returns a *[RejectedError]. Any other
// error, such as [ErrDiskFull], ends it at once: what came before stays, and every
// later write to this DB returns the same error.
//
// A transaction costs about 4 ms however small it is, and one of about 120 000
// records, DuckDB's row group, makes the file nearly twice as large. So pass many
// files at once: at least 250 000 records, at most a million, or few files alone.
func (db *DB) Write(ctx context.Context, athlete string, files []File) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	var rejected []RejectedFile
	for _, part := range portions(withoutRepeats(files)) {
		if err := db.writeParts(ctx, athlete, part, &rejected); err != nil {
			return fmt.Errorf("write to %s: %w", db.path, err)
		}
	}
	if len(rejected) > 0 {
		return &RejectedError{Files: rejected}
	}
	return nil
}

// withoutRepeats leaves out waiting files and makes a payload that comes twice
// known the second time, since one repeated key would fail the whole transaction.
func withoutRepeats(files []File) []File {
	out := make([]File, 0, len(files))
	written := make(map[string]bool, len(files))
	for _, f := range files {
		switch hash := ledgerHash(f); {
		case f.Outcome == training.FileWaiting:
			continue
		case written[hash]:
			f.Outcome, f.Activities, f.Replaces = training.FileKnown, nil, nil
		case f.Outcome != training.FileKnown:
			written[hash] = true
		}
		out = append(out, f)
	}
	return out
}

// maxRows of a table other than records are written in one transaction. It stays
// below DuckDB's row group, 122 880 rows, for the sake of sweep: a crash within the
// commit may leave whole row groups behind.
const maxRows = 100_000

// portions cuts files into transactions.
func portions(files []File) [][]File {
	var out [][]File
	from, rows := 0, 0
	for i, f := range files {
		n := 1 // every other table has fewer rows than these together
		for _, a := range f.Activities {
			n += 1 + len(a.Activity.Laps)
			if a.Measures != nil {
				n += len(a.Measures.Efforts)
			}
		}
		if rows += n; rows > maxRows && i > from {
			out = append(out, files[from:i])
			from, rows = i, n
		}
	}
	return append(out, files[from:])
}

// withoutReplaced takes away the activities that another file of the same batch
// replaces.
func withoutReplaced(files []File) []File {
	by := map[string]string{} // path of the file that replaces an id
	for _, f := range files {
		for _, id := range f.Replaces {
			by[id] = f.Path
		}
	}
	out := slices.Clone(files)
	for i, f := range out {
		kept := slices.DeleteFunc(slices.Clone(f.Activities), func(a Activity) bool { return by[a.ID] != "" })
		if len(kept) == 0 && len(f.Activities) > 0 {
			out[i].Outcome, out[i].Kept = training.FileTwin, by[f.Activities[0].ID]
		}
		out[i].Activities = kept
	}
	return out
}

// ledgerHash is the key of a file in the ledger.
func ledgerHash(f File) string {
	if f.Hash == "" {
		return unreadHash(f.Path)
	}
	return plain(f.Hash)
}

// unreadHash stands in for the hash of a file that could not be read.
func unreadHash(path string) string { return "unread:" + plain(path) }

// writeParts writes files in one transaction. If a row makes that fail, it halves
// them until the culprits are alone, and notes these as failed.
func (db *DB) writeParts(ctx context.Context, athlete string, files []File, rejected *[]RejectedFile) error {
	if len(files) == 0 {
		return nil
	}
	err := db.writeOnce(ctx, athlete, files)
	if err == nil || !rowFault(err) {
		return err
	}
	if len(files) > 1 {
		half := len(files) / 2
		if err := db.writeParts(ctx, athlete, files[:half], rejected); err != nil {
			return err
		}
		return db.writeParts(ctx, athlete, files[half:], rejected)
	}
	failed := files[0]
	failed.Outcome, failed.Activities, failed.Replaces = training.FileFailed, nil, nil
	failed.Reason = fmt.Sprintf("the database refuses it: %v", err)
	if noteErr := db.writeOnce(ctx, athlete, []File{failed}); noteErr != nil {
		return errors.Join(err, noteErr) // not the file's fault: nothing can be written
	}
	*rejected = append(*rejected, RejectedFile{Path: failed.Path, Err: err})
	return nil
}

// writeOnce writes files in one transaction.
func (db *DB) writeOnce(ctx context.Context, athlete string, files []File) error {
	files = withoutReplaced(files)
	return db.transact(ctx, func(conn *sql.Conn) error {
		w := writer{ctx: ctx, conn: conn, feed: db.feed, athlete: plain(athlete)}
		if err := cmp.Or(w.findBase(), w.findForgotten()); err != nil {
			return err
		}
		if err := w.clear(files); err != nil {
			return err
		}
		batch, err := w.rowsOf(files)
		if err != nil {
			return err
		}
		return w.append(batch)
	})
}

// writer is one transaction of Write.
type writer struct {
	ctx     context.Context
	conn    *sql.Conn
	feed    *recordFeed
	athlete string
	base    int32 // the largest activity key before

	forgotten map[string]bool // ids that are not to come back
}

func (w *writer) exec(query string, args ...any) error {
	_, err := w.conn.ExecContext(w.ctx, query, args...)
	return err
}

// findBase is called before anything is deleted, so that no key is used again by
// the transaction that deletes it: sweep tells what a crash left by its key.
func (w *writer) findBase() error {
	return w.conn.QueryRowContext(w.ctx, `SELECT coalesce(max(key), 0) FROM activities`).Scan(&w.base)
}

// clear deletes what the files take the place of.
func (w *writer) clear(files []File) error {
	var paths, hashes []string
	for _, f := range files {
		paths = append(paths, plain(f.Path))
		hashes = append(hashes, unreadHash(f.Path)) // it could not be read before
		if f.Outcome != training.FileKnown {
			hashes = append(hashes, ledgerHash(f))
		}
	}
	if err := w.exec(`DELETE FROM paths WHERE athlete = ? AND path IN (SELECT unnest(?))`, w.athlete, paths); err != nil {
		return err
	}
	for _, f := range files {
		if err := w.replace(f); err != nil {
			return fmt.Errorf("replace the poorer twins of %s: %w", f.Path, err)
		}
	}
	if err := w.exec(`DELETE FROM files WHERE athlete = ? AND hash IN (SELECT unnest(?))`, w.athlete, hashes); err != nil {
		return err
	}
	return w.deleteActivities(`hash`, hashes)
}

// replace deletes the poorer twins of a file. Their decisions pass to the activity
// of the file that begins nearest.
func (w *writer) replace(f File) error {
	for _, id := range f.Replaces {
		var start time.Time
		var hash string
		err := w.conn.QueryRowContext(w.ctx,
			`SELECT start_utc, hash FROM activities WHERE athlete = ? AND id = ?`, w.athlete, id).Scan(&start, &hash)
		if errors.Is(err, sql.ErrNoRows) {
			continue // in the same batch, or replaced before
		}
		if err != nil {
			return err
		}
		if heir := nearest(f.Activities, start); heir != "" {
			if err := w.exec(`
				INSERT INTO decisions SELECT athlete, ?, kind, day, value FROM decisions WHERE athlete = ? AND activity = ?
				ON CONFLICT DO NOTHING`, heir, w.athlete, id); err != nil {
				return err
			}
		}
		if err := w.deleteActivities(`id`, []string{id}); err != nil {
			return err
		}
		if err := w.exec(`
			UPDATE files SET outcome = 'twin', kept = ?
			WHERE athlete = ? AND hash = ? AND hash NOT IN (SELECT a.hash FROM activities a WHERE a.athlete = files.athlete)`,
			plain(f.Path), w.athlete, hash); err != nil {
			return err
		}
	}
	return nil
}

// nearest returns the id of the activity that begins nearest to a time.
func nearest(activities []Activity, start time.Time) string {
	var id string
	var best time.Duration
	for _, a := range activities {
		if d := a.Activity.Start.Sub(start).Abs(); id == "" || d < best {
			id, best = a.ID, d
		}
	}
	return plain(id)
}

// activityTables hold rows of an activity, by its key.
var activityTables = []string{"laps", "records", "measures", "efforts", "ground"}

// deleteActivities deletes the activities of which a column has one of the values.
func (w *writer) deleteActivities(column string, values []string) error {
	keys, err := w.keys(`SELECT key FROM activities WHERE athlete = ? AND `+column+` IN (SELECT unnest(?))`, w.athlete, values)
	if err != nil || len(keys) == 0 {
		return err
	}
	for _, table := range activityTables {
		if err := w.exec(`DELETE FROM `+table+` WHERE activity IN (SELECT unnest(?))`, keys); err != nil {
			return err
		}
	}
	return w.exec(`DELETE FROM activities WHERE key IN (SELECT unnest(?))`, keys)
}

func (w *writer) keys(query string, args ...any) (keys []int32, err error) {
	found, err := w.conn.QueryContext(w.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		var key int32
		if err := found.Scan(&key); err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, found.Err()
}

// rowsOf gives each activity a key and makes the rows of all files.
func (w *writer) rowsOf(files []File) (*rows, error) {
	batch, key := &rows{}, w.base
	for _, f := range files {
		batch.addPath(w.athlete, f)
		if f.Outcome == training.FileKnown {
			continue
		}
		if err := batch.addFile(w.athlete, f); err != nil {
			return nil, err
		}
		for _, a := range f.Activities {
			if w.forgotten[plain(a.ID)] {
				continue
			}
			key++
			if err := batch.addActivity(w.athlete, key, ledgerHash(f), a); err != nil {
				return nil, err
			}
		}
	}
	return batch, nil
}

// append writes the rows and sees that they are there.
func (w *writer) append(batch *rows) error {
	for _, t := range []struct {
		name string
		rows [][]driver.Value
	}{
		{"paths", batch.paths},
		{"files", batch.files},
		{"activities", batch.activities},
		{"laps", batch.laps},
		{"measures", batch.measures},
		{"efforts", batch.efforts},
		{"ground", batch.ground},
	} {
		if err := appendRows(w.conn, t.name, t.rows); err != nil {
			return err
		}
	}
	if err := w.appendRecords(batch); err != nil {
		return fmt.Errorf("append to records: %w", err)
	}
	return w.count(batch)
}

func (w *writer) appendRecords(batch *rows) error {
	if batch.samples == 0 {
		return nil
	}
	w.feed.batch, w.feed.next = batch.records, 0
	defer func() { w.feed.batch = nil }() // lets go of the records
	result, err := w.conn.ExecContext(w.ctx, `INSERT INTO records SELECT * FROM `+feedName+`()`)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n != batch.samples {
		err = fmt.Errorf("%d of %d rows arrived", n, batch.samples)
	}
	return err
}

// count compares what the transaction holds with what was appended.
func (w *writer) count(batch *rows) error {
	for _, t := range []struct {
		name, column string
		want         int
	}{
		{"activities", "key", len(batch.activities)},
		{"laps", "activity", len(batch.laps)},
		{"measures", "activity", len(batch.measures)},
		{"efforts", "activity", len(batch.efforts)},
		{"ground", "activity", len(batch.ground)},
	} {
		var got int
		err := w.conn.QueryRowContext(w.ctx, `SELECT count(*) FROM `+t.name+` WHERE `+t.column+` > ?`, w.base).Scan(&got)
		if err != nil {
			return err
		}
		if got != t.want {
			return fmt.Errorf("%d of %d rows arrived in %s", got, t.want, t.name)
		}
	}
	return nil
}
