package analysis

import "secondwind/internal/training"

const (
	// missedChance flags and missedWatchChance watches: how likely so few kept days
	// would be if the habit still held. A stricter .01 never fires on real runners.
	missedChance      = 0.05
	missedWatchChance = 0.10
	// missedMostRunDays a week: beyond it every day is habitual and only the count
	// tells something.
	missedMostRunDays = 4
)

var missedWeekdays = Rule{
	Name:    "missed-weekdays",
	Title:   "Missed weekdays",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "A weekday that was a habit is now missed again and again, and not moved.",
	Why:     "One missed run is harmless. The same day missed week after week is a habit on its way out, and a habit is easier to move than to rebuild.",
	Counts:  "A weekday is a habit when it had a run in at least 6 of 8 weeks. A run moved by one day counts as kept. A miss counts in weeks that are lighter than usual, and not in the week after a race, two after a long one, nor in a break of your profile or the three weeks before a planned race.",
	Limits:  "They are ours: so few kept days would come by chance at most 5 times in 100 if the habit still held.",
	Caveat:  "The rule knows your habit from your files alone, not your plan. With five or more usual run-days a week it stays silent.",
	Formula: "Baseline: 8 complete weeks, k of m kept the day, p = (k+1)/(m+2). Test: the 4 complete weeks after, n of them counted. Rut: P(Binomial(n, p) ≤ kept) ≤ 0.05. Watch: ≤ 0.10.",
	Evidence: []Source{
		{"Silverman and Barasch 2023: highlighting a broken streak lowers engagement, less so when it can be repaired. So this report offers a repair.", "https://doi.org/10.1093/jcr/ucac029", Strong},
		{"Kaushal and Rhodes 2015: 111 new gym members needed about four visits a week for six weeks to form the habit.", "https://doi.org/10.1007/s10865-015-9640-7", Contested},
		{"The test and its limits are ours, tried on the histories of six real runners.", "", Ours},
	},
	Needs:    Needs{HistoryDays: habitMinDays, Runs: habitMinRuns},
	Silent:   []Silence{duringLapse, duringReturn, duringTaper},
	Lasting:  Lasting{Enter: 1, Leave: 2},
	Headline: HeadlineValue{Name: "Weeks in which the day was kept or made up"},
	Chart:    PunchcardChart,
	Fixes:    []string{"move-the-day", "flexible-week", "keep-the-key-run", "maintenance-run", "run-with-friend", "join-club"},
	Find:     findMissedWeekdays,
	FindAbout: func(s *Season, subject []training.Param) Verdict {
		t := s.testHabit()
		day, _ := training.ParseWeekday(paramOf(subject, "weekday"))
		for _, d := range t.days {
			if d.day == day && d.tested >= habitMinTested {
				v := missedVerdict(t, d)
				v.Title = training.Say("Your {} have gone quiet", training.Weekdays(day))
				v.Eased = training.Say("Your {} are coming back", training.Weekdays(day))
				v.Lede = keptSentence(t, d)
				return v
			}
		}
		return notEnough(0, 0, training.Say("{} is no longer a habit", training.Weekday(day)))
	},
	Draw: drawPunchcard,
}

func findMissedWeekdays(s *Season) Verdict {
	t := s.testHabit()
	switch {
	case t.habit.Weeks < habitMinBaseline:
		return notEnough(t.habit.Weeks, habitMinBaseline, training.Say("needs {} outside your breaks to know the habit, has {}",
			training.Count{N: habitMinBaseline, One: "week", Many: "weeks"}, training.Number(t.habit.Weeks)))
	case t.testedOf < habitMinTested:
		return notEnough(t.testedOf, habitMinTested, training.Say("needs {} of the last four outside your breaks, has {}",
			training.Count{N: habitMinTested, One: "week", Many: "weeks"}, training.Number(t.testedOf)))
	case t.habit.RunDays > missedMostRunDays:
		return notEnough(0, 0, training.Say("not judged with five or more usual run-days a week; the count of runs would tell more"))
	case len(t.days) == 0:
		best, _ := t.habit.Best()
		have := t.habit.Day(best).Kept
		return notEnough(have, t.habit.minimum(), training.Say("no weekday is a habit: that takes a run in {} of {} weeks, and the best day has {}",
			training.Number(t.habit.minimum()), training.Number(t.habit.Weeks), training.Number(have)))
	case t.worst < 0:
		have := t.days[0].tested
		return notEnough(have, habitMinTested, training.Say("needs {} without a race before them, has {}",
			training.Count{N: habitMinTested, One: "week", Many: "weeks"}, training.Number(have)))
	}
	return missedVerdict(t, t.days[t.worst])
}

