package inbox

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// pool applies a function to items on several goroutines.
type pool[T any] struct {
	jobs int
	// room bounds the weights of all items in hand together, from before one is
	// begun until its result has been used. A heavier one is in hand alone.
	room   int64
	weight func(T) int64
}

// ordered yields the results of do in the order of the items. It ends early when
// ctx does or the caller breaks off, and returns when its goroutines have.
func ordered[T, R any](ctx context.Context, p pool[T], items []T, do func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait()
		defer cancel()

		type task struct {
			item   T
			weight int64
			result chan R
		}
		// Room is taken in the order of the items, so that the next to be yielded
		// always has it.
		room := semaphore.NewWeighted(p.room)
		tasks := make(chan task, len(items)) // what waits in these has room,
		begun := make(chan task, len(items)) // so neither fills up
		for range p.jobs {
			workers.Go(func() {
				for t := range tasks {
					t.result <- do(t.item)
				}
			})
		}
		workers.Go(func() {
			defer close(begun)
			defer close(tasks)
			for _, item := range items {
				t := task{item, min(p.weight(item), p.room), make(chan R, 1)}
				if room.Acquire(ctx, t.weight) != nil {
					return // ctx is over
				}
				begun <- t
				tasks <- t
			}
		})
		for t := range begun {
			select {
			case r := <-t.result:
				if !yield(r) {
					return
				}
				room.Release(t.weight)
			case <-ctx.Done():
				return
			}
		}
	}
}
