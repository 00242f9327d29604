package parse

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"secondwind/internal/training"
)

// corpusDir holds other people's files; it lies beside the checkout and is not
// part of the project.
const corpusDir = "../../shared/corpus"

// corpusFile is a row of the corpus manifest that matters here.
type corpusFile struct {
	path    string
	kind    string
	run     bool
	records int    // that other readers count, untimed ones and repetitions included
	data    []byte // unpacked
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
	count := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			tb.Fatal(err)
		}
		return n
	}
	var files []corpusFile
	for _, row := range rows[1:] {
		f := corpusFile{
			path: row[column["path"]],
			kind: row[column["kind"]],
			run:  row[column["run"]] == "1",
		}
		f.records = count(row[column["records"]])
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

// recordCounts are the corpus files of which more or fewer records are kept
// than the manifest counts, and how many.
var recordCounts = map[string]int{
	// Records that run against the rest were left out.
	"FABallemand+ezGPX/tests/test_files/files/garmin_etrex32_hike_error_1.gpx": 1549,
	"GoldenCheetah+GoldenCheetah/test/rides/2013-04-11-17-32-50.fit":           1802,
	"tormoder+fit/testdata/me/activity-large-fenxi2-multisport.fit":            24231, // six are parts of others
	// Parts of one record, or the same record twice, were joined.
	"GPSBabel+gpsbabel/reference/track/24173415.gpx":                                    684,
	"GPSBabel+gpsbabel/reference/track/trackfilter_discard.gpx":                         3,
	"GoldenCheetah+GoldenCheetah/test/swims/2024-10-14-070422-Pool_Swim-BingiWatch.fit": 4803,
	"SamR1+FitTrackee/fittrackee/tests/files/apple_watch.fit":                           337,
	"dtcooper+python-fitparse/tests/files/nick.fit":                                     14383,
	"dtcooper+python-fitparse/tests/files/strava-android-app-201.10-b1218918.fit":       236,
	// Records of another age were left out.
	"GPSBabel+gpsbabel/reference/skytraq-realdata.gpx":           217,
	"GPSBabel+gpsbabel/reference/track/trackfilter_faketime.gpx": 2,
	// Records without a time were left out.
	"GPSBabel+gpsbabel/reference/googletakeout/googletakeout.gpx":                 206, // and tracks that share a point
	"GPSBabel+gpsbabel/reference/track/tpo-sample2.gpx":                           711,
	"GoldenCheetah+GoldenCheetah/test/swims/20160517-063148-1-1328-ANTFS-4-0.FIT": 0,
	"GoldenCheetah+GoldenCheetah/test/swims/AleV_Swim_2015-02-09-16-15.fit":       0,
	"adriangibbons+php-fit-file-analysis/demo/fit_files/swim.fit":                 0,
	"sports-alliance+sports-lib/src/specs/fixtures/swim/fit/7617306288.fit":       0,
	"tkrajina+gpxgo/test_files/cerknicko-without-times.gpx":                       5,
	"tkrajina+gpxgo/test_files/graphhopper.gpx.gz":                                22,
	"tkrajina+gpxgo/test_files/korita-zbevnica.gpx":                               513,
	"tkrajina+gpxpy/test_files/cerknicko-jezero-without-elevations.gpx":           295,
	// The manifest's readers refused these.
	"GoldenCheetah+GoldenCheetah/test/roundtrip/3386684871-saved.fit":          1441,
	"GoldenCheetah+GoldenCheetah/test/roundtrip/Fr955v19.28andStryd-saved.fit": 3118,
	"jimmykane+sports-lib/integrationTests/fixtures/others/broken.fit":         2319,
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
				kept := 0
				for i := range got {
					kept += len(got[i].Records)
					if err := validate(&got[i]); err != nil {
						t.Errorf("%s: activity %d: %v", f.path, i, err)
					}
				}
				records += kept
				wantKept, odd := recordCounts[f.path]
				if !odd {
					wantKept = f.records
				}
				if kept != wantKept {
					t.Errorf("%s: %d records, want %d", f.path, kept, wantKept)
				}
				checkSport(t, f, got)
			}
			t.Logf("%d files, %d activities, %d records", files, activities, records)
		})
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
// calls one, and the source of each sport.
func checkSport(t *testing.T, f corpusFile, activities []training.Activity) {
	t.Helper()
	isRun := func(a training.Activity) bool { return a.Sport == training.Running }
	if f.run && !slices.ContainsFunc(activities, isRun) {
		t.Errorf("%s: no activity is a run", f.path)
	}
	for _, a := range activities {
		if (a.Sport == "") != (a.SportSource == training.SportUnknown) {
			t.Errorf("%s: sport %q from %q", f.path, a.Sport, a.SportSource)
		}
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
