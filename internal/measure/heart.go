package measure

import (
	"math"

	"secondwind/internal/training"
)

// Limits of heart rate (science 1, after Athlytics).
const (
	slowestBPM, fastestBPM = 30, 220
	changeBPMS             = 10.0 // beats a minute in a second
	// heartHoleS: a reading holds over a step up to this long; beyond, nothing is known.
	heartHoleS = 30.0
	// Optical sensors lock on to the step rate: within 3 a minute of it for more
	// than half of the run (science 1).
	lockBPM, lockShare = 3.0, 0.5
)

// trustHeartRate fills the heart rate of the steps that have a usable one.
func (s *series) trustHeartRate() {
	last, lastAt := 0.0, math.Inf(-1)
	lockedS := 0.0
	for i := 1; i < len(s.records); i++ {
		r := &s.records[i]
		bpm := float64(r.HeartRateBPM)
		dt := s.t[i] - s.t[i-1]
		if r.Channels&training.HeartRateChannel == 0 || bpm < slowestBPM || bpm > fastestBPM || dt > heartHoleS {
			continue
		}
		if math.Abs(bpm-last) > changeBPMS*max(s.t[i]-lastAt, 1) {
			continue
		}
		last, lastAt = bpm, s.t[i]
		s.hr[i] = r.HeartRateBPM
		if r.Channels&training.CadenceChannel != 0 && math.Abs(bpm-float64(r.CadenceSPM*s.stepsPerCount)) < lockBPM {
			lockedS += s.movingIn(i)
		}
	}
	if s.limits.onFoot && lockedS > lockShare*s.movingTime() {
		s.heartRateLocked = true
		clear(s.hr)
	}
}

// heartRateBins returns moving seconds by beat a minute, and their share of the
// moving time.
func (s *series) heartRateBins() (training.Bins, float64) {
	values := make([]float64, fastestBPM+1)
	sum := 0.0
	for i := 1; i < len(s.hr); i++ {
		if s.hr[i] > 0 {
			dt := s.movingIn(i)
			values[s.hr[i]] += dt
			sum += dt
		}
	}
	if sum <= 0 {
		return training.Bins{}, 0
	}
	return bins(values), min(sum/s.movingTime(), 1)
}

// countSteps makes steps of strides where movement told that an activity went on
// foot; package parse has done so where the sport is stated.
func (s *series) countSteps(call training.SportCall) {
	if call.Source != training.SportFromMovement || !s.limits.onFoot {
		return
	}
	counted := s.cadence().Or(0)
	if counted < transitionSPM/2 || call.Sport == training.Running && counted <= fastestSPM/2 {
		s.stepsPerCount = 2
	}
}

// cadence returns the median step rate while moving.
func (s *series) cadence() training.Opt[float64] {
	const bins = 300 // no one takes more steps a minute
	var weights [bins]float64
	for i := 1; i < len(s.records); i++ {
		r := &s.records[i]
		if r.Channels&training.CadenceChannel == 0 {
			continue
		}
		if steps := r.CadenceSPM * s.stepsPerCount; steps >= 1 && steps < bins {
			weights[int(steps)] += s.movingIn(i)
		}
	}
	return medianValue(weights[:], 0)
}

// temperature returns the median temperature.
func (s *series) temperature() training.Opt[float64] {
	return s.temperatureOf(0, len(s.records))
}

// temperatureOf returns the median temperature of some records.
func (s *series) temperatureOf(from, to int) training.Opt[float64] {
	var weights [math.MaxUint8 + 1]float64
	for i := from; i < to; i++ {
		if s.records[i].Channels&training.TemperatureChannel != 0 {
			weights[int(s.records[i].TemperatureC)-math.MinInt8]++
		}
	}
	return medianValue(weights[:], math.MinInt8)
}

// medianValue returns the median of whole values, of which the first is first.
func medianValue(weights []float64, first int) training.Opt[float64] {
	bin, ok := medianBin(weights)
	if !ok {
		return training.Opt[float64]{}
	}
	return training.Some(float64(first + bin))
}
