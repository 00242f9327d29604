package parse

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// gpxFile makes a GPX document of what stands in its root.
func gpxFile(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="maker">` + body + `</gpx>`
}

// gpxTrackOf makes a track with one segment of the given points.
func gpxTrackOf(head string, points ...string) string {
	return gpxFile("<trk>" + head + "<trkseg>" + strings.Join(points, "") + "</trkseg></trk>")
}

// trkpt is a point so many seconds after 8 o'clock with further elements.
func trkpt(second int, more string) string {
	return fmt.Sprintf(`<trkpt lat="50.%04d" lon="10.0"><time>2026-05-01T08:%02d:%02dZ</time>%s</trkpt>`,
		second, second/60, second%60, more)
}

var eightOClock = time.Date(2026, time.May, 1, 8, 0, 0, 0, time.UTC)

func TestGPXPoint(t *testing.T) {
	tests := []struct {
		name  string
		point string
		want  training.Record
		codes []training.WarningCode
	}{
		{
			"GPX 1.1 with Garmin's extensions",
			trkpt(0, `<ele>123.4</ele><extensions><gpxtpx:TrackPointExtension><gpxtpx:atemp>21.6</gpxtpx:atemp><gpxtpx:hr>150</gpxtpx:hr>`+
				`<gpxtpx:cad>85</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions>`),
			training.Record{
				Channels:  training.AltitudeChannel | training.TemperatureChannel | training.HeartRateChannel | training.CadenceChannel,
				AltitudeM: 123.4, TemperatureC: 22, HeartRateBPM: 150, CadenceSPM: 170,
			},
			nil,
		},
		{
			"Strava's bare elements",
			trkpt(0, `<extensions><power>250</power><heartrate>140</heartrate><cadence>80</cadence></extensions>`),
			training.Record{
				Channels: training.PowerChannel | training.HeartRateChannel | training.CadenceChannel,
				PowerW:   250, HeartRateBPM: 140, CadenceSPM: 160,
			},
			nil,
		},
		{
			"an undeclared prefix, and power in its own extension",
			trkpt(0, `<extensions><ns3:hr>139</ns3:hr><gpxpx:PowerExtension><gpxpx:PowerInWatts>201</gpxpx:PowerInWatts></gpxpx:PowerExtension></extensions>`),
			training.Record{Channels: training.PowerChannel | training.HeartRateChannel, PowerW: 201, HeartRateBPM: 139},
			nil,
		},
		{
			"the speed of GPX 1.0",
			trkpt(0, `<course>12</course><speed>3.25</speed>`),
			training.Record{Channels: training.SpeedChannel, SpeedMS: 3.25},
			nil,
		},
		{
			"a comma for the point, blanks around", trkpt(0, "<ele>\n 12,5\n</ele>"),
			training.Record{Channels: training.AltitudeChannel, AltitudeM: 12.5},
			nil,
		},
		{"empty elements", trkpt(0, "<ele/><extensions><hr></hr></extensions>"), training.Record{}, nil},
		{
			"one bad number", trkpt(0, "<ele>--</ele><extensions><hr>120</hr></extensions>"),
			training.Record{Channels: training.HeartRateChannel, HeartRateBPM: 120},
			[]training.WarningCode{training.BadNumbers},
		},
		{"NaN and infinity", trkpt(0, "<ele>NaN</ele><speed>1e400</speed>"), training.Record{}, []training.WarningCode{training.BadNumbers}},
		{"impossible values", trkpt(0, "<ele>20000</ele><speed>-1</speed><extensions><hr>0</hr><power>9999</power></extensions>"), training.Record{}, nil},
		{"a comment inside", trkpt(0, "<!-- x --><ele>1<!-- y -->0</ele>"), training.Record{Channels: training.AltitudeChannel, AltitudeM: 10}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(gpxTrackOf("<type>running</type>", test.point)))
			want := test.want
			want.Channels |= training.PositionChannel
			want.Lat, want.Lon = 50, 10
			if got := a.Records[0]; got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			if got := warningCodes(a); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", a.Warnings, test.codes)
			}
		})
	}
}

func TestGPXPosition(t *testing.T) {
	tests := []struct {
		name, attributes string
		want             bool
	}{
		{"plain", `lat="50.5" lon="10.5"`, true},
		{"in another order and quotes", `lon='10.5' lat='50.5'`, true},
		{"commas", `lat="50,5" lon="10,5"`, true},
		{"missing", ``, false},
		{"half", `lat="50.5"`, false},
		{"empty", `lat="" lon=""`, false},
		{"no numbers", `lat="x" lon="y"`, false},
		{"off the globe", `lat="91" lon="10.5"`, false},
		{"no fix", `lat="0.0" lon="0.0"`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(gpxTrackOf("", "<trkpt "+test.attributes+"><time>2026-05-01T08:00:00Z</time></trkpt>")))
			r := a.Records[0]
			if r.Has(training.PositionChannel) != test.want || test.want && (r.Lat != 50.5 || r.Lon != 10.5) {
				t.Errorf("got %v at %v, %v", r.Has(training.PositionChannel), r.Lat, r.Lon)
			}
		})
	}
}

func TestParseTime(t *testing.T) {
	eight := eightOClock
	tests := []struct {
		text string
		want time.Time // zero: no time
	}{
		{"2026-05-01T08:00:00Z", eight},
		{" 2026-05-01T08:00:00Z\n", eight},
		{"2026-05-01T08:00:00z", eight},
		{"2026-05-01T08:00:00.250Z", eight.Add(250 * time.Millisecond)},
		{"2026-05-01T10:00:00+02:00", eight},
		{"2026-05-01T10:00:00.250+02:00", eight.Add(250 * time.Millisecond)},
		{"2026-05-01T04:00:00-0400", eight},
		{"2026-05-01T10:00:00+02", eight},
		{"2026-05-01T08:00:00", eight},
		{"2026-05-01 08:00:00", eight},
		{"2026-05-01 10:00:00+02:00", eight},
		{"1777622400", eight},
		{"1777622400250", eight.Add(250 * time.Millisecond)},
		{"1970-01-01T00:00:00Z", time.Time{}},
		{"9999-01-01T00:00:00Z", time.Time{}},
		{"0", time.Time{}},
		{"yesterday", time.Time{}},
		{"", time.Time{}},
	}
	for _, test := range tests {
		got, ok := parseTime(test.text)
		if ok != !test.want.IsZero() || ok && !got.Equal(test.want) {
			t.Errorf("%q: got %v, %v, want %v", test.text, got, ok, test.want)
		}
	}
}

func TestGPXOffset(t *testing.T) {
	point := func(zone string) string {
		return `<trkpt lat="50" lon="10"><time>2026-05-01T10:00:00` + zone + `</time></trkpt>`
	}
	a := parseOne(t, []byte(gpxTrackOf("", point("+02:00"))))
	if a.LocalOffset != training.Some(2*time.Hour) || !a.Start.Equal(eightOClock) {
		t.Errorf("got start %v, offset %v; want 08:00 UTC, 2 h", a.Start, a.LocalOffset)
	}
	for _, zone := range []string{"Z", "+00:00", ""} {
		if a := parseOne(t, []byte(gpxTrackOf("", point(zone)))); a.LocalOffset.OK() {
			t.Errorf("zone %q: got offset %v, want none: UTC says nothing of the place", zone, a.LocalOffset)
		}
	}
}

func TestGPXTracks(t *testing.T) {
	const untimed = `<trkpt lat="50" lon="10"/>`
	twoPoints := trkpt(0, "") + trkpt(10, "")
	tests := []struct {
		name    string
		doc     string
		records []int // of each activity
		pauses  []training.Pause
		codes   []training.WarningCode
	}{
		{"one", gpxTrackOf("", twoPoints), []int{2}, nil, nil},
		{
			"an activity for each track", gpxFile("<trk><trkseg>" + twoPoints + "</trkseg></trk><trk><trkseg>" + trkpt(90, "") + "</trkseg></trk>"),
			[]int{2, 1},
			nil, nil,
		},
		{
			"segments are pauses", gpxFile("<trk><trkseg>" + twoPoints + "</trkseg><trkseg/><trkseg>" + trkpt(60, "") + "</trkseg><trkseg>" + trkpt(61, "") + "</trkseg></trk>"),
			[]int{4},
			[]training.Pause{{From: 10 * time.Second, To: time.Minute}},
			nil,
		},
		{
			"segments out of order", gpxFile("<trk><trkseg>" + trkpt(60, "") + "</trkseg><trkseg>" + twoPoints + "</trkseg></trk>"),
			[]int{3},
			nil,
			[]training.WarningCode{training.TimeBackwards},
		},
		{"some points without a time", gpxTrackOf("", twoPoints, untimed), []int{2}, nil, []training.WarningCode{training.UntimedPoints}},
		{
			"an untimed track beside a timed one", gpxFile("<trk><trkseg>" + untimed + "</trkseg></trk><trk><trkseg>" + twoPoints + "</trkseg></trk>"),
			[]int{2},
			nil,
			[]training.WarningCode{training.UntimedPoints},
		},
		{
			"points outside a segment", gpxFile("<trk>" + twoPoints + "</trk>"), []int{2}, nil, nil,
		},
		{
			"an empty track with a date", gpxFile("<metadata><time>2026-05-01T08:00:00Z</time></metadata><trk><type>running</type><trkseg/></trk>"),
			[]int{0},
			nil, nil,
		},
		{
			"an empty track beside another is none",
			gpxFile("<metadata><time>2026-06-01T08:00:00Z</time></metadata><trk><trkseg/></trk><trk><trkseg>" + twoPoints + "</trkseg></trk>"),
			[]int{2},
			nil, nil,
		},
		{
			"an empty track behind another is none",
			gpxFile("<metadata><time>2026-06-01T08:00:00Z</time></metadata><trk><trkseg>" + twoPoints + "</trkseg></trk><trk><trkseg/></trk>"),
			[]int{2},
			nil, nil,
		},
		{"cut off", gpxTrackOf("", twoPoints)[:len(gpxTrackOf("", twoPoints))-15], []int{2}, nil, []training.WarningCode{training.Truncated}},
		{"cut off within a point", gpxTrackOf("", twoPoints)[:len(gpxTrackOf("", twoPoints))-30], []int{1}, nil, []training.WarningCode{training.Truncated}},
		{
			"a point with a broken tag", gpxTrackOf("", trkpt(0, ""), `<trkpt lat="50" lon=>`, trkpt(5, "<ele lat=\"></ele>"), trkpt(9, "")),
			[]int{2},
			nil,
			[]training.WarningCode{training.Repaired},
		},
		{
			"a broken waypoint", gpxFile(`<wpt lat="50" "><name>an inn</name></wpt><trk><trkseg>` + twoPoints + "</trkseg></trk>"),
			[]int{2},
			nil,
			[]training.WarningCode{training.Repaired},
		},
		{
			"a broken head", `<gpx version="1.1" creator=><trk><trkseg>` + twoPoints + "</trkseg></trk></gpx>", []int{2}, nil, nil,
		},
		{"a second document behind the first", gpxTrackOf("", twoPoints) + gpxTrackOf("", trkpt(90, "")), []int{2, 1}, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("test.gpx", []byte(test.doc))
			if err != nil {
				t.Fatal(err)
			}
			var records []int
			for _, a := range activities {
				records = append(records, len(a.Records))
			}
			if !slices.Equal(records, test.records) {
				t.Errorf("got activities of %v records, want %v", records, test.records)
			}
			if !activities[0].Start.Equal(eightOClock) {
				t.Errorf("got start %v, want %v", activities[0].Start, eightOClock)
			}
			if !slices.Equal(activities[0].Pauses, test.pauses) {
				t.Errorf("got pauses %v, want %v", activities[0].Pauses, test.pauses)
			}
			if got := warningCodes(activities[0]); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", activities[0].Warnings, test.codes)
			}
		})
	}
}

