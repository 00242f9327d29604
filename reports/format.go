package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"secondwind/internal/training"
)

// Units is the system of units that a report speaks in.
type Units string

// The systems of units. The empty Units is Metric.
const (
	Metric   Units = "metric"
	Imperial Units = "imperial"
)

const (
	metresPerKm   = 1000.0
	metresPerMile = 1609.344
	metresPerFoot = 0.3048

	// noBreak keeps the thousands of a number together. Writers for plain text
	// turn it into a blank.
	noBreak = "\u00a0"
)

// Formatter turns texts and slots into words. The zero Formatter is metric, has
// 24 hours, and names every year but 1970.
type Formatter struct {
	Units   Units
	Clock12 bool
	Dates   DateOrder
	AsOf    training.Date // the reader's day: a date near it is said without its year
	Share   bool          // no names, dates, hours and places
}

// Sentence returns a text with its small numbers spelled, as in "eight weeks".
// Where one of its numbers is above ten, all stay figures: "9 of 14", never
// "nine of 14"; a figure never begins a sentence if there is a word for it.
func (f Formatter) Sentence(t training.Text) string {
	return f.fill(t, true)
}

// Figures returns a text with its numbers as figures, for lines that are read as
// a table is.
func (f Formatter) Figures(t training.Text) string { return f.fill(t, false) }

// Slot returns the words for one value, its numbers as figures.
func (f Formatter) Slot(s training.Slot) string {
	if f.Share && private(s) {
		return f.sharedSlot(s)
	}
	switch v := s.(type) {
	case training.Distance:
		return f.namedDistance(float64(v))
	case training.Pace:
		return f.paceNumber(float64(v)) + " /" + f.distanceUnit()
	case training.Duration:
		return duration(time.Duration(v))
	case training.Clock:
		return f.clock(int(v))
	case training.Weekday:
		return time.Weekday(v).String()
	case training.Weekdays:
		return time.Weekday(v).String() + "s"
	case training.Day:
		return f.day(training.Date(v))
	case training.Month:
		return f.month(training.Date(v))
	case training.Year:
		return v.String()
	case training.Number:
		return grouped(float64(v), 0)
	case training.Numeral:
		return v.String()
	case training.Count:
		return plural(v.N, v.One, v.Many)
	case training.Percent:
		return percent(float64(v))
	case training.Ratio:
		return ratio(float64(v)) + " times"
	case training.Change:
		return f.change(v)
	case training.Place:
		return f.place(v)
	case training.Sector:
		return compass(v)
	case training.Literal:
		return Clean(string(v))
	case nil:
		return ""
	}
	return s.String()
}

// fill puts the slots into their places. A sentence never begins with a small
// figure; in prose the small numbers are words.
func (f Formatter) fill(t training.Text, prose bool) string {
	if f.Share {
		t = f.shared(t)
	}
	spell := prose && allSmall(t.Slots)
	before := strings.Split(t.Form, "{}")
	next := 0
	return t.Fill(func(s training.Slot) string {
		starts := startsSentence(before[next], next == 0)
		next++
		word, small := spelled(s)
		if n, ok := s.(training.Number); ok && n == 0 && strings.HasPrefix(before[next], " of ") {
			word = "none"
		}
		switch {
		case small && starts:
			return upperFirst(word)
		case small && (spell || prose && lone(s)):
			return word
		case starts && !quotes(s):
			return upperFirst(f.Slot(s))
		}
		return f.Slot(s)
	})
}

// quotes reports whether a slot holds somebody's own words, which keep their letters.
func quotes(s training.Slot) bool {
	_, ok := s.(training.Literal)
	return ok
}

// startsSentence reports whether what follows the text begins a sentence.
func startsSentence(before string, first bool) bool {
	trimmed := strings.TrimRight(before, " “(")
	if trimmed == "" {
		return first
	}
	return strings.HasSuffix(trimmed, ".") || strings.HasSuffix(trimmed, "?")
}

// lone reports whether a slot counts one thing: "went to one place" reads as
// prose among any figures.
func lone(s training.Slot) bool {
	c, ok := s.(training.Count)
	return ok && c.N == 1
}

