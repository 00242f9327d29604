package analysis

import (
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestSettleLocalTimes holds the local start of an activity without a place,
// between others that know theirs.
func TestSettleLocalTimes(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	// An activity by its start in UTC and its offset in minutes.
	type known struct {
		start  string
		offset int
	}
	tests := []struct {
		name   string
		around []known
		start  string
		home   *time.Location
		want   string
		source training.OffsetSource
	}{
		{"as the day before", []known{{"2026-07-01T16:00", 120}}, "2026-07-02T16:00", nil, "Thu 2026-07-02 18:00", training.NeighbourOffset},
		{"as the day after", []known{{"2026-07-03T16:00", 120}}, "2026-07-02T22:30", nil, "Fri 2026-07-03 00:30", training.NeighbourOffset},
		{"three quarters of an hour", []known{{"2026-07-01T01:00", 345}}, "2026-07-01T18:30", nil, "Thu 2026-07-02 00:15", training.NeighbourOffset},
		{"on a trip", []known{{"2026-07-01T16:00", 120}, {"2026-07-04T21:00", 540}}, "2026-07-03T21:00", nil, "Sat 2026-07-04 06:00", training.NeighbourOffset},
		{"before the trip", []known{{"2026-07-01T16:00", 120}, {"2026-07-04T21:00", 540}}, "2026-07-02T16:00", nil, "Thu 2026-07-02 18:00", training.NeighbourOffset},
		{"over the date line", []known{{"2026-07-01T16:00", -600}, {"2026-07-03T16:00", 780}}, "2026-07-03T02:00", nil, "Fri 2026-07-03 15:00", training.NeighbourOffset},

		{"after the clocks changed, nearer to the run before", []known{{"2026-03-28T16:00", 60}, {"2026-04-01T16:00", 120}}, "2026-03-29T22:30", nil, "Mon 2026-03-30 00:30", training.NeighbourOffset},
		{"before the clocks changed, nearer to the run after", []known{{"2026-03-23T16:00", 60}, {"2026-03-29T08:00", 120}}, "2026-03-28T17:00", nil, "Sat 2026-03-28 18:00", training.NeighbourOffset},
		{"in the night of the change, before", []known{{"2026-10-24T16:00", 120}, {"2026-10-25T16:00", 60}}, "2026-10-24T22:30", nil, "Sun 2026-10-25 00:30", training.NeighbourOffset},
		{"in the night of the change, after", []known{{"2026-10-24T16:00", 120}, {"2026-10-25T16:00", 60}}, "2026-10-25T02:30", nil, "Sun 2026-10-25 03:30", training.NeighbourOffset},
		{"an American autumn", []known{{"2026-10-31T22:00", -240}, {"2026-11-03T23:00", -300}}, "2026-11-02T04:30", nil, "Sun 2026-11-01 23:30", training.NeighbourOffset},
		{"two Sundays between: the nearer", []known{{"2026-10-17T20:00", 120}, {"2026-10-25T17:00", 60}}, "2026-10-24T19:00", nil, "Sat 2026-10-24 20:00", training.NeighbourOffset},

		{"home, by the setting's summer time", []known{{"2026-03-28T16:00", 60}}, "2026-03-30T16:00", berlin, "Mon 2026-03-30 18:00", training.NeighbourOffset},
		{"abroad, whatever the setting", []known{{"2026-03-28T16:00", 540}}, "2026-03-30T16:00", berlin, "Tue 2026-03-31 01:00", training.NeighbourOffset},
		{"eight days from the next", []known{{"2026-07-01T16:00", 120}}, "2026-07-09T16:00", nil, "Thu 2026-07-09 16:00", training.UTCOffset},
		{"by the setting alone", nil, "2026-07-01T22:30", berlin, "Thu 2026-07-02 00:30", training.SettingOffset},
		{"by nothing", nil, "2026-07-01T22:30", nil, "Wed 2026-07-01 22:30", training.UTCOffset},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runs := []training.Run{{Start: parseMinute(t, tt.start)}}
			for _, k := range tt.around {
				runs = append(runs, training.Run{
					Start: parseMinute(t, k.start),
					Local: training.LocalOffset{Offset: time.Duration(k.offset) * time.Minute, Source: training.DeviceOffset},
				})
			}
			settleLocalTimes(runs, training.Profile{TimeZone: tt.home})
			got := runs[0].LocalStart().Format("Mon 2006-01-02 15:04")
			if got != tt.want || runs[0].Local.Source != tt.source {
				t.Errorf("got %s by %s, want %s by %s", got, runs[0].Local.Source, tt.want, tt.source)
			}
		})
	}
}

func parseMinute(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02T15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// A run of a day alone stays at noon of it, and tells no other its zone.
func TestSettleLocalTimesOfADayAlone(t *testing.T) {
	auckland := training.LocalOffset{Offset: 13 * time.Hour, Source: training.ZoneOffset, Zone: "Pacific/Auckland"}
	day := training.LocalOffset{Source: training.DayOffset}
	runs := []training.Run{
		{Start: parseMinute(t, "2026-01-01T05:00"), Local: auckland},
		{Start: parseMinute(t, "2026-01-04T12:00"), Local: day},
		{Start: parseMinute(t, "2026-01-04T18:00")},
	}
	settleLocalTimes(runs, training.Profile{})
	if got := runs[1].LocalStart().Format("Mon 15:04"); got != "Sun 12:00" || runs[1].Local != day {
		t.Errorf("got %s, %+v; want noon on Sunday", got, runs[1].Local)
	}
	if got := runs[2].Local; got.Offset != auckland.Offset || got.Source != training.NeighbourOffset {
		t.Errorf("got %+v for its neighbour, want Auckland's", got)
	}
}
