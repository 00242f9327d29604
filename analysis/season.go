package analysis

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"secondwind/internal/training"
)

// Season is a history as it stood at the end of one day, with what several
// rules need worked out once.
type Season struct {
	Day     training.Date
	Profile training.Profile
	// Sessions are the running sessions up to Day, oldest first.
	Sessions []Session
	// Others are the activities of other sports up to Day, oldest first.
	Others []*training.Run

	all *timeline
	// read is the day on which the report is read; plans lie after it.
	read training.Date
	// advice is what was advised and said until read.
	advice advice
	// open is true while the day is still running: a Sunday then leaves its week
	// incomplete.
	open bool
	// ended is true where the files may end before the running does: nothing shows
	// that the export is current, and no day was asked for (science 0.1).
	ended bool
}

// timeline is the whole history, from which a Season of any day is cut: all
// that it holds of a session is worked out from that session and earlier ones.
type timeline struct {
	sessions []Session
	others   []*training.Run
	first    training.Date // of any activity
	places   []place
	routes   []route
	approx   int // activities whose local time is approximate
	// raw remembers what rules found; of one profile, which a timeline is made for.
	raw map[moment]Verdict
}

// newTimeline works out what all days of a history, its local times settled,
// share.
func newTimeline(h training.History, p training.Profile) *timeline {
	t := &timeline{raw: make(map[moment]Verdict)}
	var running []*training.Run
	for i := range h.Runs {
		r := &h.Runs[i]
		if r.IsRun() {
			running = append(running, r)
		} else {
			t.others = append(t.others, r)
		}
		if d := r.Date(); i == 0 || d < t.first {
			t.first = d
		}
		t.approx += count(r.Local.Source.Approximate())
	}
	t.sessions = joinSessions(running)
	// A traveller who crosses the date line lives a day twice: order by the day
	// that the runner's clock showed.
	slices.SortStableFunc(t.sessions, func(a, b Session) int { return cmp.Compare(a.Date, b.Date) })
	slices.SortStableFunc(t.others, func(a, b *training.Run) int { return cmp.Compare(a.Date(), b.Date()) })
	t.findGround()
	t.findRaces(p)
	return t
}

// asOf cuts the season of a day out of the timeline.
func (t *timeline) asOf(day training.Date, p training.Profile) *Season {
	sessions := sort.Search(len(t.sessions), func(i int) bool { return t.sessions[i].Date > day })
	others := sort.Search(len(t.others), func(i int) bool { return t.others[i].Date() > day })
	return &Season{Day: day, read: day, Profile: p, Sessions: t.sessions[:sessions], Others: t.others[:others], all: t}
}

// AsOf returns the season as it stood at the end of another day.
func (s *Season) AsOf(day training.Date) *Season { return s.all.asOf(day, s.Profile) }

// weeksAgo returns the season as it stood whole weeks earlier, at the same time
// of the week.
func (s *Season) weeksAgo(n int) *Season {
	earlier := s.AsOf(s.Day - training.Date(7*n))
	earlier.open = s.open
	earlier.read = s.read - training.Date(7*n)
	return earlier
}

// HistoryDays returns the days from the first activity of any sport to Day.
func (s *Season) HistoryDays() int {
	if len(s.Sessions) == 0 && len(s.Others) == 0 {
		return 0
	}
	return int(s.Day - s.all.first)
}

// LastDays returns the sessions of the last n days, Day counted.
func (s *Season) LastDays(n int) []Session { return s.Between(s.Day-training.Date(n)+1, s.Day) }

// Between returns the sessions of the days from and to and those between.
func (s *Season) Between(from, to training.Date) []Session {
	i := sort.Search(len(s.Sessions), func(i int) bool { return s.Sessions[i].Date >= from })
	j := sort.Search(len(s.Sessions), func(i int) bool { return s.Sessions[i].Date > to })
	return s.Sessions[i:max(i, j)]
}

// Counting returns those of the sessions that count for frequency and habit.
func Counting(sessions []Session) []*Session {
	var out []*Session
	for i := range sessions {
		if sessions[i].Counts() {
			out = append(out, &sessions[i])
		}
	}
	return out
}

// OnBreak reports whether a day lies in a break of the profile.
func (s *Season) OnBreak(d training.Date) bool {
	return slices.ContainsFunc(s.Profile.Breaks, func(b training.Break) bool { return b.From <= d && d <= b.To })
}

