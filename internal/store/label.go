package store

import (
	"context"
	"fmt"
	"time"

	"secondwind/internal/training"
)

// Label is what an activity is called to its runner.
type Label struct {
	ID        string
	Sport     training.Sport // what it is taken for
	Start     time.Time      // on the runner's own clock, with UTC as its nominal zone
	DistanceM float64        // 0 where it is unknown
	Path      string         // of the file that it comes from
}

// Labels returns the stored activities of an athlete whose ids begin with a prefix,
// those that do not count among them, oldest first.
func (db *DB) Labels(ctx context.Context, athlete, prefix string) ([]Label, error) {
	var labels []Label
	err := db.eachRow(ctx, func(row *row) {
		labels = append(labels, Label{
			ID:        row.text(),
			Sport:     training.Sport(row.text()),
			Start:     row.time(),
			DistanceM: row.float(),
			Path:      row.text(),
		})
	}, `SELECT a.id, s.sport, `+localStart+`, m.distance_m, f.path
		FROM activities a
		JOIN measures m ON m.activity = a.key
		JOIN sports s ON s.activity = a.key
		JOIN files f ON f.athlete = a.athlete AND f.hash = a.hash
		WHERE a.athlete = ? AND starts_with(a.id, ?) ORDER BY a.start_utc, a.id`, plain(athlete), plain(prefix))
	if err != nil {
		return nil, fmt.Errorf("find the activities %s…: %w", prefix, err)
	}
	return labels, nil
}
