package parse

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// gpxTracks makes a document of tracks that each hold a point every 10 s between
// two seconds after 8 o'clock.
func gpxTracks(tracks ...string) []byte { return []byte(gpxFile(strings.Join(tracks, ""))) }

func gpxTrackFrom(head string, from, to int) string {
	var points strings.Builder
	for s := from; s <= to; s += 10 {
		points.WriteString(trkpt(s, ""))
	}
	return "<trk>" + head + "<trkseg>" + points.String() + "</trkseg></trk>"
}

func TestGPXSplits(t *testing.T) {
	elsewhere := strings.ReplaceAll(gpxTrackFrom("", 110, 200), `lat="50.`, `lat="51.`)
	tests := []struct {
		name string
		doc  []byte
		want []int // seconds that each activity lasts
	}{
		{"a track each lap", gpxTracks(gpxTrackFrom("", 0, 100), gpxTrackFrom("", 100, 200), gpxTrackFrom("", 200, 300)), []int{300}},
		{"numbered", gpxTracks(gpxTrackFrom("<name>ACTIVE LOG</name>", 0, 100), gpxTrackFrom("<name>ACTIVE LOG #2</name>", 120, 200)), []int{200}},
		{"a short rest", gpxTracks(gpxTrackFrom("", 0, 100), gpxTrackFrom("", 140, 200)), []int{200}},
		{"a longer rest", gpxTracks(gpxTrackFrom("", 0, 100), gpxTrackFrom("", 170, 200)), []int{100, 30}},
		{"other names", gpxTracks(gpxTrackFrom("<name>Warm-up</name>", 0, 100), gpxTrackFrom("<name>Race</name>", 110, 200)), []int{100, 90}},
		{"other sports", gpxTracks(gpxTrackFrom("<type>Run</type>", 0, 100), gpxTrackFrom("<type>Ride</type>", 110, 200)), []int{100, 90}},
		{"elsewhere", gpxTracks(gpxTrackFrom("", 0, 100), elsewhere), []int{100, 90}},
		{"the same twice", gpxTracks(gpxTrackFrom("", 0, 40), gpxTrackFrom("", 0, 40)), []int{40, 40}},
		{"a day each", gpxTracks(gpxTrackFrom("<name>2026-05-01</name>", 0, 100), gpxTrackFrom("<name>2026-05-02</name>", 900, 990)), []int{100, 90}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("test.gpx", test.doc)
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, a := range activities {
				got = append(got, int(a.Records[len(a.Records)-1].At/time.Second))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got activities of %v s, want %v", got, test.want)
			}
		})
	}
	a := parseOne(t, gpxTracks(gpxTrackFrom("", 0, 100), gpxTrackFrom("", 140, 200)))
	if want := []training.Pause{{From: 100 * time.Second, To: 140 * time.Second}}; !slices.Equal(a.Pauses, want) {
		t.Errorf("got pauses %v, want the rest between the tracks: %v", a.Pauses, want)
	}
}

