package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

const (
	// retryAfterWeeks is how long a fix that was tried without effect rests
	// (ruts-and-fixes §3.3).
	retryAfterWeeks = 8
	// sameFixReports is the number of reports in a row after which the fix is
	// changed while the rut stays (§3.5).
	sameFixReports = 3
	// mostAlternatives stand beside the one action.
	mostAlternatives = 2
)

// choose picks the main rut, what else is noticed, the good news and the plan.
func (j *Judgement) choose(s *Season, in Input) {
	var ruts, aside, watches []*Verdict
	for i := range j.Verdicts {
		v := &j.Verdicts[i]
		rule, _ := findRule(v.Rule)
		switch {
		case muted(in.Profile, v.Rule):
		case v.Outcome == Flagged && !s.hasTurn(rule):
		case v.Outcome == Flagged && rule.Aside:
			aside = append(aside, v)
		case v.Outcome == Flagged:
			ruts = append(ruts, v)
		case v.Outcome == Watch:
			watches = append(watches, v)
		case v.Outcome == Shown:
			j.Good = append(j.Good, *v)
		}
	}
	if s.silentDays() >= longBreakDays {
		// What the weeks before a pause held is no news of now.
		j.Good = slices.DeleteFunc(j.Good, func(v Verdict) bool { return v.Rule == momentum.Name })
	}
	var lead *Verdict // what the plan answers
	switch title, lede, first := s.opening(j.Verdicts, ruts); {
	case first:
		j.Title, j.Lede = title, lede
		watches = slices.DeleteFunc(watches, func(v *Verdict) bool { return v.Rule == lapse.Name }) // the title says it
		if s.raw(lapse).Outcome == Watch && !s.ended && s.askedBefore(in.Past) {
			j.Title, j.Lede = training.Say("No run since {}, and that looks meant", training.Day(s.lastRunDay())), training.Text{}
		}
	case len(ruts) > 0:
		lead, j.Headline = ruts[0], ruts[0]
		j.Title, j.Lede = lead.Title, lead.Lede
		ruts = ruts[1:]
	default:
		j.Title, j.Lede = s.noRut(j.Verdicts)
	}
	if lead == nil && len(j.Good) > 0 {
		lead = &j.Good[0]
	}
	for _, v := range slices.Concat(ruts, aside, watches) {
		if len(j.Also) < mostAlso {
			j.Also = append(j.Also, *v)
		}
	}
	if lead != nil {
		j.plan(s, *lead, in)
	}
	if j.Headline != nil && s.toldLapse(j.Headline.Rule, in.Past) {
		j.hush(s)
	}
}

// turnWeeks is how far back a rule that speaks up now and then is followed.
const turnWeeks = 52

// hasTurn reports whether a rut that is flagged is due for a card: one that speaks
// up now and then has had none for a while. It is told from the runs alone, so that
// a report that nobody made costs no turn and a second one of the week gets the same.
func (s *Season) hasTurn(r Rule) bool {
	if r.Every == 0 {
		return true
	}
	card := turnWeeks + r.Every // weeks ago
	for week := turnWeeks; week >= 0; week-- {
		if card-week >= r.Every && s.weeksAgo(week).settle(r).Outcome == Flagged {
			card = week
		}
	}
	return card == 0
}

// hush leaves one line of a lapse that an earlier report has told: the verdict and
// its plan stand, and nothing is added to them (science B.5).
func (j *Judgement) hush(s *Season) {
	j.Title, j.Lede = training.Say("No run since {}, and the way back stands below", training.Day(s.lastRunDay())), training.Text{}
	j.Also, j.Alternatives = nil, nil
}

// askedBefore reports whether an earlier report was read in the same silence, when
// it was long enough to ask about.
func (s *Season) askedBefore(past []training.Suggestion) bool {
	return slices.ContainsFunc(past, func(p training.Suggestion) bool { return p.Read >= s.lastRunDay()+longBreakDays })
}

