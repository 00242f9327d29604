package inbox

import (
	"context"
	"slices"

	"secondwind/internal/training"
)

// again is a payload that is to be judged once more, since what it gave way to is
// stored no more, or has changed.
type again struct{ path, hash string }

// failedBefore returns, where they are wanted, the files of earlier failures that are
// still there and that a walk did not find: archives, where members of them failed.
func (in *ingest) failedBefore(walked []found) []found {
	if !in.opt.RetryFailed {
		return nil
	}
	seen := map[string]bool{}
	for _, f := range walked {
		seen[f.path] = true
	}
	var files []found
	for _, failed := range in.ledger.Files(training.FileFailed) {
		f, err := onDisk(failed.Path)
		if err != nil || seen[f.path] {
			continue // gone, or found already
		}
		seen[f.path] = true
		files = append(files, f)
	}
	return files
}

// reconsiderStranded has the twins judged once more that an interrupted ingest left
// behind: the file that is kept of them, says the ledger, is stored no more.
func (in *ingest) reconsiderStranded() {
	stored := map[string]bool{}
	for _, f := range in.ledger.Files(training.FileStored) {
		stored[f.Path] = true
	}
	for _, f := range in.ledger.Files(training.FileTwin) {
		if !stored[f.Kept] {
			in.again = append(in.again, again{path: f.Path, hash: f.Hash})
		}
	}
}

// reconsiderCopies has the copies of a payload judged once more.
func (in *ingest) reconsiderCopies(hash string) {
	for _, e := range in.entries {
		if e.isCopy && e.file.Hash == hash {
			in.again = append(in.again, again{path: e.file.Path, hash: hash})
		}
	}
}

// judgeAgain judges once more what is to be, and what that brings about in turn. It
// comes to an end, since a recording gives way to richer ones alone.
func (in *ingest) judgeAgain(ctx context.Context) error {
	for len(in.again) > 0 {
		next, seen := in.again, map[again]bool{}
		in.again = nil
		for _, a := range next {
			if seen[a] {
				continue
			}
			seen[a] = true
			if err := in.judgeOnceMore(ctx, a); err != nil {
				return err
			}
		}
		if err := in.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// judgeOnceMore reads a payload again and puts the new judgement in place of the old
// one, which stands where no file holds the payload any more.
func (in *ingest) judgeOnceMore(ctx context.Context, a again) error {
	r, err := in.payloadAgain(a.path, a.hash)
	if err != nil {
		return nil
	}
	c := r.contents[0]
	before := in.entryOf(r.path)
	met := before != nil && before.file.Outcome != training.FileKnown
	if met {
		in.forget(before)
	}
	e := in.newEntry(r.found, c)
	if first, ok := in.byHash[a.hash]; ok {
		if met {
			in.settleCopy(e, first.file)
		}
		return nil // else it was judged under another name
	}
	in.reconsiderCopies(a.hash)
	if err := in.judgeContent(ctx, e, c); err != nil {
		return err
	}
	switch {
	case !met && e.file.Outcome == training.FileTwin:
		e.quiet = true // as an earlier call settled it, if of another file
	case !met:
		in.forget(before)
	}
	return nil
}

// entryOf returns what this call made of a path; nil if it never met it.
func (in *ingest) entryOf(path string) *entry {
	i := slices.IndexFunc(in.entries, func(e *entry) bool { return e.file.Path == path })
	if i < 0 {
		return nil
	}
	return in.entries[i]
}

// forget undoes the judgement of an entry.
func (in *ingest) forget(e *entry) {
	if e == nil {
		return
	}
	in.entries = slices.DeleteFunc(in.entries, func(o *entry) bool { return o == e })
	if in.byHash[e.file.Hash] == e {
		delete(in.byHash, e.file.Hash)
	}
}
