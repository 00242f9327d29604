// Ingest takes the files of a runner's watch into the Second Wind database: FIT,
// GPX and TCX files, plain, gzipped or in zip archives, in folders of any depth.
// The export of an account is read as it comes; nothing is unpacked to the disk. It
// leaves the files as they are; what it has seen before it does not open again.
//
// Usage:
//
//	ingest [flags] PATH...               take files in
//	ingest [flags]                       take in the folders of the settings
//	ingest [flags] --retry-failed        read once more what could not be read
//	ingest [flags] --status              say what is known, and what was decided
//	ingest [flags] --split ID            two files are not the same activity
//	ingest [flags] --join ID             they are after all
//	ingest [flags] --exclude ID          the activity counts nowhere
//	ingest [flags] --include ID          it counts after all
//	ingest [flags] --forget ID           remove the activity for good
//	ingest [flags] --check               compare what is stored with what was read
//	ingest [flags] --backup FILE         copy the whole database, and read it back
//	ingest [flags] --restore FILE        put a backup in its place
//
// An ID is that of the receipt, or its first characters, six at least. What was
// decided outlives every later ingest.
//
// Standard output is the result: a summary, or one JSON object with --json.
// Everything else goes to standard error.
//
// Exit codes:
//
//	0    done, also when nothing was new
//	1    failed; standard error says why. With --check: something is wrong
//	2    the command line is wrong, or names no activity; nothing was done
//	3    done, but a newly seen file could not be read
//	75   another program holds the database; try again
//	130  interrupted; what was read so far is kept
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/inbox"
	"secondwind/internal/store"
)

// softMemory is what the garbage collector aims at: a month of records at once is
// 120 MB, and twice that while it is measured. DuckDB has a limit of its own.
const softMemory = 256 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	os.Exit(cli.Main(run))
}

const description = "Take the files of your watch into the database. Reads FIT, GPX and TCX files, plain, gzipped or in zip archives, " +
	"the export of an account as it comes, and folders of all that; never changes, moves or deletes one."

type flags struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files, zip archives, and folders with everything in them (default: the folders of your settings)."`
	cli.Flags
	Jobs   int  `placeholder:"N" help:"Files to read at once (default: 0, one for each processor)."`
	DryRun bool `help:"Read and judge everything, write nothing."`

	RetryFailed bool `help:"Read once more what could not be read: in the paths, or all of it where none is named."`

	Status bool `help:"Say what the database knows, what the last new files brought, and what you decided."`

	Split   string `placeholder:"ID" env:"-" help:"Count a twin as an activity of its own."`
	Join    string `placeholder:"ID" env:"-" help:"Count it as a twin again."`
	Exclude string `placeholder:"ID" env:"-" help:"Count an activity nowhere. It stays in the database."`
	Include string `placeholder:"ID" env:"-" help:"Count it again."`
	Forget  string `placeholder:"ID" env:"-" help:"Remove an activity from the database for good. Its file stays where it is."`

	Check   bool   `env:"-" help:"Compare all that is stored with what was read from the files."`
	Backup  string `placeholder:"FILE" env:"-" help:"Copy the whole database to a file, and read the copy back."`
	Restore string `placeholder:"FILE" env:"-" help:"Put a backup in the place of the database, which is set aside."`

	JSON  bool `name:"json" help:"Print the result as one JSON object."`
	Quiet bool `short:"q" help:"Print nothing but what went wrong."`
}

// lockWait is how long a busy database is waited for: long enough for a report
// to write down its suggestion.
const lockWait = 2 * time.Second

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var f flags
	if code, done := cli.Parse("ingest", description, &f, args, stdout, stderr); done {
		return code
	}
	if err := f.settle(stderr); err != nil {
		return cli.Complain(stderr, "ingest", err)
	}
	work := ingest
	if act, ok := f.act(); ok {
		work = act.run
	}
	code, err := work(ctx, &f, stdout, stderr)
	if err != nil {
		return cli.Complain(stderr, "ingest", err)
	}
	return code
}

