package measure

import (
	"math"
	"testing"
	"time"

	"secondwind/internal/training"
)

// track makes an activity by running: at walks the given way and records.
type track struct {
	a    training.Activity
	at   float64 // seconds
	d    float64 // metres
	here training.LatLon
	alt  float64
	hr   uint8
	gps  bool
	dist bool
}

var prague = training.LatLon{Lat: 50.1, Lon: 14.4}

// newTrack stands at a place with everything recorded.
func newTrack(at training.LatLon) *track {
	t := &track{here: at, alt: 300, hr: 140, gps: true, dist: true}
	t.a.Sport = training.Running
	t.a.Start = time.Date(2026, 7, 1, 16, 0, 0, 0, time.UTC)
	t.record()
	return t
}

func (t *track) record() {
	r := training.Record{At: time.Duration(t.at * float64(time.Second))}
	if t.gps {
		r.Channels |= training.PositionChannel
		r.Lat, r.Lon = t.here.Lat, t.here.Lon
	}
	if t.dist {
		r.Channels |= training.DistanceChannel
		r.DistanceM = t.d
	}
	r.Channels |= training.AltitudeChannel
	r.AltitudeM = float32(t.alt)
	if t.hr > 0 {
		r.Channels |= training.HeartRateChannel
		r.HeartRateBPM = t.hr
	}
	t.a.Records = append(t.a.Records, r)
}

// run moves for secs at a speed, bearing and grade, with a record every step seconds.
func (t *track) run(secs, step, speed, bearing, grade float64) *track {
	for end := t.at + secs; t.at < end-1e-9; {
		dt := math.Min(step, end-t.at)
		m := speed * dt
		rad := bearing * math.Pi / 180
		t.here = t.here.Move(training.Point{X: m * math.Sin(rad), Y: m * math.Cos(rad)})
		t.at += dt
		t.d += m
		t.alt += m * grade
		t.record()
	}
	return t
}

func near(t *testing.T, name string, got, want, tol float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tol {
		t.Errorf("%s: got %g, want %g ± %g", name, got, want, tol)
	}
}

func TestSteadyRun(t *testing.T) {
	m := Of(&newTrack(prague).run(3600, 1, 3, 45, 0).a)
	near(t, "distance", m.DistanceM, 10800, 0.01)
	near(t, "moving", m.Moving.Seconds(), 3600, 0.01)
	near(t, "GAP speed", m.GAPSpeedMS, 3, 1e-6)
	near(t, "best minute", m.BestMinuteMS, 3, 1e-6)
}
