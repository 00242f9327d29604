package analysis

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

const (
	// harderDays are judged against the harderBefore days before them (science C.7).
	harderDays   = 14
	harderBefore = 42
	// harderRuns and harderBaseRuns easy runs in them make a median mean something.
	harderRuns     = 4
	harderBaseRuns = 6
	// harderShare of the usual distance a heartbeat, or less, is a loss, and
	// harderChance how seldom chance alone may make it. A day-to-day change of 2 to
	// 4 % is noise (science C.7, D.4).
	harderShare  = 0.95
	harderChance = 0.01
	// harderVolume of the usual distance must be kept: less running is another story.
	harderVolume = 0.8
	// harderWarmerC is how far the median temperatures may lie apart: beyond, the
	// weather explains it.
	harderWarmerC = 8
	// harderKnown is the share of the runs that must know temperature and grade for
	// more than a watch.
	harderKnown = 0.8
)

var harderThanUsual = Rule{
	Name:    "harder-than-usual",
	Title:   "Harder than usual",
	Kind:    Rut,
	Max:     Flagged,
	Load:    true,
	Summary: "The same easy pace costs more heartbeats than in the weeks before.",
	Why:     "When easy runs feel heavier for weeks, rest does more for you than another try.",
	Counts:  "How far you go with a heartbeat, on level ground or as if it were, in steady stretches after the first ten minutes. Easy runs count: mostly below 82 % of your highest heart rate, or no faster than such runs of the six weeks before. No intervals, no race, no climbs beyond 15 m a kilometre.",
	Limits:  "They are ours. A change of 2 to 4 % from day to day is noise, so it takes 5 % and a chance of 1 in 100. In a looser form the rule spoke up in 19 % of one real runner's weeks.",
	Caveat:  "Heat, wind, a cold, short nights, a new sensor: all of them cost heartbeats, and none of them is in the files. Heart rate from the wrist can be far off.",
	Formula: "E = metres ÷ heartbeats of steady blocks, grade-adjusted. Test: the easy runs of 14 days (at least 4) against those of the 42 days before (at least 6). Rut: median E ≤ 0.95 × before and one-sided exact Mann–Whitney p ≤ 0.01, in two weekly checks. Clear when the distance is below 80 % of the usual, or the median temperatures lie more than 8 °C apart. A watch at most when temperature or grade is unknown on more than a fifth of the runs.",
	Evidence: []Source{
		{"Meeusen and others 2013: no single sign shows that someone has trained too much. This is a pattern and not a finding about your health.", "https://doi.org/10.1249/MSS.0b013e318279a10a", Strong},
		{"Speed a heartbeat on easy runs is a usual sign of form among coaches (Friel). It is a convention, no rule of the body.", "", Practice},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: harderDays + harderBefore},
	Silent:   []Silence{duringLapse, duringReturn},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Distance a heartbeat, against the six weeks before"},
	Chart:    TrendChart,
	Fixes:    []string{"rest-days", "easy-week", "technique-check"},
	Find:     findHarderThanUsual,
	Draw:     drawEfficiency,
}

// effortTest compares the efficiency of the last easy runs with those before.
type effortTest struct {
	limits    limits
	now, base []efficiency
	easyMS    float64 // the fastest easy run before; what is no faster is easy too
	share     float64 // of the efficiency before
	chance    float64 // of ranking so low if nothing had changed
	volume    float64 // distance of the days judged, against as many before
	warmerC   float64 // by how much the median temperatures differ; 0 where unknown
	known     float64 // share of the runs with temperature and grade
}

// testEffort compares the last easy runs with those before.
func (s *Season) testEffort() effortTest {
	from := s.Day - harderDays + 1
	last, before := s.Between(from, s.Day), s.Between(from-harderBefore, from-1)
	t := effortTest{limits: s.limits()}
	// When easy running costs more it leaves the zone of easy running: of the made
	// runners with 13 % more heartbeats none was found by the zone alone.
	easyMS := fastest(t.limits.easyEfficiencies(before))
	t.easyMS, t.now, t.base = easyMS, t.limits.slowEfficiencies(last, easyMS), t.limits.slowEfficiencies(before, easyMS)
	if usual := median(values(t.base)); usual > 0 {
		t.share = median(values(t.now)) / usual
	}
	t.chance = mannWhitneyLess(values(t.now), values(t.base))
	if usualM := distanceOf(before) * harderDays / harderBefore; usualM > 0 {
		t.volume = distanceOf(last) / usualM
	}
	warm, cool := temperatures(t.now), temperatures(t.base)
	if len(warm) > 0 && len(cool) > 0 {
		t.warmerC = median(warm) - median(cool)
	}
	known := 0
	for _, e := range append(t.now, t.base...) {
		known += count(e.temperatureC.OK() && e.session.Main.Measures.GradeKnown)
	}
	t.known = float64(known) / float64(max(1, len(t.now)+len(t.base)))
	return t
}

// knowsHeart reports whether any run of a year has a heart rate.
func (s *Season) knowsHeart() bool {
	return slices.ContainsFunc(s.LastDays(yearDays), func(x Session) bool { return len(x.Main.Measures.HeartRateSeconds.Values) > 0 })
}

