package profile

import "secondwind/internal/spelling"

// near names the word that is most like one that is unknown, in brackets for a
// message; empty where none is like it.
func near(unknown string, words []string) string {
	meant := spelling.Near(unknown, words)
	if len(meant) == 0 {
		return ""
	}
	return " (" + meant[0] + " is one)"
}
