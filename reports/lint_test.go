package reports

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// banned are the words that no sentence of the product may hold: they blame,
// belittle or alarm.
var banned = regexp.MustCompile(`(?i)\b(just|only|simply|fail(ed|ure)|lazy|should|must|unproductive|excuses?|guilty|injury risk|overtrained)\b|!`)

// maxGrade is the highest Flesch–Kincaid grade of a text.
const maxGrade = 8

// names are words that a sentence quotes and does not choose.
var names = regexp.MustCompile(`report --\S+|\S+\.(fit|gpx)\S*|“[^”]*”|\([^)]*\)|https?://\S+`)

// lint returns what a text has against the rules of wording.
func lint(s string) []string {
	s = names.ReplaceAllString(plain(s), "")
	var found []string
	for _, w := range banned.FindAllString(s, -1) {
		found = append(found, "the word "+w)
	}
	for _, r := range s {
		if unicode.In(r, unicode.So) && r != '…' {
			found = append(found, "the sign "+string(r))
		}
	}
	if g := grade(s); g > maxGrade {
		found = append(found, "too hard to read")
	}
	return found
}

// grade is the Flesch–Kincaid grade of a text. Fragments under twenty words have
// none: a label is no sentence.
func grade(s string) float64 {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) < 20 {
		return 0
	}
	sentences := max(1, strings.Count(s, ". ")+strings.Count(s, "; ")+strings.Count(s, ": ")+strings.Count(s, "? ")+1)
	syllables := 0
	for _, w := range words {
		syllables += syllablesOf(strings.ToLower(w))
	}
	n := float64(len(words))
	return 0.39*n/float64(sentences) + 11.8*float64(syllables)/n - 15.59
}

// syllablesOf counts groups of vowels, without a silent e at the end.
func syllablesOf(w string) int {
	n, vowel := 0, false
	for _, r := range w {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") && n > 1 {
		n--
	}
	return max(1, n)
}

// sentences returns every text of a page by the path of its field.
func sentences(path string, v reflect.Value, visit func(path, text string)) {
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			sentences(path, v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			sentences(path, v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Options" && name != "Path" && name != "Code" && name != "Command" && name != "URL" {
				sentences(path+"."+name, v.Field(i), visit)
			}
		}
	}
}

// TestWords lints every text of every sample: the package's own words, and those
// of the samples, which stand for the rules'.
func TestWords(t *testing.T) {
	for _, s := range samples() {
		if s.name == "empty" {
			s.opt.Receipt = training.Some(sampleReceipt())
		}
		n := 0
		sentences("", reflect.ValueOf(s.build().page), func(path, text string) {
			n++
			for _, complaint := range lint(text) {
				t.Errorf("%s%s: %s in %q", s.name, path, complaint, text)
			}
		})
		if n < 50 {
			t.Errorf("%s: only %d texts were read", s.name, n)
		}
	}
	for _, fixed := range []string{lasting(sampleRules()[0].Lasting), lasting(sampleRules()[3].Lasting), needs(sampleRules()[3].Needs, nil)} {
		for _, complaint := range lint(fixed) {
			t.Errorf("%s in %q", complaint, fixed)
		}
	}
}

// TestRuleWords lints what every rule and fix says of itself.
func TestRuleWords(t *testing.T) {
	check := func(name string, texts ...string) {
		for _, text := range texts {
			for _, complaint := range lint(text) {
				t.Errorf("%s: %s in %q", name, complaint, text)
			}
		}
	}
	for _, r := range analysis.Rules() {
		check(r.Name, r.Title, r.Summary, r.Why, r.Counts, r.Limits, r.Caveat, r.Headline.Name)
		for _, e := range r.Evidence {
			check(r.Name, e.Cite)
		}
	}
	for _, f := range analysis.Fixes() {
		check(f.Name, f.Title)
	}
}

func TestLint(t *testing.T) {
	for text, want := range map[string]int{
		"You must try harder!":                      2,
		"It is just a run.":                         1,
		"A calm sentence.":                          0,
		"It is “Only Tuesday” again.":               0,
		"Justice and injury are not what it means.": 0,
		"Notwithstanding considerable methodological heterogeneity, epidemiological investigations consistently demonstrate statistically significant associations between accumulated longitudinal training exposure and subsequent musculoskeletal complications in recreational populations worldwide": 1,
	} {
		if got := lint(text); len(got) != want {
			t.Errorf("%q: got %q, want %d complaints", text, got, want)
		}
	}
}