// settle reads the settings and refuses a command line before anything is read.
func (f *flags) settle(stderr io.Writer) error {
	file, err := f.LoadProfile()
	if err == nil {
		err = file.Fault()
	}
	if err != nil {
		return err
	}
	if len(f.Paths) == 0 && len(f.acts()) == 0 && !f.RetryFailed {
		f.Paths = present(file.Settings.Folders, stderr)
	}
	return f.check()
}

// present returns those of the folders of the settings that are there, and names the
// others: a watch is not always plugged in. Where none is there all are returned, and
// are refused as paths on the command line are.
func present(folders []string, stderr io.Writer) []string {
	var there, gone []string
	for _, folder := range folders {
		if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
			gone = append(gone, folder)
		} else {
			there = append(there, folder)
		}
	}
	if len(there) == 0 {
		return gone
	}
	for _, folder := range gone {
		fmt.Fprintf(stderr, "ingest: there is no folder %s of your settings now; the others are read\n", cli.Printable(folder))
	}
	return there
}

// check refuses a command line that cannot be right.
func (f *flags) check() error {
	switch {
	case len(f.acts()) > 0:
		return f.checkAct()
	case len(f.Paths) == 0 && !f.RetryFailed:
		return cli.UsageErrorf("name the files or folders to take in, such as: %s (%s says what is known)",
			f.Command("ingest", "~/Downloads"), f.Command("ingest", "--status"))
	case f.Jobs < 0:
		return cli.UsageErrorf("--jobs %d: name how many files to read at once, or 0 for one for each processor", f.Jobs)
	}
	for _, path := range f.Paths {
		switch info, err := os.Stat(path); {
		case errors.Is(err, os.ErrNotExist):
			return cli.UsageErrorf("there is no file or folder %s; nothing was read", path)
		case err != nil:
			return cli.UsageErrorf("%v; nothing was read", err)
		case !info.IsDir() && !info.Mode().IsRegular():
			return cli.UsageErrorf("%s is a pipe or a device: name a file or a folder; nothing was read", path)
		}
	}
	return nil
}

// ingest takes the files in and prints what became of them.
func ingest(ctx context.Context, f *flags, stdout, stderr io.Writer) (code int, err error) {
	db, err := f.open(ctx)
	if err != nil {
		return 0, err
	}
	if db != nil {
		defer func() { err = errors.Join(err, db.Close()) }()
	}
	progress := newProgress(f, stderr)
	receipt, ingestErr := inbox.Ingest(ctx, db, f.Paths, inbox.Options{
		Athlete:     f.Athlete,
		Jobs:        f.Jobs,
		DryRun:      f.DryRun,
		RetryFailed: f.RetryFailed,
		Exclude:     []string{f.Database(), f.Database() + ".wal"},
		Progress:    progress.show,
	})
	progress.end()
	interrupted := errors.Is(ingestErr, context.Canceled)
	if ingestErr != nil && !interrupted {
		return 0, ingestErr
	}
	s := summary{flags: f, receipt: receipt, interrupted: interrupted}
	if db != nil {
		if s.holds, err = db.Status(context.WithoutCancel(ctx), f.Athlete); err != nil {
			return 0, err
		}
	}
	if err := s.print(stdout, stderr); err != nil {
		return 0, err
	}
	switch {
	case interrupted:
		return cli.Interrupted, nil
	case receipt.Failed > 0:
		return cli.Partial, nil
	}
	return cli.OK, nil
}

// open opens the database. A dry run changes nothing, so it does without one
// where there is none.
func (f *flags) open(ctx context.Context) (*store.DB, error) {
	if f.Status {
		return f.openToRead(ctx)
	}
	db, err := store.Open(ctx, f.Database(), store.Options{ReadOnly: f.DryRun, Wait: lockWait})
	if f.DryRun && errors.Is(err, store.ErrMissing) {
		return nil, nil
	}
	return db, err
}

// openToRead opens the database to be read, and brings one of an older version up to
// date first.
func (f *flags) openToRead(ctx context.Context) (*store.DB, error) {
	opt := store.Options{ReadOnly: true, Wait: lockWait}
	db, err := store.Open(ctx, f.Database(), opt)
	if !errors.Is(err, store.ErrOlder) {
		return db, err
	}
	opt.ReadOnly = false
	return store.Open(ctx, f.Database(), opt)
}
