package measure

import "secondwind/internal/training"

// Limits of fast bouts (science D.2).
const (
	boutShare = 1.10 // of the median speed of the run
	boutS     = 60.0
	// dipS: a shorter fall below the limit is noise, no recovery. Ours.
	dipS = 10.0
	// medianBinMS is fine enough for a limit of 10 % of a walk.
	medianBinMS   = 0.02
	medianMaxBins = 1000
)

// bouts returns the fast stretches that have slower running on both sides.
func (s *series) bouts() []training.Bout {
	if !s.hasDistance || !s.limits.onFoot {
		return nil
	}
	limit := boutShare * s.medianSpeed()
	first, last := s.slowerEnds(limit)
	var bouts []training.Bout
	for i := first + 1; i < last; i++ {
		if !s.faster(i, limit) {
			continue
		}
		to := s.boutEnd(i, limit)
		if to < last && s.t[to]-s.t[i-1] >= boutS {
			bouts = append(bouts, s.bout(i-1, to))
		}
		i = to
	}
	return bouts
}

func (s *series) faster(i int, limit float64) bool {
	return s.movingIn(i) > 0 && s.speed[i] > limit
}

// slowerEnds returns the first and the last step of slower running: what is not
// between them is no bout.
func (s *series) slowerEnds(limit float64) (first, last int) {
	slower := func(i int) bool { return s.movingIn(i) > 0 && s.speed[i] <= limit }
	first, last = 1, len(s.speed)-1
	for first <= last && !slower(first) {
		first++
	}
	for last > first && !slower(last) {
		last--
	}
	return first, last
}

// boutEnd returns the last step of the fast stretch that begins with step i.
func (s *series) boutEnd(i int, limit float64) int {
	last := i
	for j := i + 1; j < len(s.t) && s.t[j-1]-s.t[last] < dipS; j++ {
		if s.movingIn(j) <= 0 && s.t[j] > s.t[j-1] {
			break
		}
		if s.faster(j, limit) {
			last = j
		}
	}
	return last
}

func (s *series) bout(from, to int) training.Bout {
	return training.Bout{
		At:         s.records[from].At,
		Duration:   seconds(s.t[to] - s.t[from]),
		GAPSpeedMS: (s.gap[to] - s.gap[from]) / (s.moving[to] - s.moving[from]),
	}
}

// medianSpeed returns the median grade-adjusted speed of the moving time.
func (s *series) medianSpeed() float64 {
	var weights [medianMaxBins]float64
	for i := 1; i < len(s.speed); i++ {
		weights[min(int(s.speed[i]/medianBinMS), medianMaxBins-1)] += s.movingIn(i)
	}
	bin, _ := medianBin(weights[:])
	return (float64(bin) + 0.5) * medianBinMS
}
