package analysis

import (
	"cmp"
	"slices"
	"strings"

	"secondwind/internal/training"
)

const (
	// restWeeks is how long a fix that was tried without effect, or that the runner
	// left out, stands behind the others (ruts-and-fixes §3.3). Reports further apart
	// than that are not in a row.
	restWeeks = 8
	// sameFixReports is the report in a row with the same rut from which another fix
	// is the plan (§3.5): each is given so often less one, and then the next.
	sameFixReports = 3
	// whyReports in a row with the same rut call in the five whys (§3.5).
	whyReports = 4
	// mostAlternatives stand beside the one action.
	mostAlternatives = 2
)

// fiveWhysName is the fix that is called in where a rut stays, whatever fixes its
// rule has.
const fiveWhysName = "five-whys"

// candidate is a fix that could be the plan.
type candidate struct {
	fix     Fix
	plan    Plan
	missing Missing
	rank    [7]int // smaller is better
}

// What the ranks of a candidate are by, the weightiest first (ruts-and-fixes §3.3).
// What the runner said comes before all else, and a change of the fix before what
// suits: with one fix that does, the same would come for ever.
const (
	byCall = iota // the five whys, when they are called in
	bySaying
	byTurn
	byMotivation
	byMissingData
	byEffect
	byOrder
)

// picker chooses the plan for a verdict.
type picker struct {
	season *Season
	week   training.Week // the last complete one
	// settled is the season at the end of that week. What was tried is told as of
	// then, so that a run or a word in the middle of a week changes no plan that is
	// being followed.
	settled *Season
	rule    Rule
	verdict Verdict
	in      Input
	row     []training.Suggestion // the newest of the past, in a row about the same rut
	tired   bool
}

// plan chooses the one action and its alternatives for a verdict.
func (j *Judgement) plan(s *Season, v Verdict, in Input) {
	rule, _ := findRule(v.Rule)
	p := picker{
		season: s, week: j.Week, settled: s.settledAt(j.Week.Sunday()), rule: rule, verdict: v,
		in: in, row: inRow(in.Past, rule.Name, j.Week), tired: s.tired(),
	}
	all := p.candidates()
	if len(all) == 0 {
		j.PlanReason = training.Say("Each fix for this is muted or left out for now, so there is no plan. That is fine.")
		return
	}
	slices.SortFunc(all, func(a, b candidate) int { return slices.Compare(a.rank[:], b.rank[:]) })
	best := all[0]
	j.Plan, j.PlanReason = &best.plan, p.whyThis(best, all)
	rest := slices.DeleteFunc(all[1:], func(c candidate) bool { return c.fix.Every > 0 })
	rest = rest[:min(len(rest), mostAlternatives)]
	slices.SortStableFunc(rest, func(a, b candidate) int { return cmp.Compare(a.fix.Effort, b.fix.Effort) })
	for _, c := range rest {
		j.Alternatives = append(j.Alternatives, c.plan)
	}
}

// candidates returns the fixes that can be offered, in the order of the rule.
func (p picker) candidates() []candidate {
	var all []candidate
	names, called := p.names()
	for order, name := range names {
		fix, known := findFix(name)
		if !known || muted(p.in.Profile, name) || p.restsNow(fix) {
			continue
		}
		plan, missing := fix.Personalise(p.season, p.verdict)
		if missing.Aside {
			continue
		}
		plan.Rule, plan.Fix = p.rule.Name, name
		all = append(all, candidate{fix: fix, plan: plan, missing: missing, rank: [...]int{
			byCall:        count(!called || name != fiveWhysName),
			bySaying:      count(p.season.advice.leftOut(name, p.season.read, restWeeks)),
			byTurn:        p.turns(name),
			byMotivation:  count(!suits(fix, p.in)),
			byMissingData: count(!missing.What.Empty()),
			byEffect:      count(p.triedInVain(name)),
			byOrder:       order,
		}})
	}
	return all
}

// names returns the fixes of the rule in its order, and whether the five whys are
// called in: the rut has come up in report after report, and they were not the
// answer yet. They are not where the rut is one of too much, nor in a return: rest
// is what the body asks for there, and a page to fill in does not stand in for it.
// Once they were given, they are done for as long as the row lasts.
func (p picker) names() (names []string, called bool) {
	names = slices.Clone(p.rule.Fixes)
	if slices.ContainsFunc(p.row, func(s training.Suggestion) bool { return s.Fix == fiveWhysName }) {
		return slices.DeleteFunc(names, func(name string) bool { return name == fiveWhysName }), false
	}
	called = len(p.row) >= whyReports && p.rule.Kind == Rut && !p.rule.Load && p.rule.Name != returnAfterBreak.Name &&
		!p.season.advice.leftOut(fiveWhysName, p.season.read, restWeeks)
	if called && !slices.Contains(names, fiveWhysName) {
		names = append(names, fiveWhysName)
	}
	return names, called
}

// restsNow reports whether a fix is not to be offered at all: one that asks for more
// while rest is the better answer, one that the runner left out this week, and one
// that was advised too lately.
func (p picker) restsNow(f Fix) bool {
	return f.Challenge && p.tired || p.season.advice.leftOut(f.Name, p.season.read, 0) || p.advisedLately(f)
}

// advisedLately reports whether a fix that is for now and then was the plan lately.
func (p picker) advisedLately(f Fix) bool {
	return slices.ContainsFunc(p.in.Past, func(s training.Suggestion) bool { return s.Fix == f.Name && p.week < s.Week.Add(f.Every) })
}

