package training

import (
	"testing"
	"time"
)

func TestTextString(t *testing.T) {
	for _, c := range []struct {
		text Text
		want string
	}{
		{Say("{} of {} weeks", Weekday(time.Thursday), Numeral(4)), "thursday of 4 weeks"},
		{Say("{}, {}, {}", Distance(8250), Pace(0.345), Duration(81*time.Minute)), "8.25km, 5:45/km, 1h21m0s"},
		{Say("{} {} {}", Percent(0.667), Ratio(1.5), Decimal(2.25)), "66.7% 1.5x 2.2"},
		{Say("{} and {}", Count{1, "run", "runs"}, Count{14, "run", "runs"}), "1 run and 14 runs"},
		{Say("the {}", Place{5020, Loop, SectorOf(44)}), "the 5km loop north-east"},
		{Say("{}", Literal("{}")), "{}"},
	} {
		if err := c.text.Check(); err != nil {
			t.Error(err)
		}
		if got := c.text.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestTextCheck(t *testing.T) {
	for name, text := range map[string]Text{
		"a slot too few":  Say("{} of {}", Number(1)),
		"a slot too many": Say("of", Number(1)),
	} {
		if text.Check() == nil {
			t.Errorf("%s passed the check", name)
		}
	}
}

func TestActivityIDTellsContentApart(t *testing.T) {
	ids := map[string]string{}
	for _, c := range [][3]string{{"me", "a", "0"}, {"me", "a", "1"}, {"me", "b", "0"}, {"you", "a", "0"}} {
		id := ActivityID(c[0], c[1], int(c[2][0]-'0'))
		if other, taken := ids[id]; taken {
			t.Errorf("%v has the id of %s", c, other)
		}
		ids[id] = c[0] + c[1] + c[2]
	}
}
