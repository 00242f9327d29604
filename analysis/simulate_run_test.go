package analysis

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

// add runs once.
func (s *simulation) add(r runner, day training.Date, clock training.Clock, kind runKind, km float64) {
	place, sub := s.where(r, kind, &km)
	if s.rng.Float64() < r.rounds {
		km = math.Max(1, math.Round(km)) + 0.02*s.rng.Float64()
	}
	minute := float64(clock)
	if kind != raceRun {
		minute += r.hours * s.rng.NormFloat64()
	}
	minute = min(max(minute, 4*60), 23*60)
	start := day.Time().Add(time.Duration(minute * float64(time.Minute)))
	if s.rng.Float64() < r.stubs {
		s.runs = append(s.runs, s.run(r, start.Add(-8*time.Minute), easyRun, 0.6, "", ""))
	}
	s.runs = append(s.runs, s.run(r, start, kind, km, place, sub))
}

// where chooses the ground of a run, which may decide its length.
func (s *simulation) where(r runner, kind runKind, km *float64) (place string, sub training.SubSport) {
	sub = r.surface
	switch {
	case kind == raceRun:
		return s.elsewhere(), sub
	case sub == training.Treadmill || kind == easyRun && s.rng.Float64() < r.treads:
		return "", training.Treadmill
	case s.rng.Float64() < r.same:
		*km = r.km * (1 + 0.01*s.rng.NormFloat64())
		return r.places[s.rng.IntN(len(r.places))].name, sub
	case kind == longRun && !r.oneLoop:
		if s.rng.Float64() < r.trails {
			sub = training.Trail
		}
		if s.rng.Float64() < max(r.explores, 0.3) {
			return s.elsewhere(), sub
		}
		return fmt.Sprint("long-", s.rng.IntN(2)), sub
	case s.rng.Float64() < r.explores:
		return s.elsewhere(), sub
	}
	pick := s.rng.Float64()
	for _, p := range r.places {
		if pick -= p.share; pick < 0 {
			if kind != longRun {
				*km *= p.length
			}
			*km *= 1 + r.spread*s.rng.NormFloat64()
			return p.name, sub
		}
	}
	return r.places[0].name, sub
}

func (s *simulation) elsewhere() string {
	s.fresh++
	return fmt.Sprint("new-", s.fresh)
}

// fitMS is the speed of a runner's race over a distance (Riegel).
func (s *simulation) fitMS(r runner, day training.Date, metres float64) float64 {
	return s.easyMS(r, day) * tenKmShare * math.Pow(metres/10_000, -madeFatigue)
}

func (s *simulation) easyMS(r runner, day training.Date) float64 {
	from := s.first
	if r.levelled {
		from = s.planted
	}
	return r.easyMS * (1 + r.gain*float64(day-from)/365)
}

// run makes the measures of one recording.
func (s *simulation) run(r runner, start time.Time, kind runKind, km float64, place string, sub training.SubSport) training.Run {
	day, metres := training.DateOf(start), 1000*km
	// Easy runs are slower than usual now and then, by much, and seldom faster.
	easy := s.easyMS(r, day) * (1 + r.paceSpread*(meanOfHalf-math.Abs(s.rng.NormFloat64())))
	if kind != easyRun && kind != longRun {
		easy = s.easyMS(r, day) * (1 + workoutSpread*s.rng.NormFloat64())
	}
	out := training.Run{
		ID: s.id(), Sport: training.Running, SubSport: sub, Start: start,
		Local: training.LocalOffset{Source: training.DeviceOffset},
	}
	pace := s.pacing(r, day, kind, easy, metres)
	seconds := 0.0
	for _, p := range pace {
		seconds += p.seconds
	}
	moving := time.Duration(seconds * float64(time.Second))
	m := &out.Measures
	*m = training.Measures{
		Version: 1, Elapsed: moving + time.Duration(s.rng.IntN(90))*time.Second, Moving: moving,
		DistanceM: metres, DistanceSource: training.DeviceDistance,
		GAPSpeedMS: metres / seconds, GradeKnown: true, AltitudeCoverage: 1, BestMinuteMS: pace[len(pace)-1].speed,
		AscentM: training.Some(6 * km), DescentM: training.Some(6 * km), Quality: 1,
		CadenceSPM:   training.Some(166 + 6*(easy-2.8)),
		TemperatureC: training.Some(s.celsius(day)),
	}
	if kind == raceRun {
		m.Elapsed = moving
	}
	m.GAPSeconds, m.GAPMetres = s.gapBins(r, pace)
	if r.heart {
		s.beat(r, m, pace, day)
	}
	if place != "" {
		m.Ground = s.ground(place, metres)
	}
	m.Efforts = s.efforts(kind, pace, metres)
	if kind == intervalRun {
		for i := range 6 {
			m.Bouts = append(m.Bouts, training.Bout{At: time.Duration(12+4*i) * time.Minute, Duration: 2 * time.Minute, GAPSpeedMS: pace[1].speed})
		}
	}
	return out
}

// stretch is a part of a run at one speed.
type stretch struct{ speed, seconds float64 }

// pacing says how a run is run: the fastest stretch last.
func (s *simulation) pacing(r runner, day training.Date, kind runKind, easy, metres float64) []stretch {
	even := func(v, m float64) stretch { return stretch{v, m / v} }
	switch kind {
	case raceRun:
		return []stretch{even(s.fitMS(r, day, metres)*(1+0.008*s.rng.NormFloat64()), metres)}
	case tempoRun:
		return []stretch{even(easy, 0.35*metres), even(easy*tempoShare*1.02, 0.65*metres)}
	case intervalRun:
		fast := easy * boutShare
		return []stretch{even(easy, metres-fast*720), {fast, 720}}
	case longRun:
		return []stretch{even(0.97*easy, metres)}
	}
	return []stretch{even(easy, metres)}
}

