package analysis

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"secondwind/internal/simulation"
	"secondwind/internal/training"
)

var (
	rutSeeds = flag.Int("ruts", 0, "print the tables of made runners: so many seeds for each kind of runner and each rut")
	rutWhy   = flag.Bool("ruts-why", false, "say of each false alarm, and of each planted rut that was missed, what the rule had found")
	rutTune  = flag.Bool("ruts-tune", false, "use the half of the seeds on which limits are set, not the other half")
)

// The weeks of a made history.
const (
	healthyWeeks = 112 // of a runner without a rut,
	warmWeeks    = 30  // of which the first are not counted
)

// simulated is one made history and what may happen to it.
type simulated struct {
	runner simulation.Runner
	seed   uint64
}

// seedOf gives each half of the seeds numbers of its own.
func seedOf(n int) uint64 {
	half := uint64(1)
	if *rutTune {
		half = 0
	}
	return 2*uint64(n) + half
}

// sundays judges a history on one day after another, each time as an export of that
// day would show it.
func sundays(h training.History) func(training.Date) Judgement {
	all, _ := cutHistory(Input{History: h, AsOf: h.Runs[len(h.Runs)-1].Date()})
	line := newTimeline(all, training.Profile{})
	return func(day training.Date) Judgement {
		return line.judge(Input{AsOf: day, Today: day}, simulation.UpTo(all, day), Export{})
	}
}

// alarms are the flagged episodes of one runner.
type alarms struct {
	weeks     int
	episodes  map[string]int // by rule
	flagged   map[string]int // weeks, by rule
	headlines int            // changes
}

// healthy judges a runner without a rut week by week.
func (m simulated) healthy(weeks int) alarms {
	s := simulation.New(m.seed, simulation.Monday(0))
	s.Weeks(m.runner, simulation.Monday(0), weeks)
	h := s.History()
	a := alarms{episodes: map[string]int{}, flagged: map[string]int{}}
	judge, before, last := sundays(h), map[string]bool{}, ""
	for w := warmWeeks; w < weeks; w++ {
		j := judge(simulation.Monday(w) + 6)
		now := flaggedRules(j)
		for rule := range now {
			a.flagged[rule]++
			if !before[rule] {
				a.episodes[rule]++
				explain("false alarm", m, w, j, rule)
			}
		}
		headline := headlineOf(j)
		if w > warmWeeks && headline != last {
			a.headlines++
		}
		before, last = now, headline
		a.weeks++
	}
	return a
}

func flaggedRules(j Judgement) map[string]bool {
	flagged := map[string]bool{}
	for _, v := range j.Verdicts {
		if v.Outcome == Flagged {
			flagged[v.Rule] = true
		}
	}
	return flagged
}

func headlineOf(j Judgement) string {
	if j.Headline == nil {
		return "none"
	}
	return j.Headline.Rule
}

// search is how a planted rut was found.
type search struct {
	delay    int    // weeks after the plant; -1: not found in time
	by       string // another rule that said it in its place; empty: none
	headline string
	untold   bool // what the rut is a fall from could not be told; it does not count
}

// find plants a rut and judges week by week until it is found or the time is over.
func (m simulated) find(p simulation.Plant, strength simulation.Strength) search {
	fall := m.fallInto(p, strength)
	if len(fall.History.Runs) == 0 {
		return search{delay: -1, untold: true}
	}
	judge, found := sundays(fall.History), search{delay: -1}
	for sunday := fall.Planted + 6; sunday < fall.Until; sunday += 7 {
		j := judge(sunday)
		if reached(j, p.Rule) {
			found.delay, found.headline, found.by = int(sunday-fall.Planted)/7, headlineOf(j), ""
			return found
		}
		for _, other := range p.Or {
			if found.by == "" && reached(j, other) {
				found.by = other
			}
		}
		found.headline = headlineOf(j)
	}
	if found.by == "" {
		explain("missed "+strength.String(), m, p.Weeks(strength), judge(fall.Until-1), p.Rule)
	}
	return found
}

// fallInto lets the runner fall into a rut. There is no history where what the rut is a
// fall from could not be told.
func (m simulated) fallInto(p simulation.Plant, strength simulation.Strength) simulation.Fall {
	fall := p.Plant(m.runner, m.seed, strength)
	eve := newTimeline(fall.Eve, training.Profile{}).asOf(fall.Planted-1, training.Profile{})
	if !toldBefore(p, eve, m.runner) {
		fall.History = training.History{}
	}
	return fall
}

