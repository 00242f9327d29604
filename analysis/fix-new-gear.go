package analysis

import "secondwind/internal/training"

var newGear = Fix{
	Name:        "new-gear",
	Title:       "Get something small and new to run in",
	From:        []Article{ArticleRut},
	Effort:      Little,
	Suits:       training.Extrinsic,
	Skip:        "if you have all that you like to run in. It will keep.",
	Every:       treatEvery,
	Personalise: personaliseNewGear,
	Tried:       untold,
}

// personaliseNewGear ties the new thing to the next milestone, else to the run that is
// kept best.
func personaliseNewGear(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Look out something that you have not worn for long, and run in it."),
		Check: training.Say(sayWhenDone),
	}
	next, ok := s.nextTreat()
	if !ok {
		plan.Text = s.usualOccasion().sayOn("run in something small and new: socks, a cap, a light.")
		plan.Short = training.Say("get something small and new to run in")
		return plan, Missing{What: noMilestoneSoon}
	}
	plan.Params = next.params()
	plan.Text = next.sayIn("If you reach {}, then get something small and new to run in: socks, a cap, a light. At your present rate you are there about {}.", training.Day(next.Day))
	plan.Short = next.sayIn("get something small and new to run in when you reach {}")
	return plan, Missing{}
}
