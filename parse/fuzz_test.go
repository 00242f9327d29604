package parse

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondwind/internal/training"
)

// validate returns what is wrong with an activity that File accepted.
func validate(a *training.Activity) error {
	if a.Start.Location() != time.UTC || a.Start.Year() < 1989 {
		return fmt.Errorf("start %v", a.Start)
	}
	var last time.Duration
	for i, r := range a.Records {
		if r.At < last {
			return fmt.Errorf("record %d at %v after one at %v", i, r.At, last)
		}
		last = r.At
		if err := validateRecord(r); err != nil {
			return fmt.Errorf("record %d: %w", i, err)
		}
	}
	for i, l := range a.Laps {
		if l.Start < 0 || l.Elapsed < 0 {
			return fmt.Errorf("lap %d: %+v", i, l)
		}
	}
	var end time.Duration
	for i, p := range a.Pauses {
		if p.From < end || p.To <= p.From {
			return fmt.Errorf("pause %d: %+v after one that ends at %v", i, p, end)
		}
		end = p.To
	}
	for _, w := range a.Warnings {
		if w.Code == "" || w.Detail == "" {
			return fmt.Errorf("warning %+v", w)
		}
	}
	return nil
}

// validateRecord holds each reading to its range, and to zero where Channels
// says that it is absent.
func validateRecord(r training.Record) error {
	checks := []struct {
		channel   training.Channels
		value     float64
		low, high float64
	}{
		{training.PositionChannel, r.Lat, -90, 90},
		{training.PositionChannel, r.Lon, -180, 180},
		{training.AltitudeChannel, float64(r.AltitudeM), minAltitudeM, maxAltitudeM},
		{training.DistanceChannel, r.DistanceM, 0, maxDistanceM},
		{training.SpeedChannel, float64(r.SpeedMS), 0, maxSpeedMS},
		{training.HeartRateChannel, float64(r.HeartRateBPM), minHeartRateBPM, maxHeartRateBPM},
		{training.CadenceChannel, float64(r.CadenceSPM), 0, maxCadence},
		{training.PowerChannel, float64(r.PowerW), 0, maxPowerW},
		{training.TemperatureChannel, float64(r.TemperatureC), minTemperatureC, maxTemperatureC},
	}
	for _, c := range checks {
		switch {
		case !r.Has(c.channel) && c.value != 0:
			return fmt.Errorf("channel %d is absent and holds %v", c.channel, c.value)
		case r.Has(c.channel) && !(c.value >= c.low && c.value <= c.high):
			return fmt.Errorf("channel %d holds %v", c.channel, c.value)
		case math.IsNaN(c.value):
			return fmt.Errorf("channel %d is no number", c.channel)
		}
	}
	return nil
}

// checkFile holds File to what it promises for any input.
func checkFile(t *testing.T, data []byte) {
	activities, err := File("fuzz", data)
	if (err == nil) == (len(activities) == 0) {
		t.Fatalf("got %d activities and error %v", len(activities), err)
	}
	if err != nil {
		if reason, hint := reasonAndHint(t, err); reason == "" || hint == "" {
			t.Fatalf("got reason %q, hint %q", reason, hint)
		}
	}
	for i := range activities {
		if err := validate(&activities[i]); err != nil {
			t.Fatalf("activity %d: %v", i, err)
		}
	}
}

// addSamples seeds a fuzz test with the sample files of one format. Making
// finds from such seeds small takes minutes: run with -fuzzminimizetime 1x.
func addSamples(f *testing.F, format Format) {
	f.Helper()
	const maxSeed = 64 << 10 // larger seeds make slow mutations
	walk := func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && Sniff(data) == format && len(data) <= maxSeed {
			f.Add(data)
		}
		return err
	}
	const samples = "../sample-data"
	if _, err := os.Stat(samples); err != nil {
		return
	}
	if err := filepath.WalkDir(samples, walk); err != nil {
		f.Fatal(err)
	}
}

func FuzzTCX(f *testing.F) {
	addSamples(f, TCX)
	f.Add([]byte(tcxRun))
	f.Add([]byte(tcxRun[:len(tcxRun)*2/3]))
	f.Add([]byte(tcxFile(tcxActivityOf("Other", tcxLapOf(0, 60, 200)+tcxLapOf(300, 60, 200, tcxPoint60)))))
	f.Add([]byte(tcxMultisport))
	f.Add([]byte("<TrainingCenterDatabase><Course><Lap/></Course><Trackpoint><Time>1777622400</Time><Cadence>a</Cadence></Trackpoint>"))
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, data) })
}

func FuzzExportList(f *testing.F) {
	f.Add([]byte(englishHeader + englishRun))
	f.Add([]byte(germanHeader + "1,x,\"Läufchen,Lauf,,1,1,,,false,,,activities/1.fit\n" + englishRun))
	f.Add([]byte("\xff\xfea\x00;\x00b\x00\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ExportList(data)
		if err != nil {
			if reason, hint := reasonAndHint(t, err); reason == "" || hint == "" || list != nil {
				t.Fatalf("got %v, reason %q, hint %q", list, reason, hint)
			}
		}
		for _, a := range list {
			if !isActivityFile(a.File) {
				t.Fatalf("%q is no file of an activity", a.File)
			}
			if a.SubSport != "" && a.Sport == "" {
				t.Fatalf("sub-sport %q of no sport", a.SubSport)
			}
		}
	})
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("<?xml version='1.0'?><gpx>"))
	f.Add([]byte("\x0e\x20\x00\x00\x10\x00\x00\x00.FIT\x00\x00"))
	f.Add([]byte("\xff\xfe<\x00g\x00p\x00x\x00>\x00"))
	f.Add([]byte("<!-- --><!DOCTYPE a [<!ENTITY b 'c'>]><TrainingCenterDatabase>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		format := Sniff(data)
		// What lies beyond the head does not count.
		if longer := append(data[:len(data):len(data)], "<gpx>"...); len(data) >= SniffBytes && Sniff(longer) != format {
			t.Errorf("got %q, and %q with more behind it", format, Sniff(longer))
		}
	})
}
