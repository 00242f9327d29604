package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

const (
	// coachWeeks show how somebody trains now: as many as a training plan has, and few
	// enough to stand on one page.
	coachWeeks = 12
	// coachDays is the year of best efforts, races and breaks.
	coachDays = 365
	// mostLong, mostRaces and mostBreaks are told, so that the page stays one.
	mostLong   = 3
	mostRaces  = 3
	mostBreaks = 4
	// coachBlanks are the lines for further questions.
	coachBlanks = 3
)

// coachSheet is one page to hand to a coach: who, how much, how hard, how fast, and
// what this report found. What the files do not hold it says.
func (j *Judgement) coachSheet(s *Season) Sheet {
	weeks := s.knownWeeks(coachWeeks)
	var sessions []Session
	if len(weeks) > 0 {
		sessions = s.Between(weeks[0].Week.Monday(), s.LastWeek().Sunday())
	}
	parts := []SheetPart{{Heading: "Who", Rows: s.whoRows()}}
	if len(Counting(sessions)) == 0 {
		parts = append(parts, SheetPart{Heading: "The last weeks", Lines: []training.Text{training.Say("No run is on record in the last {} weeks.", training.Number(coachWeeks))}})
	} else {
		parts = append(parts, SheetPart{Heading: "The last weeks", Rows: slices.Concat(s.weekRows(weeks, sessions), s.effortRows(sessions), strideRows(sessions))})
	}
	return Sheet{
		Fix:   coach.Name,
		Title: "My running, for a coach",
		Lede:  training.Say("What a watch recorded up to {}. Medians and shares name the runs that they rest on; what the files do not hold is said.", training.Day(s.Day)),
		Parts: append(parts,
			s.bestsPart(),
			SheetPart{Heading: "Races and breaks of a year", Rows: append(s.raceRows(), SheetRow{"Two weeks or more without a run", s.breaks()})},
			SheetPart{Heading: "What the report of this week says", Lines: j.foundLines()},
			SheetPart{Heading: "What I would like to know", Lines: j.questions(s), Blanks: coachBlanks}),
	}
}

// whoRows tell what is known of the runner, and from where.
func (s *Season) whoRows() []SheetRow {
	p, l := &s.Profile, s.limits()
	const unstated = "not stated"
	who := training.Say(cmp.Or(string(p.Sex), "sex "+unstated) + ", ")
	if years, ok := p.AgeOn(s.Day).Get(); ok {
		who = join(who, training.Say("{}", training.Count{N: years, One: "year", Many: "years"}))
	} else {
		who = join(who, training.Say("age "+unstated))
	}
	heart := training.Say("highest not known; ")
	if l.hasHeart {
		from := "as stated"
		switch {
		case l.heart.estimated:
			from = "an estimate from the age"
		case !p.HeartMaxBPM.OK():
			from = "by the peaks of a year"
		}
		heart = training.Say("highest {}, "+from+"; ", beats(l.heart.maxBPM))
	}
	if bpm, ok := p.HeartRestBPM.Get(); ok {
		heart = join(heart, training.Say("at rest {}", beats(bpm)))
	} else {
		heart = join(heart, training.Say("at rest "+unstated))
	}
	threshold := training.Say("not known")
	if l.thresholdMS > 0 {
		from := "as stated"
		if !p.ThresholdMS.OK() {
			from = "by the hard efforts of half a year"
		}
		threshold = training.Say("{}, "+from, training.Pace(1/l.thresholdMS))
	}
	return []SheetRow{{"Runner", who}, {"Heart rate", heart}, {"Pace for an hour", threshold}}
}

func beats(bpm int) training.Count {
	return training.Count{N: bpm, One: "beat a minute", Many: "beats a minute"}
}

// weekRows tell how much was run, on which days, and how far at most.
func (s *Season) weekRows(weeks []Week, sessions []Session) []SheetRow {
	runs, metres := volume(weeks)
	each := training.Text{}
	for i, w := range weeks {
		form := ", {}"
		if i == 0 {
			form = "{}"
		}
		each = join(each, training.Say(form, training.Distance(w.DistanceM)))
	}
	h := s.Habit(weeks)
	days := training.Say("{} a week, the middle of {}", training.Decimal(h.RunDays), training.Count{N: h.Weeks, One: "week", Many: "weeks"})
	for i := range h.Days {
		if h.Usual(weekdayOf(i)) {
			days = join(days, training.Say(", {}", training.Weekdays(weekdayOf(i))))
		}
	}
	if h.Weeks < len(weeks) {
		days = join(days, training.Say("; {} with a break left out", training.Number(len(weeks)-h.Weeks)))
	}
	return []SheetRow{
		{"In all", training.Say("{} in {} and {}, {} a week", training.Distance(metres), training.Count{N: runs, One: "run", Many: "runs"},
			training.Count{N: len(weeks), One: "week", Many: "weeks"}, training.Distance(metres/float64(len(weeks))))},
		{"Each week, the oldest first", each},
		{"Days with a run", days},
		{"Longest runs", longestRuns(sessions)},
	}
}

