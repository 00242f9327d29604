package main

import (
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"github.com/rogpeppe/go-internal/testscript"

	"secondwind/internal/cli/clitest"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

func TestMain(m *testing.M) {
	testscript.Main(alone{m}, map[string]func(){"ingest": main})
}

// alone runs the tests without the settings of whoever runs them.
type alone struct{ *testing.M }

func (m alone) Run() int {
	if err := os.Setenv("XDG_CONFIG_HOME", filepath.Join(os.TempDir(), "no-settings")); err != nil {
		panic(err)
	}
	xdg.Reload()
	return m.M.Run()
}

// TestScripts runs the scripts of testdata/script, one for each behaviour.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "settings"))
			return age(env.WorkDir)
		},
		Cmds: commands(),
	})
}

// age makes the files of a folder as old as files on a watch: those of a script
// are new, and a new file may still be being copied.
func age(dir string) error {
	changed := time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC)
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return os.Chtimes(path, changed, changed)
	})
}

// commands are those of both programs' scripts and the ones below.
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	all := clitest.Commands()
	all["pack"] = pack
	all["wrong"] = wrong
	return all
}

// wrong DATABASE puts faults into a database: an activity of a file that is no longer
// called stored, and a stored file of which nothing is there.
func wrong(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: wrong DATABASE")
	}
	db, err := store.Open(context.Background(), ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Check(db.Write(context.Background(), "me", []store.File{
		{Path: "/twin.fit", Hash: "a", Outcome: training.FileTwin, Activities: []store.Activity{{
			ID: "abcdef0123456789", Activity: &training.Activity{Sport: training.Running, Start: time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC)},
		}}},
		{Path: "/lost.fit", Hash: "b", Outcome: training.FileStored},
	}))
	ts.Check(db.Close())
}

// pack FILE GZIP packs a file.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack FILE GZIP")
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o755))
	out, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	w := gzip.NewWriter(out)
	_, err = w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, w.Close(), out.Close()))
	ts.Check(age(out.Name()))
}
