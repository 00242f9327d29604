package inbox

import (
	"context"
	"slices"
	"sync"
	"testing"
)

func TestOrdered(t *testing.T) {
	tests := []struct {
		name    string
		jobs    int
		weights []int64
	}{
		{"nothing", 2, nil},
		{"one worker", 1, []int64{1, 2, 3}},
		{"more workers than items", 8, []int64{1, 1}},
		{"light and heavy ones", 4, []int64{1, 9, 1, 10, 1, 1, 5, 5, 5, 1, 11, 1000, 1, 1}},
		{"many", 3, slices.Repeat([]int64{1, 2, 3, 4}, 100)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const room = 10
			var mu sync.Mutex
			inHand := map[int64]int64{} // by index, from the start of the work until the result was used
			next := int64(0)
			indexes := make([]int64, len(tt.weights))
			for i := range indexes {
				indexes[i] = int64(i)
			}
			fetched := int64(0)
			p := pool[int64]{jobs: tt.jobs, most: room, room: room, weight: func(i int64) int64 { return tt.weights[i] }, fetch: func(i int64) int64 {
				if i != fetched {
					t.Errorf("item %d was fetched, want %d", i, fetched)
				}
				fetched++
				return i
			}}
			for i := range ordered(t.Context(), p, slices.Values(indexes), func(i int64) int64 {
				mu.Lock()
				defer mu.Unlock()
				inHand[i] = tt.weights[i]
				sum := int64(0)
				for _, w := range inHand {
					sum += w
				}
				if sum > room && len(inHand) > 1 {
					t.Errorf("%d is in hand, want at most %d, or a heavier one alone", sum, room)
				}
				return i
			}) {
				if i != next {
					t.Errorf("got result %d, want %d", i, next)
				}
				next++
				mu.Lock()
				delete(inHand, i)
				mu.Unlock()
			}
			if next != int64(len(tt.weights)) {
				t.Errorf("got %d results, want %d", next, len(tt.weights))
			}
		})
	}
}

func TestOrderedEndsEarly(t *testing.T) {
	items := slices.Values(make([]int, 1000))
	p := pool[int]{jobs: 2, most: 4, room: 4, weight: func(int) int64 { return 1 }}
	n := 0
	for range ordered(t.Context(), p, items, func(i int) int { return i }) {
		if n++; n == 5 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range ordered(ctx, p, items, func(i int) int { return i }) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n < 10 || n > 20 {
		t.Errorf("got %d results, want an end after the tenth or soon after", n)
	}
}
