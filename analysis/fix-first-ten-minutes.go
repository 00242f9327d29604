package analysis

import "secondwind/internal/training"

var firstTenMinutes = Fix{
	Name:        "first-ten-minutes",
	Title:       "Go out for ten minutes",
	From:        []Article{Article3M},
	Effort:      Little,
	Personalise: personaliseFirstTenMinutes,
	Tried: func(_ Plan, before, after *Season) training.Answer {
		if len(after.Between(before.read+1, before.read+tryDays)) > 0 { // of any length
			return training.Tried
		}
		return training.CantTell
	},
}

func personaliseFirstTenMinutes(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Put on the shoes and walk round the block."),
		Check: training.Say("A run of any length by {}. The next report reads it from your files.", s.planEnds()),
	}
	h := s.habitWhileRunning()
	day, ok := h.Best()
	if !ok {
		plan.Text = training.Say("If tomorrow has a free quarter of an hour, then go out for ten minutes and turn round when you like.")
		plan.Short = training.Say("go out for ten minutes, the next time you have a quarter of an hour")
		return plan, Missing{What: training.Say("a weekday that you used to keep")}
	}
	kept := h.Day(day)
	weeks := inWeeks(kept.Kept, h.Weeks, "the {} weeks before the pause")
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(day).String()}, {Name: "clock", Value: kept.Clock.String()}}
	plan.Text = training.Say("If it is {} at {}, then go out for ten minutes. It is the day that you kept best, in "+weeks.Form+".",
		append([]training.Slot{training.Weekday(day), kept.Clock}, weeks.Slots...)...)
	plan.Short = training.Say("go out for ten minutes on {} at {}", training.Weekday(day), kept.Clock)
	return plan, Missing{}
}

// habitWhileRunning is the habit of the complete weeks up to the last run.
func (s *Season) habitWhileRunning() Habit {
	if len(Counting(s.Sessions)) == 0 {
		return Habit{}
	}
	return s.AsOf(s.lastRunDay()).UsualHabit()
}
