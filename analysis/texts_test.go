package analysis_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
	"secondwind/reports"
)

// textsFile holds one plan of each fix, as a reader gets it.
const textsFile = "testdata/choice/texts.txt"

// formats are the ways in which a page says a plan.
var formats = map[string]func(training.Date, training.Text) string{
	"canonical": func(_ training.Date, t training.Text) string { return t.String() },
	"metric":    metric,
	"shared": func(day training.Date, t training.Text) string {
		return reports.Formatter{Share: true, AsOf: day}.Sentence(t)
	},
	"imperial": func(day training.Date, t training.Text) string {
		return reports.Formatter{Units: reports.Imperial, Clock12: true, AsOf: day}.Sentence(t)
	},
}

func metric(day training.Date, t training.Text) string {
	return strings.ReplaceAll(reports.Formatter{AsOf: day}.Sentence(t), "\u00a0", " ")
}

// nonsense is what no filled sentence holds.
var nonsense = regexp.MustCompile(`\{\}|NaN|Inf\b|%!|  | [,.;]|\.\.|(^|[^\d.,:])-?0 ?(km|mi|m|ft|min|h|runs?|weeks?|days?|times|%)\b|\b1 (runs|weeks|days)\b|\b(then then|the the|a a|in in|to to|of of)\b|1970`)

// TestPlansOfMadeRunners personalises every fix for every made runner of whom a rule that offers it
// has something to say.
func TestPlansOfMadeRunners(t *testing.T) {
	if testing.Short() {
		t.Skip("made runners take a few seconds")
	}
	offers := map[string][]string{}
	for _, r := range analysis.Rules() {
		for _, fix := range r.Fixes {
			offers[fix] = append(offers[fix], r.Name)
		}
	}
	made := analysis.MadeSeasons()
	var b strings.Builder
	for _, fix := range analysis.Fixes() {
		shown := map[bool]string{}
		for i := range made {
			m := &made[i]
			for _, v := range m.Verdicts {
				if !slices.Contains(offers[fix.Name], v.Rule) {
					continue
				}
				plan, missing := fix.Personalise(m.Season, v)
				if !speaks(v) || missing.Aside {
					continue // it must not panic, and nobody reads it
				}
				c := planCheck{t, fmt.Sprintf("%s for %s of %s", fix.Name, v.Rule, m.Name), m.Season.Day}
				c.texts(plan, missing)
				c.params(plan, m.Lived)
				c.tried(fix, plan, m)
				if general := !missing.What.Empty(); shown[general] == "" {
					shown[general] = onPage(v.Rule+": "+m.Name, m.Season.Day, plan, missing)
				}
			}
		}
		if len(shown) == 0 {
			t.Errorf("no made runner is offered %s", fix.Name)
		}
		fmt.Fprintf(&b, "%s: %s\n%s%s\n", fix.Name, fix.Title, shown[false], shown[true])
	}
	analysis.Golden(t, textsFile, b.String())
}

// speaks reports whether a verdict can lead to a plan.
func speaks(v analysis.Verdict) bool {
	return slices.Contains([]analysis.Outcome{analysis.Flagged, analysis.Watch, analysis.Shown}, v.Outcome)
}

// onPage is a plan as a reader gets it.
func onPage(whose string, day training.Date, p analysis.Plan, missing analysis.Missing) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  (%s)\n", whose)
	for _, line := range []struct{ label, text string }{
		{"", metric(day, p.Text)},
		{"Tiny: ", metric(day, p.Tiny)},
		{"How we shall know: ", metric(day, p.Check)},
		{"Or: ", metric(day, p.Short)},
		{"Not shown: ", metric(day, missing.What)},
	} {
		if line.text != "" {
			fmt.Fprintf(&b, "  %s%s\n", line.label, line.text)
		}
	}
	return b.String()
}

// planCheck checks one plan.
type planCheck struct {
	t    *testing.T
	what string
	day  training.Date
}

