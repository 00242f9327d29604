package analysis

import "secondwind/internal/training"

var newRoute = Fix{
	Name:        "new-route",
	Title:       "Run somewhere you have not been for 90 days",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Some,
	Personalise: personaliseNewRoute,
	Tried:       triedNewRoute,
}

// personaliseNewRoute names a route that has rested, else a direction in which
// little ground was covered.
func personaliseNewRoute(s *Season, _ Verdict) (Plan, Missing) {
	when := s.usualOccasion()
	plan := Plan{
		Tiny:  training.Say("Start on your usual way. At the first corner take a path that is new to you, for ten minutes, and come back."),
		Check: training.Say("A run on ground you have not covered for 90 days, by {}. The next report reads it from your files.", s.planEnds()),
	}
	if dormant := s.dormantRoutes(); len(dormant) > 0 {
		r := dormant[0]
		plan.Params = []training.Param{{Name: "route", Value: r.ID}}
		plan.Text = when.sayOn("run the {}. You were last there on {}.", r.Name, training.Day(r.LastSeen))
		plan.Short = training.Say("run the {}, last seen on {}", r.Name, training.Day(r.LastSeen))
		return plan, Missing{}
	}
	sectors, radiusM := s.quietSectors()
	if len(sectors) == 0 || radiusM == 0 {
		plan.Text = when.sayOn("start somewhere you have not been for 90 days.")
		plan.Short = training.Say("start somewhere you have not been for 90 days")
		return plan, Missing{What: training.Say("where your runs start")}
	}
	to := sectors[0]
	plan.Params = []training.Param{{Name: "sector", Value: to.Sector.String()}}
	plan.Text = when.sayOn("head {} from your usual start, up to {} out, and come back another way. It is the direction you ran least in the last half-year.",
		to.Sector, training.Distance(roundLength(radiusM)))
	plan.Short = training.Say("head {} from your usual start, the direction you ran least", to.Sector)
	return plan, Missing{}
}

func triedNewRoute(_ Plan, before, after *Season) training.Answer {
	return after.answerFrom(before, func(x *Session) bool {
		return x.Ground.Explores() || (x.Ground.Place >= 0 && before.rested(x.Ground.Place))
	})
}

// rested reports whether a place was run, and not for dormantDays. One that was
// never run is known ground all the same if it lies along the usual way.
func (s *Season) rested(place int) bool {
	members := s.placeMembers(place)
	return len(members) > 0 && s.Day-s.Sessions[members[len(members)-1]].Date >= dormantDays
}
