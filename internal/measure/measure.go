package measure

import (
	"math"
	"time"

	"secondwind/internal/training"
)

// Version rises whenever the same records would give other measures.
const Version = 2

// Of measures an activity. It does not change it.
func Of(a *training.Activity) training.Measures {
	call := callSport(a)
	if len(a.Records) < 2 {
		return ofTotals(a, call)
	}
	m := training.Measures{Version: Version, Sport: call}
	s := newSeries(a, call.Sport)

	s.trustPositions()
	m.DistanceM, m.DistanceSource = s.measureDistance()
	s.measureAltitude()
	sparse := s.measureMovement()
	s.countSteps(call)
	s.adjustForGrade()
	s.trustHeartRate()

	m.Elapsed = seconds(s.elapsed())
	m.Moving = min(seconds(s.movingTime()), m.Elapsed)
	m.Quality = s.quality()
	m.AltitudeCoverage = s.altitudeCoverage
	m.GradeKnown = s.gradeKnown()
	m.AscentM, m.DescentM = s.climb()
	m.GAPSpeedMS = s.meanSpeed(m.DistanceM)
	m.GAPSeconds, m.GAPMetres = s.speedBins()
	m.HeartRateSeconds, m.HeartRateCoverage = s.heartRateBins()
	m.Splits = s.splits()
	m.Bouts = s.bouts()
	m.Blocks = s.blocks()
	m.Fade = s.fade()
	m.CadenceSPM = s.cadence()
	m.TemperatureC = s.temperature()
	m.Ground = s.ground(m.Quality >= training.UsableQuality)
	if m.Quality >= training.UsableQuality {
		m.Efforts = s.efforts()
		m.BestMinuteMS = s.bestMinute()
	}
	m.Warnings = s.warnings(sparse)
	if a.Doubted(training.Truncated) {
		completeByTotals(&m, a)
	}
	return m
}

// completeByTotals takes the whole of a run from what its device states, where the
// file was cut and its records tell of the beginning alone: a run of 11 km is not
// one of 900 m because a copy was damaged. The course stays what the records hold.
func completeByTotals(m *training.Measures, a *training.Activity) {
	total, ok := statedDistance(a)
	if !ok || total <= m.DistanceM {
		return
	}
	m.DistanceM, m.DistanceSource = total, training.TotalDistance
	known := m.Moving
	m.Elapsed = max(m.Elapsed, positive(a.Totals.Elapsed).Or(0))
	m.Moving = max(m.Moving, min(positive(a.Totals.Timer).Or(0), m.Elapsed))
	if m.Moving > 0 {
		m.HeartRateCoverage *= known.Seconds() / m.Moving.Seconds()
	}
}

// ofTotals measures an activity without a course of readings by what its device
// says of it as a whole.
func ofTotals(a *training.Activity, call training.SportCall) training.Measures {
	m := training.Measures{Version: Version, Sport: call, Quality: 1}
	elapsed, timer := positive(a.Totals.Elapsed), positive(a.Totals.Timer)
	m.Elapsed = elapsed.Or(timer.Or(0))
	m.Moving = min(timer.Or(m.Elapsed), m.Elapsed)
	if d, ok := statedDistance(a); ok {
		m.DistanceM, m.DistanceSource = d, training.TotalDistance
		if m.Moving > 0 {
			m.GAPSpeedMS = d / m.Moving.Seconds()
		}
	}
	if len(a.Records) == 1 && !a.SubSport.Indoor() {
		if p, ok := position(&a.Records[0]); ok {
			m.Ground.Start = training.Some(p)
		}
	}
	return m
}

// statedDistance returns the total that the device states, where it can be one.
func statedDistance(a *training.Activity) (float64, bool) {
	d, ok := a.Totals.DistanceM.Get()
	return d, ok && d > 0 && d < maxDistanceM
}

// maxDistanceM is more than anyone covers in one activity: once round the
// Earth. Larger numbers are damage.
const maxDistanceM = 40_075_000

// positive drops a duration that cannot be one.
func positive(d training.Opt[time.Duration]) training.Opt[time.Duration] {
	if v, ok := d.Get(); !ok || v < 0 {
		return training.Opt[time.Duration]{}
	}
	return d
}

// seconds turns seconds into a duration, to the nanosecond.
func seconds(s float64) time.Duration {
	return time.Duration(math.Round(s * float64(time.Second)))
}
