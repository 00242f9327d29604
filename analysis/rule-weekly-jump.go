package analysis

import (
	"secondwind/internal/training"
)

const (
	// jumpWeeks is what the last week is compared with: the largest of the eight
	// before. A mean would make every light week turn the next normal one into a
	// jump: so did 50 to 78 of 100 made runners without a rut (science C.2).
	jumpWeeks    = 8
	jumpMinWeeks = 6 // of them with a distance (table R)
	// jumpTenths flags, jumpWatchHundredths watches, each by more than jumpStepM.
	// Ours: so 0.1 to 4 of 100 made runners without a rut were flagged in 18 weeks
	// (science C.2).
	jumpTenths          = 13
	jumpWatchHundredths = 115
	jumpStepM           = 5000
	// jumpRecordWeeks: the week must also be the largest of half a year.
	jumpRecordWeeks = 26
)

var weeklyJump = Rule{
	Name:    "weekly-jump",
	Title:   "Weekly jump",
	Kind:    Rut,
	Max:     Flagged,
	Load:    true,
	Summary: "The last week was by far the biggest in half a year.",
	Why:     "A week well beyond the biggest of two months is a lot at once. A lighter one after it lets the work sink in.",
	Counts:  "All running of the last complete week, Monday to Sunday, against the largest of the eight weeks before. Weeks that touch a break of your profile count nowhere.",
	Limits:  "They are ours. Against the largest week, not a mean, the rule spoke up for at most 4 in 100 made runners without a rut over 18 weeks.",
	Caveat:  "Whether week-to-week growth matters at all is disputed: one large study finds no relation, and the 10 % rule did not hold in a trial. Distance alone is counted.",
	Formula: "V = distance of the last complete week; M = largest of the 8 weeks before. Rut: V > 1.30 × M, V − M > 5 km, and V above each of the 26 weeks before. Watch: V > 1.15 × M and V − M > 5 km.",
	Evidence: []Source{
		{"Damsted and others 2019: 261 runners, 56 injuries. Weeks that grew by 20 to 60 % went with more injuries at 21 days, not later.", "https://doi.org/10.2519/jospt.2019.8541", Contested},
		{"Buist and others 2008: a graded programme by the 10 % rule made no difference to 532 novices.", "https://doi.org/10.1177/0363546507307505", Contested},
		{"Frandsen and others 2025: no relation of week-to-week change with injury in 5 205 runners.", "https://doi.org/10.1136/bjsports-2024-109380", Contested},
	},
	Needs:    Needs{HistoryDays: 7 * (jumpWeeks + 1)},
	Silent:   []Silence{duringTaper, afterRace},
	Headline: HeadlineValue{Name: "Last week against the largest of eight", LowerBetter: true},
	Chart:    WeeklyVolumeChart,
	Fixes:    []string{"easy-week", "rest-days"},
	Find:     findWeeklyJump,
	Draw:     drawWeeklyVolume,
}

// jump is a week against the weeks before it.
type jump struct {
	week         Week
	largest      Week    // of the eight before
	withDistance int     // of the eight, without breaks and weeks without a distance
	young        bool    // the history does not reach back 26 weeks
	recordM      float64 // the largest of all 26
}

// lastJump compares the last complete week with those before.
func (s *Season) lastJump() jump {
	weeks := s.Weeks(s.LastWeek(), jumpRecordWeeks+1)
	j := jump{week: weeks[jumpRecordWeeks], young: weeks[0].Week.Monday() < s.all.first}
	for i, w := range weeks[:jumpRecordWeeks] {
		if w.Break || w.DistanceM == 0 {
			continue
		}
		j.recordM = max(j.recordM, w.DistanceM)
		if i < jumpRecordWeeks-jumpWeeks {
			continue
		}
		j.withDistance++
		if w.DistanceM > j.largest.DistanceM {
			j.largest = w
		}
	}
	return j
}

func (j jump) ratio() float64 { return j.week.DistanceM / j.largest.DistanceM }

