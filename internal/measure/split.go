package measure

import "secondwind/internal/training"

const (
	splitM = 1000.0
	// maxSplits bounds what a damaged distance can cost.
	maxSplits = 1000
	// crumbM: a rest shorter than this is rounding, no split.
	crumbM = 1.0
)

// splitSum is what a split has gathered so far.
type splitSum struct {
	elapsed, moving, gap, metres float64
	beats, beatS                 float64
}

// splits cuts the run into kilometres.
func (s *series) splits() []training.Split {
	if !s.hasDistance {
		return nil
	}
	total := s.d[len(s.d)-1]
	splits := make([]training.Split, 0, min(int(total/splitM)+1, maxSplits))
	var sum splitSum
	for i := 1; i < len(s.d) && len(splits) < maxSplits; i++ {
		rest := 1.0 // the share of the step that is not in a split yet
		for step := s.d[i] - s.d[i-1]; len(splits) < maxSplits; {
			missing := splitM - sum.metres
			if step*rest < missing {
				break
			}
			s.addStep(&sum, i, missing/step)
			rest -= missing / step
			splits = append(splits, sum.split(splitM))
			sum = splitSum{}
		}
		s.addStep(&sum, i, max(rest, 0))
	}
	if sum.metres >= crumbM && len(splits) < maxSplits {
		splits = append(splits, sum.split(sum.metres))
	}
	return splits
}

// addStep adds a share of a step to a split.
func (s *series) addStep(sum *splitSum, i int, share float64) {
	moving := share * s.movingIn(i)
	sum.elapsed += share * (s.t[i] - s.t[i-1])
	sum.metres += share * (s.d[i] - s.d[i-1])
	sum.gap += share * (s.gap[i] - s.gap[i-1])
	sum.moving += moving
	if s.hr[i] > 0 {
		sum.beats += moving * float64(s.hr[i])
		sum.beatS += moving
	}
}

func (sum splitSum) split(metres float64) training.Split {
	split := training.Split{DistanceM: metres, Elapsed: seconds(sum.elapsed)}
	if sum.moving > 0 {
		split.GAPSpeedMS = sum.gap / sum.moving
	}
	if sum.beatS > 0 {
		split.HeartRateBPM = training.Some(sum.beats / sum.beatS)
	}
	return split
}
