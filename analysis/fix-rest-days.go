package analysis

import (
	"slices"
	"strings"

	"secondwind/internal/training"
)

var restDays = Fix{
	Name:        "rest-days",
	Title:       "Take a few days off",
	From:        []Article{ArticleSpark, ArticleRut},
	Effort:      Little,
	Skip:        "as soon as you look forward to a run.",
	Personalise: personaliseRestDays,
	Tried:       triedRestDays,
}

const (
	// usualRestDays is how many usual run-days are named: a few days off, until you
	// miss it (spark).
	usualRestDays = 2
	// plainRestDays are named where the week has fewer usual days.
	plainRestDays = 3
	// restWithinDays of a long run rest answers it, and restUntilDays after it the
	// last day named lies; later it is too late to help (ours).
	restWithinDays = 3
	restUntilDays  = 7
	// restHadDays between two runs after a race are the rest that it asked for (ours).
	restHadDays = 7
)

func personaliseRestDays(s *Season, v Verdict) (Plan, Missing) {
	until := s.read + restUntilDays
	if long := s.session(paramOf(v.Subject, "run")); long != nil {
		if int(s.read-long.Date) > restWithinDays {
			return Plan{}, Missing{Aside: true, What: training.Say("a long run of the last days")}
		}
		until = long.Date + restUntilDays
	}
	if race := s.session(paramOf(v.Subject, "race")); race != nil && s.restedSince(race.Date) {
		return Plan{}, Missing{Aside: true, What: training.Say("weeks after the race without rest")}
	}
	var days []training.Date
	h := s.UsualHabit()
	for d := s.read + 1; d <= until && len(days) < usualRestDays; d++ {
		if h.Usual(d.Weekday()) {
			days = append(days, d)
		}
	}
	plan := Plan{
		Tiny:  training.Say("One day off, and a walk in its place."),
		Short: training.Say("take the next few days off, until you look forward to a run"),
	}
	if len(days) == usualRestDays {
		first, second := training.Day(days[0]), training.Day(days[1])
		plan.Text = training.Say("If it is {} or {}, then let the usual run go.", first, second)
		plan.Check = training.Say("No run on {} or {}, and a later file that shows none is missing.", first, second)
	} else {
		days = []training.Date{s.read + 1, s.read + 2, s.read + plainRestDays}
		last := training.Day(days[plainRestDays-1])
		plan.Text = training.Say("If a run tempts you before {}, then walk instead.", training.Day(days[plainRestDays-1]+1))
		plan.Check = training.Say("No run up to {}, and a later file that shows none is missing.", last)
	}
	named := make([]string, len(days))
	for i, d := range days {
		named[i] = d.String()
	}
	plan.Params = []training.Param{{Name: "days", Value: strings.Join(named, " ")}}
	return plan, Missing{}
}

// restedSince reports whether a week without a run began on a day or later.
func (s *Season) restedSince(day training.Date) bool {
	return slices.ContainsFunc(s.Gaps(), func(g Gap) bool { return g.Last >= day && g.Days() >= restHadDays })
}

func triedRestDays(plan Plan, _, after *Season) training.Answer {
	var last training.Date
	for _, text := range strings.Fields(plan.Param("days")) {
		d, err := training.ParseDate(text)
		if err != nil {
			return training.CantTell
		}
		if len(Counting(after.Between(d, d))) > 0 {
			return training.NotTried
		}
		last = max(last, d)
	}
	later := len(after.Between(last+1, after.Day)) > 0 ||
		slices.ContainsFunc(after.Others, func(r *training.Run) bool { return r.Date() > last })
	if last == 0 || !later {
		return training.CantTell
	}
	return training.Tried
}
