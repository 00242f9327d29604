package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// What is doubtful of a file as a whole is told once, in the activity that it
// concerns.
func TestFileDoubtsAreToldOnce(t *testing.T) {
	const untimed = `<trkpt lat="47" lon="9"/>`
	later := strings.ReplaceAll(trkpt(0, ""), "2026-05-01", "2026-05-03")
	tests := []struct {
		name, doc string
		first     []training.WarningCode
		last      []training.WarningCode
	}{
		{
			"points without a time",
			gpxFile("<trk><trkseg>" + trkpt(0, "") + "</trkseg></trk><trk><trkseg>" + untimed + later + "</trkseg></trk>"),
			codes(training.UntimedPoints), nil,
		},
		{
			"a cut file",
			"<gpx><trk><trkseg>" + trkpt(0, "") + "</trkseg></trk><trk><trkseg>" + later,
			nil, codes(training.Truncated),
		},
		{
			"a cut file whose tracks run backwards",
			"<gpx><trk><trkseg>" + later + "</trkseg></trk><trk><trkseg>" + trkpt(0, ""),
			codes(training.Truncated), nil,
		},
		{
			"a TCX with a bad number",
			tcxFile(`<Activity Sport="Running"><Id>2026-05-03T08:00:00Z</Id></Activity><Activity Sport="Running"><Id>2026-05-01T08:00:00Z</Id>` +
				`<Lap><Calories>many</Calories></Lap></Activity>`),
			nil, codes(training.BadNumbers),
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("a", []byte(test.doc))
			if err != nil || len(activities) != 2 {
				t.Fatalf("got %d activities and %v, want 2", len(activities), err)
			}
			if !activities[0].Start.Before(activities[1].Start) {
				t.Errorf("got starts %v and %v, want them in order", activities[0].Start, activities[1].Start)
			}
			first, last := warningCodes(activities[0]), warningCodes(activities[1])
			if !slices.Equal(first, test.first) || !slices.Equal(last, test.last) {
				t.Errorf("got warnings %v and %v, want %v and %v", first, last, test.first, test.last)
			}
		})
	}
}

// A pause that a stray point made up goes with the point.
func TestGPXPausesLieWithinTheRecords(t *testing.T) {
	stray := strings.ReplaceAll(trkpt(0, ""), "2026-05-01", "2006-05-01")
	a := parseOne(t, []byte(gpxFile("<trk><trkseg>"+stray+"</trkseg><trkseg>"+trkpt(0, "")+trkpt(10, "")+"</trkseg><trkseg>"+trkpt(60, "")+"</trkseg></trk>")))
	if want := []training.Pause{{From: 10 * time.Second, To: time.Minute}}; !slices.Equal(a.Pauses, want) {
		t.Errorf("got pauses %v, want %v", a.Pauses, want)
	}
}

// A document that holds more than anyone's history is refused before it takes
// the memory, with a way out.
func TestCrowdedXML(t *testing.T) {
	dated := strings.Repeat("<trk><time>2026-05-01T08:00:00Z</time></trk>", maxActivities)
	if activities, err := File("a.gpx", []byte(gpxFile(dated))); err != nil || len(activities) != maxActivities {
		t.Errorf("got %d activities and %v, want %d", len(activities), err, maxActivities)
	}
	for name, doc := range map[string]string{
		"tracks":  gpxFile(dated + "<trk><time>2026-05-01T08:00:00Z</time></trk>"),
		"a text":  gpxFile("<trk><name>" + strings.Repeat("a", maxTextRun+1) + "</name></trk>"),
		"a tail":  gpxFile("<trk></trk>") + strings.Repeat(" ", maxTextRun+1),
		"remarks": gpxFile("<!--" + strings.Repeat("a", maxTextRun+1) + "-->"),
	} {
		_, err := File("a.gpx", []byte(doc))
		if err == nil {
			t.Errorf("%s: got no error", name)
			continue
		}
		if reason, hint := reasonAndHint(t, err); reason == "" || hint == "" || hint == "nothing was recorded; it can be deleted" {
			t.Errorf("%s: got reason %q, hint %q", name, reason, hint)
		}
	}
}

// Readings of a document have room for so many points, and tell of the rest.
func TestProgressRoom(t *testing.T) {
	p := progress{timed: maxRecords - 1, ended: true}
	if !p.room(true) || p.room(true) || !p.room(false) {
		t.Error("want room for one point more with a time, and any without")
	}
	want := fmt.Sprintf("what follows the first %d points was left out", maxRecords)
	if w := p.warnings(nil, "", nil); len(w) != 1 || w[0].Code != training.Truncated || w[0].Detail != want {
		t.Errorf("got %v, want %q", w, want)
	}
}
