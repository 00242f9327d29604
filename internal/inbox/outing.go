package inbox

import (
	"cmp"
	"context"
	"slices"
)

// outingOf returns the sessions of one file taken together, as a device records them
// that knows no sessions: a triathlon in one track, a run whose pauses part it. It
// returns nil where there are fewer than two, or where one of them is not to be
// compared.
func outingOf(sessions []*recording) *recording {
	if len(sessions) < 2 || slices.ContainsFunc(sessions, func(r *recording) bool { return r.alone }) {
		return nil
	}
	first := sessions[0]
	u := &recording{
		id: "outing " + first.hash, path: first.path, hash: first.hash, format: first.format,
		sport: first.sport, indoor: first.indoor, start: first.start, entry: first.entry, sessions: sessions,
	}
	for _, r := range sessions {
		if r.sport != u.sport {
			u.sport = "" // several
		}
		u.elapsed = max(u.elapsed, r.start.Add(r.elapsed).Sub(u.start))
		u.distanceM += r.distanceM
		u.records += r.records
		u.readings += r.readings
		u.truncated = u.truncated || r.truncated
	}
	return u
}

// traceOfOuting puts the traces of the sessions of one file together.
func (in *ingest) traceOfOuting(ctx context.Context, u *recording) (*trace, error) {
	t := newTrace(u.start, nil, u.indoor)
	for _, r := range u.sessions {
		part, err := in.traceOf(ctx, r)
		if err != nil {
			return nil, err
		}
		from := int(part.base.Sub(t.base) / traceStep)
		if from < 0 {
			continue // its clock went back
		}
		for k, s := range part.steps {
			if from+k >= int(traceLength/traceStep) {
				break
			}
			for len(t.steps) <= from+k {
				t.steps = append(t.steps, step{})
			}
			t.steps[from+k] = s
		}
	}
	return t, nil
}

// judgeOuting looks for the twins of all sessions of an entry together, and reports
// whether they give way to a richer one. That one session of several is a twin is a
// matter of that session alone.
func (in *ingest) judgeOuting(ctx context.Context, e *entry, u *recording) (gone bool, err error) {
	if u == nil {
		return false, nil
	}
	twins, err := in.twinsOf(ctx, u)
	if err != nil {
		return false, err
	}
	if best := richest(twins); best != nil && compareRichness(u, best) < 0 {
		for _, r := range u.sessions {
			if err := in.yield(ctx, e, r, best); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return false, in.replace(ctx, e, u, twins)
}

// addOutings takes in what earlier calls stored of files with several sessions, as
// far as all of them are there.
func (in *ingest) addOutings() {
	var outings []*recording
	for _, sessions := range in.known.byPayload {
		last := slices.MaxFunc(sessions, func(a, b *recording) int { return cmp.Compare(a.session, b.session) })
		for _, r := range sessions {
			r.parts = last.session + 1
		}
		if u := outingOf(slices.Clone(sessions)); u != nil && len(sessions) == sessions[0].parts {
			outings = append(outings, u)
		}
	}
	for _, u := range outings {
		in.known.add(u)
	}
}

// isOuting reports whether a recording stands for several sessions.
func (r *recording) isOuting() bool { return len(r.sessions) > 0 }

// mismatched reports whether one of two recordings is an outing and the other one of
// several sessions, or an outing too.
func (r *recording) mismatched(o *recording) bool {
	return (r.isOuting() && (o.isOuting() || o.parts > 1)) || (o.isOuting() && r.parts > 1)
}

// dissolve takes the outing of a file out of the comparison, since one of its
// sessions is no longer counted.
func (in *ingest) dissolve(ctx context.Context, r, heir *recording) error {
	u, ok := in.known.byID["outing "+r.hash]
	if !ok {
		return nil
	}
	in.known.remove(u)
	return in.pass(ctx, u, heir)
}

// sessionsOf returns the stored activities that recordings stand for.
func sessionsOf(rs []*recording) []*recording {
	var sessions []*recording
	for _, r := range rs {
		for _, s := range append(r.sessions[:len(r.sessions):len(r.sessions)], r) {
			if !s.isOuting() && !slices.Contains(sessions, s) {
				sessions = append(sessions, s)
			}
		}
	}
	return sessions
}

// repeats reports whether a session is written a second time in its file, as in
// chained files that were put together from copies.
func (r *recording) repeats(o *recording) bool {
	return r.records > 0 && r.records == o.records && r.start.Equal(o.start) && r.elapsed == o.elapsed && r.distanceM == o.distanceM
}
