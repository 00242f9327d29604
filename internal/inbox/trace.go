package inbox

import (
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// traceStep divides a quarter of an hour, so that the steps of two recordings
	// that a wrong zone has moved apart still fall on the same samples.
	traceStep = 15 * time.Second
	// traceLength is as much of a recording as is compared: 6 h hold any run but an
	// ultra, and the first 6 h of that tell it from all others.
	traceLength = 6 * time.Hour
	// traceGap is the longest time between two positions that is filled in: smart
	// recording leaves out at most about half a minute.
	traceGap = time.Minute
)

// trace is what the samples of a recording say at whole multiples of traceStep of
// the clock: where the runner was, and the heart rate.
type trace struct {
	base  time.Time // of the first step
	steps []step
}

type step struct {
	at           training.LatLon
	placed       bool
	heartRateBPM uint8 // 0: none
}

// newTrace thins records out. Indoors a position means nothing.
func newTrace(start time.Time, records []training.Record, indoor bool) *trace {
	t := &trace{base: start.Truncate(traceStep)}
	lead := start.Sub(t.base)
	if len(records) > 0 {
		last := min(lead+records[len(records)-1].At, traceLength)
		t.steps = make([]step, max(0, last/traceStep+1))
	}
	var before *training.Record // the last one with a position
	for i := range records {
		r := &records[i]
		if r.Has(training.HeartRateChannel) {
			if k := stepFrom(lead + r.At); k >= 0 && k < len(t.steps) {
				t.steps[k].heartRateBPM = r.HeartRateBPM
			}
		}
		if r.Has(training.PositionChannel) && !indoor {
			t.place(lead, before, r)
			before = r
		}
	}
	return t
}

// stepFrom returns the first step at or after a time since the base.
func stepFrom(at time.Duration) int {
	if at < 0 {
		return -1 // no step
	}
	return int((at + traceStep - 1) / traceStep)
}

// place fills in the steps after one position up to the next.
func (t *trace) place(lead time.Duration, before, r *training.Record) {
	to := lead + r.At
	if before == nil || r.At-before.At > traceGap {
		if k := stepFrom(to); time.Duration(k)*traceStep == to {
			t.put(k, training.LatLon{Lat: r.Lat, Lon: r.Lon})
		}
		return
	}
	from := lead + before.At
	for k := stepFrom(from + 1); time.Duration(k)*traceStep <= to; k++ {
		share := float64(time.Duration(k)*traceStep-from) / float64(to-from)
		t.put(k, training.LatLon{
			Lat: before.Lat + share*(r.Lat-before.Lat),
			Lon: before.Lon + share*math.Remainder(r.Lon-before.Lon, 360),
		})
	}
}

func (t *trace) put(k int, at training.LatLon) {
	if k >= 0 && k < len(t.steps) {
		t.steps[k].at, t.steps[k].placed = at, true
	}
}

// beside yields the steps of t, each with the one of o that lies shift later.
func (t *trace) beside(o *trace, shift time.Duration) func(yield func(a, b step) bool) {
	offset := int(t.base.Add(shift).Sub(o.base) / traceStep)
	return func(yield func(a, b step) bool) {
		for k := max(0, -offset); k < len(t.steps) && k+offset < len(o.steps); k++ {
			if !yield(t.steps[k], o.steps[k+offset]) {
				return
			}
		}
	}
}

