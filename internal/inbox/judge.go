package inbox

import (
	"context"
	"errors"
	"io/fs"
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
	before     []*recording        // what was stored of the payload until now
	replaced   []*recording        // poorer twins that the activities take the place of
	pairs      []training.TwinPair // the twins that this payload settled
	unread     *failure            // why a payload whose activities are stored cannot be read again
	quiet      bool                // it is not on the receipt
	done       bool                // its fate is in the database, where it belongs there
}

// held is an activity that an entry brings.
type held struct {
	store.Activity
	recording *recording
	sport     training.SportCall
	warnings  []training.Warning
	anew      bool // it was stored before this call
}

// judge decides what becomes of a file. Readings come in the order of the walk,
// so the decision depends on the files that came before and on nothing else.
func (in *ingest) judge(ctx context.Context, r reading) error {
	switch {
	case r.known != nil:
		in.settleAside(in.newEntry(r.found, content{}), training.FileKnown)
		return nil
	case r.waiting:
		in.settleAside(in.newEntry(r.found, content{}), training.FileWaiting)
		return nil
	}
	for _, c := range r.contents {
		e := in.newEntry(r.found, c)
		if in.judgeCopy(e) {
			continue
		}
		if err := in.judgeContent(ctx, e, c); err != nil {
			return err
		}
	}
	return nil
}

// judgeContent decides what becomes of a payload that was read, be it for the
// first time or again.
func (in *ingest) judgeContent(ctx context.Context, e *entry, c content) error {
	if e.file.Hash != "" {
		in.byHash[e.file.Hash] = e
	}
	if c.err != nil {
		in.refuse(e, c.err)
		return nil
	}
	return in.judgeActivities(ctx, e, c.activities)
}

func (in *ingest) newEntry(f found, c content) *entry {
	return &entry{file: store.File{
		Path:    f.path,
		Size:    f.size,
		ModTime: f.mod,
		Hash:    c.hash,
		Format:  c.format,
		Parser:  in.version,
	}}
}

// stale reports whether a file that was seen is worth another look: an older parser
// read it, which may have got less or something else out of it, or the runner asks
// for what could not be read.
func (in *ingest) stale(seen store.SeenFile) bool {
	if seen.Outcome == training.FileKnown {
		return false // its payload has no row
	}
	return seen.Parser < in.version || (in.opt.RetryFailed && seen.Outcome == training.FileFailed)
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
	if !ok || in.stale(seen) {
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

// moved reports whether a file, or the archive that it was found in, is no longer
// where it was seen.
func moved(path string) bool {
	_, err := onDisk(path)
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
			in.supersede(e)
			in.settle(e, training.FileNotActivity)
			return
		}
	}
	if seen, ok := in.ledger.Payload(e.file.Hash); ok && (seen.Outcome == training.FileStored || seen.Outcome == training.FileTwin) {
		// A parser that has unlearned something must not cost the runner a run.
		e.unread = fail
		in.settleAside(e, training.FileKnown)
		return
	}
	e.file.Reason, e.file.Hint = fail.reason, fail.hint
	if fail.passing {
		in.settleAside(e, training.FileFailed)
		return
	}
	in.settle(e, training.FileFailed)
}

// judgeActivities looks for the twins of each activity. The richest copy is kept; a
// file whose every run is there already is a twin itself. Sessions of one file are
// never twins of each other, unless one is written twice: a watch that writes two
// means two. What the same path held before, such as half of a copy, gives way.
func (in *ingest) judgeActivities(ctx context.Context, e *entry, activities []measured) error {
	in.supersede(e)
	sessions := in.sessionsIn(e, activities)
	outing := outingOf(sessions)
	gone, err := in.judgeOuting(ctx, e, outing)
	if err != nil {
		return err
	}
	for _, r := range sessions {
		if gone {
			break
		}
		if err := in.judgeActivity(ctx, e, r, activities[r.session]); err != nil {
			return err
		}
	}
	for _, h := range e.activities {
		in.known.add(h.recording)
	}
	if outing != nil && len(e.activities) == len(sessions) {
		in.known.add(outing)
	} else if outing != nil {
		if err := in.pass(ctx, outing, nil); err != nil {
			return err
		}
	}
	switch {
	case len(e.activities) > 0:
		in.settle(e, training.FileStored)
	case len(sessions) > 0:
		e.file.Kept = e.pairs[len(e.pairs)-1].Kept
		in.settle(e, training.FileTwin)
	default:
		e.file.Kind = forgottenKind
		in.settle(e, training.FileNotActivity)
	}
	return in.succeed(ctx, e)
}

// sessionsIn returns what the activities of an entry are compared by, without those
// that are to be forgotten.
func (in *ingest) sessionsIn(e *entry, activities []measured) []*recording {
	var sessions []*recording
	for session, m := range activities {
		r := in.recordingOf(e, session, m)
		r.parts = len(activities)
		if !in.decided(r.id, training.ForgetActivity) {
			sessions = append(sessions, r)
		}
	}
	return sessions
}

// judgeActivity decides whether an entry holds one of its activities.
func (in *ingest) judgeActivity(ctx context.Context, e *entry, r *recording, m measured) error {
	for _, h := range e.activities {
		if r.repeats(h.recording) && !r.alone {
			return in.yield(ctx, e, r, h.recording)
		}
	}
	before := in.outdatedBy(e, r)
	twins, err := in.twinsOf(ctx, r)
	if err != nil {
		return err
	}
	twins = slices.DeleteFunc(twins, func(o *recording) bool { return slices.Contains(before, o) })
	if best := richest(twins); best != nil && compareRichness(r, best) < 0 {
		return in.yield(ctx, e, r, best)
	}
	if err := in.replace(ctx, e, r, append(before, twins...)); err != nil {
		return err
	}
	e.hold(r, m, in.stored[r.id])
	return nil
}

