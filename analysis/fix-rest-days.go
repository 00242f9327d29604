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
	Personalise: personaliseRestDays,
	Tried:       triedRestDays,
}

// mostRestDays is how many usual run-days are named: a few days off, until you
// miss it (spark).
const mostRestDays = 2

func personaliseRestDays(s *Season, _ Verdict) (Plan, Missing) {
	h := s.UsualHabit()
	next := s.Day + 1
	var days []training.Date
	for d := next; d < next+7 && len(days) < mostRestDays; d++ {
		if h.Usual(d.Weekday()) {
			days = append(days, d)
		}
	}
	var missing Missing
	plan := Plan{
		Tiny:  training.Say("Walk for as long as you would have run."),
		Short: training.Say("take the next few days off, until you miss it"),
	}
	rest := "let the usual run go"
	if len(days) == 0 {
		days, rest = []training.Date{next, next + 1}, "rest, even if you feel like a run"
		missing.What = training.Say("a usual weekday")
	}
	named, slots := make([]string, len(days)), make([]training.Slot, len(days))
	for i, d := range days {
		named[i], slots[i] = d.String(), training.Day(d)
	}
	either := strings.Join(slices.Repeat([]string{"{}"}, len(days)), " or ")
	plan.Params = []training.Param{{Name: "days", Value: strings.Join(named, " ")}}
	plan.Text = training.Say("If it is "+either+", then "+rest+", and start again when you miss it.", slots...)
	plan.Check = training.Say("No run on "+either+", and a later one that shows your files are up to date.", slots...)
	return plan, missing
}

func triedRestDays(plan Plan, before, after *Season) training.Answer {
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
	if last == 0 || len(after.Between(last+1, after.Day)) == 0 {
		return training.CantTell
	}
	return training.Tried
}
