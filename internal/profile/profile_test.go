package profile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// reportDay is the day of every report here: a Sunday.
var reportDay = training.NewDate(2026, time.November, 22)

// known is what every profile here is held against.
var known = Known{
	Day:        reportDay,
	Names:      []string{"one-pace", "stale-routes", "cross-train"},
	Activities: []string{"3f2a9c0000000001", "aaaaaa0000000001", "aaaaaa0000000002", "123456789abcdef0"},
}

// load loads a file with the given text.
func load(t *testing.T, text string) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path)
}

// profileOf returns what keys say below the heading of "me". The first of them
// stands in line 2.
func profileOf(t *testing.T, keys string) (training.Profile, []string) {
	t.Helper()
	return profileIn(t, "[athlete.me]\n"+keys+"\n")
}

func profileIn(t *testing.T, text string) (training.Profile, []string) {
	t.Helper()
	file, err := load(t, text)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := file.Profile("me", known)
	said := make([]string, len(problems))
	for i, problem := range problems {
		said[i] = problem.String()
	}
	return p, said
}

func day(y int, m time.Month, d int) training.Date { return training.NewDate(y, m, d) }

func TestKeys(t *testing.T) {
	half := training.Race{Name: "Park half", Date: day(2026, 4, 26), DistanceM: 21_097.5}
	holiday := training.Break{From: day(2026, 7, 1), To: day(2026, 7, 14), Reason: "holiday"}
	for _, c := range []struct {
		keys string
		want training.Profile
	}{
		{"", training.Profile{}},
		{`motivation = "intrinsic"`, training.Profile{Motivation: training.Intrinsic}},
		{`motivation = "Extrinsic "`, training.Profile{Motivation: training.Extrinsic}},
		{`why = ["Air.", "", " Calm. "]`, training.Profile{Why: []string{"Air.", "Calm."}}},
		{`why = "Air."`, training.Profile{Why: []string{"Air."}}},
		{`goal = { race = "City 10K", date = 2027-04-25, distance = "10 km" }`, training.Profile{Goal: training.Some(training.Race{Name: "City 10K", Date: day(2027, 4, 25), DistanceM: 10_000})}},
		{`goal = { date = "2026-11-22" }`, training.Profile{Goal: training.Some(training.Race{Date: reportDay})}},
		{"[athlete.me.goal]\nrace = 'City 10K'\ndate = 2027-04-25T09:00:00\ndistance = 10", training.Profile{Goal: training.Some(training.Race{Name: "City 10K", Date: day(2027, 4, 25), DistanceM: 10_000})}},
		{`races = [{ race = "Park half", date = 2026-04-26, distance = "half marathon" }]`, training.Profile{Races: []training.Race{half}}},
		{"[[athlete.me.races]]\nrace = 'Park half'\ndate = 2026-04-26\ndistance = 21.0975", training.Profile{Races: []training.Race{half}}},
		{`no_goal = true`, training.Profile{NoGoal: true}},
		{`maintain = true`, training.Profile{Maintain: true}},
		{`maintain = false`, training.Profile{}},
		{`breaks = [{ from = 2026-07-01, to = 2026-07-14, reason = "holiday" }]`, training.Profile{Breaks: []training.Break{holiday}}},
		{`breaks = [{ from = 2026-11-10, reason = "flu" }]`, training.Profile{Breaks: []training.Break{{From: day(2026, 11, 10), To: reportDay, Reason: "flu"}}}},
		{`breaks = [{ from = 2026-12-24 }]`, training.Profile{Breaks: []training.Break{{From: day(2026, 12, 24), To: day(2026, 12, 24)}}}},
		{"breaks = [\n{ from = 2026-07-15, to = 2026-07-20 },\n{ from = 2026-07-01, to = 2026-07-14, reason = 'holiday' },\n]", training.Profile{Breaks: []training.Break{holiday, {From: day(2026, 7, 15), To: day(2026, 7, 20)}}}},
		{`rewards = ["Socks"]`, training.Profile{Rewards: []string{"Socks"}}},
		{`gratitude = ["The river"]`, training.Profile{Gratitude: []string{"The river"}}},
		{`notes = "` + strings.Repeat(".", 60) + strings.Repeat("[", 60) + `"`, training.Profile{Notes: []string{strings.Repeat(".", 60) + strings.Repeat("[", 60)}}},
		{`notes = "New shoes"`, training.Profile{Notes: []string{"New shoes"}}},
		{`mute = ["one-pace", "Cross-Train", "one-pace"]`, training.Profile{Mute: []string{"one-pace", "cross-train"}}},
		{`export = "complete"`, training.Profile{ExportComplete: true}},
		{`sport = { 3f2a9c = "hiking", 123456 = "Cross-country skiing" }`, training.Profile{Sports: map[string]training.Sport{"3f2a9c0000000001": training.Hiking, "123456789abcdef0": "cross_country_skiing"}}},
		{"[athlete.me.sport]\n3F2A9C = 'running'", training.Profile{Sports: map[string]training.Sport{"3f2a9c0000000001": training.Running}}},
		{`sex = "female"`, training.Profile{Sex: training.Female}},
		{`sex = "male"`, training.Profile{Sex: training.Male}},
		{`age = 46`, training.Profile{Age: training.Some(46)}},
		{`born = 1980`, training.Profile{Born: training.Some(day(1980, 7, 1))}},
		{`born = 1980-06-15`, training.Profile{Born: training.Some(day(1980, 6, 15))}},
		{`hr_max = 188`, training.Profile{HeartMaxBPM: training.Some(188)}},
		{`hr_rest = 52`, training.Profile{HeartRestBPM: training.Some(52)}},
		{`threshold_pace = "5:00/km"`, training.Profile{ThresholdMS: training.Some(1000.0 / 300)}},
		{`threshold_pace = " 8:20 /mi"`, training.Profile{ThresholdMS: training.Some(1609.344 / 500)}},
	} {
		t.Run(c.keys, func(t *testing.T) {
			got, problems := profileOf(t, c.keys)
			if len(problems) > 0 {
				t.Errorf("got problems %q, want none", problems)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestDistances(t *testing.T) {
	for _, c := range []struct {
		words string
		want  float64 // 0: none
	}{
		{"10 km", 10_000},
		{"42.195km", 42_195},
		{"10K", 10_000},
		{"5", 5000},
		{"800 m", 800},
		{"6.2 mi", 6.2 * 1609.344},
		{"1 mile", 1609.344},
		{"50 Miles", 50 * 1609.344},
		{"marathon", 42_195},
		{"Half  Marathon", 21_097.5},
		{"half-marathon", 21_097.5},
		{"", 0},
		{"km", 0},
		{"ten km", 0},
		{"10 parsec", 0},
		{"1e4 m", 0},
		{"0x10 km", 0},
		{"1_0 km", 0},
		{"10,5 km", 0},
		{"-10 km", 0},
		{"1.2.3 km", 0},
	} {
		got, ok := metresOf(c.words)
		if ok != (c.want > 0) || ok && got != c.want {
			t.Errorf("%q: got %v and %v, want %v", c.words, got, ok, c.want)
		}
	}
}

// Each fault is told with its line and key, its part does not count, and the rest does.
func TestProblems(t *testing.T) {
	for _, c := range []struct {
		keys string // from line 3 on
		want string // all that is told, a line each
	}{
		{`motivaton = "intrinsic"`, `line 3, motivaton: is no key of a profile (motivation is one); the lines that report --profile-init writes name them all`},
		{`shoes = "light"`, `line 3, shoes: is no key of a profile; the lines that report --profile-init writes name them all`},
		{`mute = ["sore-knee"]`, `line 3, mute: no rule and no fix is called "sore-knee"; report --rules lists them`},
		{"\n\nunits = 'km'", `line 5, units: is a setting of the programs and not of a runner: write it above the first line in brackets`},
		{`motivation = "fame"`, `line 3, motivation: is "fame": write "intrinsic" or "extrinsic"`},
		{`motivation = 1`, `line 3, motivation: is 1: write "intrinsic" or "extrinsic"`},
		{`why = 5`, `line 3, why: is 5: write a list of texts, such as ["one", "another"]`},
		{"why = [\n'a',\n7]", `line 5, why: holds 7: put each text in quotes`},
		{"why = ['a', 'b', 'c', 'd', 'e', 'f']", `line 3, why: has 6 answers, and the question is asked 5 times: the first 5 count`},
		{"notes = ['" + strings.Repeat("x", 501) + "']", `line 3, notes: holds a text of more than 500 characters: shorten it`},
		{`goal = "10 km"`, `line 3, goal: is "10 km": write it as { race = "City 10K", date = 2027-04-25, distance = "10 km" }`},
		{`goal = { race = "City 10K" }`, `line 3, goal: the race has no day: write date = 2027-04-25`},
		{`goal = { date = "soon" }`, `line 3, goal.date: is "soon": write a day, such as 2026-07-01`},
		{`goal = { date = 07:32:00 }`, `line 3, goal.date: is 0000-01-01: write a day, such as 2026-07-01`},
		{`goal = { date = 2026-11-21 }`, `line 3, goal: 2026-11-21 is over, so the race counts as one that was run: name the next one, or write no_goal = true`},
		{`goal = { date = 2062-11-21 }`, `line 3, goal: 2062-11-21 lies more than two years ahead: check the year`},
		{"[athlete.me.goal]\ndate = 2027-04-25\ndistance = 'far'", `line 5, goal.distance: is "far": write a distance such as "10 km", "6.2 mi", "half marathon" or "marathon"`},
		{"[athlete.me.goal]\ndate = 2027-04-25\ndistance = 0", `line 5, goal.distance: is 0: write a distance such as "10 km", "6.2 mi", "half marathon" or "marathon"`},
		{"[athlete.me.goal]\ndate = 2027-04-25\nname = 'City'", `line 5, goal.name: is no key of a race; there are race, date and distance`},
		{"[athlete.me.goal]\ndate = 2027-04-25\nrace = 5", `line 5, goal.race: is 5: put the text in quotes`},
		{`races = { date = 2026-04-26 }`, `line 3, races: is a table: write a list, such as [{ race = "City 10K", date = 2026-04-26, distance = "10 km" }]`},
		{"races = [\n{ date = 2026-04-26 },\n2026-05-01 ]", `line 5, races: holds 2026-05-01: write each race as { race = "City 10K", date = 2026-04-26, distance = "10 km" }`},
		{"races = [\n{ date = 2026-11-23 } ]", `line 4, races: 2026-11-23 is still ahead: a race to come is the goal`},
		{`no_goal = "yes"`, `line 3, no_goal: is "yes": write true or false, without quotes`},
		{"no_goal = true\ngoal = { date = 2027-04-25 }", `line 3, no_goal: there is a goal as well: no_goal does not count until that race is over`},
		{`breaks = "July"`, `line 3, breaks: is "July": write a list, such as [{ from = 2026-07-01, to = 2026-07-14, reason = "holiday" }]`},
		{`breaks = [2026-07-01]`, `line 3, breaks: holds 2026-07-01: write each break as { from = 2026-07-01, to = 2026-07-14, reason = "holiday" }`},
		{"breaks = [ # mine\n{ from = 2026-07-14, to = 2026-07-01 } ]", `line 4, breaks: the break from 2026-07-14 ends before it begins, on 2026-07-01: correct one of the days`},
		{`breaks = [{ to = 2026-07-01 }]`, `line 3, breaks: a break has no first day: write from = 2026-07-01`},
		{`breaks = [{ from = 2036-07-01, to = 2036-07-14 }]`, `line 3, breaks: the break from 2036-07-01 to 2036-07-14 reaches more than two years ahead: check the year`},
		{`breaks = [{ from = 2026-07-01, to = 2062-07-14 }]`, `line 3, breaks: the break from 2026-07-01 to 2062-07-14 reaches more than two years ahead: check the year`},
		{"[[athlete.me.breaks]]\nfrom = 2026-07-01\nto = 2026-07-14\n[[athlete.me.breaks]]\nreason = 'flu'\nfrom = 2026-07-14\nto = 2026-07-20", `line 6, breaks: the break from 2026-07-14 overlaps the one from 2026-07-01: they count as one`},
		{"[[athlete.me.breaks]]\nreason = 'flu'\n[[athlete.me.breaks]]\nfrom = 'May'", "line 3, breaks: a break has no first day: write from = 2026-07-01\nline 6, breaks.from: is \"May\": write a day, such as 2026-07-01"},
		{"breaks = [{ from = 2026-07-01, to = 'never' }]", `line 3, breaks.to: is "never": write a day, such as 2026-07-01`},
		{"breaks = [{ from = 2026-07-01, until = 2026-07-02 }]", `line 3, breaks.until: is no key of a break; there are from, to and reason`},
		{"mute = [\n  # both\n  'one-pace',\n  'one-pass', ]", `line 6, mute: no rule and no fix is called "one-pass" (one-pace is one); report --rules lists them`},
		{`mute = "one-pace"`, `line 3, mute: is "one-pace": write a list of rules and fixes, such as ["one-pace"]`},
		{`mute = [1]`, `line 3, mute: holds 1: put each name in quotes`},
		{`export = "all"`, `line 3, export: is "all": write "complete" or "partial"`},
		{`sport = "hiking"`, `line 3, sport: is "hiking": write the id of an activity and its sport, such as { 3f2a9c = "hiking" }`},
		{`sport = { 3f2a9c = "quidditch" }`, `line 3, sport.3f2a9c: is "quidditch", and no sport is called so: write one such as "running", "walking", "hiking" or "cycling"`},
		{"[athlete.me.sport]\n3f2a9c = 'running'\n3f2a9 = 'hiking'", `line 5, sport.3f2a9: name at least the first 6 characters of the id`},
		{"[athlete.me.sport]\naaaaaa = 'hiking'", `line 4, sport.aaaaaa: could be any of 2 activities: name more of the id`},
		{"[athlete.me.sport]\nffffff = 'hiking'", `line 4, sport.ffffff: no activity on record has an id that begins so; ingest --status -v and report --format json name ids`},
		{"[athlete.me.sport]\n3f2a9c = 'hiking'\n3f2a9c0 = 'running'", `line 5, sport.3f2a9c0: names the activity 3f2a9c0000000001, which has a sport already: the first one counts`},
		{`sex = "f"`, `line 3, sex: is "f": write "female" or "male"`},
		{`age = "46"`, `line 3, age: is "46": write a whole number, without quotes`},
		{`age = 4`, `line 3, age: 4 is not believed: an age lies between 5 and 110`},
		{"age = 46\nborn = 1980", `line 3, age: born says it as well, and keeps up with the years: age does not count and can go`},
		{`born = "long ago"`, `line 3, born: is "long ago": write a year, such as 1980, or a day, such as 1980-06-15`},
		{`born = 2025`, `line 3, born: 2025 makes an age of 1, which is not believed: check the year`},
		{`hr_max = 300`, `line 3, hr_max: 300 is not believed: a highest heart rate lies between 120 and 230`},
		{`hr_max = 188.5`, `line 3, hr_max: is 188.5: write a whole number, without quotes`},
		{`hr_rest = 12`, `line 3, hr_rest: 12 is not believed: a heart rate at rest lies between 25 and 110`},
		{`threshold_pace = 5.10`, `line 3, threshold_pace: is 5.1: write a pace in quotes, such as "5:10/km" or "8:20/mi"`},
		{`threshold_pace = "5:10"`, `line 3, threshold_pace: is "5:10": write a pace in quotes, such as "5:10/km" or "8:20/mi"`},
		{`threshold_pace = "5:1/km"`, `line 3, threshold_pace: is "5:1/km": write a pace in quotes, such as "5:10/km" or "8:20/mi"`},
		{`threshold_pace = "5:60/km"`, `line 3, threshold_pace: is "5:60/km": write a pace in quotes, such as "5:10/km" or "8:20/mi"`},
		{`threshold_pace = "0:00/km"`, `line 3, threshold_pace: is "0:00/km": write a pace in quotes, such as "5:10/km" or "8:20/mi"`},
		{`threshold_pace = "1:30/km"`, `line 3, threshold_pace: "1:30/km" is not believed: what is held for an hour lies between 2:15/km and 15:00/km`},
	} {
		t.Run(c.keys, func(t *testing.T) {
			keys := c.keys + "\n[athlete.other]\nmotivation = 'nonsense'"
			p, problems := profileOf(t, "maintain = true\n"+keys)
			var want []string
			for line := range strings.SplitSeq(c.want, "\n") {
				want = append(want, Name+", "+line)
			}
			if !slices.Equal(problems, want) {
				t.Errorf("got  %q\nwant %q", problems, want)
			}
			if !p.Maintain {
				t.Error("what is right does not count")
			}
		})
	}
}

// A profile is that of the athlete, and says so where it is another's.
func TestAthletes(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"units = 'km'", nil},
		{"[athlete.me]\n[athlete.anna]\nage = 3", nil},
		{"athlete = 'me'", []string{`secondwind.toml, line 1, athlete: is "me": write the keys of the profile below a line [athlete.me]`}},
		{"[athlete]\nage = 40", []string{`secondwind.toml, line 2, age: stands below [athlete], which names nobody: write it below a line [athlete.me]`}},
		{"\n[athlete.anna]\nage = 40\n[athlete.\"B C\"]", []string{`secondwind.toml, line 2, athlete: the file speaks of "anna", "B C" and not of "me", so none of it counts here: name a profile [athlete.me], or another runner with --athlete`}},
	} {
		p, problems := profileIn(t, c.text)
		if !slices.Equal(problems, c.want) || !reflect.DeepEqual(p, training.Profile{}) {
			t.Errorf("%q: got %q and %+v, want %q and nothing", c.text, problems, p, c.want)
		}
	}
	file, err := load(t, "[athlete.'Anna B']\nage = 40")
	if err != nil {
		t.Fatal(err)
	}
	if p, problems := file.Profile("Anna B", known); p.Age != training.Some(40) || len(problems) > 0 {
		t.Errorf("got %+v and %q, want the age of 40", p, problems)
	}
}

func TestSettings(t *testing.T) {
	t.Setenv("HOME", "/home/me")
	here := t.TempDir()
	path := filepath.Join(here, Name)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want func(s *Settings)
	}{
		{"", func(*Settings) {}},
		{"\ufeffunits = 'mi'", func(s *Settings) { s.Miles = true }},
		{"units = 'km'", func(*Settings) {}},
		{"folders = ['~/runs', '/media/watch', 'runs']", func(s *Settings) {
			s.Folders = []string{"/home/me/runs", "/media/watch", filepath.Join(here, "runs")}
		}},
		{"folders = ['~', '~runs']", func(s *Settings) { s.Folders = []string{"/home/me", filepath.Join(here, "~runs")} }},
		{"database = '~/runs.duckdb'", func(s *Settings) { s.Database = "/home/me/runs.duckdb" }},
		{"timezone = 'Europe/Berlin'", func(s *Settings) { s.TimeZone = berlin }},
		{"week_start = 'Sunday'", func(s *Settings) { s.WeekStart = training.Some(time.Sunday) }},
		{"clock = 12", func(s *Settings) { s.Clock12 = true }},
		{"date_format = 'year-first'", func(s *Settings) { s.DateFormat = YearFirst }},
	} {
		t.Run(c.text, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			file, err := Load(path)
			if err != nil {
				t.Fatal(err)
			}
			want := Settings{}
			c.want(&want)
			if !reflect.DeepEqual(file.Settings, want) {
				t.Errorf("got %+v, want %+v", file.Settings, want)
			}
		})
	}
	if err := os.WriteFile(path, []byte("timezone = 'Europe/Berlin'"), 0o600); err != nil {
		t.Fatal(err)
	}
	if file, err := Load(path); err != nil {
		t.Error(err)
	} else if p, _ := file.Profile("me", known); p.TimeZone.String() != "Europe/Berlin" {
		t.Errorf("got the zone %v, want that of the settings", p.TimeZone)
	}
}

// A wrong setting is an error that names line and key.
func TestWrongSettings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"\nunit = 'km'", "line 2, unit is no setting; there are folders, database, units, timezone, week_start, clock, date_format, and profiles below a line [athlete.me]"},
		{"hr_max = 188", "line 1, hr_max belongs to a profile: write it below a line [athlete.me]"},
		{"clock = 24\n[me]\nage = 40", "line 2, me is no setting; there are folders, database, units, timezone, week_start, clock, date_format, and profiles below a line [athlete.me]"},
		{"units = 'yards'", `line 1, units is "yards": write "km" or "mi"`},
		{"units = true", `line 1, units is true: write "km" or "mi"`},
		{"clock = 13", "line 1, clock is 13: write 12 or 24"},
		{"clock = '24'", `line 1, clock is "24": write 12 or 24`},
		{"timezone = 'Mars/Olympus'", `line 1, timezone is "Mars/Olympus", and no zone is called so: write one such as "Europe/Berlin" or "America/New_York"`},
		{"timezone = ''", `line 1, timezone is "", and no zone is called so: write one such as "Europe/Berlin" or "America/New_York"`},
		{"timezone = 'Local'", `line 1, timezone is "Local", and no zone is called so: write one such as "Europe/Berlin" or "America/New_York"`},
		{"timezone = 1", `line 1, timezone is a number: write a zone in quotes, such as "Europe/Berlin"`},
		{"week_start = 'funday'", `line 1, week_start is "funday": write "monday", "sunday" or "saturday"`},
		{"date_format = 'dd.mm.yyyy'", `line 1, date_format is "dd.mm.yyyy": write "day-first", "month-first" or "year-first"`},
		{"folders = '~/runs'", `line 1, folders is text: write a list, such as ["~/Downloads"]`},
		{"folders = [1]", `line 1, folders holds a number: write folders in quotes, such as ["~/Downloads"]`},
		{"database = ''", `line 1, database is empty: write a file in quotes, such as "~/runs.duckdb"`},
		{"database = [[1]]", `line 1, database is a list: write a file in quotes, such as "~/runs.duckdb"`},
		{"\"bad\\u001bkey\" = 1", "line 1, badkey is no setting; there are folders, database, units, timezone, week_start, clock, date_format, and profiles below a line [athlete.me]"},
	} {
		_, err := load(t, c.text)
		var wrong *SettingError
		if !errors.As(err, &wrong) {
			t.Errorf("%q: got %v, want a wrong setting", c.text, err)
			continue
		}
		if _, got, _ := strings.Cut(err.Error(), Name+", "); got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Where nothing can be mended, what is no TOML is told with its line, and nothing of
// the file counts.
func TestBroken(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
	}{
		{"a setting without quotes", "units = km\n[athlete.me]\nage = 40", "line 1: this is no TOML ("},
		{"half a setting", "folders = [\n[athlete.me]\nage = 40", "line 2: this is no TOML ("},
		{"more slips than a profile has", "[athlete.me]\n" + strings.Repeat("age = \n", mostFaults+1), "this is no TOML ("},
		{"UTF-16", "\xff\xfea\x00=\x001\x00", "line 1: this is no TOML ("},
		{"a long key", "\n" + strings.Repeat("a.", maxNested+1) + "a = 1", "line 2: this is nested more than 32 deep, and no profile is"},
		{"a long name of a table", "[" + strings.Repeat("a.", maxNested+1) + "a]", "line 1: this is nested more than 32 deep, and no profile is"},
		{"deep brackets", "a = " + strings.Repeat("[", maxNested+1) + strings.Repeat("]", maxNested+1), "line 1: this is nested more than 32 deep, and no profile is"},
		{"too large", "# " + strings.Repeat("x", maxSize), "is larger than 64 kB, and no profile is"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.text)
			var broken *BrokenError
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), c.want) || len(err.Error()) > 400 {
				t.Errorf("got %v, want a broken file: %s", err, c.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), Name)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that there is none", err)
	}
	var broken *BrokenError
	if _, err := Load(t.TempDir()); !errors.As(err, &broken) {
		t.Errorf("got %v for a folder, want a broken file", err)
	}
}

// A file of 100 MB costs no more memory than one of the largest size.
func TestHugeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(100<<20), file.Close()); err != nil {
		t.Fatal(err)
	}
	var broken *BrokenError
	used := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if _, err := Load(path); !errors.As(err, &broken) {
				b.Fatalf("got %v, want a broken file", err)
			}
		}
	}).AllocedBytesPerOp()
	if used > 1<<20 {
		t.Errorf("used %d bytes", used)
	}
}
