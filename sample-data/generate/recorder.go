package main

import (
	"math"
	"time"

	"secondwind/internal/training"
)

// device is what looks at a run and notes some of it.
type device struct {
	name      string
	purpose   uint64 // of its chance
	heartRate bool   // and cadence
	barometer bool   // else the altitude is the satellites' guess
	thermo    bool
	early     int // seconds by which it is started before the run
}

// The devices of the season.
func firstWatch() device {
	return device{name: "fr55", purpose: forWatch, heartRate: true}
}

func secondWatch() device {
	return device{name: "fr255", purpose: forWatch, heartRate: true, barometer: true, thermo: true}
}

func phoneInPocket() device { return device{name: "phone", purpose: forPhone} }

// newWatchWeek is the week in which the second watch takes over.
const newWatchWeek = 17

// watchIn returns the watch that the runner wears in a week.
func watchIn(week int) device {
	if week < newWatchWeek {
		return firstWatch()
	}
	return secondWatch()
}

// track is what a device noted of an outing.
type track struct {
	outing  outing
	device  device
	start   time.Time // on the runner's clock
	samples []sample
	laps    []lap
	pauses  []pause
	gps     bool
}

// sample is one point of a track.
type sample struct {
	second    int // since the start of the track
	pos       training.LatLon
	altitudeM float64
	metres    float64 // as the device counts them
	speedMS   float64
	bpm, spm  float64
	celsius   float64
}

// lap ends at a sample.
type lap struct {
	end    int // index of its last sample
	manual bool
}

// pause lies between two samples: the timer stands from the one to the other.
type pause struct{ from, to int }

// The device writes a point every 5 to 8 s, sooner rather than later in a bend.
const (
	shortestGap = 5
	longestGap  = 8
	sharpTurn   = 14 * math.Pi / 180
	lapM        = 1000
)

// record notes the moments of an outing as a device does.
func record(o outing, lived []moment, d device, start time.Time) track {
	c := chanceOf(o.date, d.purpose)
	if d.early > 0 {
		lived = waitFirst(lived, d.early)
		start = start.Add(-time.Duration(d.early) * time.Second)
	}
	t := track{outing: o, device: d, start: start, gps: o.outdoors()}
	sense := newSenses(c, o, d)
	last := len(lived) - 1
	buttons := lapButtons(o, lived[last].metres)
	gap := nextGap(c)
	for i, m := range lived {
		// The errors of the senses wander on while nothing is written.
		s := sense.read(c, m)
		lapEnds := len(buttons) > 0 && i < last && s.metres >= buttons[0].metres
		if m.stopped || !(isEdge(lived, i) || lapEnds || t.due(m, gap) || t.due(m, shortestGap) && bends(lived, i)) {
			continue
		}
		if resumes(lived, i) {
			t.pauses = append(t.pauses, pause{from: len(t.samples) - 1, to: len(t.samples)})
		}
		t.samples = append(t.samples, s)
		if lapEnds {
			t.laps = append(t.laps, lap{end: len(t.samples) - 1, manual: buttons[0].manual})
			buttons = buttons[1:]
		}
		gap = nextGap(c)
	}
	t.laps = append(t.laps, lap{end: len(t.samples) - 1})
	return t
}

// nextGap draws the seconds to the next point.
func nextGap(c *chance) int { return shortestGap + c.IntN(longestGap-shortestGap+1) }

// due reports whether the newest point is so many seconds old.
func (t track) due(m moment, seconds int) bool {
	return m.second-t.samples[len(t.samples)-1].second >= seconds
}

// isEdge reports whether the timer starts or stops here: a point is always written.
func isEdge(lived []moment, i int) bool {
	return i == 0 || i == len(lived)-1 || lived[i+1].stopped || resumes(lived, i)
}

// resumes reports whether the runner has just moved on after a stop.
func resumes(lived []moment, i int) bool { return i > 0 && lived[i-1].stopped && !lived[i].stopped }

