package measure

import (
	"slices"

	"secondwind/internal/training"
)

// generic is what devices write whose runner chose no sport.
const generic training.Sport = "generic"

// Confidence of a call: how often calls of its kind are right, walks and hikes
// taken as one. TestSportCalls hides the stated sports of 1 306 real activities
// and holds the shares; what lies below it is caution.
const (
	stated = 1.0
	// named: whoever names a run may have jogged, walked or joked. Not measured.
	named = 0.9
	// bySteps: a runner's steps, or turning pedals, at a speed to match: 0.99.
	bySteps = 0.95
	// bySpeed: a runner's speed for most of the time and no steps to go by: 0.98.
	bySpeed = 0.95
	// byMixture: a runner's speed for a good part of the time, and no wheels: 0.98.
	// The wrong ones are slow rides, of which others have more.
	byMixture = 0.9
	// byTurns: runs and walks in turn: 7 of 9.
	byTurns = 0.6
	// byWalking: a walker's speed and steps: 0.68. Some call such an outing a trail run.
	byWalking = 0.65
	// byClimbing: a walker's speed uphill, and no steps to go by: 0.61.
	byClimbing = 0.55
)

// callSport says what an activity is taken for. What the runner, the file, the
// export or the name says stands, whatever the movement looks like. Only where
// nobody says more than "generic" do speed and cadence tell.
func callSport(a *training.Activity) training.SportCall {
	call := training.SportCall{Sport: a.Sport, SubSport: a.SubSport, Source: a.SportSource}
	switch {
	case a.Sport == "" || a.Sport == generic:
		if sport, confidence := movementOf(a).sport(); sport != "" {
			call.Sport, call.Source, call.Confidence = sport, training.SportFromMovement, confidence
		}
	case a.SportSource.Guessed():
		call.Confidence = named
	default:
		call.Confidence = stated
	}
	return call
}

// Limits of movement that tells of a sport.
const (
	// windowS: over half a minute the noise of satellites and steps of distance
	// evens out.
	windowS = 30.0
	// minWindows: under five minutes a call is the toss of a coin. Ours.
	minWindows = 10
	// transitionMS: people walk below it and run above (J Sports Sci 2021,
	// PMC8629136: 2.0; Aguiar 2023, Hum Mov Sci 90: 1.9 to 2.1).
	transitionMS = 2.0
	// mostly and partly are shares of the time at a runner's speed that make a run.
	// Of 84 real hikes one reached partly. A walk has hardly any.
	mostly, partly, hardly = 0.75, 0.35, 0.10
	// rideMS for a tenth of the time is a ride: science 1 has it for a mean. Without
	// the steps to say otherwise less is enough: of 549 real runs no true one held
	// 5 m/s, while slow rides and ski slopes did.
	rideMS, rideWithoutStepsMS = 5.5, 5.0
	// pedallingMS: who turns a crank rides faster for half of the time, and who takes
	// a walker's steps goes slower. Ours.
	pedallingMS = 3.0
	// walkingMS is slower than any walk, rests left out: who takes longer climbs a wall
	// or has a device that wrote its distance now and then. Ours.
	walkingMS = 0.5
	// hilly is the metres of ascent for each metre of way that make a hike of a
	// walk, and that no boat meets. Ours.
	hilly = 0.02
)

// Limits of a median cadence, as devices count it: both feet, one, or turns.
const (
	// transitionSPM parts walkers' steps from runners' (PMC8629136: 140; Hum Mov Sci
	// 90: 135 to 140), and half of it their strides (Hansen 2017: 70.6).
	transitionSPM = 140.0
	fastestSPM    = 220.0 // beyond a sprinter's, held for half of an outing
	slowestSPM    = 90.0  // a stroll (CADENCE-Adults: 100 is a brisk walk)
	// Turns of a crank: slower is coasting, faster a track sprint. Ours.
	slowestTurns, fastestTurns = 50.0, 120.0
)

// movement is what tells of a sport in how an activity moved.
type movement struct {
	speeds  []float64 // of each half minute of moving, m/s, in order
	sorted  []float64 // the same, slowest first
	cadence float64   // median as the device counts it; 0 for none
	climb   float64   // metres of ascent for each metre of way
}

// movementOf looks at the movement of an activity of unknown sport. A short or
// doubtful one tells nothing.
func movementOf(a *training.Activity) movement {
	if len(a.Records) < minWindows {
		return movement{}
	}
	s := newSeries(a, a.Sport)
	s.trustPositions()
	distanceM, _ := s.measureDistance()
	s.measureAltitude()
	s.measureMovement()
	if !s.hasDistance || s.quality() < training.UsableQuality {
		return movement{}
	}
	ascent, _ := s.climb()
	m := movement{
		speeds:  s.windowSpeeds(),
		cadence: s.cadence().Or(0),
		climb:   ascent.Or(0) / distanceM,
	}
	m.sorted = slices.Sorted(slices.Values(m.speeds))
	return m
}

