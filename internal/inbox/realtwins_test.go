package inbox

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

var (
	corpus       = filepath.Join("..", "..", "..", "shared", "corpus")
	archiveFiles = filepath.Join("..", "..", "..", "shared", "archive", "files")
)

// manifest returns the rows of the corpus' list, each by the names of its columns.
func manifest(t *testing.T) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join(corpus, "MANIFEST.tsv"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma, reader.LazyQuotes = '\t', true
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, name := range rows[0] {
			named[name] = row[i]
		}
		list = append(list, named)
	}
	return list
}

// TestConvertedRunsAreTwins takes in twenty real runs and what gpsbabel makes of
// them: a GPX file without sport, pauses and laps.
func TestConvertedRunsAreTwins(t *testing.T) {
	gpsbabel, err := exec.LookPath("gpsbabel")
	if err != nil {
		t.Skip("gpsbabel is not installed")
	}
	const runs = 20
	dir, taken, want := t.TempDir(), map[string]bool{}, map[string]string{}
	for _, row := range manifest(t) {
		if row["run"] != "1" || filepath.Ext(row["path"]) != ".fit" || taken[row["start"]] || len(want) == runs {
			continue
		}
		name := strings.ReplaceAll(row["path"], "/", "_")
		fit, gpx := filepath.Join(dir, name), filepath.Join(dir, strings.TrimSuffix(name, ".fit")+".gpx")
		data, err := os.ReadFile(filepath.Join(corpus, filepath.FromSlash(row["path"])))
		if err != nil {
			t.Fatal(err)
		}
		// Where gpsbabel finds no track, there is nothing to compare.
		out, err := exec.Command(gpsbabel, "-t", "-i", "garmin_fit", "-f", filepath.Join(corpus, filepath.FromSlash(row["path"])), "-o", "gpx", "-F", gpx).CombinedOutput()
		converted, readErr := os.ReadFile(gpx)
		if err != nil || readErr != nil || strings.Count(string(converted), "<time>") < 10 {
			t.Logf("gpsbabel makes no track of %s: %v %s", row["path"], err, out)
			_ = os.Remove(gpx)
			continue
		}
		put(t, fit, data, noon)
		put(t, gpx, converted, noon)
		taken[row["start"]] = true
		want[gpx] = fit
	}
	if len(want) < runs {
		t.Errorf("%d runs are too few", len(want))
	}
	db := openDB(t)
	r := ingestTomorrow(t, db, dir)
	got := map[string]string{}
	for _, p := range r.TwinPairs {
		got[p.Path] = p.Kept
		if want[p.Path] != p.Kept {
			t.Errorf("%s is called a twin of %s", filepath.Base(p.Path), filepath.Base(p.Kept))
		}
	}
	for gpx := range want {
		if got[gpx] == "" {
			t.Errorf("%s is stored beside its FIT file", filepath.Base(gpx))
		}
	}
	if r.Stored != len(want) || r.Twins != len(want) {
		t.Errorf("got %s", outcomes(r, dir))
	}
}

// notTwinsOfCorpus are files that begin with another one and stay beside it, and why.
var notTwinsOfCorpus = map[string]string{
	"GPSBabel+gpsbabel/reference/track/trackfilter_discard.gpx":                    "three points, a test of a filter",
	"GPSBabel+gpsbabel/reference/track/trackfilter_discard_out.gpx":                "two of them: 23 m of 38",
	"GPSBabel+gpsbabel/reference/track/trackfilter_faketime.gpx":                   "three points, 5 s",
	"GPSBabel+gpsbabel/reference/track/trackfilter_faketime_forced.gpx":            "the same with other made times, 10 s",
	"GPSBabel+gpsbabel/reference/track/kalman_in.gpx":                              "pieces of ten points, with outliers",
	"GPSBabel+gpsbabel/reference/track/kalman_out.gpx":                             "the same without them: 134 m of 163",
	"GPSBabel+gpsbabel/reference/track/kalman_prefilter_edge_in.gpx":               "ten points",
	"GPSBabel+gpsbabel/reference/track/kalman_prefilter_edge_out.gpx":              "five of them: 86 m and 114",
	"GPSBabel+gpsbabel/reference/track/kalman_nvector_test_out.gpx":                "another place; the time is made up",
	"GPSBabel+gpsbabel/reference/track/kalman_seen_track.gpx":                      "pieces of a minute",
	"GPSBabel+gpsbabel/reference/track/kalman_seen_track_gap10_out.gpx":            "filtered: 530 m of 582",
	"GPSBabel+gpsbabel/reference/track/kalman_seen_track_out.gpx":                  "filtered: 319 m of 582",
	"OpenTracksApp+OpenTracks/src/androidTest/res/raw/gpx_timezone.gpx":            "one point",
	"OpenTracksApp+OpenTracks/src/androidTest/res/raw/legacy_gpx_pause_resume.gpx": "six points, another track",
}

