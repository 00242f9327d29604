package analysis

import (
	"strconv"

	"secondwind/internal/training"
)

var keepTheKeyRun = Fix{
	Name:        "keep-the-key-run",
	Title:       "Keep the one run that gives most",
	From:        []Article{Article3M},
	Effort:      Some,
	Personalise: personaliseKeepTheKeyRun,
	Tried:       triedKeepTheKeyRun,
}

// keyRunShare of the usual length still counts as the key run (ours).
const keyRunShare = 0.8

// personaliseKeepTheKeyRun names the longest usual run by its day, else by its
// length.
func personaliseKeepTheKeyRun(s *Season, _ Verdict) (Plan, Missing) {
	plan := Plan{Tiny: training.Say("Half of it, on the same day.")}
	h := s.Habit(s.Weeks(s.LastWeek(), habitBaseline+habitTested))
	if day, ok := h.Longest(); ok && h.Day(day).LongM > 0 {
		key := h.Day(day)
		plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(day).String()}}
		plan.Text = training.Say("If the week gets crowded, then keep the {} run at {}, about {}, and let the others go.",
			training.Weekday(day), key.Clock, training.Distance(roundLength(key.LongM)))
		plan.Check = training.Say("A run on {} by {}. The next report reads it from your files.", training.Weekday(day), s.planEnds())
		plan.Short = training.Say("keep the {} run and let the others go if the week gets crowded", training.Weekday(day))
		return plan, Missing{}
	}
	long := roundLength(s.usualLongRunM())
	if long == 0 {
		return Plan{}, Missing{Aside: true, What: training.Say("a run with a distance")}
	}
	plan.Params = []training.Param{{Name: "from_m", Value: strconv.Itoa(int(keyRunShare * long))}}
	plan.Text = training.Say("If the week gets crowded, then keep one run of about {}, and let the others go.", training.Distance(long))
	plan.Check = training.Say("A run of {} or more by {}. The next report reads it from your files.", training.Distance(roundLength(keyRunShare*long)), s.planEnds())
	plan.Short = training.Say("keep one run of about {} and let the others go if the week gets crowded", training.Distance(long))
	return plan, Missing{}
}

// usualLongRunM is the median of the longest runs of the last weeks; 0 without one.
func (s *Season) usualLongRunM() float64 {
	var longest []float64
	for _, w := range s.Weeks(s.LastWeek(), habitBaseline+habitTested) {
		if m := longestOf(w.Sessions); m > 0 {
			longest = append(longest, m)
		}
	}
	return median(longest)
}

func triedKeepTheKeyRun(plan Plan, before, after *Season) training.Answer {
	if day, ok := training.ParseWeekday(plan.Param("weekday")); ok {
		return after.answerFrom(before, func(x *Session) bool { return x.Date.Weekday() == day })
	}
	from, err := strconv.ParseFloat(plan.Param("from_m"), 64)
	if err != nil {
		return training.CantTell
	}
	return after.answerFrom(before, func(x *Session) bool { return x.DistanceM >= from })
}
