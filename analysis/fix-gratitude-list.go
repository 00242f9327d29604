package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var gratitudeList = Fix{
	Name:        "gratitude-list",
	Title:       "Write down what running has given you",
	From:        []Article{ArticleSpark},
	Effort:      Little,
	Suits:       training.Intrinsic,
	Skip:        "if you are not in the mood for it. The sheet will keep.",
	Personalise: personaliseGratitudeList,
	Tried:       triedGratitudeList,
}

// personaliseGratitudeList begins the list with a memory of the runner's own, or
// with what the profile holds of it: a list that is there is read, not begun again.
func personaliseGratitudeList(s *Season, _ Verdict) (Plan, Missing) {
	lines := s.Profile.Gratitude
	plan := Plan{
		Params: []training.Param{{Name: "lines", Value: strconv.Itoa(len(lines))}},
		Tiny:   training.Say("One line, said aloud at your door."),
		Check:  training.Say("A line more in the gratitude of your profile. Later reports read it back to you when it helps."),
	}
	if len(lines) > 0 {
		newest := training.Literal(lines[len(lines)-1])
		plan.Text = training.Say("If you have five quiet minutes this week, then read aloud what you wrote: “{}”. Add one line that has become true since.", newest)
		plan.Short = training.Say("read aloud what running has given you, and add a line")
		return plan, Missing{}
	}
	plan.Text = training.Say("If you have five quiet minutes this week, then write down three things that running has given you.")
	plan.Short = training.Say("write down three things that running has given you")
	memory, ok := s.memoryOfTheWeek()
	if !ok {
		return plan, Missing{What: training.Say("a run with a distance")}
	}
	plan.Text = join(plan.Text, training.Say(" The printed list begins for you: "), memory.text)
	return plan, Missing{}
}

// triedGratitudeList looks for a line that was not there before. A list that stands
// as it stood may have been read: the files cannot tell.
func triedGratitudeList(plan Plan, _, after *Season) training.Answer {
	before, err := strconv.Atoi(plan.Param("lines"))
	if err != nil || len(after.Profile.Gratitude) <= before {
		return training.CantTell
	}
	return training.Tried
}
