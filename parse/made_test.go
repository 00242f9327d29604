package parse

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// madeOutcome is what becomes of a file that the corpus made itself.
type madeOutcome struct {
	records  []int // of each activity; none for a refusal
	codes    []training.WarningCode
	start    string            // of the first activity, where its times are what is odd
	offset   string            // from UTC, likewise
	reason   string            // of the refusal
	channels training.Channels // of the first activity, where they are what is odd
}

// made says what becomes of each damaged or hostile file (formats 3, 5). Files
// that are packed are read as ingest would unpack them; what File says of an
// archive itself is in TestMadeArchives.
var made = map[string]madeOutcome{
	// FIT: whatever lies before the damage is kept, with a warning of what it is.
	"badcrc.fit":                  {records: []int{2809}, codes: codes(training.BadChecksum)},
	"chained.fit":                 {records: []int{2809, 1681}},
	"claims_1GiB.fit":             {records: []int{2809}, codes: codes(training.Truncated)},
	"claims_1GiB_header_only.fit": {reason: "cut off before the first record: 1073741826 bytes are missing"},
	"fenix2run_trunc2B.fit":       {records: []int{2809}, codes: codes(training.Truncated)},
	"rundev_trunc50.fit":          {records: []int{830}, codes: codes(training.Truncated, training.NoSession)},
	"rundev_trunc90.fit":          {records: []int{1528}, codes: codes(training.Truncated, training.NoSession)},
	"trailing_junk.fit":           {records: []int{2809}, codes: codes(training.Truncated)},
	"gz_named_fit.fit":            {records: []int{2809}},
	"run.fit.gz":                  {records: []int{2809}},

	// Files that hold nothing.
	"zero.fit":               {reason: "the file is empty"},
	"empty.gpx":              {reason: "the file is empty"},
	"onebyte.fit":            {reason: "the file is too short to be an activity"},
	"html.fit":               {reason: "a web page was saved instead of the activity"},
	"html.gpx":               {reason: "a web page was saved instead of the activity"},
	"gzip_bomb_100MB.fit.gz": {reason: "the file holds nothing but zeros"},
	"billion_laughs.gpx":     {reason: "a GPX file without a single point or date"},
	"deep_nesting.gpx":       {reason: "no times in this GPX"}, // its only point has none
	"strava_export.zip":      {reason: "an archive lies where an activity was expected"},

	// GPX: a number that is none costs its reading, an odd text nothing.
	"bare_amp.gpx":          {records: []int{20}, codes: codes(training.Repaired)},
	"ele_empty.gpx":         {records: []int{20}, channels: training.PositionChannel},
	"ele_nan.gpx":           {records: []int{20}, channels: training.PositionChannel, codes: codes(training.BadNumbers)},
	"ele_newline.gpx":       {records: []int{20}, channels: training.PositionChannel | training.AltitudeChannel},
	"gpx10_speed.gpx":       {records: []int{20}, channels: training.PositionChannel | training.AltitudeChannel | training.SpeedChannel},
	"hr_cad.gpx":            {records: []int{20}, channels: training.PositionChannel | training.AltitudeChannel | training.HeartRateChannel | training.CadenceChannel},
	"latin1_declared.gpx":   {records: []int{20}},
	"latin1_undeclared.gpx": {records: []int{20}, codes: codes(training.Repaired)},
	"millis_offset.gpx":     {records: []int{20}, start: "2024-06-01T08:00:00.500", offset: "2h0m0s"},
	"millis_z.gpx":          {records: []int{20}, start: "2024-06-01T10:00:00.250"},
	"offset_nocolon.gpx":    {records: []int{20}, start: "2024-06-01T14:00:00.000", offset: "-4h0m0s"},
	"sat_float.gpx":         {records: []int{20}},
	"truncated.gpx":         {records: []int{12}, codes: codes(training.Truncated)},
}

func codes(c ...training.WarningCode) []training.WarningCode { return c }

// madeFiles returns the made files by name, or skips the test.
func madeFiles(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(corpusDir, "made", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("../shared is not beside the checkout")
	}
	files := make(map[string][]byte)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = data
	}
	return files
}

// TestMadeFiles reads the damaged and hostile files that the corpus made itself.
func TestMadeFiles(t *testing.T) {
	files := madeFiles(t)
	if len(files) != len(made) {
		t.Errorf("got %d files, the table has %d", len(files), len(made))
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			want, known := made[name]
			if !known {
				t.Fatal("the table lacks this file")
			}
			if Sniff(data) == Gzip {
				data = gunzip(t, data)
			}
			checkFile(t, data)
			activities, err := File(name, data)
			if want.reason != "" {
				if reason, _ := reasonAndHint(t, err); reason != want.reason {
					t.Errorf("refused with %q, want %q", reason, want.reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			checkMade(t, activities, want)
		})
	}
}

func checkMade(t *testing.T, activities []training.Activity, want madeOutcome) {
	t.Helper()
	var records []int
	var warnings []training.WarningCode
	for _, a := range activities {
		records = append(records, len(a.Records))
		warnings = append(warnings, warningCodes(a)...)
	}
	if !slices.Equal(records, want.records) || !slices.Equal(warnings, want.codes) {
		t.Errorf("got %v records with %v, want %v with %v", records, warnings, want.records, want.codes)
	}
	first := activities[0]
	if got := first.Start.Format("2006-01-02T15:04:05.000"); want.start != "" && got != want.start {
		t.Errorf("got start %s, want %s", got, want.start)
	}
	offset := ""
	if o, stated := first.LocalOffset.Get(); stated {
		offset = o.String()
	}
	if want.start != "" && offset != want.offset {
		t.Errorf("got offset %q, want %q", offset, want.offset)
	}
	if got := first.Channels(); want.channels != 0 && got != want.channels {
		t.Errorf("got channels %b, want %b", got, want.channels)
	}
}

// TestMadeArchives holds File to refusing what ingest has to unpack.
func TestMadeArchives(t *testing.T) {
	files := madeFiles(t)
	for _, name := range []string{"gz_named_fit.fit", "run.fit.gz", "gzip_bomb_100MB.fit.gz", "strava_export.zip"} {
		_, err := File(name, files[name])
		var format *FormatError
		if !errors.As(err, &format) || format.Reason != "an archive lies where an activity was expected" {
			t.Errorf("%s: got %v, want a refusal of the archive", name, err)
		}
	}
}
