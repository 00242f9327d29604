package analysis

import (
	"slices"

	"secondwind/internal/training"
)

var identity = Fix{
	Name:        "identity",
	Title:       "Call yourself a runner, race or no race",
	From:        []Article{ArticleWhy},
	Effort:      Little,
	Suits:       training.Intrinsic,
	Skip:        "if the words do not feel like yours. They will keep.",
	Personalise: personaliseIdentity,
	Tried:       untold,
}

const (
	// identityWeeks are looked at: a year, with all its seasons.
	identityWeeks = 52
	// identityMinWeeks outside breaks are needed to speak of it, and habitualShare of
	// them with a run: said of who runs now and then it would be flattery (ours, after
	// report-and-cli §5).
	identityMinWeeks = 26
)

func personaliseIdentity(s *Season, _ Verdict) (Plan, Missing) {
	weeks := s.knownWeeks(identityWeeks)
	year := "the last {} weeks"
	if outside := slices.DeleteFunc(slices.Clone(weeks), func(w Week) bool { return w.Break }); len(outside) < len(weeks) {
		weeks, year = outside, "the last {} weeks outside your breaks"
	}
	ran := 0
	for _, w := range weeks {
		ran += count(len(w.Counting) > 0)
	}
	if len(weeks) < identityMinWeeks || float64(ran) < habitualShare*float64(len(weeks)) {
		return Plan{}, Missing{Aside: true, What: training.Say("half a year with a run in three of four weeks")}
	}
	in := inWeeks(ran, len(weeks), year)
	return Plan{
		Text:  s.usualOccasion().sayOn("tell yourself as you set off: I am a runner, race or no race. You ran in "+in.Form+".", in.Slots...),
		Tiny:  training.Say("Tell it to one person."),
		Check: training.Say("Nothing to measure. It has worked if it felt true."),
		Short: training.Text{Form: "call yourself a runner, race or no race: you ran in " + in.Form, Slots: in.Slots},
	}, Missing{}
}
