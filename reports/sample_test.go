package reports

import (
	"math"
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// The made-up judgements that the tests show. sunday is their last day.
var sunday = training.NewDate(2026, time.November, 22)

// sample is a document to be, with a name.
type sample struct {
	name      string
	judgement analysis.Judgement
	opt       Options
}

func samples() []sample {
	metric := Options{Athlete: "me", Version: "0.1.0", Receipt: training.Some(sampleReceipt())}
	imperial := metric
	imperial.Units, imperial.Clock12 = Imperial, true
	called := metric
	called.Report = "report --db 'my runs.duckdb' --athlete Ada"
	return []sample{
		{"stale-routes", staleRoutesWeek(), metric},
		{"clear", clearWeek(), metric},
		{"missed-weekdays", missedWeekdaysWeek(), imperial},
		{"empty", emptyWeek(), Options{Athlete: "me"}},
		{"session-spike", spikeWeek(), metric},
		{"weekly-jump", jumpWeek(), imperial},
		{"spread", spreadWeek(), imperial},
		{"goals", goalsWeek(), called},
		{"whys", whysWeek(), metric},
	}
}

func (s sample) build() Document { return Build(s.judgement, sampleRules(), sampleFixes(), s.opt) }

func sampleRules() []analysis.Rule {
	study := analysis.Source{
		Cite:     "5 205 runners were followed for 18 months. A run more than 10 % past the longest of the 30 days before went with more overuse trouble (Frandsen and others, 2025).",
		URL:      "https://doi.org/10.1136/bjsports-2024-109380",
		Strength: analysis.Contested,
	}
	ours := analysis.Source{Cite: "The limits were tried on the logs of three runners.", Strength: analysis.Ours}
	return []analysis.Rule{
		{
			Name: "session-spike", Title: "Session spike", Kind: analysis.Rut, Max: analysis.Flagged,
			Summary: "One run far beyond the longest of the last month.",
			Why:     "A single long leap is the load pattern that large studies of runners link with overuse most clearly.",
			Counts:  "Every run of the last 14 days, against the longest of its 30 days before. Races are shown, not judged.",
			Limits:  "The study found more trouble from 110 %. We speak up at 130 % so as not to nag at every long run.",
			Caveat:  "It sees distance alone, not how hard the run was or how you slept.",
			Formula: "distance > 1.30 × longest of 30 days before and > 1.10 × longest of 90 days before",
			Needs:   analysis.Needs{HistoryDays: 30}, Evidence: []analysis.Source{study},
			Headline: analysis.HeadlineValue{Name: "longest against the month before", LowerBetter: true},
			Chart:    analysis.LongestRunChart, Fixes: []string{"rest-days", "easy-week"},
		},
		{
			Name: "weekly-jump", Title: "Weekly jump", Kind: analysis.Rut, Max: analysis.Flagged,
			Summary: "A week far beyond the largest of the eight before.",
			Why:     "A big week is fine when the next one is smaller. Two in a row leave little time to adapt.",
			Counts:  "Distance of all runs, Monday to Sunday.", Limits: "Ours: studies disagree on any fixed share.",
			Caveat: "Hills and heat do not show in kilometres.", Formula: "week > 1.30 × largest of 8 weeks before",
			Needs: analysis.Needs{HistoryDays: 56}, Evidence: []analysis.Source{ours},
			Chart: analysis.WeeklyVolumeChart, Fixes: []string{"easy-week", "rest-days"},
		},
		{
			Name: "missed-weekdays", Title: "Missed weekdays", Kind: analysis.Rut, Max: analysis.Flagged,
			Summary: "A habitual weekday is missed again and again, and not moved.",
			Why:     "One missed run is harmless. A day that slips week after week tends to stay gone.",
			Counts:  "A run moved by a day counts as kept.", Limits: "By chance such a month comes up in one of a hundred.",
			Caveat: "A watch cannot see why.", Formula: "P(Bin(4, p) ≤ x) ≤ 0.01",
			Needs: analysis.Needs{HistoryDays: 84}, Lasting: analysis.Lasting{Enter: 1, Leave: 2},
			Evidence: []analysis.Source{ours}, Chart: analysis.PunchcardChart, Fixes: []string{"move-the-day"},
		},
		{
			Name: "stale-routes", Title: "Stale routes", Kind: analysis.Rut, Max: analysis.Flagged,
			Summary: "One or three places carry most runs, and few runs explore.",
			Why:     "The same ground every day wears thin. Days with more varied places go with better mood.",
			Counts:  "A run explores when at least 30 % of its ground was new for 180 days. Races, workouts and treadmill runs are left out.",
			Limits:  "They are ours, tried on the logs of three runners. There they spoke up in 3 to 20 % of weeks.",
			Caveat:  "A loved loop is no rut if you love it.",
			Formula: "explore ≤ 20 % and (top place ≥ 50 % or top three ≥ 70 %)",
			Needs:   analysis.Needs{WindowDays: 56, GPSRuns: 10, GPSShare: 0.8}, Lasting: analysis.Lasting{Enter: 2, Leave: 3},
			Evidence: []analysis.Source{
				{
					Cite: "122 adults were tracked for three to four months. Days with more varied places went with better mood. That was daily life, not running, and it shows no cause (Heller and others, 2020).",
					URL:  "https://doi.org/10.1038/s41593-020-0636-4", Strength: analysis.Contested,
				},
				ours,
			},
			Chart: analysis.RouteGalleryChart, Fixes: []string{"new-route", "reverse-route"},
		},
		{
			Name: "progress", Title: "Progress", Kind: analysis.GoodNews, Max: analysis.Shown,
			Summary: "A best, a milestone or an anniversary.", Why: "Looking back shows the way you came.",
			Evidence: []analysis.Source{ours}, Chart: analysis.TrendChart, Fixes: []string{"look-back"},
		},
	}
}

func sampleFixes() []analysis.Fix {
	return []analysis.Fix{
		{Name: "new-route", Title: "Run somewhere new", From: []analysis.Article{analysis.ArticleRut, analysis.ArticleSpark}},
		{Name: "reverse-route", Title: "Turn the loop round", From: []analysis.Article{analysis.ArticleSpark}},
		{Name: "move-the-day", Title: "Give the lost run another day", From: []analysis.Article{analysis.Article3M}},
		{Name: "easy-week", Title: "Take a lighter week", From: []analysis.Article{analysis.ArticleSpark}},
		{Name: "rest-days", Title: "Take two days off", From: []analysis.Article{analysis.ArticleSpark}},
		{Name: processGoals, Title: "Set four small goals, one a week", From: []analysis.Article{analysis.Article3M, analysis.ArticleLose}},
		{Name: "five-whys", Title: "Ask why five times", From: []analysis.Article{analysis.ArticleWhy}},
		{Name: "look-back", Title: "Look back a year", From: []analysis.Article{analysis.ArticleLose}},
	}
}

func sampleReceipt() training.Receipt {
	return training.Receipt{
		At: time.Date(2026, time.November, 23, 6, 30, 0, 0, time.UTC), Files: 20, Stored: 2, Known: 1, Twins: 1,
		NotActivities: 14, Waiting: 1, Failed: 1, Activities: 2, Runs: 2, Seconds: 0.4,
		TwinPairs: []training.TwinPair{{Path: "tuesday-evening.gpx", Kept: "2026-11-17-18-31.fit", ID: "5b1f0c9ad2e47386"}},
		Failures:  []training.Failure{{Path: "GARMIN/Activity/broken.fit", Reason: "the file ends after 12 of 40 kB", Hint: "copy it from the watch again"}},
		Doubts: []training.Doubt{
			{Path: "2026-11-17-18-31.fit", Code: training.NoSession, Detail: "derived from 2 711 samples"},
			{Path: "2026-11-17-18-31.fit", Code: training.HeartRateLocked},
			{Path: "export/saturday.gpx", Code: training.HeartRateLocked},
		},
		Guesses: []training.Guess{
			{Path: "export/saturday.gpx", ID: "c40d7e21b95f8a63", Sport: training.Running, Source: training.SportFromMovement, Confidence: 0.8},
			{Path: "export/sunday.gpx", ID: "0e9b6f3a7c1d5248", Sport: training.Walking, Source: training.SportFromName, Confidence: 0.9},
		},
		Kinds: map[string]int{"monitoring": 11, "settings": 3},
	}
}

// base is a week that all samples share: 26 weeks of three runs.
func sampleBase() analysis.Judgement {
	week := sunday.Week()
	j := analysis.Judgement{
		AsOf: sunday, Week: week, From: sunday - 55, To: sunday, Runs: 21,
		Export: analysis.Export{Ends: sunday},
		Data: analysis.Data{
			First: training.NewDate(2022, time.March, 6), Last: sunday, Activities: 640, AllRuns: 612,
			WindowGPS: 21, WindowHR: 17, LowQuality: 1, RulesVersion: 1, MeasureVersion: 1,
		},
	}
	weeks, days := sampleWeeks(week)
	j.Glance = analysis.Glance{
		Week: weeks[len(weeks)-1],
		HalfYear: analysis.Calendar{
			Caption: analysis.Caption{
				Title:    training.Say("{} and {} hold the half-year together", training.Weekdays(time.Tuesday), training.Weekdays(time.Saturday)),
				Subtitle: training.Say("Last 26 weeks. Above, a square a run, larger for longer. Below, distance a week; outlined weeks were lighter by a fifth or more. The dashed line is the weekly-jump limit"),
			},
			To: week.Sunday(), Weeks: weeks, Days: days, LimitM: 24_000,
			Gaps: []analysis.Away{{From: weeks[12].Week.Monday(), To: weeks[12].Week.Sunday(), Days: 7, Planned: true}},
		},
	}
	for _, d := range days {
		if d.Day >= week.Monday() {
			j.Glance.Days = append(j.Glance.Days, d)
		}
	}
	return j
}

func sampleWeeks(last training.Week) (weeks []analysis.WeekBar, days []analysis.DayMark) {
	for i := range 26 {
		w := analysis.WeekBar{Week: last.Add(i - 25)}
		for _, run := range []struct {
			day int
			km  float64
		}{{1, 5}, {3, 5 + math.Mod(float64(i), 3)}, {5, 8 + math.Mod(float64(3*i), 5)}} {
			if run.day == 3 && i%5 == 4 || i == 12 {
				continue
			}
			day := w.Week.Monday() + training.Date(run.day)
			days = append(days, analysis.DayMark{Day: day, DistanceM: 1000 * run.km})
			w.DistanceM += 1000 * run.km
			w.Runs++
			w.Moving += training.Duration(run.km * float64(6*time.Minute+10*time.Second))
		}
		w.Lighter = i%5 == 4
		w.Break = i == 12
		weeks = append(weeks, w)
	}
	return weeks, days
}

// loop makes an outline of a given length and roughness.
func loop(lengthM, rough, turn float64) []training.Point {
	points := make([]training.Point, 120)
	r := lengthM / (2 * math.Pi)
	for i := range points {
		a := turn + 1.9*math.Pi*float64(i)/float64(len(points)-1)
		d := r * (1 + rough*math.Sin(3*a) + 0.6*rough*math.Sin(5*a+turn))
		points[i] = training.Point{X: 1.2 * d * math.Sin(a), Y: d * math.Cos(a)}
	}
	return points
}

func place(km float64, shape training.Shape, s training.Sector) training.Place {
	return training.Place{DistanceM: 1000 * km, Shape: shape, Sector: s}
}

func staleRoutesVerdict() analysis.Verdict {
	day := func(y int, m time.Month, d int) training.Date { return training.NewDate(y, m, d) }
	gallery := analysis.RouteGallery{
		Caption: analysis.Caption{
			Title:    training.Say("One loop carries {} of {}, and new ground ended in {}", training.Number(14), training.Count{N: 21, One: "run", Many: "runs"}, training.Month(day(2026, time.September, 1))),
			Subtitle: training.Say("Shapes of the routes, {} to {}", training.Day(sunday-55), training.Day(sunday)),
		},
		From: sunday - 55, To: sunday, Runs: 21,
		Routes: []analysis.RouteShape{
			{ID: "a1", Place: place(5.04, training.Loop, 4), Runs: 14, FirstSeen: day(2024, time.January, 9), LastSeen: sunday - 1, Outline: loop(5000, 0.12, 0.3)},
			{ID: "b2", Place: place(8.1, training.Loop, 2), Runs: 3, FirstSeen: day(2026, time.June, 3), LastSeen: sunday - 20, Outline: loop(8000, 0.2, 1.4)},
			{ID: "c3", Place: place(6.2, training.OutAndBack, 6), Runs: 1, FirstSeen: day(2025, time.August, 8), LastSeen: sunday - 30, Outline: []training.Point{{X: 0, Y: 0}, {X: 800, Y: 200}, {X: 1700, Y: -100}, {X: 2900, Y: 150}}},
			{ID: "d4", Place: place(7, training.Loop, 5), Runs: 1, FirstSeen: day(2026, time.May, 2), LastSeen: sunday - 33, Outline: loop(7000, 0.25, 2.2)},
			{ID: "e5", Place: place(4, training.Loop, 0), Runs: 1, FirstSeen: day(2025, time.March, 2), LastSeen: sunday - 40, Outline: loop(4000, 0.1, 4)},
			{ID: "f6", Place: place(4, training.Loop, 3), Runs: 1, FirstSeen: day(2024, time.October, 2), LastSeen: sunday - 44, Outline: loop(3900, 0.3, 5)},
		},
	}
	for i, km := range []float64{2.1, 1.4, 3, 9.2, 6.5, 11.8, 10.3, 7.7, 4.9, 5.6, 0.4, 0} {
		month := time.Date(2025, time.December+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		gallery.NewGround = append(gallery.NewGround, analysis.MonthGround{Month: training.Month(training.DateOf(month)), NewM: 1000 * km})
	}
	return analysis.Verdict{
		Rule: "stale-routes", Outcome: analysis.Flagged, Confidence: analysis.Sure,
		Title:    training.Say("Two in three of your runs now follow the same {}", place(5.04, training.Loop, 4)),
		Reason:   training.Say("{} on the top place, {} on the top three; {} of {} explored", training.Percent(2.0/3), training.Percent(18.0/21), training.Number(0), training.Number(21)),
		Lede:     training.Say("Your running is steady. What has gone missing is new ground. The last run that explored was on {}.", training.Day(day(2026, time.September, 12))),
		Headline: 2.0 / 3, Have: 21, Need: 10, Counted: "runs with GPS", Weeks: 3, Runs: []string{"a1b2c3d4e5f60718", "0817f6e5d4c3b2a1"},
		Measures: []analysis.Measure{
			{Name: "top_place_share", Label: "Runs on the top place", Value: training.Percent(2.0 / 3), Limit: training.Percent(0.5)},
			{Name: "top_three_share", Label: "Runs on the top three", Value: training.Percent(18.0 / 21), Limit: training.Percent(0.7)},
			{Name: "exploring_share", Label: "Runs that explore", Value: training.Percent(0), Limit: training.Percent(0.2), Below: true},
			{Name: "places", Label: "Places in eight weeks", Value: training.Number(6)},
		},
		Chart: gallery,
	}
}

func clearVerdict(rule string, reason training.Text) analysis.Verdict {
	return analysis.Verdict{Rule: rule, Outcome: analysis.Clear, Confidence: analysis.Sure, Reason: reason}
}

func spikeClear() analysis.Verdict {
	return clearVerdict("session-spike", training.Say("Longest run {}, {} the longest of 30 days; a rut from {}", training.Distance(8200), training.Ratio(1.01), training.Ratio(1.3)))
}

func jumpClear() analysis.Verdict {
	return clearVerdict("weekly-jump", training.Say("{}, {} the largest of eight weeks; a rut from {}", training.Distance(13_200), training.Ratio(0.72), training.Ratio(1.3)))
}

func missedVerdict(outcome analysis.Outcome) analysis.Verdict {
	hour := func(h, n int) []analysis.PunchHour {
		return []analysis.PunchHour{{Hour: training.Clock(60 * h), Runs: n}}
	}
	card := analysis.Punchcard{
		Caption: analysis.Caption{
			Title:    training.Say("{} {} has gone quiet; {} and {} hold", training.Weekday(time.Thursday), training.Clock(18*60), training.Weekday(time.Tuesday), training.Weekday(time.Saturday)),
			Subtitle: training.Say("Ring: the eight weeks before. Dot: the last four weeks, to {}", training.Day(sunday)),
		},
		BaseFrom: sunday - 83, From: sunday - 27, To: sunday, Flagged: []training.Weekday{training.Weekday(time.Thursday)},
	}
	card.Days[1] = analysis.PunchDay{Usual: hour(18, 8), Actual: hour(18, 4), UsualKept: 8, UsualOf: 8, ActualKept: 4, ActualOf: 4}
	card.Days[3] = analysis.PunchDay{Usual: hour(18, 7), Actual: []analysis.PunchHour{{Hour: 17*60 + 40, Runs: 1}}, UsualKept: 7, UsualOf: 8, ActualKept: 1, ActualOf: 4}
	card.Days[5] = analysis.PunchDay{Usual: hour(9, 8), Actual: hour(9, 4), UsualKept: 8, UsualOf: 8, ActualKept: 4, ActualOf: 4}
	return analysis.Verdict{
		Rule: "missed-weekdays", Outcome: outcome, Confidence: analysis.Likely, Weeks: 2, Have: 12, Need: 12, Counted: "runs in the eight weeks before",
		Title:    training.Say("Your {} have gone quiet", training.Weekdays(time.Thursday)),
		Reason:   training.Say("{} of the last {} was kept, usually {} of {}", training.Number(1), training.Number(4), training.Number(7), training.Number(8)),
		Lede:     training.Say("With your habit, one {} or none in four comes up in {} of 100 such months. If the day no longer fits, {} {} is free.", training.Weekday(time.Thursday), training.Number(3), training.Weekday(time.Wednesday), training.Clock(18*60)),
		Headline: 0.25,
		Measures: []analysis.Measure{
			{Name: "kept", Label: "Thursdays kept", Value: training.Percent(0.25), Limit: training.Percent(0.25), Below: true},
			{Name: "usual_hour", Label: "Usual hour", Value: training.Clock(18 * 60)},
		},
		Runs: []string{"00aa11bb22cc33dd"}, Chart: card,
	}
}

func progressVerdict() analysis.Verdict {
	five := analysis.TrendSeries{Name: training.Say("Best {} of a run", training.Distance(5000)), LowerBetter: true}
	best := time.Hour
	for i, s := range []int{1590, 1612, 1570, 1585, 1555, 1561, 1533, 1540, 1502} {
		d := time.Duration(s) * time.Second
		p := analysis.TrendPoint{Day: sunday - training.Date(20*(8-i)), Value: training.Duration(d), Best: d < best}
		best = min(best, d)
		five.Points = append(five.Points, p)
	}
	month := analysis.TrendSeries{Name: training.Say("Distance a month")}
	for i, km := range []float64{61, 72, 58, 80, 94, 90} {
		month.Points = append(month.Points, analysis.TrendPoint{Day: sunday - training.Date(30*(5-i)), Value: training.Distance(1000 * km), Best: km == 94})
	}
	return analysis.Verdict{
		Rule: "progress", Outcome: analysis.Shown, Confidence: analysis.Sure,
		Title:  training.Say("{} since your first recorded run", training.Distance(2_000_000)),
		Reason: training.Say("Best {} of half a year: {}, {} before", training.Distance(5000), training.Duration(1502*time.Second), training.Duration(1533*time.Second)),
		Lede:   training.Say("You passed it on {}, on the {}.", training.Day(sunday-8), place(4, training.Loop, 3)),
		Measures: []analysis.Measure{
			{Name: "best_5k", Label: "Best 5 km", Value: training.Duration(1502 * time.Second), Limit: training.Duration(1533 * time.Second), Below: true},
		},
		Chart: analysis.Trend{
			Caption: analysis.Caption{Title: training.Say("Your fastest {} of the year came last week", training.Distance(5000)), Subtitle: training.Say("Blue: a best so far")},
			Series:  []analysis.TrendSeries{five, month},
		},
	}
}

func newRoutePlan() *analysis.Plan {
	return &analysis.Plan{
		Rule:   "stale-routes",
		Fix:    "new-route",
		Params: []training.Param{{Name: "route", Value: "b2"}},
		Text:   training.Say("If it is {} at {}, then run the {}. You ran it first in {}, and last on {}.", training.Weekday(time.Saturday), training.Clock(9*60), place(8, training.Loop, 1), training.Month(training.NewDate(2026, time.March, 1)), training.Day(training.NewDate(2026, time.May, 9))),
		Tiny:   training.Say("Start on your usual loop. At the first corner take a street that is new to you, for {}, and come back.", training.Duration(10*time.Minute)),
		Check:  training.Say("A run on ground you have not covered for 90 days, by {}. The next report reads it from your files.", training.Day(sunday+7)),
	}
}

func staleRoutesWeek() analysis.Judgement {
	j := sampleBase()
	v := staleRoutesVerdict()
	j.Headline, j.Title, j.Lede = &v, v.Title, v.Lede
	j.Plan = newRoutePlan()
	j.PlanReason = training.Say("Of the fixes for this rut it is the first that your own runs can fill in.")
	j.Alternatives = []analysis.Plan{
		{Fix: "reverse-route", Short: training.Say("run your usual {} the other way round on {}.", place(5, training.Loop, 4), training.Weekday(time.Tuesday))},
		{Fix: "easy-week", Short: training.Say("run {} less this week, and look around.", training.Percent(0.3))},
	}
	watch := missedVerdict(analysis.Watch)
	watch.Title = training.Say("Your {} may be going quiet", training.Weekdays(time.Thursday))
	j.Also = []analysis.Verdict{watch}
	good := progressVerdict()
	j.Good = []analysis.Verdict{good}
	j.LastTime = &analysis.FollowUp{
		Advised: analysis.Advised{Suggestion: training.Suggestion{Week: j.Week.Add(-1), Rule: "stale-routes", Fix: "reverse-route"}, Answer: training.Tried},
		Text:    training.Say("Week {} suggested the usual loop the other way round. You tried it on {}.", training.Numeral(46), training.Day(sunday-5)),
		Moved:   training.Say("Share of the top place: {} then, {} now.", training.Percent(0.68), training.Percent(2.0/3)),
	}
	j.Offer = analysis.Offer{
		Text: training.Say("Is there a race ahead? With its day in your profile, the weeks before and after it are read as such."),
		Line: `goal = { race = "City 10K", date = 2027-02-13, distance = "10 km" }`,
	}
	j.Verdicts = []analysis.Verdict{spikeClear(), jumpClear(), watch, v, good}
	return j
}

func clearWeek() analysis.Judgement {
	j := sampleBase()
	good := progressVerdict()
	j.Good = []analysis.Verdict{good}
	j.Title = training.Say("No rut found: {} in eight weeks", training.Count{N: 26, One: "run", Many: "runs"})
	j.Lede = training.Say("Three runs a week, a lighter week every fifth, and new ground in each of the last {}.", training.Count{N: 6, One: "month", Many: "months"})
	j.Plan = &analysis.Plan{
		Fix:   "look-back",
		Text:  training.Say("If it is {} at {}, then go out, as you have for {}.", training.Weekday(time.Tuesday), training.Clock(18*60), training.Count{N: 26, One: "week", Many: "weeks"}),
		Tiny:  training.Say("A full day still has room for {}.", training.Duration(20*time.Minute)),
		Check: training.Say("{} or more by {}.", training.Count{N: 2, One: "run", Many: "runs"}, training.Day(sunday+7)),
	}
	j.Verdicts = []analysis.Verdict{
		spikeClear(), jumpClear(),
		clearVerdict("missed-weekdays", training.Say("All three days kept; {} of {}", training.Number(24), training.Number(24))),
		clearVerdict("stale-routes", training.Say("{} on the top place; a rut from {}", training.Percent(0.2), training.Percent(0.5))),
		good,
	}
	return j
}

func missedWeekdaysWeek() analysis.Judgement {
	j := sampleBase()
	v := missedVerdict(analysis.Flagged)
	j.Headline, j.Title, j.Lede = &v, v.Title, v.Lede
	j.Plan = &analysis.Plan{
		Fix:   "move-the-day",
		Text:  training.Say("If it is {} at {}, then run {} easy. It takes the place of {}.", training.Weekday(time.Wednesday), training.Clock(18*60), training.Distance(6000), training.Weekday(time.Thursday)),
		Tiny:  training.Say("Put the shoes by the door and go for {}.", training.Duration(10*time.Minute)),
		Check: training.Say("A run on {}, by {}.", training.Weekday(time.Wednesday), training.Day(sunday+7)),
	}
	j.Verdicts = []analysis.Verdict{
		spikeClear(),
		{Rule: "weekly-jump", Outcome: analysis.NotEnoughData, Reason: training.Say("not judged in the {} after a long race", training.Count{N: 2, One: "week", Many: "weeks"})},
		v,
		{Rule: "stale-routes", Outcome: analysis.NotEnoughData, Have: 4, Need: 10, Reason: training.Say("needs {} with GPS in {} days, has {}", training.Count{N: 10, One: "run", Many: "runs"}, training.Number(56), training.Number(4))},
		{Rule: "progress", Outcome: analysis.NotShown, Reason: training.Say("no best or milestone in the last {}", training.Count{N: 4, One: "week", Many: "weeks"})},
	}
	return j
}

// emptyWeek has three runs, and nothing that could be judged on them.
func emptyWeek() analysis.Judgement {
	week := sunday.Week()
	first := sunday - 12
	j := analysis.Judgement{
		AsOf: sunday, Week: week, From: sunday - 55, To: sunday, Runs: 3,
		Title:  training.Say("Too few runs to judge yet"),
		Lede:   training.Say("{} are in. With {} of history the first rules wake up.", training.Count{N: 3, One: "run", Many: "runs"}, training.Count{N: 30, One: "day", Many: "days"}),
		Export: analysis.Export{Ends: sunday - 9, Stale: true, Text: training.Say("Your export ends on {}, {} before this report.", training.Day(sunday-9), training.Count{N: 9, One: "day", Many: "days"})},
		Data:   analysis.Data{First: first, Last: sunday - 9, Activities: 3, AllRuns: 3, ApproxTimes: 1, RulesVersion: 1, MeasureVersion: 1},
		Glance: analysis.Glance{Week: analysis.WeekBar{Week: week}},
	}
	for _, r := range sampleRules() {
		j.Verdicts = append(j.Verdicts, analysis.Verdict{
			Rule: r.Name, Outcome: analysis.NotEnoughData, Have: 12, Need: 30,
			Reason: training.Say("needs {} of history, has {}", training.Count{N: 30, One: "day", Many: "days"}, training.Number(12)),
		})
	}
	return j
}

func spikeWeek() analysis.Judgement {
	j := sampleBase()
	chart := analysis.LongestRun{WatchFrom: 1.1, RutFrom: 1.3, LargeFrom: 2, Caption: analysis.Caption{
		Title:    training.Say("{} run passed the limit", training.Weekday(time.Sunday)),
		Subtitle: training.Say("Each run as a share of the longest in the {} before it", training.Count{N: 30, One: "day", Many: "days"}),
	}}
	for i, d := range j.Glance.HalfYear.Days {
		p := analysis.SpikePoint{ID: "r", Day: d.Day, DistanceM: d.DistanceM, LongestM: 12_000}
		if i < 3 {
			p.LongestM = 0
		}
		p.Race = i == 40
		chart.Runs = append(chart.Runs, p)
	}
	chart.Runs = append(chart.Runs, analysis.SpikePoint{ID: "z", Day: sunday, DistanceM: 18_400, LongestM: 12_000, Flagged: true})
	v := analysis.Verdict{
		Rule: "session-spike", Outcome: analysis.Flagged, Confidence: analysis.Hint, Estimated: true, Have: 13, Need: 4, Counted: "runs in the 30 days before",
		Title:    training.Say("{} run was half as long again as any of the month before", training.Weekday(time.Sunday)),
		Reason:   training.Say("{} on {}, {} the longest of 30 days; a rut from {}", training.Distance(18_400), training.Day(sunday), training.Ratio(1.53), training.Ratio(1.3)),
		Lede:     training.Say("{} after weeks of at most {}. Legs take longer to follow than lungs.", training.Distance(18_400), training.Distance(12_000)),
		Headline: 1.53,
		Measures: []analysis.Measure{
			{Name: "ratio", Label: "Against the longest of 30 days", Value: training.Ratio(1.53), Limit: training.Ratio(1.3)},
			{Name: "distance", Label: "The run", Value: training.Distance(18_400)},
		},
		Runs: []string{"z"}, Chart: chart,
	}
	j.Headline, j.Title, j.Lede = &v, v.Title, v.Lede
	j.Plan = &analysis.Plan{
		Fix:   "rest-days",
		Text:  training.Say("If it is {} or {}, then rest. {} at {} is the next run.", training.Weekday(time.Monday), training.Weekday(time.Tuesday), training.Weekday(time.Wednesday), training.Clock(18*60+30)),
		Tiny:  training.Say("Walk for {} instead.", training.Duration(20*time.Minute)),
		Check: training.Say("No run until {}.", training.Day(sunday+3)),
	}
	stale := staleRoutesVerdict()
	j.Also = []analysis.Verdict{stale, missedVerdict(analysis.Flagged)}
	j.Verdicts = []analysis.Verdict{
		v, jumpClear(), missedVerdict(analysis.Flagged), stale,
		{Rule: "progress", Outcome: analysis.NotShown, Reason: training.Say("no best in the last {}", training.Count{N: 4, One: "week", Many: "weeks"})},
	}
	return j
}

func jumpWeek() analysis.Judgement {
	j := sampleBase()
	j.Muted = []string{"session-spike", "new-route"}
	weeks := j.Glance.HalfYear.Weeks[10:]
	weeks[len(weeks)-1].DistanceM, weeks[len(weeks)-1].Flagged = 38_000, true
	v := analysis.Verdict{
		Rule: "weekly-jump", Outcome: analysis.Flagged, Confidence: analysis.Likely, Have: 9, Need: 8, Counted: "weeks with a run", Still: true,
		Title:    training.Say("Last week was your biggest in months by far"),
		Reason:   training.Say("{}, {} the largest of eight weeks; a rut from {}", training.Distance(38_000), training.Ratio(1.9), training.Ratio(1.3)),
		Lede:     training.Say("{} is {} more than the largest week of the two months before.", training.Distance(38_000), training.Percent(0.9)),
		Headline: 1.9,
		Measures: []analysis.Measure{{Name: "ratio", Label: "Against the largest of eight weeks", Value: training.Ratio(1.9), Limit: training.Ratio(1.3)}},
		Chart: analysis.WeeklyVolume{
			Caption: analysis.Caption{
				Title:    training.Say("The last week passed its limit of {}", training.Distance(26_000)),
				Subtitle: training.Say("Distance a week, {} to {}", training.Day(weeks[0].Week.Monday()), training.Day(sunday)),
			},
			Weeks: weeks, LimitM: 26_000, LargeM: 19_000, LargeAt: weeks[9].Week,
		},
	}
	j.Headline, j.Title, j.Lede = &v, v.Title, v.Lede
	j.Plan = &analysis.Plan{
		Fix:   "easy-week",
		Text:  training.Say("If it is a run day this week, then keep it short: {} in all.", training.Distance(22_000)),
		Tiny:  training.Say("Leave out one run."),
		Check: training.Say("Between {} and {} by {}.", training.Distance(18_000), training.Distance(24_000), training.Day(sunday+7)),
	}
	j.Verdicts = []analysis.Verdict{spikeClear(), v, missedVerdict(analysis.Watch), staleRoutesVerdict()}
	return j
}
