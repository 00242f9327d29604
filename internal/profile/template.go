package profile

import (
	_ "embed"
	"strings"

	"secondwind/internal/training"
)

//go:embed template.toml
var template string

// Template returns a file with every key, its meaning and an example, all but the
// athlete's heading commented out. Its days lie around the given one.
func Template(athlete string, day training.Date) string {
	return strings.NewReplacer(
		"{heading}", heading(athlete),
		"{id}", exampleID,
		"{ahead}", (day + 90).String(),
		"{past}", (day - 200).String(),
		"{from}", (day - 40).String(),
		"{to}", (day - 27).String(),
	).Replace(template)
}

// exampleID stands for the beginning of an activity's id.
const exampleID = "3f2a9c"
