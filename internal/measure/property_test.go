package measure

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// checkSane holds what is true of the measures of any activity whatever.
func checkSane(t *testing.T, a *training.Activity, m training.Measures) {
	t.Helper()
	checkFinite(t, "Measures", reflect.ValueOf(m))
	if m.Moving < 0 || m.Moving > m.Elapsed {
		t.Errorf("moving %v of %v", m.Moving, m.Elapsed)
	}
	if m.DistanceM < 0 || (m.DistanceM > 0) != (m.DistanceSource != training.NoDistance) {
		t.Errorf("distance %g from %q", m.DistanceM, m.DistanceSource)
	}
	for name, share := range map[string]float64{"quality": m.Quality, "altitude": m.AltitudeCoverage, "heart rate": m.HeartRateCoverage} {
		if share < 0 || share > 1 {
			t.Errorf("%s: got %g, want a share", name, share)
		}
	}
	moving := m.Moving.Seconds()
	slack := 1e-6 * (1 + moving)
	if sum := total(m.GAPSeconds); len(m.GAPSeconds.Values) > 0 && math.Abs(sum-moving) > slack {
		t.Errorf("speed bins hold %g s of %g s", sum, moving)
	}
	if sum := total(m.HeartRateSeconds); math.Abs(sum-m.HeartRateCoverage*moving) > slack {
		t.Errorf("heart-rate bins hold %g s, coverage %g of %g s", sum, m.HeartRateCoverage, moving)
	}
	if sum := total(m.GAPMetres); sum > m.DistanceM*(1+1e-9)+1e-6 && m.DistanceSource != training.TotalDistance {
		t.Errorf("speed bins hold %g m of %g m", sum, m.DistanceM)
	}
	for i, e := range m.Efforts {
		if e.Elapsed <= 0 || e.At < 0 {
			t.Errorf("effort %+v", e)
		}
		if i > 0 && e.Elapsed < m.Efforts[i-1].Elapsed {
			t.Errorf("%g m took %v, the shorter %g m %v", e.DistanceM, e.Elapsed, m.Efforts[i-1].DistanceM, m.Efforts[i-1].Elapsed)
		}
	}
	for i, b := range m.Bouts {
		if b.Duration < time.Minute || i > 0 && b.At < m.Bouts[i-1].At+m.Bouts[i-1].Duration {
			t.Errorf("bouts %+v", m.Bouts)
		}
	}
	cells := m.Ground.Cells
	if !slices.IsSortedFunc(cells, training.Cell.Compare) || len(slices.Compact(slices.Clone(cells))) != len(cells) {
		t.Error("cells are not sorted or not unique")
	}
	if n := len(m.Ground.Outline); n > 200 {
		t.Errorf("outline has %d points", n)
	}
	if again := Of(a); !reflect.DeepEqual(again, m) {
		t.Error("measured twice, differs")
	}
}

func total(b training.Bins) float64 {
	sum := 0.0
	for _, v := range b.Values {
		sum += v
	}
	return sum
}

// checkFinite looks for numbers that are none, at any depth.
func checkFinite(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			t.Errorf("%s is %g", path, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			checkFinite(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkFinite(t, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	}
}

// hostile makes an activity of numbers, good ones and any others.
func hostile(next func() uint64) *training.Activity {
	sports := []training.Sport{training.Running, "", training.Cycling, training.Swimming, training.Hiking}
	odd := []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 0, 1e300, math.MaxFloat64, 90, -180, 180}
	number := func(usual float64) float64 {
		if r := next(); r%16 == 0 {
			return odd[(r/16)%uint64(len(odd))]
		}
		return usual
	}
	a := &training.Activity{Sport: sports[next()%uint64(len(sports))]}
	if next()%8 == 0 {
		a.SubSport = training.Treadmill
	}
	if next()%2 == 0 {
		a.Totals.Timer = training.Some(time.Duration(next() % uint64(3*time.Hour)))
		a.Totals.DistanceM = training.Some(number(5000))
	}
	at, lat, lon, d, speed := time.Duration(0), 50.0, 14.0, 0.0, 3.0
	channels := training.Channels(next())
	for range next() % 600 {
		step := time.Duration(1+next()%9) * time.Second
		switch next() % 64 {
		case 0:
			step = 0
		case 1:
			step = time.Duration(next() % uint64(200*time.Hour))
		case 2:
			channels = training.Channels(next())
		case 3:
			speed = float64(next()%100) / 4
		case 4:
			a.Pauses = append(a.Pauses, training.Pause{From: at, To: at + time.Duration(next()%uint64(5*time.Minute))})
		}
		at += step
		moved := speed * min(step.Seconds(), 60)
		d, lat, lon = d+moved, lat+moved*9e-6, lon+moved*float64(next()%5)*3e-6
		a.Records = append(a.Records, training.Record{
			At: at, Channels: channels, HeartRateBPM: uint8(120 + next()%80), TemperatureC: int8(next()),
			CadenceSPM: float32(number(165)), AltitudeM: float32(number(300 + d/50)),
			DistanceM: number(d), Lat: number(lat), Lon: number(lon),
		})
	}
	return a
}

func TestAnyActivityIsSane(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		a := hostile(rng.Uint64)
		checkSane(t, a, Of(a))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add([]byte{})
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 2))
		b := make([]byte, 512)
		for i := 0; i < len(b); i += 8 {
			binary.LittleEndian.PutUint64(b[i:], rng.Uint64())
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		i := 0
		a := hostile(func() uint64 {
			if len(b) < 2 {
				return uint64(i)
			}
			i = (i + 2) % (len(b) - 1)
			return uint64(b[i]) | uint64(b[i+1])<<8 | uint64(b[i])<<33
		})
		checkSane(t, a, Of(a))
	})
}