// LastWeek returns the last complete week at Day. A Sunday completes its week
// unless it is still running.
func (s *Season) LastWeek() training.Week {
	w := s.Day.Week()
	if s.Day < w.Sunday() || s.open {
		w = w.Add(-1)
	}
	return w
}

// knownWeeks returns the last complete weeks, at most n and none that ended before
// the first activity, oldest first.
func (s *Season) knownWeeks(n int) []Week {
	last := s.LastWeek()
	return s.Weeks(last, max(0, min(n, int(last-s.all.first.Week())/7+1)))
}

// silentDays returns the days since the last counting session, as of the day of
// reading; 0 without one.
func (s *Season) silentDays() int {
	if len(Counting(s.Sessions)) == 0 {
		return 0
	}
	return int(s.read - s.lastRunDay())
}

// lastRunDay returns the day of the newest counting session. There is one.
func (s *Season) lastRunDay() training.Date {
	counting := Counting(s.Sessions)
	return counting[len(counting)-1].Date
}

// Week is one ISO week of a season.
type Week struct {
	Week      training.Week
	Sessions  []Session
	Counting  []*Session
	DistanceM float64
	Moving    time.Duration
	RunDays   int  // days with a counting session
	Break     bool // a break of the profile touches it; it counts nowhere
}

// Weeks returns the n complete weeks that end with last, oldest first.
func (s *Season) Weeks(last training.Week, n int) []Week {
	weeks := make([]Week, n)
	for i := range weeks {
		weeks[i] = s.week(last.Add(i - n + 1))
	}
	return weeks
}

func (s *Season) week(w training.Week) Week {
	out := Week{Week: w, Sessions: s.Between(w.Monday(), w.Sunday())}
	out.Counting = Counting(out.Sessions)
	out.RunDays = runDays(out.Counting)
	for i := range out.Sessions {
		out.DistanceM += out.Sessions[i].DistanceM
		out.Moving += out.Sessions[i].Moving
	}
	for d := w.Monday(); d <= w.Sunday(); d++ {
		out.Break = out.Break || s.OnBreak(d)
	}
	return out
}

// runDays returns on how many days sessions, oldest first, lie.
func runDays(sessions []*Session) int {
	days, last := 0, training.Date(-1)
	for _, x := range sessions {
		if x.Date != last {
			days, last = days+1, x.Date
		}
	}
	return days
}

// LongestBefore returns the longest session of the n days before a session's
// day and of the same day before it, and how many sessions there were.
func (s *Season) LongestBefore(x *Session, n int) (longestM float64, sessions int) {
	before := s.Between(x.Date-training.Date(n), x.Date)
	for i := range before {
		if before[i].ID == x.ID {
			break
		}
		sessions++
		longestM = max(longestM, before[i].DistanceM)
	}
	return longestM, sessions
}

// Gap is a stretch of days without a counting session.
type Gap struct {
	Last, Next training.Date // the run-days on either side; Next is Day + 1 while the gap is open
	Open       bool
}

// Days returns the length as the difference of the run-days: 1 for neighbours.
func (g Gap) Days() int { return int(g.Next - g.Last) }

// Gaps returns the differences between consecutive run-days, oldest first, the
// open one at Day last when Day is no run-day.
func (s *Season) Gaps() []Gap {
	var gaps []Gap
	counting := Counting(s.Sessions)
	for i := 1; i < len(counting); i++ {
		if counting[i].Date != counting[i-1].Date {
			gaps = append(gaps, Gap{Last: counting[i-1].Date, Next: counting[i].Date})
		}
	}
	if n := len(counting); n > 0 && counting[n-1].Date < s.Day {
		gaps = append(gaps, Gap{Last: counting[n-1].Date, Next: s.Day + 1, Open: true})
	}
	return gaps
}

// usualGap returns the median length of the last gaps that are over; 0 for none.
func usualGap(gaps []Gap) float64 {
	days := make([]int, 0, usualGaps)
	for _, g := range slices.Backward(gaps) {
		if len(days) == usualGaps {
			break
		}
		if !g.Open {
			days = append(days, g.Days())
		}
	}
	return median(days)
}

// runsOf returns the ids of sessions.
func runsOf(sessions []*Session) []string {
	ids := make([]string, len(sessions))
	for i, x := range sessions {
		ids[i] = x.ID
	}
	return ids
}

// longestOf returns the greatest distance of sessions; 0 for none.
func longestOf(sessions []Session) float64 {
	longestM := 0.0
	for i := range sessions {
		longestM = max(longestM, sessions[i].DistanceM)
	}
	return longestM
}
