package measure

import (
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// places are where the activities of TestLocalDay begin.
var places = map[string]training.LatLon{
	"Berlin":     {Lat: 52.52, Lon: 13.40},
	"London":     {Lat: 51.50, Lon: -0.10},
	"Lisbon":     {Lat: 38.72, Lon: -9.14},
	"A Coruña":   {Lat: 43.37, Lon: -8.40},
	"Reykjavík":  {Lat: 64.15, Lon: -21.94},
	"Accra":      {Lat: 5.60, Lon: -0.19},
	"Istanbul":   {Lat: 41.01, Lon: 28.98},
	"Moscow":     {Lat: 55.75, Lon: 37.62},
	"Tehran":     {Lat: 35.70, Lon: 51.40},
	"Delhi":      {Lat: 28.61, Lon: 77.21},
	"Kathmandu":  {Lat: 27.70, Lon: 85.30},
	"Kashgar":    {Lat: 39.47, Lon: 75.99},
	"Tokyo":      {Lat: 35.68, Lon: 139.69},
	"Adelaide":   {Lat: -34.93, Lon: 138.60},
	"Eucla":      {Lat: -31.68, Lon: 128.88},
	"Brisbane":   {Lat: -27.47, Lon: 153.03},
	"Sydney":     {Lat: -33.87, Lon: 151.21},
	"Lord Howe":  {Lat: -31.55, Lon: 159.08},
	"Auckland":   {Lat: -36.85, Lon: 174.76},
	"Chatham":    {Lat: -43.95, Lon: -176.55},
	"Apia":       {Lat: -13.83, Lon: -171.76},
	"Pago Pago":  {Lat: -14.28, Lon: -170.70},
	"Kiritimati": {Lat: 1.90, Lon: -157.40},
	"Honolulu":   {Lat: 21.31, Lon: -157.86},
	"Nome":       {Lat: 64.50, Lon: -165.40},
	"New York":   {Lat: 40.71, Lon: -74.01},
	"Phoenix":    {Lat: 33.45, Lon: -112.07},
	"St John's":  {Lat: 47.56, Lon: -52.71},
	"Caracas":    {Lat: 10.49, Lon: -66.88},
	"São Paulo":  {Lat: -23.55, Lon: -46.63},
	"Mexico":     {Lat: 19.43, Lon: -99.13},
	"Atlantic":   {Lat: 30, Lon: -40},
}

// TestLocalDay holds the local start, with its weekday and date, of runs all
// over the Earth. A run lasts an hour unless it says otherwise; stated is the
// offset in minutes that its device gives, where it gives one.
func TestLocalDay(t *testing.T) {
	const none = -9999
	const device, zone = training.DeviceOffset, training.ZoneOffset
	tests := []struct {
		name, place string
		start       string // UTC
		minutes     int
		stated      int
		want        string // local
		source      training.OffsetSource
	}{
		// Plain ones, without an offset: what a GPX gives.
		{"summer evening", "Berlin", "2026-07-01T16:30", 60, none, "Wed 2026-07-01 18:30", zone},
		{"winter evening", "Berlin", "2026-01-15T17:30", 60, none, "Thu 2026-01-15 18:30", zone},
		{"Greenwich in winter", "London", "2026-01-15T07:00", 60, none, "Thu 2026-01-15 07:00", zone},
		{"Greenwich in summer", "London", "2026-07-01T06:00", 60, none, "Wed 2026-07-01 07:00", zone},
		{"no summer time", "Phoenix", "2026-07-01T13:00", 60, none, "Wed 2026-07-01 06:00", zone},
		{"half an hour", "Delhi", "2026-03-01T00:30", 60, none, "Sun 2026-03-01 06:00", zone},
		{"three quarters", "Kathmandu", "2026-03-01T00:30", 60, none, "Sun 2026-03-01 06:15", zone},
		{"three quarters, unofficial", "Eucla", "2026-03-01T21:00", 60, none, "Mon 2026-03-02 05:45", zone},
		{"minus three and a half", "St John's", "2026-01-15T10:00", 60, none, "Thu 2026-01-15 06:30", zone},
		{"a southern summer", "Sydney", "2026-01-15T19:00", 60, none, "Fri 2026-01-16 06:00", zone},
		{"a southern winter", "Sydney", "2026-07-15T20:00", 60, none, "Thu 2026-07-16 06:00", zone},
		{"a southern half hour", "Adelaide", "2026-01-15T20:00", 60, none, "Fri 2026-01-16 06:30", zone},
		{"half an hour of summer time", "Lord Howe", "2026-01-15T19:00", 60, none, "Fri 2026-01-16 06:00", zone},
		{"its winter", "Lord Howe", "2026-07-15T19:30", 60, none, "Thu 2026-07-16 06:00", zone},
		{"at sea", "Atlantic", "2026-07-01T02:00", 60, none, "Tue 2026-06-30 23:00", zone},

		// The day is another one than in Greenwich.
		{"just after midnight", "Berlin", "2026-06-30T22:05", 60, none, "Wed 2026-07-01 00:05", zone},
		{"just before midnight", "Berlin", "2026-06-30T21:55", 60, 120, "Tue 2026-06-30 23:55", device},
		{"a year earlier", "New York", "2026-01-01T04:30", 60, none, "Wed 2025-12-31 23:30", zone},
		{"a year later", "Auckland", "2025-12-31T11:30", 60, none, "Thu 2026-01-01 00:30", zone},
		{"a leap day", "Tokyo", "2028-02-28T21:00", 60, none, "Tue 2028-02-29 06:00", zone},
		{"west of the date line", "Chatham", "2026-01-15T17:00", 60, 825, "Fri 2026-01-16 06:45", device},
		{"west of it in winter", "Chatham", "2026-07-15T17:15", 60, none, "Thu 2026-07-16 06:00", zone},
		{"east of the date line", "Pago Pago", "2026-01-15T17:00", 60, none, "Thu 2026-01-15 06:00", zone},
		{"on the first clock of the day", "Kiritimati", "2026-01-15T16:00", 60, 840, "Fri 2026-01-16 06:00", device},
		{"on nearly the last", "Honolulu", "2026-01-16T16:00", 60, -600, "Fri 2026-01-16 06:00", device},

		// Clocks change on the way. A device that notes local time as it saves states the
		// offset of the end.
		{"into summer time", "Berlin", "2026-03-29T00:30", 90, none, "Sun 2026-03-29 01:30", zone},
		{"into summer time, by the device", "Berlin", "2026-03-29T00:30", 90, 120, "Sun 2026-03-29 01:30", zone},
		{"out of summer time, by the device", "Berlin", "2026-10-25T00:30", 90, 60, "Sun 2026-10-25 02:30", zone},
		{"in the hour that comes twice", "Berlin", "2026-10-25T01:30", 60, 60, "Sun 2026-10-25 02:30", device},
		{"over midnight into summer time", "London", "2026-03-28T23:30", 180, 60, "Sat 2026-03-28 23:30", zone},
		{"from zero into summer time", "London", "2026-03-29T00:30", 60, 60, "Sun 2026-03-29 00:30", zone},
		{"out of summer time to zero", "London", "2026-10-25T00:30", 90, 0, "Sun 2026-10-25 01:30", zone},
		{"American spring", "New York", "2026-03-08T06:30", 60, -240, "Sun 2026-03-08 01:30", zone},
		{"southern spring", "Sydney", "2026-10-03T15:30", 60, 660, "Sun 2026-10-04 01:30", zone},
		{"a night run on any other day", "Berlin", "2026-07-01T00:30", 90, 120, "Wed 2026-07-01 02:30", device},

		// Devices that are wrong, and that only look it.
		{"abroad, still on home time", "New York", "2026-07-01T11:00", 60, 120, "Wed 2026-07-01 07:00", zone},
		{"abroad, on the day before at home", "Tokyo", "2026-06-30T21:00", 60, -240, "Wed 2026-07-01 06:00", zone},
		{"zero far from Greenwich", "Tokyo", "2026-06-30T21:00", 60, 0, "Wed 2026-07-01 06:00", zone},
		{"zero nearby", "Berlin", "2026-06-30T22:30", 60, 0, "Wed 2026-07-01 00:30", zone},
		{"zero in Ghana", "Accra", "2026-07-01T06:00", 60, 0, "Wed 2026-07-01 06:00", device},
		{"zero in Iceland", "Reykjavík", "2026-07-01T06:00", 60, 0, "Wed 2026-07-01 06:00", device},
		{"zero in a Portuguese summer", "Lisbon", "2026-07-01T06:00", 60, 0, "Wed 2026-07-01 07:00", zone},
		{"summer time far from the sun's", "A Coruña", "2026-07-01T05:00", 60, 120, "Wed 2026-07-01 07:00", device},
		{"an Alaskan summer", "Nome", "2026-07-01T14:00", 60, -480, "Wed 2026-07-01 06:00", device},
		{"Beijing's time in the far west", "Kashgar", "2026-07-01T00:00", 60, 480, "Wed 2026-07-01 08:00", device},
		{"a clock set by hand", "Delhi", "2026-03-01T00:30", 60, 331, "Sun 2026-03-01 06:00", device},
		{"a quarter of an hour's residue", "Delhi", "2026-03-01T00:30", 60, 337, "Sun 2026-03-01 06:00", zone},
		{"a month from UTC", "Delhi", "2026-03-01T00:30", 60, -38760, "Sun 2026-03-01 06:00", zone},

		// Rules that are no more, or not yet.
		{"Moscow in 2012", "Moscow", "2012-01-15T03:00", 60, none, "Sun 2012-01-15 07:00", zone},
		{"Moscow since", "Moscow", "2026-01-15T03:00", 60, none, "Thu 2026-01-15 06:00", zone},
		{"Istanbul in the winter of 2014", "Istanbul", "2014-01-15T05:00", 60, none, "Wed 2014-01-15 07:00", zone},
		{"Istanbul since", "Istanbul", "2026-01-15T04:00", 60, none, "Thu 2026-01-15 07:00", zone},
		{"Caracas in 2014", "Caracas", "2014-01-15T11:00", 60, none, "Wed 2014-01-15 06:30", zone},
		{"São Paulo's last summer time", "São Paulo", "2019-01-15T08:00", 60, none, "Tue 2019-01-15 06:00", zone},
		{"São Paulo since", "São Paulo", "2026-01-15T09:00", 60, none, "Thu 2026-01-15 06:00", zone},
		{"Mexico's last summer time", "Mexico", "2022-07-15T11:00", 60, none, "Fri 2022-07-15 06:00", zone},
		{"Tehran's last summer time", "Tehran", "2022-07-15T01:30", 60, none, "Fri 2022-07-15 06:00", zone},
		{"Samoa before it leapt a day", "Apia", "2011-12-29T16:00", 60, none, "Thu 2011-12-29 06:00", zone},
		{"Samoa after", "Apia", "2011-12-30T16:00", 60, none, "Sat 2011-12-31 06:00", zone},
		{"Queensland's one summer", "Brisbane", "1990-01-15T19:00", 60, none, "Tue 1990-01-16 06:00", zone},
	}
	if len(tests) < 40 {
		t.Errorf("%d activities, want at least 40", len(tests))
	}
	// Of these the runner is told that the device's local time was not used.
	odd := []string{
		"abroad, still on home time", "abroad, on the day before at home", "zero far from Greenwich", "zero nearby",
		"zero in a Portuguese summer", "a quarter of an hour's residue", "a month from UTC",
	}
	zones := NewZones()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			place := places[tt.place]
			a := startAt(tt.start+":00Z", &place, nil)
			if tt.stated != none {
				a.LocalOffset = training.Some(time.Duration(tt.stated) * time.Minute)
			}
			last := a.Records[len(a.Records)-1]
			last.At = time.Duration(tt.minutes) * time.Minute
			a.Records = append(a.Records, last)
			local, warnings := LocalTime(a, zones)
			run := training.Run{Start: a.Start, Local: local}
			got := run.LocalStart().Format("Mon 2006-01-02 15:04")
			if got != tt.want || local.Source != tt.source {
				t.Errorf("got %s by %s %s, want %s by %s", got, local.Source, local.Zone, tt.want, tt.source)
			}
			if want := slices.Contains(odd, tt.name); (len(warnings) > 0) != want {
				t.Errorf("got warnings %v, want one: %v", warnings, want)
			}
			if day := run.Date().String(); day != tt.want[4:14] {
				t.Errorf("got date %s, want %s", day, tt.want[4:14])
			}
		})
	}
}
