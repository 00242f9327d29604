package inbox

import (
	"context"
	"fmt"
	"slices"

	"secondwind/internal/measure"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// bulkMeasures is how many activities are measured again in one transaction.
const bulkMeasures = 200

// remeasure works out anew what an older version of package measure said of the
// stored activities. Their records come from the database: the files may be gone.
func (in *ingest) remeasure(ctx context.Context) error {
	ids, err := in.db.Outdated(ctx, in.opt.Athlete, measure.Version)
	if err != nil {
		return fmt.Errorf("find outdated measures: %w", err)
	}
	done := 0
	for part := range slices.Chunk(ids, bulkMeasures) {
		var list []store.Measured
		for _, id := range part {
			if err := ctx.Err(); err != nil {
				return err
			}
			activity, err := in.db.Activity(ctx, id)
			if err != nil {
				return fmt.Errorf("read activity %s: %w", id, err)
			}
			if m, ok := in.measureAgain(id, &activity); ok {
				list = append(list, store.Measured{ID: id, Local: m.local, Measures: *m.measures})
			}
			done++
			in.opt.Progress(Progress{Stage: Remeasuring, Done: done, Total: len(ids)})
		}
		if err := in.db.PutMeasures(ctx, list); err != nil {
			return fmt.Errorf("measure activities again: %w", err)
		}
	}
	return nil
}

// measureAgain measures one activity. A panic in there is noted and costs the newer
// figures of this activity alone.
func (in *ingest) measureAgain(id string, a *training.Activity) (m measured, ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			in.unmeasured[id] = cause
		}
	}()
	return in.measure(a), true
}

// remeasureFailures tells of stored activities that could not be measured again, by
// the files that they come from.
func (in *ingest) remeasureFailures() []training.Failure {
	var failures []training.Failure
	for _, a := range in.ledger.Activities() {
		if cause, failed := in.unmeasured[a.ID]; failed {
			failures = append(failures, training.Failure{
				Path:   a.Path,
				Reason: fmt.Sprintf("what is stored of it cannot be measured again (%v); its older figures stand", cause),
				Hint:   "please report it: this is a fault of the program",
			})
		}
	}
	return failures
}
