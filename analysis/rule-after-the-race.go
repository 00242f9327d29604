package analysis

import "secondwind/internal/training"

const (
	// A race is one to come down from at bigRaceM, or as the longest run of half a
	// year (table R).
	bigRaceM = 20_000
	// From restDaysAfterRace days on running is counted again; the fall is watched
	// from letdownWatch days after the race, a rut from letdownFrom to letdownTo.
	restDaysAfterRace = 14
	letdownWatch      = 22
	letdownFrom       = 29
	letdownTo         = 70
	// letdownShare of the runs a week before is where it begins.
	letdownShare = 0.5
	// What was usual shows in the weeks that end buildEnds days before the race,
	// when a taper may begin, with letdownMinRuns or more.
	buildEnds      = 21
	buildDays      = 56
	letdownMinRuns = 16
)

var afterTheRace = Rule{
	Name:    "after-the-race",
	Title:   "After the race",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "A long race is behind you, and running has fallen to half of what it was or less.",
	Why:     "A big race gives months a direction, and then it is gone. That lull is common, and a small next thing is enough to fill it.",
	Counts:  "The newest race-like effort of 20 km or more, or the longest run of half a year. Runs a week from the 15th day after it, against the eight weeks that end three weeks before it. Days of breaks in your profile are left out.",
	Limits:  "They are ours. The first two weeks after a race are rest, and nobody counts them. From the fifth week on half of the usual is more than rest.",
	Caveat:  "Which run was a race is told by signs such as pace, length, day and name. Nothing in the files says whether the rest is planned.",
	Formula: "Race at day 0, ≥ 16 runs from day −76 to −21. q = runs a week from day 15 ÷ runs a week before. Rut: day 29 to 70 and q ≤ 0.5. Watch: day 22 to 28. Clear while a lapse is flagged, in a pause that comes every year, and with other sports for half of the usual time.",
	Evidence: []Source{
		{"The lull after a race that was long looked forward to is told in “8 Ways to Get Your Running Spark Back” and “Finding your inner running motivation”.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: habitMinDays, Runs: habitMinRuns},
	Headline: HeadlineValue{Name: "Runs a week since the race against before"},
	Chart:    CalendarChart,
	// The last is for a runner who wants no next race: two short runs a week hold what
	// the race was built on.
	Fixes: []string{"rest-days", "look-back", "gratitude-list", "five-whys", "identity", "short-race", "maintenance-run"},
	Find:  findAfterTheRace,
	Draw:  drawAfterTheRace,
}

// bigRace reports whether a session is a race to come down from.
func (s *Season) bigRace(x *Session) bool {
	return s.longRace(x) && (x.DistanceM >= bigRaceM || s.longestIn26Weeks(x))
}

// lastBigRace returns the newest race to come down from, if it is recent.
func (s *Season) lastBigRace() (*Session, bool) {
	races := filter(raceLike(s.LastDays(letdownTo+1)), s.bigRace)
	if len(races) == 0 {
		return nil, false
	}
	return races[len(races)-1], true
}

// runsAWeek returns the counting sessions of the days from and to by the week,
// and how many days outside breaks of the profile that is out of.
func (s *Season) runsAWeek(from, to training.Date) (perWeek float64, days int) {
	runs := 0
	for _, x := range Counting(s.Between(from, to)) {
		runs += count(!s.OnBreak(x.Date))
	}
	days = int(to-from) + 1 - s.breakDays(from, to)
	if days <= 0 {
		return 0, 0
	}
	return 7 * float64(runs) / float64(days), days
}

func findAfterTheRace(s *Season) Verdict {
	x, raced := s.lastBigRace()
	if !raced {
		return Verdict{
			Outcome:  Clear,
			Reason:   training.Say("no race of {} or more, or the longest run of half a year, in the last {} days", training.Distance(bigRaceM), training.Numeral(letdownTo)),
			Measures: []Measure{{Name: "long_races", Label: "Long races in the last 70 days", Value: training.Number(0)}},
		}
	}
	after := int(s.Day - x.Date)
	if after < letdownWatch {
		return Verdict{
			Outcome:  Clear,
			Reason:   training.Say("the race of {} is {} ago; rest is due", training.Day(x.Date), training.Count{N: after, One: "day", Many: "days"}),
			Measures: []Measure{{Name: "days_since_race", Label: "Days since the race", Value: training.Number(after), Limit: training.Number(letdownFrom)}},
		}
	}
	from, to := x.Date-buildEnds-buildDays+1, x.Date-buildEnds
	earlier := len(Counting(s.Between(from, to)))
	if earlier < letdownMinRuns {
		return notEnough(earlier, letdownMinRuns, training.Say("needs {} in the eight weeks to three weeks before the race, has {}",
			training.Count{N: letdownMinRuns, One: "run", Many: "runs"}, training.Number(earlier)))
	}
	before, daysBefore := s.runsAWeek(from, to)
	since, daysSince := s.runsAWeek(x.Date+restDaysAfterRace+1, s.Day)
	if daysBefore < 7 || daysSince < 7 {
		return notEnough(min(daysBefore, daysSince), 7, training.Say("needs a week outside your breaks before the race and after it"))
	}
	return s.letdown(x, since, before, earlier)
}

// letdown judges the weeks since a race.
func (s *Season) letdown(x *Session, since, before float64, earlier int) Verdict {
	share, after := since/before, int(s.Day-x.Date)
	v := Verdict{
		Outcome: Clear,
		Title:   training.Say("Since the {} on {} running has gone quiet", training.Distance(x.DistanceM), training.Day(x.Date)),
		Lede: training.Say("You finished it. Runs a week: {} before it, {} from the third week after it on. A lull after a goal is common, and what comes next may be small.",
			training.Decimal(before), training.Decimal(since)),
		Reason: training.Say("runs a week: {} since, {} before the race of {}, {} ago; a rut at half or less",
			training.Decimal(since), training.Decimal(before), training.Day(x.Date), training.Count{N: after, One: "day", Many: "days"}),
		Headline: share,
		Measures: []Measure{
			{Name: "frequency_share", Label: "Runs a week since the 15th day ÷ before", Value: training.Percent(share), Limit: training.Percent(letdownShare), Below: true},
			{Name: "runs_a_week", Label: "Runs a week since", Value: training.Decimal(since)},
			{Name: "days_since_race", Label: "Days since the race", Value: training.Number(after)},
		},
		Have: earlier, Need: letdownMinRuns, Counted: "runs before the race",
		Runs:    append([]string{x.ID}, runsOf(Counting(s.Between(x.Date+restDaysAfterRace+1, s.Day)))...),
		Subject: []training.Param{{Name: "race", Value: x.ID}},
	}
	if share > letdownShare {
		return v
	}
	why, meant := s.meantWithoutRace(x.Date+restDaysAfterRace+1, s.Day)
	switch {
	case meant:
		v.Reason.Form += "; it looks like " + why.Form
		v.Reason.Slots = append(v.Reason.Slots, why.Slots...)
	case s.raw(lapse).Outcome == Flagged:
		v.Reason.Form += "; the lapse says more"
	case after >= letdownFrom:
		v.Outcome = Flagged
	default:
		v.Outcome = Watch
	}
	return v
}

func drawAfterTheRace(s *Season, v Verdict) Chart {
	x, raced := s.lastBigRace()
	if !raced {
		return s.calendar(training.Say("No long race in ten weeks"), s.Day)
	}
	c := s.calendar(training.Say("Before and after the {} on {}", training.Distance(x.DistanceM), training.Day(x.Date)), s.Day)
	c.Subtitle.Form += " The diamond is the race."
	for i := range c.Days {
		c.Days[i].Race = c.Days[i].Day == x.Date
	}
	if v.Outcome != Clear {
		before, _ := s.runsAWeek(x.Date-buildEnds-buildDays+1, x.Date-buildEnds)
		since, _ := s.runsAWeek(x.Date+restDaysAfterRace+1, s.Day)
		c.Title = training.Say("Runs a week: {} since the race on {}, {} before it", training.Decimal(since), training.Day(x.Date), training.Decimal(before))
		c.Subtitle.Form += " Outlined weeks are those since it that count."
		c.flagWeeks(x.Date+restDaysAfterRace+1, s.Day)
	}
	return c
}
