package parse

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"testing"

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

// fitDifferences explain in what the readers differ on a file of the corpus:
// each group by its cause, each file by the channels of its records and the
// parts of its summary.
var fitDifferences = []struct {
	cause string
	files map[string][]string
}{
	{"tormoder/fit has no developer fields, where the power of apps on the watch is", map[string][]string{
		"GoldenCheetah+GoldenCheetah/test/rowing/RowingCIQspeed.FIT":          {"power"},
		"dtcooper+python-fitparse/tests/files/20170518-191602-1740899583.fit": {"power"},
		"jimmykane+fit-parser/test/running-with-developer-data.fit":           {"power"},
	}},
	{"a temperature without a sign: masked for tormoder/fit, which refuses the file for it", map[string][]string{
		"GoldenCheetah+GoldenCheetah/test/roundtrip/Fr955v19.28andStryd-saved.fit": {"temperature"},
	}},
	{"tormoder/fit drops the heart rates that a chest strap kept", map[string][]string{
		"tormoder+fit/testdata/fitsdk/activity_poolswim_with_hr.fit": {"strap"},
	}},
	{"tormoder/fit makes no local time for a watch without a date", map[string][]string{
		"tormoder+fit/testdata/python-fitparse/compressed-speed-distance.fit": {"offset"},
		"tormoder+fit/testdata/python-fitparse/antfs-dump.63.fit":             {"offset"},
	}},
	{"three laps state their distance twice: the first is taken, by tormoder/fit the last", map[string][]string{
		"GoldenCheetah+GoldenCheetah/test/swims/2024-10-14-070422-Pool_Swim-BingiWatch.fit": {"laps"},
	}},
	{"tormoder/fit refuses a file without a type", map[string][]string{
		"muktihari+fit/testdata/TestEncode.fit": {"everything"},
	}},
}

// TestFITReadersAgree decodes every FIT file of the corpus in which the main
// reader finds anything with both readers, and compares every channel, session,
// lap, timer event and the local offset. A difference that fitDifferences does
// not explain is an error, and so is an explanation of none.
func TestFITReadersAgree(t *testing.T) {
	explained := make(map[string][]string)
	for _, group := range fitDifferences {
		for path, what := range group.files {
			if explained[path] != nil {
				t.Errorf("%s is explained twice", path)
			}
			explained[path] = what
		}
	}
	files, records, same := 0, 0, 0
	for _, f := range corpus(t, FIT) {
		differ := make(map[string]int)
		blocks, _ := splitFIT(f.data)
		found := false
		for i := range blocks {
			first, _, _ := decodeBlock(&blocks[i])
			if first.empty() || notActivity(first) != "" {
				continue
			}
			found = true
			records += len(first.records)
			second, _ := readSecond(&blocks[i], blocks[i].data)
			maps.Copy(differ, compareFIT(first, second))
		}
		if !found {
			continue
		}
		files++
		got := slices.Sorted(maps.Keys(differ))
		if !slices.Equal(got, explained[f.path]) {
			t.Errorf("%s: %v differ, explained are %v", f.path, differ, explained[f.path])
		}
		if len(got) == 0 {
			same++
		}
		delete(explained, f.path)
	}
	for path := range explained {
		t.Errorf("%s: explained, and not compared", path)
	}
	t.Logf("%d records of %d files; the same in %d", records, files, same)
}

// compareFIT counts the records, and the items of the summary, in which two
// readings of a block differ.
func compareFIT(a, b *fitData) map[string]int {
	if b.empty() {
		return map[string]int{"everything": len(a.records)}
	}
	differ := compareRecords(a.records, b.records)
	for what, same := range map[string]bool{
		"sessions":     slices.Equal(a.sessions, b.sessions),
		"laps":         slices.Equal(a.laps, b.laps),
		"timer events": slices.Equal(a.timer, b.timer),
		"offset":       a.offset == b.offset && a.clock == b.clock,
		"strap":        slices.Equal(a.beats, b.beats),
	} {
		if !same {
			differ[what]++
		}
	}
	return differ
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
			points += len(a[i].records)
			for what, n := range compareRecords(a[i].records, b[i].records) {
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
