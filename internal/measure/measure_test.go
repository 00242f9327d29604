package measure

import (
	"math"
	"reflect"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestSteadyRun(t *testing.T) {
	m := Of(&newTrack(prague, everything).flat(3600, 3).a)
	near(t, "distance", m.DistanceM, 10800, 0.01)
	near(t, "elapsed", m.Elapsed.Seconds(), 3600, 0)
	near(t, "moving", m.Moving.Seconds(), 3600, 0.01)
	near(t, "GAP speed", m.GAPSpeedMS, 3, 1e-6)
	near(t, "best minute", m.BestMinuteMS, 3, 1e-6)
	near(t, "quality", m.Quality, 1, 0)
	near(t, "fade", m.Fade.Or(9), 0, 1e-9)
	near(t, "heart-rate coverage", m.HeartRateCoverage, 1, 0)
	if want := (training.Bins{First: 140, Values: []float64{3600}}); !reflect.DeepEqual(m.HeartRateSeconds, want) {
		t.Errorf("heart-rate bins: got %v, want %v", m.HeartRateSeconds, want)
	}
	if m.GAPSeconds.First != 30 || len(m.GAPSeconds.Values) != 1 {
		t.Errorf("speed bins: got %v, want one at 30", m.GAPSeconds)
	}
	if len(m.Splits) != 11 {
		t.Fatalf("splits: got %d, want 11", len(m.Splits))
	}
	near(t, "first split", m.Splits[0].Elapsed.Seconds(), 1000.0/3, 1e-6)
	near(t, "last split", m.Splits[10].DistanceM, 800, 1e-6)
	near(t, "split heart rate", m.Splits[5].HeartRateBPM.Or(0), 140, 1e-9)
	if len(m.Efforts) != 5 {
		t.Fatalf("efforts: got %d, want 400 m to 10 km", len(m.Efforts))
	}
	for _, e := range m.Efforts {
		near(t, "effort", e.Elapsed.Seconds(), e.DistanceM/3, 1e-6)
	}
	if len(m.Blocks) != 10 {
		t.Errorf("blocks: got %d, want 10 of five minutes", len(m.Blocks))
	}
	if m.Bouts != nil || m.Warnings != nil {
		t.Errorf("got bouts %v, warnings %v, want none", m.Bouts, m.Warnings)
	}
}

func TestDistanceSources(t *testing.T) {
	states := func(tr *track, metres float64) *training.Activity {
		tr.a.Totals.DistanceM = training.Some(metres)
		return &tr.a
	}
	const gps = everything &^ training.DistanceChannel
	const neither = gps &^ training.PositionChannel
	tests := []struct {
		name   string
		a      *training.Activity
		want   float64
		source training.DistanceSource
	}{
		{"device before total", states(newTrack(prague, everything).flat(1000, 3), 9999), 3000, training.DeviceDistance},
		{"total before positions", states(newTrack(prague, gps).flat(1000, 3), 3100), 3100, training.TotalDistance},
		{"positions", &newTrack(prague, gps).flat(1000, 3).a, 3000, training.GPSDistance},
		{"total alone", states(newTrack(prague, neither).flat(1000, 3), 3100), 3100, training.TotalDistance},
		{"nothing", &newTrack(prague, neither).flat(1000, 3).a, 0, training.NoDistance},
		{"absurd total", states(newTrack(prague, neither).flat(1000, 3), math.Inf(1)), 0, training.NoDistance},
		{"not a number", states(newTrack(prague, neither).flat(1000, 3), math.NaN()), 0, training.NoDistance},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(tt.a)
			near(t, "distance", m.DistanceM, tt.want, tt.want*1e-3)
			if m.DistanceSource != tt.source {
				t.Errorf("source: got %q, want %q", m.DistanceSource, tt.source)
			}
			near(t, "speed", m.GAPSpeedMS, m.DistanceM/1000, 1e-6)
		})
	}
	m := Of(tests[1].a)
	near(t, "kilometre by the total", m.Splits[0].Elapsed.Seconds(), 1000/3.1, 0.5)
}

