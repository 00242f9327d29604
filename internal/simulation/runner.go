package simulation

import (
	"slices"

	"secondwind/internal/training"
)

// Runner is a made runner: what a week is meant to be, how it turns out, and how
// the runs go. Its figures lie within what real runners show (science 0.10).
type Runner struct {
	Name string

	// A week.
	Slots    []Slot    // of the week; where there are none,
	Flexible int       // so many runs on any days
	Attend   float64   // chance that a planned run happens
	Moves    float64   // chance that one which does not is run a day earlier or later
	Cutback  int       // every so many weeks are lighter; 0: none
	Swell    float64   // of the volume, over a year
	Build    []float64 // the long run of each week, in miles, again and again; empty: all alike
	Ill      float64   // times a year, five to nine days each
	RaceGap  int       // weeks between races; 0: none
	Rides    float64   // sessions of another sport a week

	// Its ground.
	KM       float64 // an easy run
	Spread   float64 // of the lengths on one place
	Places   []Place
	Explores float64 // share of easy runs on new ground
	Treads   float64 // share of easy runs on a treadmill
	Trails   float64 // share of long runs on trails
	Turn     Turn    // of the usual places

	// How a run goes.
	EasyMS     float64 // the speed of an easy run on the first day
	Gain       float64 // of speed, a year
	PaceSpread float64 // of the mean speeds of easy runs, to the slower side
	Steady     float64 // spread of speed within a run
	Hours      float64 // spread of the starts, minutes
	Heart      bool    // wears a strap
	Costs      float64 // extra share of heart rate at a given speed
	Rounds     float64 // share of runs that end on a whole kilometre
	Stubs      float64 // chance of a recording under a kilometre before a run
	Surface    training.SubSport

	// What a rut changes.
	OneLoop  bool                  // long runs use the usual places as well
	Quality  training.Opt[float64] // share of the faster runs that stay faster; absent: all
	Same     float64               // share of runs that are all of one distance
	Levelled bool                  // the speed of the day of the plant is kept, less or more the gain
	Clock    training.Clock        // of every run without slots; 0: any
}

// Slot is a planned run of a week.
type Slot struct {
	Day   int // Monday 0
	Clock training.Clock
	Kind  RunKind
	Kept  float64 // attendance of this day alone; 0: as all days
}

// Place is a usual place, its length as a share of an easy run's, and how
// often it is chosen.
type Place struct {
	Name          string
	Length, Share float64
}

// Turn is which way round a loop is run.
type Turn int

// The ways round a loop.
const (
	EitherTurn Turn = iota // now and then clockwise
	Anticlockwise
	Clockwise
)

// RunKind is what a run is for.
type RunKind int

// What runs are for.
const (
	Easy RunKind = iota
	Long
	Tempo
	Intervals
	Race
)

const (
	longByShare   = 1.6  // a long run against an easy one
	cutbackShare  = 0.7  // volume of a lighter week
	illLeast      = 5    // days
	restAfterRace = 3    // days without a run
	tempoShare    = 1.12 // speeds against an easy run's
	boutShare     = 1.3
	meanOfHalf    = 0.798 // of the half-normal distribution
	workoutSpread = 0.025 // of their speeds: form differs from day to day (science D.4)
	tenKmShare    = 1.24
	madeFatigue   = 0.06 // Riegel's exponent less one
	madeRestBPM   = 52
	madeMaxBPM    = 188
	madeThreshold = 0.89 // of the maximum, at the speed of an hour's race
)

func (r Runner) clone() Runner {
	r.Slots, r.Places, r.Build = slices.Clone(r.Slots), slices.Clone(r.Places), slices.Clone(r.Build)
	return r
}

// somePlaces are six loops, the first two run most.
func somePlaces() []Place {
	return []Place{
		{"river", 1, 0.36}, {"park", 0.8, 0.2}, {"hill", 1.15, 0.14}, {"canal", 1.3, 0.12}, {"town", 0.7, 0.1}, {"wood", 1, 0.08},
	}
}

