package reports

import (
	_ "embed"
	"errors"
	"html/template"
	"io"
	"strings"
	"unicode"

	"secondwind/internal/training"
)

// shareCard is a report as one picture: the verdict, the one fix and a few numbers.
type shareCard struct {
	Title     []cardLine
	TitleSize int
	Eyebrow   string // over the fix
	Fix       []cardLine
	Numbers   []cardNumber
	Period    string // of the numbers
	Words     string // the whole card, for those who cannot see it
}

// cardLine is a line of text and the height of its baseline.
type cardLine struct {
	Y    int
	Text string
}

// cardNumber is a number in large type and where it begins.
type cardNumber struct {
	X int
	bigNumber
}

// The measures of the card, in pixels of its full size.
const (
	cardWidth = 1056 // of the text: 1200 less a margin of 72 on both sides
	// The verdict stands midway between the rule under the name and the band of the fix.
	cardRule, cardBand = 98, 326
	// fixSize is the type size of the fix, fixTop its first baseline, fixLead the next's
	// distance.
	fixSize, fixTop, fixLead = 34, 414, 44
	fixMostLines             = 2
	// numberStep is how far the numbers stand apart.
	numberStep = 250
	// cardWeeks is how many weeks the numbers are of: those of most rules.
	cardWeeks = 8
)

// titleSizes are the type sizes of a verdict by its length, each with its most lines.
var titleSizes = []struct{ size, lines int }{{66, 2}, {54, 3}, {46, 4}}

//go:embed sharecard.gosvg
var cardTemplate string

var cards = template.Must(template.New("card").Parse(cardTemplate))

var (
	errNotShared = errors.New("a card is for a report to share")
	errShared    = errors.New("a report to share is a page, plain text or a card")
)

// WriteCard writes a document to share as an SVG picture of 1200 × 630 pixels, the size
// that sites and messengers show. It runs nothing and asks no network for anything.
func WriteCard(w io.Writer, d Document) error {
	if d.card == nil {
		return errNotShared
	}
	return cards.Execute(w, d.card)
}

// shareCard chooses the words of the card from those of the shared page.
func (b *builder) shareCard(p page) *shareCard {
	c := &shareCard{}
	c.title(p.Title)
	fix := p.Lede
	switch {
	case p.Plan != nil:
		c.Eyebrow, fix = p.Plan.Heading, p.Plan.Text
	case len(p.Good) > 0:
		c.Eyebrow, fix = "Going well", p.Good[0].Title
	}
	for i, text := range cutToLines(fix, fixSize, fixMostLines) {
		c.Fix = append(c.Fix, cardLine{Y: fixTop + i*fixLead, Text: text})
	}
	c.numbers(b)
	c.Words = c.inWords(p.Title, c.Eyebrow, fix)
	return c
}

// title sets the verdict in the largest type in which it is whole.
func (c *shareCard) title(verdict string) {
	var lines []string
	for _, try := range titleSizes {
		c.TitleSize = try.size
		if lines = linesOf(verdict, try.size); len(lines) <= try.lines {
			break
		}
		lines = cutToLines(verdict, try.size, try.lines)
	}
	lead := c.TitleSize * 11 / 10
	first := (cardRule+cardBand-lead*len(lines))/2 + lead*4/5
	for i, text := range lines {
		c.Title = append(c.Title, cardLine{Y: first + i*lead, Text: text})
	}
}

// numbers tells the runs and the distance of the last whole weeks, and in how many of
// them there was a run.
func (c *shareCard) numbers(b *builder) {
	weeks := b.j.Glance.HalfYear.Weeks
	if weeks = weeks[max(0, len(weeks)-cardWeeks):]; len(weeks) == 0 {
		return
	}
	var runs, active int
	var metres float64
	for _, w := range weeks {
		runs, metres = runs+w.Runs, metres+w.DistanceM
		if w.Runs > 0 {
			active++
		}
	}
	for i, n := range []bigNumber{
		{Value: grouped(float64(runs), 0), Label: training.Count{N: runs, One: "run", Many: "runs"}.Noun()},
		{Value: b.weekNumber(metres), Unit: b.distanceUnit(), Label: "distance"},
		{Value: grouped(float64(active), 0), Unit: "of " + grouped(float64(len(weeks)), 0), Label: training.Count{N: len(weeks), One: "week with a run", Many: "weeks with a run"}.Noun()},
	} {
		c.Numbers = append(c.Numbers, cardNumber{X: (1200-cardWidth)/2 + i*numberStep, bigNumber: n})
	}
	c.Period = b.Sentence(training.Say("in {}", training.Count{N: len(weeks), One: "whole week", Many: "whole weeks"}))
}

// inWords says the card as sentences.
func (c *shareCard) inWords(texts ...string) string {
	var all []string
	for _, text := range texts {
		if text != "" {
			all = append(all, sentence(text))
		}
	}
	said := make([]string, len(c.Numbers))
	for i, n := range c.Numbers {
		said[i] = strings.TrimSpace(n.Value+" "+n.Unit) + " " + n.Label
	}
	if len(said) > 0 {
		all = append(all, upperFirst(c.Period)+": "+enumerate(said)+".")
	}
	return strings.Join(all, " ")
}

// linesOf breaks text into lines that fit the card.
func linesOf(text string, size int) []string {
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(prose(text), func(r rune) bool { return r == ' ' || r == '\n' }) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && width(longer, size) > cardWidth {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cutToLines is linesOf with a most: what is too long loses its last sentences, and
// where the first alone is too long, its last words.
func cutToLines(text string, size, most int) []string {
	for {
		if lines := linesOf(text, size); len(lines) <= most {
			return lines
		}
		end := strings.LastIndex(strings.TrimSuffix(text, "."), ". ")
		if end < 0 {
			break
		}
		text = text[:end+1]
	}
	lines := linesOf(text, size)[:most]
	last := strings.TrimRight(lines[most-1], ",;: ")
	for width(last+" …", size) > cardWidth {
		shorter := strings.LastIndexByte(last, ' ')
		if shorter < 0 {
			break
		}
		last = strings.TrimRight(last[:shorter], ",;: ")
	}
	lines[most-1] = last + " …"
	return lines
}

// width estimates how wide text is in a type size. The font is the viewer's own, so the
// shares are those of the widest of the serifs that the page names, Georgia.
func width(text string, size int) float64 {
	sum := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()’ "+noBreak, r):
			sum += 0.34
		case strings.ContainsRune("mwMW%", r), r > unicode.MaxLatin1 && unicode.IsLetter(r):
			sum += 0.9
		case unicode.IsUpper(r):
			sum += 0.72
		default:
			sum += 0.56
		}
	}
	return sum * float64(size)
}