func TestDeviceDistanceRepairs(t *testing.T) {
	run := func() *track { return newTrack(prague, everything).flat(1000, 3) }
	shift := func(by float64) func(int, *training.Record) {
		return func(_ int, r *training.Record) { r.DistanceM += by }
	}
	tests := []struct {
		name    string
		tr      *track
		want    float64
		quality float64 // at most
	}{
		{"a watch that finds itself", run().edit(500, shift(60)), 3060, 0.9995},
		{"damage", run().edit(500, shift(5000)), 2997, 0.9995},
		{"a counter that begins anew", run().edit(500, shift(-1500)), 2997, 0.9995},
		{"jitter", run().edit(500, func(i int, r *training.Record) { r.DistanceM -= float64(i%2) * 5 }), 3000, 0.9},
		{"a single spike", run().edit(500, func(i int, r *training.Record) {
			if i == 500 {
				r.DistanceM = 1e7
			}
		}), 2994, 0.9995},
		{"not a number", run().edit(500, func(i int, r *training.Record) {
			if i < 510 {
				r.DistanceM = math.NaN()
			}
		}), 3000, 1},
		{"an earlier session's sum", run().edit(0, shift(40_000)), 3000, 1},
		{"begun before the first record", run().edit(0, shift(6)), 3006, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "distance", m.DistanceM, tt.want, 3.01)
			if m.Quality > tt.quality || m.Quality < 0.7 {
				t.Errorf("quality: got %g, want 0.7 to %g", m.Quality, tt.quality)
			}
			if top := m.GAPSeconds.First + len(m.GAPSeconds.Values) - 1; m.BestMinuteMS > 3.3 || top > 33 {
				t.Errorf("best minute %g, fastest bin %d: want about 3 and 30", m.BestMinuteMS, top)
			}
		})
	}
}

// tunnel: the device stands still for 40 s and then makes up for it at once.
func TestDistanceWrittenLate(t *testing.T) {
	tr := newTrack(prague, everything).flat(1000, 3)
	tr.edit(500, func(i int, r *training.Record) {
		if i < 540 {
			r.DistanceM = 1500
		}
	})
	m := Of(&tr.a)
	near(t, "distance", m.DistanceM, 3000, 1e-6)
	near(t, "moving", m.Moving.Seconds(), 1000, 0)
	near(t, "best minute", m.BestMinuteMS, 3, 1e-6)
	near(t, "quality", m.Quality, 1, 0)
}

