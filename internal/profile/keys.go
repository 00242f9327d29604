package profile

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"secondwind/internal/training"
)

// yes reads a switch.
func (r *reader) yes(e entry) bool {
	on, ok := e.value.(bool)
	if !ok {
		r.problem(e.line, e.name, "is %s: write true or false, without quotes", shown(e.value))
	}
	return on
}

// number reads a whole number within bounds.
func (r *reader) number(e entry, least, most int64, what string) training.Opt[int] {
	n, ok := e.value.(int64)
	switch {
	case !ok:
		r.problem(e.line, e.name, "is %s: write a whole number, without quotes", shown(e.value))
	case n < least || n > most:
		r.problem(e.line, e.name, "%d is not believed: %s lies between %d and %d", n, what, least, most)
	default:
		return training.Some(int(n))
	}
	return training.Opt[int]{}
}

// word reads one of some words.
func (r *reader) word(e entry, words ...string) string {
	word, err := oneOf(e, words...)
	if err != nil {
		r.problem(e.line, e.name, "%v", err)
	}
	return word
}

// longestText is how much of a runner's own sentence is kept, in characters.
const longestText = 500

// texts reads a text or a list of texts.
func (r *reader) texts(e entry) []string {
	items, ok := e.items()
	if text, one := e.value.(string); one {
		items, ok = []item{{value: text, line: e.line}}, true
	}
	if !ok {
		r.problem(e.line, e.name, `is %s: write a list of texts, such as ["one", "another"]`, shown(e.value))
		return nil
	}
	var list []string
	for _, i := range items {
		text, ok := i.value.(string)
		text = strings.TrimSpace(text)
		switch {
		case !ok:
			r.problem(i.line, e.name, "holds %s: put each text in quotes", shown(i.value))
		case text == "":
		case utf8.RuneCountInString(text) > longestText:
			r.problem(i.line, e.name, "holds a text of more than %d characters: shorten it", longestText)
		default:
			list = append(list, text)
		}
	}
	return list
}

func (r *reader) motivation(e entry) {
	r.profile.Motivation = training.Motivation(r.word(e, string(training.Intrinsic), string(training.Extrinsic)))
}

func (r *reader) sex(e entry) {
	r.profile.Sex = training.Sex(r.word(e, string(training.Female), string(training.Male)))
}

func (r *reader) export(e entry) {
	r.profile.ExportComplete = r.word(e, "complete", "partial") == "complete"
}

// mostWhys is how many times "why?" is asked.
const mostWhys = 5

func (r *reader) why(e entry) {
	list := r.texts(e)
	if len(list) > mostWhys {
		r.problem(e.line, e.name, "has %d answers, and the question is asked %d times: the first %d count", len(list), mostWhys, mostWhys)
		list = list[:mostWhys]
	}
	r.profile.Why = list
}

// mute reads the names of rules and fixes, and tells of those that are none.
func (r *reader) mute(e entry) {
	items, ok := e.items()
	if !ok {
		r.problem(e.line, e.name, `is %s: write a list of rules and fixes, such as ["one-pace"]`, shown(e.value))
		return
	}
	for _, i := range items {
		name, ok := i.value.(string)
		name = strings.ToLower(strings.TrimSpace(name))
		switch {
		case !ok:
			r.problem(i.line, e.name, "holds %s: put each name in quotes", shown(i.value))
		case !slices.Contains(r.known.Names, name):
			r.problem(i.line, e.name, "no rule and no fix is called %s%s; report --rules lists them", quoted(name), near(name, r.known.Names))
		case !slices.Contains(r.profile.Mute, name):
			r.profile.Mute = append(r.profile.Mute, name)
		}
	}
}

// leastID is how many characters of an id are to be named: fewer are a slip of the
// hand.
const leastID = 6

