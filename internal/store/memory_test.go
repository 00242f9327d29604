package store

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestReceipt(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	if _, ok, err := db.LastReceipt(ctx, me); ok || err != nil {
		t.Errorf("got one, %v, before the first", err)
	}
	want := training.Receipt{
		At: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC), Files: 3, Stored: 1, Failed: 1, Known: 1, Activities: 1,
		Failures: []training.Failure{{Path: "/a\xe4.fit", Reason: "cut off", Hint: "copy it again"}},
		Kinds:    map[string]int{"monitoring": 2}, Seconds: 1.5,
	}
	for _, files := range []int{9, 3} {
		want.Files = files
		if err := db.PutReceipt(ctx, me, want); err != nil {
			t.Fatal(err)
		}
	}
	want.Failures[0].Path = "/a\uFFFD.fit"
	got, ok, err := db.LastReceipt(ctx, me)
	if !ok || err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, %v\nwant %+v", got, ok, err, want)
	}
	if _, ok, err := db.LastReceipt(ctx, "you"); ok || err != nil {
		t.Errorf("got the receipt of another athlete, %v", err)
	}
}

func TestFirstSuggestionOfAWeekStands(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	week := training.NewDate(2026, time.November, 18).Week()
	first := training.Suggestion{
		Read: training.NewDate(2026, time.November, 23), Subject: []training.Param{{Name: "weekday", Value: "thursday"}},
		Week: week, Rule: "stale-routes", Fix: "new-route", Headline: 0.6,
		Params: []training.Param{{Name: "weekday", Value: "wednesday"}, {Name: "route", Value: `"a"`}},
	}
	other := first
	other.Fix = "reverse-route"
	earlier := training.Suggestion{Week: week.Add(-60), Rule: "progress", Fix: "look-back", Headline: math.NaN()}
	for _, s := range []training.Suggestion{first, other, earlier} {
		if err := db.AddSuggestion(ctx, me, s); err != nil {
			t.Fatal(err)
		}
	}
	earlier.Headline = 0 // nothing could be measured
	got, err := db.Suggestions(ctx, me)
	if want := []training.Suggestion{earlier, first}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if got, err := db.Suggestions(ctx, "you"); err != nil || len(got) != 0 {
		t.Errorf("got %+v, %v of another athlete", got, err)
	}
}

// The suggestion of a week gives way to another once the runner has skipped its fix.
func TestSkippedSuggestionGivesWay(t *testing.T) {
	monday := training.NewDate(2026, time.November, 23)
	tests := []struct {
		name string
		said []training.Decision
		next string // the fix of the second report
		want bool   // it stands in for the first
	}{
		{"nothing said", nil, "reverse-route", false},
		{"skipped on the day", skips("new-route", monday), "reverse-route", true},
		{"skipped later", skips("new-route", monday+3), "reverse-route", true},
		{"skipped before it was read", skips("new-route", monday-1), "reverse-route", false},
		{"another fix skipped", skips("reverse-route", monday), "new-hour", false},
		{"skipped, and nothing else to suggest", skips("new-route", monday), "new-route", false},
		{"done", []training.Decision{{Activity: "new-route", Kind: training.DidFix, Value: monday.String()}}, "reverse-route", false},
		{
			"skipped, and done after all",
			append(skips("new-route", monday), training.Decision{Activity: "new-route", Kind: training.DidFix, Value: (monday + 1).String()}),
			"reverse-route", false,
		},
		{
			"done, and then no more",
			append(skips("new-route", monday+1), training.Decision{Activity: "new-route", Kind: training.DidFix, Value: monday.String()}),
			"reverse-route", true,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, ctx := newDB(t), context.Background()
			first := training.Suggestion{Week: (monday - 1).Week(), Read: monday, Rule: "stale-routes", Fix: "new-route"}
			earlier := first
			earlier.Week, earlier.Read = first.Week.Add(-1), monday-7
			second := first
			second.Read, second.Fix = monday+4, test.next
			addErr := errors.Join(db.AddSuggestion(ctx, me, earlier), db.AddSuggestion(ctx, me, first), db.AddSuggestion(ctx, "you", first))
			saidErr := errors.Join(db.Decide(ctx, me, test.said...), db.Decide(ctx, "you", skips("new-route", monday)...))
			if err := errors.Join(addErr, saidErr, db.AddSuggestion(ctx, me, second)); err != nil {
				t.Fatal(err)
			}
			want := []training.Suggestion{earlier, first}
			if test.want {
				want[1] = second
			}
			if got, err := db.Suggestions(ctx, me); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, want)
			}
			if got, err := db.Suggestions(ctx, "you"); err != nil || !reflect.DeepEqual(got, []training.Suggestion{first}) {
				t.Errorf("got %+v, %v of another athlete", got, err)
			}
		})
	}
}

