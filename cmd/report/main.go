// Report judges a runner's history and writes the weekly page: which running
// rut it shows, why, and the one fix to try.
//
// Usage:
//
//	report [flags]                  judge, and write the page
//	report [flags] --rules          list the rules
//	report [flags] --explain RULE   tell all about one
//	report [flags] --did FIX        note that a fix was done; likewise --skip FIX,
//	                                --mute NAME and --unmute NAME
//	report [flags] --sheet NAME     write a page to print
//	report [flags] --share          write a page for others, without names, dates,
//	                                hours and places; --format svg: as one picture
//	report [flags] --profile-init   write a commented file for settings and profile
//
// An HTML report or a picture is a file, and its path is the last line of standard output. A
// text, JSON or ICS report goes to standard output unless --out names a file.
// Everything else goes to standard error.
//
// Exit codes:
//
//	0    done
//	1    failed; standard error says why
//	2    the command line is wrong
//	75   another program holds the database; try again
//	130  interrupted
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"secondwind/analysis"
	"secondwind/internal/cli"
	"secondwind/internal/measure"
	"secondwind/internal/receipt"
	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/reports"
)

func main() { os.Exit(cli.Main(run)) }

const description = "Say which running rut your runs show, why, and the one fix to try this week. " +
	"Run ingest first."

// lockWait is how long a busy database is waited for.
const lockWait = 5 * time.Second

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var f flags
	if code, done := cli.Parse("report", description, &f, args, stdout, stderr); done {
		return code
	}
	if err := f.work(ctx, stdout, stderr); err != nil {
		return cli.Complain(stderr, "report", err)
	}
	return cli.OK
}

func (f *flags) work(ctx context.Context, stdout, stderr io.Writer) error {
	today := training.DateOf(time.Now())
	f.chooseFormat()
	when, err := f.period(today)
	if err := cmp.Or(err, f.check()); err != nil {
		return err
	}
	if f.ProfileInit {
		return f.initProfile(today, stdout)
	}
	if err := f.settle(stderr); err != nil {
		return err
	}
	switch {
	case len(f.notes()) > 0:
		return f.note(ctx, when, stdout)
	case f.Rules:
		return reports.Rules(stdout, analysis.Rules())
	case f.Explain != "":
		return f.explain(ctx, when, stdout, stderr)
	default:
		return f.report(ctx, when, stdout, stderr)
	}
}

// knowledge is what the database holds for a report.
type knowledge struct {
	history training.History
	past    []training.Suggestion
	said    []training.Saying
	muted   []string // by name, beside what the profile mutes
	receipt training.Opt[training.Receipt]
}

// load reads all that a report needs and closes the database.
func (f *flags) load(ctx context.Context) (k knowledge, err error) {
	db, err := store.Open(ctx, f.Database(), store.Options{ReadOnly: true, Wait: lockWait})
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if k.history, err = db.History(ctx, f.Athlete); err != nil {
		return k, err
	}
	if k.past, err = db.Suggestions(ctx, f.Athlete); err != nil {
		return k, err
	}
	if k.said, err = db.Sayings(ctx, f.Athlete); err != nil {
		return k, err
	}
	if k.muted, err = db.Muted(ctx, f.Athlete); err != nil {
		return k, err
	}
	last, found, err := db.LastReceipt(ctx, f.Athlete)
	if err != nil || !found {
		return k, err
	}
	decisions, err := db.Decisions(ctx, f.Athlete)
	last.At = last.At.Local() // the page shows the reader's clock
	k.receipt = training.Some(receipt.Open(last, decisions))
	return k, err
}

// input is what the judgement of a period depends on. A name that was muted and is
// that of no rule and no fix any more counts for nothing. What the profile mutes comes
// last: the page shows how to lift the first mute, and a command cannot lift those.
func (k knowledge) input(p training.Profile, when period) analysis.Input {
	var muted []string
	for _, name := range slices.Concat(ruleNames(), fixNames()) {
		if slices.Contains(k.muted, name) && !slices.Contains(p.Mute, name) {
			muted = append(muted, name)
		}
	}
	p.Mute = slices.Concat(muted, p.Mute)
	return analysis.Input{
		History: k.history, Profile: p, Past: k.past, Said: k.said,
		AsOf: when.asOf, Today: when.today, Current: when.current,
	}
}

