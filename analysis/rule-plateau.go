package analysis

import (
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// plateauDays are compared with as many before them (science D.4).
	plateauDays = 182
	// plateauBetter is how much better a best must be to be better: less is the day,
	// the wind and the watch. With the 1 % of science D.4, made runners who gain 3 % a
	// year were told 0.5 times a year that they stand still; so it is 0.35 times (README.md).
	plateauBetter = 0.005
	// plateauHeld is up to where a level counts as held (ours).
	plateauHeld = 1.02
	// plateauHard hard sessions in each half make bests tests of fitness: those of
	// easy runs are none (science D.4).
	plateauHard = 3
	// plateauRunning of the last plateauWeeks must hold a run: otherwise training did
	// not go on (table R).
	plateauRunning = 20
	plateauWeeks   = 26
	// The distance that all bests are told as.
	plateauDistanceM = 5000

	// The volume of flatWeeks is flat within flatSlope a week and flatSpread of
	// scatter (science D.4).
	flatWeeks  = 12
	flatSlope  = 0.01
	flatSpread = 0.15
	// Efficiency is flat when it changes by less than flatEfficiency in
	// flatEfficiencyDays and may as well not change at all (science D.4), by at least
	// flatEasyRuns runs (ours: two a month).
	flatEfficiency     = 0.01
	flatEfficiencyDays = 56
	flatEasyRuns       = 12
)

