package analysis

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // fixtures name zones

	"github.com/rogpeppe/go-internal/txtar"

	"secondwind/internal/training"
)

// fixture is one file of testdata in the language of testdata/README.md.
type fixture struct {
	input Input
	want  []string
}

// readFixture reads a fixture.
func readFixture(path string) (fixture, error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return fixture{}, err
	}
	var f fixture
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	for _, file := range archive.Files {
		lines := sectionLines(file.Data)
		switch file.Name {
		case "history":
			err = each(lines, h.line)
		case "profile":
			err = each(lines, func(l string) error { return profileLine(&f.input.Profile, l) })
		case "past":
			err = each(lines, func(l string) error { return pastLine(&f.input, l) })
		case "said":
			err = each(lines, func(l string) error { return saidLine(&f.input, l) })
		case "as of":
			err = each(lines, func(l string) error { return f.asOf(l) })
		case "want":
			f.want = lines
		default:
			err = fmt.Errorf("no section is called %q", file.Name)
		}
		if err != nil {
			return fixture{}, fmt.Errorf("section %s: %w", file.Name, err)
		}
	}
	if f.input.AsOf == 0 || len(f.want) == 0 {
		return fixture{}, errors.New("a fixture needs the sections as of and want")
	}
	f.input.History = h.history()
	return f, nil
}

