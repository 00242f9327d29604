package analysis

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"secondwind/internal/simulation"
	"secondwind/internal/training"
)

var update = flag.Bool("update", false, "write the golden files of testdata/choice anew")

// choicesFile holds, for every rut and kind of motivation, what is chosen.
const choicesFile = "testdata/choice/choices.txt"

// madeRut is a runner on a day on which a rut is found.
type madeRut struct {
	rule    string
	who     string // and how strong the rut is
	input   Input  // whose history goes on
	verdict Verdict
}

// triesForRut is how many made runners are tried, at each strength, until one is told of a rut.
const triesForRut = 14

// fallen returns a runner whose report is about a rut, the strongest and first that is
// told of it.
func fallen(p simulation.Plant) (madeRut, bool) {
	var kinds []simulation.Runner
	for _, r := range simulation.Healthy() {
		if p.Suits(r) {
			kinds = append(kinds, r)
		}
	}
	for _, strength := range []simulation.Strength{simulation.Strong, simulation.Middle, simulation.Weak} {
		for n := range triesForRut {
			m := simulated{kinds[n%len(kinds)], 300_000 + seedOf(n)}
			if r, ok := m.toldOf(p, strength); ok {
				return r, true
			}
		}
	}
	return madeRut{}, false
}

// toldOf returns the runner on the first Sunday on which a rut is the headline, or the
// verdict of a rule that is never the headline.
func (m simulated) toldOf(p simulation.Plant, strength simulation.Strength) (madeRut, bool) {
	fall := m.fallInto(p, strength)
	if len(fall.History.Runs) == 0 {
		return madeRut{}, false
	}
	rule, _ := findRule(p.Rule)
	judge := sundays(fall.History)
	for day := fall.Planted + 6; day < fall.Until; day += 7 {
		j := judge(day)
		if headlineOf(j) != rule.Name && !rule.Aside && rule.Max != Watch || !reached(j, rule.Name) {
			continue
		}
		i := slices.IndexFunc(j.Verdicts, func(v Verdict) bool { return v.Rule == rule.Name })
		return madeRut{
			rule: rule.Name, who: fmt.Sprintf("%s, %s, %s", m.runner.Name, strength, day),
			input: Input{History: fall.History, AsOf: day, Today: day}, verdict: j.Verdicts[i],
		}, true
	}
	return madeRut{}, false
}

// fallenRunners are runners in each of the nineteen ruts, as far as one is told of it.
var fallenRunners = sync.OnceValue(func() []madeRut {
	all := simulation.Plants()
	ruts := make([]madeRut, len(all))
	inParallel(len(all), func(i int) { ruts[i], _ = fallen(all[i]) })
	return slices.DeleteFunc(ruts, func(r madeRut) bool { return r.rule == "" })
})

// TestChoices holds, for every rut and kind of motivation, the fix that is chosen and
// its alternatives. Each line of the file was read for whether a coach would say so.
func TestChoices(t *testing.T) {
	if testing.Short() {
		t.Skip("made runners take a few seconds")
	}
	var b strings.Builder
	var told []string
	for _, r := range fallenRunners() {
		told = append(told, r.rule)
		fmt.Fprintf(&b, "%s (%s)\n", r.rule, r.who)
		for _, m := range []training.Motivation{"", training.Intrinsic, training.Extrinsic} {
			in := r.input
			in.History, in.Profile.Motivation = simulation.UpTo(in.History, in.AsOf), m
			j := r.choose(in)
			if j.Plan == nil {
				t.Errorf("%s has no plan for the motivation %q", r.rule, m)
				continue
			}
			line := []string{j.Plan.Fix}
			for _, p := range j.Alternatives {
				line = append(line, "or "+p.Fix)
			}
			fmt.Fprintf(&b, "  %-10s %s\n", cmp.Or(m, "unset"), strings.Join(line, ", "))
			fmt.Fprintf(&b, "  %-10s %s\n", "", j.PlanReason)
		}
	}
	for _, r := range Rules() {
		if r.Kind == Rut && !slices.Contains(told, r.Name) {
			t.Errorf("no made runner is told of %s", r.Name)
		}
	}
	golden(t, choicesFile, b.String())
}

// choose returns the judgement of a day, with the plan that answers the rut.
func (r madeRut) choose(in Input) Judgement {
	j := Judge(in)
	if headlineOf(j) == r.rule {
		return j
	}
	history, _ := cutHistory(in)
	answer := Judgement{Week: j.Week, Verdicts: j.Verdicts}
	answer.plan(newTimeline(history, in.Profile).asOf(in.AsOf, in.Profile), r.verdict, in)
	return answer
}

// golden compares text with a file, or writes it.
func golden(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s is not what the tests give; read the difference after go test ./analysis -run %s -update:\n%s", file, t.Name(), text)
	}
}
