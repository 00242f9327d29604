package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"secondwind/internal/training"
)

// History returns all that is known of an athlete: every activity but those that
// the runner has excluded, oldest first. Its newest file is the later of the last
// activity's local day and the day on which the newest file that is no activity was
// last changed.
func (db *DB) History(ctx context.Context, athlete string) (training.History, error) {
	h := training.History{Athlete: athlete}
	byKey := map[int32]int{}
	err := db.each(ctx, func(row *sql.Rows) error {
		key, run, err := readRun(row)
		byKey[key] = len(h.Runs)
		h.Runs = append(h.Runs, run)
		return err
	}, runQuery, plain(athlete))
	if err != nil {
		return training.History{}, fmt.Errorf("read the activities of %s: %w", db.path, err)
	}
	if err := db.addEfforts(ctx, plain(athlete), h.Runs, byKey); err != nil {
		return training.History{}, fmt.Errorf("read the best efforts of %s: %w", db.path, err)
	}
	// Sorting here is cheaper than in DuckDB, which would move all the sequences.
	slices.SortFunc(h.Runs, func(a, b training.Run) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	if h.NewestFile, err = db.newestFile(ctx, plain(athlete)); err != nil {
		return training.History{}, fmt.Errorf("read the newest file of %s: %w", db.path, err)
	}
	return h, nil
}

// counting leaves out what the runner has excluded.
const counting = `NOT EXISTS (SELECT 1 FROM decisions d
	WHERE d.athlete = a.athlete AND d.activity = a.id AND d.kind = 'exclude')`

// runQuery has the columns in the order of readRun.
const runQuery = `
	SELECT a.key, a.id, a.sport, a.sub_sport, a.name, a.device, a.start_utc,
	       m.local_offset_s, m.local_source, m.local_zone, a.manual_laps, a.warnings,
	       a.total_elapsed_s, a.total_timer_s, a.total_distance_m, a.total_ascent_m,
	       a.total_descent_m, a.total_hr_bpm, a.total_kcal,
	       m.version, m.elapsed_s, m.moving_s, m.distance_m, m.distance_source,
	       m.ascent_m, m.descent_m, m.altitude_coverage, m.hr_coverage,
	       m.gap_speed_ms, m.grade_known, m.best_minute_ms,
	       m.cadence_spm, m.temperature_c, m.fade, m.quality,
	       m.hr_seconds, m.gap_seconds, m.gap_metres, m.splits, m.bouts, m.blocks, m.warnings,
	       g.start_lat, g.start_lon, g.origin_lat, g.origin_lon, g.turn_m2,
	       g.farthest_m, g.farthest_bearing, g.start_to_end_m, g.cells, g.outline
	FROM activities a
	JOIN measures m ON m.activity = a.key
	LEFT JOIN ground g ON g.activity = a.key
	WHERE a.athlete = ? AND ` + counting

const runColumns = 52

func readRun(found *sql.Rows) (int32, training.Run, error) {
	row, err := scan(found, runColumns)
	if err != nil {
		return 0, training.Run{}, err
	}
	key := row.integer()
	run := training.Run{
		ID:       row.text(),
		Sport:    training.Sport(row.text()),
		SubSport: training.SubSport(row.text()),
		Name:     row.text(),
		Device:   row.text(),
		Start:    row.time(),
		Local:    readLocal(row),
		Laps:     int(row.integer()),
		Warnings: row.warnings(),
		Totals:   readTotals(row),
		Measures: readMeasures(row),
	}
	return key, run, row.err
}

func readLocal(row *row) training.LocalOffset {
	return training.LocalOffset{
		Offset: row.seconds(),
		Source: training.OffsetSource(row.text()),
		Zone:   row.text(),
	}
}

func readTotals(row *row) training.Totals {
	return training.Totals{
		Elapsed:      row.optSeconds(),
		Timer:        row.optSeconds(),
		DistanceM:    row.opt(),
		AscentM:      row.opt(),
		DescentM:     row.opt(),
		HeartRateBPM: row.opt(),
		CaloriesKcal: row.opt(),
	}
}

// readMeasures reads everything but the efforts, which have a table of their own.
func readMeasures(row *row) training.Measures {
	return training.Measures{
		Version:           int(row.integer()),
		Elapsed:           row.seconds(),
		Moving:            row.seconds(),
		DistanceM:         row.float(),
		DistanceSource:    training.DistanceSource(row.text()),
		AscentM:           row.opt(),
		DescentM:          row.opt(),
		AltitudeCoverage:  row.float(),
		HeartRateCoverage: row.float(),
		GAPSpeedMS:        row.float(),
		GradeKnown:        row.bool(),
		BestMinuteMS:      row.float(),
		CadenceSPM:        row.opt(),
		TemperatureC:      row.opt(),
		Fade:              row.opt(),
		Quality:           row.float(),
		HeartRateSeconds:  readBins(row.text(), msPerSecond),
		GAPSeconds:        readBins(row.text(), msPerSecond),
		GAPMetres:         readBins(row.text(), cmPerMetre),
		Splits:            readEach(row.text(), readSplit),
		Bouts:             readEach(row.text(), readBout),
		Blocks:            readEach(row.text(), readBlock),
		Warnings:          row.warnings(),
		Ground:            readGround(row),
	}
}

func readGround(row *row) training.Ground {
	var g training.Ground
	lat, lon := row.opt(), row.opt()
	if lat.OK() && lon.OK() {
		g.Start = training.Some(training.LatLon{Lat: lat.Or(0), Lon: lon.Or(0)})
	}
	g.Origin = training.LatLon{Lat: row.float(), Lon: row.float()}
	g.TurnM2 = row.float()
	g.FarthestM = row.float()
	g.FarthestBearing = row.float()
	g.StartToEndM = row.float()
	g.Cells = readCells(row.text())
	g.Outline = readEach(row.text(), readPoint)
	return g
}

// addEfforts gives each run its best efforts. Rows of one activity were appended
// together, so their row ids have the order of the measures.
func (db *DB) addEfforts(ctx context.Context, athlete string, runs []training.Run, byKey map[int32]int) error {
	return db.each(ctx, func(found *sql.Rows) error {
		row, err := scan(found, 5)
		if err != nil {
			return err
		}
		i, counts := byKey[row.integer()]
		if counts {
			m := &runs[i].Measures
			m.Efforts = append(m.Efforts, readEffort(row))
		}
		return row.err
	}, `SELECT e.activity, e.distance_m, e.elapsed_s, e.at_s, e.downhill
		FROM efforts e JOIN activities a ON a.key = e.activity
		WHERE a.athlete = ? ORDER BY e.rowid`, athlete)
}

func readEffort(row *row) training.Effort {
	return training.Effort{DistanceM: row.float(), Elapsed: row.seconds(), At: row.seconds(), Downhill: row.bool()}
}

// newestFile takes the file time only of files that are no activities: those have
// no other date, and a copied folder may carry the day of the copy.
func (db *DB) newestFile(ctx context.Context, athlete string) (training.Opt[training.Date], error) {
	var newest sql.NullTime
	err := db.sql.QueryRowContext(ctx, `
		SELECT max(t) FROM (
			SELECT a.start_utc + to_microseconds(CAST(round(m.local_offset_s * 1e6) AS BIGINT)) AS t
			FROM activities a JOIN measures m ON m.activity = a.key
			WHERE a.athlete = $1
			UNION ALL
			SELECT p.modified FROM paths p JOIN files f ON f.athlete = p.athlete AND f.hash = p.hash
			WHERE p.athlete = $1 AND f.outcome = 'not-activity')`, athlete).Scan(&newest)
	if err != nil || !newest.Valid {
		return training.Opt[training.Date]{}, err
	}
	return training.Some(training.DateOf(newest.Time.UTC())), nil
}

// row takes the columns of one row in turn. Scanning into any and sorting the
// types out here is several times as fast as Scan into each type.
type row struct {
	values []any
	next   int
	err    error
}

func scan(found *sql.Rows, columns int) (*row, error) {
	values, targets := make([]any, columns), make([]any, columns)
	for i := range values {
		targets[i] = &values[i]
	}
	if err := found.Scan(targets...); err != nil {
		return nil, err
	}
	return &row{values: values}, nil
}

// take returns the next column; the zero T and false for NULL.
func take[T any](r *row) (T, bool) {
	v := r.values[r.next]
	r.next++
	t, ok := v.(T)
	if !ok && v != nil && r.err == nil {
		r.err = fmt.Errorf("column %d holds a %T", r.next, v)
	}
	return t, ok
}

func (r *row) text() string {
	s, _ := take[string](r)
	return s
}

func (r *row) float() float64 {
	f, _ := take[float64](r)
	return f
}

func (r *row) bool() bool {
	b, _ := take[bool](r)
	return b
}

func (r *row) time() time.Time {
	t, _ := take[time.Time](r)
	return t.UTC()
}

func (r *row) integer() int32 {
	n, _ := take[int32](r)
	return n
}

func (r *row) seconds() time.Duration { return fromSeconds(r.float()) }

func (r *row) opt() training.Opt[float64] {
	if f, ok := take[float64](r); ok {
		return training.Some(f)
	}
	return training.Opt[float64]{}
}

func (r *row) optSeconds() training.Opt[time.Duration] {
	if f, ok := take[float64](r); ok {
		return training.Some(fromSeconds(f))
	}
	return training.Opt[time.Duration]{}
}

func (r *row) warnings() []training.Warning {
	w, err := readWarnings(r.text())
	if err != nil && r.err == nil {
		r.err = err
	}
	return w
}