const (
	// leastSteps in common are 5 min: less is no evidence.
	leastSteps = 20
	// sameGapM is the largest median gap between two copies of one track, which
	// differ by rounding and smoothing alone.
	sameGapM = 10
	// sureOfGap is how long a track takes to allow for the whole of sameGapM. Even
	// laps, whose pace wavers by 3 % over a minute, stay as close to each other by
	// chance for 10 min in one case of three, for 30 min in one of twenty.
	sureOfGap = 30 * time.Minute
	// leastReachM is how far a track goes before its positions say which run it is:
	// a watch that lies on a table is in one place every day.
	leastReachM = 100
	// sameBeats is the share of steps at which equal heart-rate series are equal to
	// the beat. Two runs of one plan are so at one step in ten.
	sameBeats = 0.8
	// otherBeats is the share below which two series are not one, whatever the places
	// say: a site that smooths a heart rate leaves more of it.
	otherBeats = 0.3
	// leastBeats are the different heart rates that a series needs: a strap that
	// hangs gives the same one for an hour.
	leastBeats = 8
	// apartM is the median distance from which two devices are not on one body. A
	// watch and a phone in a canyon of houses are at most 50 m apart, and half a
	// step of a fast ride is 100 m.
	apartM = 200
)

// agrees reports whether the samples of o, shift later, are those of t: the same
// places, or the same heart rates, and no heart rates that are others.
func (t *trace) agrees(o *trace, shift time.Duration) bool {
	equal, beats, known := t.equalBeats(o, shift)
	if known && equal < otherBeats {
		return false
	}
	return t.samePlaces(o, shift) || (known && equal >= sameBeats && beats >= leastBeats)
}

// samePlaces asks more of a shorter track, and that nine tenths of the way are as
// good as twice the median may be: two even laps of a park stay together for a while
// and drift apart with time.
func (t *trace) samePlaces(o *trace, shift time.Duration) bool {
	gaps := t.gaps(o, shift)
	if len(gaps) < max(leastSteps, t.places()/2, o.places()/2) || t.reach() < leastReachM {
		return false
	}
	most := sameGapM * min(1, float64(len(gaps))*traceStep.Seconds()/sureOfGap.Seconds())
	return gaps[len(gaps)/2] <= most && gaps[len(gaps)*9/10] <= 2*most
}

// equalBeats returns the share of steps at which two heart-rate series are equal to
// the beat, and how many different rates those are. It is known where both have one
// for long enough.
func (t *trace) equalBeats(o *trace, shift time.Duration) (share float64, beats int, known bool) {
	var common, equal int
	seen := map[uint8]bool{}
	for a, b := range t.beside(o, shift) {
		if a.heartRateBPM == 0 || b.heartRateBPM == 0 {
			continue
		}
		common++
		if a.heartRateBPM == b.heartRateBPM {
			equal++
			seen[a.heartRateBPM] = true
		}
	}
	if common < max(leastSteps, t.heartRates()/2, o.heartRates()/2) {
		return 0, 0, false
	}
	return float64(equal) / float64(common), len(seen), true
}

// apart reports whether two recordings that begin together were in different
// places, even if one of the clocks is off by as much as twinStart.
func (t *trace) apart(o *trace) bool {
	nearest, known := math.Inf(1), false
	for lag := -twinStart; lag <= twinStart; lag += traceStep {
		if gaps := t.gaps(o, lag); len(gaps) >= leastSteps {
			nearest, known = min(nearest, gaps[len(gaps)/2]), true
		}
	}
	return known && nearest > apartM
}

// gaps returns the distances between two tracks, the second taken shift later, where
// both have a position; sorted.
func (t *trace) gaps(o *trace, shift time.Duration) []float64 {
	var gaps []float64
	for a, b := range t.beside(o, shift) {
		if a.placed && b.placed {
			gaps = append(gaps, a.at.MetresTo(b.at))
		}
	}
	slices.Sort(gaps)
	return gaps
}

// reach returns how far the track goes from its first position.
func (t *trace) reach() float64 {
	var first *step
	farthest := 0.0
	for i := range t.steps {
		s := &t.steps[i]
		switch {
		case !s.placed:
		case first == nil:
			first = s
		default:
			farthest = max(farthest, first.at.MetresTo(s.at))
		}
	}
	return farthest
}

func (t *trace) places() int {
	n := 0
	for _, s := range t.steps {
		if s.placed {
			n++
		}
	}
	return n
}

func (t *trace) heartRates() int {
	n := 0
	for _, s := range t.steps {
		if s.heartRateBPM > 0 {
			n++
		}
	}
	return n
}
