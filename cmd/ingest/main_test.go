package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/inbox"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

func TestRunInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.gpx"), []byte("<gpx/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "runs.duckdb")
	var stdout, stderr bytes.Buffer
	if got := run(t.Context(), []string{"--db", db, t.TempDir()}, nil, &stdout, &stderr); got != cli.OK {
		t.Fatalf("got exit code %d: %s", got, stderr.String())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	stdout.Reset()
	if got := run(ctx, []string{"--db", db, dir}, nil, &stdout, &stderr); got != cli.Interrupted {
		t.Errorf("got exit code %d, want %d: %s", got, cli.Interrupted, stderr.String())
	}
}

func TestSummaryOfInterruption(t *testing.T) {
	s := summary{
		flags:       &flags{},
		receipt:     training.Receipt{Files: 20, Stored: 20, Activities: 20, Runs: 18},
		holds:       store.Status{Activities: 20, Runs: 18, First: training.Some[training.Date](0), Last: training.Some[training.Date](0)},
		interrupted: true,
	}
	var stdout, stderr bytes.Buffer
	if err := s.print(&stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	const want = `20 files: 20 new
New: 20 activities, 18 runs among them
Known: 18 runs, January 1970; 20 activities of all sports
Interrupted. Next: the same command again; it goes on from here
`
	if got := stdout.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestSummaryNamesAFewFilesAndAllWithV(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		f := &flags{}
		f.Verbose = verbose
		s := summary{flags: f}
		for range 12 {
			s.receipt.Failures = append(s.receipt.Failures, training.Failure{Path: "/a/\x1b[2Jx.fit", Reason: "broken", Hint: "mend it"})
			s.receipt.TwinPairs = append(s.receipt.TwinPairs, training.TwinPair{Path: "/a/b.fit", Kept: "/a/c.fit"})
		}
		var out bytes.Buffer
		s.writeText(&out)
		want := 2 * shownFiles
		if verbose {
			want = 2 * 12
		}
		if got := strings.Count(out.String(), "  /a/b.fit") + strings.Count(out.String(), `  "/a/\x1b[2Jx.fit"`); got != want {
			t.Errorf("verbose %v: got %d files named, want %d in:\n%s", verbose, got, want, out.String())
		}
		if more := strings.Contains(out.String(), "and 7 more (-v names them)"); more == verbose {
			t.Errorf("verbose %v: the rest is mentioned: %v", verbose, more)
		}
	}
}

func TestLines(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	l := lines{out: &out, now: func() time.Time { return now }, last: now}
	for done := range 25 {
		now = now.Add(time.Second)
		l.show(inbox.Progress{Stage: inbox.Reading, Done: done, Total: 25})
	}
	if got, want := out.String(), "reading: 9 of 25\nreading: 19 of 25\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPlainOutput(t *testing.T) {
	tests := []struct {
		name, noColor, term string
		flag, want          bool
	}{
		{"a terminal", "", "xterm", false, false},
		{"NO_COLOR", "1", "xterm", false, true},
		{"a dumb terminal", "", "dumb", false, true},
		{"--no-color", "", "xterm", true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("NO_COLOR", tt.noColor)
			t.Setenv("TERM", tt.term)
			f := &flags{}
			f.NoColor = tt.flag
			if got := plainOutput(f); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
