package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestRandomHistories judges made histories that no one would think of. Whatever
// they hold, a judgement is the same twice, has words and numbers, and keeps its
// promises.
func TestRandomHistories(t *testing.T) {
	const histories, seed = 300, 20261122
	headlines := map[string]int{}
	for n := range histories {
		rng := rand.New(rand.NewPCG(seed, uint64(n)))
		in := randomInput(rng)
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			j := Judge(in)
			checkJudgement(t, j)
			if err := numbersIn(reflect.ValueOf(j), "judgement"); err != nil {
				t.Error(err)
			}
			checkPlans(t, j)
			checkWeekday(t, j)
			checkPauses(t, in, j)
			if again := Judge(in); !reflect.DeepEqual(j, again) {
				t.Error("judging twice gives two judgements")
			}
			headline := "none"
			if j.Headline != nil {
				headline = j.Headline.Rule
			}
			headlines[headline]++
		})
	}
	t.Log(headlines)
	for _, r := range Rules() {
		if r.Kind == Rut && r.Max == Flagged && !r.Aside && headlines[r.Name] == 0 {
			t.Errorf("no history has the headline %s: got %v", r.Name, headlines)
		}
	}
}

// checkPlans holds that plans lie after the day of reading and name nothing that
// cannot be read back.
func checkPlans(t *testing.T, j Judgement) {
	t.Helper()
	for _, p := range append(slices.Clone(j.Alternatives), planOrNone(j)...) {
		if days := p.Param("days"); days != "" {
			for _, text := range strings.Fields(days) {
				if d, err := training.ParseDate(text); err != nil || d <= j.Asked {
					t.Errorf("%s names the day %q in a report of %s (%v)", p.Fix, text, j.Asked, err)
				}
			}
		}
		if week := p.Param("week"); week != "" {
			w, err := training.ParseWeek(week)
			if err != nil || w.Monday() < j.Asked || w.Monday() > j.Asked+6 {
				t.Errorf("%s names the week %q in a report of %s (%v)", p.Fix, week, j.Asked, err)
			}
		}
		for _, name := range []string{"weekday", "lost"} {
			if _, ok := training.ParseWeekday(p.Param(name)); p.Param(name) != "" && !ok {
				t.Errorf("%s names the weekday %q", p.Fix, p.Param(name))
			}
		}
	}
}

// checkWeekday holds that a weekday which is said to have gone quiet was kept in
// less than three of four weeks, and that the plan gives its run to another day.
func checkWeekday(t *testing.T, j Judgement) {
	t.Helper()
	for _, v := range j.Verdicts {
		if v.Rule == missedWeekdays.Name && v.Outcome == Flagged && !v.Still && v.Headline >= habitualShare {
			t.Errorf("flagged with a kept share of %v: %s", v.Headline, v.Reason)
		}
	}
	if j.Headline == nil || j.Headline.Rule != missedWeekdays.Name {
		return
	}
	if day := paramOf(j.Headline.Subject, "weekday"); day == j.Plan.Param("weekday") {
		t.Errorf("the plan gives the lost %s to %s", day, day)
	}
}

