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
	most int // so many items wait for their result to be used
	// room bounds the weights of all items in hand together, from before one is
	// begun until its result has been used. A heavier one is in hand alone.
	room   int64
	weight func(T) int64
	// fetch readies an item for a worker once there is room for it. Calls come one by
	// one, in order, each before the next item is asked for; nil: nothing is to be done.
	fetch func(T) T
}

// task is an item in hand.
type task[T, R any] struct {
	item   T
	weight int64
	result chan R
}

// ordered yields the results of do in the order of the items. It ends early when
// ctx does or the caller breaks off, and returns when its goroutines have.
func ordered[T, R any](ctx context.Context, p pool[T], items iter.Seq[T], do func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait()
		defer cancel()

		// Room is taken in the order of the items, so that the next to be yielded
		// always has it.
		room := semaphore.NewWeighted(p.room)
		tasks := make(chan task[T, R], p.most) // what waits in these has room
		begun := make(chan task[T, R], p.most)
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
			for item := range items {
				t := task[T, R]{item, min(p.weight(item), p.room), make(chan R, 1)}
				if room.Acquire(ctx, t.weight) != nil {
					return // ctx is over
				}
				if p.fetch != nil {
					t.item = p.fetch(t.item)
				}
				select {
				case begun <- t:
					tasks <- t
				case <-ctx.Done():
					return
				}
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