func (j jump) outcome() Outcome {
	v, largest := metres(j.week.DistanceM), metres(j.largest.DistanceM)
	switch {
	case v-largest <= jumpStepM || v*100 <= largest*jumpWatchHundredths:
		return Clear
	case v*10 > largest*jumpTenths && v > metres(j.recordM):
		return Flagged
	default:
		return Watch
	}
}

// limitM is where a jump begins.
func (j jump) limitM() float64 {
	return max(j.largest.DistanceM*jumpTenths/10, j.largest.DistanceM+jumpStepM, j.recordM)
}

// title is the headline of the week.
func (j jump) title() string {
	switch {
	case j.outcome() != Flagged:
		return "Last week was a big one: {}"
	case j.young:
		return "Last week was your biggest so far: {}"
	default:
		return "Last week was your biggest in half a year: {}"
	}
}

func findWeeklyJump(s *Season) Verdict {
	j := s.lastJump()
	if j.week.Break {
		return notEnough(0, 0, training.Say("not judged in a week with a break of your profile"))
	}
	if len(j.week.Sessions) > 0 && j.week.DistanceM == 0 {
		return notEnough(0, 0, training.Say("not judged without a distance in the last week"))
	}
	if j.withDistance < jumpMinWeeks {
		return notEnough(j.withDistance, jumpMinWeeks, training.Say("needs {} with a distance in the eight before, has {}",
			training.Count{N: jumpMinWeeks, One: "week", Many: "weeks"}, training.Number(j.withDistance)))
	}
	v := Verdict{
		Outcome: j.outcome(),
		Title:   training.Say(j.title(), training.Distance(j.week.DistanceM)),
		Lede: training.Say("That is {} the largest of the eight weeks before, {}. After a step like that a lighter week is no loss.",
			training.Ratio(j.ratio()), training.Distance(j.largest.DistanceM)),
		Reason: training.Say("{} in the week, {} the largest of eight and {} that of 26; a rut above {} that beats both",
			training.Distance(j.week.DistanceM), training.Ratio(j.ratio()), training.Ratio(j.week.DistanceM/j.recordM), training.Ratio(jumpTenths/10.0)),
		Headline: j.ratio(),
		Measures: []Measure{
			{Name: "ratio", Label: "Last week ÷ largest of the eight before", Value: training.Ratio(j.ratio()), Limit: training.Ratio(jumpTenths / 10.0)},
			{Name: "week_distance", Label: "Last week", Value: training.Distance(j.week.DistanceM), Limit: training.Distance(j.limitM())},
			{Name: "largest_26_weeks", Label: "Largest of the up to 26 weeks before", Value: training.Distance(j.recordM)},
		},
		Have: j.withDistance, Need: jumpMinWeeks, Counted: "weeks with a distance",
	}
	if v.Outcome == Flagged || v.Outcome == Watch {
		for i := range j.week.Sessions {
			v.Runs = append(v.Runs, j.week.Sessions[i].ID)
		}
	}
	return v
}

func drawWeeklyVolume(s *Season, v Verdict) Chart {
	last := s.LastWeek()
	j := s.lastJump()
	c := WeeklyVolume{
		Caption: Caption{
			Title: training.Say("{} in the last week, within reach of the weeks before", training.Distance(j.week.DistanceM)),
			Subtitle: training.Say("Distance of each week, {} to {}. Outlined weeks were a fifth or more below the three before. The dashed line is where a jump begins.",
				training.Day(last.Add(1-jumpRecordWeeks).Monday()), training.Day(last.Sunday())),
		},
		Weeks:   s.weekBars(jumpRecordWeeks),
		LimitM:  j.limitM(),
		LargeM:  j.largest.DistanceM,
		LargeAt: j.largest.Week,
		Context: s.loadNote(),
	}
	if v.Outcome == Flagged || v.Outcome == Watch {
		c.Title = training.Say("The last week is {} the largest of the eight before", training.Ratio(j.ratio()))
		c.Weeks[len(c.Weeks)-1].Flagged = v.Outcome == Flagged
	}
	return c
}
