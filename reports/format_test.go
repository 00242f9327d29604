package reports

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestSlot(t *testing.T) {
	asOf := training.NewDate(2026, time.November, 22)
	metric := Formatter{AsOf: asOf}
	imperial := Formatter{Units: Imperial, Clock12: true, AsOf: asOf}
	date := func(y int, m time.Month, d int) training.Date { return training.NewDate(y, m, d) }
	for _, c := range []struct {
		name             string
		slot             training.Slot
		metric, imperial string
	}{
		{"distance", training.Distance(13_240), "13.2 km", "8.2 mi"},
		{"distance of a race", training.Distance(10_000), "10 km", "10K"},
		{"distance of a mile", training.Distance(1609.344), "1 mi", "1 mi"},
		{"distance without decimals", training.Distance(5003), "5 km", "3.1 mi"},
		{"distance of a hundred and more", training.Distance(123_456), "123 km", "76.7 mi"},
		{"distance of thousands", training.Distance(2_000_000), "2 000 km", "1 243 mi"},
		{"short distance", training.Distance(800), "800 m", "0.5 mi"},
		{"shorter distance", training.Distance(100), "100 m", "330 ft"},
		{"distance that rounds up to the long unit", training.Distance(999.7), "1 km", "0.6 mi"},
		{"no distance", training.Distance(0), "0 km", "0 mi"},
		{"distance that is none", training.Distance(math.NaN()), "– km", "– mi"},
		{"pace", training.Pace(0.381), "6:21 /km", "10:13 /mi"},
		{"pace just under a minute", training.Pace(0.35999), "6:00 /km", "9:39 /mi"},
		{"pace that is none", training.Pace(math.Inf(1)), "– /km", "– /mi"},
		{"seconds", training.Duration(28 * time.Second), "28 seconds", "28 seconds"},
		{"a second", training.Duration(time.Second), "1 second", "1 second"},
		{"whole minutes", training.Duration(20 * time.Minute), "20 minutes", "20 minutes"},
		{"minutes and seconds", training.Duration(25*time.Minute + 2*time.Second), "25:02", "25:02"},
		{"whole hours", training.Duration(2 * time.Hour), "2 hours", "2 hours"},
		{"hours and minutes", training.Duration(80 * time.Minute), "1 h 20 min", "1 h 20 min"},
		{"hours, minutes and seconds", training.Duration(6727 * time.Second), "1:52:07", "1:52:07"},
		{"many hours", training.Duration(770*time.Hour + 58*time.Minute), "771 hours", "771 hours"},
		{"less than nothing", training.Duration(-2 * time.Minute), "–2 minutes", "–2 minutes"},
		{"morning", training.Clock(9 * 60), "9:00", "9 am"},
		{"evening", training.Clock(18*60 + 30), "18:30", "6:30 pm"},
		{"midnight", training.Clock(0), "0:00", "12 am"},
		{"noon", training.Clock(12 * 60), "12:00", "12 pm"},
		{"clock past midnight", training.Clock(25 * 60), "1:00", "1 am"},
		{"weekday", training.Weekday(time.Thursday), "Thursday", "Thursday"},
		{"habit", training.Weekdays(time.Thursday), "Thursdays", "Thursdays"},
		{"day of this week", training.Day(asOf - 5), "Tuesday 17 November", "Tuesday 17 November"},
		{"day of next week", training.Day(asOf + 7), "Sunday 29 November", "Sunday 29 November"},
		{"day of this year", training.Day(date(2026, time.September, 12)), "12 September", "12 September"},
		{"early day of this year", training.Day(date(2026, time.January, 2)), "2 January", "2 January"},
		{"day of another year", training.Day(date(2022, time.March, 6)), "6 March 2022", "6 March 2022"},
		{"near day of another year", training.Day(date(2027, time.January, 9)), "9 January", "9 January"},
		{"month", training.Month(date(2026, time.March, 1)), "March", "March"},
		{"month of another year", training.Month(date(2024, time.January, 1)), "January 2024", "January 2024"},
		{"number", training.Number(1234), "1 234", "1 234"},
		{"numeral", training.Numeral(2026), "2026", "2026"},
		{"count", training.Count{N: 14, One: "run", Many: "runs"}, "14 runs", "14 runs"},
		{"count of one", training.Count{N: 1, One: "run", Many: "runs"}, "1 run", "1 run"},
		{"percent", training.Percent(2.0 / 3), "67 %", "67 %"},
		{"small percent", training.Percent(0.004), "0.4 %", "0.4 %"},
		{"next to no percent", training.Percent(1e-9), "under 0.1 %", "under 0.1 %"},
		{"no percent", training.Percent(0), "0 %", "0 %"},
		{"nearly all", training.Percent(0.995), "99.5 %", "99.5 %"},
		{"a little over", training.Percent(1.004), "100.4 %", "100.4 %"},
		{"all", training.Percent(1), "100 %", "100 %"},
		{"ratio", training.Ratio(1.153), "1.15 times", "1.15 times"},
		{"whole ratio", training.Ratio(1), "1.0 times", "1.0 times"},
		{"place", place(5.04, training.Loop, 1), "5 km loop north-east", "3.1 mi loop north-east"},
		{"place to a tenth", place(6.44, training.OutAndBack, 6), "6.4 km out and back west", "4 mi out and back west"},
		{"tiny place", place(0.2, training.OneWay, 0), "200 m one way north", "0.1 mi one way north"},
		{"sector", training.Sector(7), "north-west", "north-west"},
		{"sector off the rose", training.Sector(-1), "north-west", "north-west"},
		{"literal", training.Literal("City\u0000 10K\u202e"), "City 10K", "City 10K"},
		{"change of a share", training.Change{By: training.Percent(-0.124)}, "−12 points", "−12 points"},
		{"change of a share by a point", training.Change{By: training.Percent(0.006)}, "+1 point", "+1 point"},
		{"change of a share that rounds to nothing", training.Change{By: training.Percent(-0.004)}, "no change", "no change"},
		{"change of a distance", training.Change{By: training.Distance(-3218.7)}, "−3.2 km", "−2 mi"},
		{"change of a short distance", training.Change{By: training.Distance(120)}, "+120 m", "+390 ft"},
		{"change of a distance that rounds to nothing", training.Change{By: training.Distance(-0.4)}, "no change", "no change"},
		{"change of a pace", training.Change{By: training.Pace(-0.012)}, "−0:12 /km", "−0:19 /mi"},
		{"change of a pace that rounds to nothing", training.Change{By: training.Pace(0.0003)}, "no change", "no change"},
		{"change of a duration", training.Change{By: training.Duration(-31 * time.Second)}, "−31 seconds", "−31 seconds"},
		{"change of a long duration", training.Change{By: training.Duration(80 * time.Minute)}, "+1 h 20 min", "+1 h 20 min"},
		{"change of a duration that rounds to nothing", training.Change{By: training.Duration(400 * time.Millisecond)}, "no change", "no change"},
		{"change of a ratio", training.Change{By: training.Ratio(-0.4)}, "−0.4", "−0.4"},
		{"change of a ratio that rounds to nothing", training.Change{By: training.Ratio(0.004)}, "no change", "no change"},
		{"change of a decimal", training.Change{By: training.Decimal(1.25)}, "+1.2", "+1.2"},
		{"change of a decimal that rounds to nothing", training.Change{By: training.Decimal(-0.04)}, "no change", "no change"},
		{"change of a count", training.Change{By: training.Count{N: -2, One: "run", Many: "runs"}}, "−2 runs", "−2 runs"},
		{"change of a count by one", training.Change{By: training.Count{N: -1, One: "run", Many: "runs"}}, "−1 run", "−1 run"},
		{"change of a number", training.Change{By: training.Number(-1200)}, "−1 200", "−1 200"},
		{"change of a numeral", training.Change{By: training.Numeral(-3)}, "−3", "−3"},
		{"no change", training.Change{By: training.Percent(0)}, "no change", "no change"},
		{"change of what has no size", training.Change{By: training.Weekday(time.Thursday)}, "Thursday", "Thursday"},
		{"change that is none", training.Change{By: training.Percent(math.NaN())}, "– %", "– %"},
		{"change of nothing", training.Change{}, "", ""},
		{"nothing", nil, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := plain(metric.Slot(c.slot)); got != c.metric {
				t.Errorf("metric: got %q, want %q", got, c.metric)
			}
			if got := plain(imperial.Slot(c.slot)); got != c.imperial {
				t.Errorf("imperial: got %q, want %q", got, c.imperial)
			}
		})
	}
}

