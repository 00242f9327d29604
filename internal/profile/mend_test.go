package profile

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"secondwind/internal/training"
)

// What is no TOML in a profile is told with its line and key, and the rest counts.
func TestMended(t *testing.T) {
	for _, c := range []struct {
		name, keys string   // from line 2 on; the runner is 40 all the same
		want       []string // the beginnings of what is told
	}{
		{"half a list at the end", "age = 40\nwhy = [\"Air.\",", []string{`line 3, why: this is no TOML (unexpected EOF; expected value), and does not count until it is mended`}},
		{"half a list amid the rest", "why = [\"Air.\",\nage = 40", []string{`line 2, why: this is no TOML (`}},
		{"a list in lines that lacks its end", "why = [\n\"Air.\",\n\"Calm.\"\n\nage = 40", []string{`line 2, why: this is no TOML (`}},
		{"half a string", "age = 40\n\nnotes = \"New sh", []string{`line 4, notes: this is no TOML (`}},
		{"half a string amid the rest", "notes = \"New sh\nage = 40 # \"", []string{`line 2, notes: this is no TOML (`}},
		{"half a key", "age = 40\nmot", []string{`line 3, mot: this is no TOML (`}},
		{"half a heading", "age = 40\n[athlete.me.goal\ndate = 2027-04-25", []string{`line 3, athlete.me.goal: this is no TOML (`}},
		{"a key twice", "age = 40\nage = 41", []string{`line 3, age: this is no TOML (Key 'athlete.me.age' has already been defined), and`}},
		{"a heading twice", "age = 40\n[athlete.me]\nage = 41\n[athlete.anna]", []string{`line 3, athlete.me: this is no TOML (`}},
		{"no quotes", "motivation = intrinsic\nage = 40", []string{`line 2, motivation: this is no TOML (`}},
		{"the quotes of a letter", "motivation = “intrinsic”\nage = 40", []string{`line 2, motivation: this is no TOML (expected value but found '“' instead; a text stands in straight quotes, "like this"), and`}},
		{"no equals sign", "no_goal true\nage = 40", []string{`line 2, no_goal true: this is no TOML (`}},
		{"a race that is not closed", "goal = { date = 2027-01-01,\nage = 40", []string{`line 2, goal: this is no TOML (`}},
		{"invalid UTF-8", "notes = \"\xff\"\nage = 40", []string{`line 2, notes: this is no TOML (`}},
		{"two slips", "sex = male\nage = 40\nmute = one-pace", []string{`line 2, sex: this is no TOML (expected value but found "male" instead; a text stands in straight quotes, "like this"), and`, `line 4, mute: this is no TOML (`}},
		{"a day that the calendar lacks", "born = 1980-02-30\nage = 40", []string{`line 2, born: is "1980-02-30": write a year`}},
		{"one in a list", "age = 40\nbreaks = [\n{ from = 2026-02-30, to = 2026-03-02 },\n{ from = 2026-05-01, to = 2026-05-02 }]", []string{`line 4, breaks.from: is "2026-02-30", which no calendar has: write a day, such as 2026-07-01`}},
		{"a goal on such a day", "goal = { race = \"City\", date = 2026-02-30 }\nage = 40", []string{`line 2, goal.date: is "2026-02-30", which no calendar has: write a day, such as 2026-07-01`}},
		{"a day without its zeros", "goal = { date = 2027-1-5 }\nage = 40", []string{`line 2, goal.date: is "2027-1-5": write a day, such as 2026-07-01`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, problems := profileOf(t, c.keys)
			if !slices.EqualFunc(problems, c.want, func(got, want string) bool { return strings.HasPrefix(got, Name+", "+want) }) {
				t.Errorf("got  %q\nwant %q", problems, c.want)
			}
			if p.Age != training.Some(40) {
				t.Errorf("got %+v, want the age of 40 all the same", p)
			}
		})
	}
}

// One impossible day costs no more than the break that it stands in.
func TestMendedBreaks(t *testing.T) {
	p, _ := profileOf(t, "breaks = [{ from = 2026-02-30, to = 2026-03-02 }, { from = 2026-05-01, to = 2026-05-02 }]")
	if want := []training.Break{{From: day(2026, 5, 1), To: day(2026, 5, 2)}}; !slices.Equal(p.Breaks, want) {
		t.Errorf("got %v, want %v", p.Breaks, want)
	}
}

// Settings count beside a profile that is half-written, and the fault is still one.
func TestFault(t *testing.T) {
	file, err := load(t, "units = 'mi'\n[athlete.me]\nwhy = [\"Air")
	if err != nil {
		t.Fatal(err)
	}
	var broken *BrokenError
	if err := file.Fault(); !file.Settings.Miles || !errors.As(err, &broken) || broken.Line != 3 {
		t.Errorf("got %+v and %v, want miles and a fault in line 3", file.Settings, err)
	}
	file, err = load(t, "units = 'mi'\n[athlete.me]\nwhy = [\"Air\"]")
	if err != nil || file.Fault() != nil {
		t.Errorf("got %v and %v of a sound file", err, file.Fault())
	}
}
