package analysis

import (
	"math"

	"secondwind/internal/training"
)

const (
	// paceMinRuns in paceDays make shares mean something (science D.2).
	paceDays    = 56
	paceMinRuns = 12
	// paceFaster than the median makes a run fast, over its whole length: a best
	// minute that fast is in at least 57 % of real runs (table R).
	paceFaster = 1.08
	// paceRut of the runs, fast or hard, or fewer, make a rut; paceWatch a watch.
	// Limits on the variation of pace never hold on real runners (science D.2).
	paceRut   = 0.05
	paceWatch = 0.10
	// middleMost of the sessions in the second zone, and less than paceWatch in the
	// first, are the middle that is neither easy nor hard (table R).
	middleMost = 0.5
	// paceHeart is the share of runs that need a heart rate for more than a watch
	// (science D.2).
	paceHeart = 0.6
)

var onePace = Rule{
	Name:    "one-pace",
	Title:   "One pace",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "Next to no run is faster or harder than the usual one.",
	Why:     "Runs that all feel the same stop asking anything of you. One livelier run a week wakes up legs and mood.",
	Counts:  "Runs of the last 56 days, without those that climb more than 15 m a kilometre. Fast: a whole run at least 8 % faster than the middle one, hills levelled out. Hard: 8 minutes or more above 88 % of your highest heart rate, four fast stretches or laps, or a race.",
	Limits:  "They are ours, tried on real logs.",
	Caveat:  "Easy running is a fine choice, and most runners who train more do most of it easy. No study says that a hobby runner needs a share of hard runs: you know whether sameness bores you.",
	Formula: "F = share of runs with mean grade-adjusted speed ≥ 1.08 × the median; H = share of hard runs. Rut: F ≤ 5 % and H ≤ 5 %, with heart rate on 60 % of the runs, in two weekly checks. Watch: both ≤ 10 %, or at least half of the runs mostly in zone 2, fewer than 10 % mostly in zone 1 and none hard. Zones by heart rate: 82 and 88 % of the highest; else by speed: 88 and 100 % of the threshold.",
	Evidence: []Source{
		{"Festa and others 2020: 38 hobby runners gained as much from a middling mix of paces as from a polarised one, with 17 % less time.", "https://doi.org/10.3389/fspor.2019.00070", Contested},
		{"Muñoz and others 2014: two mixes of easy and hard made no clear difference to the 10 km of hobby runners.", "https://doi.org/10.1123/ijspp.2012-0350", Contested},
		{"“8 Ways to Get Your Running Spark Back”, MapMyRun: a rut can be a want of challenge.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: paceDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Share of fast runs"},
	Chart:    DistributionChart,
	Fixes:    []string{"interval-session", "track-session", "process-goals", "add-a-mile", "ditch-the-watch", "new-music"},
	Find:     findOnePace,
	Draw:     drawPaces,
}

// paceMix is how the runs of a window spread over paces and zones.
type paceMix struct {
	sessions     []*Session // those that count, oldest first
	fast, hard   int
	easy, middle int // mostly in the first or the second zone
	zoned        int // with zones, by heart rate or speed
	hearted      int // with zones by heart rate
	estimated    bool
	time         zones
}

// level returns the counting sessions whose speed tells of the runner.
func level(sessions []Session) []*Session {
	return filter(Counting(sessions), func(x *Session) bool { return x.Main.Measures.GAPSpeedMS > 0 && !x.Hilly() })
}

// mixOfPaces sorts the sessions of the window.
func (s *Season) mixOfPaces() paceMix {
	l := s.limits()
	m := paceMix{sessions: level(s.LastDays(paceDays)), estimated: l.heart.estimated}
	usualMS, usualM := usualOf(m.sessions)
	for _, x := range m.sessions {
		m.fast += count(x.Main.Measures.GAPSpeedMS >= paceFaster*usualMS)
		m.hard += count(l.classOf(x, usualM) == hardSession)
		z, byHeart, ok := l.zonesOf(x)
		m.zoned += count(ok)
		m.hearted += count(ok && byHeart)
		m.easy += count(ok && z.mostly(0))
		m.middle += count(ok && z.mostly(1))
		for i := range z {
			m.time[i] += z[i]
		}
	}
	return m
}

// usualOf returns the median speed and length of sessions.
func usualOf(sessions []*Session) (speedMS, distanceM float64) {
	var speeds, lengths []float64
	for _, x := range sessions {
		speeds = append(speeds, x.Main.Measures.GAPSpeedMS)
		lengths = append(lengths, x.DistanceM)
	}
	return median(speeds), median(lengths)
}

// share returns a number of sessions as a share of all.
func (m paceMix) share(n int) float64 { return float64(n) / float64(max(1, len(m.sessions))) }

func (m paceMix) outcome() Outcome {
	fast, hard := m.share(m.fast), m.share(m.hard)
	switch {
	case fast <= paceRut && hard <= paceRut && m.share(m.hearted) >= paceHeart:
		return Flagged
	case fast <= paceWatch && hard <= paceWatch, m.grey():
		return Watch
	default:
		return Clear
	}
}

// grey reports whether the runs are neither easy nor hard.
func (m paceMix) grey() bool {
	return m.zoned == len(m.sessions) && m.hard == 0 && m.share(m.middle) >= middleMost && m.share(m.easy) < paceWatch
}

// title is the finding as a headline.
func (m paceMix) title() training.Text {
	n := len(m.sessions)
	if m.share(m.fast) > paceWatch {
		return training.Say("{} of your last {} runs were neither easy nor hard", training.Number(m.middle), training.Number(n))
	}
	alike := n - max(m.fast, m.hard)
	if alike == n {
		return training.Say("All of your last {} runs kept to one pace", training.Number(n))
	}
	return training.Say("{} of your last {} runs kept to one pace", training.Number(alike), training.Number(n))
}

// lede tells how many runs stood out. Without heart rate nobody knows which were
// hard.
func (m paceMix) lede() training.Text {
	faster := training.Say("{} clearly faster than the rest", training.Count{N: m.fast, One: "run was", Many: "runs were"})
	if m.fast == 0 {
		faster = training.Say("None of them was clearly faster than the rest")
	}
	switch {
	case m.hard > 0:
		faster.Form += ", and {} hard."
		faster.Slots = append(faster.Slots, training.Count{N: m.hard, One: "was", Many: "were"})
	case m.share(m.hearted) < paceHeart:
		faster.Form += "; how hard they were, your files do not show."
	default:
		faster.Form += ", and none was hard."
	}
	faster.Form += " A few livelier minutes in one run a week are enough of a change."
	return faster
}

func findOnePace(s *Season) Verdict {
	m := s.mixOfPaces()
	n := len(m.sessions)
	if n < paceMinRuns {
		return notEnough(n, paceMinRuns, training.Say("needs {} on fairly flat ground in {} days, has {}",
			training.Count{N: paceMinRuns, One: "run", Many: "runs"}, training.Numeral(paceDays), training.Number(n)))
	}
	v := Verdict{
		Outcome: m.outcome(),
		Title:   m.title(),
		Lede:    m.lede(),
		Reason: training.Say("{} fast and {} hard of {} runs, heart rate on {}; a rut from 5 % of both with heart rate on 60 %",
			training.Numeral(m.fast), training.Numeral(m.hard), training.Numeral(n), training.Percent(m.share(m.hearted))),
		Headline: m.share(m.fast),
		Measures: []Measure{
			{Name: "fast_share", Label: "Runs clearly faster than the middle one", Value: training.Percent(m.share(m.fast)), Limit: training.Percent(paceRut), Below: true},
			{Name: "hard_share", Label: "Hard runs", Value: training.Percent(m.share(m.hard)), Limit: training.Percent(paceRut), Below: true},
			{Name: "heart_share", Label: "Runs with heart rate", Value: training.Percent(m.share(m.hearted))},
		},
		Have: n, Need: paceMinRuns, Counted: "runs on fairly flat ground",
		Runs:      runsOf(m.sessions),
		Estimated: m.estimated,
	}
	if m.zoned > 0 {
		v.Measures = append(v.Measures,
			Measure{Name: "easy_share", Label: "Runs mostly in the first zone", Value: training.Percent(m.share(m.easy))},
			Measure{Name: "middle_share", Label: "Runs mostly in the second zone", Value: training.Percent(m.share(m.middle))})
	}
	if index, ok := polarisation(m.time); ok {
		v.Measures = append(v.Measures, Measure{Name: "polarisation", Label: "For context: polarisation index of the time in zones", Value: training.Decimal(index)})
	}
	if v.Outcome != Clear && s.contented() {
		v.Outcome = Clear
		v.Reason.Form += "; clear, since your profile wants no more"
	}
	return v
}

// contented reports whether the profile says that the runner wants to hold what
// there is, or has no goal and likes it so. Such a runner is not told to go faster.
func (s *Season) contented() bool { return s.Profile.Maintain || s.Profile.NoGoal }

const (
	// paceClass is the width of a class of paces in seconds a metre, fifteen seconds a
	// kilometre, and mostPaceClasses how many are drawn before they are widened.
	paceClass       = 0.015
	mostPaceClasses = 12
	// yearDays before, the same weeks of the year began on the same weekday.
	yearDays = 364
)

// drawPaces draws the runs of the window by pace, against the same weeks a year ago.
func drawPaces(s *Season, v Verdict) Chart {
	now := level(s.LastDays(paceDays))
	c := Distribution{
		Axis: training.Say("pace of the run, hills levelled out"),
		Now:  Span{From: s.Day - paceDays + 1, To: s.Day, Runs: len(now)},
	}
	var then []*Session
	if ago := s.AsOf(s.Day - yearDays); ago.Day-paceDays+1 >= s.all.first {
		then = level(ago.LastDays(paceDays))
		c.Then = training.Some(Span{From: ago.Day - paceDays + 1, To: ago.Day, Runs: len(then)})
	}
	usualMS, _ := usualOf(now)
	fast := paceFaster * usualMS
	c.Classes = paceClasses(now, then, fast)
	c.Title = training.Say("{} runs of eight weeks by their pace", training.Number(len(now)))
	if v.Outcome != Clear {
		c.Title = training.Say("{} of {} runs lie close to one pace", training.Number(len(now)-s.mixOfPaces().fast), training.Number(len(now)))
	}
	c.Subtitle = training.Say("Runs on fairly flat ground, {} to {}, faster ones first. Fast begins at {}.",
		training.Day(c.Now.From), training.Day(c.Now.To), training.Pace(1/fast))
	return c
}

// paceClasses counts sessions by pace, from the class where fast begins at least. The
// class of the median of now is flagged. There is at least one session.
func paceClasses(now, then []*Session, fastMS float64) []Class {
	fastest, slowest := 1/fastMS, 0.0
	for _, x := range append(now[:len(now):len(now)], then...) {
		p := 1 / x.Main.Measures.GAPSpeedMS
		fastest, slowest = min(fastest, p), max(slowest, p)
	}
	width := paceClass
	first := math.Floor(fastest / width)
	for math.Floor(slowest/width)-first >= mostPaceClasses {
		width *= 2
		first = math.Floor(fastest / width)
	}
	classes := make([]Class, int(math.Floor(slowest/width)-first)+1)
	for i := range classes {
		from := (first + float64(i)) * width
		classes[i].Name = training.Say("{} to {}", training.Pace(from), training.Pace(from+width))
	}
	at := func(speedMS float64) *Class { return &classes[int(math.Floor(1/speedMS/width)-first)] }
	for _, x := range now {
		at(x.Main.Measures.GAPSpeedMS).Now++
	}
	for _, x := range then {
		at(x.Main.Measures.GAPSpeedMS).Then++
	}
	usualMS, _ := usualOf(now)
	at(usualMS).Flagged = true
	return classes
}
