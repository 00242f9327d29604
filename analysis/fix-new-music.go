package analysis

import "secondwind/internal/training"

var newMusic = Fix{
	Name:        "new-music",
	Title:       "Change what you listen to",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Little,
	Skip:        "where you need your ears: beside traffic, and in the dark.",
	Personalise: personaliseNewMusic,
	Tried:       untold,
}

// alikeShare of the weeks with the same run make it one that is alike every week
// (ours).
const alikeShare = 0.5

// personaliseNewMusic names the run that is most alike from week to week.
func personaliseNewMusic(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{
		Tiny:  training.Say("Ten minutes with something that you have never run to."),
		Check: training.Say(sayWhenDone),
		Short: training.Say("run once to a new playlist, or in silence if you always listen"),
	}
	const act = "run to a new playlist, or in silence if you always listen."
	r, found := s.mostAlike()
	if !found {
		plan.Text = s.usualOccasion().sayOn(act)
		return plan, Missing{What: training.Say("a run that is alike every week")}
	}
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(r.when.day).String()}}
	where := training.Say("{} on a treadmill", training.Distance(roundLength(r.like.DistanceM)))
	if place := r.like.Ground.Place; place >= 0 {
		where = training.Say("the {}", s.placeName(place))
	}
	weeks := inWeeks(r.weeks, r.of, "the last {} weeks")
	plan.Text = r.when.sayOn(act+" No run of yours is more alike: "+where.Form+" in "+weeks.Form+".", append(where.Slots, weeks.Slots...)...)
	plan.Short = training.Say("run to a new playlist on {}, or in silence if you always listen", training.Weekday(r.when.day))
	return plan, Missing{}
}

// alikeRun is a run that comes again on its weekday with its length and its place.
type alikeRun struct {
	when  occasion
	like  *Session // one of them
	weeks int      // with such a run
	of    int      // weeks looked at
}

// mostAlike returns the run of the last weeks that came again in most of them, and
// whether that was in enough. Where a track is missing out of doors, a run is like no
// other.
func (s *Season) mostAlike() (best alikeRun, found bool) {
	if s.silentDays() >= longBreakDays {
		return alikeRun{}, false
	}
	h := s.UsualHabit()
	var byDay [7][]*Session
	for _, w := range s.Weeks(s.LastWeek(), usualWeeks) {
		for _, x := range w.Counting {
			if i := mondayFirst(x.Date.Weekday()); !w.Break && !x.DayUncertain() {
				byDay[i] = append(byDay[i], x)
			}
		}
	}
	for i, sessions := range byDay {
		for _, x := range sessions {
			again := filter(sessions, func(y *Session) bool { return sameRun(x, y) })
			if weeks := runDays(again); weeks > best.weeks {
				best = alikeRun{occasion{weekdayOf(i), h.Days[i].Clock, true}, x, weeks, h.Weeks}
			}
		}
	}
	return best, best.weeks > 0 && float64(best.weeks) >= alikeShare*float64(h.Weeks)
}

// sameRun reports whether two sessions have one length and one place.
func sameRun(x, y *Session) bool {
	sameGround := x.Ground.Place == y.Ground.Place && (x.Ground.Place >= 0 || (x.Indoor && y.Indoor))
	return sameGround && metres(x.DistanceM) > 0 && alike(metres(y.DistanceM), metres(x.DistanceM))
}
