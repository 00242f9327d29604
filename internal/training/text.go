package training

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Text is a sentence or two with typed slots: "{}" in Form stands for the next
// slot. Rules and fixes give Text; package reports turns it into words, so that
// one wording serves kilometres and miles, 12 and 24 hours, sharing without
// places, escaping, and plain text.
type Text struct {
	Form  string
	Slots []Slot
}

// Say makes a Text. The number of slots must be that of the "{}" in form:
// Check tells, and every test that reads a verdict calls it.
func Say(form string, slots ...Slot) Text { return Text{Form: form, Slots: slots} }

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Form == "" }

// Check returns an error where the slots do not fit the form.
func (t Text) Check() error {
	if want := strings.Count(t.Form, "{}"); want != len(t.Slots) {
		return fmt.Errorf("text %q has %d slots for %d places", t.Form, len(t.Slots), want)
	}
	return nil
}

// Fill puts each slot through format and returns the sentence. A place without
// a slot stays as it is.
func (t Text) Fill(format func(Slot) string) string {
	var b strings.Builder
	rest := t.Form
	for _, s := range t.Slots {
		before, after, found := strings.Cut(rest, "{}")
		if !found {
			break
		}
		b.WriteString(before)
		b.WriteString(format(s))
		rest = after
	}
	b.WriteString(rest)
	return b.String()
}

// String fills the slots in their canonical form: metric, 24 hours, lower case.
// It is the form of fixtures and stored parameters, not of a page.
func (t Text) String() string { return t.Fill(Slot.String) }

// Slot is a value in a sentence whose wording depends on the reader. The set is
// closed: the types of this file.
type Slot interface {
	fmt.Stringer
	slot()
}

// Distance is a length in metres.
type Distance float64

// Pace is seconds a metre; a page shows it by the kilometre or mile.
type Pace float64

// Duration is a length of time.
type Duration time.Duration

// Clock is a time of day in minutes since midnight.
type Clock int

// Weekday is one day of the week ("Thursday").
type Weekday time.Weekday

// Weekdays is a day of the week as a habit ("Thursdays").
type Weekdays time.Weekday

// Day is a date of the calendar, shown with as much of it as the reader needs.
type Day Date

// Month is the month of a date.
type Month Date

// Year is a year of the calendar.
type Year int

// Number is a count without a noun; a page spells small ones.
type Number int

// Numeral is a number that is never spelled, such as that of a week.
type Numeral int

// Decimal is a plain number that is not whole, such as an index.
type Decimal float64

// Count is a number of things. Many is the plural of One.
type Count struct {
	N         int
	One, Many string
}

// Percent is a share: 0.6 is 60 %.
type Percent float64

// Ratio is a factor: 1.3 is "1.3 times".
type Ratio float64

// Shape is how a route closes.
type Shape string

// The shapes of a route.
const (
	Loop       Shape = "loop"
	OutAndBack Shape = "out and back"
	OneWay     Shape = "one way"
)

// Change is by how much a measure moved: its slot holds the signed difference. A page
// shows it with a sign, a share in points.
type Change struct{ By Slot }

// Place is a route by a name that needs no map: its length, its shape and the
// compass direction of its farthest point from the start.
type Place struct {
	DistanceM float64
	Shape     Shape
	Sector    Sector
}

// Sector is one of the eight compass directions, 0 north to 7 north-west.
type Sector int

// SectorOf returns the compass direction of a bearing in degrees from north.
func SectorOf(bearing float64) Sector { return Sector(int(bearing/45+0.5) % 8) }

// sectorNames in the order of Sector.
var sectorNames = [8]string{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"}

// Literal is text from the runner's own files or profile, such as the name of a
// race. It is untrusted: writers escape and cut it, and share mode drops it.
type Literal string

func (Distance) slot() {}
func (Pace) slot()     {}
func (Duration) slot() {}
func (Clock) slot()    {}
func (Weekday) slot()  {}
func (Weekdays) slot() {}
func (Day) slot()      {}
func (Month) slot()    {}
func (Year) slot()     {}
func (Number) slot()   {}
func (Numeral) slot()  {}
func (Decimal) slot()  {}
func (Count) slot()    {}
func (Percent) slot()  {}
func (Ratio) slot()    {}
func (Change) slot()   {}
func (Place) slot()    {}
func (Sector) slot()   {}
func (Literal) slot()  {}

func (d Distance) String() string { return trimZeros(float64(d)/1000, 2) + "km" }

func (p Pace) String() string {
	s := int(float64(p)*1000 + 0.5)
	return fmt.Sprintf("%d:%02d/km", s/60, s%60)
}
func (d Duration) String() string { return time.Duration(d).Round(time.Second).String() }
func (c Clock) String() string    { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }
func (w Weekday) String() string  { return strings.ToLower(time.Weekday(w).String()) }
func (w Weekdays) String() string { return strings.ToLower(time.Weekday(w).String()) + "s" }
func (d Day) String() string      { return Date(d).String() }
func (m Month) String() string    { return Date(m).Time().Format("2006-01") }
func (y Year) String() string     { return strconv.Itoa(int(y)) }
func (n Number) String() string   { return strconv.Itoa(int(n)) }
func (n Numeral) String() string  { return strconv.Itoa(int(n)) }
func (d Decimal) String() string  { return trimZeros(float64(d), 1) }
func (c Count) String() string    { return strconv.Itoa(c.N) + " " + c.Noun() }
func (p Percent) String() string  { return trimZeros(float64(p)*100, 1) + "%" }
func (r Ratio) String() string    { return trimZeros(float64(r), 2) + "x" }
func (s Sector) String() string   { return sectorNames[s] }
func (c Change) String() string   { return "by " + c.By.String() }
func (l Literal) String() string  { return string(l) }

func (p Place) String() string {
	return fmt.Sprintf("%s %s %s", trimZeros(p.DistanceM/1000, 1)+"km", p.Shape, p.Sector)
}

// Noun returns One or Many, as the number asks.
func (c Count) Noun() string {
	if c.N == 1 {
		return c.One
	}
	return c.Many
}

// trimZeros writes v with at most the given decimals and no trailing zeros.
func trimZeros(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
