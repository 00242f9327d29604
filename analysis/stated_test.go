package analysis

import (
	"testing"

	"secondwind/internal/training"
)

// What a profile states reaches what heart rates and speeds are read against.
func TestStatedLimits(t *testing.T) {
	p := training.Profile{
		Sex: training.Female, Born: training.Some(someday - 40*366), HeartMaxBPM: training.Some(181),
		HeartRestBPM: training.Some(48), ThresholdMS: training.Some(3.5),
	}
	s := madeSeason(p, outing{day: someday, path: ring(8000)})
	l := s.limits()
	if want := (heart{maxBPM: 181, restBPM: 48, woman: true}); !l.hasHeart || l.heart != want || l.thresholdMS != 3.5 {
		t.Errorf("got %+v, want a heart of %+v and a threshold of 3.5 m/s", l, want)
	}
	p.HeartMaxBPM = training.Opt[int]{}
	if l := madeSeason(p, outing{day: someday, path: ring(8000)}).limits(); l.heart.maxBPM != 180 || !l.heart.estimated {
		t.Errorf("got %+v, want the 180 of the age of 40", l.heart)
	}
}

// A race is told by the highest heart rate that the runner states, where there is
// one, and never by that of the age.
func TestStatedRaceHeart(t *testing.T) {
	effort := outing{day: someday + nextThursday, clock: 18*60 + 20, path: out(8000), change: func(r *training.Run) {
		r.Measures.HeartRateCoverage = 1
		r.Measures.HeartRateSeconds = training.Bins{First: 168, Values: []float64{3000}}
	}}
	for _, c := range []struct {
		name    string
		profile training.Profile
		want    int
	}{
		{"88 % of the stated", training.Profile{HeartMaxBPM: training.Some(190)}, 1},
		{"under 88 % of it", training.Profile{HeartMaxBPM: training.Some(192)}, 0},
		{"by the age alone", training.Profile{Age: training.Some(80)}, 0},
		{"nothing stated", training.Profile{}, 0},
	} {
		if got := madeSeason(c.profile, append(thursdays(), effort)...).Sessions[12].Race.Score; got != c.want {
			t.Errorf("%s: %d points, want %d", c.name, got, c.want)
		}
	}
}

// The runner has the last word on a sport, and the history of the caller stays as it is.
func TestOverruledSports(t *testing.T) {
	var h training.History
	for i, id := range []string{"hike", "ride", "run", "other"} {
		r := outing{day: someday + training.Date(i), path: ring(8000)}.run(id)
		r.SubSport, r.SportSource, r.SportConfidence = training.Trail, training.SportFromMovement, 0.6
		if id == "ride" {
			r.Sport, r.SubSport = training.Cycling, "gravel_cycling"
		}
		h.Runs = append(h.Runs, r)
	}
	p := training.Profile{Sports: map[string]training.Sport{
		"hike": training.Hiking, "ride": training.Running, "run": training.Running, "gone": training.Running,
	}}
	cut, _ := cutHistory(Input{History: h, Profile: p, AsOf: someday + 9, Today: someday + 9})
	for i, want := range []training.SportCall{
		{Sport: training.Hiking, Source: training.SportFromRunner, Confidence: 1},
		{Sport: training.Running, Source: training.SportFromRunner, Confidence: 1},
		{Sport: training.Running, SubSport: training.Trail, Source: training.SportFromRunner, Confidence: 1},
		{Sport: training.Running, SubSport: training.Trail, Source: training.SportFromMovement, Confidence: 0.6},
	} {
		r := cut.Runs[i]
		got := training.SportCall{Sport: r.Sport, SubSport: r.SubSport, Source: r.SportSource, Confidence: r.SportConfidence}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", r.ID, got, want)
		}
	}
	if h.Runs[0].Sport != training.Running {
		t.Error("the history of the caller is changed")
	}
	if j := Judge(Input{History: h, Profile: p, AsOf: someday + 9, Today: someday + 9}); j.Data.AllRuns != 3 || j.Data.Activities != 4 {
		t.Errorf("got %d runs of %d activities, want 3 of 4", j.Data.AllRuns, j.Data.Activities)
	}
}
