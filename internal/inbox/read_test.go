package inbox

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

func TestIngestWaitsForFilesStillBeingCopied(t *testing.T) {
	dir := t.TempDir()
	run := outing{metres: 5000}.fit()
	put(t, filepath.Join(dir, "a settled.fit"), run, tomorrow.Add(-settleTime))
	put(t, filepath.Join(dir, "b young.fit"), run, tomorrow.Add(-settleTime+time.Second))
	put(t, filepath.Join(dir, "c clock ahead.fit"), run, tomorrow.Add(time.Second))
	put(t, filepath.Join(dir, "d from the future.fit"), outing{start: noon.AddDate(0, 0, 1)}.fit(), tomorrow.Add(time.Hour))
	db := openDB(t)
	expect(t, ingestTomorrow(t, db, dir), dir,
		"4 files: 2 stored, 0 known, 0 twins, 0 not activities, 2 waiting, 0 failed; 2 activities, 2 runs")
}

func TestReadWaitsForFilesThatChange(t *testing.T) {
	run := outing{metres: 5000}.fit()
	path := filepath.Join(t.TempDir(), "a.fit")
	put(t, path, run, noon)
	tests := []struct {
		name   string
		found  found
		during func() // while the file is parsed
		want   bool
	}{
		{"left alone", found{size: int64(len(run)), mod: noon}, func() {}, false},
		{"longer than it was found", found{size: int64(len(run)) - 1, mod: noon}, func() {}, true},
		{"changed since it was found", found{size: int64(len(run)), mod: noon.Add(-time.Second)}, func() {}, true},
		{"changed while it was read", found{size: int64(len(run)), mod: noon}, func() { put(t, path, append(run, 0), noon) }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			put(t, path, run, noon)
			in := newIngest(nil, forMe)
			in.parse = func(name string, data []byte) ([]training.Activity, error) {
				tt.during()
				return parse.File(name, data)
			}
			tt.found.path = path
			if got := in.read(tt.found).waiting; got != tt.want {
				t.Errorf("got waiting %v, want %v", got, tt.want)
			}
		})
	}
}

// A file that unpacks to more than was reserved is read when its turn has come.
func TestIngestTakesFilesThatUnpackToMuch(t *testing.T) {
	run := outing{metres: 5000}.gpx()
	padded := append(run, bytes.Repeat([]byte(" \n"), leastReserved)...)
	noise := make([]byte, 30_000) // so that the file is not refused for its ratio
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	f := found{path: "a.gpx.gz"}
	data := gzipped(t, append(padded, fmt.Sprintf("<!-- %x -->", noise)...))
	if f.size = int64(len(data)); reserved(f) > int64(len(padded)) {
		t.Fatalf("%d bytes are reserved for %d", reserved(f), len(padded))
	}
	dir := tree{"a.gpx.gz": data, "b.fit": outing{metres: 8000, start: noon.Add(time.Hour)}.fit()}.plant(t)
	expect(t, ingestTomorrow(t, openDB(t), dir), dir,
		"2 files: 2 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 2 activities, 2 runs")
}

func TestIngestKeepsWhatACutGzipFileHolds(t *testing.T) {
	packed := gzipped(t, outing{metres: 5000, heartRate: true}.fit())
	packedGPX := gzipped(t, outing{start: noon.AddDate(0, 0, -1), metres: 5000}.gpx())
	short := gzipped(t, outing{metres: 5000}.fit())[:30]
	dir, db := tree{
		"a.fit.gz": packed[:len(packed)*9/10], "b.gpx.gz": packedGPX[:len(packedGPX)*9/10], "c.fit.gz": short,
		"d.fit.gz": gzipped(t, monitoring(noon))[:60],
	}.plant(t), openDB(t)
	// The sport of a FIT file stands at its end, so that of the first is told by its pace.
	expect(t, ingestTomorrow(t, db, dir), dir, `4 files: 2 stored, 0 known, 0 twins, 1 not activities, 0 waiting, 1 failed; 2 activities, 2 runs
failed c.fit.gz: the gzip data is cut off
kinds map[monitoring:1]`)
	for _, r := range history(t, db) {
		if !slices.ContainsFunc(r.Warnings, func(w training.Warning) bool { return w.Code == training.Truncated }) {
			t.Errorf("got the warnings %v, want one that the file ends early", r.Warnings)
		}
		if r.Measures.DistanceM < 2000 {
			t.Errorf("got %.0f m, want most of the run", r.Measures.DistanceM)
		}
	}
}

// A file that was taken in while half of it was there is counted once when the
// rest has come, whether or not the half says that it is one.
func TestIngestTakesTheRestOfAFile(t *testing.T) {
	whole := outing{metres: 5000}
	run := whole.fit()
	tests := []struct {
		name string
		half []byte
		then tree
		want string
		runs int
	}{
		{
			"cut off", run[:len(run)/2],
			tree{"a.fit": run},
			"1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs", 1,
		},
		{
			"cut off, and whole under another name", run[:len(run)/2],
			tree{"b.fit": run},
			"2 files: 1 stored, 1 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs\ntwin a.fit of b.fit", 1,
		},
		{
			"without a trace", outing{metres: 2500, minutes: 15}.fit(),
			tree{"a.fit": run},
			"1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs", 1,
		},
		{
			"the next day's run under the same name", outing{start: noon.AddDate(0, 0, -1), metres: 5000}.fit(),
			tree{"a.fit": run},
			"1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs", 2,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, db := tree{"a.fit": tt.half}.plant(t), openDB(t)
			ingestTomorrow(t, db, dir)
			for name, data := range tt.then {
				put(t, filepath.Join(dir, name), data, noon.Add(time.Hour))
			}
			expect(t, ingestTomorrow(t, db, dir), dir, tt.want)
			runs := history(t, db)
			if len(runs) != tt.runs || runs[len(runs)-1].Measures.DistanceM < 4900 {
				t.Errorf("the database has %d runs, want %d and the whole of the last", len(runs), tt.runs)
			}
		})
	}
}
