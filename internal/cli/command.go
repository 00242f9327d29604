package cli

import (
	"strings"
	"unicode"
)

// Command returns how one of the two programs is called for the same data by
// someone who called this one as they did: "bin/ingest --athlete ada --status".
func (f *Flags) Command(program string, args ...string) string {
	words := []string{ShellWord(Sibling(program))}
	if f.DB != "" {
		words = append(words, "--db", ShellWord(f.DB))
	}
	if f.Profile != "" {
		words = append(words, "--profile", ShellWord(f.Profile))
	}
	if f.Athlete != DefaultAthlete {
		words = append(words, "--athlete", ShellWord(f.Athlete))
	}
	return strings.Join(append(words, args...), " ")
}

// ShellWord quotes a word for a shell where it needs that.
func ShellWord(word string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+:@\\", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
