package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"secondwind/internal/cli"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// shownFiles is how many files are named under one heading without -v.
const shownFiles = 5

// summary is the result of an ingest, to be printed.
type summary struct {
	*flags
	receipt     training.Receipt
	holds       store.Status // what the database holds now; zero without one
	interrupted bool
}

// print writes the result. With --quiet only what went wrong is said, on stderr.
func (s *summary) print(stdout, stderr io.Writer) error {
	var out bytes.Buffer
	to := stdout
	switch {
	case s.JSON:
		if err := s.writeJSON(&out); err != nil {
			return err
		}
	case s.Quiet:
		to = stderr
		s.writeFailures(&out)
	default:
		s.writeText(&out)
	}
	if _, err := to.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// printStatus writes what is known and what the last ingest that met new
// files did, if there was one.
func (s *summary) printStatus(stdout io.Writer) error {
	var out bytes.Buffer
	switch {
	case s.JSON:
		if err := s.writeJSON(&out); err != nil {
			return err
		}
	default:
		fmt.Fprintf(&out, "Database: %s\n", cli.Printable(s.Database()))
		if !s.receipt.At.IsZero() {
			fmt.Fprintf(&out, "Last new files, %s: %s\n", s.receipt.At.Local().Format("2 January 2006 15:04"), s.counts())
		}
		s.writeKnown(&out)
		s.writeNext(&out)
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// writeJSON writes the contract that the documentation describes: fields may be
// added, never renamed.
func (s *summary) writeJSON(out io.Writer) error {
	result := struct {
		Schema int        `json:"schema"`
		At     *time.Time `json:"at,omitempty"` // in place of the receipt's: before any ingest there is none
		training.Receipt
		DryRun   bool      `json:"dry_run,omitempty"`
		Database *holdings `json:"database,omitempty"`
	}{Schema: 1, Receipt: s.receipt, DryRun: s.DryRun}
	if !s.receipt.At.IsZero() {
		result.At = &s.receipt.At
	}
	if s.Status {
		result.Database = newHoldings(s.holds)
	}
	return cli.WriteJSON(out, result)
}

// holdings is what a database holds, in JSON.
type holdings struct {
	Path       string `json:"path"`
	SizeBytes  int64  `json:"size_bytes"`
	Activities int    `json:"activities"`
	Runs       int    `json:"runs"`
	Records    int64  `json:"records"`
	FirstRun   string `json:"first_run,omitempty"` // a day
	LastRun    string `json:"last_run,omitempty"`
}

func newHoldings(s store.Status) *holdings {
	h := &holdings{Path: s.Path, SizeBytes: s.SizeBytes, Activities: s.Activities, Runs: s.Runs, Records: s.Records}
	if first, some := s.First.Get(); some {
		h.FirstRun = first.String()
	}
	if last, some := s.Last.Get(); some {
		h.LastRun = last.String()
	}
	return h
}

func (s *summary) writeText(out io.Writer) {
	r := &s.receipt
	if r.Files > 0 {
		fmt.Fprintf(out, "%s\n", s.counts())
	}
	s.writeKinds(out)
	s.writeTwins(out)
	s.writeFailures(out)
	if r.Waiting > 0 {
		fmt.Fprintf(out, "Waiting: %s changed in the last seconds and may still be copied; run this again\n",
			count(r.Waiting, "file", "files"))
	}
	if r.Activities > 0 {
		fmt.Fprintf(out, "New: %s, %s among them%s\n", count(r.Activities, "activity", "activities"),
			count(r.Runs, "run", "runs"), s.doubts())
	}
	if s.DryRun {
		fmt.Fprintln(out, "Nothing was written.")
	}
	s.writeKnown(out)
	if s.holds.Activities == 0 && r.Activities == 0 && r.Failed == 0 && r.Waiting == 0 {
		writeExportHelp(out, s.Paths)
	}
	s.writeNext(out)
}

// counts says in one line what became of the files.
func (s *summary) counts() string {
	r := &s.receipt
	if r.Files > 0 && r.Known == r.Files {
		return "Nothing new: " + count(r.Files, "file is known", "files are known")
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{r.Stored, "new", "new"},
		{r.Known, "known", "known"},
		{r.Twins, "twin", "twins"},
		{r.NotActivities, "no activity", "no activities"},
		{r.Waiting, "waiting", "waiting"},
		{r.Failed, "not readable", "not readable"},
	} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	line := count(r.Files, "file", "files")
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	return line
}

// doubts says how many warnings came with what is new.
func (s *summary) doubts() string {
	if s.receipt.Warnings == 0 {
		return ""
	}
	return "; " + count(s.receipt.Warnings, "doubt about the data", "doubts about the data")
}

// writeKinds says what the files are that are no activities.
func (s *summary) writeKinds(out io.Writer) {
	kinds := slices.SortedFunc(maps.Keys(s.receipt.Kinds), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.receipt.Kinds[b], s.receipt.Kinds[a]), cmp.Compare(a, b))
	})
	var parts []string
	for _, kind := range kinds {
		parts = append(parts, fmt.Sprintf("%d %s", s.receipt.Kinds[kind], cli.Printable(kind)))
	}
	if len(parts) > 0 {
		fmt.Fprintf(out, "No activities: %s\n", strings.Join(parts, ", "))
	}
}

