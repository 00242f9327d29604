// Package simulation makes runners, whom nobody had to follow with a watch: day by day
// and from a seed, with habits kept nine times in ten, moved runs, illness, races,
// lighter weeks, usual places and new ones, heart rate and noise.
//
// [Healthy] runners have no rut. A [Plant] is a rut that one of them falls into. A
// [Kind] is a reader of a report: one of those whom its page is to suit. Tests alone
// import the package.
package simulation
