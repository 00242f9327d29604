package analysis

import "secondwind/internal/training"

var sameSurface = Rule{
	Name:    "same-surface",
	Title:   "Same surface",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "All runs are on the road, or all on a treadmill.",
	Why:     "Grass, gravel and sand ask other things of feet and eyes than asphalt does. One run a week on other ground is a cheap change.",
	Counts:  "Runs of the last 56 days, by the surface that the watch was set to: road, trail, track or treadmill.",
	Limits:  "They are ours. One sameness alone is a habit that works for many, and never more than a watch. Two of the three of distance, surface and hour make a rut.",
	Caveat:  "The watch knows what it was set to, and not what was underfoot. Where a treadmill is the safe or dry choice, it is no rut.",
	Formula: "S = share of the commonest surface among the runs that name one, at least 80 % of all. Holds: S ≥ 95 %. Watch: it holds. Rut: it holds with same-hour and without same-distance, in two weekly checks; with same-distance that rule speaks.",
	Evidence: []Source{
		varietySource,
		{"“Getting out of a Running Rut”, Run Far Girl: leave the road for a trail, or the treadmill for the street.", "", Practice},
		sameSource,
	},
	Needs:    Needs{HistoryDays: sameDays},
	Silent:   []Silence{duringLapse, duringReturn, duringBreak},
	Lasting:  Lasting{Enter: 2, Leave: 2},
	Headline: HeadlineValue{Name: "Share of the commonest surface", LowerBetter: true},
	Chart:    DistributionChart,
	Fixes:    []string{"new-surface", "track-session"},
	Find:     findSameSurface,
	Draw:     drawSurfaces,
}

func findSameSurface(s *Season) Verdict {
	f := s.surfaces()
	if f.runs < sameMinRuns {
		return notEnough(f.runs, sameMinRuns, training.Say("needs {} in {} days, has {}",
			training.Count{N: sameMinRuns, One: "run", Many: "runs"}, training.Numeral(sameDays), training.Number(f.runs)))
	}
	if !f.known() {
		return notEnough(0, 0, training.Say("needs a surface named for {} of the runs, has it for {}",
			training.Percent(surfaceNamedShare), training.Percent(share(f.named, f.runs))))
	}
	lengthToo, hourToo := s.lengths().holds(), s.hours().holds()
	v := Verdict{
		Outcome: sameOutcome(f.holds(), hourToo && !lengthToo),
		Title:   training.Say("{} of your last {} runs were on "+surfaceWords[f.common], training.Number(len(f.alike)), training.Number(f.named)),
		Lede:    training.Say("One run on other ground is enough of a change."),
		Reason: training.Say("{} of {} runs that name a surface were on "+surfaceWords[f.common]+"; it counts from 95 %",
			training.Numeral(len(f.alike)), training.Numeral(f.named)),
		Headline: f.share(),
		Measures: []Measure{
			{Name: "same_surface_share", Label: "Runs on one surface", Value: training.Percent(f.share()), Limit: training.Percent(sameSurfaceShare)},
			{Name: "named_share", Label: "Runs that name a surface", Value: training.Percent(share(f.named, f.runs))},
		},
		Have: f.runs, Need: sameMinRuns, Counted: "runs",
		Runs:    runsOf(f.alike),
		Subject: []training.Param{{Name: "surface", Value: string(f.common)}},
	}
	if len(f.alike) == f.named {
		v.Title = training.Say("All of your last {} runs were on "+surfaceWords[f.common], training.Number(f.named))
	}
	if v.Outcome == Flagged {
		s.nameSecond(&v, false)
	}
	return v
}

// surfaceClass is where the runs of a surface stand in the chart.
func surfaceClass(on surface) int {
	for i := range surfaces {
		if surfaces[i] == on {
			return i
		}
	}
	return len(surfaces)
}

func drawSurfaces(s *Season, v Verdict) Chart {
	f := s.surfaces()
	var classes []Class
	for _, on := range surfaces {
		classes = append(classes, Class{Name: training.Say(string(on)), Flagged: v.Outcome != Clear && on == f.common})
	}
	classes = append(classes, Class{Name: training.Say("not named")})
	all := func(s *Season) []*Session { return Counting(s.LastDays(sameDays)) }
	c := s.compared(sameDays, classes, all, func(x *Session) int {
		on, _ := surfaceOf(x)
		return surfaceClass(on)
	})
	c.Axis = training.Say("what the watch was set to")
	c.Title = training.Say("{} of {} runs were on "+surfaceWords[f.common], training.Number(len(f.alike)), training.Number(f.named))
	return c
}
