package analysis

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

const (
	// spikeDays is how long a run is spoken of, and longestDays what it is compared
	// with (Frandsen 2025 compares with the longest run of the previous 30 days).
	spikeDays   = 14
	longestDays = 30
	// seasonDays and seasonTenths keep a monthly long run from being a spike: it
	// must also exceed 1.10 times the longest of 90 days (science C.1).
	seasonDays   = 90
	seasonTenths = 11
	// spikeTenths flags and spikeWatchTenths watches. The published rate differs
	// from its reference above 1.10 already; flagging from 1.30 limits nagging
	// (ours). Tenths, since 6.6 ÷ 6.0 is 1.0999… in floats (oracle O14).
	spikeTenths      = 13
	spikeWatchTenths = 11
	// spikeLarge is where the study's last band begins; the chart shows it.
	spikeLarge = 2.0
	// spikeFloorM and spikeStepM keep small runs out: 2 km after 1 km is harmless
	// (science 0.8).
	spikeFloorM = 5000
	spikeStepM  = 1000
	// spikeMinRuns of the 30 days before make them comparable.
	spikeMinRuns = 4
)

var sessionSpike = Rule{
	Name:    "session-spike",
	Title:   "Session spike",
	Kind:    Rut,
	Max:     Flagged,
	Load:    true,
	Summary: "One run went far beyond the longest of the month before.",
	Why:     "A run far beyond the longest of the last month asks more than the legs have lately been asked. It is the one jump that a large study of runners ties to later trouble.",
	Counts:  "Each session of the last 14 days against the longest session of the 30 days before it. Recordings up to 45 minutes apart are one session. Race-like efforts are shown, never flagged.",
	Limits:  "The largest study of runners finds a difference from 1.10 times on. We speak up from 1.30 to nag less, and stay at a watch when a run of the last 90 days was nearly as long.",
	Caveat:  "The study counts distance alone. It saw neither pace nor hills, injuries were self-reported, and most runners in it were men in their forties. It shows what goes together, not what causes what.",
	Formula: "r = distance ÷ longest distance of the previous 30 days. Rut: r > 1.30 and distance > 1.10 × the longest of 90 days. Watch: r > 1.10. Only for distances of 5 km and more that exceed the longest by 1 km.",
	Evidence: []Source{
		{"Frandsen and others 2025: 5 205 runners, 588 071 sessions. Above 1.10 times the longest run of 30 days the rate of injury was higher (hazard rate ratio 1.64 up to 1.30, 1.52 up to 2.00, 2.28 beyond). About 0.3 % of all sessions ended in an injury of any kind.", "https://doi.org/10.1136/bjsports-2024-109380", Strong},
		{"The floors and the limit of 1.30 are ours: made histories without a rut were flagged in at most 9 of 100 over 18 weeks.", "", Ours},
	},
	Needs:    Needs{HistoryDays: 30},
	Headline: HeadlineValue{Name: "Longest run against the month before", LowerBetter: true},
	Chart:    LongestRunChart,
	Fixes:    []string{"rest-days", "easy-week"},
	Find:     findSessionSpike,
	Draw:     drawLongestRun,
}

// spike is a session against what came before it.
type spike struct {
	session  *Session
	longestM float64 // of the 30 days before
	seasonM  float64 // of the 90 days before
	runs     int     // in the 30 days before
}

// metres rounds a distance, so that limits compare whole numbers.
func metres(m float64) int { return int(math.Round(m)) }

func (p spike) ratio() float64 { return p.session.DistanceM / p.longestM }

// exceeds reports whether the session is longer than tenths of a distance.
func (p spike) exceeds(thanM float64, tenths int) bool {
	d, than := metres(p.session.DistanceM), metres(thanM)
	return d*10 > than*tenths
}

func (p spike) outcome() Outcome {
	d := metres(p.session.DistanceM)
	switch {
	case p.session.excusesSpike(), d < spikeFloorM, d-metres(p.longestM) < spikeStepM, !p.exceeds(p.longestM, spikeWatchTenths):
		return Clear
	case p.exceeds(p.longestM, spikeTenths) && p.exceeds(p.seasonM, seasonTenths):
		return Flagged
	default:
		return Watch
	}
}

// spikeOf compares a session with what came before it. The second result is nil
// where that is fair, else the verdict that says why it is not.
func (s *Season) spikeOf(x *Session) (spike, *Verdict) {
	p := spike{session: x}
	p.longestM, p.runs = s.LongestBefore(x, longestDays)
	p.seasonM, _ = s.LongestBefore(x, seasonDays)
	unfair := func(have, need int, why training.Text) (spike, *Verdict) {
		v := notEnough(have, need, why)
		return p, &v
	}
	switch known := int(x.Date - s.all.first); {
	case known < longestDays:
		return unfair(known, longestDays, training.Say("needs {} of history before a run, has {}",
			training.Count{N: longestDays, One: "day", Many: "days"}, training.Number(known)))
	case x.DistanceM == 0 || (p.longestM == 0 && p.runs > 0):
		return unfair(0, 0, training.Say("not judged without a distance"))
	case s.onReturn(x):
		return unfair(0, 0, training.Say("not judged on the way back from a break, up to the distances before it"))
	case p.runs < spikeMinRuns:
		return unfair(p.runs, spikeMinRuns, training.Say("needs {} in the 30 days before a run, has {}",
			training.Count{N: spikeMinRuns, One: "run", Many: "runs"}, training.Number(p.runs)))
	}
	return p, nil
}

