package reports

import (
	"slices"
	"testing"
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// TestBestRows holds which distances a reader meets, and what is said of a year that
// holds the best of all or none.
func TestBestRows(t *testing.T) {
	day := training.NewDate(2026, time.November, 3)
	best := func(seconds int) analysis.BestTime {
		return analysis.BestTime{Elapsed: training.Duration(time.Duration(seconds) * time.Second), Day: day}
	}
	bests := []analysis.BestTimes{
		{DistanceM: 1000, All: best(240), Year: training.Some(best(240))},
		{DistanceM: metresPerMile, All: best(400), Year: training.Some(best(420))},
		{DistanceM: marathonM, All: best(3*3600 + 61)},
	}
	for _, c := range []struct {
		units Units
		want  [][]string
	}{
		{Metric, [][]string{{"1 km", "4:00, 3 Nov 2026", "the same"}, {"Marathon", "3:01:01, 3 Nov 2026", "–"}}},
		{Imperial, [][]string{{"1 mi", "6:40, 3 Nov 2026", "7:00, 3 Nov 2026"}, {"Marathon", "3:01:01, 3 Nov 2026", "–"}}},
	} {
		b := builder{Formatter: Formatter{Units: c.units, AsOf: day}}
		got := b.bestRows(bests)
		if !slices.EqualFunc(got, c.want, slices.Equal[[]string]) {
			t.Errorf("%s: got %q, want %q", c.units, got, c.want)
		}
	}
}

// TestAwayMarks holds where brackets lie, and that near ones leave their unit out.
func TestAwayMarks(t *testing.T) {
	first := training.NewDate(2026, time.June, 1).Week()
	weeks := make([]analysis.WeekBar, 26)
	for i := range weeks {
		weeks[i].Week = first.Add(i)
	}
	monday := first.Monday()
	away := func(from, to int) analysis.Away {
		return analysis.Away{From: monday + training.Date(from), To: monday + training.Date(to), Days: to - from + 1}
	}
	const unit, bare = 1.0, 0.0
	for _, c := range []struct {
		name  string
		gaps  []analysis.Away
		units []float64
	}{
		{"far apart", []analysis.Away{away(7, 20), away(105, 118)}, []float64{unit, unit}},
		{"close together", []analysis.Away{away(7, 14), away(17, 24)}, []float64{bare, bare}},
		{"a single day", []analysis.Away{away(7, 7)}, []float64{bare}},
		{"before the first week", []analysis.Away{away(-20, -5), away(7, 20)}, []float64{unit}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []float64
			for _, m := range awayMarks(analysis.Calendar{Weeks: weeks, Gaps: c.gaps}) {
				v := m.Value.([]float64)
				if v[0] < 0 || v[1] <= v[0] || v[1] >= float64(len(weeks)) {
					t.Errorf("a bracket from %g to %g of %d weeks", v[0], v[1], len(weeks))
				}
				got = append(got, v[3])
			}
			if !slices.Equal(got, c.units) {
				t.Errorf("units %v, want %v", got, c.units)
			}
		})
	}
}

// TestClassDots holds that no column of dots is wider than a phone.
func TestClassDots(t *testing.T) {
	var b builder
	for _, c := range []struct {
		name             string
		runs, stack, col float64
	}{{"few", 20, 1, 20}, {"more", 21, 2, 11}, {"many", 61, 4, 16}} {
		now, _, _ := b.classDots(analysis.Distribution{Classes: []analysis.Class{{Name: training.Say("road"), Now: int(c.runs)}}}, false)
		if v := now[0].Value.([]float64); v[2] != c.stack || v[3] != c.col {
			t.Errorf("%s: %g runs in stacks of %g over %g columns, want %g over %g", c.name, c.runs, v[2], v[3], c.stack, c.col)
		}
	}
}
