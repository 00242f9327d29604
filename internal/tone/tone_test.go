package tone

import "testing"

func TestLint(t *testing.T) {
	for text, want := range map[string]int{
		"You must try harder!":                      2,
		"It is just a run.":                         1,
		"A calm sentence.":                          0,
		"It is “Only Tuesday” again.":               0,
		"Justice and injury are not what it means.": 0,
		"Well run 🎉":                                1,
		"Say so with report --skip-only.":           0,
		"Notwithstanding considerable methodological heterogeneity, epidemiological investigations consistently demonstrate statistically significant associations between accumulated longitudinal training exposure and subsequent musculoskeletal complications in recreational populations worldwide": 1,
		// As many words, and as easy as can be.
		"If it is Monday at six, then run for ten minutes and walk home when you like. If it rains, then go on Tuesday, or the day after.": 0,
	} {
		if got := Lint(text); len(got) != want {
			t.Errorf("%q: got %q, want %d complaints", text, got, want)
		}
	}
}
