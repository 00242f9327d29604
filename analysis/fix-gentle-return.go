package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var gentleReturn = Fix{
	Name:        "gentle-return",
	Title:       "Start well below where you stopped",
	From:        []Article{ArticleSpark},
	Effort:      Little,
	Personalise: personaliseGentleReturn,
	Tried:       triedGentleReturn,
}

const (
	// gentleShare of the longest run before the break is enough at first (what
	// coaches advise, science C.1), and never less than gentleLeastM.
	gentleShare  = 0.5
	gentleLeastM = 2000
)

func personaliseGentleReturn(s *Season, _ Verdict) (Plan, Missing) {
	back, returned := s.LatestReturn()
	before := s.longestBeforeBreak(back.Gap)
	if !returned || before == 0 {
		return Plan{}, Missing{Aside: true, What: training.Say("a run before a break")}
	}
	upTo := roundLength(max(gentleLeastM, gentleShare*before))
	return Plan{
		Params: []training.Param{{Name: "to_m", Value: strconv.Itoa(int(upTo))}},
		Text: s.usualOccasion().sayOn("stay at {} or less, and easy. Before the break your longest run was {}.",
			training.Distance(upTo), training.Distance(before)),
		Tiny:  training.Say("Ten minutes out of the door and back, walking where you like."),
		Check: training.Say("Runs of up to {} by {}. The next report reads them from your files.", training.Distance(upTo), s.planEnds()),
		Short: training.Say("keep the next runs to {} or less", training.Distance(upTo)),
	}, Missing{}
}

func triedGentleReturn(plan Plan, before, after *Season) training.Answer {
	upTo, err := strconv.Atoi(plan.Param("to_m"))
	since := Counting(after.Between(before.read+1, before.read+tryDays))
	if err != nil || len(since) == 0 {
		return training.CantTell
	}
	for _, x := range since {
		if metres(x.DistanceM) > upTo {
			return training.NotTried
		}
	}
	return training.Tried
}
