package analysis

import "secondwind/internal/training"

var coach = Fix{
	Name:        "coach",
	Title:       "Have someone tune your plan",
	From:        []Article{ArticleSpark, ArticleLose},
	Effort:      Much,
	Suits:       training.Extrinsic,
	Personalise: personaliseCoach,
	Tried:       untold,
}

// personaliseCoach says what the page to hand over holds.
func personaliseCoach(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Ask one runner whom you trust what they would change first."),
		Check: training.Say(sayWhenDone),
		Short: training.Say("hand the one-page summary of your running to a coach"),
	}
	text := training.Say("If a club or a coach is within reach, then ask for one look at your weeks, and hand over the summary.")
	weeks := s.knownWeeks(coachWeeks)
	runs, metres := volume(weeks)
	if runs == 0 {
		plan.Text = text
		return plan, Missing{What: training.Say("a run in the last {} weeks", training.Number(coachWeeks))}
	}
	plan.Text = join(text, training.Say(" It has {} and {} of the last {} on one page, and your best efforts of a year.",
		training.Count{N: runs, One: "run", Many: "runs"}, training.Distance(metres), training.Count{N: len(weeks), One: "week", Many: "weeks"}))
	return plan, Missing{}
}

// volume returns how many runs some weeks held, and how far they went.
func volume(weeks []Week) (runs int, metres float64) {
	for _, w := range weeks {
		runs += len(w.Counting)
		metres += w.DistanceM
	}
	return runs, metres
}
