// Package spelling finds the word that is meant by one with a slip of the hand in it.
package spelling

// mostSlips is how many letters of a word can be wrong, missing or too many: more than
// two slips of the hand are another word.
const mostSlips = 2

// Near returns the words that an unknown one may stand for, those that it misses by the
// fewest slips, in their order. A word of which half is wrong is another.
func Near(unknown string, words []string) []string {
	var near []string
	fewest := mostSlips
	for _, w := range words {
		switch n := slips(unknown, w); {
		case n > fewest || 2*n >= len(w):
		case n < fewest:
			near, fewest = []string{w}, n
		default:
			near = append(near, w)
		}
	}
	return near
}

// slips returns how many bytes have to be changed, added or taken away to make one word
// of another (Levenshtein's distance).
func slips(a, b string) int {
	row := make([]int, len(b)+1) // of the part of a so far, by the length of the part of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
