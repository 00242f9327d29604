package analysis

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"secondwind/internal/simulation"
	"secondwind/internal/training"
)

// adviceWeek is a week of which suggestions are made here; its report is read on the
// Monday after it.
const adviceWeek = training.Week(20_000 - 4) // a Monday

func advised(fix string, week int) training.Suggestion {
	w := adviceWeek.Add(week)
	return training.Suggestion{Week: w, Read: w.Sunday() + 1, Rule: staleRoutes.Name, Fix: fix}
}

// Of a week the first suggestion stands, and what was read or said later is not known.
func TestRemember(t *testing.T) {
	first, second, later := advised("new-route", 1), advised("reverse-route", 1), advised("easy-week", 0)
	later.Read = later.Week.Sunday() + 40 // of an export that had ended
	said := []training.Saying{{Fix: "new-route", Day: first.Read + 5}, {Fix: "new-route", Day: first.Read + 1}}
	a := remember(Input{Past: []training.Suggestion{first, second, later}, Said: said}, first.Read+4)
	if want := []training.Suggestion{first}; !reflect.DeepEqual(a.advised, want) {
		t.Errorf("advised: got %v, want %v", a.advised, want)
	}
	if want := said[1:]; !reflect.DeepEqual(a.said, want) {
		t.Errorf("said: got %v, want %v", a.said, want)
	}
}

// Each word of the runner answers one suggestion.
func TestWhatASayingIsAbout(t *testing.T) {
	monday := adviceWeek.Sunday() + 1
	past := []training.Suggestion{advised("new-route", 0), advised("new-route", 1), advised("reverse-route", 2)}
	for _, c := range []struct {
		name   string
		fix    string
		answer training.Answer
		day    training.Date
		want   int // the week of the suggestion; -1: none
	}{
		{"before it was read", "new-route", training.Tried, monday - 1, -1},
		{"on the day it was read", "new-route", training.Tried, monday, 0},
		{"the day after", "new-route", training.Tried, monday + 1, 0},
		{"done before the next was read", "new-route", training.Tried, monday + 7, 0},
		{"left out when the next was read", "new-route", training.NotTried, monday + 7, 1},
		{"done after the next was read", "new-route", training.Tried, monday + 8, 1},
		{"late, another fix since", "new-route", training.Tried, monday + 21, 1},
		{"left out, another fix since", "new-route", training.NotTried, monday + 15, -1},
		{"too late", "new-route", training.Tried, monday + 22, -1},
		{"another fix", "reverse-route", training.Tried, monday + 15, 2},
		{"a fix that was not suggested", "easy-week", training.Tried, monday + 1, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := training.Saying{Fix: c.fix, Answer: c.answer, Day: c.day}
			a := remember(Input{Past: past, Said: []training.Saying{said}}, monday+60)
			for week, p := range past {
				if _, got := a.saidOf(p); got != (week == c.want) {
					t.Errorf("week %d: got %v, want it to be about %d", week, got, c.want)
				}
			}
		})
	}
}

// A plan that is given again is answered by what was done before that; what was done
// later answers the second.
func TestOneActAnswersOneSuggestion(t *testing.T) {
	monday := adviceWeek.Sunday() + 1
	loop, other := ring(5000), ring(9000)
	outings := []outing{{day: monday - 100, path: loop}, {day: monday - 3, path: loop}, {day: monday + 2, path: loop}, {day: monday + 9, path: other}}
	again := advised("new-route", 1)
	for _, c := range []struct {
		name          string
		second        func(*training.Suggestion)
		first, latter training.Answer
	}{
		{"the same plan", func(*training.Suggestion) {}, training.NotTried, training.Tried},
		{"another plan of the same fix", func(p *training.Suggestion) { p.Params = []training.Param{{Name: "sector", Value: "north"}} }, training.Tried, training.Tried},
		{"another fix", func(p *training.Suggestion) { p.Fix = "reverse-route" }, training.Tried, training.CantTell},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, q := advised("new-route", 0), again
			c.second(&q)
			s := madeSeason(training.Profile{}, outings...)
			s.advice = remember(Input{Past: []training.Suggestion{p, q}}, s.Day)
			if first, latter := s.answer(p), s.answer(q); first != c.first || latter != c.latter {
				t.Errorf("got %s and %s, want %s and %s", first, latter, c.first, c.latter)
			}
		})
	}
}

