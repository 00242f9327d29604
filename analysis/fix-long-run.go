package analysis

import (
	"math"
	"strconv"

	"secondwind/internal/training"
)

var longRunOnce = Fix{
	Name:        "long-run",
	Title:       "Run one longer, easy run",
	From:        []Article{ArticleSpark},
	Effort:      Much,
	Challenge:   true,
	Personalise: personaliseLongRun,
	Tried:       triedLongRun,
}

// longRunMet is how much of the length is that run: a path is no ruler (ours).
const longRunMet = 0.97

// personaliseLongRun adds a tenth to the longest run of the month, at most.
func personaliseLongRun(s *Season, _ Verdict) (Plan, Missing) {
	longest := longestOf(s.LastDays(monthDays))
	if longest < routeFromM {
		return Plan{}, Missing{Aside: true, What: training.Say("a run with a distance in the last month")}
	}
	to := roundDown(longerCap * longest)
	plan := Plan{
		Params: []training.Param{{Name: "to_m", Value: strconv.Itoa(int(to))}},
		Tiny:   training.Say("The usual run, and ten minutes of walking after it."),
		Check:  training.Say("One run of about {} by {}. The next report reads it from your files.", training.Distance(to), s.planEnds()),
		Short:  training.Say("run one easy run of {}, a little over the longest of the month", training.Distance(to)),
	}
	h := s.UsualHabit()
	day, ok := h.Longest()
	when := occasion{day, h.Day(day).Clock, ok && s.silentDays() < longBreakDays}
	pace, known := s.easyPace()
	if !known {
		plan.Text = when.sayOn("run {}, slow enough to talk. The longest of the last month was {}.", training.Distance(to), training.Distance(longest))
		return plan, Missing{What: training.Say("your easy pace")}
	}
	plan.Text = when.sayOn("run {} at {} or slower. The longest of the last month was {}.", training.Distance(to), pace, training.Distance(longest))
	return plan, Missing{}
}

// roundDown is roundLength, but never more: a limit stays one.
func roundDown(m float64) float64 {
	step := 100.0
	if m >= 20_000 {
		step = 500
	}
	return math.Floor(m/step) * step
}

func triedLongRun(plan Plan, before, after *Season) training.Answer {
	to, err := strconv.ParseFloat(plan.Param("to_m"), 64)
	if err != nil {
		return training.CantTell
	}
	return after.answerFrom(before, func(x *Session) bool { return x.DistanceM >= longRunMet*to })
}
