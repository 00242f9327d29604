package analysis

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // fixtures name zones

	"github.com/rogpeppe/go-internal/txtar"

	"secondwind/internal/training"
)

// fixture is one file of testdata in the language of testdata/README.md.
type fixture struct {
	input Input
	want  []string
}

// readFixture reads a fixture.
func readFixture(path string) (fixture, error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return fixture{}, err
	}
	var f fixture
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	for _, file := range archive.Files {
		lines := sectionLines(file.Data)
		switch file.Name {
		case "history":
			err = each(lines, h.line)
		case "profile":
			err = each(lines, func(l string) error { return profileLine(&f.input.Profile, l) })
		case "past":
			err = each(lines, func(l string) error { return pastLine(&f.input, l) })
		case "said":
			err = each(lines, func(l string) error { return saidLine(&f.input, l) })
		case "as of":
			err = each(lines, func(l string) error { return f.asOf(l) })
		case "want":
			f.want = lines
		default:
			err = fmt.Errorf("no section is called %q", file.Name)
		}
		if err != nil {
			return fixture{}, fmt.Errorf("section %s: %w", file.Name, err)
		}
	}
	if f.input.AsOf == 0 || len(f.want) == 0 {
		return fixture{}, errors.New("a fixture needs the sections as of and want")
	}
	f.input.History = h.history()
	return f, nil
}

