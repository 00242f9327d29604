package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// fadingChance flags and fadingWatchChance watches: how likely so few runs
	// would be if the habit still held (science B.2).
	fadingChance      = 0.05
	fadingWatchChance = 0.10
	// The fall must also be one that a runner feels: to fadingSlots of the usual
	// slots, or to fadingCount of the usual count.
	fadingSlots = 0.75
	fadingCount = 0.60
	// A count is judged from fadingMinRate days with a run a week that vary by
	// fadingMostVariation at most: else chance alone makes such weeks (science B.1).
	fadingMinRate       = 2
	fadingMostVariation = 0.35
	// All of the weeks but fadingFullWeeks must be lighter than usual: a gap of ten
	// days empties two of four, and is a short break and no fade (ours).
	fadingFullWeeks = 1
	// oneDayShare of a fall on one weekday is the matter of missed-weekdays.
	oneDayShare = 0.75
)

var fadingFrequency = Rule{
	Name:    "fading-frequency",
	Title:   "Fading frequency",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "Runs a week fall against the runner's own habit.",
	Why:     "A habit seldom ends in one day. It thins out, a run at a time, and is easiest to hold while some of it is left.",
	Counts:  "Days with a run of 1.5 km or ten minutes in the last four complete weeks, against the eight before. Where weekdays are a habit their runs are counted; a run moved by a day counts, and so do all days of a week that is no lighter than usual. Breaks of your profile, and the two weeks after a race of 20 km or more, are left out.",
	Limits:  "So few runs would come by chance at most 5 times in 100 if the habit still held, and they are at most three quarters of the usual ones, or three fifths where no weekday is usual. All weeks but one are lighter than usual: a gap of ten days is a short break. It takes two weeks in a row.",
	Caveat:  "The rule knows your habit from your files alone, not your plan. Fewer runs may be what you want.",
	Formula: "Baseline: 8 complete weeks; test: the 4 after. (a) Usual weekdays: k of m slots kept before, p = (k+1)/(m+2), x of n kept now; P(Binomial(n, p) ≤ x) ≤ 0.05 and x ≤ 0.75·n·p. (b) λ ≥ 2 days a week, varying by ≤ 35 %: P(Poisson(4λ) ≤ x) ≤ 0.05 and x ≤ 0.6·4λ. Rut: (a) or (b), and at most one of the four weeks as full as usual. Watch: P ≤ 0.10, or one weekday explains ≥ 75 % of the fall and missed-weekdays is flagged.",
	Evidence: []Source{
		{"Silverman and Barasch 2023: highlighting a broken streak lowers engagement, less so when it can be repaired. So this report counts weeks, and never a broken streak.", "https://doi.org/10.1093/jcr/ucac029", Strong},
		{"Kaushal and Rhodes 2015: 111 new gym members needed about four visits a week for six weeks to form the habit.", "https://doi.org/10.1007/s10865-015-9640-7", Contested},
		{"The test and its limits are ours: of made runners without a rut, 1 in 100 was flagged by (b) in 15 checks. It needs two checks since one-week blips made 26 of 37 episodes of a real runner.", "", Ours},
	},
	Needs:    Needs{HistoryDays: habitMinDays, Runs: habitMinRuns},
	Silent:   []Silence{duringLapse, duringReturn, duringTaper},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Days with a run a week against the eight weeks before"},
	Chart:    CalendarChart,
	Fixes:    []string{"maintenance-run", "process-goals", "keep-the-key-run", "run-with-friend", "five-whys", "short-race"},
	Find:     findFadingFrequency,
	Draw:     drawFadingFrequency,
}

// fade is the comparison of the days with a run of the last weeks with those of
// the weeks before.
type fade struct {
	test habitTest
	// The slots of usual weekdays; slots is 0 where none is usual.
	slots, kept           int
	usualSlots, usualKept int
	slotChance            float64
	// The plain count, of the weeks that nothing excuses; countable is false where
	// it varies too much or is too small to judge.
	weeks, runDays int
	fullWeeks      int     // of these, no lighter than usual
	rate           float64 // days a week before
	variation      float64
	countable      bool
	countChance    float64
}

// fading compares the last complete weeks with those before.
func (s *Season) fading() fade {
	f := fade{test: s.testHabit(), slotChance: 1, countChance: 1}
	for _, d := range f.test.days {
		f.slots, f.kept = f.slots+d.tested, f.kept+d.kept
		f.usualSlots, f.usualKept = f.usualSlots+f.test.habit.Weeks, f.usualKept+d.usual.Kept
	}
	if f.slots < habitMinTested*len(f.test.days) {
		f.slots = 0
	}
	if f.slots > 0 {
		f.slotChance = binomialAtMost(f.kept, f.slots, f.slotRate())
	}
	var before []int
	for _, w := range f.test.baseline {
		if !w.Break {
			before = append(before, w.RunDays)
		}
	}
	for _, n := range before {
		f.rate += float64(n) / float64(len(before))
	}
	f.variation = variation(before)
	for _, w := range f.test.tested {
		if !w.Break && !s.restWeek(w) {
			f.weeks, f.runDays = f.weeks+1, f.runDays+w.RunDays
			f.fullWeeks += count(float64(w.RunDays) >= f.test.habit.RunDays)
		}
	}
	f.countable = f.weeks >= habitMinTested && f.rate >= fadingMinRate && f.variation <= fadingMostVariation
	if f.countable {
		f.countChance = poissonAtMost(f.runDays, f.expected())
	}
	return f
}