// An indoor run known by its date alone is kept.
func TestGPXWithoutPoints(t *testing.T) {
	const metadata = "<metadata><time>2026-05-01T18:30:00Z</time></metadata>"
	evening := time.Date(2026, time.May, 1, 18, 30, 0, 0, time.UTC)
	noon := time.Date(2026, time.May, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, body string
		want       []time.Time // nothing: refused as empty
		warned     bool
	}{
		{"the file's date", metadata + "<trk><name>Treadmill</name><trkseg/></trk>", []time.Time{evening}, false},
		{"with white space for points", metadata + "<trk><trkseg>\n  </trkseg></trk>", []time.Time{evening}, false},
		{"without a segment", metadata + "<trk><name>Treadmill</name></trk>", []time.Time{evening}, false},
		{"of GPX 1.0", "<time>2026-05-01T18:30:00Z</time><trk><trkseg/></trk>", []time.Time{evening}, false},
		{"the track's own", "<trk><time>2026-05-01T18:30:00Z</time><trkseg/></trk>", []time.Time{evening}, false},
		{
			"each track's own",
			"<trk><time>2026-05-01T18:30:00Z</time><trkseg/></trk><trk><time>2026-05-01T12:00:00Z</time><trkseg/></trk>",
			[]time.Time{noon, evening}, // by their starts
			false,
		},
		{"a date in the name", "<trk><name>Treadmill 2026-05-01 18:30</name><trkseg/></trk>", []time.Time{noon}, true},
		{"a date of either order", "<trk><name>Treadmill 05/01/2026</name><trkseg/></trk>", nil, false},
		{"a number like a date", "<trk><name>Treadmill 12026-05-011</name><trkseg/></trk>", nil, false},
		{"a date before any receiver", "<metadata><time>1988-12-31T00:00:00Z</time></metadata><trk><trkseg/></trk>", nil, false},
		{"no date", "<trk><name>Treadmill</name><trkseg/></trk>", nil, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("test.gpx", []byte(gpxFile(test.body)))
			if len(test.want) == 0 {
				var unsupported *UnsupportedError
				if !errors.As(err, &unsupported) || unsupported.Kind != "empty" {
					t.Errorf("got %v, want a file of kind empty", err)
				}
				return
			}
			if err != nil || len(activities) != len(test.want) {
				t.Fatalf("got %d activities and %v, want %d", len(activities), err, len(test.want))
			}
			for i, a := range activities {
				if !a.Start.Equal(test.want[i]) || len(a.Records) > 0 || a.Totals.DistanceM.OK() {
					t.Errorf("got start %v, %d records, distance %v; want %v and nothing", a.Start, len(a.Records), a.Totals.DistanceM, test.want[i])
				}
				if got := slices.Contains(warningCodes(a), training.NoHour); got != test.warned {
					t.Errorf("got warnings %v, want one of the hour: %v", a.Warnings, test.warned)
				}
			}
		})
	}
}