func TestGPXRefusals(t *testing.T) {
	tests := []struct {
		name, body string
		kind       string // empty: a FormatError
	}{
		{"untimed track", `<trk><trkseg><trkpt lat="50" lon="10"/></trkseg></trk>`, ""},
		{"route", `<rte><rtept lat="50" lon="10"><time>2026-05-01T08:00:00Z</time></rtept></rte>`, "route"},
		{"waypoints", `<wpt lat="50" lon="10"><time>2026-05-01T08:00:00Z</time><name>inn</name></wpt>`, "waypoints"},
		{"nothing", ``, "empty"},
		{"an empty track without a date", `<trk><trkseg/></trk>`, "empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := File("test.gpx", []byte(gpxFile(test.body)))
			var unsupported *UnsupportedError
			var format *FormatError
			switch {
			case test.kind == "" && !errors.As(err, &format):
				t.Errorf("got %v, want a FormatError", err)
			case test.kind != "" && (!errors.As(err, &unsupported) || unsupported.Kind != test.kind):
				t.Errorf("got %v, want an UnsupportedError of kind %q", err, test.kind)
			}
		})
	}
}

func TestGPXNames(t *testing.T) {
	metadata := "<metadata><name>of the file</name><author><name>somebody</name></author></metadata>"
	tests := []struct {
		name, head, track, want string
	}{
		{"of the track", metadata, "<name>Lunch Run</name>", "Lunch Run"},
		{"of the file", "<name>of the file</name>", "", "of the file"},
		{"entities and blanks", "", "<name> a &amp; b &lt;3 &#233; </name>", "a & b <3 é"},
		{"a long one", "", "<name>" + strings.Repeat("é", 5000) + "</name>", strings.Repeat("é", maxTextBytes/2)},
		{"CDATA", "", "<name><![CDATA[a & b]]></name>", "a & b"},
		{"a name in an extension is none", "", "<name>Hill</name><extensions><line><name>red</name></line></extensions>", "Hill"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := gpxFile(test.head + "<wpt><name>an inn</name></wpt><trk>" + test.track + "<trkseg>" + trkpt(0, "<name>a point</name>") + "</trkseg></trk>")
			a := parseOne(t, []byte(doc))
			if a.Name != test.want {
				t.Errorf("got %q, want %q", a.Name, test.want)
			}
			if a.Device != "maker" {
				t.Errorf("got device %q, want maker", a.Device)
			}
		})
	}
}