func TestSentenceAndFigures(t *testing.T) {
	f := Formatter{AsOf: sunday}
	weeks := func(n int) training.Count { return training.Count{N: n, One: "week", Many: "weeks"} }
	n := func(n int) training.Number { return training.Number(n) }
	for _, c := range []struct {
		name              string
		text              training.Text
		sentence, figures string
	}{
		{"small numbers", training.Say("It held for {}.", weeks(8)), "It held for eight weeks.", "It held for 8 weeks."},
		{"mixed numbers", training.Say("There are {} of {}.", n(9), n(14)), "There are 9 of 14.", "There are 9 of 14."},
		{"first of a sentence", training.Say("{} of {} explored. {} did not.", n(7), n(26), n(4)), "Seven of 26 explored. Four did not.", "Seven of 26 explored. Four did not."},
		{"large first of a sentence", training.Say("{} ran.", n(26)), "26 ran.", "26 ran."},
		{"word first of a sentence", training.Say("{} is free.", training.Weekdays(time.Friday)), "Fridays is free.", "Fridays is free."},
		{"one among figures", training.Say("All {} went to {}.", n(26), training.Count{N: 1, One: "place", Many: "places"}), "All 26 went to one place.", "All 26 went to 1 place."},
		{"none", training.Say("{} of {} were kept.", n(0), n(4)), "None of four were kept.", "None of 4 were kept."},
		{"none of a kind", training.Say("{} of gap and run in {} days.", training.Count{N: 0, One: "round", Many: "rounds"}, training.Numeral(84)), "No rounds of gap and run in 84 days.", "No rounds of gap and run in 84 days."},
		{"somebody's own words stay", training.Say("“{}”", training.Literal("my wood")), "“my wood”", "“my wood”"},
		{"a numeral stays", training.Say("Week {} said so.", training.Numeral(3)), "Week 3 said so.", "Week 3 said so."},
		{"a slot too few", training.Say("{} and {}", n(1)), "One and {}", "One and {}"},
		{"a slot too many", training.Say("{}", n(1), n(2)), "One", "One"},
		{"empty", training.Text{}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := f.Sentence(c.text); got != c.sentence {
				t.Errorf("sentence: got %q, want %q", got, c.sentence)
			}
			if got := f.Figures(c.text); got != c.figures {
				t.Errorf("figures: got %q, want %q", got, c.figures)
			}
		})
	}
}

