package analysis

import "secondwind/internal/training"

var addSwimOrBike = Fix{
	Name:        "add-swim-or-bike",
	Title:       "Add a swim or a ride after a run",
	From:        []Article{ArticleSpark},
	Effort:      Some,
	Challenge:   true,
	Personalise: personaliseAddSwimOrBike,
	Tried:       triedAddSwimOrBike,
}

// afterRunMinutes of a second sport make the day another one and no hard one (ours).
const afterRunMinutes = 20

func personaliseAddSwimOrBike(s *Season, _ Verdict) (Plan, Missing) {
	minutes := training.Count{N: afterRunMinutes, One: "minute", Many: "minutes"}
	plan := Plan{
		Tiny:  training.Say("Ten easy minutes of it, straight after the run."),
		Check: training.Say("A run and another sport on one day by {}. The next report reads them from your files.", s.planEnds()),
	}
	sport, last, ok := s.mostRecorded(func(sport training.Sport) bool {
		return sport == training.Swimming || sport == training.Cycling
	})
	if !ok {
		plan.Text = s.usualOccasion().sayOn("run as usual, and add a swim or a ride after it, {} at most.", minutes)
		plan.Short = training.Say("add a swim or a ride after one run")
		return plan, Missing{What: training.Say("a swim or a ride")}
	}
	act := sportActs[sport]
	plan.Params = []training.Param{{Name: "sport", Value: string(sport)}}
	plan.Text = s.usualOccasion().sayOn("run as usual, and add "+act+" after it, {} at most. Your last one was on {}.", minutes, training.Day(last))
	plan.Short = training.Say("add " + act + " after one run")
	return plan, Missing{}
}

// triedAddSwimOrBike looks for a day with both. Files that never held another sport
// may be of runs alone, and cannot tell.
func triedAddSwimOrBike(_ Plan, before, after *Season) training.Answer {
	ran := map[training.Date]bool{}
	for _, x := range after.sinceRead(before) {
		ran[x.Date] = true
	}
	recorded := false
	for _, r := range after.Others {
		if r.Sport == training.Walking || r.Sport == training.Transition {
			continue
		}
		if recorded = true; ran[r.Date()] {
			return training.Tried
		}
	}
	if len(ran) == 0 || !recorded {
		return training.CantTell
	}
	return training.NotTried
}
