package analysis

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondwind/internal/simulation"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

var updateMemory = flag.Bool("update-memory", false, "write the transcripts of testdata/memory anew")

// The reports of a made runner, by their number.
const (
	memoryReports  = 16
	memoryRutted   = 6  // weeks from the plant of the rut to the first report
	reportTwice    = 3  // made on Monday and again on Thursday
	reportNotMade  = 8  // nobody makes it
	reportUnwatch  = 6  // whose advice is done without the watch, and the runner says so
	reportDeclined = 11 // whose advice the runner leaves out by word
)

// reader is a made runner who makes a report each Monday.
type reader struct {
	name    string
	follows func(report int) bool
	talks   bool // says so of what was done without the watch, or is left out

	sim    *simulation.Simulation
	runner simulation.Runner
	in     Input
	last   Judgement
	script strings.Builder
}

// newReader returns a runner whose routes have gone stale. The fixes that need other
// people or new things are muted, so that each of the others has its turns.
func newReader(name string, talks bool, follows func(int) bool) *reader {
	r := simulation.Healthy()[0]
	r.Attend, r.Ill, r.RaceGap, r.Treads, r.Trails = 1, 0, 0, 0, 0
	r.Turn = simulation.Anticlockwise
	f := &reader{name: name, talks: talks, follows: follows, sim: simulation.New(20261122, simulation.Monday(0))}
	f.sim.Weeks(r, simulation.Monday(0), simulation.SettledWeeks)
	r.Places = []simulation.Place{{Name: "river", Length: 1, Share: 0.92}, {Name: "park", Length: 0.9, Share: 0.08}}
	r.Explores, r.OneLoop = 0, true
	f.sim.Weeks(r, simulation.Monday(simulation.SettledWeeks), memoryRutted)
	f.runner = r
	f.in.Profile.Mute = []string{"point-to-point", "new-surface", "run-with-friend", "new-music"}
	return f
}

// reports makes all reports, and lives the weeks after them.
func (f *reader) reports(t *testing.T) {
	t.Helper()
	monday := simulation.Monday(simulation.SettledWeeks + memoryRutted)
	for n := range memoryReports {
		made := n != reportNotMade
		if made {
			f.report(t, monday)
		}
		if f.talks && n == reportDeclined {
			f.say(monday, training.NotTried)
			if f.follows(n) {
				f.report(t, monday) // there is something to follow
			}
		}
		f.sim.Weeks(f.runner, monday, 1)
		switch {
		case !made || !f.follows(n):
		case f.talks && n == reportUnwatch:
			f.say(monday+3, training.Tried)
		default:
			f.do(t, monday)
		}
		if n == reportTwice {
			f.report(t, monday+3)
		}
		monday += 7
	}
	f.report(t, monday)
	for _, line := range describeRecord(f.last.Record) {
		fmt.Fprintln(&f.script, line)
	}
}

// report judges a morning, writes down what a report would say, and remembers its
// suggestion as the store does.
func (f *reader) report(t *testing.T, day training.Date) {
	t.Helper()
	f.in.History, f.in.AsOf, f.in.Today, f.in.Current = simulation.UpTo(f.sim.History(), day), day, day, true
	j := Judge(f.in)
	checkJudgement(t, j)
	f.last = j
	fmt.Fprintf(&f.script, "%s %s: %s\n", strings.ToLower(day.Weekday().String()), day, j.Title)
	if l := j.LastTime; l != nil {
		f.write(t, "  last time: ", l.Text)
		f.write(t, "  ", l.Moved)
	}
	if j.Plan == nil {
		return
	}
	fmt.Fprintf(&f.script, "  this week: %s\n", j.Plan.Fix)
	f.write(t, "  ", j.PlanReason)
	s, _ := j.Suggestion()
	i := slices.IndexFunc(f.in.Past, func(p training.Suggestion) bool { return p.Week == s.Week })
	switch {
	case i < 0:
		f.in.Past = append(f.in.Past, s)
	case f.in.Past[i].Fix != s.Fix && len(f.in.Said) > 0 && f.in.Said[len(f.in.Said)-1] == (training.Saying{Fix: f.in.Past[i].Fix, Answer: training.NotTried, Day: day}):
		f.in.Past[i] = s
	}
}

// write adds a line to the transcript; its words keep the rules of wording.
func (f *reader) write(t *testing.T, before string, text training.Text) {
	t.Helper()
	for _, complaint := range tone.Lint(text.String()) {
		t.Errorf("%s: %s in %q", f.name, complaint, text)
	}
	if !text.Empty() {
		fmt.Fprintf(&f.script, "%s%s\n", before, text)
	}
}

func (f *reader) say(day training.Date, answer training.Answer) {
	fix := f.last.Plan.Fix
	f.in.Said = append(f.in.Said, training.Saying{Fix: fix, Answer: answer, Day: day})
	fmt.Fprintf(&f.script, "  the runner says of %s: %s\n", fix, answer)
}

