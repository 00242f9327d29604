package analysis

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"secondwind/internal/training"
)

// TestFixtures judges every history of testdata. Every line of want must be found,
// and of the exhaustive kinds no other.
func TestFixtures(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(path, "testdata/"), ".txtar"), func(t *testing.T) {
			f, err := readFixture(path)
			if err != nil {
				t.Fatal(err)
			}
			j := Judge(f.input)
			checkJudgement(t, j)
			got := describe(j)
			wanted := map[string]bool{"flagged": true}
			for _, w := range f.want {
				wanted[exhaustive(w)] = true
				if !slices.Contains(got, w) {
					t.Errorf("want %q; got\n%s", w, strings.Join(got, "\n"))
				}
			}
			for _, line := range got {
				if kind := exhaustive(line); kind != "" && wanted[kind] && !slices.Contains(f.want, line) {
					t.Errorf("got and not wanted: %s", line)
				}
			}
			if again := Judge(f.input); !reflect.DeepEqual(j, again) {
				t.Error("judging twice gives two judgements")
			}
		})
	}
}

// checkJudgement holds what is true of every judgement.
func checkJudgement(t *testing.T, j Judgement) {
	t.Helper()
	texts := []training.Text{j.Title, j.Lede, j.PlanReason, j.Export.Text, j.Reminder, j.Glance.HalfYear.Title, j.Glance.HalfYear.Subtitle}
	for _, s := range j.Sheets {
		texts = append(texts, textsOf(s)...)
	}
	if j.LastTime != nil {
		texts = append(texts, j.LastTime.Text, j.LastTime.Moved)
	}
	if j.Record != nil {
		for _, e := range j.Record.Rows {
			texts = append(texts, e.With, e.Without)
		}
	}
	checkMilestones(t, j.Milestones, j.Asked)
	for _, m := range j.Milestones {
		texts = append(texts, m.Title, m.Left)
	}
	for _, p := range append(slices.Clone(j.Alternatives), planOrNone(j)...) {
		texts = append(texts, p.Text, p.Tiny, p.Check, p.Short)
	}
	for _, v := range j.Verdicts {
		texts = append(texts, v.Title, v.Lede, v.Reason)
		if v.Chart != nil {
			title, subtitle := v.Chart.Words()
			texts = append(texts, title, subtitle)
		}
		rule, _ := findRule(v.Rule)
		switch {
		case v.Reason.Empty():
			t.Errorf("%s gives no reason", v.Rule)
		case v.Outcome == NotEnoughData && (len(v.Measures) > 0 || v.Chart != nil):
			t.Errorf("%s has measures or a chart without enough data", v.Rule)
		case v.Outcome != NotEnoughData && len(v.Measures) == 0:
			t.Errorf("%s has no headline measure", v.Rule)
		case v.Outcome == Flagged && (v.Title.Empty() || len(v.Runs) == 0):
			t.Errorf("%s is flagged without a title or without its runs", v.Rule)
		case rule.Kind == Rut && (v.Outcome == Shown || v.Outcome == NotShown),
			rule.Kind == GoodNews && slices.Contains([]Outcome{Flagged, Watch, Clear}, v.Outcome):
			t.Errorf("%s is %s and gives %s", v.Rule, rule.Kind, v.Outcome)
		}
		if math.IsNaN(v.Headline) || math.IsInf(v.Headline, 0) {
			t.Errorf("%s has the headline value %v", v.Rule, v.Headline)
		}
	}
	for _, text := range texts {
		if err := text.Check(); err != nil {
			t.Error(err)
		}
		if words := text.String(); strings.Contains(words, "NaN") || strings.Contains(words, "Inf") {
			t.Errorf("no number in %q", words)
		}
	}
	if j.Headline != nil && j.Plan == nil && j.PlanReason.Empty() {
		t.Errorf("%s is the headline and has no plan, and nothing says why", j.Headline.Rule)
	}
}

func planOrNone(j Judgement) []Plan {
	if j.Plan == nil {
		return nil
	}
	return []Plan{*j.Plan}
}

