package analysis

import (
	"math"

	"secondwind/internal/training"
)

const (
	// heartMaxDays is the window in which the maximum heart rate is looked for.
	heartMaxDays = 365
	// peakShare is the share of a run's seconds at or below its peak: the last half
	// percent is left to spikes of the sensor (science C.4).
	peakShare = 0.995
	// The maximum is the peakRank-th highest peak if so many runs come within
	// peakWithinBPM of it: one high run is an error, three are a heart (science C.4).
	peakRank      = 3
	peakWithinBPM = 3
	// heartCapBPM is the highest maximum believed without knowing the age (science C.4).
	heartCapBPM = 205
	// Tanaka's line by age: what hearts reach at an age, and how far a single one is
	// believed to go beyond (science C.4).
	heartAtBirthBPM = 208
	heartYearBPM    = 0.7
	heartBeyondBPM  = 10
	// heartRestBPM stands in for a resting heart rate that nobody stated (science C.4).
	heartRestBPM = 60
	// heartCoverage is the share of the moving time that must have a heart rate
	// (science 1).
	heartCoverage = 0.9
)

// heartPeak is the highest heart rate that a run held.
type heartPeak struct {
	Day training.Date
	BPM int
}

// peakOf returns the peak of a run; ok is false without usable heart rate.
func peakOf(r *training.Run) (bpm int, ok bool) {
	bins := r.Measures.HeartRateSeconds
	if r.Measures.HeartRateCoverage < heartCoverage {
		return 0, false
	}
	above := (1 - peakShare) * sum(bins.Values)
	for i := len(bins.Values) - 1; i >= 0; i-- {
		if above -= bins.Values[i]; above < 0 {
			return bins.First + i, true
		}
	}
	return 0, false
}

// meanHeartRate returns the mean heart rate of a run while moving; ok is false
// without usable heart rate.
func meanHeartRate(r *training.Run) (bpm float64, ok bool) {
	bins := r.Measures.HeartRateSeconds
	seconds := sum(bins.Values)
	if r.Measures.HeartRateCoverage < heartCoverage || seconds <= 0 {
		return 0, false
	}
	beats := 0.0
	for i, s := range bins.Values {
		beats += s * float64(bins.First+i)
	}
	return beats / seconds, true
}

// heart is what a heart rate of the runner is read against.
type heart struct {
	maxBPM, restBPM int
	woman           bool
	estimated       bool // the maximum is that of the age, not the runner's own
}

// bodyFacts are what runners may state of themselves. The zero bodyFacts: nothing.
type bodyFacts struct {
	maxBPM, restBPM, age training.Opt[int]
	woman                bool
	thresholdMS          training.Opt[float64] // speed that can be held for an hour
}

// factsOf returns what a profile states, as of a day.
func factsOf(p training.Profile, day training.Date) bodyFacts {
	return bodyFacts{
		maxBPM: p.HeartMaxBPM, restBPM: p.HeartRestBPM, age: p.AgeOn(day),
		woman: p.Sex == training.Female, thresholdMS: p.ThresholdMS,
	}
}

// heartOf returns the heart of a runner: its maximum as stated, else as the peaks
// of a year show it, else as it is at the age. ok is false where none is known, or
// none that lies above that of rest.
func heartOf(facts bodyFacts, peaks []heartPeak) (h heart, ok bool) {
	h = heart{restBPM: facts.restBPM.Or(heartRestBPM), woman: facts.woman}
	if h.maxBPM, ok = facts.maxBPM.Get(); ok {
		return h, h.maxBPM > h.restBPM
	}
	age, aged := facts.age.Get()
	atAge := int(math.Round(heartAtBirthBPM - heartYearBPM*float64(age)))
	capBPM := heartCapBPM
	if aged {
		capBPM = atAge + heartBeyondBPM
	}
	if h.maxBPM, ok = maxHeartRate(peaks, capBPM); !ok {
		h.maxBPM, h.estimated, ok = atAge, aged, aged
	}
	return h, ok && h.maxBPM > h.restBPM
}

// maxHeartRate estimates the maximum from the peaks of a year, in any order, and
// believes none above a cap; ok is false where too few agree.
func maxHeartRate(peaks []heartPeak, capBPM int) (bpm int, ok bool) {
	var top [peakRank]int // descending
	for _, p := range peaks {
		for i := range top {
			if p.BPM > top[i] {
				copy(top[i+1:], top[i:])
				top[i] = p.BPM
				break
			}
		}
	}
	third, near := top[peakRank-1], 0
	for _, p := range peaks {
		if third-peakWithinBPM <= p.BPM && p.BPM <= third+peakWithinBPM {
			near++
		}
	}
	return min(third, capBPM), third > 0 && near >= peakRank
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
