package store

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

func decide(tb testing.TB, db *DB, id string, kind training.DecisionKind, value string) {
	tb.Helper()
	if err := db.Decide(context.Background(), me, training.Decision{Activity: id, Kind: kind, Value: value}); err != nil {
		tb.Fatal(err)
	}
}

func TestDecisions(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	decide(t, db, "b", training.OverruleSport, "walking")
	decide(t, db, "b", training.ExcludeActivity, "")
	decide(t, db, "a", training.SplitTwin, "")
	decide(t, db, "b", training.OverruleSport, "hiking")
	if err := db.Decide(ctx, "you", training.Decision{Activity: "b", Kind: training.SplitTwin}); err != nil {
		t.Fatal(err)
	}
	want := []training.Decision{
		{Activity: "a", Kind: training.SplitTwin},
		{Activity: "b", Kind: training.ExcludeActivity},
		{Activity: "b", Kind: training.OverruleSport, Value: "hiking"},
	}
	if got, err := db.Decisions(ctx, me); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}

	l := ledger(t, db)
	for _, c := range []struct {
		id    string
		kind  training.DecisionKind
		value string
		ok    bool
	}{
		{"b", training.OverruleSport, "hiking", true},
		{"a", training.SplitTwin, "", true},
		{"b", training.SplitTwin, "", false}, // what somebody else said
		{"c", training.SplitTwin, "", false},
	} {
		if value, ok := l.Decided(c.id, c.kind); value != c.value || ok != c.ok {
			t.Errorf("%s %s: got %q, %v, want %q, %v", c.id, c.kind, value, ok, c.value, c.ok)
		}
	}

	for _, want := range []bool{true, false} {
		if found, err := db.Undecide(ctx, me, "a", training.SplitTwin); err != nil || found != want {
			t.Errorf("got %v, %v, want %v", found, err, want)
		}
	}
	if got, err := db.Decisions(ctx, me); err != nil || !slices.Equal(got, want[1:]) {
		t.Errorf("then got %v, %v, want %v", got, err, want[1:])
	}
}

// What is said of fixes is kept by day, and of one day the later word stands.
func TestSayings(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	monday := training.NewDate(2026, time.November, 23)
	did := func(fix string, day training.Date) training.Decision {
		return training.Decision{Activity: fix, Kind: training.DidFix, Value: day.String()}
	}
	skipped := func(fix string, day training.Date) training.Decision {
		return training.Decision{Activity: fix, Kind: training.SkipFix, Value: day.String()}
	}
	for _, said := range [][]training.Decision{
		{did("new-route", monday), did("new-route", monday), skipped("easy-week", monday+2)},
		{did("new-route", monday+7)},
		{skipped("new-hour", monday), skipped("rest-days", monday)},
		{did("new-hour", monday)},
		{skipped("new-route", monday+7), did("easy-week", monday+1)},
	} {
		if err := db.Decide(ctx, me, said...); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Decide(ctx, "you", did("new-route", monday)); err != nil {
		t.Fatal(err)
	}
	want := []training.Saying{
		{Fix: "new-hour", Answer: training.Tried, Day: monday},
		{Fix: "new-route", Answer: training.Tried, Day: monday},
		{Fix: "rest-days", Answer: training.NotTried, Day: monday},
		{Fix: "easy-week", Answer: training.Tried, Day: monday + 1},
		{Fix: "easy-week", Answer: training.NotTried, Day: monday + 2},
		{Fix: "new-route", Answer: training.NotTried, Day: monday + 7},
	}
	if got, err := db.Sayings(ctx, me); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v\nwant %v", got, err, want)
	}
	if got, err := db.Decisions(ctx, me); err != nil || len(got) > 0 {
		t.Errorf("got %v, %v as said about activities", got, err)
	}
}

