package analysis

import (
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// progressDays is how long good news is new.
	progressDays = 28
	// bestMinRuns over a distance make the fastest of them a best (science H).
	bestMinRuns = 5
	// trendMonths of best times are drawn, and leastTrend of them make a trend.
	trendMonths = 12
	leastTrend  = 3
)

var progress = Rule{
	Name:    "progress",
	Title:   "Progress",
	Kind:    GoodNews,
	Max:     Shown,
	Summary: "A best, a milestone or an anniversary of the last four weeks.",
	Why:     "What you can do now and could not before is easy to overlook from the inside.",
	Counts:  "The shortest elapsed time over 1 km to a marathon, pauses included, among at least five runs of that length; numbers of runs and kilometres; the longest run; this week in earlier years.",
	Limits:  "A best is believed when the track is good. Downhill stretches and treadmill runs are left out.",
	Caveat:  "A best time on a hilly or windy day is worth more than one on a flat one. The clock does not know.",
	Formula: "Shown: the first that holds of a best effort, a longest run, a milestone and an anniversary in the last 28 days, else the total so far.",
	Evidence: []Source{
		{"Looking back at what was reached is one of the fixes of “What to do when you lose the motivation to run”, Inside Track 2022.", "", Practice},
	},
	Needs:    Needs{Runs: 1},
	Headline: HeadlineValue{Name: "Bests in four weeks"},
	Chart:    TrendChart,
	Fixes:    []string{"look-back", "milestone-calendar", "reward", "new-gear", "keep-going"},
	Find:     findProgress,
	Draw:     drawBestTimes,
}

// feat is one thing worth being pleased about.
type feat struct {
	title, lede training.Text
	session     *Session
}

func findProgress(s *Season) Verdict {
	bests, total := s.newBests(), s.total()
	feats := slices.Concat(bests, s.newLongest(), s.newMilestones(), s.anniversaries(), []feat{total})
	f := feats[0]
	reason := total.lede
	if len(feats) == 1 { // the title says the rest
		f.lede, reason = training.Text{}, training.Say("{} of running since {}", s.totalMoving(), training.Day(s.Sessions[0].Date))
	}
	v := Verdict{
		Outcome:  Shown,
		Title:    f.title,
		Lede:     f.lede,
		Reason:   reason,
		Headline: float64(len(bests)),
		Measures: []Measure{{Name: "bests", Label: "Bests in four weeks", Value: training.Number(len(bests))}},
		Have:     len(Counting(s.Sessions)), Need: 1, Counted: "runs",
	}
	if f.session != nil {
		v.Runs = []string{f.session.ID}
	}
	return v
}

// bestDistances are those of which a best is told, the most telling first.
var bestDistances = []float64{42_195, 21_097.5, 10_000, 5000, 1609.344, 1000}

// newBests returns the distances whose fastest time of all was run lately.
func (s *Season) newBests() []feat {
	var feats []feat
	book := bookOf(s.Sessions)
	for _, d := range bestDistances {
		e, ok := believed(book[d])
		if !ok || s.Day-e.Session.Date >= progressDays || len(book[d]) < bestMinRuns {
			continue
		}
		before, hadOne := bestEffort(s.Between(s.all.first, e.Session.Date-1), d)
		if !hadOne {
			continue
		}
		feats = append(feats, feat{
			title: training.Say("Your fastest {} so far: {} on {}", training.Distance(d), training.Duration(e.Elapsed), training.Day(e.Session.Date)),
			lede: training.Say("The best before it was {}, on {}. Your files hold {} of that length.",
				training.Duration(before.Elapsed), training.Day(before.Session.Date), training.Count{N: len(book[d]), One: "run", Many: "runs"}),
			session: e.Session,
		})
	}
	return feats
}

