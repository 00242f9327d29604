package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

// awayWords say how to read the days away.
const awayWords = " Dashes are days away, and the bracket counts them."

// calendar draws the half-year up to a day, the running week with it where there is
// something to see of it. The gaps are those that a finding is about; breaks of the
// profile and long gaps are added.
func (s *Season) calendar(title training.Text, to training.Date, gaps ...Away) Calendar {
	last := to.Week()
	if len(s.Between(last.Monday(), to)) == 0 && len(s.away(last.Monday(), to, gaps...)) == 0 {
		last = s.LastWeek()
	}
	from := last.Add(1 - replayWeeks).Monday()
	c := Calendar{To: to, Weeks: s.weekBarsTo(last, replayWeeks), Days: dayMarks(s.Between(from, to)), Gaps: s.away(from, to, gaps...)}
	for i := range c.Weeks {
		c.Weeks[i].Lighter = false // an outline means a marked week here
	}
	c.Title = title
	c.Subtitle = training.Say("The last {}, to {}. Above, a square a run, larger for longer. Below, the distance of each week.",
		training.Count{N: len(c.Weeks), One: "week", Many: "weeks"}, training.Day(to))
	if len(c.Gaps) > 0 {
		c.Subtitle.Form += awayWords
	}
	return c
}

// away returns the stretches without running between two days, oldest first: those
// given, the breaks of the profile, and gaps long enough to be a break. Of two that
// overlap the one that comes first in this order is left.
func (s *Season) away(from, to training.Date, gaps ...Away) []Away {
	for _, b := range s.Profile.Breaks {
		gaps = append(gaps, Away{From: b.From, To: b.To, Days: int(b.To-b.From) + 1, Planned: true})
	}
	all := s.Gaps()
	for i, g := range all {
		if g.Days() >= longBreakDays && float64(g.Days()) >= returnGaps*usualGap(all[:i]) {
			gaps = append(gaps, daysOff(g))
		}
	}
	var apart []Away
	for _, g := range gaps {
		overlaps := func(o Away) bool { return g.From <= o.To && o.From <= g.To }
		if g.From <= to && g.To >= from && !slices.ContainsFunc(apart, overlaps) {
			apart = append(apart, g)
		}
	}
	slices.SortFunc(apart, func(a, b Away) int { return cmp.Compare(a.From, b.From) })
	return apart
}

// daysOff is a gap by its days without a run.
func daysOff(g Gap) Away {
	return Away{From: g.Last + 1, To: g.Next - 1, Days: g.Days() - 1}
}

// flagWeeks marks the weeks of the days from and to.
func (c *Calendar) flagWeeks(from, to training.Date) {
	for i := range c.Weeks {
		w := &c.Weeks[i]
		w.Flagged = w.Flagged || w.Week.Monday() <= to && from <= w.Week.Sunday()
	}
}

// flagDays marks the days of some sessions.
func (c *Calendar) flagDays(sessions []*Session) {
	for _, x := range sessions {
		for i := range c.Days {
			c.Days[i].Flagged = c.Days[i].Flagged || c.Days[i].Day == x.Date
		}
	}
}