// waitFirst puts seconds of standing in front: the phone was started at home.
func waitFirst(lived []moment, seconds int) []moment {
	waited := make([]moment, 0, len(lived)+seconds)
	for i := range seconds {
		m := lived[0]
		m.second = i
		waited = append(waited, m)
	}
	for _, m := range lived {
		m.second += seconds
		waited = append(waited, m)
	}
	return waited
}

// button is a distance at which a lap ends.
type button struct {
	metres float64
	manual bool
}

// lapButtons are the ends of the laps but the last: each kilometre, or those that
// the runner presses in a session of repetitions.
func lapButtons(o outing, total float64) []button {
	var ends []button
	if o.effort == reps {
		for _, m := range repLaps() {
			ends = append(ends, button{m, true})
		}
		return ends
	}
	for m := float64(lapM); m < total; m += lapM {
		ends = append(ends, button{m, false})
	}
	return ends
}

// bends reports whether the way has turned within the last few seconds.
func bends(lived []moment, i int) bool {
	a, b, c := lived[i-shortestGap].at, lived[i-2].at, lived[i].at
	before := math.Atan2(b.Y-a.Y, b.X-a.X)
	after := math.Atan2(c.Y-b.Y, c.X-b.X)
	return math.Abs(math.Remainder(after-before, 2*math.Pi)) > sharpTurn
}

// senses are the errors of a device on a day.
type senses struct {
	device     device
	east       *drift
	north      *drift
	height     *drift
	shift      training.Point // the satellites' error of the day
	lengthBias float64        // of the counted distance
	air        float64        // °C
}

// newSenses draws the errors of a device on the day of an outing: 2 to 4 m of
// smooth position error, and a counted distance that is right within 0.6 %.
func newSenses(c *chance, o outing, d device) *senses {
	deviation := 1.7
	if d.purpose == forPhone {
		deviation = 2.4
	}
	s := &senses{
		device:     d,
		east:       newDrift(c, deviation, 40),
		north:      newDrift(c, deviation, 40),
		shift:      training.Point{X: c.normal(0, 1), Y: c.normal(0, 1)},
		lengthBias: max(-0.006, min(0.006, c.normal(0.001, 0.0025))),
		height:     newDrift(c, 2.5, 240),
		air:        airOn(o.date) + c.normal(0, 2),
	}
	if d.barometer {
		// Weather moves a barometer by a few metres, over hours.
		s.height = newDrift(c, 2.5, 4000)
	}
	return s
}

// airOn is the mild climate of the park: 14 °C in winter, 22 °C in late summer.
func airOn(day time.Time) float64 {
	return 18 - 4*math.Cos(2*math.Pi*float64(day.YearDay()-45)/365)
}

// read returns the moment as the device sees it.
func (s *senses) read(c *chance, m moment) sample {
	off := training.Point{X: s.shift.X + s.east.next(c), Y: s.shift.Y + s.north.next(c)}
	return sample{
		second:    m.second,
		pos:       gate.Move(training.Point{X: m.at.X + off.X, Y: m.at.Y + off.Y}),
		altitudeM: m.groundM + s.height.next(c),
		metres:    m.metres * (1 + s.lengthBias),
		speedMS:   m.speedMS * (1 + s.lengthBias),
		bpm:       m.bpm,
		spm:       m.spm,
		// A watch is warm from the wrist: the first minutes show the room.
		celsius: s.air + 3 + 5*math.Exp(-float64(m.second)/400),
	}
}

// standing is the length of the pauses between two samples, in seconds.
func (t track) standing(from, to int) int {
	var sum int
	for _, p := range t.pauses {
		if p.from >= from && p.to <= to {
			sum += t.samples[p.to].second - t.samples[p.from].second
		}
	}
	return sum
}

// at returns the moment of a sample.
func (t track) at(s sample) time.Time { return t.start.Add(time.Duration(s.second) * time.Second) }
