package analysis

import (
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestAway holds which stretches a calendar marks, and which gives way where two overlap.
func TestAway(t *testing.T) {
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	for _, line := range []string{
		"from 2026-01-05",
		"weekly x8 tue 18:00 loop 8km 48m | thu 18:00 loop 8km 48m | sat 09:00 loop 8km 48m",
		"skip 3",
		"weekly x2 tue 18:00 loop 8km 48m | thu 18:00 loop 8km 48m | sat 09:00 loop 8km 48m",
	} {
		if err := h.line(line); err != nil {
			t.Fatal(err)
		}
	}
	date := func(month time.Month, day int) training.Date { return training.NewDate(2026, month, day) }
	from, to := date(time.January, 5), date(time.April, 5)
	gap := Away{From: date(time.March, 1), To: date(time.March, 23), Days: 23}
	inGap := training.Break{From: date(time.March, 2), To: date(time.March, 8)}
	elsewhere := training.Break{From: date(time.February, 2), To: date(time.February, 4)}
	planned := func(b training.Break) Away {
		return Away{From: b.From, To: b.To, Days: int(b.To-b.From) + 1, Planned: true}
	}
	told := Away{From: gap.From, To: gap.To, Days: 24}
	for _, c := range []struct {
		name   string
		breaks []training.Break
		told   []Away
		want   []Away
	}{
		{"a long gap is found", nil, nil, []Away{gap}},
		{"a break stands beside it", []training.Break{elsewhere}, nil, []Away{planned(elsewhere), gap}},
		{"a break in it goes before it", []training.Break{inGap}, nil, []Away{planned(inGap)}},
		{"what the finding tells goes before both", []training.Break{inGap}, []Away{told}, []Away{told}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := training.Profile{Breaks: c.breaks}
			s := newTimeline(h.history(), p).asOf(to, p)
			if got := s.away(from, to, c.told...); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	s := newTimeline(h.history(), training.Profile{}).asOf(to, training.Profile{})
	if got := s.away(date(time.March, 24), to); len(got) > 0 {
		t.Errorf("a gap before the first day: got %v, want none", got)
	}
}
