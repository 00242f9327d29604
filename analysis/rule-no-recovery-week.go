package analysis

import (
	"time"

	"secondwind/internal/training"
)

const (
	// steadyRut weeks without a lighter one make a rut once a second check holds,
	// steadyWatch a watch: the article of the spark asks for rest after two or three
	// (science C.9).
	steadyRut   = 5
	steadyWatch = 4
	// steadyLighter of the weeks before makes a week lighter that is no more than a
	// usual one. With the four weeks and 80 % of table R alone, made runners who ease
	// every fourth week were told 0.7 times a year that they do not, since one missed
	// run before makes the lighter week look usual. So it is 0.3 times, and as many
	// planted ruts are found. Above the usual volume 80 % stands: nine hours are no
	// rest from eleven where seven are usual.
	steadyLighter = 0.85
	// steadyMinWeeks complete weeks are needed, and the median of up to steadyUsual
	// is the usual volume.
	steadyMinWeeks = 8
	steadyUsual    = 26
	// steadyMedian weeks have a median that one missed run does not move: it counts
	// beside the mean of three (science C.9 has both).
	steadyMedian = 6
	// steadyFull of the usual volume is full volume. To who never eases, chain and
	// half-year are the same weeks, and their mean lies below their median half of
	// the time: the median alone would miss them. Ours.
	steadyFull = 0.9
	// Below any of these a week on average, nobody needs to ease. Ours (science C.9).
	steadyLeastRuns = 3
	steadyLeastM    = 25_000
	steadyLeastTime = 3 * time.Hour
)

var noRecoveryWeek = Rule{
	Name:    "no-recovery-week",
	Title:   "No recovery week",
	Kind:    Rut,
	Max:     Flagged,
	Load:    true,
	Summary: "Week after week at full volume, and no lighter one among them.",
	Why:     "Legs and head take in the work when the load drops for a while. Without a lighter week the fun often goes first.",
	Counts:  "Moving minutes of complete weeks, Monday to Sunday. A week is lighter at 80 % or less of the mean of the three before; one at or below the usual volume also at 85 % of that mean or of the median of six. A week without a run, or with a break of your profile, ends the chain.",
	Limits:  "Coaches let two or three steady weeks pass before a lighter one. The other limits are ours, set on made runners; under 3 runs, 25 km or 3 hours a week the rule is silent.",
	Caveat:  "No study of runners says how often to ease. Minutes do not know hills, heat or the rest of your life, and other sports are not counted.",
	Formula: "Chain = complete weeks since the last with minutes ≤ 0.80 × mean of the 3 before, or ≤ the median U of 26 weeks and ≤ 0.85 × the larger of that mean and the median of the 6 before. Rut: chain ≥ 5 and its mean ≥ 0.90 × U, in two weekly checks. Watch: chain of 4. Clear when the chain's mean is under 3 runs, 25 km or 3 h a week.",
	Evidence: []Source{
		{"Three weeks of work and one of rest, or two and one, is how coaches plan a season.", "", Practice},
		{"Rogerson and others 2024: 246 strength athletes took a lighter week every five to six weeks. It is another sport, and shows habit, not effect.", "https://doi.org/10.1186/s40798-024-00691-y", Practice},
		{"“8 Ways to Get Your Running Spark Back”, MapMyRun: a lighter week after two or three steady ones.", "", Practice},
	},
	Needs:    Needs{HistoryDays: 7 * steadyMinWeeks},
	Silent:   []Silence{duringReturn, duringTaper, afterRace},
	Lasting:  Lasting{Enter: 2, Leave: 1},
	Headline: HeadlineValue{Name: "Weeks since a lighter one", LowerBetter: true},
	Chart:    WeeklyVolumeChart,
	Fixes:    []string{"easy-week", "cross-train", "rest-days"},
	Find:     findNoRecoveryWeek,
	Draw:     drawSteadyWeeks,
}

