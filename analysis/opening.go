package analysis

import (
	"slices"

	"secondwind/internal/training"
)

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
		if s.HistoryDays() < habitMinDays {
			return training.Say("A beginning: {} so far", training.Count{N: len(counting), One: "run", Many: "runs"}),
				training.Say("That is too little to tell a rut by. Most ruts take eight to twelve weeks to show. Until then, run as far as feels easy."), true
		}
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
	case s.ended:
		return s.newestRun()
	default:
		return training.Say("Your newest run is {} old", age),
			training.Say("It was on {}. If newer ones are still on the watch, ingest them. If not, a short easy run is a good way back.", last)
	}
}

// newestRun says how old the newest run is where the export has ended: a line above the
// title says how to add newer ones.
func (s *Season) newestRun() (title, lede training.Text) {
	return training.Say("Your newest run is {} old", training.Count{N: s.silentDays(), One: "day", Many: "days"}),
		training.Say("It was on {}. If there is no newer one, a short easy run is a good way back.", training.Day(s.lastRunDay()))
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
