package profile

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a machine without zone data knows the same zones

	"secondwind/internal/training"
)

// Settings are how the two programs behave. The zero Settings: as they come.
type Settings struct {
	Folders    []string // that ingest reads where none is named; absolute
	Database   string   // absolute; empty: the usual place
	Miles      bool     // and feet, in place of kilometres
	Clock12    bool
	TimeZone   *time.Location             // nil: not said
	WeekStart  training.Opt[time.Weekday] // the day on top of a chart of weekdays
	DateFormat DateFormat
}

// DateFormat is the order of a date's parts.
type DateFormat string

// The orders of a date. The empty one is DayFirst.
const (
	DayFirst   DateFormat = "day-first"   // 22 November 2026
	MonthFirst DateFormat = "month-first" // November 22, 2026
	YearFirst  DateFormat = "year-first"  // 2026-11-22
)

// athletes is the one key beside the settings: the table of the profiles.
const athletes = "athlete"

// setting is a key above the profiles.
type setting struct {
	name string
	read func(s *Settings, e entry, folder string) error
}

// settings are the keys above the profiles. Their errors go on where the name of the
// key ends.
func settings() []setting {
	return []setting{
		{"folders", readFolders},
		{"database", readDatabase},
		{"units", readUnits},
		{"timezone", readTimeZone},
		{"week_start", readWeekStart},
		{"clock", readClock},
		{"date_format", readDateFormat},
	}
}

// readSettings reads the keys above the profiles. Paths that are not absolute start
// at the folder of the file.
func readSettings(path string, root table) (Settings, error) {
	s := Settings{}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return s, &BrokenError{Path: path, Text: err.Error()}
	}
	known := settings()
	for _, e := range root.entries() {
		if e.name == athletes {
			continue
		}
		err := unknownSetting(e.name)
		if i := slices.IndexFunc(known, func(k setting) bool { return k.name == e.name }); i >= 0 {
			err = known[i].read(&s, e, folder)
		}
		if err != nil {
			return s, &SettingError{Path: path, Line: e.line, Key: shortened(e.name), Text: err.Error()}
		}
	}
	return s, nil
}

func unknownSetting(name string) error {
	if slices.ContainsFunc(profileKeys(), func(k profileKey) bool { return k.name == name }) {
		return fmt.Errorf("belongs to a profile: write it below a line [%s.me]", athletes)
	}
	var names []string
	for _, k := range settings() {
		names = append(names, k.name)
	}
	return fmt.Errorf("is no setting; there are %s, and profiles below a line [%s.me]", strings.Join(names, ", "), athletes)
}

func readFolders(s *Settings, e entry, folder string) error {
	items, ok := e.items()
	if !ok {
		return fmt.Errorf(`is %s: write a list, such as ["~/Downloads"]`, kindOf(e.value))
	}
	for _, item := range items {
		name, ok := item.value.(string)
		if !ok || name == "" {
			return fmt.Errorf(`holds %s: write folders in quotes, such as ["~/Downloads"]`, kindOf(item.value))
		}
		path, err := absolute(name, folder)
		if err != nil {
			return err
		}
		s.Folders = append(s.Folders, path)
	}
	return nil
}

func readDatabase(s *Settings, e entry, folder string) error {
	name, ok := e.value.(string)
	if !ok || name == "" {
		return fmt.Errorf(`is %s: write a file in quotes, such as "~/runs.duckdb"`, kindOf(e.value))
	}
	path, err := absolute(name, folder)
	s.Database = path
	return err
}

// absolute returns a path from a folder on; "~" is the home of the user.
func absolute(name, folder string) (string, error) {
	if name == "~" || strings.HasPrefix(name, "~/") || strings.HasPrefix(name, `~\`) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("begins with ~, and there is no home folder: %w", err)
		}
		return filepath.Join(home, name[1:]), nil
	}
	if filepath.IsAbs(name) {
		return filepath.Clean(name), nil
	}
	return filepath.Join(folder, name), nil
}

func readUnits(s *Settings, e entry, _ string) error {
	word, err := oneOf(e, "km", "mi")
	s.Miles = word == "mi"
	return err
}

func readTimeZone(s *Settings, e entry, _ string) error {
	name, ok := e.value.(string)
	if !ok {
		return fmt.Errorf(`is %s: write a zone in quotes, such as "Europe/Berlin"`, kindOf(e.value))
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return fmt.Errorf(`is %s, and no zone is called so: write one such as "Europe/Berlin" or "America/New_York"`, quoted(name))
	}
	s.TimeZone = zone
	return nil
}

func readWeekStart(s *Settings, e entry, _ string) error {
	word, err := oneOf(e, "monday", "sunday", "saturday")
	if err != nil {
		return err
	}
	day, _ := training.ParseWeekday(word)
	s.WeekStart = training.Some(day)
	return nil
}

func readClock(s *Settings, e entry, _ string) error {
	hours, ok := e.value.(int64)
	if !ok || hours != 12 && hours != 24 {
		return fmt.Errorf("is %s: write 12 or 24", shown(e.value))
	}
	s.Clock12 = hours == 12
	return nil
}

func readDateFormat(s *Settings, e entry, _ string) error {
	word, err := oneOf(e, string(DayFirst), string(MonthFirst), string(YearFirst))
	s.DateFormat = DateFormat(word)
	return err
}

// oneOf returns the entry's value where it is one of some words, whatever its case.
func oneOf(e entry, words ...string) (string, error) {
	text, ok := e.value.(string)
	if word := strings.ToLower(strings.TrimSpace(text)); ok && slices.Contains(words, word) {
		return word, nil
	}
	return "", fmt.Errorf("is %s: write %s", shown(e.value), choice(words))
}

// choice names words to choose from: `"km" or "mi"`.
func choice(words []string) string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = `"` + w + `"`
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
