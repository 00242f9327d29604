package receipt

import (
	"cmp"
	"slices"
	"strings"

	"secondwind/internal/training"
)

// Guesses returns the activities whose sport nobody stated, those taken for runs
// first and the least sure of each first: they are what a look is worth at.
func Guesses(guesses []training.Guess) []training.Guess {
	sorted := slices.Clone(guesses)
	other := func(g training.Guess) int {
		if g.Sport == training.Running {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(sorted, func(a, b training.Guess) int {
		return cmp.Or(cmp.Compare(other(a), other(b)), cmp.Compare(a.Confidence, b.Confidence))
	})
	return sorted
}

// Told says how a sport was told: "by its speed and cadence (likely)".
func Told(g training.Guess) string {
	by := "by its speed and cadence"
	if g.Source == training.SportFromName {
		by = "by its name"
	}
	return by + " (" + Sure(g.Confidence) + ")"
}

// Confidence from which a guess is called so. Package measure gives 0.95 where the
// steps are a runner's, 0.9 for a name or a steady runner's speed, less where a walk
// or a slow ride looks much the same.
const (
	veryLikely = 0.9
	likely     = 0.75
)

// Sure says a confidence in words.
func Sure(confidence float64) string {
	switch {
	case confidence >= veryLikely:
		return "very likely"
	case confidence >= likely:
		return "likely"
	}
	return "perhaps"
}

// sportNouns call an activity of the commonest sports.
var sportNouns = map[training.Sport]string{
	training.Running:    "run",
	training.Walking:    "walk",
	training.Hiking:     "hike",
	training.Cycling:    "ride",
	training.Swimming:   "swim",
	training.Transition: "change between sports",
}

// Noun calls one activity of a sport: "run", "walk", "activity of alpine skiing".
func Noun(s training.Sport) string {
	switch {
	case sportNouns[s] != "":
		return sportNouns[s]
	case s == "":
		return "activity of no known sport"
	}
	return "activity of " + strings.ReplaceAll(string(s), "_", " ")
}

// A calls one activity of a sport with its article: "a run", "an activity of rowing".
func A(s training.Sport) string {
	noun := Noun(s)
	if strings.HasPrefix(noun, "a") {
		return "an " + noun
	}
	return "a " + noun
}
