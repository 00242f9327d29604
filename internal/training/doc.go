// Package training holds the words that every other package shares: what a
// file says ([Activity]), what can be measured of one activity ([Measures]),
// what the analysis reads ([Run], [History], [Profile]), what a report once
// advised ([Suggestion]), and how a sentence carries numbers without knowing
// their units ([Text]).
//
// It imports the standard library alone and computes nothing that a runner
// would call a finding. Base units are metres, seconds (as [time.Duration]),
// degrees, beats and steps a minute; a name carries its unit wherever the unit
// is not obvious. A reading that is missing is absent, never zero.
package training