// yield leaves an activity to a richer twin.
func (in *ingest) yield(ctx context.Context, e *entry, r, best *recording) error {
	e.pairs = append(e.pairs, training.TwinPair{Path: e.file.Path, Kept: best.path, ID: r.id})
	in.giveWay(r, best)
	heir := best
	if best.isOuting() {
		heir = best.sessions[0]
	}
	return in.inherit(ctx, r.id, heir.id)
}

// inherit passes what the runner decided of a stored activity to the twin that is
// counted from now on.
func (in *ingest) inherit(ctx context.Context, from, to string) error {
	if !in.stored[from] || in.opt.DryRun {
		return nil
	}
	for _, kind := range []training.DecisionKind{training.ExcludeActivity, training.OverruleSport} {
		value, ok := in.ledger.Decided(from, kind)
		if _, own := in.ledger.Decided(to, kind); !ok || own {
			continue
		}
		if err := in.db.Decide(ctx, in.opt.Athlete, training.Decision{Activity: to, Kind: kind, Value: value}); err != nil {
			return err
		}
	}
	return nil
}

// supersede takes what is stored of an entry's payload out of the comparison: the
// entry brings it anew.
func (in *ingest) supersede(e *entry) {
	e.before = slices.Clone(in.known.byPayload[e.file.Hash])
	for _, o := range e.before {
		in.known.remove(o)
	}
}

// succeed hands on what gave way to the earlier activities of an entry's payload.
func (in *ingest) succeed(ctx context.Context, e *entry) error {
	for _, o := range e.before {
		if err := in.pass(ctx, o, in.known.byID[o.id]); err != nil {
			return err
		}
	}
	return nil
}

// outdatedBy returns the stored recordings that the path of an entry held when it
// was last seen, as far as r is what became of them.
func (in *ingest) outdatedBy(e *entry, r *recording) []*recording {
	var before []*recording
	for _, id := range in.ledger.Superseded(e.file.Path, e.file.Hash) {
		if o, ok := in.known.byID[id]; ok && r.near(o) && !r.fragmentOf(o) {
			before = append(before, o)
		}
	}
	return before
}

// replace lets the twins give way to an entry's richer copy. Those of the batch
// in hand are written first, so that it is always the database that replaces.
func (in *ingest) replace(ctx context.Context, e *entry, r *recording, twins []*recording) error {
	if len(twins) == 0 {
		return nil
	}
	if err := in.flush(ctx); err != nil {
		return err
	}
	for _, t := range sessionsOf(twins) {
		if err := in.dissolve(ctx, t, r); err != nil {
			return err
		}
		in.known.remove(t)
		e.replaced = append(e.replaced, t)
		e.file.Replaces = append(e.file.Replaces, t.id)
		if err := in.pass(ctx, t, r); err != nil {
			return err
		}
		if t.path != e.file.Path { // else it held a part of what it holds now
			in.giveWay(t, r)
		}
	}
	return nil
}

func richest(rs []*recording) *recording {
	if len(rs) == 0 {
		return nil
	}
	return slices.MaxFunc(rs, compareRichness)
}

func (in *ingest) recordingOf(e *entry, session int, m measured) *recording {
	a := m.activity
	r := &recording{
		id:        training.ActivityID(in.opt.Athlete, e.file.Hash, session),
		path:      e.file.Path,
		hash:      e.file.Hash,
		session:   session,
		format:    parse.Format(e.file.Format),
		indoor:    a.SubSport.Indoor(),
		start:     a.Start,
		elapsed:   m.measures.Elapsed,
		distanceM: m.measures.DistanceM,
		records:   len(a.Records),
		readings:  readings(a.Channels(), len(a.Records)),
		truncated: a.Doubted(training.Truncated),
		entry:     e,
	}
	r.alone = in.decided(r.id, training.SplitTwin)
	r.sport = stated(a.Sport, a.SportSource)
	r.trace = newTrace(a.Start, a.Records, r.indoor)
	return r
}

// stated returns the sport that somebody stated. What a name or the movement tells
// is too weak to keep two recordings apart.
func stated(s training.Sport, source training.SportSource) training.Sport {
	if source.Guessed() {
		return ""
	}
	return s
}

// decided reports whether the runner decided something of an activity.
func (in *ingest) decided(id string, kind training.DecisionKind) bool {
	_, ok := in.ledger.Decided(id, kind)
	return ok
}

func (e *entry) hold(r *recording, m measured, anew bool) {
	e.activities = append(e.activities, &held{
		Activity: store.Activity{
			ID: r.id, Session: r.session, Activity: m.activity, Local: m.local, Measures: m.measures,
		},
		recording: r,
		sport:     sportOf(m),
		warnings:  slices.Concat(m.activity.Warnings, m.measures.Warnings),
		anew:      anew,
	})
}

// sportOf is what an activity is taken for: what its measures say, else its file.
func sportOf(m measured) training.SportCall {
	if call := m.measures.Sport; call.Source != training.SportUnknown {
		return call
	}
	return training.SportCall{Sport: m.activity.Sport, SubSport: m.activity.SubSport, Source: m.activity.SportSource}
}
