package profile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// FuzzLoad holds that no file makes a panic; that the keys found again in the text are
// those of the TOML reader; and that what is told names a line of the file and is one
// plain line itself.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		Template("me", reportDay),
		strings.ReplaceAll(Template("me", reportDay), "\n#", "\n"),
		"[athlete.me]\nwhy = ['a', \"\"\"b\n\"\"\"\"\"] # c\nbreaks = [{ from = 2026-07-01 }, { to = [[1], {a = {b = 1}}] }]\n",
		"athlete.\"me\".sport.\"#]=\" = '''x\n'''\n[[a]]\n[[a.\"b]\"]] # [c]\nd.e = {f.g = 1, h = []}\n",
		"[athlete.me]\nnotes = \"\"\"\\\n  a \\\"\\\\\"\"\"\nhr_max = 0x_f\nage = 1e999\n",
		"a = 1\r\nb = [\r\n1,\r\n]\r\n",
		"[athlete.me]\r\nborn = 1980-02-30\r\nwhy = [\"Air\",\r\nage = 40\r\n[[athlete.me.races",
	} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), Name)
	f.Fuzz(func(t *testing.T, text string) {
		checkLines(t, text)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		last := strings.Count(text, "\n") + 1
		file, err := Load(path)
		var broken *BrokenError
		var wrong *SettingError
		switch {
		case errors.As(err, &broken):
			checkSaid(t, broken.Error(), broken.Line, 0, last)
			return
		case errors.As(err, &wrong):
			checkSaid(t, wrong.Error(), wrong.Line, 1, last)
			return
		case err != nil:
			t.Fatal(err)
		}
		p, problems := file.Profile("me", known)
		for _, problem := range problems {
			checkSaid(t, problem.String(), problem.Line, 1, last)
		}
		for i, b := range p.Breaks {
			if b.From > b.To || i > 0 && b.From <= p.Breaks[i-1].To {
				t.Errorf("got the breaks %v", p.Breaks)
			}
		}
	})
}

// checkSaid holds that what is said is a plain line and names a line of the file.
func checkSaid(t *testing.T, said string, line, first, last int) {
	t.Helper()
	if line < first || line > last {
		t.Errorf("%q names line %d of %d", said, line, last)
	}
	if !utf8.ValidString(said) || strings.ContainsFunc(said, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("%q is not one plain line", said)
	}
}

// checkLines holds that the keys of a valid document are all found, each where its
// last part is written.
func checkLines(t *testing.T, text string) {
	t.Helper()
	text = strings.TrimPrefix(text, byteOrderMark)
	if tooNested(text) > 0 {
		return
	}
	values := map[string]any{}
	meta, err := toml.Decode(text, &values)
	if err != nil {
		return
	}
	s := newScanner(text)
	s.scan()
	if len(s.marks) != len(meta.Keys()) {
		t.Fatalf("found %d of the keys %v", len(s.marks), meta.Keys())
	}
	lines := strings.Split(text, "\n")
	for i, m := range s.marks {
		key := meta.Keys()[i]
		bare := toml.Key{key[len(key)-1]}.String()
		if last := key[len(key)-1]; bare == last && !strings.Contains(lines[m.line-1], last) && !strings.ContainsAny(lines[m.line-1], `\`) {
			t.Errorf("%v is not in line %d: %q", key, m.line, lines[m.line-1])
		}
	}
}
