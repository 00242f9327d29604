package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// follower runs what the targets say, week after week, at an even pace.
type follower struct {
	historian
	profile training.Profile
}

// follow runs a week's target: its longest run on Sunday, the rest evenly before it.
func (f *follower) follow(t *testing.T, target Target) {
	t.Helper()
	rest := int(target.DistanceM - target.LongestM)
	days := max(3, int(math.Ceil(float64(rest)/target.LongestM)))
	for i := range days {
		f.add(t, target.Week.Monday()+training.Date(i), rest*(i+1)/days-rest*i/days)
	}
	f.add(t, target.Week.Sunday(), int(target.LongestM))
}

// add adds a run at an even pace.
func (f *follower) add(t *testing.T, day training.Date, metres int) {
	t.Helper()
	words := fmt.Sprintf("18:00 no-gps %.3fkm %s", float64(metres)/1000, time.Duration(metres)*360*time.Millisecond)
	if err := f.historian.run(day, strings.Fields(words)); err != nil {
		t.Fatal(err)
	}
}

func (f *follower) season(day training.Date) *Season {
	return newTimeline(f.history(), f.profile).asOf(day, f.profile)
}

// TestTargetsFollowed follows the targets for forty Mondays. They come true as they
// were told, ease every fourth week, and trip no rule of load.
func TestTargetsFollowed(t *testing.T) {
	for _, c := range []struct {
		name    string
		goal    training.Opt[training.Race]
		start   string     // the weeks before
		lighter string     // and the last of them
		between [2]float64 // kilometres of the level in the end
	}{
		{name: "no goal", start: fullWeek, lighter: lighterWeek, between: [2]float64{50, 65}},
		{name: "a marathon in 29 weeks", start: fullWeek, lighter: lighterWeek, goal: training.Some(training.Race{Date: training.NewDate(2026, time.October, 11), DistanceM: marathonM}), between: [2]float64{20, 70}},
		{name: "a half marathon that is carried", start: fullWeek, lighter: lighterWeek, goal: training.Some(training.Race{Date: training.NewDate(2027, time.October, 11), DistanceM: halfMarathonM}), between: [2]float64{38, 42}},
		{name: "a small runner", start: "tue 18:00 no-gps 3km 18m | sun 09:00 no-gps 4km 24m", lighter: "sun 09:00 no-gps 4km 24m", between: [2]float64{7, 10}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := follower{historian: historian{zone: time.UTC, routes: map[string]float64{}}, profile: training.Profile{Goal: c.goal}}
			if err := each([]string{"from 2026-01-05", "weekly x11 " + c.start, "weekly x1 " + c.lighter}, f.line); err != nil {
				t.Fatal(err)
			}
			var told []Target // by the report before
			for monday := f.week.Monday(); monday < f.week.Monday()+40*7; monday += 7 {
				if goal, ok := c.goal.Get(); ok && goal.Date < monday {
					f.profile.Goal, f.profile.Races = training.Opt[training.Race]{}, []training.Race{goal}
				}
				s := f.season(monday)
				targets := s.targets()
				if targets == nil {
					t.Fatalf("%s: no targets", monday)
				}
				if len(told) > 0 && !sameTargets(told[1:], targets.Weeks[:3]) && f.profile.Goal == c.goal {
					t.Errorf("%s: told %v, and a week later %v", monday, told[1:], targets.Weeks[:3])
				}
				told = targets.Weeks
				next := targets.Weeks[0]
				f.follow(t, next)
				if goal, ok := c.goal.Get(); ok && goal.Date.Week() == next.Week {
					if err := f.historian.run(goal.Date, []string{"09:00", "no-gps", "42.195km", "230m", "race"}); err != nil {
						t.Fatal(err)
					}
				}
				after := f.season(next.Week.Sunday())
				checkLoad(t, after)
				if n := len(after.steadyChain().weeks); n > buildWeeks {
					t.Errorf("%s: %d weeks without a lighter one", monday, n)
				}
			}
			level := f.season(f.week.Monday()+40*7).level() / 1000
			if level < c.between[0] || level > c.between[1] {
				t.Errorf("after forty weeks a level of %v km, want %v", level, c.between)
			}
		})
	}
}

func sameTargets(a, b []Target) bool {
	return slices.EqualFunc(a, b, func(a, b Target) bool {
		return a.Week == b.Week && a.Phase == b.Phase && a.DistanceM == b.DistanceM
	})
}

