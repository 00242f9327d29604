package parse

import (
	"encoding/xml"
	"math"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// plainTCX is a TCX document as the schema has it, for a strict reading by
// encoding/xml to compare with.
type plainTCX struct {
	Activities []struct {
		Laps []struct {
			Seconds float64      `xml:"TotalTimeSeconds"`
			Metres  float64      `xml:"DistanceMeters"`
			Points  []plainPoint `xml:"Track>Trackpoint"`
		} `xml:"Lap"`
	} `xml:"Activities>Activity"`
}

type plainPoint struct {
	Time       string
	Lat        *float64 `xml:"Position>LatitudeDegrees"`
	Lon        *float64 `xml:"Position>LongitudeDegrees"`
	Altitude   *float64 `xml:"AltitudeMeters"`
	Metres     *float64 `xml:"DistanceMeters"`
	HeartRate  *float64 `xml:"HeartRateBpm>Value"`
	Cadence    *float64 `xml:"Cadence"`
	RunCadence *float64 `xml:"Extensions>TPX>RunCadence"`
	Speed      *float64 `xml:"Extensions>TPX>Speed"`
	Watts      *float64 `xml:"Extensions>TPX>Watts"`
}

func (p plainPoint) at(t *testing.T) int64 {
	t.Helper()
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, p.Time); err == nil {
			return at.UnixNano()
		}
	}
	t.Fatalf("%q is no time", p.Time)
	return 0
}

// holds reports whether a record says of every reading what the point says, or
// more.
func (p plainPoint) holds(r training.Record, onFoot bool) bool {
	cadence := p.Cadence
	if p.RunCadence != nil {
		cadence = p.RunCadence
	}
	if cadence != nil && onFoot {
		steps := 2 * *cadence
		cadence = &steps
	}
	for _, reading := range []struct {
		channel   training.Channels
		got       float64
		want      *float64
		tolerance float64
	}{
		{training.PositionChannel, r.Lat, p.Lat, 0},
		{training.PositionChannel, r.Lon, p.Lon, 0},
		{training.AltitudeChannel, float64(r.AltitudeM), p.Altitude, 0.001},
		{training.DistanceChannel, r.DistanceM, p.Metres, 0},
		{training.HeartRateChannel, float64(r.HeartRateBPM), p.HeartRate, 0},
		{training.CadenceChannel, float64(r.CadenceSPM), cadence, 0},
		{training.SpeedChannel, float64(r.SpeedMS), p.Speed, 0.001},
		{training.PowerChannel, float64(r.PowerW), p.Watts, 0},
	} {
		if reading.want != nil && (!r.Has(reading.channel) || math.Abs(reading.got-*reading.want) > reading.tolerance) {
			return false
		}
	}
	return true
}

// tcxLeftOut are the corpus files of which points are in no record, and how many.
var tcxLeftOut = map[string]int{
	// A clock that steps back by a second a dozen times.
	"GoldenCheetah+GoldenCheetah/test/rides/2009_01_09_11_13_14.tcx": 9,
}

// tcxCutByHand is a file that was cut down to five points under the totals of a
// whole ride.
const tcxCutByHand = "GPSBabel+gpsbabel/reference/track/kona2013.tcx"

// TestTCXCorpus reads every TCX file of the corpus: each point that a strict
// reading finds is in a record, and the records reach the laps' distance within
// a hundredth.
func TestTCXCorpus(t *testing.T) {
	files, records, points := 0, 0, 0
	for _, f := range corpus(t, TCX) {
		got, err := File(f.path, f.data)
		if err != nil {
			t.Error(err)
			continue
		}
		var want plainTCX
		if err := xml.Unmarshal(f.data, &want); err != nil {
			t.Fatalf("%s: %v", f.path, err)
		}
		if len(got) != 1 || len(want.Activities) != 1 {
			t.Errorf("%s: got %d activities of %d", f.path, len(got), len(want.Activities))
			continue
		}
		files++
		a := got[0]
		if err := validate(&a); err != nil {
			t.Errorf("%s: %v", f.path, err)
		}
		checkSport(t, f, got)
		records += len(a.Records)

		byTime := make(map[int64][]training.Record)
		for _, r := range a.Records {
			at := a.Start.Add(r.At).UnixNano()
			byTime[at] = append(byTime[at], r)
		}
		var metres, seconds float64
		leftOut := 0
		for _, lap := range want.Activities[0].Laps {
			metres += lap.Metres
			seconds += lap.Seconds
			points += len(lap.Points)
			for _, p := range lap.Points {
				here := byTime[p.at(t)]
				if !slices.ContainsFunc(here, func(r training.Record) bool { return p.holds(r, a.Sport == training.Running) }) {
					leftOut++
				}
			}
		}
		if leftOut != tcxLeftOut[f.path] {
			t.Errorf("%s: %d points are in no record, want %d", f.path, leftOut, tcxLeftOut[f.path])
		}
		if n := len(want.Activities[0].Laps); len(a.Laps) != n {
			t.Errorf("%s: got %d laps, want %d", f.path, len(a.Laps), n)
		}
		if got := a.Totals.DistanceM.Or(-1); math.Abs(got-metres) > 0.01 {
			t.Errorf("%s: got a total of %v m, want %v", f.path, got, metres)
		}
		if got := a.Totals.Timer.Or(-1).Seconds(); math.Abs(got-seconds) > 0.1 {
			t.Errorf("%s: got a timer of %v s, want %v", f.path, got, seconds)
		}
		last, _ := lastDistance(a.Records)
		if off := math.Abs(last-metres) > metres/100; off != (f.path == tcxCutByHand) {
			t.Errorf("%s: records end at %.0f m, the laps say %.0f m", f.path, last, metres)
		}
	}
	t.Logf("%d files, %d records of %d points", files, records, points)
}