func TestMovement(t *testing.T) {
	stepwise := func(secs int) *track {
		tr := newTrack(prague, everything).flat(1200, 3)
		return tr.edit(0, func(i int, r *training.Record) { r.DistanceM = float64(i/secs*secs) * 3 })
	}
	smart := newTrack(prague, everything)
	for i := range 200 {
		smart.run(float64(5+i%4), 8, 3, 0, 0)
	}
	smartStop := newTrack(prague, everything).run(600, 7, 3, 0, 0).hole(120, 0).run(600, 7, 3, 0, 0)
	slowSwim := newTrack(prague, everything).flat(1000, 0.6)
	slowSwim.a.Sport = training.Swimming
	gpsDrift := newTrack(prague, everything&^training.DistanceChannel).flat(600, 3)
	for i := range 120 {
		gpsDrift.run(1, 1, 0.3, float64(i*137), 0)
	}
	carried := newTrack(prague, everything&^training.DistanceChannel).flat(600, 3)
	carried.move(3000, 90, 0)
	carried.pause(600).flat(600, 3)
	walked := newTrack(prague, everything).flat(600, 3).flat(300, 1.5).flat(600, 3)
	walked.a.Pauses = []training.Pause{{From: 600 * time.Second, To: 900 * time.Second}}
	sparse := newTrack(prague, everything).flat(1200, 3)
	sparse.edit(0, func(i int, r *training.Record) { r.DistanceM = float64(i/60*60) * 0.7 })
	sparse.a.Totals.Timer = training.Some(1200 * time.Second)
	idle := newTrack(prague, everything).flat(600, 3).stand(2000)
	idle.a.Totals.Timer = training.Some(2600 * time.Second)
	tests := []struct {
		name            string
		tr              *track
		moving, elapsed float64
		metres          float64
	}{
		{"a stop of 60 s", newTrack(prague, everything).flat(600, 3).stand(60).flat(600, 3), 1200, 1260, 3600},
		{"a stop of 10 s", newTrack(prague, everything).flat(600, 3).stand(10).flat(600, 3), 1210, 1210, 3600},
		{"a stop of 13 s", newTrack(prague, everything).flat(600, 3).stand(13).flat(600, 3), 1213, 1213, 3600},
		{"walked while the timer stood", walked, 1200, 1500, 4050},
		{"a walk", newTrack(prague, everything).flat(1000, 1.0), 1000, 1000, 1000},
		{"a shuffle", newTrack(prague, everything).flat(600, 3).flat(100, 0.5).flat(600, 3), 1200, 1300, 3650},
		{"a steep path", newTrack(prague, everything).flat(600, 3).run(600, 1, 0.6, 0, 0.2), 1200, 1200, 2160},
		{"the timer stopped", newTrack(prague, everything).flat(600, 3).pause(300).flat(600, 3), 1200, 1500, 3600},
		{"a hole run through", newTrack(prague, everything).flat(600, 3).hole(300, 3).flat(600, 3), 1500, 1500, 4500},
		{"a hole stood through", newTrack(prague, everything).flat(600, 3).hole(300, 0).flat(600, 3), 1200, 1500, 3600},
		{"smart recording", smart, 1300, 1300, 3900},
		{"smart recording with a stop", smartStop, 1200, 1320, 3600},
		{"distance every 5 s", stepwise(5), 1200, 1200, 3600},
		{"distance every 10 s", stepwise(10), 1200, 1200, 3600},
		{"distance every 40 s", stepwise(40), 1200, 1200, 3600},
		{"distance too sparse", sparse, 1200, 1200, 840},
		{"stood for long, timer running", idle, 600, 2600, 1800},
		{"a slow swim", slowSwim, 1000, 1000, 600},
		{"drift while standing", gpsDrift, 600, 720, 1836},
		{"carried while the timer stood", carried, 1200, 1800, 3600},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "moving", m.Moving.Seconds(), tt.moving, 2)
			near(t, "elapsed", m.Elapsed.Seconds(), tt.elapsed, 1e-6)
			near(t, "distance", m.DistanceM, tt.metres, 5)
			near(t, "sum of speed bins", total(m.GAPSeconds), m.Moving.Seconds(), 1e-6)
			if got, want := warned(m, training.SparseDistance), tt.name == "distance too sparse"; got != want {
				t.Errorf("sparse-distance warning: got %v, want %v", got, want)
			}
		})
	}
}

// The speed of evenly run kilometres must not depend on how it is written.
func TestSpeedOfCoarseRecording(t *testing.T) {
	tests := []struct {
		name string
		tr   *track
	}{
		{"every 8 s", newTrack(prague, everything).run(2400, 8, 3, 0, 0)},
		{"distance every 3 s", newTrack(prague, everything).flat(2400, 3).edit(0, func(i int, r *training.Record) { r.DistanceM = float64(i/3) * 9 })},
		{"distance every 10 s", newTrack(prague, everything).flat(2400, 3).edit(0, func(i int, r *training.Record) { r.DistanceM = float64(i/10) * 30 })},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "best minute", m.BestMinuteMS, 3, 0.01)
			near(t, "400 m", m.Efforts[0].Elapsed.Seconds(), 400.0/3, 0.5)
			if first, n := m.GAPSeconds.First, len(m.GAPSeconds.Values); first < 29 || first+n > 31 {
				t.Errorf("speed bins: got %d to %d, want about 30", first, first+n-1)
			}
			if len(m.Blocks) == 0 || len(m.Bouts) != 0 {
				t.Errorf("got %d blocks and %d bouts, want some and none", len(m.Blocks), len(m.Bouts))
			}
		})
	}
}