// TestRulesAreComplete holds that every rule says what it is, on what evidence,
// and how to get out of it, and has a folder of fixtures with each outcome that
// it may have.
func TestRulesAreComplete(t *testing.T) {
	offered := map[string]bool{}
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] {
			t.Errorf("%s stands twice in the list", r.Name)
		}
		seen[r.Name] = true
		for field, text := range map[string]string{
			"Title": r.Title, "Summary": r.Summary, "Why": r.Why, "Counts": r.Counts,
			"Limits": r.Limits, "Caveat": r.Caveat, "Formula": r.Formula, "Headline": r.Headline.Name,
		} {
			if text == "" {
				t.Errorf("%s has no %s", r.Name, field)
			}
		}
		if len(r.Evidence) == 0 || r.Find == nil || r.Chart == "" {
			t.Errorf("%s lacks evidence, its test or a chart", r.Name)
		}
		for _, name := range r.Fixes {
			if _, known := findFix(name); !known {
				t.Errorf("%s offers the fix %s, which is not in the catalogue", r.Name, name)
			}
			offered[name] = true
		}
		if _, err := os.Stat("rule-" + r.Name + ".go"); err != nil {
			t.Errorf("%s has no file of its name: %v", r.Name, err)
		}
		checkOutcomes(t, r)
	}
	for _, f := range Fixes() {
		if !offered[f.Name] {
			t.Errorf("no rule offers the fix %s", f.Name)
		}
		if f.Title == "" || len(f.From) == 0 || f.Effort == 0 || f.Personalise == nil || f.Tried == nil {
			t.Errorf("fix %s lacks a title, an article, an effort or its behaviour", f.Name)
		}
		if _, err := os.Stat("fix-" + f.Name + ".go"); err != nil {
			t.Errorf("fix %s has no file of its name: %v", f.Name, err)
		}
	}
}

// TestSourcesCanBeFollowed holds that what a rule takes from a study has an address,
// the same wherever the study is named, and that the strongest stands first.
func TestSourcesCanBeFollowed(t *testing.T) {
	strengths := []Strength{Strong, Contested, Practice, Ours}
	study := regexp.MustCompile(`^\S+ and \S+ \d{4}`)
	address := map[string]string{}
	for _, r := range Rules() {
		if !slices.IsSortedFunc(r.Evidence, func(a, b Source) int {
			return slices.Index(strengths, a.Strength) - slices.Index(strengths, b.Strength)
		}) {
			t.Errorf("%s does not tell its strongest source first", r.Name)
		}
		for i, s := range r.Evidence {
			rank := slices.Index(strengths, s.Strength)
			if s.Cite == "" || rank < 0 {
				t.Errorf("%s: source %d has no words or no strength", r.Name, i+1)
			}
			if rank < 2 && !strings.HasPrefix(s.URL, "https://doi.org/10.") {
				t.Errorf("%s: a study without its address: %s", r.Name, s.Cite)
			}
			name := study.FindString(s.Cite)
			if known, named := address[name]; named && known != s.URL {
				t.Errorf("%s: %s has the addresses %s and %s", r.Name, name, known, s.URL)
			}
			if name != "" {
				address[name] = s.URL
			}
		}
	}
}

// TestMomentumAgreesWithTheRut holds that weeks on plan are no news of a silence,
// and that beside a weekday gone quiet they are told as what holds all the same.
func TestMomentumAgreesWithTheRut(t *testing.T) {
	for _, c := range []struct{ fixture, want string }{
		{"lapse/flagged", ""},
		{"maintenance/shown", "A weekday has gone quiet, and the weeks as a whole hold all the same."},
		{"momentum/shown", "Weeks like these are what everything else is built on."},
	} {
		t.Run(c.fixture, func(t *testing.T) {
			f, err := readFixture(filepath.Join("testdata", c.fixture+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, v := range Judge(f.input).Good {
				if v.Rule == momentum.Name {
					got = v.Lede.String()
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// noWatch are the rules that flag or are clear.
var noWatch = []string{returnAfterBreak.Name}

// checkOutcomes looks for a fixture of each outcome that a rule may have.
func checkOutcomes(t *testing.T, r Rule) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", r.Name, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[Outcome]bool{}
	for _, path := range paths {
		f, err := readFixture(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range f.want {
			if rest, ok := strings.CutPrefix(w, r.Name+" "); ok {
				outcome, _, _ := strings.Cut(rest, ":")
				found[Outcome(outcome)] = true
			}
		}
	}
	outcomes := []Outcome{Clear, Watch, Flagged, NotEnoughData}
	if slices.Contains(noWatch, r.Name) {
		outcomes = slices.DeleteFunc(outcomes, func(o Outcome) bool { return o == Watch })
	}
	if r.Max == Watch {
		outcomes = slices.DeleteFunc(outcomes, func(o Outcome) bool { return o == Flagged })
	}
	if r.Kind == GoodNews {
		outcomes = []Outcome{Shown, NotEnoughData}
	}
	for _, o := range outcomes {
		if !found[o] {
			t.Errorf("%s has no fixture for the outcome %s", r.Name, o)
		}
	}
}
