package measure

import (
	"math"

	"secondwind/internal/training"
)

// effortLimits are the distances of best efforts (science H) and the seconds
// that no one has bettered: the world records of 2025, men, road or track,
// whichever is faster, those of 15 km and 10 miles passed within a half marathon.
var effortLimits = [...]struct{ metres, record float64 }{
	{400, 43.03},
	{1000, 131.96},
	{1609.344, 223.13},
	{5000, 755.36},
	{10000, 1571.00},
	{15000, 2387},
	{16093.44, 2561},
	{21097.5, 3402},
	{42195, 7235},
}

// Limits of efforts.
const (
	// holeS: a step so long without a pause that explains it is a hole in the
	// recording. Smart recording leaves up to 20 s between points and the way
	// between them is known, so the 10 s of science H would forbid every effort.
	holeS = 30.0
	// downhillShare: 10 m a kilometre lost make an effort no best (science H).
	downhillShare = 0.010
	bestMinuteS   = 60.0
)

// efforts returns the fastest stretch of each distance that the run holds: the
// fastest that does not run downhill, or else the fastest of all, marked.
func (s *series) efforts() []training.Effort {
	if !s.hasDistance || !s.limits.onFoot || s.activity.SubSport.Indoor() {
		return nil
	}
	s.countBroken()
	var efforts []training.Effort
	for _, e := range effortLimits {
		if s.d[len(s.d)-1] < e.metres {
			break
		}
		believable := func(w window) bool { return w.height >= e.record && s.whole(w) }
		w, ok := bestWindow(s.d, s.t, e.metres, least, func(w window) bool {
			return believable(w) && !s.downhill(w, e.metres)
		})
		downhill := false
		if !ok {
			w, downhill = bestWindow(s.d, s.t, e.metres, least, believable)
		}
		if ok || downhill {
			efforts = append(efforts, training.Effort{
				DistanceM: e.metres, Elapsed: seconds(w.height), At: s.since(w.lo, w.y), Downhill: downhill,
			})
		}
	}
	return efforts
}

// downhill reports whether a window of the time over the distance loses too much
// height for a best.
func (s *series) downhill(w window, metres float64) bool {
	if s.alt == nil {
		return false
	}
	loss := s.altitudeAt(w.lo+1, w.x) - s.altitudeAt(w.hi, w.x+metres)
	return loss > downhillShare*metres
}

// bestMinute returns the best grade-adjusted speed over 60 s.
func (s *series) bestMinute() float64 {
	if !s.hasDistance {
		return 0
	}
	s.countBroken()
	w, ok := bestWindow(s.t, s.gap, bestMinuteS, most, s.whole)
	if !ok {
		return 0
	}
	return w.height / bestMinuteS
}

// countBroken counts the steps over which no effort may run: a hole in which
// the runner moved on, and readings that cannot be true.
func (s *series) countBroken() {
	if s.broken != nil {
		return
	}
	s.broken = make([]int32, len(s.t))
	for i := 1; i < len(s.t); i++ {
		s.broken[i] = s.broken[i-1]
		awake := s.awake(i)
		if s.doubts[i]&(jumpStep|tooFast|ridingStep) != 0 || awake >= holeS && s.d[i]-s.d[i-1] > s.limits.stillMS*awake {
			s.broken[i]++
		}
	}
}

// whole reports whether no broken step lies in a window.
func (s *series) whole(w window) bool { return s.broken[w.hi] == s.broken[w.lo] }

// window is a stretch of a curve: from x at height y, within step lo+1, to
// within step hi, where it is height higher.
type window struct {
	lo, hi       int
	x, y, height float64
}

// The two ends of a search.
const (
	least = 1.0
	most  = -1.0
)

// bestWindow returns the stretch of a given width over which a rising curve
// of straight lines rises least or most, among those that are valid. One of its
// ends lies at a point of the curve, so both kinds are tried at every point.
func bestWindow(x, y []float64, width, sense float64, valid func(window) bool) (best window, ok bool) {
	limit := math.Inf(1)
	try := func(w window) {
		if v := sense * w.height; v < limit && valid(w) {
			limit, best, ok = v, w, true
		}
	}
	last := len(x) - 1
	for lo, hi := 0, 0; lo < last; lo++ { // the window begins at lo
		end := x[lo] + width
		for hi < last && x[hi] < end {
			hi++
		}
		if x[hi] < end {
			break
		}
		if bound := y[hi-1] - y[lo]; sense == most {
			bound = y[hi] - y[lo]
			if sense*bound >= limit {
				continue
			}
		} else if bound >= limit {
			continue
		}
		try(window{lo, hi, x[lo], y[lo], at(x, y, hi, end) - y[lo]})
	}
	for lo, hi := 0, 1; hi <= last; hi++ { // the window ends at hi
		begin := x[hi] - width
		if begin < x[0] {
			continue
		}
		for x[lo+1] <= begin && lo+1 < hi {
			lo++
		}
		if bound := y[hi] - y[lo+1]; sense == most {
			bound = y[hi] - y[lo]
			if sense*bound >= limit {
				continue
			}
		} else if bound >= limit {
			continue
		}
		from := at(x, y, lo+1, begin)
		try(window{lo, hi, begin, from, y[hi] - from})
	}
	return best, ok
}

// at returns the height of the curve at v, within step i.
func at(x, y []float64, i int, v float64) float64 {
	if x[i] <= x[i-1] {
		return y[i]
	}
	return y[i-1] + (v-x[i-1])/(x[i]-x[i-1])*(y[i]-y[i-1])
}
