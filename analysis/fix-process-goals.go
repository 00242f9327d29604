package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var processGoals = Fix{
	Name:        "process-goals",
	Title:       "Set four small goals, one a week",
	From:        []Article{Article3M, ArticleLose},
	Effort:      Some,
	Suits:       training.Extrinsic,
	Personalise: personaliseProcessGoals,
	Tried:       triedProcessGoals,
}

// goalMet is how much of a target meets it: a week is no sum to the metre (ours).
const goalMet = 0.95

func personaliseProcessGoals(s *Season, _ Verdict) (Plan, Missing) {
	t := s.targets()
	if t == nil {
		return Plan{}, Missing{Aside: true, What: training.Say("two of the last weeks with a distance")}
	}
	first, rest := t.Weeks[0], t.Weeks[1:]
	text := thenTargets(training.Say("If you plan the week from {}, then make it ", training.Day(first.Week.Monday())), t.Weeks[:1])
	if len(rest) > 0 {
		text.Form += training.Count{N: len(rest), One: "; the week after it ", Many: "; the weeks after it "}.Noun()
		text = thenTargets(text, rest)
	}
	text.Form += "."
	if goal, ok := t.Goal.Get(); ok {
		text.Form += " They lead to your race on {}."
		text.Slots = append(text.Slots, training.Day(goal.Date))
	}
	plan := Plan{
		Params: []training.Param{
			{Name: "week", Value: first.Week.String()},
			{Name: "to_m", Value: strconv.Itoa(int(first.DistanceM))},
		},
		Text:  text,
		Tiny:  training.Say("Write down one target for this week alone, small enough to be sure of."),
		Check: join(training.Say("A week of about {} by {}", training.Distance(first.DistanceM), s.planEnds()), first.longest(), training.Say(". The last weeks held about {}.", training.Distance(t.LevelM))),
		Short: thenTargets(training.Say("set weekly targets: "), t.Weeks),
	}
	if first.Phase.light() {
		plan.Params = append(plan.Params, training.Param{Name: "phase", Value: string(first.Phase)})
	}
	return plan, Missing{}
}

// longest adds to a target what no run goes beyond; nothing where that is not told.
func (t Target) longest() training.Text {
	if t.LongestM == 0 {
		return training.Text{}
	}
	return training.Say(", with no run beyond {}", training.Distance(t.LongestM))
}

// targetWords say why a target lies below the level.
var targetWords = map[Phase]string{Ease: " (lighter)", Taper: " (fresh for the race)", Race: " (beside the race)"}

// thenTargets adds targets to a text: "42 km, 44 km and 34 km (lighter)".
func thenTargets(text training.Text, targets []Target) training.Text {
	for i, t := range targets {
		switch i {
		case 0:
		case len(targets) - 1:
			text.Form += " and "
		default:
			text.Form += ", "
		}
		text.Form += "{}" + targetWords[t.Phase]
		text.Slots = append(text.Slots, training.Distance(t.DistanceM))
	}
	return text
}

// triedProcessGoals looks at the week of the first target. A light one is met by less,
// and not by more; a race in its week is beside it.
func triedProcessGoals(plan Plan, _, after *Season) training.Answer {
	target, errTarget := strconv.ParseFloat(plan.Param("to_m"), 64)
	week, errWeek := training.ParseWeek(plan.Param("week"))
	if errTarget != nil || errWeek != nil || after.LastWeek() < week {
		return training.CantTell
	}
	w, phase := after.week(week), Phase(plan.Param("phase"))
	met := w.DistanceM >= goalMet*target
	if phase.light() {
		ranM := w.DistanceM
		if phase == Race {
			for _, x := range raceLike(w.Sessions) {
				ranM -= x.DistanceM
			}
		}
		met = goalMet*ranM <= target
	}
	switch {
	case len(w.Sessions) == 0:
		return training.CantTell
	case met:
		return training.Tried
	default:
		return training.NotTried
	}
}
