package analysis

import (
	"cmp"
	"slices"
	"time"

	"secondwind/internal/training"
)

var moveTheDay = Fix{
	Name:        "move-the-day",
	Title:       "Give the lost run another day",
	From:        []Article{Article3M},
	Effort:      Little,
	Personalise: personaliseMoveTheDay,
	Tried:       triedMoveTheDay,
}

// hardShare of the baseline weeks makes a weekday a hard one, whose neighbours
// stay free (ruts-and-fixes §2).
const hardShare = 0.5

func personaliseMoveTheDay(s *Season, v Verdict) (Plan, Missing) {
	lost, hour, ok := lostDay(v)
	if !ok {
		return Plan{}, Missing{Aside: true, What: training.Say("which day was lost")}
	}
	if v.Easing {
		return Plan{}, Missing{Aside: true, What: training.Say("a day that stays lost")}
	}
	t := s.testHabit()
	to, found := s.freeDay(t, lost)
	if !found {
		return Plan{}, Missing{Aside: true, What: training.Say("a free weekday")}
	}
	return Plan{
		Params: []training.Param{
			{Name: "weekday", Value: training.Weekday(to).String()},
			{Name: "clock", Value: hour.String()},
		},
		Text: training.Say("If it is {} at {}, then go for the run that {} used to have.",
			training.Weekday(to), hour, training.Weekday(lost)),
		Tiny:  training.Say("Ten easy minutes on {}, out of the door and back.", training.Weekday(to)),
		Check: training.Say("A run on {} by {}. The next report reads it from your files.", training.Weekday(to), s.planEnds()),
		Short: training.Say("give the lost {} run to {} at {}", training.Weekday(lost), training.Weekday(to), hour),
	}, Missing{}
}

// freeDay returns the weekday to which a lost run can move: one without a usual
// run, not next to the day of the longest run nor to a hard one. Days that took
// moved runs before come first, then the nearest to the lost day, then the earlier.
func (s *Season) freeDay(t habitTest, lost time.Weekday) (time.Weekday, bool) {
	longest, hasLongest := t.habit.Longest(lost)
	moved, inUse := s.movedTo(t, lost), s.Habit(t.tested)
	var free []int
	for i := range 7 {
		day := weekdayOf(i)
		blocked := day == lost || t.habit.Usual(day) || inUse.Usual(day) || (hasLongest && nextTo(i, mondayFirst(longest)))
		for k := range t.habit.Days {
			hard := k != mondayFirst(lost) && t.habit.Weeks > 0 && float64(t.habit.Days[k].Hard) >= hardShare*float64(t.habit.Weeks)
			blocked = blocked || (hard && nextTo(i, k))
		}
		if !blocked {
			free = append(free, i)
		}
	}
	if len(free) == 0 {
		return 0, false
	}
	lostAt := mondayFirst(lost)
	slices.SortFunc(free, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(moved[b], moved[a]),
			cmp.Compare(daysApart(a, lostAt), daysApart(b, lostAt)),
			cmp.Compare(a, b),
		)
	})
	return weekdayOf(free[0]), true
}

// movedTo counts, by weekday, the runs of the baseline that stood in for the
// lost day in weeks without it.
func (s *Season) movedTo(t habitTest, lost time.Weekday) [7]int {
	var moved [7]int
	for _, w := range t.baseline {
		onDay := slices.ContainsFunc(w.Counting, func(x *Session) bool { return x.Date.Weekday() == lost })
		if onDay || w.Break {
			continue
		}
		for _, x := range w.Counting {
			i := mondayFirst(x.Date.Weekday())
			if !t.habit.Usual(x.Date.Weekday()) && nextTo(i, mondayFirst(lost)) {
				moved[i]++
			}
		}
	}
	return moved
}

// daysApart is the distance of two weekdays round the week.
func daysApart(a, b int) int {
	d := (a - b + 7) % 7
	return min(d, 7-d)
}

func nextTo(a, b int) bool { return daysApart(a, b) == 1 }

// lostDay reads the weekday and the hour that a verdict is about.
func lostDay(v Verdict) (time.Weekday, training.Clock, bool) {
	day, ok := training.ParseWeekday(paramOf(v.Subject, "weekday"))
	hour, okHour := training.ParseClock(paramOf(v.Subject, "clock"))
	return day, hour, ok && okHour
}

func triedMoveTheDay(plan Plan, before, after *Season) training.Answer {
	day, ok := training.ParseWeekday(plan.Param("weekday"))
	if !ok {
		return training.CantTell
	}
	return after.answerFrom(before, func(x *Session) bool { return x.Date.Weekday() == day })
}
