package reports

import (
	"reflect"
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// hostileName is an activity name that attacks a page in many ways at once.
var hostileName = "</script><script>document.body.dataset.xss=1</script>" +
	"<img src=x onerror=\"document.body.dataset.xss=2\">{{.}}${1}`'\"&amp;\u2028\u202e\u0000\x07" + strings.Repeat("A", 10_000)

// hostileWeek has the hostile name wherever text from a file can stand.
func hostileWeek() (analysis.Judgement, Options) {
	j := staleRoutesWeek()
	evil := training.Literal(hostileName)
	j.Title = training.Say("Your race {} is near", evil)
	j.Headline.Title = j.Title
	j.Lede = training.Say("{} came up.", evil)
	j.Plan.Text = training.Say("If it is {}, then run.", evil)
	j.Plan.Fix = processGoals
	j.Reminder = training.Say("You once wrote: “{}”", evil)
	j.Record = sampleRecord()
	j.Targets = sampleTargets(j.Week)
	j.Targets.Goal = training.Some(training.Race{Name: hostileName, Date: sunday + 60})
	j.Milestones = []analysis.Milestone{{Title: training.Say("{}", evil), Left: training.Say("{}", evil), Day: sunday + 3}}
	gallery := j.Headline.Chart.(analysis.RouteGallery)
	gallery.Title = training.Say("{}", evil)
	j.Headline.Chart = gallery
	progress := progressVerdict()
	trend := progress.Chart.(analysis.Trend)
	trend.Series[0].Name = training.Say("{}", evil)
	progress.Chart = trend
	j.Also = append(j.Also, progress)
	haunt(reflect.ValueOf(&j).Elem())
	r := sampleReceipt()
	r.Failures[0] = training.Failure{Path: hostileName + ".fit", Reason: hostileName, Hint: hostileName}
	r.TwinPairs[0] = training.TwinPair{Path: hostileName, Kept: hostileName}
	r.TwinPairs[0].ID = hostileName
	r.Doubts[0] = training.Doubt{Path: hostileName, Code: training.WarningCode(hostileName), Detail: hostileName}
	r.Guesses[0] = training.Guess{Path: hostileName, ID: hostileName, Sport: training.Sport(hostileName), Source: training.SportFromName}
	r.Kinds = map[string]int{hostileName: 14}
	return j, Options{Athlete: hostileName, Version: hostileName, Notices: []string{hostileName}, Ingest: hostileName, Report: hostileName, Receipt: training.Some(r)}
}

// haunt writes the hostile name behind the words of every text that a value holds and
// that has no name of its own.
func haunt(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			haunt(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() && v.Elem().Kind() == reflect.Struct {
			held := reflect.New(v.Elem().Type()).Elem()
			held.Set(v.Elem())
			haunt(held)
			v.Set(held)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			haunt(v.Index(i))
		}
	case reflect.Struct:
		text, is := v.Interface().(training.Text)
		if !is {
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					haunt(v.Field(i))
				}
			}
			return
		}
		named := slices.ContainsFunc(text.Slots, func(s training.Slot) bool { return reflect.TypeOf(s) == reflect.TypeFor[training.Literal]() })
		if text.Form != "" && !named {
			text.Form += " “{}”"
			text.Slots = append(slices.Clone(text.Slots), training.Literal(hostileName))
			v.Set(reflect.ValueOf(text))
		}
	}
}
