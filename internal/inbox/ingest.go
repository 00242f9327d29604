package inbox

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"secondwind/internal/measure"
	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// Options say how to ingest. The zero Options ingest for no athlete; the rest
// of it has defaults.
type Options struct {
	Athlete string
	Jobs    int  // parsers at work at once; 0: one for each processor
	DryRun  bool // judge everything, write nothing
	// RetryFailed reads once more what could not be read, wherever it lies.
	RetryFailed bool
	// Exclude names files that are no input although they may lie in a folder
	// that is: the database itself.
	Exclude  []string
	Now      func() time.Time // nil: time.Now
	Progress func(Progress)   // nil: nobody asks; called from one goroutine at a time

	zones *measure.Zones // for tests to share their table; nil: a call has its own
}

// Progress is how far an ingest has come.
type Progress struct {
	Stage       Stage
	Done, Total int
}

// Stage names what an ingest is doing.
type Stage string

// The stages of an ingest.
const (
	Remeasuring Stage = "measuring again" // stored activities, by a newer measure.Version
	Reading     Stage = "reading"         // files
)

// Ingest takes the files at and under the given paths into the database and
// returns what became of each. The database keeps the receipt unless every file was
// known. With DryRun the database may be nil: then nothing
// is known yet. Files are handled in the order of the paths, folders by name.
//
// When ctx ends, the batch in hand is written and the receipt covers what is in
// the database; the error is then that of ctx. Any other error is one of the
// database or of a path that is not there; errors of files are on the receipt.
func Ingest(ctx context.Context, db *store.DB, paths []string, opt Options) (training.Receipt, error) {
	in := newIngest(db, opt)
	began := in.now()
	err := in.run(ctx, paths)
	receipt := in.receipt()
	receipt.At = began
	receipt.Seconds = float64(in.now().Sub(began).Milliseconds()) / 1000
	if opt.DryRun || (err != nil && !errors.Is(err, ctx.Err())) {
		return receipt, err
	}
	if receipt.Known == receipt.Files {
		// The receipt of the last new files still tells more than "nothing new".
		return receipt, err
	}
	if putErr := db.PutReceipt(context.WithoutCancel(ctx), opt.Athlete, receipt); putErr != nil {
		return receipt, fmt.Errorf("keep the receipt: %w", putErr)
	}
	return receipt, err
}

// ingest is one call of Ingest.
type ingest struct {
	db      *store.DB
	opt     Options
	now     func() time.Time
	zones   *measure.Zones
	ledger  *store.Ledger
	lists   folderLists                                // the lists of activities that lie beside files
	entries []*entry                                   // every payload of this call, in order
	batch   []*entry                                   // those that wait to be written
	byHash  map[string]*entry                          // those of this call that were read whole, the first of each content
	stored  map[string]bool                            // ids of what an earlier call stored
	yielded map[string][]store.SeenFile                // twins that an earlier call settled, by the path that was kept
	known   *recordings                                // every activity that a new one could be a twin of
	gaveWay map[*recording][]*recording                // what is not stored for the sake of a twin, by that
	again   []again                                    // what is to be judged once more
	parse   parser                                     // parse.File; tests put another in its place
	of      func(*training.Activity) training.Measures // measure.Of, likewise

	version int // parse.Version, likewise

	archives     map[string]store.Archive // those that need not be opened, by path
	finished     []store.Archive          // those of this call whose members are all in the database or in the batch
	knownMembers int                      // of archives that were not opened
	total        atomic.Int64             // files and members so far

	unmeasured map[string]any // why a stored activity could not be measured again, by its id
	write      func(context.Context, string, []store.File) error
}

type parser func(name string, data []byte) ([]training.Activity, error)

