// Package secondwind_test holds the diagram of the house: which package may
// import which.
package secondwind_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is the one way through the house: files → parse → measure → store →
// analysis → reports. Each package lists those of the module that it may import.
var layers = map[string][]string{
	"internal/training": {},
	"parse":             {"internal/training"},
	"internal/measure":  {"internal/training"},
	"internal/store":    {"internal/training"},
	"internal/profile":  {"internal/training", "internal/spelling"},
	"analysis":          {"internal/training"},
	"internal/receipt":  {"internal/training"},
	"reports":           {"internal/training", "internal/receipt", "analysis"},
	"internal/inbox":    {"internal/training", "parse", "internal/measure", "internal/store"},
	"internal/cli":      {"internal/store", "internal/profile"},
	// What the scripts of both programs' tests share.
	"internal/cli/clitest": {"internal/store"},
	// Which name is meant by a wrong one.
	"internal/spelling": {},
	// The rules of wording, which tests hold and no program does.
	"internal/tone": {},
	// Made runners, in whom rules are tried and reports are read.
	"internal/simulation": {"internal/training"},

	"cmd/ingest": {"internal/training", "internal/profile", "internal/receipt", "internal/cli", "internal/inbox", "internal/store"},
	"cmd/report": {"internal/training", "internal/profile", "internal/receipt", "internal/spelling", "internal/cli", "internal/store", "internal/measure", "analysis", "reports"},

	"sample-data/generate": {"internal/training"},
}

// outsiders are modules that belong to one room alone.
var outsiders = map[string]string{
	"database/sql":                        "internal/store",
	"github.com/marcboeker/go-duckdb/v2":  "internal/store",
	"github.com/BurntSushi/toml":          "internal/profile",
	"github.com/muktihari/fit":            "parse",
	"github.com/tkrajina/gpxgo":           "parse",
	"github.com/go-echarts/go-echarts/v2": "reports",
	"github.com/arran4/golang-ical":       "reports",
	"github.com/ringsaturn/tzf":           "internal/measure",
}

// pure are packages that must give equal results for equal input: nothing of the
// outside world is theirs to read.
var pure = map[string][]string{
	"internal/training": {"os", "net", "io/fs", "math/rand", "log", "syscall"},
	"internal/receipt":  {"os", "net", "io", "math/rand", "log", "syscall"},
	"analysis":          {"os", "net", "io", "math/rand", "crypto/rand", "log", "fmt", "syscall"},
	"reports":           {"os", "net/http", "math/rand", "crypto/rand", "log", "syscall"},
}

const module = "secondwind/"

func TestLayers(t *testing.T) {
	found := map[string]bool{}
	for file, imports := range imports(t) {
		room := path.Dir(file)
		found[room] = true
		allowed, known := layers[room]
		if !known {
			t.Errorf("%s: package %s is not on the map of layers", file, room)
			continue
		}
		for _, imported := range imports {
			if own, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which %s may not", file, own, room)
			}
			for outsider, home := range outsiders {
				inside := imported == outsider || strings.HasPrefix(imported, outsider+"/")
				if inside && room != home {
					t.Errorf("%s imports %s, which belongs in %s alone", file, imported, home)
				}
			}
			if slices.ContainsFunc(pure[room], func(p string) bool { return imported == p || strings.HasPrefix(imported, p+"/") }) {
				t.Errorf("%s imports %s, which would let the outside world into %s", file, imported, room)
			}
		}
	}
	for room := range layers {
		if !found[room] {
			t.Errorf("the map of layers has %s, and the tree has no such package", room)
		}
	}
}

// forTests are packages that no program is made of: test files alone import them.
var forTests = []string{"internal/tone", "internal/cli/clitest", "internal/simulation"}

func TestNoProgramHoldsTestPackages(t *testing.T) {
	for file, imports := range imports(t) {
		for _, room := range forTests {
			if slices.Contains(imports, module+room) {
				t.Errorf("%s imports %s, which is for tests", file, room)
			}
		}
	}
}

// TestAnalysisReadsNoClock holds what an import cannot show: analysis may do
// sums with times, not ask for the present one.
func TestAnalysisReadsNoClock(t *testing.T) {
	for file := range imports(t) {
		room := path.Dir(file)
		if room != "analysis" && room != "reports" && room != "internal/training" {
			continue
		}
		tokens := token.NewFileSet()
		parsed, err := parser.ParseFile(tokens, filepath.FromSlash(file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, clock := range clockReads(parsed) {
			t.Errorf("%s reads the clock: %s", tokens.Position(clock), room)
		}
	}
}

// imports returns the imports of every Go file that is no test.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() != "." && strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "_")) {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		key := filepath.ToSlash(name)
		out[key] = nil
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			out[key] = append(out[key], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// clockReads returns where a file asks for the present time.
func clockReads(file *ast.File) []token.Pos {
	var found []token.Pos
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "time" && (call.Sel.Name == "Now" || call.Sel.Name == "Since" || call.Sel.Name == "Until") {
			found = append(found, n.Pos())
		}
		return true
	})
	return found
}
