package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"secondwind/internal/cli/clitest"
	"secondwind/internal/inbox"
	"secondwind/internal/store"
)

var update = flag.Bool("update", false, "write the golden parts of the scripts anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"report": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program on the sample data. Each script finds them, taken
// in, as sample.duckdb, and an empty database as empty.duckdb.
func TestScripts(t *testing.T) {
	made := t.TempDir()
	takeIn(t, filepath.Join(made, "sample.duckdb"), "../../sample-data/export")
	takeIn(t, filepath.Join(made, "empty.duckdb"))
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds:          clitest.Commands(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			return errors.Join(
				copyFile(filepath.Join(made, "sample.duckdb"), filepath.Join(env.WorkDir, "sample.duckdb")),
				copyFile(filepath.Join(made, "empty.duckdb"), filepath.Join(env.WorkDir, "empty.duckdb")))
		},
	})
}

// takeIn makes a database of the files of a folder.
func takeIn(t *testing.T, path string, folders ...string) {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inbox.Ingest(t.Context(), db, folders, inbox.Options{Athlete: "me", Now: settled}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// settled is a clock by which the files of a fresh checkout are no longer so new
// that they could still be being copied.
func settled() time.Time { return time.Now().Add(time.Minute) }

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}
