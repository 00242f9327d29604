package reports

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"secondwind/analysis"
	"secondwind/internal/training"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func written(t *testing.T, write func(io.Writer, Document) error, d Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from line %d on; see what changed, then run with -update", file, firstDifference(got, string(want)))
	}
}

func firstDifference(a, b string) int {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return i + 1
		}
	}
	return len(x)
}

// withoutFixed takes out of a page what is the same in all of them, so that a
// golden page is the report alone.
func withoutFixed(page string) string {
	hash := func(script string) string { return strings.ReplaceAll(scriptHash(script), "+", "&#43;") }
	return strings.NewReplacer(
		echartsScript, "[echarts.min.js]", bootScript, "[boot.js]", baseStyle+pageStyle, "[base.css, page.css]\n",
		hash(echartsScript), "[hash of echarts.min.js]", hash(bootScript), "[hash of boot.js]").Replace(page)
}

func TestGolden(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			d := s.build()
			golden(t, s.name+".html", withoutFixed(written(t, WriteHTML, d)))
			golden(t, s.name+".json", written(t, WriteJSON, d))
			golden(t, s.name+".txt", written(t, WriteText, d))
		})
	}
}

// TestEqualInput builds every sample twice: equal input gives equal bytes.
func TestEqualInput(t *testing.T) {
	for _, s := range append(samples(), hostileSample()) {
		for name, write := range map[string]func(io.Writer, Document) error{"html": WriteHTML, "json": WriteJSON, "text": WriteText} {
			first := written(t, write, s.build())
			if second := written(t, write, s.build()); first != second {
				t.Errorf("%s: two builds differ as %s", s.name, name)
			}
		}
	}
}

func hostileSample() sample {
	j, opt := hostileWeek()
	return sample{"hostile", j, opt}
}

// maxPage is what a page may weigh: a mail and a phone take it.
const maxPage = 1_200_000

func TestPageIsSmallAndWhole(t *testing.T) {
	for _, s := range append(samples(), hostileSample()) {
		page := written(t, WriteHTML, s.build())
		if len(page) > maxPage {
			t.Errorf("%s: the page has %d bytes, %d are allowed", s.name, len(page), maxPage)
		}
		body := withoutFixed(page)
		for _, asks := range []string{" src=\"http", "<link", "@import", "url(", "<iframe", "<img"} {
			if strings.Contains(body, asks) {
				t.Errorf("%s: the page holds %q, which asks for something", s.name, asks)
			}
		}
		level := 0
		for _, h := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(body, -1) {
			next := int(h[1][0] - '0')
			if next > level+1 {
				t.Errorf("%s: a heading jumps from level %d to %d", s.name, level, next)
			}
			level = next
		}
		for _, once := range []string{"<h1", "<main", `class="try"`} {
			if n := strings.Count(body, once); n > 1 || n == 0 && once != `class="try"` {
				t.Errorf("%s: the page has %d × %s", s.name, n, once)
			}
		}
	}
}

// TestAnchors holds that ids are not given twice, and that every rule has its own
// but one that is muted, which has none.
func TestAnchors(t *testing.T) {
	id := regexp.MustCompile(` id="([^"]+)"`)
	for _, s := range samples() {
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(withoutFixed(written(t, WriteHTML, s.build())), -1) {
			if seen[m[1]] {
				t.Errorf("%s: id %q is given twice", s.name, m[1])
			}
			seen[m[1]] = true
		}
		for _, v := range s.judgement.Verdicts {
			muted := slices.Contains(s.judgement.Muted, v.Rule)
			if !seen[v.Rule] && !muted {
				t.Errorf("%s: rule %s has no anchor", s.name, v.Rule)
			}
			if seen[v.Rule] && muted {
				t.Errorf("%s: rule %s is muted, and on the page", s.name, v.Rule)
			}
		}
	}
}

func TestLibraryIsSafeToInline(t *testing.T) {
	for name, script := range map[string]string{"echarts.min.js": echartsScript, "boot.js": bootScript} {
		for _, ends := range []string{"</script", "<!--"} {
			if strings.Contains(strings.ToLower(script), ends) {
				t.Errorf("%s holds %q", name, ends)
			}
		}
	}
}