// keptSentence says how a day fared, and how it usually does.
func keptSentence(t habitTest, d keptDay) training.Text {
	return training.Say("The day was kept or made up in {} of the last {} weeks, usually in {} of {}.",
		training.Number(d.kept), training.Number(d.tested), training.Number(d.usual.Kept), training.Number(t.habit.Weeks))
}

func missedVerdict(t habitTest, d keptDay) Verdict {
	kept := keptSentence(t, d)
	kept.Form += " One missed run changes nothing; a day that keeps slipping may want another place in the week."
	share := float64(d.kept) / float64(d.tested)
	v := Verdict{
		Outcome: Clear,
		Title:   training.Say("Your {} have gone quiet", training.Weekdays(d.day)),
		Lede:    kept,
		Reason: training.Say("{} {} of {} weeks, usually {} of {}",
			training.Weekday(d.day), training.Numeral(d.kept), training.Numeral(d.tested), training.Numeral(d.usual.Kept), training.Numeral(t.habit.Weeks)),
		Headline: share,
		Measures: []Measure{
			{Name: "kept_share", Label: "Weeks in which the day was kept or made up", Value: training.Percent(share), Below: true},
			{Name: "chance", Label: "Chance of so few if the habit still held", Value: training.Percent(d.chance), Limit: training.Percent(missedChance), Below: true},
			{Name: "usual_share", Label: "Weeks in which it was kept before", Value: training.Percent(float64(d.usual.Kept) / float64(t.habit.Weeks))},
		},
		Have: t.habit.Weeks, Need: habitMinBaseline, Counted: "weeks before",
		Estimated: t.approx,
		Subject: []training.Param{
			{Name: "weekday", Value: training.Weekday(d.day).String()},
			{Name: "clock", Value: d.usual.Clock.String()},
		},
	}
	switch {
	case d.chance <= missedChance:
		v.Outcome = Flagged
	case d.chance <= missedWatchChance:
		v.Outcome = Watch
		v.Title = training.Say("Your {} may be going quiet", training.Weekdays(d.day))
	}
	for _, w := range t.tested {
		for _, x := range w.Counting {
			v.Runs = append(v.Runs, x.ID)
		}
	}
	return v
}

func drawPunchcard(s *Season, v Verdict) Chart {
	t := s.testHabit()
	c := Punchcard{
		BaseFrom: t.baselineFrom,
		From:     t.tested[0].Week.Monday(),
		To:       t.tested[habitTested-1].Week.Sunday(),
	}
	c.Title = training.Say("The usual days hold")
	if day, _, ok := lostDay(v); ok && v.Outcome != Clear {
		c.Flagged = []training.Weekday{training.Weekday(day)}
		for _, d := range t.days {
			if d.day == day {
				c.Title = training.Say("{} was kept or made up in {} of {} weeks", training.Weekday(day), training.Number(d.kept), training.Number(d.tested))
			}
		}
	}
	c.Subtitle = training.Say("Ring: the eight weeks before. Dot: the last four weeks, to {}. Larger is more runs.", training.Day(c.To))
	now := s.Habit(t.tested)
	for i := range c.Days {
		usual, actual := t.habit.Days[i], now.Days[i]
		c.Days[i] = PunchDay{
			Usual: punchHours(usual.Clocks), Actual: punchHours(actual.Clocks),
			UsualKept: usual.Kept, UsualOf: t.habit.Weeks, ActualKept: actual.Kept, ActualOf: now.Weeks,
		}
	}
	for _, d := range t.days {
		day := &c.Days[mondayFirst(d.day)]
		day.ActualKept, day.ActualOf = d.kept, d.tested
	}
	return c
}

// punchHours groups times of day by the hour that they are nearest to.
func punchHours(clocks []training.Clock) []PunchHour {
	var byHour [24][]training.Clock
	for _, c := range clocks {
		h := (int(c) + 30) / 60 % 24
		byHour[h] = append(byHour[h], c)
	}
	var out []PunchHour
	for _, group := range byHour {
		if len(group) > 0 {
			mean, _ := meanClock(group)
			out = append(out, PunchHour{Hour: mean, Runs: len(group)})
		}
	}
	return out
}
