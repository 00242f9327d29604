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

// personaliseKeepGoing names as many days as each of the weeks on plan held.
func personaliseKeepGoing(s *Season, v Verdict) (Plan, Missing) {
	if v.Rule == progress.Name {
		return s.keepBeginning()
	}
	p, ok := s.planned()
	if !ok {
		return Plan{}, Missing{Aside: true, What: training.Say("enough weeks to know what is usual")}
	}
	days := training.Count{N: p.held(), One: "day", Many: "days"}
	kept := inWeeks(p.kept(), len(p.last), "the last {} weeks")
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "run_days", Value: strconv.Itoa(p.held())},
		},
		Text: training.Say("If you plan the week from {}, then run on {} again. You did so in "+kept.Form+".",
			append([]training.Slot{training.Day(s.planWeek().Monday()), days}, kept.Slots...)...),
		Tiny:  training.Say("Ten minutes count as a day."),
		Check: training.Say("Runs on {} by {}. The next report reads them from your files.", days, s.planEnds()),
		Short: training.Say("run on {} again, as in "+kept.Form, append([]training.Slot{days}, kept.Slots...)...),
	}, Missing{}
}

// mostBegun is the most run-days that a beginner is asked to hold (ours).
const mostBegun = 3

// keepBeginning asks a beginner for as many run-days as the last week had, and leaves
// open how far they go (report-and-cli §5).
func (s *Season) keepBeginning() (Plan, Missing) {
	days := min(s.week(s.LastWeek()).RunDays, mostBegun)
	if days == 0 || s.silent() || s.HistoryDays() >= habitMinDays {
		return Plan{}, Missing{Aside: true, What: training.Say("a beginning: a run in the last full week, and few before it")}
	}
	asked := training.Count{N: days, One: "day", Many: "days"}
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "run_days", Value: strconv.Itoa(days)},
		},
		Text:  training.Say("If you plan the week from {}, then run on {}, as far as feels easy.", training.Day(s.planWeek().Monday()), asked),
		Tiny:  training.Say("Ten minutes count as a day, walking where you like."),
		Check: training.Say("Runs on {} by {}. The next report reads them from your files.", asked, s.planEnds()),
		Short: training.Say("run on {}, as far as feels easy", asked),
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
