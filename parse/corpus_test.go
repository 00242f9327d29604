package parse

import (
	"errors"
	"math"
	"slices"

	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"secondwind/internal/training"
)

// corpusDir holds other people's files; it lies beside the checkout and is not
// part of the project.
const corpusDir = "../../shared/corpus"

// corpusFile is a row of the corpus manifest that matters here.
type corpusFile struct {
	path     string
	kind     string
	run      bool
	records  int
	sessions int
	tags     string
	data     []byte // unpacked
}

// corpus returns the files of one format, unpacked, or skips the test.
func corpus(tb testing.TB, format Format) []corpusFile {
	tb.Helper()
	manifest, err := os.Open(filepath.Join(corpusDir, "MANIFEST.tsv"))
	if err != nil {
		tb.Skip("../shared is not beside the checkout")
	}
	defer manifest.Close()
	r := csv.NewReader(manifest)
	r.Comma = '\t'
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	column := make(map[string]int)
	for i, name := range rows[0] {
		column[name] = i
	}
	var files []corpusFile
	for _, row := range rows[1:] {
		f := corpusFile{
			path: row[column["path"]],
			kind: row[column["kind"]],
			run:  row[column["run"]] == "1",
			tags: row[column["tags"]],
		}
		f.records, _ = strconv.Atoi(row[column["records"]])
		f.sessions, _ = strconv.Atoi(row[column["sessions"]])
		if f.data, err = os.ReadFile(filepath.Join(corpusDir, f.path)); err != nil {
			tb.Fatal(err)
		}
		if Sniff(f.data) == Gzip {
			f.data = gunzip(tb, f.data)
		}
		if Sniff(f.data) == format {
			files = append(files, f)
		}
	}
	return files
}

func gunzip(tb testing.TB, data []byte) []byte {
	tb.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	unpacked, err := io.ReadAll(io.LimitReader(z, 64<<20))
	if err != nil {
		tb.Fatal(err)
	}
	return unpacked
}

func hasTag(f corpusFile, tag string) bool {
	return strings.Contains(","+f.tags+",", ","+tag+",")
}

// notParsed are the corpus files that the manifest calls activities and File
// refuses, with the kind or reason.
var notParsed = map[string]string{
	// Three records without a timestamp.
	"tormoder+fit/testdata/fitsdk/DeveloperData.fit": "empty",
	// Tracks that were made in an editor.
	"tkrajina+gpxgo/test_files/Mojstrovka.gpx":                  "no times in this GPX",
	"tkrajina+gpxgo/test_files/gpx-without-root-attributes.gpx": "no times in this GPX",
	"tkrajina+gpxpy/test_files/Mojstrovka.gpx":                  "no times in this GPX",
}

// parsedAnyway are the corpus files that the manifest does not call activities
// and that hold one.
var parsedAnyway = map[string]bool{
	// Its header says that it is empty.
	"jimmykane+sports-lib/integrationTests/fixtures/others/broken.fit": true,
	// Times with offsets, which the manifest's reader missed.
	"OpenTracksApp+OpenTracks/src/androidTest/res/raw/legacy_gpx_trackpointextensions_incorrect.gpx": true,
}

// TestCorpus reads every FIT and GPX file of the corpus: what the manifest
// calls an activity is one, the rest is refused with a reason and a hint.
func TestCorpus(t *testing.T) {
	for _, format := range []Format{FIT, GPX} {
		t.Run(string(format), func(t *testing.T) {
			files, activities, records := 0, 0, 0
			for _, f := range corpus(t, format) {
				got, err := File(f.path, f.data)
				want := (f.kind == "activity" || parsedAnyway[f.path]) && notParsed[f.path] == ""
				if (err == nil) != want {
					t.Errorf("%s (%s): got error %v, want an activity: %v", f.path, f.kind, err, want)
				}
				if err != nil {
					checkRefusal(t, f, err)
					continue
				}
				files++
				activities += len(got)
				for i := range got {
					records += len(got[i].Records)
					if err := validate(&got[i]); err != nil {
						t.Errorf("%s: activity %d: %v", f.path, i, err)
					}
				}
				checkSport(t, f, got)
			}
			t.Logf("%d files, %d activities, %d records", files, activities, records)
		})
	}
}

// TestMadeFiles reads the damaged and hostile files that the corpus made itself.
func TestMadeFiles(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpusDir, "made", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("../shared is not beside the checkout")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) { checkFile(t, data) })
	}
}

func checkRefusal(t *testing.T, f corpusFile, err error) {
	t.Helper()
	reason, hint := reasonAndHint(t, err)
	if reason == "" || hint == "" {
		t.Errorf("%s: refused with reason %q, hint %q", f.path, reason, hint)
	}
	if f.run {
		t.Errorf("%s: a run is refused: %v", f.path, err)
	}
	var unsupported *UnsupportedError
	if want := notParsed[f.path]; want != "" && want != reason && !(errors.As(err, &unsupported) && unsupported.Kind == want) {
		t.Errorf("%s: refused with %q, want %q", f.path, reason, want)
	}
}

// checkSport wants a run among the activities of a file that the manifest
// calls one.
func checkSport(t *testing.T, f corpusFile, activities []training.Activity) {
	t.Helper()
	isRun := func(a training.Activity) bool { return a.Sport == training.Running }
	if f.run && !slices.ContainsFunc(activities, isRun) {
		t.Errorf("%s: no activity is a run", f.path)
	}
}

// distanceOff are the runs of the corpus whose records do not reach the total
// that the device states, and why.
var distanceOff = map[string]string{
	"dtcooper+python-fitparse/tests/files/strava-android-app-201.10-b1218918.fit": "every 0d 0a became 0a: unreadable after 7 of 78 KB",
}

// TestCorpusDistances holds the runs' records to the device's own total within
// a hundredth.
func TestCorpusDistances(t *testing.T) {
	for _, f := range corpus(t, FIT) {
		activities, _ := File(f.path, f.data) // TestCorpus looks at the errors
		for _, a := range activities {
			total, stated := a.Totals.DistanceM.Get()
			last, known := lastDistance(a.Records)
			if a.Sport != training.Running || !stated || !known || total == 0 {
				continue
			}
			off := math.Abs(last-total) > total/100
			if _, explained := distanceOff[f.path]; off != explained {
				t.Errorf("%s: records end at %.0f m, the device says %.0f m", f.path, last, total)
			}
		}
	}
}

func lastDistance(records []training.Record) (float64, bool) {
	for _, r := range slices.Backward(records) {
		if r.Has(training.DistanceChannel) {
			return r.DistanceM, true
		}
	}
	return 0, false
}

// TestArchive reads one runner's years.
func TestArchive(t *testing.T) {
	paths, err := filepath.Glob("../../shared/archive/files/*.fit.gz")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("../shared is not beside the checkout")
	}
	if testing.Short() {
		t.Skip("a thousand files")
	}
	runs, records, warnings := 0, 0, make(map[training.WarningCode]int)
	for _, path := range paths {
		packed, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		activities, err := File(path, gunzip(t, packed))
		if err != nil {
			t.Error(err)
			continue
		}
		for i := range activities {
			a := &activities[i]
			if err := validate(a); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if a.Sport == training.Running {
				runs++
			}
			records += len(a.Records)
			for _, w := range a.Warnings {
				warnings[w.Code]++
			}
		}
	}
	t.Logf("%d files, %d runs, %d records, warnings %v", len(paths), runs, records, warnings)
}
