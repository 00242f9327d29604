package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// lighterShare of the mean of the three weeks before makes a lighter week
	// (science C.9).
	lighterShare = 0.8
	lighterWeeks = 3
	// habitWeeks is the fewest weeks that show which days are kept (ours).
	habitWeeks = 4
)

// weekBars returns the last complete weeks, at most n and none from before the
// first activity, oldest first.
func (s *Season) weekBars(n int) []WeekBar { return s.weekBarsTo(s.LastWeek(), n) }

// weekBarsTo returns the weeks up to a last one, which may be running.
func (s *Season) weekBarsTo(last training.Week, n int) []WeekBar {
	weeks := s.Weeks(last, n+lighterWeeks)
	bars := make([]WeekBar, 0, n)
	for i := lighterWeeks; i < len(weeks); i++ {
		w := weeks[i]
		if w.Week.Sunday() < s.all.first && i < len(weeks)-1 {
			continue // before the first file nothing is known
		}
		var before float64
		for _, b := range weeks[i-lighterWeeks : i] {
			before += b.Moving.Seconds() / lighterWeeks
		}
		bars = append(bars, WeekBar{
			Week: w.Week, DistanceM: w.DistanceM, Moving: training.Duration(w.Moving),
			Runs: len(w.Counting), Break: w.Break,
			Lighter: len(w.Counting) > 0 && w.Moving.Seconds() <= lighterShare*before,
		})
	}
	return bars
}

// dayMarks sums sessions by day.
func dayMarks(sessions []Session) []DayMark {
	var marks []DayMark
	for i := range sessions {
		x := &sessions[i]
		if n := len(marks); n > 0 && marks[n-1].Day == x.Date {
			marks[n-1].DistanceM += x.DistanceM
		} else {
			marks = append(marks, DayMark{Day: x.Date, DistanceM: x.DistanceM})
		}
	}
	return marks
}

// glance returns the last complete week and the half-year behind it.
func (s *Season) glance() Glance {
	last := s.LastWeek()
	bars := s.weekBars(replayWeeks)
	from := last.Add(1 - replayWeeks).Monday()
	g := Glance{Week: bars[len(bars)-1], Days: dayMarks(s.Between(last.Monday(), last.Sunday()))}
	g.HalfYear = Calendar{
		To: last.Sunday(), Weeks: bars, Days: dayMarks(s.Between(from, last.Sunday())),
		Gaps: s.away(from, last.Sunday()),
	}
	g.HalfYear.Title = s.halfYearTitle()
	g.HalfYear.Subtitle = training.Say("The last {}. Above, a square a run, larger for longer. Below, the distance of each week.",
		training.Count{N: len(bars), One: "week", Many: "weeks"})
	if slices.ContainsFunc(bars, func(b WeekBar) bool { return b.Lighter }) {
		g.HalfYear.Subtitle.Form += " Outlined weeks were a fifth or more below the three before."
	}
	if len(g.HalfYear.Gaps) > 0 {
		g.HalfYear.Subtitle.Form += awayWords
	}
	if j := s.lastJump(); j.withDistance >= jumpMinWeeks {
		g.HalfYear.LimitM = j.limitM()
		g.HalfYear.Subtitle.Form += " The dashed line is where a weekly jump begins."
	}
	return g
}

// halfYearTitle says which weekdays hold the weeks together.
func (s *Season) halfYearTitle() training.Text {
	weeks := s.knownWeeks(replayWeeks)
	habit := s.Habit(weeks)
	var usual []training.Slot
	for i := range 7 {
		if day := weekdayOf(i); habit.Usual(day) {
			usual = append(usual, training.Weekdays(day))
		}
	}
	best, found := habit.Best()
	switch {
	case len(Counting(s.Sessions)) == 0:
		return training.Say("No runs yet")
	case !found:
		return training.Say("No usual day in these weeks")
	case s.Returning():
		back, _ := s.LatestReturn()
		return training.Say("Running again after {} away", training.Count{N: back.Gap.Days(), One: "day", Many: "days"})
	case len(weeks) < habitWeeks:
		return training.Say("The first weeks on record")
	case len(usual) == 0:
		return training.Say("Changing days, most often {}", training.Weekdays(best))
	case len(usual) > 3:
		return training.Say("A habit on {} days of the week", training.Number(len(usual)))
	}
	forms := [...]string{"{} hold the weeks together", "{} and {} hold the weeks together", "{}, {} and {} hold the weeks together"}
	return training.Say(forms[len(usual)-1], usual...)
}

// data returns what the page says of the data behind it.
func (s *Season) data(h training.History) Data {
	d := Data{Activities: len(h.Runs), ApproxTimes: s.all.approx, RulesVersion: RulesVersion}
	if len(h.Runs) > 0 {
		d.First, d.Last = h.Runs[0].Date(), h.Runs[len(h.Runs)-1].Date()
	}
	for i := range s.Sessions {
		d.AllRuns++
		d.Joined += len(s.Sessions[i].Recordings) - 1
	}
	for i := range h.Runs {
		d.MeasureVersion = max(d.MeasureVersion, h.Runs[i].Measures.Version)
	}
	for _, x := range Counting(s.LastDays(windowDays)) {
		d.WindowGPS += count(x.HasTrack())
		d.WindowHR += count(len(x.Main.Measures.HeartRateSeconds.Values) > 0)
		d.LowQuality += count(!x.Indoor && x.Main.Measures.Quality < training.UsableQuality)
	}
	return d
}
