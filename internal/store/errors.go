package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// The ways in which a database cannot be opened or written, for [errors.Is]. The errors
// that carry them name the file.
var (
	ErrMissing     = errors.New("there is no database")
	ErrNotDatabase = errors.New("it is not a Second Wind database")
	ErrBadPath     = errors.New("the path cannot be used for a database")
	ErrUnwritable  = errors.New("the database cannot be written")
	ErrDiskFull    = errors.New("the disk is full")
	ErrDamaged     = errors.New("the database is damaged or cut off")
	ErrNewer       = errors.New("the database was written by a newer version of the program")
	ErrOlder       = errors.New("the database was written by an older version of the program")
)

// ErrNoActivity says that no activity has the id that was asked for.
var ErrNoActivity = errors.New("no such activity")

// BusyError says that another program holds the database.
type BusyError struct {
	Path    string
	PID     int    // 0 if unknown
	Program string // file name of the other program; empty if unknown
	Err     error  // what the database said
}

// Error names the program that holds the database.
func (e *BusyError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("the database %s is in use by another program", e.Path)
	}
	return fmt.Sprintf("the database %s is in use by %s (process %d)", e.Path, e.Program, e.PID)
}

// Unwrap returns what the database said.
func (e *BusyError) Unwrap() error { return e.Err }

// RejectedError names files that the database refused. All other files of the
// same Write are stored, and these are in the ledger as failed.
type RejectedError struct{ Files []RejectedFile }

// RejectedFile is a file that the database refused, and why.
type RejectedFile struct {
	Path string
	Err  error
}

// Error names the first file, and how many there are.
func (e *RejectedError) Error() string {
	first := e.Files[0]
	if n := len(e.Files) - 1; n > 0 {
		return fmt.Sprintf("store %s and %d more: %v", first.Path, n, first.Err)
	}
	return fmt.Sprintf("store %s: %v", first.Path, first.Err)
}

// Unwrap returns the errors of all files.
func (e *RejectedError) Unwrap() []error {
	errs := make([]error, len(e.Files))
	for i, f := range e.Files {
		errs[i] = f.Err
	}
	return errs
}

// What DuckDB 1.4 says; it has no codes for these. The tests provoke each.
const (
	saysLocked        = "Could not set lock on file"
	saysOpenHere      = "with a different configuration than existing connections"
	saysNotDatabase   = "not a valid DuckDB database file"
	saysWrongVersion  = "Trying to read a database file with version number"
	saysDenied        = "Permission denied"
	saysReadOnlyDisk  = "Read-only file system"
	saysReplayFailed  = "Failure while replaying WAL file"
	saysConfigLocked  = "the configuration has been locked"
	saysInvalidFormat = "Serialization Error"
	saysNoTransaction = "no transaction is active"
	saysDiskFull      = "No space left on device"
	saysCutOff        = "Could not read enough bytes from file"
	saysCorrupt       = "Corrupt database file"
)

// saysRowFault is what DuckDB and the driver say of a value that a column does not
// take. The driver makes one plain text of it, without DuckDB's kinds of error.
var saysRowFault = []string{
	"violates unique constraint", "constraint violation: duplicate key", "NOT NULL constraint failed",
	"cast error: ", "conversion error: ",
}

// lockHolder finds the program and process in what DuckDB says of a lock:
// "Conflicting lock is held in /usr/bin/ingest (PID 5857)."
var lockHolder = regexp.MustCompile(`Conflicting lock is held in (.+?) \(PID (\d+)\)`)

// driverNoise is what the driver puts before what DuckDB says.
var driverNoise = regexp.MustCompile(`^(database/sql/driver: |could not connect to database: )+`)

// saidError puts what DuckDB said into other words, and keeps it.
type saidError struct {
	words error
	said  error
}

// Error says the words alone.
func (e *saidError) Error() string { return e.words.Error() }

// Unwrap returns both.
func (e *saidError) Unwrap() []error { return []error{e.words, e.said} }

// inWords says an error of DuckDB in the words of this package, else in the first
// line of DuckDB's own. Any other error stays as it is.
func inWords(err error) error {
	if err == nil {
		return nil
	}
	said := err.Error()
	switch {
	case strings.Contains(said, saysCutOff), strings.Contains(said, saysCorrupt):
		return &saidError{ErrDamaged, err}
	case strings.Contains(said, saysDiskFull), errors.Is(err, syscall.ENOSPC):
		return &saidError{ErrDiskFull, err}
	}
	first, _, _ := strings.Cut(said, "\n")
	if plain := driverNoise.ReplaceAllString(first, ""); plain != said {
		return &saidError{errors.New(plain), err}
	}
	return err
}

// openError turns what DuckDB said on opening path into an error of this package.
func openError(path string, readOnly bool, err error) error {
	said := err.Error()
	words := inWords(err)
	switch {
	case strings.Contains(said, saysLocked):
		return busyError(path, err)
	case strings.Contains(said, saysOpenHere):
		return &BusyError{Path: path, PID: os.Getpid(), Program: filepath.Base(os.Args[0]), Err: err}
	case strings.Contains(said, saysNotDatabase), strings.Contains(said, saysInvalidFormat):
		words = &saidError{ErrNotDatabase, err}
	case strings.Contains(said, saysWrongVersion):
		words = &saidError{ErrNewer, err}
	case !readOnly && (strings.Contains(said, saysDenied) || strings.Contains(said, saysReadOnlyDisk)):
		words = &saidError{ErrUnwritable, err}
	}
	return fmt.Errorf("open %s: %w", path, words)
}

func busyError(path string, err error) *BusyError {
	busy := &BusyError{Path: path, Err: err}
	if m := lockHolder.FindStringSubmatch(err.Error()); m != nil {
		busy.Program = filepath.Base(m[1])
		busy.PID, _ = strconv.Atoi(m[2]) // digits by the pattern; 0 stands for unknown
	}
	return busy
}
