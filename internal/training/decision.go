package training

// Decision is what the runner said about an activity, a rule or a fix. It outlives a
// new parse.
type Decision struct {
	Activity string // id; the name of the rule or fix for those that are about one
	Kind     DecisionKind
	Value    string // the sport, for OverruleSport; the day, for DidFix and SkipFix; else empty
}

// DecisionKind names a decision; it is stored.
type DecisionKind string

// The decisions about activities.
const (
	ExcludeActivity DecisionKind = "exclude" // the activity counts nowhere
	SplitTwin       DecisionKind = "split"   // the activity is nobody's twin
	ForgetActivity  DecisionKind = "forget"  // the activity was removed for good and does not come back
	OverruleSport   DecisionKind = "sport"   // the activity is of the sport in Value
)

// The decisions about rules and fixes.
const (
	DidFix   DecisionKind = "done"    // the fix was done on the day in Value
	SkipFix  DecisionKind = "skipped" // the fix was not wanted on the day in Value
	MuteName DecisionKind = "muted"   // the rule or fix is not to be shown
)

// Saying is what the runner said of a fix: Tried that it was done, NotTried that it
// was not wanted then.
type Saying struct {
	Fix    string
	Answer Answer
	Day    Date
}
