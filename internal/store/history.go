package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"secondwind/internal/training"
)

// History returns all that is known of an athlete: every activity but those that
// the runner has excluded, oldest first, each of the sport that it is taken for. Its
// newest file is the later of the last
// activity's local day and the day on which the newest file that is no activity was
// last changed.
func (db *DB) History(ctx context.Context, athlete string) (training.History, error) {
	h := training.History{Athlete: athlete}
	byKey := map[int32]int{}
	err := db.eachRow(ctx, func(row *row) {
		byKey[row.integer()] = len(h.Runs)
		h.Runs = append(h.Runs, readRun(row))
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

// counting leaves out what the runner has excluded, and what was to be forgotten.
const counting = `NOT EXISTS (SELECT 1 FROM decisions d
	WHERE d.athlete = a.athlete AND d.activity = a.id AND d.kind IN ('exclude', 'forget'))`

// localStart is the start of an activity on the runner's own clock.
const localStart = `a.start_utc + to_microseconds(CAST(round(m.local_offset_s * 1e6) AS BIGINT))`

// runQuery has the key and then the columns in the order of readRun.
const runQuery = `
	SELECT a.key, a.id, s.sport, s.sub_sport, s.sport_source, s.sport_confidence, a.name, a.device, a.gear, a.start_utc,
	       m.local_offset_s, m.local_source, m.local_zone, a.manual_laps, a.warnings,
	       a.total_elapsed_s, a.total_timer_s, a.total_distance_m, a.total_ascent_m,
	       a.total_descent_m, a.total_hr_bpm, a.total_kcal,
	       m.version, m.sport, m.sub_sport, m.sport_source, m.sport_confidence,
	       m.elapsed_s, m.moving_s, m.distance_m, m.distance_source,
	       m.ascent_m, m.descent_m, m.altitude_coverage, m.hr_coverage,
	       m.gap_speed_ms, m.grade_known, m.best_minute_ms,
	       m.cadence_spm, m.temperature_c, m.fade, m.quality,
	       m.hr_seconds, m.gap_seconds, m.gap_metres, m.splits, m.bouts, m.blocks, m.warnings,
	       g.start_lat, g.start_lon, g.origin_lat, g.origin_lon, g.turn_m2,
	       g.farthest_m, g.farthest_bearing, g.start_to_end_m, g.cells, g.outline
	FROM activities a
	JOIN measures m ON m.activity = a.key
	JOIN sports s ON s.activity = a.key
	LEFT JOIN ground g ON g.activity = a.key
	WHERE a.athlete = ? AND ` + counting

func readRun(row *row) training.Run {
	return training.Run{
		ID:              row.text(),
		Sport:           training.Sport(row.text()),
		SubSport:        training.SubSport(row.text()),
		SportSource:     training.SportSource(row.text()),
		SportConfidence: row.float(),
		Name:            row.text(),
		Device:          row.text(),
		Gear:            row.text(),
		Start:           row.time(),
		Local:           readLocal(row),
		Laps:            int(row.integer()),
		Warnings:        row.warnings(),
		Totals:          readTotals(row),
		Measures:        readMeasures(row),
	}
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
		Sport:             readCall(row),
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

func readCall(row *row) training.SportCall {
	return training.SportCall{
		Sport:      training.Sport(row.text()),
		SubSport:   training.SubSport(row.text()),
		Source:     training.SportSource(row.text()),
		Confidence: row.float(),
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
	return db.eachRow(ctx, func(row *row) {
		if i, counts := byKey[row.integer()]; counts {
			m := &runs[i].Measures
			m.Efforts = append(m.Efforts, readEffort(row))
		}
	}, `SELECT e.activity, e.distance_m, e.elapsed_s, e.at_s, e.downhill
		FROM efforts e JOIN activities a ON a.key = e.activity
		WHERE a.athlete = ? ORDER BY e.rowid`, athlete)
}

func readEffort(row *row) training.Effort {
	return training.Effort{DistanceM: row.float(), Elapsed: row.seconds(), At: row.seconds(), Downhill: row.bool()}
}

// newestFile takes the file time only of monitoring files: a watch writes them
// every day and they have no other date here. Any other file's time may be that of
// the copy, and would call an old export current.
func (db *DB) newestFile(ctx context.Context, athlete string) (training.Opt[training.Date], error) {
	var newest sql.NullTime
	err := db.sql.QueryRowContext(ctx, `
		SELECT max(t) FROM (
			SELECT `+localStart+` AS t
			FROM activities a JOIN measures m ON m.activity = a.key
			WHERE a.athlete = $1
			UNION ALL
			SELECT p.modified FROM paths p JOIN files f ON f.athlete = p.athlete AND f.hash = p.hash
			WHERE p.athlete = $1 AND f.kind LIKE 'monitoring%')`, athlete).Scan(&newest)
	if err != nil || !newest.Valid {
		return training.Opt[training.Date]{}, err
	}
	return training.Some(training.DateOf(newest.Time.UTC())), nil
}
