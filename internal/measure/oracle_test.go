package measure

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// O8: Minetti's polynomial as Runalyze and the paper's fit have it.
func TestEnergyCost(t *testing.T) {
	for grade, want := range map[float64]float64{
		-.15: .5099, -.10: .5977, -.05: .7628, -.04: .8047, -.02: .8969, -.01: .9471,
		.01: 1.0554, .02: 1.1134, .04: 1.2365, .05: 1.3014, .10: 1.6578, .15: 2.0603,
	} {
		near(t, fmt.Sprintf("C(%g)/C(0)", grade), energyCost(grade)/energyCost(0), want, 1e-4)
	}
	for grade, want := range map[float64]float64{-.45: 4.0323, -.2: 1.8, 0: 3.6, .45: 19.4260} {
		near(t, fmt.Sprintf("C(%g)", grade), energyCost(grade), want, 1e-4)
	}
}

func TestGradeFactor(t *testing.T) {
	for grade, want := range map[float64]float64{
		0: 1, .05: 1.3014, -.01: .9471, -.02: .8969, -.05: .88, -.10: .88, -.20: .88, -.30: .88,
	} {
		near(t, fmt.Sprintf("factor(%g)", grade), gradeFactor(grade), want, 1e-4)
	}
}

// O8: 5:00 a kilometre at +5 % is 3:50.5 on the flat.
func TestGradeAdjustedSpeed(t *testing.T) {
	for _, tt := range []struct {
		name        string
		grade, want float64
	}{
		{"up 5 %", .05, 1000 / 230.5},
		{"down 5 %", -.05, .88 / .3},
		{"flat", 0, 1 / .3},
		{"up 40 % counts as 30 %", .40, gradeFactor(.30) / .3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&newTrack(prague, everything).run(1800, 1, 1/.3, 0, tt.grade).a)
			near(t, "GAP speed", m.GAPSpeedMS, tt.want, 0.01)
			near(t, "best minute", m.BestMinuteMS, tt.want, 0.02)
			near(t, "split", m.Splits[2].GAPSpeedMS, tt.want, 0.02)
			if !m.GradeKnown {
				t.Error("grade not known")
			}
		})
	}
}

// O10: the windows of Runalyze's SubSegmentMaximization, with unit lengths.
func TestBestWindow(t *testing.T) {
	values := []float64{1, 2, 5, 1, 3, 9, 2, 4, 4, 1, 2, 5, 4, 6, 4, 2, 5, 4, 7, 3, 2}
	x, y := []float64{0}, []float64{0}
	for i, v := range values {
		x, y = append(x, float64(i+1)), append(y, y[i]+v)
	}
	always := func(window) bool { return true }
	for _, tt := range []struct {
		width, sense, height float64
		first, last          int
	}{
		{2, most, 12, 4, 5},
		{5, most, 22, 4, 8},
		{10, most, 42, 10, 19},
		{2, least, 3, 0, 1},
		{5, least, 12, 0, 4},
		{10, least, 32, 0, 9},
	} {
		w, ok := bestWindow(x, y, tt.width, tt.sense, always)
		if !ok || w.height != tt.height || w.x != float64(tt.first) || w.hi != tt.last+1 {
			t.Errorf("width %g, sense %g: got %+v, want %g@[%d,%d]", tt.width, tt.sense, w, tt.height, tt.first, tt.last)
		}
	}
	for width := 1.0; width <= 5; width++ {
		w, _ := bestWindow([]float64{0, 5}, []float64{0, 42}, width, most, always)
		near(t, "one segment", w.height, 8.4*width, 1e-9)
	}
	if _, ok := bestWindow(x, y, 22, most, always); ok {
		t.Error("found a window wider than the curve")
	}
}

// A window must beat every other, wherever it begins.
func TestBestWindowAgainstSearch(t *testing.T) {
	x, y := []float64{0}, []float64{0}
	for i := range 60 {
		x = append(x, x[i]+1+float64(i*7%5))
		y = append(y, y[i]+float64(i*i*13%17))
	}
	curve := func(v float64) float64 {
		i := max(slices.IndexFunc(x, func(xi float64) bool { return xi >= v }), 1)
		return at(x, y, i, v)
	}
	for _, width := range []float64{0.5, 3, 7.25, 40} {
		for _, sense := range []float64{least, most} {
			w, _ := bestWindow(x, y, width, sense, func(window) bool { return true })
			searched := math.Inf(1)
			for v := 0.0; v+width <= x[len(x)-1]; v += 0.01 {
				searched = min(searched, sense*(curve(v+width)-curve(v)))
			}
			near(t, fmt.Sprintf("width %g, sense %g", width, sense), sense*w.height, searched, 0.2)
			if sense*w.height > searched+1e-9 {
				t.Errorf("width %g: got %g, a search finds %g", width, w.height, sense*searched)
			}
		}
	}
}

// O11: the points that Runalyze's threshold keeps.
func TestTurningPoints(t *testing.T) {
	alt := []float64{0, 2, 4, 6, 5, 7, 4, 8, 10, 0}
	for threshold, want := range map[float64][]float64{
		0: {0, 6, 5, 7, 4, 10, 0}, 1: {0, 6, 4, 10, 0}, 2: {0, 6, 10, 0},
	} {
		got := []float64{alt[0]}
		turningPoints(alt, threshold, func(v float64) { got = append(got, v) })
		if !slices.Equal(got, want) {
			t.Errorf("threshold %g: got %v, want %v", threshold, got, want)
		}
	}
}

// O18: a degree of latitude on the sphere, and the plane against the sphere.
func TestStepMetres(t *testing.T) {
	at := func(lat, lon float64) *training.Record { return &training.Record{Lat: lat, Lon: lon} }
	near(t, "a degree", stepMetres(at(0, 0), at(1, 0)), 111195.08, 0.01)
	for _, lat := range []float64{-79, -45, 0, 30, 60, 85, 90} {
		for _, lon := range []float64{-180, 14, 179.999} {
			p, q := at(lat, lon), at(lat-0.0002, lon-0.0003)
			want := latLon(p).MetresTo(latLon(q))
			near(t, fmt.Sprintf("step at %g, %g", lat, lon), stepMetres(p, q), want, want*1e-6)
		}
	}
	near(t, "over the date line", stepMetres(at(10, 179.9999), at(10, -179.9999)), latLon(at(10, 0)).MetresTo(latLon(at(10, 0.0002))), 1e-6)
}