// windowSpeeds returns the speed of each half minute of moving.
func (s *series) windowSpeeds() []float64 {
	var speeds []float64
	for from := 0; ; {
		to := s.movingIndex(from, windowS)
		if to >= len(s.t) {
			return speeds
		}
		speeds = append(speeds, (s.covered[to]-s.covered[from])/(s.moving[to]-s.moving[from]))
		from = to
	}
}

// sport tells the sport and how sure that is; empty where it cannot be told.
// Wheels and skis give themselves away by a speed that no runner holds, boats
// and machines by a cadence that is none of feet. What moves at a walker's speed
// on the flat may be a boat or a swimmer unless it counts a walker's steps.
func (m movement) sport() (training.Sport, float64) {
	if len(m.speeds) < minWindows {
		return "", 0
	}
	fast := m.quantile(0.9)
	switch running := m.shareOfRunning(); {
	case m.runningSteps() && fast <= vehicleMS:
		return training.Running, bySteps
	case fast > rideMS:
		return m.ride()
	case !m.onFoot() || m.cadence == 0 && fast > rideWithoutStepsMS:
		return "", 0
	case running >= partly:
		return training.Running, m.runConfidence(running)
	case m.alternates():
		return training.Running, byTurns
	case running <= hardly && m.quantile(0.5) >= walkingMS:
		return m.walk()
	}
	return "", 0
}

// runningSteps reports a cadence that is a runner's, both feet counted.
func (m movement) runningSteps() bool { return m.cadence >= transitionSPM && m.cadence <= fastestSPM }

// strides reports a cadence that is a runner's, one foot counted. It is a brisk
// walker's with both counted as well.
func (m movement) strides() bool {
	return m.cadence >= transitionSPM/2 && m.cadence <= fastestSPM/2
}

// walkingSteps reports a cadence that is a walker's, one foot or both counted.
func (m movement) walkingSteps() bool {
	return m.cadence >= slowestSPM/2 && m.cadence < transitionSPM/2 || m.cadence >= slowestSPM && m.cadence < transitionSPM
}

// onFoot reports that the cadence, if there is one, may be that of feet.
func (m movement) onFoot() bool {
	return m.cadence == 0 || m.strides() || m.walkingSteps() && m.quantile(0.5) < pedallingMS
}

// ride tells a bicycle from other wheels, skis and engines by its pedals.
func (m movement) ride() (training.Sport, float64) {
	if m.cadence >= slowestTurns && m.cadence <= fastestTurns && m.quantile(0.5) >= pedallingMS {
		return training.Cycling, bySteps
	}
	return "", 0
}

// runConfidence says how sure a run is that is told by its speed.
func (m movement) runConfidence(running float64) float64 {
	switch {
	case m.strides():
		return bySteps
	case running >= mostly:
		return bySpeed
	}
	return byMixture
}

// walk tells walks and hikes.
func (m movement) walk() (training.Sport, float64) {
	switch {
	case m.walkingSteps() && m.climb < hilly:
		return training.Walking, byWalking
	case m.walkingSteps():
		return training.Hiking, byWalking
	case m.cadence == 0 && m.climb >= hilly:
		return training.Hiking, byClimbing
	}
	return "", 0
}

// Runs and walks in turn, as beginners' plans have them: Couch to 5K runs for 60
// to 180 s at a time in its first four weeks. The numbers are ours.
const (
	minTurns    = 4   // runs with a walk between them
	longestTurn = 7   // half minutes: 180 s, and what hangs over at both ends
	turnToWalk  = 1.3 // how much faster the running is than the walking
)

// alternates reports short runs and walks in turn, on the flat: who trots down
// the slopes of a hike alternates as well.
func (m movement) alternates() bool {
	if m.climb >= hilly || m.shareOfRunning() <= hardly {
		return false
	}
	turns, length := 0, 0
	for _, speed := range m.speeds {
		switch {
		case speed >= transitionMS:
			length++
			continue
		case length > longestTurn:
			return false
		case length > 0:
			turns++
		}
		length = 0
	}
	slow := len(m.sorted) - m.countRunning()
	walk, run := m.sorted[slow/2], m.sorted[(slow+len(m.sorted))/2]
	return turns >= minTurns && run >= turnToWalk*walk
}

// countRunning counts the half minutes at a runner's speed.
func (m movement) countRunning() int {
	slow, _ := slices.BinarySearch(m.sorted, transitionMS)
	return len(m.sorted) - slow
}

// shareOfRunning is the share of the time at a runner's speed.
func (m movement) shareOfRunning() float64 {
	return float64(m.countRunning()) / float64(len(m.sorted))
}

// quantile returns the speed below which the runner spent a share of the time.
func (m movement) quantile(share float64) float64 {
	return m.sorted[int(share*float64(len(m.sorted)-1))]
}
