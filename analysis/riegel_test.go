package analysis

import (
	"testing"
	"time"

	"secondwind/internal/training"
)

// Oracle O13 of the science: 25:00 over 5 km.
func TestRiegel(t *testing.T) {
	for toM, want := range map[float64]time.Duration{
		5000:          25 * time.Minute,
		10_000:        52*time.Minute + 7400*time.Millisecond,
		halfMarathonM: time.Hour + 55*time.Minute + 300*time.Millisecond,
	} {
		if got := riegel(25*time.Minute, 5000, toM).Round(100 * time.Millisecond); got != want {
			t.Errorf("%v m: %v, want %v", toM, got, want)
		}
	}
}

// effortsOf makes a session of each time over 5 km.
func effortsOf(quality float64, times ...time.Duration) []Session {
	sessions := make([]Session, len(times))
	for i, d := range times {
		sessions[i] = Session{Date: someday + training.Date(i), Recordings: []*training.Run{{
			Measures: training.Measures{Quality: quality, Efforts: []training.Effort{{DistanceM: 5000, Elapsed: d}}},
		}}}
	}
	return sessions
}

func TestBestEffort(t *testing.T) {
	const m = time.Minute
	change := func(sessions []Session, f func(*training.Run)) []Session {
		f(sessions[0].Recordings[0])
		return sessions
	}
	tests := []struct {
		name     string
		sessions []Session
		want     time.Duration // 0: none
	}{
		{"none", nil, 0},
		{"one", effortsOf(0.8, 25*m), 25 * m},
		{"the shortest", effortsOf(1, 27*m, 25*m, 26*m), 25 * m},
		{"on a poor track", effortsOf(0.79, 25*m), 0},
		{"downhill", change(effortsOf(1, 24*m, 25*m), func(r *training.Run) { r.Measures.Efforts[0].Downhill = true }), 25 * m},
		{"indoors", change(effortsOf(1, 24*m, 25*m), func(r *training.Run) { r.SubSport = training.Treadmill }), 25 * m},
		{"7 % ahead on a fair track", effortsOf(0.89, 20*m, 21*m+24*time.Second, 25*m), 21*m + 24*time.Second},
		{"7 % ahead on a good track", effortsOf(0.9, 20*m, 21*m+24*time.Second, 25*m), 20 * m},
		{"6 % ahead on a fair track", effortsOf(0.89, 20*m, 21*m+12*time.Second, 25*m), 20 * m},
		{"7 % ahead of one other", effortsOf(0.89, 20*m, 21*m+24*time.Second), 20 * m},
		{"two jumps", effortsOf(0.85, 10*m, 15*m, 25*m, 26*m, 27*m), 25 * m},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := bestEffort(test.sessions, 5000)
			if ok != (test.want > 0) || got.Elapsed != test.want {
				t.Errorf("got %v, %t, want %v", got.Elapsed, ok, test.want)
			}
		})
	}
	if _, ok := bestEffort(effortsOf(1, 25*m), 10_000); ok {
		t.Error("a best over 10 km of sessions with 5 km alone")
	}
}

func TestPredict(t *testing.T) {
	sessions := effortsOf(1, 25*time.Minute)
	r := sessions[0].Recordings[0]
	// A sprint promises more than it can keep, and 10 km less.
	r.Measures.Efforts = append(r.Measures.Efforts,
		training.Effort{DistanceM: 400, Elapsed: time.Minute}, training.Effort{DistanceM: 10_000, Elapsed: time.Hour})
	book := bookOf(sessions)
	got, ok := book.predict(10_000, someday)
	if want := riegel(25*time.Minute, 5000, 10_000); !ok || got != want {
		t.Errorf("predicted %v, %t; want %v, from the 5 km", got, ok, want)
	}
	if _, ok := book.predict(10_000, someday+1); ok {
		t.Error("a prediction from an effort before the time asked for")
	}
}
