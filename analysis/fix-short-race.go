package analysis

import (
	"math"
	"strconv"
	"time"

	"secondwind/internal/training"
)

var shortRace = Fix{
	Name:        "short-race",
	Title:       "Enter a short race",
	From:        []Article{ArticleRut, ArticleSpark, ArticleLose, ArticleWhy},
	Effort:      Much,
	Suits:       training.Extrinsic,
	Challenge:   true,
	Personalise: personaliseShortRace,
	Tried:       triedShortRace,
}

// shortRaces are the distances that are offered: every town has them.
var shortRaces = [...]float64{5000, 10_000}

const (
	// raceWithinDays is how long an entry has to become a race, raceWeeks the same in
	// weeks as a plan says it.
	raceWeeks      = 6
	raceWithinDays = 7 * raceWeeks
	// raceStep is what a time is rounded up to: a promise to the second is none.
	raceStep = 30 * time.Second
)

// personaliseShortRace offers the distance that is nearest to the usual run, with
// the time that the best efforts of a year promise.
func personaliseShortRace(s *Season, _ Verdict) (Plan, Missing) {
	usual, _, _, _ := s.usualLength()
	d := shortRaces[0]
	if math.Abs(shortRaces[1]-usual) < math.Abs(d-usual) {
		d = shortRaces[1]
	}
	distance := training.Distance(d)
	plan := Plan{
		Params: []training.Param{{Name: "distance_m", Value: strconv.Itoa(int(d))}},
		Text: training.Say("If a race of {} takes place near you in the next {}, then enter it, for the day and not for a best time.",
			distance, training.Count{N: raceWeeks, One: "week", Many: "weeks"}),
		Tiny:  training.Say("Look up one date, and write it where you see it."),
		Check: training.Say("A race of {} in your files by {}. Tell your profile the date, and the report counts down with you.", distance, training.Day(s.read+raceWithinDays)),
		Short: training.Say("enter a race of {} in the next {}", distance, training.Count{N: raceWeeks, One: "week", Many: "weeks"}),
	}
	if usual == 0 {
		return plan, Missing{What: training.Say("the length of a usual run")}
	}
	plan.Text.Form += " It is the length nearest to your usual run."
	took, known := bookOf(s.LastDays(goalBestDays)).predict(d, 0)
	if !known {
		return plan, Missing{What: training.Say("a best effort of a mile or more")}
	}
	plan.Text.Form += " Your best efforts of a year promise about {}."
	plan.Text.Slots = append(plan.Text.Slots, training.Duration((took + raceStep - 1).Truncate(raceStep)))
	return plan, Missing{}
}

func triedShortRace(_ Plan, before, after *Season) training.Answer {
	since := after.Between(before.read+1, before.read+raceWithinDays)
	switch {
	case len(raceLike(since)) > 0:
		return training.Tried
	case len(Counting(since)) == 0:
		return training.CantTell
	default:
		return training.NotTried
	}
}