// sports reads which activities are of another sport than their files say.
func (r *reader) sports(e entry) {
	t, ok := e.sub()
	if !ok {
		r.problem(e.line, e.name, `is %s: write the id of an activity and its sport, such as { 3f2a9c = "hiking" }`, shown(e.value))
		return
	}
	for _, one := range t.entries() {
		key := e.name + "." + one.name
		sport, known := r.sportWord(key, one)
		id, found := r.activity(key, one)
		if !known || !found {
			continue
		}
		if r.profile.Sports == nil {
			r.profile.Sports = map[string]training.Sport{}
		}
		if _, twice := r.profile.Sports[id]; twice {
			r.problem(one.line, key, "names the activity %s, which has a sport already: the first one counts", id)
			continue
		}
		r.profile.Sports[id] = sport
	}
}

// sportWord reads a sport as a runner writes it.
func (r *reader) sportWord(key string, e entry) (training.Sport, bool) {
	text, ok := e.value.(string)
	word := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(text)))
	if !ok || !slices.Contains(sportWords(), training.Sport(word)) {
		r.problem(e.line, key, `is %s, and no sport is called so: write one such as "running", "walking", "hiking" or "cycling"`, shown(e.value))
		return "", false
	}
	return training.Sport(word), true
}

// activity returns the id that an id, or its first characters, names.
func (r *reader) activity(key string, e entry) (string, bool) {
	prefix := strings.ToLower(e.name)
	if len(prefix) < leastID {
		r.problem(e.line, key, "name at least the first %d characters of the id", leastID)
		return "", false
	}
	var fits []string
	for _, id := range r.known.Activities {
		if strings.HasPrefix(id, prefix) {
			fits = append(fits, id)
		}
	}
	switch len(fits) {
	case 0:
		r.problem(e.line, key, "no activity on record has an id that begins so; ingest --status -v and report --format json name ids")
		return "", false
	case 1:
		return fits[0], true
	}
	r.problem(e.line, key, "could be any of %d activities: name more of the id", len(fits))
	return "", false
}

// sportWords are the sports that an activity can be overruled to: those of the FIT
// profile that somebody does.
func sportWords() []training.Sport {
	return []training.Sport{
		training.Running, training.Walking, training.Hiking, training.Cycling, training.Swimming, "training",
		"fitness_equipment", "rowing", "paddling", "kayaking", "stand_up_paddleboarding", "sailing", "surfing", "windsurfing", "kitesurfing",
		"cross_country_skiing", "alpine_skiing", "snowboarding", "snowshoeing", "ice_skating", "inline_skating",
		"mountaineering", "rock_climbing", "floor_climbing", "e_biking", "horseback_riding", "golf", "disc_golf",
		"basketball", "soccer", "tennis", "racket", "american_football", "baseball", "cricket", "rugby", "hockey", "lacrosse", "volleyball",
		"boxing", "mixed_martial_arts", "hiit", "jump_rope", "dance", "diving", "snorkeling", "meditation",
		"wheelchair_push_walk", "wheelchair_push_run", "driving", "motorcycling", "flying", "multisport", "generic",
	}
}

// born reads a day of birth, or a year alone: then the middle of it.
func (r *reader) born(e entry) {
	day, err := birthday(e.value)
	if err != nil {
		r.problem(e.line, e.name, "%v", err)
		return
	}
	if age := (&training.Profile{Born: training.Some(day)}).AgeOn(r.known.Day).Or(0); age < leastAge || age > mostAge {
		r.problem(e.line, e.name, "%s makes an age of %d, which is not believed: check the year", shown(e.value), age)
		return
	}
	r.profile.Born = training.Some(day)
}

func birthday(value any) (training.Date, error) {
	const firstYear, lastYear = 1900, 2200
	if year, ok := value.(int64); ok && firstYear <= year && year <= lastYear {
		return training.NewDate(int(year), time.July, 1), nil
	}
	if day, ok := dateOf(value); ok {
		return day, nil
	}
	return 0, fmt.Errorf("is %s: write a year, such as 1980, or a day, such as 1980-06-15", shown(value))
}

// dateOf returns the day that a value is: a date of TOML, with or without a time, or
// a text like one.
func dateOf(value any) (training.Date, bool) {
	switch v := value.(type) {
	case time.Time:
		// A time of day without a date has the year 0.
		return training.DateOf(v), v.Year() > 0
	case string:
		day, err := training.ParseDate(strings.TrimSpace(v))
		return day, err == nil
	}
	return 0, false
}
