// Package clitest holds the commands that the scripts of both programs' tests
// share.
package clitest

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"secondwind/internal/store"
)

// Commands are the commands by the names that scripts call them by.
func Commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "hold": hold, "first": first}
}

// exits CODE COMMAND... runs a command that ends with the exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got, err = exit.ExitCode(), nil
	}
	ts.Check(err)
	if got != want {
		ts.Fatalf("got exit code %d, want %d", got, want)
	}
}

// hold DATABASE keeps a database open until the script ends.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold DATABASE")
	}
	db, err := store.Open(context.Background(), ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(db.Close()) })
}

// firstDatabase is a stored database of the first schema, from the folder of either
// program.
const firstDatabase = "../../internal/store/testdata/schema-3.db.gz"

// first DATABASE makes a database of the first schema.
func first(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: first DATABASE")
	}
	ts.Check(FirstDatabase(ts.MkAbs(args[0])))
}

// FirstDatabase writes a database of the first schema to a file.
func FirstDatabase(to string) error {
	in, err := os.Open(firstDatabase)
	if err != nil {
		return err
	}
	defer in.Close()
	r, err := gzip.NewReader(in)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(r)
	return errors.Join(err, os.WriteFile(to, data, 0o600))
}
