package reports

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"secondwind/analysis"
)

// readSchema returns the published schema of the JSON.
func readSchema(t *testing.T) map[string]any {
	t.Helper()
	file, err := os.Open("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	return doc.(map[string]any)
}

func compile(t *testing.T, doc map[string]any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("report.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// objects calls visit with every part of a schema that describes an object's fields.
func objects(path string, v any, visit func(path string, object, fields map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if fields, ok := v["properties"].(map[string]any); ok {
			visit(path, v, fields)
		}
		for key, part := range v {
			objects(path+"/"+key, part, visit)
		}
	case []any:
		for _, part := range v {
			objects(path, part, visit)
		}
	}
}

// strict closes every object of a schema to fields that it does not describe. The
// published one leaves them open: a field may be added under the same version.
func strict(doc map[string]any) map[string]any {
	objects("", doc, func(_ string, object, _ map[string]any) { object["additionalProperties"] = false })
	return doc
}

func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// TestSchema holds that the JSON of every sample is as published, and that no field of
// it goes undescribed.
func TestSchema(t *testing.T) {
	closed := compile(t, strict(readSchema(t)))
	for _, s := range append(samples(), sample{name: "nothing"}) {
		d := Build(s.judgement, analysis.Rules(), analysis.Fixes(), s.opt) // the real ones: the samples name some that theirs lack
		if err := valid(t, closed, written(t, WriteJSON, d)); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}

// TestSchemaRefuses holds what passes neither as published nor, of what does, in a test.
func TestSchemaRefuses(t *testing.T) {
	published, closed := compile(t, readSchema(t)), compile(t, strict(readSchema(t)))
	text := written(t, WriteJSON, samples()[0].build())
	tests := []struct {
		name, from, to string
		published      bool // passes as published
	}{
		{"another version", `"schema": 1`, `"schema": 2`, false},
		{"a field less", `"as_of"`, `"asof"`, false},
		{"a new field", `"schema": 1`, `"schema": 1, "added": 1`, true},
		{"a new field deep within", `"kind": "rut"`, `"kind": "rut", "added": 1`, true},
		{"an unknown outcome", `"outcome": "clear"`, `"outcome": "fine"`, false},
		{"a unit of its own", `"unit": "share"`, `"unit": "percent"`, false},
		{"a text for a number", `"stored": 2`, `"stored": "2"`, false},
		{"no time", `"at": "2026-11-23T`, `"at": "2026-13-23T`, false},
	}
	for _, test := range tests {
		changed := strings.Replace(text, test.from, test.to, 1)
		if changed == text {
			t.Fatalf("%s: the report holds no %s", test.name, test.from)
		}
		if got := valid(t, published, changed) == nil; got != test.published {
			t.Errorf("%s: passes as published: %t, want %t", test.name, got, test.published)
		}
		if valid(t, closed, changed) == nil {
			t.Errorf("%s: passes in a test", test.name)
		}
	}
}

// TestSchemaIsWhole holds that each field has a description, and that a reader can count
// on it but for one that is named here.
func TestSchemaIsWhole(t *testing.T) {
	optional := []string{"/$defs/receipt/properties/twin_pairs/items/id"}
	doc := readSchema(t)
	n := 0
	objects("", doc, func(path string, object, fields map[string]any) {
		required, _ := object["required"].([]any)
		for name, field := range fields {
			n++
			if field.(map[string]any)["description"] == nil {
				t.Errorf("%s/%s has no description", path, name)
			}
			if at := path + "/" + name; slices.Contains(required, any(name)) == slices.Contains(optional, at) {
				t.Errorf("%s is required and optional, or neither", at)
			}
		}
	})
	if n < 80 {
		t.Errorf("only %d fields were read", n)
	}
	if got := doc["properties"].(map[string]any)["schema"].(map[string]any)["const"]; fmt.Sprint(got) != fmt.Sprint(schema) {
		t.Errorf("it is published for version %v, and written in version %d", got, schema)
	}
}
