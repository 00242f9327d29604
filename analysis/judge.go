package analysis

import (
	"slices"

	"secondwind/internal/training"
)

// RulesVersion rises whenever equal histories may give other verdicts.
const RulesVersion = 1

const (
	// windowDays is the window whose runs the page counts: the eight weeks of most rules.
	windowDays = 56
	// staleExportDays is the age of the newest activity from which the export, not
	// the runner, is the likelier reason for silence (science 0.1).
	staleExportDays = 14
	// mostAlso is how many more ruts a report shows: more would be noise.
	mostAlso = 2
)

// Judge gives the judgement of one day. Equal input gives an equal judgement.
func Judge(in Input) Judgement {
	history, export := cutHistory(in)
	return newTimeline(history, in.Profile).judge(in, history, export)
}

// judge gives the judgement of one day of a timeline. What lies after the day does
// not bear on its verdicts.
func (t *timeline) judge(in Input, history training.History, export Export) Judgement {
	day := in.AsOf
	if export.Stale {
		day = export.Ends
	}
	season := t.asOf(day, in.Profile)
	season.open = in.Current && !export.Stale
	season.read = in.AsOf
	season.advice = remember(in, in.AsOf)
	season.ended = in.Current && export.Stale

	j := Judgement{Asked: in.AsOf, AsOf: day, Week: season.LastWeek(), From: day - windowDays + 1, To: day, Export: export}
	j.Runs = len(Counting(season.LastDays(windowDays)))
	for _, r := range Rules() {
		j.Verdicts = append(j.Verdicts, season.verdict(r))
	}
	in.Past = season.advice.before(j.Week)
	j.choose(season, in)
	j.Offer, j.Muted = j.offer(season), in.Profile.Mute
	j.Glance = season.glance()
	j.Data = season.data(history)
	j.LastTime = season.lastTime(in.Past, j.Week)
	j.Targets, j.Milestones = season.targets(), season.milestones()
	j.Past = season.past(j.Suggestion())
	j.Record = season.record(j.Past, j.Week)
	j.Reminder = j.reminder(season, in.Past)
	j.Sheets = j.sheets(season)
	return j
}

// cutHistory gives every activity its sport and a local time, leaves out what lies
// after the day asked for, and tells how current the rest is.
func cutHistory(in Input) (training.History, Export) {
	h, e := in.History, Export{}
	runs := slices.Clone(h.Runs)
	overruleSports(runs, in.Profile.Sports)
	settleLocalTimes(runs, in.Profile)
	// Something newer than the last activity shows that the export is current: a
	// later activity, though none from a clock that runs ahead, or a file of the
	// last days (science 0.1).
	current := in.Profile.ExportComplete
	h.Runs = slices.DeleteFunc(runs, func(r training.Run) bool {
		later := r.Date() > in.AsOf
		current = current || (later && r.Date() <= in.Today)
		return later
	})
	if newest, ok := h.NewestFile.Get(); ok && newest >= in.AsOf-staleExportDays && newest <= in.Today {
		current = true
	}
	if len(h.Runs) == 0 {
		return h, e
	}
	for i := range h.Runs {
		e.Ends = max(e.Ends, h.Runs[i].Date())
	}
	if age := int(in.AsOf - e.Ends); age > staleExportDays && !current {
		e.Stale = true
		e.Text = training.Say("Your export ends on {}, {} before this report. If newer runs are still on the watch, ingest them. All below is as of that day, but for the days since your last run.",
			training.Day(e.Ends), training.Count{N: age, One: "day", Many: "days"})
	}
	return h, e
}

// verdict judges one rule on a season: its data, its silences, its outcome, and
// for a state what the weeks before say.
func (s *Season) verdict(r Rule) Verdict {
	if r.Lasting.Event() {
		return s.finish(r, s.raw(r))
	}
	return s.finish(r, s.settle(r))
}

// moment is a rule asked as of a day: the same weeks are followed again and again,
// by each check of a state and by those who ask for another rule's.
type moment struct {
	rule        string
	day, read   training.Date
	open, ended bool
}

// raw returns what a rule finds on the season's day alone. Verdicts are shared:
// their slices are not to be written to.
func (s *Season) raw(r Rule) Verdict {
	at := moment{rule: r.Name, day: s.Day, read: s.read, open: s.open, ended: s.ended}
	v, known := s.all.raw[at]
	if !known {
		v = s.find(r)
		s.all.raw[at] = v
	}
	return v
}

func (s *Season) find(r Rule) Verdict {
	for _, q := range r.Silent {
		if q.Holds(s) {
			return notEnough(0, 0, q.Reason)
		}
	}
	if v, lacking := s.lacks(r.Needs); lacking {
		return v
	}
	return r.Find(s)
}

// rawAbout returns what a rule finds of a subject that it named before: the
// weekday that went quiet, and not another one.
func (s *Season) rawAbout(r Rule, subject []training.Param) Verdict {
	v := s.raw(r)
	if r.FindAbout == nil || v.Outcome == NotEnoughData || len(subject) == 0 {
		return v
	}
	return r.FindAbout(s, subject)
}

