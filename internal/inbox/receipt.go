package inbox

import (
	"fmt"

	"secondwind/internal/training"
)

// NewReceipt returns the receipt of an ingest that met no files. Its lists are empty
// and not nil, so that JSON has no null.
func NewReceipt() training.Receipt {
	return training.Receipt{
		Failures:  []training.Failure{},
		TwinPairs: []training.TwinPair{},
		Doubts:    []training.Doubt{},
		Guesses:   []training.Guess{},
		Kinds:     map[string]int{},
	}
}

// receipt sums up what became of the files of this call, as far as it came.
func (in *ingest) receipt() training.Receipt {
	r := NewReceipt()
	r.Failures = append(r.Failures, in.remeasureFailures()...)
	r.Files, r.Known = in.knownMembers, in.knownMembers
	keptBy := map[string]string{}
	for _, e := range in.entries {
		if !e.done || e.quiet {
			continue
		}
		r.Files++
		switch e.file.Outcome {
		case training.FileStored:
			r.Stored++
		case training.FileKnown:
			r.Known++
		case training.FileTwin:
			r.Twins++
			keptBy[e.file.Path] = e.file.Kept
		case training.FileNotActivity:
			r.NotActivities++
			r.Kinds[e.file.Kind]++
		case training.FileWaiting:
			r.Waiting++
		case training.FileFailed:
			r.Failed++
			r.Failures = append(r.Failures, training.Failure{Path: e.file.Path, Reason: e.file.Reason, Hint: e.file.Hint})
		}
		if e.unread != nil {
			r.Failures = append(r.Failures, training.Failure{
				Path:   e.file.Path,
				Reason: fmt.Sprintf("it was read before and cannot be read now (%s); what is stored of it stands", e.unread.reason),
				Hint:   e.unread.hint,
			})
		}
		r.TwinPairs = append(r.TwinPairs, e.pairs...)
		for _, h := range e.activities {
			addActivity(&r, e.file.Path, h)
		}
	}
	for i := range r.TwinPairs {
		r.TwinPairs[i].Kept = last(keptBy, r.TwinPairs[i].Kept)
	}
	return r
}

// addActivity counts an activity that was stored, unless it was before, and tells
// what is doubtful of it.
func addActivity(r *training.Receipt, path string, h *held) {
	if !h.anew {
		r.Activities++
		if h.sport.Sport == training.Running {
			r.Runs++
		}
	}
	r.Warnings += len(h.warnings)
	for _, w := range h.warnings {
		r.Doubts = append(r.Doubts, training.Doubt{Path: path, Code: w.Code, Detail: w.Detail})
	}
	if h.sport.Source.Guessed() {
		r.Guesses = append(r.Guesses, training.Guess{
			Path: path, ID: h.recording.id, Sport: h.sport.Sport, Source: h.sport.Source, Confidence: h.sport.Confidence,
		})
	}
}

// last follows a file that was kept to the one that was kept instead of it when
// a still richer copy came.
func last(keptBy map[string]string, path string) string {
	for range keptBy {
		next, gaveWay := keptBy[path]
		if !gaveWay {
			break
		}
		path = next
	}
	return path
}
