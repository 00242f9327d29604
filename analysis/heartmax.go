package analysis

import "secondwind/internal/training"

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

// maxHeartRate estimates the maximum from the peaks of a year, in any order; ok
// is false where too few agree.
func maxHeartRate(peaks []heartPeak) (bpm int, ok bool) {
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
	return min(third, heartCapBPM), third > 0 && near >= peakRank
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