// numberWords are the numbers that have a word in a sentence.
var numberWords = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// spelled returns a number slot in words, where it is small.
func spelled(s training.Slot) (word string, small bool) {
	n, ok := count(s)
	if !ok || n < 0 || n >= len(numberWords) {
		return "", false
	}
	if c, ok := s.(training.Count); ok {
		word := numberWords[n]
		if n == 0 {
			word = "no"
		}
		return word + " " + c.Noun(), true
	}
	return numberWords[n], true
}

// allSmall reports whether every number among the slots has a word.
func allSmall(slots []training.Slot) bool {
	for _, s := range slots {
		if n, ok := count(s); ok && (n < 0 || n >= len(numberWords)) {
			return false
		}
	}
	return true
}

// count returns the number that a slot counts, if it counts.
func count(s training.Slot) (int, bool) {
	switch v := s.(type) {
	case training.Number:
		return int(v), true
	case training.Count:
		return v.N, true
	}
	return 0, false
}

// distance returns a length with its unit: "800 m", "5 km", "13.2 km", "650 ft".
func (f Formatter) distance(m float64) string {
	// Under a tenth of the unit, decimals stop being a help.
	switch {
	case f.Units == Imperial && math.Abs(m) < metresPerMile/10 && m != 0:
		return grouped(math.Round(m/metresPerFoot/10)*10, 0) + " ft"
	case f.Units != Imperial && math.Abs(m) < metresPerKm-0.5 && m != 0:
		return grouped(m, 0) + " m"
	}
	return f.distanceNumber(m) + " " + f.distanceUnit()
}

// namedDistance returns a length by the name that it has for runners of either unit:
// two races are called by their kilometres, and a mile is no 1.6 km.
func (f Formatter) namedDistance(m float64) string {
	switch {
	case f.Units == Imperial && (m == 5*metresPerKm || m == 10*metresPerKm):
		return fmt.Sprintf("%.0fK", m/metresPerKm)
	case m == metresPerMile:
		return "1 mi"
	}
	return f.distance(m)
}

// distanceNumber returns a length in the long unit, without naming it.
func (f Formatter) distanceNumber(m float64) string {
	v := m / f.metresPerUnit()
	if math.Abs(v) >= 100 {
		return grouped(v, 0)
	}
	return trimmed(v, 1)
}

// distanceCell is distanceNumber with its decimal always shown, for columns.
func (f Formatter) distanceCell(m float64) string { return grouped(m/f.metresPerUnit(), 1) }

func (f Formatter) distanceUnit() string {
	if f.Units == Imperial {
		return "mi"
	}
	return "km"
}

func (f Formatter) metresPerUnit() float64 {
	if f.Units == Imperial {
		return metresPerMile
	}
	return metresPerKm
}

// paceNumber returns seconds a metre as minutes and seconds by the long unit.
func (f Formatter) paceNumber(secondsPerMetre float64) string {
	if math.IsNaN(secondsPerMetre) || math.IsInf(secondsPerMetre, 0) {
		return "–"
	}
	return minutes(int(math.Round(secondsPerMetre * f.metresPerUnit())))
}

// manyHours is the length from which hours alone are told.
const manyHours = 48

// duration returns whole minutes and hours in words, and what is finer as a
// stop watch shows it: "20 minutes", "1 h 20 min", "24:31", "1:52:07".
func duration(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	switch {
	case s < 0:
		return "–" + duration(-d)
	case s < 60:
		return plural(s, "second", "seconds")
	case s >= manyHours*3600:
		return grouped(math.Round(float64(s)/3600), 0) + " hours"
	case s%60 == 0 && s < 3600:
		return plural(s/60, "minute", "minutes")
	case s%3600 == 0:
		return plural(s/3600, "hour", "hours")
	case s%60 == 0:
		return fmt.Sprintf("%d h %d min", s/3600, s/60%60)
	}
	return minutes(s)
}

