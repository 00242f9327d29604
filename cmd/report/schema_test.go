package main

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"secondwind/internal/training"
)

// TestJSONIsAsPublished validates reports of the sample data, as a program reads them:
// from before the first run to after the last, and with what earlier reports left
// behind.
func TestJSONIsAsPublished(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("../../reports/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	f := sampleFlags(t)
	first := training.NewDate(2026, time.January, 4)
	looked := 0
	for day := first; day < first+52*7; day += 14 {
		f.Format, f.Out = "text", "-"
		if day >= first+24*7 { // remember half a year
			if err := f.report(t.Context(), on(day), io.Discard, io.Discard); err != nil {
				t.Fatal(err)
			}
		}
		f.Format = "json"
		var out bytes.Buffer
		if err := f.report(t.Context(), on(day), &out, io.Discard); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatalf("%s: %v", day, err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", day, err)
		}
		if v.(map[string]any)["record"] != nil {
			looked++
		}
	}
	if looked == 0 {
		t.Error("no report looked back")
	}
}
