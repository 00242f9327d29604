package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondwind/internal/training"
)

// Records returns the records of an activity, in order.
func (db *DB) Records(ctx context.Context, id string) ([]training.Record, error) {
	key, count, err := db.find(ctx, id)
	if err != nil {
		return nil, err
	}
	records, err := db.records(ctx, key, count)
	if err != nil {
		return nil, fmt.Errorf("read the records of activity %s: %w", id, err)
	}
	return records, nil
}

// find returns the key of an activity and how many records it has.
func (db *DB) find(ctx context.Context, id string) (key, count int32, err error) {
	err = db.sql.QueryRowContext(ctx, `SELECT key, records FROM activities WHERE id = ?`, plain(id)).Scan(&key, &count)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, fmt.Errorf("%w: %s", ErrNoActivity, id)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("find activity %s: %w", id, err)
	}
	return key, count, nil
}

// records come in the order in which they were appended: DuckDB keeps it, and the
// zone maps of the column activity find them without an index.
func (db *DB) records(ctx context.Context, key, count int32) ([]training.Record, error) {
	if count == 0 {
		return nil, nil
	}
	records := make([]training.Record, 0, count)
	err := db.eachRow(ctx, func(row *row) {
		records = append(records, readSample(row).record())
	}, `SELECT at_s, at_ms, lat, lon, distance_cm, altitude_dm, speed_mms, hr_bpm, cadence_x2, power_w, temp_c
		FROM records WHERE activity = ?`, key)
	return records, err
}

// readSample reads the columns of records; a NULL is a reading that is not there.
func readSample(row *row) sample {
	var s sample
	var lat, lon, ok bool
	has := func(c training.Channels, ok bool) {
		if ok {
			s.channels |= c
		}
	}
	s.atS, _ = take[int32](row)
	s.atMS, _ = take[uint16](row)
	s.lat, lat = take[int32](row)
	s.lon, lon = take[int32](row)
	has(training.PositionChannel, lat && lon)
	s.distanceCM, ok = take[int32](row)
	has(training.DistanceChannel, ok)
	s.altitudeDM, ok = take[int32](row)
	has(training.AltitudeChannel, ok)
	s.speedMMS, ok = take[uint16](row)
	has(training.SpeedChannel, ok)
	s.heartRate, ok = take[uint8](row)
	has(training.HeartRateChannel, ok)
	s.cadenceX2, ok = take[uint16](row)
	has(training.CadenceChannel, ok)
	s.power, ok = take[uint16](row)
	has(training.PowerChannel, ok)
	s.temp, ok = take[int8](row)
	has(training.TemperatureChannel, ok)
	return s
}

// Activity returns an activity as its file stated it, to the precision of the
// store, for measuring it again.
func (db *DB) Activity(ctx context.Context, id string) (training.Activity, error) {
	key, count, err := db.find(ctx, id)
	if err != nil {
		return training.Activity{}, err
	}
	a, err := db.activity(ctx, key)
	if err == nil {
		a.Laps, err = db.laps(ctx, key)
	}
	if err == nil {
		a.Records, err = db.records(ctx, key, count)
	}
	if err != nil {
		return training.Activity{}, fmt.Errorf("read activity %s: %w", id, err)
	}
	return a, nil
}

// activity reads the row of an activity alone.
func (db *DB) activity(ctx context.Context, key int32) (training.Activity, error) {
	var a training.Activity
	err := db.eachRow(ctx, func(row *row) {
		a = training.Activity{
			Sport:       training.Sport(row.text()),
			SubSport:    training.SubSport(row.text()),
			SportSource: training.SportSource(row.text()),
			Name:        row.text(),
			Device:      row.text(),
			Gear:        row.text(),
			Start:       row.time(),
			LocalOffset: row.optSeconds(),
			Totals:      readTotals(row),
			Pauses:      readEach(row.text(), readPause),
			Warnings:    row.warnings(),
		}
	}, `SELECT sport, sub_sport, sport_source, name, device, gear, start_utc, file_offset_s,
		       total_elapsed_s, total_timer_s, total_distance_m, total_ascent_m,
		       total_descent_m, total_hr_bpm, total_kcal, pauses, warnings
		FROM activities WHERE key = ?`, key)
	return a, err
}

func (db *DB) laps(ctx context.Context, key int32) ([]training.Lap, error) {
	var laps []training.Lap
	err := db.eachRow(ctx, func(row *row) {
		laps = append(laps, training.Lap{
			Start:     row.seconds(),
			Elapsed:   row.seconds(),
			Timer:     row.optSeconds(),
			DistanceM: row.opt(),
			Manual:    row.bool(),
		})
	}, `SELECT start_s, elapsed_s, timer_s, distance_m, manual FROM laps WHERE activity = ? ORDER BY number`, key)
	return laps, err
}

// Outdated returns the ids of the athlete's activities whose measures are older
// than a version, oldest activity first.
func (db *DB) Outdated(ctx context.Context, athlete string, version int) ([]string, error) {
	var ids []string
	err := db.each(ctx, func(row *sql.Rows) error {
		var id string
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT a.id FROM activities a JOIN measures m ON m.activity = a.key
		WHERE a.athlete = ? AND m.version < ? ORDER BY a.start_utc, a.id`, plain(athlete), version)
	if err != nil {
		return nil, fmt.Errorf("find outdated measures: %w", err)
	}
	return ids, nil
}

// Measured is what was measured of an activity, and its local time.
type Measured struct {
	ID       string
	Local    training.LocalOffset
	Measures training.Measures
}

// PutMeasures replaces what was measured of activities, each named once, in one
// transaction.
func (db *DB) PutMeasures(ctx context.Context, list []Measured) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	var batch rows
	keys := make([]int32, len(list))
	for i := range list {
		key, _, err := db.find(ctx, list[i].ID)
		if err != nil {
			return err
		}
		if err := batch.addMeasures(key, list[i].Local, &list[i].Measures); err != nil {
			return fmt.Errorf("measures of activity %s: %w", list[i].ID, err)
		}
		keys[i] = key
	}
	err := db.transact(ctx, func(conn *sql.Conn) error {
		for _, table := range []string{"measures", "efforts", "ground"} {
			if _, err := conn.ExecContext(ctx, `DELETE FROM `+table+` WHERE activity IN (SELECT unnest(?))`, keys); err != nil {
				return err
			}
		}
		return errors.Join(
			appendRows(conn, "measures", batch.measures),
			appendRows(conn, "efforts", batch.efforts),
			appendRows(conn, "ground", batch.ground),
		)
	})
	if err != nil {
		return fmt.Errorf("write the measures of %d activities: %w", len(list), err)
	}
	return nil
}
