package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"secondwind/internal/training"
)

// helperMode is set for a copy of this test program that stands in for another
// process. It opens the database of its first argument, read-only in the mode
// "read", writes as many batches as its second argument says (of paths alone in the
// mode "paths"), and keeps the database until its input ends. In the mode "upgrade" it is
// a program with a later schema.
const helperMode = "SECOND_WIND_STORE_TEST"

func TestMain(m *testing.M) {
	if mode := os.Getenv(helperMode); mode != "" {
		if err := help(mode, os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// crashBatch and crashRecords make batches of more than a row group, which reach
// the file before their commit.
const (
	crashBatch   = 70
	crashRecords = 2000
	crashPaths   = 130_000
)

func help(mode, path, batches string) error {
	ctx := context.Background()
	n, err := strconv.Atoi(batches)
	if err != nil {
		return err
	}
	known, err := ownSchema()
	if err != nil {
		return err
	}
	if mode == "upgrade" {
		known = append(known, laterStep)
	}
	db, err := openWith(ctx, path, Options{ReadOnly: mode == "read"}, known)
	if err != nil {
		return err
	}
	fmt.Println("open")
	for i := range n {
		var files []File
		if mode == "paths" {
			files = crashPathFiles()
		} else {
			files = crashFiles(i)
		}
		if err := db.writeOnce(ctx, me, files); err != nil {
			return err
		}
		fmt.Println("written")
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return db.Close()
}

func crashFiles(batch int) []File {
	files := make([]File, crashBatch)
	for j := range files {
		files[j] = madeFile(uint64(batch*crashBatch+j), crashRecords)
	}
	return files
}

func crashPathFiles() []File {
	files := make([]File, crashPaths)
	for i := range files {
		files[i] = File{Path: fmt.Sprintf("/export/%d.fit", i), Outcome: training.FileKnown, Hash: "x"}
	}
	return files
}

// wantWholeBatches fails unless the database has as many activities as it should,
// each with all its rows, and no other rows.
func wantWholeBatches(t *testing.T, db *DB, atLeast, atMost int) {
	t.Helper()
	n := count(t, db, `SELECT count(*) FROM activities`)
	if n < atLeast*crashBatch || n > atMost*crashBatch || n%crashBatch != 0 {
		t.Errorf("got %d activities, want %d to %d batches of %d", n, atLeast, atMost, crashBatch)
	}
	wantCounts(t, db, map[string]int{
		"files": n, "paths": n, "measures": n, "ground": n, "laps": 5 * n, "efforts": 6 * n, "records": crashRecords * n,
		"(SELECT activity FROM records GROUP BY activity HAVING count(*) <> 2000)": 0,
	})
}

// other is a process that uses a database.
type other struct {
	cmd   *exec.Cmd
	in    io.Closer
	lines *bufio.Scanner
}

// startOther returns once the process has opened the database.
func startOther(t *testing.T, mode, path string, batches int) *other {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, path, strconv.Itoa(batches))
	cmd.Env = append(os.Environ(), helperMode+"="+mode)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	o := &other{cmd: cmd, in: in, lines: bufio.NewScanner(out)}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	if o.next() != "open" {
		t.Fatal("the other process did not open the database")
	}
	return o
}

// next returns the next line of the process's output; empty at its end.
func (o *other) next() string {
	o.lines.Scan()
	return o.lines.Text()
}

// kill ends the process as a crash would, and returns how many batches it had
// written since the last line that was read.
func (o *other) kill(t *testing.T) (written int) {
	t.Helper()
	if err := o.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for o.next() == "written" {
		written++
	}
	o.cmd.Wait() // says that it was killed
	return written
}

func (o *other) end(t *testing.T) {
	t.Helper()
	o.in.Close()
	if err := o.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func TestLockedByAnotherProcess(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	o := startOther(t, "hold", path, 0)
	for _, opt := range []Options{{}, {ReadOnly: true}, {Wait: 30 * time.Millisecond}} {
		_, err := Open(ctx, path, opt)
		var busy *BusyError
		if !errors.As(err, &busy) {
			t.Fatalf("%+v: got %v, want a BusyError", opt, err)
		}
		if busy.PID != o.cmd.Process.Pid || busy.Program != filepath.Base(o.cmd.Path) || busy.Path != path {
			t.Errorf("%+v: got %q, want process %d of %s", opt, busy, o.cmd.Process.Pid, o.cmd.Path)
		}
	}

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Open(cancelled, path, Options{Wait: time.Hour}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the wait cancelled", err)
	}

	opened := make(chan error)
	go func() {
		db, err := Open(ctx, path, Options{ReadOnly: true, Wait: time.Minute})
		if err == nil {
			err = db.Close()
		}
		opened <- err
	}()
	o.end(t)
	if err := <-opened; err != nil {
		t.Errorf("after the other had ended: %v", err)
	}
}

func TestReadersShare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path, Options{}).Close()
	o := startOther(t, "read", path, 0)
	db := open(t, path, Options{ReadOnly: true})
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	var busy *BusyError
	if _, err := Open(context.Background(), path, Options{}); !errors.As(err, &busy) {
		t.Errorf("got %v for a writer beside a reader, want a BusyError", err)
	}
	o.end(t)
}

func TestOpenTwiceHere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path, Options{})
	var busy *BusyError
	if _, err := Open(context.Background(), path, Options{ReadOnly: true}); !errors.As(err, &busy) || busy.PID != os.Getpid() {
		t.Errorf("got %v, want a BusyError with the own process", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	garbage := file("garbage.db", []byte(strings.Repeat("this is no database\n", 1000)))
	tests := []struct {
		name string
		path string
		opt  Options
		want error
	}{
		{"no path", "", Options{}, ErrBadPath},
		{"question mark", filepath.Join(dir, "we?ird.db"), Options{}, ErrBadPath},
		{"hash, which would hide the settings", filepath.Join(dir, "a#b.db"), Options{}, ErrBadPath},
		{"percent", filepath.Join(dir, "100%.db"), Options{}, ErrBadPath},
		{"control character", filepath.Join(dir, "a\nb.db"), Options{}, ErrBadPath},
		{"MotherDuck", "md:runs", Options{}, ErrBadPath},
		{"address", "https://example.org/a.db", Options{}, ErrBadPath},
		{"memory", ":memory:", Options{}, ErrBadPath},
		{"missing, to read", filepath.Join(dir, "none.db"), Options{ReadOnly: true}, ErrMissing},
		{"empty file, to read", file("empty.db", nil), Options{ReadOnly: true}, ErrMissing},
		{"garbage", garbage, Options{}, ErrNotDatabase},
		{"garbage, to read", garbage, Options{ReadOnly: true}, ErrNotDatabase},
		{"short garbage", file("short.db", []byte("x")), Options{}, ErrNotDatabase},
		{"folder", dir, Options{}, ErrNotDatabase},
		{"folder that cannot be made", filepath.Join(garbage, "a.db"), Options{}, ErrUnwritable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, err := Open(context.Background(), test.path, test.opt)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if err == nil {
				db.Close()
			}
		})
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
		t.Errorf("got %v, %v; want the three files of the test alone", entries, err)
	}
}

func TestFilesArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits here")
	}
	path := filepath.Join(t.TempDir(), "new", "folder", "a.db")
	db := open(t, path, Options{})
	write(t, db, madeFile(1, 10))
	for name, want := range map[string]os.FileMode{
		path: 0o600, path + ".wal": 0o600, filepath.Dir(path): os.ModeDir | 0o700,
	} {
		info, err := os.Stat(name)
		if err != nil || info.Mode() != want {
			t.Errorf("%s: got %v, %v, want %v", name, info, err, want)
		}
	}
}

