// Package receipt puts a [training.Receipt] into groups and plain words, so that
// both programs say the same of the same files. It judges nothing and prints
// nothing; names of files pass through as they are, for the writers to escape.
package receipt

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"secondwind/internal/training"
)

// Cause is a reason why files could not be read, what helps, and which they are.
type Cause struct {
	Reason, Hint string
	Paths        []string
}

// Causes groups failures by their reason and hint, the most files first.
func Causes(failures []training.Failure) []Cause {
	type key struct{ reason, hint string }
	causes := grouped(failures,
		func(f training.Failure) key { return key{f.Reason, f.Hint} },
		func(k key, of []training.Failure) Cause {
			c := Cause{Reason: k.reason, Hint: k.hint}
			for _, f := range of {
				c.Paths = append(c.Paths, f.Path)
			}
			return c
		})
	slices.SortStableFunc(causes, func(a, b Cause) int { return cmp.Compare(len(b.Paths), len(a.Paths)) })
	return causes
}

// Doubt is a doubt about data that was kept, and about which files.
type Doubt struct {
	Words string // "the file ends early; what came before is kept"
	Files []DoubtfulFile
}

// DoubtfulFile is one file and what exactly is doubtful in it.
type DoubtfulFile struct {
	Path    string
	Details []string // without repetition; none where the words say it all
}

// Doubts groups warnings by their code, the most files first. A file stands once in
// a group, however many of its sessions the doubt is about.
func Doubts(doubts []training.Doubt) []Doubt {
	groups := grouped(doubts,
		func(d training.Doubt) training.WarningCode { return d.Code },
		func(code training.WarningCode, of []training.Doubt) Doubt {
			return Doubt{Words: doubt(code), Files: doubtfulFiles(of)}
		})
	slices.SortStableFunc(groups, func(a, b Doubt) int { return cmp.Compare(len(b.Files), len(a.Files)) })
	return groups
}

func doubtfulFiles(doubts []training.Doubt) []DoubtfulFile {
	var files []DoubtfulFile
	for _, d := range doubts {
		i := slices.IndexFunc(files, func(f DoubtfulFile) bool { return f.Path == d.Path })
		if i < 0 {
			i = len(files)
			files = append(files, DoubtfulFile{Path: d.Path})
		}
		if d.Detail != "" && !slices.Contains(files[i].Details, d.Detail) {
			files[i].Details = append(files[i].Details, d.Detail)
		}
	}
	return files
}

// doubtWords say each doubt in a runner's words.
var doubtWords = map[training.WarningCode]string{
	training.BadChecksum:     "something in the file changed after the watch wrote it",
	training.Truncated:       "the file ends early; what came before is kept",
	training.NoSession:       "the watch wrote no summary; it was worked out from the samples",
	training.SecondReader:    "the file has an odd form, which a second reader took",
	training.BadNumbers:      "readings that are no numbers were left out",
	training.TimeBackwards:   "time runs backwards; samples were put in order or left out",
	training.UntimedPoints:   "points without a time were left out",
	training.Repaired:        "characters that do not belong in the file were replaced",
	training.NoHour:          "the file tells the day and no hour",
	training.LocalTimeOdd:    "the local time cannot be right and was not used",
	training.GPSOutliers:     "positions that jump faster than a runner were left out",
	training.HeartRateLocked: "heart rate follows the steps and was not used",
	training.SparseDistance:  "distance comes in coarse steps, so moving time is rough",
	training.ClockJump:       "the clock of the watch was wrong or jumped",
}

// doubt says a doubt in plain words; of a code that is new here, its own.
func doubt(code training.WarningCode) string {
	return cmp.Or(doubtWords[code], strings.ReplaceAll(string(code), "-", " "))
}

// Kind is how many files are of a kind that is no activity.
type Kind struct {
	Name string
	N    int
}

// Kinds returns the kinds of files that are no activities, the most frequent first.
func Kinds(kinds map[string]int) []Kind {
	var list []Kind
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		list = append(list, Kind{name, kinds[name]})
	}
	slices.SortStableFunc(list, func(a, b Kind) int { return cmp.Compare(b.N, a.N) })
	return list
}

// grouped gathers items by a key, the groups in the order of their first items.
func grouped[T any, K comparable, G any](items []T, key func(T) K, group func(K, []T) G) []G {
	var order []K
	of := map[K][]T{}
	for _, item := range items {
		k := key(item)
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], item)
	}
	groups := make([]G, 0, len(order))
	for _, k := range order {
		groups = append(groups, group(k, of[k]))
	}
	return groups
}
