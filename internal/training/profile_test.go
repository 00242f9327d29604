package training

import "testing"

func TestAgeOn(t *testing.T) {
	born := NewDate(1980, 6, 15)
	for _, c := range []struct {
		name    string
		profile Profile
		day     Date
		want    Opt[int]
	}{
		{"nothing said", Profile{}, NewDate(2026, 6, 15), Opt[int]{}},
		{"as stated", Profile{Age: Some(40)}, NewDate(2026, 6, 15), Some(40)},
		{"on the birthday", Profile{Born: Some(born)}, NewDate(2026, 6, 15), Some(46)},
		{"the day before it", Profile{Born: Some(born)}, NewDate(2026, 6, 14), Some(45)},
		{"the month before it", Profile{Born: Some(born)}, NewDate(2026, 5, 30), Some(45)},
		{"the month after it", Profile{Born: Some(born)}, NewDate(2026, 7, 1), Some(46)},
		{"born outlasts the age", Profile{Born: Some(born), Age: Some(20)}, NewDate(2026, 6, 15), Some(46)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.profile.AgeOn(c.day); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
