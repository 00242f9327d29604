package inbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondwind/internal/store"
)

// errCrash ends an ingest as a crash would: what was written stays.
var errCrash = errors.New("the machine went off")

// crashing returns an ingest that breaks off before its nth write.
func crashing(db *store.DB, opt Options, n int) *ingest {
	in := newIngest(db, opt)
	in.write = func(ctx context.Context, athlete string, files []store.File) error {
		if n--; n < 0 {
			return errCrash
		}
		return db.Write(ctx, athlete, files)
	}
	return in
}

// chain is three files, of which the one in the middle is a twin of both others,
// which are no twins of each other.
func chain() tree {
	return tree{
		"rich.fit":   outing{metres: 5000, heartRate: true}.fit(),
		"middle.fit": outing{metres: 5200}.fit(),
		"poor.gpx":   outing{metres: 5420}.gpx(),
	}
}

const middleYields = "middle.fit twin of rich.fit\npoor.gpx #0 5420 m\npoor.gpx stored\nrich.fit #0 5000 m\nrich.fit stored"

// Whatever a crash leaves, the next ingest brings about what the first would have.
func TestTheNextIngestMendsWhatACrashLeft(t *testing.T) {
	dir, db := chain().plant(t), openDB(t)
	names := slices.Sorted(maps.Keys(chain()))
	for _, order := range permutations(len(names)) {
		var paths []string
		for _, i := range order {
			paths = append(paths, filepath.Join(dir, names[i]))
		}
		for _, together := range []int{1, 3} {
			for writes := 1; writes < 4; writes++ {
				options := forMe
				options.Athlete = fmt.Sprint("in the order ", order, ", ", together, " at once, off before write ", writes)
				for part := range slices.Chunk(paths, together) {
					if err := crashing(db, options, writes).run(t.Context(), part); err != nil && !errors.Is(err, errCrash) {
						t.Fatal(err)
					}
				}
				if _, err := Ingest(t.Context(), db, []string{dir}, options); err != nil {
					t.Fatal(err)
				}
				if got := kept(t, db, options.Athlete); got != middleYields {
					t.Errorf("%s, got:\n%s\nwant:\n%s", options.Athlete, got, middleYields)
				}
			}
		}
	}
}

func TestAMovedTwinIsJudgedOnceMore(t *testing.T) {
	files := chain()
	rich := files["rich.fit"]
	delete(files, "rich.fit")
	dir, db := files.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	if err := os.Rename(filepath.Join(dir, "poor.gpx"), filepath.Join(dir, "moved.gpx")); err != nil {
		t.Fatal(err)
	}
	ingestTomorrow(t, db, dir)
	put(t, filepath.Join(dir, "rich.fit"), rich, noon)
	ingestTomorrow(t, db, dir)
	want := strings.ReplaceAll(middleYields, "poor.gpx", "moved.gpx")
	if got := kept(t, db, "me"); got != strings.Join(slices.Sorted(strings.SplitSeq(want, "\n")), "\n") {
		t.Errorf("the database holds:\n%s\nwant:\n%s", got, want)
	}
}
