package analysis

import (
	"time"

	"secondwind/internal/training"
)

// tryDays is how long a suggestion has to be taken up: its own week and the one
// after, in which the next report may be late.
const tryDays = 14

// planEnds returns the Sunday by which the plan of a report is to be tried: that
// of the week after the one judged.
func (s *Season) planEnds() training.Day { return training.Day(s.LastWeek().Add(1).Sunday()) }

// usualSlot returns the weekday and hour at which the runner keeps most runs.
func (s *Season) usualSlot() (time.Weekday, training.Clock, bool) {
	h := s.UsualHabit()
	day, ok := h.Best()
	return day, h.Day(day).Clock, ok
}

// answerFrom tells whether any session since the suggestion's day, within
// tryDays, is what was suggested. Without a run since, the files cannot tell.
func (s *Season) answerFrom(before *Season, is func(*Session) bool) training.Answer {
	since := Counting(s.Between(before.Day+1, before.Day+tryDays))
	if len(since) == 0 {
		return training.CantTell
	}
	for _, x := range since {
		if is(x) {
			return training.Tried
		}
	}
	return training.NotTried
}

// paramOf returns the value of a named parameter, or "".
func paramOf(params []training.Param, name string) string {
	for _, p := range params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}
