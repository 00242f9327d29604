package receipt

import (
	"cmp"
	"slices"
	"strings"

	"secondwind/internal/training"
)

// Guess is a sport that activities are taken for, and which they are.
type Guess struct {
	Words string // "taken for a run by its speed and cadence (likely)"
	Of    []training.Guess
}

// Run reports whether they are taken for runs, so that they count.
func (g Guess) Run() bool { return g.Of[0].Sport == training.Running }

// Guesses groups the activities whose sport nobody stated by what they are taken
// for, by which sign and how surely. Runs come first and of these the least sure:
// they are what a look is worth at.
func Guesses(guesses []training.Guess) []Guess {
	groups := grouped(guesses, words, func(words string, of []training.Guess) Guess { return Guess{words, of} })
	slices.SortStableFunc(groups, func(a, b Guess) int {
		if a.Run() != b.Run() {
			if a.Run() {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Of[0].Confidence, b.Of[0].Confidence)
	})
	return groups
}

// words says what an activity is taken for, by which sign and how surely.
func words(g training.Guess) string {
	by := "its speed and cadence"
	if g.Source == training.SportFromName {
		by = "its name"
	}
	return "taken for " + withArticle(Noun(g.Sport)) + " by " + by + " (" + sure(g.Confidence) + ")"
}

// Confidence from which a guess is called so. Package measure gives 0.95 where the
// steps are a runner's, 0.9 for a name or a steady runner's speed, less where a walk
// or a slow ride looks much the same.
const (
	veryLikely = 0.9
	likely     = 0.75
)

// sure says a confidence in words.
func sure(confidence float64) string {
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

func withArticle(noun string) string {
	if strings.HasPrefix(noun, "a") {
		return "an " + noun
	}
	return "a " + noun
}
