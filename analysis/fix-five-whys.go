package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var fiveWhys = Fix{
	Name:        "five-whys",
	Title:       "Ask five times why you run",
	From:        []Article{ArticleWhy},
	Effort:      Some,
	Suits:       training.Intrinsic,
	Skip:        "if you are not in the mood for it. The sheet will keep.",
	Personalise: personaliseFiveWhys,
	Tried:       triedFiveWhys,
}

const (
	// whyLevels is how many times the question is asked, and whysTried how many
	// answers show that it was (ruts-and-fixes §2).
	whyLevels = 5
	whysTried = 3
	// whyDays is the year whose runs the first question is about.
	whyDays = 365
)

// personaliseFiveWhys asks about the runs of the last year, goes on where the profile
// has begun to answer, and reads back an answer that is there.
func personaliseFiveWhys(s *Season, _ Verdict) (Plan, Missing) {
	answers := s.Profile.Why
	plan := Plan{
		Params: []training.Param{{Name: "levels", Value: strconv.Itoa(len(answers))}},
		Tiny:   training.Say("Ask it once, while you tie your shoes."),
		Check: training.Say("{} answers or more as “why” in your profile. Later reports quote the last one when it helps.",
			training.Number(whysTried)),
		Short: training.Say("ask yourself five times why you run, each time of the answer before"),
	}
	if len(answers) >= whysTried {
		last := training.Literal(answers[len(answers)-1])
		plan.Text = training.Say("If you are about to go out, then first read aloud why you run: “{}”. Write it anew where it no longer fits.", last)
		plan.Tiny = training.Say("Read it once, in silence.")
		plan.Check = training.Say(sayWhenDone)
		plan.Short = training.Say("read aloud why you run, and write it anew where it no longer fits")
		return plan, Missing{}
	}
	if len(answers) > 0 {
		last := training.Literal(answers[len(answers)-1])
		plan.Text = training.Say("If you have a quiet quarter of an hour, then go on from your last answer: “{}”. Ask why of it, and of each answer after it, up to the fifth.", last)
		return plan, Missing{}
	}
	runs := training.Count{N: len(Counting(s.LastDays(whyDays))), One: "time", Many: "times"}
	if runs.N == 0 {
		plan.Text = training.Say("If you have a quiet quarter of an hour, then ask yourself why you run. Ask why of that answer, and so on, five times in all.")
		return plan, Missing{What: training.Say("a run in the last year")}
	}
	plan.Text = training.Say("If you have a quiet quarter of an hour, then ask yourself this. You went out {} in the last year: why? Ask why of that answer, and so on, five times in all.", runs)
	return plan, Missing{}
}

// triedFiveWhys looks for an answer that was not there before. Answers that stand as
// they stood may have been read, and fewer than whysTried may be a beginning: the
// files cannot tell.
func triedFiveWhys(plan Plan, _, after *Season) training.Answer {
	before, err := strconv.Atoi(plan.Param("levels"))
	if now := len(after.Profile.Why); err != nil || now <= before || now < whysTried {
		return training.CantTell
	}
	return training.Tried
}