// restWeek reports whether most of a week lies in the two weeks after a race to
// come down from. Shorter ones are no excuse here: some race every other week.
func (s *Season) restWeek(w Week) bool {
	monday := w.Week.Monday()
	return slices.ContainsFunc(raceLike(s.Between(monday-recoveryDays+3, monday+2)), s.bigRace)
}

// slotRate is how likely a usual slot is kept.
func (f fade) slotRate() float64 { return float64(f.usualKept+1) / float64(f.usualSlots+2) }

// expected is how many days with a run the tested weeks would hold by habit.
func (f fade) expected() float64 { return f.rate * float64(f.weeks) }

// perWeek is the days with a run a week now.
func (f fade) perWeek() float64 {
	if f.weeks == 0 {
		return 0
	}
	return float64(f.runDays) / float64(f.weeks)
}

// share is now against before.
func (f fade) share() float64 {
	if f.rate == 0 {
		return 0
	}
	return f.perWeek() / f.rate
}

func (f fade) outcome() Outcome {
	bySlots := f.slotChance <= fadingChance && float64(f.kept) <= fadingSlots*float64(f.slots)*f.slotRate()
	byCount := f.countChance <= fadingChance && float64(f.runDays) <= fadingCount*f.expected()
	switch {
	case (bySlots || byCount) && f.fullWeeks <= fadingFullWeeks:
		return Flagged
	case min(f.slotChance, f.countChance) <= fadingWatchChance:
		return Watch
	default:
		return Clear
	}
}

// onOneDay reports whether one usual weekday explains most of a fall.
func (f fade) onOneDay() bool {
	fall, largest := 0.0, 0.0
	for _, d := range f.test.days {
		lost := float64(d.usual.Kept)/float64(f.test.habit.Weeks)*float64(d.tested) - float64(d.kept)
		fall, largest = fall+lost, max(largest, lost)
	}
	if f.slots == 0 || f.countChance < f.slotChance {
		fall = max(fall, f.expected()-float64(f.runDays)) // days that are no habit fell as well
	}
	return largest > 0 && largest >= oneDayShare*fall
}

func findFadingFrequency(s *Season) Verdict {
	f := s.fading()
	switch weeks := f.test.habit.Weeks; {
	case weeks < habitMinBaseline:
		return notEnough(weeks, habitMinBaseline, training.Say("needs {} outside your breaks to know the habit, has {}",
			training.Count{N: habitMinBaseline, One: "week", Many: "weeks"}, training.Number(weeks)))
	case f.weeks < habitMinTested:
		return notEnough(f.weeks, habitMinTested, training.Say("needs {} of the last four outside breaks and races, has {}",
			training.Count{N: habitMinTested, One: "week", Many: "weeks"}, training.Number(f.weeks)))
	case f.slots == 0 && f.rate < fadingMinRate:
		return notEnough(0, 0, training.Say("no weekday is a habit, and {} days with a run a week are too few to tell chance from a fall", training.Decimal(f.rate)))
	case f.slots == 0 && !f.countable:
		return notEnough(0, 0, training.Say("no weekday is a habit, and the number of runs changes too much from week to week"))
	}
	v := fadingVerdict(f)
	if v.Outcome == Flagged && f.onOneDay() && s.settle(missedWeekdays).Outcome == Flagged {
		v.Outcome = Watch
		v.Reason.Form += "; one weekday explains most of it"
	}
	return v
}

func fadingVerdict(f fade) Verdict {
	now, usual := training.Decimal(f.perWeek()), training.Decimal(f.rate)
	v := Verdict{
		Outcome: f.outcome(),
		Title:   training.Say("Your weeks hold fewer runs: {} where {} were usual", now, usual),
		Eased:   training.Say("Your weeks are filling again: {} runs, {} were usual", now, usual),
		Lede:    training.Say("That is the last four weeks against the eight before. Two short runs a week are enough to hold a habit; more can wait."),
		Reason: training.Say("days with a run a week: {}, usually {}; {} of {} usual slots kept, before {} of {}",
			now, usual, training.Numeral(f.kept), training.Numeral(f.slots), training.Numeral(f.usualKept), training.Numeral(f.usualSlots)),
		Headline: f.share(),
		Measures: []Measure{
			{Name: "frequency_share", Label: "Days with a run a week ÷ the eight weeks before", Value: training.Percent(f.share())},
			{Name: "chance", Label: "Chance of so few if the habit still held", Value: training.Percent(min(f.slotChance, f.countChance)), Limit: training.Percent(fadingChance), Below: true},
			{Name: "run_days_a_week", Label: "Days with a run a week, last four", Value: now},
		},
		Have: f.test.habit.Weeks, Need: habitMinBaseline, Counted: "weeks before",
		Estimated: f.test.approx && f.slots > 0 && f.slotChance <= f.countChance,
	}
	if f.slots == 0 {
		v.Reason = training.Say("days with a run a week: {}, usually {}; no weekday is a habit", now, usual)
	}
	for _, w := range f.test.tested {
		v.Runs = append(v.Runs, runsOf(w.Counting)...)
	}
	return v
}

func drawFadingFrequency(s *Season, v Verdict) Chart {
	f := s.fading()
	now, usual := training.Decimal(f.perWeek()), training.Decimal(f.rate)
	if v.Outcome == Clear {
		return s.calendar(training.Say("Days with a run a week: {}, usually {}", now, usual), s.Day)
	}
	last := f.test.tested
	c := s.calendar(training.Say("Days with a run a week: {} in the last four, usually {}", now, usual), s.Day)
	c.Subtitle.Form += " Outlined are the last four weeks."
	c.flagWeeks(last[0].Week.Monday(), last[len(last)-1].Week.Sunday())
	return c
}
