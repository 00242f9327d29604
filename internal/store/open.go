package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"secondwind/internal/training"
)

// DB is an open database.
type DB struct {
	path     string
	readOnly bool
	sql      *sql.DB
	commit   string                          // the statement; tests put another in its place
	chmod    func(string, os.FileMode) error // os.Chmod, likewise
	feed     *recordFeed                     // nil when read-only

	writing sync.Mutex // guards what follows
	broken  error      // of the transaction after which nothing may be written
	exposed error      // why the files may not be private
}

// Options say how to open a database. The zero Options opens for writing and
// does not wait.
type Options struct {
	ReadOnly bool          // several readers may share the file, no writer beside them
	Wait     time.Duration // how long to wait for another program to let go
}

// Open opens the database in a file, for writing unless opt says otherwise. For
// writing it makes the file and its folder if need be, readable by their owner
// alone, and brings an older schema up to date, all at once and after a copy was set
// aside as NAME.before-schema-N. An empty file becomes a database, whatever its name.
//
// It fails with a *[BusyError] where another program holds the file, and with
// errors that are [ErrMissing] (read-only and no file), [ErrNotDatabase],
// [ErrBadPath], [ErrUnwritable], [ErrNewer] or [ErrOlder] (read-only). A database
// that a crash has left in need of a writer is opened for writing once, and closed
// again, before it is read.
func Open(ctx context.Context, path string, opt Options) (*DB, error) {
	known, err := ownSchema()
	if err != nil {
		return nil, err
	}
	return openWith(ctx, path, opt, known)
}

// openWith opens the database of a program that knows a schema.
func openWith(ctx context.Context, path string, opt Options, known schema) (*DB, error) {
	path, err := checkPath(path)
	if err != nil {
		return nil, err
	}
	if err := prepareFile(path, opt.ReadOnly); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(opt.Wait)
	if !opt.ReadOnly {
		return openWriter(ctx, path, known, deadline)
	}
	db, err := connectWaiting(ctx, path, true, deadline)
	if errors.Is(err, errNeedsWriter) {
		if err = mend(ctx, path, deadline); err != nil {
			return nil, fmt.Errorf("mend the database before reading it: %w", err)
		}
		db, err = connectWaiting(ctx, path, true, deadline)
	}
	if err != nil {
		return nil, err
	}
	return db.ready(ctx, known)
}

// errNeedsWriter says that a database cannot be read before a writer was there.
var errNeedsWriter = errors.New("a writer has to open the database first")

// mend lets a writer take in what a crash has left in the write-ahead log.
func mend(ctx context.Context, path string, deadline time.Time) error {
	db, err := connectWaiting(ctx, path, false, deadline)
	if err != nil {
		return err
	}
	return db.Close()
}

// openWriter opens the database for writing, and sees that there is a copy of it as
// it stands before its schema is changed. The copy is taken while no writer holds the
// database, so it is taken once more if somebody has written in between.
func openWriter(ctx context.Context, path string, known schema, deadline time.Time) (*DB, error) {
	var copied training.Opt[int64]
	for {
		db, err := connectWaiting(ctx, path, false, deadline)
		if err != nil {
			return nil, err
		}
		writes, older, err := db.older(ctx, known)
		if err == nil && (!older || copied == training.Some(writes)) {
			return db.ready(ctx, known)
		}
		if err = errors.Join(err, db.Close()); err == nil {
			err = copyAside(ctx, path, fmt.Sprintf("%s.before-schema-%d", path, len(known)), deadline)
		}
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", path, inWords(err))
		}
		copied = training.Some(writes)
	}
}

// Pauses between two tries for the lock. An ingest holds it for seconds to
// minutes; a person waits.
const (
	firstPause = 20 * time.Millisecond
	maxPause   = 500 * time.Millisecond
)

// connectWaiting connects once the lock is free; it fails when the deadline has
// passed.
func connectWaiting(ctx context.Context, path string, readOnly bool, deadline time.Time) (*DB, error) {
	for pause := firstPause; ; pause = min(2*pause, maxPause) {
		db, err := connectOnce(ctx, path, readOnly)
		var busy *BusyError
		left := time.Until(deadline)
		if !errors.As(err, &busy) || left <= 0 {
			return db, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(pause, left)):
		}
	}
}

