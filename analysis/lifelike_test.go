package analysis

import (
	"math"
	"slices"
	"testing"

	"secondwind/internal/simulation"
	"secondwind/internal/training"
)

// lifelike are the quantities of science 0.10: the least 5th and the largest 95th
// percentile of 8-week windows of three real runners, or the range of their medians
// where no more is known.
var lifelike = []struct {
	name     string
	from, to float64
	measure  func(*Season, []Session) (float64, bool)
}{
	{"share of the top place", 0.11, 0.59, func(s *Season, _ []Session) (float64, bool) { return s.topShare(1) }},
	{"share of the top three", 0.45, 0.62, func(s *Season, _ []Session) (float64, bool) { return s.topShare(3) }},
	{"share of runs that explore", 0.08, 0.24, func(s *Season, _ []Session) (float64, bool) {
		tracks, _ := s.RouteSessions(56)
		n := 0
		for _, x := range tracks {
			n += count(x.Ground.Explores())
		}
		return share(n, len(tracks)), len(tracks) > 0
	}},
	{"share of the commonest distance", 0.30, 0.46, func(_ *Season, runs []Session) (float64, bool) { return modalShare(runs), true }},
	{"spread of pace between runs", 0.09, 0.16, func(_ *Season, runs []Session) (float64, bool) {
		var speeds []float64
		for i := range runs {
			speeds = append(speeds, runs[i].Speed())
		}
		return spreadOf(speeds), true
	}},
	{"sameness of the hour", 0.36, 0.82, func(_ *Season, runs []Session) (float64, bool) {
		var clocks []training.Clock
		for i := range runs {
			clocks = append(clocks, runs[i].Clock())
		}
		_, r := meanClock(clocks)
		return r, true
	}},
	{"run-days of an active week", 2, 4, func(s *Season, _ []Session) (float64, bool) {
		var days []int
		for _, w := range s.knownWeeks(8) {
			if w.RunDays > 0 {
				days = append(days, w.RunDays)
			}
		}
		return median(days), len(days) > 0
	}},
}

func (s *Season) topShare(n int) (float64, bool) {
	tracks, _ := s.RouteSessions(56)
	runs := 0
	for _, p := range s.placeShares(tracks)[:min(n, len(s.placeShares(tracks)))] {
		runs += p.Runs
	}
	return share(runs, len(tracks)), len(tracks) > 0
}

// modalShare is the largest share of runs within 5 % of one length.
func modalShare(runs []Session) float64 {
	most := 0
	for i := range runs {
		n := 0
		for j := range runs {
			n += count(math.Abs(runs[j].DistanceM-runs[i].DistanceM) <= 0.05*runs[i].DistanceM)
		}
		most = max(most, n)
	}
	return share(most, len(runs))
}

func spreadOf(values []float64) float64 {
	mean, squares := sum(values)/float64(len(values)), 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	return math.Sqrt(squares/float64(len(values))) / mean
}

// TestMadeRunnersAreLifelike holds that the made runners without a rut are such as
// real ones are.
func TestMadeRunnersAreLifelike(t *testing.T) {
	const windows, seeds = 9, 2
	values := make([][]float64, len(lifelike))
	for i, r := range simulation.Healthy() {
		own := make([][]float64, len(lifelike))
		for n := range seeds {
			s := simulation.New(seedOf(500+seeds*i+n), simulation.Monday(0))
			s.Weeks(r, simulation.Monday(0), warmWeeks+8*windows)
			line := newTimeline(s.History(), training.Profile{})
			for w := range windows {
				season := line.asOf(simulation.Monday(warmWeeks+8*(w+1))-1, training.Profile{})
				runs := season.LastDays(56)
				for k, q := range lifelike {
					if v, ok := q.measure(season, runs); ok && len(runs) > 0 {
						own[k] = append(own[k], v)
					}
				}
			}
		}
		for k, q := range lifelike {
			slices.Sort(own[k])
			t.Logf("%-28s %-34s %.2f %.2f %.2f", r.Name, q.name, own[k][len(own[k])/20], median(own[k]), own[k][len(own[k])*19/20])
			values[k] = append(values[k], own[k]...)
		}
	}
	for k, q := range lifelike {
		if m := median(values[k]); m < q.from || m > q.to {
			t.Errorf("%s: median %.2f, of real runners %.2f to %.2f", q.name, m, q.from, q.to)
		}
	}
}
