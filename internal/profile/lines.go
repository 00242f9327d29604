package profile

import (
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
)

// The TOML reader tells the lines of faults in the syntax, not those of its values.
// They are found again in the text: keys come in the order of the file, and each has
// either an equals sign or the brackets of a table's name outside of strings and
// comments.

// place is where something begins: its offset and its line, from 1.
type place struct{ at, line int }

// mark is a key in the file, and where the elements of its array begin.
type mark struct {
	place
	key   toml.Key
	items []place
}

// markKeys returns where the keys of a valid document are.
func markKeys(text string, keys []toml.Key) []mark {
	s := newScanner(text)
	s.scan()
	for i := range s.marks[:min(len(s.marks), len(keys))] {
		s.marks[i].key = keys[i]
	}
	return s.marks
}

// scanner walks through a valid document.
type scanner struct {
	text  string
	i     int
	line  int
	fresh bool // nothing but blanks has come since the last statement
	value bool // an equals sign has come, and its value has not
	open  []bracket
	marks []mark
	begun []int // the lines in which statements begin

	dots   int // in the line, outside of strings and comments
	nested int // the line that is nested beyond maxNested; 0: none
}

// maxNested is how deep brackets and how long dotted keys may be, several times what
// a profile has. The TOML reader takes time by more than the square of it.
const maxNested = 32

func newScanner(text string) scanner { return scanner{text: text, line: 1, fresh: true} }

// tooNested returns the first line that the TOML reader is not to be given; 0: none.
// A text that is no TOML is read like one as far as it is one, which is as far as the
// TOML reader goes.
func tooNested(text string) int {
	s := newScanner(text)
	s.scan()
	return s.nested
}

// bracket is an array or a table that is open.
type bracket struct {
	array bool
	mark  int  // whose value the array is; -1 for an array or table within another
	item  bool // an element may begin
}

func (s *scanner) scan() {
	for s.i < len(s.text) && s.nested == 0 {
		switch c := s.text[s.i]; c {
		case '\n':
			s.line++
			s.dots = 0
			s.fresh = s.fresh || len(s.open) == 0
			s.i++
		case ' ', '\t', '\r':
			s.i++
		case '#':
			s.skipComment()
		default:
			if s.fresh && len(s.open) == 0 {
				s.begun = append(s.begun, s.line)
			}
			s.token(c)
			s.fresh = false
		}
	}
}

// token reads what is neither blank nor comment.
func (s *scanner) token(c byte) {
	if c != ']' && c != ',' {
		s.beginItem()
	}
	here := place{s.i, s.line}
	switch c {
	case '"', '\'':
		s.skipString(c)
		return
	case '=':
		s.marks = append(s.marks, mark{place: here})
		s.value = true
		s.i++
		return
	case '.':
		s.dot()
	case '[':
		if s.fresh && len(s.open) == 0 {
			s.marks = append(s.marks, mark{place: here})
			s.skipHeader()
			return
		}
		s.push(true)
	case '{':
		s.push(false)
	case ']', '}':
		s.open = s.open[:max(len(s.open)-1, 0)]
	case ',':
		if n := len(s.open); n > 0 {
			s.open[n-1].item = s.open[n-1].array
		}
	}
	s.value = false
	s.i++
}

// push opens an array or a table.
func (s *scanner) push(array bool) {
	b := bracket{array: array, mark: -1, item: array}
	if array && s.value {
		b.mark = len(s.marks) - 1
	}
	s.open = append(s.open, b)
	if len(s.open) > maxNested {
		s.nested = s.line
	}
}

// dot counts what parts the parts of a key, and numbers.
func (s *scanner) dot() {
	if s.dots++; s.dots > maxNested {
		s.nested = s.line
	}
}

// beginItem notes the beginning of an element of an array.
func (s *scanner) beginItem() {
	n := len(s.open)
	if n == 0 || !s.open[n-1].item {
		return
	}
	b := &s.open[n-1]
	b.item = false
	if b.mark >= 0 {
		m := &s.marks[b.mark]
		m.items = append(m.items, place{s.i, s.line})
	}
}

