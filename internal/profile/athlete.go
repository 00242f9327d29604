package profile

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"secondwind/internal/training"
)

// Known is what a profile is held against.
type Known struct {
	Day        training.Date // of the report: what is over, and what is ahead
	Names      []string      // rules and fixes that there are
	Activities []string      // ids of the athlete's activities
}

// Problem is a part of a profile that does not count as it is written.
type Problem struct {
	File string // its name
	Line int
	Key  string
	Text string // what is wrong, and what to do
}

// String returns the problem as a sentence.
func (p Problem) String() string {
	return fmt.Sprintf("%s, %s: %s", at(p.File, p.Line), shortened(p.Key), p.Text)
}

// Profile returns what the file says of an athlete, and what of it does not count, in
// the order of the lines.
// The time zone is that of the settings.
func (f *File) Profile(athlete string, known Known) (training.Profile, []Problem) {
	r := reader{file: filepath.Base(f.path), known: known}
	r.profile.TimeZone = f.Settings.TimeZone
	for _, out := range f.faults {
		r.problem(out.line, out.key, "%s, and does not count until it is mended", out.text)
	}
	if t, ok := r.athlete(f.root, athlete); ok {
		r.read(t)
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return r.profile, r.problems
}

// reader reads one profile.
type reader struct {
	file     string
	known    Known
	profile  training.Profile
	problems []Problem
}

// problem notes what is wrong with a key.
func (r *reader) problem(line int, key, format string, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: line, Key: key, Text: fmt.Sprintf(format, args...)})
}

// athlete finds the table of an athlete. It tells of a profile that has no name, and
// where none is the athlete's.
func (r *reader) athlete(root table, name string) (table, bool) {
	all := root.entries()
	i := slices.IndexFunc(all, func(e entry) bool { return e.name == athletes })
	if i < 0 {
		return table{}, false
	}
	profiles, ok := all[i].sub()
	if !ok {
		r.problem(all[i].line, athletes, "is %s: write the keys of the profile below a line %s", shown(all[i].value), heading(name))
		return table{}, false
	}
	var others []string
	for _, e := range profiles.entries() {
		t, ok := e.sub()
		switch {
		case !ok:
			r.problem(e.line, e.name, "stands below [%s], which names nobody: write it below a line %s", athletes, heading(name))
		case e.name == name:
			return t, true
		default:
			others = append(others, quoted(e.name))
		}
	}
	if len(others) > 0 {
		r.problem(all[i].line, athletes, "the file speaks of %s and not of %s, so none of it counts here: name a profile %s, or another runner with --athlete",
			strings.Join(others[:min(len(others), mostListed)], ", "), quoted(name), heading(name))
	}
	return table{}, false
}

// mostListed is how many names a message lists.
const mostListed = 3

// heading returns the line above an athlete's profile.
func heading(name string) string {
	bare := name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_'
	})
	if bare {
		return "[" + athletes + "." + name + "]"
	}
	return "[" + athletes + "." + quoted(name) + "]"
}

// profileKey is a key of a profile.
type profileKey struct {
	name string
	read func(r *reader, e entry)
}

// profileKeys are the keys of a profile.
func profileKeys() []profileKey {
	return []profileKey{
		{"motivation", (*reader).motivation},
		{"why", (*reader).why},
		{"goal", (*reader).goal},
		{"races", (*reader).races},
		{"no_goal", func(r *reader, e entry) { r.profile.NoGoal = r.yes(e) }},
		{"maintain", func(r *reader, e entry) { r.profile.Maintain = r.yes(e) }},
		{"breaks", (*reader).breaks},
		{"rewards", func(r *reader, e entry) { r.profile.Rewards = r.texts(e) }},
		{"gratitude", func(r *reader, e entry) { r.profile.Gratitude = r.texts(e) }},
		{"notes", func(r *reader, e entry) { r.profile.Notes = r.texts(e) }},
		{"mute", (*reader).mute},
		{"export", (*reader).export},
		{"sport", (*reader).sports},
		{"sex", (*reader).sex},
		{"age", func(r *reader, e entry) { r.profile.Age = r.number(e, leastAge, mostAge, "an age") }},
		{"born", (*reader).born},
		{"hr_max", func(r *reader, e entry) {
			r.profile.HeartMaxBPM = r.number(e, leastHeartMax, mostHeartMax, "a highest heart rate")
		}},
		{"hr_rest", func(r *reader, e entry) {
			r.profile.HeartRestBPM = r.number(e, leastHeartRest, mostHeartRest, "a heart rate at rest")
		}},
		{"threshold_pace", (*reader).thresholdPace},
	}
}

// What is believed of a body; beyond lies a slip of the hand. No rest is as fast as
// the highest heart rate.
const (
	leastAge, mostAge             = 5, 110
	leastHeartMax, mostHeartMax   = 120, 230
	leastHeartRest, mostHeartRest = 25, 110
)

// read reads the keys of a profile, each by itself, and then what they say together.
func (r *reader) read(t table) {
	known := profileKeys()
	lines := map[string]int{}
	for _, e := range t.entries() {
		lines[e.name] = e.line
		i := slices.IndexFunc(known, func(k profileKey) bool { return k.name == e.name })
		if i < 0 {
			r.unknown(e)
			continue
		}
		known[i].read(r, e)
	}
	r.together(lines)
}

func (r *reader) unknown(e entry) {
	if slices.ContainsFunc(settings(), func(s setting) bool { return s.name == e.name }) {
		r.problem(e.line, e.name, "is a setting of the programs and not of a runner: write it above the first line in brackets")
		return
	}
	var names []string
	for _, k := range profileKeys() {
		names = append(names, k.name)
	}
	r.problem(e.line, e.name, "is no key of a profile%s; the lines that report --profile-init writes name them all", near(e.name, names))
}

// together checks keys that speak of the same.
func (r *reader) together(lines map[string]int) {
	p := &r.profile
	if p.Age.OK() && p.Born.OK() {
		r.problem(lines["age"], "age", "born says it as well, and keeps up with the years: age does not count and can go")
		p.Age = training.Opt[int]{}
	}
	if p.NoGoal && p.Goal.OK() {
		r.problem(lines["no_goal"], "no_goal", "there is a goal as well: no_goal does not count until that race is over")
		p.NoGoal = false
	}
}
