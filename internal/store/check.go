package store

import (
	"context"
	"fmt"

	"secondwind/internal/training"
)

// Checked is what Check has found.
type Checked struct {
	Activities int
	Records    int64
	// Unsummed is how many of the activities an older version stored, without a
	// checksum: of these the numbers of rows alone are compared.
	Unsummed int
	Faults   []Fault
}

// Fault is something that is not as it was stored.
type Fault struct {
	Kind     FaultKind
	Athlete  string
	Activity string // id; empty where the fault is that of a file or of no activity
	Path     string // of the file; empty where the ledger has none
	Table    string // for rows of no activity: where they are
	// Got and Want are numbers of rows, where the fault is one of number.
	Got, Want int64
}

// FaultKind says what is wrong.
type FaultKind string

// What can be wrong.
const (
	RecordCount    FaultKind = "record-count" // not as many records as were stored
	RecordsChanged FaultKind = "records"      // not those that were read from the file
	SummaryChanged FaultKind = "summary"      // totals, laps or names are not those that were read
	MeasureCount   FaultKind = "measures"     // measured not once
	NotInLedger    FaultKind = "ledger"       // of a file that the ledger does not call stored
	ActivityLost   FaultKind = "lost"         // a file that it does call stored, and nothing of it is there
	StrayRows      FaultKind = "stray"        // rows of an activity that is not there
)

// Check compares every activity of every athlete, with all its records, with what
// was noted when it was read from its file. It changes nothing. An error means that
// the database could not be read to its end.
func (db *DB) Check(ctx context.Context) (Checked, error) {
	c := checker{db: db, ctx: ctx, byKey: map[int32]*noted{}}
	for _, step := range []func() error{
		c.readNotes, c.sumSummaries, c.sumLaps, c.sumRecords, c.countMeasures, c.judge, c.findLost, c.findStray,
	} {
		if err := step(); err != nil {
			return Checked{}, fmt.Errorf("check %s: %w", db.path, err)
		}
	}
	return c.found, nil
}

// checker is one call of Check.
type checker struct {
	db    *DB
	ctx   context.Context
	all   []*noted // oldest activity first
	byKey map[int32]*noted
	found Checked
}

// noted is what was noted of an activity, and what is there.
type noted struct {
	id, athlete, path    string
	inLedger             bool // whose file the ledger calls stored
	count                int32
	summed               bool
	summaryCRC, crc      uint32
	summaryNow           uint32
	recordsNow           checksum
	countNow, measureNow int64
}

func (c *checker) readNotes() error {
	return c.db.eachRow(c.ctx, func(row *row) {
		key := row.integer()
		n := &noted{id: row.text(), athlete: row.text(), count: row.integer()}
		var first, second bool
		n.summaryCRC, first = take[uint32](row)
		n.crc, second = take[uint32](row)
		n.summed = first && second
		n.path, n.inLedger = row.text(), row.bool()
		c.all, c.byKey[key] = append(c.all, n), n
	}, `SELECT a.key, a.id, a.athlete, a.records, a.summary_crc, a.records_crc, f.path, coalesce(f.outcome = ?, false)
		FROM activities a LEFT JOIN files f ON f.athlete = a.athlete AND f.hash = a.hash
		ORDER BY a.start_utc, a.id`, string(training.FileStored))
}

// ofActivity calls use for each row of a query whose first column is the key of an
// activity that is there.
func (c *checker) ofActivity(use func(*noted, *row), query string) error {
	var key int32
	var n *noted // that of key: rows of one activity stand together
	return c.db.eachRow(c.ctx, func(row *row) {
		if k := row.integer(); k != key || n == nil {
			key, n = k, c.byKey[k]
		}
		if n != nil {
			use(n, row)
		}
	}, query)
}

// sumSummaries names the columns in the order in which rows.go appends them.
func (c *checker) sumSummaries() error {
	return c.ofActivity(func(n *noted, row *row) { n.summaryNow = addRow(n.summaryNow, row.values[1:]) }, `
		SELECT key, id, athlete, hash, session, sport, sub_sport, sport_source, name, device, gear,
		       start_utc, file_offset_s, records, channels, manual_laps,
		       total_elapsed_s, total_timer_s, total_distance_m, total_ascent_m,
		       total_descent_m, total_hr_bpm, total_kcal, pauses, warnings
		FROM activities`)
}

func (c *checker) sumLaps() error {
	return c.ofActivity(func(n *noted, row *row) { n.summaryNow = addRow(n.summaryNow, row.values[1:]) }, `
		SELECT activity, number, start_s, elapsed_s, timer_s, distance_m, manual FROM laps ORDER BY activity, number`)
}

// sumRecords goes through the table once, in the order in which it was written.
func (c *checker) sumRecords() error {
	return c.ofActivity(func(n *noted, row *row) {
		sample := readSample(row)
		s := storedSteps(&sample)
		n.recordsNow.add(&s)
		n.countNow++
	}, `SELECT activity, at_s, at_ms, lat, lon, distance_cm, altitude_dm, speed_mms, hr_bpm, cadence_x2, power_w, temp_c FROM records`)
}

func (c *checker) countMeasures() error {
	return c.ofActivity(func(n *noted, row *row) { n.measureNow++ }, `SELECT activity FROM measures`)
}

// judge compares. Of an activity whose records are not as many as they were, the
// checksum says nothing more.
func (c *checker) judge() error {
	for _, n := range c.all {
		c.found.Activities++
		c.found.Records += n.countNow
		if !n.summed {
			c.found.Unsummed++
		}
		fault := func(wrong bool, kind FaultKind, got, want int64) {
			if wrong {
				c.found.Faults = append(c.found.Faults, Fault{
					Kind: kind, Athlete: n.athlete, Activity: n.id, Path: n.path, Got: got, Want: want,
				})
			}
		}
		whole := n.countNow == int64(n.count)
		fault(!whole, RecordCount, n.countNow, int64(n.count))
		fault(whole && n.summed && n.recordsNow.sum() != n.crc, RecordsChanged, 0, 0)
		fault(n.summed && n.summaryNow != n.summaryCRC, SummaryChanged, 0, 0)
		fault(n.measureNow != 1, MeasureCount, n.measureNow, 1)
		fault(!n.inLedger, NotInLedger, 0, 0)
	}
	return nil
}

// findLost finds files that the ledger calls stored and of which no activity is
// there. Where something was forgotten, another parse may have left a file so.
func (c *checker) findLost() error {
	return c.db.eachRow(c.ctx, func(row *row) {
		c.found.Faults = append(c.found.Faults, Fault{Kind: ActivityLost, Athlete: row.text(), Path: row.text()})
	}, `SELECT f.athlete, f.path FROM files f
		WHERE f.outcome = ?
		  AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.athlete = f.athlete AND a.hash = f.hash)
		  AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.athlete = f.athlete AND d.kind = ?)
		ORDER BY f.athlete, f.path`, string(training.FileStored), string(training.ForgetActivity))
}

// findStray counts rows of activities that are not there.
func (c *checker) findStray() error {
	for _, table := range activityTables {
		var n int64
		err := c.db.sql.QueryRowContext(c.ctx,
			`SELECT count(*) FROM `+table+` WHERE activity NOT IN (SELECT key FROM activities)`).Scan(&n)
		if err != nil {
			return inWords(err)
		}
		if n > 0 {
			c.found.Faults = append(c.found.Faults, Fault{Kind: StrayRows, Table: table, Got: n})
		}
	}
	return nil
}
