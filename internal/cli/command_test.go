package cli

import "testing"

func TestCommandKeepsTheData(t *testing.T) {
	bin := Sibling("ingest")
	for _, tt := range []struct {
		flags Flags
		want  string
	}{
		{Flags{Athlete: DefaultAthlete}, ""},
		{Flags{Athlete: "ada", DB: "my runs.duckdb", Profile: "ada.toml"}, " --db 'my runs.duckdb' --profile ada.toml --athlete ada"},
	} {
		if got, want := tt.flags.Command("ingest", "--split", "ID"), bin+tt.want+" --split ID"; got != want {
			t.Errorf("%+v: got %s, want %s", tt.flags, got, want)
		}
	}
}

func TestShellWord(t *testing.T) {
	tests := []struct{ word, want string }{
		{"/home/ada/runs.duckdb", "/home/ada/runs.duckdb"},
		{"my runs.duckdb", "'my runs.duckdb'"},
		{"it's", `'it'\''s'`},
		{"$(reboot)", "'$(reboot)'"},
		{"", "''"},
	}
	for _, tt := range tests {
		if got := ShellWord(tt.word); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
