package inbox

import (
	"context"
	"fmt"
	"slices"
	"time"

	"secondwind/internal/training"
)

// recordings are those that a new one could be a twin of. They are found by when
// they begin and by how long they are, never by comparing all pairs.
type recordings struct {
	byID      map[string]*recording
	byPayload map[string][]*recording
	byStart   map[int64][]*recording
	byLength  map[lengthSlot][]*recording
}

// lengthSlot holds the recordings of one length, in whole seconds, and one day.
type lengthSlot struct {
	seconds int64
	day     training.Date
}

func newRecordings() *recordings {
	return &recordings{
		byID:      map[string]*recording{},
		byPayload: map[string][]*recording{},
		byStart:   map[int64][]*recording{},
		byLength:  map[lengthSlot][]*recording{},
	}
}

// startSlot is the twinStart-wide stretch of time that holds t.
func startSlot(t time.Time) int64 { return t.Unix() / int64(twinStart/time.Second) }

func (r *recording) lengthSlot() lengthSlot {
	return lengthSlot{seconds: int64(r.elapsed / time.Second), day: training.DateOf(r.start)}
}

func (rs *recordings) add(r *recording) {
	rs.byID[r.id] = r
	rs.byPayload[r.hash] = append(rs.byPayload[r.hash], r)
	rs.byStart[startSlot(r.start)] = append(rs.byStart[startSlot(r.start)], r)
	rs.byLength[r.lengthSlot()] = append(rs.byLength[r.lengthSlot()], r)
}

func (rs *recordings) remove(r *recording) {
	if rs.byID[r.id] == r {
		delete(rs.byID, r.id)
	}
	drop(rs.byPayload, r.hash, r)
	drop(rs.byStart, startSlot(r.start), r)
	drop(rs.byLength, r.lengthSlot(), r)
}

func drop[K comparable](index map[K][]*recording, key K, r *recording) {
	index[key] = slices.DeleteFunc(index[key], func(o *recording) bool { return o == r })
}

// near returns the recordings that begin together with r.
func (rs *recordings) near(r *recording) []*recording {
	var found []*recording
	for s := startSlot(r.start) - 1; s <= startSlot(r.start)+1; s++ {
		for _, o := range rs.byStart[s] {
			if r.near(o) {
				found = append(found, o)
			}
		}
	}
	return found
}

// asLong returns the recordings that can be r, written once more with another clock.
func (rs *recordings) asLong(r *recording) []*recording {
	const days = training.Date(farthestShift/(24*time.Hour)) + 1
	var found []*recording
	slot := r.lengthSlot()
	for seconds := slot.seconds - 1; seconds <= slot.seconds+1; seconds++ {
		for day := slot.day - days; day <= slot.day+days; day++ {
			for _, o := range rs.byLength[lengthSlot{seconds, day}] {
				if _, ok := r.shiftTo(o); ok {
					found = append(found, o)
				}
			}
		}
	}
	return found
}

// twinsOf returns the recordings that are of the same run as r. An outing stands for
// its sessions where the other file knows none; against sessions, they speak for
// themselves.
func (in *ingest) twinsOf(ctx context.Context, r *recording) ([]*recording, error) {
	var twins []*recording
	for _, o := range in.known.near(r) {
		twin, err := in.twins(ctx, r, o)
		if err != nil {
			return nil, err
		}
		if twin {
			twins = append(twins, o)
		}
	}
	for _, o := range in.known.asLong(r) {
		if slices.Contains(twins, o) {
			continue
		}
		twin, err := in.copies(ctx, r, o)
		if err != nil {
			return nil, err
		}
		if twin {
			twins = append(twins, o)
		}
	}
	return twins, nil
}

// twins reports whether two recordings are of the same run.
func (in *ingest) twins(ctx context.Context, r, o *recording) (bool, error) {
	if r.alone || o.alone || r.mismatched(o) {
		return false, nil
	}
	if r.likeTwin(o) {
		a, b, err := in.traces(ctx, r, o)
		if err != nil || !a.apart(b) {
			return err == nil, err
		}
	}
	return in.copies(ctx, r, o)
}

// copies reports whether two recordings are one that is written twice.
func (in *ingest) copies(ctx context.Context, r, o *recording) (bool, error) {
	shift, ok := r.shiftTo(o)
	if !ok || r.alone || o.alone || r.mismatched(o) {
		return false, nil
	}
	a, b, err := in.traces(ctx, r, o)
	return err == nil && a.agrees(b, shift), err
}

// traces returns what the samples of two recordings say.
func (in *ingest) traces(ctx context.Context, r, o *recording) (a, b *trace, err error) {
	if a, err = in.traceOf(ctx, r); err != nil {
		return nil, nil, err
	}
	b, err = in.traceOf(ctx, o)
	return a, b, err
}

// traceOf reads the samples of a stored recording once they are asked for.
func (in *ingest) traceOf(ctx context.Context, r *recording) (*trace, error) {
	switch {
	case r.trace != nil:
	case r.isOuting():
		t, err := in.traceOfOuting(ctx, r)
		if err != nil {
			return nil, err
		}
		r.trace = t
	default:
		records, err := in.db.Records(ctx, r.id)
		if err != nil {
			return nil, fmt.Errorf("compare %s with its twins: %w", r.path, err)
		}
		r.trace = newTrace(r.start, records, r.indoor)
	}
	return r.trace, nil
}

// giveWay notes that a recording is not stored, or no more, since a richer twin is.
func (in *ingest) giveWay(r, to *recording) {
	in.gaveWay[to] = append(in.gaveWay[to], r)
}

// pass hands what gave way to one recording on to the one that takes its place, if
// there is one. What is no poorer twin of that has a second chance: that two
// recordings are each a twin of a third does not make them twins. So what is stored in
// the end does not depend on the order in which files come.
func (in *ingest) pass(ctx context.Context, from, to *recording) error {
	for _, r := range in.gaveWay[from] {
		if to != nil {
			twin, err := in.twins(ctx, to, r)
			if err != nil {
				return err
			}
			if twin && compareRichness(r, to) < 0 {
				in.giveWay(r, to)
				in.nameKept(r, to.path)
				continue
			}
		}
		in.again = append(in.again, again{path: r.path, hash: r.hash})
	}
	delete(in.gaveWay, from)
	if from.entry == nil && (to == nil || !from.alike(to)) {
		// Of what gave way in an earlier call, the ledger knows no more than the name.
		for _, f := range in.yielded[from.path] {
			in.again = append(in.again, again{path: f.Path, hash: f.Hash})
		}
	}
	return nil
}

// nameKept has the ledger name another file as the one that is kept of a twin.
func (in *ingest) nameKept(r *recording, kept string) {
	e := r.entry
	switch {
	case e == nil:
		in.again = append(in.again, again{path: r.path, hash: r.hash})
	case e.file.Outcome == training.FileTwin:
		e.file.Kept = kept
		if !slices.Contains(in.batch, e) {
			in.batch = append(in.batch, e)
		}
	}
}

// alike reports whether two recordings have the same twins: that of a payload that
// a newer parser has read just as the older one.
func (r *recording) alike(o *recording) bool {
	return r.id == o.id && r.start.Equal(o.start) && r.elapsed == o.elapsed && r.distanceM == o.distanceM &&
		r.sport == o.sport && r.truncated == o.truncated && r.readings == o.readings
}