// newLongest tells of the longest session of all, if it is new.
func (s *Season) newLongest() []feat {
	var longest, before *Session
	for _, x := range Counting(s.Sessions) {
		if x.DistanceM > 0 && (longest == nil || x.DistanceM > longest.DistanceM) {
			longest, before = x, longest
		}
	}
	if before == nil || s.Day-longest.Date >= progressDays {
		return nil
	}
	if p, unfair := s.spikeOf(longest); unfair != nil || p.outcome() != Clear {
		return nil // no praise for what a rule warns of, or cannot judge
	}
	return []feat{{
		title:   training.Say("Your longest run so far: {} on {}", training.Distance(longest.DistanceM), training.Day(longest.Date)),
		lede:    training.Say("The longest before it was {}, on {}.", training.Distance(before.DistanceM), training.Day(before.Date)),
		session: longest,
	}}
}

// isMilestone reports whether a count is a round one: 10, 25, 50 and 100, then
// every further hundred.
func isMilestone(n int) bool { return n == 10 || n == 25 || n == 50 || (n > 0 && n%100 == 0) }

// milestoneKm are the first round totals; beyond the last every thousand counts.
var milestoneKm = []int{100, 250, 500, 1000}

// passedKm returns the greatest round total between two distances, or 0.
func passedKm(beforeM, afterM float64) int {
	before, after := int(beforeM/1000), int(afterM/1000)
	if k := after / 1000 * 1000; k > before && k > 0 {
		return k
	}
	for _, k := range slices.Backward(milestoneKm) {
		if before < k && k <= after {
			return k
		}
	}
	return 0
}

// newMilestones tells of round numbers of runs and kilometres, the newest first.
func (s *Season) newMilestones() []feat {
	var feats []feat
	totalM, runs := 0.0, 0
	for i := range s.Sessions {
		x := &s.Sessions[i]
		beforeM := totalM
		totalM += x.DistanceM
		runs += count(x.Counts())
		if s.Day-x.Date >= progressDays {
			continue
		}
		if k := passedKm(beforeM, totalM); k > 0 {
			feats = append(feats, feat{
				title:   training.Say("{} since your first recorded run", training.Distance(k*1000)),
				lede:    training.Say("You passed it on {}. The first run was {}, on {}.", training.Day(x.Date), training.Distance(s.Sessions[0].DistanceM), training.Day(s.Sessions[0].Date)),
				session: x,
			})
		}
		if x.Counts() && isMilestone(runs) {
			feats = append(feats, feat{
				title:   training.Say("{} recorded", training.Count{N: runs, One: "run", Many: "runs"}),
				lede:    training.Say("You reached that on {}. The first was on {}.", training.Day(x.Date), training.Day(s.Sessions[0].Date)),
				session: x,
			})
		}
	}
	slices.Reverse(feats)
	return feats
}

// anniversaries tells of the same week of the calendar in earlier years, if it
// had less running than now.
func (s *Season) anniversaries() []feat {
	if j := s.lastJump(); j.withDistance >= jumpMinWeeks && j.outcome() != Clear {
		return nil // no praise for what a rule warns of
	}
	if s.silentDays() >= longBreakDays {
		return nil // the last week with files is not last week
	}
	for _, x := range s.week(s.LastWeek()).Counting {
		if p, unfair := s.spikeOf(x); unfair == nil && p.outcome() == Flagged {
			return nil
		}
	}
	year, number := s.LastWeek().Number()
	now := s.week(s.LastWeek())
	for back := 1; ; back++ {
		w, exists := training.WeekOf(year-back, number)
		if w.Sunday() < s.all.first {
			return nil
		}
		then := s.week(w)
		if !exists || len(then.Counting) == 0 || now.DistanceM <= then.DistanceM {
			continue
		}
		return []feat{{
			title: training.Say("{} last week, {} in the same week of {}", training.Distance(now.DistanceM), training.Distance(then.DistanceM), training.Year(year-back)),
			lede:  training.Say("That is you against your own earlier year."),
		}}
	}
}

