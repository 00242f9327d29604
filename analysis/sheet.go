package analysis

import "secondwind/internal/training"

// Sheet is a page to print: what is known of the runner, and room to write.
type Sheet struct {
	Fix   string // the fix that it goes with, by whose name it is asked for
	Title string
	Lede  training.Text
	Parts []SheetPart
}

// SheetPart is one part of a sheet.
type SheetPart struct {
	Heading string
	Rows    []SheetRow      // figures with their names
	Lines   []training.Text // sentences, such as what the profile holds
	Blanks  int             // lines to write on
}

// SheetRow is a figure with its name.
type SheetRow struct {
	Label string
	Value training.Text
}

// sheets returns the pages to print. They are there whatever was found: who asks for
// one by name gets it.
func (j *Judgement) sheets(s *Season) []Sheet {
	return []Sheet{s.fiveWhysSheet(), s.gratitudeSheet(), j.coachSheet(s)}
}

// quotes returns what the runner wrote, in quotation marks.
func quotes(written []string) []training.Text {
	var lines []training.Text
	for _, w := range written {
		lines = append(lines, training.Say("“{}”", training.Literal(w)))
	}
	return lines
}
