package reports

import (
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

const (
	// textWidth is the width of plain text: that of a terminal and of a mail.
	textWidth = 80
	// barWidth is the length of the longest bar in plain text, and leastBarWidth what
	// long words leave of it.
	barWidth, leastBarWidth = 30, 12
)

// WriteText writes the document as plain text of 80 columns, its charts as small
// bars.
func WriteText(w io.Writer, d Document) error {
	p := &d.page
	t := &textPage{}
	t.wrap("", "", "Second Wind · "+p.Week)
	t.blank()
	for _, n := range p.Notices {
		t.wrap("! ", "  ", n)
	}
	t.wrap("", "", strings.ToUpper(p.Title))
	t.wrap("", "", p.Lede)
	t.wrap("", "", strings.Join(p.Facts, " · "))
	t.wrap("", "", p.LastTime.Brief)
	if p.Plan == nil {
		t.wrap("", "", p.NoPlan)
		t.wrap("", "", p.Reminder)
	}
	t.plan(p.Plan, p.Reminder)
	t.why(p.Why)
	t.also(p.Also)
	t.good(p.Good)
	t.lastTime(p.LastTime)
	t.glance(p.Glance)
	t.ruledOut(p)
	t.heading(p.DataTitle)
	for _, d := range p.Data {
		t.pair(d)
	}
	t.blank()
	t.wrap("", "", "None of this is medical advice.")
	_, err := io.WriteString(w, t.b.String())
	return err
}

// textPage collects lines that fit the width.
type textPage struct{ b strings.Builder }

func (t *textPage) blank() { t.b.WriteByte('\n') }

func (t *textPage) heading(s string) {
	t.b.WriteString("\n" + s + "\n" + strings.Repeat("-", utf8.RuneCountInString(s)) + "\n")
}

func (t *textPage) plan(p *planCard, reminder string) {
	if p == nil {
		return
	}
	t.heading(p.Heading)
	t.wrap("", "", p.Text)
	t.wrap("", "", reminder)
	if p.Targets != nil {
		t.blank()
		t.table(*p.Targets)
		t.blank()
	}
	t.term("Tiny version", p.Tiny)
	t.term("How we shall know", p.Check)
	t.term("Why this one", p.Why)
	for i, or := range p.Or {
		name := "Or choose"
		if i > 0 {
			name = ""
		}
		t.term(name, or)
	}
	t.term("Skip it", p.Skip)
	t.commands("Say so", p.Answers)
	t.commands("Take it along", p.Take)
	if s := p.Sharpen; s.Text != "" {
		t.term("To sharpen this", s.Text)
		t.line("  " + s.Command) // to be copied, so in one piece
	}
	t.wrap("", "", p.Source)
}

// commands writes calls to copy, each with what it does; one that is too long for its
// column has a line of its own.
func (t *textPage) commands(name string, all []command) {
	for i, c := range all {
		if i > 0 {
			name = ""
		}
		if utf8.RuneCountInString(c.Command) <= textWidth-termWidth {
			t.term(name, c.Command+" ("+c.Words+")")
			continue
		}
		t.term(name, c.Words+":")
		t.wrap("  ", "  ", c.Command)
	}
}

func (t *textPage) lastTime(l lastTime) {
	if l.Text == "" {
		return
	}
	t.heading("Last time")
	t.wrap("", "", l.Text)
	t.wrap("", "", l.Moved)
	if l.Record == nil {
		return
	}
	t.blank()
	t.wrap("", "", l.Record.Title+":")
	for _, r := range l.Record.Rows {
		t.wrap("  ", "    ", r.Fix+" ("+r.For+")")
		t.wrap("    ", "    ", r.Often+". With it: "+lowerFirst(r.With)+". Without: "+lowerFirst(r.Without)+".")
	}
	t.wrap("", "", l.Record.Note)
}

func (t *textPage) why(f finding) {
	t.heading("Why we think so")
	if f.Figure == nil {
		t.wrap("", "", f.Title)
		t.wrap("", "", f.Lede)
	}
	t.figure(f.Figure)
	t.meters(f)
	for _, p := range f.Pairs {
		t.pair(p)
	}
}

func (t *textPage) also(all []finding) {
	if len(all) == 0 {
		return
	}
	t.heading("Also noticed")
	for i, f := range all {
		if i > 0 {
			t.blank()
		}
		t.wrap("", "  ", f.Title+" ("+f.Tag+")")
		t.wrap("  ", "  ", f.Reason)
		t.wrap("  ", "  ", f.Lede)
		if f.Command != "" {
			t.wrap("  ", "  ", "More: "+f.Command)
		}
	}
}

func (t *textPage) good(all []finding) {
	if len(all) == 0 {
		return
	}
	t.heading("Going well")
	for _, f := range all {
		t.wrap("", "  ", f.Title)
		t.wrap("  ", "  ", f.Lede)
		t.wrap("  ", "  ", f.Reason)
	}
}

func (t *textPage) glance(g glance) {
	t.heading("The week at a glance")
	var numbers []string
	for _, n := range g.Numbers {
		numbers = append(numbers, strings.TrimSpace(n.Value+" "+n.Unit)+" "+strings.TrimPrefix(n.Label, "distance"))
	}
	t.wrap("", "", strings.Join(numbers, " · "))
	t.wrap("", "", g.Quiet)
	t.figure(g.Days)
	t.figure(g.HalfYear)
}

func (t *textPage) ruledOut(p *page) {
	r := p.RuledOut
	t.heading("Looked at and ruled out")
	if p.Why.Rule == "" && len(p.Why.Meters) > 0 {
		r.Clear = named(r.Clear) // their measures stand above
	}
	for _, group := range []struct {
		name string
		rows []ruleRow
	}{
		{"rut", r.Flagged}, {"watch", r.Watches}, {"clear", r.Clear}, {"no data", r.Missing}, {"silent", r.Silent}, {"not shown", r.NotShown},
	} {
		for _, row := range group.rows {
			t.wrap(pad("["+group.name+"]", 12), strings.Repeat(" ", 12), row.titles()+": "+row.Reason)
		}
	}
}

// named puts rules into one row, by their names alone.
func named(rows []ruleRow) []ruleRow {
	if len(rows) == 0 {
		return nil
	}
	all := ruleRow{Title: rows[0].Title, More: rows[1:]}
	return []ruleRow{{Title: plural(len(rows), "rule", "rules"), Reason: all.titles() + "."}}
}

func (t *textPage) figure(f *figure) {
	if f == nil {
		return
	}
	if f.Title != "" {
		t.blank()
		t.wrap("", "", f.Title)
	}
	for _, p := range f.Panels {
		if len(p.Bars) == 0 {
			continue
		}
		t.wrap("", "", p.Heading)
		t.bars(p.Bars)
	}
	for _, shown := range f.Shown {
		t.table(shown)
	}
}

// bars writes a bar chart, its labels in one column and its numbers behind the
// bars, which leave room for them.
func (t *textPage) bars(bars []textBar) {
	widest, said := 0, 0
	for _, r := range bars {
		widest, said = max(widest, utf8.RuneCountInString(r.Label)), max(said, utf8.RuneCountInString(r.Words))
	}
	indent := widest + len("    ")
	longest := min(max(textWidth-indent-said-1, leastBarWidth), barWidth)
	for _, r := range bars {
		length := int(math.Round(float64(longest) * r.Share))
		if length == 0 && r.Share > 0 {
			length = 1
		}
		mark := "#"
		if r.Limit {
			mark = "-"
		}
		bar := strings.Repeat(mark, min(max(length, 0), longest))
		t.wrap("  "+pad(r.Label, widest)+"  "+strings.TrimLeft(bar+" ", " "), strings.Repeat(" ", indent), r.Words)
	}
}

// meters writes the numbers of a finding, each with its limit.
func (t *textPage) meters(f finding) {
	if len(f.Meters) == 0 {
		return
	}
	t.blank()
	widest := 0
	for _, m := range f.Meters {
		widest = max(widest, utf8.RuneCountInString(m.Label))
	}
	for _, m := range f.Meters {
		line := pad(m.Label, widest) + "  " + m.Yours
		if m.From != "" {
			line += ", " + strings.ToLower(f.LimitHead[:1]) + f.LimitHead[1:] + " " + m.From
		}
		t.line("  " + line)
	}
}

// table writes a small table, its columns as wide as they need be.
func (t *textPage) table(table table) {
	t.wrap("", "", table.Caption)
	rows := append([][]string{table.Columns}, table.Rows...)
	widths := make([]int, len(table.Columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += "  " + pad(cell, widths[i])
		}
		t.line(line)
	}
}

func (t *textPage) pair(p pair) {
	for i, l := range p.Lines {
		name := p.Term
		if i > 0 {
			name = ""
		}
		var words []string
		for _, s := range []string{l.Strong, l.Code, l.Text, l.URL, l.Command} {
			if s != "" {
				words = append(words, s)
			}
		}
		t.term(name, strings.Join(words, " "))
	}
}

// termWidth is the column in which the text of a term begins.
const termWidth = 21

func (t *textPage) term(name, text string) {
	if text == "" {
		return
	}
	indent := strings.Repeat(" ", termWidth)
	if utf8.RuneCountInString(name) >= termWidth {
		t.line(name)
		name = ""
	}
	t.wrap(pad(name, termWidth), indent, text)
}

// wrap writes text between the margins, the first line with its own prefix. A
// blank that holds a number together does not break.
func (t *textPage) wrap(first, rest, text string) {
	if text == "" {
		return
	}
	indent := utf8.RuneCountInString(rest)
	line, width, blank := first, utf8.RuneCountInString(first), ""
	for _, word := range strings.FieldsFunc(prose(text), func(r rune) bool { return r == ' ' || r == '\n' }) {
		for _, piece := range pieces(word, textWidth-indent) {
			n := utf8.RuneCountInString(piece)
			if width > indent && width+len(blank)+n > textWidth {
				t.line(line)
				line, width, blank = rest, indent, ""
			}
			line += blank + piece
			width += len(blank) + n
			blank = " "
		}
	}
	t.line(line)
}

// pieces cuts a word that no line can hold.
func pieces(word string, width int) []string {
	runes := []rune(word)
	var all []string
	for len(runes) > width {
		all = append(all, string(runes[:width]))
		runes = runes[width:]
	}
	return append(all, string(runes))
}

func (t *textPage) line(s string) { t.b.WriteString(strings.TrimRight(plain(s), " ") + "\n") }

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
