package reports

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"
)

// The parts of a page that are the same in every report.
var (
	//go:embed page.gohtml
	pageTemplate string
	//go:embed base.css
	baseStyle string
	//go:embed page.css
	pageStyle string
	//go:embed boot.js
	bootScript string
	//go:embed echarts/echarts.min.js
	echartsScript string
)

// view is what the template sees: the page, and the fixed texts around it.
type view struct {
	page
	Style   template.CSS
	ECharts template.JS
	Boot    template.JS
	Policy  string
}

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"prose":   prose,
	"json":    func(s string) template.JS { return template.JS(s) },
	"percent": func(share float64) string { return fmt.Sprintf("%.1f%%", 100*min(max(share, 0), 1)) },
	"under":   func(level int, f *figure) leveled { return leveled{f, level} },
}).Parse(pageTemplate))

// leveled is a figure with the level of its heading, which depends on where it
// stands.
type leveled struct {
	*figure
	Level int
}

// WriteHTML writes the document as one HTML file that asks no network for
// anything. Scripts run only if they are the two that the page carries: the
// policy names them by their hashes.
func WriteHTML(w io.Writer, d Document) error {
	v := view{
		page:    d.page,
		Style:   template.CSS(baseStyle + pageStyle),
		ECharts: template.JS(echartsScript),
		Boot:    template.JS(bootScript),
		Policy: fmt.Sprintf("default-src 'none'; script-src '%s' '%s'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
			scriptHash(echartsScript), scriptHash(bootScript)),
	}
	return pages.Execute(w, v)
}

// scriptHash names an inline script in a Content Security Policy.
func scriptHash(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// unitBlank is the blank between a number and its unit, what it counts, its month or
// its last three digits.
var unitBlank = regexp.MustCompile(`\d (?:(?:km|mi|m|ft|h|min|am|pm|/km|/mi|minutes?|hours?|days?|weeks?|runs?|times|January|February|March|April|May|June|July|August|September|October|November|December|\d{3})\b|%)`)

// prose keeps a number with its unit or what it counts, and a day with its month.
func prose(s string) string {
	return unitBlank.ReplaceAllStringFunc(s, func(match string) string {
		return strings.Replace(match, " ", noBreak, 1)
	})
}
