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
// next: a treat for everything is none (ruts-and-fixes §2).
const treatEvery = 12

func personaliseReward(s *Season, _ Verdict) (Plan, Missing) {
	next, ok := s.nextEarned()
	if !ok {
		return Plan{}, noMilestone
	}
	plan := Plan{
		Params: next.params(),
		Tiny:   training.Say("Choose the treat today, and write it where you see it."),
		Check:  training.Text{Form: next.Left.Form + ". The next reports read from your files when you are there.", Slots: next.Left.Slots},
		Short:  next.sayIn("match {} with a treat"),
	}
	treat, slots := "then give yourself a small treat. Choose it now.", []training.Slot(nil)
	if all := s.Profile.Rewards; len(all) > 0 {
		// Another treat when the next one is due.
		_, week := s.planWeek().Number()
		treat, slots = "then it is time for “{}”.", []training.Slot{training.Literal(all[week/treatEvery%len(all)])}
	}
	plan.Text = next.sayIn("If you reach {}, "+treat+" At your present rate that is about {}.", append(slots, training.Day(next.Day))...)
	return plan, Missing{}
}

// noMilestone is what a plan lacks that needs a milestone ahead.
var noMilestone = Missing{Aside: true, What: training.Say("a milestone within half a year at your present rate")}
