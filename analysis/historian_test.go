package analysis

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondwind/internal/training"
)

// historian writes a history line by line.
type historian struct {
	week   training.Week // the next week to be filled
	zone   *time.Location
	runs   []training.Run
	routes map[string]float64 // named routes and their first length in metres
	newest training.Opt[training.Date]
}

func (h *historian) line(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "from":
		d, err := training.ParseDate(rest)
		if err == nil && d.Weekday() != time.Monday {
			err = errors.New("a history begins on a Monday")
		}
		h.week = d.Week()
		return err
	case "zone":
		zone, err := time.LoadLocation(rest)
		h.zone = zone
		return err
	case "newest-file":
		d, err := training.ParseDate(rest)
		h.newest = training.Some(d)
		return err
	case "weekly", "skip":
		return h.weeks(word, rest)
	case "run":
		day, rest, _ := strings.Cut(rest, " ")
		d, err := training.ParseDate(day)
		if err != nil {
			return err
		}
		return h.run(d, strings.Fields(rest))
	}
	return fmt.Errorf("no line begins with %q", word)
}

// weeks fills weeks: "weekly x4 tue 18:00 loop 8km 46m | sat …", "skip x2".
func (h *historian) weeks(word, rest string) error {
	times, runs, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(strings.TrimPrefix(times, "x"))
	if err != nil {
		return err
	}
	for range n {
		week := h.week
		h.week = h.week.Add(1)
		if word == "skip" {
			continue
		}
		for run := range strings.SplitSeq(runs, "|") {
			words := strings.Fields(run)
			day := slices.Index([]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, words[0])
			if day < 0 {
				return fmt.Errorf("%q is no weekday", words[0])
			}
			if err := h.run(week.Monday()+training.Date(day), words[1:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// run adds a run: "18:00 river-loop 8km 46m [option…]".
func (h *historian) run(day training.Date, words []string) error {
	if len(words) < 4 {
		return errors.New("a run is an hour, a place, a distance and a time")
	}
	clock, ok := training.ParseClock(words[0])
	metres, errM := parseKm(words[2])
	moving, errT := time.ParseDuration(words[3])
	if err := errors.Join(errM, errT); err != nil || !ok {
		return fmt.Errorf("hour %q: %w", words[0], err)
	}
	y, m, d := day.Time().Date()
	start := time.Date(y, m, d, int(clock)/60, int(clock)%60, 0, 0, h.zone)
	_, offset := start.Zone()
	r := training.Run{
		ID:    fmt.Sprintf("run-%03d", len(h.runs)+1),
		Sport: training.Running,
		Start: start.UTC(),
		Local: training.LocalOffset{Offset: time.Duration(offset) * time.Second, Source: training.DeviceOffset},
	}
	r.Measures = h.measures(words[1], metres, moving)
	for _, option := range words[4:] {
		if err := applyOption(&r, option); err != nil {
			return err
		}
	}
	h.runs = append(h.runs, r)
	return nil
}

// applyOption changes a run by a word of the language.
func applyOption(r *training.Run, option string) error {
	name, value, _ := strings.Cut(option, "=")
	ground := &r.Measures.Ground
	switch name {
	case "race":
		r.Name = "City Race"
	case "reverse":
		ground.TurnM2 = -ground.TurnM2
		slices.Reverse(ground.Outline)
	case "treadmill", "track", "trail":
		r.SubSport = training.SubSport(name)
	case "road":
		r.SubSport = training.Street
	case "strength":
		r.Sport, r.SubSport = "training", "strength_training"
	case "poor":
		r.Measures.Quality = 0.5
	case "intervals":
		r.Measures.Bouts = make([]training.Bout, 6)
	case "hr", "temp", "ascent", "cadence", "fade":
		return applyReading(&r.Measures, name, value)
	case "sport":
		r.Sport = training.Sport(value)
	case "no-clock":
		r.Local = training.LocalOffset{}
	default:
		return fmt.Errorf("%q is no option", option)
	}
	return nil
}

// applyReading gives a run what a sensor read: "hr=140" or, with a peak at its
// end, "hr=140-188"; "temp=18"; "ascent=120"; "cadence=168"; "fade=6".
func applyReading(m *training.Measures, name, value string) error {
	value, peak, hasPeak := strings.Cut(value, "-")
	reading, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return err
	}
	switch name {
	case "hr":
		high := reading
		if hasPeak {
			high, err = strconv.ParseFloat(peak, 64)
		}
		heartRate(m, int(reading), int(high))
	case "temp":
		m.TemperatureC = training.Some(reading)
	case "ascent":
		m.AscentM, m.GradeKnown = training.Some(reading), true
	case "cadence":
		m.CadenceSPM = training.Some(reading)
	case "fade":
		m.Fade = training.Some(reading / 100)
	}
	return err
}

// heartRate gives a run an even heart rate, its last fiftieth at a peak, and cuts
// it into the steady blocks that package measure would find.
func heartRate(m *training.Measures, bpm, peakBPM int) {
	const peakPart, warmUp, block = 50, 10 * time.Minute, 5 * time.Minute
	values := make([]float64, peakBPM-bpm+1)
	values[0] = m.Moving.Seconds() * (peakPart - 1) / peakPart
	values[peakBPM-bpm] += m.Moving.Seconds() / peakPart
	m.HeartRateSeconds, m.HeartRateCoverage = training.Bins{First: bpm, Values: values}, 1
	m.Blocks = nil
	for at := warmUp; at+block <= m.Moving; at += block {
		m.Blocks = append(m.Blocks, training.Block{At: at, Duration: block, GAPSpeedMS: m.GAPSpeedMS, HeartRateBPM: float64(bpm)})
	}
}

var effortDistancesM = []float64{400, 1000, 1609.344, 5000, 10_000, 15_000, 16_093.44, 21_097.5, 42_195}

// measures makes an even run over a place.
func (h *historian) measures(place string, metres float64, moving time.Duration) training.Measures {
	speed := metres / moving.Seconds()
	m := training.Measures{
		Version: 1, Elapsed: moving, Moving: moving,
		DistanceM: metres, DistanceSource: training.DeviceDistance,
		GAPSeconds: training.Bins{First: int(speed / training.GAPBinMS), Values: []float64{moving.Seconds()}},
		GAPMetres:  training.Bins{First: int(speed / training.GAPBinMS), Values: []float64{metres}},
		GAPSpeedMS: speed, BestMinuteMS: speed, Quality: 1,
	}
	for _, d := range effortDistancesM {
		if d <= metres {
			m.Efforts = append(m.Efforts, training.Effort{DistanceM: d, Elapsed: time.Duration(d / speed * float64(time.Second))})
		}
	}
	if place != "no-gps" {
		m.Ground = h.ground(place, metres)
	}
	return m
}

// fixtureHome is where named routes begin: a made spot in the ocean.
var fixtureHome = training.LatLon{Lat: 45.2, Lon: -30.3}

// ground draws a place as a circle: a named one through home, in a direction and
// of a length of its own; new ground is somewhere else each time.
func (h *historian) ground(place string, metres float64) training.Ground {
	start, key := fixtureHome, place
	if place == "new-ground" {
		n := float64(len(h.runs) + 1)
		start = fixtureHome.Move(training.Point{X: 1000 * math.Sqrt(n) * math.Cos(2.4*n), Y: 1000 * math.Sqrt(n) * math.Sin(2.4*n)})
		key = fmt.Sprint(place, n)
	}
	around, known := h.routes[key]
	if !known {
		around = metres
		h.routes[key] = around
	}
	hash := fnv.New32()
	fmt.Fprint(hash, key)
	bearing := float64(hash.Sum32()%360) * math.Pi / 180
	radius := around / (2 * math.Pi)
	g := training.Ground{
		Start: training.Some(start), Origin: start, TurnM2: math.Pi * radius * radius,
		FarthestM: 2 * radius, FarthestBearing: bearing * 180 / math.Pi,
	}
	const steps = 400
	for i := range steps {
		a := bearing + math.Pi - 2*math.Pi*float64(i)/steps
		p := training.Point{
			X: radius * (math.Sin(bearing) + math.Sin(a)),
			Y: radius * (math.Cos(bearing) + math.Cos(a)),
		}
		g.Cells = append(g.Cells, training.CellAt(start.Move(p)))
		if i%4 == 0 {
			g.Outline = append(g.Outline, p)
		}
	}
	slices.SortFunc(g.Cells, training.Cell.Compare)
	g.Cells = slices.Compact(g.Cells)
	return g
}

func (h *historian) history() training.History {
	slices.SortStableFunc(h.runs, func(a, b training.Run) int { return a.Start.Compare(b.Start) })
	return training.History{Athlete: "me", Runs: h.runs, NewestFile: h.newest}
}

func parseKm(s string) (float64, error) {
	km, err := strconv.ParseFloat(strings.TrimSuffix(s, "km"), 64)
	return km * 1000, err
}
