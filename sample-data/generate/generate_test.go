package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muktihari/fit/decoder"
	"github.com/muktihari/fit/profile/filedef"
	"github.com/tkrajina/gpxgo/gpx"
	"github.com/tormoder/fit"
)

// committed is the archive as the repository holds it.
const committed = "../export"

// maxBytes is how large the archive may be in the repository.
const maxBytes = 4_000_000

func TestCommittedFilesAreTheGeneratedOnes(t *testing.T) {
	out := filepath.Join(t.TempDir(), "export")
	// What an earlier run left behind must go.
	stray := filepath.Join(out, watchFolder, "stray.fit")
	if err := os.MkdirAll(filepath.Dir(stray), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(stray, []byte("stray"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(io.Discard, out); err != nil {
		t.Fatal(err)
	}
	got, want := folder(t, committed), folder(t, out)
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is missing: run go run ./sample-data/generate", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is no file of the generator", name)
			continue
		}
		// Unpacked: another version of Go may compress otherwise.
		if !bytes.Equal(unpack(t, name, got[name]), unpack(t, name, want[name])) {
			t.Errorf("%s differs from what the generator writes", name)
		}
	}
}

func TestArchiveIsSmall(t *testing.T) {
	var sum int
	for _, data := range folder(t, committed) {
		sum += len(data)
	}
	if sum == 0 || sum > maxBytes {
		t.Errorf("the archive has %d bytes, want 1 to %d", sum, maxBytes)
	}
}

// TestFilesDecode reads every file with the libraries that runners' files meet,
// checksums included; one file alone must fail.
func TestFilesDecode(t *testing.T) {
	var broken []string
	for name, data := range folder(t, committed) {
		payload := unpack(t, name, data)
		if strings.Contains(name, ".gpx") {
			if g, err := gpx.ParseBytes(payload); err != nil || g.GetTrackPointsNo() < 100 {
				t.Errorf("%s: gpxgo: %v", name, err)
			}
			continue
		}
		first, err := fit.Decode(bytes.NewReader(payload))
		_, second := decoder.New(bytes.NewReader(payload)).Decode()
		if (err == nil) != (second == nil) {
			t.Errorf("%s: tormoder %v, muktihari %v", name, err, second)
		}
		if err != nil {
			broken = append(broken, name)
			continue
		}
		if first.Type() == fit.FileTypeActivity {
			checkActivity(t, name, payload, first)
		}
	}
	if want := []string{"garmin/2026-09-04-18-22-09.fit"}; !slices.Equal(broken, want) {
		t.Errorf("broken files %v, want %v", broken, want)
	}
}

// checkActivity holds that both libraries see the same activity, that it is whole,
// and that its sums agree with its records and laps.
func checkActivity(t *testing.T, name string, payload []byte, f *fit.File) {
	t.Helper()
	a, err := f.Activity()
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	other, err := decoder.New(bytes.NewReader(payload)).Decode()
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	b := filedef.NewActivity(other.Messages...)
	if len(a.Records) != len(b.Records) || len(a.Laps) != len(b.Laps) || len(b.Sessions) != 1 || len(a.Records) < 100 {
		t.Errorf("%s: tormoder %d records %d laps, muktihari %d records %d laps", name, len(a.Records), len(a.Laps), len(b.Records), len(b.Laps))
		return
	}
	session := a.Sessions[0]
	var laps, timer uint32
	for _, l := range a.Laps {
		laps, timer = laps+l.TotalDistance, timer+l.TotalTimerTime
	}
	last := a.Records[len(a.Records)-1]
	if last.Distance != session.TotalDistance || !near(laps, session.TotalDistance, uint32(len(a.Laps))) {
		t.Errorf("%s: records end at %d cm, laps add up to %d, session says %d", name, last.Distance, laps, session.TotalDistance)
	}
	if timer != session.TotalTimerTime || a.Activity.TotalTimerTime != timer {
		t.Errorf("%s: laps last %d ms, session %d, activity %d", name, timer, session.TotalTimerTime, a.Activity.TotalTimerTime)
	}
	for i, r := range a.Records[1:] {
		if r.Timestamp.Before(a.Records[i].Timestamp) || r.Distance < a.Records[i].Distance {
			t.Errorf("%s: record %d runs backwards", name, i+1)
		}
	}
	_, offset := a.Activity.LocalTimestamp.Zone()
	_, want := session.StartTime.In(zoneOn(session.StartTime.Add(-8 * time.Hour))).Zone()
	if offset != want {
		t.Errorf("%s: local time is UTC%+d s, want %+d s", name, offset, want)
	}
}

func near(a, b, tolerance uint32) bool { return max(a, b)-min(a, b) <= tolerance }

// folder reads all files below a folder, by their path with slashes.
func folder(t *testing.T, root string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		files[filepath.ToSlash(name)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// unpack returns the payload of a file.
func unpack(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	if !strings.HasSuffix(name, ".gz") {
		return data
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	payload, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return payload
}
