package inbox

import "secondwind/internal/training"

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
	keptBy := map[string]string{}
	for _, e := range in.entries {
		if !e.done {
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
		r.TwinPairs = append(r.TwinPairs, e.pairs...)
		for _, h := range e.activities {
			r.Activities++
			r.Warnings += h.warnings
			if h.recording.sport == training.Running {
				r.Runs++
			}
		}
	}
	for i := range r.TwinPairs {
		r.TwinPairs[i].Kept = last(keptBy, r.TwinPairs[i].Kept)
	}
	return r
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
