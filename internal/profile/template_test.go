package profile

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The template has every key, each line of it is right when its # is taken away, and
// so is the whole.
func TestTemplate(t *testing.T) {
	text := Template("me", reportDay)
	p, problems := profileIn(t, text)
	if len(problems) > 0 || p.Age.OK() {
		t.Errorf("as it comes: got %q", problems)
	}
	lines := strings.Split(text, "\n")
	var keys []string
	whole := slices.Clone(lines)
	for i, line := range lines {
		if len(line) > 100 {
			t.Errorf("line %d is too long for a narrow window: %s", i+1, line)
		}
		bare, commented := strings.CutPrefix(line, "#")
		if !commented || bare == "" || strings.HasPrefix(bare, " ") {
			continue
		}
		key, _, _ := strings.Cut(bare, " ")
		keys = append(keys, key)
		whole[i] = bare
		one := slices.Clone(lines)
		one[i] = bare
		if _, problems := profileIn(t, strings.Join(one, "\n")); len(problems) > 0 {
			t.Errorf("%s: got %q", bare, problems)
		}
	}
	want := []string{"age"} // named beside born, which says the same
	for _, s := range settings() {
		want = append(want, s.name)
	}
	for _, k := range profileKeys() {
		want = append(want, k.name)
	}
	keys = append(keys, "age")
	slices.Sort(keys)
	slices.Sort(want)
	if want = slices.Compact(want); !slices.Equal(keys, want) {
		t.Errorf("the template has the keys %q, and there are %q", keys, want)
	}
	if left := regexp.MustCompile(`\{\w+\}`).FindString(text); left != "" {
		t.Errorf("the template still has %s", left)
	}
	// One contradicts another on purpose: each is an answer by itself.
	p, problems = profileIn(t, strings.Join(whole, "\n"))
	if len(problems) != 1 || !strings.Contains(problems[0], "no_goal: there is a goal as well") {
		t.Errorf("the whole: got %q, want that a goal and no_goal do not go together", problems)
	}
	if !p.Goal.OK() || len(p.Races) != 1 || len(p.Breaks) != 1 || len(p.Sports) != 1 || len(p.Mute) != 2 || !p.ThresholdMS.OK() || p.TimeZone == nil {
		t.Errorf("the whole: got %+v", p)
	}
}

func TestTemplateOfAnother(t *testing.T) {
	for athlete, want := range map[string]string{"anna": "\n[athlete.anna]\n", "B \"C\"": "\n[athlete.\"B \\\"C\\\"\"]\n"} {
		file, err := load(t, Template(athlete, reportDay)+"\nage = 40\n")
		if err != nil {
			t.Fatal(err)
		}
		if p, problems := file.Profile(athlete, known); !p.Age.OK() || len(problems) > 0 || !strings.Contains(Template(athlete, reportDay), want) {
			t.Errorf("%s: got %+v and %q", athlete, p, problems)
		}
	}
}
