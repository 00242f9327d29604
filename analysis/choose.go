package analysis

import (
	"slices"

	"secondwind/internal/training"
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
	if j.Headline != nil && j.Plan != nil && s.toldLapse(j.Headline.Rule, in.Past) {
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

// muted reports whether the runner has silenced a rule or a fix.
func muted(p training.Profile, name string) bool { return slices.Contains(p.Mute, name) }
