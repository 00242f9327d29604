package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/cli"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// note is one thing that the runner says of a fix or rule.
type note struct {
	flag string
	kind training.DecisionKind
	name string
	back bool // takes the decision back
}

// notes returns what the command line says of fixes and rules, each thing once.
func (f *flags) notes() []note {
	var all []note
	for _, said := range []struct {
		names []string
		note
	}{
		{f.Did, note{flag: "--did", kind: training.DidFix}},
		{f.Skip, note{flag: "--skip", kind: training.SkipFix}},
		{f.Mute, note{flag: "--mute", kind: training.MuteName}},
		{f.Unmute, note{flag: "--unmute", kind: training.MuteName, back: true}},
	} {
		for _, name := range said.names {
			n := said.note
			n.name = strings.ToLower(strings.TrimSpace(name))
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all
}

// checkNotes refuses names that nothing has, and two notes that cannot both hold.
func (f *flags) checkNotes() error {
	notes := f.notes()
	for i, n := range notes {
		if err := n.check(); err != nil {
			return err
		}
		for _, other := range notes[:i] {
			if other.name == n.name && other.ofFix() == n.ofFix() {
				return cli.UsageErrorf("%s and %s %s do not go together: leave out one of them", other.flag, n.flag, n.name)
			}
		}
	}
	return nil
}

// ofFix reports whether a note is about a fix and no rule.
func (n note) ofFix() bool { return n.kind != training.MuteName }

func (n note) check() error {
	i := slices.IndexFunc(analysis.Rules(), func(r analysis.Rule) bool { return r.Name == n.name })
	switch {
	case n.ofFix() && i >= 0:
		return cli.UsageErrorf("%s takes a fix, and %s is a rule: its fixes are %s",
			n.flag, n.name, strings.Join(analysis.Rules()[i].Fixes, ", "))
	case n.ofFix():
		return mustKnow("fix", n.name, fixNames())
	default:
		return mustKnow("rule or fix", n.name, slices.Concat(ruleNames(), fixNames()))
	}
}

// note keeps what the runner says and tells what it does.
func (f *flags) note(ctx context.Context, when period, stdout io.Writer) error {
	known, err := f.load(ctx)
	if err != nil {
		return err
	}
	if len(known.history.Runs) == 0 {
		return f.unknown()
	}
	stated, _ := f.profileOf(known.history, when) // what is wrong in it, the report says
	notes := f.notes()
	if err := f.keep(ctx, notes, when.today); err != nil {
		return err
	}
	var out bytes.Buffer
	for _, n := range notes {
		fmt.Fprintln(&out, f.said(n, known, stated, when.today))
	}
	fmt.Fprintf(&out, "Next: %s\n", f.Command("report"))
	_, err = stdout.Write(out.Bytes())
	return err
}

// keep stores what the runner says.
func (f *flags) keep(ctx context.Context, notes []note, today training.Date) (err error) {
	db, err := store.Open(ctx, f.Database(), store.Options{Wait: lockWait})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var decisions []training.Decision
	for _, n := range notes {
		d := training.Decision{Activity: n.name, Kind: n.kind}
		if n.ofFix() {
			d.Value = today.String()
		}
		if !n.back {
			decisions = append(decisions, d)
		} else if _, err := db.Undecide(ctx, f.Athlete, n.name, n.kind); err != nil {
			return err
		}
	}
	return db.Decide(ctx, f.Athlete, decisions...)
}

// said tells in a line what was noted and what it does, by what was known before.
func (f *flags) said(n note, before knowledge, stated training.Profile, today training.Date) string {
	switch {
	case n.kind == training.DidFix:
		line := fmt.Sprintf("Noted: %s, done on %s. ", n.name, f.formatter().Slot(training.Day(today)))
		if analysis.Answers(before.past, training.Saying{Fix: n.name, Answer: training.Tried, Day: today}) {
			return line + "The next report counts it."
		}
		return line + "No report of the last two weeks suggested it, so it is kept and changes no figure."
	case n.kind == training.SkipFix:
		line := fmt.Sprintf("Noted: %s, not this week. The next report leaves it out", n.name)
		if last := len(before.past) - 1; last >= 0 && before.past[last].Fix == n.name {
			line += " and names another"
		}
		return line + "."
	case !n.back:
		return fmt.Sprintf("Noted: %s, muted. No report shows it until you say: %s", n.name, f.Command("report", "--unmute", n.name))
	case slices.Contains(stated.Mute, n.name):
		return fmt.Sprintf("Noted: %s, not muted here. Your profile mutes it still: take it out of mute in %s", n.name, f.ProfilePath())
	case slices.Contains(before.muted, n.name):
		return fmt.Sprintf("Noted: %s, no longer muted. The next report can show it again.", n.name)
	default:
		return fmt.Sprintf("Nothing to do: %s was not muted.", n.name)
	}
}
