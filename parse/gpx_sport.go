package parse

import (
	"strings"
	"unicode"

	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// trackSport names the sport of a track by its <type>, else by the words of its
// name where they leave no doubt. A type that says no more than "other" leaves
// the name its word.
func trackSport(kind, name string) (training.Sport, training.SubSport, training.SportSource) {
	sport, subSport := listedSport(kind)
	if sport == "" {
		sport, subSport = sportOfName(kind)
	}
	if sport == "" || sport == "generic" {
		if named, subSport := sportOfName(name); named != "" {
			return named, subSport, training.SportFromName
		}
	}
	return sport, subSport, sourceInFile(sport)
}

// sourceInFile is the source of a sport that a file states or leaves empty.
func sourceInFile(sport training.Sport) training.SportSource {
	if sport == "" {
		return training.SportUnknown
	}
	return training.SportFromFile
}

// sportOfType names a sport by the text of a <type>.
func sportOfType(text string) (training.Sport, training.SubSport) {
	kind := strings.Join(words(text), "_")
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

// words returns the words and numbers of a text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
}
