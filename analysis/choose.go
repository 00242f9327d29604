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
	var ruts, watches []*Verdict
	for i := range j.Verdicts {
		v := &j.Verdicts[i]
		switch {
		case muted(in.Profile, v.Rule):
		case v.Outcome == Flagged:
			ruts = append(ruts, v)
		case v.Outcome == Watch:
			watches = append(watches, v)
		case v.Outcome == Shown:
			j.Good = append(j.Good, *v)
		}
	}
	var lead *Verdict // what the plan answers
	if len(ruts) > 0 {
		lead, j.Headline = ruts[0], ruts[0]
		j.Title, j.Lede = lead.Title, lead.Lede
		ruts = ruts[1:]
	} else {
		j.Title, j.Lede = s.noRut(in.AsOf)
		if counting := Counting(s.Sessions); len(counting) > 0 && !judged(j.Verdicts) {
			j.Title = training.Say("Too little to judge yet: {} so far", training.Count{N: len(counting), One: "run", Many: "runs"})
		}
		if len(j.Good) > 0 {
			lead = &j.Good[0]
		}
	}
	for _, v := range append(ruts, watches...) {
		if len(j.Also) < mostAlso {
			j.Also = append(j.Also, *v)
		}
	}
	if lead != nil {
		j.plan(s, *lead, in)
	}
}

// judged reports whether any rut could be judged at all: missing data are never
// all clear.
func judged(verdicts []Verdict) bool {
	return slices.ContainsFunc(verdicts, func(v Verdict) bool { return v.Outcome == Clear || v.Outcome == Watch })
}

// noRut returns the headline of a report without a rut, as of the day asked for.
// A runner who has not run for two weeks is not told that all is well.
func (s *Season) noRut(asked training.Date) (title, lede training.Text) {
	counting := Counting(s.Sessions)
	if len(counting) == 0 {
		return training.Say("No runs to judge yet"), training.Say("Run once with the watch on, ingest the file, and the next report has something to say.")
	}
	last := counting[len(counting)-1].Date
	if age := int(asked - last); age >= longBreakDays {
		return training.Say("Your newest run is {} old", training.Count{N: age, One: "day", Many: "days"}),
			training.Say("It was on {}. If newer ones are still on the watch, ingest them. If not, a short easy run is a good way back.", training.Day(last))
	}
	return training.Say("No rut found: {} in eight weeks", training.Count{N: len(Counting(s.LastDays(windowDays))), One: "run", Many: "runs"}), s.steadyLede()
}

// steadyLede says what holds where no rut was found: weeks with a run, and how
// many places carry them.
func (s *Season) steadyLede() training.Text {
	running := 0
	for _, w := range s.Weeks(s.LastWeek(), replayWeeks) {
		running += count(len(w.Counting) > 0)
	}
	tracks, _ := s.RouteSessions(windowDays)
	shares := s.placeShares(tracks)
	if len(shares) < 2 {
		return training.Say("You ran in {} of the last {} weeks.", training.Number(running), training.Number(replayWeeks))
	}
	return training.Say("You ran in {} of the last {} weeks. The runs of the last eight went to {}, and the most frequent of them has {}.",
		training.Number(running), training.Number(replayWeeks),
		training.Count{N: len(shares), One: "place", Many: "places"}, training.Percent(shares[0].Share))
}

// muted reports whether the runner has silenced a rule or a fix.
func muted(p training.Profile, name string) bool { return slices.Contains(p.Mute, name) }

// candidate is a fix that could be the plan.
type candidate struct {
	fix     Fix
	plan    Plan
	missing Missing
	rank    [4]int // smaller is better; in the order of the ranks below
}

// plan chooses the one action and its alternatives for a verdict.
func (j *Judgement) plan(s *Season, v Verdict, in Input) {
	var all []candidate
	rule, _ := findRule(v.Rule)
	for order, name := range rule.Fixes {
		fix, known := findFix(name)
		if !known || muted(in.Profile, name) {
			continue
		}
		plan, missing := fix.Personalise(s, v)
		if missing.Aside {
			continue
		}
		plan.Rule, plan.Fix = v.Rule, name
		all = append(all, candidate{fix: fix, plan: plan, missing: missing, rank: [4]int{
			count(!suits(fix, in)),
			count(!missing.What.Empty()),
			count(s.worn(name, v, in.Past, j.Week)),
			order,
		}})
	}
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b candidate) int { return slices.Compare(a.rank[:], b.rank[:]) })
	best := all[0]
	j.Plan = &best.plan
	j.PlanReason = s.whyThis(best, v, in)
	rest := all[1:]
	slices.SortStableFunc(rest, func(a, b candidate) int { return cmp.Compare(a.fix.Effort, b.fix.Effort) })
	for _, c := range rest[:min(len(rest), mostAlternatives)] {
		j.Alternatives = append(j.Alternatives, c.plan)
	}
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
func (s *Season) whyThis(c candidate, v Verdict, in Input) training.Text {
	switch what := c.missing.What; {
	case !what.Empty():
		return training.Text{Form: "Your files do not show " + what.Form + ", so the plan stays general.", Slots: what.Slots}
	case v.Outcome == Shown:
		return training.Text{}
	case c.rank[0] == 0 && in.Profile.Motivation != "" && c.fix.Suits == in.Profile.Motivation:
		return training.Say("It fits what moves you, as your profile has it.")
	case c.rank[3] > 0:
		return training.Say("The fixes that usually come first for this rut have had their turn, or your runs do not hold what they need.")
	default:
		return training.Say("It is the first choice for this rut, filled in from your own runs.")
	}
}
