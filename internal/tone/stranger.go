package tone

import (
	"regexp"
	"strings"
)

// tells are the signs of what a stranger is not to read. A number of four figures from
// 1900 on is a year: the product parts the thousands of all others.
var tells = []struct {
	what string
	sign *regexp.Regexp
}{
	{"a month", regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b`)},
	{"a year", regexp.MustCompile(`\b(19|20)\d\d\b`)},
	{"a date", regexp.MustCompile(`\b\d{4}-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|-?\bW\d\d\b`)},
	{"the number of a week", regexp.MustCompile(`(?i)(^|[^a]\s)week \d`)},
	{"a direction", regexp.MustCompile(`(?i)\b(north|south|east|west)(-(east|west))?\b`)},
	{"an hour", regexp.MustCompile(`(?i)\b\d{1,2}(:\d\d)? (am|pm)\b|\b(at|around|is|try|of|from|instead of|before|after|(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days?) ([01]?\d|2[0-3]):[0-5]\d(\s|[.,;]|$)`)},
	{"a file", regexp.MustCompile(`(?i)\S+\.(fit|gpx|tcx|zip|gz|duckdb|toml|ics)\b`)},
	{"an id", regexp.MustCompile(`\b[0-9a-f]{16}\b`)},
	{"a command", regexp.MustCompile(`\b(report|ingest) --`)},
}

// perUnit follows the pace that looks like an hour.
var perUnit = regexp.MustCompile(`^\s?/(km|mi)`)

// Stranger returns what in a text, its slots filled, tells a stranger who ran, when or
// where; nothing for a text that can be shared.
func Stranger(text string) []string {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	var found []string
	for _, t := range tells {
		for _, at := range t.sign.FindAllStringIndex(text, -1) {
			match := strings.TrimRight(text[at[0]:at[1]], " \n")
			if !perUnit.MatchString(text[at[0]+len(match):]) {
				found = append(found, t.what+": "+match)
			}
		}
	}
	return found
}
