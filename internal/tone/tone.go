// Package tone holds the product's sentences to its rules of wording. Tests alone
// import it: every sentence that a runner can read is put through [Lint].
//
// The rules come from what studies of motivation allow (a broken streak or a blaming
// word puts runners off; a reason and a choice do not), and from the wish that
// anybody can read the page:
//
//   - no word that blames, belittles or alarms, and no exclamation mark;
//   - no emoji or other pictorial sign;
//   - a Flesch–Kincaid grade of at most 8, what a reader of fourteen takes in at once.
package tone

import (
	"regexp"
	"strings"
	"unicode"
)

// banned are the words that no sentence of the product may hold.
var banned = regexp.MustCompile(`(?i)\b(just|only|simply|fail(ed|ure)|lazy|should|must|unproductive|excuses?|guilty|injury risk|overtrained)\b|!`)

// quoted are words that a sentence names and does not choose: commands, files,
// addresses, what stands in quotation marks or brackets.
var quoted = regexp.MustCompile(`report --\S+|\S+\.(fit|gpx)\S*|“[^”]*”|\([^)]*\)|https?://\S+`)

const (
	// maxGrade is the highest Flesch–Kincaid grade of a text.
	maxGrade = 8
	// leastWords is the shortest text that has a grade: a label is no sentence.
	leastWords = 20
)

// Lint returns what a text, its slots filled, has against the rules of wording; nothing
// for a text that keeps them.
func Lint(text string) []string {
	text = quoted.ReplaceAllString(strings.ReplaceAll(text, "\u00a0", " "), "")
	var found []string
	for _, w := range banned.FindAllString(text, -1) {
		found = append(found, "the word "+w)
	}
	for _, r := range text {
		if unicode.Is(unicode.So, r) {
			found = append(found, "the sign "+string(r))
		}
	}
	if grade(text) > maxGrade {
		found = append(found, "too hard to read")
	}
	return found
}

// grade is the Flesch–Kincaid grade of a text; 0 for one that is too short to have
// one.
func grade(text string) float64 {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) < leastWords {
		return 0
	}
	sentences := 1
	for _, end := range []string{". ", "; ", ": ", "? "} {
		sentences += strings.Count(text, end)
	}
	syllables := 0
	for _, w := range words {
		syllables += syllablesOf(strings.ToLower(w))
	}
	n := float64(len(words))
	return 0.39*n/float64(sentences) + 11.8*float64(syllables)/n - 15.59
}

// syllablesOf counts groups of vowels, without a silent e at the end.
func syllablesOf(word string) int {
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(1, n)
}