// checkPauses holds what is said of a runner who pauses or is back.
func checkPauses(t *testing.T, in Input, j Judgement) {
	t.Helper()
	outcome := map[string]Outcome{}
	for _, v := range j.Verdicts {
		outcome[v.Rule] = v.Outcome
		if v.Rule == fadingFrequency.Name && v.Outcome == Flagged && !v.Still && v.Headline >= 1 {
			t.Errorf("fading with %v of the usual runs: %s", v.Headline, v.Reason)
		}
	}
	history, export := cutHistory(in)
	s := newTimeline(history, in.Profile).asOf(in.AsOf, in.Profile)
	if s.silentDays() >= longBreakDays && strings.HasPrefix(j.Title.Form, "No rut found") {
		t.Errorf("no rut found after %d days without a run", s.silentDays())
	}
	back := outcome[returnAfterBreak.Name] == Flagged
	if back && j.Headline != nil && j.Headline.Rule != returnAfterBreak.Name && !muted(in.Profile, returnAfterBreak.Name) {
		t.Errorf("a return is not greeted before %s", j.Headline.Rule)
	}
	if outcome[afterTheRace.Name] == Flagged && outcome[lapse.Name] == Flagged {
		t.Error("a lull after a race and a lapse at once")
	}
	for _, rule := range []string{missedWeekdays.Name, fadingFrequency.Name} {
		if o := outcome[rule]; (back || s.Lapsed() && !export.Stale) && o != NotEnoughData {
			t.Errorf("%s is %s on a return or in a lapse", rule, o)
		}
	}
}

