package measure

import (
	"math"
	"testing"
	"time"

	"secondwind/internal/training"
)

// track makes an activity by moving: the methods cover ground and record it.
type track struct {
	a       training.Activity
	at      float64 // seconds since the start
	d       float64 // metres
	here    training.LatLon
	alt     float64
	fields  training.Channels
	hr      uint8
	temp    int8
	cadence float32
}

var prague = training.LatLon{Lat: 50.1, Lon: 14.4}

const everything = training.PositionChannel | training.DistanceChannel | training.AltitudeChannel | training.HeartRateChannel

// newTrack stands at a place and records the given fields.
func newTrack(at training.LatLon, fields training.Channels) *track {
	t := &track{here: at, alt: 300, hr: 140, temp: 15, fields: fields}
	t.a.Sport = training.Running
	t.a.Start = time.Date(2026, 7, 1, 16, 0, 0, 0, time.UTC)
	t.record()
	return t
}

func (t *track) record() {
	t.a.Records = append(t.a.Records, training.Record{
		At: time.Duration(math.Round(t.at * float64(time.Second))), Channels: t.fields,
		Lat: t.here.Lat, Lon: t.here.Lon, DistanceM: t.d, AltitudeM: float32(t.alt),
		HeartRateBPM: t.hr, TemperatureC: t.temp, CadenceSPM: t.cadence,
	})
}

// move covers ground without recording.
func (t *track) move(metres, bearing, grade float64) {
	rad := bearing * math.Pi / 180
	t.here = t.here.Move(training.Point{X: metres * math.Sin(rad), Y: metres * math.Cos(rad)})
	t.here.Lon = math.Remainder(t.here.Lon, 360)
	t.d += metres
	t.alt += metres * grade
}

// run moves for secs at a speed, bearing and grade, with a record every step seconds.
func (t *track) run(secs, step, speed, bearing, grade float64) *track {
	for end := t.at + secs; t.at < end-1e-9; {
		dt := math.Min(step, end-t.at)
		t.at += dt
		t.move(speed*dt, bearing, grade)
		t.record()
	}
	return t
}

// flat runs north once a second.
func (t *track) flat(secs, speed float64) *track { return t.run(secs, 1, speed, 0, 0) }

// stand records in one place once a second.
func (t *track) stand(secs float64) *track { return t.run(secs, 1, 0, 0, 0) }

// pause stops the timer and the recording.
func (t *track) pause(secs float64) *track {
	from := time.Duration(t.at * float64(time.Second))
	t.at += secs
	t.a.Pauses = append(t.a.Pauses, training.Pause{From: from, To: time.Duration(t.at * float64(time.Second))})
	t.record()
	return t
}

// hole stops the recording alone, while the runner goes on or not.
func (t *track) hole(secs, speed float64) *track { return t.run(secs, secs, speed, 0, 0) }

// circle runs round once; it turns right with a positive radius.
func (t *track) circle(radius, speed float64) *track {
	const corners = 360
	side := 2 * math.Abs(radius) * math.Sin(math.Pi/corners)
	for i := range corners {
		t.run(side/speed, side/speed, speed, math.Copysign(360*float64(i)/corners, radius), 0)
	}
	return t
}

// edit changes each record from index from on.
func (t *track) edit(from int, change func(i int, r *training.Record)) *track {
	for i := from; i < len(t.a.Records); i++ {
		change(i, &t.a.Records[i])
	}
	return t
}

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %g, want %g ± %g", name, got, want, tolerance)
	}
}

func warned(m training.Measures, code training.WarningCode) bool {
	for _, w := range m.Warnings {
		if w.Code == code {
			return true
		}
	}
	return false
}
