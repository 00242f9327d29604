package inbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// entry is one payload of this call and what becomes of it.
type entry struct {
	file       store.File // without its activities
	activities []*held
	isCopy     bool                // the same bytes as a payload that the ledger has; its name alone is new
	replaced   []*recording        // poorer twins that the activities take the place of
	pairs      []training.TwinPair // the twins that this payload settled
	done       bool                // its fate is in the database, where it belongs there
}

// held is an activity that an entry brings.
type held struct {
	store.Activity
	recording *recording
	warnings  int
}

// judge decides what becomes of a file. Readings come in the order of the walk,
// so the decision depends on the files that came before and on nothing else.
func (in *ingest) judge(ctx context.Context, r reading) error {
	switch {
	case r.known != nil:
		in.settleAside(newEntry(r.found, ""), training.FileKnown)
		return nil
	case r.waiting:
		in.settleAside(newEntry(r.found, ""), training.FileWaiting)
		return nil
	}
	for _, c := range r.contents {
		e := newEntry(r.found, c.hash)
		if in.judgeCopy(e) {
			continue
		}
		if c.hash != "" {
			in.byHash[c.hash] = e
		}
		if c.err != nil {
			in.refuse(e, c.err)
			continue
		}
		if err := in.judgeActivities(ctx, e, c.activities); err != nil {
			return err
		}
	}
	return nil
}

func newEntry(f found, hash string) *entry {
	return &entry{file: store.File{
		Path:    f.path,
		Size:    f.size,
		ModTime: f.mod,
		Hash:    hash,
		Parser:  parse.Version,
	}}
}

// settle gives an entry its outcome; what is to be remembered joins the batch.
func (in *ingest) settle(e *entry, outcome training.FileOutcome) {
	e.file.Outcome = outcome
	in.entries = append(in.entries, e)
	in.batch = append(in.batch, e)
}

// settleAside gives an entry an outcome that the database need not know of.
func (in *ingest) settleAside(e *entry, outcome training.FileOutcome) {
	e.file.Outcome = outcome
	e.done = true
	in.entries = append(in.entries, e)
}

// judgeCopy settles an entry whose bytes were seen before, and reports whether
// it did.
func (in *ingest) judgeCopy(e *entry) bool {
	if e.file.Hash == "" {
		return false
	}
	if first, ok := in.byHash[e.file.Hash]; ok {
		in.settleCopy(e, first.file)
		return true
	}
	seen, ok := in.ledger.Payload(e.file.Hash)
	if !ok || outgrown(seen) {
		return false
	}
	if seen.Path == e.file.Path || moved(seen.Path) {
		e.isCopy = true // touched or moved: the same file still
		in.settle(e, training.FileKnown)
		return true
	}
	in.settleCopy(e, store.File{
		Path: seen.Path, Outcome: seen.Outcome,
		Reason: seen.Reason, Hint: seen.Hint, Kind: seen.Kind, Kept: seen.Kept,
	})
	return true
}

// settleCopy gives a copy under another name the fate of the first: a second
// copy of a run is its twin, one of a broken file is as broken.
func (in *ingest) settleCopy(e *entry, first store.File) {
	e.isCopy = true
	switch first.Outcome {
	case training.FileStored:
		in.settleTwin(e, first.Path)
	case training.FileTwin:
		in.settleTwin(e, first.Kept)
	default:
		e.file.Reason, e.file.Hint, e.file.Kind = first.Reason, first.Hint, first.Kind
		in.settle(e, first.Outcome)
	}
}

func (in *ingest) settleTwin(e *entry, kept string) {
	e.file.Kept = kept
	e.pairs = append(e.pairs, training.TwinPair{Path: e.file.Path, Kept: kept})
	in.settle(e, training.FileTwin)
}

// moved reports whether a file is no longer where it was seen.
func moved(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// refuse settles an entry that brings no activity.
func (in *ingest) refuse(e *entry, err error) {
	if errors.Is(err, errForeign) {
		e.file.Kind = foreignKind
		in.settle(e, training.FileNotActivity)
		return
	}
	var fail *failure
	if !errors.As(err, &fail) {
		if e.file.Kind, fail = parseFailure(err); fail == nil {
			in.settle(e, training.FileNotActivity)
			return
		}
	}
	e.file.Reason, e.file.Hint = fail.reason, fail.hint
	if fail.passing {
		in.settleAside(e, training.FileFailed)
		return
	}
	in.settle(e, training.FileFailed)
}

// judgeActivities looks for the twins of each activity. The richer copy is kept,
// the first of equals; a file whose every run is there already is a twin itself.
// Sessions of one file are never twins of each other: a watch that writes two
// means two. What the same path held before, such as half of a copy, gives way.
func (in *ingest) judgeActivities(ctx context.Context, e *entry, activities []measured) error {
	kept := ""
	superseded := in.ledger.Superseded(e.file.Path, e.file.Hash)
	for session, m := range activities {
		r := in.recordingOf(e, session, m)
		var twins, before []*recording
		for _, o := range in.known.near(r) {
			switch {
			case slices.Contains(superseded, o.id) && !r.fragmentOf(o):
				before = append(before, o)
			case r.twinOf(o):
				twins = append(twins, o)
			}
		}
		if best := richest(twins); best != nil && !r.richerThan(best) {
			kept = best.path
			e.pairs = append(e.pairs, training.TwinPair{Path: e.file.Path, Kept: best.path})
			continue
		}
		if err := in.replace(ctx, e, append(before, twins...)); err != nil {
			return err
		}
		e.hold(r, session, m)
	}
	if len(e.activities) == 0 {
		e.pairs = nil
		in.settleTwin(e, kept)
		return nil
	}
	for _, h := range e.activities {
		in.known.add(h.recording)
	}
	in.settle(e, training.FileStored)
	return nil
}

// replace lets the twins give way to an entry's richer copy. Those of the batch
// in hand are written first, so that it is always the database that replaces.
func (in *ingest) replace(ctx context.Context, e *entry, twins []*recording) error {
	if len(twins) == 0 {
		return nil
	}
	if err := in.flush(ctx); err != nil {
		return err
	}
	for _, t := range twins {
		in.known.remove(t)
		e.replaced = append(e.replaced, t)
		e.file.Replaces = append(e.file.Replaces, t.id)
	}
	return nil
}

func richest(rs []*recording) *recording {
	var best *recording
	for _, r := range rs {
		if best == nil || r.richerThan(best) {
			best = r
		}
	}
	return best
}

func (in *ingest) recordingOf(e *entry, session int, m measured) *recording {
	return &recording{
		id:        training.ActivityID(in.opt.Athlete, e.file.Hash, session),
		path:      e.file.Path,
		sport:     m.activity.Sport,
		start:     m.activity.Start,
		elapsed:   m.measures.Elapsed,
		distanceM: m.measures.DistanceM,
		readings:  readings(m.activity.Channels(), len(m.activity.Records)),
		truncated: truncated(m.activity),
		entry:     e,
	}
}

func (e *entry) hold(r *recording, session int, m measured) {
	e.activities = append(e.activities, &held{
		Activity: store.Activity{
			ID: r.id, Session: session, Activity: m.activity, Local: m.local, Measures: m.measures,
		},
		recording: r,
		warnings:  len(m.activity.Warnings) + len(m.measures.Warnings),
	})
}
