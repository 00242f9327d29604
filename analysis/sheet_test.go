package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// textsOf returns all that a sheet says.
func textsOf(s Sheet) []training.Text {
	texts := []training.Text{s.Lede}
	for _, p := range s.Parts {
		texts = append(texts, p.Lines...)
		for _, r := range p.Rows {
			texts = append(texts, r.Value)
		}
	}
	return texts
}

// onPaper is a sheet as lines of words.
func onPaper(s Sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", s.Title, s.Lede)
	for _, p := range s.Parts {
		fmt.Fprintf(&b, "# %s (%d)\n", p.Heading, p.Blanks)
		for _, r := range p.Rows {
			fmt.Fprintf(&b, "%s: %s\n", r.Label, r.Value)
		}
		for _, l := range p.Lines {
			fmt.Fprintf(&b, "- %s\n", l)
		}
	}
	return b.String()
}

// sheetsOn returns the sheets of a report of Sunday 22 February 2026, by their fix.
func sheetsOn(t *testing.T, p training.Profile, lines ...string) map[string]Sheet {
	t.Helper()
	s := toldSeason(t, "2026-02-22", p, lines...)
	j := Judge(Input{History: historyOf(t, lines), Profile: p, AsOf: s.Day, Today: s.Day})
	sheets := map[string]Sheet{}
	for _, sheet := range j.Sheets {
		checkSheet(t, sheet)
		sheets[sheet.Fix] = sheet
	}
	return sheets
}

// historyOf returns the history that lines make from 3 November 2025 on.
func historyOf(t *testing.T, lines []string) training.History {
	t.Helper()
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if err := each(append([]string{"from 2025-11-03"}, lines...), h.line); err != nil {
		t.Fatal(err)
	}
	return h.history()
}

// checkSheet holds what is true of every sheet: words in place, within the tone, and
// no more than fits a page of A4.
func checkSheet(t *testing.T, s Sheet) {
	t.Helper()
	const linesOfPage = 60
	if _, known := findFix(s.Fix); !known || s.Title == "" || s.Lede.Empty() {
		t.Errorf("the sheet of %q lacks its fix, a title or a lede", s.Fix)
	}
	lines := 3
	for _, p := range s.Parts {
		lines += 2 + len(p.Rows) + len(p.Lines) + p.Blanks
		if p.Heading == "" || len(p.Rows)+len(p.Lines)+p.Blanks == 0 {
			t.Errorf("%s has an empty part %q", s.Fix, p.Heading)
		}
		for _, r := range p.Rows {
			lines += len(r.Value.String()) / 90
		}
	}
	for _, text := range textsOf(s) {
		if err := text.Check(); err != nil || text.Empty() {
			t.Errorf("%s: %q: %v", s.Fix, text.Form, err)
		}
		for _, complaint := range tone.Lint(text.String()) {
			t.Errorf("%s: %s in %q", s.Fix, complaint, text)
		}
	}
	if lines > linesOfPage {
		t.Errorf("%s has %d lines, and a page %d", s.Fix, lines, linesOfPage)
	}
}

// TestSheetsAreThere holds that who asks for a sheet gets one, with a history or
// without.
func TestSheetsAreThere(t *testing.T) {
	for name, lines := range map[string][]string{"no run": nil, "one run": {"run 2026-02-17 18:00 no-gps 0km 30m"}, "a season": {threeAWeek}} {
		t.Run(name, func(t *testing.T) {
			sheets := sheetsOn(t, training.Profile{}, lines...)
			for _, f := range []Fix{fiveWhys, gratitudeList, coach} {
				if _, there := sheets[f.Name]; !there {
					t.Errorf("no sheet goes with %s", f.Name)
				}
			}
		})
	}
}

// TestFiveWhysSheet holds that answers stand under their questions, and the rest is
// room to write.
func TestFiveWhysSheet(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []string
		want    [whyLevels]string
	}{
		{"none", nil, [whyLevels]string{}},
		{"two", []string{"Air.", "Calm."}, [whyLevels]string{"“Air.”", "“Calm.”"}},
		{"five", []string{"a", "b", "c", "d", "e"}, [whyLevels]string{"“a”", "“b”", "“c”", "“d”", "“e”"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheet := sheetsOn(t, training.Profile{Why: c.answers}, threeAWeek)[fiveWhys.Name]
			for i, want := range c.want {
				got, part := "", sheet.Parts[i]
				for _, l := range part.Lines {
					got += l.String()
				}
				if got != want || (part.Blanks == 0) != (want != "") {
					t.Errorf("under %q: got %q and %d lines to write on, want %q", part.Heading, got, part.Blanks, want)
				}
			}
			if want := "You went out 48 times in the year to 2026-02-22."; !strings.Contains(sheet.Lede.String(), want) {
				t.Errorf("got %q, want %q in it", sheet.Lede, want)
			}
			if page := onPaper(sheet); !strings.Contains(page, `why = ["`) {
				t.Errorf("nothing says how to keep them:\n%s", page)
			}
		})
	}
}