// A database that is somebody else's, or on a stick that knows no owners, is used as
// it is.
func TestFilesThatCannotBePrivate(t *testing.T) {
	tests := []struct {
		name string
		says error
		want error
	}{
		{"not the owner", &os.PathError{Op: "chmod", Err: syscall.EPERM}, nil},
		{"no owners", &os.PathError{Op: "chmod", Err: syscall.ENOTSUP}, nil},
		{"a broken disk", &os.PathError{Op: "chmod", Err: syscall.EIO}, syscall.EIO},
	}
	for _, test := range tests {
		db := newDB(t)
		calls := 0
		db.chmod = func(string, os.FileMode) error {
			calls++
			return test.says
		}
		if err := db.keepPrivate(); err != nil || calls > 0 {
			t.Errorf("%s: got %v and %d calls for files that are private", test.name, err, calls)
		}
		if err := os.Chmod(db.path, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := db.keepPrivate(); !errors.Is(err, test.want) || calls == 0 {
			t.Errorf("%s: got %v and %d calls, want %v", test.name, err, calls, test.want)
		}
	}
}

func TestEmptyFileBecomesDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, open(t, path, Options{}), madeFile(1, 1))
}

// A statement that is left open makes Close skip the checkpoint: the log stays.
func TestCloseLeavesNoLog(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, Options{})
	useEverything(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want no write-ahead log", err)
	}
	reader, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	wantCounts(t, reader, map[string]int{"activities": 3, "records": 30})
}

