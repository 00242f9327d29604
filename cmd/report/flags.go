package main

import (
	"path/filepath"
	"slices"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/profile"
	"secondwind/internal/training"
)

type flags struct {
	cli.Flags
	AsOf    string `placeholder:"DATE" help:"Judge as of the end of a day, such as 2026-11-22 (default: today)."`
	Week    string `placeholder:"WEEK" help:"Judge as of the Sunday of a week, such as 2026-W47."`
	Out     string `placeholder:"FILE" help:"Where to write (default: HTML goes to the reports folder beside the database, the rest to standard output)."`
	Format  string `enum:"html,json,text,ics,svg" default:"html" help:"html, json, text, ics for a calendar of what lies ahead, or svg for the picture of --share."`
	Open    bool   `help:"Open the page in the browser."`
	Share   bool   `env:"-" help:"Write the page without names, dates, hours and places, to show to others."`
	Rules   bool   `help:"List the rules."`
	Explain string `placeholder:"RULE" help:"Tell all about a rule, with your own figures."`
	Sheet   string `env:"-" placeholder:"NAME" help:"Write a page to print: five-whys, gratitude-list or coach."`

	Did    []string `env:"-" sep:"none" placeholder:"FIX" help:"Note that you did a fix today, whatever the watch saw."`
	Skip   []string `env:"-" sep:"none" placeholder:"FIX" help:"Note that a fix is not for this week: the next report names another."`
	Mute   []string `env:"-" sep:"none" placeholder:"NAME" help:"Hear no more of a rule or fix."`
	Unmute []string `env:"-" sep:"none" placeholder:"NAME" help:"Take --mute back."`

	ProfileInit bool `env:"-" help:"Write a commented file for your settings and profile, where there is none."`

	file     *profile.File // what settle has read
	profiled bool          // there is such a file
	notices  []string      // of settle
}

// period is the day that a report is for.
type period struct {
	asOf, today training.Date
	current     bool // no other day was asked for
}

// period reads the day that the flags ask for.
func (f *flags) period(today training.Date) (period, error) {
	p := period{asOf: today, today: today, current: f.AsOf == "" && f.Week == ""}
	var err error
	switch {
	case f.AsOf != "" && f.Week != "":
		return p, cli.UsageErrorf("--week means as of its Sunday: leave out --as-of or --week")
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

// withAll are the flags that may stand beside any other: those of both programs.
var withAll = []string{"--db", "--profile", "--athlete", "--no-color", "--verbose"}

// pictureFormat is that of the card of a report to share.
const pictureFormat = "svg"

// privateFormats are those that a program reads. They name runs and days, so there is
// nothing of them to share.
var privateFormats = []string{"json", "ics"}

// chooseFormat takes the format of what is shared from the name of the file, where the
// command line has no other.
func (f *flags) chooseFormat() {
	if f.Share && !slices.Contains(f.Given(), "--format") && strings.EqualFold(filepath.Ext(f.Out), "."+pictureFormat) {
		f.Format = pictureFormat
	}
}

// asides are the flags that ask for something other than a report: what that is, and
// which flags may stand beside them.
var asides = []struct {
	flags  []string
	does   string
	beside []string
}{
	{flags: []string{"--did", "--skip", "--mute", "--unmute"}, does: "notes what you say and writes no report"},
	{flags: []string{"--profile-init"}, does: "writes a file and no report"},
	{flags: []string{"--rules"}, does: "lists the rules as plain text"},
	{flags: []string{"--explain"}, does: "tells of one rule as plain text", beside: []string{"--as-of", "--week"}},
	{flags: []string{"--sheet"}, does: "writes a page to print", beside: []string{"--as-of", "--week", "--out", "--open"}},
}

// check refuses flags that do not go together.
func (f *flags) check() error {
	given := f.Given()
	for _, aside := range asides {
		i := slices.IndexFunc(given, func(flag string) bool { return slices.Contains(aside.flags, flag) })
		if i < 0 {
			continue
		}
		fits := slices.Concat(aside.flags, aside.beside, withAll)
		if k := slices.IndexFunc(given, func(flag string) bool { return !slices.Contains(fits, flag) }); k >= 0 {
			return cli.UsageErrorf("%s %s: leave out %s", given[i], aside.does, given[k])
		}
		return f.checkNotes()
	}
	switch {
	case f.Share && slices.Contains(privateFormats, f.Format):
		return cli.UsageErrorf("--share writes a page, text or a picture: leave out --share or --format %s", f.Format)
	case !f.Share && f.Format == pictureFormat:
		return cli.UsageErrorf("--format %s is the picture of a report to share: add --share", f.Format)
	case f.Open && f.Format != "html" && f.Format != pictureFormat:
		return cli.UsageErrorf("--open opens an HTML page: leave out --open or --format %s", f.Format)
	}
	return nil
}