// opening returns what has to be said before any rut: that there is no run, that
// the newest is old, or that too little is known. A runner who has not run for two
// weeks is told of the silence and not of routes, and missing data are never all
// clear. Where the export ended, and not the running, a rut found as of its end
// comes first (science 0.1).
func (s *Season) opening(verdicts []Verdict, ruts []*Verdict) (title, lede training.Text, first bool) {
	counting := Counting(s.Sessions)
	if len(counting) == 0 {
		return training.Say("No runs to judge yet"),
			training.Say("Run once with the watch on, ingest the file, and the next report has something to say."), true
	}
	exportEnded := s.read > s.Day
	told := len(ruts) > 0 && (exportEnded || explainsSilence(ruts[0].Rule))
	if s.silentDays() >= longBreakDays && !told {
		title, lede = s.silence(verdicts)
		return title, lede, true
	}
	if known, all := judgedRuts(verdicts); known == 0 {
		return training.Say("Too little to judge yet: {} so far", training.Count{N: len(counting), One: "run", Many: "runs"}),
			training.Say("None of the {} can be judged on that. What each of them needs stands below.", training.Count{N: all, One: "rut", Many: "ruts"}), true
	}
	return training.Text{}, training.Text{}, false
}

// explainsSilence reports whether a rule stands before the lapse in the precedence
// or is it: what it says holds for a runner who does not run now.
func explainsSilence(rule string) bool {
	for _, r := range Rules() {
		if r.Name == rule {
			return true
		}
		if r.Name == lapse.Name {
			return false
		}
	}
	return false
}

// silence says that the newest run is two weeks old or more: as the lapse puts it
// where that is no rut, else plainly.
func (s *Season) silence(verdicts []Verdict) (title, lede training.Text) {
	last, age := training.Day(s.lastRunDay()), training.Count{N: s.silentDays(), One: "day", Many: "days"}
	i := slices.IndexFunc(verdicts, func(v Verdict) bool { return v.Rule == lapse.Name })
	switch v := verdicts[i]; {
	case v.Outcome == Watch:
		return v.Title, v.Lede
	case s.onBreakNow():
		return training.Say("A break by your profile: {} without a run", age),
			training.Say("The last run was on {}. None is expected now, and none is missed.", last)
	case v.Outcome == Clear:
		return training.Say("Your newest run is {} old", age),
			training.Say("It was on {}. By your own rhythm and breaks that is nothing unusual.", last)
	default:
		return training.Say("Your newest run is {} old", age),
			training.Say("It was on {}. If newer ones are still on the watch, ingest them. If not, a short easy run is a good way back.", last)
	}
}

// judgedRuts counts the ruts that could be judged, and all of them.
func judgedRuts(verdicts []Verdict) (known, all int) {
	for _, v := range verdicts {
		if rule, _ := findRule(v.Rule); rule.Kind == Rut {
			all++
			known += count(v.Outcome != NotEnoughData)
		}
	}
	return known, all
}

// noRut returns the headline where no rut was found, and what holds: weeks with a
// run, and how many places carry them. It says when some ruts could not be judged.
func (s *Season) noRut(verdicts []Verdict) (title, lede training.Text) {
	weeks, running := s.knownWeeks(replayWeeks), 0
	for _, w := range weeks {
		running += count(len(w.Counting) > 0)
	}
	span := training.Count{N: len(weeks), One: "week", Many: "weeks"}
	lede = training.Say("You ran in {} of the last {}.", training.Number(running), span)
	if running == len(weeks) {
		lede = training.Say("You ran in each of the last {}.", span)
	}
	tracks, _ := s.RouteSessions(windowDays)
	if places := len(s.placeShares(tracks)); places > 1 {
		lede.Form += " The runs of the last eight went to {}."
		lede.Slots = append(lede.Slots, training.Count{N: places, One: "place", Many: "places"})
	}
	known, all := judgedRuts(verdicts)
	if known < all {
		lede.Form += " {} could not be judged; what is missing stands below."
		lede.Slots = append(lede.Slots, training.Count{N: all - known, One: "rut", Many: "ruts"})
	}
	if 2*known <= all {
		return training.Say("Nothing found yet: {} of {} ruts could be judged", training.Number(known), training.Number(all)), lede
	}
	recent := Counting(s.LastDays(windowDays))
	return training.Say("No rut found: {} in eight weeks", training.Count{N: len(recent), One: "run", Many: "runs"}), lede
}

