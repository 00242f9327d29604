package analysis

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondwind/internal/profile"
	"secondwind/internal/training"
)

// One line is offered, that which helps most with the rut; never one that the profile
// has already, and each is right as it stands.
func TestOffer(t *testing.T) {
	race := training.Some(training.Race{Date: someday + 50})
	recent := []training.Break{{From: someday - 20, To: someday - 10}}
	for _, c := range []struct {
		name    string
		rule    string
		profile training.Profile
		noPlan  bool
		want    string // the beginning of the line
	}{
		{name: "missed days", rule: "missed-weekdays", want: "breaks = [{ from = "},
		{name: "missed days, and a break is told", rule: "missed-weekdays", profile: training.Profile{Breaks: recent}, want: "motivation = "},
		{name: "missed days, and an old break is told", rule: "lapse", profile: training.Profile{Breaks: []training.Break{{From: someday - 300, To: someday - 84}}}, want: "breaks = [{ from = "},
		{name: "no goal", rule: "no-goal", want: "goal = { race = "},
		{name: "a goal is told", rule: "plateau", profile: training.Profile{Goal: race}, want: "motivation = "},
		{name: "no goal is wanted", rule: "plateau", profile: training.Profile{NoGoal: true}, want: "motivation = "},
		{name: "the heart", rule: "one-pace", want: "hr_max = "},
		{name: "the heart is told", rule: "one-pace", profile: training.Profile{HeartMaxBPM: training.Some(180)}, want: "motivation = "},
		{name: "another rut", rule: "stale-routes", want: "motivation = "},
		{name: "no rut", want: "motivation = "},
		{name: "nothing left to ask", rule: "stale-routes", profile: training.Profile{Motivation: training.Extrinsic}},
		{name: "nothing to choose", noPlan: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := madeSeason(c.profile, outing{day: someday, path: ring(8000)})
			j := Judgement{Plan: &Plan{}}
			if c.rule != "" {
				j.Headline = &Verdict{Rule: c.rule}
			}
			if c.noPlan {
				j.Plan = nil
			}
			got := j.offer(s)
			if !strings.HasPrefix(got.Line, c.want) || (got.Line == "") != (c.want == "") || got.Text.Empty() != (c.want == "") {
				t.Errorf("got %+v, want %q", got, c.want)
			}
			path := filepath.Join(t.TempDir(), profile.Name)
			if err := os.WriteFile(path, []byte("[athlete.me]\n"+got.Line), 0o600); err != nil {
				t.Fatal(err)
			}
			file, err := profile.Load(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, problems := file.Profile("me", profile.Known{Day: someday}); len(problems) > 0 {
				t.Errorf("%s: got %v", got.Line, problems)
			}
		})
	}
}
