package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
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

// DuckDB answers the COMMIT of an aborted transaction without an error. If this
// test fails, the driver has changed, and transact may be simpler.
func TestCommitOfAbortedTransactionSaysNothing(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, step := range []struct {
		query string
		fails bool
	}{
		{`BEGIN TRANSACTION`, false},
		{`INSERT INTO meta VALUES ('', 'a', '1')`, false},
		{`INSERT INTO meta VALUES ('', 'schema', '1')`, true},
		{`COMMIT`, false},
	} {
		if _, err := conn.ExecContext(ctx, step.query); (err != nil) != step.fails {
			t.Errorf("%s: got error %v, want one: %v", step.query, err, step.fails)
		}
	}
	var n int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FROM meta WHERE name = 'a'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("got %d rows, %v; want the transaction rolled back", n, err)
	}
}

func TestTransactNoticesAbortedTransaction(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	err := db.transact(ctx, func(conn *sql.Conn) error {
		for _, query := range []string{`INSERT INTO meta VALUES ('', 'a', '1')`, `INSERT INTO meta VALUES ('', 'schema', '1')`} {
			_, _ = conn.ExecContext(ctx, query) // the second fails, and nobody looks
		}
		return nil
	})
	if err == nil {
		t.Error("got no error for an aborted transaction")
	}
	if n := count(t, db, `SELECT count(*) FROM meta WHERE name = 'a'`); n != 0 {
		t.Errorf("got %d rows of an aborted transaction", n)
	}
	if again := db.Write(ctx, me, madeFiles(1, 10)); !errors.Is(again, db.broken) || db.broken == nil {
		t.Errorf("then got %v, want %v again", again, db.broken)
	}
}

// What a file can cause must not end the writing of others.
func TestRowFault(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	file := []driver.Value{me, "hash", "path", "stored", "", "", "", "", int32(1)}
	with := func(column int, v driver.Value) []driver.Value {
		row := slices.Clone(file)
		row[column] = v
		return row
	}
	_, outOfRange := integer("number", math.MaxInt)
	noTable := func(conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, `DELETE FROM nothing`)
		return err
	}
	tests := []struct {
		name string
		work func(*sql.Conn) error
		want bool
	}{
		{"one key twice", func(c *sql.Conn) error { return appendRows(c, "files", [][]driver.Value{file, file}) }, true},
		{"a value is missing", func(c *sql.Conn) error { return appendRows(c, "files", [][]driver.Value{with(3, nil)}) }, true},
		{"text for a number", func(c *sql.Conn) error { return appendRows(c, "files", [][]driver.Value{with(8, "one")}) }, true},
		{"too large", func(*sql.Conn) error { return outOfRange }, true},
		{"a fault of the program", noTable, false},
		{"a fault of the disk", func(*sql.Conn) error { return syscall.ENOSPC }, false},
	}
	for _, test := range tests {
		err := db.transact(ctx, test.work)
		if err == nil || rowFault(err) != test.want {
			t.Errorf("%s: got %v, want a fault of a row: %v", test.name, err, test.want)
		}
		if broken := db.broken != nil; broken == test.want {
			t.Errorf("%s: writing was ended: %v", test.name, broken)
		}
		db.broken = nil
	}
}

