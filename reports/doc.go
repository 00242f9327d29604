// Package reports shows a judgement to its runner.
//
// [Build] turns an [analysis.Judgement] into one [Document] with all its words
// chosen: units, clock, dates, number words. [WriteHTML], [WriteJSON] and
// [WriteText] write that same document, [WriteICS] its days ahead, and [WriteSheet]
// a page of it to print; [Explain] and [Rules] print the rules from their values.
// [WriteCard] draws a picture of one to share.
// The package reads no clock, file or network and gives equal bytes for equal input.
//
// The HTML is one file that asks no network for anything: the charts' options are
// made with go-echarts and drawn by the ECharts in folder echarts, which the page
// carries. Names in files and profiles are hostile until proven otherwise, so
// nothing from them reaches a script as code: the options are data in a
// <script type="application/json"> with <, > and & escaped, and a Content
// Security Policy allows two scripts by their hashes and nothing else.
//
// A document that is made to share is for somebody who may be a stranger, and who may
// keep it. What it leaves out, and why:
//
//   - names: of the athlete, races, gear, devices and files, and all that the runner
//     wrote or said. Advice that quotes them is told without the quotation.
//   - dates: a day is told by its weekday where it is near, else in days, weeks, months
//     or years from the report, whose own day is not told. Charts keep their order and
//     name the ends of their axes so. No week has its number, no study its year.
//   - hours of the day: with the weekday they tell when a house is empty. Weekdays
//     alone stay, for without them little of the advice would.
//   - places: a shape of a route is known again by whoever runs there, and its length
//     and direction from a door lead to the door. Routes are counted and numbered.
//
// Measures stay: distances, times, paces, shares and counts. So do rules and fixes,
// which are the same for everybody, though not the commands that answer them: those
// hold paths.
package reports
