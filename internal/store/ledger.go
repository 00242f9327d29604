package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"secondwind/internal/training"
)

// Ledger is what was seen of one athlete's files, held in memory so that a second
// run opens none of them. It does not follow later writes.
type Ledger struct {
	paths      map[string]seenPath
	payloads   map[string]SeenFile
	activities []KnownActivity
	holders    map[string][]string // paths, by payload, sorted
	idsOf      map[string][]string // of activities, by payload
	decided    map[decided]string  // values of decisions
}

// SeenFile is a payload that is in the ledger.
type SeenFile struct {
	Path    string // where it was first found
	Hash    string // empty where it could not be read
	Outcome training.FileOutcome
	Reason  string
	Hint    string
	Kind    string
	Kept    string // for a twin: the path of the file that was kept
	Parser  int    // version of the parser that read it
}

// KnownActivity is a stored activity, with what tells a twin.
type KnownActivity struct {
	ID       string
	Hash     string         // of the payload that it comes from
	Session  int            // number in its file, from 0
	Path     string         // of the file that it comes from
	Format   string         // what that is written in; empty if unknown
	Sport    training.Sport // as the file states it, whatever it is taken for
	SubSport training.SubSport
	// SportSource says how the file's sport is known.
	SportSource training.SportSource
	Start       time.Time
	DistanceM   float64
	Elapsed     time.Duration
	Records     int
	Channels    training.Channels // the readings that occur
	Truncated   bool              // the file ended early
}

// decided names a decision.
type decided struct {
	activity string
	kind     training.DecisionKind
}

type seenPath struct {
	size     int64
	modified int64 // microseconds, as the table has it
	hash     string
}

// Seen returns the file of a path that was seen with the same size and time. A
// path whose payload has no row has the outcome known.
func (l *Ledger) Seen(path string, size int64, mod time.Time) (SeenFile, bool) {
	p, ok := l.paths[plain(path)]
	if !ok || p.size != size || p.modified != mod.UnixMicro() {
		return SeenFile{}, false
	}
	if f, ok := l.payloads[p.hash]; ok {
		return f, true
	}
	return SeenFile{Path: path, Hash: p.hash, Outcome: training.FileKnown}, true
}

// Payload returns the file with the given payload, whatever its name.
func (l *Ledger) Payload(hash string) (SeenFile, bool) {
	f, ok := l.payloads[plain(hash)]
	return f, ok
}

// Superseded returns the ids of the activities that a path held when it was last
// seen, if it holds another payload now and no other path holds the old one.
func (l *Ledger) Superseded(path, hash string) []string {
	before, seen := l.paths[plain(path)]
	if !seen || before.hash == plain(hash) || len(l.holders[before.hash]) > 1 {
		return nil
	}
	return l.idsOf[before.hash]
}

// Activities returns the stored activities, oldest first.
func (l *Ledger) Activities() []KnownActivity { return l.activities }

// Paths returns the paths that hold a payload, sorted.
func (l *Ledger) Paths(hash string) []string { return l.holders[plain(hash)] }

// Files returns the payloads with one of the outcomes, or every one where none is
// named, sorted by path.
func (l *Ledger) Files(outcomes ...training.FileOutcome) []SeenFile {
	var files []SeenFile
	for _, f := range l.payloads {
		if len(outcomes) == 0 || slices.Contains(outcomes, f.Outcome) {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b SeenFile) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Hash, b.Hash))
	})
	return files
}

// Decided returns what the runner said about an activity, which need not be
// stored, and whether anything of that kind was said.
func (l *Ledger) Decided(id string, kind training.DecisionKind) (value string, ok bool) {
	value, ok = l.decided[decided{plain(id), kind}]
	return value, ok
}

// Ledger reads what was seen of an athlete's files.
func (db *DB) Ledger(ctx context.Context, athlete string) (*Ledger, error) {
	l := &Ledger{
		paths:    map[string]seenPath{},
		payloads: map[string]SeenFile{},
		holders:  map[string][]string{},
		idsOf:    map[string][]string{},
		decided:  map[decided]string{},
	}
	for _, read := range []func(context.Context, *DB, string) error{l.readPaths, l.readFiles, l.readActivities, l.readDecisions} {
		if err := read(ctx, db, plain(athlete)); err != nil {
			return nil, fmt.Errorf("read the ledger of %s: %w", db.path, err)
		}
	}
	return l, nil
}

func (l *Ledger) readPaths(ctx context.Context, db *DB, athlete string) error {
	return db.each(ctx, func(row *sql.Rows) error {
		var path string
		var p seenPath
		err := row.Scan(&path, &p.size, &p.modified, &p.hash)
		l.paths[path] = p
		l.holders[p.hash] = append(l.holders[p.hash], path)
		return err
	}, `SELECT path, size, epoch_us(modified), hash FROM paths WHERE athlete = ? ORDER BY path`, athlete)
}

func (l *Ledger) readFiles(ctx context.Context, db *DB, athlete string) error {
	return db.each(ctx, func(row *sql.Rows) error {
		var f SeenFile
		var hash string
		err := row.Scan(&hash, &f.Path, &f.Outcome, &f.Reason, &f.Hint, &f.Kind, &f.Kept, &f.Parser)
		if hash != unreadHash(f.Path) {
			f.Hash = hash
		}
		l.payloads[hash] = f
		return err
	}, `SELECT hash, path, outcome, reason, hint, kind, kept, parser FROM files WHERE athlete = ?`, athlete)
}

func (l *Ledger) readActivities(ctx context.Context, db *DB, athlete string) error {
	return db.each(ctx, func(row *sql.Rows) error {
		var a KnownActivity
		var elapsed float64
		err := row.Scan(&a.Hash, &a.Session, &a.ID, &a.Path, &a.Format, &a.Sport, &a.SubSport, &a.SportSource, &a.Start, &a.DistanceM, &elapsed, &a.Records, &a.Channels, &a.Truncated)
		a.Elapsed = fromSeconds(elapsed)
		l.idsOf[a.Hash] = append(l.idsOf[a.Hash], a.ID)
		l.activities = append(l.activities, a)
		return err
	}, `SELECT a.hash, a.session, a.id, f.path, f.format, a.sport, a.sub_sport, a.sport_source, a.start_utc, m.distance_m, m.elapsed_s, a.records, a.channels,
		       contains(coalesce(a.warnings, ''), '["truncated",')
		FROM activities a
		JOIN measures m ON m.activity = a.key
		JOIN files f ON f.athlete = a.athlete AND f.hash = a.hash
		WHERE a.athlete = ? ORDER BY a.start_utc, a.id`, athlete)
}

func (l *Ledger) readDecisions(ctx context.Context, db *DB, athlete string) error {
	decisions, err := db.Decisions(ctx, athlete)
	for _, d := range decisions {
		l.decided[decided{d.Activity, d.Kind}] = d.Value
	}
	return err
}
