package analysis

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

const (
	// planWeeks are held against a target from as many weeks before them, at least
	// planMinBefore (science I, table R).
	planWeeks     = 8
	planMinBefore = 4
	// planLeastDays is the least target; else it is one run-day under the usual number
	// (science I).
	planLeastDays = 2
	// planOff is how many of the weeks may be off plan, the last planLast never
	// (table R).
	planOff  = 1
	planLast = 2
)

var momentum = Rule{
	Name:    "momentum",
	Title:   "Momentum",
	Kind:    GoodNews,
	Max:     Shown,
	Summary: "Week after week holds as many run-days as usual.",
	Why:     "It is the weeks that add up, more than any single run.",
	Counts:  "Days with a run in the last eight complete weeks, against the middle of the eight before. Weeks with a break of your profile count nowhere.",
	Limits:  "They are ours: one day under the usual number is still on plan, and one week in eight may be off.",
	Caveat:  "It tells of days, not of how long or how well you ran.",
	Formula: "Target = the larger of 2 and the median run-days of the 8 weeks before (at least 4 of them), less 1. Shown: at least 7 of the last 8 weeks at the target or above, the last 2 among them.",
	Evidence: []Source{
		{"“How To Build The Motivation To Run”, Endurance State: tick the runs off week by week, and do not drop what rolls.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: habitMinDays},
	Silent:   []Silence{sinceLastRun},
	Headline: HeadlineValue{Name: "Weeks on plan"},
	Chart:    OnPlanChart,
	Fixes:    []string{"keep-going", "reward", "new-gear", "identity"},
	Find:     findMomentum,
	Draw:     drawOnPlan,
}

// planned are the last weeks against the target that the weeks before set.
type planned struct {
	before, last []Week // without breaks, oldest first
	target       int    // run-days that make a week one on plan
}

// planned returns the weeks on and off plan; ok is false with too few weeks.
func (s *Season) planned() (p planned, ok bool) {
	weeks := slices.DeleteFunc(s.knownWeeks(replayWeeks), func(w Week) bool { return w.Break })
	if len(weeks) < planWeeks+planMinBefore {
		p.last = weeks
		return p, false
	}
	turn := len(weeks) - planWeeks
	p.before, p.last = weeks[max(0, turn-planWeeks):turn], weeks[turn:]
	var days []int
	for _, w := range p.before {
		days = append(days, w.RunDays)
	}
	p.target = max(planLeastDays, int(math.Ceil(median(days)))-1)
	return p, true
}

// on reports whether a week is on plan.
func (p planned) on(w Week) bool { return w.RunDays >= p.target }

// kept counts the weeks on plan.
func (p planned) kept() int {
	n := 0
	for _, w := range p.last {
		n += count(p.on(w))
	}
	return n
}

// held returns the fewest run-days of a week on plan: the target, or more where none of
// them fell under the usual number.
func (p planned) held() int {
	least := 0
	for _, w := range p.last {
		if p.on(w) && (least == 0 || w.RunDays < least) {
			least = w.RunDays
		}
	}
	return max(least, p.target)
}

// rolls reports whether the weeks add up.
func (p planned) rolls() bool {
	return p.kept() >= len(p.last)-planOff && !slices.ContainsFunc(p.last[len(p.last)-planLast:], func(w Week) bool { return !p.on(w) })
}

func findMomentum(s *Season) Verdict {
	p, ok := s.planned()
	if !ok {
		return notEnough(len(p.last), planWeeks+planMinBefore, training.Say("needs {} outside your breaks, has {}",
			training.Count{N: planWeeks + planMinBefore, One: "complete week", Many: "complete weeks"}, training.Number(len(p.last))))
	}
	kept, days := p.kept(), training.Count{N: p.target, One: "day", Many: "days"}
	held := training.Count{N: p.held(), One: "day", Many: "days"}
	v := Verdict{
		Outcome: NotShown,
		Title:   training.Say("{} of your last {} weeks held runs on {} or more", training.Number(kept), training.Number(planWeeks), held),
		Lede:    training.Say("Weeks like these are what everything else is built on."),
		Reason: training.Say("{} of {} weeks on plan, that is {} or more; shown from {}, the last two among them",
			training.Numeral(kept), training.Numeral(planWeeks), days, training.Numeral(planWeeks-planOff)),
		Headline: float64(kept),
		Measures: []Measure{
			{Name: "weeks_on_plan", Label: "Weeks on plan, of eight", Value: training.Number(kept), Limit: training.Number(planWeeks - planOff)},
			{Name: "target", Label: "Run-days that make a week one on plan", Value: training.Number(p.target)},
		},
		Have: len(p.before) + len(p.last), Need: planWeeks + planMinBefore, Counted: "complete weeks",
	}
	if kept == planWeeks {
		v.Title = training.Say("Each of your last {} weeks held runs on {} or more", training.Number(planWeeks), held)
	}
	if p.rolls() {
		v.Outcome = Shown
	}
	switch {
	case s.raw(missedWeekdays).Outcome == Flagged:
		v.Lede = training.Say("A weekday has gone quiet, and the weeks as a whole hold all the same.")
	case s.raw(fadingFrequency).Outcome == Flagged:
		v.Lede = training.Say("The runs have become fewer, and no week has gone without. That is a good place to build from.")
	}
	for _, w := range p.last {
		v.Runs = append(v.Runs, runsOf(w.Counting)...)
	}
	return v
}

// drawOnPlan draws the run-days of the last weeks and of those that set the target.
func drawOnPlan(s *Season, _ Verdict) Chart {
	p, _ := s.planned()
	first := p.before[0].Week
	c := OnPlan{Caption: Caption{
		Title: training.Say("{} of {} weeks on plan", training.Number(p.kept()), training.Number(planWeeks)),
		Subtitle: training.Say("A dot a day with a run, week by week, {} to {}. On plan is {} or more, above the dashed line: the target that the first {} set.",
			training.Day(first.Monday()), training.Day(s.LastWeek().Sunday()), training.Count{N: p.target, One: "day", Many: "days"}, training.Count{N: len(p.before), One: "week", Many: "weeks"}),
	}}
	for _, w := range s.knownWeeks(replayWeeks) {
		if w.Week < first {
			continue
		}
		week := PlanWeek{Week: w.Week, RunDays: w.RunDays, Break: w.Break}
		if w.Week >= p.last[0].Week {
			week.Target = p.target
		}
		c.Weeks = append(c.Weeks, week)
	}
	return c
}
