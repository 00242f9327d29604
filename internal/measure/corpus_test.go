package measure_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondwind/internal/measure"
	"secondwind/internal/training"
	"secondwind/parse"
)

// sharedDir holds other people's files; it lies beside the checkout and is not
// part of the project.
const sharedDir = "../../../shared"

// sharedActivities yields every activity of the real files in a folder, or skips
// the test: it takes a while, and the files may be missing.
func sharedActivities(t *testing.T, dir string, yield func(a *training.Activity)) {
	t.Helper()
	if testing.Short() {
		t.Skip("hundreds of files")
	}
	if _, err := os.Stat(sharedDir); err != nil {
		t.Skip("../shared is not beside the checkout")
	}
	err := filepath.WalkDir(filepath.Join(sharedDir, dir), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Base(filepath.Dir(path)) == "made" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if parse.Sniff(data) == parse.Gzip {
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				return err
			}
			if data, err = io.ReadAll(io.LimitReader(z, parse.MaxBytes)); err != nil {
				return err
			}
		}
		activities, _ := parse.File(path, data) // package parse looks at the refusals
		for i := range activities {
			yield(&activities[i])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unstated returns an activity as a device would have written it that knows no
// sport: strides instead of steps, and no sub-sport.
func unstated(a *training.Activity) training.Activity {
	hidden := *a
	hidden.Sport, hidden.SubSport, hidden.SportSource = "", "", ""
	if a.Sport == training.Running || a.Sport == training.Walking || a.Sport == training.Hiking {
		hidden.Records = slices.Clone(a.Records)
		for i := range hidden.Records {
			hidden.Records[i].CadenceSPM /= 2
		}
	}
	return hidden
}

// withoutCadence returns what a plain GPX would keep of an activity.
func withoutCadence(a *training.Activity) training.Activity {
	plain := *a
	plain.Totals = training.Totals{}
	plain.Records = slices.Clone(a.Records)
	for i := range plain.Records {
		r := &plain.Records[i]
		r.Channels &= training.PositionChannel | training.AltitudeChannel
	}
	return plain
}

// callKind is a row of the table of calls.
type callKind struct {
	view       string
	sport      training.Sport
	confidence float64
}

// TestSportCalls hides the stated sports of real activities and counts how often
// movement tells the same, walks and hikes taken as one. The shares may rise.
func TestSportCalls(t *testing.T) {
	type tally struct{ right, wrong int }
	calls := map[callKind]tally{}
	untold := map[string]int{} // stated runs that are taken for nothing
	activities := 0
	count := func(a *training.Activity) {
		if a.Sport == "" || a.Sport == "generic" {
			return
		}
		activities++
		hidden := unstated(a)
		plain := withoutCadence(&hidden)
		for view, seen := range map[string]*training.Activity{"as recorded": &hidden, "plain": &plain} {
			got := measure.Of(seen).Sport
			kind := callKind{view, got.Sport, got.Confidence}
			c := calls[kind]
			switch {
			case got.Sport == "" && a.Sport == training.Running:
				untold[view]++
			case got.Sport == a.Sport, walked(got.Sport) && walked(a.Sport):
				c.right++
			case got.Sport != "":
				c.wrong++
			}
			calls[kind] = c
		}
	}
	sharedActivities(t, "corpus", count)
	sharedActivities(t, "archive", count)
	tests := []struct {
		callKind
		calls int     // at least
		right float64 // share
	}{
		{callKind{"as recorded", training.Running, 0.95}, 340, 0.99},
		{callKind{"as recorded", training.Running, 0.90}, 85, 0.98},
		{callKind{"as recorded", training.Cycling, 0.95}, 50, 0.98},
		{callKind{"as recorded", training.Hiking, 0.65}, 90, 0.63},
		{callKind{"as recorded", training.Walking, 0.65}, 15, 0.85},
		{callKind{"plain", training.Running, 0.95}, 245, 0.98},
		{callKind{"plain", training.Running, 0.90}, 180, 0.975},
		{callKind{"plain", training.Running, 0.60}, 5, 0.6},
		{callKind{"plain", training.Hiking, 0.55}, 90, 0.6},
	}
	for _, test := range tests {
		c := calls[test.callKind]
		right := float64(c.right) / float64(max(1, c.right+c.wrong))
		t.Logf("%+v: %d right, %d wrong", test.callKind, c.right, c.wrong)
		if c.right+c.wrong < test.calls || right < test.right {
			t.Errorf("%+v: got %d calls, %.3f right, want %d, %.3f", test.callKind, c.right+c.wrong, right, test.calls, test.right)
		}
	}
	t.Logf("%d activities; runs taken for nothing: %v", activities, untold)
	for view, n := range untold {
		if most := 120; n > most {
			t.Errorf("%s: %d runs are taken for nothing, want at most %d", view, n, most)
		}
	}
}

func walked(s training.Sport) bool { return s == training.Walking || s == training.Hiking }

// TestLocalTimesAgree hides the offsets that real devices state: the zone of the
// start gives the same local time, but for a phone that was set to no zone at all.
func TestLocalTimesAgree(t *testing.T) {
	const agreeing, differing, zonesFound = 65, 1, 20
	zones := measure.NewZones()
	agree, differ := 0, 0
	found := map[string]bool{}
	sharedActivities(t, "corpus", func(a *training.Activity) {
		device, _ := measure.LocalTime(a, zones)
		hidden := *a
		hidden.LocalOffset = training.Opt[time.Duration]{}
		zone, _ := measure.LocalTime(&hidden, zones)
		switch {
		case device.Source != training.DeviceOffset || zone.Source != training.ZoneOffset:
		case device.Offset == zone.Offset:
			agree++
			found[zone.Zone] = true
		default:
			differ++
			t.Logf("%s at %v: device %v, %s %v", a.Device, a.Start, device.Offset, zone.Zone, zone.Offset)
		}
	})
	t.Logf("%d agree in %d zones, %d differ", agree, len(found), differ)
	if agree < agreeing || differ > differing || len(found) < zonesFound {
		t.Errorf("want at least %d in %d zones, at most %d", agreeing, zonesFound, differing)
	}
}
