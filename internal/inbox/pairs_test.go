package inbox

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

// device is a made recording: an outing as one device saw it. Its zero value with a
// course is an even run of half an hour from noon, a record a second.
type device struct {
	sport     training.Sport // empty: running; "none": not stated
	sub       training.SubSport
	format    parse.Format // empty: FIT
	start     time.Time    // zero: noon
	seconds   int          // 0: 1800
	speed     float64      // metres a second; 0: 3
	course    func(metres float64) training.Point
	from      training.LatLon // where the course begins
	longer    float64         // share by which it overstates the distance
	day       uint64          // form and satellites of the day: other days, other samples; 0: perfectly even
	heartRate func(second int) uint8
	bare      bool // no distance
	cut       bool // the file ends early
	alone     bool
}

// The courses.
func street(m float64) training.Point { return training.Point{Y: m} }
func oval(m float64) training.Point   { return ring(m, 400) }
func lake(m float64) training.Point   { return ring(m, 5000) }
func park(m float64) training.Point   { return ring(m, 1000) }
func garden(float64) training.Point   { return training.Point{} }

func ring(m, length float64) training.Point {
	s, c := math.Sincos(2 * math.Pi * m / length)
	r := length / 2 / math.Pi
	return training.Point{X: r * s, Y: r * (1 - c)}
}

func around(m float64) training.Point { return lake(-m) }

// effort is a heart rate that drifts and wavers in its own way each day.
func effort(day uint64) func(int) uint8 {
	random := rand.New(rand.NewPCG(day, 7))
	rate := make([]uint8, 6*3600)
	level := 135.0
	for i := range rate {
		level += random.NormFloat64()*0.8 + (145-level)*0.01
		rate[i] = uint8(level)
	}
	return func(second int) uint8 { return rate[min(second, len(rate)-1)] }
}

func hung(int) uint8 { return 72 }

func (d device) activity() *training.Activity {
	if d.sport == "" {
		d.sport = training.Running
	}
	if d.seconds == 0 {
		d.seconds = 1800
	}
	if d.speed == 0 {
		d.speed = 3
	}
	if d.start.IsZero() {
		d.start = noon
	}
	if d.from == (training.LatLon{}) {
		d.from = training.LatLon{Lat: 10, Lon: -140}
	}
	a := &training.Activity{Sport: d.sport, SubSport: d.sub, SportSource: training.SportFromFile, Start: d.start}
	if d.sport == "none" {
		a.Sport, a.SportSource = "", training.SportUnknown
	}
	if d.cut {
		a.Warnings = []training.Warning{{Code: training.Truncated}}
	}
	random := rand.New(rand.NewPCG(d.day, 1))
	metres, form := 0.0, 0.0
	var drift training.Point
	for second := 0; second <= d.seconds; second++ {
		r := training.Record{At: time.Duration(second) * time.Second}
		if d.course != nil {
			at := d.course(metres)
			p := d.from.Move(training.Point{X: at.X + drift.X, Y: at.Y + drift.Y})
			r.Channels, r.Lat, r.Lon = r.Channels|training.PositionChannel, p.Lat, p.Lon
		}
		if !d.bare {
			r.Channels, r.DistanceM = r.Channels|training.DistanceChannel, metres*(1+d.longer)
		}
		if d.heartRate != nil {
			r.Channels, r.HeartRateBPM = r.Channels|training.HeartRateChannel, d.heartRate(second)
		}
		a.Records = append(a.Records, r)
		metres += d.speed * (1 + form)
		if d.day > 0 {
			// A pace wavers by some 3 % over a minute, a position by some 3 m.
			form += random.NormFloat64()*0.005 - form/60
			drift.X += random.NormFloat64()*0.3 - drift.X/100
			drift.Y += random.NormFloat64()*0.3 - drift.Y/100
		}
	}
	return a
}

// recording is what the outing is compared by.
func (d device) recording(in *ingest, id string) *recording {
	if d.format == "" {
		d.format = parse.FIT
	}
	e := in.newEntry(found{path: id}, content{hash: id, format: string(d.format)})
	r := in.recordingOf(e, 0, in.measure(d.activity()))
	r.alone = d.alone
	return r
}

// blank is an entry made by hand: a date and no more.
func blank(sport training.Sport, at time.Time) device {
	return device{sport: sport, start: at, seconds: -1}
}

func hours(h float64) time.Time { return noon.Add(time.Duration(h * float64(time.Hour))) }

func after(d time.Duration) time.Time { return noon.Add(d) }

type pair struct {
	name, why string
	a, b      device
}

