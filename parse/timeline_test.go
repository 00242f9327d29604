package parse

import (
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// at makes records at the given seconds.
func at(seconds ...int) []training.Record {
	records := make([]training.Record, len(seconds))
	for i, s := range seconds {
		records[i] = training.Record{
			At: time.Duration(s) * time.Second, Channels: training.DistanceChannel, DistanceM: float64(i),
		}
	}
	return records
}

func seconds(records []training.Record) []int {
	s := make([]int, len(records))
	for i, r := range records {
		s[i] = int(r.At / time.Second)
	}
	return s
}

// upTo returns 0 … n-1 with some values replaced.
func upTo(n int, replace map[int]int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
		if v, ok := replace[i]; ok {
			s[i] = v
		}
	}
	return s
}

func TestOrderRecords(t *testing.T) {
	const year = 366 * 24 * 3600
	without := func(n int, drop ...int) []int {
		return slices.DeleteFunc(upTo(n, nil), func(s int) bool { return slices.Contains(drop, s) })
	}
	tests := []struct {
		name     string
		in, want []int
		code     training.WarningCode
	}{
		{"none", nil, []int{}, ""},
		{"in order", upTo(50, nil), upTo(50, nil), ""},
		{"one stray in the past", upTo(50, map[int]int{20: 3}), without(50, 20), training.TimeBackwards},
		{"one stray in the future", upTo(50, map[int]int{20: 900}), without(50, 20), training.TimeBackwards},
		{
			"a stray among pairs of one time",
			[]int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 2, 9, 9},
			[]int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9},
			training.TimeBackwards,
		},
		{"halves swapped", []int{5, 6, 7, 8, 9, 0, 1, 2, 3, 4}, upTo(10, nil), training.TimeBackwards},
		{"another age", upTo(50, map[int]int{49: 3 * year}), upTo(49, nil), training.ClockJump},
		{"a month", []int{0, 30 * 86400}, []int{0, 30 * 86400}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, warnings := orderRecords(at(test.in...))
			if !slices.Equal(seconds(got), test.want) {
				t.Errorf("got %v, want %v", seconds(got), test.want)
			}
			if (test.code == "") != (len(warnings) == 0) || test.code != "" && warnings[0].Code != test.code {
				t.Errorf("got warnings %v, want %q", warnings, test.code)
			}
		})
	}
}

func TestMergeInstants(t *testing.T) {
	place := training.Record{Channels: training.PositionChannel, Lat: 50, Lon: 10}
	elsewhere := training.Record{Channels: training.PositionChannel, Lat: 50.1, Lon: 10}
	pulse := training.Record{
		Channels:     training.HeartRateChannel | training.AltitudeChannel | training.SpeedChannel,
		HeartRateBPM: 140, AltitudeM: 200, SpeedMS: 3,
	}
	other := training.Record{
		Channels: training.CadenceChannel | training.PowerChannel | training.TemperatureChannel | training.DistanceChannel |
			training.HeartRateChannel,
		CadenceSPM: 80, PowerW: 250, TemperatureC: 12, DistanceM: 5, HeartRateBPM: 150,
	}
	all := training.Record{
		Channels: place.Channels | pulse.Channels | other.Channels, Lat: 50, Lon: 10,
		HeartRateBPM: 140, AltitudeM: 200, SpeedMS: 3, CadenceSPM: 80, PowerW: 250, TemperatureC: 12, DistanceM: 5,
	}
	later := func(r training.Record) training.Record {
		r.At = time.Second
		return r
	}
	tests := []struct {
		name     string
		in, want []training.Record
	}{
		{"parts, the first reading stands", []training.Record{place, pulse, other}, []training.Record{all}},
		{"twice the same", []training.Record{place, place}, []training.Record{place}},
		{"two places stay two", []training.Record{place, elsewhere}, []training.Record{place, elsewhere}},
		{"another second", []training.Record{place, later(pulse)}, []training.Record{place, later(pulse)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := mergeInstants(slices.Clone(test.in)); !slices.Equal(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}
