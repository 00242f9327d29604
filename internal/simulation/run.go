package simulation

import (
	"fmt"
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

// Add runs once.
func (s *Simulation) Add(r Runner, day training.Date, clock training.Clock, kind RunKind, km float64) {
	place, sub := s.where(r, kind, &km)
	if s.rng.Float64() < r.Rounds {
		km = math.Max(1, math.Round(km)) + 0.02*s.rng.Float64()
	}
	minute := float64(clock)
	if kind != Race {
		minute += r.Hours * s.rng.NormFloat64()
	}
	minute = min(max(minute, 4*60), 23*60)
	start := day.Time().Add(time.Duration(minute * float64(time.Minute)))
	if s.rng.Float64() < r.Stubs {
		s.runs = append(s.runs, s.run(r, start.Add(-8*time.Minute), Easy, 0.6, "", ""))
	}
	s.runs = append(s.runs, s.run(r, start, kind, km, place, sub))
}

// where chooses the ground of a run, which may decide its length.
func (s *Simulation) where(r Runner, kind RunKind, km *float64) (place string, sub training.SubSport) {
	sub = r.Surface
	switch {
	case kind == Race:
		return s.elsewhere(), sub
	case sub == training.Treadmill || kind == Easy && s.rng.Float64() < r.Treads:
		return "", training.Treadmill
	case s.rng.Float64() < r.Same:
		*km = r.KM * (1 + 0.01*s.rng.NormFloat64())
		return r.Places[s.rng.IntN(len(r.Places))].Name, sub
	case kind == Long && !r.OneLoop:
		if s.rng.Float64() < r.Trails {
			sub = training.Trail
		}
		if s.rng.Float64() < max(r.Explores, 0.3) {
			return s.elsewhere(), sub
		}
		return fmt.Sprint("long-", s.rng.IntN(2)), sub
	case s.rng.Float64() < r.Explores:
		return s.elsewhere(), sub
	}
	pick := s.rng.Float64()
	for _, p := range r.Places {
		if pick -= p.Share; pick < 0 {
			if kind != Long {
				*km *= p.Length
			}
			*km *= 1 + r.Spread*s.rng.NormFloat64()
			return p.Name, sub
		}
	}
	return r.Places[0].Name, sub
}

func (s *Simulation) elsewhere() string {
	s.fresh++
	return fmt.Sprint("new-", s.fresh)
}

// fitMS is the speed of a runner's race over a distance (Riegel).
func (s *Simulation) fitMS(r Runner, day training.Date, metres float64) float64 {
	return s.easyMS(r, day) * tenKmShare * math.Pow(metres/10_000, -madeFatigue)
}

func (s *Simulation) easyMS(r Runner, day training.Date) float64 {
	from := s.first
	if r.Levelled {
		from = s.planted
	}
	return r.EasyMS * (1 + r.Gain*float64(day-from)/365)
}

// run makes the measures of one recording.
func (s *Simulation) run(r Runner, start time.Time, kind RunKind, km float64, place string, sub training.SubSport) training.Run {
	day, metres := training.DateOf(start), 1000*km
	// Easy runs are slower than usual now and then, by much, and seldom faster.
	easy := s.easyMS(r, day) * (1 + r.PaceSpread*(meanOfHalf-math.Abs(s.rng.NormFloat64())))
	if kind != Easy && kind != Long {
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
	if kind == Race {
		m.Elapsed = moving
	}
	m.GAPSeconds, m.GAPMetres = s.gapBins(r, pace)
	if r.Heart {
		s.beat(r, m, pace, day)
	}
	if place != "" {
		m.Ground = s.ground(r, place, metres)
	}
	m.Efforts = s.efforts(kind, pace, metres)
	if kind == Intervals {
		for i := range 6 {
			m.Bouts = append(m.Bouts, training.Bout{At: time.Duration(12+4*i) * time.Minute, Duration: 2 * time.Minute, GAPSpeedMS: pace[1].speed})
		}
	}
	return out
}

// stretch is a part of a run at one speed.
type stretch struct{ speed, seconds float64 }

// pacing says how a run is run: the fastest stretch last.
func (s *Simulation) pacing(r Runner, day training.Date, kind RunKind, easy, metres float64) []stretch {
	even := func(v, m float64) stretch { return stretch{v, m / v} }
	switch kind {
	case Race:
		return []stretch{even(s.fitMS(r, day, metres)*(1+0.008*s.rng.NormFloat64()), metres)}
	case Tempo:
		return []stretch{even(easy, 0.35*metres), even(easy*tempoShare*1.02, 0.65*metres)}
	case Intervals:
		fast := easy * boutShare
		return []stretch{even(easy, metres-fast*720), {fast, 720}}
	case Long:
		return []stretch{even(0.97*easy, metres)}
	}
	return []stretch{even(easy, metres)}
}

func (s *Simulation) celsius(day training.Date) float64 {
	season := math.Sin(2 * math.Pi * float64(day.Time().YearDay()-110) / 365)
	return math.Round(10 + 9*season + 3*s.rng.NormFloat64())
}

// gapBins spreads each stretch around its speed.
func (s *Simulation) gapBins(r Runner, pace []stretch) (seconds, metres training.Bins) {
	for _, p := range pace {
		for k := -2; k <= 2; k++ {
			v := p.speed * (1 + r.Steady*float64(k))
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
func (s *Simulation) beat(r Runner, m *training.Measures, pace []stretch, day training.Date) {
	hour := s.fitMS(r, day, 12_000)
	drift := (1 + r.Costs) * (1 + 0.012*s.rng.NormFloat64() + 0.0015*(m.TemperatureC.Or(10)-10))
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

// effortsM are the distances of best efforts.
var effortsM = []float64{400, 1000, 1000 * kmPerMile, 5000, 10_000, 15_000, 10_000 * kmPerMile, halfMarathonM, 42_195}

const (
	kmPerMile     = 1.609344
	halfMarathonM = 21_097.5
)

// efforts are the best stretches: no run is quite even.
func (s *Simulation) efforts(kind RunKind, pace []stretch, metres float64) []training.Effort {
	var efforts []training.Effort
	mean := metres / sumSeconds(pace)
	for _, d := range effortsM {
		if d > metres {
			break
		}
		v := mean * (1 + 0.03*math.Min(1, math.Sqrt(metres/d-1)/3))
		if kind == Intervals && d <= 400 || kind == Tempo && d <= 0.65*metres {
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

// ride is a session of another sport.
func (s *Simulation) ride(day training.Date) {
	moving := time.Duration(40+s.rng.IntN(60)) * time.Minute
	s.runs = append(s.runs, training.Run{
		ID: s.id(), Sport: training.Cycling, Start: day.Time().Add(15 * time.Hour),
		Local:    training.LocalOffset{Source: training.DeviceOffset},
		Measures: training.Measures{Elapsed: moving, Moving: moving, DistanceM: 6.5 * moving.Seconds(), Quality: 1},
	})
}
