package analysis

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"secondwind/internal/training"
)

const (
	// crossMinSessions of other sports in crossDays prove that the export holds them,
	// and crossMinRuns in crossQuietDays that running went on (science G).
	crossDays      = 365
	crossMinRuns   = 16
	crossMinOthers = 6
	crossQuietDays = 56
	// A session counts from crossLeast, one of strength from strengthLeast: it is
	// short by nature (science G).
	crossLeast    = 20 * time.Minute
	strengthLeast = 10 * time.Minute
	// crossEveryWeeks is how often it is worth a card: once a quarter (science G).
	crossEveryWeeks = 12
)

var noCrossTraining = Rule{
	Name:    "no-cross-training",
	Title:   "No other sport",
	Kind:    Rut,
	Max:     Flagged,
	Aside:   true,
	Every:   crossEveryWeeks,
	Summary: "Other sports used to be in the log, and none is for eight weeks.",
	Why:     "A swim, a ride or some strength work is a change for head and legs, and you have liked it before.",
	Counts:  "Sessions of other sports than walking: of 20 minutes or more, of strength from 10. Six of them in the last 365 days show that your export holds them.",
	Limits:  "They are ours. This is never the main finding, and a card at most once in twelve weeks.",
	Caveat:  "A class or a swim without the watch is not in the files. Skis in summer and lakes in winter rest for good reason.",
	Formula: "Rut: no other session in 56 days with at least 16 runs, and 6 or more in 365 days, in two weekly checks. It ends with the next one.",
	Evidence: []Source{
		{"Šuc and others 2022, a review: strength and jumping exercises help runners to run with less effort.", "https://doi.org/10.3390/sports10070098", Contested},
		{"A review of 2024: nine trials with 1 904 runners show no clear effect of extra exercises on injuries over all. Supervised ones did better.", "https://doi.org/10.1007/s40279-024-01993-7", Contested},
		{"“8 Ways to Get Your Running Spark Back”, MapMyRun: runners can do other things too.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: crossQuietDays},
	Silent:   []Silence{duringLapse, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 1},
	Headline: HeadlineValue{Name: "Other sessions in eight weeks"},
	Chart:    TimelineChart,
	Fixes:    []string{"cross-train"},
	Find:     findNoCrossTraining,
	Draw:     drawOtherSports,
}

// crossTraining is what counts of the other sports of the last year, oldest first.
func (s *Season) crossTraining() []*training.Run {
	var out []*training.Run
	for _, r := range s.Others {
		if s.Day-r.Date() < crossDays && crossTrains(r) {
			out = append(out, r)
		}
	}
	return out
}

// crossTrains reports whether an activity is a session of another sport.
func crossTrains(r *training.Run) bool {
	if r.Sport == training.Walking || r.Sport == training.Transition {
		return false
	}
	least := crossLeast
	if isStrength(r) {
		least = strengthLeast
	}
	return lengthOf(r) >= least
}

// lengthOf is how long a session took. Who lifts or climbs does not move by the
// watch, so the pauses are part of it.
func lengthOf(r *training.Run) time.Duration { return max(r.Measures.Moving, r.Measures.Elapsed) }

// isStrength reports whether a session is one of strength, whether its watch files
// it under training or under the equipment of a gym.
func isStrength(r *training.Run) bool { return r.SubSport == "strength_training" }

func findNoCrossTraining(s *Season) Verdict {
	others, runs := s.crossTraining(), len(Counting(s.LastDays(crossQuietDays)))
	switch n := len(others); {
	case n < crossMinOthers && len(s.Others) == 0 && !s.Profile.ExportComplete:
		return notEnough(n, crossMinOthers, training.Say("your export may hold runs and nothing else: it shows no other sport"))
	case n < crossMinOthers:
		return notEnough(n, crossMinOthers, training.Say("needs {} of other sports in a year, has {}",
			training.Count{N: crossMinOthers, One: "session", Many: "sessions"}, training.Number(n)))
	case runs < crossMinRuns:
		return notEnough(runs, crossMinRuns, training.Say("needs {} in {} days, has {}",
			training.Count{N: crossMinRuns, One: "run", Many: "runs"}, training.Numeral(crossQuietDays), training.Number(runs)))
	}
	lately := 0
	for _, r := range others {
		lately += count(s.Day-r.Date() < crossQuietDays)
	}
	last := others[len(others)-1]
	v := Verdict{
		Outcome: Clear,
		Title:   training.Say("Runs and no other sport since {}", training.Day(last.Date())),
		Lede: training.Say("The year before that day held {} of other sports. One easy run may turn into one of those.",
			training.Count{N: len(others), One: "session", Many: "sessions"}),
		Reason: training.Say("sessions of other sports: {} in {} days, {} in a year; a rut with none",
			training.Numeral(lately), training.Numeral(crossQuietDays), training.Numeral(len(others))),
		Headline: float64(lately),
		Measures: []Measure{
			{Name: "other_sessions", Label: "Sessions of other sports in eight weeks", Value: training.Number(lately)},
			{Name: "days_since", Label: "Days since the last one", Value: training.Number(int(s.Day - last.Date())), Limit: training.Number(crossQuietDays)},
			{Name: "other_sessions_year", Label: "Sessions of other sports in a year", Value: training.Number(len(others))},
		},
		Have: len(others), Need: crossMinOthers, Counted: "sessions of other sports in a year",
		Runs: []string{last.ID},
	}
	if lately == 0 {
		v.Outcome = Flagged
	}
	return v
}

// namedLanes is how many sports have a lane of their own; the rest share one.
const namedLanes = 3

// restLane is the lane of sports that have none of their own.
const restLane = "Other sports"

// laneNames returns the names of the lanes for sessions: the most frequent sports
// that have a word, then the rest.
func laneNames(others []*training.Run) []string {
	times := map[string]int{}
	for _, r := range others {
		times[sportWord(r.Sport)]++
	}
	rest := times[restLane]
	delete(times, restLane)
	names := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b))
	})
	if len(names) > namedLanes || rest > 0 {
		names = append(names[:min(len(names), namedLanes)], restLane)
	}
	return names
}

