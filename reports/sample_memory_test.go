package reports

import (
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// goalsWeek has all that memory and a profile add to a page: a plan of four weeks, a
// reminder, a record of what worked, milestones, and the sheets.
func goalsWeek() analysis.Judgement {
	j := jumpWeek()
	j.Muted = nil
	j.Plan = &analysis.Plan{
		Rule:  "weekly-jump",
		Fix:   processGoals,
		Text:  training.Say("If you plan the week from {}, then make it {}.", training.Day(sunday+1), training.Distance(21_000)),
		Tiny:  training.Say("Write down one target for this week alone, small enough to be sure of."),
		Check: training.Say("A week of about {} by {}.", training.Distance(21_000), training.Day(sunday+7)),
	}
	j.LastTime = &analysis.FollowUp{
		Advised: analysis.Advised{Suggestion: training.Suggestion{Week: j.Week.Add(-1), Rule: "weekly-jump", Fix: "easy-week"}, Answer: training.NotTried, Open: true},
		Text:    training.Say("Week {} suggested: take a lighter week. By your files you have not tried it yet. It keeps.", training.Numeral(46)),
		Moved:   training.Say("Against the largest of eight weeks: {} then, {} now.", training.Ratio(1.42), training.Ratio(1.9)),
	}
	j.Reminder = training.Say("You once wrote why you run: “{}”", training.Literal("the wood at seven, before anybody needs me"))
	j.Record = sampleRecord()
	j.Targets = sampleTargets(j.Week)
	j.Milestones = []analysis.Milestone{
		{ID: "runs-620", Title: training.Say("{} on record", training.Count{N: 620, One: "run", Many: "runs"}), Left: training.Say("{} to go", training.Count{N: 8, One: "run", Many: "runs"}), Day: sunday + 19},
		{ID: "anniversary-5", Title: training.Say("{} since your first recorded run", training.Count{N: 5, One: "year", Many: "years"}), Left: training.Say("{} to go", training.Count{N: 104, One: "day", Many: "days"}), Day: sunday + 104, Dated: true},
		{ID: "runs-650", Title: training.Say("{} on record", training.Count{N: 650, One: "run", Many: "runs"}), Left: training.Say("{} to go", training.Count{N: 38, One: "run", Many: "runs"}), Day: sunday + 120},
	}
	j.Sheets = sampleSheets()
	return j
}

// whysWeek has a plan with a sheet of its own.
func whysWeek() analysis.Judgement {
	j := staleRoutesWeek()
	j.Plan.Rule, j.Plan.Fix = "stale-routes", "five-whys"
	j.Plan.Text = training.Say("If it is {} evening, then sit down for {} and ask why you run, five times over.", training.Weekday(time.Sunday), training.Duration(10*time.Minute))
	j.LastTime.Answer = training.CantTell
	j.Sheets = sampleSheets()
	return j
}

func sampleRecord() *analysis.Record {
	change := func(by training.Slot, weeks int) training.Text {
		return training.Say("{}, the middle of {}", training.Change{By: by}, training.Count{N: weeks, One: "week", Many: "weeks"})
	}
	return &analysis.Record{
		From: sunday - 90, Weeks: 12,
		Rows: []analysis.Effect{
			{
				Rule: "stale-routes", Fix: "new-route", Tried: 3, NotTried: 1, CantTell: 1, Measure: "share of the top place",
				With: change(training.Percent(-0.12), 3), Without: change(training.Percent(0.01), 2),
			},
			{
				Rule: "weekly-jump", Fix: "easy-week", Tried: 2, NotTried: 2, Measure: "largest week against the eight before",
				With: training.Say("{}, in one week", training.Change{By: training.Ratio(-0.4)}), Without: change(training.Ratio(0.001), 3),
			},
			{Rule: "missed-weekdays", Fix: "move-the-day", NotTried: 1, CantTell: 2, Measure: "kept runs of the weekday"},
		},
	}
}

func sampleTargets(week training.Week) *analysis.Targets {
	t := &analysis.Targets{LevelM: 21_000, Goal: training.Some(training.Race{Name: "City 10K", Date: training.NewDate(2027, time.February, 13), DistanceM: 10_000})}
	for i, w := range []analysis.Target{
		{Phase: analysis.Hold, DistanceM: 21_000, LongestM: 9900},
		{Phase: analysis.Build, DistanceM: 22_000, LongestM: 10_500},
		{Phase: analysis.Build, DistanceM: 23_000, LongestM: 11_000},
		{Phase: analysis.Ease, DistanceM: 17_000},
	} {
		w.Week = week.Add(i + 1)
		t.Weeks = append(t.Weeks, w)
	}
	return t
}

// sampleSheets are of the three kinds: much to write, a list, and much to read.
func sampleSheets() []analysis.Sheet {
	whys := analysis.Sheet{
		Fix: "five-whys", Title: "Five whys",
		Lede: training.Say("Answer the first question, then ask why of each answer. The last one is yours alone."),
	}
	for i, heading := range []string{"Why do you run?", "Why does that matter to you?", "And why that?", "What would be missing without it?", "What is it about, in the end?"} {
		part := analysis.SheetPart{Heading: heading, Blanks: 3}
		if i == 0 {
			part.Lines = []training.Text{training.Say("Your profile says: “{}”", training.Literal("the wood at seven, before anybody needs me"))}
			part.Blanks = 2
		}
		whys.Parts = append(whys.Parts, part)
	}
	row := func(label, form string, slots ...training.Slot) analysis.SheetRow {
		return analysis.SheetRow{Label: label, Value: training.Say(form, slots...)}
	}
	gratitude := analysis.Sheet{
		Fix: "gratitude-list", Title: "What running has given you",
		Lede: training.Say("Some of it is in your files. The rest is for you to write."),
		Parts: []analysis.SheetPart{
			{Heading: "From your files", Rows: []analysis.SheetRow{
				row("First run on record", "{}, on {}", training.Distance(3100), training.Day(training.NewDate(2022, time.March, 6))),
				row("Longest run", "{}, on {}", training.Distance(21_400), training.Day(training.NewDate(2025, time.May, 11))),
				row("So far", "{} and {}", training.Count{N: 612, One: "run", Many: "runs"}, training.Distance(2_860_000)),
			}},
			{Heading: "From you", Blanks: 12},
		},
	}
	return []analysis.Sheet{whys, gratitude, coachSheet(row)}
}

// coachSheet is as full as a page of A4 can be.
func coachSheet(row func(label, form string, slots ...training.Slot) analysis.SheetRow) analysis.Sheet {
	day := func(ago training.Date) training.Day { return training.Day(sunday - ago) }
	weeks := func(n int) training.Count { return training.Count{N: n, One: "week", Many: "weeks"} }
	return analysis.Sheet{
		Fix: "coach", Title: "My running, for a coach",
		Lede: training.Say("What a watch recorded up to {}, and room for questions.", day(0)),
		Parts: []analysis.SheetPart{
			{Heading: "Who", Rows: []analysis.SheetRow{
				row("Sex", "not stated"),
				row("Age", "{}", training.Numeral(43)),
				row("Highest heart rate", "{} beats a minute, as stated", training.Numeral(186)),
				row("Heart rate at rest", "{} beats a minute", training.Numeral(52)),
				row("Pace for an hour", "{}, by the hard efforts of half a year", training.Pace(0.291)),
			}},
			{Heading: "The last weeks", Rows: []analysis.SheetRow{
				row("In all", "{} in {} and {}", training.Distance(358_000), training.Count{N: 45, One: "run", Many: "runs"}, weeks(12)),
				row("Each week, the oldest first", "{}, {}, {}, {}, {}, {}, {}, {}",
					training.Distance(33_900), training.Distance(27_900), training.Distance(33_700), training.Distance(20_500),
					training.Distance(32_100), training.Distance(20_400), training.Distance(33_800), training.Distance(38_000)),
				row("Usual days", "{}, {} and {}", training.Weekday(2), training.Weekday(4), training.Weekday(6)),
				row("Longest runs", "{} on {}; {} on {}; {} on {}", training.Distance(21_400), day(14), training.Distance(18_600), day(49), training.Distance(18_100), day(35)),
				row("Time by effort", "{} easy, {} between, {} hard", training.Percent(0.85), training.Percent(0.07), training.Percent(0.08)),
				row("Easy pace", "{} to {}", training.Pace(0.36), training.Pace(0.39)),
				row("Cadence", "{} steps a minute, the middle of {} runs", training.Numeral(154), training.Number(42)),
				row("Ends of runs", "{} slower in the last quarter than in the second", training.Percent(0.03)),
			}},
			{Heading: "Best efforts of a year, pauses included", Rows: []analysis.SheetRow{
				row("1 km", "{} on {}", training.Duration(267*time.Second), day(24)),
				row("5 km", "{} on {}; about {} promised by the best {}", training.Duration(1502*time.Second), day(8), training.Duration(1410*time.Second), training.Distance(10_000)),
				row("10 km", "{} on {}", training.Duration(49*time.Minute), day(203)),
				row("Half marathon", "{} on {}", training.Duration(108*time.Minute), day(267)),
				row("Marathon", "none on record; about {} promised by the best {}", training.Duration(226*time.Minute), training.Distance(21_100)),
			}},
			{Heading: "Breaks of two weeks or more in a year", Lines: []training.Text{
				training.Say("{} to {}, holiday", day(320), day(300)),
				training.Say("{} to {}, influenza", day(240), day(220)),
				training.Say("{} to {}, holiday", day(120), day(106)),
				training.Say("{} to {}, no reason stated", day(75), day(60)),
			}},
			{Heading: "Races", Rows: []analysis.SheetRow{
				row("Ahead", "“{}”, {} on {}", training.Literal("City half marathon through the old town and along the river"), training.Distance(21_100), training.Day(training.NewDate(2027, time.February, 13))),
				row("Race-like runs, the newest first", "{} in {} on {}; {} in {} on {}", training.Distance(10_000), training.Duration(2887*time.Second), day(91), training.Distance(6200), training.Duration(1987*time.Second), day(164)),
			}},
			{Heading: "What the report of this week says", Lines: []training.Text{
				training.Say("Last week was your biggest in months by far"),
				training.Say("{} of your runs now follow the same {}", training.Percent(2.0/3), place(5.04, training.Loop, 4)),
				training.Say("Going well: your fastest {} so far, {}", training.Distance(5000), training.Duration(1502*time.Second)),
			}},
			{Heading: "What I would like to know", Blanks: 3, Lines: []training.Text{
				training.Say("Is the race within reach from here, and what comes first?"),
				training.Say("How easy is easy for me, and how hard is hard?"),
				training.Say("What would you change first?"),
			}},
		},
	}
}
