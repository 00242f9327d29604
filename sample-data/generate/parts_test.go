package main

import (
	"errors"
	"math"
	"testing"
	"time"
)

func TestParseCell(t *testing.T) {
	tests := []struct {
		cell string
		want outing
		bad  bool
	}{
		{cell: "meadow 7.4", want: outing{route: "meadow", km: 7.4, effort: easy, medium: watchFIT}},
		{cell: "-canyon 9.4 twin", want: outing{route: "canyon", reverse: true, km: 9.4, effort: easy, medium: twin}},
		{cell: "race 10.01 race connect", want: outing{route: "race", km: 10.01, effort: race, medium: connect}},
		{cell: "meadow", bad: true},
		{cell: "meadow far", bad: true},
		{cell: "meadow 7.4 sprint", bad: true},
	}
	for _, tt := range tests {
		got, err := parseCell(tt.cell)
		if (err != nil) != tt.bad || !tt.bad && got != tt.want {
			t.Errorf("parseCell(%q) = %+v, %v, want %+v, bad %v", tt.cell, got, err, tt.want, tt.bad)
		}
	}
}

func TestPathOf(t *testing.T) {
	for name, l := range loops {
		o := outing{route: name, km: l.lengthM / 1000}
		way, err := pathOf(o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if gap := apart(way(0), way(l.lengthM-0.001)); gap > 0.01 {
			t.Errorf("%s does not close: %.2f m", name, gap)
		}
		if step := apart(way(1000), way(1010)); math.Abs(step-10) > 0.2 {
			t.Errorf("%s: 10 m along are %.2f m apart", name, step)
		}
	}
	lane, err := pathOf(outing{route: "bay", km: 8})
	if err != nil {
		t.Fatal(err)
	}
	if gap := apart(lane(3000), lane(5000)); gap > 0.01 {
		t.Errorf("the way back leaves the way out by %.2f m", gap)
	}
	for _, o := range []outing{{route: "meadow", km: 8}, {route: "nowhere", km: 5}} {
		if _, err := pathOf(o); err == nil {
			t.Errorf("pathOf(%s, %.1f km) has no error", o.route, o.km)
		}
	}
}

func TestZoneOn(t *testing.T) {
	for day, want := range map[string]int{
		"2026-03-07": -8, "2026-03-08": -7, "2026-10-31": -7, "2026-11-01": -8,
	} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if _, got := at.In(zoneOn(at)).Zone(); got != want*60*60 {
			t.Errorf("%s is UTC%+d h, want %+d h", day, got/3600, want)
		}
	}
}

// TestRecordGaps holds the recording interval and the size of the position error.
func TestRecordGaps(t *testing.T) {
	o := outing{week: 20, date: time.Date(2026, time.June, 23, 0, 0, 0, 0, time.UTC), route: "meadow", km: 7.4, effort: easy}
	lived, err := live(o)
	if err != nil {
		t.Fatal(err)
	}
	tr := record(o, lived, secondWatch(), o.start(chanceOf(o.date, forStart)))
	var short int
	var squares float64
	for i := 1; i < len(tr.samples); i++ {
		switch gap := tr.samples[i].second - tr.samples[i-1].second; {
		case gap > longestGap || gap < 1:
			t.Errorf("point %d comes %d s after the one before", i, gap)
		case gap < shortestGap:
			short++
		}
		off := gate.Offset(tr.samples[i].pos)
		squares += math.Pow(apart(off, lived[tr.samples[i].second].at), 2)
	}
	if short > len(tr.laps) {
		t.Errorf("%d points come early, want at most one a lap", short)
	}
	if off := math.Sqrt(squares / float64(len(tr.samples)-1)); off < 1.5 || off > 4.5 {
		t.Errorf("positions are %.1f m off, want 2 to 4", off)
	}
}

func TestRecordPause(t *testing.T) {
	outings, err := plan()
	if err != nil {
		t.Fatal(err)
	}
	var found int
	for _, o := range outings {
		stop, ok := stops[o.date.Format(time.DateOnly)]
		if !ok {
			continue
		}
		found++
		lived, err := live(o)
		if err != nil {
			t.Fatal(err)
		}
		tr := record(o, lived, watchIn(o.week), o.start(chanceOf(o.date, forStart)))
		if len(tr.pauses) != 1 {
			t.Errorf("%v: %d pauses, want 1", o.date, len(tr.pauses))
			continue
		}
		if got := tr.standing(0, len(tr.samples)-1); got < stop.seconds || got > stop.seconds+2 {
			t.Errorf("%v: stood %d s, want %d", o.date, got, stop.seconds)
		}
	}
	if found != len(stops) {
		t.Errorf("%d of %d stops fall on a run", found, len(stops))
	}
}

func TestInOrderRefusesForeignBytes(t *testing.T) {
	o := outing{week: 20, date: time.Date(2026, time.June, 23, 0, 0, 0, 0, time.UTC), route: "mesa", km: 5.6, effort: easy}
	lived, err := live(o)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := writeFIT(record(o, lived, secondWatch(), o.start(chanceOf(o.date, forStart))))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"empty":             nil,
		"text":              []byte("this is no FIT file at all"),
		"cut in a record":   whole[:len(whole)-300],
		"cut in definition": whole[:fitHeaderSize+8],
	} {
		if _, err := inOrder(raw); !errors.Is(err, errNotOurs) {
			t.Errorf("%s: error %v, want %v", name, err, errNotOurs)
		}
	}
}