// longestRuns returns the longest of sessions with their days, the longest and newest
// first.
func longestRuns(sessions []Session) training.Text {
	long := filter(pointers(sessions), func(x *Session) bool { return x.DistanceM > 0 })
	slices.SortStableFunc(long, func(a, b *Session) int {
		return cmp.Or(cmp.Compare(b.DistanceM, a.DistanceM), cmp.Compare(b.Date, a.Date))
	})
	if len(long) == 0 {
		return training.Say("no distance on record")
	}
	all := training.Text{}
	for i, x := range long[:min(len(long), mostLong)] {
		form := "; {} on {}"
		if i == 0 {
			form = "{} on {}"
		}
		all = join(all, training.Say(form, training.Distance(x.DistanceM), training.Day(x.Date)))
	}
	return all
}

// effortRows tell how much of the running was easy and how much was hard.
func (s *Season) effortRows(sessions []Session) []SheetRow {
	l, counting := s.limits(), Counting(sessions)
	_, usualM := usualOf(counting)
	classes := map[sessionClass]int{}
	var spent zones
	known, byHeart := 0, 0
	for _, x := range counting {
		classes[l.classOf(x, usualM)]++
		z, heart, ok := l.zonesOf(x)
		if !ok {
			continue
		}
		known++
		byHeart += count(heart)
		for i := range spent {
			spent[i] += z[i]
		}
	}
	runs := training.Say("{} easy, {} moderate, {} hard, {} long of {}",
		training.Number(classes[easySession]), training.Number(classes[moderateSession]), training.Number(classes[hardSession]),
		training.Number(classes[longSession]), training.Number(len(counting)))
	unknown := training.Say("not known: it takes heart rate, or a hard effort in half a year")
	switch untold := classes[""]; {
	case untold == len(counting):
		runs = unknown
	case untold > 0:
		runs = join(runs, training.Say("; {} cannot be told", training.Number(untold)))
	}
	time := unknown
	if total := sum(spent[:]); total > 0 {
		time = training.Say("{} easy, {} between, {} hard; over {}, {} by heart rate",
			training.Percent(spent[0]/total), training.Percent(spent[1]/total), training.Percent(spent[2]/total),
			training.Count{N: known, One: "run", Many: "runs"}, training.Number(byHeart))
	}
	return []SheetRow{{"Runs by effort", runs}, {"Time by effort", time}}
}

// strideRows tell of the cadence and the ends of runs.
func strideRows(sessions []Session) []SheetRow {
	cadences, fades := strides(sessions)
	cadence, fade := training.Say("not on record"), training.Say("not on record")
	if n := len(cadences); n > 0 {
		cadence = training.Say("{} a minute, the middle of {}",
			training.Count{N: int(median(cadences) + 0.5), One: "step", Many: "steps"}, training.Count{N: n, One: "run", Many: "runs"})
	}
	if n := len(fades); n > 0 {
		share, than := median(fades), "slower"
		if share < 0 {
			share, than = -share, "faster"
		}
		fade = training.Say("{} "+than+" in the last quarter than in the second, the middle of {}",
			training.Percent(share), training.Count{N: n, One: "run", Many: "runs"})
	}
	return []SheetRow{{"Cadence", cadence}, {"Ends of runs", fade}}
}

// coachBests are the distances that the page tells of, with the names that they
// have, and whether a time over them is promised by others: a formula for long efforts
// says nothing of a kilometre, and is optimistic beyond the half marathon.
var coachBests = [...]struct {
	distanceM float64
	name      string
	promised  bool
}{
	{1000, "1 km", false},
	{parkrunM, "5 km", true},
	{10_000, "10 km", true},
	{halfMarathonM, "Half marathon", true},
	{marathonM, "Marathon", false},
}

