package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// season is the story of forty weeks, Monday 9 February to Sunday 15 November
// 2026. A row is a week, a column a day. A cell reads
//
//	[-]route km [effort] [file]
//
// A minus runs the route the other way round (unsigned: as drawn in routes.go,
// loops clockwise). Efforts: easy (not written), tempo, reps, race, treadmill,
// ride. Files: the watch's own FIT (not written), fit.gz, connect (the GPX that
// Garmin Connect exports, with heart rate), phone and phone.gz (GPX without
// heart rate), twin (FIT of the watch and GPX of the phone).
//
//   - Weeks 10 to 14: Thursdays fade, the other days hold.
//   - Week 17: a new watch.
//   - Week 23: the spike, on top of the largest week so far.
//   - Week 28: the race.
//   - From week 29: one loop, always the same way round. Every other route but
//     mesa and rim lies dormant.
//   - Weeks 4, 8, 12, 16, 20, 24, 28, 32, 35 and 38 are lighter.
const season = `
wk | tue                       | wed             | thu                       | sat                   | sun
 1 | lakes 6.2                 | -               | orchard 6.8               | -                     | bay 9.2
 2 | treadmill 5.8 treadmill   | -               | meadow 7.4                | mesa 5.6 phone        | bay 9.4
 3 | -lakes 6.2 connect        | -               | orchard 6.8 reps          | mesa 5.6 phone        | canyon 9.4
 4 | lakes 6.2                 | -               | mesa 5.6                  | -                     | avenue 6.6 phone
 5 | meadow 7.4                | -               | -orchard 6.8              | -mesa 5.6 phone       | avenue 8.6
 6 | lakes 6.2 fit.gz          | -               | meadow 7.4 tempo          | mesa 5.6 phone        | canyon 9.4
 7 | orchard 6.8 fit.gz        | -               | lakes 6.2                 | mesa 5.6 phone        | bay 9.6
 8 | mesa 5.6 fit.gz           | -               | -lakes 6.2                | -                     | avenue 6.6
 9 | mesa 5.6                  | -               | orchard 6.8 tempo         | lakes 6.2 phone       | -canyon 9.4
10 | meadow 7.4                | -               | -                         | mesa 5.6 phone        | bay 9.6
11 | lakes 6.2                 | -               | -                         | -mesa 5.6 phone       | heights 8.2
12 | mesa 5.6 connect          | -               | -                         | mesa 5.6 phone        | avenue 6.6
13 | meadow 7.4                | -               | -                         | mesa 5.6 phone        | avenue 8.8
14 | -lakes 6.2                | -               | -                         | orchard 6.8 phone.gz  | bay 9.6
15 | meadow 7.4                | -               | -orchard 6.8              | mesa 5.6 phone.gz     | heights 8.2
16 | lakes 6.2                 | -               | mesa 5.6                  | -                     | avenue 6.6
17 | orchard 6.8               | -               | lakes 6.2 tempo           | mesa 5.6 phone.gz     | canyon 9.4
18 | -meadow 7.4               | -               | lakes 6.2 reps            | -mesa 5.6 phone.gz    | bay 9.4
19 | lakes 6.2                 | -               | orchard 6.8 connect       | mesa 5.6 phone.gz     | -canyon 9.4 twin
20 | mesa 5.6                  | rim 23.2 ride   | -lakes 6.2                | -                     | avenue 6.6
21 | meadow 7.4                | -               | orchard 6.8               | mesa 5.6 phone.gz     | heights 8.2
22 | lakes 6.2                 | -               | meadow 7.4 tempo          | -mesa 5.6 phone.gz    | canyon 9.4
23 | orchard 6.8               | meadow 7.4      | lakes 6.2                 | mesa 5.6              | bay 13.6
24 | mesa 5.6                  | -               | lakes 6.2                 | -                     | avenue 6.6 phone.gz
25 | orchard 6.8               | -               | lakes 6.2 reps            | rim 34.8 ride         | rim 11.6
26 | meadow 7.4 fit.gz         | -               | -orchard 6.8 tempo        | mesa 5.6 phone.gz     | canyon 9.4
27 | lakes 6.2 fit.gz          | -               | meadow 7.4 fit.gz         | mesa 5.6 phone.gz     | -rim 11.6
28 | mesa 5.6                  | -               | mesa 5.6                  | -                     | race 10.01 race connect
29 | meadow 7.4                | -               | meadow 7.4                | meadow 7.4            | rim 11.6
30 | meadow 7.4                | -               | meadow 7.4 tempo          | mesa 5.6 phone.gz     | meadow 7.4
31 | meadow 7.4 fit.gz         | -               | meadow 7.4 fit.gz         | meadow 7.4            | rim 11.6
32 | meadow 7.4                | -               | mesa 5.6                  | -                     | meadow 7.4 connect
33 | meadow 7.4                | -               | meadow 7.4 tempo          | meadow 7.4            | rim 11.6
34 | meadow 7.4                | -               | meadow 7.4 tempo          | mesa 5.6 phone.gz     | rim 11.6
35 | meadow 7.4 fit.gz         | -               | meadow 7.4                | -                     | mesa 5.6
36 | meadow 7.4                | -               | meadow 7.4 tempo          | meadow 7.4            | rim 11.6
37 | meadow 7.4                | -               | meadow 7.4 reps           | meadow 7.4 phone.gz   | rim 11.6
38 | meadow 7.4                | -               | meadow 7.4                | -                     | mesa 5.6
39 | meadow 7.4                | -               | meadow 7.4 tempo          | meadow 7.4            | rim 11.6
40 | meadow 7.4 connect        | -               | meadow 7.4                | meadow 7.4            | rim 11.6
`

