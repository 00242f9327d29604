package analysis

import (
	"math"
	"strconv"

	"secondwind/internal/training"
)

var easyWeek = Fix{
	Name:        "easy-week",
	Title:       "Make it a lighter week",
	From:        []Article{ArticleSpark},
	Effort:      Some,
	Personalise: personaliseEasyWeek,
	Tried:       triedEasyWeek,
}

const (
	// A lighter week holds 60 to 80 % of the mean of three (ruts-and-fixes §2).
	easyFrom  = 0.6
	easyTo    = 0.8
	easyWeeks = 3
)

func personaliseEasyWeek(s *Season, _ Verdict) (Plan, Missing) {
	var meanM, meanDays float64
	weeks := s.weeksToLighten()
	if len(weeks) == 0 {
		return Plan{}, Missing{Aside: true, What: training.Say("a week with a distance")}
	}
	for _, w := range weeks {
		meanM += w.DistanceM / float64(len(weeks))
		meanDays += float64(w.RunDays) / float64(len(weeks))
	}
	mostM := meanM * easyTo
	if last := weeks[len(weeks)-1]; last.Week == s.LastWeek() {
		mostM = min(mostM, last.DistanceM) // no heavier than a week that was light already
	}
	from, to := wholeKm(mostM*easyFrom/easyTo), wholeKm(mostM)
	days := max(1, int(math.Ceil(meanDays*easyTo)))
	return Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "from_m", Value: strconv.Itoa(int(from))},
			{Name: "to_m", Value: strconv.Itoa(int(to))},
		},
		Text: training.Say("If you plan the week from {}, then keep it between {} and {}, over {}. Run all of it easy.",
			training.Day(s.planWeek().Monday()), training.Distance(from), training.Distance(to), training.Count{N: days, One: "day", Many: "days"}),
		Tiny:  training.Say("Leave out the longest run, and let the others be as they are."),
		Check: training.Say("A week within those limits by {}. The last weeks held {} on average.", s.planEnds(), training.Distance(meanM)),
		Short: training.Say("make it a lighter week of {} to {}", training.Distance(from), training.Distance(to)),
	}, Missing{}
}

// weeksToLighten returns those of the last weeks that show what is usual: the
// ones with a distance, outside breaks of the profile where there are any.
func (s *Season) weeksToLighten() []Week {
	var running, free []Week
	for _, w := range s.Weeks(s.LastWeek(), easyWeeks) {
		if w.DistanceM == 0 {
			continue
		}
		running = append(running, w)
		if !w.Break {
			free = append(free, w)
		}
	}
	if len(free) > 0 {
		return free
	}
	return running
}

// wholeKm rounds to full kilometres, at least one.
func wholeKm(m float64) float64 { return max(1, math.Round(m/1000)) * 1000 }

func triedEasyWeek(plan Plan, _, after *Season) training.Answer {
	from, errFrom := strconv.ParseFloat(plan.Param("from_m"), 64)
	to, errTo := strconv.ParseFloat(plan.Param("to_m"), 64)
	next, errWeek := training.ParseWeek(plan.Param("week"))
	if errFrom != nil || errTo != nil || errWeek != nil || after.LastWeek() < next {
		return training.CantTell
	}
	w := after.week(next)
	switch {
	case len(w.Sessions) == 0:
		return training.CantTell
	case w.DistanceM <= to && w.DistanceM >= from:
		return training.Tried
	default:
		return training.NotTried
	}
}
