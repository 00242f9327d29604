package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// The ways in which a backup comes to nothing, for [errors.Is]. The database is as it
// was then, and so is an earlier backup.
var (
	ErrBadTarget = errors.New("a backup cannot be written there")
	ErrBadBackup = errors.New("it cannot be brought back")
	ErrFaulty    = errors.New("it is not all there as it was stored")
)

// Backup writes a copy of the database in path to another file, and reads it back:
// what the copy holds is compared with the database, and with the checksums of what
// was read from the files. An earlier backup is replaced once the new one is known to
// be whole; no other file is. While it is copied no writer can open the database.
//
// It fails as a read-only [Open] does, and with errors that are [ErrBadTarget] or
// [ErrFaulty].
func Backup(ctx context.Context, path, to string, wait time.Duration) (Checked, error) {
	known, err := ownSchema()
	if err != nil {
		return Checked{}, err
	}
	if path, err = checkPath(path); err != nil {
		return Checked{}, err
	}
	if err := prepareFile(path, true); err != nil {
		return Checked{}, err
	}
	deadline := time.Now().Add(wait)
	if to, err = checkTarget(ctx, path, to, known, deadline); err != nil {
		return Checked{}, err
	}
	db, err := connectStill(ctx, path, deadline)
	if err == nil {
		db, err = db.ready(ctx, known)
	}
	if err != nil {
		return Checked{}, err
	}
	part := partOf(to)
	found, err := db.copyChecked(ctx, part, known)
	if err = errors.Join(err, db.sql.Close()); err == nil {
		err = rename(part, to)
	}
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
			err = fmt.Errorf("%w: %w", ErrBadTarget, err)
		}
		return Checked{}, errors.Join(fmt.Errorf("back up to %s: %w", to, inWords(err)), removePart(part))
	}
	return found, nil
}

// checkTarget refuses to put a backup in the place of anything but a backup, and
// makes its path absolute.
func checkTarget(ctx context.Context, path, to string, known schema, deadline time.Time) (string, error) {
	bad := func(why any) (string, error) { return "", fmt.Errorf("back up to %s: %w: %v", to, ErrBadTarget, why) }
	absolute, err := checkPath(to)
	if err != nil {
		return bad(err)
	}
	to = absolute
	info, err := os.Stat(to)
	switch {
	case to == path || to == logOf(path) || sameFile(path, to):
		return bad("it is the database itself")
	case errors.Is(err, fs.ErrNotExist) && !exists(filepath.Dir(to)):
		return bad("there is no folder " + filepath.Dir(to)) // a disk that is not plugged in, say
	case errors.Is(err, fs.ErrNotExist) && !exists(to):
		return to, nil
	case err != nil:
		return bad(err)
	case !info.Mode().IsRegular():
		return bad("it is no file")
	case exists(logOf(to)):
		return bad("it is a database in use, for it has a write-ahead log")
	}
	db, err := connectWaiting(ctx, to, true, deadline)
	if err != nil {
		return bad(err)
	}
	version, err := db.schemaVersion(ctx, known)
	if err == nil && version == 0 {
		err = ErrNotDatabase
	}
	if err = errors.Join(err, db.sql.Close()); err != nil {
		return bad(err)
	}
	return to, nil
}

func sameFile(a, b string) bool {
	first, firstErr := os.Stat(a)
	second, secondErr := os.Stat(b)
	return firstErr == nil && secondErr == nil && os.SameFile(first, second)
}

// copyChecked copies the file of a database that no writer can open, and reads the
// copy back.
func (db *DB) copyChecked(ctx context.Context, part string, known schema) (found Checked, err error) {
	want, err := db.inventory(ctx)
	if err != nil {
		return Checked{}, err
	}
	if err := copyFile(db.path, part); err != nil {
		return Checked{}, err
	}
	copied, err := connectOnce(ctx, part, true)
	if err == nil {
		copied, err = copied.ready(ctx, known)
	}
	if err != nil {
		return Checked{}, err
	}
	defer func() { err = errors.Join(err, copied.sql.Close()) }()
	got, err := copied.inventory(ctx)
	if err == nil && !maps.Equal(got, want) {
		err = errors.New("the copy differs from the database")
	}
	if err != nil {
		return Checked{}, err
	}
	return copied.faultless(ctx)
}

// inventory is the number of rows of each table, and a checksum of the checksums of
// all activities.
func (db *DB) inventory(ctx context.Context) (map[string]int64, error) {
	found := map[string]int64{}
	var tables []string
	err := db.eachRow(ctx, func(row *row) { tables = append(tables, row.text()) },
		`SELECT table_name FROM duckdb_tables() WHERE NOT internal`)
	if err != nil {
		return nil, err
	}
	for _, table := range tables {
		var n int64
		if err := db.sql.QueryRowContext(ctx, `SELECT count(*) FROM `+table).Scan(&n); err != nil {
			return nil, inWords(err)
		}
		found[table] = n
	}
	var sum uint32
	err = db.eachRow(ctx, func(row *row) { sum = addRow(sum, row.values) },
		`SELECT id, records, summary_crc, records_crc FROM activities ORDER BY id`)
	found["checksum"] = int64(sum)
	return found, err
}

