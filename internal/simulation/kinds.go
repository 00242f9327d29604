package simulation

import (
	"slices"

	"secondwind/internal/training"
)

// Kind is a reader of a report, by what the page has to suit.
type Kind struct {
	Name    string
	History training.History
	Profile training.Profile
	Past    []training.Suggestion
	Said    []training.Saying
	Receipt training.Opt[training.Receipt]
	Day     training.Date // of the report
	// Imperial is a reader of miles, Share a page that strangers are to see.
	Imperial, Share bool
}

// kindWeek begins on 23 November 2026, the Monday on which all kinds read.
const kindWeek = 203

// Kinds returns the twelve kinds of readers.
func Kinds() []Kind {
	full := fullLoad()
	shared := full
	shared.Name, shared.Share = "share", true
	all := []Kind{
		noRut(), beginner(), returner(), noGPS(), noHeart(), treadmill(),
		miles(), marathoner(), fourteenYears(), ended(), full, shared,
	}
	for i := range all {
		all[i].Day = Monday(kindWeek)
		if all[i].Name != "ended" {
			all[i].History = UpTo(all[i].History, all[i].Day-1)
		}
	}
	return all
}

// lived lets a runner run for the weeks before the report.
func lived(seed uint64, r Runner, weeks int) *Simulation {
	s := New(seed, Monday(kindWeek-weeks))
	s.Weeks(r, Monday(kindWeek-weeks), weeks)
	return s
}

// rutted lets a runner run for some weeks and fall into a rut for the last of them.
func rutted(seed uint64, r Runner, rule string, strength Strength, weeks, since int) *Simulation {
	i := slices.IndexFunc(Plants(), func(p Plant) bool { return p.Rule == rule })
	p := Plants()[i]
	s := New(seed, Monday(kindWeek-weeks))
	p.fall(s, p.settle(s, r, weeks-since), strength, Monday(kindWeek-since), Monday(kindWeek))
	return s
}

// noRut runs as planned: three days a week, at different paces and places.
func noRut() Kind {
	r := Healthy()[0]
	r.Attend, r.Ill, r.Explores, r.Rides = 1, 0, 0.3, 1
	return Kind{
		Name:    "no-rut",
		History: lived(11, r, 66).History(),
		Profile: training.Profile{Goal: training.Some(training.Race{Name: "Spring Half", Date: Monday(kindWeek+20) + 6, DistanceM: halfMarathonM})},
	}
}

// beginner has run four times.
func beginner() Kind {
	r, s := Healthy()[5], New(12, Monday(kindWeek-2))
	for i, day := range []training.Date{1, 5, 8, 12} {
		s.Add(r, Monday(kindWeek-2)+day, 18*60, Easy, 2.4+0.2*float64(i))
	}
	return Kind{Name: "beginner", History: s.History()}
}

// returner ran for a year, stopped for four months, and has run twice again.
func returner() Kind {
	const away, back = 18, 1
	r := Healthy()[0]
	s := New(13, Monday(kindWeek-70))
	s.Weeks(r, s.first, 70-away-back)
	monday := Monday(kindWeek - back)
	s.Add(r, monday+2, 18*60, Easy, 3.5)
	s.Add(r, monday+5, 10*60, Easy, 4)
	return Kind{
		Name: "returner", History: s.History(),
		Past: []training.Suggestion{{Week: training.Week(Monday(kindWeek - away + 1)), Read: Monday(kindWeek - away + 2), Rule: "lapse", Fix: "run-with-friend", Headline: 15}},
	}
}

// noGPS has a watch that counts steps.
func noGPS() Kind {
	h := lived(14, Healthy()[3], 60).History()
	for i := range h.Runs {
		m := &h.Runs[i].Measures
		m.Ground, m.GradeKnown, m.AltitudeCoverage = training.Ground{}, false, 0
		m.AscentM, m.DescentM = training.Opt[float64]{}, training.Opt[float64]{}
	}
	return Kind{Name: "no-gps", History: h}
}

// noHeart wears no strap, and has stopped running on one of four days.
func noHeart() Kind {
	return Kind{Name: "no-heart", History: rutted(15, Healthy()[1], "missed-weekdays", Middle, 60, 5).History()}
}

// treadmill runs on one all year round.
func treadmill() Kind {
	r := Healthy()[4]
	r.Surface, r.Trails, r.RaceGap = training.Treadmill, 0, 0
	h := lived(16, r, 60).History()
	for i := range h.Runs {
		h.Runs[i].Measures.TemperatureC = training.Opt[float64]{}
	}
	return Kind{Name: "treadmill", History: h}
}

// miles thinks in them, and has run far beyond the longest of the month.
func miles() Kind {
	return Kind{Name: "miles", History: rutted(17, Healthy()[0], "session-spike", Middle, 60, 1).History(), Imperial: true}
}

// marathoner has six weeks to the race.
func marathoner() Kind {
	const toRace = 6
	weeks := 2*len(noviceMarathon) + marathonWeek - toRace + 1
	raceDay := Monday(kindWeek+toRace-1) + 5
	return Kind{
		Name:    "marathon",
		History: lived(18, Healthy()[6], weeks).History(),
		Profile: training.Profile{
			Motivation: training.Extrinsic,
			Goal:       training.Some(training.Race{Name: "City Marathon", Date: raceDay, DistanceM: 42_195}),
			Rewards:    []string{"a massage"},
		},
	}
}

// fourteenYears have about 2 700 activities.
func fourteenYears() Kind {
	r := Healthy()[1]
	r.Attend, r.Gain, r.Heart, r.Rides = 0.75, 0.004, true, 0.4
	return Kind{
		Name:    "fourteen-years",
		History: rutted(19, r, "missed-weekdays", Strong, 14*365/7, 4).History(),
		Profile: training.Profile{Age: training.Some(52), Why: []string{"to clear my head"}},
	}
}

// ended has an export that ended five weeks ago.
func ended() Kind {
	h := UpTo(lived(20, Healthy()[0], 60).History(), Monday(kindWeek-5))
	h.NewestFile = training.Some(h.Runs[len(h.Runs)-1].Date())
	return Kind{Name: "ended", History: h}
}
