package analysis

import (
	"time"
	"unicode"
	"unicode/utf8"

	"secondwind/internal/training"
)

// tryDays is how long a suggestion has to be taken up: its own week and the one
// after, in which the next report may be late.
const tryDays = 14

// planWeek returns the week that a plan is for: the one that begins with the day
// of reading or next.
func (s *Season) planWeek() training.Week { return (s.read + 6).Week() }

// planEnds returns the Sunday by which the plan of a report is to be tried. It
// lies at least six days after the day of reading.
func (s *Season) planEnds() training.Day { return training.Day(s.planWeek().Sunday()) }

// occasion is when a plan is to be acted on.
type occasion struct {
	day  time.Weekday
	hour training.Clock
	ok   bool // false: no weekday is usual, or the runner has not run for a while
}

// usualOccasion returns the weekday and hour at which the runner keeps most runs,
// leaving the day of the longest run alone where there is another.
func (s *Season) usualOccasion() occasion {
	if s.silentDays() >= longBreakDays {
		return occasion{}
	}
	h := s.UsualHabit()
	var long []time.Weekday
	if day, ok := h.Longest(); ok {
		long = append(long, day)
	}
	day, ok := h.Best(long...)
	if !ok {
		day, ok = h.Best()
	}
	return occasion{day, h.Day(day).Clock, ok}
}

// sayOn returns the text of a plan for an occasion: "If it is Saturday at 9:00,
// then …", or "Next time you go out, …".
func (o occasion) sayOn(act string, slots ...training.Slot) training.Text {
	if !o.ok {
		return training.Say("Next time you go out, "+act, slots...)
	}
	return training.Say("If it is {} at {}, then "+act, append([]training.Slot{training.Weekday(o.day), o.hour}, slots...)...)
}

// answerFrom tells whether any session since the suggestion was read, within
// tryDays, is what was suggested. Without a run since, the files cannot tell.
func (s *Season) answerFrom(before *Season, is func(*Session) bool) training.Answer {
	return answerOf(s.sinceRead(before), func(x *Session) training.Answer {
		if is(x) {
			return training.Tried
		}
		return training.NotTried
	})
}

// sinceRead returns the sessions in which a suggestion could be taken up, before being
// the season of the day on which it was read.
func (s *Season) sinceRead(before *Season) []*Session {
	return Counting(s.Between(before.read+1, before.read+tryDays))
}

// answerOf tells whether any of the sessions is what was suggested. One that hides
// it may have been it; of none at all the files cannot tell.
func answerOf(sessions []*Session, tell func(*Session) training.Answer) training.Answer {
	answer := training.NotTried
	for _, x := range sessions {
		switch tell(x) {
		case training.Tried:
			return training.Tried
		case training.CantTell:
			answer = training.CantTell
		}
	}
	if len(sessions) == 0 {
		return training.CantTell
	}
	return answer
}

// sayWhenDone is how a plan is checked of which files tell nothing.
const sayWhenDone = "Your files cannot tell. Say so when you have done it, and the next report counts it."

// untold answers for the fixes of which files tell nothing.
func untold(Plan, *Season, *Season) training.Answer { return training.CantTell }

// paramOf returns the value of a named parameter, or "".
func paramOf(params []training.Param, name string) string {
	for _, p := range params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// join returns texts as one, in their order.
func join(texts ...training.Text) training.Text {
	var all training.Text
	for _, t := range texts {
		all.Form += t.Form
		all.Slots = append(all.Slots, t.Slots...)
	}
	return all
}

// sentence returns a text, which is not empty, with a capital letter at its beginning.
func sentence(t training.Text) training.Text {
	first, size := utf8.DecodeRuneInString(t.Form)
	return training.Text{Form: string(unicode.ToUpper(first)) + t.Form[size:], Slots: t.Slots}
}
