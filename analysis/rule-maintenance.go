package analysis

import (
	"math"
	"time"

	"secondwind/internal/training"
)

const (
	// Endurance holds for weeks on holdShare to lessShare of the usual time, with
	// holdRuns a week and the usual hardness (science I, table R).
	lessShare = 0.80
	// holdHardShare of the usual minutes in the third zone keep the hardness; without
	// any, a hardest run within holdHardBeat of the usual mean heart rate (science I).
	holdHardShare = 0.50
	holdHardBeat  = 0.03
	// leastHardWeek of the third zone a week is a usual hardness to keep; less is a
	// hill or a hot day (ours).
	leastHardWeek = time.Minute
	// zonedShare of the runs with zones tell of the hardness (science D.2).
	zonedShare = 0.6
	// holdLongShare of the usual longest run is where the long endurance begins to
	// go (science I: two hours of work held on half of the time, and fell with less).
	holdLongShare = 0.50
)

var maintenance = Rule{
	Name:    "maintenance",
	Title:   "Maintenance",
	Kind:    GoodNews,
	Max:     Shown,
	Summary: "Less running than usual, and still enough to hold what there is.",
	Why:     "When life gets busy, little is enough to hold a level for weeks. That is no step back.",
	Counts:  "Running time, runs and hardness of the last four complete weeks against the eight before, of which the middle week is the usual. Weeks with a break of your profile count nowhere.",
	Limits:  "Two runs a week and a third of the time held endurance in studies, for up to 15 weeks, as long as the hardness stayed. The upper limit is ours.",
	Caveat:  "Those were small studies, mostly of the young. Very long runs fade first. Without a heart rate or a race the hardness is not known, and the page says so.",
	Formula: "V = mean running time of 4 weeks ÷ the median of the 8 before. Shown: 34 % ≤ V ≤ 80 %, at least 2 runs a week, and at least half of the usual minutes in zone 3, or without any a hardest run within 3 % of the usual mean heart rate. Never in a lapse or a return.",
	Evidence: []Source{
		{"Spiering and others 2021, a review: endurance holds for up to 15 weeks on two sessions a week, or a third to two thirds less volume, if the heart rate stays as high.", "https://doi.org/10.1519/JSC.0000000000003964", Contested},
		{"Hickson and others 1982: 13 adults cut their sessions by a third or by two thirds and kept their oxygen uptake. Two hours of work held with a third less, and fell by a tenth with two thirds less.", "https://doi.org/10.1152/jappl.1982.53.1.225", Contested},
		{"“How To Build The Motivation To Run”, Endurance State: maintenance is a phase of its own.", "", Practice},
	},
	Needs:    Needs{HistoryDays: habitMinDays, Runs: habitMinRuns},
	Silent:   []Silence{duringLapse, duringReturn},
	Headline: HeadlineValue{Name: "Share of the usual running time"},
	Chart:    WeeklyVolumeChart,
	Fixes:    []string{"maintenance-run", "keep-the-key-run", "keep-going"},
	Find:     findMaintenance,
	Draw:     drawHolding,
}

// dose is what some weeks held.
type dose struct {
	weeks    int
	runs     int
	time     []time.Duration // of each week
	longestM float64         // without races
	hard     time.Duration   // in the third zone
	zoned    int             // runs with zones
	beats    float64         // the highest mean heart rate of a run; 0 for none
}

// doseOf adds up weeks without a break of the profile.
func (l limits) doseOf(weeks []Week) dose {
	var d dose
	for _, w := range weeks {
		if w.Break {
			continue
		}
		d.weeks++
		d.runs += len(w.Counting)
		d.time = append(d.time, w.Moving)
		for _, x := range w.Counting {
			if !x.Race.Like {
				d.longestM = max(d.longestM, x.DistanceM)
			}
			z, _, ok := l.zonesOf(x)
			d.zoned += count(ok)
			d.hard += time.Duration(z[2] * float64(time.Second))
			if bpm, ok := meanHeartRate(x.Main); ok {
				d.beats = max(d.beats, bpm)
			}
		}
	}
	return d
}

// timeAWeek is the mean time of a week.
func (d dose) timeAWeek() time.Duration {
	total := time.Duration(0)
	for _, t := range d.time {
		total += t
	}
	return total / time.Duration(max(1, d.weeks))
}

// usualTime is the median time of a week: one week with an ultra is not the usual.
func (d dose) usualTime() time.Duration { return time.Duration(median(d.time)) }

func (d dose) runsAWeek() float64 { return share(d.runs, d.weeks) }

func (d dose) hardAWeek() time.Duration { return d.hard / time.Duration(max(1, d.weeks)) }

// known reports whether enough runs tell how hard they were.
func (d dose) known() bool { return d.runs > 0 && share(d.zoned, d.runs) >= zonedShare }

// holding compares the last weeks with the usual.
type holding struct {
	now, usual dose
	estimated  bool
}

