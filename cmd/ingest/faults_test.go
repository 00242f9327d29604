package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"text/tabwriter"
	"time"

	"secondwind/internal/cli"
)

// rounds is how often each fault is brought about. "make faults" has it high, and
// prints the table.
var rounds = flag.Int("rounds", 1, "how often each fault is brought about")

// fault is something that can go wrong while the programs work. A round brings it
// about on a database of its own that holds the first files, which were acknowledged.
type fault struct {
	name  string
	round func(*lab, *round)
	skip  func() string // says why it cannot be brought about here; nil if it can
}

var faults = []fault{
	{"ingest killed", ingestKilled, nil},
	{"report killed", reportKilled, nil},
	{"backup killed", backupKilled, nil},
	{"restore killed", restoreKilled, nil},
	{"upgrade killed", upgradeKilled, nil},
	{"two ingests at once", twoIngests, nil},
	{"ingest beside report", ingestBesideReport, nil},
	{"too few file handles", fewHandles, noShell},
	{"full disk: ingest", diskFullIngest, noDisk},
	{"full disk: backup", diskFullBackup, noDisk},
	{"read-only disk", readOnlyDisk, noDisk},
}

// TestFaults injects faults and looks at what is left: every activity whole, every
// acknowledged file there, and a rerun that ends as if nothing had been.
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and builds the other program")
	}
	l := newLab(t)
	table := &bytes.Buffer{}
	w := tabwriter.NewWriter(table, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "fault\trounds\ttook effect\tlost\twrong\t")
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			if f.skip != nil {
				if why := f.skip(); why != "" {
					fmt.Fprintf(w, "%s\t0\t0\tnot tried: %s\t\t\n", f.name, why)
					t.Skip(why)
				}
			}
			sum := round{}
			for range *rounds {
				r := l.round(t)
				f.round(l, r)
				sum.struck += r.struck
				sum.lost += r.lost
				sum.wrong += r.wrong
				if err := os.RemoveAll(r.dir); err != nil {
					t.Error(err)
				}
			}
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", f.name, *rounds, sum.struck, sum.lost, sum.wrong)
		})
	}
	w.Flush()
	fmt.Print(table)
}

// The made files: those that are acknowledged before a fault, and the rest. They are
// enough for several transactions.
const (
	firstRuns, restRuns = 12, 60
	pointsOfRun         = 400
)

// lab is what all rounds share.
type lab struct {
	t      *testing.T
	rng    *rand.Rand
	report string // program
	ingest string // program, which this test program is under that name
	inbox  string // folder of all files
	first  string // folder in it of those that are acknowledged
	base   string // database that holds those
	whole  string // database that holds all
	want   checkedJSON
}

func newLab(t *testing.T) *lab {
	t.Helper()
	dir := t.TempDir()
	l := &lab{
		t: t, rng: rand.New(rand.NewPCG(uint64(*rounds), 22)), inbox: filepath.Join(dir, "inbox"),
		report: filepath.Join(dir, "report"), ingest: filepath.Join(dir, "ingest"),
	}
	self, err := os.Executable()
	if err := errors.Join(err, os.Symlink(self, l.ingest)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", l.report, "../report").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	l.first = filepath.Join(l.inbox, "first")
	for i := range firstRuns + restRuns {
		folder := l.first
		if i >= firstRuns {
			folder = filepath.Join(l.inbox, "rest")
		}
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.gpx", i)), longGPX(i), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := age(l.inbox); err != nil {
		t.Fatal(err)
	}
	l.base, l.whole = filepath.Join(dir, "base.duckdb"), filepath.Join(dir, "whole.duckdb")
	r := &round{t: t, lab: l, dir: dir}
	r.must(cli.OK, r.ingest(l.base, l.first))
	r.must(cli.OK, r.ingest(l.whole, l.inbox))
	l.want = r.check(l.whole)
	if l.want.Activities != firstRuns+restRuns {
		t.Fatalf("got %+v, want every file stored", l.want)
	}
	return l
}

// longGPX is a run of a day of its own.
func longGPX(day int) []byte {
	var b bytes.Buffer
	b.WriteString(`<gpx version="1.1" creator="made"><trk><type>running</type><trkseg>`)
	start := time.Date(2026, 3, 1, 7, 0, 0, 0, time.UTC).AddDate(0, 0, day)
	for i := range pointsOfRun {
		fmt.Fprintf(&b, `<trkpt lat="%.6f" lon="-140"><ele>%d</ele><time>%s</time></trkpt>`,
			10+float64(i)*3e-5, 100+i%9, start.Add(time.Duration(i)*time.Second).Format(time.RFC3339))
	}
	b.WriteString(`</trkseg></trk></gpx>`)
	return b.Bytes()
}

// round is one try of a fault.
type round struct {
	t   *testing.T
	lab *lab
	dir string
	db  string // holds the first files

	struck, lost, wrong int
}

func (l *lab) round(t *testing.T) *round {
	t.Helper()
	dir, err := os.MkdirTemp("", "second-wind-fault-*")
	if err != nil {
		t.Fatal(err)
	}
	r := &round{t: t, lab: l, dir: dir}
	r.db = r.copy(l.base, filepath.Join(dir, "runs.duckdb"))
	return r
}

// copy copies a file and returns the name of the copy.
func (r *round) copy(from, to string) string {
	data, err := os.ReadFile(from)
	if err := errors.Join(err, os.WriteFile(to, data, 0o600)); err != nil {
		r.t.Fatal(err)
	}
	return to
}

// amiss notes what is wrong.
func (r *round) amiss(format string, args ...any) {
	r.wrong++
	r.t.Errorf(format, args...)
}

// ended is how a program came to its end.
type ended struct {
	code         int // -1 where it was killed
	stdout, said string
	took         time.Duration
}

// start runs a program, which is killed when ctx ends, and gives its end on a channel.
func (r *round) start(ctx context.Context, program string, args ...string) <-chan ended {
	cmd := exec.CommandContext(ctx, program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+filepath.Join(r.dir, "no-settings"), "XDG_DATA_HOME="+filepath.Join(r.dir, "data"))
	done := make(chan ended, 1)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	go func() {
		err := cmd.Wait()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) && ctx.Err() == nil {
			fmt.Fprintln(&stderr, err)
		}
		done <- ended{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String(), time.Since(began)}
	}()
	return done
}