// sportWord is a sport in plain words. Names that are not known are codes, and
// share a lane.
func sportWord(sport training.Sport) string {
	switch _, known := sportActs[sport]; {
	case !known:
		return restLane
	case sport == "training":
		return "Strength and classes"
	}
	words := strings.ReplaceAll(string(sport), "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// drawOtherSports draws the other sports of a year, the most frequent ones on lanes
// of their own.
func drawOtherSports(s *Season, v Verdict) Chart {
	others := s.crossTraining()
	last := others[len(others)-1]
	c := Timeline{From: max(s.all.first, s.Day-crossDays+1), To: s.Day, Monthly: true}
	names := laneNames(others)
	for _, name := range names {
		c.Lanes = append(c.Lanes, Lane{Name: training.Say(name)})
	}
	for _, r := range others {
		i := slices.Index(names, sportWord(r.Sport))
		if i < 0 {
			i = len(names) - 1
		}
		c.Lanes[i].Events = append(c.Lanes[i].Events, Event{
			ID: r.ID, Day: r.Date(),
			Label: training.Say("{}", training.Duration(lengthOf(r).Round(time.Minute))),
		})
	}
	for i := range c.Lanes {
		lane := &c.Lanes[i]
		if newest := lane.Events[len(lane.Events)-1].Day; v.Outcome == Flagged {
			lane.Empty = training.Some(Span{From: newest + 1, To: s.Day})
		}
	}
	c.Title = training.Say("The last other sport was {} ago", training.Count{N: int(s.Day - last.Date()), One: "day", Many: "days"})
	c.Subtitle = training.Say("Sessions a month of other sports than walking, {} to {}.", training.Day(c.From), training.Day(c.To))
	return c
}
