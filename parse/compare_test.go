package parse

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muktihari/fit/decoder"
	"github.com/tkrajina/gpxgo/gpx"
	"github.com/tormoder/fit"

	"secondwind/internal/training"
)

// A library reads a file where it gives at least one record with a time, and no
// error: what most programs go by, which throw away what came with an error.
// File reads one by the same measure; a doubt that it names is no error.

// payload is one file of the corpus or one member of an archive, unpacked.
type payload struct {
	path   string
	row    string // of the table: its format, "zip" for a member
	format Format
	data   []byte
}

// payloads returns every file below the corpus, made ones too.
func payloads(t *testing.T) []payload {
	t.Helper()
	if _, err := os.Stat(corpusDir); err != nil {
		t.Skip("../shared is not beside the checkout")
	}
	var all []payload
	err := filepath.WalkDir(corpusDir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "MANIFEST.tsv" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(corpusDir, path)
		if err != nil {
			return err
		}
		if Sniff(data) == Zip {
			all = append(all, members(t, filepath.ToSlash(name), data)...)
			return nil
		}
		all = append(all, newPayload(t, filepath.ToSlash(name), "", data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func newPayload(t *testing.T, path, row string, data []byte) payload {
	t.Helper()
	if Sniff(data) == Gzip {
		data = gunzip(t, data)
	}
	p := payload{path: path, row: row, format: Sniff(data), data: data}
	if p.row == "" {
		p.row = string(p.format)
	}
	if p.row == "" {
		p.row = "other"
	}
	return p
}

// members returns the activity files of a zip archive.
func members(t *testing.T, path string, data []byte) []payload {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all []payload
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if p := newPayload(t, path+"!"+f.Name, "zip", unpacked); p.format != Unknown {
			all = append(all, p)
		}
	}
	return all
}

// library is another reader of activity files: of which formats, and whether it
// reads a payload.
type library struct {
	name    string
	formats []Format
	reads   func(*testing.T, payload) bool
}

var libraries = []library{
	{"tormoder/fit Decode", []Format{FIT}, func(_ *testing.T, p payload) bool {
		file, err := fit.Decode(bytes.NewReader(p.data))
		return err == nil && timedFIT(file)
	}},
	{"tormoder/fit DecodeChained", []Format{FIT}, func(_ *testing.T, p payload) bool {
		files, err := fit.DecodeChained(bytes.NewReader(p.data))
		return err == nil && slices.ContainsFunc(files, timedFIT)
	}},
	{"muktihari/fit", []Format{FIT}, func(_ *testing.T, p payload) bool { return readsMuktihari(p.data) }},
	{"muktihari/fit, checksum ignored", []Format{FIT}, func(_ *testing.T, p payload) bool {
		return readsMuktihari(p.data, decoder.WithIgnoreChecksum())
	}},
	{"gpxgo", []Format{GPX}, func(_ *testing.T, p payload) bool {
		document, err := gpx.ParseBytes(p.data)
		return err == nil && timedGPX(document)
	}},
	{"gpsbabel", []Format{FIT, GPX, TCX}, readsGPSBabel},
}

func timedFIT(file *fit.File) bool {
	var records []*fit.RecordMsg
	if activity, err := file.Activity(); err == nil {
		records = activity.Records
	} else if course, err := file.Course(); err == nil {
		records = course.Records
	}
	return slices.ContainsFunc(records, func(r *fit.RecordMsg) bool { return !fit.IsBaseTime(r.Timestamp) })
}

func readsMuktihari(data []byte, options ...decoder.Option) bool {
	var count recordCounter
	options = append(options, decoder.WithMesgListener(&count), decoder.WithBroadcastOnly())
	dec := decoder.New(bytes.NewReader(data), options...)
	for dec.Next() {
		if _, err := dec.Decode(); err != nil {
			return false
		}
	}
	return count > 0
}

func timedGPX(document *gpx.GPX) bool {
	for _, track := range document.Tracks {
		for _, segment := range track.Segments {
			if slices.ContainsFunc(segment.Points, func(p gpx.GPXPoint) bool { return !p.Timestamp.IsZero() }) {
				return true
			}
		}
	}
	return false
}

// gpsbabelFormats are what gpsbabel calls the formats.
var gpsbabelFormats = map[Format]string{FIT: "garmin_fit", GPX: "gpx", TCX: "gtrnctr"}

// readsGPSBabel has the tracks written as a table and looks for a time in it.
func readsGPSBabel(t *testing.T, p payload) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "payload")
	if err := os.WriteFile(path, p.data, 0o600); err != nil {
		t.Fatal(err)
	}
	const patience = time.Minute // some payloads are made to take for ever
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, "gpsbabel", "-t", "-i", gpsbabelFormats[p.format], "-f", path, "-o", "unicsv", "-F", "-").Output()
	if err != nil {
		return false
	}
	table := csv.NewReader(bytes.NewReader(out))
	table.FieldsPerRecord, table.LazyQuotes = -1, true
	rows, err := table.ReadAll()
	if err != nil || len(rows) == 0 {
		return false
	}
	column := slices.Index(rows[0], "Time")
	return column >= 0 && slices.ContainsFunc(rows[1:], func(row []string) bool { return len(row) > column && row[column] != "" })
}