func TestGPXRepairs(t *testing.T) {
	latin := strings.Replace(gpxTrackOf("<name>M\xfcnchen \x96 \x80</name>", trkpt(0, "")), `encoding="UTF-8"`, "", 1)
	tests := []struct {
		name, doc string
		want      string // the name of the activity
		repaired  bool
	}{
		{"sound", gpxTrackOf("<name>München &amp; &#x1F3C3;</name>", trkpt(0, "")), "München & 🏃", false},
		{"undeclared Latin-1", latin, "München – €", true},
		{"declared Latin-1", strings.Replace(gpxTrackOf("<name>M\xfcnchen</name>", trkpt(0, "")), "UTF-8", "ISO-8859-1", 1), "München", false},
		{"UTF-16", string(inUTF16(gpxTrackOf("<name>München 🏃</name>", trkpt(0, "")), binary.LittleEndian)), "München 🏃", false},
		{"UTF-16 that says UTF-8", string(inUTF16(gpxTrackOf("<name>x</name>", trkpt(0, "")), binary.BigEndian)), "x", false},
		{"an unknown charset", strings.Replace(gpxTrackOf("<name>x</name>", trkpt(0, "")), "UTF-8", "klingon", 1), "x", false},
		{"byte order mark", "\xef\xbb\xbf" + gpxTrackOf("<name>x</name>", trkpt(0, "")), "x", false},
		{"control characters", gpxTrackOf("<name>a\x00b\x1bc</name>", trkpt(0, "")), "a b c", true},
		{"bare ampersand", gpxTrackOf("<name>run & fun</name>", trkpt(0, "")), "run & fun", true},
		{"unknown entity", gpxTrackOf("<name>a&nbsp;b</name>", trkpt(0, "")), "a\u00a0b", true},
		{"an entity of HTML", gpxTrackOf("<name>M&uuml;nchen</name>", trkpt(0, "")), "München", true},
		{"an entity of a tag", gpxTrackOf("<name>a &LT;b</name>", trkpt(0, "")), "a &LT;b", true},
		{"a bare less-than sign", gpxTrackOf("<name>5 < 6 <3</name>", trkpt(0, "")), "5 < 6 <3", true},
		{"Latin-1 that is UTF-8", strings.Replace(gpxTrackOf("<name>München</name>", trkpt(0, "")), "UTF-8", "ISO-8859-1", 1), "München", false},
		{"leading blanks", "\r\n  " + gpxTrackOf("<name>x</name>", trkpt(0, "")), "x", false},
		{"reference to no character", gpxTrackOf("<name>a&#0;b</name>", trkpt(0, "")), "a b", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, []byte(test.doc))
			if a.Name != test.want || len(a.Records) != 1 {
				t.Errorf("got %q with %d records, want %q with one", a.Name, len(a.Records), test.want)
			}
			if got := slices.Contains(warningCodes(a), training.Repaired); got != test.repaired || len(a.Warnings) > 1 {
				t.Errorf("got warnings %v, want repaired: %v", a.Warnings, test.repaired)
			}
		})
	}
}

