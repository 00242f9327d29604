package training

import "time"

// Profile is what a watch cannot see and the runner may say. Every part is
// optional; the zero Profile is a runner who said nothing.
type Profile struct {
	Motivation     Motivation
	Breaks         []Break
	Goal           Opt[Race] // the race ahead
	Races          []Race    // races run
	NoGoal         bool      // runs without a goal, and likes it so
	Maintain       bool      // wants to hold, not to improve
	Mute           []string  // rules and fixes never to be shown
	ExportComplete bool      // newer runs would be here if there were any
	// TimeZone is for activities whose own place and clock say nothing; nil for none.
	TimeZone *time.Location
}

// Motivation is what moves a runner; empty: not said.
type Motivation string

// The two kinds of motivation that decide which fixes work better.
const (
	Intrinsic Motivation = "intrinsic"
	Extrinsic Motivation = "extrinsic"
)

// Break is a time in which runs were not to be expected. Both days belong to it.
type Break struct {
	From, To Date
	Reason   string
}

// Race is a race, run or planned.
type Race struct {
	Name      string
	Date      Date
	DistanceM float64
}

// Answer says whether a suggestion was taken up.
type Answer string

// The answers to "was it tried?".
const (
	Tried    Answer = "tried"
	NotTried Answer = "not-tried"
	CantTell Answer = "cant-tell"
)

// Suggestion is what a report once advised. The first of an ISO week stands.
type Suggestion struct {
	Week     Week
	Read     Date // the day on which it was said
	Rule     string
	Subject  []Param // what the finding was about: the weekday that went quiet
	Fix      string
	Params   []Param // what the plan named: a weekday, an hour, a route
	Headline float64 // the rule's headline measure when it was said
	Said     Answer  // what the runner said of it since; empty: nothing
}

// Param is one thing that a plan names, in a form that survives: a route by the
// id of its first run, a day as "wednesday", an hour as "18:00".
type Param struct{ Name, Value string }
