package analysis

import "secondwind/internal/training"

// Record is how the fixes that reports advised have fared for this runner: a sample
// as small as it is.
type Record struct {
	From  training.Date // the day of the first suggestion
	Weeks int           // weeks with a suggestion
	Rows  []Effect      // the fix that was tried most often first
}

// Effect is what became of one fix as the answer to one rule.
type Effect struct {
	Rule, Fix string
	// Tried, NotTried and CantTell add up to the weeks in which it was suggested.
	Tried, NotTried, CantTell int
	Measure                   string // the rule's headline measure, by its name
	// With is by how much the measure moved from the week of the suggestion when the
	// fix was tried, Without when nothing suggested for the rule was: the median, as a
	// sentence's end with its number. Empty: nothing to compare.
	With, Without training.Text
}
