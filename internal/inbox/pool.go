package inbox

import (
	"context"
	"iter"
	"sync"
)

// readAhead is how many results may wait for their turn: enough to keep the
// parsers busy while a batch is written, and little enough for memory. A run
// takes about half a megabyte, a day on foot two.
const readAhead = 64

// ordered applies do to the items on several goroutines and yields the results
// in the order of the items. It ends early when ctx does or the caller breaks
// off, and returns when its goroutines have.
func ordered[T, R any](ctx context.Context, jobs int, items []T, do func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait()
		defer cancel()

		type task struct {
			item   T
			result chan R
		}
		tasks := make(chan task)
		results := make(chan chan R, max(jobs, readAhead))
		for range jobs {
			workers.Go(func() {
				for t := range tasks {
					t.result <- do(t.item)
				}
			})
		}
		workers.Go(func() {
			defer close(results)
			defer close(tasks)
			for _, item := range items {
				t := task{item, make(chan R, 1)}
				select {
				case results <- t.result:
				case <-ctx.Done():
					return
				}
				select {
				case tasks <- t:
				case <-ctx.Done():
					return
				}
			}
		})
		for result := range results {
			select {
			case r := <-result:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
