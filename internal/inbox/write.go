package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"secondwind/internal/store"
	"secondwind/internal/training"
)

// How much goes into one transaction. One of about a row group of DuckDB
// (122 880 records) bloats the file 1.8 times, so a transaction holds clearly
// more than that or only a few activities (platform 8).
const (
	bulkRecords   = 250_000
	fewActivities = 16
	bulkFiles     = 1000 // files that bring no records: an account export holds thousands
)

// batchFull reports whether the batch is worth a transaction.
func (in *ingest) batchFull() bool {
	_, records := weigh(in.batch)
	return records >= bulkRecords || len(in.batch) >= bulkFiles
}

func weigh(entries []*entry) (activities, records int) {
	for _, e := range entries {
		activities += len(e.activities)
		for _, h := range e.activities {
			records += len(h.Activity.Activity.Records)
		}
	}
	return activities, records
}

// flush writes the batch, in one transaction or in several small ones.
func (in *ingest) flush(ctx context.Context) error {
	batch := in.batch
	in.batch = nil
	size := fewActivities
	if activities, records := weigh(batch); activities <= fewActivities || records >= bulkRecords {
		size = max(1, len(batch))
	}
	for part := range slices.Chunk(batch, size) {
		if err := in.writeBatch(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

// writeBatch stores entries in one transaction. What holds a value that no column
// can take is refused alone and becomes a failure of its file.
func (in *ingest) writeBatch(ctx context.Context, batch []*entry) error {
	if len(batch) == 0 {
		return nil
	}
	refused := map[string]error{}
	if !in.opt.DryRun {
		files := make([]store.File, len(batch))
		for i, e := range batch {
			files[i] = e.fileToStore()
		}
		err := in.write(ctx, in.opt.Athlete, files)
		var rejected *store.RejectedError
		switch {
		case errors.As(err, &rejected):
			for _, f := range rejected.Files {
				refused[f.Path] = f.Err
			}
		case err != nil:
			return fmt.Errorf("store %d files: %w", len(files), err)
		}
	}
	for _, e := range batch {
		if err := refused[e.file.Path]; err != nil {
			in.giveUp(e, err)
			continue
		}
		e.stored()
	}
	return nil
}

// fileToStore is what the database is told. A payload has one row in the ledger,
// so a copy of one adds its path and nothing else, whatever the receipt calls it.
func (e *entry) fileToStore() store.File {
	f := e.file
	if e.isCopy {
		f.Outcome = training.FileKnown
	}
	for _, h := range e.activities {
		f.Activities = append(f.Activities, h.Activity)
	}
	return f
}

// stored lets go of the records, and of the twins that gave way.
func (e *entry) stored() {
	e.done = true
	for _, h := range e.activities {
		h.Activity = store.Activity{}
	}
	for _, t := range e.replaced {
		if t.path != e.file.Path { // else it held a part of what it holds now
			e.pairs = append(e.pairs, training.TwinPair{Path: t.path, Kept: e.file.Path, ID: t.id})
		}
		if t.entry != nil {
			t.entry.lose(t, e.file.Path)
		}
	}
	e.replaced = nil
}

// lose takes an activity from an entry of this call; with the last one the file
// becomes a twin.
func (e *entry) lose(r *recording, kept string) {
	e.activities = slices.DeleteFunc(e.activities, func(h *held) bool { return h.recording == r })
	if len(e.activities) == 0 {
		e.file.Outcome, e.file.Kept = training.FileTwin, kept
	}
}

// giveUp turns an entry that the database refused into a failure of its file. What
// gave way to its activities, and the copies of it, are judged once more.
func (in *ingest) giveUp(e *entry, cause error) {
	for _, r := range slices.Clone(in.known.byPayload[e.file.Hash]) {
		in.known.remove(r)
		for _, poorer := range in.gaveWay[r] {
			if !slices.Contains(e.replaced, poorer) {
				in.again = append(in.again, again{path: poorer.path, hash: poorer.hash})
			}
		}
		delete(in.gaveWay, r)
	}
	for _, t := range e.replaced {
		in.known.add(t)
	}
	e.activities, e.replaced, e.pairs = nil, nil, nil
	e.file.Outcome = training.FileFailed
	e.file.Reason = fmt.Sprintf("the database does not take it (%v)", cause)
	e.file.Hint = "please report it: this is a fault of the program"
	e.done = true
	in.reconsiderCopies(e.file.Hash)
}