// steadyChain are the last weeks without a lighter one.
type steadyChain struct {
	weeks     []Week // oldest first
	known     int    // complete weeks outside breaks that show what is usual
	usual     time.Duration
	mean      time.Duration
	meanM     float64
	meanRuns  float64
	estimated bool // a run of the chain did not tell its time
}

// steadyChain follows the weeks back to the last one that was lighter.
func (s *Season) steadyChain() steadyChain {
	weeks, estimated := s.timedWeeks(steadyUsual)
	c := steadyChain{estimated: estimated}
	var moving []time.Duration
	for _, w := range weeks {
		if !w.Break {
			moving = append(moving, w.Moving)
		}
	}
	c.known, c.usual = len(moving), time.Duration(median(moving))
	from := len(weeks)
	for from > lighterWeeks && weeks[from-1].steady(weeks[:from-1], c.usual) {
		from--
	}
	c.weeks = weeks[from:]
	for _, w := range c.weeks {
		n := len(c.weeks)
		c.mean += w.Moving / time.Duration(n)
		c.meanM += w.DistanceM / float64(n)
		c.meanRuns += float64(len(w.Counting)) / float64(n)
	}
	return c
}

// steady reports whether a week belongs to a chain: it holds a run, and is no
// lighter than the weeks before.
func (w Week) steady(before []Week, usual time.Duration) bool {
	return len(w.Counting) > 0 && !w.Break && !w.lighter(before, usual)
}

// lighter reports whether a week was a rest from those before, oldest first: it took
// at most lighterShare of the mean of three; or, if it is no more than the usual
// week of the half-year, steadyLighter of that mean or of the median of six.
func (w Week) lighter(before []Week, usual time.Duration) bool {
	var times []time.Duration
	for _, b := range before[max(0, len(before)-steadyMedian):] {
		times = append(times, b.Moving)
	}
	var mean float64
	for _, t := range times[max(0, len(times)-lighterWeeks):] {
		mean += float64(t) / lighterWeeks
	}
	took := float64(w.Moving)
	return took <= lighterShare*mean || (w.Moving <= usual && took <= steadyLighter*max(mean, median(times)))
}

// timedWeeks returns the last complete weeks, in which a run of unknown time is
// taken for a usual one: it was run, and is no rest.
func (s *Season) timedWeeks(n int) (weeks []Week, estimated bool) {
	weeks = s.knownWeeks(n)
	var times []time.Duration
	for _, w := range weeks {
		for _, x := range w.Counting {
			if x.Moving > 0 {
				times = append(times, x.Moving)
			}
		}
	}
	usual := time.Duration(median(times))
	for i := range weeks {
		for _, x := range weeks[i].Counting {
			if x.Moving == 0 {
				weeks[i].Moving += usual
				estimated = true
			}
		}
	}
	return weeks, estimated
}

// untimedShare returns the share of the runs of the last weeks whose time is
// unknown.
func (s *Season) untimedShare(n int) float64 {
	runs, untimed := 0, 0
	for _, w := range s.knownWeeks(n) {
		for _, x := range w.Counting {
			runs++
			untimed += count(x.Moving == 0)
		}
	}
	return float64(untimed) / float64(max(1, runs))
}

func (c steadyChain) outcome() Outcome {
	switch n := len(c.weeks); {
	case n < steadyWatch || c.small():
		return Clear
	case n >= steadyRut && c.mean >= c.full():
		return Flagged
	default:
		return Watch
	}
}

// small reports whether the weeks are too light to need a lighter one.
func (c steadyChain) small() bool {
	return c.meanRuns < steadyLeastRuns || c.meanM < steadyLeastM || c.mean < steadyLeastTime
}

