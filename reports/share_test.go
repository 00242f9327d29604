package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// poison is what no report to share may hold, wherever it stood.
const poison = "Quillfeather"

// poisonedWeek has the poison in every place that holds a word from outside, all charts
// and every way to tell a day, an hour and a place.
func poisonedWeek() sample {
	j := staleRoutesWeek()
	word := training.Literal(poison)
	j.Lede = training.Say("“{}” is what it said: “{}”. {} was written on {}.", word, word, word, training.Day(sunday-400))
	j.Plan.Text = training.Say("If it is {} at {}, or {}, then run the {} or head {} and think of “{}”, as in {} and in {}.",
		training.Weekday(time.Friday), training.Clock(371), training.Clock(1129), place(7.3, training.OneWay, 5), training.Sector(1), word,
		training.Month(sunday-200), training.Year(2019))
	j.Plan.Fix = processGoals
	j.Reminder = training.Say("You once wrote: “{}”.", word)
	j.Offer = analysis.Offer{Text: training.Say("Say it: {}", word), Line: poison}
	j.LastTime = &analysis.FollowUp{
		Advised: analysis.Advised{Suggestion: training.Suggestion{Fix: "new-route", Params: []training.Param{{Name: "route", Value: poison}}}},
		Text:    training.Say("Week {} suggested it to {}.", training.Numeral(46), word), Moved: training.Say("{}", word),
	}
	j.Record, j.Sheets, j.Targets = sampleRecord(), sampleSheets(), sampleTargets(j.Week)
	j.Targets.Goal = training.Some(training.Race{Name: poison, Date: sunday + 60, DistanceM: 10_000})
	j.Milestones = []analysis.Milestone{{ID: poison, Title: training.Say("{} in {}", training.Distance(1e6), training.Year(2026)), Left: training.Say("{} to go", training.Distance(3e4)), Day: sunday + 30}}
	j.Export = analysis.Export{Ends: sunday - 30, Stale: true, Text: training.Say("Your export ends on {}.", training.Day(sunday-30))}
	j.Muted = []string{poison}
	j.Headline.Runs = []string{poison, "a1b2c3d4e5f60718"}
	j.Headline.Measures = append(j.Headline.Measures,
		analysis.Measure{Name: "mean_start", Label: "Mean start", Value: training.Clock(371)},
		analysis.Measure{Name: "last", Label: "Last", Value: training.Day(sunday - 3)})
	calendar := j.Glance.HalfYear
	for _, c := range []analysis.Chart{
		missedVerdict(analysis.Flagged).Chart,
		analysis.Punchcard{Caption: analysis.Caption{Title: training.Say("Most runs begin around {}", training.Clock(371))}},
		spikeWeek().Headline.Chart, jumpWeek().Headline.Chart, progressVerdict().Chart, spreadWeek().Headline.Chart, goalVerdict().Chart, momentumVerdict(j).Chart, calendar,
	} {
		j.Also = append(j.Also, analysis.Verdict{Rule: "session-spike", Outcome: analysis.Watch, Title: training.Say("See"), Chart: c})
	}
	r := sampleReceipt()
	r.TwinPairs[0].Path, r.Failures[0].Path = poison+".gpx", "/home/"+poison+"/run.fit"
	return sample{"poisoned", j, Options{
		Athlete: poison, Receipt: training.Some(r), Notices: []string{poison}, Version: "0.1.0", Index: "index-" + poison + ".html",
		Ingest: "ingest --db /home/" + poison + "/a.duckdb", Report: "report --db /home/" + poison + "/a.duckdb",
	}}
}

// allShared are the samples, each to be shared.
func allShared() []sample {
	all := append(samples(), hostileSample(), poisonedWeek())
	for i := range all {
		all[i].opt.Share = true
	}
	return all
}

var (
	fixedParts   = regexp.MustCompile(`(?s)<script>.*?</script>|<style>.*?</style>|<meta [^>]*>|xmlns="[^"]*"`)
	optionsParts = regexp.MustCompile(`(?s)<script type="application/json"[^>]*>(.*?)</script>`)
)

// told is all that a page tells, without what is the same in all of them and without
// the bare numbers of its charts.
func told(t *testing.T, page string) string {
	page = fixedParts.ReplaceAllString(page, "")
	return optionsParts.ReplaceAllStringFunc(page, func(part string) string {
		var v any
		if err := json.Unmarshal([]byte(optionsParts.FindStringSubmatch(part)[1]), &v); err != nil {
			t.Fatal(err)
		}
		var words []string
		stringsIn(v, &words)
		return strings.Join(words, "\n")
	})
}

func stringsIn(v any, into *[]string) {
	switch v := v.(type) {
	case string:
		*into = append(*into, v)
	case []any:
		for _, e := range v {
			stringsIn(e, into)
		}
	case map[string]any:
		for _, e := range v {
			stringsIn(e, into)
		}
	}
}