var plateau = Rule{
	Name:    "plateau",
	Title:   "Plateau",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "No better effort in half a year, although training goes on.",
	Why:     "The same weeks give the same runner. A small change in the work is what the body answers to.",
	Counts:  "The best effort over a mile to a half marathon in the last 26 weeks and in the 26 before, each told as a 5 km by Riegel. Then whether weekly distance, or the distance a heartbeat on easy runs, has stood still as well. Each half needs three hard efforts or races on fairly flat ground.",
	Limits:  "They are ours, set on made runners: half a percent is less than what a day, the wind and the watch make of one effort.",
	Caveat:  "To hold a level is an achievement too, the more so with age, a family or a job. Riegel is a rule of thumb, and a course, heat or a headwind is not in it. A profile that says maintain or no_goal keeps the rule quiet.",
	Formula: "B = shortest time over 5 km that the best efforts of 26 weeks promise, T = t × (5 km ÷ d)^1.06. Rut: B > 0.995 × that of the 26 weeks before, and either weekly distance of 12 weeks within ±1 % a week (Theil–Sen) with a variation ≤ 15 %, or the distance a heartbeat on easy runs within ±1 % in 8 weeks with 0 in its 90 % interval; in two weekly checks. Clear when fewer than 20 of 26 weeks hold a run.",
	Evidence: []Source{
		{"Vickers and Vertosick 2016: over 2 300 runners show that Riegel's 1.06 fits from a mile to a half marathon, and promises too much beyond.", "https://doi.org/10.1186/s13102-016-0052-y", Strong},
		{"Inside Track 2022, “What to do when you lose the motivation to run”: a fault that nobody sees can stop progress.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: 2 * plateauDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Best effort against the half-year before", LowerBetter: true},
	Chart:    TrendChart,
	Fixes:    []string{"interval-session", "coach", "technique-check", "process-goals", "gratitude-list"},
	Find:     findPlateau,
	Draw:     drawMonthlyForm,
}

// standing is what half a year of training has led to.
type standing struct {
	running              int // weeks with a run
	hardNow, hardBefore  int // hard sessions of each half
	now, before          bestTime
	bestNow, bestBefore  time.Duration // told as plateauDistanceM
	hasNow, hasBefore    bool
	flatVolume, flatEase bool
	easeKnown            bool // there are enough easy runs with heart rate
	estimated            bool
}

// standing compares the last half-year with the one before.
func (s *Season) standing() standing {
	var r standing
	for _, w := range s.knownWeeks(plateauWeeks) {
		r.running += count(len(w.Counting) > 0)
	}
	l := s.limits()
	r.estimated = l.heart.estimated
	turn := s.Day - plateauDays
	last, before := s.Between(turn+1, s.Day), s.Between(turn-plateauDays+1, turn)
	r.hardNow, r.hardBefore = l.hardSessions(last), l.hardSessions(before)
	r.now, r.bestNow, r.hasNow = bookOf(last).promise(plateauDistanceM, 0)
	r.before, r.bestBefore, r.hasBefore = bookOf(before).promise(plateauDistanceM, 0)
	r.flatVolume = flatVolume(s.knownWeeks(flatWeeks))
	r.flatEase, r.easeKnown = flatEase(l.easyEfficiencies(last))
	return r
}

// hardSessions counts the sessions that tested fitness: hard ones on fairly flat
// ground. A steep path is hard as well, and its times tell of the path: with them
// the rule spoke up in a fifth of the weeks of a trail runner.
func (l limits) hardSessions(sessions []Session) int {
	return len(filter(level(sessions), func(x *Session) bool { return l.classOf(x, x.DistanceM) == hardSession }))
}

// flatVolume reports whether the distance of the weeks neither grows, falls nor
// swings.
func flatVolume(weeks []Week) bool {
	var metres []float64
	var points []point
	for i, w := range weeks {
		metres = append(metres, w.DistanceM)
		points = append(points, point{float64(i), w.DistanceM})
	}
	mu := mean(metres)
	slope, _, _, ok := theilSen(points)
	return ok && len(weeks) == flatWeeks && mu > 0 && math.Abs(slope) <= flatSlope*mu && deviation(metres) <= flatSpread*mu
}

// flatEase reports whether the distance a heartbeat stands still; known is false
// with too few easy runs.
func flatEase(easy []efficiency) (flat, known bool) {
	if len(easy) < flatEasyRuns {
		return false, false
	}
	var points []point
	for _, e := range easy {
		points = append(points, point{float64(e.session.Date), e.metresPerBeat})
	}
	slope, low, high, ok := theilSen(points)
	change := slope * flatEfficiencyDays / median(values(easy))
	return ok && low <= 0 && high >= 0 && math.Abs(change) < flatEfficiency, ok
}

// ratio is the best time of the last half-year by that of the one before.
func (r standing) ratio() float64 { return float64(r.bestNow) / float64(r.bestBefore) }

// better reports whether the last half-year brought a better effort.
func (r standing) better() bool { return r.ratio() <= 1-plateauBetter }

func findPlateau(s *Season) Verdict {
	r := s.standing()
	hard := min(r.hardNow, r.hardBefore)
	switch {
	case !r.hasNow || !r.hasBefore:
		return notEnough(0, 0, training.Say("needs a best effort of a mile or more in each half-year"))
	case r.running < plateauRunning:
		return r.verdict(Clear, "; clear, since {} of {} weeks hold a run", training.Numeral(r.running), training.Numeral(plateauWeeks))
	case hard < plateauHard:
		return notEnough(hard, plateauHard, training.Say("too few hard efforts to judge fitness: needs {} in each half-year, has {} and {}",
			training.Number(plateauHard), training.Number(r.hardBefore), training.Number(r.hardNow)))
	case r.better():
		return r.verdict(Clear, "")
	case r.flatVolume, r.flatEase:
		if s.contented() {
			return r.verdict(Clear, "; clear, since your profile wants no more")
		}
		return r.verdict(Flagged, "")
	case !r.easeKnown:
		return notEnough(0, 0, training.Say("no better effort in half a year, and too few easy runs with heart rate to tell more"))
	default:
		return r.verdict(Clear, "; clear, since volume and easy runs have moved")
	}
}

// verdict words an outcome. why is added to the reason.
func (r standing) verdict(o Outcome, why string, slots ...training.Slot) Verdict {
	now, before := training.Duration(r.bestNow), training.Duration(r.bestBefore)
	return Verdict{
		Outcome: o,
		Title:   r.title(),
		Eased:   training.Say("Your best efforts are moving again"),
		Lede: training.Say("Told as {}, your best effort of these 26 weeks is {}; in the 26 before it was {}. "+r.comfort()+" If you want more, change one thing and keep the rest.",
			training.Distance(plateauDistanceM), now, before),
		Reason: training.Say("best effort {} as {}, {} in the half-year before; a rut above 99.5 % of it with flat weeks or easy runs"+why,
			append([]training.Slot{now, training.Distance(plateauDistanceM), before}, slots...)...),
		Headline: r.ratio(),
		Measures: []Measure{
			{Name: "best_ratio", Label: "Best effort ÷ that of the 26 weeks before, by time", Value: training.Percent(r.ratio()), Limit: training.Percent(1 - plateauBetter)},
			{Name: "best_now", Label: "Best effort of 26 weeks, told as 5 km", Value: now},
			{Name: "best_before", Label: "That of the 26 weeks before", Value: before},
			{Name: "running_weeks", Label: "Weeks with a run, of 26", Value: training.Number(r.running)},
		},
		Have: min(r.hardNow, r.hardBefore), Need: plateauHard, Counted: "hard efforts in each half-year",
		Runs:      []string{r.before.Session.ID, r.now.Session.ID},
		Estimated: r.estimated,
	}
}

// comfort says what a standstill is worth: a level that was held, or a slower
// half-year.
func (r standing) comfort() string {
	if r.ratio() > plateauHeld {
		return "Not every half-year has to be a faster one."
	}
	return "To hold that is worth something."
}

// title says what stands still beside the best effort.
func (r standing) title() training.Text {
	if r.flatVolume {
		return training.Say("No better effort in half a year, and the weeks look alike")
	}
	return training.Say("No better effort in half a year, and easy runs stand still")
}

// drawMonthlyForm draws the best effort of every month of the two half-years, told
// as one distance.
func drawMonthlyForm(s *Season, v Verdict) Chart {
	series := TrendSeries{Name: training.Say("Best effort of the month, told as {}", training.Distance(plateauDistanceM)), LowerBetter: true}
	year, month, _ := s.Day.Time().Date()
	fastest, least := -1, time.Duration(0)
	for back := trendMonths - 1; back >= 0; back-- {
		first := training.NewDate(year, month-time.Month(back), 1)
		end := training.NewDate(year, month-time.Month(back)+1, 1) - 1
		by, t, ok := bookOf(s.Between(first, end)).promise(plateauDistanceM, 0)
		if !ok {
			continue
		}
		if fastest < 0 || t < least {
			fastest, least = len(series.Points), t
		}
		series.Points = append(series.Points, TrendPoint{Day: by.Session.Date, Value: training.Duration(t.Round(time.Second))})
	}
	if len(series.Points) < leastTrend {
		return nil
	}
	series.Points[fastest].Best = true
	title := training.Say("The best effort of these months is worth {} over {}", training.Duration(least), training.Distance(plateauDistanceM))
	if v.Outcome == Flagged {
		title = training.Say("{} in this half-year, {} in the one before", v.Measures[1].Value, v.Measures[2].Value)
		for _, told := range v.Measures[1:3] {
			took, _ := told.Value.(training.Duration)
			shown := training.Duration(time.Duration(took).Round(time.Second))
			if i := slices.IndexFunc(series.Points, func(p TrendPoint) bool { return p.Value == shown }); i >= 0 {
				series.Points[i].Told = true
			}
		}
	}
	return Trend{
		Caption: Caption{
			Title: title,
			Subtitle: training.Say("The best effort of each month, told as {}, lower is faster, {} to {}. The filled dot is the fastest of them.",
				training.Distance(plateauDistanceM), training.Day(series.Points[0].Day), training.Day(series.Points[len(series.Points)-1].Day)),
		},
		Series: []TrendSeries{series},
	}
}
