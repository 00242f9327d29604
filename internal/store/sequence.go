package store

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"secondwind/internal/training"
)

// The sequences of an activity's measures are JSON text: arrays of scaled
// integers, in arrays where a member has several. LIST columns would be the
// textbook way, but the driver appends fewer than 50 000 rows of them a second and
// boxes every number on the way back; a BLOB would read fastest and be closed to
// everybody else. This text is split with from_json by any DuckDB client, as the
// views do, and a loop over its bytes reads the history of 2 700 activities, two
// million numbers, in a tenth of a second.

// The scales of the sequences: an integer there is the figure times its scale.
const (
	msPerSecond   = 1000 // of times and of bins of seconds
	cmPerMetre    = 100  // of splits and bins of metres
	dmPerMetre    = 10   // of outlines
	mmsPerMS      = 1000 // of speeds
	stepsPerBPM   = 100  // of heart rates
	stepsPerDegC  = 10   // of temperatures
	largestNumber = 1 << 53
)

// sequence writes the JSON text of a sequence.
type sequence []byte

// comma separates a value from the one before.
func (s *sequence) comma() {
	if n := len(*s); n > 0 && (*s)[n-1] != '[' {
		*s = append(*s, ',')
	}
}

func (s *sequence) open()       { s.comma(); *s = append(*s, '[') }
func (s *sequence) close()      { *s = append(*s, ']') }
func (s *sequence) null()       { s.comma(); *s = append(*s, "null"...) }
func (s *sequence) int(n int64) { s.comma(); *s = strconv.AppendInt(*s, n, 10) }

// scaled writes a figure times its scale; null where that is no whole number
// that a JSON reader can hold.
func (s *sequence) scaled(v, scale float64) {
	x := math.Round(v * scale)
	if !(math.Abs(x) <= largestNumber) { // also no number at all
		s.null()
		return
	}
	s.int(int64(x))
}

func (s *sequence) duration(d time.Duration) { s.int(d.Round(time.Millisecond).Milliseconds()) }

func (s *sequence) opt(v training.Opt[float64], scale float64) {
	if x, ok := v.Get(); ok {
		s.scaled(x, scale)
		return
	}
	s.null()
}

// each writes an array of n arrays; nil, which is NULL, for none.
func each(n int, member func(s *sequence, i int)) any {
	if n == 0 {
		return nil
	}
	var s sequence
	s.open()
	for i := range n {
		s.open()
		member(&s, i)
		s.close()
	}
	s.close()
	return string(s)
}

func binsText(b training.Bins, scale float64) any {
	if len(b.Values) == 0 {
		return nil
	}
	var s sequence
	s.open()
	s.int(int64(b.First))
	for _, v := range b.Values {
		s.scaled(v, scale)
	}
	s.close()
	return string(s)
}

// cellsText groups cells by their row, which halves it: cells come sorted by row.
func cellsText(cells []training.Cell) any {
	if len(cells) == 0 {
		return nil
	}
	var s sequence
	s.open()
	for i, c := range cells {
		if i == 0 || c.Row != cells[i-1].Row {
			if i > 0 {
				s.close()
			}
			s.open()
			s.int(int64(c.Row))
		}
		s.int(int64(c.Col))
	}
	s.close()
	s.close()
	return string(s)
}

func splitsText(splits []training.Split) any {
	return each(len(splits), func(s *sequence, i int) {
		s.scaled(splits[i].DistanceM, cmPerMetre)
		s.duration(splits[i].Elapsed)
		s.scaled(splits[i].GAPSpeedMS, mmsPerMS)
		s.opt(splits[i].HeartRateBPM, stepsPerBPM)
	})
}

func boutsText(bouts []training.Bout) any {
	return each(len(bouts), func(s *sequence, i int) {
		s.duration(bouts[i].At)
		s.duration(bouts[i].Duration)
		s.scaled(bouts[i].GAPSpeedMS, mmsPerMS)
	})
}

func blocksText(blocks []training.Block) any {
	return each(len(blocks), func(s *sequence, i int) {
		s.duration(blocks[i].At)
		s.duration(blocks[i].Duration)
		s.scaled(blocks[i].GAPSpeedMS, mmsPerMS)
		s.scaled(blocks[i].HeartRateBPM, stepsPerBPM)
		s.opt(blocks[i].TemperatureC, stepsPerDegC)
	})
}

func outlineText(points []training.Point) any {
	return each(len(points), func(s *sequence, i int) {
		s.scaled(points[i].X, dmPerMetre)
		s.scaled(points[i].Y, dmPerMetre)
	})
}