// A fix for now and then rests after it was the plan.
func TestAdvisedLately(t *testing.T) {
	for _, c := range []struct {
		every, weeks int
		want         bool
	}{{12, 1, true}, {12, 11, true}, {12, 12, false}, {0, 1, false}} {
		p := picker{week: adviceWeek.Add(c.weeks), in: Input{Past: []training.Suggestion{advised("new-route", 0)}}}
		if got := p.advisedLately(Fix{Name: "new-route", Every: c.every}); got != c.want {
			t.Errorf("at most each %d weeks, %d weeks on: got %v", c.every, c.weeks, got)
		}
		if p.advisedLately(Fix{Name: "reverse-route", Every: c.every}) {
			t.Error("another fix was not advised")
		}
	}
}

// The record compares numbers, a page shows values: both are the same.
func TestHeadlineIsTheFirstMeasure(t *testing.T) {
	for seed := range uint64(40) {
		in := randomInput(rand.New(rand.NewPCG(20261122, seed)))
		for _, v := range Judge(in).Verdicts {
			if v.Outcome != NotEnoughData && v.Outcome != Clear && !v.tellsHeadline() {
				t.Errorf("%s %s: the headline is %v, the first measure %s", v.Rule, v.Outcome, v.Headline, v.Measures[0].Value)
			}
		}
	}
}

// A report of a past day is what it would have been then: it knows of no later run,
// word or suggestion.
func TestAsOfKnowsNothingLater(t *testing.T) {
	f := newReader("half", true, everyOther)
	f.reports(t)
	full := f.in
	full.Current = false
	for i, p := range full.Past {
		day := p.Read
		then := Input{Profile: full.Profile, AsOf: day, Today: day}
		then.History = simulation.UpTo(full.History, day)
		then.Past = full.Past[:i+1] // that of the day was stored before the runner said a word of it
		for _, said := range full.Said {
			if said.Day <= day {
				then.Said = append(then.Said, said)
			}
		}
		full.AsOf = day
		got, want := Judge(full), Judge(then)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("as of %s: what came later bears on the judgement: %s", day, differs(got, want))
		}
	}
}

// differs names the first field in which two judgements differ.
func differs(a, b Judgement) string {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		if !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
			return fmt.Sprintf("%s: %+v, %+v", x.Type().Field(i).Name, x.Field(i).Interface(), y.Field(i).Interface())
		}
	}
	return ""
}

// BenchmarkJudge judges fourteen years, with and without a hundred suggestions.
func BenchmarkJudge(b *testing.B) {
	const weeks, reports = 14 * 52, 100
	r := simulation.Healthy()[0]
	s := simulation.New(1, simulation.Monday(0))
	s.Weeks(r, simulation.Monday(0), weeks)
	in := Input{History: s.History(), AsOf: simulation.Monday(weeks) + 2, Today: simulation.Monday(weeks) + 2, Current: true}
	rules := Rules()
	for _, n := range []int{0, reports} {
		in.Past = nil
		for i := range n {
			rule := rules[i/4%len(rules)]
			week := in.AsOf.Week().Add(i - n - 1)
			in.Past = append(in.Past, training.Suggestion{Week: week, Read: week.Sunday() + 3, Rule: rule.Name, Fix: rule.Fixes[i%len(rule.Fixes)]})
		}
		b.Run(fmt.Sprintf("suggestions=%d", n), func(b *testing.B) {
			for b.Loop() {
				Judge(in)
			}
		})
	}
}
