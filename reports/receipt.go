package reports

import (
	"fmt"
	"strings"

	"secondwind/internal/receipt"
	"secondwind/internal/training"
)

// mostListed is how many files a list names before it only counts.
const mostListed = 8

// receipt tells what became of the last new files: twins, what could not be read,
// what is doubtful and whose sport was told by signs, each by name.
func (b *builder) receipt() []pair {
	r, ok := b.opt.Receipt.Get()
	if !ok {
		return nil
	}
	pairs := []pair{textPair("Last new files", b.filesInBrief(r))}
	for _, part := range []pair{
		{Term: "Twins", Lines: b.twins(r.TwinPairs)},
		{Term: "Not readable", Lines: failures(r.Failures)},
		{Term: "Kept with a doubt", Lines: doubts(r.Doubts)},
		{Term: "Sport told by signs", Lines: b.guesses(r.Guesses)},
	} {
		if len(part.Lines) > 0 {
			pairs = append(pairs, pair{Term: part.Term, Lines: shortened(part.Lines)})
		}
	}
	if r.NotActivities > 0 {
		pairs = append(pairs, textPair("Not activities", notActivities(r)))
	}
	return pairs
}

// filesInBrief counts the files by what became of them.
func (b *builder) filesInBrief(r training.Receipt) string {
	summary := fmt.Sprintf("%s, %s: %s.",
		b.fullDay(training.DateOf(r.At)), b.clock(r.At.Hour()*60+r.At.Minute()), plural(r.Files, "file", "files"))
	for _, part := range []struct {
		words string
		n     int
	}{
		{"With new activities", r.Stored},
		{"Known", r.Known},
		{"Twins", r.Twins},
		{"Without an activity", r.NotActivities},
		{"Not readable", r.Failed},
		{"Still being copied", r.Waiting},
	} {
		if part.n > 0 {
			summary += fmt.Sprintf(" %s: %s.", part.words, grouped(float64(part.n), 0))
		}
	}
	return summary
}

func (b *builder) twins(pairs []training.TwinPair) []line {
	var lines []line
	for _, t := range pairs {
		l := line{Code: cleanPath(t.Path), Text: "holds a run that is also in " + cleanPath(t.Kept) + ", which is kept."}
		if t.ID != "" {
			l.Text += " Not the same?"
			l.Command = b.ingest("--split " + t.ID)
		}
		lines = append(lines, l)
	}
	return lines
}

func failures(list []training.Failure) []line {
	var lines []line
	for _, f := range list {
		lines = append(lines, line{
			Code: cleanPath(f.Path),
			Text: "cannot be read: " + strings.TrimSuffix(cleanTo(f.Reason, maxNotice), ".") + ". " + sentence(cleanTo(f.Hint, maxNotice)),
		})
	}
	return lines
}

// mostNamed is how many files a sentence names before it only counts.
const mostNamed = 3

// doubts says each doubt once, however many files it is about.
func doubts(list []training.Doubt) []line {
	var lines []line
	for _, d := range receipt.Doubts(list) {
		var names []string
		for _, f := range d.Files[:min(len(d.Files), mostNamed)] {
			names = append(names, cleanPath(f.Path))
		}
		if more := len(d.Files) - len(names); more > 0 {
			names = append(names, grouped(float64(more), 0)+" more")
		}
		lines = append(lines, line{Text: upperFirst(cleanTo(d.Words, maxNotice)) + ": " + enumerate(names) + "."})
	}
	return lines
}

func (b *builder) guesses(list []training.Guess) []line {
	var lines []line
	for _, g := range receipt.Guesses(list) {
		for _, a := range g.Of {
			l := line{Code: cleanPath(a.Path), Text: "is " + Clean(g.Words) + "."}
			if g.Run() {
				l.Text += " Not so?"
				l.Command = b.ingest("--exclude " + a.ID)
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// shortened cuts a list of files, and says how many more there are.
func shortened(lines []line) []line {
	if len(lines) <= mostListed+1 {
		return lines
	}
	more := len(lines) - mostListed
	return append(lines[:mostListed:mostListed], line{Text: fmt.Sprintf("And %d more.", more)})
}

// notActivities counts the files that hold no activity, by kind, most first.
func notActivities(r training.Receipt) string {
	kinds := receipt.Kinds(r.Kinds)
	words := plural(r.NotActivities, "file", "files")
	if len(kinds) == 1 {
		return words + ": " + Clean(kinds[0].Name) + "."
	}
	for i, k := range kinds {
		joint := ", "
		if i == 0 {
			joint = ": "
		}
		words += joint + fmt.Sprintf("%d %s", k.N, Clean(k.Name))
	}
	return words + "."
}
