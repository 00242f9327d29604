package measure

// Limits of a ride within a run.
const (
	sustainedS = 30.0 // a vehicle holds its speed (science 1)
	// rideS: nobody but the fastest in the world holds 7 m/s for two minutes. What
	// lasts longer was ridden, and its distance goes; a shorter stretch may be a
	// repetition on the track or a stray watch, and stays. Ours.
	rideS = 120.0
)

// dropRides marks half minutes that no runner holds, and takes the rides among
// them off the distance. Where they are a good part of the recording, it is a ride
// by another name: its distance stays, and its quality tells.
func (s *series) dropRides() {
	marked := s.markFast()
	s.fast = s.fast || float64(marked) > jumpShare*float64(len(s.t))
	if marked == 0 || s.fast {
		return
	}
	raw := s.d[0]
	for from := 1; from < len(s.t); {
		to, ride := s.fastStretch(from)
		for i := from; i < to; i++ {
			step := s.d[i] - raw
			raw = s.d[i]
			if ride {
				s.doubts[i] |= ridingStep
				step = 0
			}
			s.d[i] = s.d[i-1] + step
		}
		from = to
	}
}

// fastStretch returns the end of the stretch that begins with step from and is
// either too fast throughout or nowhere, and whether it was ridden.
func (s *series) fastStretch(from int) (to int, ride bool) {
	fast := s.doubts[from] & tooFast
	for to = from; to < len(s.t) && s.doubts[to]&tooFast == fast; to++ {
	}
	return to, fast != 0 && s.t[to-1]-s.t[from-1] >= rideS
}

// markFast marks the steps of every window of 30 s that is too fast, without the
// running at both ends of such a stretch, and counts them.
func (s *series) markFast() (marked int) {
	last := 0 // the last step that was marked
	for i, j := 0, 0; i < len(s.t); i++ {
		for j < len(s.t) && s.t[j]-s.t[i] < sustainedS {
			j++
		}
		if j == len(s.t) {
			break
		}
		if s.d[j]-s.d[i] <= s.limits.sustainedMS*(s.t[j]-s.t[i]) {
			continue
		}
		from, to := max(last, i)+1, j
		for last <= i && from < to && !s.races(from) {
			from++
		}
		for to > from && !s.races(to) {
			to--
		}
		for k := from; k <= to; k++ {
			s.doubts[k] |= tooFast
			marked++
		}
		last = max(last, to)
	}
	return marked
}

// races reports whether a step by itself is faster than a runner holds.
func (s *series) races(i int) bool {
	return s.d[i]-s.d[i-1] > s.limits.sustainedMS*(s.t[i]-s.t[i-1])
}