// checkLoad holds that no rule of load has anything to say.
func checkLoad(t *testing.T, s *Season) {
	t.Helper()
	for _, r := range []Rule{weeklyJump, sessionSpike, noRecoveryWeek} {
		v := s.raw(r)
		if v.Outcome == Flagged || v.Outcome == Watch {
			t.Errorf("%s: %s is %s: %s", s.Day, r.Name, v.Outcome, v.Reason)
		}
	}
}

// TestTargetsOfRandomHistories holds what every target keeps to, whatever came before.
func TestTargetsOfRandomHistories(t *testing.T) {
	const histories, seed = 300, 20261129
	phases := map[Phase]int{}
	for n := range histories {
		rng := rand.New(rand.NewPCG(seed, uint64(n)))
		in := randomInput(rng)
		if rng.IntN(2) == 0 {
			in.Profile.Goal = training.Some(training.Race{Date: in.AsOf + training.Date(rng.IntN(70)-5), DistanceM: float64(rng.IntN(5)) * 10_000})
		}
		history, _ := cutHistory(in)
		s := newTimeline(history, in.Profile).asOf(in.AsOf, in.Profile)
		targets := s.targets()
		if targets == nil {
			continue
		}
		checkTargets(t, s, targets)
		for _, w := range targets.Weeks {
			phases[w.Phase]++
		}
		if t.Failed() {
			t.Fatalf("history %d of %s: %s", n, in.AsOf, tell(targets))
		}
	}
	for _, p := range []Phase{Hold, Build, Ease, Taper, Race} {
		if phases[p] == 0 {
			t.Errorf("no history has a week of phase %s: %v", p, phases)
		}
	}
}

func checkTargets(t *testing.T, s *Season, targets *Targets) {
	t.Helper()
	if targets.LevelM <= 0 || targets.Weeks[0].Week < s.planWeek() || len(targets.Weeks) > targetWeeks {
		t.Errorf("level %v, weeks %v", targets.LevelM, targets.Weeks)
	}
	longest := longestOf(s.LastDays(monthDays))
	load, _ := s.loaded()
	held := load || s.Returning() || s.Profile.Maintain || s.Profile.NoGoal
	steady := 0
	for _, w := range targets.Weeks {
		if w.DistanceM < 1000 || w.DistanceM != 1000*math.Trunc(w.DistanceM/1000) {
			t.Errorf("%v m is no whole number of kilometres", w.DistanceM)
		}
		if w.LongestM > longerCap*longest || w.LongestM > w.DistanceM {
			t.Errorf("a run of %v m where the longest of the month is %v and the week %v", w.LongestM, longest, w.DistanceM)
		}
		if held && w.Phase == Build {
			t.Error("builds where it is to hold")
		}
		if s.OnBreak(w.Week.Monday()) || s.OnBreak(w.Week.Sunday()) {
			t.Error("a target in a break")
		}
		if steady++; w.Phase != Hold && w.Phase != Build {
			steady = 0
		}
		if steady > buildWeeks {
			t.Errorf("%d weeks in a row and none lighter", steady)
		}
	}
}

// TestProcessGoals reads the plan that is built on the targets.
func TestProcessGoals(t *testing.T) {
	day := training.NewDate(2026, time.March, 29)
	for _, c := range []struct {
		name           string
		lines, profile []string
		params, text   string
	}{
		{"toward nothing", eased, nil, "2026-W14 40000", "If you plan the week from 2026-03-30, then make it 40km; the weeks after it 42km, 44km and 33km (lighter)."},
		{"toward a race", eased, []string{"goal 2026-04-26 42.2km"}, "2026-W14 42000", "If you plan the week from 2026-03-30, then make it 42km; the weeks after it 31km (fresh for the race), 23km (fresh for the race) and 14km (beside the race). They lead to your race on 2026-04-26."},
		{"before a long break", eased, []string{"break 2026-04-06 2026-05-31 away"}, "2026-W14 40000", "If you plan the week from 2026-03-30, then make it 40km."},
		{"on a break", eased, []string{"break 2026-03-28 2026-04-30 ill"}, " ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, missing := personaliseProcessGoals(writtenSeason(t, c.lines, c.profile, day), Verdict{})
			if got := plan.Text.String(); got != c.text || missing.Aside != (c.text == "") {
				t.Errorf("got  %q\nwant %q", got, c.text)
			}
			if got := plan.Param("week") + " " + plan.Param("to_m"); got != c.params {
				t.Errorf("the plan names %q, want %q", got, c.params)
			}
		})
	}
}
