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
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "run_days", Value: strconv.Itoa(p.target)},
		},
		Text: training.Say("If it is the week from {}, then run on {} again. You did so in {} of the last {} weeks.",
			training.Day(s.planWeek().Monday()), days, training.Number(p.kept()), training.Number(len(p.last))),
		Tiny:  training.Say("Ten minutes count as a day."),
		Check: training.Say("Runs on {} by {}. The next report reads them from your files.", days, s.planEnds()),
		Short: training.Say("run on {} again, as in {} of the last {} weeks", days, training.Number(p.kept()), training.Number(len(p.last))),
	}, Missing{}
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
