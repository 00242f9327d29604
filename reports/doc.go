// Package reports shows a judgement to its runner.
//
// [Build] turns an [analysis.Judgement] into one [Document] with all its words
// chosen: units, clock, dates, number words. [WriteHTML], [WriteJSON] and
// [WriteText] write that same document, [WriteICS] its days ahead, and [WriteSheet]
// a page of it to print; [Explain] and [Rules] print the rules from their values.
// The package reads no clock, file or network and gives equal bytes for equal input.
//
// The HTML is one file that asks no network for anything: the charts' options are
// made with go-echarts and drawn by the ECharts in folder echarts, which the page
// carries. Names in files and profiles are hostile until proven otherwise, so
// nothing from them reaches a script as code: the options are data in a
// <script type="application/json"> with <, > and & escaped, and a Content
// Security Policy allows two scripts by their hashes and nothing else.
package reports
