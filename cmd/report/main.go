// Report judges a runner's history and writes the weekly page: which running
// rut it shows, why, and the one fix to try.
//
// Usage:
//
//	report [flags]                  judge, and write the page
//	report [flags] --rules          list the rules
//	report [flags] --explain RULE   tell all about one
//	report [flags] --profile-init   write a commented file for settings and profile
//
// An HTML report is a file, and its path is the last line of standard output. A
// text or JSON report goes to standard output unless --out names a file.
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
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"secondwind/analysis"
	"secondwind/internal/cli"
	"secondwind/internal/measure"
	"secondwind/internal/profile"
	"secondwind/internal/receipt"
	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/reports"
)

func main() { os.Exit(cli.Main(run)) }

const description = "Say which running rut your runs show, why, and the one fix to try this week. " +
	"Run ingest first."

type flags struct {
	cli.Flags
	AsOf    string `placeholder:"DATE" help:"Judge as of the end of a day, such as 2026-11-22 (default: today)."`
	Week    string `placeholder:"WEEK" help:"Judge as of the Sunday of a week, such as 2026-W47."`
	Out     string `placeholder:"FILE" help:"Where to write (default: HTML goes to the reports folder beside the database, the rest to standard output)."`
	Format  string `enum:"html,json,text" default:"html" help:"html, json or text."`
	Open    bool   `help:"Open the page in the browser."`
	Rules   bool   `help:"List the rules."`
	Explain string `placeholder:"RULE" help:"Tell all about a rule, with your own figures."`

	ProfileInit bool `env:"-" help:"Write a commented file for your settings and profile, where there is none."`

	file    *profile.File // what settle has read
	notices []string      // of settle
}

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
	when, err := f.period(today)
	if err != nil {
		return err
	}
	if f.ProfileInit {
		return f.initProfile(today, stdout)
	}
	if err := f.settle(stderr); err != nil {
		return err
	}
	switch {
	case f.Rules:
		return reports.Rules(stdout, analysis.Rules())
	case f.Explain != "":
		return f.explain(ctx, when, stdout, stderr)
	default:
		return f.report(ctx, when, stdout, stderr)
	}
}

// period is the day that a report is for.
type period struct {
	asOf, today training.Date
	current     bool // no other day was asked for
}

// period reads the day that the flags ask for, and refuses flags that do not go
// together.
func (f *flags) period(today training.Date) (period, error) {
	p := period{asOf: today, today: today, current: f.AsOf == "" && f.Week == ""}
	var err error
	switch {
	case f.AsOf != "" && f.Week != "":
		return p, cli.UsageErrorf("--week means as of its Sunday: leave out --as-of or --week")
	case f.ProfileInit && (f.Rules || f.Explain != "" || f.Out != "" || f.Open || f.Format != "html"):
		return p, cli.UsageErrorf("--profile-init writes a file and no report: leave out the other flags but --profile and --athlete")
	case f.Rules && f.Explain != "":
		return p, cli.UsageErrorf("--rules lists all rules and --explain tells of one: leave out one of them")
	case (f.Rules || f.Explain != "") && (f.Out != "" || f.Open || f.Format != "html"):
		return p, cli.UsageErrorf("--rules and --explain print plain text: leave out --out, --open and --format")
	case f.Open && f.Format != "html":
		return p, cli.UsageErrorf("--open opens an HTML page: leave out --open or --format %s", f.Format)
	case f.AsOf != "":
		p.asOf, err = training.ParseDate(f.AsOf)
	case f.Week != "":
		var w training.Week
		w, err = training.ParseWeek(f.Week)
		p.asOf = w.Sunday()
	}
	if err != nil {
		return p, cli.UsageErrorf("%v", err)
	}
	if f.AsOf != "" && p.asOf > today {
		return p, cli.UsageErrorf("--as-of %s lies in the future: name today or a day before", f.AsOf)
	}
	if f.Week != "" && p.asOf > today {
		return p, cli.UsageErrorf("--week %s is not over: name a week before, or leave --week out for a report of today", f.Week)
	}
	return p, nil
}

// knowledge is what the database holds for a report.
type knowledge struct {
	history training.History
	past    []training.Suggestion
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
	last, found, err := db.LastReceipt(ctx, f.Athlete)
	if err != nil || !found {
		return k, err
	}
	decisions, err := db.Decisions(ctx, f.Athlete)
	last.At = last.At.Local() // the page shows the reader's clock
	k.receipt = training.Some(receipt.Open(last, decisions))
	return k, err
}

