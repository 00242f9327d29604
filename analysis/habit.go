package analysis

import (
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

// habitualShare is the share of weeks from which a weekday is a habit: 6 of 8
// has a Wilson 80 % lower bound of 0.524, above a coin's; 5 of 8 has 0.403
// (science B.1).
const habitualShare = 0.75

// habitMinRuns in habitMinDays of history make a habit visible (H12, science 0.7).
const (
	habitMinDays = 84
	habitMinRuns = 16
)

// usualWeeks is how many complete weeks show what is usual now.
const usualWeeks = 8

// Habit is what a runner's weeks had in common.
type Habit struct {
	Weeks   int     // weeks looked at, those with a break of the profile left out
	RunDays float64 // median run-days a week
	Days    [7]HabitDay
}

// HabitDay is one weekday of a habit.
type HabitDay struct {
	Kept    int            // weeks with a counting session on the day
	Clock   training.Clock // the usual start; 0 without a session
	LongM   float64        // median distance of its sessions
	Clocks  []training.Clock
	Hard    int // weeks in which a session of the day was hard
	lengths []float64
}

// Habit works out what the given weeks have in common.
func (s *Season) Habit(weeks []Week) Habit {
	var h Habit
	var runDays []int
	for _, w := range weeks {
		if w.Break {
			continue
		}
		h.Weeks++
		runDays = append(runDays, w.RunDays)
		var kept, hard [7]bool
		for _, x := range w.Counting {
			if x.DayUncertain() {
				continue
			}
			i := mondayFirst(x.Date.Weekday())
			kept[i] = true
			hard[i] = hard[i] || x.Hard()
			h.Days[i].Clocks = append(h.Days[i].Clocks, x.Clock())
			h.Days[i].lengths = append(h.Days[i].lengths, x.DistanceM)
		}
		for i := range h.Days {
			h.Days[i].Kept += count(kept[i])
			h.Days[i].Hard += count(hard[i])
		}
	}
	h.RunDays = median(runDays)
	for i := range h.Days {
		d := &h.Days[i]
		d.Clock = usualClock(d.Clocks)
		d.LongM = median(d.lengths)
	}
	return h
}

// Usual reports whether a weekday is a habit.
func (h Habit) Usual(day time.Weekday) bool {
	return h.Weeks > 0 && float64(h.Days[mondayFirst(day)].Kept) >= habitualShare*float64(h.Weeks)
}

// Day returns a weekday of the habit.
func (h Habit) Day(day time.Weekday) HabitDay { return h.Days[mondayFirst(day)] }

// Best returns the weekday that is kept best of all but some, the later one of
// equals, and whether any has a run at all.
func (h Habit) Best(but ...time.Weekday) (time.Weekday, bool) {
	best, found := 0, false
	for i := range h.Days {
		if h.Days[i].Kept > 0 && !slices.Contains(but, weekdayOf(i)) && (!found || h.Days[i].Kept >= h.Days[best].Kept) {
			best, found = i, true
		}
	}
	return weekdayOf(best), found
}

// Weakest returns the habitual weekday that is kept least, the earlier one of equals.
func (h Habit) Weakest() (time.Weekday, bool) {
	weakest, found := 0, false
	for i := range h.Days {
		if h.Usual(weekdayOf(i)) && (!found || h.Days[i].Kept < h.Days[weakest].Kept) {
			weakest, found = i, true
		}
	}
	return weekdayOf(weakest), found
}

// Longest returns the habitual weekday with the longest usual run of all but some.
func (h Habit) Longest(but ...time.Weekday) (time.Weekday, bool) {
	best, found := 0, false
	for i := range h.Days {
		day := weekdayOf(i)
		if h.Usual(day) && !slices.Contains(but, day) && (!found || h.Days[i].LongM > h.Days[best].LongM) {
			best, found = i, true
		}
	}
	return weekdayOf(best), found
}

// UsualHabit is the habit of the last complete weeks.
func (s *Season) UsualHabit() Habit { return s.Habit(s.Weeks(s.LastWeek(), usualWeeks)) }

// minimum returns the least number of kept weeks that makes a habit.
func (h Habit) minimum() int { return int(math.Ceil(habitualShare * float64(h.Weeks))) }

// mondayFirst numbers a weekday from 0, Monday, to 6, Sunday.
func mondayFirst(d time.Weekday) int { return (int(d) + 6) % 7 }

// weekdayOf is the inverse of mondayFirst.
func weekdayOf(i int) time.Weekday { return time.Weekday((i + 1) % 7) }

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
