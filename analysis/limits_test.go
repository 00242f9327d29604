package analysis

import (
	"fmt"
	"testing"

	"secondwind/internal/training"
)

func TestStaleOutcome(t *testing.T) {
	for _, c := range []struct {
		name                     string
		top, topThree, explorers float64
		want                     Outcome
	}{
		{"both limits belong to the rut", 0.60, 0.60, 0.20, Flagged},
		{"a little less of the top place", 0.59, 0.60, 0.20, Watch},
		{"the top three alone", 0.30, 0.80, 0.20, Flagged},
		{"a little less of the top three", 0.30, 0.79, 0.20, Watch},
		{"explorers between the limits", 0.90, 1, 0.25, Watch},
		{"enough explorers", 0.90, 1, 0.26, Clear},
		{"the limits of the watch", 0.50, 0.50, 0.25, Watch},
		{"three places below the watch", 0.49, 0.69, 0, Clear},
	} {
		if got := staleOutcome(c.top, c.topThree, c.explorers); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestBinomialAtMost holds the chances that decide on missed weekdays (oracle
// O17 and science B.1).
func TestBinomialAtMost(t *testing.T) {
	for _, c := range []struct {
		kept, n int
		p       float64
		want    string
	}{
		{7, 12, 0.85, "0.0239"},
		{8, 12, 0.85, "0.0922"},
		{11, 16, 0.9, "0.0170"},
		{5, 8, 0.9, "0.0381"},
		{1, 4, 9.0 / 10, "0.0037"}, // 8 of 8 kept before
		{1, 4, 8.0 / 10, "0.0272"}, // 7 of 8
		{0, 4, 7.0 / 10, "0.0081"}, // 6 of 8
		{1, 4, 7.0 / 10, "0.0837"},
		{4, 4, 0.5, "1.0000"},
	} {
		if got := fmt.Sprintf("%.4f", binomialAtMost(c.kept, c.n, c.p)); got != c.want {
			t.Errorf("P(X ≤ %d) of %d at %.2f: got %s, want %s", c.kept, c.n, c.p, got, c.want)
		}
	}
}

// TestSpikeBands holds the bands of the session spike in whole metres (oracle
// O14): in floats 6.6 ÷ 6.0 is less than 1.1.
func TestSpikeBands(t *testing.T) {
	for _, c := range []struct {
		distanceM float64
		want      Outcome
	}{
		{11_000, Clear}, {11_010, Watch}, {13_000, Watch}, {13_010, Flagged}, {20_010, Flagged},
	} {
		p := spike{session: &Session{DistanceM: c.distanceM}, longestM: 10_000, seasonM: 10_000}
		if got := p.outcome(); got != c.want {
			t.Errorf("%.0f m after 10 km: got %s, want %s", c.distanceM, got, c.want)
		}
	}
	p := spike{session: &Session{DistanceM: 6600}, longestM: 6000, seasonM: 6000}
	if got := p.outcome(); got != Clear {
		t.Errorf("6.6 km after 6: got %s, want %s", got, Clear)
	}
}

func TestMeanClock(t *testing.T) {
	for _, c := range []struct {
		name   string
		clocks []training.Clock
		want   training.Clock
		wantR  string
	}{
		{"across midnight", []training.Clock{23*60 + 30, 30}, 0, "0.99144"}, // oracle O16
		{"opposite", []training.Clock{6 * 60, 18 * 60}, 0, "0.00000"},
		{"rounded to five minutes", []training.Clock{18*60 + 8, 18*60 + 11}, 18*60 + 10, "0.99998"},
	} {
		got, r := meanClock(c.clocks)
		if gotR := fmt.Sprintf("%.5f", r); gotR != c.wantR {
			t.Errorf("%s: got R %s, want %s", c.name, gotR, c.wantR)
		}
		if c.name != "opposite" && got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPassedKm(t *testing.T) {
	for _, c := range []struct {
		beforeM, afterM float64
		want            int
	}{
		{99_000, 101_000, 100}, {101_000, 110_000, 0}, {0, 3000, 0}, {995_000, 1_005_000, 1000}, {1_995_000, 2_004_000, 2000}, {2_400_000, 2_600_000, 0},
	} {
		if got := passedKm(c.beforeM, c.afterM); got != c.want {
			t.Errorf("from %.0f to %.0f m: got %d, want %d", c.beforeM, c.afterM, got, c.want)
		}
	}
}
