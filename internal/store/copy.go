package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// copyAside copies the database as it stands to another name. A copy of that name is
// overwritten: it was taken before the same change, which did not come about or was
// undone.
func copyAside(ctx context.Context, path, to string, deadline time.Time) error {
	db, err := connectStill(ctx, path, deadline)
	if err != nil {
		return err
	}
	part := partOf(to)
	err = errors.Join(copyFile(path, part), db.sql.Close())
	if err == nil {
		err = rename(part, to)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("set a copy aside as %s: %w", to, err), removePart(part))
	}
	return nil
}

// connectStill connects to a database of which all is in its file, and keeps every
// writer away from it until it is closed.
//
// It is open to be read alone. A file that is open for writing must not be opened a
// second time to be copied: on Unix closing that gives DuckDB's lock away, and on
// Windows the lock keeps every reader out.
func connectStill(ctx context.Context, path string, deadline time.Time) (*DB, error) {
	if exists(logOf(path)) {
		if err := mend(ctx, path, deadline); err != nil {
			return nil, err
		}
	}
	db, err := connectWaiting(ctx, path, true, deadline)
	if err == nil && exists(logOf(path)) {
		said := errors.New("its write-ahead log came back") // by a program that has crashed meanwhile
		return nil, errors.Join(&BusyError{Path: path, Err: said}, db.sql.Close())
	}
	return db, err
}

// logOf names the write-ahead log of a database.
func logOf(path string) string { return path + ".wal" }

// partOf names what is being written until it is whole. After a crash it is
// overwritten by the next try.
func partOf(path string) string { return path + ".second-wind-part" }

// removePart removes what did not become whole, and the log of it if it was opened
// for writing.
func removePart(part string) error {
	var errs []error
	for _, path := range []string{part, logOf(part)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// copyFile writes a private copy of a file that is on the disk when it returns.
func copyFile(from, part string) error {
	if err := removePart(part); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, private)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// rename puts a file in the place of another, which keeps a crash right after from
// undoing it.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// syncFolder brings the names of a folder to the disk.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // which has no such thing
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
