package receipt

import (
	"slices"

	"secondwind/internal/training"
)

// Open returns a receipt without the questions that the runner has answered since:
// twins that were split off, and guesses at the sport of what was excluded,
// forgotten or said to be of another. The counts stay.
func Open(r training.Receipt, decisions []training.Decision) training.Receipt {
	decided := func(id string, kinds ...training.DecisionKind) bool {
		return id != "" && slices.ContainsFunc(decisions, func(d training.Decision) bool {
			return d.Activity == id && slices.Contains(kinds, d.Kind)
		})
	}
	r.TwinPairs = slices.DeleteFunc(slices.Clone(r.TwinPairs), func(p training.TwinPair) bool {
		return decided(p.ID, training.SplitTwin, training.ForgetActivity)
	})
	r.Guesses = slices.DeleteFunc(slices.Clone(r.Guesses), func(g training.Guess) bool {
		return decided(g.ID, training.ExcludeActivity, training.ForgetActivity, training.OverruleSport)
	})
	return r
}
