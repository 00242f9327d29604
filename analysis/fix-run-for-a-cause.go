package analysis

import "secondwind/internal/training"

var runForACause = Fix{
	Name:        "run-for-a-cause",
	Title:       "Run for a cause, or for someone",
	From:        []Article{ArticleRut},
	Effort:      Some,
	Personalise: personaliseRunForACause,
	Tried:       untold,
}

// personaliseRunForACause says how much this year holds already: what is there to give.
func personaliseRunForACause(s *Season, _ Verdict) (Plan, Missing) {
	year := s.read.Time().Year()
	plan := Plan{
		Text:  training.Say("If there is a cause or a person that you care for, then run this week for them, and tell them so."),
		Tiny:  training.Say("Give one run to someone, and tell them afterwards."),
		Check: training.Say(sayWhenDone),
		Short: training.Say("run this week for a cause, or for someone"),
	}
	coveredM := s.tally(year).yearM
	if coveredM == 0 {
		return plan, Missing{What: training.Say("a distance in {}", training.Year(year))}
	}
	covered, this := training.Distance(coveredM), training.Year(year)
	plan.Text.Form += " You have covered {} in {} so far."
	plan.Text.Slots = append(plan.Text.Slots, covered, this)
	plan.Short = training.Say("run this week for a cause, or for someone: you have covered {} in {}", covered, this)
	if levelM := s.level(); levelM > 0 {
		plan.Text.Form += " A usual week adds about {}."
		plan.Text.Slots = append(plan.Text.Slots, training.Distance(wholeKm(levelM)))
	}
	return plan, Missing{}
}
