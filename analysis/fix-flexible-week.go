package analysis

import "secondwind/internal/training"

var flexibleWeek = Fix{
	Name:        "flexible-week",
	Title:       "Swap, shorten or move a run before you drop it",
	From:        []Article{ArticleWhy, Article3M},
	Effort:      Little,
	Personalise: personaliseFlexibleWeek,
	Tried:       triedFlexibleWeek,
}

func personaliseFlexibleWeek(s *Season, v Verdict) (Plan, Missing) {
	h := s.UsualHabit()
	lost, _, found := lostDay(v)
	if !found {
		lost, found = h.Weakest()
	}
	best, ok := h.Best(lost)
	if !ok || !found {
		return Plan{}, Missing{Aside: true, What: training.Say("a weekday that is kept")}
	}
	kept := h.Day(best)
	return Plan{
		Params: []training.Param{
			{Name: "lost", Value: training.Weekday(lost).String()},
			{Name: "weekday", Value: training.Weekday(best).String()},
		},
		Text: training.Say("If {} falls through, then give it the day before or after. Hold it as firmly as {}, which you kept in {} of {} weeks.",
			training.Weekday(lost), training.Weekday(best), training.Number(kept.Kept), training.Number(h.Weeks)),
		Tiny:  training.Say("Half the usual distance counts as kept."),
		Check: training.Say("A run within a day of {} by {}.", training.Weekday(lost), s.planEnds()),
		Short: training.Say("let a {} that falls through move to the day before or after", training.Weekday(lost)),
	}, Missing{}
}

func triedFlexibleWeek(plan Plan, before, after *Season) training.Answer {
	lost, ok := training.ParseWeekday(plan.Param("lost"))
	if !ok {
		return training.CantTell
	}
	habit := before.UsualHabit()
	return after.answerFrom(before, func(x *Session) bool {
		day := x.Date.Weekday()
		return day == lost || (nextTo(mondayFirst(day), mondayFirst(lost)) && !habit.Usual(day))
	})
}
