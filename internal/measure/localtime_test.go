package measure

import (
	"sync"
	"testing"
	"time"

	"secondwind/internal/training"
)

// startAt makes an activity at a place with an offset as the file states it.
func startAt(start string, place *training.LatLon, offset *time.Duration) *training.Activity {
	a := &training.Activity{Sport: training.Running}
	var err error
	if a.Start, err = time.Parse(time.RFC3339, start); err != nil {
		panic(err)
	}
	if offset != nil {
		a.LocalOffset = training.Some(*offset)
	}
	if place != nil {
		a.Records = []training.Record{
			{Channels: training.HeartRateChannel, HeartRateBPM: 90},
			{At: time.Second, Channels: training.PositionChannel, Lat: place.Lat, Lon: place.Lon},
		}
	}
	return a
}

func TestClockOffset(t *testing.T) {
	for offset, want := range map[time.Duration]string{
		0: "UTC+00:00", 345 * time.Minute: "UTC+05:45", -7 * time.Hour: "UTC-07:00", -18*time.Minute - 40*time.Second: "UTC-00:19",
	} {
		if got := clockOffset(offset); got != want {
			t.Errorf("%v: got %s, want %s", offset, got, want)
		}
	}
}

// A day without an hour stays that day in every zone.
func TestLocalTimeOfADayAlone(t *testing.T) {
	a := startAt("2026-07-01T12:00:00Z", &training.LatLon{Lat: 1.9, Lon: -157.4}, nil)
	a.Warnings = []training.Warning{{Code: training.NoHour}}
	local, doubts := LocalTime(a, NewZones())
	if want := (training.LocalOffset{Source: training.DayOffset}); local != want || len(doubts) > 0 {
		t.Errorf("got %+v, %v; want %+v", local, doubts, want)
	}
	if !local.Source.Approximate() {
		t.Error("an hour that nobody knows is taken for one")
	}
}

func TestLocalTime(t *testing.T) {
	const summer, winter = "2026-07-01T16:00:00Z", "2026-01-15T16:00:00Z"
	hours := func(h float64) *time.Duration { d := time.Duration(h * float64(time.Hour)); return &d }
	paris, london := &training.LatLon{Lat: 48.85, Lon: 2.35}, &training.LatLon{Lat: 51.5, Lon: -0.1}
	kathmandu := &training.LatLon{Lat: 27.7, Lon: 85.3}
	kiritimati := &training.LatLon{Lat: 1.9, Lon: -157.4}
	coruna := &training.LatLon{Lat: 43.37, Lon: -8.4}
	urumqi := &training.LatLon{Lat: 43.8, Lon: 87.6}
	border := &training.LatLon{Lat: 45.92, Lon: 13.62} // Gorizia, a street from Slovenia
	tests := []struct {
		name   string
		a      *training.Activity
		want   time.Duration
		source training.OffsetSource
		zone   string
		warned bool
	}{
		{"device", startAt(summer, paris, hours(2)), 2 * time.Hour, training.DeviceOffset, "", false},
		{"device without place", startAt(summer, nil, hours(-7)), -7 * time.Hour, training.DeviceOffset, "", false},
		{"set by hand", startAt(summer, paris, hours(2-1.5/60)), 2 * time.Hour, training.DeviceOffset, "", false},
		{"five minutes off", startAt(summer, paris, hours(2+5.0/60)), 2 * time.Hour, training.ZoneOffset, "Europe/Paris", true},
		{"quarter hour", startAt(summer, kathmandu, hours(5.75)), 345 * time.Minute, training.DeviceOffset, "", false},
		{"beyond the date line", startAt(summer, kiritimati, hours(14)), 14 * time.Hour, training.DeviceOffset, "", false},
		{"beyond any zone", startAt(summer, nil, hours(15)), 0, training.UnknownOffset, "", true},
		{"2.4 h from the sun", startAt(summer, urumqi, hours(8)), 8 * time.Hour, training.DeviceOffset, "", false},
		{"2.6 h from the sun, as the zone has it", startAt(summer, coruna, hours(2)), 2 * time.Hour, training.DeviceOffset, "", false},
		{"another continent", startAt(summer, paris, hours(-7)), 2 * time.Hour, training.ZoneOffset, "Europe/Paris", true},
		{"UTC far away", startAt(summer, kathmandu, hours(0)), 345 * time.Minute, training.ZoneOffset, "Asia/Kathmandu", true},
		{"UTC in Paris", startAt(winter, paris, hours(0)), time.Hour, training.ZoneOffset, "Europe/Paris", true},
		{"UTC in a London winter", startAt(winter, london, hours(0)), 0, training.DeviceOffset, "", false},
		{"UTC in a London summer", startAt(summer, london, hours(0)), time.Hour, training.ZoneOffset, "Europe/London", true},
		{"UTC without place", startAt(summer, nil, hours(0)), 0, training.UnknownOffset, "", false},
		{"zone in summer", startAt(summer, paris, nil), 2 * time.Hour, training.ZoneOffset, "Europe/Paris", false},
		{"zone in winter", startAt(winter, paris, nil), time.Hour, training.ZoneOffset, "Europe/Paris", false},
		{"at a border", startAt(summer, border, nil), 2 * time.Hour, training.ZoneOffset, "Europe/Rome", false},
		{"nothing", startAt(summer, nil, nil), 0, training.UnknownOffset, "", false},
	}
	zones := NewZones()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, warnings := LocalTime(tt.a, zones)
			want := training.LocalOffset{Offset: tt.want, Source: tt.source, Zone: tt.zone}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if warned := len(warnings) == 1 && warnings[0].Code == training.LocalTimeOdd; warned != tt.warned {
				t.Errorf("warnings: got %v, want one: %v", warnings, tt.warned)
			}
		})
	}
}

// A position indoors is made up, and must neither refuse nor give a local time.
func TestLocalTimeIndoors(t *testing.T) {
	watopia := &training.LatLon{Lat: -11.6, Lon: 166.9}
	offset := 2 * time.Hour
	a := startAt("2026-07-01T16:00:00Z", watopia, &offset)
	a.SubSport = training.Virtual
	got, warnings := LocalTime(a, NewZones())
	if want := (training.LocalOffset{Offset: offset, Source: training.DeviceOffset}); got != want || warnings != nil {
		t.Errorf("got %+v %v, want %+v", got, warnings, want)
	}
	a.LocalOffset = training.Opt[time.Duration]{}
	if got, _ := LocalTime(a, NewZones()); got != (training.LocalOffset{}) {
		t.Errorf("got %+v, want unknown", got)
	}
}

// A sane offset must not cost the loading of the tables.
func TestZonesLoadLate(t *testing.T) {
	zones := NewZones()
	zones.tiles, zones.borders = nil, nil
	offset := 2 * time.Hour
	got, _ := LocalTime(startAt("2026-07-01T16:00:00Z", &prague, &offset), zones)
	if got.Source != training.DeviceOffset {
		t.Errorf("got %+v, want the device's offset", got)
	}
}

func TestZonesConcurrent(t *testing.T) {
	zones := NewZones()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, _ := LocalTime(startAt("2026-07-01T16:00:00Z", &prague, nil), zones)
			if got.Zone != "Europe/Prague" {
				t.Errorf("got %+v, want Prague", got)
			}
		})
	}
	wg.Wait()
}
