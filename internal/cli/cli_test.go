package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondwind/internal/profile"
	"secondwind/internal/store"
)

func TestExplain(t *testing.T) {
	tests := []struct {
		name     string
		err      error
		code     int
		sentence string // a part of it
	}{
		{"usage", UsageErrorf("there is no folder %s", "x"), Usage, "there is no folder x"},
		{"busy", fmt.Errorf("open: %w", &store.BusyError{Path: "x.duckdb", PID: 7, Program: "ingest"}), Busy, "in use by ingest (process 7); wait"},
		{"interrupted", fmt.Errorf("read: %w", context.Canceled), Interrupted, "interrupted"},
		{"bad path", fmt.Errorf("open ?: %w", store.ErrBadPath), Usage, "--db"},
		{"missing", fmt.Errorf("open x: %w", store.ErrMissing), Failed, "make one with ingest"},
		{"not a database", fmt.Errorf("open x: %w", store.ErrNotDatabase), Failed, "move this one away"},
		{"of a newer version", fmt.Errorf("open x: %w", store.ErrNewer), Failed, "use the newer version"},
		{"unwritable", fmt.Errorf("open x: %w", store.ErrUnwritable), Failed, "make it and its folder writable"},
		{"a full disk", fmt.Errorf("write x: %w", store.ErrDiskFull), Failed, "the disk is full; make room on it"},
		{"damaged", fmt.Errorf("open x: %w", store.ErrDamaged), Failed, "cut off; bring a backup back with ingest --restore"},
		{"target of a backup", fmt.Errorf("back up to x: %w: no", store.ErrBadTarget), Usage, "cannot be written there: no; name another file with --backup"},
		{"newer backup", fmt.Errorf("restore from x: %w: %w", store.ErrBadBackup, store.ErrNewer), Failed, "use the newer version; the database is as it was"},
		{"bad backup", fmt.Errorf("restore from x: %w: %w", store.ErrBadBackup, store.ErrMissing), Failed, "name another backup; the database is as it was"},
		{"faulty", fmt.Errorf("back up to x: %w", store.ErrFaulty), Failed, "ingest --check names what is wrong"},
		{"older", fmt.Errorf("open x: %w", store.ErrOlder), Failed, "older version of the program; run ingest --status once"},
		{"several errors", errors.Join(errors.New("first"), errors.New("second\n"), errors.New("first")), Failed, "first; second"},
		{"a name to fool a terminal", errors.New("read \x1b[2J\u202ea.fit"), Failed, `read \x1b[2J\u202ea.fit`},
		{"a wrong setting", fmt.Errorf("read: %w", &profile.SettingError{Path: "x.toml", Line: 3, Key: "unit", Text: "is no setting"}), Usage, "x.toml, line 3, unit is no setting"},
		{"no TOML", &profile.BrokenError{Path: "x.toml", Line: 3, Text: "this is no TOML"}, Usage, "x.toml, line 3: this is no TOML; correct it"},
		{"anything else", errors.New("lost"), Failed, "lost"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sentence, code := Explain(tt.err)
			if code != tt.code || !strings.Contains(sentence, tt.sentence) {
				t.Errorf("got %d and %q, want %d and %q", code, sentence, tt.code, tt.sentence)
			}
			if sentence != Printable(sentence) || sentence != strings.TrimSpace(sentence) {
				t.Errorf("%q is not one plain line", sentence)
			}
		})
	}
}

func TestComplain(t *testing.T) {
	var stderr bytes.Buffer
	code := Complain(&stderr, "program", UsageErrorf("there is no folder %s", "a\nb"))
	if got, want := stderr.String(), "program: there is no folder a; b\n"; code != Usage || got != want {
		t.Errorf("got %d and %q, want %d and %q", code, got, Usage, want)
	}
}

