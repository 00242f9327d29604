package main

import (
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/profile"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// sampleFlags are those of a call on a database of the sample data.
func sampleFlags(t *testing.T) *flags {
	t.Helper()
	dir := t.TempDir()
	f := &flags{Format: "html", Out: filepath.Join(dir, "page.html"), file: &profile.File{}}
	f.DB, f.Athlete = filepath.Join(dir, "sample.duckdb"), cli.DefaultAthlete
	takeIn(t, f.DB, "../../sample-data/export")
	return f
}

// on is a call of the present on a day.
func on(day training.Date) period { return period{asOf: day, today: day, current: true} }

// remembered returns what the database holds of suggestions and of what was said.
func remembered(t *testing.T, f *flags) ([]training.Suggestion, []training.Saying) {
	t.Helper()
	db, err := store.Open(t.Context(), f.DB, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	past, err := db.Suggestions(t.Context(), f.Athlete)
	if err != nil {
		t.Fatal(err)
	}
	said, err := db.Sayings(t.Context(), f.Athlete)
	if err != nil {
		t.Fatal(err)
	}
	return past, said
}

// A suggestion that is skipped gives way to the one of the next report, and what is
// done stands with its day.
func TestSaidOfTheSuggestion(t *testing.T) {
	f, monday := sampleFlags(t), training.NewDate(2026, time.November, 16)
	report := func(day training.Date) string {
		t.Helper()
		if err := f.report(t.Context(), on(day), io.Discard, io.Discard); err != nil {
			t.Fatal(err)
		}
		past, _ := remembered(t, f)
		if len(past) != 1 {
			t.Fatalf("got %d suggestions of one week", len(past))
		}
		return past[0].Fix
	}
	say := func(day training.Date, did, skip []string) string {
		t.Helper()
		f.Did, f.Skip = did, skip
		var out strings.Builder
		if err := f.note(t.Context(), on(day), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}

	first := report(monday)
	said := say(monday, []string{first}, nil)
	if want := first + ", done on 16 November 2026. The next report counts it.\n"; !strings.Contains(said, want) {
		t.Errorf("got %q, want %q", said, want)
	}
	if fix := report(monday + 1); fix != first {
		t.Errorf("once done, %s has given way to %s", first, fix)
	}
	said = say(monday+1, nil, []string{first})
	if want := first + ", not this week. The next report leaves it out and names another.\n"; !strings.Contains(said, want) {
		t.Errorf("got %q, want %q", said, want)
	}
	second := report(monday + 1)
	if second == first {
		t.Errorf("once skipped, %s is still the suggestion of the week", first)
	}
	if third := report(monday + 2); third != second {
		t.Errorf("got %s in the next report, want %s to stand", third, second)
	}

	said = say(monday+30, []string{second}, nil)
	if want := "No report of the last two weeks suggested it"; !strings.Contains(said, want) {
		t.Errorf("got %q, want %q", said, want)
	}

	_, sayings := remembered(t, f)
	want := []training.Saying{
		{Fix: first, Answer: training.Tried, Day: monday},
		{Fix: first, Answer: training.NotTried, Day: monday + 1},
		{Fix: second, Answer: training.Tried, Day: monday + 30},
	}
	if !slices.Equal(sayings, want) {
		t.Errorf("got %v, want %v", sayings, want)
	}
}

// What is muted is what was said and then that of the profile, each once; a name that
// is none any more is passed over.
func TestMutedNamesAreJoined(t *testing.T) {
	stated := training.Profile{Mute: []string{"plateau", "new-route"}}
	k := knowledge{muted: []string{"gone-rule", "new-route", "one-pace"}}
	if got, want := k.input(stated, period{}).Profile.Mute, []string{"one-pace", "plateau", "new-route"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if want := []string{"plateau", "new-route"}; !slices.Equal(stated.Mute, want) {
		t.Errorf("the profile was changed to %v", stated.Mute)
	}
}

func TestInputTellsWhatWasSaid(t *testing.T) {
	said := []training.Saying{{Fix: "new-route", Answer: training.Tried, Day: 7}}
	past := []training.Suggestion{{Fix: "new-route"}}
	in := knowledge{said: said, past: past}.input(training.Profile{}, on(9))
	if !slices.Equal(in.Said, said) || !reflect.DeepEqual(in.Past, past) || in.AsOf != 9 || in.Today != 9 || !in.Current {
		t.Errorf("got %+v", in)
	}
}

func TestNear(t *testing.T) {
	names := []string{"easy-week", "flexible-week", "new-hour", "new-route", "reverse-route"}
	tests := []struct {
		name string
		want []string
	}{
		{"new-rout", []string{"new-route"}},
		{"new-uroute", []string{"new-route"}},
		{"nwe-route", []string{"new-route"}},
		{"new-ho", []string{"new-hour"}},
		{"week", []string{"easy-week", "flexible-week"}},
		{"route", []string{"new-route", "reverse-route"}},
		{"ne", nil},
		{"", nil},
		{"sore-knee", nil},
	}
	for _, test := range tests {
		if got := near(test.name, names); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.name, got, test.want)
		}
	}
}
