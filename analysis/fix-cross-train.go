package analysis

import (
	"cmp"
	"maps"
	"slices"

	"secondwind/internal/training"
)

var crossTrain = Fix{
	Name:        "cross-train",
	Title:       "Give one run to another sport",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Some,
	Personalise: personaliseCrossTrain,
	Tried:       triedCrossTrain,
}

// sportActs say in words what a sport is as one outing. Sports that are not here
// are not offered: their names are codes.
var sportActs = map[training.Sport]string{
	training.Cycling: "a ride", training.Swimming: "a swim", training.Hiking: "a hike",
	"rock_climbing": "a climbing session", "cross_country_skiing": "a ski outing on the flat", "alpine_skiing": "a day on skis",
	"rowing": "a row", "kayaking": "a paddle", "paddling": "a paddle", "stand_up_paddleboarding": "a paddle",
	"training": "a strength or yoga class", "fitness_equipment": "a session at the gym", "tennis": "a game of tennis",
	"inline_skating": "a skate", "ice_skating": "a skate", "snowshoeing": "a snowshoe walk", "soccer": "a game of football",
	"basketball": "a game of basketball", "dance": "a dance class", "boxing": "a boxing class",
}

func personaliseCrossTrain(s *Season, _ Verdict) (Plan, Missing) {
	sport, last, ok := s.otherSport()
	if !ok {
		return Plan{
			Text:  s.usualOccasion().sayOn("go to a yoga, spin or swim class that someone else leads, in place of an easy run."),
			Tiny:  training.Say("Twenty minutes on a bike, or of stretching, instead of the shortest run."),
			Check: training.Say("A session of another sport in your files by {}.", s.planEnds()),
			Short: training.Say("swap an easy run for a yoga, spin or swim class"),
		}, Missing{What: training.Say("another sport that you like")}
	}
	act := sportActs[sport]
	return Plan{
		Params: []training.Param{{Name: "sport", Value: string(sport)}},
		Text:   s.usualOccasion().sayOn("swap an easy run for "+act+". Your last one was on {}.", training.Day(last)),
		Tiny:   training.Say("Twenty easy minutes of it, instead of the shortest run."),
		Check:  training.Say("A session of another sport in your files by {}.", s.planEnds()),
		Short:  training.Say("swap an easy run for " + act),
	}, Missing{}
}

// otherSport returns the sport besides running that the runner recorded most
// often, and when it was last. Walking is none.
func (s *Season) otherSport() (sport training.Sport, last training.Date, ok bool) {
	return s.mostRecorded(func(sport training.Sport) bool { return sportActs[sport] != "" })
}

// mostRecorded returns the sport besides running, of those that are asked for, that
// the runner recorded most often, the first by name of equals, and when it was last.
func (s *Season) mostRecorded(asked func(training.Sport) bool) (sport training.Sport, last training.Date, ok bool) {
	times, newest := map[training.Sport]int{}, map[training.Sport]training.Date{}
	for _, r := range s.Others {
		if asked(r.Sport) {
			times[r.Sport]++
			newest[r.Sport] = r.Date()
		}
	}
	if len(times) == 0 {
		return "", 0, false
	}
	sports := slices.Sorted(maps.Keys(times))
	sport = slices.MaxFunc(sports, func(a, b training.Sport) int {
		return cmp.Or(cmp.Compare(times[a], times[b]), cmp.Compare(b, a))
	})
	return sport, newest[sport], true
}

func triedCrossTrain(_ Plan, before, after *Season) training.Answer {
	for _, r := range after.Others {
		away := r.Date() - before.read
		if away > 0 && away <= tryDays && r.Sport != training.Walking && r.Sport != training.Transition {
			return training.Tried
		}
	}
	if len(Counting(after.Between(before.read+1, before.read+tryDays))) == 0 {
		return training.CantTell
	}
	return training.NotTried
}