// turns returns how often a fix has had its turn in the reports in a row.
func (p picker) turns(name string) int {
	times := 0
	for _, s := range p.row {
		times += count(s.Fix == name)
	}
	return times / (sameFixReports - 1)
}

// triedInVain reports whether a fix was tried against the rut in the last weeks, and
// the rut's measure has not got better since. It is not asked before the days to try
// it are over: most measures look back on weeks, and one run moves them by little.
func (p picker) triedInVain(name string) bool {
	return p.rule.Kind == Rut && slices.ContainsFunc(p.in.Past, func(s training.Suggestion) bool {
		recent := s.Week >= p.week.Add(-restWeeks) && readOn(s)+tryDays <= p.settled.Day+1
		if s.Rule != p.rule.Name || s.Fix != name || !recent || p.settled.answer(s) != training.Tried {
			return false
		}
		then, now, comparable := p.settled.thenAndNow(p.rule, s)
		return comparable && !p.rule.Headline.better(now.Headline, then.Headline)
	})
}

// inRow returns the newest suggestions of reports in a row about one rule.
func inRow(past []training.Suggestion, rule string, now training.Week) []training.Suggestion {
	i := len(past)
	for i > 0 && past[i-1].Rule == rule && past[i-1].Week >= now.Add(-restWeeks) {
		i--
		now = past[i].Week
	}
	return past[i:]
}

// tired reports whether rest is the better answer than a challenge: in a return, while
// a rut of too much is flagged (ruts-and-fixes §3.4), and in the light weeks before and
// after a race, in which the rules of load are silent.
func (s *Season) tired() bool {
	load, _ := s.loaded()
	return load || s.Returning() || s.raceTime().holds(s.planWeek())
}

// suits reports whether a fix works for what moves the runner. Where the profile
// is silent, all fit at first, and later the kind that was not favoured last time.
func suits(f Fix, in Input) bool {
	wanted := in.Profile.Motivation
	if wanted == "" && len(in.Past) > 0 {
		last, _ := findFix(in.Past[len(in.Past)-1].Fix)
		switch last.Suits {
		case training.Intrinsic:
			wanted = training.Extrinsic
		case training.Extrinsic:
			wanted = training.Intrinsic
		}
	}
	return wanted == "" || f.Suits == "" || f.Suits == wanted
}

// whyThis says in a line why this fix and no other. Good news asks for no reason but
// where the runner's own word changed the choice. all are those that could be offered.
func (p picker) whyThis(best candidate, all []candidate) training.Text {
	kept := p.keptBack(best, all)
	switch what := best.missing.What; {
	case best.rank[byCall] == 0:
		return training.Say("The same rut has led the last {} reports, so this one asks why you run before it asks for a run.", training.Number(len(p.row)))
	case kept == bySaying && !p.restsAsAsked():
		return p.reason("You left out the first choice for {} not long ago, so this is the next one.")
	case kept == bySaying:
		return p.reason("The first choice for {} rests, as you asked, so this is the next one.")
	case !what.Empty():
		return training.Text{Form: "Your files do not show " + what.Form + ", so the plan stays general.", Slots: what.Slots}
	case p.rule.Kind == GoodNews:
		return training.Text{}
	case kept == byTurn:
		return p.reason("The first choice for {} has had its turn, so this is the next one.")
	case best.fix.Suits != "" && best.fix.Suits == p.in.Profile.Motivation:
		return training.Say("It fits what moves you, as your profile has it.")
	case kept == byMotivation && p.in.Profile.Motivation == "":
		return training.Say("The fix before this one was of another kind, so this is a change.")
	case kept == byEffect:
		return p.reason("You tried the first choice for {}, and its number is no better yet, so this is the next one.")
	case kept == byMissingData:
		return p.reason("The first choice for {} needs more than your files show, so this is the next one.")
	case kept == byOrder && best.rank[byEffect] > 0:
		return p.reason("You did it before, and it is still the first choice for {}: a number can take weeks to move.")
	case kept == byOrder:
		return p.reason("It is the first choice for {}, filled in from your own runs.")
	default:
		return p.reason("The first choice for {} does not fit you or your last weeks, so this is the next one.")
	}
}

// unfit is why a fix is kept back that could not be offered at all.
const unfit = -1

// restsAsAsked reports whether the runner left out the rule's first choice this week.
func (p picker) restsAsAsked() bool {
	return p.season.advice.leftOut(p.rule.Fixes[0], p.season.read, 0)
}

// keptBack returns the rank by which the rule's first choice is not the plan, byOrder
// where it is, and unfit where it could not be offered.
func (p picker) keptBack(best candidate, all []candidate) int {
	name := p.rule.Fixes[0]
	if p.restsAsAsked() {
		return bySaying
	}
	if fix, _ := findFix(name); p.advisedLately(fix) {
		return byTurn
	}
	i := slices.IndexFunc(all, func(c candidate) bool { return c.fix.Name == name })
	if i < 0 {
		return unfit
	}
	for by, rank := range all[i].rank {
		if rank > best.rank[by] {
			return by
		}
	}
	return byOrder
}

// reason puts what the plan answers into a sentence.
func (p picker) reason(form string) training.Text {
	matter := "this rut"
	switch {
	case p.rule.Name == returnAfterBreak.Name:
		matter = "the way back" // a return is nothing to get out of
	case p.rule.Kind == GoodNews:
		matter = "good weeks"
	}
	return training.Say(strings.Replace(form, "{}", matter, 1))
}