func (s *simulation) celsius(day training.Date) float64 {
	season := math.Sin(2 * math.Pi * float64(day.Time().YearDay()-110) / 365)
	return math.Round(10 + 9*season + 3*s.rng.NormFloat64())
}

// gapBins spreads each stretch around its speed.
func (s *simulation) gapBins(r runner, pace []stretch) (seconds, metres training.Bins) {
	for _, p := range pace {
		for k := -2; k <= 2; k++ {
			v := p.speed * (1 + r.steady*float64(k))
			weight := []float64{0.06, 0.24, 0.4, 0.24, 0.06}[k+2]
			bin := int(v / training.GAPBinMS)
			addBin(&seconds, bin, weight*p.seconds)
			addBin(&metres, bin, weight*p.seconds*v)
		}
	}
	return seconds, metres
}

func addBin(b *training.Bins, bin int, value float64) {
	if len(b.Values) == 0 {
		b.First = bin
	}
	for bin < b.First {
		b.First, b.Values = b.First-1, slices.Insert(b.Values, 0, 0)
	}
	for bin >= b.First+len(b.Values) {
		b.Values = append(b.Values, 0)
	}
	b.Values[bin-b.First] += value
}

// beat gives a run its heart rate: in step with speed, a little higher on warm
// days, and different from day to day.
func (s *simulation) beat(r runner, m *training.Measures, pace []stretch, day training.Date) {
	hour := s.fitMS(r, day, 12_000)
	drift := (1 + r.costs) * (1 + 0.012*s.rng.NormFloat64() + 0.0015*(m.TemperatureC.Or(10)-10))
	bpm := func(v float64) float64 {
		share := madeThreshold * (0.25 + 0.75*v/hour) * drift
		return min(madeRestBPM+(madeMaxBPM-madeRestBPM)*math.Max(0, (share*madeMaxBPM-madeRestBPM)/(madeMaxBPM-madeRestBPM)), madeMaxBPM)
	}
	for _, p := range pace {
		middle := int(math.Round(bpm(p.speed)))
		for k := -3; k <= 3; k++ {
			weight := []float64{0.06, 0.13, 0.2, 0.22, 0.2, 0.13, 0.06}[k+3]
			addBin(&m.HeartRateSeconds, min(madeMaxBPM, middle+2*k), weight*p.seconds)
		}
	}
	m.HeartRateCoverage = 1
	if steady := pace[0]; steady.seconds > 20*60 {
		m.Blocks = []training.Block{{
			At: 10 * time.Minute, Duration: time.Duration(steady.seconds-600) * time.Second,
			GAPSpeedMS: steady.speed, HeartRateBPM: bpm(steady.speed), TemperatureC: m.TemperatureC,
		}}
	}
}

// efforts are the best stretches: no run is quite even.
func (s *simulation) efforts(kind runKind, pace []stretch, metres float64) []training.Effort {
	var efforts []training.Effort
	mean := metres / sumSeconds(pace)
	for _, d := range effortDistancesM {
		if d > metres {
			break
		}
		v := mean * (1 + 0.03*math.Min(1, math.Sqrt(metres/d-1)/3))
		if kind == intervalRun && d <= 400 || kind == tempoRun && d <= 0.65*metres {
			v = math.Max(v, pace[1].speed)
		}
		efforts = append(efforts, training.Effort{DistanceM: d, Elapsed: time.Duration(d / v * float64(time.Second))})
	}
	return efforts
}

func sumSeconds(pace []stretch) float64 {
	total := 0.0
	for _, p := range pace {
		total += p.seconds
	}
	return total
}

// gpsNoiseM is how far a track strays from its way.
const gpsNoiseM = 5

// ground draws a place as a loop, its direction and shape decided by its name,
// as a receiver sees it.
func (s *simulation) ground(place string, metres float64) training.Ground {
	hash := fnv.New64a()
	fmt.Fprint(hash, place)
	h := hash.Sum64()
	bearing, flat := float64(h%360)*math.Pi/180, 0.45+0.5*float64(h>>20%100)/100
	start := s.home
	around := 5000 + 4000*float64(h>>40%100)/100
	if place[0] == 'n' { // new ground lies anywhere within reach
		start = s.home.Move(training.Point{X: 1500 + 6000*s.rng.Float64(), Y: 9000 * (s.rng.Float64() - 0.5)})
		around = metres
	}
	a := around / (math.Pi * (3*(1+flat) - math.Sqrt((3+flat)*(1+3*flat)))) // Ramanujan
	g := training.Ground{
		Start: training.Some(start), Origin: start, TurnM2: math.Pi * a * a * flat, FarthestM: 2 * a, FarthestBearing: bearing * 180 / math.Pi,
	}
	if s.rng.IntN(4) == 0 {
		g.TurnM2 = -g.TurnM2
	}
	steps := int(around / 15)
	sin, cos := math.Sincos(bearing)
	for i := range steps {
		u := 2*math.Pi*float64(i)/float64(steps) + math.Pi
		x, y := a*(1+math.Cos(u)), a*flat*math.Sin(u)
		p := training.Point{
			X: x*sin + y*cos + gpsNoiseM*s.rng.NormFloat64(),
			Y: x*cos - y*sin + gpsNoiseM*s.rng.NormFloat64(),
		}
		g.Cells = append(g.Cells, training.CellAt(start.Move(p)))
		if i%(steps/150+1) == 0 {
			g.Outline = append(g.Outline, p)
		}
	}
	slices.SortFunc(g.Cells, training.Cell.Compare)
	g.Cells = slices.Compact(g.Cells)
	return g
}
