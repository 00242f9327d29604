package parse

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"testing"

	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// channelNames in the order of the bits of training.Channels.
var channelNames = []string{
	"position", "altitude", "distance", "speed", "heart rate", "cadence", "power", "temperature",
}

// compareRecords counts the records in which two readings of a file differ, by
// channel; "records" is the difference of their numbers.
func compareRecords(a, b []training.Record) map[string]int {
	differ := make(map[string]int)
	if len(a) != len(b) {
		differ["records"] = len(a) - len(b)
		return differ
	}
	for i := range a {
		if a[i].At != b[i].At {
			differ["time"]++
		}
		for bit, name := range channelNames {
			if !sameReading(a[i], b[i], training.Channels(1)<<bit) {
				differ[name]++
			}
		}
	}
	return differ
}

func sameReading(a, b training.Record, c training.Channels) bool {
	if a.Has(c) != b.Has(c) {
		return false
	}
	if !a.Has(c) {
		return true
	}
	near := func(x, y, tolerance float64) bool { return math.Abs(x-y) <= tolerance }
	switch c {
	case training.PositionChannel:
		return near(a.Lat, b.Lat, 1e-7) && near(a.Lon, b.Lon, 1e-7)
	case training.AltitudeChannel:
		return near(float64(a.AltitudeM), float64(b.AltitudeM), 1e-3)
	case training.DistanceChannel:
		return near(a.DistanceM, b.DistanceM, 1e-3)
	case training.SpeedChannel:
		return near(float64(a.SpeedMS), float64(b.SpeedMS), 1e-4)
	case training.HeartRateChannel:
		return a.HeartRateBPM == b.HeartRateBPM
	case training.CadenceChannel:
		return near(float64(a.CadenceSPM), float64(b.CadenceSPM), 1e-3)
	case training.PowerChannel:
		return a.PowerW == b.PowerW
	}
	return a.TemperatureC == b.TemperatureC
}

// fitDifferences are the corpus files in which tormoder/fit gives less: in which
// channels of the records, and whether in sessions, laps or events as well.
var fitDifferences = map[string]struct {
	channels []string
	summary  bool
}{
	// Base types that FIT lacks: masked for the second reader, while the first
	// goes by its profile.
	"GoldenCheetah+GoldenCheetah/test/rides/HRV-Data.fit":                               {summary: true},
	"GoldenCheetah+GoldenCheetah/test/roundtrip/3386684871-saved.fit":                   {summary: true},
	"GoldenCheetah+GoldenCheetah/test/roundtrip/Fr955v19.28andStryd-saved.fit":          {[]string{"temperature"}, true},
	"GoldenCheetah+GoldenCheetah/test/swims/2024-10-14-070422-Pool_Swim-BingiWatch.fit": {summary: true},
	// Power of an app on the watch: tormoder/fit has no developer fields.
	"GoldenCheetah+GoldenCheetah/test/rowing/RowingCIQspeed.FIT":          {channels: []string{"power"}},
	"dtcooper+python-fitparse/tests/files/20170518-191602-1740899583.fit": {channels: []string{"power"}},
	"jimmykane+fit-parser/test/running-with-developer-data.fit":           {channels: []string{"power"}},
	// Expanded wrongly by tormoder/fit, so left out.
	// The local time of a watch without a date is garbage to it, too.
	"tormoder+fit/testdata/python-fitparse/compressed-speed-distance.fit": {[]string{"distance", "speed"}, true},
	"tormoder+fit/testdata/python-fitparse/antfs-dump.63.fit":             {summary: true},
}