func (s *scanner) skipComment() {
	for s.i < len(s.text) && s.text[s.i] != '\n' {
		s.i++
	}
}

// skipHeader skips the name of a table, which may hold quoted brackets.
func (s *scanner) skipHeader() {
	for s.i < len(s.text) && s.text[s.i] != '\n' && s.text[s.i] != '#' {
		switch c := s.text[s.i]; c {
		case '"', '\'':
			s.skipString(c)
		case '.':
			s.dot()
			s.i++
		default:
			s.i++
		}
	}
}

// skipString skips a string of one line or several.
func (s *scanner) skipString(quote byte) {
	s.value = false
	end := string(quote)
	if long := strings.Repeat(end, 3); strings.HasPrefix(s.text[s.i:], long) {
		end = long
	}
	for s.i += len(end); s.i < len(s.text) && !strings.HasPrefix(s.text[s.i:], end); s.i++ {
		switch {
		case s.text[s.i] == '\n':
			s.line++
		case s.text[s.i] == '\\' && quote == '"':
			s.i++ // what is escaped ends nothing
			if s.i < len(s.text) && s.text[s.i] == '\n' {
				s.line++
			}
		}
	}
	s.i += len(end)
	// A long string may end with up to two quotes of its own.
	for n := 0; len(end) == 3 && n < 2 && s.i < len(s.text) && s.text[s.i] == quote; n++ {
		s.i++
	}
	s.i = min(s.i, len(s.text))
}

// table is a table of the file: its values, and where they stand.
type table struct {
	path   toml.Key
	from   int // its keys come after this offset
	values map[string]any
	marks  []mark // of the whole file, in its order
}

// entry is a key of a table with its value.
type entry struct {
	table
	name  string
	value any
	place
}

// entries returns the keys of the table in the order of the file.
func (t table) entries() []entry {
	var list []entry
	seen := make(map[string]bool, len(t.values))
	first := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].at >= t.from })
	for _, m := range t.marks[first:] {
		if len(list) == len(t.values) {
			break
		}
		if len(m.key) <= len(t.path) || !slices.Equal(m.key[:len(t.path)], t.path) {
			continue
		}
		name := m.key[len(t.path)]
		if value, ok := t.values[name]; ok && !seen[name] {
			seen[name] = true
			list = append(list, entry{t, name, value, m.place})
		}
	}
	return list
}

// key returns the whole key of the entry.
func (e entry) key() toml.Key { return append(slices.Clone(e.path), e.name) }

// sub returns the table that the entry's value is.
func (e entry) sub() (table, bool) {
	values, ok := e.value.(map[string]any)
	return table{path: e.key(), from: e.from, values: values, marks: e.marks}, ok
}

// item is an element of an array, and its line.
type item struct {
	value any
	line  int
	table table // where the element is one
}

// items returns the elements of the array that the entry's value is.
func (e entry) items() ([]item, bool) {
	var values []any
	switch v := e.value.(type) {
	case []any:
		values = v
	case []map[string]any:
		for _, one := range v {
			values = append(values, one)
		}
	default:
		return nil, false
	}
	places := e.itemPlaces()
	list := make([]item, len(values))
	for i, v := range values {
		list[i] = item{value: v, line: e.line}
		from := e.from
		if i < len(places) {
			list[i].line, from = places[i].line, places[i].at
		}
		if one, ok := v.(map[string]any); ok {
			list[i].table = table{path: e.key(), from: from, values: one, marks: e.marks}
		}
	}
	return list, true
}

// itemPlaces returns where the elements of an array begin: within its brackets, or
// at the headings that have its name.
func (e entry) itemPlaces() []place {
	path := e.key()
	var headings []place
	for _, m := range e.marks {
		if m.at < e.from || !slices.Equal(m.key, path) {
			continue
		}
		if len(m.items) > 0 {
			return m.items
		}
		headings = append(headings, m.place)
	}
	return headings
}