func TestGPXDistance(t *testing.T) {
	tests := []struct {
		name   string
		stated []string // of points 10 s apart; empty: none
		want   []float64
	}{
		{"from the start", []string{"0", "30", "60.5", "60.5", "91"}, []float64{0, 30, 60.5, 60.5, 91}},
		{"from the point before", []string{"0", "30", "28.5", "31", "27.5"}, []float64{0, 30, 58.5, 89.5, 117}},
		{"of few points", []string{"5", "", "", "", "20"}, nil},
		{"with holes", []string{"5", "", "15", "20", ""}, []float64{5, 15, 20}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var points []string
			for i, d := range test.stated {
				points = append(points, trkpt(10*i, "<extensions><x:distance>"+d+"</x:distance></extensions>"))
			}
			var got []float64
			for _, r := range parseOne(t, []byte(gpxTrackOf("", points...))).Records {
				if r.Has(training.DistanceChannel) {
					got = append(got, r.DistanceM)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// Points as the exporters write them, shortened.
func TestGPXExporters(t *testing.T) {
	const (
		place = training.PositionChannel | training.AltitudeChannel
		hr    = training.HeartRateChannel
		cad   = training.CadenceChannel
		speed = training.SpeedChannel
		power = training.PowerChannel
		temp  = training.TemperatureChannel
		dist  = training.DistanceChannel
	)
	tests := []struct {
		name, root, point string
		want              training.Channels
	}{
		{
			"Garmin Connect", `creator="Garmin Connect" version="1.1" xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"`,
			`<ele>301.2</ele>%s<extensions><ns3:TrackPointExtension><ns3:atemp>21.0</ns3:atemp><ns3:hr>141</ns3:hr><ns3:cad>84</ns3:cad></ns3:TrackPointExtension></extensions>`,
			hr | cad | temp,
		},
		{
			"Strava", `creator="StravaGPX" version="1.1"`,
			`<ele>301.2</ele>%s<extensions><power>231</power><gpxtpx:TrackPointExtension><gpxtpx:hr>141</gpxtpx:hr><gpxtpx:cad>84</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions>`,
			hr | cad | power,
		},
		{
			"OpenTracks", `version="1.1" creator="OpenTracks" xmlns:opentracks="http://opentracksapp.com/xmlschemas/v1"`,
			`<ele>301.2</ele>%s<extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>2.9</gpxtpx:speed><gpxtpx:cad>84.0</gpxtpx:cad><gpxtpx:hr>141.0</gpxtpx:hr></gpxtpx:TrackPointExtension>` +
				`<pwr:PowerInWatts>231.0</pwr:PowerInWatts><opentracks:gain>0.1</opentracks:gain><opentracks:accuracy_horizontal>4</opentracks:accuracy_horizontal><opentracks:distance>29</opentracks:distance></extensions>`,
			hr | cad | speed | power | dist,
		},
		{
			"Apple Health", `version="1.1" creator="Apple Health Export" xmlns="http://www.topografix.com/GPX/1/1"`,
			`<ele>301.2</ele>%s<extensions><speed>2.9</speed><course>12.3</course><hAcc>1.8</hAcc><vAcc>1.2</vAcc></extensions>`,
			speed,
		},
		{
			"Movescount", `version="1.1" creator="Movescount - http://www.movescount.com"`,
			`<ele>301.2</ele>%s<extensions><gpxdata:hr>141</gpxdata:hr><gpxdata:temp>21</gpxdata:temp><gpxdata:distance>29</gpxdata:distance><gpxdata:cadence>84</gpxdata:cadence></extensions>`,
			hr | cad | temp | dist,
		},
		{
			"Suunto, Coros, Runkeeper and Polar with a belt", `version="1.1" creator="x"`,
			`<ele>301.2</ele>%s<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>141</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions>`,
			hr,
		},
		{
			"Amazfit", `version="1.1" creator="Zepp App"`,
			`<ele>301.2</ele>%s<extensions><ns3:TrackPointExtension><ns3:speed>2.9</ns3:speed><ns3:cad>84</ns3:cad><ns3:hr>141</ns3:hr></ns3:TrackPointExtension></extensions>`,
			hr | cad | speed,
		},
		{"Polar Flow", `version="1.1" creator="Polar Flow"`, `<ele>301.2</ele>%s`, 0},
		{"Nike", `version="1.1" creator="NikePlus"`, `<ele>301.2</ele>%s<extensions><heartrate>141</heartrate></extensions>`, hr},
		{"prefixed elements", `version="1.1" creator="x" xmlns:gpx="http://www.topografix.com/GPX/1/1"`, `<gpx:ele>301.2</gpx:ele>%s`, 0},
		{"GPX 1.0", `version="1.0" creator="GPSBabel"`, `<ele>301.2</ele>%s<course>12.3</course><speed>2.9</speed><fix>3d</fix><sat>7.0</sat><hdop>n/a</hdop>`, speed},
		{"no version", ``, `%s<ele>301.2</ele><speed>2.9</speed>`, speed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var points strings.Builder
			for i := range 2 {
				stamp := fmt.Sprintf("<time>2026-05-01T08:00:%02d.000Z</time>", 10*i)
				fmt.Fprintf(&points, `<trkpt lon="10.5" lat="50.%d">`+test.point+`</trkpt>`, i, stamp)
			}
			a := parseOne(t, []byte("<gpx "+test.root+"><trk><trkseg>"+points.String()+"</trkseg></trk></gpx>"))
			if got := a.Records[1].Channels; got != test.want|place {
				t.Errorf("got channels %b, want %b", got, test.want|place)
			}
			if len(a.Warnings) > 0 || a.Records[1].At != 10*time.Second {
				t.Errorf("got warnings %v and the second point at %v", a.Warnings, a.Records[1].At)
			}
		})
	}
}
