package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var keepGoing = Fix{
	Name:        "keep-going",
	Title:       "Tick off one more week",
	From:        []Article{Article3M},
	Effort:      Little,
	Personalise: personaliseKeepGoing,
	Tried:       triedKeepGoing,
}

// personaliseKeepGoing names the days that make the next week one on plan.
func personaliseKeepGoing(s *Season, _ Verdict) (Plan, Missing) {
	p, ok := s.planned()
	if !ok {
		return Plan{}, Missing{Aside: true, What: training.Say("enough weeks to know what is usual")}
	}
	days := training.Count{N: p.target, One: "day", Many: "days"}
	kept := inWeeks(p.kept(), len(p.last), "the last {} weeks")
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "run_days", Value: strconv.Itoa(p.target)},
		},
		Text: training.Say("If you plan the week from {}, then run on {} again. You did so in "+kept.Form+".",
			append([]training.Slot{training.Day(s.planWeek().Monday()), days}, kept.Slots...)...),
		Tiny:  training.Say("Ten minutes count as a day."),
		Check: training.Say("Runs on {} by {}. The next report reads them from your files.", days, s.planEnds()),
		Short: training.Say("run on {} again, as in "+kept.Form, append([]training.Slot{days}, kept.Slots...)...),
	}, Missing{}
}

// inWeeks says in how many of some weeks something was so: in all, or in a number.
func inWeeks(n, of int, weeks string) training.Text {
	if n == of {
		return training.Say("each of "+weeks, training.Number(of))
	}
	return training.Say("{} of "+weeks, training.Number(n), training.Number(of))
}

func triedKeepGoing(plan Plan, _, after *Season) training.Answer {
	week, errWeek := training.ParseWeek(plan.Param("week"))
	days, errDays := strconv.Atoi(plan.Param("run_days"))
	if errWeek != nil || errDays != nil || after.LastWeek() < week {
		return training.CantTell
	}
	switch w := after.week(week); {
	case len(w.Sessions) == 0:
		return training.CantTell
	case w.RunDays >= days:
		return training.Tried
	default:
		return training.NotTried
	}
}