var notTwins = []pair{
	{"laps of the park, an hour apart", "the same loop, but the pace wavers anew", device{course: park, day: 1}, device{course: park, day: 2, start: hours(1)}},
	{"laps of the park, a quarter-hour apart", "600 s each, to the second", device{course: park, day: 1, seconds: 600}, device{course: park, day: 2, seconds: 600, start: hours(0.25)}},
	{"laps of the oval, morning and evening", "one never has all corners at the same seconds twice", device{course: oval, day: 1, seconds: 2400}, device{course: oval, day: 2, seconds: 2400, start: hours(12)}},
	{"the way to the gym, twice a day", "the same street at the same minute, never at the same seconds", device{course: street, day: 1}, device{course: street, day: 2, start: hours(12)}},
	{"the way to work and back", "the same street, the other way", device{course: street, day: 1}, device{course: func(m float64) training.Point { return training.Point{Y: 5400 - m} }, day: 2, start: hours(9)}},
	{"two treadmill runs of equal settings, morning and evening", "other heart rates", device{sub: training.Treadmill, heartRate: effort(1)}, device{sub: training.Treadmill, heartRate: effort(2), start: hours(12)}},
	{"two treadmill runs of equal settings, an hour apart", "no sample says that they are one", device{sub: training.Treadmill}, device{sub: training.Treadmill, start: hours(1)}},
	{"two treadmill runs with a strap that hangs", "an even 72 is no evidence", device{sub: training.Treadmill, heartRate: hung}, device{sub: training.Treadmill, heartRate: hung, start: hours(12)}},
	{"one virtual course, twice a day", "its positions are the game's", device{sub: training.Virtual, course: lake}, device{sub: training.Virtual, course: lake, start: hours(12)}},
	{"half an hour of yoga on the same mat", "a watch in one place tells no run", device{sport: "yoga", course: garden, bare: true, heartRate: effort(1)}, device{sport: "yoga", course: garden, bare: true, heartRate: effort(2), start: hours(12)}},
	{"a watch on the table, noon and night", "positions that go nowhere", device{course: garden, bare: true}, device{course: garden, bare: true, start: hours(12)}},
	{"two sprints of a minute, 90 s apart", "the first is over when the second begins", device{course: street, seconds: 60}, device{course: street, seconds: 60, start: after(90 * time.Second)}},
	{"strides, a quarter-hour apart", "three minutes of samples are too few", device{course: street, seconds: 180}, device{course: street, seconds: 180, start: hours(0.25)}},
	{"a warm-up and a race", "they follow each other", device{course: street, seconds: 890}, device{course: street, seconds: 900, start: hours(0.25)}},
	{"a race and a cool-down that is as long", "other places, 30 min apart", device{course: street, day: 1, seconds: 1795}, device{course: park, day: 2, seconds: 1795, start: hours(0.5)}},
	{"a run and the walk back, 30 min each", "the same length of time, the other pace", device{course: street, day: 1}, device{sport: training.Walking, course: street, speed: 1.5, day: 2, start: hours(0.5)}},
	{"three minutes later", "a recording that was stopped and begun anew", device{course: lake, day: 1}, device{course: lake, day: 1, start: after(3 * time.Minute)}},
	{"121 s later", "on the limit", device{sub: training.Treadmill}, device{sub: training.Treadmill, start: after(121 * time.Second)}},
	{"6 % longer", "more than devices differ", device{sub: training.Treadmill}, device{sub: training.Treadmill, longer: 0.06}},
	{"a phone that was stopped halfway", "half the distance", device{course: lake, day: 1}, device{course: lake, day: 1, seconds: 900}},
	{"a run beside a child's bicycle", "two sports, two people", device{course: lake, day: 1}, device{sport: training.Cycling, course: lake, day: 2, seconds: 1815}},
	{"the change of shoes and the ride", "a transition is no ride", device{sport: training.Transition, course: garden, seconds: 100}, device{sport: training.Cycling, course: street, speed: 9, seconds: 3600, start: after(100 * time.Second)}},
	{"the swim and the whole triathlon", "they begin together and differ in length", device{sport: training.Swimming, course: street, speed: 1, seconds: 3600}, device{sport: "none", course: street, speed: 4, seconds: 36_000}},
	{"the run after the ride", "other sports, other times", device{sport: training.Cycling, course: lake, speed: 9}, device{course: lake, start: hours(0.5)}},
	{"two parks, Saturday at nine", "5 km each, 20 km apart", device{course: lake, day: 1}, device{course: lake, day: 2, from: training.LatLon{Lat: 10.2, Lon: -140}}},
	{"two runners of one race", "the same 5 km at two paces", device{course: lake, speed: 3.8, seconds: 1315}, device{course: lake, speed: 2.7, seconds: 1852}},
	{"around the lake, one each way", "they meet once", device{course: lake, day: 1}, device{course: around, day: 2}},
	{"two entries made by hand", "two that know nothing else", blank(training.Running, noon), blank(training.Running, noon)},
	{"an entry made by hand, and a run that evening", "the date alone is no start", blank(training.Running, noon), device{course: street, start: hours(6)}},
	{"a ride entered by hand, and a run", "another sport", blank(training.Cycling, noon), device{course: street}},
	{"weights and a run begun together", "two sports, no distance", device{sport: "training", bare: true}, device{bare: true}},
	{"moved by seven minutes", "no zone does that", device{course: lake, day: 1}, device{course: lake, day: 1, start: after(7 * time.Minute)}},
	{"the same to the metre, a quarter-hour past 14 h later", "no zone is so far", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(14.25)}},
	{"the same to the metre, a day later", "a habit, sooner than a clock", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(24)}},
	{"moved by a week", "no zone is so far", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(168)}},
	{"moved by an hour, two seconds shorter", "a copy is as long", device{course: lake, day: 1}, device{course: lake, day: 1, seconds: 1798, start: hours(1)}},
	{"a cut file and a run elsewhere", "its first half was in another place", device{course: lake, day: 1, seconds: 900, cut: true}, device{course: lake, day: 2, from: training.LatLon{Lat: 10.2, Lon: -140}}},
	{"a cut file and a later run", "they don't begin together", device{course: lake, day: 1, seconds: 900, cut: true}, device{course: lake, day: 1, start: after(3 * time.Minute)}},
	{"split by the runner", "the runner knows", device{course: lake, day: 1, alone: true}, device{course: lake, day: 1}},
	{"hill repeats saved one by one", "each is over when the next begins", device{course: street, day: 1, seconds: 100}, device{course: street, day: 2, seconds: 100, start: after(110 * time.Second)}},
	{"two laps of the lake behind pace lights, an hour apart", "the same places at the same seconds, another heart", device{course: lake, heartRate: effort(1)}, device{course: lake, heartRate: effort(2), start: hours(1)}},
	{"the same run on the next day of a plan", "another heart, a day later", device{course: lake, day: 1, heartRate: effort(1)}, device{course: lake, day: 2, heartRate: effort(2), start: hours(24)}},
	{"a morning and an evening run, 12 h apart", "the same loop and length of time", device{course: lake, day: 1, heartRate: effort(1)}, device{course: lake, day: 2, heartRate: effort(2), start: hours(12)}},
}

