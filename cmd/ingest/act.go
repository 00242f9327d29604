package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/store"
)

// act is what the program does instead of taking files in.
type act struct {
	flag string // that asks for it, without its dashes
	id   string // that it is about, or the beginning of one; empty where it is about all
	run  func(ctx context.Context, f *flags, stdout, stderr io.Writer) (code int, err error)
}

// acts returns what the command line asks for.
func (f *flags) acts() []act {
	var asked []act
	if f.Status {
		asked = append(asked, act{flag: "status", run: status})
	}
	if f.Check {
		asked = append(asked, act{flag: "check", run: check})
	}
	if f.Backup != "" {
		asked = append(asked, act{flag: "backup", run: backup})
	}
	if f.Restore != "" {
		asked = append(asked, act{flag: "restore", run: restore})
	}
	for _, d := range []struct {
		flag, id string
		decide   decision
	}{
		{"split", f.Split, split},
		{"join", f.Join, join},
		{"exclude", f.Exclude, exclude},
		{"include", f.Include, include},
		{"forget", f.Forget, forget},
	} {
		if d.id != "" {
			asked = append(asked, act{d.flag, d.id, d.decide.run(d.id)})
		}
	}
	return asked
}

// act returns the one act that is asked for, if there is one.
func (f *flags) act() (act, bool) {
	if asked := f.acts(); len(asked) > 0 {
		return asked[0], true
	}
	return act{}, false
}

// leastID is how many characters of an id have to be named: fewer are a slip of the
// hand, and one in a thousand of them would fit another activity.
const leastID = 6

// checkAct refuses what does not go together with an act.
func (f *flags) checkAct() error {
	asked := f.acts()
	first := asked[0]
	switch {
	case len(asked) > 1:
		return cli.UsageErrorf("--%s and --%s are two things: run one after the other", first.flag, asked[1].flag)
	case len(f.Paths) > 0:
		return cli.UsageErrorf("--%s takes no path: leave out %s", first.flag, f.Paths[0])
	case f.DryRun:
		return cli.UsageErrorf("--%s reads no files: leave out --dry-run", first.flag)
	case f.RetryFailed:
		return cli.UsageErrorf("--%s reads no files: leave out --retry-failed", first.flag)
	case f.Status && f.Quiet:
		return cli.UsageErrorf("--status prints what the database knows: leave out --quiet")
	case f.aboutAll() && slices.Contains(f.Given(), "--athlete"):
		return cli.UsageErrorf("--%s is about the whole database: leave out --athlete", first.flag)
	case first.id != "" && len(first.id) < leastID:
		return cli.UsageErrorf("--%s %s: name at least the first %d characters of the id", first.flag, first.id, leastID)
	}
	return nil
}

// aboutAll reports whether an act is about the whole database, whoever ran.
func (f *flags) aboutAll() bool { return f.Check || f.Backup != "" || f.Restore != "" }

// status prints what the database knows.
func status(ctx context.Context, f *flags, stdout, _ io.Writer) (code int, err error) {
	db, err := f.open(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := summary{flags: f}
	if err := s.recall(ctx, db); err != nil {
		return 0, err
	}
	return cli.OK, s.printStatus(stdout)
}

// find returns the stored activity that an id, or the beginning of one, names.
func find(ctx context.Context, db *store.DB, f *flags, id string) (store.Label, error) {
	labels, err := db.Labels(ctx, f.Athlete, id)
	switch {
	case err != nil:
		return store.Label{}, err
	case len(labels) == 0:
		return store.Label{}, unknownID(f, id)
	case len(labels) > 1:
		names := make([]string, len(labels))
		for i, l := range labels {
			names[i] = l.ID + " (" + describe(l) + ")"
		}
		return store.Label{}, ambiguousID(id, names)
	}
	return labels[0], nil
}

func unknownID(f *flags, id string) error {
	return cli.UsageErrorf("no activity of %q has an id that begins with %s; ingest --status -v and report --format json name ids", f.Athlete, id)
}

// ambiguousID names what an id could be, as far as a line is readable.
func ambiguousID(id string, names []string) error {
	n := len(names)
	if n > shownFiles {
		names = append(names[:shownFiles:shownFiles], "…")
	}
	return cli.UsageErrorf("%s could be any of %d activities: %s; name more of the id", id, n, strings.Join(names, ", "))
}