// The settings stand where neither a flag nor the environment says otherwise.
func TestLoadProfile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "mine.toml")
	if err := os.WriteFile(path, []byte("database = 'runs.duckdb'"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := Flags{Profile: path}
	if _, err := f.LoadProfile(); err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "runs.duckdb"); f.Database() != want {
		t.Errorf("got the database %s, want %s", f.Database(), want)
	}
	if f.DB = "named.duckdb"; f.Database() != "named.duckdb" {
		t.Errorf("got the database %s, want the one that is named", f.Database())
	}
	_, err := (&Flags{Profile: filepath.Join(dir, "gone.toml")}).LoadProfile()
	if sentence, code := Explain(err); code != Usage || !strings.Contains(sentence, "--profile-init writes one") {
		t.Errorf("got %q and code %d for a file that is not there", sentence, code)
	}
}

func TestWriteJSON(t *testing.T) {
	const name = "a\u009b2J \u202egpx.\u2066 \U000e0041 Zürich 🏃 \x00\x7f<&>\n"
	var out bytes.Buffer
	if err := WriteJSON(&out, map[string]any{"path": name, "kinds": []int{}}); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "kinds": [],
  "path": "a\u009b2J \u202egpx.\u2066 \udb40\udc41 Zürich 🏃 \u0000\u007f<&>\n"
}
`
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	var back struct{ Path string }
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back.Path != name {
		t.Errorf("got %q back, %v, want %q", back.Path, err, name)
	}
}

func TestParse(t *testing.T) {
	type program struct {
		Paths []string `arg:"" optional:""`
		Flags
		Out string
	}
	tests := []struct {
		name   string
		args   []string
		env    string
		code   int
		done   bool
		stdout string // a part of it
		stderr string
		db     string
	}{
		{name: "defaults", db: DefaultDatabase()},
		{name: "a flag behind a path", args: []string{"folder", "--db", "x"}, db: "x"},
		{name: "the environment", env: "y", db: "y"},
		{name: "a flag before the environment", args: []string{"--db=x"}, env: "y", db: "x"},
		{name: "help", args: []string{"--help"}, done: true, stdout: "Say more"},
		{name: "version", args: []string{"--version"}, done: true, stdout: "program " + Version()},
		{name: "a mistake", args: []string{"--oot=x"}, done: true, code: Usage, stderr: `program: unknown flag --oot, did you mean "--out"?; see program --help`},
		{name: "a mistake to fool a terminal", args: []string{"--\x1b[2J"}, done: true, code: Usage, stderr: `program: unknown flag --\x1b[2J; see program --help`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.env != "" {
				t.Setenv("SECONDWIND_DB", tt.env)
			}
			var p program
			var stdout, stderr bytes.Buffer
			code, done := Parse("program", "A program.", &p, tt.args, &stdout, &stderr)
			if code != tt.code || done != tt.done {
				t.Errorf("got code %d, done %v, want %d, %v", code, done, tt.code, tt.done)
			}
			if !strings.Contains(stdout.String(), tt.stdout) || (tt.stdout == "") != (stdout.Len() == 0) {
				t.Errorf("got on stdout %q, want %q", stdout.String(), tt.stdout)
			}
			if got := strings.TrimSpace(stderr.String()); got != tt.stderr {
				t.Errorf("got on stderr %q, want %q", got, tt.stderr)
			}
			if !done && (p.Database() != tt.db || p.Athlete != DefaultAthlete) {
				t.Errorf("got %q of %q, want %q of %q", p.Database(), p.Athlete, tt.db, DefaultAthlete)
			}
		})
	}
}

func TestGivenIsWhatTheCommandLineSays(t *testing.T) {
	t.Setenv("SECONDWIND_OUT", "page.html")
	var p struct {
		Flags
		Out  string
		Open bool
	}
	var out bytes.Buffer
	if code, done := Parse("program", "A program.", &p, []string{"--open", "-v", "--db=x"}, &out, &out); done {
		t.Fatalf("got code %d: %s", code, out.String())
	}
	if got, want := p.Given(), []string{"--open", "--verbose", "--db"}; !slices.Equal(got, want) || p.Out != "page.html" {
		t.Errorf("got %v with --out %s, want %v", got, p.Out, want)
	}
}

func TestDefaultPathsLieInOneFolder(t *testing.T) {
	if db, reports := DefaultDatabase(), ReportsDir(); filepath.Dir(db) != filepath.Dir(reports) || filepath.Base(filepath.Dir(db)) != "secondwind" {
		t.Errorf("got %s and %s, want both in a folder of their own", db, reports)
	}
}
