package receipt

import (
	"reflect"
	"testing"

	"secondwind/internal/training"
)

func TestOpen(t *testing.T) {
	r := training.Receipt{
		Twins: 3,
		TwinPairs: []training.TwinPair{
			{Path: "same bytes"}, {Path: "split", ID: "a"}, {Path: "forgotten", ID: "b"}, {Path: "open", ID: "c"},
		},
		Guesses: []training.Guess{
			{Path: "excluded", ID: "d"},
			{Path: "overruled", ID: "e"},
			{Path: "forgotten", ID: "b"},
			{Path: "open", ID: "f"},
			{Path: "split", ID: "a"},
		},
	}
	got := Open(r, []training.Decision{
		{Activity: "a", Kind: training.SplitTwin},
		{Activity: "b", Kind: training.ForgetActivity},
		{Activity: "c", Kind: training.ExcludeActivity},
		{Activity: "d", Kind: training.ExcludeActivity},
		{Activity: "e", Kind: training.OverruleSport, Value: "hiking"},
		{Activity: "", Kind: training.SplitTwin},
	})
	want := training.Receipt{
		Twins:     3,
		TwinPairs: []training.TwinPair{{Path: "same bytes"}, {Path: "open", ID: "c"}},
		Guesses:   []training.Guess{{Path: "open", ID: "f"}, {Path: "split", ID: "a"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(r.TwinPairs) != 4 || r.TwinPairs[1].ID != "a" {
		t.Error("the receipt itself has changed")
	}
	empty := Open(training.Receipt{TwinPairs: []training.TwinPair{}, Guesses: []training.Guess{}}, nil)
	if empty.TwinPairs == nil || empty.Guesses == nil {
		t.Error("an empty list became nil, which JSON calls null")
	}
}
