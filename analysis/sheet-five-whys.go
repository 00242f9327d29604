package analysis

import "secondwind/internal/training"

// whyQuestions are the five, each about the answer before.
var whyQuestions = [whyLevels]string{
	"1. Why do you run?",
	"2. Why does that matter to you?",
	"3. And why does that?",
	"4. And why that?",
	"5. And why does that matter most?",
}

// whyBlanks are the lines for an answer.
const whyBlanks = 2

// fiveWhysSheet asks the five questions, and holds what the profile answers.
func (s *Season) fiveWhysSheet() Sheet {
	sheet := Sheet{
		Fix:   fiveWhys.Name,
		Title: "Five whys",
		Lede:  training.Say("Write down the first answer that comes, and ask why of it. The last answer is yours alone."),
	}
	if runs := len(Counting(s.LastDays(whyDays))); runs > 0 {
		sheet.Lede = join(training.Say("You went out {} in the year to {}. ",
			training.Count{N: runs, One: "time", Many: "times"}, training.Day(s.Day)), sheet.Lede)
	}
	for i, question := range whyQuestions {
		part := SheetPart{Heading: question, Blanks: whyBlanks}
		if i < len(s.Profile.Why) {
			part.Lines, part.Blanks = quotes(s.Profile.Why[i:i+1]), 0
		}
		sheet.Parts = append(sheet.Parts, part)
	}
	sheet.Parts = append(sheet.Parts, SheetPart{Heading: "To keep them", Lines: []training.Text{
		training.Say(`Write them into secondwind.toml, in their order: why = ["first answer", "second answer"]`),
		training.Say("A later report quotes the last one, in a week in which it may help."),
	}})
	return sheet
}
