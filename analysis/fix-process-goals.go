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

// goalSteps are the four targets against today's level: small steps, and every
// fourth week eases (ruts-and-fixes §2). No step beyond a tenth.
var (
	goalSteps = [4]float64{1, 1.05, 1.10, 0.80}
	// heldSteps stand in where the load is the rut: they hold the level.
	heldSteps = [4]float64{1, 1, 1, 0.80}
)

const (
	// levelWeeks show today's level.
	levelWeeks = 4
	// goalMet is how much of a target meets it: a week is no sum to the metre (ours).
	goalMet = 0.95
)

func personaliseProcessGoals(s *Season, v Verdict) (Plan, Missing) {
	levelM := s.level()
	if levelM == 0 {
		return Plan{}, Missing{Aside: true, What: training.Say("a week with a distance")}
	}
	steps := goalSteps
	if rule, _ := findRule(v.Rule); rule.Load {
		steps = heldSteps
	}
	var targets [4]float64
	for i, step := range steps {
		targets[i] = wholeKm(step * levelM)
	}
	first, last := s.planWeek(), s.planWeek().Add(len(targets)-1)
	text := training.Say("If you plan the week from {}, then make it {}; the weeks after it {}, {} and, lighter, {}.",
		training.Day(first.Monday()), training.Distance(targets[0]), training.Distance(targets[1]), training.Distance(targets[2]), training.Distance(targets[3]))
	if goal, ok := s.Profile.Goal.Get(); ok && goal.Date > last.Sunday() {
		text.Form += " That is four weeks toward your race on {}."
		text.Slots = append(text.Slots, training.Day(goal.Date))
	}
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: first.String()},
			{Name: "to_m", Value: strconv.Itoa(int(targets[0]))},
		},
		Text:  text,
		Tiny:  training.Say("Write down one target for this week alone, small enough to be sure of."),
		Check: training.Say("A week of about {} by {}. The last weeks held about {}.", training.Distance(targets[0]), s.planEnds(), training.Distance(levelM)),
		Short: training.Say("set four weekly targets, from {} now to {} and a lighter week", training.Distance(targets[0]), training.Distance(targets[2])),
	}, Missing{}
}

// level returns the median distance of the last weeks that had one and no break of
// the profile; 0 for none.
func (s *Season) level() float64 {
	var metres []float64
	for _, w := range s.Weeks(s.LastWeek(), levelWeeks) {
		if w.DistanceM > 0 && !w.Break {
			metres = append(metres, w.DistanceM)
		}
	}
	return median(metres)
}

func triedProcessGoals(plan Plan, _, after *Season) training.Answer {
	target, errTarget := strconv.ParseFloat(plan.Param("to_m"), 64)
	week, errWeek := training.ParseWeek(plan.Param("week"))
	if errTarget != nil || errWeek != nil || after.LastWeek() < week {
		return training.CantTell
	}
	switch w := after.week(week); {
	case len(w.Sessions) == 0:
		return training.CantTell
	case w.DistanceM >= goalMet*target:
		return training.Tried
	default:
		return training.NotTried
	}
}
