package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"secondwind/internal/training"
)

// Status is what a database holds of one athlete.
type Status struct {
	Path       string
	SizeBytes  int64 // of the file
	Files      map[training.FileOutcome]int
	Activities int
	Runs       int
	Records    int64
	// First and Last are the days of the first and the last run, as the runner's clock
	// showed them; absent without any.
	First, Last training.Opt[training.Date]
}

// Status counts what the database holds of an athlete.
func (db *DB) Status(ctx context.Context, athlete string) (Status, error) {
	s := Status{Path: db.path, Files: map[training.FileOutcome]int{}}
	info, err := os.Stat(db.path)
	if err != nil {
		return Status{}, fmt.Errorf("size of the database: %w", err)
	}
	s.SizeBytes = info.Size()
	err = db.each(ctx, func(row *sql.Rows) error {
		var outcome training.FileOutcome
		var n int
		err := row.Scan(&outcome, &n)
		s.Files[outcome] = n
		return err
	}, `SELECT outcome, count(*) FROM files WHERE athlete = ? GROUP BY outcome`, plain(athlete))
	if err != nil {
		return Status{}, fmt.Errorf("count the files of %s: %w", db.path, err)
	}
	var first, last sql.NullTime
	err = db.sql.QueryRowContext(ctx, `
		SELECT count(*), count(*) FILTER (sport = 'running'), CAST(coalesce(sum(records), 0) AS BIGINT),
		       min(t) FILTER (sport = 'running'), max(t) FILTER (sport = 'running')
		FROM (SELECT s.sport, a.records, `+localStart+` AS t
		      FROM activities a JOIN measures m ON m.activity = a.key JOIN sports s ON s.activity = a.key
		      WHERE a.athlete = ? AND `+counting+`)`, plain(athlete)).
		Scan(&s.Activities, &s.Runs, &s.Records, &first, &last)
	if err != nil {
		return Status{}, fmt.Errorf("count the activities of %s: %w", db.path, err)
	}
	s.First, s.Last = day(first), day(last)
	return s, nil
}

func day(t sql.NullTime) training.Opt[training.Date] {
	if !t.Valid {
		return training.Opt[training.Date]{}
	}
	return training.Some(training.DateOf(t.Time.UTC()))
}
