package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"secondwind/internal/store"
	"secondwind/internal/training"
)

// The reasons for which twins are not split or joined.
var (
	ErrNotTwin   = errors.New("no other file holds this activity: there is nothing to split")
	ErrIdentical = errors.New("the files are the same to the byte: there is nothing to split")
	ErrNotSplit  = errors.New("it was not split before: there is nothing to join")
)

// MissingFileError says that a file is needed once more and not there.
type MissingFileError struct {
	Path  string
	Cause error
}

// Error says what to do.
func (e *MissingFileError) Error() string {
	return fmt.Sprintf("%s cannot be read (%v): put it back, then run this again", e.Path, e.Cause)
}

// Unwrap returns the cause.
func (e *MissingFileError) Unwrap() error { return e.Cause }

// Split makes the activity with the given id nobody's twin, now and in every later
// ingest. Of an activity that is not counted its file is read again and the activity
// stored beside its twin; of one that is, the same is done for those that gave way to
// it. The receipt tells of the files that were read. The error is [ErrNotTwin],
// [ErrIdentical], a *[MissingFileError], [store.ErrNoActivity] or one of the
// database.
func Split(ctx context.Context, db *store.DB, id string, opt Options) (training.Receipt, error) {
	in := newIngest(db, opt)
	if err := in.recall(ctx); err != nil {
		return NewReceipt(), err
	}
	parts, err := in.partsOf(id)
	if errors.Is(err, ErrNotTwin) && in.decided(id, training.SplitTwin) {
		return NewReceipt(), nil // it is done
	}
	if err != nil {
		return NewReceipt(), fmt.Errorf("split activity %s: %w", id, err)
	}
	return in.redecide(ctx, parts, func() error {
		return db.Decide(ctx, opt.Athlete, training.Decision{Activity: id, Kind: training.SplitTwin})
	})
}

// Join takes a [Split] back: the activity with the given id can be a twin again, and
// is judged anew. The error is [ErrNotSplit], a *[MissingFileError],
// [store.ErrNoActivity] or one of the database.
func Join(ctx context.Context, db *store.DB, id string, opt Options) (training.Receipt, error) {
	in := newIngest(db, opt)
	if err := in.recall(ctx); err != nil {
		return NewReceipt(), err
	}
	if !in.decided(id, training.SplitTwin) {
		return NewReceipt(), fmt.Errorf("join activity %s: %w", id, ErrNotSplit)
	}
	file, err := in.fileOf(id)
	if err != nil {
		return NewReceipt(), fmt.Errorf("join activity %s: %w", id, err)
	}
	return in.redecide(ctx, []store.SeenFile{file}, func() error {
		_, err := db.Undecide(ctx, opt.Athlete, id, training.SplitTwin)
		return err
	})
}

// redecide keeps a decision and judges the files anew that it is about. They are
// read first, so that nothing is decided that cannot be carried out.
func (in *ingest) redecide(ctx context.Context, files []store.SeenFile, decide func() error) (training.Receipt, error) {
	var readings []reading
	for _, f := range files {
		r, err := in.payloadAgain(f.Path, f.Hash)
		if err != nil {
			return NewReceipt(), err
		}
		readings = append(readings, r)
	}
	if err := decide(); err != nil {
		return NewReceipt(), err
	}
	opt := in.opt
	opt.zones = in.zones
	return newIngest(in.db, opt).judgeAll(context.WithoutCancel(ctx), readings)
}

// judgeAll judges payloads that were read already.
func (in *ingest) judgeAll(ctx context.Context, readings []reading) (training.Receipt, error) {
	if err := in.recall(ctx); err != nil {
		return NewReceipt(), err
	}
	for _, r := range readings {
		for _, c := range r.contents {
			if err := in.judgeContent(ctx, in.newEntry(r.found, c), c); err != nil {
				return NewReceipt(), err
			}
		}
	}
	if err := in.flush(ctx); err != nil {
		return NewReceipt(), err
	}
	err := in.judgeAgain(ctx)
	return in.receipt(), err
}

// payloadAgain reads one payload again, from where it was found or whichever other
// path of the ledger still holds it. The error is a *[MissingFileError].
func (in *ingest) payloadAgain(path, hash string) (reading, error) {
	others := slices.DeleteFunc(slices.Clone(in.ledger.Paths(hash)), func(p string) bool { return p == path })
	var cause error
	for _, p := range append([]string{path}, others...) {
		r := in.readAgain(p)
		i := slices.IndexFunc(r.contents, func(c content) bool { return c.hash == hash })
		switch {
		case r.waiting:
			cause = errors.New("it is still being written")
		case i >= 0 && r.contents[i].err == nil:
			r.contents = r.contents[i : i+1]
			return r, nil
		case i >= 0:
			cause = r.contents[i].err
		case len(r.contents) > 0 && r.contents[0].err != nil:
			cause = r.contents[0].err
		default:
			cause = errors.New("it holds something else now")
		}
	}
	return reading{}, &MissingFileError{Path: path, Cause: cause}
}

// partsOf returns the files that come back when an activity is split from its twins:
// its own, or those that gave way to it.
func (in *ingest) partsOf(id string) ([]store.SeenFile, error) {
	file, err := in.fileOf(id)
	if err != nil {
		return nil, err
	}
	if _, counted := in.known.byID[id]; !counted {
		return []store.SeenFile{file}, nil
	}
	twins := in.yielded[file.Path]
	switch {
	case len(twins) > 0:
		return twins, nil
	case len(in.ledger.Paths(file.Hash)) > 1:
		return nil, ErrIdentical
	}
	return nil, ErrNotTwin
}

// mostSessions is how many activities of one file are looked through for an id: a
// chained file of a summer holds some hundred.
const mostSessions = 500

// fileOf returns the file whose activity has an id. An id is the hash of what it
// names, so it is found by trying: the first activity of every file, then the second.
func (in *ingest) fileOf(id string) (store.SeenFile, error) {
	if in.decided(id, training.ForgetActivity) {
		return store.SeenFile{}, store.ErrNoActivity
	}
	files := in.ledger.Files(training.FileStored, training.FileTwin)
	for session := range mostSessions {
		for _, f := range files {
			if training.ActivityID(in.opt.Athlete, f.Hash, session) == id {
				return f, nil
			}
		}
	}
	return store.SeenFile{}, store.ErrNoActivity
}
