package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"secondwind/internal/training"
)

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
	file := []driver.Value{me, "hash", "path", "stored", "", "", "", "", "", int32(1)}
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
		{"text for a number", func(c *sql.Conn) error { return appendRows(c, "files", [][]driver.Value{with(9, "one")}) }, true},
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