// TestSharedTellsNothing holds that a report to share names nobody, no day, no hour and
// no place, in any form, unit and order of dates.
func TestSharedTellsNothing(t *testing.T) {
	names := []string{poison, "Ada", "City", "café", "06:11", "6:11", "18:49", "6:49 pm", "7.3 km", "5 km loop", "5.0 km loop", "1970", "my runs", "AAAA"}
	for _, s := range allShared() {
		for _, speaks := range []Options{{}, {Units: Imperial, Clock12: true, Dates: MonthFirst}, {Dates: YearFirst}} {
			s.opt.Units, s.opt.Clock12, s.opt.Dates = speaks.Units, speaks.Clock12, speaks.Dates
			d := s.build()
			for form, text := range map[string]string{
				"page": told(t, written(t, WriteHTML, d)), "text": written(t, WriteText, d), "card": told(t, written(t, WriteCard, d)),
			} {
				found := tone.Stranger(text)
				for _, n := range names {
					if strings.Contains(text, n) {
						found = append(found, n)
					}
				}
				if len(found) > 0 {
					t.Errorf("%s, %q, as %s: %q", s.name, speaks.Dates, form, found)
				}
			}
		}
	}
}

// TestSharedIsWhole holds that what is left is a report: the verdict, the plan and the
// proof, with words that are those of the product.
func TestSharedIsWhole(t *testing.T) {
	for _, s := range allShared() {
		d := s.build()
		page := withoutFixed(written(t, WriteHTML, d))
		for _, part := range []string{"<h1>", "Why we think so", "The week at a glance", "Looked at and ruled out", "About this page"} {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page has no %q", s.name, part)
			}
		}
		for _, gone := range []string{"Mean start", "Ring:", "Shapes of", `"47"`, "toward what", "Last time", "ends on"} {
			if strings.Contains(page, gone) {
				t.Errorf("%s: the page has %q", s.name, gone)
			}
		}
		if strings.Contains(page, "<dd></dd>") || strings.Contains(page, "<code") || strings.Contains(page, "<path d=\"M-") {
			t.Errorf("%s: the page has an empty part, a command or the shape of a route", s.name)
		}
	}
	for _, s := range samples() {
		s.opt.Share = true
		d := s.build()
		for _, text := range append([]string{d.card.Words}, d.page.Facts...) {
			for _, complaint := range tone.Lint(text) {
				t.Errorf("%s: %s in %q", s.name, complaint, text)
			}
		}
	}
}

// TestSharedIsNoData holds that what a program reads is not to be had of it, and that a
// card is to be had of nothing else.
func TestSharedIsNoData(t *testing.T) {
	s := samples()[0]
	private := s.build()
	s.opt.Share = true
	shared := s.build()
	for name, write := range map[string]func(io.Writer, Document) error{"json": WriteJSON, "ics": WriteICS} {
		if err := write(io.Discard, shared); err == nil {
			t.Errorf("a shared report is written as %s", name)
		}
	}
	if WriteCard(io.Discard, private) == nil {
		t.Error("a card is drawn of a report that is not to be shared")
	}
	if got := Sheets(shared); len(got) > 0 {
		t.Errorf("a shared report has the sheets %v", got)
	}
}