// total tells what all runs add up to. It is always true.
func (s *Season) total() feat {
	var totalM float64
	for i := range s.Sessions {
		totalM += s.Sessions[i].DistanceM
	}
	runs := training.Count{N: len(Counting(s.Sessions)), One: "run", Many: "runs"}
	return feat{
		title: training.Say("{} in {} so far", training.Distance(totalM), runs),
		lede:  training.Say("In all {} and {} in {} since {}.", training.Distance(totalM), s.totalMoving(), runs, training.Day(s.Sessions[0].Date)),
	}
}

// totalMoving returns the moving time of all runs, to the minute.
func (s *Season) totalMoving() training.Duration {
	var moving time.Duration
	for i := range s.Sessions {
		moving += s.Sessions[i].Moving
	}
	return training.Duration(moving.Round(time.Minute))
}

// drawBestTimes lists the best times, and draws the fastest time of each month over
// the distance that the most months of the last year hold, the longer one of equals.
func drawBestTimes(s *Season, _ Verdict) Chart {
	bests := s.bestTimes()
	var best TrendSeries
	var fastest TrendPoint
	for _, d := range bestDistances {
		if series, f := s.monthlyBests(d); len(series.Points) > len(best.Points) {
			best, fastest = series, f
		}
	}
	if len(best.Points) < leastTrend {
		if len(bests) == 0 {
			return nil
		}
		return Trend{
			Caption: Caption{Title: training.Say("Your best times"), Subtitle: training.Say("Elapsed time, pauses included.")},
			Bests:   bests,
		}
	}
	return Trend{
		Caption: Caption{
			Title: training.Say("Your fastest "+best.Name.Form+" of these months: {}, on {}", best.Name.Slots[0], fastest.Value, training.Day(fastest.Day)),
			Subtitle: training.Say("The fastest of each month, elapsed time, lower is faster, {} to {}. The filled dot is the fastest of them.",
				training.Day(best.Points[0].Day), training.Day(best.Points[len(best.Points)-1].Day)),
		},
		Series: []TrendSeries{best},
		Bests:  bests,
	}
}

// bestTimes returns the best times of all and of the last year.
func (s *Season) bestTimes() []BestTimes {
	all, year := bookOf(s.Sessions), bookOf(s.LastDays(yearDays))
	var bests []BestTimes
	for _, d := range slices.Backward(bestDistances) {
		e, ok := believed(all[d])
		if !ok {
			continue
		}
		best := BestTimes{DistanceM: d, All: timeOf(e)}
		if e, ok := believed(year[d]); ok {
			best.Year = training.Some(timeOf(e))
		}
		bests = append(bests, best)
	}
	return bests
}

func timeOf(e bestTime) BestTime {
	return BestTime{Elapsed: training.Duration(e.Elapsed), Day: e.Session.Date}
}

// monthlyBests returns the fastest time over a distance of each of the last
// months, and the fastest of them.
func (s *Season) monthlyBests(distanceM float64) (series TrendSeries, fastest TrendPoint) {
	series = TrendSeries{Name: training.Say("{}", training.Distance(distanceM)), LowerBetter: true}
	year, month, _ := s.Day.Time().Date()
	at, least := -1, time.Duration(0)
	for back := trendMonths - 1; back >= 0; back-- {
		first := training.NewDate(year, month-time.Month(back), 1)
		end := training.NewDate(year, month-time.Month(back)+1, 1) - 1
		e, ok := bestEffort(s.Between(first, end), distanceM)
		if !ok {
			continue
		}
		if at < 0 || e.Elapsed < least {
			at, least = len(series.Points), e.Elapsed
		}
		series.Points = append(series.Points, TrendPoint{Day: e.Session.Date, Value: training.Duration(e.Elapsed)})
	}
	if at >= 0 {
		series.Points[at].Best = true
		fastest = series.Points[at]
	}
	return series, fastest
}
