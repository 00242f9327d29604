package analysis

import (
	"cmp"
	"slices"
	"time"

	"secondwind/internal/training"
)

var joinClub = Fix{
	Name:        "join-club",
	Title:       "Go along to a club's group run",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Much,
	Suits:       training.Extrinsic,
	Personalise: personaliseJoinClub,
	Tried:       untold,
}

func personaliseJoinClub(s *Season, v Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Look up one club near you, and the hour at which its open run begins."),
		Check: training.Say(sayWhenDone),
	}
	e := s.freeEvening(v)
	switch {
	case !e.known:
		plan.Text = training.Say("If a club near you has an open run this week, then go along once.")
		plan.Short = training.Say("go along to the open run of a club near you")
		return plan, Missing{What: training.Say("which of your evenings are free")}
	case !e.free:
		return Plan{}, Missing{Aside: true, What: training.Say("a free weekday evening")}
	}
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(e.day).String()}}
	plan.Text = e.sayOn("go along to the open run of a club near you.")
	plan.Short = training.Say("go along to the open run of a club on a {} evening", training.Weekday(e.day))
	return plan, Missing{}
}

// evening is the evening of a weekday on which the runner has time.
type evening struct {
	day   time.Weekday
	runs  int  // of the weeks looked at, those with a run on the day
	weeks int  // looked at
	known bool // the weeks show any run at all
	free  bool // there is such an evening
}

// freeEvening returns the evening from Monday to Friday that has had the fewest runs,
// then the one farthest from the longest run, then the earlier. As in move-the-day, a
// usual day is not free, nor the day that a verdict is about, nor one beside the
// longest run or a hard day.
func (s *Season) freeEvening(v Verdict) evening {
	h := s.UsualHabit()
	if _, known := h.Best(); !known {
		return evening{}
	}
	lost, _, isLost := lostDay(v)
	longest, hasLongest := h.Longest()
	var free []int
	for i := range mondayFirst(time.Saturday) {
		day := weekdayOf(i)
		if !h.Usual(day) && !(isLost && day == lost) && !(hasLongest && nextTo(i, mondayFirst(longest))) && !h.besideHard(i) {
			free = append(free, i)
		}
	}
	if len(free) == 0 {
		return evening{known: true}
	}
	best := slices.MinFunc(free, func(a, b int) int {
		apart := 0
		if hasLongest {
			apart = cmp.Compare(daysApart(b, mondayFirst(longest)), daysApart(a, mondayFirst(longest)))
		}
		return cmp.Or(cmp.Compare(h.Days[a].Kept, h.Days[b].Kept), apart)
	})
	return evening{day: weekdayOf(best), runs: h.Days[best].Kept, weeks: h.Weeks, known: true, free: true}
}

// besideHard reports whether a weekday, 0 for Monday, is next to one whose runs are
// hard in hardShare of the weeks.
func (h Habit) besideHard(day int) bool {
	for i := range h.Days {
		if nextTo(day, i) && h.Weeks > 0 && float64(h.Days[i].Hard) >= hardShare*float64(h.Weeks) {
			return true
		}
	}
	return false
}

// sayOn returns the text of a plan for the evening, and how free it is.
func (e evening) sayOn(act string, slots ...training.Slot) training.Text {
	slots = append([]training.Slot{training.Weekday(e.day)}, slots...)
	slots = append(slots, training.Number(e.runs), training.Number(e.weeks), training.Weekday(e.day))
	return training.Say("If it is {} evening, then "+act+" {} of the last {} full weeks had a run on a {}.", slots...)
}