// unknown says that the database has nothing of the athlete.
func (f *flags) unknown() error {
	return fmt.Errorf("the database %s holds no activity of %q yet; take some in with ingest and the folder of your watch's files", f.Database(), f.Athlete)
}

// report judges, writes the report and remembers what it suggests.
func (f *flags) report(ctx context.Context, when period, stdout, stderr io.Writer) error {
	known, err := f.load(ctx)
	if err != nil {
		return err
	}
	if len(known.history.Runs) == 0 {
		return f.unknown()
	}
	stated, problems := f.profileOf(known.history, when)
	judgement := analysis.Judge(known.input(stated, when))
	format := f.formatter()
	document := reports.Build(judgement, analysis.Rules(), analysis.Fixes(), reports.Options{
		Athlete:  f.Athlete,
		Units:    format.Units,
		Clock12:  format.Clock12,
		Dates:    format.Dates,
		FirstDay: f.file.Settings.WeekStart,
		Receipt:  known.receipt,
		Notices:  slices.Concat(f.notices, problems, outdated(known.history)),
		Version:  cli.Version(),
		Ingest:   f.Command("ingest"),
		Report:   f.Command("report"),
		Share:    f.Share,
		Profile:  f.profiled,
		Index:    f.index(when),
	})
	asked, err := f.page(document, judgement)
	if err != nil {
		return err
	}
	if err := f.put(asked, stdout, stderr); err != nil {
		return err
	}
	if f.leads(when) {
		if err := f.keepUp(asked, document); err != nil {
			fmt.Fprintf(stderr, "report: the page is whole, but what stands beside it is not up to date: %s\n", cli.Line(err.Error()))
		}
	}
	if when.current && f.readWhole() {
		f.remember(ctx, judgement, stderr)
	}
	return nil
}

// outdated says whether an older version measured some of the activities.
func outdated(h training.History) []string {
	n := 0
	for i := range h.Runs {
		if h.Runs[i].Measures.Version < measure.Version {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("An older version measured %d of your %d activities. Run ingest once, and the next report has them right.", n, len(h.Runs))}
}

// readWhole reports whether a person is to read the report: what a program reads, or
// a part of it alone, or others, is no advice to look back on.
func (f *flags) readWhole() bool {
	return f.Sheet == "" && !f.Share && (f.Format == "html" || f.Format == "text")
}

// remember stores what the report suggests. A database that stays busy costs the
// memory, not the page.
func (f *flags) remember(ctx context.Context, j analysis.Judgement, stderr io.Writer) {
	suggestion, made := j.Suggestion()
	if !made {
		return
	}
	err := func() (err error) {
		db, err := store.Open(ctx, f.Database(), store.Options{Wait: lockWait})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, db.Close()) }()
		return db.AddSuggestion(ctx, f.Athlete, suggestion, j.Muted...)
	}()
	if err != nil {
		sentence, _ := cli.Explain(err)
		fmt.Fprintf(stderr, "report: the page is whole, but its suggestion is not remembered: %s\n", sentence)
	}
}

// explain tells all about one rule, with the runner's figures where there are any.
func (f *flags) explain(ctx context.Context, when period, stdout, stderr io.Writer) error {
	rules := analysis.Rules()
	i := slices.IndexFunc(rules, func(r analysis.Rule) bool { return r.Name == f.Explain || strings.EqualFold(r.Title, f.Explain) })
	if i < 0 {
		return unknownRule(f.Explain)
	}
	formatter := f.formatter()
	formatter.AsOf = when.asOf
	known, err := f.load(ctx)
	if err != nil && !errors.Is(err, store.ErrMissing) {
		return err
	}
	if len(known.history.Runs) == 0 {
		return reports.Explain(stdout, rules[i], analysis.Fixes(), nil, formatter)
	}
	stated, problems := f.profileOf(known.history, when)
	for _, problem := range problems {
		fmt.Fprintf(stderr, "report: %s\n", cli.Line(problem))
	}
	judgement := analysis.Judge(known.input(stated, when))
	formatter.AsOf = judgement.AsOf
	return reports.Explain(stdout, rules[i], analysis.Fixes(), &judgement.Verdicts[i], formatter)
}
