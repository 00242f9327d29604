package analysis

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"secondwind/internal/training"
)

// runner is a made runner: what a week is meant to be, how it turns out, and how
// the runs go. Its figures lie within what real runners show (science 0.10).
type runner struct {
	name string

	slots    []slot  // of the week; where there are none,
	flexible int     // so many runs on any days
	attend   float64 // chance that a planned run happens
	moves    float64 // chance that one which does not is run a day earlier or later
	cutback  int     // every so many weeks are lighter; 0: none
	swell    float64 // of the volume, over a year
	build    []float64
	ill      float64 // times a year, five to nine days each
	raceGap  int     // weeks between races; 0: none
	rides    float64 // sessions of another sport a week

	km       float64 // an easy run
	spread   float64 // of the lengths on one place
	places   []usualPlace
	explores float64 // share of easy runs on new ground
	treads   float64 // share of easy runs on a treadmill
	trails   float64 // share of long runs on trails

	easyMS     float64
	gain       float64 // of speed, a year
	paceSpread float64 // of the mean speeds of easy runs, to the slower side
	steady     float64 // spread of speed within a run
	hours      float64 // spread of the starts, minutes
	heart      bool    // wears a strap
	costs      float64 // extra share of heart rate at a given speed
	rounds     float64 // share of runs that end on a whole kilometre
	stubs      float64 // chance of a recording under a kilometre before a run
	surface    training.SubSport

	oneLoop  bool                  // long runs use the usual places as well
	quality  training.Opt[float64] // share of the faster runs that stay faster; absent: all
	same     float64               // share of runs that are all of one distance
	levelled bool                  // the speed of the day of the plant is kept, less or more the gain
	clock    training.Clock        // of every run without slots; 0: any
}

// slot is a planned run of a week.
type slot struct {
	day   int // Monday 0
	clock training.Clock
	kind  runKind
	kept  float64 // attendance of this day alone; 0: as all days
}

// usualPlace is a usual place, its length as a share of an easy run's, and how
// often it is chosen.
type usualPlace struct {
	name          string
	length, share float64
}

// runKind is what a run is for.
type runKind int

