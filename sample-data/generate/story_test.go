package main

import (
	"bytes"
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tkrajina/gpxgo/gpx"
	"github.com/tormoder/fit"

	"secondwind/internal/training"
)

// The tests below read the committed files alone, and hold what README.md says is
// planted in them. They measure roughly and by themselves: what the product makes
// of the files is tested where the product is.

// read is what a file says of a run.
type read struct {
	name   string
	title  string
	sport  string
	local  time.Time // the park's clock, as nominal UTC
	metres float64
	timer  time.Duration
	rate   float64 // mean heart rate; 0 for none
	cells  map[training.Cell]bool
	turnM2 float64 // positive anticlockwise
	laps   int     // pressed by hand
}

func (r read) day() training.Date { return training.DateOf(r.local) }
func (r read) week() int          { return int(r.day()-training.DateOf(firstMonday))/7 + 1 }
func (r read) pace() float64      { return r.timer.Seconds() / r.metres * 1000 }
func date(s string) training.Date {
	d, err := training.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
func isRun(r read) bool { return r.sport == "running" }
func isOut(r read) bool { return isRun(r) && r.cells != nil }
func on(days ...string) func(read) bool {
	return func(r read) bool { return slices.Contains(days, r.day().String()) }
}

// within keeps the days from and to, both included.
func within(from, to training.Date) func(read) bool {
	return func(r read) bool { return r.day() >= from && r.day() <= to }
}

// season of the test: what the files hold, oldest first, without the twin's phone.
func readArchive(t *testing.T) []read {
	t.Helper()
	var all []read
	for name, data := range folder(t, committed) {
		payload := unpack(t, name, data)
		if strings.Contains(name, ".gpx") {
			all = append(all, readGPX(t, name, payload))
			continue
		}
		f, err := fit.Decode(bytes.NewReader(payload))
		if err != nil || f.Type() != fit.FileTypeActivity {
			continue
		}
		all = append(all, readFIT(t, name, f))
	}
	slices.SortFunc(all, func(a, b read) int {
		return cmp.Or(a.local.Compare(b.local), cmp.Compare(a.name, b.name))
	})
	return all
}

// runsOf leaves out rides and the phone's half of the twin.
func runsOf(all []read) []read {
	return keep(all, func(r read) bool {
		return isRun(r) && !(on("2026-06-21")(r) && strings.HasPrefix(r.name, "phone/"))
	})
}

func keep(runs []read, which ...func(read) bool) []read {
	var kept []read
	for _, r := range runs {
		if !slices.ContainsFunc(which, func(f func(read) bool) bool { return !f(r) }) {
			kept = append(kept, r)
		}
	}
	return kept
}

func readFIT(t *testing.T, name string, f *fit.File) read {
	t.Helper()
	a, err := f.Activity()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s := a.Sessions[0]
	r := read{
		name:   name,
		sport:  strings.ToLower(s.Sport.String()),
		local:  nominal(s.StartTime),
		metres: s.GetTotalDistanceScaled(),
		timer:  time.Duration(s.TotalTimerTime) * time.Millisecond,
		rate:   float64(s.AvgHeartRate),
	}
	for _, l := range a.Laps {
		if l.LapTrigger == fit.LapTriggerManual {
			r.laps++
		}
	}
	var way []training.LatLon
	for _, rec := range a.Records {
		if !rec.PositionLat.Invalid() {
			way = append(way, training.LatLon{Lat: rec.PositionLat.Degrees(), Lon: rec.PositionLong.Degrees()})
		}
	}
	r.survey(way)
	return r
}

func readGPX(t *testing.T, name string, payload []byte) read {
	t.Helper()
	g, err := gpx.ParseBytes(payload)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	track := g.Tracks[0]
	points := track.Segments[0].Points
	r := read{name: name, title: track.Name, sport: track.Type, local: nominal(points[0].Timestamp)}
	r.timer = points[len(points)-1].Timestamp.Sub(points[0].Timestamp)
	var way []training.LatLon
	var rates, n float64
	for _, p := range points {
		way = append(way, training.LatLon{Lat: p.Latitude, Lon: p.Longitude})
		for _, e := range p.Extensions.Nodes {
			if bpm, ok := e.GetNode("hr"); ok {
				var rate float64
				for _, digit := range bpm.Data {
					rate = 10*rate + float64(digit-'0')
				}
				rates, n = rates+rate, n+1
			}
		}
	}
	if n > 0 {
		r.rate = rates / n
	}
	for i := 1; i < len(way); i++ {
		r.metres += way[i-1].MetresTo(way[i])
	}
	r.survey(way)
	return r
}

// nominal is the park's clock at a moment, written as UTC.
func nominal(at time.Time) time.Time {
	zone := zoneOn(at.Add(-8 * time.Hour).Truncate(24 * time.Hour))
	_, offset := at.In(zone).Zone()
	return at.UTC().Add(time.Duration(offset) * time.Second)
}

// survey notes the ground, without the first and last 200 m, and the turn.
func (r *read) survey(way []training.LatLon) {
	if len(way) == 0 {
		return
	}
	r.cells = map[training.Cell]bool{}
	var along, total float64
	for i := 1; i < len(way); i++ {
		total += way[i-1].MetresTo(way[i])
	}
	for i := 1; i < len(way); i++ {
		step := way[i-1].MetresTo(way[i])
		a, b := way[0].Offset(way[i-1]), way[0].Offset(way[i])
		r.turnM2 += (a.X*b.Y - b.X*a.Y) / 2
		if along += step; along > 200 && along < total-200 {
			r.cells[training.CellAt(way[i-1])] = true
			r.cells[training.CellAt(way[i-1].Move(training.Point{X: (b.X - a.X) / 2, Y: (b.Y - a.Y) / 2}))] = true
		}
	}
}

// alike is the similarity S of the 50 m cells, each side widened by one cell.
func alike(a, b read) float64 {
	ab, ba := covered(a, b), covered(b, a)
	if ab+ba == 0 {
		return 0
	}
	return 2 * ab * ba / (ab + ba)
}

// covered is the share of a's cells that lie on or beside b's.
func covered(a, b read) float64 {
	var n float64
	for c := range a.cells {
		if beside(c, b.cells) {
			n++
		}
	}
	return n / float64(len(a.cells))
}

func beside(c training.Cell, cells map[training.Cell]bool) bool {
	for col := int32(-1); col <= 1; col++ {
		for row := int32(-1); row <= 1; row++ {
			if cells[training.Cell{Col: c.Col + col, Row: c.Row + row}] {
				return true
			}
		}
	}
	return false
}

// places groups runs by ground, the most frequent place first.
func places(runs []read) [][]read {
	var found [][]read
	for _, r := range runs {
		i := slices.IndexFunc(found, func(place []read) bool { return alike(place[0], r) >= 0.8 })
		if i < 0 {
			found = append(found, nil)
			i = len(found) - 1
		}
		found[i] = append(found[i], r)
	}
	slices.SortStableFunc(found, func(a, b []read) int { return cmp.Compare(len(b), len(a)) })
	return found
}

func sum(runs []read) float64 {
	var metres float64
	for _, r := range runs {
		metres += r.metres
	}
	return metres
}

func longest(runs []read) float64 {
	var top float64
	for _, r := range runs {
		top = max(top, r.metres)
	}
	return top
}

func weekKm(runs []read, week int) float64 {
	return sum(keep(runs, func(r read) bool { return r.week() == week })) / 1000
}

// TestStory reads the files once and holds each part of the story.
func TestStory(t *testing.T) {
	all := readArchive(t)
	for name, hold := range map[string]func(*testing.T, []read){
		"season size":           holdSeasonSize,
		"stale route":           holdStaleRoute,
		"dormant routes":        holdDormantRoutes,
		"thursdays fade":        holdThursdaysFade,
		"spike and weekly jump": holdSpikeAndWeeklyJump,
		"quiet end":             holdQuietEnd,
		"race":                  holdRace,
		"twin":                  holdTwin,
		"workouts":              holdWorkouts,
	} {
		t.Run(name, func(t *testing.T) { hold(t, all) })
	}
}

func holdSeasonSize(t *testing.T, all []read) {
	runs := runsOf(all)
	if got, want := len(runs), 145; got != want {
		t.Errorf("%d runs, want %d", got, want)
	}
	if got, want := len(all)-len(keep(all, isRun)), 2; got != want {
		t.Errorf("%d rides, want %d", got, want)
	}
	var metres float64
	for _, r := range runs {
		if metres < 1e6 && metres+r.metres >= 1e6 && r.day() != date("2026-11-03") {
			t.Errorf("1 000 km are full on %v, want 2026-11-03", r.day())
		}
		metres += r.metres
		if km := r.metres / 1000; km < 5 || km > 14 {
			t.Errorf("%s: %.2f km, want 5 to 14", r.name, km)
		}
	}
	if metres < 1e6 {
		t.Errorf("only %.0f km", metres/1000)
	}
	for i := 1; i < len(runs); i++ {
		if gap := runs[i].day() - runs[i-1].day(); gap >= 7 {
			t.Errorf("%d days without a run before %v", gap, runs[i].day())
		}
	}
	for _, r := range runs {
		if h := r.local.Hour(); h != 8 && h != 9 && h != 18 {
			t.Errorf("%s begins at %v", r.name, r.local)
		}
	}
}

func holdStaleRoute(t *testing.T, all []read) {
	runs := keep(runsOf(all), isOut, func(r read) bool { return r.title != "City Park 10K" })
	for week := 36; week <= weeks; week++ {
		end := training.DateOf(firstMonday) + training.Date(7*week-1)
		window := keep(runs, within(end-55, end))
		found := places(window)
		if share := float64(len(found[0])) / float64(len(window)); len(window) < 10 || share < 0.65 {
			t.Errorf("week %d: top place has %d of %d runs, want 65 %%", week, len(found[0]), len(window))
		}
		for _, r := range found[0] {
			if r.turnM2 > 0 {
				t.Errorf("%s turns the other way round", r.name)
			}
		}
		var explorers int
		for _, r := range window {
			if fresh(r, keep(runs, within(r.day()-180, r.day()-1))) >= 0.3 {
				explorers++
			}
		}
		if explorers > 0 {
			t.Errorf("week %d: %d runs on new ground, want none", week, explorers)
		}
	}
	before := keep(runs, within(date("2026-03-16"), date("2026-05-10")))
	if found := places(before); 10*len(found[0]) > 4*len(before) || 10*(len(found[0])+len(found[1])+len(found[2])) >= 7*len(before) {
		t.Errorf("in spring the top places have %d, %d, %d of %d runs", len(found[0]), len(found[1]), len(found[2]), len(before))
	}
}

// fresh is the share of a run's cells that none of the earlier runs touched.
func fresh(r read, earlier []read) float64 {
	seen := map[training.Cell]bool{}
	for _, e := range earlier {
		maps.Copy(seen, e.cells)
	}
	var n float64
	for c := range r.cells {
		if !beside(c, seen) {
			n++
		}
	}
	return n / float64(len(r.cells))
}

func holdDormantRoutes(t *testing.T, all []read) {
	runs := keep(runsOf(all), isOut)
	end := date("2026-11-15")
	recent := keep(runs, within(end-89, end))
	old := keep(runs, within(0, end-90), func(r read) bool {
		return !slices.ContainsFunc(recent, func(n read) bool { return alike(r, n) >= 0.6 })
	})
	// lakes, orchard, canyon, heights, and the two lanes in their lengths
	if found := places(old); len(found) < 6 {
		t.Errorf("%d dormant places, want at least 6", len(found))
	}
	last := old[len(old)-1]
	if want := date("2026-08-11"); last.day() != want {
		t.Errorf("the newest dormant run is of %v, want %v", last.day(), want)
	}
	reversed := keep(old, func(r read) bool { return r.turnM2 > 1e5 })
	if len(reversed) < 8 {
		t.Errorf("%d loops were run the other way round, want at least 8", len(reversed))
	}
}

func holdThursdaysFade(t *testing.T, all []read) {
	runs := runsOf(all)
	held := map[time.Weekday]int{}
	for _, r := range keep(runs, within(date("2026-04-13"), date("2026-05-17"))) {
		held[r.day().Weekday()]++
	}
	if want := map[time.Weekday]int{time.Tuesday: 5, time.Saturday: 5, time.Sunday: 5}; !maps.Equal(held, want) {
		t.Errorf("runs in weeks 10 to 14: %v, want %v", held, want)
	}
	thursdays := func(r read) bool { return r.day().Weekday() == time.Thursday }
	if got := len(keep(runs, thursdays, within(date("2026-02-09"), date("2026-04-12")))); got != 9 {
		t.Errorf("%d of 9 Thursdays before, want all", got)
	}
	if got := len(keep(runs, thursdays, within(date("2026-05-18"), date("2026-11-15")))); got != 26 {
		t.Errorf("%d of 26 Thursdays after, want all", got)
	}
}

func holdSpikeAndWeeklyJump(t *testing.T, all []read) {
	runs := runsOf(all)
	day := date("2026-07-19")
	spike := longest(keep(runs, on("2026-07-19")))
	if r := spike / longest(keep(runs, within(day-30, day-1))); r < 1.4 || r > 1.5 {
		t.Errorf("the spike is %.2f times the longest of 30 days, want 1.4 to 1.5", r)
	}
	if r := spike / longest(keep(runs, within(day-90, day-1))); r < 1.35 {
		t.Errorf("the spike is %.2f times the longest of 90 days, want 1.35", r)
	}
	var before float64
	for week := 1; week < 23; week++ {
		before = max(before, weekKm(runs, week))
	}
	if got := weekKm(runs, 23); got < 1.33*before || got-before < 5 {
		t.Errorf("week 23 has %.1f km, the largest before %.1f", got, before)
	}
}

func holdQuietEnd(t *testing.T, all []read) {
	runs := runsOf(all)
	end := date("2026-11-15")
	for _, r := range keep(runs, within(end-13, end)) {
		if ratio := r.metres / longest(keep(runs, within(r.day()-30, r.day()-1))); ratio > 1.05 {
			t.Errorf("%s is %.2f times the longest of 30 days", r.name, ratio)
		}
	}
	var before float64
	for week := 32; week < weeks; week++ {
		before = max(before, weekKm(runs, week))
	}
	if got := weekKm(runs, weeks); got > 1.05*before {
		t.Errorf("the last week has %.1f km, the largest of the eight before %.1f", got, before)
	}
	for _, week := range []int{4, 8, 12, 16, 20, 24, 28, 32, 35, 38} {
		usual := (weekKm(runs, week-1) + weekKm(runs, week-2) + weekKm(runs, week-3)) / 3
		if got := weekKm(runs, week); got > 0.79*usual {
			t.Errorf("week %d has %.1f km, %.0f %% of the three before, want a lighter one", week, got, 100*got/usual)
		}
	}
}

func holdRace(t *testing.T, all []read) {
	runs := runsOf(all)
	found := keep(runs, func(r read) bool { return r.title == "City Park 10K" })
	if len(found) != 1 {
		t.Fatalf("%d races, want 1", len(found))
	}
	r := found[0]
	if got, want := r.local.Format("2006-01-02 15:04"), "2026-08-23 09:30"; got != want {
		t.Errorf("race at %s, want %s", got, want)
	}
	if math.Abs(r.metres-10_020) > 10 {
		t.Errorf("race over %.0f m, want 10 020", r.metres)
	}
	if r.pace() > 300 || r.rate < 170 {
		t.Errorf("race at %.0f s/km and %.0f bpm", r.pace(), r.rate)
	}
	// No other run may look like a race: neither by its length nor by its speed.
	for _, other := range runs {
		for _, raceM := range []float64{5000, 10_000, 15_000} {
			if off := other.metres/raceM - 1; other.name != r.name && off > -0.012 && off < 0.032 {
				t.Errorf("%s has the length of a race: %.0f m", other.name, other.metres)
			}
		}
		if other.name != r.name && other.pace() < 308 {
			t.Errorf("%s has the pace of a race: %.0f s/km", other.name, other.pace())
		}
	}
}

func holdTwin(t *testing.T, all []read) {
	pair := keep(all, on("2026-06-21"))
	if len(pair) != 2 {
		t.Fatalf("%d files of 21 June, want 2", len(pair))
	}
	if apart := pair[1].local.Sub(pair[0].local); apart != 41*time.Second {
		t.Errorf("the twins start %v apart, want 41 s", apart)
	}
	if r := pair[0].metres / pair[1].metres; math.Abs(r-1) > 0.02 {
		t.Errorf("the twins measure %.0f and %.0f m", pair[0].metres, pair[1].metres)
	}
}

func holdWorkouts(t *testing.T, all []read) {
	var manual []string
	for _, r := range runsOf(all) {
		if r.laps > 0 {
			manual = append(manual, r.day().String())
		}
	}
	if want := []string{"2026-02-26", "2026-06-11", "2026-07-30", "2026-10-22"}; !slices.Equal(manual, want) {
		t.Errorf("laps were pressed on %v, want %v", manual, want)
	}
}
