package reports

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	goical "github.com/emersion/go-ical"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// icsWeek has all that a calendar may hold: a plan at an hour, targets, milestones and
// a race.
func icsWeek() analysis.Judgement {
	j := missedWeekdaysWeek()
	j.Plan.Params = []training.Param{{Name: "weekday", Value: "wednesday"}, {Name: "clock", Value: "18:00"}}
	j.Targets = sampleTargets(j.Week)
	j.Milestones = []analysis.Milestone{
		{ID: "runs-700", Title: training.Say("{} on record", training.Count{N: 700, One: "run", Many: "runs"}), Left: training.Say("{} to go", training.Count{N: 88, One: "run", Many: "runs"}), Day: sunday + 90},
		{ID: "years-5", Title: training.Say("{} years on record", training.Numeral(5)), Left: training.Say("{} to go", training.Count{N: 104, One: "day", Many: "days"}), Day: sunday + 104, Dated: true},
	}
	return j
}

func icsDocument(j analysis.Judgement) Document {
	return Build(j, sampleRules(), sampleFixes(), Options{Athlete: "me"})
}

func TestICSGolden(t *testing.T) {
	golden(t, "plan.ics", written(t, WriteICS, icsDocument(icsWeek())))
	golden(t, "empty.ics", written(t, WriteICS, icsDocument(emptyWeek())))
}

// events reads a calendar with both parsers, which agree, and returns its entries by
// their UID.
func events(t *testing.T, text string) map[string]goical.Event {
	t.Helper()
	first, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	second, err := goical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]goical.Event{}
	for i, e := range second.Events() {
		summary, err := e.Props.Text(goical.PropSummary)
		if err != nil {
			t.Error(err)
		}
		uid := e.Props.Get(goical.PropUID).Value
		other := first.Events()[i]
		if got := other.GetProperty(ics.ComponentPropertySummary).Value; got != summary || other.Id() != uid {
			t.Errorf("the parsers read %q and %q, %s and %s", got, summary, other.Id(), uid)
		}
		start, err := e.DateTimeStart(time.UTC)
		if err != nil {
			t.Error(err)
		}
		end, err := e.DateTimeEnd(time.UTC)
		if err != nil || !end.After(start) {
			t.Errorf("%s: from %s to %s (%v)", summary, start, end, err)
		}
		if _, twice := all[uid]; twice {
			t.Errorf("%s comes twice", summary)
		}
		all[uid] = e
	}
	if err := goical.NewEncoder(io.Discard).Encode(second); err != nil {
		t.Errorf("a stricter encoder refuses it: %v", err)
	}
	return all
}

// checkICS holds what RFC 5545 asks of the text, and that nothing in it is hidden.
func checkICS(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\n") {
		t.Error("lines do not end in CRLF, or the text is no UTF-8")
	}
	known := []string{"BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d octets: %s", len(line), line)
		}
		for _, r := range line {
			if hidden(r) && r != '\u2068' && r != '\u2069' {
				t.Errorf("the character %U in %q", r, line)
			}
		}
		if name, _, _ := strings.Cut(line, ":"); !strings.HasPrefix(line, " ") {
			name, _, _ = strings.Cut(name, ";")
			if !slices.Contains(known, name) {
				t.Errorf("a line of its own: %q", line)
			}
		}
	}
}

func TestICSOfSamples(t *testing.T) {
	all := append(samples(), hostileSample(), sample{name: "ics", judgement: icsWeek()}, sample{name: "nothing"})
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			d := s.build()
			text := written(t, WriteICS, d)
			checkICS(t, text)
			if n := len(events(t, text)); n != len(d.agenda.Entries) || n == 0 {
				t.Errorf("got %d entries, want %d, and at least one", n, len(d.agenda.Entries))
			}
			if again := written(t, WriteICS, s.build()); again != text {
				t.Error("two builds differ")
			}
			if s.name == "hostile" {
				return // its words are not ours
			}
			for _, e := range d.agenda.Entries {
				for _, text := range []string{e.Title, e.Text} {
					for _, complaint := range tone.Lint(text) {
						t.Errorf("%s in %q", complaint, text)
					}
				}
			}
		})
	}
}

// TestICSTimes holds that a plan stands at its hour without a zone, and all else on
// whole days with the day after as their end.
func TestICSTimes(t *testing.T) {
	text := written(t, WriteICS, icsDocument(icsWeek()))
	for _, want := range []string{
		"DTSTART:20261125T180000\r\nDTEND:20261125T190000\r\n",                       // Wednesday at 18:00
		"DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261130\r\n",               // the week from Monday
		"DTSTART;VALUE=DATE:20270213\r\nDTEND;VALUE=DATE:20270214\r\n",               // the race
		"DTSTAMP:20261122T000000Z\r\nLAST-MODIFIED:20261122T000000Z\r\nSEQUENCE:207", // the day of the report
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the calendar lacks %q", want)
		}
	}
	for _, never := range []string{"VALARM", "VTIMEZONE", "TZID", "ORGANIZER", "ATTENDEE"} {
		if strings.Contains(text, never) {
			t.Errorf("the calendar holds %s", never)
		}
	}
}