// input is what the judgement of a period depends on.
func (k knowledge) input(p training.Profile, when period) analysis.Input {
	return analysis.Input{History: k.history, Profile: p, Past: k.past, AsOf: when.asOf, Today: when.today, Current: when.current}
}

// report judges, writes the report and remembers what it suggests.
func (f *flags) report(ctx context.Context, when period, stdout, stderr io.Writer) error {
	known, err := f.load(ctx)
	if err != nil {
		return err
	}
	if len(known.history.Runs) == 0 {
		return fmt.Errorf("the database %s holds no activity of %q yet; take some in with ingest and the folder of your watch's files", f.Database(), f.Athlete)
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
	})
	if err := f.write(document, judgement, stdout, stderr); err != nil {
		return err
	}
	if when.current && f.Format != "json" {
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

// writers by the name of a format.
var writers = map[string]func(io.Writer, reports.Document) error{
	"html": reports.WriteHTML,
	"json": writeJSON,
	"text": reports.WriteText,
}

// writeJSON writes a report as JSON that is safe to show on a terminal.
func writeJSON(w io.Writer, d reports.Document) error {
	var plain bytes.Buffer
	if err := reports.WriteJSON(&plain, d); err != nil {
		return err
	}
	_, err := w.Write(cli.SafeJSON(plain.Bytes()))
	return err
}

// write writes the report to where it belongs, and says where that is.
func (f *flags) write(d reports.Document, j analysis.Judgement, stdout, stderr io.Writer) error {
	path := f.Out
	if path == "" && f.Format == "html" {
		path = filepath.Join(cli.ReportsDir(), f.pageName(j))
	}
	if path == "" || path == "-" {
		return writers[f.Format](stdout, d)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := f.mayReplace(path); err != nil {
		return err
	}
	if err := writeFile(path, func(w io.Writer) error { return writers[f.Format](w, d) }); err != nil {
		return err
	}
	if f.Open {
		if err := openInBrowser(path); err != nil {
			fmt.Fprintf(stderr, "report: no browser could be opened (%v); open the page yourself\n", err)
		}
	}
	_, err = fmt.Fprintln(stdout, path)
	return err
}

// pageName returns the file name of a page: its week; the day where one was asked
// for that does not end the week; and the athlete unless it is the default one.
func (f *flags) pageName(j analysis.Judgement) string {
	week := j.Week
	if j.Export.Stale {
		// The week judged is that of the export's end, which has a page of its own.
		week = (j.Asked - 6).Week()
	}
	name := week.String()
	if f.AsOf != "" && j.Asked != j.Week.Sunday() {
		name += "-as-of-" + j.Asked.String()
	}
	if f.Athlete != cli.DefaultAthlete {
		name += "-" + strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return '_'
		}, f.Athlete)
	}
	return name + ".html"
}

// mayReplace refuses to write over anything that is not an earlier report: a
// runner's own file is never lost to a slip of the hand.
func (f *flags) mayReplace(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%w; name another place with --out", err)
	case info.IsDir():
		return cli.UsageErrorf("--out %s is a folder: name a file in it", path)
	case !info.Mode().IsRegular():
		return cli.UsageErrorf("--out %s is no ordinary file: name one, or - for standard output", path)
	case info.Size() > 0 && !slices.Contains([]string{".html", ".htm", ".json", ".txt"}, strings.ToLower(filepath.Ext(path))):
		return cli.UsageErrorf("--out %s exists and does not look like a report: name another file", path)
	}
	return nil
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
		return db.AddSuggestion(ctx, f.Athlete, suggestion)
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
		names := make([]string, len(rules))
		for k, r := range rules {
			names[k] = r.Name
		}
		return cli.UsageErrorf("no rule is called %q; there are %s", f.Explain, strings.Join(names, ", "))
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

// writeFile writes a file whole or not at all, for its owner's eyes.
func writeFile(path string, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("%w; name another place with --out", err)
	}
	temp, err := os.CreateTemp(dir, ".report-*")
	if err != nil {
		return fmt.Errorf("%w; name another place with --out", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	if err := cmp.Or(write(temp), temp.Chmod(0o600), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w; name another place with --out", path, err)
	}
	return nil
}
