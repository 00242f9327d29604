package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"secondwind/analysis"
	"secondwind/internal/cli"
	"secondwind/reports"
)

// writers by the name of a format.
var writers = map[string]func(io.Writer, reports.Document) error{
	"html": reports.WriteHTML,
	"json": writeJSON,
	"text": reports.WriteText,
	"ics":  reports.WriteICS,

	pictureFormat: reports.WriteCard,
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

// page is something to write: where, unless --out says so, and how. Without a place
// it goes to standard output.
type page struct {
	place string
	write func(io.Writer) error
}

// page returns what the flags ask for.
func (f *flags) page(d reports.Document, j analysis.Judgement) (page, error) {
	if f.Sheet != "" {
		return f.sheet(d)
	}
	p := page{write: func(w io.Writer) error { return writers[f.Format](w, d) }}
	switch {
	case f.Share && f.Format != "text":
		p.place = filepath.Join(cli.ReportsDir(), sharedName+"."+f.Format)
	case f.Format == "html":
		p.place = filepath.Join(cli.ReportsDir(), f.pageName(j))
	}
	return p, nil
}

// sharedName is the file name of what is shared: it tells no week and nobody's name.
const sharedName = "share"

// sheet returns the page to print that the flags name.
func (f *flags) sheet(d reports.Document) (page, error) {
	name := strings.ToLower(f.Sheet)
	if err := mustKnow("sheet", name, reports.Sheets(d)); err != nil {
		return page{}, err
	}
	return page{
		place: filepath.Join(cli.ReportsDir(), "sheet-"+name+f.ofAthlete()+".html"),
		write: func(w io.Writer) error { return reports.WriteSheet(w, d, name) },
	}, nil
}

// put writes a page to where it belongs, and says where that is.
func (f *flags) put(p page, stdout, stderr io.Writer) error {
	path := cmp.Or(f.Out, p.place)
	if path == "" || path == "-" {
		return p.write(stdout)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := f.mayReplace(path); err != nil {
		return err
	}
	if err := writeFile(path, p.write); err != nil {
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
		if f.AsOf == "" && f.Week == "" {
			week = j.Asked.Week().Add(-1) // the week of today is not over, even on a Sunday
		}
	}
	name := week.String()
	if f.AsOf != "" && j.Asked != j.Week.Sunday() {
		name += "-as-of-" + j.Asked.String()
	}
	return name + f.ofAthlete() + ".html"
}

// ofAthlete is what a file name says of whose page it is: nothing for the default one.
func (f *flags) ofAthlete() string {
	if f.Athlete == cli.DefaultAthlete {
		return ""
	}
	return "-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, f.Athlete)
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
	case info.Size() > 0 && !slices.Contains([]string{".html", ".htm", ".json", ".txt", ".ics", "." + pictureFormat}, strings.ToLower(filepath.Ext(path))):
		return cli.UsageErrorf("--out %s exists and does not look like a report: name another file", path)
	}
	return nil
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
