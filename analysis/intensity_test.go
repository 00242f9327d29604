package analysis

import (
	"fmt"
	"math"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestHeartOf(t *testing.T) {
	none := training.Opt[int]{}
	seen := []heartPeak{{someday, 190}, {someday, 189}, {someday, 188}}
	high := []heartPeak{{someday, 212}, {someday, 211}, {someday, 210}}
	for _, c := range []struct {
		name      string
		facts     bodyFacts
		peaks     []heartPeak
		want      int
		estimated bool
		ok        bool
	}{
		{"stated", bodyFacts{maxBPM: training.Some(193), age: training.Some(40)}, seen, 193, false, true},
		{"seen", bodyFacts{age: training.Some(40)}, seen, 188, false, true},
		{"seen, too high for any age", bodyFacts{}, high, heartCapBPM, false, true},
		{"seen, too high for the age", bodyFacts{age: training.Some(40)}, high, 190, false, true},
		{"by age", bodyFacts{age: training.Some(40)}, nil, 180, true, true},
		{"nothing known", bodyFacts{maxBPM: none}, nil, 0, false, false},
		{"below that of rest", bodyFacts{maxBPM: training.Some(60)}, nil, 0, false, false},
	} {
		h, ok := heartOf(c.facts, c.peaks)
		if ok != c.ok || ok && (h.maxBPM != c.want || h.estimated != c.estimated) {
			t.Errorf("%s: %+v, %t; want %d, estimated %t, %t", c.name, h, ok, c.want, c.estimated, c.ok)
		}
		if !ok && h.estimated {
			t.Errorf("%s: nothing is known, and estimated", c.name)
		}
	}
}

// TestZones holds where the zones begin, by heart rate and by speed.
func TestZones(t *testing.T) {
	seconds := []float64{1, 10, 100, 1000}
	// Of 200: 163 below 82 %, 164 and 175 below 88 %, 176.
	got := zones{}
	for i, bpm := range []int{163, 164, 175, 176} {
		z := heartZones(training.Bins{First: bpm, Values: seconds[i : i+1]}, 200)
		for k := range got {
			got[k] += z[k]
		}
	}
	if want := (zones{1, 110, 1000}); got != want {
		t.Errorf("by heart rate: %v, want %v", got, want)
	}
	// Bins of 0.1 m/s from 2.6 to 3.0 with a threshold of 3: 0.88 of it is 2.64.
	got = speedZones(training.Bins{First: 25, Values: []float64{1, 10, 100, 1000, 10_000, 100_000}}, 3)
	if want := (zones{1, 11_110, 100_000}); got != want {
		t.Errorf("by speed: %v, want %v", got, want)
	}
}

func TestThresholdSpeed(t *testing.T) {
	session := func(like bool, laps int, efforts ...training.Effort) Session {
		return Session{Date: someday, Race: race{Like: like}, Recordings: []*training.Run{{Laps: laps, Measures: training.Measures{Quality: 1, Efforts: efforts}}}}
	}
	ten := training.Effort{DistanceM: 10_000, Elapsed: time.Hour}
	mile := training.Effort{DistanceM: 1000, Elapsed: 4 * time.Minute}
	five := training.Effort{DistanceM: 3000, Elapsed: 14 * time.Minute}
	for _, c := range []struct {
		name     string
		sessions []Session
		want     string
	}{
		{"a race of an hour", []Session{session(true, 0, ten)}, "2.7778"},
		{"easy runs are no tests", []Session{session(false, 0, ten, mile, five)}, "0.0000"},
		{"critical speed of hard sessions", []Session{session(false, 4, mile), session(false, 4, five)}, "3.3333"},
		{"one effort has no slope", []Session{session(false, 4, mile)}, "0.0000"},
		{"too short for it", []Session{session(false, 4, training.Effort{DistanceM: 400, Elapsed: 90 * time.Second}, mile)}, "0.0000"},
		{"a race before hard sessions", []Session{session(false, 4, mile), session(false, 4, five), session(true, 0, ten)}, "2.7778"},
	} {
		speed, ok := thresholdSpeed(c.sessions)
		if got := fmt.Sprintf("%.4f", speed); got != c.want || ok != (c.want != "0.0000") {
			t.Errorf("%s: got %s, %t; want %s", c.name, got, ok, c.want)
		}
	}
}

// Oracle O12: the polarisation index of Treff 2019, stated to a thousandth.
func TestPolarisation(t *testing.T) {
	for _, c := range []struct {
		z    zones
		want float64
	}{
		{zones{80, 5, 15}, 2.380}, {zones{77, 3, 20}, 2.711}, {zones{40, 50, 10}, 0.903}, {zones{80, 15, 5}, 1.426},
	} {
		index, ok := polarisation(c.z)
		if !ok || math.Abs(index-c.want) > 0.001 {
			t.Errorf("%v: got %v, %t; want %v", c.z, index, ok, c.want)
		}
	}
	for _, z := range []zones{{}, {100, 0, 0}, {80, 19.5, 0.5}} {
		if _, ok := polarisation(z); ok {
			t.Errorf("%v has an index", z)
		}
	}
}

func TestClassOf(t *testing.T) {
	l := limits{heart: heart{maxBPM: 200}, hasHeart: true}
	session := func(km float64, minutes int, z zones, laps int) *Session {
		values := make([]float64, 31) // zones around 150, 170 and 180 beats
		values[0], values[20], values[30] = z[0], z[1], z[2]
		r := &training.Run{Laps: laps, Measures: training.Measures{HeartRateCoverage: 1, HeartRateSeconds: training.Bins{First: 150, Values: values}}}
		return &Session{Main: r, Recordings: []*training.Run{r}, DistanceM: km * 1000, Moving: time.Duration(minutes) * time.Minute}
	}
	for _, c := range []struct {
		name string
		x    *Session
		want sessionClass
	}{
		{"easy", session(10, 60, zones{1800, 1700, 0}, 0), easySession},
		{"moderate", session(10, 60, zones{1700, 1800, 0}, 0), moderateSession},
		{"eight minutes hard", session(10, 60, zones{3000, 0, 480}, 0), hardSession},
		{"a second less", session(10, 60, zones{3000, 0, 479}, 0), easySession},
		{"laps", session(10, 60, zones{3000, 0, 0}, 4), hardSession},
		{"long", session(12.5, 75, zones{4500, 0, 0}, 0), longSession},
		{"long and hard", session(12.5, 75, zones{4000, 0, 500}, 0), hardSession},
		{"long in time alone", session(12.4, 75, zones{4500, 0, 0}, 0), easySession},
		{"long in distance alone", session(12.5, 74, zones{4440, 0, 0}, 0), easySession},
		{"nothing known", session(10, 60, zones{}, 0), ""},
	} {
		if got := l.classOf(c.x, 10_000); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	// By speed, where there is no heart rate.
	r := &training.Run{Measures: training.Measures{GAPSeconds: training.Bins{First: 35, Values: []float64{600}}}}
	x := &Session{Main: r, Recordings: []*training.Run{r}}
	if got := (limits{thresholdMS: 3.5}).classOf(x, 10_000); got != hardSession {
		t.Errorf("ten minutes above the threshold speed: %q", got)
	}
}

// Oracle O15: the loss of the second half.
func TestDecoupling(t *testing.T) {
	halves := func(speed2, bpm1, bpm2 float64, blocks int) []training.Block {
		var out []training.Block
		for i := range blocks {
			b := training.Block{Duration: 5 * time.Minute, GAPSpeedMS: 3, HeartRateBPM: bpm1}
			if i >= blocks/2 {
				b.GAPSpeedMS, b.HeartRateBPM = speed2, bpm2
			}
			out = append(out, b)
		}
		return out
	}
	for _, c := range []struct {
		speed2, bpm1, bpm2 float64
		want               string
	}{
		{3.0, 140, 147, "4.762"}, {2.9, 140, 145, "6.667"},
	} {
		loss, ok := decoupling(halves(c.speed2, c.bpm1, c.bpm2, 8))
		if got := fmt.Sprintf("%.3f", 100*loss); !ok || got != c.want {
			t.Errorf("%v at %v: got %s, %t; want %s", c.speed2, c.bpm2, got, ok, c.want)
		}
	}
	if _, ok := decoupling(halves(3, 140, 147, 7)); ok {
		t.Error("35 minutes have two halves")
	}
	one := []training.Block{{Duration: time.Hour, GAPSpeedMS: 3, HeartRateBPM: 140}}
	if _, ok := decoupling(one); ok {
		t.Error("one block has two halves")
	}
}

func TestEfficiencyOf(t *testing.T) {
	blocks := []training.Block{
		{Duration: 5 * time.Minute, GAPSpeedMS: 3, HeartRateBPM: 150},
		{Duration: 5 * time.Minute, GAPSpeedMS: 2.5, HeartRateBPM: 125},
	}
	x := &Session{Main: &training.Run{Measures: training.Measures{Blocks: blocks}}}
	e, ok := efficiencyOf(x)
	if !ok || math.Abs(e.metresPerBeat-1.2) > 1e-9 {
		t.Errorf("got %v, %t; want 1.2 metres a heartbeat", e.metresPerBeat, ok)
	}
	x.Main.Measures.Blocks = blocks[:1]
	if _, ok := efficiencyOf(x); ok {
		t.Error("five minutes are steady enough")
	}
}
