package profile

import (
	"reflect"
	"testing"
	"time"

	"secondwind/internal/training"
)

// What is told as a problem leaves of the profile what can be meant.
func TestWhatIsLeft(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want       training.Profile
	}{
		{
			"a break around another", "breaks = [{ from = 2026-07-01, to = 2026-07-20, reason = 'holiday' }, { from = 2026-07-05, to = 2026-07-08, reason = 'flu' }]",
			training.Profile{Breaks: []training.Break{{From: day(2026, 7, 1), To: day(2026, 7, 20), Reason: "holiday, flu"}}},
		},
		{
			"a break that runs on, for the same reason", "breaks = [{ from = 2026-07-01, to = 2026-07-20, reason = 'flu' }, { from = 2026-07-20, to = 2026-07-28, reason = 'flu' }, { from = 2026-07-28, to = 2026-07-30 }]",
			training.Profile{Breaks: []training.Break{{From: day(2026, 7, 1), To: day(2026, 7, 30), Reason: "flu"}}},
		},
		{
			"one sound break of three", "breaks = [{ from = 2026-07-09, to = 2026-07-08 }, { from = 2026-07-01, to = 2026-07-02 }, { to = 2026-07-08 }]",
			training.Profile{Breaks: []training.Break{{From: day(2026, 7, 1), To: day(2026, 7, 2)}}},
		},
		{
			"a goal that is over", "goal = { race = 'City', date = 2026-11-21 }",
			training.Profile{Races: []training.Race{{Name: "City", Date: day(2026, time.November, 21)}}},
		},
		{
			"a race without a sound distance", "races = [{ race = 'City', date = 2026-11-21, distance = 'long' }]",
			training.Profile{Races: []training.Race{{Name: "City", Date: day(2026, time.November, 21)}}},
		},
		{"a goal and none", "no_goal = true\ngoal = { date = 2026-12-01 }", training.Profile{Goal: training.Some(training.Race{Date: day(2026, 12, 1)})}},
		{"six answers", "why = ['a', 'b', 'c', 'd', 'e', 'f']", training.Profile{Why: []string{"a", "b", "c", "d", "e"}}},
		{"one text of two", "notes = ['a', 2]", training.Profile{Notes: []string{"a"}}},
		{"one mute of two", "mute = ['one-pass', 'one-pace']", training.Profile{Mute: []string{"one-pace"}}},
		{"one sport of two", "sport = { 3f2a9c = 'hiking', ffffff = 'hiking' }", training.Profile{Sports: map[string]training.Sport{"3f2a9c0000000001": training.Hiking}}},
		{"born and an age", "born = 1980-06-15\nage = 20", training.Profile{Born: training.Some(day(1980, 6, 15))}},
		{"an age alone of two", "born = 2025\nage = 20", training.Profile{Age: training.Some(20)}},
		{"a highest heart rate that is none", "hr_max = 300\nhr_rest = 50", training.Profile{HeartRestBPM: training.Some(50)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := profileOf(t, c.keys)
			if len(problems) == 0 {
				t.Error("got no problem")
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
