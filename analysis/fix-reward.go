package analysis

import "secondwind/internal/training"

var reward = Fix{
	Name:        "reward",
	Title:       "Match the next milestone with a treat",
	From:        []Article{ArticleSpark, ArticleLose},
	Effort:      Little,
	Suits:       training.Extrinsic,
	Skip:        "if the run itself is treat enough. It will keep.",
	Every:       treatEvery,
	Personalise: personaliseReward,
	Tried: func(plan Plan, before, after *Season) training.Answer {
		return answerMilestone(plan, before, after, after.Day)
	},
}

// treatEvery is how many weeks lie between one report that advises a treat and the
// next: a treat for everything is none (ruts-and-fixes §2). The milestone lies within
// them: a treat in half a year draws nobody out of the door.
const treatEvery = 12

func personaliseReward(s *Season, _ Verdict) (Plan, Missing) {
	next, ok := s.nextTreat()
	if !ok {
		return Plan{}, Missing{Aside: true, What: noMilestoneSoon}
	}
	plan := Plan{
		Params: next.params(),
		Tiny:   training.Say("Choose the treat today, and write it where you see it."),
		Check:  training.Text{Form: next.Left.Form + ". The next reports read from your files when you are there.", Slots: next.Left.Slots},
		Short:  next.sayIn("have a treat ready for {}"),
	}
	treat, slots := "then give yourself a small treat. Choose it now.", []training.Slot(nil)
	if all := s.Profile.Rewards; len(all) > 0 {
		// Another treat when the next one is due.
		_, week := s.planWeek().Number()
		treat, slots = "then it is time for “{}”.", []training.Slot{training.Literal(all[week/treatEvery%len(all)])}
	}
	plan.Text = next.sayIn("If you reach {}, "+treat+" At your present rate you are there about {}.", append(slots, training.Day(next.Day))...)
	return plan, Missing{}
}

// nextTreat returns the milestone that a treat may be for, and whether there is one.
func (s *Season) nextTreat() (ahead, bool) {
	next, ok := s.nextEarned()
	return next, ok && next.Day <= s.read+7*treatEvery
}

// noMilestoneSoon is what a treat lacks without one.
var noMilestoneSoon = training.Say("a milestone within {} at your present rate", training.Count{N: treatEvery, One: "week", Many: "weeks"})
