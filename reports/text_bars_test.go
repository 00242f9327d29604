package reports

import (
	"strings"
	"testing"
	"unicode/utf8"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// barsOf writes a bar chart as plain text.
func barsOf(bars ...textBar) string {
	t := &textPage{}
	t.bars(bars)
	return t.b.String()
}

// TestTextBars holds that bars leave room for long words, and that what is longer still
// goes on below itself.
func TestTextBars(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("words ", 20))
	tests := []struct {
		name string
		bars []textBar
		want string
	}{
		{
			"a share each",
			[]textBar{{Label: "a", Words: "1 km", Share: 1}, {Label: "bc", Words: "500 m", Share: 0.5}, {Label: "d", Words: "nothing"}, {Label: "e", Words: "1 m", Share: 0.001}},
			"  a   " + strings.Repeat("#", barWidth) + " 1 km\n  bc  " + strings.Repeat("#", barWidth/2) + " 500 m\n  d   nothing\n  e   # 1 m\n",
		},
		{"the limit", []textBar{{Label: "limit", Words: "2 km", Share: 0.1, Limit: true}}, "  limit  --- 2 km\n"},
		{
			"long words",
			[]textBar{{Label: "a", Words: long, Share: 1}},
			"  a  " + strings.Repeat("#", leastBarWidth) + strings.Repeat(" words", 10) + "\n     words" + strings.Repeat(" words", 9) + "\n",
		},
	}
	for _, test := range tests {
		if got := barsOf(test.bars...); got != test.want {
			t.Errorf("%s: got\n%swant\n%s", test.name, got, test.want)
		}
	}
	for n := 1; n < 100; n++ {
		for _, line := range strings.Split(barsOf(textBar{Label: "Saturday 09:00", Words: strings.Repeat("x", n), Share: 1}), "\n") {
			if got := utf8.RuneCountInString(line); got > textWidth {
				t.Fatalf("%d letters: a line of %d", n, got)
			}
		}
	}
}

// TestTextOfEachChart holds that every kind of chart has rows in plain text, and says
// there what its drawing marks: limits, races, flags, the year before and empty lanes.
func TestTextOfEachChart(t *testing.T) {
	day := sunday - 6
	tests := []struct {
		name  string
		chart analysis.Chart
		want  []string
	}{
		{"route-gallery", analysis.RouteGallery{Runs: 4, Routes: []analysis.RouteShape{{Runs: 3, Outline: loop(5000, 0, 0)}}, NewGround: []analysis.MonthGround{{NewM: 4000}}}, []string{"# 3 runs", "# 4 km"}},
		{"calendar", analysis.Calendar{Weeks: []analysis.WeekBar{{Week: sunday.Week(), DistanceM: 20_000, Break: true}}, LimitM: 10_000}, []string{"# 20 km, break", "- 10 km"}},
		{"longest-run", analysis.LongestRun{RutFrom: 1.3, Runs: []analysis.SpikePoint{
			{Day: day, DistanceM: 5000, LongestM: 10_000, Race: true}, {Day: day + 1, DistanceM: 15_000, LongestM: 10_000, Flagged: true},
		}}, []string{"# 50 %, a race", "# 150 %, flagged", "- 130 %"}},
		{"weekly-volume", analysis.WeeklyVolume{Weeks: []analysis.WeekBar{{Week: sunday.Week(), DistanceM: 20_000, Flagged: true}}, LimitM: 10_000}, []string{"# 20 km, flagged", "- 10 km"}},
		{"distribution", analysis.Distribution{
			Now: analysis.Span{From: day, To: sunday, Runs: 4}, Then: training.Some(analysis.Span{From: day - 364, To: sunday - 364, Runs: 2}),
			Classes: []analysis.Class{{Name: training.Say("short"), Now: 3, Then: 1}},
		}, []string{"# 3 runs, 75 % (50 % a year before)"}},
		{"trend", analysis.Trend{Series: []analysis.TrendSeries{{Name: training.Say("pace"), Points: []analysis.TrendPoint{
			{Day: day, Value: training.Number(4)}, {Day: sunday, Value: training.Number(2)},
		}}}}, []string{"# 4", "# 2"}},
		{"timeline", analysis.Timeline{From: sunday - 300, To: sunday, Lanes: []analysis.Lane{
			{Name: training.Say("races"), Events: []analysis.Event{{Day: sunday - 290, Label: training.Say("5 km")}}, Empty: training.Some(analysis.Span{From: sunday - 289, To: sunday})},
			{Name: training.Say("swims")},
		}}, []string{"5 km", "290 days without", "–  none"}},
		{"on-plan", analysis.OnPlan{Weeks: []analysis.PlanWeek{{Week: sunday.Week(), RunDays: 3, Target: 3}}}, []string{"# 3 run-days"}},
	}
	for _, test := range tests {
		b := builder{Formatter: Formatter{AsOf: sunday}, j: &analysis.Judgement{}}
		page := &textPage{}
		page.figure(b.figure(test.chart))
		for _, want := range test.want {
			if got := page.b.String(); !strings.Contains(got, want) {
				t.Errorf("%s: got\n%s\nwant %q in it", test.name, got, want)
			}
		}
	}
}
