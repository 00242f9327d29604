package receipt

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"testing"

	"secondwind/internal/training"
)

func TestCauses(t *testing.T) {
	got := Causes([]training.Failure{
		{Path: "a", Reason: "cut off", Hint: "copy it"},
		{Path: "b", Reason: "broken", Hint: "export it"},
		{Path: "c", Reason: "cut off", Hint: "wait"},
		{Path: "d", Reason: "broken", Hint: "export it"},
	})
	want := []Cause{
		{"broken", "export it", []string{"b", "d"}},
		{"cut off", "copy it", []string{"a"}},
		{"cut off", "wait", []string{"c"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDoubts(t *testing.T) {
	got := Doubts([]training.Doubt{
		{Path: "a", Code: training.Repaired, Detail: "3 characters"},
		{Path: "b", Code: training.Truncated, Detail: "after 10 bytes"},
		{Path: "b", Code: training.Truncated, Detail: "after 10 bytes"}, // its second session
		{Path: "b", Code: training.Truncated, Detail: "after 12 bytes"},
		{Path: "c", Code: training.Truncated},
	})
	want := []Doubt{
		{doubtWords[training.Truncated], []DoubtfulFile{{"b", []string{"after 10 bytes", "after 12 bytes"}}, {"c", nil}}},
		{doubtWords[training.Repaired], []DoubtfulFile{{"a", []string{"3 characters"}}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A doubt that has a name has words.
func TestEveryDoubtHasWords(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../training/activity.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) == 0 {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "WarningCode" {
			return true
		}
		code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if codes++; doubtWords[training.WarningCode(code)] == "" {
			t.Errorf("%s has no words", code)
		}
		return true
	})
	if codes < 10 {
		t.Errorf("found %d codes", codes)
	}
	if got, want := doubt("new-doubt"), "new doubt"; got != want {
		t.Errorf("an unknown code: got %q, want %q", got, want)
	}
}

func TestKinds(t *testing.T) {
	got := Kinds(map[string]int{"settings": 2, "course": 2, "monitoring": 7})
	if want := []Kind{{"monitoring", 7}, {"course", 2}, {"settings", 2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestGuesses(t *testing.T) {
	guess := func(path string, sport training.Sport, source training.SportSource, confidence float64) training.Guess {
		return training.Guess{Path: path, Sport: sport, Source: source, Confidence: confidence}
	}
	walk := guess("walk", training.Walking, training.SportFromMovement, 0.7)
	steps := guess("steps", training.Running, training.SportFromMovement, 0.95)
	named := guess("named", training.Running, training.SportFromName, 0.9)
	speed := guess("speed", training.Running, training.SportFromMovement, 0.9)
	mixed := guess("mixed", training.Running, training.SportFromMovement, 0.8)
	got := Guesses([]training.Guess{walk, steps, named, mixed, speed})
	want := []Guess{
		{"taken for a run by its speed and cadence (likely)", []training.Guess{mixed}},
		{"taken for a run by its name (very likely)", []training.Guess{named}},
		{"taken for a run by its speed and cadence (very likely)", []training.Guess{steps, speed}},
		{"taken for a walk by its speed and cadence (perhaps)", []training.Guess{walk}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNoun(t *testing.T) {
	for sport, want := range map[training.Sport]string{
		training.Running:       "a run",
		training.Cycling:       "a ride",
		"":                     "an activity of no known sport",
		"cross_country_skiing": "an activity of cross country skiing",
	} {
		if got := withArticle(Noun(sport)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