// minutes returns seconds as 24:31 or 1:52:07.
func minutes(s int) string {
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// hoursMinutes returns a length of time as 1:21, hours and minutes.
func hoursMinutes(d time.Duration) string {
	m := int(d.Round(time.Minute) / time.Minute)
	return fmt.Sprintf("%d:%02d", m/60, m%60)
}

const minutesPerDay = 24 * 60

// clock returns a time of day: "9:00", "18:30", or "9 am", "6:30 pm".
func (f Formatter) clock(minute int) string {
	minute = (minute%minutesPerDay + minutesPerDay) % minutesPerDay
	h, m := minute/60, minute%60
	if !f.Clock12 {
		return fmt.Sprintf("%d:%02d", h, m)
	}
	half := "am"
	if h >= 12 {
		half = "pm"
	}
	h = (h+11)%12 + 1
	if m == 0 {
		return fmt.Sprintf("%d %s", h, half)
	}
	return fmt.Sprintf("%d:%02d %s", h, m, half)
}

// place returns a route's name: "7.4 km loop north-east", with the decimal by which
// the runner knows it from the lengths of single runs.
func (f Formatter) place(p training.Place) string {
	v := math.Round(p.DistanceM/f.metresPerUnit()*10) / 10
	if v < 1 {
		return fmt.Sprintf("%s %s %s", f.distance(p.DistanceM), p.Shape, compass(p.Sector))
	}
	return fmt.Sprintf("%s %s %s %s", trimmed(v, 1), f.distanceUnit(), p.Shape, compass(p.Sector))
}

// ratio returns a factor with one decimal at least: "1.0", "1.53".
func ratio(v float64) string {
	if s := grouped(v, 2); !strings.HasSuffix(s, "0") {
		return s
	}
	return grouped(v, 1)
}

func compass(s training.Sector) string { return ((s%8 + 8) % 8).String() }

// change writes a signed difference; that of shares is in points, lest it be taken for
// a share of a share. One that rounds to nothing is none.
func (f Formatter) change(c training.Change) string {
	v, ok := number(c.By)
	if !ok {
		return f.Slot(c.By)
	}
	words := f.size(c.By)
	switch {
	case !strings.ContainsAny(words, "123456789"):
		return "no change"
	case v < 0:
		return minus + words
	}
	return "+" + words
}

// size writes how large a difference is, without its sign.
func (f Formatter) size(by training.Slot) string {
	switch by := by.(type) {
	case training.Percent:
		return plural(int(math.Round(100*math.Abs(float64(by)))), "point", "points")
	case training.Distance:
		return f.distance(math.Abs(float64(by)))
	case training.Pace:
		return f.Slot(training.Pace(math.Abs(float64(by))))
	case training.Duration:
		return duration(time.Duration(by).Abs())
	case training.Ratio:
		return ratio(math.Abs(float64(by)))
	case training.Decimal:
		return trimmed(math.Abs(float64(by)), 1)
	case training.Count:
		by.N = max(by.N, -by.N)
		return f.Slot(by)
	case training.Number:
		return f.Slot(max(by, -by))
	case training.Numeral:
		return f.Slot(max(by, -by))
	}
	return f.Slot(by)
}

// minus is the sign of a number below zero.
const minus = "\u2212"

// percent returns a share as "67 %"; one near none or all keeps a decimal.
func percent(share float64) string {
	v := share * 100
	switch {
	case v > 0 && v < 0.1:
		return "under 0.1 %"
	case v != 0 && math.Abs(v) < 1:
		return trimmed(v, 1) + " %"
	case v != 100 && math.Abs(v-100) < 1:
		return trimmed(v, 1) + " %" // 99.5 % is not all
	}
	return grouped(v, 0) + " %"
}

// trimmed returns a number with at most the given decimals.
func trimmed(v float64, decimals int) string {
	s := grouped(v, decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// grouped returns a number with exactly the given decimals, its thousands apart.
// What is no number is a dash.
func grouped(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	whole, fraction, hasFraction := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "–", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + noBreak + whole[i:]
	}
	if hasFraction {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// plural returns a number with its noun.
func plural(n int, one, many string) string {
	return grouped(float64(n), 0) + " " + training.Count{N: n, One: one, Many: many}.Noun()
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
