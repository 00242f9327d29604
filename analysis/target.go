package analysis

import "secondwind/internal/training"

// Targets are the aims of the coming weeks, from today's level toward the goal.
type Targets struct {
	LevelM float64 // metres of a usual week now
	Weeks  []Target
	Goal   training.Opt[training.Race] // the race that they lead to, if there is one
}

// Target is the aim of one week.
type Target struct {
	Week      training.Week
	Phase     Phase
	DistanceM float64
	LongestM  float64 // no run of the week beyond it
}

// Phase is what a week is for.
type Phase string

// The phases of the weeks.
const (
	Hold  Phase = "hold"
	Build Phase = "build"
	Ease  Phase = "ease"
	Taper Phase = "taper"
	Race  Phase = "race"
)
