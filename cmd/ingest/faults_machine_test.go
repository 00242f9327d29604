package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"secondwind/internal/cli"
)

// Other programs at the same time, and a machine that runs out of something.

// One of two takes the files in; the other finds them known, or is told to wait.
func twoIngests(l *lab, r *round) {
	one := r.start(context.Background(), l.ingest, "--db", r.db, "--json", l.inbox)
	other := r.start(context.Background(), l.ingest, "--db", r.db, "--json", l.inbox)
	for _, e := range []ended{<-one, <-other} {
		switch e.code {
		case cli.OK:
		case cli.Busy:
			r.struck++
		default:
			r.amiss("one of two ends with %d: %s", e.code, e.said)
		}
	}
	r.judge(r.db)
}

// A report beside an ingest waits for it, or says that the database is busy.
func ingestBesideReport(l *lab, r *round) {
	ingest := r.start(context.Background(), l.ingest, "--db", r.db, "--json", l.inbox)
	for {
		e := <-r.start(context.Background(), l.report, "--db", r.db, "--format", "json")
		switch e.code {
		case cli.OK, cli.Busy:
		default:
			r.amiss("report ends with %d: %s", e.code, e.said)
		}
		select {
		case e := <-ingest:
			if e.code != cli.OK && e.code != cli.Busy {
				r.amiss("ingest ends with %d: %s", e.code, e.said)
			}
			r.judge(r.db)
			return
		default:
			r.struck = 1 // a report has come to its end before the ingest did
		}
	}
}

func noShell() string {
	if runtime.GOOS == "windows" {
		return "there is no ulimit here"
	}
	return ""
}

// Below the least the program does not come as far as its own first line; with the
// most it has enough to read one file at a time.
const (
	leastHandles = 7
	mostHandles  = 11
)

func fewHandles(l *lab, r *round) {
	handles := strconv.Itoa(leastHandles + l.rng.IntN(mostHandles-leastHandles+1))
	e := <-r.start(context.Background(), "sh", "-c", `ulimit -n "$1" && shift && exec "$@"`, "sh", handles, l.ingest, "--db", r.db, "--json", "--jobs", "1", l.inbox)
	if e.code != cli.OK {
		r.struck++
	}
	r.judge(r.db)
}

// noDisk says why no disk of a test's own can be made.
func noDisk() string {
	dir, err := os.MkdirTemp("", "second-wind-disk-*")
	if err != nil {
		return err.Error()
	}
	defer os.Remove(dir)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir).CombinedOutput(); err != nil {
		return "a small disk cannot be made here: " + strings.TrimSpace(string(out))
	}
	if err := exec.Command("umount", dir).Run(); err != nil {
		return err.Error()
	}
	return ""
}

// disk mounts a small disk for the rest of a round and returns its folder, and what
// mounts it with other options.
func (r *round) disk(options string) (folder string, remount func(options string), unmount func()) {
	folder = filepath.Join(r.dir, "disk")
	do := func(program string, args ...string) {
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			r.t.Fatalf("%s: %v: %s", program, err, out)
		}
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		r.t.Fatal(err)
	}
	do("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)
	return folder, func(options string) { do("mount", "-o", "remount,"+options, folder) }, func() { do("umount", folder) }
}

const roomy = "size=256m,rw"

// The disk is full somewhere in an ingest: what was stored before stays.
func diskFullIngest(l *lab, r *round) {
	used := r.sizeOf(l.base)
	grows := r.sizeOf(l.whole) - used
	disk, remount, unmount := r.disk("size=" + strconv.FormatInt(used+1<<19+l.rng.Int64N(grows+1<<20), 10))
	defer unmount()
	db := r.copy(r.db, filepath.Join(disk, "runs.duckdb"))
	switch e := r.ingest(db, l.inbox); {
	case e.code == cli.OK:
	case e.code == cli.Failed && strings.Contains(e.said, "the disk is full; make room"):
		r.struck++
	default:
		r.amiss("got exit code %d: %s", e.code, e.said)
	}
	remount(roomy)
	r.judge(db)
}

// The disk of the backups is full: the earlier one stays.
func diskFullBackup(l *lab, r *round) {
	used := r.sizeOf(l.base)
	disk, remount, unmount := r.disk("size=" + strconv.FormatInt(used+1<<16+l.rng.Int64N(used), 10))
	defer unmount()
	kept := r.copy(l.base, filepath.Join(disk, "kept.duckdb"))
	r.must(cli.OK, r.ingest(r.db, l.inbox))
	switch e := r.ingest(r.db, "--backup", kept); {
	case e.code == cli.OK:
	case e.code == cli.Failed && strings.Contains(e.said, "the disk is full; make room"):
		r.struck++
	default:
		r.amiss("got exit code %d: %s", e.code, e.said)
	}
	if names, err := os.ReadDir(disk); err != nil || len(names) != 1 {
		r.amiss("got %v, %v beside the backup", names, err)
	}
	remount(roomy)
	r.oldOrNew(kept, firstRuns, l.want.Activities)
	r.must(cli.OK, r.ingest(r.db, "--backup", kept))
	r.judge(r.db)
}

// A disk that cannot be written: nothing changes, and what reads works.
func readOnlyDisk(l *lab, r *round) {
	disk, remount, unmount := r.disk(roomy)
	defer unmount()
	db := r.copy(r.db, filepath.Join(disk, "runs.duckdb"))
	remount("ro")
	if e := r.ingest(db, l.inbox); e.code != cli.Failed || !strings.Contains(e.said, "cannot be written") {
		r.amiss("ingest: got exit code %d: %s", e.code, e.said)
	} else {
		r.struck++
	}
	r.must(cli.Usage, r.ingest(r.db, "--backup", filepath.Join(disk, "kept.duckdb")))
	r.must(cli.Failed, r.ingest(db, "--restore", l.whole))
	r.must(cli.OK, r.ingest(filepath.Join(r.dir, "new.duckdb"), "--restore", db))
	r.must(cli.OK, r.ingest(db, "--status"))
	r.must(cli.OK, <-r.start(context.Background(), l.report, "--db", db, "--format", "json"))
	r.acknowledged(db)
	remount(roomy)
	r.judge(db)
}

func (r *round) sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		r.t.Fatal(err)
	}
	return info.Size()
}