// connectOnce takes the lock of the file and looks at nothing in it.
func connectOnce(ctx context.Context, path string, readOnly bool) (*DB, error) {
	handle, err := connect(ctx, path, readOnly)
	if err != nil {
		if readOnly && strings.Contains(err.Error(), saysReplayFailed) {
			return nil, fmt.Errorf("open %s: %w: %w", path, errNeedsWriter, err)
		}
		return nil, openError(path, readOnly, err)
	}
	return &DB{path: path, readOnly: readOnly, sql: handle, commit: "COMMIT", chmod: os.Chmod}, nil
}

// ready returns the database fit for use, else closes it.
func (db *DB) ready(ctx context.Context, known schema) (*DB, error) {
	if err := db.prepare(ctx, known); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", db.path, inWords(err)), db.sql.Close())
	}
	return db, nil
}

// prepare brings the schema up to date and makes a writer ready to write.
func (db *DB) prepare(ctx context.Context, known schema) error {
	if db.readOnly {
		return db.checkSchema(ctx, known)
	}
	if err := db.keepPrivate(); err != nil {
		return err
	}
	if err := db.migrate(ctx, known); err != nil {
		return err
	}
	if err := db.sweep(ctx); err != nil {
		return err
	}
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	db.feed, err = registerFeed(conn)
	return errors.Join(err, conn.Close())
}

// private is who may read the files: they tell where somebody lives.
const private = 0o600

// keepPrivate takes the files from all but their owner. The write-ahead log comes
// and goes, so this is called after each write. Somebody else's file, or one on a
// stick that knows no owners, stays as it is.
func (db *DB) keepPrivate() error {
	for _, path := range []string{db.path, db.path + ".wal"} {
		info, err := os.Stat(path)
		if err == nil && info.Mode().Perm() != private {
			err = db.chmod(path, private)
		}
		switch {
		case err == nil, errors.Is(err, os.ErrNotExist):
		case errors.Is(err, os.ErrPermission), errors.Is(err, errors.ErrUnsupported):
		default:
			return err
		}
	}
	return nil
}

// Close writes everything that is still in the write-ahead log into the file and
// lets go of it.
func (db *DB) Close() error {
	db.writing.Lock()
	defer db.writing.Unlock()
	if err := errors.Join(db.sql.Close(), db.exposed); err != nil {
		return fmt.Errorf("close %s: %w", db.path, err)
	}
	return nil
}

// scheme is how an address begins that DuckDB would go and fetch. One letter is a
// drive.
var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:|^:`)

// checkPath refuses paths that the driver would take for something else, and
// makes the others absolute.
func checkPath(path string) (string, error) {
	bad := func(why string) (string, error) { return "", fmt.Errorf("open %q: %w: %s", path, ErrBadPath, why) }
	switch {
	case path == "":
		return bad("it is empty")
	case scheme.MatchString(path) && !(runtime.GOOS == "windows" && filepath.VolumeName(path) != ""):
		return bad("it looks like an address, not like a file")
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return bad(err.Error())
	}
	// The driver reads the path as a URL: these end it early or are escapes there,
	// and a "#" would swallow the safe settings.
	if i := strings.IndexAny(absolute, "?#%"); i >= 0 {
		return bad(fmt.Sprintf("it has a %q in it", absolute[i]))
	}
	if strings.ContainsFunc(absolute, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return bad("it has a control character in it")
	}
	return absolute, nil
}

// prepareFile sees that there is a file to read, or that one can be made.
func prepareFile(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("open %s: %w: it is a folder", path, ErrNotDatabase)
	case err == nil && info.Size() > 0:
		return nil
	case readOnly && (err == nil || errors.Is(err, os.ErrNotExist)):
		return fmt.Errorf("open %s: %w", path, ErrMissing)
	case readOnly:
		return fmt.Errorf("open %s: %w", path, err)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("open %s: %w: %w", path, ErrUnwritable, err)
	case err == nil:
		// An empty file is what a crash right at the beginning leaves. DuckDB takes
		// it for a broken database, and nothing is lost with it.
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("open %s: %w: %w", path, ErrUnwritable, err)
		}
	}
	return prepareFolder(path)
}

// prepareFolder makes the folder of a new database and sees that it can be
// written: DuckDB would only say that it cannot open the file.
func prepareFolder(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of the database: %w: %w", ErrUnwritable, err)
	}
	probe, err := os.CreateTemp(folder, ".second-wind-*")
	if err != nil {
		return fmt.Errorf("write in the folder of the database: %w: %w", ErrUnwritable, err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}