func newIngest(db *store.DB, opt Options) *ingest {
	in := &ingest{
		db:         db,
		opt:        opt,
		now:        opt.Now,
		zones:      opt.zones,
		ledger:     &store.Ledger{},
		byHash:     map[string]*entry{},
		stored:     map[string]bool{},
		known:      newRecordings(),
		gaveWay:    map[*recording][]*recording{},
		version:    parse.Version,
		lists:      folderLists{read: map[string]list{}},
		parse:      parse.File,
		of:         measure.Of,
		unmeasured: map[string]any{},
		write:      db.Write,
	}
	if in.zones == nil {
		in.zones = measure.NewZones()
	}
	if in.now == nil {
		in.now = time.Now
	}
	if in.opt.Jobs <= 0 {
		in.opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if in.opt.Progress == nil {
		in.opt.Progress = func(Progress) {}
	}
	return in
}

func (in *ingest) run(ctx context.Context, paths []string) error {
	files, err := in.prepare(ctx, paths)
	if ctx.Err() != nil {
		return ctx.Err() // whatever else the interruption broke
	}
	if err != nil {
		return err
	}
	return in.take(ctx, files)
}

// prepare does what comes before the first file is opened.
func (in *ingest) prepare(ctx context.Context, paths []string) ([]found, error) {
	// First, so that twins are told by distances of one and the same measure.
	if !in.opt.DryRun {
		if err := in.remeasure(ctx); err != nil {
			return nil, err
		}
	}
	if err := in.recall(ctx); err != nil {
		return nil, err
	}
	in.reconsiderStranded()
	files, err := walk(ctx, paths, in.opt.Exclude)
	if err != nil {
		return nil, err
	}
	return append(files, in.failedBefore(files)...), nil
}

// recall loads what earlier calls saw.
func (in *ingest) recall(ctx context.Context) error {
	if in.db == nil {
		return nil
	}
	ledger, err := in.db.Ledger(ctx, in.opt.Athlete)
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	in.ledger, in.yielded = ledger, map[string][]store.SeenFile{}
	for _, f := range ledger.Files(training.FileTwin) {
		in.yielded[f.Kept] = append(in.yielded[f.Kept], f)
	}
	if in.archives, err = in.db.Archives(ctx, in.opt.Athlete); err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	if in.opt.RetryFailed {
		in.archives = nil // a member of any of them may be one
	}
	for _, a := range ledger.Activities() {
		in.stored[a.ID] = true
		in.known.add(&recording{
			id:        a.ID,
			path:      a.Path,
			hash:      a.Hash,
			session:   a.Session,
			format:    parse.Format(a.Format),
			sport:     stated(a.Sport, a.SportSource),
			indoor:    a.SubSport.Indoor(),
			start:     a.Start,
			elapsed:   a.Elapsed,
			distanceM: a.DistanceM,
			records:   a.Records,
			readings:  readings(a.Channels, a.Records),
			truncated: a.Truncated,
			alone:     in.decided(a.ID, training.SplitTwin),
		})
	}
	in.addOutings()
	return nil
}

// take has the files read, judges them in order and writes what is new.
func (in *ingest) take(ctx context.Context, files []found) error {
	in.total.Store(int64(len(files)))
	in.opt.Progress(Progress{Stage: Reading, Total: len(files)})
	// The batch in hand is finished whatever happens: it takes a second at most,
	// and what was read need not be read again.
	whole := context.WithoutCancel(ctx)
	done := 0
	readers := pool[found]{jobs: in.opt.Jobs, most: inHand / leastReserved, room: inHand, weight: reserved, fetch: fetch}
	for r := range ordered(ctx, readers, in.expand(files), func(f found) reading { return in.readWithin(f, reserved(f)) }) {
		if r.crowded {
			r = in.read(r.found)
		}
		if err := in.judgeNext(whole, r); err != nil {
			return err
		}
		done++
		in.opt.Progress(Progress{Stage: Reading, Done: done, Total: int(in.total.Load())})
	}
	if err := in.flush(whole); err != nil {
		return err
	}
	if err := in.judgeAgain(whole); err != nil {
		return err
	}
	if err := in.noteArchives(whole); err != nil {
		return err
	}
	return ctx.Err()
}

// judgeNext judges a file, or takes note that those of an archive are all there.
func (in *ingest) judgeNext(ctx context.Context, r reading) error {
	if r.end != nil {
		in.finish(r.end)
		return nil
	}
	if err := in.judge(ctx, r); err != nil {
		return err
	}
	if r.member != nil {
		r.member.of.judged(r)
	}
	if !in.batchFull() {
		return nil
	}
	if _, records := weigh(in.batch); records >= hugeRecords {
		debug.FreeOSMemory()
	}
	return in.flush(ctx)
}

// hugeRecords is from where on the runtime is told to give back what reading took:
// writing takes some 200 MB of the database beside it.
const hugeRecords = 1_000_000
