package inbox

import (
	"context"
	"fmt"

	"secondwind/internal/measure"
)

// remeasure works out anew what an older version of package measure said of the
// stored activities. Their records come from the database: the files may be gone.
func (in *ingest) remeasure(ctx context.Context) error {
	ids, err := in.db.Outdated(ctx, in.opt.Athlete, measure.Version)
	if err != nil {
		return fmt.Errorf("find outdated measures: %w", err)
	}
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		activity, err := in.db.Activity(ctx, id)
		if err != nil {
			return fmt.Errorf("read activity %s: %w", id, err)
		}
		m := in.measure(&activity)
		if err := in.db.PutMeasures(ctx, id, m.local, *m.measures); err != nil {
			return fmt.Errorf("measure activity %s again: %w", id, err)
		}
		in.opt.Progress(Progress{Stage: Remeasuring, Done: i + 1, Total: len(ids)})
	}
	return nil
}