func (s *summary) writeTwins(out io.Writer) {
	pairs := s.receipt.TwinPairs
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintln(out, "Twins, counted once:")
	shown := pairs[:s.shown(len(pairs))]
	for _, p := range shown {
		fmt.Fprintf(out, "  %s: the same as %s, which is kept\n", s.short(p.Path), s.short(p.Kept))
	}
	if more := len(pairs) - len(shown); more > 0 {
		fmt.Fprintf(out, "  and %d more (-v names them)\n", more)
	}
}

// shown is how many of n lines are printed.
func (s *summary) shown(n int) int {
	if s.Verbose {
		return n
	}
	return min(n, shownFiles)
}

// writeFailures groups the files that could not be read by cause.
func (s *summary) writeFailures(out io.Writer) {
	type cause struct{ reason, hint string }
	var causes []cause
	files := map[cause][]string{}
	for _, f := range s.receipt.Failures {
		c := cause{f.Reason, f.Hint}
		if files[c] == nil {
			causes = append(causes, c)
		}
		files[c] = append(files[c], s.short(f.Path))
	}
	slices.SortStableFunc(causes, func(a, b cause) int { return cmp.Compare(len(files[b]), len(files[a])) })
	for _, c := range causes {
		names := files[c]
		fmt.Fprintf(out, "Not readable, %s: %s\n", count(len(names), "file", "files"), cli.Line(c.reason))
		if c.hint != "" {
			fmt.Fprintf(out, "  What helps: %s\n", cli.Line(c.hint))
		}
		shown := names[:s.shown(len(names))]
		for _, name := range shown {
			fmt.Fprintf(out, "  %s\n", name)
		}
		if more := len(names) - len(shown); more > 0 {
			fmt.Fprintf(out, "  and %d more (-v names them)\n", more)
		}
	}
}

// writeKnown says what the database holds now.
func (s *summary) writeKnown(out io.Writer) {
	switch h := &s.holds; {
	case h.Runs > 0:
		fmt.Fprintf(out, "Known: %s, %s; %s of all sports\n", count(h.Runs, "run", "runs"), period(h.First, h.Last),
			count(h.Activities, "activity", "activities"))
	case h.Activities > 0:
		fmt.Fprintf(out, "Known: %s, no run among them\n", count(h.Activities, "activity", "activities"))
	}
}

func period(from, to training.Opt[training.Date]) string {
	const month = "January 2006"
	first, last := from.Or(0).Time().Format(month), to.Or(0).Time().Format(month)
	if first == last {
		return first
	}
	return first + " to " + last
}

// writeNext ends with the next command to run.
func (s *summary) writeNext(out io.Writer) {
	switch {
	case s.interrupted:
		fmt.Fprintln(out, "Interrupted. Next: the same command again; it goes on from here")
	case s.DryRun:
		fmt.Fprintln(out, "Next: the same command without --dry-run")
	case s.holds.Activities == 0 && s.receipt.Waiting > 0:
		fmt.Fprintln(out, "Next: wait ten seconds, then the same command again")
	case s.holds.Activities == 0:
		fmt.Fprintln(out, "Next: ingest the folder that holds your export")
	default:
		fmt.Fprintln(out, "Next: "+shellWord(cli.Sibling("report"))+s.selection())
	}
}

// selection repeats the flags that another program needs to see the same data.
func (s *summary) selection() string {
	var flags string
	if s.Database() != cli.DefaultDatabase() {
		flags += " --db " + shellWord(s.DB)
	}
	if s.Athlete != cli.DefaultAthlete {
		flags += " --athlete " + shellWord(s.Athlete)
	}
	return flags
}

// short names a file as it would be typed: relative to where the runner stands.
func (s *summary) short(path string) string {
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
			path = rel
		}
	}
	return cli.Printable(path)
}

// shellWord quotes a word for a shell where it needs that.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+:@\\", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
