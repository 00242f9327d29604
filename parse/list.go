package parse

import (
	"bytes"
	"encoding/csv"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"secondwind/internal/training"
)

// ListedActivity is what the list of activities in an export says of one of its
// files.
type ListedActivity struct {
	File     string            // the path in the export, as the list has it: "activities/123.fit.gz"
	Name     string            // what the runner called it: untrusted text of any length
	Gear     string            // the shoes or the bicycle: likewise
	Sport    training.Sport    // empty where the list's word for it is not known
	SubSport training.SubSport // empty unless the word says so
}

// ExportList reads the list of activities that lies in a Strava export
// (activities.csv): one entry per row that names a file, in the order of the
// rows. Its headers, dates and sports are in the runner's language and its
// columns have grown over the years, so the file is told by its values and the
// rest by known headers, else by place. A row at fault costs that row. The
// error is a *FormatError.
func ExportList(data []byte) ([]ListedActivity, error) {
	text := listText(data)
	comma := delimiter(text)
	if len(data) > maxListBytes || bytes.Count(text, []byte(string(comma))) > maxCells {
		return nil, listError("too large for a list of activities")
	}
	header, rows := readRows(text, comma)
	columns, known := findColumns(header, rows)
	if !known {
		return nil, listError("no list of activities: no column names their files")
	}
	var list []ListedActivity
	for _, row := range rows {
		if file := cell(row, columns.file); isActivityFile(file) {
			list = append(list, columns.entry(row, file))
		}
	}
	return list, nil
}

func listError(reason string) error {
	return &FormatError{Reason: reason, Hint: "use the activities.csv of the export as it came"}
}

// A list has a hundred columns and a kilobyte for an activity; these hold the
// life of anyone.
const (
	maxListBytes = 64 << 20
	maxCells     = 4_000_000
)

// listText returns the text in UTF-8. A spreadsheet program may have stored it
// in UTF-16 or in the Windows charset.
func listText(data []byte) []byte {
	data = trimToText(data)
	if utf8.Valid(data) {
		return data
	}
	text := make([]byte, 0, len(data)+len(data)/8)
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && size == 1 {
			c = windows1252(data[i])
		}
		text = utf8.AppendRune(text, c)
		i += size
	}
	return text
}

// maxSwallowed is how many rows that swallowed others are cut off. Each costs a
// look at the rest of the list, so that there is an end to it.
const maxSwallowed = 100

// readRows returns the first row and those that name a file. A quotation mark
// that nobody closed makes one cell of the rows that follow: such a row is left
// out, and reading goes on behind its first line.
func readRows(text []byte, comma rune) (header []string, rows [][]string) {
	r := newRowReader(text, comma)
	for swallowed := 0; ; {
		begin := r.InputOffset()
		row, err := r.Read()
		if err != nil { // the end: nothing else can go wrong with bytes in memory and lazy quotes
			return header, rows
		}
		if swallowed < maxSwallowed && swallowsRow(row, comma) {
			swallowed++
			_, text, _ = bytes.Cut(bytes.TrimLeft(text[begin:], "\r\n"), []byte("\n"))
			r = newRowReader(text, comma)
			continue
		}
		if header == nil {
			header = row
		}
		if namesFile(row) {
			rows = append(rows, row)
		}
	}
}

func newRowReader(text []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = comma
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	return r
}

// swallowsRow reports whether a cell of several lines holds a part of another
// row, or of its own.
func swallowsRow(row []string, comma rune) bool {
	for _, c := range row {
		if !strings.Contains(c, "\n") {
			continue
		}
		for line := range strings.Lines(c) {
			if namesFile(strings.Split(line, string(comma))) {
				return true
			}
		}
	}
	return false
}

func namesFile(cells []string) bool {
	for _, c := range cells {
		if isActivityFile(strings.Trim(c, "\" \r\n")) {
			return true
		}
	}
	return false
}

// delimiter returns what separates the cells of the first line: a spreadsheet
// program may have turned the commas into its own separator.
func delimiter(text []byte) rune {
	header, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(header, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// isActivityFile reports whether a cell names a file of an activity by its path
// in the export.
func isActivityFile(s string) bool {
	const longest = 1024
	if len(s) > longest || !strings.Contains(s, "/") || strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	s = strings.TrimSuffix(strings.ToLower(s), ".gz")
	switch path.Ext(s) {
	case ".fit", ".gpx", ".tcx":
		return true
	}
	return false
}

// listColumns are the places of the cells that count; below zero: absent.
type listColumns struct{ file, name, kind, gear int }

// Where the cells stand in every list seen, from 2018 on: the name and the
// sport behind id and date, the gear right before the file, and no further to
// the left than this.
const (
	usualNameColumn = 2
	usualKindColumn = 3
	firstGearColumn = 8
)

// findColumns finds the columns, and reports whether the rows are a list of
// activities at all.
func findColumns(header []string, rows [][]string) (listColumns, bool) {
	file := fileColumn(rows)
	if file < 0 {
		// Nothing was recorded, or everything was entered by hand.
		return listColumns{file: -1}, headerColumn(header, fileHeaders) >= 0
	}
	c := listColumns{
		file: file,
		name: headerColumn(header, nameHeaders),
		kind: headerColumn(header, kindHeaders),
		gear: headerColumn(header, gearHeaders),
	}
	if c.name < 0 && (c.kind == usualKindColumn || c.kind < 0 && file > usualKindColumn) {
		c.name = usualNameColumn
	}
	if c.kind < 0 && c.name >= 0 {
		c.kind = c.name + 1
	}
	if c.gear < 0 && file > firstGearColumn {
		c.gear = file - 1
	}
	return c, true
}

// fileColumn returns the column that names most files, -1 if none does.
func fileColumn(rows [][]string) int {
	var files []int
	for _, row := range rows {
		for i, c := range row {
			if !isActivityFile(strings.TrimSpace(c)) {
				continue
			}
			if i >= len(files) {
				files = append(files, make([]int, i+1-len(files))...)
			}
			files[i]++
		}
	}
	best := -1
	for i, n := range files {
		if n > 0 && (best < 0 || n > files[best]) {
			best = i
		}
	}
	return best
}

// headerColumn returns the first column with one of the headers: those that
// repeat further right hold something else.
func headerColumn(header []string, known map[string]bool) int {
	for i, h := range header {
		if known[phrase(h)] {
			return i
		}
	}
	return -1
}

// cell returns a cell of a row, empty if the row is too short.
func cell(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

func (c listColumns) entry(row []string, file string) ListedActivity {
	a := ListedActivity{File: file, Name: cell(row, c.name)}
	if gear := cell(row, c.gear); isGear(gear) {
		a.Gear = gear
	}
	a.Sport, a.SubSport = listedSport(cell(row, c.kind))
	return a
}

// isGear keeps out the neighbours of the gear, which are numbers, true and
// false, where the column is known by its place alone.
func isGear(s string) bool {
	return s != "true" && s != "false" && strings.ContainsFunc(s, unicode.IsLetter)
}

// phrase returns a text in lower case, its words divided by one blank each.
func phrase(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c)
	}), " ")
}