// onReturn reports whether a session belongs to the way back from a long gap: to
// its first runs, or within 30 days up to the distances run before it.
func (s *Season) onReturn(x *Session) bool {
	back, returned := s.AsOf(x.Date).LatestReturn()
	switch {
	case !returned || x.Date >= back.First+returnDays:
		return false
	case x.Date <= back.Until && back.Runs <= returnRuns:
		return true
	}
	before := s.Between(back.Gap.Last-longestDays+1, back.Gap.Last)
	return slices.ContainsFunc(before, func(b Session) bool { return x.DistanceM <= b.DistanceM })
}

func findSessionSpike(s *Season) Verdict {
	window := s.LastDays(spikeDays)
	var largest spike
	var outcome Outcome
	var unfair *Verdict // of the longest session that cannot be judged
	var unfairM float64
	for i := range window {
		p, why := s.spikeOf(&window[i])
		if why != nil {
			if unfair == nil || window[i].DistanceM >= unfairM {
				unfair, unfairM = why, window[i].DistanceM
			}
			continue
		}
		if o := p.outcome(); largest.session == nil || stronger(o, outcome) || (o == outcome && p.ratio() > largest.ratio()) {
			largest, outcome = p, o
		}
	}
	switch {
	case unfair != nil && outcome != Flagged && outcome != Watch && (largest.session == nil || unfairM > largest.session.DistanceM):
		return *unfair // what is clear without it is not clear with it
	case largest.session != nil:
		return spikeVerdict(largest, outcome)
	default:
		return notEnough(0, 0, training.Say("no run in the last {} days to compare", training.Number(spikeDays)))
	}
}

// stronger orders the outcomes of a rut.
func stronger(a, b Outcome) bool {
	rank := map[Outcome]int{Clear: 1, Watch: 2, Flagged: 3}
	return rank[a] > rank[b]
}

func spikeMeasure(r float64) Measure {
	return Measure{Name: "ratio", Label: "Longest run of 14 days ÷ longest of the 30 days before", Value: training.Ratio(r), Limit: training.Ratio(spikeTenths / 10.0)}
}

// spikeTitles are the headlines by outcome.
var spikeTitles = map[Outcome]string{
	Flagged: "Your {} on {} went far beyond the month before",
	Watch:   "Your {} on {} was longer than any of the month before",
	Clear:   "Your {} on {} was in keeping with the month before",
}

func spikeVerdict(p spike, outcome Outcome) Verdict {
	x := p.session
	v := Verdict{
		Outcome: outcome,
		Title:   training.Say(spikeTitles[outcome], training.Distance(x.DistanceM), training.Day(x.Date)),
		Lede: training.Say("That is {} your longest run of the 30 days before, {}. A quiet week lets the legs catch up with what you asked of them.",
			training.Ratio(p.ratio()), training.Distance(p.longestM)),
		Reason: training.Say("{} is {} the longest of 30 days and {} that of 90; a rut above {} and {}",
			training.Distance(x.DistanceM), training.Ratio(p.ratio()), training.Ratio(x.DistanceM/p.seasonM),
			training.Ratio(spikeTenths/10.0), training.Ratio(seasonTenths/10.0)),
		Headline: p.ratio(),
		Measures: []Measure{
			spikeMeasure(p.ratio()),
			{Name: "season_ratio", Label: "The same run ÷ longest of the 90 days before", Value: training.Ratio(x.DistanceM / p.seasonM), Limit: training.Ratio(seasonTenths / 10.0)},
			{Name: "distance", Label: "Its distance", Value: training.Distance(x.DistanceM)},
		},
		Have: p.runs, Need: spikeMinRuns, Counted: "runs in the 30 days before",
		Runs:    []string{x.ID},
		Subject: []training.Param{{Name: "run", Value: x.ID}},
	}
	switch longer := p.exceeds(p.longestM, spikeWatchTenths); {
	case longer && metres(x.DistanceM) < spikeFloorM:
		v.Reason = training.Say("{} is {} the longest of 30 days, and below the {} from which runs are compared",
			training.Distance(x.DistanceM), training.Ratio(p.ratio()), training.Distance(spikeFloorM))
	case longer && metres(x.DistanceM)-metres(p.longestM) < spikeStepM:
		v.Reason = training.Say("{} is {} the longest of 30 days, and less than {} more",
			training.Distance(x.DistanceM), training.Ratio(p.ratio()), training.Distance(spikeStepM))
	case longer && x.excusesSpike():
		v.Reason = training.Say("{} on {} was race-like; races are shown, not flagged",
			training.Distance(x.DistanceM), training.Day(x.Date))
	}
	return v
}

// chartDays is how far the charts of single runs look back: half a year.
const chartDays = 182

func drawLongestRun(s *Season, v Verdict) Chart {
	c := LongestRun{WatchFrom: spikeWatchTenths / 10.0, RutFrom: spikeTenths / 10.0, LargeFrom: spikeLarge}
	c.Title = training.Say("No run of two weeks went far beyond its month")
	c.Subtitle = training.Say("Every run of half a year against the longest of its previous 30 days, {} to {}. Dashed: where the rule begins, at {} that. A diamond is a race.",
		training.Day(max(s.Day-chartDays+1, s.all.first)), training.Day(s.Day), training.Ratio(c.RutFrom))
	if v.Outcome == Flagged || v.Outcome == Watch {
		c.Title = training.Say("One run was {} the longest of the month before it", v.Measures[0].Value)
	}
	window := s.LastDays(chartDays)
	for i := range window {
		x := &window[i]
		p, unfair := s.spikeOf(x)
		point := SpikePoint{ID: x.ID, Day: x.Date, DistanceM: x.DistanceM, Race: x.excusesSpike()}
		if unfair == nil {
			point.LongestM = p.longestM
			point.Flagged = p.outcome() == Flagged || v.Outcome == Watch && slices.Contains(v.Runs, x.ID)
		}
		c.Runs = append(c.Runs, point)
	}
	return c
}
