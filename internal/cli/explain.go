package cli

import (
	"context"
	"errors"
	"fmt"

	"secondwind/internal/store"
)

// Explain turns an error into one sentence (what happened, where, what to do)
// and the exit code that goes with it.
func Explain(err error) (sentence string, code int) {
	var (
		usage *usageError
		busy  *store.BusyError
	)
	switch {
	case errors.As(err, &usage):
		return usage.said, Usage
	case errors.As(err, &busy):
		return fmt.Sprintf("%v; wait until it is done, then run this again", busy), Busy
	case errors.Is(err, context.Canceled):
		return "interrupted", Interrupted
	case errors.Is(err, store.ErrBadPath):
		return fmt.Sprintf("%v; name another file with --db", err), Usage
	case errors.Is(err, store.ErrMissing):
		return fmt.Sprintf("%v; make one with ingest and the folder of your watch's files, or name another with --db", err), Failed
	case errors.Is(err, store.ErrNotDatabase):
		return fmt.Sprintf("%v; name another file with --db, or move this one away", err), Failed
	case errors.Is(err, store.ErrNewer):
		return fmt.Sprintf("%v; use the newer version, or name another file with --db", err), Failed
	case errors.Is(err, store.ErrDiskFull):
		return fmt.Sprintf("%v; make room on it, then run this again: what was stored before is kept", err), Failed
	case errors.Is(err, store.ErrUnwritable):
		return fmt.Sprintf("%v; make its folder writable, or name another file with --db", err), Failed
	}
	return err.Error(), Failed
}

// usageError is a command line that cannot be right.
type usageError struct{ said string }

func (e *usageError) Error() string { return e.said }

// UsageErrorf returns an error that Explain gives the exit code Usage.
func UsageErrorf(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}
