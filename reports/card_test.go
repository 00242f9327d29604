package reports

import (
	"slices"
	"strings"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// calls returns the commands alone.
func calls(all []command) string {
	var calls []string
	for _, c := range all {
		calls = append(calls, c.Command)
	}
	return strings.Join(calls, "; ")
}

func TestCardCommands(t *testing.T) {
	for _, c := range []struct {
		name, called  string
		plan          analysis.Plan
		sheets        []analysis.Sheet
		answers, take string
	}{
		{
			"a rut", "",
			analysis.Plan{Rule: "stale-routes", Fix: "new-route"},
			nil,
			"report --did new-route; report --skip new-route; report --mute new-route; report --mute stale-routes", "",
		},
		{
			"no rule that is known", "",
			analysis.Plan{Fix: "new-route"},
			nil,
			"report --did new-route; report --skip new-route; report --mute new-route", "",
		},
		{
			"other data, and a sheet", "report --db 'my\u202e runs'",
			analysis.Plan{Rule: "progress", Fix: "five-whys"},
			[]analysis.Sheet{{Fix: "coach"}, {Fix: "five-whys"}},
			"report --db 'my runs' --did five-whys; report --db 'my runs' --skip five-whys; report --db 'my runs' --mute five-whys; report --db 'my runs' --mute progress",
			"report --db 'my runs' --sheet five-whys",
		},
		{
			"another fix's sheet", "",
			analysis.Plan{Fix: "new-route"},
			[]analysis.Sheet{{Fix: "coach"}},
			"report --did new-route; report --skip new-route; report --mute new-route", "",
		},
		{
			"weeks for a calendar", "",
			analysis.Plan{Fix: processGoals},
			nil,
			"report --did process-goals; report --skip process-goals; report --mute process-goals", "report --format ics --out second-wind.ics",
		},
		{
			"milestones for a calendar", "",
			analysis.Plan{Fix: milestoneCalendar},
			nil,
			"report --did milestone-calendar; report --skip milestone-calendar; report --mute milestone-calendar", "report --format ics --out second-wind.ics",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Build(analysis.Judgement{Plan: &c.plan, Sheets: c.sheets}, sampleRules(), sampleFixes(), Options{Report: c.called})
			if got := calls(d.page.Plan.Answers); got != c.answers {
				t.Errorf("got answers %q, want %q", got, c.answers)
			}
			if got := calls(d.page.Plan.Take); got != c.take {
				t.Errorf("got to take along %q, want %q", got, c.take)
			}
		})
	}
}

// The names by which a card shows more are those of fixes, and each phase has words.
func TestCardNames(t *testing.T) {
	for _, name := range []string{processGoals, milestoneCalendar} {
		if !slices.ContainsFunc(analysis.Fixes(), func(f analysis.Fix) bool { return f.Name == name }) {
			t.Errorf("%s is no fix", name)
		}
	}
	for _, p := range []analysis.Phase{analysis.Hold, analysis.Build, analysis.Ease, analysis.Taper, analysis.Race} {
		if phases[p] == "" {
			t.Errorf("phase %s has no words", p)
		}
	}
}

func TestTargetsStandWithTheirPlan(t *testing.T) {
	j := goalsWeek()
	if got := Build(j, nil, nil, Options{}).page.Plan.Targets; got == nil || len(got.Rows) != 4 {
		t.Errorf("got targets %+v, want four weeks", got)
	}
	j.Plan.Fix = "new-route"
	if got := Build(j, nil, nil, Options{}).page.Plan.Targets; got != nil {
		t.Errorf("another plan shows the targets %+v", got)
	}
}

// A rut without a plan says why, to the runner alone; where there is no rut, nothing
// is missing.
func TestNoPlanIsExplained(t *testing.T) {
	const reason = "Each fix is muted."
	rut := &analysis.Verdict{Rule: "stale-routes", Title: training.Say("One loop")}
	for _, c := range []struct {
		name     string
		headline *analysis.Verdict
		share    bool
		want     bool
	}{
		{"a rut without a plan", rut, false, true},
		{"shared", rut, true, false},
		{"no rut", nil, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := analysis.Judgement{Title: training.Say("Steady"), Headline: c.headline, PlanReason: training.Say(reason)}
			d := Build(j, nil, sampleFixes(), Options{Share: c.share})
			for kind, got := range map[string]string{"html": written(t, WriteHTML, d), "text": written(t, WriteText, d)} {
				if strings.Contains(got, reason) != c.want {
					t.Errorf("%s: told %t, want %t", kind, !c.want, c.want)
				}
			}
		})
	}
}

// A reminder is said once, on the card or, without one, under the verdict.
func TestReminderIsSaidOnce(t *testing.T) {
	j := analysis.Judgement{Title: training.Say("Steady"), Reminder: training.Say("You once wrote: “{}”", training.Literal("the wood"))}
	for _, plan := range []*analysis.Plan{nil, {Fix: "new-route", Text: training.Say("If it is dry, then run.")}} {
		j.Plan = plan
		d := Build(j, nil, sampleFixes(), Options{})
		for name, got := range map[string]string{"html": written(t, WriteHTML, d), "text": written(t, WriteText, d)} {
			if n := strings.Count(got, "“the wood”"); n != 1 {
				t.Errorf("%s with plan %v: the reminder is said %d times", name, plan, n)
			}
		}
	}
}

func TestLastInBrief(t *testing.T) {
	for _, c := range []struct {
		fix    string
		answer training.Answer
		open   bool
		want   string
	}{
		{"new-route", training.Tried, false, "Last time: run somewhere new. You did it."},
		{"new-route", training.NotTried, true, "Last time: run somewhere new. Not tried yet."},
		{"new-route", training.NotTried, false, "Last time: run somewhere new. It did not come about."},
		{"new-route", training.CantTell, true, "Last time: run somewhere new. Your files cannot tell if you did."},
		{"no-such-fix", training.Tried, false, ""},
	} {
		advised := analysis.Advised{Suggestion: training.Suggestion{Fix: c.fix}, Answer: c.answer, Open: c.open}
		j := analysis.Judgement{LastTime: &analysis.FollowUp{Advised: advised}}
		if got := Build(j, nil, sampleFixes(), Options{}).page.LastTime.Brief; got != c.want {
			t.Errorf("%s, %s: got %q, want %q", c.fix, c.answer, got, c.want)
		}
	}
}

// The next two milestones are told, the first first.
func TestAhead(t *testing.T) {
	j := goalsWeek()
	good := Build(j, nil, nil, Options{}).page.Good
	last := good[len(good)-1]
	if got, want := plain(last.Lede+" "+last.Reason), "620 runs on record about 11 December: 8 runs to go. Five years since your first recorded run on 6 March: 104 days to go."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	j.Milestones = nil
	for _, f := range Build(j, nil, nil, Options{}).page.Good {
		if f.Title == last.Title {
			t.Error("milestones are told where there are none")
		}
	}
}
