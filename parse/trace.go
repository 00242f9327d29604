package parse

import (
	"time"

	"secondwind/internal/training"
)

// trace is the points of a track in GPX or of an activity in TCX, in the order of
// the document.
type trace struct {
	records []training.Record // the points with a time; At counts from the Unix epoch
	begins  []int             // where the segments begin among them
	points  int               // with and without a time
	// offset is the first offset from UTC, other than zero, that a time states.
	offset training.Opt[time.Duration]
}

// untimed counts the points without a time.
func (t *trace) untimed() int { return t.points - len(t.records) }

// startSegment begins a segment; an empty one is begun once.
func (t *trace) startSegment() {
	if n := len(t.begins); n == 0 || t.begins[n-1] < len(t.records) {
		t.begins = append(t.begins, len(t.records))
	}
}

// add ends a point: it is kept if it has a time, given in the zone that the
// document states.
func (t *trace) add(r training.Record, at time.Time) {
	t.points++
	if at.IsZero() {
		return
	}
	t.noteOffset(at)
	r.At = time.Duration(at.UnixNano())
	t.records = append(t.records, r)
}

// extend adds the segments of a trace that follows.
func (t *trace) extend(next *trace) {
	for _, begin := range next.begins {
		t.begins = append(t.begins, len(t.records)+begin)
	}
	t.records = append(t.records, next.records...)
	t.points += next.points
}

// noteOffset takes the offset from UTC of a time, as the document states it.
func (t *trace) noteOffset(at time.Time) {
	if _, seconds := at.Zone(); seconds != 0 && !t.offset.OK() {
		t.offset = training.Some(time.Duration(seconds) * time.Second)
	}
}

// minSegmentGap is the shortest gap between two segments that is a pause: some
// apps begin a segment at every lap without stopping.
const minSegmentGap = 5 * time.Second

// gaps returns the gaps between segments that follow one another, since the Unix
// epoch.
func (t *trace) gaps() []training.Pause {
	var pauses []training.Pause
	var end time.Duration // of the segments so far
	for _, begin := range t.begins {
		if begin == 0 || begin == len(t.records) {
			continue
		}
		end = max(end, t.records[begin-1].At)
		from := t.records[begin].At
		switch {
		case from < end:
			return nil // shuffled: gaps mean nothing
		case from-end >= minSegmentGap:
			pauses = append(pauses, training.Pause{From: end, To: from})
		}
	}
	return pauses
}

// within returns the pauses as parts of an activity, of which some records may
// have been left out. Its records count from start.
func within(pauses []training.Pause, start time.Duration, records []training.Record) []training.Pause {
	var kept []training.Pause
	for _, p := range pauses {
		p.From, p.To = max(p.From-start, 0), min(p.To-start, records[len(records)-1].At)
		if p.From < p.To {
			kept = append(kept, p)
		}
	}
	return kept
}
