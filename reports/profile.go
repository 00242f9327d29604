package reports

import "slices"

// offer is the one line of the profile that would sharpen the advice.
func (b *builder) offer() line {
	return line{Text: b.Sentence(b.j.Offer.Text), Command: b.j.Offer.Line}
}

// muted reports whether the runner does not want to hear of a rule or a fix.
func (b *builder) muted(name string) bool { return slices.Contains(b.j.Muted, name) }

// exampleMute is what the page shows how to mute where it names no rule.
const exampleMute = "stale-routes"

// profile says how the runner can add what a watch cannot see and mute what is not
// wanted, and what is muted.
func (b *builder) profile() pair {
	p := pair{Term: "Your profile"}
	if b.j.Plan == nil && b.j.Offer.Line != "" {
		p.Lines = append(p.Lines, b.offer())
	}
	if len(b.j.Muted) > 0 {
		names := make([]string, len(b.j.Muted))
		for i, n := range b.j.Muted {
			names[i] = Clean(n)
		}
		return pair{p.Term, append(p.Lines, line{
			Text:    "Muted: " + enumerate(names) + ". This lifts a mute; one that stands in your profile, take out there.",
			Command: b.report("--unmute " + names[0]),
		})}
	}
	rule := exampleMute
	if b.j.Headline != nil {
		rule = b.j.Headline.Rule
	}
	p.Lines = append(p.Lines, line{
		Text:    "Is a rule or a fix not for you? This mutes it; a line in your profile does the same.",
		Command: b.report("--mute " + rule),
	})
	if !b.opt.Profile {
		p.Lines = append(p.Lines, line{Text: "No profile yet? This writes one to fill in.", Command: b.report("--profile-init")})
	}
	return p
}
