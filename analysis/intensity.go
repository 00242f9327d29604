package analysis

import (
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// The limits of the three zones as shares of the maximum heart rate: Seiler's
	// five zones, collapsed (science D.1).
	zone2Heart = 0.82
	zone3Heart = 0.88
	// The same by speed, as shares of the threshold speed. Ours (science D.1).
	zone2Speed = 0.88
	zone3Speed = 1.00

	// thresholdDays is how long an effort tells of the threshold (science D.1).
	thresholdDays = 180
	// thresholdTime is how long the threshold speed can be held.
	thresholdTime = time.Hour
	// criticalFrom and criticalTo bound the efforts from which the critical speed is
	// worked out: shorter ones are sprints, longer ones fade (science D.1).
	criticalFrom = 3 * time.Minute
	criticalTo   = 20 * time.Minute

	// hardSeconds in the third zone make a session hard (science D.2, table R).
	hardSeconds = 8 * 60
	// A session is long from longShare of the usual length and longTime; shorter ones
	// are no long run (science D.3).
	longShare = 1.25
	longTime  = 75 * time.Minute
)

// limits are what the heart rates and speeds of a runner are read against.
type limits struct {
	heart       heart
	hasHeart    bool
	thresholdMS float64 // 0 where no real effort tells
}

// limits works out what the season's heart rates and speeds are read against.
func (s *Season) limits() limits {
	facts := factsOf(s.Profile, s.Day)
	var peaks []heartPeak
	for _, x := range pointers(s.LastDays(heartMaxDays)) {
		peaks = append(peaks, peaksOf(x)...)
	}
	var l limits
	l.heart, l.hasHeart = heartOf(facts, peaks)
	l.thresholdMS = facts.thresholdMS.Or(0)
	if l.thresholdMS == 0 {
		l.thresholdMS, _ = thresholdSpeed(s.LastDays(thresholdDays))
	}
	return l
}

// thresholdSpeed returns the speed that can be held for an hour: what the races
// promise by Riegel, else the critical speed of the hard sessions. The bests of
// easy runs are no tests, and tell nothing.
func thresholdSpeed(sessions []Session) (speedMS float64, ok bool) {
	races, hard := make(effortBook), make(effortBook)
	for i := range sessions {
		x := &sessions[i]
		if x.Race.Like {
			races.add(x)
		}
		if x.Hard() {
			hard.add(x)
		}
	}
	if metres, ok := races.heldFor(thresholdTime); ok {
		return metres / thresholdTime.Seconds(), true
	}
	return hard.criticalSpeed()
}

// heldFor returns how far the best efforts promise to carry in a time.
func (b effortBook) heldFor(t time.Duration) (metres float64, ok bool) {
	const reference = 10_000.0
	took, ok := b.predict(reference, 0)
	if !ok {
		return 0, false
	}
	return reference * math.Pow(t.Seconds()/took.Seconds(), 1/riegelExponent), true
}

// criticalSpeed returns the slope of distance over time between the shortest and
// the longest best that lasted from three to twenty minutes.
func (b effortBook) criticalSpeed() (speedMS float64, ok bool) {
	var short, long bestTime
	for _, efforts := range b {
		e, believable := believed(efforts)
		if !believable || e.Elapsed < criticalFrom || e.Elapsed > criticalTo {
			continue
		}
		if short.Session == nil || e.DistanceM < short.DistanceM {
			short = e
		}
		if e.DistanceM > long.DistanceM {
			long = e
		}
	}
	if short.Session == nil || long.Elapsed <= short.Elapsed {
		return 0, false
	}
	return (long.DistanceM - short.DistanceM) / (long.Elapsed - short.Elapsed).Seconds(), true
}

// zones are the seconds below, between and above the two thresholds.
type zones [3]float64

// heartZones sorts the seconds of a run by heart rate.
func heartZones(bins training.Bins, maxBPM int) zones {
	var z zones
	for i, seconds := range bins.Values {
		z.add(seconds, float64(bins.First+i)/float64(maxBPM), zone2Heart, zone3Heart)
	}
	return z
}

// speedZones sorts the seconds of a run by grade-adjusted speed.
func speedZones(bins training.Bins, thresholdMS float64) zones {
	var z zones
	for i, seconds := range bins.Values {
		z.add(seconds, binSpeed(bins, i)/thresholdMS, zone2Speed, zone3Speed)
	}
	return z
}

func (z *zones) add(seconds, share, second, third float64) {
	switch {
	case share < second:
		z[0] += seconds
	case share < third:
		z[1] += seconds
	default:
		z[2] += seconds
	}
}

// binSpeed returns the speed in the middle of a bin.
func binSpeed(bins training.Bins, i int) float64 {
	return (float64(bins.First+i) + 0.5) * training.GAPBinMS
}

// mostly reports whether at least half of the time is in a zone.
func (z zones) mostly(zone int) bool {
	total := sum(z[:])
	return total > 0 && z[zone] >= total/2
}

// zonesOf returns the time of a session in the three zones: by heart rate, else
// by speed. ok is false where neither can be read.
func (l limits) zonesOf(x *Session) (z zones, byHeart, ok bool) {
	byHeart = l.hasHeart && x.HasHeart()
	for _, r := range x.Recordings {
		var of zones
		switch m := &r.Measures; {
		case byHeart && m.HeartRateCoverage >= heartCoverage:
			of = heartZones(m.HeartRateSeconds, l.heart.maxBPM)
		case !byHeart && l.thresholdMS > 0:
			of = speedZones(m.GAPSeconds, l.thresholdMS)
		}
		for i := range z {
			z[i] += of[i]
		}
	}
	return z, byHeart, sum(z[:]) > 0
}

// HasHeart reports whether the session's main recording has a heart rate that is
// good enough to judge by.
func (s *Session) HasHeart() bool {
	_, ok := meanHeartRate(s.Main)
	return ok
}

// sessionClass is what a session was for, by its own time in the zones.
type sessionClass string

// The classes of sessions (science D.2). The zero class: not known.
const (
	easySession     sessionClass = "easy"
	moderateSession sessionClass = "moderate"
	hardSession     sessionClass = "hard"
	longSession     sessionClass = "long"
)

// classOf returns the class of a session among others of a usual length. Where no
// zones are known a session can still be hard by its shape, or long.
func (l limits) classOf(x *Session, usualM float64) sessionClass {
	z, _, known := l.zonesOf(x)
	switch {
	case x.Hard() || z[2] >= hardSeconds:
		return hardSession
	case x.Moving >= longTime && x.DistanceM >= longShare*usualM:
		return longSession
	case !known:
		return ""
	case z.mostly(0):
		return easySession
	default:
		return moderateSession
	}
}

// polarisation is the index of Treff: above 2 training is polarised. It is defined
// where the first zone outweighs the third and the third the second, and breaks
// down below a percent; ok is false elsewhere. It is trivia: no rule reads it
// (science D.1).
func polarisation(z zones) (index float64, ok bool) {
	const least = 0.01
	total := sum(z[:])
	if total <= 0 || slices.Min(z[:]) < least*total {
		return 0, false
	}
	return math.Log10(z[0] / z[1] * z[2] / total * 100), true
}