// ingest takes paths in, or does what flags say.
func (r *round) ingest(db string, args ...string) ended {
	return <-r.start(context.Background(), r.lab.ingest, append([]string{"--db", db, "--json"}, args...)...)
}

func (r *round) must(code int, e ended) ended {
	r.t.Helper()
	if e.code != code {
		r.amiss("got exit code %d, want %d: %s", e.code, code, e.said)
	}
	return e
}

// killed runs a program and kills it: every other time at a random moment of its usual
// time, else before one of the calls by which it changes files, where little time
// passes and much can go wrong. The latter needs strace.
func (r *round) killed(usual time.Duration, program string, args ...string) ended {
	ctx, cancel := context.WithTimeout(context.Background(), forever)
	defer cancel()
	if tracer, err := exec.LookPath("strace"); err == nil && r.lab.rng.IntN(2) == 0 {
		// Calls are counted by thread, so a small number is often met and a large one seldom.
		n := 1 + r.lab.rng.IntN(1<<r.lab.rng.IntN(mostCallsLog2))
		args = append([]string{
			"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + changingCalls,
			"-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", changingCalls, n), program,
		}, args...)
		program = tracer
	} else {
		time.AfterFunc(time.Duration(r.lab.rng.Int64N(int64(usual)+1)), cancel)
	}
	e := <-r.start(ctx, program, args...)
	if e.code < 0 {
		r.struck++
	}
	return e
}

// changingCalls are those of Linux that change files.
const changingCalls = "/^(rename|link|unlink|mkdir|fsync|fdatasync|ftruncate|pwrite|write|copy_file_range|sendfile|fchmod|chmod)"

// mostCallsLog2 is one more than the logarithm of the highest call that is met.
const mostCallsLog2 = 7

// forever is long enough for a program that nobody kills.
const forever = 5 * time.Minute

// check is what --check says, which must be that nothing is wrong.
func (r *round) check(db string) checkedJSON {
	r.t.Helper()
	var c checkedJSON
	e := r.must(cli.OK, r.ingest(db, "--check"))
	if err := json.Unmarshal([]byte(e.stdout), &c); e.code == cli.OK && err != nil {
		r.amiss("%v in %s", err, e.stdout)
	}
	return c
}

// judge looks at the database after a fault: it is sound, knows what was acknowledged,
// and a rerun makes it what it would be.
func (r *round) judge(db string) {
	r.t.Helper()
	r.check(db)
	r.acknowledged(db)
	again := r.must(cli.OK, r.ingest(db, r.lab.inbox))
	if n := r.number(again, "stored") + r.number(again, "known"); n != firstRuns+restRuns {
		r.amiss("a rerun ends with %d files that are new or known, want %d", n, firstRuns+restRuns)
	}
	if got := r.check(db); got.Activities != r.lab.want.Activities || got.Records != r.lab.want.Records {
		r.amiss("after a rerun got %+v, want %+v", got, r.lab.want)
	}
}

// acknowledged counts what an earlier ingest had reported and is not known now.
func (r *round) acknowledged(db string) {
	r.t.Helper()
	e := r.must(cli.OK, r.ingest(db, "--dry-run", r.lab.first))
	if missing := firstRuns - r.number(e, "known"); missing != 0 {
		r.lost += missing
		r.t.Errorf("%d acknowledged files are lost", missing)
	}
}

// number returns a number of a result in JSON.
func (r *round) number(e ended, name string) int {
	var all map[string]any
	if err := json.Unmarshal([]byte(e.stdout), &all); err != nil {
		return 0 // the exit code tells
	}
	n, _ := all[name].(float64)
	return int(n)
}

// oldOrNew returns how many activities a database holds.
func (r *round) oldOrNew(db string, before, after int) int {
	r.t.Helper()
	got := r.check(db).Activities
	if got != before && got != after {
		r.amiss("%s holds %d activities, want %d or %d", filepath.Base(db), got, before, after)
	}
	return got
}

// nothingLeft looks for what was not finished.
func (r *round) nothingLeft() {
	r.t.Helper()
	if parts, err := filepath.Glob(filepath.Join(r.dir, "*-part*")); err != nil || len(parts) > 0 {
		r.amiss("%v was left, %v", parts, err)
	}
}