func (s *Season) holding() holding {
	weeks := s.Weeks(s.LastWeek(), habitBaseline+habitTested)
	l := s.limits()
	return holding{l.doseOf(weeks[habitBaseline:]), l.doseOf(weeks[:habitBaseline]), l.heart.estimated}
}

// share is the time of a week now by that of a usual one.
func (h holding) share() float64 {
	usual := h.usual.usualTime()
	if usual == 0 {
		return 0
	}
	return float64(h.now.timeAWeek()) / float64(usual)
}

// hardness says whether the hardness is kept; known is false where the runs do not
// tell.
func (h holding) hardness() (kept, known bool) {
	switch {
	case !h.now.known() || !h.usual.known():
		return false, false
	case h.usual.hardAWeek() >= leastHardWeek:
		return float64(h.now.hardAWeek()) >= holdHardShare*float64(h.usual.hardAWeek()), true
	case h.now.beats > 0 && h.usual.beats > 0:
		return h.now.beats >= (1-holdHardBeat)*h.usual.beats, true
	default:
		return false, false
	}
}

// holds reports whether the weeks are lighter than usual and enough. Where the
// hardness is not known, volume and frequency speak alone.
func (h holding) holds() bool {
	kept, known := h.hardness()
	lighter := h.share() >= holdShare && h.share() <= lessShare
	return lighter && h.now.runsAWeek() >= holdRuns && (kept || !known)
}

func findMaintenance(s *Season) Verdict {
	h := s.holding()
	switch {
	case h.usual.weeks < habitMinBaseline:
		return notEnough(h.usual.weeks, habitMinBaseline, training.Say("needs {} outside your breaks to know the usual, has {}",
			training.Count{N: habitMinBaseline, One: "week", Many: "weeks"}, training.Number(h.usual.weeks)))
	case h.now.weeks < habitMinTested:
		return notEnough(h.now.weeks, habitMinTested, training.Say("needs {} of the last four outside your breaks, has {}",
			training.Count{N: habitMinTested, One: "week", Many: "weeks"}, training.Number(h.now.weeks)))
	case h.usual.usualTime() == 0:
		return notEnough(0, 0, training.Say("needs running time in most of the eight weeks before"))
	}
	kept, known := h.hardness()
	v := Verdict{
		Outcome: NotShown,
		Title:   training.Say("A lighter month, and enough to hold what you have"),
		Lede: training.Say("{} a week, {} of your usual time, and as hard as before. For some weeks that is likely enough.",
			training.Duration(h.now.timeAWeek().Round(time.Minute)), training.Percent(math.Round(100*h.share())/100)),
		Reason: training.Say("running time {} of the usual, runs a week {}; shown from 34 to 80 % with two runs a week",
			training.Percent(h.share()), training.Decimal(h.now.runsAWeek())),
		Headline: h.share(),
		Measures: []Measure{
			{Name: "time_share", Label: "Running time a week ÷ the middle of the eight weeks before", Value: training.Percent(h.share())},
			{Name: "runs_a_week", Label: "Runs a week", Value: training.Decimal(h.now.runsAWeek()), Limit: training.Number(holdRuns)},
			{Name: "hard_minutes", Label: "Time a week in the third zone", Value: training.Duration(h.now.hardAWeek().Round(time.Minute))},
		},
		Have: h.usual.weeks, Need: habitMinBaseline, Counted: "weeks before",
		Estimated: h.estimated || !known,
	}
	switch {
	case !known:
		v.Measures = v.Measures[:2]
		v.Reason.Form += "; how hard they were is not known"
		v.Lede = training.Say("{} a week, {} of your usual time. The number of runs and the time hold; how hard they were, your files do not show.",
			training.Duration(h.now.timeAWeek().Round(time.Minute)), training.Percent(math.Round(100*h.share())/100))
	case !kept:
		v.Reason.Form += "; the hardness is not kept"
	}
	if h.now.longestM < holdLongShare*h.usual.longestM {
		v.Lede.Form += " Very long runs fade first: the longest was {}, {} before."
		v.Lede.Slots = append(v.Lede.Slots, training.Distance(h.now.longestM), training.Distance(h.usual.longestM))
	}
	if h.holds() {
		v.Outcome = Shown
	}
	for _, w := range s.Weeks(s.LastWeek(), habitTested) {
		v.Runs = append(v.Runs, runsOf(w.Counting)...)
	}
	return v
}

func drawHolding(s *Season, v Verdict) Chart {
	bars := s.weekBars(habitBaseline + habitTested)
	c := WeeklyVolume{
		Caption: Caption{
			Title: training.Say("The last {} weeks held {} of the usual running time", training.Number(habitTested), training.Percent(math.Round(100*v.Headline)/100)),
			Subtitle: training.Say("Distance of each week, {} to {}. Outlined weeks were a fifth or more below the three before.",
				training.Day(bars[0].Week.Monday()), training.Day(s.LastWeek().Sunday())),
		},
		Weeks:   bars,
		Context: s.loadNote(),
	}
	return c
}