// Of what is said at once all is kept or nothing, and a day has to be one.
func TestDecideIsWholeOrAbsent(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	mute := training.Decision{Activity: "one-pace", Kind: training.MuteName}
	if err := db.Decide(ctx, me, mute, training.Decision{Activity: "new-route", Kind: training.DidFix, Value: "today"}); err == nil {
		t.Error("got no error for a day that is none")
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := db.Decide(ended, me, mute, mute); err == nil {
		t.Error("got no error once the context was over")
	}
	wantCounts(t, db, map[string]int{"decisions": 0})
	decide(t, db, "one-pace", training.MuteName, "")
	wantCounts(t, db, map[string]int{"decisions": 1})
}

func TestMuted(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	for _, name := range []string{"one-pace", "new-route", "one-pace"} {
		decide(t, db, name, training.MuteName, "")
	}
	if err := db.Decide(ctx, "you", training.Decision{Activity: "plateau", Kind: training.MuteName}); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Muted(ctx, me); err != nil || !slices.Equal(got, []string{"new-route", "one-pace"}) {
		t.Errorf("got %v, %v, want both, sorted", got, err)
	}
	if found, err := db.Undecide(ctx, me, "one-pace", training.MuteName); err != nil || !found {
		t.Errorf("got %v, %v, want it found", found, err)
	}
	if got, err := db.Muted(ctx, me); err != nil || !slices.Equal(got, []string{"new-route"}) {
		t.Errorf("got %v, %v, want what is left", got, err)
	}
	if got, err := db.Decisions(ctx, me); err != nil || len(got) > 0 {
		t.Errorf("got %v, %v as said about activities", got, err)
	}
}

func TestForget(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	gone, kept := madeFile(1, 50), madeFile(2, 30)
	twin := File{Path: "/export/phone.gpx", Hash: "phone", Outcome: training.FileTwin, Kept: gone.Path}
	write(t, db, gone, kept, twin)
	id := gone.Activities[0].ID
	decide(t, db, id, training.OverruleSport, "walking")
	if err := db.Forget(ctx, me, id); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, db, map[string]int{
		"files": 3, "paths": 3, "activities": 1, "laps": 5, "records": 30, "measures": 1, "efforts": 6, "ground": 1,
		"decisions": 2,
	})
	l := ledger(t, db)
	for _, id := range []string{id, training.ActivityID(me, twin.Hash, 0)} {
		if _, ok := l.Decided(id, training.ForgetActivity); !ok {
			t.Errorf("%s is not noted as forgotten", id)
		}
	}
	for _, path := range []string{gone.Path, twin.Path} {
		if f, ok := l.Payload(l.paths[path].hash); !ok || f.Outcome != training.FileNotActivity || f.Kind != KindForgotten || f.Kept != "" {
			t.Errorf("got %+v, %v, want a file that is known and forgotten", f, ok)
		}
	}
	if _, err := os.Stat(db.path + ".wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the log is still there: %v", err)
	}

	write(t, db, gone) // as after a new parse
	wantCounts(t, db, map[string]int{"files": 3, "activities": 1, "laps": 5, "records": 30, "measures": 1, "efforts": 6, "ground": 1})
}

// A file of several activities is stored as long as it has one.
func TestForgetOneOfSeveral(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	triathlon, other := madeFile(1, 10), madeFile(2, 10).Activities[0]
	other.ID, other.Session = training.ActivityID(me, triathlon.Hash, 1), 1
	triathlon.Activities = append(triathlon.Activities, other)
	write(t, db, triathlon)
	for i, want := range []training.FileOutcome{training.FileStored, training.FileNotActivity} {
		if err := db.Forget(ctx, me, triathlon.Activities[i].ID); err != nil {
			t.Fatal(err)
		}
		if f, _ := ledger(t, db).Payload(triathlon.Hash); f.Outcome != want {
			t.Errorf("with %d of two activities forgotten, the file is %s, want %s", i+1, f.Outcome, want)
		}
	}
}

// An activity that is not there, or is somebody else's, must not end the writing of
// others.
func TestForgetUnknown(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	write(t, db, madeFile(1, 10))
	for _, c := range []struct{ athlete, id string }{{me, "nothing"}, {"you", madeFile(1, 0).Activities[0].ID}} {
		if err := db.Forget(ctx, c.athlete, c.id); !errors.Is(err, ErrNoActivity) {
			t.Errorf("%v: got %v, want %v", c, err, ErrNoActivity)
		}
	}
	write(t, db, madeFile(2, 10))
	wantCounts(t, db, map[string]int{"activities": 2, "decisions": 0})
}

