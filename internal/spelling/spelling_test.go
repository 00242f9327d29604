package spelling

import (
	"slices"
	"testing"
)

func TestNear(t *testing.T) {
	keys := []string{"age", "goal", "goals", "why"}
	fixes := []string{"easy-week", "flexible-week", "new-hour", "new-route", "reverse-route"}
	for _, c := range []struct {
		unknown string
		words   []string
		want    []string
	}{
		{"gaols", keys, []string{"goals"}},
		{"goal_", keys, []string{"goal", "goals"}},
		{"wy", keys, []string{"why"}},
		{"ag", keys, []string{"age"}},
		{"sex", keys, nil},
		{"shoesize", keys, nil},
		{"", keys, nil},
		{"new-rout", fixes, []string{"new-route"}},
		{"nwe-route", fixes, []string{"new-route"}},
		{"new-uroute", fixes, []string{"new-route"}},
		{"new-ho", fixes, []string{"new-hour"}},
		{"new-h", fixes, nil},
		{"week", fixes, nil},
		{"new-route", nil, nil},
	} {
		if got := Near(c.unknown, c.words); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.unknown, got, c.want)
		}
	}
}

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
