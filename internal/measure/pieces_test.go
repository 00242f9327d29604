package measure

import (
	"reflect"
	"slices"
	"testing"

	"secondwind/internal/training"
)

func TestBouts(t *testing.T) {
	intervals := newTrack(prague, everything).flat(600, 2.8)
	for range 5 {
		intervals.flat(120, 4).flat(120, 2.5)
	}
	m := Of(&intervals.flat(300, 2.8).a)
	if len(m.Bouts) != 5 {
		t.Fatalf("bouts: got %v, want 5", m.Bouts)
	}
	near(t, "first begins", m.Bouts[0].At.Seconds(), 600, 8)
	near(t, "lasts", m.Bouts[0].Duration.Seconds(), 120, 10)
	near(t, "speed", m.Bouts[0].GAPSpeedMS, 4, 0.15)

	for _, tt := range []struct {
		name string
		tr   *track
		want int
	}{
		{"a fast end has no recovery", newTrack(prague, everything).flat(1800, 2.8).flat(300, 3.6), 0},
		{"a fast start follows nothing", newTrack(prague, everything).flat(300, 3.6).flat(1800, 2.8), 0},
		{"a short dip is no recovery", newTrack(prague, everything).flat(1800, 2.8).flat(100, 3.6).flat(4, 2).flat(60, 3.6), 0},
		{"strides are too short", newTrack(prague, everything).flat(900, 2.8).flat(30, 4.5).flat(900, 2.8), 0},
		{"9 % is no bout", newTrack(prague, everything).flat(900, 2.8).flat(120, 3.05).flat(900, 2.8), 0},
		{"12 % is one", newTrack(prague, everything).flat(900, 2.8).flat(120, 3.14).flat(900, 2.8), 1},
		{"rests in standing", newTrack(prague, everything).flat(900, 2.8).stand(30).flat(120, 4).stand(60).flat(120, 4).stand(60).flat(900, 2.8), 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(&tt.tr.a).Bouts; len(got) != tt.want {
				t.Errorf("got %v, want %d", got, tt.want)
			}
		})
	}
}

// O15: halves of 20 min after the first ten, told from the blocks.
func TestDecoupling(t *testing.T) {
	for _, tt := range []struct {
		name            string
		speed1, speed2  float64
		heart1, heart2  uint8
		wantPercentLoss float64
	}{
		{"heart rate drifts", 3, 3, 140, 147, 4.762},
		{"speed falls too", 3, 2.9, 140, 145, 6.667},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tr := newTrack(prague, everything).flat(1800, tt.speed1)
			tr.hr = tt.heart2
			tr.flat(1200, tt.speed2)
			blocks := Of(&tr.a).Blocks
			if len(blocks) != 8 {
				t.Fatalf("blocks: got %d, want 8", len(blocks))
			}
			efficiency := func(half []training.Block) float64 {
				speed, beats := 0.0, 0.0
				for _, b := range half {
					speed += b.GAPSpeedMS / 4
					beats += b.HeartRateBPM / 4
				}
				return speed / beats
			}
			first, second := efficiency(blocks[:4]), efficiency(blocks[4:])
			near(t, "decoupling", 100*(first-second)/first, tt.wantPercentLoss, 0.01)
		})
	}
}

func TestBlocks(t *testing.T) {
	uneven := newTrack(prague, everything).flat(600, 3)
	for range 20 {
		uneven.flat(60, 3.4).flat(60, 2.6)
	}
	noHeart := newTrack(prague, everything).flat(2400, 3)
	noHeart.edit(600, func(i int, r *training.Record) {
		if i%5 == 0 {
			r.Channels &^= training.HeartRateChannel
		}
	})
	for _, tt := range []struct {
		name string
		tr   *track
		want int
	}{
		{"only the warm-up", newTrack(prague, everything).flat(890, 3), 0},
		{"one", newTrack(prague, everything).flat(901, 3), 1},
		{"uneven", uneven, 0},
		{"a stop within", newTrack(prague, everything).flat(750, 3).stand(120).flat(200, 3), 0},
		{"too little heart rate", noHeart, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(&tt.tr.a).Blocks; len(got) != tt.want {
				t.Errorf("got %v, want %d", got, tt.want)
			}
		})
	}
}

func TestOfLeavesActivityAlone(t *testing.T) {
	tr := newTrack(prague, everything).flat(600, 3).pause(60).flat(600, 3)
	before := slices.Clone(tr.a.Records)
	first, second := Of(&tr.a), Of(&tr.a)
	if !slices.Equal(before, tr.a.Records) {
		t.Error("Of changed the records")
	}
	if !reflect.DeepEqual(first, second) {
		t.Error("Of gave two answers")
	}
}
