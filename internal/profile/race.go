package profile

import (
	"strconv"
	"strings"
	"time"

	"secondwind/internal/training"
)

const (
	metresPerKm   = 1000.0
	metresPerMile = 1609.344
	halfMarathonM = 21_097.5
	marathonM     = 42_195.0
	// leastRaceM and mostRaceM bound what is raced on foot.
	leastRaceM = 50.0
	mostRaceM  = 1_000_000.0
)

// goal reads the race ahead. One that is over becomes a race that was run.
func (r *reader) goal(e entry) {
	t, ok := e.sub()
	if !ok {
		r.problem(e.line, e.name, `is %s: write it as { race = "City 10K", date = 2027-04-25, distance = "10 km" }`, shown(e.value))
		return
	}
	race, ok := r.race(e.name, item{value: e.value, line: e.line, table: t})
	switch today := r.known.Day; {
	case !ok:
	case race.Date < today:
		r.profile.Races = append(r.profile.Races, race)
		r.problem(e.line, e.name, "%s is over, so the race counts as one that was run: name the next one, or write no_goal = true", race.Date)
	case race.Date > today+farDays:
		r.problem(e.line, e.name, "%s lies more than two years ahead: check the year", race.Date)
	default:
		r.profile.Goal = training.Some(race)
	}
}

// races reads the races run.
func (r *reader) races(e entry) {
	items, ok := e.items()
	if !ok {
		r.problem(e.line, e.name, `is %s: write a list, such as [{ race = "City 10K", date = 2026-04-26, distance = "10 km" }]`, shown(e.value))
		return
	}
	for _, i := range items {
		if race, ok := r.race(e.name, i); ok {
			if race.Date > r.known.Day {
				r.problem(i.line, e.name, "%s is still ahead: a race to come is the goal", race.Date)
				continue
			}
			r.profile.Races = append(r.profile.Races, race)
		}
	}
}

// race reads a race: its day is needed, its name and distance are not.
func (r *reader) race(key string, i item) (race training.Race, ok bool) {
	if i.table.values == nil {
		r.problem(i.line, key, `holds %s: write each race as { race = "City 10K", date = 2026-04-26, distance = "10 km" }`, shown(i.value))
		return race, false
	}
	var date training.Opt[training.Date]
	sound := true
	for _, e := range i.table.entries() {
		switch e.name {
		case "race":
			race.Name = r.text(key, e)
		case "date":
			date, sound = r.day(key, e, sound)
		case "distance":
			race.DistanceM = r.distance(key, e)
		default:
			r.problem(e.line, key+"."+e.name, "is no key of a race; there are race, date and distance")
		}
	}
	if race.Date, ok = date.Get(); !ok && sound {
		r.problem(i.line, key, "the race has no day: write date = 2027-04-25")
	}
	return race, ok
}

// distance reads a distance; 0 where it is none.
func (r *reader) distance(key string, e entry) float64 {
	metres, ok := metresOf(e.value)
	if !ok || metres < leastRaceM || metres > mostRaceM {
		r.problem(e.line, key+"."+e.name, `is %s: write a distance such as "10 km", "6.2 mi", "half marathon" or "marathon"`, shown(e.value))
		return 0
	}
	return metres
}

// metresOf returns a distance: a number of kilometres, or words for one.
func metresOf(value any) (metres float64, ok bool) {
	switch v := value.(type) {
	case int64:
		return float64(v) * metresPerKm, true
	case float64:
		return v * metresPerKm, true
	case string:
		return metresOfWords(strings.Join(strings.Fields(strings.ToLower(v)), " "))
	}
	return 0, false
}

func metresOfWords(words string) (metres float64, ok bool) {
	switch words {
	case "marathon":
		return marathonM, true
	case "half marathon", "half-marathon", "half":
		return halfMarathonM, true
	}
	digits := strings.TrimRight(words, "abcdefghijklmnopqrstuvwxyz ")
	unit, known := map[string]float64{
		"m": 1, "km": metresPerKm, "k": metresPerKm, "mi": metresPerMile, "mile": metresPerMile, "miles": metresPerMile, "": metresPerKm,
	}[strings.TrimSpace(words[len(digits):])]
	n, ok := plainNumber(digits)
	return n * unit, ok && known
}

// plainNumber reads digits with at most one point. ParseFloat would take "0x1p4",
// "1_0" and "1e9" as well, which nobody means.
func plainNumber(s string) (float64, bool) {
	if strings.Trim(s, "0123456789.") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// The paces that are believed, a kilometre: from faster than anybody has raced a mile
// to a walk.
const (
	fastestKm = 2*time.Minute + 15*time.Second
	slowestKm = 15 * time.Minute
)

// thresholdPace reads the pace that can be held for an hour.
func (r *reader) thresholdPace(e entry) {
	text, _ := e.value.(string)
	speedMS, ok := speedOf(text)
	switch {
	case !ok:
		r.problem(e.line, e.name, `is %s: write a pace in quotes, such as "5:10/km" or "8:20/mi"`, shown(e.value))
	case speedMS > metresPerKm/fastestKm.Seconds() || speedMS < metresPerKm/slowestKm.Seconds():
		r.problem(e.line, e.name, "%s is not believed: what is held for an hour lies between 2:15/km and 15:00/km", quoted(text))
	default:
		r.profile.ThresholdMS = training.Some(speedMS)
	}
}

// speedOf returns the speed of a pace such as "5:10/km" or "8:20 /mi".
func speedOf(text string) (speedMS float64, ok bool) {
	clock, unit, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(text), " ", ""), "/")
	metres, known := map[string]float64{"km": metresPerKm, "mi": metresPerMile}[unit]
	minutes, seconds, _ := strings.Cut(clock, ":")
	m, errM := strconv.ParseUint(minutes, 10, 8)
	s, errS := strconv.ParseUint(seconds, 10, 8)
	if !known || errM != nil || errS != nil || len(seconds) != 2 || s > 59 {
		return 0, false
	}
	speedMS = metres / float64(60*m+s)
	return speedMS, m+s > 0
}
