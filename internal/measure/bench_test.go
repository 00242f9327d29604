package measure

import (
	"math/rand/v2"
	"testing"

	"secondwind/internal/training"
)

// hillyHour is a run once a second over hills, with the noise of a real watch.
func hillyHour(seconds float64) *training.Activity {
	rng := rand.New(rand.NewPCG(1, 2))
	t := newTrack(prague, everything)
	for t.at < seconds {
		t.hr = uint8(140 + rng.IntN(10))
		t.run(60, 1, 2.6+rng.Float64(), rng.Float64()*360, (rng.Float64()-0.5)*0.1)
		t.alt = float64(int(t.alt*5)) / 5
	}
	for i := range t.a.Records {
		r := &t.a.Records[i]
		r.Lat += rng.NormFloat64() * 1e-6
		r.Lon += rng.NormFloat64() * 1e-6
		r.AltitudeM = float32(int(r.AltitudeM*5+float32(rng.NormFloat64()))) / 5
		r.Channels |= training.CadenceChannel | training.TemperatureChannel
		r.CadenceSPM = float32(165 + rng.IntN(10))
		r.TemperatureC = 18
	}
	return &t.a
}

func BenchmarkOf(b *testing.B) {
	a := hillyHour(10_000)
	b.ReportAllocs()
	for b.Loop() {
		Of(a)
	}
	b.ReportMetric(float64(len(a.Records))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrecords/s")
}

func BenchmarkZonesLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewZones().at(prague); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkZonesLookUp(b *testing.B) {
	z := NewZones()
	for b.Loop() {
		if _, err := z.at(prague); err != nil {
			b.Fatal(err)
		}
	}
}
