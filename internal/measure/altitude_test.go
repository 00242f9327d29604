package measure

import (
	"math"
	"math/rand/v2"
	"testing"

	"secondwind/internal/training"
)

// hills runs waves of 2 km length and a height, with some noise of the altitude.
func hills(height float64, noise func(secs float64) float64) *track {
	tr := newTrack(prague, everything)
	for tr.at < 3600 {
		tr.flat(1, 3)
		r := &tr.a.Records[len(tr.a.Records)-1]
		r.AltitudeM = float32(300 + height/2*(1-math.Cos(tr.d*math.Pi/1000)) + noise(tr.at))
	}
	return tr
}

func TestClimb(t *testing.T) {
	quiet := func(float64) float64 { return 0 }
	rng := rand.New(rand.NewPCG(7, 7))
	barometer := func(float64) float64 { return math.Round(rng.NormFloat64()*2) / 5 }
	spikes := func(s float64) float64 { return 50 * float64(1-min(int(s)%97, 1)) }
	wander := 0.0
	satellites := func(float64) float64 {
		wander = 0.94*wander + 0.8*rng.NormFloat64()
		return wander
	}
	tests := []struct {
		name      string
		tr        *track
		up, down  float64
		tolerance float64
	}{
		{"quiet hills", hills(40, quiet), 236, 200, 4}, // 5.4 waves
		// Up to 3 m are lost at each end of a climb: so does the threshold of the peers.
		{"barometer", hills(40, barometer), 236, 200, 15},
		{"single wild readings", hills(40, spikes), 236, 200, 8},
		{"satellites on the flat", hills(0, satellites), 0, 0, 30},
		{"satellites in hills", hills(60, satellites), 354, 300, 60},
		{"bumps below the threshold", hills(2.5, quiet), 0, 0, 2.5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "ascent", m.AscentM.Or(-1), tt.up, tt.tolerance)
			near(t, "descent", m.DescentM.Or(-1), tt.down, tt.tolerance)
		})
	}
}

// Noise must not make a flat run look hilly.
func TestGradeOfNoise(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	wander := 0.0
	for name, noise := range map[string]func(float64) float64{
		"barometer": func(float64) float64 { return math.Round(rng.NormFloat64()*2) / 5 },
		"satellites": func(float64) float64 {
			wander = 0.97*wander + rng.NormFloat64()
			return wander
		},
	} {
		m := Of(&hills(0, noise).a)
		near(t, name, m.GAPSpeedMS, 3, 0.09)
	}
}

func TestAltitudeCoverage(t *testing.T) {
	without := func(keep func(i int) bool) *track {
		return newTrack(prague, everything).run(1800, 1, 3, 0, 0.05).edit(0, func(i int, r *training.Record) {
			if !keep(i) {
				r.Channels &^= training.AltitudeChannel
			}
		})
	}
	tests := []struct {
		name     string
		tr       *track
		coverage float64
		known    bool
	}{
		{"whole", without(func(int) bool { return true }), 1, true},
		{"every tenth", without(func(i int) bool { return i%10 == 0 }), 0.1, true},
		{"the first nine tenths", without(func(i int) bool { return i < 1620 }), 0.9, false},
		{"none", without(func(int) bool { return false }), 0, false},
		{"zero throughout", without(func(int) bool { return true }).edit(0, func(_ int, r *training.Record) { r.AltitudeM = 0 }), 0, false},
		{"absurd", without(func(int) bool { return true }).edit(0, func(_ int, r *training.Record) { r.AltitudeM = float32(math.NaN()) }), 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "coverage", m.AltitudeCoverage, tt.coverage, 0.001)
			if m.GradeKnown != tt.known || m.AscentM.OK() != tt.known {
				t.Errorf("known: got %v with ascent %v, want %v", m.GradeKnown, m.AscentM, tt.known)
			}
			want := 3.0
			if tt.known {
				want *= gradeFactor(0.05)
				near(t, "ascent", m.AscentM.Or(0), 270, 3.1)
			}
			near(t, "GAP speed", m.GAPSpeedMS, want, 0.01)
		})
	}
}