// TestGratitudeSheet holds that the list begins with what is known.
func TestGratitudeSheet(t *testing.T) {
	for _, c := range []struct {
		name    string
		profile training.Profile
		lines   []string
		want    []string
	}{
		{"memories", training.Profile{}, []string{threeAWeek}, []string{
			"- Your first recorded run was 8km, on 2025-11-04.\n", "- In all 416km and 40h32m0s in 48 runs since 2025-11-04.\n", "# What else (8)\n", `gratitude = ["`,
		}},
		{"the profile's own", training.Profile{Gratitude: []string{"A friend."}}, []string{threeAWeek}, []string{
			"# What I wrote (0)\n- “A friend.”\n# What has come since (8)\n",
		}},
		{"nothing", training.Profile{}, nil, []string{"- No run with a distance is on record yet.\n# What else (8)\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := onPaper(sheetsOn(t, c.profile, c.lines...)[gratitudeList.Name])
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("want %q in\n%s", want, page)
				}
			}
		})
	}
}

// TestCoachSheet holds what the page for a coach tells, and that it says what it lacks.
func TestCoachSheet(t *testing.T) {
	stated := training.Profile{
		Sex: training.Female, Age: training.Some(44), HeartMaxBPM: training.Some(190), HeartRestBPM: training.Some(50), ThresholdMS: training.Some(3.125),
		Goal:   training.Some(training.Race{Name: "City 10K", Date: training.NewDate(2026, time.May, 3), DistanceM: 10_000}),
		Breaks: []training.Break{{From: training.NewDate(2025, time.December, 22), To: training.NewDate(2026, time.January, 11), Reason: "flu"}},
	}
	full := []string{
		"weekly x7 tue 18:00 no-gps 8km 46m hr=140 cadence=168 fade=6 | sat 09:00 no-gps 10km 60m hr=140 cadence=172 fade=4", "skip x3",
		"weekly x5 tue 18:00 no-gps 8km 46m hr=140 cadence=168 fade=6 | thu 18:00 no-gps 6km 27m hr=175 | sat 09:00 no-gps 10km 60m hr=140 cadence=172",
		"weekly x1 tue 18:00 no-gps 8km 46m hr=140 | sun 09:00 no-gps 5km 20m race hr=180",
	}
	for _, c := range []struct {
		name    string
		profile training.Profile
		lines   []string
		want    []string
	}{
		{"all stated", stated, full, []string{
			"Runner: female, 44 years\nHeart rate: highest 190 beats a minute, as stated; at rest 50 beats a minute\nPace for an hour: 5:20/km, as stated\n",
			"In all: 187km in 23 runs and 12 weeks, 15.58km a week\n",
			"Each week, the oldest first: 18km, 18km, 18km, 0km, 0km, 0km, 24km, 24km, 24km, 24km, 24km, 13km\n",
			"Days with a run: 3 a week, the middle of 9 weeks, tuesdays, saturdays; 3 with a break left out\n",
			"Longest runs: 10km on 2026-02-14; 10km on 2026-02-07; 10km on 2026-01-31\n",
			"Runs by effort: 17 easy, 0 moderate, 6 hard, 0 long of 23\n",
			"Time by effort: 85.2% easy, 0% between, 14.8% hard; over 23 runs, 23 by heart rate\n",
			"Cadence: 170 steps a minute, the middle of 16 runs\n",
			"Ends of runs: 6% slower in the last quarter than in the second, the middle of 11 runs\n",
			"5 km: 20m0s on 2026-02-22, of 31 runs\n",
			"10 km: 1h0m0s on 2025-11-08, of 12 runs; about 42m0s promised by the best 5km\n",
			"Half marathon: none on record; about 1h32m30s promised by the best 5km\n",
			"Two weeks or more without a run: 2025-12-21 to 2026-01-12, “flu”\n",
			"Ahead: “City 10K”, 10km, on 2026-05-03, in 10 weeks\n", "Race-like runs, the newest first: 5km in 20m0s on 2026-02-22; 6km in 27m0s on 2026-02-12; 6km in 27m0s on 2026-02-05; and 3 more\n",
			"- Is the race within reach from here, and what comes first?\n",
		}},
		{"nothing stated", training.Profile{}, []string{threeAWeek}, []string{
			"Runner: sex not stated, age not stated\nHeart rate: highest not known; at rest not stated\nPace for an hour: not known\n",
			"Runs by effort: not known: it takes heart rate, or a hard effort in half a year\nTime by effort: not known",
			"Cadence: not on record\nEnds of runs: not on record\n",
			"Two weeks or more without a run: none since the first file, of 2025-11-04\n", "Ahead: none stated\nRace-like runs, the newest first: none found in a year\n",
			"# What I would like to know (3)\n",
		}},
		{"one run can be told", training.Profile{HeartMaxBPM: training.Some(190)}, []string{threeAWeek, "run 2026-02-22 18:00 no-gps 8km 46m hr=140"}, []string{
			"Runs by effort: 1 easy, 0 moderate, 0 hard, 0 long of 37; 36 cannot be told\n", "over 1 run, 1 by heart rate\n",
		}},
		{"a promise beaten is none", training.Profile{}, []string{threeAWeek}, []string{"10 km: 1h0m0s on 2025-11-08, of 16 runs\n"}},
		{"the heart of an age", training.Profile{Age: training.Some(40)}, []string{threeAWeek}, []string{"Heart rate: highest 180 beats a minute, an estimate from the age; at rest not stated\n"}},
		{"the heart of the peaks", training.Profile{}, full, []string{"Heart rate: highest 175 beats a minute, by the peaks of a year; at rest not stated\n"}},
		{"no goal wanted", training.Profile{NoGoal: true, Maintain: true}, []string{threeAWeek}, []string{"Ahead: none wanted; wants to hold what there is\n"}},
		{"nothing lately", training.Profile{ExportComplete: true}, []string{"weekly x2 tue 18:00 no-gps 8km 46m"}, []string{
			"- No run is on record in the last 12 weeks.\n", "Two weeks or more without a run: 2025-11-12 to 2026-02-22\n",
		}},
		{"no run at all", training.Profile{}, nil, []string{"- No run is on record in the last 12 weeks.\n", "- None is on record: a best effort takes a good track.\n", "- No runs to judge yet\n"}},
		{"many breaks", training.Profile{}, []string{
			"weekly x1 tue 18:00 no-gps 8km 46m", "skip x2", "weekly x1 tue 18:00 no-gps 8km 46m", "skip x2", "weekly x1 tue 18:00 no-gps 8km 46m", "skip x2",
			"weekly x1 tue 18:00 no-gps 8km 46m", "skip x2", "weekly x1 tue 18:00 no-gps 8km 46m", "skip x2", "weekly x1 tue 18:00 no-gps 8km 46m",
		}, []string{"2025-12-17 to 2026-01-05; 2025-11-26 to 2025-12-15; and 1 more\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := onPaper(sheetsOn(t, c.profile, c.lines...)[coach.Name])
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("want %q in\n%s", want, page)
				}
			}
		})
	}
}

// TestCoachSheetSaysWhatWasFound holds that the finding and a question about it are on
// the page.
func TestCoachSheetSaysWhatWasFound(t *testing.T) {
	for fixture, want := range map[string][]string{
		"plateau/flagged":       {"- No better effort in half a year, and the weeks look alike\n", "- As well: ", "- Going well: ", "- Which one session a week would move my times again?\n"},
		"session-spike/flagged": {"- How do I build up in smaller steps?\n"},
		"lapse/flagged":         {"- What is the least that keeps me going in full weeks?\n"},
		"stale-routes/flagged":  {"- What would bring variety without more load?\n"},
		"momentum/shown":        {"- No rut found", "- What is working, and worth leaving as it is?\n"},
	} {
		t.Run(fixture, func(t *testing.T) {
			f, err := readFixture("testdata/" + fixture + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			j := Judge(f.input)
			i := slices.IndexFunc(j.Sheets, func(s Sheet) bool { return s.Fix == coach.Name })
			checkSheet(t, j.Sheets[i])
			page := onPaper(j.Sheets[i])
			for _, w := range want {
				if !strings.Contains(page, w) {
					t.Errorf("want %q in\n%s", w, page)
				}
			}
		})
	}
}
