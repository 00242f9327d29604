package cli

import (
	"context"
	"errors"
	"fmt"

	"secondwind/internal/profile"
	"secondwind/internal/store"
)

// Explain turns an error into one sentence (what happened, where, what to do), safe
// to show on a terminal, and the exit code that goes with it.
func Explain(err error) (sentence string, code int) {
	said, wayOut, code := explain(err)
	sentence = Line(said)
	if wayOut != "" {
		sentence += "; " + wayOut
	}
	return sentence, code
}

func explain(err error) (said, wayOut string, code int) {
	var (
		usage   *usageError
		busy    *store.BusyError
		setting *profile.SettingError
		broken  *profile.BrokenError
	)
	said = err.Error()
	switch {
	case errors.As(err, &usage):
		return usage.said, "", Usage
	case errors.As(err, &setting):
		return said, "", Usage
	case errors.As(err, &broken):
		return said, "correct it, or name another file with --profile", Usage
	case errors.As(err, &busy):
		return busy.Error(), "wait until it is done, then run this again", Busy
	case errors.Is(err, context.Canceled):
		return "interrupted", "", Interrupted
	case errors.Is(err, store.ErrBadTarget):
		return said, "name another file with --backup", Usage
	case errors.Is(err, store.ErrBadBackup) && errors.Is(err, store.ErrNewer):
		return said, "use the newer version; the database is as it was", Failed
	case errors.Is(err, store.ErrBadBackup):
		return said, "name another backup; the database is as it was", Failed
	case errors.Is(err, store.ErrFaulty):
		return said, "ingest --check names what is wrong; an earlier backup stays as it is", Failed
	case errors.Is(err, store.ErrBadPath):
		return said, "name another file with --db", Usage
	case errors.Is(err, store.ErrMissing):
		return said, "make one with ingest and the folder of your watch's files, or name another with --db", Failed
	case errors.Is(err, store.ErrNotDatabase):
		return said, "name another file with --db, or move this one away", Failed
	case errors.Is(err, store.ErrDamaged):
		return said, "bring a backup back with ingest --restore, or move it away and take all your files in again", Failed
	case errors.Is(err, store.ErrNewer):
		return said, "use the newer version, or name another file with --db", Failed
	case errors.Is(err, store.ErrOlder):
		return said, "run ingest --status once: it keeps a copy and brings the database up to date", Failed
	case errors.Is(err, store.ErrDiskFull):
		return said, "make room on it, then run this again: what was stored before is kept", Failed
	case errors.Is(err, store.ErrUnwritable):
		return said, "make it and its folder writable, or name another file with --db", Failed
	}
	return said, "", Failed
}

// usageError is a command line that cannot be right.
type usageError struct{ said string }

func (e *usageError) Error() string { return e.said }

// UsageErrorf returns an error that Explain gives the exit code Usage.
func UsageErrorf(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}
