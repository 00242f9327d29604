package analysis

import "secondwind/internal/training"

// gratitudeBlanks are the lines to go on with.
const gratitudeBlanks = 8

// gratitudeSheet begins with what the files remember and the profile holds.
func (s *Season) gratitudeSheet() Sheet {
	sheet := Sheet{
		Fix:   gratitudeList.Name,
		Title: "What running has given me",
		Lede:  training.Say("A person, a place, a morning, a hard week that ended well: numbers are the least of it."),
	}
	remembered := SheetPart{Heading: "What the files remember"}
	for _, m := range s.memories() {
		remembered.Lines = append(remembered.Lines, sentence(m.text))
	}
	if len(remembered.Lines) == 0 {
		remembered.Lines = []training.Text{training.Say("No run with a distance is on record yet.")}
	} else {
		remembered.Lines = append(remembered.Lines, s.total().lede)
	}
	sheet.Parts = append(sheet.Parts, remembered)
	more := "What else"
	if written := quotes(s.Profile.Gratitude); len(written) > 0 {
		sheet.Parts = append(sheet.Parts, SheetPart{Heading: "What I wrote", Lines: written})
		more = "What has come since"
	}
	sheet.Parts = append(sheet.Parts,
		SheetPart{Heading: more, Blanks: gratitudeBlanks},
		SheetPart{Heading: "To keep it", Lines: []training.Text{
			training.Say(`Write what you like best into secondwind.toml: gratitude = ["first line", "second line"]`),
			training.Say("A later report reads one of them back, in a week in which it may help."),
		}})
	return sheet
}
