package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rounds is how often a process is killed at a random moment. "make faults" has it
// high.
var rounds = flag.Int("rounds", defaultRounds, "kills at random moments, for each fault")

const defaultRounds = 2

// firstSchema is the version of the stored database, the first that there was.
const firstSchema = 3

// firstFiles and firstRecords are how many it holds; they were made by madeFiles.
const firstFiles, firstRecords = 3, 40

// unpackFirst puts the stored database of the first schema into a folder of the
// test's own.
func unpackFirst(tb testing.TB) (path string) {
	tb.Helper()
	packed, err := os.Open("testdata/schema-3.db.gz")
	if err != nil {
		tb.Fatal(err)
	}
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := io.ReadAll(r)
	path = filepath.Join(tb.TempDir(), "first.db")
	if err := errors.Join(err, os.WriteFile(path, data, 0o600)); err != nil {
		tb.Fatal(err)
	}
	return path
}

// laterStep is that of a made program after this one, long enough to be killed in.
const laterStep = `
	CREATE TABLE moods (activity INTEGER NOT NULL, mood VARCHAR NOT NULL);
	INSERT INTO moods SELECT key, 'number ' || n FROM activities, range(100000) r(n);
	ALTER TABLE moods ADD COLUMN sure BOOLEAN;
	UPDATE moods SET sure = mood LIKE '%7';
	DELETE FROM laps WHERE number = 5`

// later is the schema of that program.
func later(t *testing.T) schema { return append(own(t), laterStep) }

func own(t *testing.T) schema {
	t.Helper()
	known, err := ownSchema()
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// openLater opens a database with the program after this one.
func openLater(t *testing.T, path string, opt Options) *DB {
	t.Helper()
	db, err := openWith(context.Background(), path, opt, later(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func versionOf(t *testing.T, db *DB) int {
	t.Helper()
	version, err := db.schemaVersion(context.Background(), later(t))
	if err != nil {
		t.Fatal(err)
	}
	return version
}

func TestMigrationsAreNumbered(t *testing.T) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) < firstSchema {
		t.Fatal(names, err)
	}
	for i, name := range names {
		if want := fmt.Sprintf("migrations/%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("got %s, want it to begin with %s", name, want)
		}
	}
	if version := versionOf(t, newDB(t)); version != len(names) {
		t.Errorf("got version %d, want %d", version, len(names))
	}
}

func TestOpenOtherSchemas(t *testing.T) {
	tests := []struct {
		name   string
		before string // run on a database of today
		want   error
	}{
		{"newer", `UPDATE meta SET value = '99' WHERE name = 'schema'`, ErrNewer},
		{"another program's", `ALTER TABLE meta RENAME TO their_meta`, ErrNotDatabase},
		{"no version", `DELETE FROM meta WHERE name = 'schema'`, ErrNotDatabase},
		{"odd version", `UPDATE meta SET value = 'x' WHERE name = 'schema'`, ErrNotDatabase},
		{"impossible version", `UPDATE meta SET value = '-1' WHERE name = 'schema'`, ErrNotDatabase},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			db := open(t, path, Options{})
			if _, err := db.sql.Exec(test.before); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			for _, readOnly := range []bool{false, true} {
				if _, err := Open(context.Background(), path, Options{ReadOnly: readOnly}); !errors.Is(err, test.want) {
					t.Errorf("read-only %v: got %v, want %v", readOnly, err, test.want)
				}
			}
			if copies, err := filepath.Glob(path + ".*"); err != nil || len(copies) > 0 {
				t.Errorf("got %v, %v beside what was refused", copies, err)
			}
		})
	}
}

// wantFirst fails unless the database holds what that of the first schema held.
func wantFirst(t *testing.T, db *DB) {
	t.Helper()
	wantCounts(t, db, map[string]int{
		"files": firstFiles, "paths": firstFiles, "activities": firstFiles, "measures": firstFiles, "ground": firstFiles,
		"efforts": 6 * firstFiles, "records": firstRecords * firstFiles,
		"decisions": 1, "suggestions": 1, "archives": 1,
	})
	for _, f := range madeFiles(firstFiles, firstRecords) {
		got, err := db.Records(context.Background(), f.Activities[0].ID)
		if want := f.Activities[0].Activity.Records; err != nil || len(got) != len(want) || got[firstRecords-1] != want[firstRecords-1] {
			t.Errorf("%s: got %d records, %v; want %d as they were", f.Path, len(got), err, len(want))
		}
	}
}

func TestUpgradeFromTheFirstSchema(t *testing.T) {
	for name, openNow := range map[string]func(*testing.T, string, Options) *DB{
		"to this program's": func(t *testing.T, path string, opt Options) *DB { return open(t, path, opt) },
		"to a later one":    openLater,
	} {
		t.Run(name, func(t *testing.T) {
			path := unpackFirst(t)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			db := openNow(t, path, Options{})
			wantFirst(t, db)
			version := versionOf(t, db)
			write(t, db, madeFile(9, firstRecords))
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			aside := fmt.Sprintf("%s.before-schema-%d", path, version)
			if after, err := os.ReadFile(aside); err != nil || !bytes.Equal(after, before) {
				t.Errorf("the copy that was set aside differs, %v", err)
			}
			if info, err := os.Stat(aside); err != nil || info.Mode() != private {
				t.Errorf("got %v, %v", info.Mode(), err)
			}
			names, err := filepath.Glob(path + "*")
			if err != nil || len(names) != 2 {
				t.Errorf("got %v, %v; want the database and one copy", names, err)
			}
			db = openNow(t, path, Options{ReadOnly: true})
			wantCounts(t, db, map[string]int{"activities": firstFiles + 1})
		})
	}
}

