package analysis

import "secondwind/internal/training"

var sameDistance = Rule{
	Name:    "same-distance",
	Title:   "Same distance",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "Most runs are of one length, with no long run among them.",
	Why:     "A run that always ends at the same point asks for nothing new. A little more, once, is enough of a change.",
	Counts:  "Runs of the last 56 days with a distance. Two lengths are the same when they are within 5 % of each other. A long run is one of 1.5 times the middle length, in the last 28 days.",
	Limits:  "They are ours. One sameness alone is a habit that works for many, and never more than a watch. Two of the three of distance, surface and hour make a rut.",
	Caveat:  "One length may be all that the day has room for. Nobody has shown that it does a runner harm.",
	Formula: "S = share of runs within ±5 % of the commonest length. Holds: S ≥ 60 % and the longest run of 28 days < 1.5 × the median. Watch: it holds. Rut: it holds, and so does same-surface or same-hour, in two weekly checks.",
	Evidence: []Source{
		varietySource,
		sparkSource,
		sameSource,
	},
	Needs:    Needs{HistoryDays: sameDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Share of the commonest length", LowerBetter: true},
	Chart:    DistributionChart,
	// The last but one answers the second sameness, where it is the hour; the last is
	// for a runner who is to do no more now: another way is seldom as long.
	Fixes: []string{"add-a-mile", "add-swim-or-bike", "long-run", "new-hour", "new-route"},
	Find:  findSameDistance,
	Draw:  drawLengths,
}

func findSameDistance(s *Season) Verdict {
	l := s.lengths()
	n := len(l.sessions)
	if n < sameMinRuns {
		return notEnough(n, sameMinRuns, training.Say("needs {} with a distance in {} days, has {}",
			training.Count{N: sameMinRuns, One: "run", Many: "runs"}, training.Numeral(sameDays), training.Number(n)))
	}
	surfaceToo, hourToo := s.surfaces().holds(), s.hours().holds()
	v := Verdict{
		Outcome: sameOutcome(l.holds(), surfaceToo || hourToo),
		Title:   training.Say("{} of your last {} runs were about {} long", training.Number(len(l.alike)), training.Number(n), training.Distance(roundLength(l.commonM))),
		Lede:    training.Say("The longest of four weeks was {}.", training.Distance(l.longestM)),
		Reason: training.Say("{} of {} runs within 5 % of {}, the longest of four weeks {} the middle one; it counts from 60 % under {}",
			training.Numeral(len(l.alike)), training.Numeral(n), training.Distance(l.commonM), training.Ratio(l.longestM/l.medianM), training.Ratio(sameLongBy)),
		Headline: l.share(),
		Measures: []Measure{
			{Name: "same_length_share", Label: "Runs of about the same length", Value: training.Percent(l.share()), Limit: training.Percent(sameLengthShare)},
			{Name: "longest_ratio", Label: "Longest run of four weeks ÷ the middle one", Value: training.Ratio(l.longestM / l.medianM), Limit: training.Ratio(sameLongBy), Below: true},
			{Name: "common_length", Label: "The commonest length", Value: training.Distance(l.commonM)},
		},
		Have: n, Need: sameMinRuns, Counted: "runs with a distance",
		Runs: runsOf(l.alike),
	}
	if len(l.alike) == n {
		v.Title = training.Say("All of your last {} runs were about {} long", training.Number(n), training.Distance(roundLength(l.commonM)))
	}
	if v.Outcome == Flagged {
		s.nameSecond(&v, surfaceToo)
	}
	return v
}

// lengthEdges are where the classes of lengths begin and end on either side of the
// commonest one, as shares of the edge of its own class. The last on either side is
// about where a short or a long run begins.
var lengthEdges = [...]float64{1, 1.25, 1.5}

// drawLengths draws the runs by their length, the commonest one in the middle.
func drawLengths(s *Season, v Verdict) Chart {
	l := s.lengths()
	low, high := (1-sameLengthPercent/100.0)*l.commonM, (1+sameLengthPercent/100.0)*l.commonM
	last := len(lengthEdges) - 1
	classes := []Class{{Name: training.Say("up to {}", training.Distance(low/lengthEdges[last]))}}
	for i := last; i > 0; i-- {
		classes = append(classes, Class{Name: training.Say("to {}", training.Distance(low/lengthEdges[i-1]))})
	}
	middle := len(classes)
	classes = append(classes, Class{Name: training.Say("about {}", training.Distance(roundLength(l.commonM))), Flagged: v.Outcome != Clear})
	for i := 1; i <= last; i++ {
		classes = append(classes, Class{Name: training.Say("to {}", training.Distance(high*lengthEdges[i]))})
	}
	classes = append(classes, Class{Name: training.Say("longer")})
	c := s.compared(sameDays, classes, lengthy, func(x *Session) int {
		switch m := x.DistanceM; {
		case alike(metres(m), metres(l.commonM)):
			return middle
		case m < l.commonM:
			below := 0
			for below < last && m*lengthEdges[below+1] < low {
				below++
			}
			return middle - 1 - below
		default:
			above := 0
			for above < last && m > high*lengthEdges[above+1] {
				above++
			}
			return middle + 1 + above
		}
	})
	c.Axis = training.Say("length of the run")
	c.Title = training.Say("{} of {} runs were about {} long",
		training.Number(len(l.alike)), training.Number(len(l.sessions)), training.Distance(roundLength(l.commonM)))
	return c
}

// lengthy returns the sessions of the window that have a length.
func lengthy(s *Season) []*Session { return s.lengths().sessions }