// sameStart groups the files of the corpus that begin with another one, by path.
func sameStart(t *testing.T) map[string]time.Time {
	t.Helper()
	var starts []time.Time
	groups := map[string]time.Time{}
	for _, row := range manifest(t) {
		if !strings.Contains(row["tags"], "same_start_as_other") {
			continue
		}
		const layout = "2006-01-02T15:04:05" // some rows go on with fractions or a Z
		start, err := time.Parse(layout, row["start"][:len(layout)])
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(starts, func(s time.Time) bool { return start.Sub(s).Abs() <= time.Minute })
		if i < 0 {
			i, starts = len(starts), append(starts, start)
		}
		groups[row["path"]] = starts[i]
	}
	return groups
}

// TestTwinsOfTheCorpus takes in every file of the corpus that begins with another
// one. Of each group one file is kept, but for those of the table.
func TestTwinsOfTheCorpus(t *testing.T) {
	groups := sameStart(t)
	root, err := absolute(corpus)
	if err != nil {
		t.Fatal(err)
	}
	named := func(path string) string {
		return filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
	}
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(groups)) {
		paths = append(paths, filepath.Join(root, filepath.FromSlash(path)))
	}
	db, options := openDB(t), forMe
	options.Now = nil // the files are older than that
	r, err := Ingest(t.Context(), db, paths, options)
	if err != nil {
		t.Fatal(err)
	}
	checkSum(t, r)
	for _, p := range r.TwinPairs {
		if path, kept := named(p.Path), named(p.Kept); !groups[path].Equal(groups[kept]) {
			t.Errorf("%s is called a twin of %s", path, kept)
		}
	}
	ledger, err := db.Ledger(t.Context(), "me")
	if err != nil {
		t.Fatal(err)
	}
	kept := map[time.Time][]string{}
	for _, f := range ledger.Files() {
		if path := named(f.Path); f.Outcome == training.FileStored && notTwinsOfCorpus[path] == "" {
			kept[groups[path]] = append(kept[groups[path]], path)
		}
	}
	for start, files := range kept {
		if len(files) != 1 {
			t.Errorf("of the files from %s are kept %q", start, files)
		}
	}
	t.Logf("%d files: %d stored, %d twins", r.Files, r.Stored, r.Twins)
	if r.Failed > 0 || r.Stored+r.Twins != len(groups) {
		t.Errorf("got %s", outcomes(r, root))
	}
}

// TestTwinsOfTheArchive takes in the archive of a real runner, which holds two files
// that are there twice and no other twin.
func TestTwinsOfTheArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("takes in a thousand real files")
	}
	if _, err := os.Stat(archiveFiles); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is not beside the checkout")
	}
	options := forMe
	options.Now = nil
	r, err := Ingest(t.Context(), openDB(t), []string{archiveFiles}, options)
	if err != nil {
		t.Fatal(err)
	}
	checkSum(t, r)
	for _, p := range r.TwinPairs {
		if p.ID != "" {
			t.Errorf("%s is called a twin of %s", filepath.Base(p.Path), filepath.Base(p.Kept))
		}
	}
	t.Logf("%d files: %d stored, %d twins", r.Files, r.Stored, r.Twins)
	if r.Twins != 2 || len(r.TwinPairs) != 2 || r.Stored != r.Files-2 {
		t.Errorf("got %s", outcomes(r, archiveFiles))
	}
}
