package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

// A cycle is a gap, a big run to make up for it, and another gap (science B.4).
const (
	// bustDays, and bustGaps times the usual gap, make a gap of a cycle.
	bustDays = 7
	bustGaps = 2
	// boomWithin days of the first run back the boom lies, and bustWithin days after
	// it the next gap begins.
	boomWithin = 4
	bustWithin = 4
	// A boom is a run of boomTenths of the median of the boomRuns before the gap,
	// and longer than boomLongestTenths of the longest of the days before it; or
	// boomDays days that hold as much as a usual week, on boomRunDays of them or more.
	boomTenths        = 13
	boomLongestTenths = 11
	boomRuns          = 8
	boomDays          = 3
	boomRunDays       = 2
	// boomMostM: so long a run was meant, as races are. Taper, ultra and rest look
	// like a cycle.
	boomMostM = 40_000
	// cycleRunDays in the cycleDays before: to a sparse runner such gaps are
	// rhythm; without this a quarter of all weeks of one real runner was flagged.
	cycleRunDays = 12
	cycleDays    = 56
	// The rule counts cycles in two windows. Ours: one may be chance, two are a way.
	cyclesDays     = 84
	cyclesFlag     = 2
	cyclesLongDays = 180
	cyclesLongFlag = 3
)

var boomAndBust = Rule{
	Name:    "boom-and-bust",
	Title:   "Boom and bust",
	Kind:    Rut,
	Load:    true,
	Max:     Flagged,
	Summary: "A gap, a big run to make up for it, and another gap, again and again.",
	Why:     "A big run after days off feels like catching up. It often asks for the next days off, and so the weeks go by in jumps. Short runs in the gaps hold more than one long one after them.",
	Counts:  "A gap is seven days or more, and twice your usual one. Within four days of it comes a run well beyond the ones before, or three days that hold a whole week. Within four more days the next gap begins. Races, runs of 40 km or more and breaks of your profile are left out.",
	Limits:  "They are ours, tried on the logs of six runners. A gap counts after weeks with a run on every fifth day or more often; without that the plain rhythm of a sparse runner looks the same.",
	Caveat:  "No study of runs that make up for missed ones was found. The files show the gap and not its reason: a week of work and a week in bed look alike.",
	Formula: "Gap ≥ max(7 days, 2 × median of the last 20), after ≥ 12 run-days in 56. Boom within 4 days of the return: a run ≥ 1.3 × the median of the 8 before the gap and > 1.1 × the longest of 30 days, or 3 days with ≥ 2 run-days ≥ a usual week. Next gap as long, from ≤ 4 days after. Rut: ≥ 2 in 84 days or ≥ 3 in 180. Watch: 1 in 84.",
	Evidence: []Source{
		{"Frandsen and others 2025: 5 205 runners. A run beyond 1.10 times the longest of 30 days went with more injuries; after a gap that longest run is short, so a big one stands out more.", "https://doi.org/10.1136/bjsports-2024-109380", Strong},
		{"Spiering and others 2021, a review: two sessions a week, or a third of the usual volume, held endurance for up to 15 weeks where they stayed brisk.", "https://doi.org/10.1519/JSC.0000000000003964", Strong},
		{"“How To Build The Motivation To Run”, Endurance State, tells the same story of missed runs made up with a big one.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: habitMinDays, Runs: habitMinRuns},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Rounds of gap, big run and gap in twelve weeks", LowerBetter: true},
	Chart:    CalendarChart,
	Fixes:    []string{"maintenance-run", "process-goals", "flexible-week", "easy-week"},
	Find:     findBoomAndBust,
	Draw:     drawBoomAndBust,
}

// cycle is a gap, a boom and the next gap.
type cycle struct {
	before, after Gap
	boom          []*Session // one big run, or those of the big days; oldest first
}

// day dates a cycle by its boom.
func (c cycle) day() training.Date { return c.boom[len(c.boom)-1].Date }

func (c cycle) boomM() float64 {
	sum := 0.0
	for _, x := range c.boom {
		sum += x.DistanceM
	}
	return sum
}

// cycles returns the cycles whose boom lies in the last days, oldest first.
func (s *Season) cycles(days int) []cycle {
	var found []cycle
	gaps := s.Gaps()
	for i, g := range gaps {
		if g.Open || g.Next+boomWithin <= s.Day-training.Date(days) {
			continue
		}
		least := max(bustDays, bustGaps*usualGap(gaps[:i]))
		if !s.isBust(g, least) || s.runDaysTo(g.Last) < cycleRunDays {
			continue
		}
		for _, next := range gaps[i+1:] {
			if next.Last > g.Next+boomWithin+bustWithin {
				break
			}
			if !s.isBust(next, least) {
				continue
			}
			if boom := s.boomBetween(g, next.Last); len(boom) > 0 {
				found = append(found, cycle{before: g, after: next, boom: boom})
			}
			break
		}
	}
	return slices.DeleteFunc(found, func(c cycle) bool { return c.day() <= s.Day-training.Date(days) })
}

// isBust reports whether a gap is long enough, and no break of the profile
// explains it.
func (s *Season) isBust(g Gap, least float64) bool {
	return float64(g.Days()) >= least && s.breakDays(g.Last+1, g.Next-1) == 0
}

// breakDays counts the days of breaks of the profile between two days.
func (s *Season) breakDays(from, to training.Date) int {
	n := 0
	for d := from; d <= to; d++ {
		n += count(s.OnBreak(d))
	}
	return n
}

// runDaysTo counts the days with a run in the weeks up to a day.
func (s *Season) runDaysTo(day training.Date) int {
	return runDays(Counting(s.Between(day-cycleDays+1, day)))
}

// boomBetween returns the boom after a gap and up to the last run before the
// next one; none where nothing was big.
func (s *Season) boomBetween(g Gap, last training.Date) []*Session {
	from, to := max(g.Next, last-bustWithin), min(g.Next+boomWithin, last)
	var runs []*Session
	for _, x := range pointers(s.Between(from, to)) {
		if s.bigRun(g, x) {
			runs = append(runs, x)
		}
	}
	if len(runs) > 0 {
		return []*Session{slices.MaxFunc(runs, func(a, b *Session) int { return cmp.Compare(a.DistanceM, b.DistanceM) })}
	}
	weekM := s.AsOf(g.Last).usualWeekM()
	for d := from; d <= to; d++ {
		if days := pointers(s.Between(max(g.Next, d-boomDays+1), d)); bigDays(days, weekM) {
			return days
		}
	}
	return nil
}

// meantLong reports whether a session is so long or so race-like that it was
// meant.
func meantLong(x *Session) bool { return x.excusesSpike() || x.DistanceM >= boomMostM }

// bigRun reports whether a session goes well beyond those before a gap.
func (s *Season) bigRun(g Gap, x *Session) bool {
	earlier := Counting(s.Between(s.all.first, g.Last))
	var lengths []float64
	for _, e := range earlier[max(0, len(earlier)-boomRuns):] {
		lengths = append(lengths, e.DistanceM)
	}
	longestM, runs := s.LongestBefore(x, longestDays)
	if runs == 0 {
		longestM = s.longestBeforeBreak(g)
	}
	d, usual := metres(x.DistanceM), metres(median(lengths))
	return !meantLong(x) && d >= spikeFloorM && usual > 0 && d*10 >= usual*boomTenths && d*10 > metres(longestM)*boomLongestTenths
}

// bigDays reports whether a few days hold as much as a usual week.
func bigDays(sessions []*Session, weekM float64) bool {
	sum := 0.0
	for _, x := range sessions {
		sum += x.DistanceM
	}
	return weekM > 0 && sum >= weekM && runDays(sessions) >= boomRunDays && !slices.ContainsFunc(sessions, meantLong)
}

// usualWeekM returns the median distance of the last complete weeks with a run.
func (s *Season) usualWeekM() float64 {
	var weeks []float64
	for _, w := range s.Weeks(s.LastWeek(), usualWeeks) {
		if w.DistanceM > 0 && !w.Break {
			weeks = append(weeks, w.DistanceM)
		}
	}
	return median(weeks)
}

func findBoomAndBust(s *Season) Verdict {
	all := s.cycles(cyclesLongDays)
	recent := slices.Clone(all)
	recent = slices.DeleteFunc(recent, func(c cycle) bool { return c.day() <= s.Day-cyclesDays })
	if most := s.mostRunDays(); most < cycleRunDays && len(recent) == 0 {
		return notEnough(most, cycleRunDays, training.Say("needs {} with a run in {} before a gap, has {}",
			training.Count{N: cycleRunDays, One: "day", Many: "days"}, training.Number(cycleDays), training.Number(most)))
	}
	rounds := training.Count{N: len(recent), One: "round", Many: "rounds"}
	v := Verdict{
		Outcome:  Clear,
		Title:    training.Say("{} of gap, big run and gap in twelve weeks", rounds),
		Reason:   training.Say("{} of gap, big run and gap in {} days, {} in {}; a rut from {} or {}", rounds, training.Numeral(cyclesDays), training.Numeral(len(all)), training.Numeral(cyclesLongDays), training.Numeral(cyclesFlag), training.Numeral(cyclesLongFlag)),
		Headline: float64(len(recent)),
		Measures: []Measure{
			{Name: "cycles", Label: "Rounds of gap, big run and gap in 84 days", Value: training.Number(len(recent)), Limit: training.Number(cyclesFlag)},
			{Name: "cycles_half_year", Label: "The same in 180 days", Value: training.Number(len(all)), Limit: training.Number(cyclesLongFlag)},
		},
		Have: len(Counting(s.Sessions)), Need: habitMinRuns, Counted: "runs",
	}
	switch {
	case len(recent) >= cyclesFlag:
		v.Outcome = Flagged
	case len(all) >= cyclesLongFlag:
		v.Outcome = Flagged
		v.Title = training.Say("{} of gap, big run and gap in half a year", training.Count{N: len(all), One: "round", Many: "rounds"})
	case len(recent) > 0:
		v.Outcome = Watch
		v.Title = training.Say("A big run between two gaps, on {}", training.Day(recent[0].day()))
	}
	if len(all) > 0 {
		v.Lede = lastRound(all[len(all)-1])
		for _, c := range all {
			v.Runs = append(v.Runs, runsOf(c.boom)...)
		}
	}
	return v
}

// lastRound tells the newest cycle as it went.
func lastRound(c cycle) training.Text {
	off := func(g Gap) training.Count { return training.Count{N: g.Days() - 1, One: "day", Many: "days"} }
	then := "then {} off"
	if c.after.Open {
		then = "then {} off so far"
	}
	return training.Say("The last time it was {} off, {} up to {}, "+then+". A missed run needs no making up.",
		off(c.before), training.Distance(c.boomM()), training.Day(c.day()), off(c.after))
}

// mostRunDays returns the most days with a run that the weeks before any day of
// the window hold.
func (s *Season) mostRunDays() int {
	most := 0
	for _, x := range Counting(s.LastDays(cyclesDays)) {
		most = max(most, s.runDaysTo(x.Date))
	}
	return most
}

func drawBoomAndBust(s *Season, v Verdict) Chart {
	all := s.cycles(cyclesLongDays)
	title := training.Say("No big run between two gaps in half a year")
	if len(all) > 0 {
		title = training.Say("{} of gap, big run and gap in half a year", training.Count{N: len(all), One: "round", Many: "rounds"})
	}
	var gaps []Away
	for _, r := range all {
		gaps = append(gaps, daysOff(r.before), daysOff(r.after))
	}
	c := s.calendar(title, s.Day, gaps...)
	for _, r := range all {
		c.flagWeeks(r.day(), r.day())
		c.flagDays(r.boom)
	}
	if len(all) > 0 {
		c.Subtitle.Form += " Outlined are the big runs between them, and their weeks."
	}
	return c
}
