package inbox

import (
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

func TestLikeTwin(t *testing.T) {
	watch := recording{sport: training.Running, start: noon, elapsed: 30 * time.Minute, distanceM: 5000}
	like := func(change func(*recording)) recording {
		r := watch
		change(&r)
		return r
	}
	tests := []struct {
		name string
		a, b recording
		want bool
	}{
		{"the same", watch, watch, true},
		{"on foot otherwise", watch, like(func(r *recording) { r.sport = training.Walking }), true},
		{"another sport", watch, like(func(r *recording) { r.sport = training.Cycling }), false},
		{"a sport that nobody stated", watch, like(func(r *recording) { r.sport = "" }), true},
		{"fitness equipment", watch, like(func(r *recording) { r.sport = "fitness_equipment" }), true},
		{"120 s later", watch, like(func(r *recording) { r.start = noon.Add(120 * time.Second) }), true},
		{"121 s later", watch, like(func(r *recording) { r.start = noon.Add(121 * time.Second) }), false},
		{"three minutes later", watch, like(func(r *recording) { r.start = noon.Add(3 * time.Minute) }), false},
		{"4.9 % longer", watch, like(func(r *recording) { r.distanceM = 5000 / 0.951 }), true},
		{"5 % longer", watch, like(func(r *recording) { r.distanceM = 5000 / 0.95 }), false},
		{"the same length in twice the time", watch, like(func(r *recording) { r.elapsed = time.Hour }), true},
		{
			"two sprints of a minute, a minute and a half apart",
			recording{start: noon, elapsed: time.Minute, distanceM: 300},
			recording{start: noon.Add(90 * time.Second), elapsed: time.Minute, distanceM: 300},
			false,
		},
		{"without distance, as long in time", watch, like(func(r *recording) { r.distanceM, r.elapsed = 0, 31*time.Minute }), true},
		{"without distance, a third longer", watch, like(func(r *recording) { r.distanceM, r.elapsed = 0, 40*time.Minute }), false},
		{"a change of shoes before a ride", recording{start: noon, elapsed: time.Minute}, recording{start: noon.Add(50 * time.Second), elapsed: time.Hour, distanceM: 30_000}, false},
		{"nothing but a date", watch, recording{sport: training.Running, start: noon}, true},
		{"nothing but a date and no sport", watch, recording{start: noon}, true},
		{"nothing but a date, of another sport", watch, recording{sport: training.Cycling, start: noon}, false},
		{"cut off halfway", watch, like(func(r *recording) { r.truncated, r.elapsed, r.distanceM = true, 15*time.Minute, 2500 }), true},
		{"half as long", watch, like(func(r *recording) { r.elapsed, r.distanceM = 15*time.Minute, 2500 }), false},
		{"cut off, yet longer", watch, like(func(r *recording) { r.truncated, r.elapsed, r.distanceM = true, time.Hour, 10_000 }), false},
		{"cut off, of later", watch, like(func(r *recording) {
			r.truncated, r.start, r.elapsed, r.distanceM = true, noon.Add(3*time.Minute), 15*time.Minute, 2500
		}), false},
		{"two entries made by hand", recording{sport: training.Running, start: noon}, recording{sport: training.Running, start: noon}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.a.likeTwin(&tt.b); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if got := tt.b.likeTwin(&tt.a); got != tt.want {
				t.Errorf("the other way round got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCompareRichness(t *testing.T) {
	fit := recording{id: "b", format: parse.FIT, records: 100, readings: 300}
	like := func(change func(*recording)) recording {
		r := fit
		change(&r)
		return r
	}
	poorerFirst := []struct {
		name         string
		poorer, rich recording
	}{
		{"TCX and FIT", like(func(r *recording) { r.format, r.readings = parse.TCX, 900 }), fit},
		{"GPX and TCX", like(func(r *recording) { r.format, r.readings = parse.GPX, 900 }), like(func(r *recording) { r.format = parse.TCX })},
		{"fewer readings", fit, like(func(r *recording) { r.readings++ })},
		{"cut off", like(func(r *recording) { r.truncated, r.readings = true, 900 }), like(func(r *recording) { r.format = parse.GPX })},
		{"two pieces", like(func(r *recording) { r.truncated = true }), like(func(r *recording) { r.truncated, r.format, r.readings = true, parse.GPX, 900 })},
		{"without samples", like(func(r *recording) { r.records, r.readings = 0, 0 }), like(func(r *recording) { r.truncated, r.format = true, parse.GPX })},
		{"no other difference", fit, like(func(r *recording) { r.id = "a" })},
	}
	for _, tt := range poorerFirst {
		if got := compareRichness(&tt.poorer, &tt.rich); got >= 0 {
			t.Errorf("%s: got %d", tt.name, got)
		}
		if got := compareRichness(&tt.rich, &tt.poorer); got <= 0 {
			t.Errorf("%s, the other way round: got %d", tt.name, got)
		}
	}
}

// The index must find what near accepts, wherever the starts lie.
func TestRecordingsAreFoundAcrossSlots(t *testing.T) {
	for _, base := range []time.Time{noon, time.Unix(0, 0), time.Unix(-60, 0)} {
		for shift := -130; shift <= 130; shift += 10 {
			rs := newRecordings()
			first := &recording{id: "first", start: base, elapsed: time.Hour, distanceM: 5000}
			later := &recording{id: "later", start: base.Add(time.Duration(shift) * time.Second), elapsed: time.Hour, distanceM: 5000}
			rs.add(first)
			if got, want := len(rs.near(later)) == 1, first.near(later); got != want {
				t.Errorf("%d s from %s: found %v, want %v", shift, base, got, want)
			}
			rs.remove(first)
			if len(rs.near(later)) != 0 {
				t.Errorf("%d s from %s: found after it was removed", shift, base)
			}
		}
	}
}

func TestReadings(t *testing.T) {
	a := training.Activity{Records: []training.Record{
		{Channels: training.PositionChannel | training.HeartRateChannel},
		{Channels: training.PositionChannel | training.AltitudeChannel},
	}}
	if got, want := readings(a.Channels(), len(a.Records)), 3*2; got != want {
		t.Errorf("got %d, want %d", got, want)
	}
}