// sectionLines returns the lines of a section without blanks and comments.
func sectionLines(data []byte) []string {
	var lines []string
	for l := range strings.Lines(string(data)) {
		l, _, _ = strings.Cut(l, "#")
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func each(lines []string, read func(string) error) error {
	for _, l := range lines {
		if err := read(l); err != nil {
			return fmt.Errorf("%q: %w", l, err)
		}
	}
	return nil
}

func (f *fixture) asOf(line string) error {
	day, mode, _ := strings.Cut(line, " ")
	d, err := training.ParseDate(day)
	f.input.AsOf, f.input.Today, f.input.Current = d, d, mode == "current"
	if today, asked := strings.CutPrefix(mode, "today "); asked && err == nil {
		f.input.Today, err = training.ParseDate(today)
	} else if mode != "" && mode != "current" {
		return fmt.Errorf("%q is no mode", mode)
	}
	return err
}

// profileLine reads "break 2026-03-01 2026-03-14 holiday", "goal 2026-05-01 42.2km",
// "mute RULE", "motivation intrinsic", "reward a new book", "export complete", "wants maintain",
// "timezone Europe/Berlin".
func profileLine(p *training.Profile, line string) error {
	words := strings.Fields(line)
	if len(words) < 2 {
		return errors.New("a profile line is a word and a value")
	}
	switch words[0] {
	case "break":
		from, errFrom := training.ParseDate(words[1])
		to, errTo := training.ParseDate(words[2])
		p.Breaks = append(p.Breaks, training.Break{From: from, To: to, Reason: strings.Join(words[3:], " ")})
		return errors.Join(errFrom, errTo)
	case "goal":
		day, errDay := training.ParseDate(words[1])
		metres, errM := parseKm(words[2])
		p.Goal = training.Some(training.Race{Date: day, DistanceM: metres})
		return errors.Join(errDay, errM)
	case "mute":
		p.Mute = append(p.Mute, words[1])
	case "motivation":
		p.Motivation = training.Motivation(words[1])
	case "reward":
		p.Rewards = append(p.Rewards, strings.Join(words[1:], " "))
	case "export":
		p.ExportComplete = words[1] == "complete"
	case "wants":
		p.Maintain, p.NoGoal = words[1] == "maintain", words[1] == "no-goal"
	case "timezone":
		zone, err := time.LoadLocation(words[1])
		p.TimeZone = zone
		return err
	default:
		return fmt.Errorf("%q is no profile word", words[0])
	}
	return nil
}

// pastLine reads "2026-W14 RULE FIX [param=value…] [about-param=value…]
// [read=2026-04-06] [said=tried]".
func pastLine(in *Input, line string) error {
	words := strings.Fields(line)
	if len(words) < 3 {
		return errors.New("a past suggestion is a week, a rule and a fix")
	}
	week, err := training.ParseWeek(words[0])
	s := training.Suggestion{Week: week, Rule: words[1], Fix: words[2]}
	var said training.Answer
	for _, w := range words[3:] {
		name, value, _ := strings.Cut(w, "=")
		value = strings.ReplaceAll(value, ",", " ")
		about, isAbout := strings.CutPrefix(name, "about-")
		switch {
		case name == "said":
			said = training.Answer(value)
		case name == "read":
			day, errDay := training.ParseDate(value)
			s.Read, err = day, errors.Join(err, errDay)
		case isAbout:
			s.Subject = append(s.Subject, training.Param{Name: about, Value: value})
		default:
			s.Params = append(s.Params, training.Param{Name: name, Value: value})
		}
	}
	in.Past = append(in.Past, s)
	if said != "" {
		in.Said = append(in.Said, training.Saying{Fix: s.Fix, Answer: said, Day: max(s.Read, week.Sunday()+1)})
	}
	return err
}

// saidLine reads "2026-04-14 FIX tried".
func saidLine(in *Input, line string) error {
	words := strings.Fields(line)
	if len(words) != 3 {
		return errors.New("what was said is a day, a fix and an answer")
	}
	day, err := training.ParseDate(words[0])
	in.Said = append(in.Said, training.Saying{Fix: words[1], Answer: training.Answer(words[2]), Day: day})
	return err
}

// exhaustive tells of which kind a line of want is that must name all of its
// kind: a flagged rule always, an alternative, what is noticed as well or a milestone
// once one is named; "" for other lines.
func exhaustive(line string) string {
	switch {
	case strings.HasPrefix(line, "or: "), strings.HasPrefix(line, "also: "), strings.HasPrefix(line, "milestone: "):
		kind, _, _ := strings.Cut(line, ": ")
		return kind
	case strings.Contains(line, " flagged: "):
		return "flagged"
	}
	return ""
}

// describe says what a judgement holds, a line each, in the language of want.
func describe(j Judgement) []string {
	var lines []string
	for _, v := range j.Verdicts {
		lines = append(lines, fmt.Sprintf("%s %s: %s", v.Rule, v.Outcome, v.Reason))
		if v.Confidence != "" {
			lines = append(lines, fmt.Sprintf("%s confidence: %s", v.Rule, v.Confidence))
		}
	}
	headline := "none"
	if j.Headline != nil {
		headline = j.Headline.Rule
	}
	lines = append(lines, "headline: "+headline, "title: "+j.Title.String(), "lede: "+j.Lede.String())
	if j.Plan != nil {
		lines = append(lines, "fix: "+describePlan(*j.Plan), "plan: "+j.Plan.Text.String(), "why: "+j.PlanReason.String())
	} else {
		lines = append(lines, "fix: none", "why: "+j.PlanReason.String())
	}
	for _, p := range j.Alternatives {
		lines = append(lines, "or: "+describePlan(p))
	}
	if len(j.Alternatives) == 0 {
		lines = append(lines, "or: none")
	}
	for _, v := range j.Also {
		lines = append(lines, "also: "+v.Rule)
	}
	if len(j.Also) == 0 {
		lines = append(lines, "also: none")
	}
	for _, v := range j.Good {
		lines = append(lines, "good: "+v.Title.String())
	}
	for _, m := range j.Milestones {
		lines = append(lines, fmt.Sprintf("milestone: %s %s, %s", m.ID, m.Day, m.Left))
	}
	if len(j.Milestones) == 0 {
		lines = append(lines, "milestone: none")
	}
	if j.LastTime != nil {
		lines = append(lines, fmt.Sprintf("last: %s %s", j.LastTime.Suggestion.Fix, j.LastTime.Answer))
		lines = append(lines, "moved: "+j.LastTime.Moved.String(), "last time: "+j.LastTime.Text.String())
	}
	lines = append(lines, describeRecord(j.Record)...)
	if j.Export.Stale {
		lines = append(lines, "export ends: "+j.Export.Ends.String())
	} else {
		lines = append(lines, "export: current")
	}
	return lines
}

func describeRecord(r *Record) []string {
	if r == nil {
		return []string{"record: none"}
	}
	lines := []string{fmt.Sprintf("record: %d weeks from %s", r.Weeks, r.From)}
	for _, e := range r.Rows {
		lines = append(lines, fmt.Sprintf("record: %s %s tried %d, not %d, cannot tell %d; with: %s; without: %s",
			e.Rule, e.Fix, e.Tried, e.NotTried, e.CantTell, e.With, e.Without))
	}
	return lines
}

func describePlan(p Plan) string {
	words := []string{p.Fix}
	for _, q := range p.Params {
		words = append(words, q.Value)
	}
	return strings.Join(words, " ")
}

func TestReadFixtureRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, line := range map[string]string{
		"word":    "fortnightly x2 tue 18:00 loop 8km 46m",
		"weekday": "weekly x2 tuesday 18:00 loop 8km 46m",
		"option":  "run 2026-01-06 18:00 loop 8km 46m sideways",
		"short":   "run 2026-01-06 18:00 loop",
	} {
		h := historian{zone: time.UTC, routes: map[string]float64{}}
		if err := h.line(line); err == nil {
			t.Errorf("%s: %q was read without an error", name, line)
		}
	}
}