// gpxgo reads what the lenient reader finds nothing in.
func TestGPXSecondReader(t *testing.T) {
	d, err := readGPXGo([]byte(gpxTrackOf("<type>running</type>", trkpt(0, "<ele>10</ele><extensions><hr>140</hr></extensions>"))))
	if err != nil {
		t.Fatal(err)
	}
	activities, _ := d.activities()
	if len(activities) != 1 || activities[0].Sport != training.Running {
		t.Fatalf("got %v, want a run", activities)
	}
	want := training.Record{
		Channels: training.PositionChannel | training.AltitudeChannel | training.HeartRateChannel,
		Lat:      50, Lon: 10, AltitudeM: 10, HeartRateBPM: 140,
	}
	if got := activities[0].Records[0]; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, err := readGPXGo([]byte("<gpx><trk>")); err == nil {
		t.Error("a cut document gives no error")
	}
}

// Hostile documents may not take memory beyond a small multiple of their size.
func TestGPXMemory(t *testing.T) {
	const size = 4 << 20
	fill := func(before, unit, after string) string {
		return before + strings.Repeat(unit, size/len(unit)) + after
	}
	tests := []struct{ name, doc string }{
		{"attributes", fill("<gpx ", `a="" `, "><trk/></gpx>")},
		{"empty points", fill("<gpx><trk><trkseg>", "<trkpt/>", "</trkseg></trk></gpx>")},
		{"empty tracks", fill("<gpx>", "<trk/>", "</gpx>")},
		{"empty segments", fill("<gpx><trk>", "<trkseg/>", "</trk></gpx>")},
		{"nesting", fill("<gpx>", "<a>", "")},
		{"text", fill("<gpx><trk><name>", "a", "")},
		{"broken points", fill("<gpx><trk><trkseg>", `<trkpt "/>`, "")},
		{"ampersands", fill("<gpx><trk><name>", "&", "")},
		{"a comment", fill("<gpx><!--", "-", "")},
		{"entities of entities", `<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx><name>` + fill("", "&b;", "</name></gpx>")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			activities, err := File("hostile.gpx", []byte(test.doc))
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Errorf("got %d activities, want a refusal", len(activities))
			}
			// Over the whole reading, garbage included; gpxgo takes 80 times the size.
			if got := (after.TotalAlloc - before.TotalAlloc) / uint64(len(test.doc)); got > 50 {
				t.Errorf("took %d times the size of the document", got)
			}
		})
	}
}
