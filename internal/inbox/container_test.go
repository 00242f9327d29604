package inbox

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

// day is a made run, so many days before noon; on no two days is it the same.
func day(n int) []byte {
	return outing{start: noon.AddDate(0, 0, -n), metres: 5000 + 100*float64(n), minutes: 30 + n}.fit()
}

// noise is what does not pack.
func noise(n int) []byte {
	rng := rand.New(rand.NewPCG(1, 1))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(rng.Uint32())
	}
	return data
}

// receiptLine begins an outcome, for the counts that tests of archives meet.
func counts(stored, known, twins, others, failed int) string {
	return fmt.Sprintf("%d files: %d stored, %d known, %d twins, %d not activities, 0 waiting, %d failed; %d activities, %d runs",
		stored+known+twins+others+failed, stored, known, twins, others, failed, stored, stored)
}

func TestIngestArchives(t *testing.T) {
	run, older, oldest := day(0), day(1), day(2)
	inner := zipOf(t, packed{name: "b.fit", data: older})
	large := zipOf(t, packed{name: "b.fit", data: older}, packed{name: "photo.jpg", data: noise(3 * heldBack)}, packed{name: "c.fit", data: oldest})
	deep := zipOf(t, packed{name: "z.zip", data: inner})
	tests := []struct {
		name  string
		files tree
		want  string
	}{
		{"a zip", tree{"x.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "sub/b.gpx", data: outing{start: noon.AddDate(0, 0, -1), metres: 8000, minutes: 50}.gpx()})}, counts(2, 0, 0, 0, 0)},
		{"a zip under the name of an activity", tree{"x.fit": zipOf(t, packed{name: "123_ACTIVITY.fit", data: run})}, counts(1, 0, 0, 0, 0)},
		{"a zip under another name, with an activity", tree{"x.bin": zipOf(t, packed{name: "a.FIT", data: run})}, counts(1, 0, 0, 0, 0)},
		{"stored members", tree{"x.zip": zipOf(t, packed{"a.fit", run, true}, packed{"b.fit", older, true})}, counts(2, 0, 0, 0, 0)},
		{"gzip in a zip", tree{"x.zip": zipOf(t, packed{name: "activities/a.fit.gz", data: gzipped(t, run)}, packed{name: "b.fit", data: gzipped(t, older)})}, counts(2, 0, 0, 0, 0)},
		{"a zip in a gzip", tree{"x.zip.gz": gzipped(t, zipOf(t, packed{name: "a.fit", data: run}))}, counts(1, 0, 0, 0, 0)},
		{"a zip in a gzip in a zip", tree{"x.zip": zipOf(t, packed{name: "y.zip.gz", data: gzipped(t, inner)})}, counts(1, 0, 0, 0, 0)},
		{"a zip in a zip", tree{"x.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "y.zip", data: inner})}, counts(2, 0, 0, 0, 0)},
		{"a stored zip in a zip", tree{"x.zip": zipOf(t, packed{"y.zip", inner, true})}, counts(1, 0, 0, 0, 0)},
		{"a zip under the name of an activity in a zip", tree{"x.zip": zipOf(t, packed{name: "y.fit", data: inner})}, counts(1, 0, 0, 0, 0)},
		{
			"a large packed zip in a zip",
			tree{"x.zip": zipOf(t, packed{name: "y.zip", data: large})},
			counts(2, 0, 0, 1, 0) + "\nkinds map[other:1]",
		},
		{"three deep", tree{"x.zip": zipOf(t, packed{name: "y.zip", data: deep})}, counts(1, 0, 0, 0, 0)},
		{
			"four deep",
			tree{"x.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "y.zip", data: zipOf(t, packed{name: "y.zip", data: deep})})},
			counts(1, 0, 0, 0, 1) + "\nfailed x.zip/y.zip/y.zip/z.zip: archives inside archives, more than 3 deep",
		},
		{
			"what is passed over in a folder",
			tree{"x.zip": zipOf(t,
				packed{name: "a/", data: nil}, packed{name: "a/b.fit", data: run}, packed{name: "__MACOSX/a/._b.fit", data: older},
				packed{name: "a/._b.fit", data: older}, packed{name: ".hidden/b.fit", data: older}, packed{name: "b.fit.part", data: older})},
			counts(1, 0, 0, 0, 0),
		},
		{
			"names that climb out, and with backslashes",
			tree{"x.zip": zipOf(t,
				packed{name: "../../evil.fit", data: run}, packed{name: `sub\b.fit`, data: []byte("no FIT file")}, packed{name: "/etc/c.fit", data: []byte("no FIT file")})},
			counts(1, 0, 0, 0, 2) + "\nfailed x.zip/sub/b.fit: the file is too short to be an activity\nfailed x.zip/etc/c.fit: the file is too short to be an activity",
		},
		{
			"one name twice",
			tree{"x.zip": zipOf(t, packed{name: "a.fit.gz", data: gzipped(t, run)}, packed{name: "a.fit.gz", data: gzipped(t, older)}, packed{name: "a.fit.gz", data: []byte("x")})},
			counts(2, 0, 0, 0, 1) + "\nfailed x.zip/a (3).fit.gz: the file is too short to be an activity",
		},
		{
			"twins in one archive and beside it",
			tree{"x.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "b.fit", data: run}), "y.fit": run},
			counts(1, 0, 2, 0, 0) + "\ntwin x.zip/b.fit of x.zip/a.fit\ntwin y.fit of x.zip/a.fit",
		},
		{
			"other files in a zip",
			tree{"x.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "photo.jpg", data: noise(10_000)}, packed{name: "M.fit", data: monitoring(noon)})},
			counts(1, 0, 0, 2, 0) + "\nkinds map[monitoring:1 other:1]",
		},
		{
			"a document",
			tree{"x.docx": zipOf(t, packed{name: "word/document.xml", data: []byte("<w/>")}), "y.jar": []byte("PK\x03\x04 and no end")},
			counts(0, 0, 0, 2, 0) + "\nkinds map[other:2]",
		},
		{
			"a zip with nothing in it that counts",
			tree{"x.zip": zipOf(t, packed{name: "a/"}, packed{name: "a/.DS_Store", data: noise(10)})},
			counts(0, 0, 0, 1, 0) + "\nkinds map[other:1]",
		},
		{
			"a zip that is cut off",
			tree{"x.zip": inner[:len(inner)-30], "y.zip": zipOf(t, packed{name: "a.fit", data: run}, packed{name: "z.zip", data: inner[:len(inner)-30]})},
			counts(1, 0, 0, 0, 2) + "\nfailed x.zip: " + cutZip + "\nfailed y.zip/z.zip: " + cutZip,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, db := tt.files.plant(t), openDB(t)
			first := ingestTomorrow(t, db, dir)
			expect(t, first, dir, tt.want)
			for _, f := range first.Failures {
				if f.Hint == "" {
					t.Errorf("%s failed without a way out", f.Path)
				}
			}
			expect(t, ingestTomorrow(t, db, dir), dir, strings.SplitN(counts(0, first.Files, 0, 0, 0), "\n", 2)[0])
		})
	}
}

const cutZip = "a zip archive that is cut off or damaged: its table of contents, which stands at the end, cannot be read"

// A second ingest opens no archive; one that was touched is read again and brings
// nothing new.
func TestIngestKnowsArchives(t *testing.T) {
	data := zipOf(t, packed{name: "a.fit", data: day(0)}, packed{name: "y.zip", data: zipOf(t, packed{name: "b.fit", data: day(1)})}, packed{name: "c.fit", data: []byte("broken, and long enough")})
	dir, db := tree{"x.zip": data}.plant(t), openDB(t)
	const failure = "\nfailed x.zip/c.fit: neither FIT, GPX nor TCX"
	expect(t, ingestTomorrow(t, db, dir), dir, counts(2, 0, 0, 0, 1)+failure)

	path := filepath.Join(dir, "x.zip")
	put(t, path, bytes.Repeat([]byte("x"), len(data)), noon) // opened again, it would be seen to be another
	expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 3, 0, 0, 0))

	put(t, path, data, noon.Add(time.Hour))
	expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 3, 0, 0, 0))
	if n := len(history(t, db)); n != 2 {
		t.Errorf("the database has %d runs, want 2", n)
	}

	moved := filepath.Join(dir, "sub", "y.zip")
	put(t, moved, data, noon)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 3, 0, 0, 0))

	put(t, moved, zipOf(t, packed{name: "a.fit", data: day(0)}, packed{name: "d.fit", data: day(5)}), noon.Add(2*time.Hour))
	expect(t, ingestTomorrow(t, db, dir), dir, counts(1, 1, 0, 0, 0))

	learned := newIngest(db, forMe)
	learned.version = parse.Version + 1
	learned.parse = func(name string, data []byte) ([]training.Activity, error) { return parse.File(name, data) }
	if err := learned.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	if len(learned.finished) != 1 || learned.finished[0].Members != 2 {
		t.Errorf("got %+v, want the archive to be opened by a parser that has learned", learned.finished)
	}
}

