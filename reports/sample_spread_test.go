package reports

import (
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// spreadWeek shows the charts of spreads, events and weeks on plan.
func spreadWeek() analysis.Judgement {
	j := sampleBase()
	pace := func(seconds float64) training.Slot { return training.Pace(seconds / 1000) }
	classes := []analysis.Class{{Name: training.Say("under {}", pace(285)), Then: 3}}
	for i, n := range []struct{ now, then int }{{1, 4}, {17, 6}, {4, 5}, {0, 2}} {
		from := 285 + 15*float64(i)
		classes = append(classes, analysis.Class{Name: training.Say("{} to {}", pace(from), pace(from+15)), Now: n.now, Then: n.then, Flagged: n.now == 17})
	}
	one := analysis.Verdict{
		Rule: "one-pace", Outcome: analysis.Flagged, Confidence: analysis.Likely, Have: 22, Need: 12, Counted: "runs",
		Title:    training.Say("{} of your last {} runs went at one pace", training.Number(17), training.Number(22)),
		Reason:   training.Say("{} of runs fast, {} hard; a rut at {} of both", training.Percent(0), training.Percent(0.04), training.Percent(0.05)),
		Lede:     training.Say("A year before they spread over a minute a kilometre."),
		Measures: []analysis.Measure{{Name: "fast_share", Label: "Fast runs", Value: training.Percent(0), Limit: training.Percent(0.05), Below: true}},
		Chart: analysis.Distribution{
			Caption: analysis.Caption{
				Title:    training.Say("Three in four runs lie within {} a kilometre", training.Duration(15*time.Second)),
				Subtitle: training.Say("Grade-adjusted pace of each run, {} to {}", training.Day(sunday-55), training.Day(sunday)),
			},
			Axis:    training.Say("grade-adjusted pace"),
			Now:     analysis.Span{From: sunday - 55, To: sunday, Runs: 22},
			Then:    training.Some(analysis.Span{From: sunday - 364 - 55, To: sunday - 364, Runs: 20}),
			Classes: classes,
		},
	}
	j.Headline, j.Title, j.Lede = &one, one.Title, one.Lede
	j.Also = []analysis.Verdict{goalVerdict()}
	good := momentumVerdict(j)
	j.Good = []analysis.Verdict{good}
	j.Verdicts = []analysis.Verdict{spikeClear(), jumpClear(), one, goalVerdict(), good}
	return j
}

func goalVerdict() analysis.Verdict {
	year := sunday - 363
	races := []analysis.Event{
		{ID: "a", Day: year + 12, Label: training.Say("{} in {}", training.Distance(10_000), training.Duration(49*time.Minute))},
		{ID: "b", Day: year + 96, Label: training.Say("{} in {}", training.Distance(21_100), training.Duration(108*time.Minute)), Best: true},
		{ID: "c", Day: year + 160, Label: training.Say("{} in {}", training.Distance(5000), training.Duration(1500*time.Second))},
	}
	return analysis.Verdict{
		Rule: "no-goal", Outcome: analysis.Flagged, Confidence: analysis.Likely,
		Title:  training.Say("{} since your last race-like run", training.Count{N: 203, One: "day", Many: "days"}),
		Reason: training.Say("{} days without; a rut from {}", training.Number(203), training.Number(180)),
		Chart: analysis.Timeline{
			Caption: analysis.Caption{
				Title:    training.Say("Nothing race-like since {}", training.Day(year+160)),
				Subtitle: training.Say("Efforts that look like a race, over a year"),
			},
			From: year, To: sunday,
			Lanes: []analysis.Lane{
				{Name: training.Say("Races and fast efforts"), Events: races, Empty: training.Some(analysis.Span{From: year + 161, To: sunday})},
				{Name: training.Say("Cycling"), Events: []analysis.Event{{ID: "d", Day: sunday - 4, Label: training.Say("{}", training.Distance(30_000))}}},
				{Name: training.Say("Swimming")},
			},
		},
	}
}

func momentumVerdict(j analysis.Judgement) analysis.Verdict {
	chart := analysis.OnPlan{Caption: analysis.Caption{
		Title:    training.Say("{} of the last {} weeks on plan", training.Number(7), training.Number(8)),
		Subtitle: training.Say("Run-days a week"),
	}}
	for i, w := range j.Glance.HalfYear.Weeks {
		chart.Weeks = append(chart.Weeks, analysis.PlanWeek{Week: w.Week, RunDays: w.Runs, Target: min(i, 3), Break: i == 9})
	}
	return analysis.Verdict{
		Rule: "momentum", Outcome: analysis.Shown, Confidence: analysis.Sure,
		Title:  training.Say("{} of {} weeks on plan", training.Number(7), training.Number(8)),
		Reason: training.Say("{} of {} weeks held the usual run-days", training.Number(7), training.Number(8)),
		Chart:  chart,
	}
}
