package measure

import (
	"math"

	"secondwind/internal/training"
)

// Limits of altitude.
const (
	lowestM, highestM = -500.0, 9000.0 // the Dead Sea shore lies at −430 m, Everest at 8849 m
	// enoughAltitude is the share of points that need an altitude (science 2).
	enoughAltitude = 0.95
	// bridgeS: within a hole in the altitude of this length it counts as known.
	// Recorders that write a point every 5 to 8 s, and some records without
	// altitude between, stay far below. Ours.
	bridgeS = 30.0
	// medianS is the window of the median that takes out single wild readings (science 1).
	medianS = 5.0
	// Hysteresis of ascent by barometer and by satellites (science 1).
	barometerM, satelliteM = 3.0, 10.0
)

// measureAltitude fills the smoothed altitude where there is enough of it.
func (s *series) measureAltitude() {
	alt := make([]float64, len(s.t))
	read, known := s.readAltitude(alt)
	s.altitudeCoverage = float64(read) / float64(len(alt))
	if s.activity.SubSport.Indoor() || float64(known) < enoughAltitude*float64(len(alt)) {
		return
	}
	s.alt = s.medianAltitude(alt)
	s.roughAltitude = s.altitudeIsRough()
}

// readAltitude fills alt, with straight lines over what is missing. It counts the
// records with an altitude and those that have one or lie in a short hole. A
// file that says 0 throughout knows nothing.
func (s *series) readAltitude(alt []float64) (read, known int) {
	last, flat := -1, true
	for i := range s.records {
		a := float64(s.records[i].AltitudeM)
		if s.records[i].Channels&training.AltitudeChannel == 0 || !(a >= lowestM && a <= highestM) {
			continue
		}
		flat = flat && a == 0
		read++
		known++
		switch {
		case last < 0:
			for j := range i {
				alt[j] = a
			}
		case last < i-1:
			span := s.t[i] - s.t[last]
			if span <= bridgeS {
				known += i - last - 1
			}
			for j := last + 1; j < i; j++ {
				alt[j] = alt[last]
				if span > 0 {
					alt[j] += (a - alt[last]) * (s.t[j] - s.t[last]) / span
				}
			}
		}
		alt[i], last = a, i
	}
	if flat {
		return 0, 0
	}
	for j := last + 1; j < len(alt); j++ {
		alt[j] = alt[last]
	}
	return read, known
}

// medianAltitude returns the median over 5 s: of up to five readings, for
// nothing records much faster than once a second.
func (s *series) medianAltitude(alt []float64) []float64 {
	smooth := make([]float64, len(alt))
	for i := range alt {
		lo, hi := i, i
		for lo > 0 && i-lo < 2 && s.t[i]-s.t[lo-1] <= medianS/2 {
			lo--
		}
		for hi < len(alt)-1 && hi-i < 2 && s.t[hi+1]-s.t[i] <= medianS/2 {
			hi++
		}
		smooth[i] = middle(alt[lo : hi+1])
	}
	return smooth
}

// middle returns the median of at most five values, the lower one of two.
func middle(v []float64) float64 {
	var sorted [5]float64
	n := copy(sorted[:], v)
	for i := 1; i < n; i++ {
		for j := i; j > 0 && sorted[j] < sorted[j-1]; j-- {
			sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
		}
	}
	return sorted[(n-1)/2]
}

// Telling satellites from a barometer. A file does not say where its altitude
// comes from, but over half a minute satellites wander by metres where a
// barometer follows the ground. Ours.
const (
	wanderS = 15.0
	// wanderM: 590 real barometer runs, mountains among them, stay below 1.9.
	wanderM = 2.5
)

// altitudeIsRough reports whether the altitude bends by more than the ground
// would: the median of its second difference over twice 15 s.
func (s *series) altitudeIsRough() bool {
	const binM, bins = 0.1, 200
	var bends [bins]float64
	a, b := 0, 0
	for c := range s.alt {
		for b < c && s.t[c]-s.t[b] > wanderS {
			b++
		}
		for a < b && s.t[b]-s.t[a] > wanderS {
			a++
		}
		if s.t[c]-s.t[a] < 1.5*wanderS || s.d[c] == s.d[a] {
			continue
		}
		bend := math.Abs(s.alt[a] - 2*s.alt[b] + s.alt[c])
		bends[min(int(bend/binM), bins-1)]++
	}
	bin, ok := medianBin(bends[:])
	return ok && (float64(bin)+0.5)*binM > wanderM
}

// climb returns ascent and descent, counted between turning points.
func (s *series) climb() (up, down training.Opt[float64]) {
	if s.alt == nil {
		return up, down
	}
	threshold := barometerM
	if s.roughAltitude {
		threshold = satelliteM
	}
	ascent, descent := 0.0, 0.0
	last := s.alt[0]
	turningPoints(s.alt, threshold, func(alt float64) {
		ascent += max(alt-last, 0)
		descent += max(last-alt, 0)
		last = alt
	})
	return training.Some(ascent), training.Some(descent)
}

// turningPoints calls yield with each altitude at which the way turns between up
// and down and that lies more than threshold from the one before, and with the
// last altitude: the threshold strategy of Runalyze (science 1, O11).
func turningPoints(alt []float64, threshold float64, yield func(alt float64)) {
	last := alt[0]
	for i := 1; i < len(alt)-1; i++ {
		rise := alt[i] - last
		if math.Abs(rise) > threshold && (rise > 0) == (alt[i+1] <= alt[i]) {
			last = alt[i]
			yield(last)
		}
	}
	yield(alt[len(alt)-1])
}
