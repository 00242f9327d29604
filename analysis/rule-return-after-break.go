package analysis

import "secondwind/internal/training"

const (
	// returnMinRuns before a gap make it a break and not the first tries (H4,
	// science 0.7), over returnMinDays.
	returnMinRuns = 6
	returnMinDays = 28
	// beforeBreakDays before a break show how far runs went (science C.1).
	beforeBreakDays = 30
)

var returnAfterBreak = Rule{
	Name:    "return-after-break",
	Title:   "Back after a break",
	Kind:    Rut,
	Max:     Flagged,
	Word:    "Back",
	Summary: "The first runs after two weeks or more away.",
	Why:     "Some fitness goes in a break and comes back; it comes back best from well below where you stopped.",
	Counts:  "Days between two days with a run of 1.5 km or ten minutes. A break of two weeks or more in your profile is one as well, whatever was run in it. The return lasts as many days as you were away, 30 at most, or six runs.",
	Limits:  "Fitness falls measurably from about two weeks on. Half of the longest run before the break is what coaches advise. A gap of less than twice your usual one is your rhythm, and no break.",
	Caveat:  "The files cannot tell a holiday from an illness. After an illness or an injury, ask someone who can look at you.",
	Formula: "Gap ≥ 14 days between two run-days and ≥ 2 × the median of the 20 gaps before, or a break of the profile of ≥ 14 days. Flagged from the first run after it for min(30, gap) days, up to the sixth run; over when a new such gap opens. Measure: longest run since ÷ longest of the 30 days before the gap.",
	Evidence: []Source{
		{"Mujika and Padilla 2001, a review: gains of endurance from a short time of training are lost after more than four weeks without any.", "https://doi.org/10.1097/00005768-200103000-00013", Strong},
		{"Feely and others 2023: in 300 000 marathon runners a gap of seven days or more went with a finish 5 to 8 % slower. It shows no cause.", "https://doi.org/10.3389/fspor.2022.1096124", Contested},
		{"To start at half of the longest run is what coaches advise; no study was found.", "", Practice},
	},
	Needs:    Needs{HistoryDays: returnMinDays, Runs: returnMinRuns},
	Headline: HeadlineValue{Name: "Longest run since the break against the longest before it"},
	Chart:    CalendarChart,
	Fixes:    []string{"gentle-return", "look-back", "run-with-friend"},
	Find:     findReturn,
	Draw:     drawReturn,
}

// longestBeforeBreak returns the longest run of the days before a gap.
func (s *Season) longestBeforeBreak(g Gap) float64 {
	return longestOf(s.Between(g.Last-beforeBreakDays+1, g.Last))
}

func findReturn(s *Season) Verdict {
	if !s.Returning() {
		return s.noReturn()
	}
	back, _ := s.LatestReturn()
	earlier := len(Counting(s.Between(s.all.first, back.Gap.Last)))
	if earlier < returnMinRuns {
		return notEnough(earlier, returnMinRuns, training.Say("needs {} before a break, has {}",
			training.Count{N: returnMinRuns, One: "run", Many: "runs"}, training.Number(earlier)))
	}
	before, since := s.longestBeforeBreak(back.Gap), s.Between(back.First, s.Day)
	longest := longestOf(since)
	if before == 0 || longest == 0 {
		return notEnough(0, 0, training.Say("not judged without a distance before and after a break"))
	}
	share := longest / before
	runs := training.Count{N: back.Runs, One: "run", Many: "runs"}
	return Verdict{
		Outcome: Flagged,
		Title:   training.Say("You are back: {} after {} away", runs, training.Count{N: back.Gap.Days(), One: "day", Many: "days"}),
		Lede: training.Say("Starting again is the hard part, and it is done. The longest run since {} is {}; before the break it was {}. There is no hurry to catch up.",
			training.Day(back.First), training.Distance(longest), training.Distance(before)),
		Reason: training.Say("{} since a break of {}; the longest is {}, {} of the longest before it",
			runs, training.Count{N: back.Gap.Days(), One: "day", Many: "days"}, training.Distance(longest), training.Percent(share)),
		Headline: share,
		Measures: []Measure{
			{Name: "longest_share", Label: "Longest run since ÷ longest of the 30 days before the break", Value: training.Percent(share)},
			{Name: "break_days", Label: "Days between the runs before and after", Value: training.Number(back.Gap.Days())},
			{Name: "runs_since", Label: "Runs since", Value: training.Number(back.Runs)},
		},
		Have: earlier, Need: returnMinRuns, Counted: "runs before the break",
		Runs: runsOf(Counting(since)),
	}
}

// noReturn says what there is in place of a return: the longest gap of late.
func (s *Season) noReturn() Verdict {
	longest := 0
	for _, g := range s.Gaps() {
		if g.Next > s.Day-returnDays {
			longest = max(longest, g.Days())
		}
	}
	days := training.Count{N: longest, One: "day", Many: "days"}
	v := Verdict{
		Outcome:  Clear,
		Reason:   training.Say("the longest gap of the last {} days was {}; a return follows one of {} or more", training.Number(returnDays), days, training.Number(longBreakDays)),
		Measures: []Measure{{Name: "longest_gap", Label: "Longest gap of the last 30 days, in days", Value: training.Number(longest)}},
	}
	switch back, returned := s.LatestReturn(); {
	case s.Lapsed():
		v.Reason = training.Say("there is no run to come back with yet")
	case longest >= longBreakDays && returned && back.First > s.Day-returnDays:
		v.Reason = training.Say("the return after the break up to {} is over", training.Day(back.First-1))
	case longest >= longBreakDays:
		v.Reason = training.Say("the longest gap of the last {} days was {}, less than twice your usual one", training.Number(returnDays), days)
	}
	return v
}

func drawReturn(s *Season, v Verdict) Chart {
	if v.Outcome != Flagged {
		return s.calendar(training.Say("No break of two weeks to come back from"), s.Day)
	}
	back, _ := s.LatestReturn()
	days := back.Gap.Days()
	title := training.Say("{} away, then {}",
		training.Count{N: days, One: "day", Many: "days"}, training.Count{N: back.Runs, One: "run", Many: "runs"})
	return s.calendar(title, s.Day, Away{From: back.Gap.Last + 1, To: back.First - 1, Days: days})
}
