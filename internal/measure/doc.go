// Package measure works out what can be said of one activity from its own
// records: [Of] gives its measures, the sport that it is taken for among them,
// [LocalTime] its local time. It reads nothing but the activity, knows no other
// one and no limits of the runner, and gives the same answer for the same
// records for ever, or a higher [Version].
//
// Bad readings are left out, never guessed, and lower the quality; no activity
// is refused. An activity without records is measured by the totals that its
// device states. A sport that nobody stated is told by speed and cadence, with
// the share of such calls that are right, or stays unknown.
package measure
