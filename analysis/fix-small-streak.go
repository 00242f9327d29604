package analysis

import "secondwind/internal/training"

var smallStreak = Fix{
	Name:        "small-streak",
	Title:       "Walk or run ten minutes a day for two weeks",
	From:        []Article{ArticleRut},
	Effort:      Some,
	Suits:       training.Extrinsic,
	Skip:        "if you are sore or ill. Each week has a free day for that.",
	Challenge:   true,
	Personalise: personaliseSmallStreak,
	Tried:       triedSmallStreak,
}

const (
	// streakWeeks of small days, with streakFreeDays in each on which nothing is due:
	// a streak that can be repaired outlasts one that breaks (ruts-and-fixes §2).
	streakWeeks    = 2
	streakFreeDays = 1
	// challengeDays is the longer form, for those whom the number pleases.
	challengeDays = 30
	// streakTold is how many weeks in a row are worth telling as such; else it is told
	// in how many of streakWindow weeks there was a run. A broken row is never shown.
	streakTold   = 2
	streakWindow = 12
)

func personaliseSmallStreak(s *Season, _ Verdict) (Plan, Missing) {
	first, last := s.planWeek(), s.planWeek().Add(streakWeeks-1)
	plan := Plan{
		Params: []training.Param{{Name: "week", Value: first.String()}},
		Tiny:   training.Say("Five minutes count. So does a walk to the shop."),
		Check: training.Say("A run or a walk on {} of a week's days. Record the walks as well, and the next report reads them.",
			training.Number(7-streakFreeDays)),
		Short: training.Say("walk or run ten minutes a day until {}, with a free day each week", training.Day(last.Sunday())),
	}
	act := training.Say("then walk or run for ten minutes, day by day from {} to {}. One day of each week is free.",
		training.Day(first.Monday()), training.Day(last.Sunday()))
	when, missing := training.Say("If the day has ten free minutes, "), Missing{What: training.Say("an hour at which you usually run")}
	h := s.habitWhileRunning()
	if day, ok := h.Best(); ok {
		when, missing = training.Say("If it is {}, your usual hour, ", h.Day(day).Clock), Missing{}
	}
	plan.Text = join(when, act, s.weeksWithRuns(), training.Say(" If that pleases you, make it {} days.", training.Number(challengeDays)))
	return plan, missing
}

// weeksWithRuns says how many weeks in a row have had a run, or in how many of the
// last ones there was one; empty where there was none.
func (s *Season) weeksWithRuns() training.Text {
	if row, broken := s.weekStreak(); row >= streakTold {
		each := training.Say(" You have run in each of the last {} weeks.", training.Number(row))
		if broken {
			each = training.Say(" You have run in {} weeks in a row, your breaks left out.", training.Number(row))
		}
		return each
	}
	weeks, running := s.knownWeeks(streakWindow), 0
	for _, w := range weeks {
		running += count(len(w.Counting) > 0)
	}
	if running == 0 {
		return training.Text{}
	}
	return training.Say(" You ran in {} of the last {} weeks.", training.Number(running), training.Number(len(weeks)))
}

// weekStreak returns how many complete weeks in a row, up to the last one, had a
// run. Weeks with a break of the profile neither count nor end it; broken reports
// whether there are any among them.
func (s *Season) weekStreak() (row int, broken bool) {
	for w := s.LastWeek(); w >= s.all.first.Week(); w = w.Add(-1) {
		switch week := s.week(w); {
		case week.Break:
			broken = true
		case len(week.Counting) == 0:
			return row, broken
		default:
			row++
		}
	}
	return row, broken
}

// triedSmallStreak asks for one week of it that went well: a second week that did
// not makes the first no less tried.
func triedSmallStreak(plan Plan, _, after *Season) training.Answer {
	first, err := training.ParseWeek(plan.Param("week"))
	if err != nil {
		return training.CantTell
	}
	answer := training.CantTell
	for w := first; w < first.Add(streakWeeks) && w <= after.LastWeek(); w = w.Add(1) {
		switch days := after.activeDays(w); {
		case days >= 7-streakFreeDays:
			return training.Tried
		case days > 0:
			answer = training.NotTried
		}
	}
	return answer
}

// activeDays returns on how many days of a week there was an activity, of whatever
// sport and length.
func (s *Season) activeDays(w training.Week) int {
	var active [7]bool
	for _, x := range s.Between(w.Monday(), w.Sunday()) {
		active[x.Date-w.Monday()] = true
	}
	for _, r := range s.Others {
		if d := r.Date(); w.Monday() <= d && d <= w.Sunday() && r.Sport != training.Transition {
			active[d-w.Monday()] = true
		}
	}
	days := 0
	for _, a := range active {
		days += count(a)
	}
	return days
}
