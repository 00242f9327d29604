// Package profile reads secondwind.toml, the one optional file in which a runner
// says what a watch cannot see.
//
// [Load] reads the file and its [Settings], which are strict: a wrong one is a
// [SettingError] that names key and line. [File.Profile] reads what the file says of
// one athlete, which is lenient: what is wrong is a [Problem] with its line, that
// part is left out, and the rest counts, even of a profile that is half-written. A file
// whose settings are no TOML is a [BrokenError].
//
// The package knows no rules and no activities; the caller hands over the names that
// it compares with.
package profile