func pausesText(pauses []training.Pause) any {
	return each(len(pauses), func(s *sequence, i int) {
		s.duration(pauses[i].From)
		s.duration(pauses[i].To)
	})
}

// warningsText writes pairs of code and detail.
func warningsText(warnings []training.Warning) (any, error) {
	if len(warnings) == 0 {
		return nil, nil
	}
	pairs := make([][2]string, len(warnings))
	for i, w := range warnings {
		pairs[i] = [2]string{string(w.Code), w.Detail}
	}
	b, err := json.Marshal(pairs)
	return plain(string(b)), err
}

func readWarnings(text string) ([]training.Warning, error) {
	if text == "" {
		return nil, nil
	}
	var pairs [][2]string
	if err := json.Unmarshal([]byte(text), &pairs); err != nil {
		return nil, fmt.Errorf("read warnings: %w", err)
	}
	warnings := make([]training.Warning, len(pairs))
	for i, p := range pairs {
		warnings[i] = training.Warning{Code: training.WarningCode(p[0]), Detail: p[1]}
	}
	return warnings, nil
}

// reader reads the integers of a sequence and skips what is between them.
type reader struct {
	text string
	at   int
	// opened is true where the number read last is the first of its array.
	opened bool
}

// next returns the next member: a number, or absent for null. ok is false at the
// end.
func (r *reader) next() (n int64, there, ok bool) {
	text, at, negative := r.text, r.at, false
	r.opened = false
	for at < len(text) {
		c := text[at]
		at++
		switch {
		case c-'0' <= 9:
			n = int64(c - '0')
			for at < len(text) && text[at]-'0' <= 9 {
				n = 10*n + int64(text[at]-'0')
				at++
			}
			if negative {
				n = -n
			}
			r.at = at
			return n, true, true
		case c == '-':
			negative = true
		case c == '[':
			r.opened = true
		case c == 'n':
			r.at = at + len("ull")
			return 0, false, true
		}
	}
	r.at = at
	return 0, false, false
}

func (r *reader) scaled(scale float64) float64 {
	n, _, _ := r.next()
	return float64(n) / scale
}

func (r *reader) duration() time.Duration {
	n, _, _ := r.next()
	return time.Duration(n) * time.Millisecond
}

func (r *reader) opt(scale float64) training.Opt[float64] {
	if n, there, _ := r.next(); there {
		return training.Some(float64(n) / scale)
	}
	return training.Opt[float64]{}
}

// readEach reads an array of arrays.
func readEach[T any](text string, member func(*reader) T) []T {
	if text == "" {
		return nil
	}
	list := make([]T, max(strings.Count(text, "[")-1, 0)) // one bracket opens the whole
	r := reader{text: text}
	for i := range list {
		list[i] = member(&r)
	}
	return list
}

func readBins(text string, scale float64) training.Bins {
	if text == "" {
		return training.Bins{}
	}
	r := reader{text: text}
	first, _, _ := r.next()
	values := make([]float64, strings.Count(text, ","))
	for i := range values {
		values[i] = r.scaled(scale)
	}
	return training.Bins{First: int(first), Values: values}
}

func readCells(text string) []training.Cell {
	if text == "" {
		return nil
	}
	// Numbers are one more than commas, and each row but the first takes one.
	cells := make([]training.Cell, 0, strings.Count(text, ",")+1)
	var row int32
	for r := (reader{text: text}); ; {
		n, _, ok := r.next()
		switch {
		case !ok:
			return cells
		case r.opened:
			row = int32(n)
		default:
			cells = append(cells, training.Cell{Col: int32(n), Row: row})
		}
	}
}

func readSplit(r *reader) training.Split {
	return training.Split{
		DistanceM:    r.scaled(cmPerMetre),
		Elapsed:      r.duration(),
		GAPSpeedMS:   r.scaled(mmsPerMS),
		HeartRateBPM: r.opt(stepsPerBPM),
	}
}

func readBout(r *reader) training.Bout {
	return training.Bout{At: r.duration(), Duration: r.duration(), GAPSpeedMS: r.scaled(mmsPerMS)}
}

func readBlock(r *reader) training.Block {
	return training.Block{
		At:           r.duration(),
		Duration:     r.duration(),
		GAPSpeedMS:   r.scaled(mmsPerMS),
		HeartRateBPM: r.scaled(stepsPerBPM),
		TemperatureC: r.opt(stepsPerDegC),
	}
}

func readPoint(r *reader) training.Point {
	return training.Point{X: r.scaled(dmPerMetre), Y: r.scaled(dmPerMetre)}
}

func readPause(r *reader) training.Pause {
	return training.Pause{From: r.duration(), To: r.duration()}
}