// toldBefore reports whether the habit that a rut breaks can be inferred on the eve of it.
func toldBefore(p simulation.Plant, eve *Season, r simulation.Runner) bool {
	switch p.Rule {
	case missedWeekdays.Name:
		return eve.Habit(eve.Weeks(eve.LastWeek(), habitBaseline)).Usual(time.Weekday((r.Slots[1].Day + 1) % 7))
	case fadingFrequency.Name:
		f := eve.fading()
		return f.slots > 0 || f.countable
	}
	return true
}

// explain prints what a rule found of a made runner.
func explain(what string, m simulated, week int, j Judgement, rule string) {
	if !*rutWhy {
		return
	}
	for _, v := range j.Verdicts {
		if v.Rule == rule {
			fmt.Fprintf(os.Stderr, "%s: %s, %s, seed %d, week %d: %s: %s\n", rule, what, m.runner.Name, m.seed, week, v.Outcome, v.Reason)
		}
	}
}

// reached reports whether a rule says as much as it may.
func reached(j Judgement, rule string) bool {
	r, known := findRule(rule)
	for _, v := range j.Verdicts {
		if known && v.Rule == rule && (v.Outcome == Flagged || v.Outcome == r.Max) {
			return true
		}
	}
	return false
}

// inParallel does n things on all processors.
func inParallel(n int, do func(int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

// alarmTable sums up the runners without a rut.
type alarmTable struct {
	years     float64
	episodes  map[string]int
	flagged   map[string]int
	headlines int
	byRunner  map[string]map[string]int
}

func simulateHealthy(seeds, weeks int) alarmTable {
	kinds := simulation.Healthy()
	results := make([]alarms, seeds*len(kinds))
	inParallel(len(results), func(i int) {
		results[i] = simulated{kinds[i%len(kinds)], seedOf(i)}.healthy(weeks)
	})
	t := alarmTable{episodes: map[string]int{}, flagged: map[string]int{}, byRunner: map[string]map[string]int{}}
	for i, a := range results {
		t.years += float64(a.weeks) / 52
		t.headlines += a.headlines
		name := kinds[i%len(kinds)].Name
		if t.byRunner[name] == nil {
			t.byRunner[name] = map[string]int{}
		}
		for rule, n := range a.episodes {
			t.episodes[rule] += n
			t.byRunner[name][rule] += n
		}
		for rule, n := range a.flagged {
			t.flagged[rule] += n
		}
	}
	return t
}

// total is the number of episodes of all rules.
func (t alarmTable) total() int {
	sum := 0
	for _, n := range t.episodes {
		sum += n
	}
	return sum
}

// findTable is how the plants of one rut were found, by strength.
type findTable struct {
	plant     simulation.Plant
	tried     [3]int
	found     [3]int
	by        [3]int // other rules said it in its place
	delays    [3][]int
	headlines [3]map[string]int
}

func simulatePlant(p simulation.Plant, seeds int, strengths ...simulation.Strength) findTable {
	var kinds []simulation.Runner
	for _, r := range simulation.Healthy() {
		if p.Suits(r) {
			kinds = append(kinds, r)
		}
	}
	results := make([]search, seeds*len(strengths))
	inParallel(len(results), func(i int) {
		n := i / len(strengths)
		results[i] = simulated{kinds[n%len(kinds)], 100_000 + seedOf(n)}.find(p, strengths[i%len(strengths)])
	})
	t := findTable{plant: p}
	for i, r := range results {
		k := strengths[i%len(strengths)]
		if r.untold {
			continue
		}
		t.tried[k]++
		if t.headlines[k] == nil {
			t.headlines[k] = map[string]int{}
		}
		t.headlines[k][r.headline]++
		if r.by != "" {
			t.by[k]++
		}
		if r.delay >= 0 {
			t.found[k]++
			t.delays[k] = append(t.delays[k], r.delay)
		}
	}
	return t
}

// TestMadeRunners holds a small slice of the tables: the whole is printed by
// make bench-ruts and kept in README.md.
func TestMadeRunners(t *testing.T) {
	if *rutSeeds > 0 {
		printTables(*rutSeeds)
		return
	}
	if testing.Short() {
		t.Skip("made runners take a few seconds")
	}
	healthy := simulateHealthy(1, 64)
	for rule, n := range healthy.episodes {
		if perYear := float64(n) / healthy.years; perYear > 1 {
			t.Errorf("%s: %.2f false alarms a runner-year", rule, perYear)
		}
	}
	for _, p := range simulation.Plants() {
		if _, known := findRule(p.Rule); !known || !p.Star {
			continue
		}
		found := simulatePlant(p, 3, simulation.Strong)
		if n := found.found[simulation.Strong] + found.by[simulation.Strong]; n < 2 {
			t.Errorf("%s: %d of %d strong ones found", p.Rule, n, found.tried[simulation.Strong])
		}
	}
}

// printTables writes the tables in Markdown.
func printTables(seeds int) {
	out := os.Stdout
	healthy := simulateHealthy(seeds, healthyWeeks)
	fmt.Fprintf(out, "%.0f runner-years without a rut, checked every Sunday. Changes of headline: %.1f a runner-year.\n\n", healthy.years, float64(healthy.headlines)/healthy.years)
	fmt.Fprintln(out, "| rule | false alarms a runner-year | weeks flagged | most of them |")
	fmt.Fprintln(out, "|---|---|---|---|")
	for _, r := range Rules() {
		if r.Kind != Rut {
			continue
		}
		fmt.Fprintf(out, "| %s | %.2f | %.1f %% | %s |\n", r.Name, float64(healthy.episodes[r.Name])/healthy.years,
			100*float64(healthy.flagged[r.Name])/(52*healthy.years), healthy.mostly(r.Name))
	}
	fmt.Fprintf(out, "| all | %.2f | | |\n\n", float64(healthy.total())/healthy.years)
	for _, r := range simulation.Healthy() {
		n := 0
		for _, episodes := range healthy.byRunner[r.Name] {
			n += episodes
		}
		fmt.Fprintf(out, "- %s: %.2f\n", r.Name, float64(n*len(simulation.Healthy()))/healthy.years)
	}
	fmt.Fprintln(out)
	fmt.Fprintln(out, "| rut | strengths | weak | middle | strong | median delay, weeks | other headlines at middle strength |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|")
	for _, p := range simulation.Plants() {
		if _, known := findRule(p.Rule); !known {
			continue
		}
		t := simulatePlant(p, seeds, simulation.Weak, simulation.Middle, simulation.Strong)
		star := ""
		if p.Star {
			star = "★ "
		}
		fmt.Fprintf(out, "| %s%s | %v %s | %s | %s | %s | %s | %s |\n", star, p.Rule, p.Levels, p.Unit,
			t.share(simulation.Weak), t.share(simulation.Middle), t.share(simulation.Strong), t.delay(simulation.Middle), t.others(simulation.Middle))
	}
}

// mostly names the kind of runner with most false alarms of a rule.
func (t alarmTable) mostly(rule string) string {
	best, most := "", 0
	for _, name := range slices.Sorted(maps.Keys(t.byRunner)) {
		if n := t.byRunner[name][rule]; n > most {
			best, most = name, n
		}
	}
	if most == 0 {
		return ""
	}
	return fmt.Sprintf("%s (%d)", best, most)
}

func (t findTable) share(strength simulation.Strength) string {
	percent := func(n int) float64 { return math.Round(100 * float64(n) / float64(t.tried[strength])) }
	if t.by[strength] == 0 {
		return fmt.Sprintf("%.0f %%", percent(t.found[strength]))
	}
	return fmt.Sprintf("%.0f %% (+ %.0f %%)", percent(t.found[strength]), percent(t.by[strength]))
}

func (t findTable) delay(strength simulation.Strength) string {
	if len(t.delays[strength]) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f of %d", median(t.delays[strength]), t.plant.Weeks(strength))
}

// others are the headlines that stood over the finding, or in its place.
func (t findTable) others(strength simulation.Strength) string {
	var words []string
	names := slices.SortedFunc(maps.Keys(t.headlines[strength]), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.headlines[strength][b], t.headlines[strength][a]), cmp.Compare(a, b))
	})
	for _, name := range names {
		if name != t.plant.Rule {
			words = append(words, fmt.Sprintf("%s %d", name, t.headlines[strength][name]))
		}
	}
	return strings.Join(words, ", ")
}