// TestFITReadersAgree decodes every FIT file of the corpus with both readers
// and compares every channel, session, lap and timer event.
func TestFITReadersAgree(t *testing.T) {
	files, records := 0, 0
	for _, f := range corpus(t, FIT) {
		blocks, _ := splitFIT(f.data)
		for i := range blocks {
			first, _, _ := decodeBlock(&blocks[i])
			if first.fileType != typedef.FileActivity {
				continue
			}
			second, err := readSecond(&blocks[i], blocks[i].data)
			if second.empty() && err != nil {
				t.Errorf("%s: second reader: %v", f.path, err)
				continue
			}
			want := fitDifferences[f.path]
			got := slices.Sorted(maps.Keys(compareRecords(first.records, second.records)))
			if !slices.Equal(got, want.channels) {
				t.Errorf("%s: channels %v differ, want %v", f.path, got, want.channels)
			}
			if what := compareSummary(first, second); (what != "") != want.summary {
				t.Errorf("%s: summaries differ: %q, want %v", f.path, what, want.summary)
			}
			files++
			records += len(first.records)
		}
	}
	t.Logf("%d records of %d files", records, files)
}

// compareSummary names the first thing besides the records in which two
// readings differ.
func compareSummary(a, b *fitData) string {
	switch {
	case !slices.Equal(a.sessions, b.sessions):
		return fmt.Sprintf("sessions %v and %v", a.sessions, b.sessions)
	case !slices.Equal(a.laps, b.laps):
		return fmt.Sprintf("laps %v and %v", a.laps, b.laps)
	case !slices.Equal(a.timer, b.timer):
		return fmt.Sprintf("timer events %v and %v", a.timer, b.timer)
	case a.offset != b.offset:
		return fmt.Sprintf("offsets %v and %v", a.offset, b.offset)
	}
	return ""
}

// What gpxgo is known to misread.
var (
	plainSpeed = regexp.MustCompile(`<speed>`)
	oddTime    = regexp.MustCompile(`<time>[^<]*(\.\d+|[+-]\d\d:?\d\d)[^<]*</time>`)
)

// tracksWithPoints leaves out the empty tracks, which the readers count
// differently.
func tracksWithPoints(d *gpxDocument) []gpxTrack {
	return slices.DeleteFunc(slices.Clone(d.tracks), func(t gpxTrack) bool { return t.points == 0 })
}

// TestGPXReadersAgree reads every GPX file of the corpus with both readers.
// They may differ in speeds that stand in the point itself, in fractions of a
// second and in offsets alone, where gpxgo is the one to err.
func TestGPXReadersAgree(t *testing.T) {
	points, same, erring, files := 0, 0, 0, 0
	for _, f := range corpus(t, GPX) {
		text, _, err := repairXML(f.data)
		if err != nil {
			t.Errorf("%s: %v", f.path, err)
			continue
		}
		first, err := readLenient(text)
		if err != nil {
			t.Errorf("%s: %v", f.path, err)
		}
		second, err := readGPXGo(text)
		if err != nil {
			t.Errorf("%s: gpxgo: %v", f.path, err)
			continue
		}
		files++
		a, b := tracksWithPoints(first), tracksWithPoints(second)
		if len(a) != len(b) {
			t.Errorf("%s: %d tracks and %d", f.path, len(a), len(b))
			continue
		}
		diff := make(map[string]int)
		for i := range a {
			if a[i].kind != b[i].kind || a[i].points != b[i].points {
				t.Errorf("%s: track %d: %q of %d points and %q of %d",
					f.path, i, a[i].kind, a[i].points, b[i].kind, b[i].points)
			}
			points += a[i].timed()
			for what, n := range compareRecords(slices.Concat(a[i].segments...), slices.Concat(b[i].segments...)) {
				diff[what] += n
			}
		}
		if len(diff) > 0 {
			erring++
		}
		if plainSpeed.Match(text) {
			delete(diff, "speed")
		}
		if oddTime.Match(text) {
			delete(diff, "time")
			delete(diff, "records") // points whose time gpxgo could not read
		}
		if len(diff) > 0 {
			t.Errorf("%s: readers differ in %v", f.path, diff)
		} else {
			same++
		}
	}
	t.Logf("%d points in %d files; the same in %d, of which gpxgo errs in %d", points, files, same, erring)
}