func TestReadAgain(t *testing.T) {
	dir, db := tree{
		"a.fit": day(0),
		"x.zip": zipOf(t, packed{name: "b.fit", data: day(1)}, packed{name: "y.zip", data: zipOf(t, packed{name: "c.fit", data: day(2)}, packed{name: "c.fit", data: day(3)})}),
	}.plant(t), openDB(t)
	expect(t, ingestTomorrow(t, db, dir), dir, counts(4, 0, 0, 0, 0))
	in := newIngest(db, forMe)
	if err := in.recall(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := 0
	in.parse = func(name string, data []byte) ([]training.Activity, error) {
		read++
		return parse.File(name, data)
	}
	for name, start := range map[string]time.Time{
		"a.fit": noon, "x.zip/b.fit": noon.AddDate(0, 0, -1), "x.zip/y.zip/c.fit": noon.AddDate(0, 0, -2), "x.zip/y.zip/c (2).fit": noon.AddDate(0, 0, -3),
	} {
		read = 0
		r := in.readAgain(filepath.Join(dir, name))
		if len(r.contents) != 1 || len(r.contents[0].activities) != 1 || !r.contents[0].activities[0].activity.Start.Equal(start) || read != 1 {
			t.Errorf("%s: got %+v after %d files, want the run of %s", name, r.contents, read, start)
		}
		if inFolder(dir, r.path) != name || r.known != nil {
			t.Errorf("%s: got the path %s, known %v", name, r.path, r.known)
		}
	}
	for _, name := range []string{"none.fit", "x.zip/none.fit", "x.zip/y.zip/none.fit", "none.zip/a.fit"} {
		r := in.readAgain(filepath.Join(dir, name))
		var fail *failure
		if len(r.contents) != 1 || r.contents[0].err == nil {
			t.Errorf("%s: got %+v, want a failure", name, r.contents)
		} else if fail, _ = r.contents[0].err.(*failure); fail == nil || !fail.passing {
			t.Errorf("%s: got %v, want a failure that can pass", name, r.contents[0].err)
		}
	}
}

func TestMoved(t *testing.T) {
	dir := tree{"a.fit": nil, "x.zip": nil}.plant(t)
	for name, want := range map[string]bool{"a.fit": false, "b.fit": true, "x.zip/a.fit": false, "x.zip/y.zip/a.fit": false, "y.zip/a.fit": true, "none/a.fit": true} {
		if got := moved(filepath.Join(dir, name)); got != want {
			t.Errorf("%s: got moved %v", name, got)
		}
	}
}

func TestIngestArchivesIsTheSameWithAnyNumberOfJobs(t *testing.T) {
	var members []packed
	for n := range 30 {
		members = append(members, packed{name: fmt.Sprintf("%02d.fit", n), data: day(n), stored: n%3 == 0})
		if n%7 == 0 {
			members = append(members, packed{name: fmt.Sprintf("%02d.zip", n), data: zipOf(t, packed{name: "a.gpx", data: outing{start: noon.AddDate(0, 0, -n), metres: 5000 + 100*float64(n), minutes: 30 + n, heartRate: true}.gpx()})})
		}
	}
	dir := tree{"x.zip": zipOf(t, members...)}.plant(t)
	var first string
	for _, jobs := range []int{1, 2, 8} {
		receipt, err := Ingest(t.Context(), openDB(t), []string{dir}, Options{Athlete: "me", Jobs: jobs, zones: zones, Now: atTomorrow})
		if err != nil {
			t.Fatal(err)
		}
		got := outcomes(receipt, dir)
		if first == "" {
			first = got
		}
		if got != first || !strings.Contains(got, "35 files") {
			t.Errorf("with %d jobs got:\n%s\nwith one:\n%s", jobs, got, first)
		}
	}
}

func TestIngestShowsProgressThroughArchives(t *testing.T) {
	dir := tree{"a.fit": day(0), "x.zip": zipOf(t, packed{name: "b.fit", data: day(1)}, packed{name: "c.fit", data: day(2)})}.plant(t)
	var steps []Progress
	if _, err := Ingest(t.Context(), openDB(t), []string{dir}, Options{Athlete: "me", Jobs: 1, zones: zones, Now: atTomorrow, Progress: func(p Progress) { steps = append(steps, p) }}); err != nil {
		t.Fatal(err)
	}
	last := steps[len(steps)-1]
	if last.Done != last.Total || last.Done != 4 { // the end of the archive is a step as well
		t.Errorf("got %+v at the end", last)
	}
	if !slices.IsSortedFunc(steps, func(a, b Progress) int { return a.Done - b.Done }) {
		t.Errorf("got %+v, want steps onward", steps)
	}
}
