package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// goalRutDays without a race or a best effort are a rut, goalWatchDays a watch.
	// Ours: no study has a limit (science E).
	goalRutDays   = 180
	goalWatchDays = 120
	// goalBestDays are those whose best efforts are looked at, and goalWithin a best
	// is as good as one (science E).
	goalBestDays = 365
	goalWithin   = 0.02
	// goalMinDays of history (H26), and goalMinRuns with a measured effort among the
	// last goalBestDays, show whether there was a race (table R).
	goalMinDays = 182
	goalMinRuns = 26
)

var noGoal = Rule{
	Name:    "no-goal",
	Title:   "No goal in sight",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "No race and no best effort for half a year, and none planned.",
	Why:     "A date on the calendar gives a run a reason. It need not be a race for a time: a start number for the fun of it does as well.",
	Counts:  "Race-like runs, told by name, length, pace, heart rate and circumstances. Best efforts over 1 km to a marathon that come within 2 % of the best of the last year, among at least five runs of that length.",
	Limits:  "They are ours: half a year without a test is when a goal is worth a thought.",
	Caveat:  "A race without a watch leaves no trace. Running for its own sake is a goal as well: say no_goal or maintain in your profile, or name a race ahead, and the rule is quiet.",
	Formula: "D = days since the newest race-like run or effort ≤ 1.02 × the best of 365 days over its distance. Rut: D ≥ 180 in two weekly checks. Watch: D ≥ 120. Clear with a goal ahead, no_goal or maintain in the profile.",
	Evidence: []Source{
		{"Williamson and others 2022: over 27 studies in sport, goals about how to act helped far more than goals about the result.", "https://doi.org/10.1080/1750984X.2022.2116723", Strong},
		{"Epton and others 2017: over 141 studies, setting a goal changed what people did, by a small to middling amount.", "https://doi.org/10.1037/ccp0000260", Strong},
		{"“Getting out of a Running Rut”, Run Far Girl, and “8 Ways to Get Your Running Spark Back”, MapMyRun: not training for something, or not raced in months, is a rut of its own.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: goalMinDays, Runs: goalMinRuns},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 1},
	Headline: HeadlineValue{Name: "Days since a race or a best effort", LowerBetter: true},
	Chart:    TimelineChart,
	Fixes:    []string{"short-race", "run-for-a-cause", "process-goals", "identity"},
	Find:     findNoGoal,
	Draw:     drawTests,
}

// tests are the runs of the last year in which a runner tried for something.
type tests struct {
	measured int // sessions with an effort that may be a best
	races    []*Session
	bests    []bestTime // one a session, the longest, oldest first
	record   *Session   // that of the best over the longest of these distances; nil for none
}

// tests looks for races and best efforts.
func (s *Season) tests() tests {
	year := s.LastDays(goalBestDays)
	t := tests{races: raceLike(year)}
	with := map[string]bool{}
	found := map[string]bestTime{}
	book := bookOf(year)
	for _, d := range bestDistances {
		best, ok := believed(book[d])
		for _, e := range book[d] {
			with[e.Session.ID] = true
			near := ok && len(book[d]) >= bestMinRuns && e.Elapsed >= best.Elapsed &&
				float64(e.Elapsed) <= (1+goalWithin)*float64(best.Elapsed)
			if _, longer := found[e.Session.ID]; near && !longer {
				found[e.Session.ID] = e
				if t.record == nil {
					t.record = best.Session
				}
			}
		}
	}
	t.measured = len(with)
	for i := range year {
		if e, ok := found[year[i].ID]; ok {
			t.bests = append(t.bests, e)
		}
	}
	return t
}

// newest returns the day of the newest test; ok is false without one.
func (t tests) newest() (day training.Date, ok bool) {
	if n := len(t.races); n > 0 {
		day, ok = t.races[n-1].Date, true
	}
	if n := len(t.bests); n > 0 {
		day, ok = max(day, t.bests[n-1].Session.Date), true
	}
	return day, ok
}

// since returns the first day of the stretch without a test that reaches to the
// season's day.
func (s *Season) since(t tests) training.Date {
	newest, ok := t.newest()
	if !ok {
		newest = max(s.all.first, s.Day-goalBestDays)
	}
	return newest + 1
}

// aims returns what the runner wants that makes a race beside the point, as an end
// of the reason; empty for nothing.
func (s *Season) aims() training.Text {
	switch goal, ok := s.Profile.Goal.Get(); {
	case ok && goal.Date >= s.Day:
		return training.Say("; clear, since a goal lies ahead on {}", training.Day(goal.Date))
	case s.Profile.NoGoal:
		return training.Say("; clear, since your profile wants no goal")
	case s.Profile.Maintain:
		return training.Say("; clear, since your profile wants to hold what there is")
	}
	return training.Text{}
}

func findNoGoal(s *Season) Verdict {
	t := s.tests()
	if s.indoors(yearDays) {
		return notEnough(0, 0, training.Say("not judged indoors, where no best effort can be told"))
	}
	if t.measured < goalMinRuns {
		return notEnough(t.measured, goalMinRuns, training.Say("needs {} outdoors with a good track in a year, has {}",
			training.Count{N: goalMinRuns, One: "run", Many: "runs"}, training.Number(t.measured)))
	}
	newest, some := t.newest()
	days := int(s.Day - s.since(t) + 1)
	v := Verdict{
		Outcome: goalOutcome(days),
		Title:   training.Say("No race and no best effort for {}", training.Count{N: days, One: "day", Many: "days"}),
		Lede:    training.Say("The last was on {}. A date to look forward to gives the weeks before it a shape.", training.Day(newest)),
		Reason: training.Say("{} since a race or an effort within 2 % of the best of a year; a rut from {}",
			training.Count{N: days, One: "day", Many: "days"}, training.Numeral(goalRutDays)),
		Headline: float64(days),
		Measures: []Measure{
			{Name: "days_since", Label: "Days since a race or a best effort", Value: training.Number(days), Limit: training.Number(goalRutDays)},
			{Name: "races", Label: "Race-like runs in a year", Value: training.Number(len(t.races))},
		},
		Have: t.measured, Need: goalMinRuns, Counted: "runs with a good track",
	}
	if !some {
		v.Lede = training.Say("Your files hold none. A date to look forward to gives the weeks before it a shape.")
	}
	v.Runs = s.lastTests(t)
	if why := s.aims(); !why.Empty() && v.Outcome != Clear {
		v.Outcome = Clear
		v.Reason = training.Text{Form: v.Reason.Form + why.Form, Slots: slices.Concat(v.Reason.Slots, why.Slots)}
	}
	return v
}

func goalOutcome(days int) Outcome {
	switch {
	case days >= goalRutDays:
		return Flagged
	case days >= goalWatchDays:
		return Watch
	default:
		return Clear
	}
}

// lastTests returns the ids of the newest race and best effort, or of the newest
// run where there is neither.
func (s *Season) lastTests(t tests) []string {
	var ids []string
	if n := len(t.races); n > 0 {
		ids = append(ids, t.races[n-1].ID)
	}
	if n := len(t.bests); n > 0 && !slices.Contains(ids, t.bests[n-1].Session.ID) {
		ids = append(ids, t.bests[n-1].Session.ID)
	}
	if len(ids) == 0 {
		ids = append(ids, s.Sessions[len(s.Sessions)-1].ID)
	}
	return ids
}

// drawTests draws races and best efforts of a year on two lanes.
func drawTests(s *Season, v Verdict) Chart {
	t := s.tests()
	races := Lane{Name: training.Say("Race-like runs")}
	for _, x := range t.races {
		e := Event{ID: x.ID, Day: x.Date, Label: training.Say("{} in {}", training.Distance(roundLength(x.DistanceM)), training.Duration(x.Elapsed))}
		if x.Race.DistanceM > 0 {
			e.Label = training.Say("{}", training.Distance(x.Race.DistanceM)) // the time may hold a warm-up
		}
		races.Events = append(races.Events, e)
	}
	bests := Lane{Name: training.Say("Efforts within 2 % of the best of a year")}
	for _, e := range t.bests {
		bests.Events = append(bests.Events, Event{
			ID: e.Session.ID, Day: e.Session.Date, Best: e.Session == t.record,
			Label: training.Say("{} in {}", training.Distance(e.DistanceM), training.Duration(e.Elapsed)),
		})
	}
	c := Timeline{From: max(s.all.first, s.Day-goalBestDays+1), To: s.Day}
	since := s.since(t)
	c.Title = training.Say("The last race or best effort was {} ago", training.Count{N: int(s.Day-since) + 1, One: "day", Many: "days"})
	if v.Outcome != Clear {
		empty := training.Some(Span{From: since, To: s.Day})
		races.Empty, bests.Empty = empty, empty
	}
	c.Lanes = []Lane{races, bests}
	c.Subtitle = training.Say("Races and best efforts from {} to {}. The filled dot is the best of the longest distance.", training.Day(c.From), training.Day(c.To))
	return c
}