func distanceOf(sessions []Session) float64 {
	total := 0.0
	for i := range sessions {
		total += sessions[i].DistanceM
	}
	return total
}

// outcome judges the comparison. why says what made it clear, where something
// besides the efficiency did.
func (t effortTest) outcome() (o Outcome, why string) {
	switch {
	case t.share > harderShare || t.chance > harderChance:
		return Clear, ""
	case t.volume < harderVolume:
		return Clear, "; clear, since you ran less than usual"
	case math.Abs(t.warmerC) > harderWarmerC:
		return Clear, "; clear, since the temperatures lie too far apart"
	case t.known < harderKnown:
		return Watch, "; a watch at most, since temperature or grade is unknown"
	default:
		return Flagged, ""
	}
}

func findHarderThanUsual(s *Season) Verdict {
	t := s.testEffort()
	easy := training.Count{N: harderRuns, One: "easy run", Many: "easy runs"}
	switch {
	case !s.knowsHeart():
		return notEnough(0, 0, training.Say("not judged without heart rate"))
	case !t.limits.hasHeart:
		return notEnough(0, 0, training.Say("needs your highest heart rate: three runs of a year that come within three beats of it"))
	case len(t.now) < harderRuns:
		return notEnough(len(t.now), harderRuns, training.Say("needs {} on fairly flat ground with steady heart rate in {} days, has {}",
			easy, training.Numeral(harderDays), training.Number(len(t.now))))
	case len(t.base) < harderBaseRuns:
		easy.N = harderBaseRuns
		return notEnough(len(t.base), harderBaseRuns, training.Say("needs {} on fairly flat ground with steady heart rate in the {} days before, has {}",
			easy, training.Numeral(harderBefore), training.Number(len(t.base))))
	}
	outcome, why := t.outcome()
	v := Verdict{
		Outcome: outcome,
		Title:   training.Say("Your easy runs cost more heartbeats than usual"),
		Eased:   training.Say("Your easy runs cost fewer heartbeats again"),
		Lede: training.Say("In the last two weeks a heartbeat carried you {} as far as in the six weeks before, over {}. Heat, a cold or short nights can do that as well as hard weeks. A few easy days cost nothing.",
			training.Percent(t.share), training.Count{N: len(t.now), One: "easy run", Many: "easy runs"}),
		Reason: training.Say("{} as far a heartbeat in {} easy runs as in {} before, {} by chance; a rut from 95 % at 1 % or less"+why,
			training.Percent(t.share), training.Numeral(len(t.now)), training.Numeral(len(t.base)), training.Percent(t.chance)),
		Headline: t.share,
		Measures: []Measure{
			{Name: "efficiency_share", Label: "Distance a heartbeat ÷ that of the six weeks before", Value: training.Percent(t.share), Limit: training.Percent(harderShare), Below: true},
			{Name: "chance", Label: "Chance of ranking so low if nothing had changed", Value: training.Percent(t.chance), Limit: training.Percent(harderChance), Below: true},
			{Name: "volume_share", Label: "Distance of two weeks ÷ the usual", Value: training.Percent(t.volume)},
		},
		Have: min(len(t.now), len(t.base)*harderRuns/harderBaseRuns), Need: harderRuns, Counted: "easy runs with heart rate",
		Estimated: t.limits.heart.estimated,
	}
	if loss, ok := usualDecoupling(t.now); ok {
		v.Measures = append(v.Measures, Measure{
			Name: "decoupling", Label: "For context: loss from the first to the second half of long easy runs", Value: training.Percent(loss),
		})
	}
	for _, e := range t.now {
		v.Runs = append(v.Runs, e.session.ID)
	}
	return v
}

// usualDecoupling returns the median decoupling of those runs that are long
// enough to have one.
func usualDecoupling(all []efficiency) (loss float64, ok bool) {
	var losses []float64
	for _, e := range all {
		if d, ok := decoupling(e.session.Main.Measures.Blocks); ok {
			losses = append(losses, d)
		}
	}
	return median(losses), len(losses) > 0
}

// drawEfficiency draws every easy run of half a year against the usual of the
// weeks before those judged.
func drawEfficiency(s *Season, v Verdict) Chart {
	t := s.testEffort()
	usual := median(values(t.base))
	series := TrendSeries{Name: training.Say("Distance a heartbeat on easy runs"), Limit: training.Percent(harderShare)}
	for _, e := range t.limits.slowEfficiencies(s.LastDays(chartDays), t.easyMS) {
		series.Points = append(series.Points, TrendPoint{Day: e.session.Date, Value: training.Percent(e.metresPerBeat / usual)})
	}
	title := training.Say("Easy runs cost about as many heartbeats as before")
	if v.Outcome != Clear {
		title = training.Say("{} as far a heartbeat as in the six weeks before", training.Percent(t.share))
	}
	return Trend{
		Caption: Caption{
			Title: title,
			Subtitle: training.Say("Every easy run, {} to {}. 100 % is the middle of the six weeks before {}; higher is easier. The dashed line is where a rut begins.",
				training.Day(series.Points[0].Day), training.Day(s.Day), training.Day(s.Day-harderDays+1)),
		},
		Series: []TrendSeries{series},
	}
}
