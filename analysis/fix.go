package analysis

import "secondwind/internal/training"

// Fix is one way out of a rut, as a value.
type Fix struct {
	Name   string // kebab-case; the same in file, fixture, JSON and decisions
	Title  string // a verb phrase: "Run somewhere new"
	From   []Article
	Effort Effort
	Suits  training.Motivation // for whom it works better; empty: for either
	Skip   string              // when to leave it: "if …"; empty: if sore or ill
	Every  int                 // the least weeks from one report that advises it to the next; 0: any
	// Challenge is true where it asks for more: never in a return, while a rut of too
	// much is flagged (ruts-and-fixes §3.4), nor in the light weeks around a race.
	Challenge bool
	// Personalise fills the plan from the runner's own runs. Where it lacks what it
	// needs, Missing says so and the fix steps aside or speaks in general.
	Personalise func(*Season, Verdict) (Plan, Missing)
	// Tried tells from the runs since whether the plan was taken up. before is the
	// season of the suggestion's day.
	Tried func(plan Plan, before, after *Season) training.Answer
}

// Effort is how much a fix asks.
type Effort int

// The efforts, least first.
const (
	Little Effort = iota + 1
	Some
	Much
)

// Plan is one act for the coming week.
type Plan struct {
	Rule   string // the rule whose verdict it answers
	Fix    string
	Params []training.Param // what it names, in a form that survives
	Text   training.Text    // if-then: "If it is Saturday at 9:00, then …"
	Tiny   training.Text    // the smaller version
	Check  training.Text    // how we shall know
	Short  training.Text    // the same as an alternative, one sentence: "Or …" without the "Or"
}

// Param returns the value of a named parameter, or "".
func (p Plan) Param(name string) string { return paramOf(p.Params, name) }

// Missing tells how a plan falls short of the runner's own data. The zero
// Missing: nothing is missing.
type Missing struct {
	What  training.Text // what the data do not hold, for the reader
	Aside bool          // without it the fix cannot be offered at all
}
