package reports

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/simulation"
	"secondwind/internal/tone"
)

// readerKinds are the documents of the twelve kinds of readers, judged by the rules.
var readerKinds = sync.OnceValue(func() []readerKind {
	var all []readerKind
	for _, k := range simulation.Kinds() {
		j := analysis.Judge(analysis.Input{
			History: k.History, Profile: k.Profile, Past: k.Past, Said: k.Said,
			AsOf: k.Day, Today: k.Day, Current: true,
		})
		opt := Options{Athlete: "me", Version: "0.1.0", Receipt: k.Receipt, Share: k.Share}
		if k.Imperial {
			opt.Units, opt.Clock12 = Imperial, true
		}
		all = append(all, readerKind{k.Name, j, Build(j, analysis.Rules(), analysis.Fixes(), opt)})
	}
	return all
})

// readerKind is what a kind of reader reads.
type readerKind struct {
	name      string
	judgement analysis.Judgement
	document  Document
}

// kindHeadlines are the ruts that the kinds were made with.
var kindHeadlines = map[string]string{
	"returner": "return-after-break", "no-heart": "missed-weekdays", "miles": "session-spike",
	"fourteen-years": "missed-weekdays", "full-load": "stale-routes", "share": "stale-routes",
}

// TestKinds holds what each kind of reader reads. The plain texts were read as their
// runners would.
func TestKinds(t *testing.T) {
	for _, k := range readerKinds() {
		t.Run(k.name, func(t *testing.T) {
			headline := ""
			if k.judgement.Headline != nil {
				headline = k.judgement.Headline.Rule
			}
			if want := kindHeadlines[k.name]; headline != want {
				t.Errorf("the rut is %q, want %q", headline, want)
			}
			golden(t, "kinds/"+k.name+".txt", written(t, WriteText, k.document))
			sentences("", reflect.ValueOf(k.document.page), func(path, text string) {
				for _, complaint := range tone.Lint(text) {
					t.Errorf("%s: %s in %q", path, complaint, text)
				}
				if strings.Contains(text, "{}") {
					t.Errorf("%s: an empty slot in %q", path, text)
				}
			})
		})
	}
}