// do makes the week from a Monday one in which the plan was followed. Of a fix that
// no run shows the runner says that it was done.
func (f *reader) do(t *testing.T, monday training.Date) {
	t.Helper()
	r, s := f.runner, f.sim
	switch plan := f.last.Plan; plan.Fix {
	case newRoute.Name:
		r.Explores = 1
		for _, day := range []training.Date{monday + 1, monday + 3} { // the one asked for, and one more
			s.Drop(day, day)
			s.Add(r, day, 18*60, simulation.Easy, r.KM)
		}
	case reverseRoute.Name:
		r.Places, r.Explores = r.Places[:1], 0
		if turn(plan.Param("turn")) == clockwise {
			r.Turn = simulation.Clockwise
		}
		s.Drop(monday+1, monday+1)
		s.Add(r, monday+1, 18*60, simulation.Easy, r.KM)
	case easyWeek.Name:
		from, errFrom := strconv.ParseFloat(plan.Param("from_m"), 64)
		to, errTo := strconv.ParseFloat(plan.Param("to_m"), 64)
		if errFrom != nil || errTo != nil {
			t.Fatalf("%s names %v", plan.Fix, plan.Params)
		}
		s.Stretch(monday, (from+to)/2/s.Volume(monday))
	case keepGoing.Name, intervalSession.Name: // the usual week has it
	default:
		f.say(monday+3, training.Tried)
	}
}

func everyOther(report int) bool { return report%2 == 0 }

// TestMemory lets three runners read sixteen weekly reports: one who follows the
// advice, one who never does, one who does so every other time. The transcripts were
// read as a runner would read them.
func TestMemory(t *testing.T) {
	for _, f := range []*reader{
		newReader("follows", true, func(int) bool { return true }),
		newReader("never", false, func(int) bool { return false }),
		newReader("half", true, everyOther),
	} {
		t.Run(f.name, func(t *testing.T) {
			f.reports(t)
			path := "testdata/memory/" + f.name + ".txt"
			if *updateMemory {
				if err := os.WriteFile(path, []byte(f.script.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got := f.script.String(); got != string(want) {
				t.Errorf("%s is another; read it after go test ./analysis -run Memory -update-memory:\n%s", path, got)
			}
		})
	}
}

// handCount is the record of the runner who follows every other report, counted by hand
// from testdata/memory/half.txt. Each line is a report that named a fix against stale
// routes: how many of the runs of eight weeks went to the top place on the Sunday before
// it and on the Sunday two weeks later.
//
//	week 14  new-route      did it         19 of 22  22 of 24  +5.3
//	week 15  new-route      did not        20 of 24  22 of 24  +8.3
//	week 16  reverse-route  did it         22 of 24  22 of 24   0
//	week 17  reverse-route  did not        22 of 24  22 of 24   0
//	week 18  five-whys      said so        22 of 24  21 of 24  -4.2
//	week 19  new-route      did it         22 of 24  20 of 24  -8.3
//	week 20  reverse-route  said so        21 of 24  20 of 24  -4.2
//	week 21  new-route      did not        20 of 24  22 of 24  +8.3
//	week 22  no report
//	week 23  reverse-route  did not        22 of 24  20 of 24  -8.3
//	week 24  new-route      did it         22 of 24  20 of 24  -8.3
//	week 25  new-route      said that not  20 of 24  20 of 24   0
//	week 26  reverse-route  did it         20 of 24  21 of 24  +4.2
//	week 27  reverse-route  did not        20 of 24  21 of 24  +4.2
//	week 28  reverse-route  did it         21 of 24  21 of 24   0
//	week 29  reverse-route  did not        its two weeks are not over
//
// Done: new-route +5.3, -8.3, -8.3; reverse-route 0, -4.2, +4.2, 0; five-whys -4.2. Not
// done: +8.3, 0, +8.3, -8.3, 0, +4.2, the middle between 0 and 4.2. The second report of
// week 17 counts for nothing.
var handCount = []string{
	"record: 15 weeks from 2024-04-08",
	"record: stale-routes reverse-route tried 4, not 4, cannot tell 0; with: by 0%, the middle of 4 weeks; without: by 2.1%, the middle of 6 weeks",
	"record: stale-routes new-route tried 3, not 3, cannot tell 0; with: by -8.3%, the middle of 3 weeks; without: by 2.1%, the middle of 6 weeks",
	"record: stale-routes five-whys tried 1, not 0, cannot tell 0; with: by -4.2%, in one week; without: by 2.1%, the middle of 6 weeks",
}

func TestRecordByHandCount(t *testing.T) {
	f := newReader("half", true, everyOther)
	f.reports(t)
	if got := describeRecord(f.last.Record); !slices.Equal(got, handCount) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(handCount, "\n"))
	}
}
