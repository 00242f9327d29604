package analysis

import (
	"strings"

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
		return Plan{}, Missing{Aside: true, What: training.Say("a milestone within half a year at your present rate")}
	}
	plan := Plan{
		Text:  datesOf("If you like a date to run toward, then put these on your calendar: ", all[:min(len(all), mostDates)]),
		Tiny:  training.Say("Write down the first of them, where you see it."),
		Check: training.Say(sayWhenDone),
		Short: datesOf("put the next date on your calendar: ", all[:1]),
	}
	if next, ok := s.nextEarned(); ok {
		plan.Params = next.params()
		plan.Check = next.sayIn("{} by {}. The next reports read it from your files.", training.Day(next.Day))
	}
	plan.Text.Form += "."
	return plan, Missing{}
}

// datesOf says when milestones fall.
func datesOf(words string, all []ahead) training.Text {
	var dates []string
	var slots []training.Slot
	for _, m := range all {
		on := ", about {}"
		if m.Dated {
			on = ", on {}"
		}
		dates = append(dates, m.Title.Form+on)
		slots = append(append(slots, m.Title.Slots...), training.Day(m.Day))
	}
	return training.Text{Form: words + strings.Join(dates, "; "), Slots: slots}
}

func triedMilestoneCalendar(plan Plan, before, after *Season) training.Answer {
	day, err := training.ParseDate(plan.Param("day"))
	if err != nil {
		return training.CantTell
	}
	return answerMilestone(plan, before, after, day)
}