// stops are the runs that were interrupted: a drinking fountain, a level crossing.
var stops = map[string]stop{
	"2026-03-22": {atM: 4700, seconds: 95},
	"2026-07-05": {atM: 4100, seconds: 140},
	"2026-07-19": {atM: 9200, seconds: 180},
	"2026-09-27": {atM: 5800, seconds: 62},
}

// stop is a pause in which the runner stands and the timer too.
type stop struct {
	atM     float64
	seconds int
}

// effort is how an outing is done.
type effort string

const (
	easy      effort = "easy"
	tempo     effort = "tempo"
	reps      effort = "reps"
	race      effort = "race"
	treadmill effort = "treadmill"
	ride      effort = "ride"
)

// medium is the file, or the pair of files, that an outing ends up in.
type medium string

const (
	watchFIT   medium = "fit"
	watchFITGz medium = "fit.gz"
	connect    medium = "connect"
	phone      medium = "phone"
	phoneGz    medium = "phone.gz"
	twin       medium = "twin"
)

// outing is one cell of the season.
type outing struct {
	week    int
	date    time.Time // midnight UTC of the local day
	route   string
	reverse bool
	km      float64
	effort  effort
	medium  medium
}

// firstMonday begins week 1.
var firstMonday = time.Date(2026, time.February, 9, 0, 0, 0, 0, time.UTC)

// columns are the days of the season's columns, counted from Monday.
var columns = []int{1, 2, 3, 5, 6}

// plan reads the season, oldest outing first.
func plan() ([]outing, error) {
	var outings []outing
	for _, row := range strings.Split(strings.TrimSpace(season), "\n")[1:] {
		cells := strings.Split(row, "|")
		week, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil || len(cells) != len(columns)+1 {
			return nil, fmt.Errorf("season: bad row %q", row)
		}
		for i, day := range columns {
			cell := strings.TrimSpace(cells[i+1])
			if cell == "-" {
				continue
			}
			o, err := parseCell(cell)
			if err != nil {
				return nil, fmt.Errorf("season: week %d: %w", week, err)
			}
			o.week, o.date = week, firstMonday.AddDate(0, 0, 7*(week-1)+day)
			outings = append(outings, o)
		}
	}
	return outings, nil
}

// parseCell reads "[-]route km [effort] [file]".
func parseCell(cell string) (outing, error) {
	words := strings.Fields(cell)
	if len(words) < 2 {
		return outing{}, fmt.Errorf("bad cell %q", cell)
	}
	o := outing{effort: easy, medium: watchFIT}
	o.route, o.reverse = strings.CutPrefix(words[0], "-")
	var err error
	if o.km, err = strconv.ParseFloat(words[1], 64); err != nil {
		return outing{}, fmt.Errorf("bad distance in %q", cell)
	}
	for _, w := range words[2:] {
		switch w {
		case string(tempo), string(reps), string(race), string(treadmill), string(ride):
			o.effort = effort(w)
		case string(watchFITGz), string(connect), string(phone), string(phoneGz), string(twin):
			o.medium = medium(w)
		default:
			return outing{}, fmt.Errorf("unknown word %q in %q", w, cell)
		}
	}
	return o, nil
}

// usualStart is when the runner sets out, in minutes after midnight.
var usualStart = map[time.Weekday]int{
	time.Tuesday:   18*60 + 10,
	time.Wednesday: 18*60 + 20,
	time.Thursday:  18*60 + 30,
	time.Saturday:  9 * 60,
	time.Sunday:    9*60 + 25,
}

// raceStart is when the gun goes off.
const raceStart = 9*60 + 30

// start returns the moment at which the outing begins, in local time: the usual
// hour, give or take some minutes, and no jitter before a starting gun.
func (o outing) start(c *chance) time.Time {
	seconds := 60*usualStart[o.date.Weekday()] + int(c.normal(0, 260))
	if o.effort == race {
		seconds = 60*raceStart + 4
	}
	local := o.date.Add(time.Duration(seconds) * time.Second)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, zoneOn(o.date))
}

// zoneOn returns the zone of the park on a day: Pacific time, an hour ahead from
// 8 March to 31 October. The rule is written out so that the files do not depend
// on the time zone database of the machine that makes them.
func zoneOn(day time.Time) *time.Location {
	summer := time.Date(2026, time.March, 8, 0, 0, 0, 0, time.UTC)
	winter := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	if !day.Before(summer) && day.Before(winter) {
		return time.FixedZone("PDT", -7*60*60)
	}
	return time.FixedZone("PST", -8*60*60)
}

// title is the name that a site gives to a recording.
func (o outing) title(start time.Time) string {
	switch {
	case o.effort == race:
		return "City Park 10K"
	case start.Hour() < 12:
		return "Morning Run"
	default:
		return "Evening Run"
	}
}