func TestSentenceOfText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"bare", "one run", "One run."},
		{"whole", "One run.", "One run."},
		{"a question", "how far?", "How far?"},
		{"none", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sentence(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Morning run", "Morning run"},
		{"blanks", "  Morning \t\n run  ", "Morning run"},
		{"controls", "a\x00b\x1b[31mc\u0085", "ab[31mc"},
		{"direction marks", "a\u202eb\u2066c\u200f", "abc"},
		{"line separators", "a\u2028b\u2029c", "a b c"},
		{"bytes that are no text", "a\xff\xfeb", "a\uFFFDb"},
		{"markup stays text", "</script><b>", "</script><b>"},
		{"emoji of several people", "\U0001F469\u200d\U0001F680", "\U0001F469\u200d\U0001F680"},
		{"right to left is isolated", "ריצה", "\u2068ריצה\u2069"},
		{"exactly as long as allowed", strings.Repeat("é", maxLiteral), strings.Repeat("é", maxLiteral)},
		{"too long", strings.Repeat("é", 10_000), strings.Repeat("é", maxLiteral) + "…"},
		{"nothing", "\u200b\x07 ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCleanPath(t *testing.T) {
	for in, want := range map[string]string{
		"run.fit":                        "run.fit",
		"garmin/run.fit":                 "garmin/run.fit",
		"/home/me/export/garmin/run.fit": "…/garmin/run.fit",
		`C:\export\garmin\run.fit`:       "…/garmin/run.fit",
		"":                               "",
	} {
		if got := cleanPath(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	day := func(y int, m time.Month, d int) training.Date { return training.NewDate(y, m, d) }
	for _, c := range []struct {
		name     string
		from, to training.Date
		want     string
	}{
		{"a month", day(2026, 11, 16), day(2026, 11, 22), "16 to 22 November 2026"},
		{"two months", day(2026, 9, 28), day(2026, 11, 22), "28 September to 22 November 2026"},
		{"two years", day(2025, 12, 29), day(2026, 1, 4), "29 December 2025 to 4 January 2026"},
		{"a day", day(2026, 1, 4), day(2026, 1, 4), "4 January 2026"},
	} {
		if got := (Formatter{}).span(c.from, c.to); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Dates are written in the order that the runner likes.
func TestDateOrders(t *testing.T) {
	day := func(y int, m time.Month, d int) training.Date { return training.NewDate(y, m, d) }
	for _, c := range []struct {
		order DateOrder
		want  []string
	}{
		{"", []string{"Sunday 22 November", "4 March", "4 March 2025", "Sunday 22 November 2026", "22 November 2026", "Sun 22 Nov 2026", "16 to 22 November 2026", "28 September to 22 November 2026"}},
		{DayFirst, []string{"Sunday 22 November", "4 March", "4 March 2025", "Sunday 22 November 2026", "22 November 2026", "Sun 22 Nov 2026", "16 to 22 November 2026", "28 September to 22 November 2026"}},
		{MonthFirst, []string{"Sunday, November 22", "March 4", "March 4, 2025", "Sunday, November 22, 2026", "November 22, 2026", "Sun Nov 22, 2026", "November 16 to 22, 2026", "September 28 to November 22, 2026"}},
		{YearFirst, []string{"Sunday 2026-11-22", "2026-03-04", "2025-03-04", "Sunday 2026-11-22", "2026-11-22", "Sun 2026-11-22", "2026-11-16 to 2026-11-22", "2026-09-28 to 2026-11-22"}},
	} {
		last := day(2026, 11, 22)
		f := Formatter{Dates: c.order, AsOf: last}
		got := []string{
			f.day(last), f.day(day(2026, 3, 4)), f.day(day(2025, 3, 4)), f.fullDay(last), f.date(last), f.shortDay(last),
			f.span(day(2026, 11, 16), last), f.span(day(2026, 9, 28), last),
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q:\ngot  %q\nwant %q", c.order, got, c.want)
		}
	}
}

// The week of a punchcard begins where the runner's does.
func TestFirstDay(t *testing.T) {
	s := missedWeekdaysWeek()
	text := written(t, WriteText, Build(s, sampleRules(), sampleFixes(), Options{FirstDay: training.Some(time.Saturday)}))
	saturday, tuesday := strings.Index(text, "  Saturday "), strings.Index(text, "  Tuesday ")
	if saturday < 0 || tuesday < saturday {
		t.Errorf("Saturday stands at %d and Tuesday at %d", saturday, tuesday)
	}
}

func TestProse(t *testing.T) {
	got := prose("5 km loop, 67 % of 14 runs, on 9 May at 6 pm, 6:21 /km, 3 minutes, 5 205 steps")
	want := "5\u00a0km loop, 67\u00a0% of 14\u00a0runs, on 9\u00a0May at 6\u00a0pm, 6:21\u00a0/km, 3\u00a0minutes, 5\u00a0205 steps"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