// finish fills what all verdicts have alike, and draws the chart.
func (s *Season) finish(r Rule, v Verdict) Verdict {
	v.Rule = r.Name
	if v.Outcome == Clear {
		v.Title, v.Lede = training.Text{}, training.Text{}
	}
	if r.Draw != nil && v.Outcome != NotEnoughData {
		v.Chart = r.Draw(s, v)
	}
	switch {
	case v.Outcome == NotEnoughData:
	case v.Estimated:
		v.Confidence = Hint
	case !v.Backed.Empty(), v.Need > 0 && v.Have >= 2*v.Need:
		v.Confidence = Sure
	default:
		v.Confidence = Likely
	}
	return v
}

// notEnough returns the verdict of a rule that cannot be judged. have and need
// are 0 where it is no matter of counting.
func notEnough(have, need int, what training.Text) Verdict {
	return Verdict{Outcome: NotEnoughData, Have: have, Need: need, Reason: what}
}

// lacks checks the least data of a rule.
func (s *Season) lacks(n Needs) (Verdict, bool) {
	if have := s.HistoryDays(); have < n.HistoryDays {
		return notEnough(have, n.HistoryDays, training.Say("needs {} of history, has {}",
			training.Count{N: n.HistoryDays, One: "day", Many: "days"}, training.Number(have))), true
	}
	if have := len(Counting(s.Sessions)); have < n.Runs {
		return notEnough(have, n.Runs, training.Say("needs {}, has {}",
			training.Count{N: n.Runs, One: "run", Many: "runs"}, training.Number(have))), true
	}
	if n.GPSRuns == 0 {
		return Verdict{}, false
	}
	tracks, outings := s.RouteSessions(n.WindowDays)
	switch {
	case s.indoors(n.WindowDays):
		return notEnough(0, 0, training.Say("not judged indoors, where there is no route")), true
	case !s.knowsGround():
		return notEnough(0, 0, training.Say("not judged without GPS: the routes are not known")), true
	}
	if have := len(tracks); have < n.GPSRuns {
		return notEnough(have, n.GPSRuns, training.Say("needs {} with GPS in {} days, has {}",
			training.Count{N: n.GPSRuns, One: "run", Many: "runs"}, training.Number(n.WindowDays), training.Number(have))), true
	}
	if share := float64(len(tracks)) / float64(outings); share < n.GPSShare {
		return notEnough(len(tracks), n.GPSRuns, training.Say("needs GPS on {} of runs, has it on {}",
			training.Percent(n.GPSShare), training.Percent(share))), true
	}
	return Verdict{}, false
}

// replayWeeks is how far back a state is followed: 182 days (science 0.9).
const replayWeeks = 26

// settle turns the raw outcomes of a state, a week apart, into one verdict: it
// begins after Lasting.Enter flags in a row and ends after Lasting.Leave others
// in a row; missing data end it at once.
func (s *Season) settle(r Rule) Verdict {
	var (
		now      Verdict
		held     bool
		flag     Verdict // the newest flag: what a held state is about
		flags    int     // flags in a row
		others   int     // other outcomes in a row
		standing int     // weeks in a row with the settled outcome
		before   Outcome
	)
	for week := replayWeeks; week >= 0; week-- {
		season := s.weeksAgo(week)
		now = season.raw(r)
		if held && now.Outcome != Flagged {
			now = season.rawAbout(r, flag.Subject)
		}
		switch now.Outcome {
		case Flagged:
			if !slices.Equal(flag.Subject, now.Subject) {
				standing = 0 // another weekday, another count
			}
			flags, others, flag = flags+1, 0, now
			held = held || flags >= r.Lasting.Enter
		case NotEnoughData:
			flags, others, held = 0, 0, false
		default:
			flags, others = 0, others+1
			held = held && others < r.Lasting.Leave
		}
		if settled := settledOutcome(now.Outcome, held); settled == before {
			standing++
		} else {
			before, standing = settled, 1
		}
	}
	if now.Outcome == NotEnoughData {
		now = s.raw(r) // the held subject is gone; the rule speaks of the others
		before = now.Outcome
	}
	if now.Outcome == Flagged && before == Watch {
		now.Reason.Form += "; it is a rut if that still holds in a week"
	}
	if now.Still = held && now.Outcome != Flagged; now.Still {
		now.ease(r, flag)
	}
	now.Outcome, now.Weeks = before, standing
	return now
}

// ease words a held state by what its headline measure did since the last flag.
func (v *Verdict) ease(r Rule, flag Verdict) {
	words := "This week alone would not be called a rut; it takes {} in a row to leave one. "
	if v.Easing = r.Headline.better(v.Headline, flag.Headline); v.Easing {
		words = "This rut is easing, and stays on the page until it has eased for {} in a row. "
		if v.Eased.Empty() {
			v.Eased = training.Text{Form: "Easing: " + v.Title.Form, Slots: v.Title.Slots}
		}
		v.Title = v.Eased
	}
	v.Lede = training.Text{
		Form:  words + v.Lede.Form,
		Slots: append([]training.Slot{training.Count{N: r.Lasting.Leave, One: "week", Many: "weeks"}}, v.Lede.Slots...),
	}
}

// settledOutcome is the outcome of a state that is held or not.
func settledOutcome(raw Outcome, held bool) Outcome {
	switch {
	case held:
		return Flagged
	case raw == Flagged:
		return Watch
	default:
		return raw
	}
}
