package inbox

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/store"
	"secondwind/internal/training"
)

// permutations returns all orders of the numbers below n.
func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for _, p := range permutations(n - 1) {
		for i := range n {
			all = append(all, slices.Insert(slices.Clone(p), i, n-1))
		}
	}
	return all
}

// kept tells what a database holds of an athlete, by the names of the files.
func kept(t *testing.T, db *store.DB, athlete string) string {
	t.Helper()
	ledger, err := db.Ledger(t.Context(), athlete)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range ledger.Files() {
		line := fmt.Sprintf("%s %s", filepath.Base(f.Path), f.Outcome)
		if f.Kept != "" {
			line += " of " + filepath.Base(f.Kept)
		}
		lines = append(lines, line)
	}
	for _, a := range ledger.Activities() {
		lines = append(lines, fmt.Sprintf("%s #%d %.0f m", filepath.Base(a.Path), a.Session, a.DistanceM))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// What is stored in the end depends on the files alone, in whatever order they come,
// in one ingest or in several.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	run := outing{metres: 5000}
	shifted := run
	shifted.start = noon.Add(time.Hour)
	tests := []struct {
		name  string
		files tree
		want  string
	}{
		{
			"a watch, a phone and a copy without heart rate",
			tree{
				"watch.fit": outing{metres: 5000, heartRate: true}.fit(),
				"phone.gpx": outing{metres: 5100, start: noon.Add(90 * time.Second)}.gpx(),
				"copy.gpx":  outing{metres: 5000}.gpx(),
			},
			"copy.gpx twin of watch.fit\nphone.gpx twin of watch.fit\nwatch.fit #0 5000 m\nwatch.fit stored",
		},
		{
			"equals", // the one of the smallest hash
			tree{"a.gpx": run.gpx(), "b.gpx": append(run.gpx(), '\n'), "c.gpx": append(run.gpx(), ' ', '\n')},
			"",
		},
		{
			"a wrong zone, and one of the right zone that begins later",
			tree{"watch.fit": run.fit(), "zone.gpx": shifted.gpx(), "phone.gpx": outing{metres: 5050, start: noon.Add(time.Minute)}.gpx()},
			"phone.gpx twin of watch.fit\nwatch.fit #0 5000 m\nwatch.fit stored\nzone.gpx twin of watch.fit",
		},
		{
			"a chain",
			chain(),
			middleYields,
		},
		{
			"a cut file",
			tree{"whole.gpx": run.gpx(), "cut.fit.gz": cutInHalf(t, run.fit()), "copy.gpx": outing{metres: 5000, every: 20 * time.Second}.gpx()},
			"copy.gpx twin of whole.gpx\ncut.fit.gz twin of whole.gpx\nwhole.gpx #0 5000 m\nwhole.gpx stored",
		},
	}
	for _, tt := range tests {
		names := slices.Sorted(maps.Keys(tt.files))
		t.Run(tt.name, func(t *testing.T) {
			dir, db, want := tt.files.plant(t), openDB(t), tt.want
			for _, order := range permutations(len(names)) {
				var paths []string
				for _, i := range order {
					paths = append(paths, filepath.Join(dir, names[i]))
				}
				for _, together := range []int{1, 2, len(paths)} {
					options := forMe
					options.Athlete = fmt.Sprint("in the order ", order, ", ", together, " at once")
					for part := range slices.Chunk(paths, together) {
						if _, err := Ingest(t.Context(), db, part, options); err != nil {
							t.Fatal(err)
						}
					}
					got := kept(t, db, options.Athlete)
					if want == "" {
						want = got
					}
					if got != want {
						t.Errorf("%s, got:\n%s\nwant:\n%s", options.Athlete, got, want)
					}
					if again, err := Ingest(t.Context(), db, []string{dir}, options); err != nil || again.Known != again.Files {
						t.Errorf("%s, the next ingest says %s, %v", options.Athlete, outcomes(again, dir), err)
					}
				}
			}
		})
	}
}

func cutInHalf(t *testing.T, data []byte) []byte {
	t.Helper()
	packed := gzipped(t, data)
	return packed[:len(packed)/2]
}

// A file of several sessions against the same outing as one track, and against the
// export of one session alone.
func TestSessionsAndTheirOuting(t *testing.T) {
	ride := device{sport: training.Cycling, course: lake, day: 1, speed: 8}
	run := device{course: park, day: 2, start: noon.Add(31 * time.Minute)}
	whole := func() training.Activity {
		a, b := *ride.activity(), run.activity()
		last := a.Records[len(a.Records)-1].DistanceM
		for _, r := range b.Records {
			r.At += 31 * time.Minute
			r.DistanceM += last
			a.Records = append(a.Records, r)
		}
		a.Sport, a.SportSource = "", training.SportUnknown
		return a
	}
	contents := map[string]func() []training.Activity{
		"triathlon.fit": func() []training.Activity { return []training.Activity{*ride.activity(), *run.activity()} },
		"track.gpx":     func() []training.Activity { return []training.Activity{whole()} },
		"run.fit":       func() []training.Activity { return []training.Activity{*run.activity()} },
	}
	files := tree{}
	for name := range contents {
		files[name] = outing{metres: float64(1000 + len(name))}.gpx()
		if strings.HasSuffix(name, ".fit") {
			files[name] = outing{metres: float64(1000 + len(name))}.fit()
		}
	}
	dir := files.plant(t)
	for _, order := range permutations(3) {
		names := slices.Sorted(maps.Keys(contents))
		db := openDB(t)
		for _, i := range order {
			in := newIngest(db, forMe)
			in.parse = func(name string, _ []byte) ([]training.Activity, error) { return contents[filepath.Base(name)](), nil }
			if err := in.run(t.Context(), []string{filepath.Join(dir, names[i])}); err != nil {
				t.Fatal(err)
			}
		}
		want := "run.fit twin of triathlon.fit\ntrack.gpx twin of triathlon.fit\ntriathlon.fit #0 14438 m\ntriathlon.fit #1 5377 m\ntriathlon.fit stored"
		if got := kept(t, db, "me"); got != want {
			t.Errorf("in the order %v got:\n%s\nwant:\n%s", order, got, want)
		}
	}
}