// useEverything calls each method once.
func useEverything(t *testing.T, db *DB) {
	t.Helper()
	ctx := context.Background()
	files := madeFiles(3, 10)
	id := files[0].Activities[0].ID
	_, _, receiptErr := db.LastReceipt(ctx, me)
	_, ledgerErr := db.Ledger(ctx, me)
	err := errors.Join(receiptErr, ledgerErr,
		db.Write(ctx, me, files),
		db.PutMeasures(ctx, []Measured{{ID: id}}),
		db.PutReceipt(ctx, me, training.Receipt{}),
		db.AddSuggestion(ctx, me, training.Suggestion{}))
	_, historyErr := db.History(ctx, me)
	_, recordsErr := db.Records(ctx, id)
	_, activityErr := db.Activity(ctx, id)
	_, outdatedErr := db.Outdated(ctx, me, 9)
	_, suggestionsErr := db.Suggestions(ctx, me)
	_, statusErr := db.Status(ctx, me)
	if err := errors.Join(err, historyErr, recordsErr, activityErr, outdatedErr, suggestionsErr, statusErr); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyRefusesWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path, Options{}).Close()
	db := open(t, path, Options{ReadOnly: true})
	if err := db.Write(context.Background(), me, madeFiles(2, 1)); err == nil {
		t.Error("got no error for a write")
	}
	h, err := db.History(context.Background(), me)
	if err != nil || len(h.Runs) != 0 || h.NewestFile.OK() {
		t.Errorf("got %+v, %v, want nothing of an empty database", h, err)
	}
}

// The settings of the data source name must have arrived, whatever the path.
func TestSafeSettings(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "Läufe & mehr;a=b.db"), Options{})
	for name, want := range map[string]string{
		"enable_external_access": "false", "autoinstall_known_extensions": "false",
		"autoload_known_extensions": "false", "allow_community_extensions": "false",
		"allow_unsigned_extensions": "false", "lock_configuration": "true", "threads": "1",
		"memory_limit": "488.2 MiB", "TimeZone": "UTC",
	} {
		var got string
		err := db.sql.QueryRow(`SELECT CAST(current_setting(?) AS VARCHAR)`, name).Scan(&got)
		if err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
	for _, query := range []string{
		`SELECT * FROM read_text('/etc/passwd')`,
		`COPY files TO '` + filepath.Join(t.TempDir(), "out.csv") + `'`,
		`ATTACH '` + filepath.Join(t.TempDir(), "b.db") + `'`,
		`INSTALL httpfs`,
		`LOAD httpfs`,
		`SELECT * FROM 'https://example.org/a.parquet'`,
		`SET enable_external_access = true`,
		`SET TimeZone = 'Europe/Zurich'`,
	} {
		if _, err := db.sql.Exec(query); err == nil {
			t.Errorf("%s: got no error", query)
		}
	}
}

// A connection that is opened later must not stumble over the lock of the first.
func TestSecondConnection(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"), Options{})
	db.sql.SetMaxOpenConns(2)
	ctx := context.Background()
	first, err := db.sql.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := db.sql.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	var zone string
	if err := second.QueryRowContext(ctx, `SELECT current_setting('TimeZone')`).Scan(&zone); err != nil || zone != "UTC" {
		t.Errorf("got %q, %v", zone, err)
	}
}