var twinPairs = []pair{
	{"the same", "one file as another format", device{course: lake, day: 1}, device{course: lake, day: 1, format: parse.GPX, bare: true}},
	{"a watch and a phone, 90 s and 3 % apart", "science 0.4", device{course: lake, day: 1}, device{course: lake, day: 2, start: after(90 * time.Second), seconds: 1750, longer: 0.03}},
	{"a phone that calls it a walk", "all on foot", device{course: lake, day: 1}, device{sport: training.Walking, course: lake, day: 2}},
	{"a phone that calls it a hike", "all on foot", device{course: lake, day: 1}, device{sport: training.Hiking, course: lake, day: 2}},
	{"a copy without a sport", "it is any", device{sport: training.Cycling, course: lake, speed: 8}, device{sport: "none", course: lake, speed: 8}},
	{"a copy called exercise", "it is any", device{course: lake, day: 1}, device{sport: "generic", course: lake, day: 2}},
	{"with and without a motor", "one ride", device{sport: training.Cycling, course: lake, speed: 8}, device{sport: "e_biking", course: lake, speed: 8}},
	{"a sport that was overruled on the site", "every sample agrees", device{sport: training.Cycling, course: lake, day: 1}, device{course: lake, day: 1}},
	{"a watch and a strap indoors", "no distance: as long in time", device{sub: training.Treadmill}, device{bare: true, seconds: 1750, heartRate: effort(1)}},
	{"a clock that is a minute behind", "the tracks agree once it is allowed for", device{course: lake, day: 1}, device{course: lake, day: 1, start: after(time.Minute)}},
	{"an hour late", "a wrong zone, the same places", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(1)}},
	{"an hour late, one second shorter", "the last sample is missing", device{course: lake, day: 1}, device{course: lake, day: 1, seconds: 1799, start: hours(1)}},
	{"an hour early, indoors", "the same heart rates", device{sub: training.Treadmill, heartRate: effort(1)}, device{bare: true, heartRate: effort(1), start: hours(-1)}},
	{"India taken for UTC", "5:30", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(5.5)}},
	{"Nepal taken for UTC", "5:45", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(-5.75)}},
	{"Chatham taken for UTC", "12:45", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(12.75)}},
	{"the Line Islands taken for UTC", "14 h", device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(14)}},
	{"a piece of it", "cut off halfway", device{course: lake, day: 1}, device{course: lake, day: 2, seconds: 900, cut: true}},
	{"nothing but its date", "an indoor run that lost its samples", device{course: lake, day: 1}, blank(training.Running, noon)},
}

func TestTwins(t *testing.T) {
	if len(notTwins) < 30 {
		t.Errorf("%d pairs are too few", len(notTwins))
	}
	in := newIngest(nil, forMe)
	for want, pairs := range map[bool][]pair{true: twinPairs, false: notTwins} {
		for _, p := range pairs {
			t.Run(p.name, func(t *testing.T) {
				a, b := p.a.recording(in, "a"), p.b.recording(in, "b")
				for _, order := range [][2]*recording{{a, b}, {b, a}} {
					got, err := in.twins(t.Context(), order[0], order[1])
					if err != nil || got != want {
						t.Errorf("got %v, %v, want %v: %s", got, err, want, p.why)
					}
					in.known = newRecordings()
					in.known.add(order[0])
					twins, err := in.twinsOf(t.Context(), order[1])
					if found := len(twins) == 1; err != nil || found != want {
						t.Errorf("found %v, %v, want %v", found, err, want)
					}
				}
			})
		}
	}
}
