package store

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// count returns the number that a query finds.
func count(tb testing.TB, db *DB, query string, args ...any) int {
	tb.Helper()
	var n int
	if err := db.sql.QueryRow(query, args...).Scan(&n); err != nil {
		tb.Fatal(err)
	}
	return n
}

func write(tb testing.TB, db *DB, files ...File) {
	tb.Helper()
	if err := db.Write(context.Background(), me, files); err != nil {
		tb.Fatal(err)
	}
}

func ledger(tb testing.TB, db *DB) *Ledger {
	tb.Helper()
	l, err := db.Ledger(context.Background(), me)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// wantCounts compares the rows of each table with what is expected.
func wantCounts(tb testing.TB, db *DB, want map[string]int) {
	tb.Helper()
	for table, n := range want {
		if got := count(tb, db, `SELECT count(*) FROM `+table); got != n {
			tb.Errorf("got %d rows in %s, want %d", got, table, n)
		}
	}
}

var noRows = map[string]int{
	"files": 0, "paths": 0, "activities": 0, "laps": 0, "records": 0, "measures": 0, "efforts": 0, "ground": 0,
}

func TestReadingsThatDoNotFitAreAbsent(t *testing.T) {
	const all = training.PositionChannel | training.AltitudeChannel | training.DistanceChannel |
		training.SpeedChannel | training.HeartRateChannel | training.CadenceChannel |
		training.PowerChannel | training.TemperatureChannel
	good := training.Record{
		Channels: all, Lat: -33.8567844, Lon: 151.2152967, AltitudeM: -12.5, DistanceM: 42195.01,
		SpeedMS: 3.333, HeartRateBPM: 255, CadenceSPM: 180.5, PowerW: 65535, TemperatureC: -40,
	}
	tests := []struct {
		name  string
		spoil func(*training.Record)
		lost  training.Channels
	}{
		{"everything fits", func(*training.Record) {}, 0},
		{"latitude", func(r *training.Record) { r.Lat = 400 }, training.PositionChannel},
		{"longitude is no number", func(r *training.Record) { r.Lon = math.NaN() }, training.PositionChannel},
		{"altitude", func(r *training.Record) { r.AltitudeM = 3e8 }, training.AltitudeChannel},
		{"altitude is endless", func(r *training.Record) { r.AltitudeM = float32(math.Inf(-1)) }, training.AltitudeChannel},
		{"distance", func(r *training.Record) { r.DistanceM = 21_474_836.48 }, training.DistanceChannel},
		{"largest distance", func(r *training.Record) { r.DistanceM = 21_474_836.47 }, 0},
		{"speed", func(r *training.Record) { r.SpeedMS = 65.536 }, training.SpeedChannel},
		{"speed below zero", func(r *training.Record) { r.SpeedMS = -1 }, training.SpeedChannel},
		{"cadence", func(r *training.Record) { r.CadenceSPM = 40_000 }, training.CadenceChannel},
	}
	db := newDB(t)
	file := madeFile(1, 0)
	for _, test := range tests {
		r := good
		test.spoil(&r)
		file.Activities[0].Activity.Records = append(file.Activities[0].Activity.Records, r)
	}
	write(t, db, file)
	records, err := db.Records(context.Background(), file.Activities[0].ID)
	if err != nil || len(records) != len(tests) {
		t.Fatalf("got %d records, %v", len(records), err)
	}
	for i, test := range tests {
		want := file.Activities[0].Activity.Records[i]
		want.Channels &^= test.lost
		want = toSample(want).record() // only what is there
		if records[i] != want || records[i].Channels != all&^test.lost {
			t.Errorf("%s: got %+v, want %+v", test.name, records[i], want)
		}
	}
}

// An activity may span any time: the clock of a watch may jump by years.
func TestRecordsYearsApart(t *testing.T) {
	db := newDB(t)
	file := madeFile(1, 4)
	for i, at := range []time.Duration{-1500 * time.Millisecond, -time.Millisecond, 999 * time.Millisecond, 40 * 365 * 24 * time.Hour} {
		file.Activities[0].Activity.Records[i].At = at
	}
	write(t, db, file)
	records, err := db.Records(context.Background(), file.Activities[0].ID)
	if err != nil || !slices.Equal(records, file.Activities[0].Activity.Records) {
		t.Errorf("got %v, %v", records, err)
	}
}

func TestTextThatDuckDBRefuses(t *testing.T) {
	db := newDB(t)
	file := madeFile(1, 1)
	file.Path = "/export/\xff\x00run.fit"
	file.Activities[0].Activity.Name = "a\xffb\x00c'; DROP TABLE files; --"
	file.Activities[0].Activity.Warnings = []training.Warning{{Code: training.Repaired, Detail: "\xfe\x00"}}
	write(t, db, file)
	h, err := db.History(context.Background(), me)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := h.Runs[0].Name, "a\uFFFDb\uFFFDc'; DROP TABLE files; --"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, ok := ledger(t, db).Seen(file.Path, file.Size, file.ModTime); !ok {
		t.Error("the path is not found again")
	}
}

func TestWriteReplacesPayload(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	old, other := madeFile(1, 50), madeFile(2, 30)
	write(t, db, old, other)
	if _, err := db.sql.Exec(`INSERT INTO decisions VALUES ('me', ?, 'exclude', '', '')`, old.Activities[0].ID); err != nil {
		t.Fatal(err)
	}
	again := madeFile(1, 70)
	again.Parser = 2
	write(t, db, again)

	wantCounts(t, db, map[string]int{"files": 2, "paths": 2, "activities": 2, "laps": 10, "records": 100, "measures": 2, "efforts": 12, "ground": 2})
	records, err := db.Records(ctx, old.Activities[0].ID)
	if err != nil || len(records) != 70 {
		t.Errorf("got %d records, %v; want 70", len(records), err)
	}
	if f, _ := ledger(t, db).Payload(old.Hash); f.Parser != 2 {
		t.Errorf("got parser %d, want 2", f.Parser)
	}
	h, err := db.History(ctx, me)
	if err != nil || len(h.Runs) != 1 || h.Runs[0].ID != other.Activities[0].ID {
		t.Errorf("got %d runs, %v; want the excluded one still left out", len(h.Runs), err)
	}
}

// What a crash leaves is known by keys above all that live.
func TestKeysAreNotUsedAgain(t *testing.T) {
	db := newDB(t)
	for want := 1; want <= 3; want++ {
		write(t, db, madeFile(1, 10))
		if got := count(t, db, `SELECT key FROM activities`); got != want {
			t.Errorf("got key %d, want %d", got, want)
		}
	}
}

func TestPortions(t *testing.T) {
	laps := func(n int) File {
		return File{Activities: []Activity{{Activity: &training.Activity{Laps: make([]training.Lap, n)}}}}
	}
	tests := []struct {
		name  string
		files []File
		want  []int
	}{
		{"none", nil, []int{0}},
		{"few", make([]File, 1000), []int{1000}},
		{"many files", make([]File, 250_000), []int{100_000, 100_000, 50_000}},
		{"many laps", []File{laps(60_000), laps(39_996), laps(1), laps(70_000)}, []int{2, 2}},
		{"too many in one", []File{{}, laps(200_000), {}}, []int{1, 1, 1}},
	}
	for _, test := range tests {
		var got []int
		for _, part := range portions(test.files) {
			got = append(got, len(part))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

// twinOf is a richer file of the same run.
func twinOf(f File, seed uint64) File {
	twin := madeFile(seed, 20)
	twin.Activities[0].Activity.Start = f.Activities[0].Activity.Start.Add(time.Second)
	twin.Replaces = []string{f.Activities[0].ID}
	return twin
}

func TestWriteReplacesPoorerTwin(t *testing.T) {
	poor := madeFile(1, 10)
	rich := twinOf(poor, 2)
	tests := []struct {
		name    string
		batches [][]File
	}{
		{"stored before", [][]File{{poor}, {rich}}},
		{"in the same batch", [][]File{{poor, rich}}},
		{"in the same batch, after it", [][]File{{rich, poor}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := newDB(t)
			if _, err := db.sql.Exec(`INSERT INTO decisions VALUES ('me', ?, 'sport', '', 'walking')`, poor.Activities[0].ID); err != nil {
				t.Fatal(err)
			}
			for _, batch := range test.batches {
				write(t, db, batch...)
			}
			wantCounts(t, db, map[string]int{"files": 2, "paths": 2, "activities": 1, "laps": 5, "records": 20, "measures": 1, "efforts": 6, "ground": 1})
			l := ledger(t, db)
			f, ok := l.Payload(poor.Hash)
			if !ok || f.Outcome != training.FileTwin || f.Kept != rich.Path {
				t.Errorf("got %+v, want a twin of %s", f, rich.Path)
			}
			if got := l.Activities(); len(got) != 1 || got[0].ID != rich.Activities[0].ID {
				t.Errorf("got %+v, want the richer one alone", got)
			}
			if len(test.batches) == 2 {
				n := count(t, db, `SELECT count(*) FROM decisions WHERE activity = ? AND kind = 'sport'`, rich.Activities[0].ID)
				if n != 1 {
					t.Errorf("the decision did not pass to the new activity")
				}
			}
		})
	}
}

// A file with two sessions stays stored while it has one of them.
func TestHalfReplacedFileStaysStored(t *testing.T) {
	db := newDB(t)
	double := madeFile(1, 10)
	second := madeFile(9, 10).Activities[0]
	second.Session = 1
	double.Activities = append(double.Activities, second)
	write(t, db, double)
	write(t, db, twinOf(double, 2))
	if f, _ := ledger(t, db).Payload(double.Hash); f.Outcome != training.FileStored {
		t.Errorf("got %s, want stored", f.Outcome)
	}
	wantCounts(t, db, map[string]int{"activities": 2})
}

func TestCulpritDoesNotTakeOthersDown(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	write(t, db, madeFile(100, 10))
	files := madeFiles(9, 100)
	files[4].Activities[0].ID = madeFile(100, 0).Activities[0].ID // which is taken

	err := db.Write(ctx, me, files)
	var rejected *RejectedError
	if !errors.As(err, &rejected) || len(rejected.Files) != 1 || rejected.Files[0].Path != files[4].Path {
		t.Fatalf("got %v, want %s rejected", err, files[4].Path)
	}
	wantCounts(t, db, map[string]int{"files": 10, "paths": 10, "activities": 9, "records": 810, "measures": 9})
	f, ok := ledger(t, db).Payload(files[4].Hash)
	if !ok || f.Outcome != training.FileFailed || !strings.Contains(f.Reason, "the database refuses it") {
		t.Errorf("got %+v, want it in the ledger as failed", f)
	}
}