// reason gives the numbers in one line.
func (c steadyChain) reason() training.Text {
	if len(c.weeks) == 0 {
		return training.Say("the last week was a lighter one, or had no run; a rut from {} without", training.Count{N: steadyRut, One: "week", Many: "weeks"})
	}
	t := training.Say("{} since a lighter one, {} a week, usually {}; a rut from {} at 90 % of the usual or more",
		training.Count{N: len(c.weeks), One: "week", Many: "weeks"},
		training.Duration(c.mean.Round(time.Minute)), training.Duration(c.usual.Round(time.Minute)), training.Numeral(steadyRut))
	if c.small() {
		t.Form += "; clear, since they are under {} runs, {} or {}"
		t.Slots = append(t.Slots, training.Numeral(steadyLeastRuns), training.Distance(steadyLeastM), training.Duration(steadyLeastTime))
	}
	return t
}

// full is the time of a week at full volume.
func (c steadyChain) full() time.Duration { return time.Duration(steadyFull * float64(c.usual)) }

func findNoRecoveryWeek(s *Season) Verdict {
	c := s.steadyChain()
	if c.known < steadyMinWeeks {
		return notEnough(c.known, steadyMinWeeks, training.Say("needs {} outside your breaks, has {}",
			training.Count{N: steadyMinWeeks, One: "complete week", Many: "complete weeks"}, training.Number(c.known)))
	}
	if share := s.untimedShare(steadyMinWeeks); share > loadUnknownShare {
		return notEnough(0, 0, training.Say("needs the time of {} of the runs, and {} have none",
			training.Percent(1-loadUnknownShare), training.Percent(share)))
	}
	n := len(c.weeks)
	weeks := training.Count{N: n, One: "week", Many: "weeks"}
	v := Verdict{
		Outcome: c.outcome(),
		Title:   training.Say("{} in a row without a lighter one", weeks),
		Lede: training.Say("They held {} and {} each on average. A lighter week now is part of the work.",
			training.Duration(c.mean.Round(time.Minute)), training.Distance(c.meanM)),
		Reason:   c.reason(),
		Headline: float64(n),
		Measures: append([]Measure{
			{Name: "steady_weeks", Label: "Weeks since a lighter one", Value: training.Number(n), Limit: training.Number(steadyRut)},
			{Name: "mean_time", Label: "Their mean time", Value: training.Duration(c.mean.Round(time.Minute)), Limit: training.Duration(max(c.full(), steadyLeastTime).Round(time.Minute))},
			{Name: "mean_distance", Label: "Their mean distance", Value: training.Distance(c.meanM), Limit: training.Distance(steadyLeastM)},
			{Name: "mean_runs", Label: "Their mean number of runs", Value: training.Decimal(c.meanRuns), Limit: training.Number(steadyLeastRuns)},
		}, s.loadContext()...),
		Have: c.known, Need: steadyMinWeeks, Counted: "complete weeks",
		Estimated: c.estimated,
	}
	for _, w := range c.weeks {
		v.Runs = append(v.Runs, runsOf(w.Counting)...)
	}
	return v
}

func drawSteadyWeeks(s *Season, v Verdict) Chart {
	chain := s.steadyChain()
	bars := s.weekBars(jumpRecordWeeks)
	c := WeeklyVolume{
		Caption: Caption{
			Title: training.Say("{} since a lighter one", training.Count{N: len(chain.weeks), One: "week", Many: "weeks"}),
			Subtitle: training.Say("Distance of each week, {} to {}. Outlined weeks were lighter ones.",
				training.Day(bars[0].Week.Monday()), training.Day(s.LastWeek().Sunday())),
		},
		Weeks:   bars,
		Context: s.loadNote(),
	}
	weeks, _ := s.timedWeeks(jumpRecordWeeks)
	for i := lighterWeeks; i < len(weeks); i++ {
		bars[i].Lighter = len(weeks[i].Counting) > 0 && weeks[i].lighter(weeks[:i], chain.usual)
	}
	if v.Outcome == Flagged {
		for i := range c.Weeks {
			c.Weeks[i].Flagged = i >= len(c.Weeks)-len(chain.weeks)
		}
	}
	return c
}