func baseRunner() Runner {
	return Runner{
		Attend: 0.9, Moves: 0.4, Cutback: 4, Swell: 0.08, Ill: 1, RaceGap: 13, Rides: 0.5,
		KM: 8, Spread: 0.02, Places: somePlaces(), Explores: 0.15, Treads: 0.03, Trails: 0.2,
		EasyMS: 2.8, Gain: 0.03, PaceSpread: 0.155, Steady: 0.06, Hours: 55, Heart: true,
	}
}

// Healthy returns runners without a rut, each of another kind.
func Healthy() []Runner {
	three := baseRunner()
	three.Name = "three days a week"
	three.Slots = []Slot{{Day: 1, Clock: 18 * 60, Kind: Easy}, {Day: 3, Clock: 18*60 + 30, Kind: Intervals}, {Day: 6, Clock: 9*60 + 30, Kind: Long}}

	four := baseRunner()
	four.Name, four.Heart, four.Rides = "four days a week, no strap", false, 0
	four.Slots = []Slot{{Day: 0, Clock: 19 * 60, Kind: Easy}, {Day: 2, Clock: 18 * 60, Kind: Tempo}, {Day: 4, Clock: 17*60 + 30, Kind: Easy}, {Day: 6, Clock: 10 * 60, Kind: Long}}

	six := baseRunner()
	six.Name, six.KM, six.EasyMS, six.Explores = "six days a week", 10, 3.2, 0.2
	six.Slots = []Slot{
		{Day: 0, Clock: 18 * 60, Kind: Easy}, {Day: 1, Clock: 18 * 60, Kind: Intervals}, {Day: 2, Clock: 7 * 60, Kind: Easy}, {Day: 3, Clock: 18 * 60, Kind: Tempo}, {Day: 5, Clock: 9 * 60, Kind: Easy}, {Day: 6, Clock: 9 * 60, Kind: Long},
	}

	flexible := baseRunner()
	flexible.Name, flexible.Flexible, flexible.Hours = "three or four days, any days", 4, 170

	commuter := baseRunner()
	commuter.Name, commuter.Hours, commuter.KM = "commutes at 6:30", 12, 6
	commuter.Slots = []Slot{
		{Day: 0, Clock: 6*60 + 30, Kind: Easy}, {Day: 1, Clock: 6*60 + 30, Kind: Intervals}, {Day: 3, Clock: 6*60 + 30, Kind: Easy}, {Day: 4, Clock: 6*60 + 30, Kind: Tempo}, {Day: 6, Clock: 10 * 60, Kind: Long},
	}

	beginner := baseRunner()
	beginner.Name, beginner.KM, beginner.EasyMS, beginner.Gain = "from walking to running", 3.2, 2.0, 0.12
	beginner.Attend, beginner.RaceGap, beginner.Heart, beginner.Rides = 0.88, 16, false, 0.3
	beginner.Slots = []Slot{{Day: 1, Clock: 18 * 60, Kind: Easy}, {Day: 3, Clock: 18 * 60, Kind: Tempo}, {Day: 5, Clock: 10 * 60, Kind: Long}}

	marathon := baseRunner()
	marathon.Name, marathon.KM, marathon.Cutback, marathon.RaceGap = "builds for a marathon", 7, 0, 0
	marathon.Slots = []Slot{{Day: 1, Clock: 18 * 60, Kind: Easy}, {Day: 2, Clock: 18 * 60, Kind: Tempo}, {Day: 3, Clock: 18 * 60, Kind: Easy}, {Day: 5, Clock: 9 * 60, Kind: Long}}
	marathon.Build = noviceMarathon
	return []Runner{three, four, six, flexible, commuter, beginner, marathon}
}

// noviceMarathon are the long runs, in miles, of a novice plan of 18 weeks
// (Higdon, Novice 1), then three weeks of recovery; it is repeated after seven
// usual weeks.
var noviceMarathon = []float64{6, 7, 5, 9, 10, 7, 12, 13.1, 10, 15, 16, 12, 18, 14, 20, 12, 8, 26.2, 4, 6, 7, 8, 8, 6, 8, 9, 7, 8}

// marathonWeek is the week of the race in noviceMarathon.
const marathonWeek = 17
