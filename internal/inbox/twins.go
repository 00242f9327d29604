package inbox

import (
	"cmp"
	"math"
	"math/bits"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

// Two recordings are of the same run in one of two ways (science 0.4).
//
// Two devices on one body: they begin within twinStart of each other, overlap,
// name sports that one body can do at once, differ in distance by less than
// twinDistance, and were not in different places meanwhile.
//
// One device, written twice: as long to within copyLength, begun at the same time
// or whole quarter-hours apart, as a wrong zone or a clock that was set wrong makes
// it, and with the same samples. What the files call the sport says nothing then:
// many a site lets its user overrule it.
const (
	twinStart    = 120 * time.Second
	twinDistance = 0.05
	copyLength   = time.Second
	leastCopy    = (leastSteps - 1) * traceStep // less holds too few samples to tell
	copyShift    = 15 * time.Minute             // all zones lie whole quarter-hours apart
	// farthestShift is from UTC to the farthest zone. Local time taken for UTC, or the
	// other way round, is never farther off. Two zones can be 26 h apart and a clock a
	// whole day off, but a day later is when a runner with habits runs the same again.
	farthestShift = 14 * time.Hour
	// startSlack is how far the starts that two formats state may differ beside the
	// shift: GPX begins with the first position, FIT when the runner pressed the
	// button. The samples are compared at the exact quarter-hour.
	startSlack = time.Minute
)

// recording is what twins are told by: an activity that is stored, or about to be.
type recording struct {
	id        string
	path      string
	hash      string // of the payload
	format    parse.Format
	sport     training.Sport // as somebody stated it; empty where nobody did
	indoor    bool
	start     time.Time
	elapsed   time.Duration
	distanceM float64
	records   int
	readings  int    // channels × records
	truncated bool   // its file ends early
	alone     bool   // the runner said that it is nobody's twin
	entry     *entry // the file of this run that holds it; nil for an earlier run
	trace     *trace // nil for an earlier run's until it is asked for

	session  int          // number in its file
	parts    int          // activities in its file
	sessions []*recording // of an outing: what it is put together from
}

// readings measures how much a recording holds.
func readings(channels training.Channels, records int) int {
	return bits.OnesCount16(uint16(channels)) * records
}

// likeTwin reports whether two recordings are of the same run by all that can be
// told without their samples.
func (r *recording) likeTwin(o *recording) bool {
	return r.near(o) && r.sameSport(o) && (r.sameLength(o) || r.fragmentOf(o) || o.fragmentOf(r))
}

// near reports whether two recordings begin together.
func (r *recording) near(o *recording) bool {
	return r.start.Sub(o.start).Abs() <= twinStart && r.overlaps(o)
}

// shiftTo returns the whole quarter-hours that o begins later than r, and whether
// the two can be one recording that is written twice, so far apart.
func (r *recording) shiftTo(o *recording) (shift time.Duration, ok bool) {
	later := o.start.Sub(r.start)
	shift = later.Round(copyShift)
	return shift, r.elapsed >= leastCopy && (r.elapsed-o.elapsed).Abs() <= copyLength &&
		(later-shift).Abs() <= startSlack && shift.Abs() <= farthestShift
}

// fragmentOf reports whether one of two recordings that begin together can be the
// first part of the other: its file was cut off, so its length says nothing.
func (r *recording) fragmentOf(o *recording) bool {
	return r.truncated && r.elapsed < o.elapsed && !r.sameLength(o)
}

// compareRichness orders twins; the greatest is kept. It is an order of all
// recordings, so that what is kept doesn't depend on which file came first; of files
// that hold the same activities one is kept with all of them.
func compareRichness(a, b *recording) int {
	amount := cmp.Compare(a.readings, b.readings)
	format := cmp.Compare(formatRank(a.format), formatRank(b.format))
	if a.wholeness() < whole {
		format, amount = amount, format // the longer piece, whatever it is written in
	}
	// Sessions tell the run from the ride before it, and so does what stands for them.
	told := cmp.Compare(min(a.parts+len(a.sessions), 2), min(b.parts+len(b.sessions), 2))
	return cmp.Or(cmp.Compare(a.wholeness(), b.wholeness()), format, told, amount, cmp.Compare(b.hash, a.hash), cmp.Compare(b.id, a.id))
}

// The grades of wholeness.
const (
	empty  = iota // no samples: a date, or sums alone
	broken        // its file ends early
	whole
)

func (r *recording) wholeness() int {
	switch {
	case r.records == 0:
		return empty
	case r.truncated:
		return broken
	}
	return whole
}

// formatRank orders formats by how much of what the device knew they carry: a TCX
// file has no pauses and no developer's fields, a GPX file no laps either.
func formatRank(f parse.Format) int {
	switch f {
	case parse.FIT:
		return 3
	case parse.TCX:
		return 2
	case parse.GPX:
		return 1
	}
	return 0
}

// overlaps reports whether one recording began before the other ended. Two
// sprints of a minute that begin a minute and a half apart are two sprints.
func (r *recording) overlaps(o *recording) bool {
	first, second := r, o
	if second.start.Before(first.start) {
		first, second = second, first
	}
	return second.start.Equal(first.start) || second.start.Before(first.start.Add(first.elapsed))
}

// sameSport reports whether one outing can be called both sports. A phone calls a
// slow run a walk, and a walk uphill a hike, so whatever is done on foot is one; so
// is a ride with and without a motor. A sport that nobody stated, or that says no
// more than "exercise", is any. A run and a ride are never one: one of two people
// may have run beside the other's bicycle.
func (r *recording) sameSport(o *recording) bool {
	a, b := movement(r.sport), movement(o.sport)
	return a == b || a == "" || b == ""
}

// movement is what a sport is for the eyes of another device; empty where it says
// nothing.
func movement(s training.Sport) training.Sport {
	switch s {
	case training.Walking, training.Hiking, "mountaineering":
		return training.Running
	case "e_biking":
		return training.Cycling
	case "generic", "all", "other", "unknown", "fitness_equipment":
		return ""
	}
	return s
}

// sameLength compares the distances; where one recording knows none (a
// treadmill, a strap alone), the times; and where one knows neither, its date says
// all that it does. Two that know nothing are two entries made by hand, as real
// archives hold them.
func (r *recording) sameLength(o *recording) bool {
	switch {
	case r.distanceM > 0 && o.distanceM > 0:
		return nearly(r.distanceM, o.distanceM, twinDistance)
	case r.elapsed > 0 && o.elapsed > 0:
		return nearly(float64(r.elapsed), float64(o.elapsed), twinDistance)
	}
	return r.blank() != o.blank()
}

// blank reports whether a recording says no more than when it was.
func (r *recording) blank() bool { return r.distanceM <= 0 && r.elapsed <= 0 }

// nearly reports whether a and b differ by less than a share of the larger.
func nearly(a, b, share float64) bool {
	return math.Abs(a-b) < share*math.Max(a, b)
}
