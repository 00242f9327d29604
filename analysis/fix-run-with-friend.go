package analysis

import (
	"time"

	"secondwind/internal/training"
)

var runWithFriend = Fix{
	Name:        "run-with-friend",
	Title:       "Make a date to run with someone",
	From:        []Article{ArticleRut, ArticleSpark, ArticleLose},
	Effort:      Some,
	Suits:       training.Extrinsic,
	Personalise: personaliseRunWithFriend,
	Tried:       untold,
}

func personaliseRunWithFriend(s *Season, v Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Send one message: “A short run this week?”"),
		Check: training.Say(sayWhenDone),
		Short: training.Say("make a date to run with a friend, or with someone new"),
	}
	day, hour, missed, ok := s.dateDay(v)
	if !ok {
		plan.Text = training.Say("If someone comes to mind who runs, then ask for a date this week, at their pace.")
		return plan, Missing{What: training.Say("a weekday that you used to keep")}
	}
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(day).String()}}
	plan.Short = training.Say("make a date to run with someone on {}", training.Weekday(day))
	if missed {
		plan.Text = training.Say("If it is {} at {}, the day that slips most, then let someone wait for you: make the date today.", training.Weekday(day), hour)
	} else {
		plan.Text = training.Say("If it is {} at {}, then run with a friend, or with someone new: make the date today.", training.Weekday(day), hour)
	}
	return plan, Missing{}
}

// dateDay returns the weekday and hour for a date: the day that a verdict is
// about, else the usual one that is missed most, else the one kept best.
func (s *Season) dateDay(v Verdict) (day time.Weekday, hour training.Clock, missed, ok bool) {
	if day, hour, lost := lostDay(v); lost {
		return day, hour, true, true
	}
	worst := -1
	t := s.testHabit()
	for i, d := range t.days {
		if d.kept < d.tested && (worst < 0 || d.tested-d.kept > t.days[worst].tested-t.days[worst].kept) {
			worst = i
		}
	}
	if worst >= 0 && !s.Lapsed() {
		d := t.days[worst]
		return d.day, d.usual.Clock, true, true
	}
	h := s.habitWhileRunning()
	day, ok = h.Best()
	return day, h.Day(day).Clock, false, ok
}