// bestsPart tells the best efforts of a year, and what they promise over other
// distances.
func (s *Season) bestsPart() SheetPart {
	part := SheetPart{Heading: "Best efforts of a year, pauses included"}
	book := bookOf(s.LastDays(coachDays))
	for _, d := range coachBests {
		best, ran := believed(book[d.distanceM])
		by, took, promised := book.promise(d.distanceM, 0)
		took = (took + raceStep - 1).Truncate(raceStep)
		promised = promised && d.promised && (!ran || took < best.Elapsed)
		if !ran && !promised {
			continue
		}
		value := training.Say("none on record")
		if ran {
			value = training.Say("{} on {}, of {}", training.Duration(best.Elapsed), training.Day(best.Session.Date),
				training.Count{N: len(book[d.distanceM]), One: "run", Many: "runs"})
		}
		if promised {
			value = join(value, training.Say("; about {} promised by the best {}", training.Duration(took), training.Distance(by.DistanceM)))
		}
		part.Rows = append(part.Rows, SheetRow{d.name, value})
	}
	if len(part.Rows) == 0 {
		part.Lines = []training.Text{training.Say("None is on record: a best effort takes a good track.")}
	}
	return part
}

// breaks tells the times without a run, the newest first, with the reasons that the
// profile gives.
func (s *Season) breaks() training.Text {
	all, n := training.Text{}, 0
	for _, g := range slices.Backward(s.Gaps()) {
		if g.Days() < longBreakDays || g.Next <= s.Day-coachDays {
			continue
		}
		if n++; n > mostBreaks {
			continue
		}
		if n > 1 {
			all = join(all, training.Say("; "))
		}
		all = join(all, training.Say("{} to {}", training.Day(g.Last+1), training.Day(g.Next-1)))
		if b, ok := s.breakIn(g); ok && b.Reason != "" {
			all = join(all, training.Say(", “{}”", training.Literal(b.Reason)))
		}
	}
	switch more := n - mostBreaks; {
	case n == 0 && s.HistoryDays() < coachDays:
		return training.Say("none since the first file, of {}", training.Day(s.all.first))
	case n == 0:
		return training.Say("none")
	case more > 0:
		return join(all, training.Say("; and {} more", training.Number(more)))
	}
	return all
}

// breakIn returns the newest break of the profile that a gap holds a day of.
func (s *Season) breakIn(g Gap) (training.Break, bool) {
	for _, b := range slices.Backward(s.Profile.Breaks) {
		if b.From < g.Next && b.To > g.Last {
			return b, true
		}
	}
	return training.Break{}, false
}

// raceRows tell of the race ahead and of those of the last year.
func (s *Season) raceRows() []SheetRow {
	ahead := training.Say("none stated")
	if goal, ok := s.goalAhead().Get(); ok {
		ahead = join(raceName(goal), training.Say(" on {}", training.Day(goal.Date)))
		if away := goal.Date - s.read; away > 0 {
			ahead = join(ahead, training.Say(", in {}", awayFrom(away)))
		}
	} else if s.Profile.NoGoal {
		ahead = training.Say("none wanted")
	}
	if s.Profile.Maintain {
		ahead = join(ahead, training.Say("; wants to hold what there is"))
	}
	races := raceLike(s.LastDays(coachDays))
	slices.Reverse(races)
	run := training.Text{}
	for i, x := range races[:min(len(races), mostRaces)] {
		form := "; {} in {} on {}"
		if i == 0 {
			form = "{} in {} on {}"
		}
		run = join(run, training.Say(form, training.Distance(x.Main.Measures.DistanceM), training.Duration(x.Main.Measures.Elapsed), training.Day(x.Date)))
	}
	switch more := len(races) - mostRaces; {
	case len(races) == 0:
		run = training.Say("none found in a year")
	case more > 0:
		run = join(run, training.Say("; and {} more", training.Number(more)))
	}
	return []SheetRow{{"Ahead", ahead}, {"Race-like runs, the newest first", run}}
}

// foundLines say what the report found: its title, what is noticed as well, and what
// goes well.
func (j *Judgement) foundLines() []training.Text {
	lines := []training.Text{j.Title}
	for _, v := range j.Also {
		lines = append(lines, join(training.Say("As well: "), v.Title))
	}
	for _, v := range j.Good {
		lines = append(lines, join(training.Say("Going well: "), v.Title))
	}
	return lines
}

// questions are those that the finding leaves open, for somebody who can see more.
func (j *Judgement) questions(s *Season) []training.Text {
	var first string
	switch rut := j.rut(); {
	case s.goalAhead().OK():
		first = "Is the race within reach from here, and what comes first?"
	case rut == "":
		first = "What is working, and worth leaving as it is?"
	default:
		rule, _ := findRule(rut)
		first = "What would bring variety without more load?"
		switch {
		case rule.Load:
			first = "How do I build up in smaller steps?"
		case j.aboutDrive():
			first = "What is the least that keeps me going in full weeks?"
		case rut == plateau.Name || rut == onePace.Name:
			first = "Which one session a week would move my times again?"
		}
	}
	return []training.Text{training.Say(first), training.Say("How easy is easy for me, and how hard is hard?"), training.Say("What would you change first?")}
}