// TestICSDays holds that a plan which names its days stands on them, in the running
// week too.
func TestICSDays(t *testing.T) {
	for days, want := range map[string]string{
		"2026-11-24 2026-11-26": "DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261127\r\n",
		"2026-11-24":            "DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n",
		"tomorrow":              "DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261130\r\n",
	} {
		j := analysis.Judgement{Asked: sunday, AsOf: sunday, Plan: &analysis.Plan{Fix: "rest-days", Params: []training.Param{{Name: "days", Value: days}}}}
		if text := written(t, WriteICS, icsDocument(j)); !strings.Contains(text, want) {
			t.Errorf("%s: got\n%s", days, text)
		}
	}
}

// TestICSAgain imports report after report into one calendar, as calendars do: by UID,
// the higher SEQUENCE wins.
func TestICSAgain(t *testing.T) {
	imported := map[string]goical.Event{}
	take := func(j analysis.Judgement) (added []string) {
		for uid, e := range events(t, written(t, WriteICS, icsDocument(j))) {
			before, known := imported[uid]
			if !known {
				added = append(added, e.Props.Get(goical.PropSummary).Value)
			}
			if !known || sequence(t, e) >= sequence(t, before) {
				imported[uid] = e
			}
		}
		slices.Sort(added)
		return added
	}
	first := icsWeek()
	if added := take(first); len(added) != 8 {
		t.Errorf("the first import added %q, want 8 entries", added)
	}

	sameWeek := icsWeek()
	sameWeek.Plan.Params = nil // another plan for the same week
	sameWeek.Targets.Weeks[0].DistanceM = 30_000
	sameWeek.Milestones[0].Day += 3
	if added := take(sameWeek); len(added) != 0 {
		t.Errorf("a second report of the week added %q", added)
	}
	text := strings.Join(slices.Collect(summaries(imported)), "|")
	if !strings.Contains(text, "Hold the level: 30 km this week") || strings.Contains(text, "21 km") {
		t.Errorf("the target was not updated: %s", text)
	}

	nextWeek := icsWeek()
	nextWeek.AsOf += 7
	nextWeek.Week = nextWeek.Week.Add(1)
	nextWeek.Targets = sampleTargets(nextWeek.Week)
	if added, want := take(nextWeek), []string{"A lighter week: 17 km", "Give the lost run another day"}; !slices.Equal(added, want) {
		t.Errorf("the next week added %q, want its plan and the fourth target, %q", added, want)
	}
	if added := take(first); len(added) != 0 {
		t.Errorf("an old file added %q", added)
	}
	if text := strings.Join(slices.Collect(summaries(imported)), "|"); strings.Contains(text, "30 km") {
		t.Errorf("an old file outweighs a new one: %s", text)
	}
}

func sequence(t *testing.T, e goical.Event) int {
	t.Helper()
	n, err := e.Props.Get(goical.PropSequence).Int()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func summaries(all map[string]goical.Event) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, e := range all {
			if !yield(e.Props.Get(goical.PropSummary).Value) {
				return
			}
		}
	}
}

// TestICSNames holds that UIDs differ by athlete and name nobody.
func TestICSNames(t *testing.T) {
	ids := map[string]bool{}
	for _, athlete := range []string{"me", "Ann Example"} {
		d := Build(icsWeek(), sampleRules(), sampleFixes(), Options{Athlete: athlete})
		for uid := range maps.Keys(events(t, written(t, WriteICS, d))) {
			if ids[uid] || strings.Contains(uid, "Ann") {
				t.Errorf("UID %s", uid)
			}
			ids[uid] = true
		}
	}
}

// TestICSRaceNames holds that the name of a race is text and nothing else.
func TestICSRaceNames(t *testing.T) {
	for name, want := range map[string]string{
		"City 10K":               "City 10K, 10 km",
		"":                       "Your race, 10 km",
		"A, B; C\\ D: \"E\"":     "A, B; C\\ D: \"E\", 10 km",
		"x\r\nEND:VCALENDAR\r\n": "x END:VCALENDAR, 10 km",
		"Stadtlauf München 🏃":    "Stadtlauf München 🏃, 10 km",
	} {
		j := icsWeek()
		goal, _ := j.Targets.Goal.Get()
		goal.Name = name
		j.Targets.Goal = training.Some(goal)
		text := written(t, WriteICS, icsDocument(j))
		checkICS(t, text)
		found := false
		for _, e := range events(t, text) {
			summary, err := e.Props.Text(goical.PropSummary)
			found = found || err == nil && summary == want
		}
		if !found {
			t.Errorf("no entry is called %q in\n%s", want, text)
		}
	}
}

var errFull = errors.New("the disk is full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestICSOnAFullDisk(t *testing.T) {
	if err := WriteICS(fullDisk{}, icsDocument(icsWeek())); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}