func TestVehicles(t *testing.T) {
	lift := newTrack(prague, everything).flat(1800, 3).flat(300, 14)
	m := Of(&lift.a)
	near(t, "distance without the lift", m.DistanceM, 5400, 5)
	near(t, "moving without the lift", m.Moving.Seconds(), 1800, 10)
	near(t, "quality", m.Quality, 0.857, 0.01)

	ride := Of(&newTrack(prague, everything).flat(1800, 9).a)
	near(t, "distance of a ride named a run", ride.DistanceM, 16200, 1)
	if ride.Quality >= 0.8 || ride.Efforts != nil || ride.Ground.Cells != nil {
		t.Errorf("a ride named a run: got quality %g, %d efforts, %d cells", ride.Quality, len(ride.Efforts), len(ride.Ground.Cells))
	}
	drive := Of(&newTrack(prague, everything).flat(1800, 20).a)
	near(t, "distance of a drive named a run", drive.DistanceM, 36000, 1)

	cycling := newTrack(prague, everything).flat(1800, 9)
	cycling.a.Sport = training.Cycling
	m = Of(&cycling.a)
	near(t, "quality of a ride", m.Quality, 1, 0)
	near(t, "speed of a ride", m.GAPSpeedMS, 9, 1e-6)
	if m.Efforts != nil || m.GradeKnown || len(m.Ground.Cells) == 0 {
		t.Errorf("a ride: got %d efforts, grade known %v, %d cells", len(m.Efforts), m.GradeKnown, len(m.Ground.Cells))
	}
	reps := Of(&newTrack(prague, everything).flat(1200, 3).flat(50, 8).flat(1200, 3).a)
	near(t, "distance with a repetition", reps.DistanceM, 7600, 1)
}

func TestClockJump(t *testing.T) {
	tr := newTrack(prague, everything).flat(600, 3)
	tr.at += 7 * 24 * 3600
	tr.flat(600, 3)
	m := Of(&tr.a)
	near(t, "elapsed", m.Elapsed.Seconds(), 1199, 2)
	near(t, "moving", m.Moving.Seconds(), 1199, 2)
	if !warned(m, training.ClockJump) {
		t.Errorf("warnings: got %v, want a clock jump", m.Warnings)
	}
	for _, e := range m.Efforts {
		if e.At > 10*time.Minute && e.At < 7*24*time.Hour {
			t.Errorf("effort begins at %v, within the jump", e.At)
		}
	}
}

func TestFewRecords(t *testing.T) {
	stated := training.Totals{
		Elapsed: training.Some(40 * time.Minute), Timer: training.Some(30 * time.Minute), DistanceM: training.Some(5400.0),
	}
	one := newTrack(prague, everything)
	one.a.Totals = stated
	for name, a := range map[string]*training.Activity{"none": {Totals: stated}, "one": &one.a} {
		t.Run(name, func(t *testing.T) {
			m := Of(a)
			if m.Elapsed != 40*time.Minute || m.Moving != 30*time.Minute {
				t.Errorf("got %v of %v, want 30 of 40 min", m.Moving, m.Elapsed)
			}
			if m.DistanceM != 5400 || m.DistanceSource != training.TotalDistance || m.GAPSpeedMS != 3 {
				t.Errorf("got %g m from %q at %g m/s", m.DistanceM, m.DistanceSource, m.GAPSpeedMS)
			}
		})
	}
	empty := Of(&training.Activity{})
	if empty.Elapsed != 0 || empty.Moving != 0 || empty.DistanceSource != training.NoDistance || empty.Version != Version {
		t.Errorf("an empty activity: got %+v", empty)
	}
	same := newTrack(prague, everything)
	same.record()
	same.record()
	if m := Of(&same.a); m.Elapsed != 0 || m.Moving != 0 || m.GAPSpeedMS != 0 {
		t.Errorf("no time: got %+v", m)
	}
}

func TestCutFileKeepsItsTotals(t *testing.T) {
	whole := func(warnings ...training.Warning) training.Measures {
		a := newTrack(prague, everything).flat(300, 3).a
		a.Totals.DistanceM = training.Some(11_000.0)
		a.Totals.Elapsed, a.Totals.Timer = training.Some(time.Hour), training.Some(55*time.Minute)
		a.Warnings = warnings
		return Of(&a)
	}
	m := whole(training.Warning{Code: training.Truncated})
	if m.DistanceM != 11_000 || m.DistanceSource != training.TotalDistance || m.Elapsed != time.Hour || m.Moving != 55*time.Minute {
		t.Errorf("cut off: got %.0f m by %s, %v, moving %v", m.DistanceM, m.DistanceSource, m.Elapsed, m.Moving)
	}
	near(t, "heart rate", m.HeartRateCoverage, 300.0/3300, 0.001)
	if m := whole(); m.DistanceSource != training.DeviceDistance || m.DistanceM > 1000 {
		t.Errorf("whole: got %.0f m by %s, want what the records hold", m.DistanceM, m.DistanceSource)
	}
}

