package main

import (
	"fmt"
	"io"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/receipt"
	"secondwind/internal/training"
)

// shownFiles is how many files are named under one heading without -v.
const shownFiles = 5

// writeFiles names the files that there is something to say of: what they are if no
// activities, twins, not readable, kept with a doubt, of a sport that nobody stated.
func (s *summary) writeFiles(out io.Writer) {
	s.writeKinds(out)
	s.writeTwins(out)
	s.writeGuesses(out)
	s.writeDoubts(out)
	s.writeFailures(out)
}

// writeKinds says what the files are that are no activities.
func (s *summary) writeKinds(out io.Writer) {
	var parts []string
	for _, k := range receipt.Kinds(s.receipt.Kinds) {
		parts = append(parts, fmt.Sprintf("%d %s", k.N, cli.Printable(k.Name)))
	}
	if len(parts) > 0 {
		fmt.Fprintf(out, "No activities: %s\n", strings.Join(parts, ", "))
	}
}

// writeList writes lines under a heading, a few of them without -v.
func (s *summary) writeList(out io.Writer, lines []string) {
	shown := lines[:s.shown(len(lines))]
	for _, line := range shown {
		fmt.Fprintf(out, "  %s\n", line)
	}
	if more := len(lines) - len(shown); more > 0 {
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

func (s *summary) writeTwins(out io.Writer) {
	heading := "Twins, counted once:"
	var lines []string
	for _, p := range s.receipt.TwinPairs {
		line := fmt.Sprintf("%s: the same as %s, which is kept", s.short(p.Path), s.short(p.Kept))
		if p.ID != "" {
			line = p.ID + "  " + line
			heading = "Twins, counted once. Not the same? " + s.Command("ingest", "--split", "ID")
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		fmt.Fprintln(out, heading)
		s.writeList(out, lines)
	}
}

// writeGuesses says which sports nobody stated, and how to disagree.
func (s *summary) writeGuesses(out io.Writer) {
	for _, g := range receipt.Guesses(s.receipt.Guesses) {
		heading := strings.ToUpper(g.Words[:1]) + cli.Line(g.Words[1:]) + ", " + count(len(g.Of), "activity", "activities")
		if g.Run() {
			heading += ". Not so? " + s.Command("ingest", "--exclude", "ID")
		}
		var lines []string
		for _, a := range g.Of {
			lines = append(lines, a.ID+"  "+s.short(a.Path))
		}
		fmt.Fprintln(out, heading)
		s.writeList(out, lines)
	}
}

// writeDoubts groups the warnings about what was kept, with -v file by file.
func (s *summary) writeDoubts(out io.Writer) {
	for _, d := range receipt.Doubts(s.receipt.Doubts) {
		fmt.Fprintf(out, "Kept with a doubt, %s: %s\n", count(len(d.Files), "file", "files"), d.Words)
		if !s.Verbose {
			continue
		}
		for _, f := range d.Files {
			line := s.short(f.Path)
			if len(f.Details) > 0 {
				line += ": " + cli.Line(strings.Join(f.Details, "; "))
			}
			fmt.Fprintf(out, "  %s\n", line)
		}
	}
}

// writeFailures groups the files that could not be read by cause.
func (s *summary) writeFailures(out io.Writer) {
	for _, c := range receipt.Causes(s.receipt.Failures) {
		fmt.Fprintf(out, "Not readable, %s: %s\n", count(len(c.Paths), "file", "files"), cli.Line(c.Reason))
		if c.Hint != "" {
			fmt.Fprintf(out, "  What helps: %s\n", cli.Line(c.Hint))
		}
		names := make([]string, len(c.Paths))
		for i, path := range c.Paths {
			names[i] = s.short(path)
		}
		s.writeList(out, names)
	}
}

// writeDecisions says what the runner decided and how to take it back.
func (s *summary) writeDecisions(out io.Writer) {
	var excluded, split, overruled []string
	forgotten := 0
	for _, d := range s.decided {
		switch d.Kind {
		case training.ExcludeActivity:
			excluded = append(excluded, s.name(d.Activity)+"; to count it again: "+s.Command("ingest", "--include", d.Activity))
		case training.SplitTwin:
			split = append(split, s.name(d.Activity)+"; to make it a twin again: "+s.Command("ingest", "--join", d.Activity))
		case training.OverruleSport:
			overruled = append(overruled, s.name(d.Activity))
		case training.ForgetActivity:
			forgotten++
		}
	}
	for _, group := range []struct {
		heading string
		lines   []string
	}{
		{"Excluded, counted nowhere:", excluded},
		{"Split off, no twins:", split},
		{"Of the sport that you say:", overruled},
	} {
		if len(group.lines) > 0 {
			fmt.Fprintln(out, group.heading)
			s.writeList(out, group.lines)
		}
	}
	if forgotten > 0 {
		fmt.Fprintf(out, "Forgotten for good: %s\n", count(forgotten, "recording", "recordings"))
	}
}

// name calls an activity that was decided about; one that is not there by its id.
func (s *summary) name(id string) string {
	l, there := s.labels[id]
	if !there {
		return "activity " + cli.Printable(id) + ", which is not there"
	}
	return describe(l) + " (" + s.short(l.Path) + ")"
}
