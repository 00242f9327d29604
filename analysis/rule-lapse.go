package analysis

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

const (
	// lapseGaps times the usual gap, and longBreakDays, make a lapse (science B.3).
	lapseGaps = 3
	// lapseMinGaps between run-days show what is usual (table R).
	lapseMinGaps = 6
)

var lapse = Rule{
	Name:    "lapse",
	Title:   "Lapse",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "No run for two weeks or more, well past the usual gap, and no sign of an off-season.",
	Why:     "The longer a pause, the higher the first step back looks. It is not: ten minutes are a run, and the first one ends this message.",
	Counts:  "Days since the last run of 1.5 km or ten minutes, those of breaks in your profile left out. Usual is the median of your last 20 gaps, of which there are at least six. Rest after a race, a pause that comes every year and weeks with other sports are no lapse.",
	Limits:  "Two weeks are where fitness falls measurably. Three times your usual gap keeps the rule quiet for those who run now and then. The signs of an off-season are ours, tried on the logs of real runners.",
	Caveat:  "The files cannot see why. They cannot even see whether newer runs are still on the watch.",
	Formula: "g = days since the last run-day. Rut: g ≥ max(14, 3 × median of the last 20 gaps). Watch: the same, and a race ≤ 14 days before it and g ≤ 28; or gaps of ≥ 14 days within ± 3 weeks in ≥ 2 of 3 earlier years, none of them a third as long again; or other sports for ≥ 50 % of the usual time; or files that may end too early.",
	Evidence: []Source{
		{"Mujika and Padilla 2001, a review: gains of endurance from a short time of training are lost after more than four weeks without any.", "https://doi.org/10.1097/00005768-200103000-00013", Strong},
		{"Silverman and Barasch 2023: highlighting a broken streak lowers engagement, less so when it can be repaired. So this is said once, and the way back with it.", "https://doi.org/10.1093/jcr/ucac029", Strong},
		{"Feely and others 2023: in 300 000 marathon runners a gap of seven days or more went with a finish 5 to 8 % slower. It shows no cause.", "https://doi.org/10.3389/fspor.2022.1096124", Contested},
	},
	Silent:   []Silence{duringBreak},
	Headline: HeadlineValue{Name: "Days since the last run", LowerBetter: true},
	Chart:    CalendarChart,
	Fixes:    []string{"first-ten-minutes", "run-with-friend", "small-streak", "gratitude-list", "five-whys", "mentor"},
	Find:     findLapse,
	Draw:     drawLapse,
}

func findLapse(s *Season) Verdict {
	gaps := s.closedGaps()
	if len(gaps) < lapseMinGaps {
		return notEnough(len(gaps), lapseMinGaps, training.Say("needs {} between runs to know what is usual, has {}",
			training.Count{N: lapseMinGaps, One: "gap", Many: "gaps"}, training.Number(len(gaps))))
	}
	usual, last := usualGap(gaps), gaps[len(gaps)-1].Next
	silent := int(s.read-last) - s.breakDays(last+1, s.read)
	limit := max(longBreakDays, int(math.Ceil(lapseGaps*usual)))
	v := Verdict{
		Outcome:  Clear,
		Reason:   training.Say("{} since the last run, usually {}; a rut from {}", training.Count{N: silent, One: "day", Many: "days"}, training.Decimal(usual), training.Numeral(limit)),
		Headline: float64(silent),
		Measures: []Measure{
			{Name: "days_since", Label: "Days since the last run", Value: training.Number(silent), Limit: training.Number(limit)},
			{Name: "usual_gap", Label: "Days from one run to the next, usually", Value: training.Decimal(usual)},
		},
		Have: len(gaps), Need: lapseMinGaps, Counted: "gaps between runs",
		Runs: runsOf(Counting(s.Between(last, last))),
	}
	if silent < limit {
		return v
	}
	days := training.Count{N: silent, One: "day", Many: "days"}
	switch why, meant := s.meant(last+1, s.read); {
	case s.ended:
		v.Outcome = Watch
		v.Title, v.Lede = s.newestRun()
		v.Reason.Form += ", unless newer files are missing"
	case meant:
		v.Outcome = Watch
		v.Title = training.Say("No run for {}, and that looks meant", days)
		v.Lede = training.Text{Form: "The last run was on {}. It looks like " + why.Form + ".", Slots: append([]training.Slot{training.Day(last)}, why.Slots...)}
	default:
		v.Outcome = Flagged
		v.Title = training.Say("No run for {}", days)
		v.Lede = training.Say("The last one was on {}; the usual gap is {}. Ten minutes are enough to begin again.", training.Day(last), dayCount(usual))
		if !s.knowsSeasons(last) {
			v.Lede.Form += " Your files hold no earlier year and no other sport, so an off-season would look the same."
		}
	}
	return v
}

// closedGaps returns the gaps that a run has ended.
func (s *Season) closedGaps() []Gap {
	gaps := s.Gaps()
	if n := len(gaps); n > 0 && gaps[n-1].Open {
		return gaps[:n-1]
	}
	return gaps
}

// dayCount says a number of days that may lie half-way between two.
func dayCount(days float64) training.Count {
	return training.Count{N: int(days + 0.5), One: "day", Many: "days"}
}

// toldLapse reports whether an earlier report of the same gap has told a lapse
// that is now the main rut.
func (s *Season) toldLapse(rule string, past []training.Suggestion) bool {
	return rule == lapse.Name && slices.ContainsFunc(past, func(p training.Suggestion) bool {
		return p.Rule == lapse.Name && p.Read > s.lastRunDay()
	})
}

func drawLapse(s *Season, v Verdict) Chart {
	last := s.lastRunDay()
	if v.Outcome == Clear {
		return s.calendar(training.Say("The last run was on {}", training.Day(last)), s.Day)
	}
	return s.calendar(training.Say("No run since {}", training.Day(last)), s.read,
		Away{From: last + 1, To: s.read, Days: int(v.Headline)})
}
