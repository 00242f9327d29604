package analysis

import (
	"slices"
	"testing"

	"secondwind/internal/tone"
)

// TestAdviceIsTraced holds that every piece of advice leads to a fix or says what the
// product does instead, and that it reads as all else does.
func TestAdviceIsTraced(t *testing.T) {
	for _, a := range AllAdvice() {
		if a.Says == "" || len(a.Fixes) > 0 == (a.Instead != "") {
			t.Errorf("%s: %q leads to %d fixes and to %q", a.Article.Short, a.Says, len(a.Fixes), a.Instead)
		}
		for _, complaint := range append(tone.Lint(a.Says), tone.Lint(a.Instead)...) {
			t.Errorf("%s: %q: %s", a.Article.Short, a.Says, complaint)
		}
	}
}

// TestFixesNameTheirArticles holds that a fix names the articles whose advice leads to
// it, and no other.
func TestFixesNameTheirArticles(t *testing.T) {
	advised := map[string][]string{}
	for _, a := range AllAdvice() {
		for _, name := range a.Fixes {
			advised[name] = append(advised[name], a.Article.Short)
		}
	}
	for _, f := range Fixes() {
		var from []string
		for _, a := range f.From {
			from = append(from, a.Short)
		}
		slices.Sort(from)
		want := slices.Clone(advised[f.Name])
		slices.Sort(want)
		if want = slices.Compact(want); !slices.Equal(from, want) {
			t.Errorf("%s names the articles %v, and those that advise it are %v", f.Name, from, want)
		}
	}
}