// So it does once the runner has muted its fix or its rule.
func TestMutedSuggestionGivesWay(t *testing.T) {
	monday := training.NewDate(2026, time.November, 23)
	first := training.Suggestion{Week: (monday - 1).Week(), Read: monday, Rule: "stale-routes", Fix: "new-route"}
	tests := []struct {
		name  string
		muted []string
		next  string
		want  bool // the second stands in for the first
	}{
		{"nothing", nil, "reverse-route", false},
		{"the fix", []string{"easy-week", "new-route"}, "reverse-route", true},
		{"the rule", []string{"stale-routes"}, "reverse-route", true},
		{"others", []string{"easy-week", "one-pace"}, "reverse-route", false},
		{"the rule, and another leads to the same fix", []string{"stale-routes"}, "new-route", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, ctx := newDB(t), context.Background()
			earlier, second := first, first
			earlier.Week, earlier.Read = first.Week.Add(-1), monday-7
			second.Rule, second.Fix = "same-distance", test.next
			want := []training.Suggestion{earlier, first}
			if test.want {
				want[1] = second
			}
			if err := errors.Join(db.AddSuggestion(ctx, me, earlier), db.AddSuggestion(ctx, me, first), db.AddSuggestion(ctx, me, second, test.muted...)); err != nil {
				t.Fatal(err)
			}
			if got, err := db.Suggestions(ctx, me); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func skips(fix string, day training.Date) []training.Decision {
	return []training.Decision{{Activity: fix, Kind: training.SkipFix, Value: day.String()}}
}

func TestPutMeasures(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	files := madeFiles(4, 10)
	files[2].Activities[0].Measures = nil
	write(t, db, files...)
	last := files[3].Activities[0]
	a, b, unmeasured := files[0].Activities[0], files[1].Activities[0], files[2].Activities[0]

	newer := *madeFile(77, 0).Activities[0].Measures
	newer.Version = 4
	local := training.LocalOffset{Offset: -5 * time.Hour, Source: training.DeviceOffset}
	later := newer
	later.Version = 9
	if err := db.PutMeasures(ctx, []Measured{{a.ID, local, newer}, {last.ID, local, later}}); err != nil {
		t.Fatal(err)
	}
	for version, want := range map[int][]string{
		1: {unmeasured.ID}, 3: {unmeasured.ID}, 4: {b.ID, unmeasured.ID}, 5: {a.ID, b.ID, unmeasured.ID},
	} {
		if got, err := db.Outdated(ctx, me, version); err != nil || !slices.Equal(got, want) {
			t.Errorf("outdated for version %d: got %v, %v, want %v", version, got, err, want)
		}
	}
	h, err := db.History(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(h.Runs[0].Measures, newer) || h.Runs[0].Local != local {
		t.Errorf("got %+v\nwant %+v", h.Runs[0].Measures, newer)
	}
	if !reflect.DeepEqual(h.Runs[3].Measures, later) {
		t.Errorf("got %+v\nwant %+v", h.Runs[3].Measures, later)
	}
	if !reflect.DeepEqual(h.Runs[1].Measures, *b.Measures) {
		t.Error("the measures of another activity have changed")
	}
	wantCounts(t, db, map[string]int{"measures": 4, "efforts": 18, "ground": 3, "records": 40, "laps": 20})
}

func TestUnknownActivity(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	_, recordsErr := db.Records(ctx, "nothing")
	_, activityErr := db.Activity(ctx, "nothing")
	for _, err := range []error{recordsErr, activityErr, db.PutMeasures(ctx, []Measured{{ID: "nothing"}})} {
		if !errors.Is(err, ErrNoActivity) {
			t.Errorf("got %v, want %v", err, ErrNoActivity)
		}
	}
}

func TestStatus(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	empty, err := db.Status(ctx, me)
	if err != nil || empty.Activities != 0 || empty.First.OK() || empty.SizeBytes == 0 {
		t.Errorf("got %+v, %v of an empty database", empty, err)
	}
	files := madeFiles(3, 10)
	files[1].Activities[0].Activity.Sport = training.Cycling
	files[1].Activities[0].Activity.Start = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	// Late in the evening in UTC, next day on the clock of the runner.
	files[2].Activities[0].Activity.Start = time.Date(2024, 2, 1, 23, 0, 0, 0, time.UTC)
	failed := File{Path: "/bad.fit", Hash: "bad", Outcome: training.FileFailed}
	write(t, db, append(files, failed)...)
	got, err := db.Status(ctx, me)
	want := Status{
		Path: db.path, SizeBytes: got.SizeBytes, Activities: 3, Runs: 2, Records: 30,
		Files: map[training.FileOutcome]int{training.FileStored: 3, training.FileFailed: 1},
		First: training.Some(training.NewDate(2024, time.January, 2)),
		Last:  training.Some(training.NewDate(2024, time.February, 2)),
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}
