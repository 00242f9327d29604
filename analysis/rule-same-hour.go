package analysis

import (
	"time"

	"secondwind/internal/training"
)

var sameHour = Rule{
	Name:    "same-hour",
	Title:   "Same hour",
	Kind:    Rut,
	Max:     Watch, // with a second sameness, that one stands before it in the precedence and speaks
	Summary: "All runs begin at about the same time of day.",
	Why:     "A fixed hour is what keeps many a habit alive. It can also make every run the same light, the same traffic and the same faces.",
	Counts:  "The local start of the runs of the last 56 days. Starts of which the local time is a guess are left out.",
	Limits:  "They are ours. One sameness alone is a habit that works for many, and never more than a watch. Two of the three of distance, surface and hour make a rut, and the first of the two is named.",
	Caveat:  "Who runs at 6:30 every day may be disciplined and not stale. Work and children leave many runners no other hour.",
	Formula: "R = length of the mean of the starts as points on a clock face of 24 hours; their spread is (24 h ÷ 2π) × √(−2 ln R). Watch: R ≥ 0.966, a spread of an hour or less. With same-distance or same-surface, that rule is flagged and this one is its second sign.",
	Evidence: []Source{
		varietySource,
		{"“Getting out of a Running Rut”, Run Far Girl: run in the morning instead of the evening, or the other way round.", "", Practice},
		sameSource,
	},
	Needs:    Needs{HistoryDays: sameDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "How alike the starts are", LowerBetter: true},
	Chart:    PunchcardChart,
	Fixes:    []string{"new-hour", "run-with-friend"},
	Find:     findSameHour,
	Draw:     drawHours,
}

func findSameHour(s *Season) Verdict {
	h := s.hours()
	n := len(h.sessions)
	if n < sameMinRuns {
		return notEnough(n, sameMinRuns, training.Say("needs {} with a local time to trust in {} days, has {}",
			training.Count{N: sameMinRuns, One: "run", Many: "runs"}, training.Numeral(sameDays), training.Number(n)))
	}
	spread := training.Duration(h.spread().Round(time.Minute))
	return Verdict{
		Outcome: sameOutcome(h.holds(), false),
		Title:   training.Say("Your runs begin around {}, give or take {}", h.mean, spread),
		Lede:    training.Say("Those are the starts of your last {} runs. If the hour is what keeps you going, keep it.", training.Number(n)),
		Reason: training.Say("{} starts around {}, alike to {}, a spread of {}; it counts from 96.6 %, an hour",
			training.Numeral(n), h.mean, training.Percent(h.r), spread),
		Headline: h.r,
		Measures: []Measure{
			{Name: "same_hour", Label: "How alike the starts are", Value: training.Percent(h.r), Limit: training.Percent(sameHourR)},
			{Name: "spread", Label: "Spread of the starts", Value: spread, Limit: training.Duration(time.Hour), Below: true},
			{Name: "mean_start", Label: "Mean start", Value: h.mean},
		},
		Have: n, Need: sameMinRuns, Counted: "runs with a local time",
		Runs: runsOf(h.sessions),
	}
}

// drawHours draws the starts of the last weeks over those of the weeks before.
func drawHours(s *Season, v Verdict) Chart {
	weeks := s.Weeks(s.LastWeek(), 2*usualWeeks)
	before, last := s.Habit(weeks[:usualWeeks]), s.Habit(weeks[usualWeeks:])
	h := s.hours()
	c := Punchcard{
		BaseFrom: weeks[0].Week.Monday(), From: weeks[usualWeeks].Week.Monday(), To: s.LastWeek().Sunday(),
	}
	c.Title = training.Say("The starts spread by {} around {}", training.Duration(h.spread().Round(time.Minute)), h.mean)
	if v.Outcome != Clear {
		c.Title = training.Say("Most runs begin within {} of {}", training.Duration(h.spread().Round(time.Minute)), h.mean)
	}
	c.Subtitle = training.Say("Ring: the eight weeks before. Dot: the last eight weeks, to {}. Larger is more runs.", training.Day(c.To))
	for i := range c.Days {
		c.Days[i] = PunchDay{
			Usual: punchHours(before.Days[i].Clocks), Actual: punchHours(last.Days[i].Clocks),
			UsualKept: before.Days[i].Kept, UsualOf: before.Weeks, ActualKept: last.Days[i].Kept, ActualOf: last.Weeks,
		}
	}
	return c
}