func TestRetold(t *testing.T) {
	day := func(ago int) training.Day { return training.Day(sunday - training.Date(ago)) }
	literal := training.Literal("x")
	for _, c := range []struct {
		text training.Text
		want string
	}{
		{training.Say("The last run was on {}.", day(24)), "The last run was three weeks ago."},
		{training.Say("The last run was on {}.", day(3)), "The last run was on Thursday."},
		{training.Say("It is judged up to {}.", day(0)), "It is judged up to the day of this report."},
		{training.Say("No run since {}", day(24)), "No run in the last three weeks"},
		{training.Say("Since {} it holds; on {} it did not.", day(240), day(9)), "In the last eight months it holds; nine days ago it did not."},
		{training.Say("On {} you first ran {}.", day(800), training.Distance(5000)), "Two years ago you first ran 5 km."},
		{training.Say("{} was the last", day(24)), "Three weeks ago was the last"},
		{training.Say("Try it by {}.", day(-6)), "Try it by Saturday."},
		{training.Say("Try it by {}.", day(-12)), "Try it within 12 days."},
		{training.Say("You are there about {}.", day(-40)), "You are there in about five weeks."},
		{training.Say("The race is on {}.", day(-75)), "The race is in ten weeks."},
		{training.Say("Walk until {}.", day(-28)), "Walk until four weeks from now."},
		{training.Say("Runs from {} to {}.", day(55), day(0)), "Runs over the last eight weeks."},
		{training.Say("Bests, {} to {}.", day(364), day(0)), "Bests, over the last year."},
		{training.Say("Bests, {} to {}.", day(420), day(364)), "Bests, 13 months to 11 months ago."},
		{training.Say("Run from {} to {}.", day(-1), day(-14)), "Run from Monday on, for two weeks."},
		{training.Say("New ground ended in {}", training.Month(sunday-60)), "New ground ended two months ago"},
		{training.Say("It began in {}", training.Month(sunday)), "It began this month"},
		{training.Say("It began in {}", training.Month(sunday-1000)), "It began two years ago"},
		{training.Say("{} in {} so far", training.Distance(1e6), training.Year(2026)), "1\u00a0000 km this year so far"},
		{training.Say("as in the same week of {}", training.Year(2024)), "as in the same week two years ago"},
		{training.Say("If it is {} at {}, then run.", training.Weekday(2), training.Clock(1110)), "If it is Tuesday, then run."},
		{training.Say("{} {} is quiet", training.Weekday(2), training.Clock(1110)), "Tuesday is quiet"},
		{training.Say("Then run at {} instead of {}.", training.Clock(420), training.Clock(1110)), "Then run at another hour."},
		{training.Say("If it is {}, your usual hour, then walk.", training.Clock(420)), "If it is the usual hour, then walk."},
		{training.Say("{} is the hour", training.Clock(420)), "The usual hour is the hour"},
		{training.Say("Run the {}.", place(7.3, training.Loop, 3)), "Run a loop of yours."},
		{training.Say("Run the {}.", place(7.3, training.OutAndBack, 3)), "Run an out-and-back route of yours."},
		{training.Say("Most follow the same {}", place(7.3, training.OneWay, 3)), "Most follow the same one-way route"},
		{training.Say("Head {} from here. You ran least to the {}.", training.Sector(3), training.Sector(3)), "Head in a new direction from here. You ran least to one side."},
		{training.Say("Read aloud why you run: “{}”. Write it anew.", literal), "Read aloud why you run. Write it anew."},
		{training.Say("Then it is time for “{}”.", literal), "Then it is time for what you wrote down."},
		{training.Say("“{}” is near", literal), "What you wrote down is near"},
		{training.Say("{} of {} runs", training.Number(3), training.Number(4)), "Three of four runs"},
		{training.Text{Form: "a slot too few on {}"}, "a slot too few on {}"},
		{training.Say("a slot too many", day(3)), "a slot too many"},
	} {
		if got := (Formatter{Share: true, AsOf: sunday}).Sentence(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text.Form, got, c.want)
		}
	}
}

func TestStretch(t *testing.T) {
	for _, c := range []struct {
		days      int
		ago, long string
	}{
		{1, "1 day", "1 day"},
		{13, "13 days", "13 days"},
		{14, "2 weeks", "2 weeks"},
		{27, "3 weeks", "4 weeks"},
		{182, "26 weeks", "26 weeks"},
		{183, "6 months", "6 months"},
		{729, "23 months", "2 years"},
		{1461, "4 years", "4 years"},
	} {
		if got := fmt.Sprint(stretch(c.days), ", ", lengthOf(c.days)); got != c.ago+", "+c.long {
			t.Errorf("%d days: got %s, want %s, %s", c.days, got, c.ago, c.long)
		}
	}
}

// TestSharedOdd shares what no rule gives on purpose: nothing may panic.
func TestSharedOdd(t *testing.T) {
	j := analysis.Judgement{Plan: &analysis.Plan{}}
	for _, c := range []analysis.Chart{
		analysis.RouteGallery{},
		analysis.Punchcard{},
		analysis.Calendar{},
		analysis.LongestRun{},
		analysis.WeeklyVolume{},
		analysis.Trend{},
		analysis.Distribution{},
		analysis.Timeline{},
		analysis.OnPlan{},
		analysis.RouteGallery{Routes: []analysis.RouteShape{{}}, NewGround: []analysis.MonthGround{{}}},
		analysis.Punchcard{Flagged: []training.Weekday{3}},
		analysis.OnPlan{Weeks: []analysis.PlanWeek{{}}},
		analysis.WeeklyVolume{Weeks: []analysis.WeekBar{{}}},
		analysis.LongestRun{Runs: []analysis.SpikePoint{{DistanceM: 5, LongestM: 1}}},
		analysis.Trend{Series: []analysis.TrendSeries{{Points: []analysis.TrendPoint{{Value: training.Number(1)}}}}},
	} {
		j.Also = append(j.Also, analysis.Verdict{Rule: "unknown", Chart: c, Measures: []analysis.Measure{{}, {Value: training.Clock(-5)}}})
	}
	for _, j := range []analysis.Judgement{{}, j} {
		d := Build(j, nil, nil, Options{Share: true})
		for _, write := range []func(io.Writer, Document) error{WriteHTML, WriteText, WriteCard} {
			if written(t, write, d) == "" {
				t.Error("an odd judgement gives nothing to share")
			}
		}
	}
}
