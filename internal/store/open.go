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
// alone, and brings an older schema up to date. An empty file becomes a database,
// whatever its name.
//
// It fails with a *[BusyError] where another program holds the file, and with
// errors that are [ErrMissing] (read-only and no file), [ErrNotDatabase],
// [ErrBadPath], [ErrUnwritable] or [ErrNewer]. A read-only database that needs work
// first, after a crash or for an older schema, is opened for writing once and
// closed again.
func Open(ctx context.Context, path string, opt Options) (*DB, error) {
	path, err := checkPath(path)
	if err != nil {
		return nil, err
	}
	if err := prepareFile(path, opt.ReadOnly); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(opt.Wait)
	if !opt.ReadOnly {
		return openWaiting(ctx, path, false, deadline)
	}
	db, err := openWaiting(ctx, path, true, deadline)
	if !errors.Is(err, errNeedsWriter) {
		return db, err
	}
	writer, err := openWaiting(ctx, path, false, deadline)
	if err != nil {
		return nil, fmt.Errorf("mend the database before reading it: %w", err)
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return openWaiting(ctx, path, true, deadline)
}

// errNeedsWriter says that a database cannot be read before a writer was there.
var errNeedsWriter = errors.New("a writer has to open the database first")

// Pauses between two tries for the lock. An ingest holds it for seconds to
// minutes; a person waits.
const (
	firstPause = 20 * time.Millisecond
	maxPause   = 500 * time.Millisecond
)

// openWaiting tries until the lock is free or the deadline has passed.
func openWaiting(ctx context.Context, path string, readOnly bool, deadline time.Time) (*DB, error) {
	for pause := firstPause; ; pause = min(2*pause, maxPause) {
		db, err := openOnce(ctx, path, readOnly)
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

// openOnce opens the file and sees that its schema is ours.
func openOnce(ctx context.Context, path string, readOnly bool) (*DB, error) {
	handle, err := connect(ctx, path, readOnly)
	if err != nil {
		if readOnly && strings.Contains(err.Error(), saysReplayFailed) {
			return nil, fmt.Errorf("open %s: %w: %w", path, errNeedsWriter, err)
		}
		return nil, openError(path, readOnly, err)
	}
	db := &DB{path: path, readOnly: readOnly, sql: handle, commit: "COMMIT", chmod: os.Chmod}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, inWords(err)), handle.Close())
	}
	return db, nil
}

// prepare brings the schema up to date and makes a writer ready to write.
func (db *DB) prepare(ctx context.Context) error {
	if db.readOnly {
		return db.checkSchema(ctx)
	}
	if err := db.keepPrivate(); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
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
