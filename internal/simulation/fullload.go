package simulation

import (
	"cmp"
	"slices"
	"time"

	"secondwind/internal/training"
)

// fullLoad has all that watches record and a profile says, and routes gone stale.
func fullLoad() Kind {
	s := rutted(21, Healthy()[2], "stale-routes", Strong, 150, 14)
	for week := kindWeek - 150; week < kindWeek; week++ {
		s.other(Monday(week)+1, training.Swimming, 40*time.Minute, 0.8)
		if week%3 == 0 {
			s.other(Monday(week)+6, training.Hiking, 150*time.Minute, 1.1)
		}
	}
	h := s.History()
	for i := range h.Runs {
		equip(&h.Runs[i])
	}
	k := Kind{Name: "full-load", History: h, Profile: fullProfile(), Receipt: training.Some(fullReceipt())}
	k.Past, k.Said = fullPast()
	return k
}

// other is a session of another sport.
func (s *Simulation) other(day training.Date, sport training.Sport, moving time.Duration, speed float64) {
	s.runs = append(s.runs, training.Run{
		ID: s.id(), Sport: sport, Start: day.Time().Add(7 * time.Hour),
		Local:    training.LocalOffset{Source: training.DeviceOffset},
		Measures: training.Measures{Elapsed: moving, Moving: moving, DistanceM: speed * moving.Seconds(), Quality: 1},
	})
}

// equip says what a recording was made with: a new watch each year, two pairs of
// shoes in turn, laps pressed in intervals.
func equip(r *training.Run) {
	year := r.Start.Year()
	r.Device = []string{"garmin fr245", "garmin fr265", "coros pace_3"}[year%3]
	if !r.IsRun() {
		return
	}
	r.Name = "Morning Run"
	if r.LocalStart().Hour() >= 12 {
		r.Name = "Evening Run"
	}
	r.Gear = []string{"Blue Road Shoes", "Old Trail Shoes"}[r.Start.YearDay()%2]
	r.Laps = 2 * len(r.Measures.Bouts)
	r.Measures.Fade = training.Some(0.02)
	r.Totals = training.Totals{Elapsed: training.Some(r.Measures.Elapsed), DistanceM: training.Some(r.Measures.DistanceM), CaloriesKcal: training.Some(62 * r.Measures.DistanceM / 1000)}
}

func fullProfile() training.Profile {
	return training.Profile{
		Motivation: training.Intrinsic,
		Why:        []string{"to be outside", "to clear my head", "to be kinder at home"},
		Goal:       training.Some(training.Race{Name: "Lakeside Half", Date: Monday(kindWeek+12) + 6, DistanceM: halfMarathonM}),
		Races:      []training.Race{{Name: "Autumn 10K", Date: Monday(kindWeek-9) + 6, DistanceM: 10_000}},
		Breaks:     []training.Break{{From: Monday(kindWeek - 40), To: Monday(kindWeek-40) + 6, Reason: "holiday by the sea"}},
		Rewards:    []string{"a new book", "an evening at the lake"},
		Gratitude:  []string{"the wood at seven"},
		Mute:       []string{"watch-bound", "join-club"},
		Sex:        training.Female, Age: training.Some(41), HeartMaxBPM: training.Some(188), HeartRestBPM: training.Some(52),
	}
}

// fullReceipt is that of a folder into which three programs write.
func fullReceipt() training.Receipt {
	return training.Receipt{
		At: Monday(kindWeek).Time().Add(6*time.Hour + 30*time.Minute), Files: 64, Stored: 9, Known: 41, Twins: 3, NotActivities: 10, Waiting: 0, Failed: 1,
		Activities: 9, Runs: 6, Warnings: 2, Seconds: 1.9,
		TwinPairs: []training.TwinPair{
			{Path: "phone/Evening_Run_17.gpx", Kept: "garmin/2026-11-17-18-02.fit", ID: "5b1f0c9ad2e47386"},
			{Path: "phone/Evening_Run_19.gpx", Kept: "garmin/2026-11-19-18-10.fit", ID: "f3a91c04be77d215"},
			{Path: "old/2026-11-21-09-00.fit", Kept: "garmin/2026-11-21-09-00.fit"},
		},
		Failures: []training.Failure{{Path: "garmin/2026-11-20-07-00.fit", Reason: "the file ends after 12 of 140 kB", Hint: "copy it from the watch again"}},
		Doubts:   []training.Doubt{{Path: "garmin/2026-11-17-18-02.fit", Code: training.GPSOutliers}, {Path: "coros/2026-11-18.fit", Code: training.HeartRateLocked}},
		Guesses:  []training.Guess{{Path: "phone/Sunday.gpx", ID: "c40d7e21b95f8a63", Sport: training.Hiking, Source: training.SportFromName, Confidence: 0.9}},
		Kinds:    map[string]int{"monitoring": 8, "settings": 2},
	}
}

// fullPast are the reports of ten weeks, of which the runner did some and said so of
// others.
func fullPast() (past []training.Suggestion, said []training.Saying) {
	fixes := []string{"new-route", "reverse-route", "five-whys", "new-route", "easy-week", "new-music", "new-route", "reverse-route", "five-whys", "new-music"}
	for i, fix := range fixes {
		monday := Monday(kindWeek - len(fixes) + i)
		past = append(past, training.Suggestion{
			Week: training.Week(monday - 7), Read: monday, Rule: "stale-routes", Fix: fix, Headline: min(0.9, 0.5+0.05*float64(i)),
		})
		switch fix {
		case "five-whys":
			said = append(said, training.Saying{Fix: fix, Answer: training.Tried, Day: monday + 2})
		case "new-music":
			said = append(said, training.Saying{Fix: fix, Answer: training.NotTried, Day: monday + 1})
		}
	}
	slices.SortFunc(said, func(a, b training.Saying) int { return cmp.Compare(a.Day, b.Day) })
	return past, said
}
