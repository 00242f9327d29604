package reports

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// TestCardIsAPicture holds that a card is sound XML, speaks to those who cannot see it,
// runs nothing, asks for nothing and keeps to its frame.
func TestCardIsAPicture(t *testing.T) {
	for _, s := range allShared() {
		d := s.build()
		card := written(t, WriteCard, d)
		for x := xml.NewDecoder(strings.NewReader(card)); ; {
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
		}
		for _, has := range []string{`role="img"`, `<title id="title">`, `<desc id="desc">`, "Second Wind"} {
			if !strings.Contains(card, has) {
				t.Errorf("%s: the card has no %s", s.name, has)
			}
		}
		for _, asks := range []string{"<script", "href", "url(", "@import", "<image", "foreignObject", "onload"} {
			if strings.Contains(card, asks) {
				t.Errorf("%s: the card holds %s", s.name, asks)
			}
		}
		if len(d.card.Title) == 0 || d.card.Title[0].Y < cardRule || d.card.Title[len(d.card.Title)-1].Y > cardBand {
			t.Errorf("%s: the verdict stands at %+v", s.name, d.card.Title)
		}
		for size, lines := range map[int][]cardLine{d.card.TitleSize: d.card.Title, fixSize: d.card.Fix} {
			for _, l := range lines {
				if w := width(l.Text, size); w > cardWidth {
					t.Errorf("%s: a line of %.0f pixels: %s", s.name, w, l.Text)
				}
			}
		}
	}
}

// TestCardColours holds that the card has the light colours of the page and no others.
func TestCardColours(t *testing.T) {
	light, _, _ := strings.Cut(baseStyle, "@media")
	colours := regexp.MustCompile(`#[0-9a-f]{6}`).FindAllString(cardTemplate, -1)
	if len(colours) < 5 {
		t.Fatalf("the card has %d colours", len(colours))
	}
	for _, c := range colours {
		if !strings.Contains(light, c) {
			t.Errorf("%s is no colour of the page", c)
		}
	}
}

func TestCutToLines(t *testing.T) {
	long := strings.Repeat("a word after another, ", 30)
	for _, c := range []struct {
		name, text, last string
		lines            int
	}{
		{"short", "Run the loop.", "Run the loop.", 1},
		{"the last sentence goes", "Run the loop on a day that suits you well. " + long + ".", "Run the loop on a day that suits you well.", 1},
		{"one sentence is cut at a word", long, "another …", 2},
		{"a number keeps its unit", "Run 5 km.", "Run 5\u00a0km.", 1},
	} {
		lines := cutToLines(c.text, fixSize, fixMostLines)
		if last := lines[len(lines)-1]; len(lines) != c.lines || !strings.HasSuffix(last, c.last) {
			t.Errorf("%s: got %q", c.name, lines)
		}
	}
}

// TestCardNumbers holds the numbers to the last eight whole weeks.
func TestCardNumbers(t *testing.T) {
	j := analysis.Judgement{Title: training.Say("Steady"), Week: sunday.Week()}
	for i := range 10 {
		j.Glance.HalfYear.Weeks = append(j.Glance.HalfYear.Weeks, analysis.WeekBar{Week: sunday.Week().Add(i - 9), Runs: i % 2 * 3, DistanceM: float64(i%2) * 15_000})
	}
	words := func() string { return plain(Build(j, nil, nil, Options{Share: true}).card.Words) }
	if got, want := words(), "In eight whole weeks: 12 runs, 60 km distance and 4 of 8 weeks with a run."; !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want %q at its end", got, want)
	}
	j.Glance.HalfYear.Weeks = nil
	if got, want := words(), "Steady."; got != want {
		t.Errorf("without weeks: got %q, want %q", got, want)
	}
}
