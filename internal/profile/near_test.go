package profile

import "testing"

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "why", 3},
		{"why", "", 3},
		{"goal", "goal", 0},
		{"gaol", "goal", 2},
		{"motivaton", "motivation", 1},
		{"hr-max", "hr_max", 1},
		{"kitten", "sitting", 3},
	} {
		if got := slips(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	words := []string{"age", "goal", "goals", "why"}
	for unknown, want := range map[string]string{
		"gaols":    " (goals is one)",
		"goal_":    " (goal is one)", // the first of two that are as like
		"wy":       " (why is one)",
		"ag":       " (age is one)",
		"sex":      "",
		"shoesize": "",
	} {
		if got := near(unknown, words); got != want {
			t.Errorf("%q: got %q, want %q", unknown, got, want)
		}
	}
}
