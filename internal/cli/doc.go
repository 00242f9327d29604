// Package cli holds what the two programs share: how flags are parsed, where
// files lie by default, what an exit code means, and how an error becomes one
// sentence that says what happened, where, and what to do.
package cli
