package store

import (
	"context"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"secondwind/internal/training"
)

func check(t *testing.T, db *DB) Checked {
	t.Helper()
	c, err := db.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func wantNoFault(t *testing.T, db *DB, activities int, records int64) {
	t.Helper()
	if got, want := check(t, db), (Checked{Activities: activities, Records: records}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestCheckFindsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, Options{})
	wantNoFault(t, db, 0, 0)
	write(t, db, append(madeFiles(30, 500), madeFile(99, 0))...)
	write(t, db, madeFile(7, 500)) // once more, at other keys
	wantNoFault(t, db, 31, 30*500)
	if err := db.Forget(context.Background(), me, madeFile(3, 0).Activities[0].ID); err != nil {
		t.Fatal(err)
	}
	wantNoFault(t, db, 30, 29*500)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wantNoFault(t, open(t, path, Options{ReadOnly: true}), 30, 29*500)
}

// A reading that no column takes is stored as absent, and that is no fault.
func TestCheckAgreesOnWhatDoesNotFit(t *testing.T) {
	values := []float64{
		0, 0.5, -0.5, 1, -1, 65.535, 65.5354, 65.5355, 65.536, 32767.5, 32767.75, 90, 180, 214.74836475, 214.7483648, -214.7483648, -214.7483649,
		3276.8, 21474836.47, 21474836.475, -21474836.485, 1e9, -1e9, 1e300, -1e300, math.Inf(1), math.Inf(-1), math.NaN(), 0.49999999999999994, 0.005, 0.015, -0.015,
	}
	times := []time.Duration{
		0, 1, -1, 500 * time.Microsecond, -500 * time.Microsecond, 999500 * time.Microsecond, -time.Millisecond, -time.Second, -1500 * time.Millisecond,
		math.MaxInt64, math.MinInt64, math.MaxInt32 * time.Second, (math.MaxInt32 + 1) * time.Second, math.MinInt32 * time.Second, (math.MinInt32 - 1) * time.Second,
	}
	f := madeFile(1, 0)
	a, rng := f.Activities[0].Activity, rand.New(rand.NewPCG(4, 2))
	one := func() float64 { return values[rng.IntN(len(values))] }
	for range 5000 {
		a.Records = append(a.Records, training.Record{
			At:       times[rng.IntN(len(times))],
			Channels: training.Channels(rng.IntN(256)),
			Lat:      one(), Lon: one(), DistanceM: one(),
			AltitudeM: float32(one()), SpeedMS: float32(one()), CadenceSPM: float32(one()),
			HeartRateBPM: uint8(rng.IntN(256)), PowerW: uint16(rng.IntN(65536)), TemperatureC: int8(rng.IntN(256) - 128),
		})
	}
	a.Start = a.Start.Add(123456 * time.Nanosecond)
	a.Totals.DistanceM = training.Some(math.NaN())
	a.Totals.Elapsed = training.Some(time.Duration(math.MaxInt64))
	a.Name = "cut\x00here \xff"
	db := newDB(t)
	write(t, db, f)
	wantNoFault(t, db, 1, 5000)
}

func TestCheckFinds(t *testing.T) {
	second := madeFile(2, 50).Activities[0].ID
	of := func(kind FaultKind, got, want int64) []Fault {
		return []Fault{{Kind: kind, Athlete: me, Activity: second, Path: "/export/2.fit", Got: got, Want: want}}
	}
	const there = ` WHERE activity = 2`
	tests := []struct {
		name   string
		damage string
		want   []Fault
	}{
		{"a record is gone", `DELETE FROM records` + there + ` AND rowid % 50 = 7`, of(RecordCount, 49, 50)},
		{"a record is double", `INSERT INTO records SELECT * FROM records` + there + ` LIMIT 1`, of(RecordCount, 51, 50)},
		{"a record is in another's place", `UPDATE records SET at_s = at_s + 1` + there + ` AND rowid % 50 = 7`, of(RecordsChanged, 0, 0)},
		{"a heart rate has wrapped around", `UPDATE records SET hr_bpm = 255 - hr_bpm` + there + ` AND rowid % 50 = 7`, of(RecordsChanged, 0, 0)},
		{"an altitude has wrapped around", `UPDATE records SET altitude_dm = altitude_dm - 65536` + there, of(RecordsChanged, 0, 0)},
		{"a reading is gone", `UPDATE records SET cadence_x2 = NULL` + there + ` AND rowid % 50 = 7`, of(RecordsChanged, 0, 0)},
		{"a reading has come", `UPDATE records SET power_w = 0` + there + ` AND rowid % 50 = 7`, of(RecordsChanged, 0, 0)},
		{"half a position", `UPDATE records SET lon = NULL` + there + ` AND rowid % 50 = 7`, of(RecordsChanged, 0, 0)},
		{"a total has changed", `UPDATE activities SET total_distance_m = coalesce(total_distance_m, 0) + 0.001 WHERE key = 2`, of(SummaryChanged, 0, 0)},
		{"a lap is gone", `DELETE FROM laps` + there + ` AND number = 3`, of(SummaryChanged, 0, 0)},
		{"a lap has changed", `UPDATE laps SET manual = NOT manual` + there + ` AND number = 3`, of(SummaryChanged, 0, 0)},
		{"no measures", `DELETE FROM measures` + there, of(MeasureCount, 0, 1)},
		{"the ledger knows it otherwise", `UPDATE files SET outcome = 'twin' WHERE path = '/export/2.fit'`, of(NotInLedger, 0, 0)},
		{"the ledger does not know it", `DELETE FROM files WHERE path = '/export/2.fit'`, []Fault{{Kind: NotInLedger, Athlete: me, Activity: second}}},
		{
			"an activity is gone", `DELETE FROM activities WHERE key = 2`,
			[]Fault{
				{Kind: ActivityLost, Athlete: me, Path: "/export/2.fit"},
				{Kind: StrayRows, Table: "laps", Got: 5},
				{Kind: StrayRows, Table: "records", Got: 50},
				{Kind: StrayRows, Table: "measures", Got: 1},
				{Kind: StrayRows, Table: "efforts", Got: 6},
				{Kind: StrayRows, Table: "ground", Got: 1},
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := newDB(t)
			write(t, db, madeFiles(3, 50)...)
			if _, err := db.sql.Exec(test.damage); err != nil {
				t.Fatal(err)
			}
			if got := check(t, db).Faults; !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// Records that change places are as many and hold the same.
func TestCheckFindsAnotherOrder(t *testing.T) {
	db := newDB(t)
	write(t, db, madeFiles(1, 50)...)
	for _, query := range []string{
		`CREATE TEMP TABLE turned AS SELECT * FROM records ORDER BY rowid DESC`, `DELETE FROM records`, `INSERT INTO records SELECT * FROM turned`,
	} {
		if _, err := db.sql.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if got := check(t, db).Faults; len(got) != 1 || got[0].Kind != RecordsChanged {
		t.Errorf("got %+v, want the records changed", got)
	}
}

// What an older version has stored has no checksum; what is stored since has one.
func TestCheckAfterUpgrade(t *testing.T) {
	db := open(t, unpackFirst(t), Options{})
	write(t, db, madeFile(9, 50))
	want := Checked{Activities: firstFiles + 1, Records: firstFiles*firstRecords + 50, Unsummed: firstFiles}
	if got := check(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, err := db.sql.Exec(`DELETE FROM records WHERE activity = 1 AND at_s > 20`); err != nil {
		t.Fatal(err)
	}
	if got := check(t, db).Faults; len(got) != 1 || got[0].Kind != RecordCount {
		t.Errorf("got %+v, want records missing", got)
	}
}
