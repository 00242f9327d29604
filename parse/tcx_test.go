package parse

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// tcxFile makes a TCX document of activities.
func tcxFile(activities ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="x"><Activities>` +
		strings.Join(activities, "") + `</Activities></TrainingCenterDatabase>`
}

// tcxActivityOf makes an activity without an <Id>.
func tcxActivityOf(sport, laps string) string {
	return `<Activity Sport="` + sport + `">` + laps +
		`<Creator><Name>Maker 1</Name><Version><VersionMajor>2</VersionMajor></Version></Creator></Activity>`
}

// tcxLapOf makes a lap that starts so many seconds after 8 o'clock, with its
// timer and distance, and a track for each text of points.
func tcxLapOf(start, timer int, metres float64, tracks ...string) string {
	lap := fmt.Sprintf(`<Lap StartTime=%q><TotalTimeSeconds>%d</TotalTimeSeconds><DistanceMeters>%g</DistanceMeters>`,
		tcxTime(start), timer, metres)
	for _, track := range tracks {
		lap += "<Track>" + track + "</Track>"
	}
	return lap + "</Lap>"
}

// tcxPointAt makes a point so many seconds after 8 o'clock with further elements.
func tcxPointAt(second int, more string) string {
	return "<Trackpoint><Time>" + tcxTime(second) + "</Time>" + more + "</Trackpoint>"
}

func tcxTime(second int) string {
	return eightOClock.Add(time.Duration(second) * time.Second).Format(time.RFC3339)
}

// tcxPoints makes points from one second to another, one each step.
func tcxPoints(from, to, step int) string {
	var b strings.Builder
	for s := from; s <= to; s += step {
		b.WriteString(tcxPointAt(s, fmt.Sprintf("<DistanceMeters>%d</DistanceMeters>", 3*s)))
	}
	return b.String()
}

const (
	tcxPosition = `<Position><LatitudeDegrees>50</LatitudeDegrees><LongitudeDegrees>10</LongitudeDegrees></Position>`
	// tcxPoint60 lies a minute after 8 o'clock.
	tcxPoint60 = `<Trackpoint><Time>2026-05-01T08:01:00Z</Time>` + tcxPosition + `<HeartRateBpm><Value>150</Value></HeartRateBpm></Trackpoint>`
	tcxRun     = `<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2026-05-01T08:00:00Z</Id>` +
		`<Lap StartTime="2026-05-01T08:00:00Z"><TotalTimeSeconds>60.5</TotalTimeSeconds><DistanceMeters>200.5</DistanceMeters>` +
		`<Calories>12</Calories><MaximumHeartRateBpm><Value>160</Value></MaximumHeartRateBpm><AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm>` +
		`<Cadence>80</Cadence><TriggerMethod>Manual</TriggerMethod>` +
		`<Extensions><FatCalories><Value>30</Value></FatCalories><LX><AvgSpeed>3.3</AvgSpeed></LX></Extensions><Track>` + tcxPoint60 + `</Track></Lap>` +
		"<Notes>Easy one\nwith friends</Notes>" +
		`<Creator><Name>Forerunner 310XT</Name></Creator><Training><Plan><Name>Plan 9</Name></Plan></Training></Activity></Activities><Author><Name>App</Name></Author></TrainingCenterDatabase>`
	tcxMultisport = `<TrainingCenterDatabase><Activities><MultiSportSession><Id>2026-05-01T08:00:00Z</Id>` +
		`<FirstSport><Activity Sport="Biking"><Lap StartTime="2026-05-01T08:00:00Z"><TotalTimeSeconds>600</TotalTimeSeconds></Lap></Activity></FirstSport>` +
		`<NextSport><Transition StartTime="2026-05-01T08:10:00Z"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>90</DistanceMeters></Transition>` +
		`<Activity Sport="Running"><Lap StartTime="2026-05-01T08:11:00Z"><TotalTimeSeconds>300</TotalTimeSeconds></Lap></Activity></NextSport>` +
		`</MultiSportSession></Activities></TrainingCenterDatabase>`
)

func TestTCX(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"as it stands", tcxRun},
		{"behind blanks", "\n          " + tcxRun},
		{"behind a byte order mark", utf8BOM + tcxRun},
		{"with prefixes", strings.NewReplacer("</", "</ns1:", "<", "<ns1:").Replace(tcxRun)},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(test.text))
			if a.Sport != training.Running || a.SportSource != training.SportFromFile || a.Name != "Easy one" || a.Device != "Forerunner 310XT" ||
				!a.Start.Equal(eightOClock) || a.LocalOffset.OK() || len(a.Warnings) > 0 {
				t.Errorf("got %+v", a)
			}
			point := training.Record{
				At: time.Minute, Channels: training.PositionChannel | training.HeartRateChannel, Lat: 50, Lon: 10, HeartRateBPM: 150,
			}
			if !slices.Equal(a.Records, []training.Record{point}) {
				t.Errorf("got records %+v, want %+v", a.Records, point)
			}
			lap := training.Lap{
				Elapsed: 60500 * time.Millisecond, Timer: training.Some(60500 * time.Millisecond), DistanceM: training.Some(200.5), Manual: true,
			}
			if !slices.Equal(a.Laps, []training.Lap{lap}) {
				t.Errorf("got laps %+v, want %+v", a.Laps, lap)
			}
			totals := training.Totals{
				Elapsed: training.Some(lap.Elapsed), Timer: lap.Timer, DistanceM: lap.DistanceM,
				HeartRateBPM: training.Some(140.0), CaloriesKcal: training.Some(12.0),
			}
			if a.Totals != totals {
				t.Errorf("got totals %+v, want %+v", a.Totals, totals)
			}
		})
	}
}

func TestTCXPoint(t *testing.T) {
	tests := []struct {
		name  string
		point string
		want  training.Record
		codes []training.WarningCode
	}{
		{
			"Garmin's extensions with a prefix",
			`<AltitudeMeters>123.4</AltitudeMeters><DistanceMeters>12.5</DistanceMeters><Extensions><ns3:TPX><ns3:Speed>3.25</ns3:Speed>` +
				`<ns3:RunCadence>85</ns3:RunCadence><ns3:Watts>250</ns3:Watts></ns3:TPX></Extensions>`,
			training.Record{
				Channels:  training.AltitudeChannel | training.DistanceChannel | training.SpeedChannel | training.CadenceChannel | training.PowerChannel,
				AltitudeM: 123.4, DistanceM: 12.5, SpeedMS: 3.25, CadenceSPM: 170, PowerW: 250,
			},
			nil,
		},
		{
			"and without one", `<Extensions><TPX xmlns="x"><RunCadence>85</RunCadence></TPX></Extensions>`,
			training.Record{Channels: training.CadenceChannel, CadenceSPM: 170},
			nil,
		},
		{"the runner's cadence before the pedals'", `<Cadence>0</Cadence><RunCadence>85</RunCadence>`, training.Record{Channels: training.CadenceChannel, CadenceSPM: 170}, nil},
		{"whatever the order", `<RunCadence>85</RunCadence><Cadence>0</Cadence>`, training.Record{Channels: training.CadenceChannel, CadenceSPM: 170}, nil},
		{"the cadence of one foot", `<Cadence>80</Cadence>`, training.Record{Channels: training.CadenceChannel, CadenceSPM: 160}, nil},
		{"the cadence of both feet", `<Cadence>134</Cadence>`, training.Record{Channels: training.CadenceChannel, CadenceSPM: 134}, nil},
		{"a heart rate without <Value>", `<HeartRateBpm>120</HeartRateBpm>`, training.Record{Channels: training.HeartRateChannel, HeartRateBPM: 120}, nil},
		{"half a position", `<Position><LatitudeDegrees>50</LatitudeDegrees></Position>`, training.Record{}, nil},
		{"a comma for the point", `<AltitudeMeters> 12,5 </AltitudeMeters>`, training.Record{Channels: training.AltitudeChannel, AltitudeM: 12.5}, nil},
		{"empty elements", `<AltitudeMeters/><HeartRateBpm><Value></Value></HeartRateBpm>`, training.Record{}, nil},
		{
			"one bad number", `<AltitudeMeters>--</AltitudeMeters><HeartRateBpm><Value>120</Value></HeartRateBpm>`,
			training.Record{Channels: training.HeartRateChannel, HeartRateBPM: 120},
			[]training.WarningCode{training.BadNumbers},
		},
		{"impossible values", `<AltitudeMeters>20000</AltitudeMeters><HeartRateBpm><Value>0</Value></HeartRateBpm><Speed>-1</Speed><Watts>9999</Watts>`, training.Record{}, nil},
		{"nothing but a time", ``, training.Record{}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(tcxFile(tcxActivityOf("Running", tcxLapOf(0, 1, 1, tcxPointAt(0, test.point))))))
			if got := a.Records[0]; got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
			if got := warningCodes(a); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", a.Warnings, test.codes)
			}
		})
	}
}

func TestTCXSport(t *testing.T) {
	tests := []struct {
		attribute, notes string
		sport            training.Sport
		source           training.SportSource
	}{
		{"Running", "", training.Running, training.SportFromFile},
		{"running", "Walk", training.Running, training.SportFromFile},
		{"Biking", "", training.Cycling, training.SportFromFile},
		{"Walking", "", training.Walking, training.SportFromFile},
		{"Hiking", "", training.Hiking, training.SportFromFile},
		{"Swimming", "", training.Swimming, training.SportFromFile},
		{"CrossCountrySkiing", "", "", training.SportUnknown},
		{"Cross-country skiing", "", "cross_country_skiing", training.SportFromFile},
		{"Other", "", "generic", training.SportFromFile},
		{"Other", "Morning run", training.Running, training.SportFromName},
		{"", "Morning run", training.Running, training.SportFromName},
		{"", "", "", training.SportUnknown},
	}
	for _, test := range tests {
		text := strings.NewReplacer("Running", test.attribute, "Easy one", test.notes).Replace(tcxRun)
		if a := parseOne(t, []byte(text)); a.Sport != test.sport || a.SportSource != test.source {
			t.Errorf("%q, %q: got %q from %q, want %q from %q", test.attribute, test.notes, a.Sport, a.SportSource, test.sport, test.source)
		}
	}
}

func TestTCXPauses(t *testing.T) {
	seconds := func(from, to int) training.Pause {
		return training.Pause{From: time.Duration(from) * time.Second, To: time.Duration(to) * time.Second}
	}
	tests := []struct {
		name string
		laps string
		want []training.Pause
	}{
		{"none", tcxLapOf(0, 60, 180, tcxPoints(0, 60, 1)), nil},
		{"between the tracks of a lap", tcxLapOf(0, 60, 180, tcxPoints(0, 30, 1), tcxPoints(50, 80, 1)), []training.Pause{seconds(30, 50)}},
		{"in the middle of a track", tcxLapOf(0, 60, 180, tcxPoints(0, 30, 1)+tcxPoints(50, 80, 1)), []training.Pause{seconds(30, 50)}},
		{
			"between laps", tcxLapOf(0, 30, 90, tcxPoints(0, 30, 1)) + tcxLapOf(100, 30, 90, tcxPoints(100, 130, 1)),
			[]training.Pause{seconds(30, 100)},
		},
		{"a point every eight seconds, the timer running", tcxLapOf(0, 80, 240, tcxPoints(0, 80, 8)), nil},
		{
			"a point every eight seconds, and a pause", tcxLapOf(0, 80, 240, tcxPoints(0, 40, 8)+tcxPoints(68, 108, 8)),
			[]training.Pause{seconds(40, 68)},
		},
		{"satellites lost, the timer running", tcxLapOf(0, 100, 300, tcxPoints(0, 20, 1), tcxPoints(80, 100, 1)), nil},
		{
			"laps without a timer, by their tracks",
			strings.ReplaceAll(tcxLapOf(0, 0, 90, tcxPoints(0, 30, 8), tcxPoints(64, 90, 8)), "TotalTimeSeconds", "Unknown"),
			[]training.Pause{seconds(24, 64)},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if a := parseOne(t, []byte(tcxFile(tcxActivityOf("Running", test.laps)))); !slices.Equal(a.Pauses, test.want) {
				t.Errorf("got %v, want %v", a.Pauses, test.want)
			}
		})
	}
}

func TestTCXWithoutPoints(t *testing.T) {
	a := parseOne(t, []byte(tcxFile(tcxActivityOf("Running", tcxLapOf(0, 600, 2000)+tcxLapOf(660, 300, 1000)))))
	if !a.Start.Equal(eightOClock) || len(a.Records) > 0 || len(a.Laps) != 2 {
		t.Errorf("got %+v", a)
	}
	want := training.Totals{
		Elapsed: training.Some(16 * time.Minute), Timer: training.Some(15 * time.Minute), DistanceM: training.Some(3000.0),
	}
	if a.Totals != want {
		t.Errorf("got totals %+v, want %+v", a.Totals, want)
	}
	dateAlone := parseOne(t, []byte(tcxFile(`<Activity Sport="Running"><Id>2026-05-01T08:00:00Z</Id></Activity>`)))
	if !dateAlone.Start.Equal(eightOClock) {
		t.Errorf("got a start at %v, want that of the <Id>", dateAlone.Start)
	}
}

func TestTCXLaps(t *testing.T) {
	const undated = `<Lap><TotalTimeSeconds>30</TotalTimeSeconds><Track>`
	tests := []struct {
		name string
		laps string
		want []int // seconds after 8 o'clock
	}{
		{"dated", tcxLapOf(0, 30, 90) + tcxLapOf(40, 30, 90), []int{0, 40}},
		{"out of order", tcxLapOf(40, 30, 90) + tcxLapOf(0, 30, 90), []int{0, 40}},
		{"by their points", undated + tcxPoints(0, 30, 1) + "</Track></Lap>" + undated + tcxPoints(50, 80, 1) + "</Track></Lap>", []int{0, 50}},
		{"by the lap before", tcxLapOf(0, 30, 90) + undated + "</Track></Lap>", []int{0, 30}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []int
			for _, l := range parseOne(t, []byte(tcxFile(tcxActivityOf("Running", test.laps)))).Laps {
				got = append(got, int(l.Start.Seconds()))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got laps at %v, want %v", got, test.want)
			}
		})
	}
}

func TestTCXTotalsOfIncompleteLaps(t *testing.T) {
	text := tcxFile(tcxActivityOf("Running", tcxLapOf(0, 600, 2000)+`<Lap StartTime="2026-05-01T08:10:00Z"></Lap>`))
	if a := parseOne(t, []byte(text)); a.Totals.Timer.OK() || a.Totals.DistanceM.OK() {
		t.Errorf("got totals %+v of laps that do not state them all", a.Totals)
	}
}

func TestTCXSeveralActivities(t *testing.T) {
	sports := func(text string) (sports []training.Sport) {
		t.Helper()
		activities, err := File("several.tcx", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for i := range activities {
			sports = append(sports, activities[i].Sport)
		}
		return sports
	}
	if got, want := sports(tcxMultisport), []training.Sport{training.Cycling, training.Transition, training.Running}; !slices.Equal(got, want) {
		t.Errorf("multisport: got %v, want %v", got, want)
	}
	later, earlier := tcxActivityOf("Running", tcxLapOf(7200, 60, 200)), tcxActivityOf("Biking", tcxLapOf(0, 60, 200))
	if got, want := sports(tcxFile(later, earlier)), []training.Sport{training.Cycling, training.Running}; !slices.Equal(got, want) {
		t.Errorf("by their starts: got %v, want %v", got, want)
	}
}

func TestTCXLocalTime(t *testing.T) {
	hours := func(n float64) training.Opt[time.Duration] {
		return training.Some(time.Duration(n * float64(time.Hour)))
	}
	polar := strings.NewReplacer("Forerunner 310XT", "Polar V800")
	tests := []struct {
		name   string
		text   string
		offset training.Opt[time.Duration]
		codes  []training.WarningCode
	}{
		{"in UTC", tcxRun, training.Opt[time.Duration]{}, nil},
		{"with an offset", strings.NewReplacer("T08:", "T10:", "Z<", "+02:00<", `Z"`, `+02:00"`).Replace(tcxRun), hours(2), nil},
		{"an offset in the id alone", strings.Replace(tcxRun, "<Id>2026-05-01T08:00:00Z", "<Id>2026-05-01T10:00:00.000+02:00", 1), hours(2), nil},
		{
			"laps in local time as if it were UTC", strings.Replace(tcxRun, `StartTime="2026-05-01T08`, `StartTime="2026-05-01T10`, 1),
			hours(2),
			[]training.WarningCode{training.LocalTimeOdd},
		},
		{
			"an offset in the laps alone",
			strings.Replace(tcxFile(tcxActivityOf("Running", tcxLapOf(0, 60, 200))), "T08:00:00Z", "T10:00:00+02:00", 1), hours(2), nil,
		},
		{
			"laps at an odd distance", strings.Replace(tcxRun, `StartTime="2026-05-01T08:00`, `StartTime="2026-05-01T10:08`, 1),
			training.Opt[time.Duration]{},
			[]training.WarningCode{training.ClockJump},
		},
		{
			"laps of another year", strings.Replace(tcxRun, `StartTime="2026`, `StartTime="1999`, 1),
			training.Opt[time.Duration]{},
			[]training.WarningCode{training.ClockJump},
		},
		{
			"Polar's winter time in summer, at a place",
			polar.Replace(strings.NewReplacer("T08:", "T09:", "Z<", "+01:00<", `Z"`, `+01:00"`).Replace(tcxRun)),
			training.Opt[time.Duration]{},
			nil,
		},
		{
			"Polar's time indoors",
			polar.Replace(strings.NewReplacer("T08:", "T09:", "Z<", "+01:00<", `Z"`, `+01:00"`, tcxPosition, "").Replace(tcxRun)), hours(1), nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(test.text))
			if a.LocalOffset != test.offset {
				t.Errorf("got offset %v, want %v", a.LocalOffset, test.offset)
			}
			if off := a.Start.Sub(eightOClock).Abs(); off > time.Minute {
				t.Errorf("got a start at %v, want 8 o'clock", a.Start)
			}
			if got := warningCodes(a); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", a.Warnings, test.codes)
			}
		})
	}
}

func TestTCXDamaged(t *testing.T) {
	points := tcxFile(tcxActivityOf("Running", tcxLapOf(0, 60, 180, tcxPoints(0, 60, 1))))
	fortySeconds := points[:strings.Index(points, tcxTime(40))]
	tests := []struct {
		name    string
		text    string
		records int
		codes   []training.WarningCode
	}{
		{"cut off", fortySeconds, 40, []training.WarningCode{training.Truncated}},
		{"cut off in a tag", fortySeconds + "</Ti", 40, []training.WarningCode{training.Truncated}},
		{"a broken tag", strings.Replace(points, "</Time><DistanceMeters>90<", "</Time><Dist=eMeters 90<", 1), 60, []training.WarningCode{training.Repaired}},
		{"a broken course before", strings.Replace(points, "<Activities>", "<Courses><Course><Lap=x></Course></Courses><Activities>", 1), 61, []training.WarningCode{training.Repaired}},
		{"the head lost", "<TrainingCenterDatabase>" + tcxPoints(0, 9, 1) + "</TrainingCenterDatabase>", 10, nil},
		{"a bare ampersand", strings.Replace(points, "Maker 1", "A & B", 1), 61, []training.WarningCode{training.Repaired}},
		{"a point without a time", strings.Replace(points, "<Track>", "<Track><Trackpoint>"+tcxPosition+"</Trackpoint>", 1), 61, []training.WarningCode{training.UntimedPoints}},
		{"a time that is none", strings.Replace(points, tcxTime(30), "soon", 1), 60, []training.WarningCode{training.UntimedPoints}},
		{"a lap of another age", strings.Replace(points, "</Lap>", `</Lap><Lap StartTime="2199-05-01T08:00:00Z"></Lap>`, 1), 61, []training.WarningCode{training.ClockJump}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(test.text))
			if err := validate(&a); err != nil {
				t.Error(err)
			}
			if len(a.Records) != test.records {
				t.Errorf("got %d records, want %d", len(a.Records), test.records)
			}
			if got := warningCodes(a); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", a.Warnings, test.codes)
			}
		})
	}
}

func TestTCXRefusals(t *testing.T) {
	const course = `<Courses><Course><Name>Round</Name><Lap><TotalTimeSeconds>60</TotalTimeSeconds></Lap><Track>` + tcxPoint60 + `</Track></Course></Courses>`
	for _, test := range []struct{ name, body, kind string }{
		{"a course", course, "course"},
		{"a workout", `<Workouts><Workout Sport="Running"><Name>5 x 1</Name></Workout></Workouts>`, "workout"},
		{"nothing", ``, "empty"},
		{"no activity", `<Activities/>`, "empty"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := File("a.tcx", []byte("<TrainingCenterDatabase>"+test.body+"</TrainingCenterDatabase>"))
			var unsupported *UnsupportedError
			if !errors.As(err, &unsupported) || unsupported.Kind != test.kind || unsupported.Hint == "" {
				t.Errorf("got %v, want an UnsupportedError of kind %s", err, test.kind)
			}
		})
	}
	t.Run("no times", func(t *testing.T) {
		_, err := File("a.tcx", []byte(tcxFile(`<Activity Sport="Running"><Lap><Track><Trackpoint>`+tcxPosition+`</Trackpoint></Track></Lap></Activity>`)))
		var format *FormatError
		if !errors.As(err, &format) || format.Reason != "no times in this TCX" {
			t.Errorf("got %v, want a FormatError: no times", err)
		}
	})
	t.Run("nothing to read", func(t *testing.T) {
		_, err := File("a.tcx", []byte("<TrainingCenterDatabase><"))
		var format *FormatError
		if !errors.As(err, &format) || format.Reason != "not readable as TCX" || format.Line != 1 {
			t.Errorf("got %v, want a FormatError with its line", err)
		}
	})
	for name, text := range map[string]string{
		"too many activities": tcxFile(strings.Repeat("<Activity><Id>2026-05-01T08:00:00Z</Id></Activity>", maxActivities+2)),
		"too many laps":       tcxFile("<Activity>" + strings.Repeat(`<Lap StartTime="2026-05-01T08:00:00Z"></Lap>`, maxTCXLaps+2) + "</Activity>"),
		"too large":           "<TrainingCenterDatabase>" + strings.Repeat(" ", maxXMLBytes),
	} {
		var format *FormatError
		if _, err := File("a.tcx", []byte(text)); !errors.As(err, &format) || format.Hint == "" {
			t.Errorf("%s: got %v, want a FormatError with a hint", name, err)
		}
	}
	if both := tcxFile(tcxActivityOf("Running", tcxLapOf(0, 60, 200)) + course); len(parseOne(t, []byte(both)).Records) > 0 {
		t.Error("the points of a course were given to the activity before it")
	}
}

// TestTCXMemory holds hostile documents to memory in proportion to their size.
func TestTCXMemory(t *testing.T) {
	const times = 200_000
	for _, test := range []struct{ name, text string }{
		{"activities", strings.Repeat("<Activity>", times)},
		{"laps", strings.Repeat("<Lap>", times)},
		{"tracks", "<Activity>" + strings.Repeat("<Track/>", times)},
		{"points", strings.Repeat("<Trackpoint/>", times)},
		{"depth", strings.Repeat("<a>", times)},
		{"text", "<Activity><Notes>" + strings.Repeat("long ", times)},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := []byte("<TrainingCenterDatabase>" + test.text)
			most := uint64(100 * len(document)) // what encoding/xml allocates, and discards
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _ = File("a.tcx", document) // what it says of it is no matter
			runtime.ReadMemStats(&after)
			if got := after.TotalAlloc - before.TotalAlloc; got > most {
				t.Errorf("%d bytes for a document of %d", got, len(document))
			}
		})
	}
	t.Run("nothing", func(t *testing.T) {
		var r tcxReader
		const nothing = "<Activity></Activity><Activity><Lap></Lap><Lap></Lap><Track></Track><Track></Track>"
		if _, err := readElements([]byte(nothing), &r); err != nil {
			t.Fatal(err)
		}
		if len(r.doc.activities) != 1 || len(r.activity().laps) != 1 || len(r.activity().begins) != 1 {
			t.Errorf("kept more than once: %+v", r.doc.activities)
		}
	})
	const bomb = `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><TrainingCenterDatabase><Activities><Activity><Id>2026-05-01T08:00:00Z</Id><Notes>&c;</Notes></Activity>`
	if a := parseOne(t, []byte(bomb)); strings.Contains(a.Name, "ha") {
		t.Errorf("got %q: an entity was expanded", a.Name)
	}
}

func TestLongestWithin(t *testing.T) {
	gap := func(from, to time.Duration) training.Pause { return training.Pause{From: from, To: to} }
	gaps := []training.Pause{gap(0, 8*time.Second), gap(20*time.Second, 80*time.Second), gap(90*time.Second, 120*time.Second)}
	got := longestWithin(gaps, 85*time.Second)
	if want := []training.Pause{gap(20*time.Second, 80*time.Second), gap(90*time.Second, 120*time.Second)}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := longestWithin(slices.Clone(gaps), math.MinInt64); got != nil {
		t.Errorf("got %v for a timer that ran on", got)
	}
}
