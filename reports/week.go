package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// glance is the last complete week and the half-year behind it.
type glance struct {
	Numbers  []bigNumber
	Days     *figure // nil in a week without runs
	Quiet    string  // said in place of it
	HalfYear *figure // nil where the headline shows it
}

// bigNumber is a number of the week in large type.
type bigNumber struct{ Value, Unit, Label string }

func (b *builder) glance() glance {
	w := b.j.Glance.Week
	g := glance{Numbers: []bigNumber{
		{Value: grouped(float64(w.Runs), 0), Label: training.Count{N: w.Runs, One: "run", Many: "runs"}.Noun()},
		{Value: b.distanceCell(w.DistanceM), Unit: b.distanceUnit(), Label: "distance"},
		{Value: hoursMinutes(time.Duration(w.Moving)), Unit: "h", Label: "moving time"},
	}}
	if moving := time.Duration(w.Moving).Round(time.Minute); moving < time.Hour {
		g.Numbers[2].Value, g.Numbers[2].Unit = strconv.Itoa(int(moving.Minutes())), "min"
	}
	if len(b.j.Glance.Days) > 0 {
		g.Days = b.weekFigure()
	} else {
		g.Quiet = "No run in this week."
	}
	if len(b.j.Glance.HalfYear.Weeks) > 0 && !b.calendarShown() {
		g.HalfYear = b.figure(b.j.Glance.HalfYear)
	}
	return g
}

// calendarShown reports whether the headline's chart has the half-year already.
func (b *builder) calendarShown() bool {
	if b.j.Headline == nil {
		return false
	}
	_, shown := b.j.Headline.Chart.(analysis.Calendar)
	return shown
}

// ruledOut is every rule that is not shown elsewhere on the page.
type ruledOut struct {
	Flagged, Watches, Clear, Missing []ruleRow
	Silent                           []ruleRow // not judged, and not for want of data
	NotShown                         []ruleRow // good news that is none this week
}

// ruleRow is a rule and its numbers in a line, with more rules of which the same is to
// be said.
type ruleRow struct {
	Rule, Title, Reason string
	More                []ruleRow
}

// titles names all rules of a row.
func (r ruleRow) titles() string {
	names := []string{r.Title}
	for _, more := range r.More {
		names = append(names, more.Title)
	}
	return enumerate(names)
}

// ruledOut sorts the other rules by what they found.
func (b *builder) ruledOut() ruledOut {
	shown := map[string]bool{}
	if b.j.Headline != nil {
		shown[b.j.Headline.Rule] = true
	}
	for _, v := range b.j.Also {
		shown[v.Rule] = true
	}
	for _, v := range b.j.Good {
		shown[v.Rule] = true
	}
	var out ruledOut
	for _, v := range b.j.Verdicts {
		if shown[v.Rule] || b.muted(v.Rule) {
			continue
		}
		row := ruleRow{Rule: v.Rule, Title: b.ruleTitle(v.Rule), Reason: sentence(b.Figures(v.Reason))}
		switch v.Outcome {
		case analysis.Flagged:
			out.Flagged = append(out.Flagged, row)
		case analysis.Watch:
			out.Watches = append(out.Watches, row)
		case analysis.Clear:
			out.Clear = append(out.Clear, row)
		case analysis.NotEnoughData:
			if v.Need == 0 {
				out.Silent = append(out.Silent, row)
			} else {
				out.Missing = append(out.Missing, row)
			}
		case analysis.Shown, analysis.NotShown:
			out.NotShown = append(out.NotShown, row)
		}
	}
	out.Missing, out.Silent = byReason(out.Missing), byReason(out.Silent)
	return out
}

// byReason puts rules that lack the same into one row: a beginner is not to read the
// same sentence twenty times.
func byReason(rows []ruleRow) []ruleRow {
	var all []ruleRow
	for _, row := range rows {
		if i := slices.IndexFunc(all, func(r ruleRow) bool { return r.Reason == row.Reason }); i >= 0 {
			all[i].More = append(all[i].More, row)
		} else {
			all = append(all, row)
		}
	}
	return all
}

// data returns the receipt of the last new files, the quality of the data, and how
// the report was made.
func (b *builder) data() []pair {
	pairs := b.receipt()
	d := b.j.Data
	if d.Activities > 0 {
		pairs = append(pairs,
			textPair("On record", fmt.Sprintf("%s, %s of them runs, from %s to %s.",
				b.Slot(training.Count{N: d.Activities, One: "activity", Many: "activities"}),
				grouped(float64(d.AllRuns), 0), b.date(d.First), b.date(d.Last))),
			textPair("Quality", b.quality()))
	}
	counts := map[analysis.Outcome]int{}
	for _, v := range b.j.Verdicts {
		counts[v.Outcome]++
	}
	method := fmt.Sprintf("%s, judged as of %s.", plural(len(b.j.Verdicts), "rule", "rules"), b.fullDay(b.j.AsOf))
	if n := counts[analysis.NotEnoughData]; n > 0 {
		method += fmt.Sprintf(" %d of them could not be judged.", n)
	}
	method += " Weeks run from Monday. All numbers compare you with yourself."
	pairs = append(pairs, textPair("Method", method), b.profile())
	if b.opt.Index != "" {
		pairs = append(pairs, pair{Term: "All reports", Lines: []line{{
			Text: "What each suggested and what became of it stands in the folder of this page, in", URL: b.opt.Index, Link: b.opt.Index,
		}}})
	}
	version := fmt.Sprintf("measures %d, rules %d", d.MeasureVersion, d.RulesVersion)
	if b.opt.Version != "" {
		version = "Second Wind " + Clean(b.opt.Version) + ", " + version
	}
	return append(pairs, textPair("Version", version))
}

// quality says how much of the window the rules could use.
func (b *builder) quality() string {
	d := b.j.Data
	if b.j.Runs == 0 {
		return "No run in the window of eight weeks."
	}
	all := grouped(float64(b.j.Runs), 0)
	parts := []string{fmt.Sprintf("GPS on %d of %s, heart rate on %d.", d.WindowGPS, all+" runs", d.WindowHR)}
	if d.LowQuality > 0 {
		parts = append(parts, plural(d.LowQuality, "track was", "tracks were")+" too poor to compare and counted for distance and time alone.")
	}
	if d.ApproxTimes > 0 {
		parts = append(parts, "The local time of "+plural(d.ApproxTimes, "activity", "activities")+" is approximate.")
	}
	if d.Joined > 0 {
		parts = append(parts, plural(d.Joined, "recording was", "recordings were")+" joined to the one before.")
	}
	return strings.Join(parts, " ")
}