// The runner's word goes before what was worked out, and that before the file's.
func TestEffectiveSport(t *testing.T) {
	tests := []struct {
		name    string
		file    training.Sport
		source  training.SportSource
		call    training.SportCall
		overule string
		want    training.SportCall
	}{
		{
			"the file states it, nothing was worked out", training.Running, training.SportFromFile,
			training.SportCall{},
			"",
			training.SportCall{Sport: training.Running, SubSport: training.Trail, Source: training.SportFromFile, Confidence: 1},
		},
		{
			"nobody knows", "", "",
			training.SportCall{},
			"",
			training.SportCall{SubSport: training.Trail},
		},
		{
			"told by its movement", "", "",
			training.SportCall{Sport: training.Running, Source: training.SportFromMovement, Confidence: 0.8},
			"",
			training.SportCall{Sport: training.Running, Source: training.SportFromMovement, Confidence: 0.8},
		},
		{
			"the runner says otherwise", training.Running, training.SportFromFile,
			training.SportCall{Sport: training.Running, SubSport: training.Trail, Source: training.SportFromFile, Confidence: 1},
			"hiking",
			training.SportCall{Sport: training.Hiking, Source: training.SportFromRunner, Confidence: 1},
		},
		{
			"the runner agrees", "", "",
			training.SportCall{Sport: training.Running, SubSport: training.Track, Source: training.SportFromName, Confidence: 0.7},
			"running",
			training.SportCall{Sport: training.Running, SubSport: training.Track, Source: training.SportFromRunner, Confidence: 1},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, ctx := newDB(t), context.Background()
			f := madeFile(1, 10)
			a := &f.Activities[0]
			a.Activity.Sport, a.Activity.SportSource, a.Measures.Sport = test.file, test.source, test.call
			if test.overule != "" {
				decide(t, db, a.ID, training.OverruleSport, test.overule)
			}
			write(t, db, f)

			h, err := db.History(ctx, me)
			if err != nil {
				t.Fatal(err)
			}
			r := h.Runs[0]
			got := training.SportCall{Sport: r.Sport, SubSport: r.SubSport, Source: r.SportSource, Confidence: r.SportConfidence}
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if r.Measures.Sport != test.call {
				t.Errorf("got %+v as worked out, want %+v", r.Measures.Sport, test.call)
			}
			runs := 0
			if r.IsRun() {
				runs = 1
			}
			s, err := db.Status(ctx, me)
			if err != nil || s.Runs != runs || count(t, db, `SELECT count(*) FROM runs`) != runs {
				t.Errorf("got %d runs in the status, %v, want as many there and in the view: %d", s.Runs, err, runs)
			}
			n := count(t, db, `SELECT count(*) FROM all_activities WHERE sport = ? AND sub_sport = ? AND sport_source = ?
				AND sport_confidence = ? AND gear = ?`,
				string(got.Sport), string(got.SubSport), string(got.Source), got.Confidence, a.Activity.Gear)
			if n != 1 {
				t.Error("the view says something else")
			}
		})
	}
}

func TestWhatIsNotToCountCountsNowhere(t *testing.T) {
	for _, kind := range []training.DecisionKind{training.ExcludeActivity, training.ForgetActivity} {
		db, ctx := newDB(t), context.Background()
		files := madeFiles(2, 10)
		write(t, db, files...)
		decide(t, db, files[0].Activities[0].ID, kind, "")
		h, err := db.History(ctx, me)
		s, statusErr := db.Status(ctx, me)
		if err := errors.Join(err, statusErr); err != nil {
			t.Fatal(err)
		}
		if len(h.Runs) != 1 || s.Activities != 1 || s.Runs != 1 || count(t, db, `SELECT count(*) FROM runs`) != 1 {
			t.Errorf("%s: got %d runs in the history, %+v in the status", kind, len(h.Runs), s)
		}
		if n := count(t, db, `SELECT count(*) FROM all_activities WHERE excluded`); n != 1 {
			t.Errorf("%s: got %d excluded in the view, want 1", kind, n)
		}
	}
}

func TestLabels(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	files := madeFiles(3, 10)
	write(t, db, files[2], files[0], files[1])
	a := files[1].Activities[0]
	decide(t, db, a.ID, training.ExcludeActivity, "")
	decide(t, db, a.ID, training.OverruleSport, "walking")
	want := []Label{{
		ID: a.ID, Sport: training.Walking, Start: a.Activity.Start.Add(a.Local.Offset),
		DistanceM: a.Measures.DistanceM, Path: files[1].Path,
	}}
	if got, err := db.Labels(ctx, me, a.ID[:6]); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for _, c := range []struct {
		athlete, prefix string
		want            int
	}{{me, "", 3}, {me, "%", 0}, {"you", "", 0}} {
		if got, err := db.Labels(ctx, c.athlete, c.prefix); err != nil || len(got) != c.want {
			t.Errorf("%v: got %+v, %v, want %d", c, got, err, c.want)
		}
	}
}

func TestLedgerPathsAndFailed(t *testing.T) {
	db := newDB(t)
	f := madeFile(1, 10)
	copied := f
	copied.Path, copied.Outcome, copied.Activities = "/export/0.fit", training.FileKnown, nil
	bad := func(path, hash string) File {
		return File{Path: path, Hash: hash, Outcome: training.FileFailed, Reason: "cut off", Parser: 3}
	}
	write(t, db, f, copied, bad("/b.fit", "b"), bad("/a.fit", ""))
	l := ledger(t, db)
	if got, want := l.Paths(f.Hash), []string{"/export/0.fit", "/export/1.fit"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := l.Paths("nothing"); len(got) != 0 {
		t.Errorf("got %q for a payload that was never seen", got)
	}
	var paths []string
	for _, f := range l.Files() {
		paths = append(paths, f.Path)
	}
	if want := []string{"/a.fit", "/b.fit", f.Path}; !slices.Equal(paths, want) {
		t.Errorf("got the files %q, want %q", paths, want)
	}
	want := []SeenFile{
		{Path: "/a.fit", Outcome: training.FileFailed, Reason: "cut off", Parser: 3},
		{Path: "/b.fit", Hash: "b", Outcome: training.FileFailed, Reason: "cut off", Parser: 3},
	}
	if got := l.Files(training.FileFailed); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