// numbersIn returns an error for the first number of a value that is none.
func numbersIn(v reflect.Value, path string) error {
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%s is %v", path, f)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return numbersIn(v.Elem(), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := numbersIn(v.Field(i), path+"."+v.Type().Field(i).Name); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := numbersIn(v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// habits is how a made runner runs for a while.
type habits struct {
	days   [7]float64 // chance of a run, Monday first
	places []string
	km     float64
	spread float64 // of lengths
	bpm    int     // of an easy run; 0 without a sensor
	slower float64 // than usual, as a share
	clock  string  // of every run; any without
	ground string  // of every run, as an option; any without
	race   bool    // a half marathon today
	bursts bool    // two big days after ten days off, again and again
}

// often sets the chance of a run for every day of the week.
func (h *habits) often(chance float64) {
	for i := range h.days {
		h.days[i] = chance
	}
}

func randomHabits(rng *rand.Rand) habits {
	h := habits{km: 3 + 9*rng.Float64(), spread: 0.4 * rng.Float64() * rng.Float64()}
	if rng.IntN(2) == 0 {
		h.bpm = 120 + rng.IntN(12)
	}
	for range 1 + rng.IntN(5) {
		h.days[rng.IntN(7)] = 1 - 0.5*rng.Float64()*rng.Float64()
	}
	h.places = []string{"loop-a", "loop-b", "loop-c", "loop-d", "new-ground", "new-ground", "new-ground", "no-gps"}
	rng.Shuffle(len(h.places), func(i, j int) { h.places[i], h.places[j] = h.places[j], h.places[i] })
	h.places = h.places[:1+rng.IntN(len(h.places))]
	return h
}

// endings are how the ruts begin, by the days before the end of a history.
var endings = []map[int]func(*rand.Rand, *habits){
	{},
	{34: func(rng *rand.Rand, h *habits) { h.days[rng.IntN(7)] = 0 }},
	{80: func(_ *rand.Rand, h *habits) { h.places = []string{"loop-a", "loop-b"} }},
	{10: func(_ *rand.Rand, h *habits) { h.often(.7) }},
	{130: func(_ *rand.Rand, h *habits) { h.often(.85) }, 40: func(_ *rand.Rand, h *habits) { h.often(.3) }},
	{150: func(_ *rand.Rand, h *habits) { h.often(.5) }, 45: func(_ *rand.Rand, h *habits) { h.race = true }, 44: func(_ *rand.Rand, h *habits) { h.often(.12) }},
	{60: func(_ *rand.Rand, h *habits) { h.bursts = true }},
	{70: func(_ *rand.Rand, h *habits) { h.bpm, h.places = 130, []string{"new-ground"} }},
	{90: func(_ *rand.Rand, h *habits) { h.often(.6); h.bpm = 125 }, 24: func(_ *rand.Rand, h *habits) { h.bpm += 15 }},
	{110: func(_ *rand.Rand, h *habits) {
		h.days, h.km, h.spread, h.bpm = [7]float64{1, 0, 1, 0, 1, 1, 0}, 9, 0.02, 0
	}},
	{100: func(_ *rand.Rand, h *habits) {
		h.days, h.spread, h.bpm, h.clock, h.places = [7]float64{1, 0, 1, 0, 1, 0, 0}, 0.01, 0, "18:00", []string{"new-ground"}
	}},
	{100: func(_ *rand.Rand, h *habits) {
		h.days, h.spread, h.bpm, h.clock, h.ground = [7]float64{1, 0, 1, 0, 1, 0, 0}, 0.15, 0, "07:00", "treadmill"
	}},
	{195: func(_ *rand.Rand, h *habits) { h.slower = 0.25 }, 60: func(_ *rand.Rand, h *habits) { h.bpm, h.places = 0, []string{"new-ground"} }},
}

// randomInput makes a history of several phases, with what goes wrong in real
// ones: no distance, no time, no clock, poor tracks, runs twice, clocks ahead.
func randomInput(rng *rand.Rand) Input {
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if rng.IntN(4) == 0 {
		h.zone = time.FixedZone("", 3600*(rng.IntN(26)-12))
	}
	first := training.NewDate(2024, time.January, 1) + training.Date(rng.IntN(700))
	now := habits{}
	last := first + training.Date(rng.IntN(100)+rng.IntN(350)+rng.IntN(3)/2*250)
	ending := endings[rng.IntN(len(endings))]
	for day := first; day <= last; day++ {
		if day == first || rng.IntN(120) == 0 {
			slower := now.slower
			now = randomHabits(rng)
			now.slower = slower
		}
		if change, begins := ending[int(last-day)]; begins {
			change(rng, &now)
		}
		if rng.IntN(300) == 0 {
			day += training.Date(rng.IntN(50))
		}
		if now.race {
			randomRun(rng, &h, habits{places: []string{"city"}, km: 21.2}, day, "race")
			now.race = false
		}
		if now.bursts {
			burst(rng, &h, now, int(last-day)%12, day)
			continue
		}
		for rng.Float64() < now.days[mondayFirst(day.Weekday())] {
			randomRun(rng, &h, now, day)
			if rng.IntN(20) > 0 {
				break
			}
		}
	}
	if rng.IntN(10) == 0 {
		randomRun(rng, &h, now, last+training.Date(rng.IntN(400)))
	}
	in := Input{AsOf: last + training.Date(rng.IntN(8)), Current: rng.IntN(2) == 0}
	if rng.IntN(6) == 0 {
		in.AsOf = first + training.Date(rng.IntN(int(last-first)+60))
	}
	in.Today = in.AsOf
	if !in.Current {
		in.Today += training.Date(rng.IntN(30))
	}
	in.History, in.Profile = h.history(), randomProfile(rng, first, last)
	if rng.IntN(5) == 0 {
		in.History.NewestFile = training.Some(last + training.Date(rng.IntN(40)))
	}
	in.Past, in.Said = randomPast(rng, in)
	return in
}

// burst runs two days in a row, twelve days before the next two.
func burst(rng *rand.Rand, h *historian, now habits, daysLeft int, day training.Date) {
	switch daysLeft {
	case 11:
		now.km *= 2.5
	case 10:
		now.km *= 1.5
	default:
		return
	}
	randomRun(rng, h, now, day)
}

func randomRun(rng *rand.Rand, h *historian, now habits, day training.Date, options ...string) {
	km := now.km * (1 + now.spread*rng.NormFloat64())
	minutes := km * (6 + rng.NormFloat64()/4) * (1 + now.slower)
	words := []string{
		fmt.Sprintf("%02d:%02d", rng.IntN(24), rng.IntN(60)), now.places[rng.IntN(len(now.places))],
		fmt.Sprintf("%.3fkm", max(0.01, km)), fmt.Sprintf("%.0fs", max(1, 60*minutes)),
	}
	if now.clock != "" {
		words[0] = now.clock
	}
	if now.ground != "" {
		words = append(words, now.ground)
	}
	switch rng.IntN(60) {
	case 0:
		words[1], words[2], words = "no-gps", "0km", append(words, "treadmill")
	case 1, 2:
		words[2], words[3] = fmt.Sprintf("%.3fkm", 2*now.km+5), fmt.Sprintf("%.0fs", 390*(2*now.km+5))
	}
	if now.bpm > 0 && rng.IntN(20) > 0 {
		words = append(words, fmt.Sprintf("hr=%d-%d", now.bpm+rng.IntN(6), 170+rng.IntN(18)), fmt.Sprintf("temp=%d", 10+rng.IntN(8)), "ascent=10")
	}
	for _, option := range []string{"race", "reverse", "treadmill", "track", "poor", "intervals", "no-clock", "sport=cycling"} {
		if rng.IntN(60) == 0 {
			words = append(words, option)
		}
	}
	if err := h.run(day, append(words, options...)); err != nil {
		panic(fmt.Sprintf("%v: %v", words, err)) // the test writes what it cannot read
	}
	if rng.IntN(40) == 0 { // of which the date alone is known
		h.runs[len(h.runs)-1].Measures = training.Measures{}
	}
}

func randomProfile(rng *rand.Rand, first, last training.Date) training.Profile {
	p := training.Profile{
		ExportComplete: rng.IntN(4) == 0,
		Motivation:     []training.Motivation{"", training.Intrinsic, training.Extrinsic}[rng.IntN(3)],
	}
	somewhere := func() training.Date { return first + training.Date(rng.IntN(int(last-first)+1)) }
	for range max(0, rng.IntN(6)-3) {
		from := somewhere()
		p.Breaks = append(p.Breaks, training.Break{From: from, To: from + training.Date(rng.IntN(40))})
	}
	if rng.IntN(4) == 0 {
		p.Goal = training.Some(training.Race{Date: somewhere() + training.Date(rng.IntN(60)), DistanceM: 10_000})
	}
	if rng.IntN(4) == 0 {
		p.Races = []training.Race{{Date: somewhere(), DistanceM: float64(rng.IntN(3)) * 5000}}
	}
	if rng.IntN(6) == 0 {
		p.Mute = []string{Rules()[rng.IntN(len(Rules()))].Name}
	}
	return p
}

// randomPast returns suggestions of the weeks before, among them ones of rules
// and fixes that there are no more.
func randomPast(rng *rand.Rand, in Input) (past []training.Suggestion, said []training.Saying) {
	for back := rng.IntN(6); back > 0; back-- {
		rule := Rules()[rng.IntN(len(Rules()))]
		p := training.Suggestion{Week: in.AsOf.Week().Add(-back - 1), Rule: rule.Name, Fix: rule.Fixes[rng.IntN(len(rule.Fixes))]}
		switch rng.IntN(5) {
		case 0:
			p.Fix = "gone"
		case 1:
			p.Rule = "gone"
		}
		if rng.IntN(2) == 0 {
			p.Read = p.Week.Sunday() + 1 + training.Date(rng.IntN(7))
			p.Params = paramsOf(Judge(Input{History: in.History, Profile: in.Profile, AsOf: p.Read, Today: in.Today}), p.Fix)
		}
		if rng.IntN(3) == 0 {
			said = append(said, training.Saying{
				Fix:    p.Fix,
				Answer: []training.Answer{training.Tried, training.NotTried}[rng.IntN(2)],
				Day:    p.Week.Sunday() + training.Date(rng.IntN(9)),
			})
		}
		past = append(past, p)
	}
	return past, said
}

// paramsOf returns what the plan of a judgement names for a fix.
func paramsOf(j Judgement, fix string) []training.Param {
	for _, p := range append(slices.Clone(j.Alternatives), planOrNone(j)...) {
		if p.Fix == fix {
			return p.Params
		}
	}
	return nil
}