func TestFailedCommitEndsWriting(t *testing.T) {
	tests := []struct {
		name, commit string
		want         error
	}{
		{"a full disk", `SELECT error('Failed to commit: Could not write file: No space left on device')`, ErrDiskFull},
		{"dropped in silence", `ROLLBACK`, errNotCommitted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			db, ctx := open(t, path, Options{}), context.Background()
			db.commit = test.commit
			err := db.Write(ctx, me, madeFiles(8, 10))
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			db.commit = "COMMIT"
			for name, write := range map[string]func() error{
				"Write":      func() error { return db.Write(ctx, me, madeFiles(1, 10)) },
				"PutReceipt": func() error { return db.PutReceipt(ctx, me, training.Receipt{}) },
			} {
				if err := write(); !errors.Is(err, test.want) {
					t.Errorf("then %s gave %v, want %v again", name, err, test.want)
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			db = open(t, path, Options{})
			wantCounts(t, db, noRows)
			write(t, db, madeFiles(8, 10)...)
		})
	}
}

// TestFullDisk fills a disk of its own, and goes on once there is room.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("cannot make a small disk: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	path, ballast, ctx := filepath.Join(disk, "a.db"), filepath.Join(disk, "ballast"), context.Background()
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	db := open(t, path, Options{})
	files, written := madeFiles(400, 500), 0
	var err error
	for batch := range slices.Chunk(files, 4) {
		if err = db.Write(ctx, me, batch); err != nil {
			break
		}
		written += len(batch)
	}
	if !errors.Is(err, ErrDiskFull) {
		t.Fatalf("got %v, want %v", err, ErrDiskFull)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	db = open(t, path, Options{})
	wantCounts(t, db, map[string]int{"files": written, "activities": written, "records": 500 * written})
	write(t, db, files[written:written+4]...)
	if n := count(t, db, `SELECT count(*) FROM files WHERE outcome = 'failed'`); n != 0 {
		t.Errorf("got %d files that were noted as failed", n)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is committed stands, whatever becomes of the rights of the file.
func TestCommittedIsNoFailure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, Options{})
	db.path = "/dev/null/a.db" // has no rights to be changed
	if err := db.Write(context.Background(), me, madeFiles(2, 10)); err != nil {
		t.Errorf("got %v, want it stored", err)
	}
	wantCounts(t, db, map[string]int{"activities": 2})
	if err := db.Close(); err == nil {
		t.Error("closing said nothing of the rights")
	}
	wantCounts(t, open(t, path, Options{}), map[string]int{"activities": 2})
}

// Closing an appender writes the rows before the one that failed. Only the
// rollback takes them away.
func TestFailedAppendLeavesNothing(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	bad := make([][]driver.Value, 3000)
	for i := range bad {
		bad[i] = []driver.Value{int32(1), int32(i), 0.0, 0.0, nil, nil, false}
	}
	bad[2999] = []driver.Value{"no number", int32(1), 0.0, 0.0, nil, nil, false}

	err := db.transact(ctx, func(conn *sql.Conn) error { return appendRows(conn, "laps", bad) })
	if err == nil {
		t.Error("got no error for a row of the wrong type")
	}
	wantCounts(t, db, map[string]int{"laps": 0})

	err = db.transact(ctx, func(conn *sql.Conn) error {
		_ = appendRows(conn, "laps", bad)
		return nil
	})
	if n := count(t, db, `SELECT count(*) FROM laps`); err != nil || n != 2999 {
		t.Errorf("got %d rows after an ignored error, %v; want 2999: does closing no longer flush?", n, err)
	}
}

func TestCancelledWriteLeavesNothing(t *testing.T) {
	db := newDB(t)
	ctx, cancel := context.WithCancel(context.Background())
	err := db.transact(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, `INSERT INTO meta VALUES ('', 'a', '1')`)
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it cancelled", err)
	}
	if n := count(t, db, `SELECT count(*) FROM meta WHERE name = 'a'`); n != 0 {
		t.Errorf("got %d rows of a cancelled transaction", n)
	}
	if err := db.Write(ctx, me, madeFiles(3, 10)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it cancelled", err)
	}
	wantCounts(t, db, noRows)
	write(t, db, madeFile(1, 10))
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
	if _, err := db.sql.Exec(`INSERT INTO decisions VALUES ('me', ?, 'exclude', '')`, old.Activities[0].ID); err != nil {
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
			if _, err := db.sql.Exec(`INSERT INTO decisions VALUES ('me', ?, 'sport', 'walking')`, poor.Activities[0].ID); err != nil {
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

func TestWriteKnownAndWaiting(t *testing.T) {
	db := newDB(t)
	f := madeFile(1, 10)
	other := f
	other.Path, other.Outcome, other.Activities = "/export/copy.fit", training.FileKnown, nil
	waiting := madeFile(2, 10)
	waiting.Outcome = training.FileWaiting
	repeated := f
	repeated.Path = "/export/second copy.fit"
	write(t, db, f, waiting, repeated)
	write(t, db, other)

	wantCounts(t, db, map[string]int{"files": 1, "paths": 3, "activities": 1, "records": 10})
	l := ledger(t, db)
	for _, path := range []string{f.Path, other.Path, repeated.Path} {
		got, ok := l.Seen(path, f.Size, f.ModTime)
		if !ok || got.Outcome != training.FileStored || got.Path != f.Path || got.Hash != f.Hash {
			t.Errorf("%s: got %+v, %v", path, got, ok)
		}
	}
	if _, ok := l.Seen(waiting.Path, waiting.Size, waiting.ModTime); ok {
		t.Error("a waiting file is in the ledger")
	}
}

func TestLedger(t *testing.T) {
	db := newDB(t)
	stored := madeFile(1, 10)
	stored.ModTime = stored.ModTime.Add(123456789) // to the microsecond alone
	stored.Activities[0].Activity.Warnings = []training.Warning{{Code: training.NoSession}, {Code: training.Truncated, Detail: "after 12 bytes"}}
	failed := File{
		Path: "/export/bad.fit", Size: 12, ModTime: stored.ModTime, Hash: "bad", Parser: 3,
		Outcome: training.FileFailed, Reason: "cut off", Hint: "export it again",
	}
	unread := File{Path: "/export/locked.fit", Size: 5, ModTime: stored.ModTime, Outcome: training.FileFailed, Reason: "no right to read it"}
	monitoring := File{
		Path: "/export/mon.fit", Size: 7, ModTime: time.Date(2026, 11, 20, 23, 0, 0, 0, time.UTC), Hash: "mon",
		Outcome: training.FileNotActivity, Kind: "monitoring",
	}
	readme := File{
		Path: "/export/README.md", Size: 8, ModTime: monitoring.ModTime.AddDate(1, 0, 0), Hash: "readme",
		Outcome: training.FileNotActivity, Kind: "other",
	}
	archive := File{Path: "/export.zip", Size: 99, ModTime: stored.ModTime, Hash: "zip", Outcome: training.FileKnown}
	write(t, db, stored, failed, unread, monitoring, readme, archive)
	l := ledger(t, db)

	tests := []struct {
		name string
		path string
		size int64
		mod  time.Time
		want SeenFile
		ok   bool
	}{
		{"stored", stored.Path, stored.Size, stored.ModTime, SeenFile{Path: stored.Path, Hash: stored.Hash, Outcome: training.FileStored, Parser: 1}, true},
		{"another size", stored.Path, stored.Size + 1, stored.ModTime, SeenFile{}, false},
		{"another time", stored.Path, stored.Size, stored.ModTime.Add(time.Second), SeenFile{}, false},
		{"another path", "/export/1.FIT", stored.Size, stored.ModTime, SeenFile{}, false},
		{"another zone", stored.Path, stored.Size, stored.ModTime.In(time.FixedZone("", 7200)), SeenFile{Path: stored.Path, Hash: stored.Hash, Outcome: training.FileStored, Parser: 1}, true},
		{"failed", failed.Path, 12, failed.ModTime, SeenFile{Path: failed.Path, Hash: "bad", Outcome: training.FileFailed, Reason: "cut off", Hint: "export it again", Parser: 3}, true},
		{"unread", unread.Path, 5, unread.ModTime, SeenFile{Path: unread.Path, Outcome: training.FileFailed, Reason: "no right to read it"}, true},
		{"no activity", monitoring.Path, 7, monitoring.ModTime, SeenFile{Path: monitoring.Path, Hash: "mon", Outcome: training.FileNotActivity, Kind: "monitoring"}, true},
		{"archive", archive.Path, 99, archive.ModTime, SeenFile{Path: archive.Path, Hash: "zip", Outcome: training.FileKnown}, true},
	}
	for _, test := range tests {
		got, ok := l.Seen(test.path, test.size, test.mod)
		if got != test.want || ok != test.ok {
			t.Errorf("%s: got %+v, %v, want %+v, %v", test.name, got, ok, test.want, test.ok)
		}
	}
	if _, ok := l.Payload("nothing"); ok {
		t.Error("an unknown payload is known")
	}
	a, m := stored.Activities[0].Activity, stored.Activities[0].Measures
	want := []KnownActivity{{
		ID: stored.Activities[0].ID, Path: stored.Path, Sport: a.Sport, Start: a.Start, DistanceM: m.DistanceM,
		Elapsed: m.Elapsed, Records: 10, Channels: a.Records[0].Channels, Truncated: true,
	}}
	if got := l.Activities(); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h, err := db.History(context.Background(), me)
	if want := training.Some(training.NewDate(2026, 11, 20)); err != nil || h.NewestFile != want {
		t.Errorf("got newest file %v, %v, want %v", h.NewestFile, err, want)
	}
}

func TestReadableFileReplacesUnreadable(t *testing.T) {
	good := madeFile(1, 10)
	known := File{Path: "/export/known.fit", Outcome: training.FileKnown, Hash: good.Hash}
	tests := []struct {
		name  string
		after []File
		files int
	}{
		{"by a new file", []File{good}, 2}, // beside the other unreadable one
		{"by a copy", []File{good, known}, 1},
		{"by one that cannot be read either", []File{{Path: good.Path, Outcome: training.FileFailed, Reason: "still locked"}}, 2},
	}
	for _, test := range tests {
		db := newDB(t)
		write(t, db, File{Path: good.Path, Outcome: training.FileFailed}, File{Path: known.Path, Outcome: training.FileFailed})
		write(t, db, test.after...)
		wantCounts(t, db, map[string]int{"files": test.files, "paths": 2})
	}
}

func TestSuperseded(t *testing.T) {
	db := newDB(t)
	f, twice := madeFile(1, 10), madeFile(2, 10)
	again := twice
	again.Path, again.Outcome, again.Activities = "/export/copy.fit", training.FileKnown, nil
	f.Activities[0].Activity.Warnings = []training.Warning{{Code: training.Repaired, Detail: `["truncated",`}}
	write(t, db, f, twice, again)
	l := ledger(t, db)
	tests := []struct {
		name, path, hash string
		want             []string
	}{
		{"another payload", f.Path, "other", []string{f.Activities[0].ID}},
		{"the same payload", f.Path, f.Hash, nil},
		{"held by another path too", twice.Path, "other", nil},
		{"an unknown path", "/export/new.fit", "other", nil},
	}
	for _, test := range tests {
		if got := l.Superseded(test.path, test.hash); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if l.Activities()[0].Truncated {
		t.Error("a mention in a detail was taken for the warning")
	}
}

func TestAthletesAreApart(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	mine := madeFile(1, 10)
	theirs := mine
	theirs.Activities = slices.Clone(mine.Activities)
	theirs.Activities[0].ID = training.ActivityID("you", mine.Hash, 0)
	write(t, db, mine)
	if err := db.Write(ctx, "you", []File{theirs}); err != nil {
		t.Fatal(err)
	}
	for _, athlete := range []string{me, "you", "nobody"} {
		want := 1
		if athlete == "nobody" {
			want = 0
		}
		h, err := db.History(ctx, athlete)
		l, lErr := db.Ledger(ctx, athlete)
		s, sErr := db.Status(ctx, athlete)
		if err := errors.Join(err, lErr, sErr); err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(len(h.Runs), len(l.Activities()), s.Activities, s.Files[training.FileStored])
		if want := fmt.Sprint(want, want, want, want); got != want {
			t.Errorf("%s: got %s, want %s", athlete, got, want)
		}
	}
}
