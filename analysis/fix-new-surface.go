package analysis

import (
	"slices"

	"secondwind/internal/training"
)

var newSurface = Fix{
	Name:        "new-surface",
	Title:       "Run on other ground",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Some,
	Personalise: personaliseNewSurface,
	Tried:       triedNewSurface,
}

// surfaceActs say how to come to a surface.
var surfaceActs = map[surface]string{
	onRoad:      "run on the road, out of doors",
	onTrail:     "run on a trail, on grass or along a river",
	onTrack:     "run a few laps on a track",
	onTreadmill: "run on a treadmill",
}

// personaliseNewSurface names the surface that has rested, else one never run. Where
// few runs name theirs, the rest may lie on any.
func personaliseNewSurface(s *Season, _ Verdict) (Plan, Missing) {
	f := s.surfaces()
	plan := Plan{
		Tiny:  training.Say("Ten minutes on grass in the middle of a usual run."),
		Check: training.Say("A run that your watch files under another surface, by {}. Set it before you start.", s.planEnds()),
	}
	when := s.usualOccasion()
	if !f.known() {
		plan.Text = when.sayOn("run on ground that you have not run on lately: a trail, grass, a track.")
		plan.Short = training.Say("run on ground that you have not run on lately: a trail, grass, a track")
		return plan, Missing{What: training.Say("what your runs are on")}
	}
	to, last, seen := s.restedSurface()
	plan.Params = []training.Param{{Name: "usual", Value: string(f.common)}}
	plan.Short = training.Say(surfaceActs[to])
	plan.Text = when.sayOn(surfaceActs[to] + ".")
	if seen {
		plan.Text.Form += " You last did on {}."
		plan.Text.Slots = append(plan.Text.Slots, training.Day(last))
	}
	return plan, Missing{}
}

// restedSurface returns the surface out of doors that was run before, and not in the
// last weeks, the one run last of several; without one a trail, or the road for whom
// trails are the usual.
func (s *Season) restedSurface() (to surface, last training.Date, seen bool) {
	lately := surfaceCounts(Counting(s.LastDays(sameDays)))
	newest := map[surface]training.Date{}
	for _, x := range Counting(s.Sessions) {
		if on, named := surfaceOf(x); named {
			newest[on] = x.Date
		}
	}
	for _, on := range surfaces {
		day, was := newest[on]
		if was && lately[on] == 0 && on != onTreadmill && (!seen || day > last) {
			to, last, seen = on, day, true
		}
	}
	if seen {
		return to, last, true
	}
	i := slices.IndexFunc([]surface{onTrail, onRoad, onTrack}, func(on surface) bool { return lately[on] == 0 })
	return []surface{onTrail, onRoad, onTrack}[max(0, i)], 0, false
}

func triedNewSurface(plan Plan, before, after *Season) training.Answer {
	named := false
	answer := after.answerFrom(before, func(x *Session) bool {
		on, ok := surfaceOf(x)
		named = named || ok
		return ok && on != surface(plan.Param("usual"))
	})
	if answer == training.NotTried && (!named || plan.Param("usual") == "") {
		return training.CantTell
	}
	return answer
}