// TestHostileTextIsEscaped looks for the hostile name as markup, and for chart
// options that are no JSON or could end their script.
func TestHostileTextIsEscaped(t *testing.T) {
	page := withoutFixed(written(t, WriteHTML, hostileSample().build()))
	for _, markup := range []string{"<script>document", "<img", "onerror=\"", "\u202e", "\x00", "\x07", strings.Repeat("A", maxNotice+1)} {
		if strings.Contains(page, markup) {
			t.Errorf("the page holds %q as it came", markup)
		}
	}
	options := regexp.MustCompile(`(?s)<script type="application/json" id="[a-z0-9-]+">(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(options) == 0 {
		t.Fatal("the page has no chart options")
	}
	for _, o := range options {
		if !json.Valid([]byte(o[1])) {
			t.Errorf("chart options are no JSON: %.200s", o[1])
		}
		if i := strings.IndexAny(o[1], "<>&\u2028\u2029"); i >= 0 {
			t.Errorf("chart options hold %q unescaped", o[1][i:min(len(o[1]), i+10)])
		}
	}
	text := written(t, WriteText, hostileSample().build())
	for _, r := range text {
		if r != '\n' && hidden(r) {
			t.Errorf("the text holds the control character %U", r)
		}
	}
}

func TestScriptEscapes(t *testing.T) {
	c := barChart([]string{"</script>"}, "50%", []datum{{Name: "<!--&\u2028", Value: 1}})
	got := options(c)
	if strings.ContainsAny(got, "<>&\u2028") {
		t.Errorf("got %s", got)
	}
	var back struct {
		XAxis []struct{ Data []string }
	}
	if err := json.Unmarshal([]byte(got), &back); err != nil || back.XAxis[0].Data[0] != "</script>" {
		t.Errorf("the options read back as %+v, %v", back, err)
	}
}

// TestContract holds the JSON's names, its nulls and its units.
func TestContract(t *testing.T) {
	var full, empty map[string]any
	j := staleRoutesWeek()
	j.Record, j.Sheets, j.Targets = sampleRecord(), sampleSheets(), sampleTargets(j.Week)
	j.Milestones = []analysis.Milestone{{ID: "runs-700", Title: training.Say("{} on record", training.Number(700)), Left: training.Say("{} to go", training.Number(88)), Day: sunday + 60}}
	for into, s := range map[*map[string]any]sample{&full: {judgement: j, opt: samples()[0].opt}, &empty: samples()[3]} {
		if err := json.Unmarshal([]byte(written(t, WriteJSON, s.build())), into); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"":                    "schema athlete as_of from to runs headline plan alternatives last_time record reminder sheets targets milestones offer verdicts data notices",
		"headline":            "rule text",
		"plan":                "fix text tiny why",
		"alternatives.0":      "fix text",
		"last_time":           "fix tried text",
		"record":              "from weeks rows",
		"record.rows.0":       "rule fix suggested tried not_tried cant_tell measure with without",
		"targets":             "week phase distance_m longest_m",
		"milestones":          "id text left day",
		"offer":               "text line",
		"verdicts.0":          "rule kind outcome confidence reason measures runs muted",
		"verdicts.2.measures": "name value unit limit",
		"data":                "first last activities receipt",
	} {
		got := keys(full, path)
		names := map[string]bool{}
		for _, n := range strings.Fields(want) {
			names[n] = true
		}
		if !reflect.DeepEqual(got, names) {
			t.Errorf("%q: got fields %v, want %v", path, got, names)
		}
	}
	for _, null := range []string{"headline", "plan", "last_time", "record", "offer"} {
		if v, there := empty[null]; !there || v != nil {
			t.Errorf("%s of an empty week: got %v, want null", null, v)
		}
	}
	for _, list := range []string{"alternatives", "sheets", "targets", "milestones"} {
		if v, is := empty[list].([]any); !is || len(v) > 0 {
			t.Errorf("%s of an empty week: got %v, want an empty list", list, empty[list])
		}
	}
	if v := empty["data"].(map[string]any)["receipt"]; v != nil {
		t.Errorf("receipt: got %v, want null", v)
	}
	if got, want := len(full["verdicts"].([]any)), len(sampleRules()); got != want {
		t.Errorf("got %d verdicts, want %d", got, want)
	}
}

// keys returns the field names at a path of a JSON value; a list stands for its
// first element.
func keys(v any, path string) map[string]bool {
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		switch node := v.(type) {
		case map[string]any:
			v = node[step]
		case []any:
			v = node[step[0]-'0']
		}
	}
	if list, ok := v.([]any); ok {
		v = list[0]
	}
	names := map[string]bool{}
	if node, ok := v.(map[string]any); ok {
		for k := range node {
			names[k] = true
		}
	}
	return names
}

func TestBase(t *testing.T) {
	for _, c := range []struct {
		slot training.Slot
		want any
		unit string
	}{
		{training.Distance(13_200.5), 13_200.5, "m"},
		{training.Pace(0.3606), 0.3606, "s/m"},
		{training.Duration(90e9), 90.0, "s"},
		{training.Percent(2.0 / 3), 0.666667, "share"},
		{training.Ratio(1.53), 1.53, "ratio"},
		{training.Number(4), 4.0, "count"},
		{training.Count{N: 3, One: "run", Many: "runs"}, 3.0, "count"},
		{training.Clock(18 * 60), "18:00", "time of day"},
		{training.Day(sunday), "2026-11-22", "date"},
		{training.Weekday(4), "thursday", "name"},
		{training.Percent(math.NaN()), nil, "share"},
		{nil, nil, ""},
	} {
		if got, unit := base(c.slot); got != c.want || unit != c.unit {
			t.Errorf("%#v: got %v %q, want %v %q", c.slot, got, unit, c.want, c.unit)
		}
	}
}

func TestTextFitsTheTerminal(t *testing.T) {
	for _, s := range append(samples(), hostileSample()) {
		for i, line := range strings.Split(written(t, WriteText, s.build()), "\n") {
			if n := utf8.RuneCountInString(line); n > textWidth {
				t.Errorf("%s, line %d has %d columns: %s", s.name, i+1, n, line)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	rules := sampleRules()
	verdict := staleRoutesVerdict()
	var b bytes.Buffer
	if err := Rules(&b, rules); err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n==== stale-routes ====\n")
	if err := Explain(&b, rules[3], sampleFixes(), &verdict, Formatter{AsOf: sunday}); err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n==== session-spike, without a verdict ====\n")
	if err := Explain(&b, rules[0], sampleFixes(), nil, Formatter{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "explain.txt", b.String())
}

// TestOddJudgements builds what no rule gives on purpose: nothing may panic.
func TestOddJudgements(t *testing.T) {
	nan := math.NaN()
	charts := []analysis.Chart{
		nil,
		analysis.RouteGallery{},
		analysis.Punchcard{},
		analysis.Calendar{},
		analysis.LongestRun{},
		analysis.WeeklyVolume{},
		analysis.Trend{},
		analysis.Distribution{},
		analysis.Timeline{},
		analysis.OnPlan{},
		analysis.Distribution{Classes: []analysis.Class{{Now: 3}}, Then: training.Some(analysis.Span{})},
		analysis.Timeline{From: 5, To: 2, Lanes: []analysis.Lane{{}}},
		analysis.Timeline{From: 5, To: 9, Lanes: []analysis.Lane{{}, {Events: []analysis.Event{{Day: 1}, {Day: 90, Best: true}}, Empty: training.Some(analysis.Span{From: -4, To: 400})}}},
		analysis.OnPlan{Weeks: []analysis.PlanWeek{{}, {Target: 2, RunDays: 9, Break: true}}},
		analysis.RouteGallery{Routes: []analysis.RouteShape{{}, {Outline: []training.Point{{}, {}}}}, NewGround: []analysis.MonthGround{{NewM: nan}}},
		analysis.Punchcard{Days: [7]analysis.PunchDay{{Usual: []analysis.PunchHour{{Hour: -5, Runs: 3}}, Actual: []analysis.PunchHour{{Hour: 9999}}}}},
		analysis.WeeklyVolume{Weeks: []analysis.WeekBar{{}}, LimitM: 1},
		analysis.LongestRun{Runs: []analysis.SpikePoint{{DistanceM: 5, LongestM: 1}}},
		analysis.Trend{Series: []analysis.TrendSeries{{}, {Points: []analysis.TrendPoint{{Value: training.Literal("x")}}}, {Points: []analysis.TrendPoint{{Value: training.Number(1)}}}}},
	}
	j := analysis.Judgement{}
	for _, c := range charts {
		j.Also = append(j.Also, analysis.Verdict{Rule: "unknown", Chart: c, Measures: []analysis.Measure{{}, {Value: training.Percent(nan), Limit: training.Percent(0)}}})
	}
	for _, write := range []func(io.Writer, Document) error{WriteHTML, WriteJSON, WriteText} {
		for _, j := range []analysis.Judgement{{}, j} {
			if got := written(t, write, Build(j, nil, nil, Options{})); got == "" {
				t.Error("an odd judgement gives no report")
			}
		}
	}
}