func (c planCheck) texts(p analysis.Plan, missing analysis.Missing) {
	for part, text := range map[string]training.Text{"text": p.Text, "tiny version": p.Tiny, "check": p.Check, "short form": p.Short} {
		if text.Empty() {
			c.t.Errorf("%s has no %s", c.what, part)
		}
	}
	for _, text := range []training.Text{p.Text, p.Tiny, p.Check, p.Short, missing.What} {
		if err := text.Check(); err != nil {
			c.t.Errorf("%s: %v", c.what, err)
		}
		for name, format := range formats {
			words := format(c.day, text)
			if odd := nonsense.FindString(words); odd != "" {
				c.t.Errorf("%s, %s: %q in %q", c.what, name, odd, words)
			}
			for _, complaint := range tone.Lint(words) {
				c.t.Errorf("%s, %s: %s in %q", c.what, name, complaint, words)
			}
		}
	}
	for _, text := range []training.Text{p.Text, p.Tiny, p.Check} {
		if form := strings.TrimSuffix(text.Form, "”"); !strings.HasSuffix(form, ".") && !strings.HasSuffix(form, "?") {
			c.t.Errorf("%s is no sentence: %q", c.what, text.Form)
		}
	}
	if strings.HasSuffix(p.Short.Form, ".") || strings.ToLower(p.Short.Form[:1]) != p.Short.Form[:1] {
		c.t.Errorf("%s has a short form that cannot follow “Or”: %q", c.what, p.Short.Form)
	}
}

// params holds that what a plan names can be read back.
func (c planCheck) params(p analysis.Plan, s *analysis.Season) {
	for _, param := range p.Params {
		read, known := paramReaders[param.Name]
		if !known {
			c.t.Errorf("%s names a %s, and no test can read one", c.what, param.Name)
			continue
		}
		if !read(s, param.Value) {
			c.t.Errorf("%s names the %s %q", c.what, param.Name, param.Value)
		}
	}
}

// tried holds that what became of a plan is told from its parameters alone, and that
// of two weeks without anything the files cannot tell.
func (c planCheck) tried(fix analysis.Fix, p analysis.Plan, m *analysis.MadeSeason) {
	stored := analysis.Plan{Fix: p.Fix, Params: p.Params}
	if got, want := fix.Tried(stored, m.Season, m.Lived), fix.Tried(p, m.Season, m.Lived); got != want {
		c.t.Errorf("%s is %s by what is stored of it, and %s by itself", c.what, got, want)
	}
	if got := fix.Tried(p, m.Season, m.Quiet); got != training.CantTell {
		c.t.Errorf("%s is %s after two weeks without anything", c.what, got)
	}
}

// paramReaders read what plans name.
var paramReaders = map[string]func(*analysis.Season, string) bool{
	"weekday":    isWeekday,
	"lost":       isWeekday,
	"clock":      isClock,
	"usual":      isWord, // an hour, or a surface
	"sector":     isWord,
	"turn":       isWord,
	"sport":      isWord,
	"memory":     isWord,
	"phase":      isWord,
	"milestone":  isWord,
	"from_m":     isLength,
	"to_m":       isLength,
	"most_m":     isLength,
	"distance_m": isLength,
	"minutes":    isNumber,
	"run_days":   isNumber,
	"pieces":     isNumber,
	"seconds":    isNumber,
	"levels":     isNumber,
	"lines":      isNumber,
	"target":     isNumber,
	"week":       isWeek,
	"day":        isDays,
	"days":       isDays,
	"route":      isRun,
	"place":      isRun,
}

func isWord(_ *analysis.Season, v string) bool { return v != "" }

func isNumber(_ *analysis.Season, v string) bool {
	n, err := strconv.ParseFloat(v, 64)
	return err == nil && n >= 0
}

func isLength(_ *analysis.Season, v string) bool {
	m, err := strconv.Atoi(v)
	return err == nil && m >= 500 && m < 250_000
}

func isWeekday(_ *analysis.Season, v string) bool { _, ok := training.ParseWeekday(v); return ok }

func isClock(_ *analysis.Season, v string) bool { _, ok := training.ParseClock(v); return ok }

func isWeek(_ *analysis.Season, v string) bool { _, err := training.ParseWeek(v); return err == nil }

func isDays(_ *analysis.Season, v string) bool {
	for day := range strings.FieldsSeq(v) {
		if _, err := training.ParseDate(day); err != nil {
			return false
		}
	}
	return v != ""
}

func isRun(s *analysis.Season, v string) bool {
	return slices.ContainsFunc(s.Sessions, func(x analysis.Session) bool { return x.ID == v })
}
