package measure

import (
	"testing"

	"secondwind/internal/training"
)

// effortOver returns the effort of a distance; zero if there is none.
func effortOver(m training.Measures, metres float64) training.Effort {
	for _, e := range m.Efforts {
		if e.DistanceM == metres {
			return e
		}
	}
	return training.Effort{}
}

func TestEfforts(t *testing.T) {
	gps := everything &^ training.DistanceChannel
	spiked := newTrack(prague, everything).flat(900, 3).edit(500, func(i int, r *training.Record) {
		if i == 500 {
			r.Lat += 0.01
		}
	})
	jumped := newTrack(prague, everything).flat(900, 3).edit(450, func(_ int, r *training.Record) { r.DistanceM += 150 })
	tests := []struct {
		name   string
		tr     *track
		metres float64
		want   float64 // seconds; 0 for none
		at     float64
	}{
		{"a fast kilometre in the middle", newTrack(prague, everything).flat(601, 3).flat(250, 4).flat(600, 3), 1000, 250, 601},
		{"between records", newTrack(prague, everything).run(903, 7, 3, 0, 0), 400, 400.0 / 3, 0},
		{"too short", newTrack(prague, everything).flat(300, 3), 1000, 0, 0},
		{"standing counts", newTrack(prague, everything).flat(200, 3).stand(60).flat(200, 3), 1000, 1000.0/3 + 60, -1},
		{"a pause counts", newTrack(prague, everything).flat(200, 3).pause(60).flat(200, 3), 1000, 1000.0/3 + 60, -1},
		{"a hole run through", newTrack(prague, everything).flat(200, 3).hole(60, 3).flat(200, 3), 1000, 0, 0},
		{"a hole of smart recording", newTrack(prague, everything).flat(200, 3).hole(20, 3).flat(200, 3), 1000, 1000.0 / 3, 0},
		{"a stray position does not spoil the device's distance", spiked, 1000, 1000.0 / 3, 0},
		{"not over a jump", jumped, 1609.344, 0, 0},
		{"beside a jump", jumped, 1000, 1000.0 / 3, 0},
		{"a fast kilometre", newTrack(prague, everything).flat(1600, 6.8), 1000, 1000 / 6.8, 0},
		{"faster than the world record", newTrack(prague, everything).flat(1600, 6.8), 5000, 0, 0},
		{"not in a vehicle", newTrack(prague, everything).flat(600, 3).flat(60, 7.5).flat(600, 3), 400, 400.0 / 3, 0},
		{"by positions", newTrack(prague, gps).flat(900, 3), 1000, 1000.0 / 3, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := effortOver(Of(&tt.tr.a), tt.metres)
			near(t, "elapsed", e.Elapsed.Seconds(), tt.want, 0.5)
			if tt.at > 0 {
				near(t, "begins", e.At.Seconds(), tt.at, 1)
			}
		})
	}
}

func TestMarathonEfforts(t *testing.T) {
	m := Of(&newTrack(prague, everything).run(15000, 3, 3, 0, 0).a)
	if len(m.Efforts) != len(effortLimits) {
		t.Fatalf("got %d efforts, want all %d", len(m.Efforts), len(effortLimits))
	}
	for i, e := range m.Efforts {
		near(t, "elapsed", e.Elapsed.Seconds(), effortLimits[i].metres/3, 1e-6)
	}
}

func TestDownhillEffort(t *testing.T) {
	for _, tt := range []struct {
		name  string
		grade float64
		want  bool
	}{{"9 m a kilometre", -0.009, false}, {"11 m a kilometre", -0.011, true}, {"up", 0.02, false}} {
		e := effortOver(Of(&newTrack(prague, everything).run(900, 1, 3, 0, tt.grade).a), 1000)
		if e.Downhill != tt.want || e.Elapsed == 0 {
			t.Errorf("%s: got %+v, want downhill %v", tt.name, e, tt.want)
		}
	}
}

// TestLevelEffortBeforeDownhill holds that a fast descent does not hide the best
// of the level ground.
func TestLevelEffortBeforeDownhill(t *testing.T) {
	e := effortOver(Of(&newTrack(prague, everything).run(400, 1, 4, 0, -0.05).flat(500, 3).a), 1000)
	if e.Downhill {
		t.Errorf("got %+v, want the stretch that is not downhill", e)
	}
	if got := e.Elapsed.Seconds(); got < 300 || got > 1000.0/3+1 {
		t.Errorf("elapsed: got %g s, want about that of 3 m/s", got)
	}
}

func TestBestMinute(t *testing.T) {
	m := Of(&newTrack(prague, everything).flat(300, 3).flat(60, 5).flat(300, 3).a)
	near(t, "best minute", m.BestMinuteMS, 5, 1e-6)
	if m := Of(&newTrack(prague, everything).flat(59, 3).a); m.BestMinuteMS != 0 {
		t.Errorf("under a minute: got %g, want 0", m.BestMinuteMS)
	}
}
