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

// shortRaces are the races that are offered: every town has them, and calls them so
// wherever miles are run.
var shortRaces = [...]struct {
	name      string
	distanceM float64
}{{"5K", 5000}, {"10K", 10_000}}

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
	r := shortRaces[0]
	if math.Abs(shortRaces[1].distanceM-usual) < math.Abs(r.distanceM-usual) {
		r = shortRaces[1]
	}
	weeks := training.Count{N: raceWeeks, One: "week", Many: "weeks"}
	plan := Plan{
		Params: []training.Param{{Name: "distance_m", Value: strconv.Itoa(int(r.distanceM))}},
		Text:   training.Say("If a "+r.name+" takes place near you in the next {}, then enter it, for the day and not for a best time.", weeks),
		Tiny:   training.Say("Look up one date, and write it where you see it."),
		Check:  training.Say("A "+r.name+" in your files by {}. Tell your profile the date, and the report counts down with you.", training.Day(s.read+raceWithinDays)),
		Short:  training.Say("enter a "+r.name+" in the next {}", weeks),
	}
	if usual == 0 {
		return plan, Missing{What: training.Say("the length of a usual run")}
	}
	plan.Text.Form += " It is the length nearest to your usual run."
	took, known := bookOf(s.LastDays(goalBestDays)).predict(r.distanceM, 0)
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
