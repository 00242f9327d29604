package analysis

import (
	"secondwind/internal/training"
)

var reverseRoute = Fix{
	Name:        "reverse-route",
	Title:       "Run the usual loop the other way round",
	From:        []Article{ArticleSpark},
	Effort:      Little,
	Personalise: personaliseReverseRoute,
	Tried:       triedReverseRoute,
}

// oneWayRound is the share of runs in one direction from which the other one is
// a change (ours).
const oneWayRound = 0.8

func personaliseReverseRoute(s *Season, v Verdict) (Plan, Missing) {
	place, known := s.placeByID(paramOf(v.Subject, "place"))
	if !known {
		return Plan{}, Missing{Aside: true, What: training.Say("a loop that you run often")}
	}
	tracks, _ := s.RouteSessions(windowDays)
	usual, share, of := usualTurn(onPlace(tracks, place))
	if usual == noTurn || share < oneWayRound {
		return Plan{}, Missing{Aside: true, What: training.Say("a loop that you run in one direction")}
	}
	name, other := s.placeName(place), string(usual.reversed())
	return Plan{
		Params: []training.Param{{Name: "place", Value: s.all.places[place].ID}, {Name: "turn", Value: other}},
		Text: s.usualOccasion().sayOn("run the {} the other way round, "+other+". Of its last {} you ran {} "+string(usual)+".",
			name, training.Count{N: of, One: "round", Many: "rounds"}, training.Number(int(share*float64(of)+0.5))),
		Tiny:  training.Say("Turn round at the half-way point of your next run."),
		Check: training.Say("One run of the loop "+other+" by {}. The next report reads it from your files.", s.planEnds()),
		Short: training.Say("run the {} the other way round, "+other, name),
	}, Missing{}
}

func triedReverseRoute(plan Plan, before, after *Season) training.Answer {
	place, known := after.placeByID(plan.Param("place"))
	if !known {
		return training.CantTell
	}
	return after.answerFrom(before, func(x *Session) bool {
		return x.Ground.Place == place && turnOf(x) == turn(plan.Param("turn"))
	})
}
