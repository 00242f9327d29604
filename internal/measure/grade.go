package measure

import "secondwind/internal/training"

// Grade (science 1 and 2).
const (
	gradeM = 50.0 // centred window
	// roughGradeM: noise of satellites over 50 m looks like hills, and hills always
	// cost. SfS takes 200 m.
	roughGradeM = 200.0
	steepest    = 0.30
	// downhillFloor: below about −2.5 % the energy model falls further than real
	// runners gain; Strava's curve has its minimum of 0.88 at −9 %.
	downhillFloor = 0.88
	// minGradeM: over less ground there is no grade to speak of. Ours.
	minGradeM = 10.0
)

// gradeFactor returns the metres on the flat that cost as much as one metre at a
// grade: Minetti 2002 uphill, floored downhill.
func gradeFactor(grade float64) float64 {
	f := energyCost(grade) / energyCost(0)
	if grade < 0 {
		return max(f, downhillFloor)
	}
	return f
}

// energyCost is the cost of running at a grade in J/kg/m, Minetti 2002.
func energyCost(i float64) float64 {
	return ((((155.4*i-30.4)*i-43.3)*i+46.3)*i+19.5)*i + 3.6
}

// gradeKnown reports whether speed is adjusted: on foot, with altitude.
func (s *series) gradeKnown() bool {
	return s.alt != nil && s.hasDistance && s.limits.onFoot
}

// adjustForGrade fills the grade-adjusted distance and speed.
func (s *series) adjustForGrade() {
	if s.gradeKnown() {
		s.sumAdjusted()
	} else {
		copy(s.gap, s.covered)
	}
	s.smoothSpeed()
}

// sumAdjusted adds up each step times the factor of the grade around it.
func (s *series) sumAdjusted() {
	window := gradeM
	if s.roughAltitude {
		window = roughGradeM
	}
	lo, hi, last := 0, 0, len(s.d)-1
	for i := 1; i <= last; i++ {
		step := s.covered[i] - s.covered[i-1]
		if step <= 0 {
			s.gap[i] = s.gap[i-1]
			continue
		}
		middle := (s.d[i] + s.d[i-1]) / 2
		from, to := max(middle-window/2, 0), min(middle+window/2, s.d[last])
		for s.d[lo+1] < from {
			lo++
		}
		for hi < last && s.d[hi] < to {
			hi++
		}
		grade := 0.0
		if to-from >= minGradeM {
			grade = (s.altitudeAt(hi, to) - s.altitudeAt(lo+1, from)) / (to - from)
		}
		s.gap[i] = s.gap[i-1] + step*gradeFactor(min(max(grade, -steepest), steepest))
	}
}

// altitudeAt returns the altitude at a distance within step i.
func (s *series) altitudeAt(i int, d float64) float64 {
	if i == 0 || s.d[i] <= s.d[i-1] {
		return s.alt[i]
	}
	share := (d - s.d[i-1]) / (s.d[i] - s.d[i-1])
	return s.alt[i-1] + share*(s.alt[i]-s.alt[i-1])
}

// smoothS is the window over which a speed is judged: single seconds of a
// satellite's distance are noise. Ours, shorter than any bout.
const smoothS = 10.0

// smoothSpeed fills the speed around each step, over moving time alone.
func (s *series) smoothSpeed() {
	lo, hi, last := 0, 0, len(s.moving)-1
	for i := 1; i <= last; i++ {
		middle := (s.moving[i] + s.moving[i-1]) / 2
		for s.moving[lo+1] <= middle-smoothS/2 && lo+1 < i {
			lo++
		}
		for hi < last && (hi < i || s.moving[hi] < middle+smoothS/2) {
			hi++
		}
		if dt := s.moving[hi] - s.moving[lo]; dt > 0 {
			s.speed[i] = (s.gap[hi] - s.gap[lo]) / dt
		}
	}
}

// maxSpeedBins keeps the histograms small whatever the file claims: 100 m/s.
const maxSpeedBins = 1000

// speedBins returns moving seconds and metres over ground by grade-adjusted speed.
func (s *series) speedBins() (secs, metres training.Bins) {
	if !s.hasDistance {
		return secs, metres
	}
	inSecs, inMetres := make([]float64, 0, 64), make([]float64, 0, 64)
	for i := 1; i < len(s.speed); i++ {
		dt := s.movingIn(i)
		if dt <= 0 {
			continue
		}
		// A speed of just 3 m/s belongs to its bin whatever the last bit says.
		bin := min(int(s.speed[i]/training.GAPBinMS+1e-9), maxSpeedBins-1)
		for len(inSecs) <= bin {
			inSecs, inMetres = append(inSecs, 0), append(inMetres, 0)
		}
		inSecs[bin] += dt
		inMetres[bin] += s.covered[i] - s.covered[i-1]
	}
	return bins(inSecs), bins(inMetres)
}

// bins cuts the empty ends off a histogram that begins at bin 0.
func bins(values []float64) training.Bins {
	first, last := 0, len(values)
	for first < last && values[first] == 0 {
		first++
	}
	for last > first && values[last-1] == 0 {
		last--
	}
	if first == last {
		return training.Bins{}
	}
	return training.Bins{First: first, Values: values[first:last:last]}
}
