package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"secondwind/internal/cli"
	"secondwind/internal/training"
	"secondwind/reports"
)

// reportsFolder gives a test a reports folder of its own.
func reportsFolder(t *testing.T) string {
	t.Helper()
	t.Cleanup(xdg.Reload) // once the variable is what it was
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	return cli.ReportsDir()
}

func read(t *testing.T, path ...string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// A week later the newest page lies under its lasting name too, and the list of both
// says what became of the first.
func TestKeepUp(t *testing.T) {
	dir := reportsFolder(t)
	f, monday := sampleFlags(t), training.NewDate(2026, time.November, 16)
	f.Out = ""
	report := func(day training.Date) {
		t.Helper()
		var complaints strings.Builder
		if err := f.report(t.Context(), on(day), io.Discard, &complaints); err != nil || complaints.Len() > 0 {
			t.Fatal(err, complaints.String())
		}
	}
	report(monday)
	past, _ := remembered(t, f)
	f.Did = []string{past[0].Fix}
	if err := f.note(t.Context(), on(monday+1), io.Discard); err != nil {
		t.Fatal(err)
	}
	f.Did = nil
	report(monday + 7)

	if !bytes.Equal(read(t, dir, "latest.html"), read(t, dir, "2026-W47.html")) {
		t.Error("latest.html is not the page of the newest week")
	}
	index := string(read(t, dir, "index.html"))
	rows := regexp.MustCompile(`<a href="([^"]+)">(?s:.*?)<td class="found">(.*?)</td>(?s:.*?)"Tried\?">(.*?)</td>`).FindAllStringSubmatch(index, -1)
	if len(rows) != 2 {
		t.Fatalf("got %d rows in\n%s", len(rows), index)
	}
	for i, want := range [][2]string{{"2026-W47.html", "Still open"}, {"2026-W46.html", "Tried"}} {
		if got := rows[i]; got[1] != want[0] || got[3] != want[1] || len(got[2]) < 20 {
			t.Errorf("got %q, want %q with a headline", got[1:], want)
		}
	}
	if !strings.Contains(string(read(t, dir, "2026-W46.html")), `href="index.html"`) {
		t.Error("the page does not link the list")
	}
}

// Of all that can lie in the folder the athlete's own pages of weeks count, and no link
// leads out of it.
func TestPages(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "2026-W40.html")
	page := []byte("<title>Week 40: A headline · Second Wind</title>")
	for _, name := range []string{
		"2026-W41.html", "2026-W42-as-of-2026-10-14.html", "2026-W43-Ada.html", "2026-W99.html", "2026-W4.html", "w.html",
		"latest.html", "index.html", "sheet-coach.html", "2026-W44.html.bak", ".report-123", outside,
	} {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		if err := os.WriteFile(name, page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "2026-W45.html"), []byte("a page of another kind"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "2026-W46.html"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "2026-W40.html")); err != nil {
		t.Skip("no links here:", err)
	}
	week := func(name string) training.Week {
		w, err := training.ParseWeek(name)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for athlete, want := range map[string][]reports.Earlier{
		cli.DefaultAthlete: {{Week: week("2026-W41"), File: "2026-W41.html", Headline: "A headline"}, {Week: week("2026-W45"), File: "2026-W45.html"}},
		"Ada":              {{Week: week("2026-W43"), File: "2026-W43-Ada.html", Headline: "A headline"}},
		"Nobody":           nil,
	} {
		f := flags{Flags: cli.Flags{Athlete: athlete}}
		if got, err := f.pages(dir); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v, want %v", athlete, got, err, want)
		}
	}
}

// Each athlete has a newest page and a list of their own.
func TestBeside(t *testing.T) {
	for athlete, want := range map[string]string{cli.DefaultAthlete: "latest.html", "Ada": "latest-Ada.html", "../x": "latest-___x.html"} {
		f := flags{Flags: cli.Flags{Athlete: athlete}}
		if got := f.beside(latestName); got != want {
			t.Errorf("%s: got %s, want %s", athlete, got, want)
		}
	}
}

// A page of today whose files ended long ago is named by the last week that is over,
// also on a Sunday.
func TestPageNameOfAnOldExport(t *testing.T) {
	dir := reportsFolder(t)
	f := sampleFlags(t)
	f.Out = ""
	sunday := training.NewDate(2027, time.March, 14)
	for _, day := range []training.Date{sunday, sunday + 1} {
		if err := f.report(t.Context(), on(day), io.Discard, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	names, err := filepath.Glob(filepath.Join(dir, "2027-*"))
	if want := []string{filepath.Join(dir, "2027-W09.html"), filepath.Join(dir, "2027-W10.html")}; err != nil || !slices.Equal(names, want) {
		t.Errorf("got %v, %v, want %v", names, err, want)
	}
}
