package profile

// farthest is how many letters may be wrong, missing or too many in a word that is
// still taken for a slip of the hand.
const farthest = 2

// near names the word that is most like one that is unknown, in brackets for a
// message; empty where none is like it.
func near(unknown string, words []string) string {
	best, least := "", farthest+1
	for _, w := range words {
		if len(w)-len(unknown) > farthest || len(unknown)-len(w) > farthest {
			continue
		}
		if n := slips(unknown, w); n < least && 2*n < len(w) {
			best, least = w, n
		}
	}
	if best == "" {
		return ""
	}
	return " (" + best + " is one)"
}

// slips returns how many letters have to be changed, added or taken away to make one
// word of another (Levenshtein's distance).
func slips(a, b string) int {
	row := make([]int, len(b)+1)
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