// faultless fails with ErrFaulty where Check finds anything.
func (db *DB) faultless(ctx context.Context) (Checked, error) {
	found, err := db.Check(ctx)
	if err == nil && len(found.Faults) > 0 {
		err = fmt.Errorf("%w (faults: %d)", ErrFaulty, len(found.Faults))
	}
	return found, err
}

// Restored is what Restore has done.
type Restored struct {
	Checked
	Aside string // what the database of before is called now; empty where there was none
}

// Restore puts a copy of a backup in the place of the database in path. The copy is
// brought to today's schema and checked first. The database of before is set aside
// under the day of now, with its log if it is too damaged for that to be taken in, and
// is never overwritten. At each moment path is the database of before or the backup.
//
// It fails with a *[BusyError] where another program holds the database, and with
// errors that are [ErrBadBackup], [ErrBadPath], [ErrUnwritable], or [ErrNotDatabase] if
// what is in path is none.
func Restore(ctx context.Context, path, from string, now time.Time, wait time.Duration) (Restored, error) {
	known, err := ownSchema()
	if err != nil {
		return Restored{}, err
	}
	if path, err = checkPath(path); err != nil {
		return Restored{}, err
	}
	if err := prepareFolder(path); err != nil {
		return Restored{}, err
	}
	part, deadline := partOf(path), time.Now().Add(wait)
	var done Restored
	if done.Checked, err = copyBackup(ctx, from, path, known, deadline); err != nil {
		err = fmt.Errorf("restore from %s: %w: %w", from, ErrBadBackup, err)
	} else {
		done.Aside, err = exchange(ctx, path, part, path+".before-restore-"+now.Format(time.DateOnly), known, deadline)
	}
	if err != nil {
		return Restored{}, errors.Join(err, removePart(part))
	}
	return done, nil
}

// copyBackup copies a backup to where it can take the place of the database in path,
// brings it up to date there, and checks it.
func copyBackup(ctx context.Context, from, path string, known schema, deadline time.Time) (found Checked, err error) {
	from, err = checkPath(from)
	if err != nil {
		return Checked{}, err
	}
	if err := prepareFile(from, true); err != nil {
		return Checked{}, err
	}
	switch {
	case sameFile(from, path):
		return Checked{}, errors.New("it is the database itself")
	case exists(logOf(from)):
		return Checked{}, errors.New("it has a write-ahead log, so it is a database in use")
	}
	backup, err := connectWaiting(ctx, from, true, deadline)
	if err != nil {
		return Checked{}, err
	}
	version, err := backup.schemaVersion(ctx, known)
	if err == nil && version == 0 {
		err = ErrNotDatabase
	}
	if err == nil {
		err = copyFile(from, partOf(path))
	}
	if err = errors.Join(err, backup.sql.Close()); err != nil {
		return Checked{}, inWords(err)
	}
	copied, err := connectOnce(ctx, partOf(path), false)
	if err == nil {
		copied, err = copied.ready(ctx, known)
	}
	if err != nil {
		return Checked{}, err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	return copied.faultless(ctx)
}

// exchange puts part in the place of the database in path, and returns what that is
// called from then on.
func exchange(ctx context.Context, path, part, aside string, known schema, deadline time.Time) (string, error) {
	held, err := hold(ctx, path, known, deadline)
	if err != nil {
		return "", err
	}
	if held != nil {
		defer held.sql.Close() // was open to be read, and holds nothing to lose
	}
	name := ""
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		if name, err = nameTwice(path, aside); err != nil {
			return "", err
		}
	}
	// It would be taken for that of the backup.
	if left := logOf(path); exists(left) {
		if err := os.Rename(left, logOf(cmp.Or(name, aside))); err != nil {
			return "", err
		}
	}
	return name, rename(part, path)
}

// hold keeps writers from the database that is to be set aside. It returns nil for one
// that cannot be opened, which is what backups are for.
func hold(ctx context.Context, path string, known schema, deadline time.Time) (*DB, error) {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil, nil // what is wrong with the path shows when it is written to
	}
	held, err := connectStill(ctx, path, deadline)
	var busy *BusyError
	switch {
	case errors.As(err, &busy), errors.Is(err, ErrNotDatabase), ctx.Err() != nil:
		return nil, err
	case err != nil:
		return nil, nil
	}
	_, err = held.schemaVersion(ctx, known)
	if !errors.Is(err, ErrNotDatabase) && runtime.GOOS != "windows" { // where an open file keeps its name
		return held, nil
	}
	if err = errors.Join(err, held.sql.Close()); errors.Is(err, ErrNotDatabase) {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return nil, nil
}

// nameTwice gives a file a second name that is free, so that the first can pass to
// another without a moment in which it names none. Where the disk knows no second
// names it takes the first away.
func nameTwice(path, wanted string) (string, error) {
	name := wanted
	for n := 2; ; n++ {
		err := os.Link(path, name)
		switch {
		case err == nil:
			return name, nil
		case !exists(name):
			return name, os.Rename(path, name)
		}
		name = fmt.Sprintf("%s-%d", wanted, n)
	}
}
