package analysis

import "secondwind/internal/training"

var newHour = Fix{
	Name:        "new-hour",
	Title:       "Run at another time of day",
	From:        []Article{ArticleRut},
	Effort:      Little,
	Personalise: personaliseNewHour,
	Tried:       triedNewHour,
}

const (
	// otherHourMinutes from the usual start are another hour (ruts-and-fixes §2).
	otherHourMinutes = 3 * 60
	noon             = training.Clock(12 * 60)
	// Where no run shows an hour in the other half of the day, these are offered.
	morningHour = training.Clock(7 * 60)
	eveningHour = training.Clock(18 * 60)
)

// personaliseNewHour offers the other half of the day on the weekday kept best.
func personaliseNewHour(s *Season, _ Verdict) (Plan, Missing) {
	h := s.hours()
	if !h.holds() {
		return Plan{}, Missing{Aside: true, What: training.Say("an hour that most runs share")}
	}
	usual := usualClock(h.clocks)
	other, was := s.otherHalf(usual)
	day := s.usualOccasion()
	plan := Plan{
		Params: []training.Param{{Name: "usual", Value: usual.String()}},
		Tiny:   training.Say("Ten minutes at the new hour, once."),
		Check:  training.Say("A run that begins three hours or more from {}, by {}. The next report reads it from your files.", usual, s.planEnds()),
		Short:  training.Say("run once at {} instead of {}", other, usual),
	}
	plan.Text = training.Say("Next time you go out, try {} instead of {}.", other, usual)
	if day.ok {
		plan.Text = training.Say("If it is {}, then run at {} instead of {}.", training.Weekday(day.day), other, usual)
	}
	if was > 0 {
		plan.Text.Form += " Of your runs of half a year, {} began in that half of the day."
		plan.Text.Slots = append(plan.Text.Slots, training.Number(was))
	}
	return plan, Missing{}
}

// otherHalf returns an hour in the other half of the day, and how many runs of the
// last half-year began in it: where there are some, the usual hour of those that
// are far enough away.
func (s *Season) otherHalf(usual training.Clock) (other training.Clock, was int) {
	var clocks []training.Clock
	for _, x := range Counting(s.LastDays(7 * replayWeeks)) {
		if c := x.Clock(); !x.Approx && (c < noon) != (usual < noon) && apart(c, usual) >= otherHourMinutes {
			clocks = append(clocks, c)
		}
	}
	switch {
	case len(clocks) > 0:
		return usualClock(clocks), len(clocks)
	case usual < noon:
		return eveningHour, 0
	default:
		return morningHour, 0
	}
}

// apart returns how many minutes lie between two times of day, the short way round.
func apart(a, b training.Clock) int {
	m := (int(a-b) + minutesPerDay) % minutesPerDay
	return min(m, minutesPerDay-m)
}

func triedNewHour(plan Plan, before, after *Season) training.Answer {
	usual, ok := training.ParseClock(plan.Param("usual"))
	if !ok || len(after.hoursSince(before.read)) == 0 {
		return training.CantTell
	}
	return after.answerFrom(before, func(x *Session) bool { return !x.Approx && apart(x.Clock(), usual) >= otherHourMinutes })
}

// hoursSince returns the starts that can be trusted since a day, while a plan of it
// may be tried.
func (s *Season) hoursSince(day training.Date) []training.Clock {
	var clocks []training.Clock
	for _, x := range Counting(s.Between(day+1, day+tryDays)) {
		if !x.Approx {
			clocks = append(clocks, x.Clock())
		}
	}
	return clocks
}