// readWrongly are the payloads that a library reads and File does not, and why
// the library is not right.
var readWrongly = map[string]string{
	"SamR1+FitTrackee/fittrackee/tests/files/example.fit":       "a planned course, whose times are made up",
	"j-hiller+Strava-export-local-heatmap/tests/test_file.fit":  "a planned course, whose times are made up",
	"tkrajina+gpxgo/test_files/Mojstrovka.gpx":                  "every point has one and the same time, of 1901",
	"tkrajina+gpxgo/test_files/gpx-without-root-attributes.gpx": "every point has one and the same time, of 1901",
	"tkrajina+gpxpy/test_files/Mojstrovka.gpx":                  "every point has one and the same time, of 1901",
}

// tally is a row of the table.
type tally struct {
	files, read, untimed, warned, other, refused int
	libraries                                    map[string]int
}

// TestNobodyReadsMore reads the corpus with File, with each library alone and
// with gpsbabel, and prints a table. A file that one of them reads and File does
// not is an error, unless readWrongly says why theirs is none; and so is an
// explanation that nothing needs.
func TestNobodyReadsMore(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the corpus six times")
	}
	others := libraries
	if _, err := exec.LookPath("gpsbabel"); err != nil {
		t.Log("gpsbabel is not installed and left out")
		others = others[:len(others)-1]
	}
	rows := make(map[string]*tally)
	var refusals []string
	unused := make(map[string]bool)
	for path := range readWrongly {
		unused[path] = true
	}
	for _, p := range payloads(t) {
		row := rows[p.row]
		if row == nil {
			row = &tally{libraries: make(map[string]int)}
			rows[p.row] = row
		}
		activities, err := File(p.path, p.data)
		reads := row.add(activities, err)
		if err != nil {
			refusals = append(refusals, fmt.Sprintf("- %s", err))
		}
		for _, l := range others {
			if !slices.Contains(l.formats, p.format) || !l.readsSafely(t, p) {
				continue
			}
			row.libraries[l.name]++
			if reads {
				continue
			}
			if readWrongly[p.path] == "" {
				t.Errorf("%s reads %s; File says %v", l.name, p.path, err)
			}
			delete(unused, p.path)
		}
	}
	for path := range unused {
		t.Errorf("%s: explained, and nobody reads more of it", path)
	}
	t.Logf("\n%s\nrefused:\n%s", table(rows, others), strings.Join(refusals, "\n"))
}

// readsSafely calls a panic what it is: not read.
func (l library) readsSafely(t *testing.T, p payload) (reads bool) {
	t.Helper()
	if strings.HasPrefix(l.name, "tormoder") {
		secondReader.Lock()
		defer secondReader.Unlock()
	}
	defer func() {
		if recover() != nil {
			reads = false
		}
	}()
	return l.reads(t, p)
}

// add counts what File made of a payload and reports whether it read it.
func (row *tally) add(activities []training.Activity, err error) bool {
	row.files++
	if err != nil {
		if unsupported := (*UnsupportedError)(nil); errors.As(err, &unsupported) {
			row.other++
		} else {
			row.refused++
		}
		return false
	}
	if slices.ContainsFunc(activities, func(a training.Activity) bool { return len(a.Warnings) > 0 }) {
		row.warned++
	}
	if !slices.ContainsFunc(activities, func(a training.Activity) bool { return len(a.Records) > 0 }) {
		row.untimed++
		return false
	}
	row.read++
	return true
}

// table draws the rows in Markdown.
func table(rows map[string]*tally, others []library) string {
	var b strings.Builder
	b.WriteString("| | files | read | by summary alone | with warnings | no activity | refused |")
	for _, l := range others {
		b.WriteString(" " + l.name + " |")
	}
	b.WriteString("\n|" + strings.Repeat("---|", 7+len(others)) + "\n")
	for _, name := range []string{"fit", "gpx", "tcx", "zip", "other"} {
		row := rows[name]
		if row == nil {
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d |", name, row.files, row.read, row.untimed, row.warned, row.other, row.refused)
		for _, l := range others {
			cell := fmt.Sprint(row.libraries[l.name])
			if !slices.ContainsFunc(l.formats, func(f Format) bool { return string(f) == name || name == "zip" }) {
				cell = "–"
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}
