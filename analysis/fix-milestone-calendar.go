package analysis

import (
	"slices"

	"secondwind/internal/training"
)

var milestoneCalendar = Fix{
	Name:        "milestone-calendar",
	Title:       "Put the next milestones on your calendar",
	From:        []Article{ArticleLose},
	Effort:      Little,
	Suits:       training.Extrinsic,
	Skip:        "if you like to run without dates. It will keep.",
	Personalise: personaliseMilestoneCalendar,
	Tried:       triedMilestoneCalendar,
}

// mostDates are named in a sentence: the calendar has the others.
const mostDates = 3

// personaliseMilestoneCalendar names the next dates. What tells whether they were met
// is the first that running reaches.
func personaliseMilestoneCalendar(s *Season, _ Verdict) (Plan, Missing) {
	all := s.ahead()
	if len(all) == 0 {
		return Plan{}, noMilestone
	}
	first := all[0]
	plan := Plan{
		Text:  datesOf(all[:min(len(all), mostDates)]),
		Tiny:  training.Say("Write down the first of them, where you see it."),
		Check: training.Say("Your files cannot tell. Say so when you have done it, and the next report counts it."),
		Short: first.sayIn("put the next dates on your calendar: first {}, about {}", training.Day(first.Day)),
	}
	if next, ok := s.nextEarned(); ok {
		plan.Params = next.params()
		plan.Check = next.sayIn("{} by {}. The next reports read it from your files.", training.Day(next.Day))
	}
	return plan, Missing{}
}

// datesOf says when milestones fall.
func datesOf(all []ahead) training.Text {
	text := training.Say("If you like a date to run toward, then put these on your calendar")
	sign := ": "
	for _, m := range all {
		on := ", about {}"
		if m.Dated {
			on = ", {}"
		}
		text.Form += sign + m.Title.Form + on
		text.Slots = slices.Concat(text.Slots, m.Title.Slots, []training.Slot{training.Day(m.Day)})
		sign = "; "
	}
	text.Form += "."
	return text
}

func triedMilestoneCalendar(plan Plan, before, after *Season) training.Answer {
	day, err := training.ParseDate(plan.Param("day"))
	if err != nil {
		return training.CantTell
	}
	return answerMilestone(plan, before, after, day)
}