const (
	easyRun runKind = iota
	longRun
	tempoRun
	intervalRun
	raceRun
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

func (r runner) clone() runner {
	r.slots, r.places, r.build = slices.Clone(r.slots), slices.Clone(r.places), slices.Clone(r.build)
	return r
}

// somePlaces are six loops, the first two run most.
func somePlaces() []usualPlace {
	return []usualPlace{
		{"river", 1, 0.36}, {"park", 0.8, 0.2}, {"hill", 1.15, 0.14}, {"canal", 1.3, 0.12}, {"town", 0.7, 0.1}, {"wood", 1, 0.08},
	}
}

func baseRunner() runner {
	return runner{
		attend: 0.9, moves: 0.4, cutback: 4, swell: 0.08, ill: 1, raceGap: 13, rides: 0.5,
		km: 8, spread: 0.02, places: somePlaces(), explores: 0.15, treads: 0.03, trails: 0.2,
		easyMS: 2.8, gain: 0.03, paceSpread: 0.155, steady: 0.06, hours: 55, heart: true,
	}
}

// healthyRunners are runners without a rut, each of another kind.
func healthyRunners() []runner {
	three := baseRunner()
	three.name = "three days a week"
	three.slots = []slot{{day: 1, clock: 18 * 60, kind: easyRun}, {day: 3, clock: 18*60 + 30, kind: intervalRun}, {day: 6, clock: 9*60 + 30, kind: longRun}}

	four := baseRunner()
	four.name, four.heart, four.rides = "four days a week, no strap", false, 0
	four.slots = []slot{{day: 0, clock: 19 * 60, kind: easyRun}, {day: 2, clock: 18 * 60, kind: tempoRun}, {day: 4, clock: 17*60 + 30, kind: easyRun}, {day: 6, clock: 10 * 60, kind: longRun}}

	six := baseRunner()
	six.name, six.km, six.easyMS, six.explores = "six days a week", 10, 3.2, 0.2
	six.slots = []slot{
		{day: 0, clock: 18 * 60, kind: easyRun}, {day: 1, clock: 18 * 60, kind: intervalRun}, {day: 2, clock: 7 * 60, kind: easyRun}, {day: 3, clock: 18 * 60, kind: tempoRun}, {day: 5, clock: 9 * 60, kind: easyRun}, {day: 6, clock: 9 * 60, kind: longRun},
	}

	flexible := baseRunner()
	flexible.name, flexible.flexible, flexible.hours = "three or four days, any days", 4, 170

	commuter := baseRunner()
	commuter.name, commuter.hours, commuter.km = "commutes at 6:30", 12, 6
	commuter.slots = []slot{
		{day: 0, clock: 6*60 + 30, kind: easyRun}, {day: 1, clock: 6*60 + 30, kind: intervalRun}, {day: 3, clock: 6*60 + 30, kind: easyRun}, {day: 4, clock: 6*60 + 30, kind: tempoRun}, {day: 6, clock: 10 * 60, kind: longRun},
	}

	beginner := baseRunner()
	beginner.name, beginner.km, beginner.easyMS, beginner.gain = "from walking to running", 3.2, 2.0, 0.12
	beginner.attend, beginner.raceGap, beginner.heart, beginner.rides = 0.88, 16, false, 0.3
	beginner.slots = []slot{{day: 1, clock: 18 * 60, kind: easyRun}, {day: 3, clock: 18 * 60, kind: tempoRun}, {day: 5, clock: 10 * 60, kind: longRun}}

	marathon := baseRunner()
	marathon.name, marathon.km, marathon.cutback, marathon.raceGap = "builds for a marathon", 7, 0, 0
	marathon.slots = []slot{{day: 1, clock: 18 * 60, kind: easyRun}, {day: 2, clock: 18 * 60, kind: tempoRun}, {day: 3, clock: 18 * 60, kind: easyRun}, {day: 5, clock: 9 * 60, kind: longRun}}
	marathon.build = noviceMarathon
	return []runner{three, four, six, flexible, commuter, beginner, marathon}
}

// noviceMarathon are the long runs, in miles, of a novice plan of 18 weeks
// (Higdon, Novice 1), then three weeks of recovery; it is repeated after seven
// usual weeks.
var noviceMarathon = []float64{6, 7, 5, 9, 10, 7, 12, 13.1, 10, 15, 16, 12, 18, 14, 20, 12, 8, 26.2, 4, 6, 7, 8, 8, 6, 8, 9, 7, 8}

// marathonWeek is the week of the race in noviceMarathon.
const marathonWeek = 17

// simulation makes the history of a runner day by day.
type simulation struct {
	rng  *rand.Rand
	home training.LatLon
	runs []training.Run
	// first is the first Monday, for seasons and fitness.
	first training.Date
	// planted is the day of a rut's beginning.
	planted training.Date
	fresh   int // places that were new ground, so far
	illFrom training.Date
	ill     training.Date // until the day before
	race    int           // weeks since the last race
	off     float64
}

func newSimulation(seed uint64, first training.Date) *simulation {
	rng := rand.New(rand.NewPCG(seed, 0x5ec0d))
	return &simulation{
		rng: rng, first: first, off: rng.Float64(),
		home: training.LatLon{Lat: 35 + 20*rng.Float64(), Lon: -35 + 5*rng.Float64()}, // the ocean
		race: rng.IntN(8),
	}
}

// weeks lets a runner run for n weeks from a Monday.
func (s *simulation) weeks(r runner, monday training.Date, n int) {
	for w := range n {
		s.week(r, monday+training.Date(7*w))
	}
}

// week runs one week: what was planned, less what did not happen, some of it moved.
func (s *simulation) week(r runner, monday training.Date) {
	number := int(monday-s.first) / 7
	volume := 1 + r.swell*math.Sin(2*math.Pi*(float64(number)/52+s.off))
	if r.cutback > 0 && number%r.cutback == r.cutback-1 {
		volume *= cutbackShare
	}
	long := r.km * longByShare * volume
	kind := longRun
	if len(r.build) > 0 {
		miles := r.build[number%len(r.build)]
		long, volume = miles*mileM/1000, 0.8+0.2*min(2, miles/10)
		if number%len(r.build) == marathonWeek {
			kind = raceRun
		}
	}
	s.race++
	racing := r.raceGap > 0 && s.race >= r.raceGap+s.rng.IntN(3)
	if racing {
		s.race = 0
	}
	if s.rng.Float64() < r.ill/52 && s.ill <= monday {
		s.illFrom = monday + training.Date(s.rng.IntN(7))
		s.ill = s.illFrom + training.Date(illLeast+s.rng.IntN(5))
	}
	for _, p := range s.planned(r) {
		day := monday + training.Date(p.day)
		switch {
		case racing && p.day == 6, racing && p.day == 5:
			continue
		case p.kind == longRun && kind == raceRun:
			s.add(r, day, 10*60, raceRun, long)
			continue
		}
		attend := r.attend
		if p.kept > 0 {
			attend = p.kept
		}
		if s.rng.Float64() >= attend {
			if s.rng.Float64() >= r.moves {
				continue
			}
			day += training.Date(2*s.rng.IntN(2) - 1)
		}
		if s.isIll(day) || s.ranOn(day) {
			continue
		}
		length := r.km * volume
		if p.kind == longRun {
			length = long * (1 + 0.08*s.rng.NormFloat64())
		}
		s.add(r, day, p.clock, s.asMeant(r, p.kind), length)
	}
	if racing && !s.isIll(monday+6) {
		s.add(r, monday+6, 10*60, raceRun, []float64{5, 10, 10, 21.0975}[s.rng.IntN(4)])
	}
	if s.rng.Float64() < r.rides {
		s.ride(monday + training.Date(s.rng.IntN(7)))
	}
}

func (s *simulation) isIll(day training.Date) bool { return s.illFrom <= day && day < s.ill }

// planned returns the runs of a week in order.
func (s *simulation) planned(r runner) []slot {
	if len(r.slots) > 0 {
		return r.slots
	}
	n := r.flexible - s.rng.IntN(2)
	days := s.rng.Perm(7)[:n]
	slices.Sort(days)
	slots := make([]slot, n)
	for i, d := range days {
		slots[i] = slot{day: d, clock: cmp.Or(r.clock, training.Clock(12*60+s.rng.IntN(8*60)))}
	}
	slots[n-1].kind = longRun
	if n > 2 {
		slots[1].kind = []runKind{tempoRun, intervalRun}[s.rng.IntN(2)]
	}
	return slots
}

// asMeant returns the kind of a run when some of the faster ones are run easy.
func (s *simulation) asMeant(r runner, kind runKind) runKind {
	stay, some := r.quality.Get()
	if some && (kind == tempoRun || kind == intervalRun) && s.rng.Float64() >= stay {
		return easyRun
	}
	return kind
}

func (s *simulation) ranOn(day training.Date) bool {
	return slices.ContainsFunc(s.runs[max(0, len(s.runs)-8):], func(r training.Run) bool { return r.Date() == day && r.IsRun() })
}

// history returns what was run, oldest first.
func (s *simulation) history() training.History {
	slices.SortStableFunc(s.runs, func(a, b training.Run) int { return cmp.Compare(a.Start.UnixNano(), b.Start.UnixNano()) })
	return training.History{Athlete: "me", Runs: s.runs}
}

// upTo returns the part of a history that an export of a day would hold.
func upTo(h training.History, day training.Date) training.History {
	i := len(h.Runs)
	for i > 0 && h.Runs[i-1].Date() > day {
		i--
	}
	h.Runs = slices.Clone(h.Runs[:i])
	h.NewestFile = training.Some(day) // the watch was synchronised
	return h
}

func (s *simulation) id() string { return fmt.Sprintf("sim-%04d", len(s.runs)+1) }

// ride is a session of another sport.
func (s *simulation) ride(day training.Date) {
	moving := time.Duration(40+s.rng.IntN(60)) * time.Minute
	s.runs = append(s.runs, training.Run{
		ID: s.id(), Sport: training.Cycling, Start: day.Time().Add(15 * time.Hour),
		Local:    training.LocalOffset{Source: training.DeviceOffset},
		Measures: training.Measures{Elapsed: moving, Moving: moving, DistanceM: 6.5 * moving.Seconds(), Quality: 1},
	})
}
