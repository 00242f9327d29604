// Package analysis finds the rut that a runner is in and the fix to try.
//
// [Judge] reads a [training.History] and a [training.Profile] and returns a
// [Judgement]: a verdict of every rule, the main rut, one plan for the week, and
// what became of the last one. Rules and fixes are values, one file each, listed
// in rules.go and fixes.go; the order of the rules is their precedence.
//
// The package is pure: it reads no clock, file, network or database, and gives
// equal results for equal input. It knows no units and no HTML: its sentences
// are [training.Text]. What it finds are patterns in recordings, never a
// diagnosis and never a forecast of injury.
package analysis
