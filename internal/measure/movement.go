package measure

import "math"

// Limits of moving and resting.
const (
	standingS = 15.0 // Strava cuts slow stretches longer than 15 s (science 1)
	// naismith: a metre of climb takes as long as eight on the flat (Naismith's rule).
	naismith = 8.0
	// timerShare: with less moving than this share of the timer's time, distance
	// was written too rarely to tell moving from standing (science 1).
	timerShare = 0.6
	// denseS: distance that mostly rises within 10 s of its last rise shows standing
	// well, and a low share is true: some stand through half of a mountain day. Ours.
	denseS = 10.0
)

// measureMovement fills the moving time and the ground covered in it, and
// reports whether distance was too sparse to tell, so that the timer was taken.
func (s *series) measureMovement() (sparse bool) {
	var still []bool
	if s.hasDistance && s.limits.stillMS > 0 {
		still = s.standstills()
	}
	s.sumMoving(still)
	timer, stated := positive(s.activity.Totals.Timer).Get()
	if !stated {
		return false
	}
	enough := s.movingTime() >= timerShare*timer.Seconds() || s.quickRises > s.slowRises
	if s.hasDistance && enough {
		return false
	}
	sparse = s.hasDistance
	s.sumMoving(nil)
	s.scaleMoving(min(timer.Seconds(), s.elapsed()))
	return sparse
}

// standstills marks the steps that belong to a standstill: a window of 15 s in
// which the runner covered less than moving would. A window that begins while still
// running is cut back to where the standstill begins.
func (s *series) standstills() []bool {
	still := make([]bool, len(s.t))
	for i, j, marked := 0, 0, 0; i < len(s.t); i++ {
		for j < len(s.t) && s.t[j]-s.t[i] < standingS {
			j++
		}
		if j == len(s.t) {
			break
		}
		if s.d[j]-s.d[i]+s.climbed(i, j) < s.limits.stillMS*(s.t[j]-s.t[i]) {
			for k := max(marked, i) + 1; k <= j; k++ {
				still[k] = true
			}
			marked = j
		}
	}
	for from := 1; from < len(still); from++ {
		if still[from] {
			from = s.trimStandstill(still, from)
		}
	}
	return still
}

// climbed returns the metres on the flat that make up for the altitude between
// two records, so that a steep path at half a metre a second is no standstill.
// Satellites climb while the runner stands.
func (s *series) climbed(i, j int) float64 {
	if s.alt == nil || s.roughAltitude {
		return 0
	}
	return naismith * math.Abs(s.alt[j]-s.alt[i])
}

// trimStandstill takes the running at both ends off the standstill that begins
// at from, and drops it if too little is left. It returns its last step.
func (s *series) trimStandstill(still []bool, from int) (last int) {
	last = from
	for last+1 < len(still) && still[last+1] {
		last++
	}
	lo, hi := from, last
	for lo <= hi && s.runs(lo) {
		still[lo] = false
		lo++
	}
	for hi > lo && s.runs(hi) {
		still[hi] = false
		hi--
	}
	if lo > hi || s.t[hi]-s.t[lo-1] < standingS {
		for k := lo; k <= hi; k++ {
			still[k] = false
		}
	}
	return last
}

// runs reports whether a step by itself is faster than standing.
func (s *series) runs(i int) bool {
	return s.d[i]-s.d[i-1] >= s.limits.stillMS*(s.t[i]-s.t[i-1])
}

// sumMoving adds up the time and the ground of the steps that are neither still
// nor doubtful.
func (s *series) sumMoving(still []bool) {
	for i := 1; i < len(s.t); i++ {
		s.moving[i], s.covered[i] = s.moving[i-1], s.covered[i-1]
		if still != nil && still[i] || !s.fast && s.doubts[i]&(jumpStep|ridingStep) != 0 {
			continue
		}
		if awake := s.awake(i); awake > 0 {
			s.moving[i] += awake
			s.covered[i] += s.d[i] - s.d[i-1]
		}
	}
}

// scaleMoving makes the moving time last as long as the timer ran.
func (s *series) scaleMoving(timer float64) {
	if s.movingTime() <= 0 {
		return
	}
	ratio := timer / s.movingTime()
	if ratio > 1 {
		return // the pauses say that it was less
	}
	for i := range s.moving {
		s.moving[i] *= ratio
	}
}

// meanSpeed returns the mean grade-adjusted speed while moving; without a
// distance axis that of the stated total.
func (s *series) meanSpeed(distanceM float64) float64 {
	switch moving := s.movingTime(); {
	case moving <= 0:
		return 0
	case !s.hasDistance:
		return distanceM / moving
	default:
		return s.gap[len(s.gap)-1] / moving
	}
}

// medianBin returns the bin in which half of the weight is reached; false
// without weight.
func medianBin(weights []float64) (int, bool) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	below := 0.0
	for i, w := range weights {
		below += w
		if total > 0 && below >= total/2 {
			return i, true
		}
	}
	return 0, false
}