// muted reports whether the runner has silenced a rule or a fix.
func muted(p training.Profile, name string) bool { return slices.Contains(p.Mute, name) }

// candidate is a fix that could be the plan.
type candidate struct {
	fix     Fix
	plan    Plan
	missing Missing
	rank    [4]int // smaller is better
}

// What the ranks of a candidate are by, the weightiest first (ruts-and-fixes §3.3).
const (
	byMotivation = iota
	byMissingData
	byWear
	byOrder
)

// plan chooses the one action and its alternatives for a verdict.
func (j *Judgement) plan(s *Season, v Verdict, in Input) {
	var all []candidate
	rule, _ := findRule(v.Rule)
	tired := j.tired(s)
	for order, name := range rule.Fixes {
		fix, known := findFix(name)
		if !known || muted(in.Profile, name) || (fix.Challenge && tired) {
			continue
		}
		plan, missing := fix.Personalise(s, v)
		if missing.Aside {
			continue
		}
		plan.Rule, plan.Fix = v.Rule, name
		all = append(all, candidate{fix: fix, plan: plan, missing: missing, rank: [4]int{
			byMotivation:  count(!suits(fix, in)),
			byMissingData: count(!missing.What.Empty()),
			byWear:        count(s.worn(name, v, in.Past, j.Week)),
			byOrder:       order,
		}})
	}
	if len(all) == 0 {
		return
	}
	first := all[0]
	slices.SortFunc(all, func(a, b candidate) int { return slices.Compare(a.rank[:], b.rank[:]) })
	best := all[0]
	j.Plan = &best.plan
	j.PlanReason = whyThis(best, first, v, in)
	rest := all[1:]
	slices.SortStableFunc(rest, func(a, b candidate) int { return cmp.Compare(a.fix.Effort, b.fix.Effort) })
	for _, c := range rest[:min(len(rest), mostAlternatives)] {
		j.Alternatives = append(j.Alternatives, c.plan)
	}
}

// tired reports whether rest is the better answer than a challenge: in a return, or
// while a rut of too much is flagged, muted or not (ruts-and-fixes §3.4).
func (j *Judgement) tired(s *Season) bool {
	return s.Returning() || slices.ContainsFunc(j.Verdicts, func(v Verdict) bool {
		rule, _ := findRule(v.Rule)
		return rule.Load && v.Outcome == Flagged
	})
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

// worn reports whether a fix has been tried without effect lately, or has been
// the answer to the same rut too many reports in a row.
func (s *Season) worn(name string, v Verdict, past []training.Suggestion, week training.Week) bool {
	inRow := 0
	for i := len(past) - 1; i >= 0; i-- {
		p := past[i]
		if p.Rule != v.Rule || p.Fix != name {
			break
		}
		inRow++
	}
	if inRow >= sameFixReports-1 {
		return true
	}
	for _, p := range past {
		recent := p.Week >= week.Add(-retryAfterWeeks)
		if recent && p.Fix == name && p.Rule == v.Rule && s.answer(p) == training.Tried && !s.helped(p) {
			return true
		}
	}
	return false
}

// whyThis says in a line why this fix and no other; empty where no rut asks.
// first is the one that comes first in the rule's order of those that can be
// offered.
func whyThis(best, first candidate, v Verdict, in Input) training.Text {
	matter := "this rut"
	if v.Rule == returnAfterBreak.Name {
		matter = "the way back" // a return is nothing to get out of
	}
	switch what := best.missing.What; {
	case !what.Empty():
		return training.Text{Form: "Your files do not show " + what.Form + ", so the plan stays general.", Slots: what.Slots}
	case v.Outcome == Shown:
		return training.Text{}
	case best.rank[byMotivation] == 0 && in.Profile.Motivation != "" && best.fix.Suits == in.Profile.Motivation:
		return training.Say("It fits what moves you, as your profile has it.")
	case first.fix.Name != best.fix.Name && first.rank[byWear] > 0:
		return training.Say("The first choice for " + matter + " has had its turn, so this is the next one.")
	case best.rank[byOrder] > 0:
		return training.Say("The first choice for " + matter + " does not fit you or your last weeks, so this is the next one.")
	default:
		return training.Say("It is the first choice for " + matter + ", filled in from your own runs.")
	}
}
