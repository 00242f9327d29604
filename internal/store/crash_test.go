package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A process that is killed leaves each file whole or absent, and loses none that
// it had been told of.
func TestKilledWhileWriting(t *testing.T) {
	for i := range 1 + *rounds {
		wait := i % 3
		t.Run(fmt.Sprintf("%d after %d batches", i, wait), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			o := startOther(t, "hold", path, 1000)
			for range wait {
				if o.next() != "written" {
					t.Fatal("the writer ended")
				}
			}
			acknowledged := wait + o.kill(t)
			wantWholeBatches(t, open(t, path, Options{}), acknowledged, acknowledged+1)
		})
	}
	tellRounds(t, "killed between and in transactions", 1+*rounds)
}

// A commit that is cut off in the write-ahead log must leave nothing, wherever the
// cut is. DuckDB by itself leaves whole row groups behind.
func TestCommitCutOff(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	o := startOther(t, "hold", path, 2)
	var complete []byte
	o.next()
	first := fileSize(t, path+".wal")
	o.next()
	o.kill(t)
	database, err := os.ReadFile(path)
	if err == nil {
		complete, err = os.ReadFile(path + ".wal")
	}
	if err != nil {
		t.Fatal(err)
	}
	const cuts = 12
	swept := false
	for i := range cuts + 1 {
		size := first + (len(complete)-first)*i/cuts
		copied := filepath.Join(dir, fmt.Sprintf("cut%d.db", i))
		if err := errors.Join(os.WriteFile(copied, database, 0o600), os.WriteFile(copied+".wal", complete[:size], 0o600)); err != nil {
			t.Fatal(err)
		}
		reader := open(t, copied, Options{ReadOnly: true})
		swept = swept || count(t, reader, `SELECT count(*) FROM records`) > crashRecords*count(t, reader, `SELECT count(*) FROM activities`)
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
		db := open(t, copied, Options{})
		if i < cuts {
			wantWholeBatches(t, db, 1, 1)
		} else {
			wantWholeBatches(t, db, 2, 2)
		}
		write(t, db, crashFiles(1)...) // the keys of the lost ones come again
		wantWholeBatches(t, db, 2, 2)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !swept {
		t.Log("DuckDB left nothing behind at any cut, as it does now and then")
	}
}

func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, Options{})
	write(t, db, madeFiles(3, 1000)...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(at int) []byte {
		data := slices.Clone(whole)
		data[at] ^= 0xff
		return data
	}
	const blocks, blockSize = 12_288, 262_144
	for name, data := range map[string][]byte{
		"in its header":         flipped(4096 + 100),
		"cut off in the header": whole[:100],
		"cut off halfway":       whole[:len(whole)/2],
		"in its first block":    flipped(blocks + 500),
		"in its second block":   flipped(blocks + blockSize + 500),
	} {
		for _, readOnly := range []bool{true, false} {
			path := filepath.Join(t.TempDir(), "damaged.db")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := Open(context.Background(), path, Options{ReadOnly: readOnly})
			if err == nil {
				_, err = db.History(context.Background(), me)
				db.Close()
			}
			if !errors.Is(err, ErrDamaged) || strings.Contains(err.Error(), "driver") {
				t.Errorf("%s, read-only %v: got %v, want %v", name, readOnly, err, ErrDamaged)
			}
		}
	}
}

func TestOpenSweeps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, Options{})
	write(t, db, madeFile(1, 10))
	for _, table := range activityTables {
		if _, err := db.sql.Exec(`INSERT INTO ` + table + ` SELECT * REPLACE (activity + 1 AS activity) FROM ` + table); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, open(t, path, Options{}), map[string]int{"laps": 5, "records": 10, "measures": 1, "efforts": 6, "ground": 1})
}

func fileSize(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

// DuckDB cannot replay every write-ahead log read-only: not one with more rows of
// a table with a key than a row group holds. Open lets a writer do it.
func TestReadAfterCrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	o := startOther(t, "paths", path, 1)
	if o.next() != "written" {
		t.Fatal("the other process did not write")
	}
	o.kill(t)
	if db, err := connectOnce(context.Background(), path, true); !errors.Is(err, errNeedsWriter) {
		t.Errorf("got %v, want DuckDB to fail here; else Open may be simpler", err)
		if err == nil {
			db.Close()
		}
	}
	db := open(t, path, Options{ReadOnly: true})
	wantCounts(t, db, map[string]int{"paths": crashPaths})
	if !db.readOnly {
		t.Error("got a database that is open for writing")
	}
}
