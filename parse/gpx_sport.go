package parse

import (
	"strings"
	"unicode"

	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// gpxSport names the sport of a track by its <type>, else by the words of its
// name where they leave no doubt.
func gpxSport(kind, name string) (training.Sport, training.SubSport) {
	kind = strings.Join(words(kind), "_")
	if kind == "" {
		return sportOfName(name)
	}
	if s, known := gpxTypes[kind]; known {
		return s.sport, s.subSport
	}
	if s := typedef.SportFromString(kind); s != typedef.SportInvalid {
		return fitSport(s), ""
	}
	return "", ""
}

type sportPair struct {
	sport    training.Sport
	subSport training.SubSport
}

// gpxTypes are the contents of <type> as the exporters write them, in snake
// case. The numbers are Strava's.
var gpxTypes = map[string]sportPair{
	"run":               {sport: training.Running},
	"9":                 {sport: training.Running},
	"running":           {sport: training.Running},
	"jogging":           {sport: training.Running},
	"trail_run":         {training.Running, training.Trail},
	"trailrun":          {training.Running, training.Trail},
	"trail_running":     {training.Running, training.Trail},
	"street_running":    {training.Running, training.Street},
	"road_running":      {training.Running, training.Street},
	"track_running":     {training.Running, training.Track},
	"treadmill":         {training.Running, training.Treadmill},
	"treadmill_running": {training.Running, training.Treadmill},
	"indoor_running":    {training.Running, training.IndoorRunning},
	"virtual_run":       {training.Running, training.Virtual},
	"virtualrun":        {training.Running, training.Virtual},
	"virtual_running":   {training.Running, training.Virtual},
	"race":              {sport: training.Running},

	"walk":         {sport: training.Walking},
	"10":           {sport: training.Walking},
	"hike":         {sport: training.Hiking},
	"4":            {sport: training.Hiking},
	"ride":         {sport: training.Cycling},
	"1":            {sport: training.Cycling},
	"bike":         {sport: training.Cycling},
	"biking":       {sport: training.Cycling},
	"road_biking":  {training.Cycling, "road"},
	"road_cycling": {training.Cycling, "road"},

	"mountain_biking":     {training.Cycling, "mountain"},
	"mountainbiking":      {training.Cycling, "mountain"},
	"gravel_cycling":      {training.Cycling, "gravel_cycling"},
	"virtual_ride":        {training.Cycling, training.Virtual},
	"virtualride":         {training.Cycling, training.Virtual},
	"17":                  {training.Cycling, training.Virtual},
	"indoor_cycling":      {training.Cycling, "indoor_cycling"},
	"swim":                {sport: training.Swimming},
	"16":                  {sport: training.Swimming},
	"lap_swimming":        {training.Swimming, "lap_swimming"},
	"open_water":          {training.Swimming, "open_water"},
	"open_water_swimming": {training.Swimming, "open_water"},
	"other":               {sport: "generic"},
}

// runWords make a run of an activity whose name holds one and none of
// otherSportWords.
var runWords = map[string]bool{
	"run": true, "running": true, "jog": true, "jogging": true, "parkrun": true, "trailrun": true,
	"lauf": true, "laufen": true, "joggen": true, "hardlopen": true, "löpning": true, "løb": true,
	"footing": true, "corrida": true, "bieg": true, "marathon": true, "halfmarathon": true, "halbmarathon": true,
}

var otherSportWords = map[string]bool{
	"bike": true, "biking": true, "ride": true, "cycling": true, "cycle": true, "mtb": true, "velo": true, "vélo": true,
	"walk": true, "walking": true, "hike": true, "hiking": true, "ski": true, "skiing": true, "snowboard": true,
	"swim": true, "swimming": true, "row": true, "rowing": true, "drive": true, "driving": true, "car": true,
	"kayak": true, "paddle": true, "skate": true, "skating": true, "bus": true, "train": true, "motorcycle": true,
	"sail": true, "sailing": true, "flight": true, "duathlon": true, "triathlon": true, "wanderung": true, "radtour": true,
}

func sportOfName(name string) (training.Sport, training.SubSport) {
	run, trail, treadmill := false, false, false
	for _, w := range words(name) {
		if otherSportWords[w] {
			return "", ""
		}
		run = run || runWords[w]
		trail = trail || w == "trail" || w == "trailrun"
		treadmill = treadmill || w == "treadmill"
	}
	switch {
	case !run:
		return "", ""
	case treadmill:
		return training.Running, training.Treadmill
	case trail:
		return training.Running, training.Trail
	}
	return training.Running, ""
}

// words returns the words and numbers of a text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
}
