package reports

import (
	"reflect"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

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
			for _, complaint := range tone.Lint(text) {
				t.Errorf("%s%s: %s in %q", s.name, path, complaint, text)
			}
		})
		if n < 50 {
			t.Errorf("%s: only %d texts were read", s.name, n)
		}
	}
	for _, fixed := range []string{lasting(sampleRules()[0].Lasting), lasting(sampleRules()[3].Lasting), needs(sampleRules()[3].Needs, nil)} {
		for _, complaint := range tone.Lint(fixed) {
			t.Errorf("%s in %q", complaint, fixed)
		}
	}
}

// TestRuleWords lints what every rule and fix says of itself.
func TestRuleWords(t *testing.T) {
	check := func(name string, texts ...string) {
		for _, text := range texts {
			for _, complaint := range tone.Lint(text) {
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
