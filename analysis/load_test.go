package analysis

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// aMinuteAt returns the bins of minutes at one heart rate.
func aMinuteAt(bpm int, minutes float64) training.Bins {
	return training.Bins{First: bpm, Values: []float64{60 * minutes}}
}

// Oracle O5: 30 minutes at 130, between 40 and 200 (fellrnr's worked example, and
// Morton's weights for women; GoldenCheetah's 27.63 mixes both).
func TestTrimp(t *testing.T) {
	for _, c := range []struct {
		name  string
		woman bool
		want  string
	}{
		{"a man", false, "31.80"},
		{"a woman", true, "37.13"},
	} {
		h := heart{maxBPM: 200, restBPM: 40, woman: c.woman}
		if got := fmt.Sprintf("%.2f", h.trimp(aMinuteAt(130, 30))); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	h := heart{maxBPM: 200, restBPM: 40}
	if spread, even := h.trimp(training.Bins{First: 110, Values: append(append([]float64{900}, make([]float64, 39)...), 900)}), h.trimp(aMinuteAt(130, 30)); spread <= even {
		t.Errorf("30 minutes around 130 give %v, at 130 %v: the curve bends upwards", spread, even)
	}
	if got := h.trimp(aMinuteAt(30, 60)); got != 0 {
		t.Errorf("below rest: %v", got)
	}
	if got, most := h.trimp(aMinuteAt(220, 60)), h.trimp(aMinuteAt(200, 60)); got != most {
		t.Errorf("above the maximum: %v, want no more than %v", got, most)
	}
}

// Oracle O6: an impulse of 333 between 60 and 190 (Elevate's tests state the whole
// numbers), and the stress of speed.
func TestStress(t *testing.T) {
	h := heart{maxBPM: 190, restBPM: 60}
	for bpm, want := range map[float64]string{163: "239.09", h.thresholdBPM(): "199"} {
		got := fmt.Sprintf("%.2f", stressOf(333, h.impulse(bpm)))
		if bpm == h.thresholdBPM() {
			got = fmt.Sprint(math.Floor(stressOf(333, h.impulse(bpm))))
		}
		if got != want {
			t.Errorf("threshold %v: got %s, want %s", bpm, got, want)
		}
	}
	if h.thresholdBPM() != 170.5 {
		t.Errorf("threshold at %v, want 170.5", h.thresholdBPM())
	}
	if got := h.stress(training.Bins{First: 170, Values: []float64{1800, 1800}}); math.Abs(got-100) > 0.1 {
		t.Errorf("an hour at the threshold is %v, want 100", got)
	}
	hour := training.Bins{First: 33, Values: []float64{3600}} // in the middle 3.35 m/s
	for thresholdMS, want := range map[float64]float64{3.35: 100, 3.35 / 2: 400} {
		if got := speedStress(hour, thresholdMS); math.Abs(got-want) > 1e-9 {
			t.Errorf("an hour at 3.35 m/s, threshold %v: got %v, want %v", thresholdMS, got, want)
		}
	}
}

// Oracle O1, Menaspà's first athlete as Williams 2017 publishes him: 30 a day for
// three weeks, then 50. The exponential averages are not offered; they have the
// step of the condition. O2 links the uncoupled ratio to the coupled one.
func TestAcuteChronic(t *testing.T) {
	days := append(slices.Repeat([]float64{30}, 21), slices.Repeat([]float64{50}, 7)...)
	if got, ok := seriesOf(days).acuteChronic(); !ok || math.Abs(got-50.0/30) > 1e-9 {
		t.Errorf("uncoupled %v, %t; want 1.667", got, ok)
	}
	acute, chronic := 30.0, 30.0
	for _, load := range days[1:] {
		acute, chronic = smoothed(acute, load, 2.0/8), smoothed(chronic, load, 2.0/29)
	}
	if got := fmt.Sprintf("%.6f %.6f %.6f", acute, chronic, acute/chronic); got != "47.330322 37.871967 1.249746" {
		t.Errorf("exponential averages: %s", got)
	}
	for coupled, want := range map[float64]string{0.8: "0.7500", 1: "1.0000", 1.3: "1.4444", 1.5: "1.8000", 2: "3.0000", 3: "9.0000"} {
		// Three weeks of 1 and a last one that makes the four together come to coupled.
		last := 3 * coupled / (4 - coupled)
		got, _ := seriesOf(append(slices.Repeat([]float64{1}, 21), slices.Repeat([]float64{last}, 7)...)).acuteChronic()
		if fmt.Sprintf("%.4f", got) != want {
			t.Errorf("coupled %v: got %v, want %s", coupled, got, want)
		}
	}
	if _, ok := seriesOf(append(make([]float64, 21), 1, 1, 1, 1, 1, 1, 1)).acuteChronic(); ok {
		t.Error("a ratio to nothing")
	}
}

func seriesOf(loads []float64) loadSeries {
	var l loadSeries
	for _, load := range loads {
		l.days = append(l.days, training.Some(load))
	}
	return l
}

// Oracle O3, the half-life of Athlytics' test: after h days half is left.
func TestSmoothedHalvesInAHalfLife(t *testing.T) {
	for _, h := range []int{3, 7, 14} {
		value := 100.0
		for range h {
			value = smoothed(value, 0, 1-math.Exp(-math.Ln2/float64(h)))
		}
		if math.Abs(value-50) > 1e-9 {
			t.Errorf("half-life %d: %v left, want 50", h, value)
		}
	}
}

// Oracle O4, the weeks of Runalyze's MonotonyTest. A sample's deviation would give
// 1.7321, 2.1909 and 0.8827.
func TestMonotony(t *testing.T) {
	for _, c := range []struct {
		name         string
		week         []float64
		want, strain string
	}{
		{"two rest days' worth", []float64{0, 20, 10, 10, 10, 10, 10}, "1.870829", "130.958"},
		{"rising", []float64{5, 15, 20, 20, 20, 25, 35}, "2.366432", "331.300"},
		{"four run-days", []float64{0, 0, 0, 10, 20, 30, 40}, "0.953463", "95.346"},
		{"six equal run-days", []float64{8, 8, 8, 8, 8, 8, 0}, "2.449490", "117.576"},
		{"all alike", []float64{1, 1, 1, 1, 1, 1, 1}, "10.000000", "70.000"},
	} {
		m, ok := monotony(c.week)
		if got := fmt.Sprintf("%.6f", m); !ok || got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if got := fmt.Sprintf("%.3f", sum(c.week)*m); got != c.strain {
			t.Errorf("%s: strain %s, want %s", c.name, got, c.strain)
		}
	}
	for name, week := range map[string][]float64{"no days": nil, "no load": make([]float64, 7)} {
		if m, ok := monotony(week); ok {
			t.Errorf("%s: monotony %v", name, m)
		}
	}
}

// Oracle O7 with the exponential weights, not those of 2/(N+1).
func TestCondition(t *testing.T) {
	c := conditionOf([]float64{1000})
	if got := fmt.Sprintf("%.3f %.3f %.0f", c.fitness, c.fatigue, c.form); got != "23.528 133.122 0" {
		t.Errorf("after one load of 1000: %s", got)
	}
	if got := conditionOf([]float64{1000, 0}).form; math.Abs(got-(23.528-133.122)) > 0.001 {
		t.Errorf("the form is that of the day before: %v", got)
	}
	if got := fmt.Sprintf("%.3f", conditionOf(slices.Repeat([]float64{50}, 42)).fitness); got != "31.606" {
		t.Errorf("42 days of 50: %s, want 31.606", got)
	}
}

// loadRun is a run of a number of minutes with what a rung needs.
func loadRun(minutes int, heart, speed bool) *training.Run {
	d := time.Duration(minutes) * time.Minute
	r := &training.Run{Measures: training.Measures{Moving: d}}
	if heart {
		r.Measures.HeartRateCoverage, r.Measures.HeartRateSeconds = 1, training.Bins{First: 150, Values: []float64{d.Seconds()}}
	}
	if speed {
		r.Measures.GAPSpeedMS, r.Measures.GAPSeconds = 3, training.Bins{First: 30, Values: []float64{d.Seconds()}}
	}
	return r
}

// TestLadder holds which unit a window is told in, and how runs that lack it are
// converted.
func TestLadder(t *testing.T) {
	full := ladder{limits: limits{heart: heart{maxBPM: 190, restBPM: 60}, hasHeart: true, thresholdMS: 3.5}, usualMS: 3}
	hourRate := full.limits.heart.stress(aMinuteAt(150, 1))
	for _, c := range []struct {
		name      string
		ladder    ladder
		hr, gps   int // of ten runs of 30 minutes
		untimed   int
		rung      loadRung
		converted float64 // of a run of 60 minutes without heart rate or speed
		ok        bool
	}{
		{"heart rate on all", full, 10, 10, 0, heartLoad, 60 * hourRate, true},
		{"on eight of ten", full, 8, 8, 0, heartLoad, 60 * hourRate, true},
		{"on seven of ten", full, 7, 10, 0, speedLoad, 60 * speedStress(training.Bins{First: 30, Values: []float64{60}}, 3.5), true},
		{"no threshold speed", ladder{usualMS: 3}, 0, 10, 0, effortLoad, 60, true},
		{"no speed", ladder{}, 0, 0, 0, timeLoad, 60, true},
		{"no time on two of ten", ladder{}, 0, 0, 2, timeLoad, 60, true},
		{"no time on three", ladder{}, 0, 0, 3, 0, 0, false},
	} {
		sessions := make([]Session, 10)
		for i := range sessions {
			r := loadRun(30, i < c.hr, i < c.gps)
			if i < c.untimed {
				r.Measures.Moving = 0
			}
			sessions[i].Recordings = []*training.Run{r}
		}
		rung, perMinute, ok := c.ladder.settle(sessions)
		if rung != c.rung || ok != c.ok {
			t.Errorf("%s: rung %d, %t; want %d, %t", c.name, rung, ok, c.rung, c.ok)
			continue
		}
		if !ok {
			continue
		}
		got, known := c.ladder.converted(loadRun(60, false, false), rung, perMinute).Get()
		if !known || math.Abs(got-c.converted) > 1e-9 {
			t.Errorf("%s: converted to %v, %t; want %v", c.name, got, known, c.converted)
		}
		if _, known := c.ladder.converted(loadRun(0, false, false), rung, perMinute).Get(); known {
			t.Errorf("%s: a run of unknown time has a load", c.name)
		}
	}
}

// seasonOf makes a season of lines of a fixture's history.
func seasonOf(t *testing.T, day training.Date, lines ...string) *Season {
	t.Helper()
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if err := each(lines, h.line); err != nil {
		t.Fatal(err)
	}
	return newTimeline(h.history(), training.Profile{}).asOf(day, training.Profile{})
}

// TestUnknownLoadIsNoRest holds that a day with a run of unknown load is left out
// of a mean, and a day without a run counts as nothing (science 0.5).
func TestUnknownLoadIsNoRest(t *testing.T) {
	day := training.NewDate(2026, time.March, 1) // a Sunday
	lines := []string{"from 2026-02-02", "weekly x4 mon 18:00 loop 8km 40m | tue 18:00 loop 8km 40m | thu 18:00 loop 8km 40m | fri 18:00 loop 8km 40m | sat 18:00 loop 8km 40m"}
	s := seasonOf(t, day, lines...)
	series, ok := s.loads(acuteDays)
	if got := mean(series.last(acuteDays, 0)); !ok || math.Abs(got-200.0/7) > 1e-9 {
		t.Errorf("five runs of 40 minutes: a mean of %v a day, %t; want 28.6", got, ok)
	}
	last := s.Sessions[len(s.Sessions)-1].Main
	last.Measures = training.Measures{}
	series, ok = s.loads(acuteDays)
	if got := mean(series.last(acuteDays, 0)); !ok || math.Abs(got-160.0/6) > 1e-9 {
		t.Errorf("four of them and one of unknown time: %v, %t; want 26.7, of the six known days", got, ok)
	}
}

// TestWhenLoadIsTold holds when the acute:chronic ratio and the condition stay
// blank.
func TestWhenLoadIsTold(t *testing.T) {
	day := training.NewDate(2026, time.April, 26) // a Sunday
	for _, c := range []struct {
		name             string
		lines            []string
		ratio, condition bool
	}{
		{"sixteen weeks", []string{"from 2026-01-05", "weekly x16 tue 18:00 loop 8km 46m | sat 09:00 loop 8km 46m"}, true, true},
		{"four weeks", []string{"from 2026-03-30", "weekly x4 mon 18:00 loop 8km 46m | sat 09:00 loop 8km 46m"}, true, false},
		{"a day less", []string{"from 2026-03-30", "weekly x4 tue 18:00 loop 8km 46m | sat 09:00 loop 8km 46m"}, false, false},
		{"on a small base", []string{"from 2026-01-05", "weekly x16 tue 18:00 loop 4km 25m | sat 09:00 loop 4km 25m"}, false, true},
		{"little distance, much time", []string{"from 2026-01-05", "weekly x16 tue 18:00 loop 4km 31m | sat 09:00 loop 4km 31m"}, true, true},
		{"after a gap", []string{"from 2026-01-05", "weekly x12 tue 18:00 loop 8km 46m | sat 09:00 loop 8km 46m", "skip x2", "weekly x2 tue 18:00 loop 8km 46m | sat 09:00 loop 8km 46m"}, false, true},
	} {
		s := seasonOf(t, day, c.lines...)
		if _, ok := s.acuteChronic(); ok != c.ratio {
			t.Errorf("%s: a ratio %t, want %t", c.name, ok, c.ratio)
		}
		if _, _, ok := s.condition(); ok != c.condition {
			t.Errorf("%s: a condition %t, want %t", c.name, ok, c.condition)
		}
	}
}

// TestLoadFlagsNothing holds that what load says beside a finding has no limit.
func TestLoadFlagsNothing(t *testing.T) {
	s := seasonOf(t, training.NewDate(2026, time.April, 26), "from 2026-01-05", "weekly x16 tue 18:00 loop 8km 46m | sat 09:00 loop 12km 70m")
	context := s.loadContext()
	if len(context) != 6 {
		t.Errorf("got %d measures, want all six: %v", len(context), context)
	}
	for _, m := range context {
		if m.Limit != nil {
			t.Errorf("%s has the limit %v", m.Name, m.Limit)
		}
	}
}