func TestTreadmill(t *testing.T) {
	tr := newTrack(prague, everything).flat(2400, 3)
	tr.a.SubSport = training.Treadmill
	m := Of(&tr.a)
	near(t, "distance", m.DistanceM, 7200, 1e-6)
	if !reflect.DeepEqual(m.Ground, training.Ground{}) {
		t.Errorf("ground: got %+v, want none", m.Ground)
	}
	if m.Efforts != nil || m.GradeKnown || m.AscentM.OK() {
		t.Errorf("got %d efforts, grade known %v, ascent %v, want none", len(m.Efforts), m.GradeKnown, m.AscentM)
	}
	if len(m.Splits) != 8 || len(m.Blocks) == 0 {
		t.Errorf("got %d splits and %d blocks", len(m.Splits), len(m.Blocks))
	}
	tr.edit(0, func(_ int, r *training.Record) { r.Channels &^= training.DistanceChannel })
	m = Of(&tr.a)
	if m.DistanceM != 0 || m.Moving != 40*time.Minute || m.HeartRateCoverage != 1 {
		t.Errorf("without distance: got %g m, moving %v, heart rate %g", m.DistanceM, m.Moving, m.HeartRateCoverage)
	}
}

func TestHeartRate(t *testing.T) {
	run := func() *track { return newTrack(prague, everything).flat(1200, 3) }
	cadence := func(spm float32) func(int, *training.Record) {
		return func(i int, r *training.Record) {
			r.Channels |= training.CadenceChannel
			r.CadenceSPM = spm
			r.HeartRateBPM = uint8(160 + i%3)
		}
	}
	tests := []struct {
		name     string
		tr       *track
		coverage float64
		top      int // the highest bin
		locked   bool
	}{
		{"whole", run(), 1, 140, false},
		{"half", run().edit(601, func(_ int, r *training.Record) { r.Channels &^= training.HeartRateChannel }), 0.5, 140, false},
		{"out of range", run().edit(601, func(_ int, r *training.Record) { r.HeartRateBPM = 230 }), 0.5, 140, false},
		{"a spike", run().edit(601, func(i int, r *training.Record) {
			if i < 604 {
				r.HeartRateBPM = 200
			}
		}), 1, 140, false},
		{"locked to the steps", run().edit(0, cadence(161)), 0, 0, true},
		{"slower than the steps", run().edit(0, cadence(172)), 1, 162, false},
		{"a hole", newTrack(prague, everything).flat(600, 3).hole(600, 3), 0.5, 140, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "coverage", m.HeartRateCoverage, tt.coverage, 0.005)
			if top := m.HeartRateSeconds.First + len(m.HeartRateSeconds.Values) - 1; tt.top > 0 && top != tt.top {
				t.Errorf("highest: got %d, want %d", top, tt.top)
			}
			if got := warned(m, training.HeartRateLocked); got != tt.locked {
				t.Errorf("locked: got %v, want %v", got, tt.locked)
			}
		})
	}
}

func TestMedians(t *testing.T) {
	tr := newTrack(prague, everything|training.CadenceChannel|training.TemperatureChannel).flat(600, 3).stand(300).flat(300, 3)
	tr.edit(0, func(i int, r *training.Record) {
		r.TemperatureC = int8(-10 + i/400)
		if i <= 600 {
			r.CadenceSPM = 172.4
		}
	})
	m := Of(&tr.a)
	near(t, "cadence", m.CadenceSPM.Or(0), 172, 0.5)
	near(t, "temperature", m.TemperatureC.Or(0), -9, 0)
}

func TestFade(t *testing.T) {
	m := Of(&newTrack(prague, everything).flat(1800, 3).flat(1800, 2.7).a)
	near(t, "fade", m.Fade.Or(0), 0.1, 0.002)
	if m := Of(&newTrack(prague, everything).flat(1190, 3).a); m.Fade.OK() {
		t.Errorf("fade under 20 min: got %v, want none", m.Fade)
	}
}