// What is read alone is not to be changed, whatever state it is in.
func TestReadOnlyRefusesAnOlderSchema(t *testing.T) {
	path := unpackFirst(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{ReadOnly: true}); !errors.Is(err, ErrOlder) {
		t.Errorf("got %v, want %v", err, ErrOlder)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database was changed, %v", err)
	}
}

// No step stands without the others.
func TestFailedUpgradeLeavesNothing(t *testing.T) {
	ctx := context.Background()
	path := unpackFirst(t)
	known := append(later(t), `SELECT error('no more')`)
	if _, err := openWith(ctx, path, Options{}, known); err == nil || !strings.Contains(err.Error(), "step 6") {
		t.Fatalf("got %v, want the last step to fail", err)
	}
	db, err := openWith(ctx, path, Options{ReadOnly: true}, known[:firstSchema])
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	wantFirst(t, db)
	wantCounts(t, db, map[string]int{
		"duckdb_tables() WHERE table_name = 'moods'":                                       0,
		"duckdb_columns() WHERE table_name = 'activities' AND column_name = 'records_crc'": 0,
		"laps": 5 * firstFiles,
	})
}

// The copy must be of the last state before the change.
func TestCopyBeforeUpgradeIsTakenAgain(t *testing.T) {
	path := unpackFirst(t)
	aside := fmt.Sprintf("%s.before-schema-%d", path, len(own(t)))
	if err := os.WriteFile(aside, []byte("of another try"), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, path, Options{}).Close()
	db, err := openWith(context.Background(), aside, Options{ReadOnly: true}, own(t)[:firstSchema])
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	wantFirst(t, db)
}

// A process that is killed while it upgrades leaves the old schema or the new one.
func TestKilledWhileUpgrading(t *testing.T) {
	began := time.Now()
	if !launch(t, "upgrade", unpackFirst(t), time.Minute) {
		t.Fatal("an upgrade takes more than a minute")
	}
	whole := time.Since(began)
	rng := rand.New(rand.NewPCG(1, 9))
	killed, upgraded := 0, 0
	for range *rounds {
		path := unpackFirst(t)
		if !launch(t, "upgrade", path, time.Duration(rng.Int64N(int64(whole)))) {
			killed++
		}
		if wantOldOrNew(t, path) == len(later(t)) {
			upgraded++
		}
		wantFirst(t, openLater(t, path, Options{}))
	}
	t.Logf("%d rounds: %d killed, %d had the new schema", *rounds, killed, upgraded)
	tellRounds(t, "killed while a migration runs", killed)
}

// tellRounds prints a line of the table of faults, where it was asked for.
func tellRounds(t *testing.T, fault string, struck int) {
	switch {
	case *rounds <= defaultRounds:
	case t.Failed():
		fmt.Printf("%s: something is lost or wrong\n", fault)
	default:
		fmt.Printf("%s: %d kills, 0 lost, 0 wrong\n", fault, struck)
	}
}

// wantOldOrNew fails unless the database is as it was before the upgrade or as it is
// after it, and whatever copy there is whole. It returns the version.
func wantOldOrNew(t *testing.T, path string) int {
	t.Helper()
	ctx := context.Background()
	db, err := connectOnce(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	version := versionOf(t, db)
	wantFirst(t, db)
	switch version {
	case firstSchema:
		wantCounts(t, db, map[string]int{
			"laps": 5 * firstFiles, "duckdb_tables() WHERE table_name = 'moods'": 0,
			"duckdb_columns() WHERE table_name = 'activities' AND column_name = 'records_crc'": 0,
		})
	case len(later(t)):
		wantCounts(t, db, map[string]int{"laps": 4 * firstFiles, "moods WHERE sure IS NOT NULL": 100_000 * firstFiles})
	default:
		t.Errorf("got version %d, halfway", version)
	}
	aside := fmt.Sprintf("%s.before-schema-%d", path, len(later(t)))
	if !exists(aside) {
		if version != firstSchema {
			t.Error("upgraded without a copy")
		}
		return version
	}
	copied, err := openWith(ctx, aside, Options{ReadOnly: true}, own(t)[:firstSchema])
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	wantFirst(t, copied)
	return version
}

// launch runs another process and kills it after a while; it reports whether the
// process came to its end.
func launch(t *testing.T, mode, path string, after time.Duration) bool {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), after)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, path, "0")
	cmd.Env = append(os.Environ(), helperMode+"="+mode)
	out, err := cmd.CombinedOutput()
	if err != nil && ctx.Err() == nil {
		t.Fatalf("%v: %s", err, out)
	}
	return err == nil
}
