package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/inbox"
	"secondwind/internal/receipt"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// summary is the result of an ingest, to be printed.
type summary struct {
	*flags
	receipt     training.Receipt
	holds       store.Status // what the database holds now; zero without one
	decided     []training.Decision
	labels      map[string]store.Label // of all activities by their ids, to name those that were decided about
	interrupted bool
}

// recall fills in what the database knows, for --status.
func (s *summary) recall(ctx context.Context, db *store.DB) error {
	var err error
	if s.holds, err = db.Status(ctx, s.Athlete); err != nil {
		return err
	}
	last, found, err := db.LastReceipt(ctx, s.Athlete)
	if err != nil {
		return err
	}
	if !found {
		last = inbox.NewReceipt()
	}
	if s.decided, err = db.Decisions(ctx, s.Athlete); err != nil {
		return err
	}
	s.receipt = receipt.Open(last, s.decided)
	labels, err := db.Labels(ctx, s.Athlete, "")
	s.labels = make(map[string]store.Label, len(labels))
	for _, l := range labels {
		s.labels[l.ID] = l
	}
	return err
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
		s.writeFiles(&out)
		s.writeDecisions(&out)
		s.writeKnown(&out)
		s.writeNext(&out)
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

func (s *summary) writeText(out io.Writer) {
	r := &s.receipt
	switch {
	case r.Files > 0:
		fmt.Fprintf(out, "%s\n", s.counts())
	case s.RetryFailed:
		fmt.Fprintln(out, "Nothing to read once more: no known file is unreadable")
	}
	s.writeFiles(out)
	if r.Waiting > 0 {
		fmt.Fprintf(out, "Waiting: %s changed in the last seconds and may still be copied; run this again\n",
			count(r.Waiting, "file", "files"))
	}
	if r.Activities > 0 {
		fmt.Fprintf(out, "New: %s, %s among them\n", count(r.Activities, "activity", "activities"), count(r.Runs, "run", "runs"))
	}
	if s.DryRun {
		fmt.Fprintln(out, "Nothing was written.")
	}
	s.writeKnown(out)
	if len(s.Paths) > 0 && s.holds.Activities == 0 && r.Activities == 0 && r.Failed == 0 && r.Waiting == 0 {
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
		fmt.Fprintln(out, "Next: "+s.Command("report"))
	}
}

// short names a file as it would be typed: relative to where the runner stands.
func (f *flags) short(path string) string {
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
			path = rel
		}
	}
	return cli.Printable(path)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
