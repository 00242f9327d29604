package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"secondwind/internal/training"
	"secondwind/reports"
)

// The names of what stands beside the pages of the weeks.
const (
	latestName = "latest"
	indexName  = "index"
)

// leads reports whether a page is the newest of the reports folder: one of the present
// that goes where pages go. What is written elsewhere, or of another day, changes
// nothing there but itself.
func (f *flags) leads(when period) bool {
	return when.current && !f.Share && f.Format == "html" && f.Out == "" && f.Sheet == ""
}

// beside returns the name of a page that stands beside those of the weeks.
func (f *flags) beside(name string) string { return name + f.ofAthlete() + ".html" }

// index returns the name of the list of all pages that a page can link; empty for one
// that need not lie beside it.
func (f *flags) index(when period) string {
	if !f.leads(when) {
		return ""
	}
	return f.beside(indexName)
}

// keepUp brings what stands beside a page up to date: a copy of it under one name that
// stays, and the list of all pages. A copy opens wherever a page does; a link would not
// survive a mail, a phone or some disks.
func (f *flags) keepUp(p page, d reports.Document) error {
	dir := filepath.Dir(p.place)
	if err := writeFile(filepath.Join(dir, f.beside(latestName)), p.write); err != nil {
		return err
	}
	pages, err := f.pages(dir)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, f.beside(indexName)), func(w io.Writer) error { return reports.WriteIndex(w, d, pages) })
}

// pages returns the athlete's pages in a folder. Links are not followed, and a page
// that cannot be read is there without its headline.
func (f *flags) pages(dir string) (pages []reports.Earlier, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	entries, err := fs.ReadDir(root.FS(), ".")
	for _, e := range entries {
		if week, ours := f.weekOf(e.Name()); ours && e.Type().IsRegular() {
			beginning, _ := beginningOf(root, e.Name())
			pages = append(pages, reports.Earlier{Week: week, File: e.Name(), Headline: reports.Headline(beginning)})
		}
	}
	return pages, err
}

// weekOf returns the week of a page by its file name, and whether it is a page of the
// athlete.
func (f *flags) weekOf(name string) (training.Week, bool) {
	bare, ours := strings.CutSuffix(name, f.ofAthlete()+".html")
	week, err := training.ParseWeek(bare)
	return week, ours && err == nil && week.String() == bare
}

// titleWithin is how far into a page its title ends: what is before it is short, and a
// headline is cut long before.
const titleWithin = 8 << 10

// beginningOf reads as much of a page as holds its title.
func beginningOf(root *os.Root, name string) (beginning []byte, err error) {
	page, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, page.Close()) }()
	return io.ReadAll(io.LimitReader(page, titleWithin))
}