// sectionLines returns the lines of a section without blanks and comments.
func sectionLines(data []byte) []string {
	var lines []string
	for l := range strings.Lines(string(data)) {
		l, _, _ = strings.Cut(l, "#")
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func each(lines []string, read func(string) error) error {
	for _, l := range lines {
		if err := read(l); err != nil {
			return fmt.Errorf("%q: %w", l, err)
		}
	}
	return nil
}

func (f *fixture) asOf(line string) error {
	day, mode, _ := strings.Cut(line, " ")
	d, err := training.ParseDate(day)
	f.input.AsOf, f.input.Today, f.input.Current = d, d, mode == "current"
	if today, asked := strings.CutPrefix(mode, "today "); asked && err == nil {
		f.input.Today, err = training.ParseDate(today)
	} else if mode != "" && mode != "current" {
		return fmt.Errorf("%q is no mode", mode)
	}
	return err
}

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

// profileLine reads "break 2026-03-01 2026-03-14 holiday", "goal 2026-05-01 42.2km",
// "mute RULE", "motivation intrinsic", "reward a new book", "export complete", "wants maintain",
// "timezone Europe/Berlin".
func profileLine(p *training.Profile, line string) error {
	words := strings.Fields(line)
	if len(words) < 2 {
		return errors.New("a profile line is a word and a value")
	}
	switch words[0] {
	case "break":
		from, errFrom := training.ParseDate(words[1])
		to, errTo := training.ParseDate(words[2])
		p.Breaks = append(p.Breaks, training.Break{From: from, To: to, Reason: strings.Join(words[3:], " ")})
		return errors.Join(errFrom, errTo)
	case "goal":
		day, errDay := training.ParseDate(words[1])
		metres, errM := parseKm(words[2])
		p.Goal = training.Some(training.Race{Date: day, DistanceM: metres})
		return errors.Join(errDay, errM)
	case "mute":
		p.Mute = append(p.Mute, words[1])
	case "motivation":
		p.Motivation = training.Motivation(words[1])
	case "reward":
		p.Rewards = append(p.Rewards, strings.Join(words[1:], " "))
	case "export":
		p.ExportComplete = words[1] == "complete"
	case "wants":
		p.Maintain, p.NoGoal = words[1] == "maintain", words[1] == "no-goal"
	case "timezone":
		zone, err := time.LoadLocation(words[1])
		p.TimeZone = zone
		return err
	default:
		return fmt.Errorf("%q is no profile word", words[0])
	}
	return nil
}

// pastLine reads "2026-W14 RULE FIX [param=value…] [about-param=value…]
// [read=2026-04-06] [said=tried]".
func pastLine(in *Input, line string) error {
	words := strings.Fields(line)
	if len(words) < 3 {
		return errors.New("a past suggestion is a week, a rule and a fix")
	}
	week, err := training.ParseWeek(words[0])
	s := training.Suggestion{Week: week, Rule: words[1], Fix: words[2]}
	var said training.Answer
	for _, w := range words[3:] {
		name, value, _ := strings.Cut(w, "=")
		value = strings.ReplaceAll(value, ",", " ")
		about, isAbout := strings.CutPrefix(name, "about-")
		switch {
		case name == "said":
			said = training.Answer(value)
		case name == "read":
			day, errDay := training.ParseDate(value)
			s.Read, err = day, errors.Join(err, errDay)
		case isAbout:
			s.Subject = append(s.Subject, training.Param{Name: about, Value: value})
		default:
			s.Params = append(s.Params, training.Param{Name: name, Value: value})
		}
	}
	in.Past = append(in.Past, s)
	if said != "" {
		in.Said = append(in.Said, training.Saying{Fix: s.Fix, Answer: said, Day: max(s.Read, week.Sunday()+1)})
	}
	return err
}

// saidLine reads "2026-04-14 FIX tried".
func saidLine(in *Input, line string) error {
	words := strings.Fields(line)
	if len(words) != 3 {
		return errors.New("what was said is a day, a fix and an answer")
	}
	day, err := training.ParseDate(words[0])
	in.Said = append(in.Said, training.Saying{Fix: words[1], Answer: training.Answer(words[2]), Day: day})
	return err
}

// exhaustive tells of which kind a line of want is that must name all of its
// kind: a flagged rule always, an alternative, what is noticed as well or a milestone
// once one is named; "" for other lines.
func exhaustive(line string) string {
	switch {
	case strings.HasPrefix(line, "or: "), strings.HasPrefix(line, "also: "), strings.HasPrefix(line, "milestone: "):
		kind, _, _ := strings.Cut(line, ": ")
		return kind
	case strings.Contains(line, " flagged: "):
		return "flagged"
	}
	return ""
}

// describe says what a judgement holds, a line each, in the language of want.
func describe(j Judgement) []string {
	var lines []string
	for _, v := range j.Verdicts {
		lines = append(lines, fmt.Sprintf("%s %s: %s", v.Rule, v.Outcome, v.Reason))
		if v.Confidence != "" {
			lines = append(lines, fmt.Sprintf("%s confidence: %s", v.Rule, v.Confidence))
		}
	}
	headline := "none"
	if j.Headline != nil {
		headline = j.Headline.Rule
	}
	lines = append(lines, "headline: "+headline, "title: "+j.Title.String(), "lede: "+j.Lede.String())
	if j.Plan != nil {
		lines = append(lines, "fix: "+describePlan(*j.Plan), "plan: "+j.Plan.Text.String(), "why: "+j.PlanReason.String())
	} else {
		lines = append(lines, "fix: none", "why: "+j.PlanReason.String())
	}
	for _, p := range j.Alternatives {
		lines = append(lines, "or: "+describePlan(p))
	}
	if len(j.Alternatives) == 0 {
		lines = append(lines, "or: none")
	}
	for _, v := range j.Also {
		lines = append(lines, "also: "+v.Rule)
	}
	if len(j.Also) == 0 {
		lines = append(lines, "also: none")
	}
	for _, v := range j.Good {
		lines = append(lines, "good: "+v.Title.String())
	}
	for _, m := range j.Milestones {
		lines = append(lines, fmt.Sprintf("milestone: %s %s, %s", m.ID, m.Day, m.Left))
	}
	if len(j.Milestones) == 0 {
		lines = append(lines, "milestone: none")
	}
	if j.LastTime != nil {
		lines = append(lines, fmt.Sprintf("last: %s %s", j.LastTime.Suggestion.Fix, j.LastTime.Answer))
		lines = append(lines, "moved: "+j.LastTime.Moved.String(), "last time: "+j.LastTime.Text.String())
	}
	lines = append(lines, describeRecord(j.Record)...)
	if j.Export.Stale {
		lines = append(lines, "export ends: "+j.Export.Ends.String())
	} else {
		lines = append(lines, "export: current")
	}
	return lines
}

func describeRecord(r *Record) []string {
	if r == nil {
		return []string{"record: none"}
	}
	lines := []string{fmt.Sprintf("record: %d weeks from %s", r.Weeks, r.From)}
	for _, e := range r.Rows {
		lines = append(lines, fmt.Sprintf("record: %s %s tried %d, not %d, cannot tell %d; with: %s; without: %s",
			e.Rule, e.Fix, e.Tried, e.NotTried, e.CantTell, e.With, e.Without))
	}
	return lines
}

func describePlan(p Plan) string {
	words := []string{p.Fix}
	for _, q := range p.Params {
		words = append(words, q.Value)
	}
	return strings.Join(words, " ")
}

func TestReadFixtureRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, line := range map[string]string{
		"word":    "fortnightly x2 tue 18:00 loop 8km 46m",
		"weekday": "weekly x2 tuesday 18:00 loop 8km 46m",
		"option":  "run 2026-01-06 18:00 loop 8km 46m sideways",
		"short":   "run 2026-01-06 18:00 loop",
	} {
		h := historian{zone: time.UTC, routes: map[string]float64{}}
		if err := h.line(line); err == nil {
			t.Errorf("%s: %q was read without an error", name, line)
		}
	}
}
