package inbox

import (
	"math"
	"math/bits"
	"time"

	"secondwind/internal/training"
)

// Two recordings are of the same run when they begin within twinStart of each
// other and their distances differ by less than twinDistance, whatever sport
// they name: a watch and a phone, or one file exported twice (science 0.4).
const (
	twinStart    = 120 * time.Second
	twinDistance = 0.05
)

// recording is what twins are told by: an activity that is stored, or about to be.
type recording struct {
	id        string
	path      string
	sport     training.Sport
	start     time.Time
	elapsed   time.Duration
	distanceM float64
	readings  int    // channels × records: of two twins the one with more is kept
	truncated bool   // its file ends early
	entry     *entry // the file of this run that holds it; nil for an earlier run
}

// readings measures how much a recording holds.
func readings(channels training.Channels, records int) int {
	return bits.OnesCount16(uint16(channels)) * records
}

// twinOf reports whether two recordings are of the same run.
func (r *recording) twinOf(o *recording) bool {
	return r.near(o) && (r.sameLength(o) || r.fragmentOf(o) || o.fragmentOf(r))
}

// near reports whether two recordings begin together.
func (r *recording) near(o *recording) bool {
	return r.start.Sub(o.start).Abs() <= twinStart && r.overlaps(o)
}

// fragmentOf reports whether one of two recordings that begin together can be the
// first part of the other: its file was cut off, so its length says nothing.
func (r *recording) fragmentOf(o *recording) bool {
	return r.truncated && r.elapsed < o.elapsed && !r.sameLength(o)
}

// richerThan reports which of two twins is kept.
func (r *recording) richerThan(o *recording) bool {
	switch {
	case r.fragmentOf(o):
		return false
	case o.fragmentOf(r):
		return true
	}
	return r.readings > o.readings
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

// sameLength compares the distances; where one recording knows none (a
// treadmill, a strap alone), the times; and where one knows neither, a run of the
// same sport says all that it does. Two that know nothing are two entries made by
// hand, as real archives hold them.
func (r *recording) sameLength(o *recording) bool {
	switch {
	case r.distanceM > 0 && o.distanceM > 0:
		return within(r.distanceM, o.distanceM, twinDistance)
	case r.elapsed > 0 && o.elapsed > 0:
		return within(float64(r.elapsed), float64(o.elapsed), twinDistance)
	}
	return r.blank() != o.blank() && (r.sport == o.sport || r.sport == "" || o.sport == "")
}

// blank reports whether a recording says no more than when it was.
func (r *recording) blank() bool { return r.distanceM <= 0 && r.elapsed <= 0 }

// within reports whether a and b differ by less than a share of the larger.
func within(a, b, share float64) bool {
	return math.Abs(a-b) < share*math.Max(a, b)
}

// recordings finds twins by the time of their start.
type recordings map[int64][]*recording

// slot is the twinStart-wide stretch of time that holds t.
func slot(t time.Time) int64 { return t.Unix() / int64(twinStart/time.Second) }

func (rs recordings) add(r *recording) {
	rs[slot(r.start)] = append(rs[slot(r.start)], r)
}

func (rs recordings) remove(r *recording) {
	kept := rs[slot(r.start)][:0]
	for _, o := range rs[slot(r.start)] {
		if o != r {
			kept = append(kept, o)
		}
	}
	rs[slot(r.start)] = kept
}

// near returns the recordings that begin together with r.
func (rs recordings) near(r *recording) []*recording {
	var found []*recording
	for s := slot(r.start) - 1; s <= slot(r.start)+1; s++ {
		for _, o := range rs[s] {
			if r.near(o) {
				found = append(found, o)
			}
		}
	}
	return found
}
