package analysis

import "secondwind/internal/training"

var ditchTheWatch = Fix{
	Name:        "ditch-the-watch",
	Title:       "Run once without the numbers",
	From:        []Article{ArticleRut},
	Effort:      Little,
	Suits:       training.Intrinsic,
	Personalise: personaliseDitchTheWatch,
	Tried:       untold,
}

// personaliseDitchTheWatch names the easiest usual run: the shortest of the usual
// weekdays on which hard ones are rare.
func personaliseDitchTheWatch(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Turn the screen to the inside of your wrist for the first ten minutes."),
		Check: training.Say(sayWhenDone),
		Short: training.Say("run one easy run without pace, time or distance"),
	}
	when, lengthM, ok := s.easiestUsual()
	if !ok {
		plan.Text = s.usualOccasion().sayOn("run by feel: the watch may record, with its screen covered.")
		return plan, Missing{What: training.Say("a usual easy run")}
	}
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(when.day).String()}}
	plan.Text = when.sayOn("run your usual {} or so by feel: no pace, no time, no distance. The watch may record, with its screen covered.", training.Distance(lengthM))
	return plan, Missing{}
}

// easiestUsual returns the usual weekday with the shortest run of those whose runs
// are seldom hard, and its usual length.
func (s *Season) easiestUsual() (when occasion, lengthM float64, ok bool) {
	if s.silentDays() >= longBreakDays {
		return occasion{}, 0, false
	}
	h := s.UsualHabit()
	for i := range h.Days {
		d := h.Days[i]
		m := roundLength(d.LongM)
		if h.Usual(weekdayOf(i)) && 2*d.Hard < h.Weeks && m > 0 && (!ok || m < lengthM) {
			when, lengthM, ok = occasion{weekdayOf(i), d.Clock, true}, m, true
		}
	}
	return when, lengthM, ok
}
