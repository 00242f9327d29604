package training

import "time"

// Profile is what a watch cannot see and the runner may say. Every part is
// optional; the zero Profile is a runner who said nothing.
type Profile struct {
	Motivation Motivation
	Why        []string  // up to five answers to "why do you run?", each to the one before
	Goal       Opt[Race] // the race ahead
	Races      []Race    // races run
	NoGoal     bool      // runs without a goal, and likes it so
	Maintain   bool      // wants to hold, not to improve
	Breaks     []Break   // by their first days; none overlaps another
	Rewards    []string  // treats that a milestone may be matched with
	Gratitude  []string  // what running has given
	Notes      []string

	Mute           []string         // rules and fixes never to be shown
	ExportComplete bool             // newer runs would be here if there were any
	Sports         map[string]Sport // by the id of an activity: the sport that it is of, whatever its file says

	Sex          Sex
	Age          Opt[int]     // in years, as stated
	Born         Opt[Date]    // outlasts an age
	HeartMaxBPM  Opt[int]     // the highest heart rate
	HeartRestBPM Opt[int]     // that of rest
	ThresholdMS  Opt[float64] // the speed that can be held for an hour

	// TimeZone is for activities whose own place and clock say nothing; nil for none.
	TimeZone *time.Location
}

// AgeOn returns the age of the runner on a day, in whole years: by the day of birth
// where it is known, else as stated.
func (p *Profile) AgeOn(day Date) Opt[int] {
	born, ok := p.Born.Get()
	if !ok {
		return p.Age
	}
	then, now := born.Time(), day.Time()
	years := now.Year() - then.Year()
	if now.Month() < then.Month() || now.Month() == then.Month() && now.Day() < then.Day() {
		years--
	}
	return Some(years)
}

// Motivation is what moves a runner; empty: not said.
type Motivation string

// The two kinds of motivation that decide which fixes work better.
const (
	Intrinsic Motivation = "intrinsic"
	Extrinsic Motivation = "extrinsic"
)

// Sex is that of the runner, for the weight of a heart rate; empty: not said.
type Sex string

// The two for which there are such weights.
const (
	Female Sex = "female"
	Male   Sex = "male"
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
}

// Param is one thing that a plan names, in a form that survives: a route by the
// id of its first run, a day as "wednesday", an hour as "18:00".
type Param struct{ Name, Value string }
