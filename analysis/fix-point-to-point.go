package analysis

import (
	"cmp"
	"slices"
	"strconv"

	"secondwind/internal/training"
)

var pointToPoint = Fix{
	Name:        "point-to-point",
	Title:       "Run one way, to a café or a friend",
	From:        []Article{ArticleSpark},
	Effort:      Some,
	Personalise: personalisePointToPoint,
	Tried:       triedPointToPoint,
}

// hiddenEndM is how much of a track its outline leaves out at either end.
const hiddenEndM = 200

// personalisePointToPoint names a way that the runner knows, else the usual
// distance and the direction in which little ground was covered.
func personalisePointToPoint(s *Season, _ Verdict) (Plan, Missing) {
	when := s.usualOccasion()
	plan := Plan{
		Tiny:  training.Say("End one run at a café ten minutes from home, and walk back."),
		Check: training.Say("A run that ends more than {} from where it began, by {}. The next report reads it from your files.", training.Distance(oneWayM), s.planEnds()),
	}
	if r, known := s.oneWayRoute(); known {
		plan.Params = []training.Param{{Name: "route", Value: r.ID}}
		plan.Text = when.sayOn("run the {} and ride home. You last did on {}.", r.Name, training.Day(r.LastSeen))
		plan.Short = training.Say("run the {} and ride home", r.Name)
		return plan, Missing{}
	}
	usual, _, _, _ := s.usualLength()
	length := roundLength(usual)
	if length == 0 {
		plan.Text = when.sayOn("run one way, to a café or a friend, and ride home.")
		plan.Short = training.Say("run one way, to a café or a friend, and ride home")
		return plan, Missing{What: training.Say("the length of a usual run")}
	}
	plan.Params = []training.Param{{Name: "to_m", Value: strconv.Itoa(int(length))}}
	plan.Text = when.sayOn("run about {} one way, to a café or a friend, and ride home. It is the length of your usual run.", training.Distance(length))
	plan.Short = training.Say("run about {} one way, to a café or a friend", training.Distance(length))
	if sectors, radiusM := s.quietSectors(); len(sectors) > 0 && radiusM > 0 {
		to := sectors[0].Sector
		plan.Params = append(plan.Params, training.Param{Name: "sector", Value: to.String()})
		plan.Text.Form += " You ran least to the {} in the last half-year."
		plan.Text.Slots = append(plan.Text.Slots, to)
	}
	return plan, Missing{}
}

// oneWayRoute returns a route that goes one way, begins near the usual start and is
// of a length that is nothing unusual: that of about the usual length first, then
// the one that has rested longest. What was run in the last month is no change.
func (s *Season) oneWayRoute() (found dormantRoute, known bool) {
	home, hasHome := s.usualStart()
	usual, shortest, longest, runs := s.usualLength()
	if !hasHome || !runs || usual == 0 {
		return dormantRoute{}, false
	}
	var all []dormantRoute
	for r := range s.all.routes {
		members := s.routeMembers(r)
		if len(members) == 0 {
			continue
		}
		x, last := s.typical(members), s.Sessions[members[len(members)-1]].Date
		at, placed := startOf(x)
		length := s.medianLength(members)
		if endsElsewhere(x) == training.Tried && placed && home.MetresTo(at) <= dormantNearM &&
			s.Day-last >= monthDays && length >= shortest && length <= longest {
			all = append(all, dormantRoute{r, s.routeID(r), s.name(members), len(members), last, length})
		}
	}
	if len(all) == 0 {
		return dormantRoute{}, false
	}
	return slices.MinFunc(all, func(a, b dormantRoute) int {
		return cmp.Or(cmp.Compare(lengthSteps(a.LengthM, usual), lengthSteps(b.LengthM, usual)), cmp.Compare(a.LastSeen, b.LastSeen))
	}), true
}

// triedPointToPoint looks at the runs out of doors: a treadmill goes nowhere.
func triedPointToPoint(_ Plan, before, after *Season) training.Answer {
	outdoors := filter(after.sinceRead(before), func(x *Session) bool { return !x.Indoor })
	return answerOf(outdoors, endsElsewhere)
}

// endsElsewhere tells whether a session ends more than oneWayM from where it began.
// Of one recording the measures know both ends. Of several they know where each
// begins; the last one ends somewhere around the end of its outline, or at most its
// length from its start.
func endsElsewhere(x *Session) training.Answer {
	apartM, offM := x.Main.Measures.Ground.StartToEndM, 0.0
	if !x.HasTrack() {
		return training.CantTell
	}
	if len(x.Recordings) > 1 {
		last := x.Recordings[len(x.Recordings)-1]
		from, okFrom := startOf(x)
		end, okEnd := last.Measures.Ground.Start.Get()
		if !okFrom || !okEnd {
			return training.CantTell
		}
		offM = last.Measures.DistanceM
		if line := last.Measures.Ground.Outline; len(line) > 0 {
			end, offM = last.Measures.Ground.Origin.Move(line[len(line)-1]), hiddenEndM
		}
		apartM = from.MetresTo(end)
	}
	switch {
	case apartM-offM > oneWayM:
		return training.Tried
	case apartM+offM <= oneWayM:
		return training.NotTried
	default:
		return training.CantTell
	}
}
