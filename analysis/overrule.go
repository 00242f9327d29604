package analysis

import "secondwind/internal/training"

// overruleSports gives activities the sport that the profile says they are of. The
// sub-sport of another sport says nothing of it.
func overruleSports(runs []training.Run, sports map[string]training.Sport) {
	for i := range runs {
		r := &runs[i]
		sport, said := sports[r.ID]
		if !said {
			continue
		}
		if sport != r.Sport {
			r.Sport, r.SubSport = sport, ""
		}
		r.SportSource, r.SportConfidence = training.SportFromRunner, 1
	}
}
