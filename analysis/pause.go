package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// longBreakDays is the gap from which running has been broken off: maximal
	// oxygen uptake falls measurably from 12 to 21 days (science B.3, B.5, C.1).
	longBreakDays = 14
	// A return lasts this long or this many runs, whichever ends first (table R).
	returnDays = 30
	returnRuns = 6
	// returnGaps times the usual gap is what a break must reach as well: to a runner
	// of every ninth day two weeks are rhythm (ours, the bound of science B.4).
	returnGaps = 2
	// usualGaps is how many gaps show what is usual (science B.3).
	usualGaps = 20
)

// Return is the time after a long gap, in which rules that compare with the
// weeks before have nothing fair to compare with.
type Return struct {
	Gap   Gap
	First training.Date // the first run back
	Runs  int           // counting sessions since, the first one included
	Until training.Date // last day of the return by the calendar
}

// LatestReturn returns the newest gap of at least longBreakDays, and well past the
// usual one, that is over. A break of the profile that long is one, whatever was
// jogged in it.
func (s *Season) LatestReturn() (Return, bool) {
	var latest Gap
	gaps := s.Gaps()
	for i, g := range slices.Backward(gaps) {
		if !g.Open && g.Days() >= longBreakDays && float64(g.Days()) >= returnGaps*usualGap(gaps[:i]) {
			latest = g
			break
		}
	}
	for _, g := range s.breakGaps() {
		if g.Next > latest.Next {
			latest = g
		}
	}
	if latest.Days() == 0 {
		return Return{}, false
	}
	return Return{
		Gap:   latest,
		First: latest.Next,
		Runs:  len(Counting(s.Between(latest.Next, s.Day))),
		Until: latest.Next + training.Date(min(returnDays, latest.Days())) - 1,
	}, true
}

// breakGaps returns the breaks of the profile that a run has ended.
func (s *Season) breakGaps() []Gap {
	var gaps []Gap
	for _, b := range s.Profile.Breaks {
		if after := Counting(s.Between(b.To+1, s.Day)); len(after) > 0 && b.To-b.From+1 >= longBreakDays {
			gaps = append(gaps, Gap{Last: b.From - 1, Next: after[0].Date})
		}
	}
	return gaps
}

// Returning reports whether the season's day lies in a return.
func (s *Season) Returning() bool {
	r, ok := s.LatestReturn()
	return ok && s.Day <= r.Until && r.Runs <= returnRuns && !s.Lapsed()
}

// Lapsed reports whether the newest run lies at least longBreakDays back.
func (s *Season) Lapsed() bool {
	counting := Counting(s.Sessions)
	return len(counting) > 0 && int(s.Day-counting[len(counting)-1].Date) >= longBreakDays
}

const (
	// taperDays before a planned race, and recoveryDays after a long one, light
	// and heavy weeks are meant (ruts-and-fixes §3.7).
	taperDays    = 21
	recoveryDays = 14
)

// Silence is a time in which a rule is not judged, and why.
type Silence struct {
	Reason training.Text
	Holds  func(*Season) bool
}

// The times in which rules stay silent.
var (
	duringLapse  = Silence{training.Say("not judged while there has been no run for two weeks"), (*Season).Lapsed}
	sinceLastRun = Silence{training.Say("not judged while there has been no run for two weeks, in your files at least"), (*Season).silent}
	duringReturn = Silence{training.Say("not judged during a return after a break"), (*Season).Returning}
	duringTaper  = Silence{training.Say("not judged in the three weeks before a planned race"), (*Season).tapering}
	afterRace    = Silence{training.Say("not judged in the two weeks after a long race"), (*Season).recovering}
	duringBreak  = Silence{training.Say("not judged during a break of your profile"), (*Season).onBreakNow}
)

// silent reports whether the newest run is two weeks old by the day of reading.
func (s *Season) silent() bool { return s.silentDays() >= longBreakDays }

// onBreakNow reports whether the day of reading lies in a break of the profile.
func (s *Season) onBreakNow() bool { return s.OnBreak(s.read) }

// tapering reports whether a planned race is near.
func (s *Season) tapering() bool {
	goal, ok := s.Profile.Goal.Get()
	return ok && s.Day <= goal.Date && goal.Date-s.Day <= taperDays
}
