package analysis

import (
	"math"
	"time"

	"secondwind/internal/training"
)

const (
	// roundDays are looked at, and roundMinRuns in them say something (science F).
	roundDays    = 84
	roundMinRuns = 30
	// A run that ends within roundM past a full kilometre or mile ended on a round
	// number. By chance roundChance of the runs do; roundShare of them at a chance of
	// roundP is no chance (science F).
	roundM      = 50
	roundChance = 0.08
	roundShare  = 0.40
	roundP      = 0.001
	// One more sign is asked for: restartShare of the run-days hold two recordings
	// less than restartWithin apart, there are stubMin runs of less than stubM, or
	// chaseShare of the easy runs come within chaseWithin of the best on their route,
	// of chaseMinRuns on routes run at least chaseOn times (science F; the last two
	// are ours: the best of two runs is one of them).
	restartShare  = 0.10
	restartWithin = 10 * time.Minute
	stubMin       = 3
	stubM         = 1000
	chaseShare    = 0.30
	chaseWithin   = 0.03
	chaseMinRuns  = 10
	chaseOn       = 4
)

var watchBound = Rule{
	Name:    "watch-bound",
	Title:   "Bound to the watch",
	Kind:    Rut,
	Max:     Watch,
	Summary: "Runs end on round numbers, and one more sign says that the watch decides.",
	Why:     "Some runners like their numbers. Others find that a run without them feels longer, freer and more their own.",
	Counts:  "Runs of the last 84 days without races. A round ending lies up to 50 m past a full kilometre or mile. The other signs are restarts within ten minutes, runs under 1 km, and easy runs close to the best on their route.",
	Limits:  "They are ours. The files hold faint traces at most, so the rule asks a question and never says more.",
	Caveat:  "A loop may happen to be round, and a plan may ask for round numbers. Runs without the watch cannot be seen.",
	Formula: "Watch: round endings ≥ 40 % of at least 30 runs, at a chance of 0.001 or less where 8 % are round by chance, and one of: restarts on ≥ 10 % of run-days, ≥ 3 runs under 1 km, ≥ 30 % of easy runs within 3 % of the best on their route. Never a rut.",
	Evidence: []Source{
		{"Etkin 2016: over six experiments, people who measured what they did for fun did more of it and liked it less. The acts were walking, reading and colouring in.", "https://doi.org/10.1093/jcr/ucv095", Contested},
		{"“Getting out of a Running Rut”, Run Far Girl: leave the watch at home.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: roundDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Share of round endings", LowerBetter: true},
	Chart:    DistributionChart,
	Fixes:    []string{"ditch-the-watch", "new-music"},
	Find:     findWatchBound,
	Draw:     drawEndings,
}

// binding are the traces of a watch that decides.
type binding struct {
	sessions []*Session // with a length and no race, oldest first
	round    []*Session // those that end on a round number
	days     int        // days with a recording
	restarts int        // of them, with two recordings close together
	stubs    int        // recordings under stubM
	easy     int        // easy runs on a route that is run often
	chases   int        // of them, close to the best on the route
}

// binding looks for the traces.
func (s *Season) binding() binding {
	window := s.LastDays(roundDays)
	var b binding
	b.sessions = filter(Counting(window), func(x *Session) bool { return x.DistanceM >= routeFromM && !x.Race.Like })
	b.round = filter(b.sessions, func(x *Session) bool { return endsRound(x.Main.Measures.DistanceM) })
	b.days, b.restarts, b.stubs = restartsOf(window)
	l := s.limits()
	best := map[int]float64{}
	for _, x := range b.sessions {
		if route := x.Ground.Route; route >= 0 && x.Moving > 0 && len(s.routeMembers(route)) >= chaseOn && l.classOf(x, math.Inf(1)) != hardSession {
			b.easy++
			if best[route] == 0 {
				best[route] = s.bestSpeedOn(route)
			}
			b.chases += count(x.Speed()*(1+chaseWithin) >= best[route])
		}
	}
	return b
}

// endsRound reports whether a length ends a little past a full kilometre or mile.
func endsRound(m float64) bool {
	past := func(unit float64) bool { return m >= unit && math.Mod(m, unit) <= roundM }
	return past(1000) || past(mileM)
}

// restartsOf counts the days of sessions, those on which a recording began within
// restartWithin of the end of another, and recordings that are stubs.
func restartsOf(sessions []Session) (days, restarts, stubs int) {
	var last, restarted training.Date
	var end time.Time
	for i := range sessions {
		x := &sessions[i]
		if days == 0 || x.Date != last {
			days, last = days+1, x.Date
		}
		for _, r := range x.Recordings {
			stubs += count(r.Measures.DistanceM > 0 && r.Measures.DistanceM < stubM)
			if !end.IsZero() && r.Start.Sub(end) < restartWithin && (restarts == 0 || restarted != x.Date) {
				restarts, restarted = restarts+1, x.Date
			}
			end = r.Start.Add(r.Measures.Elapsed)
		}
	}
	return days, restarts, stubs
}

// bestSpeedOn returns the highest mean speed on a route; 0 for none.
func (s *Season) bestSpeedOn(route int) float64 {
	fastest := 0.0
	for _, i := range s.routeMembers(route) {
		fastest = max(fastest, s.Sessions[i].Speed())
	}
	return fastest
}

func (b binding) share() float64 { return share(len(b.round), len(b.sessions)) }

// chance is that of so many round endings if none were meant.
func (b binding) chance() float64 {
	return binomialAtLeast(len(b.round), len(b.sessions), roundChance)
}

func (b binding) restartShare() float64 { return share(b.restarts, b.days) }

func (b binding) chaseShare() float64 { return share(b.chases, b.easy) }

// sign returns the first of the other signs that holds, as a sentence.
func (b binding) sign() (training.Text, bool) {
	switch {
	case b.restartShare() >= restartShare:
		return training.Say("On {} of {} days with a run the recording was started anew.", training.Number(b.restarts), training.Number(b.days)), true
	case b.stubs >= stubMin:
		return training.Say("There are {} under {} as well.", training.Count{N: b.stubs, One: "recording", Many: "recordings"}, training.Distance(stubM)), true
	case b.easy >= chaseMinRuns && b.chaseShare() >= chaseShare:
		return training.Say("And {} of {} easy runs came within 3 % of your best on their route.", training.Number(b.chases), training.Number(b.easy)), true
	default:
		return training.Text{}, false
	}
}

func findWatchBound(s *Season) Verdict {
	b := s.binding()
	n := len(b.sessions)
	if n < roundMinRuns {
		return notEnough(n, roundMinRuns, training.Say("needs {} in {} days, has {}",
			training.Count{N: roundMinRuns, One: "run", Many: "runs"}, training.Numeral(roundDays), training.Number(n)))
	}
	v := Verdict{
		Outcome: Clear,
		Title:   training.Say("{} of your last {} runs ended on a round number: is the watch in charge?", training.Number(len(b.round)), training.Number(n)),
		Reason: training.Say("{} of {} runs end on a round number; it counts from 40 % with one more sign",
			training.Numeral(len(b.round)), training.Numeral(n)),
		Headline: b.share(),
		Measures: []Measure{
			{Name: "round_share", Label: "Runs that end on a round number", Value: training.Percent(b.share()), Limit: training.Percent(roundShare)},
			{Name: "restart_share", Label: "Days with a recording started anew", Value: training.Percent(b.restartShare()), Limit: training.Percent(restartShare)},
			{Name: "stubs", Label: "Recordings under 1 km", Value: training.Number(b.stubs), Limit: training.Number(stubMin)},
		},
		Have: n, Need: roundMinRuns, Counted: "runs",
		Runs: runsOf(b.round),
	}
	if b.easy >= chaseMinRuns {
		v.Measures = append(v.Measures, Measure{Name: "chase_share", Label: "Easy runs close to the best on their route", Value: training.Percent(b.chaseShare()), Limit: training.Percent(chaseShare)})
	}
	if sign, found := b.sign(); found && b.share() >= roundShare && b.chance() <= roundP {
		v.Outcome = Watch
		v.Lede = training.Text{Form: sign.Form + " Would one run a week without the numbers feel like a loss, or like a holiday?", Slots: sign.Slots}
	}
	return v
}

// endingEdges are where the classes of endings end, in metres past a full kilometre.
var endingEdges = [...]float64{roundM, 250, 500, 750, 1000}

// drawEndings draws the runs by how far past a full kilometre they ended, those past
// a full mile with the round ones.
func drawEndings(s *Season, v Verdict) Chart {
	b := s.binding()
	classes := []Class{{Name: training.Say("round"), Flagged: v.Outcome == Watch}}
	for _, edge := range endingEdges[1:] {
		classes = append(classes, Class{Name: training.Say("to {}", training.Distance(edge))})
	}
	c := s.compared(roundDays, classes, func(s *Season) []*Session { return s.binding().sessions }, func(x *Session) int {
		m := x.Main.Measures.DistanceM
		if endsRound(m) {
			return 0
		}
		i := 1
		for math.Mod(m, 1000) > endingEdges[i] {
			i++
		}
		return i
	})
	c.Axis = training.Say("how far past a full kilometre a run ended")
	c.Title = training.Say("{} of {} runs ended on a round number", training.Number(len(b.round)), training.Number(len(b.sessions)))
	c.Subtitle.Form += " Round: up to {} past a full kilometre or mile. By chance about one in twelve would be."
	c.Subtitle.Slots = append(c.Subtitle.Slots, training.Distance(roundM))
	return c
}
