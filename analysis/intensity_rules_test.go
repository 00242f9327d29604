package analysis

import (
	"math"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestOnePaceOutcome holds the limits that few counts of runs come near.
func TestOnePaceOutcome(t *testing.T) {
	for _, c := range []struct {
		name                        string
		of, fast, hard, easy, heart int
		middle                      int
		want                        Outcome
	}{
		{"5 % of both", 20, 1, 1, 0, 20, 0, Flagged},
		{"a fast one more", 20, 2, 1, 0, 20, 0, Watch},
		{"a hard one more", 20, 1, 2, 0, 20, 0, Watch},
		{"10 % of both", 20, 2, 2, 0, 20, 0, Watch},
		{"three fast ones", 20, 3, 0, 20, 20, 0, Clear},
		{"heart rate on 60 %", 20, 0, 0, 0, 12, 0, Flagged},
		{"on less", 20, 0, 0, 0, 11, 0, Watch},
		{"half in the middle", 20, 4, 0, 1, 20, 10, Watch},
		{"less than half", 20, 4, 0, 1, 20, 9, Clear},
		{"one in ten easy", 20, 4, 0, 2, 20, 10, Clear},
		{"one hard", 20, 4, 1, 1, 20, 10, Clear},
	} {
		m := paceMix{sessions: make([]*Session, c.of), fast: c.fast, hard: c.hard, easy: c.easy, middle: c.middle, zoned: c.of, hearted: c.heart}
		if got := m.outcome(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHarderOutcome(t *testing.T) {
	at := effortTest{share: 0.95, chance: 0.01, volume: 0.8, warmerC: 8, known: 0.8}
	for name, c := range map[string]struct {
		change func(*effortTest)
		want   Outcome
	}{
		"on every limit":        {func(*effortTest) {}, Flagged},
		"a little less":         {func(e *effortTest) { e.share = 0.951 }, Clear},
		"as chance would":       {func(e *effortTest) { e.chance = 0.011 }, Clear},
		"ran less":              {func(e *effortTest) { e.volume = 0.79 }, Clear},
		"warmer":                {func(e *effortTest) { e.warmerC = 8.1 }, Clear},
		"colder":                {func(e *effortTest) { e.warmerC = -8.1 }, Clear},
		"grade unknown on many": {func(e *effortTest) { e.known = 0.79 }, Watch},
	} {
		e := at
		c.change(&e)
		if got, _ := e.outcome(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestFlat holds when volume and efficiency stand still (science D.4).
func TestFlat(t *testing.T) {
	weeks := func(growth, swing float64) []Week {
		out := make([]Week, flatWeeks)
		for i := range out {
			out[i].DistanceM = 30_000 * (1 + growth*(float64(i)-5.5) + swing*float64(1-2*(i%2)))
		}
		return out
	}
	for _, c := range []struct {
		growth, swing float64
		want          bool
	}{
		{0, 0, true}, {0.0099, 0, true}, {0.0101, 0, false}, {-0.0101, 0, false}, {0, 0.149, true}, {0, 0.151, false},
	} {
		if got := flatVolume(weeks(c.growth, c.swing)); got != c.want {
			t.Errorf("weeks that grow by %v and swing by %v: flat %t", c.growth, c.swing, got)
		}
	}
	if flatVolume(weeks(0, 0)[1:]) {
		t.Error("eleven weeks are enough")
	}
	runs := func(n int, change float64) []efficiency {
		out := make([]efficiency, n)
		for i := range out {
			day := float64(14 * i)
			out[i] = efficiency{session: &Session{Date: someday + training.Date(day)}, metresPerBeat: 1.2 + change*1.2*day/56 + 0.05*math.Sin(2.4*float64(i))}
		}
		return out
	}
	for _, c := range []struct {
		n           int
		change      float64
		flat, known bool
	}{
		{12, 0, true, true}, {12, 0.04, false, true}, {12, -0.04, false, true}, {11, 0, false, false},
	} {
		if flat, known := flatEase(runs(c.n, c.change)); flat != c.flat || known != c.known {
			t.Errorf("%d runs that change by %v in eight weeks: flat %t, known %t", c.n, c.change, flat, known)
		}
	}
}

// TestTriedOfChallenges holds what the files tell of the fixes for pace and load.
func TestTriedOfChallenges(t *testing.T) {
	read := training.NewDate(2026, time.April, 6) // a Monday
	for _, c := range []struct {
		name, line string
		fix        Fix
		plan       Plan
		want       training.Answer
	}{
		{"fast pieces", "run 2026-04-08 18:00 loop 8km 46m intervals", intervalSession, Plan{}, training.Tried},
		{"an even run", "run 2026-04-08 18:00 loop 8km 46m", intervalSession, Plan{}, training.NotTried},
		{"no run since", "run 2026-04-05 18:00 loop 8km 46m intervals", intervalSession, Plan{}, training.CantTell},
		{"a ride", "run 2026-04-20 18:00 loop 30km 90m sport=cycling", crossTrain, Plan{}, training.Tried},
		{"a ride too late", "run 2026-04-21 18:00 loop 30km 90m sport=cycling", crossTrain, Plan{}, training.CantTell},
		{"a ride before", "run 2026-04-06 18:00 loop 30km 90m sport=cycling", crossTrain, Plan{}, training.CantTell},
		{"a walk", "run 2026-04-08 18:00 loop 5km 60m sport=walking", crossTrain, Plan{}, training.CantTell},
		{"another run", "run 2026-04-08 18:00 loop 8km 46m", crossTrain, Plan{}, training.NotTried},
		{"the week's target", "run 2026-04-08 18:00 loop 19km 110m", processGoals, goalPlan("2026-W15", "20000"), training.Tried},
		{"a little less", "run 2026-04-08 18:00 loop 18.9km 110m", processGoals, goalPlan("2026-W15", "20000"), training.NotTried},
		{"the week after", "run 2026-04-15 18:00 loop 19km 110m", processGoals, goalPlan("2026-W15", "20000"), training.CantTell},
		{"a week not over", "run 2026-04-08 18:00 loop 19km 110m", processGoals, goalPlan("2026-W17", "20000"), training.CantTell},
		{"a lighter week", "run 2026-04-08 18:00 loop 21km 110m", processGoals, lightPlan(Ease), training.Tried},
		{"a lighter week with less", "run 2026-04-08 18:00 loop 9km 50m", processGoals, lightPlan(Ease), training.Tried},
		{"a lighter week with more", "run 2026-04-08 18:00 loop 21.1km 110m", processGoals, lightPlan(Ease), training.NotTried},
		{"a taper with more", "run 2026-04-08 18:00 loop 25km 140m", processGoals, lightPlan(Taper), training.NotTried},
		{"a week beside its race", "run 2026-04-11 09:00 loop 42.2km 210m race", processGoals, lightPlan(Race), training.Tried},
		{"a race of another week's", "run 2026-04-11 09:00 loop 42.2km 210m race", processGoals, lightPlan(Taper), training.NotTried},
		{"no run in a lighter week", "run 2026-04-15 18:00 loop 9km 50m", processGoals, lightPlan(Ease), training.CantTell},
		{"a plan that cannot be read", "run 2026-04-08 18:00 loop 19km 110m", processGoals, Plan{}, training.CantTell},
	} {
		s := seasonOf(t, read+training.Date(20), c.line)
		if got := c.fix.Tried(c.plan, s.AsOf(read), s); got != c.want {
			t.Errorf("%s, %s: got %s, want %s", c.fix.Name, c.name, got, c.want)
		}
	}
}

func goalPlan(week, metres string) Plan {
	return Plan{Params: []training.Param{{Name: "week", Value: week}, {Name: "to_m", Value: metres}}}
}

// lightPlan is a plan whose first target lies below the level.
func lightPlan(p Phase) Plan {
	plan := goalPlan("2026-W15", "20000")
	plan.Params = append(plan.Params, training.Param{Name: "phase", Value: string(p)})
	return plan
}

// TestPlansOfPace holds what the plans name: the pace of the pieces, the sport that
// the runner knows, the numbers of the stride.
func TestPlansOfPace(t *testing.T) {
	day := training.NewDate(2026, time.March, 29)
	for _, c := range []struct {
		name  string
		fix   Fix
		lines []string
		want  string
	}{
		{"a tenth and more above the usual", intervalSession, []string{"weekly x12 tue 18:00 loop 9km 60m"}, "run 6 times 1m0s at about 5:57/km"},
		{"as fast as the best efforts", intervalSession, []string{"weekly x11 tue 18:00 loop 9km 60m", "weekly x1 tue 18:00 loop 5km 25m"}, "run 6 times 1m0s at about 5:00/km"},
		{"longer pieces for who knows them", intervalSession, []string{"weekly x10 tue 18:00 loop 9km 60m", "weekly x2 tue 18:00 loop 9km 60m intervals"}, "run 5 times 3m0s at about"},
		{"the sport run most", crossTrain, []string{"weekly x4 tue 18:00 loop 9km 60m | wed 18:00 loop 20km 60m sport=cycling", "weekly x8 tue 18:00 loop 9km 60m | wed 18:00 loop 1km 30m sport=swimming"}, "swap an easy run for a swim. Your last one was on 2026-03-25."},
		{"no other sport", crossTrain, []string{"weekly x12 tue 18:00 loop 9km 60m"}, "yoga, spin or swim class"},
		{"cadence and fade", techniqueCheck, []string{"weekly x12 tue 18:00 loop 9km 60m cadence=168 fade=6"}, "you usually take 168 steps a minute. The last quarter of a run is usually 6% slower than the second."},
		{"neither", techniqueCheck, []string{"weekly x12 tue 18:00 loop 9km 60m"}, "watch you run for ten minutes."},
		{"four weeks of targets", processGoals, []string{"weekly x12 tue 18:00 loop 20km 120m"}, "make it 16km (lighter); the weeks after it 20km, 21km and 22km."},
	} {
		plan, _ := c.fix.Personalise(seasonOf(t, day, append([]string{"from 2026-01-05"}, c.lines...)...), Verdict{})
		if got := plan.Text.String(); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: got %q, want %q in it", c.fix.Name, c.name, got, c.want)
		}
	}
}
