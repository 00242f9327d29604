package analysis

import (
	"fmt"
	"path/filepath"
	"testing"

	"secondwind/internal/simulation"
	"secondwind/internal/training"
)

// Golden compares text with a golden file, or writes it.
var Golden = golden

// MadeSeason is a made runner on one day, for the tests that need package reports as
// well, which imports this one.
type MadeSeason struct {
	Name     string
	Season   *Season
	Profile  training.Profile
	Verdicts []Verdict
	// Quiet is two weeks later without anything since, Lived the same day as it went.
	Quiet, Lived *Season
}

// madeDays are the weeks of a made history after which it is judged: a beginning, most
// of a season, a year and two.
var madeDays = []int{2, 9, 40, 61, 103}

// MadeSeasons are runners without a rut and runners in each of the ruts, each with and
// without a profile.
func MadeSeasons() []MadeSeason {
	var inputs []Input
	var names []string
	for i, r := range simulation.Healthy() {
		s := simulation.New(400_000+seedOf(i), simulation.Monday(0))
		s.Weeks(r, simulation.Monday(0), healthyWeeks)
		h := s.History()
		for _, week := range madeDays {
			day := simulation.Monday(week) + training.Date(i%7)
			inputs = append(inputs, Input{History: h, AsOf: day, Today: day})
			names = append(names, fmt.Sprintf("%s, %s", r.Name, day))
		}
	}
	for _, r := range fallenRunners() {
		inputs = append(inputs, r.input)
		names = append(names, r.rule+", "+r.who)
	}
	made := make([]MadeSeason, 2*len(inputs))
	inParallel(len(made), func(i int) {
		in, name := inputs[i/2], names[i/2]
		if i%2 == 1 {
			in.Profile, name = toldProfile(in.AsOf), name+", with a profile"
		}
		made[i] = makeSeason(name, in)
	})
	return made
}

// toldProfile says all that a profile can say.
func toldProfile(day training.Date) training.Profile {
	return training.Profile{
		Motivation: training.Intrinsic,
		Why:        []string{"to be outside", "to clear my head", "to be kinder", "to have time for others", "to be at home in myself"},
		Goal:       training.Some(training.Race{Name: "City 10K", Date: day + 80, DistanceM: 10_000}),
		Races:      []training.Race{{Name: "Spring Half", Date: day - 300, DistanceM: halfMarathonM}},
		Rewards:    []string{"a new book", "an evening at the lake"},
		Gratitude:  []string{"a friend"},
		Notes:      []string{"left shoe worn out"},
		Age:        training.Some(44), HeartMaxBPM: training.Some(186), HeartRestBPM: training.Some(50),
		Breaks: []training.Break{{From: day - 200, To: day - 190, Reason: "holiday"}},
	}
}

// makeSeason judges a day of a history that may go on after it.
func makeSeason(name string, in Input) MadeSeason {
	season := newTimeline(simulation.UpTo(in.History, in.AsOf), in.Profile).asOf(in.AsOf, in.Profile)
	m := MadeSeason{
		Name: name, Season: season, Profile: in.Profile,
		Quiet: season.AsOf(in.AsOf + tryDays),
		Lived: newTimeline(in.History, in.Profile).asOf(in.AsOf+tryDays, in.Profile),
	}
	for _, r := range Rules() {
		m.Verdicts = append(m.Verdicts, season.verdict(r))
	}
	return m
}

// FixtureInputs are those of all fixtures, by their files.
func FixtureInputs(t *testing.T) map[string]Input {
	t.Helper()
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string]Input{}
	for _, path := range paths {
		f, err := readFixture(path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		inputs[path] = f.input
	}
	return inputs
}
