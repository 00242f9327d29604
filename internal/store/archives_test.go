package store

import (
	"context"
	"maps"
	"testing"
	"time"
)

func TestArchives(t *testing.T) {
	ctx, db := context.Background(), newDB(t)
	mod := time.Date(2026, 3, 7, 12, 0, 0, 123_456_789, time.UTC)
	first := Archive{Path: "/a.zip", Size: 1, ModTime: mod, Members: 3, Parser: 1}
	other := Archive{Path: "/b \xff.zip", Size: 2, ModTime: mod, Members: 200_000, Parser: 1}
	if err := db.PutArchives(ctx, me, []Archive{first, other}); err != nil {
		t.Fatal(err)
	}
	changed := Archive{Path: "/a.zip", Size: 5, ModTime: mod.Add(time.Hour), Members: 4, Parser: 2}
	if err := db.PutArchives(ctx, me, []Archive{changed}); err != nil {
		t.Fatal(err)
	}
	if err := db.PutArchives(ctx, me, nil); err != nil {
		t.Fatal(err)
	}
	got, err := db.Archives(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	micro := func(a Archive) Archive {
		a.Path, a.ModTime = plain(a.Path), a.ModTime.Truncate(time.Microsecond)
		return a
	}
	want := map[string]Archive{plain(changed.Path): micro(changed), plain(other.Path): micro(other)}
	if !maps.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if others, err := db.Archives(ctx, "somebody else"); err != nil || len(others) != 0 {
		t.Errorf("got %+v, %v for another athlete", others, err)
	}
}

func TestSameArchive(t *testing.T) {
	mod := time.Date(2026, 3, 7, 12, 0, 0, 123_456_000, time.UTC)
	a := Archive{Size: 10, ModTime: mod}
	tests := []struct {
		name string
		size int64
		mod  time.Time
		want bool
	}{
		{"the same", 10, mod, true},
		{"in another zone", 10, mod.In(time.FixedZone("", 3600)), true},
		{"finer than is stored", 10, mod.Add(time.Nanosecond), true},
		{"longer", 11, mod, false},
		{"later", 10, mod.Add(time.Microsecond), false},
	}
	for _, tt := range tests {
		if got := a.Same(tt.size, tt.mod); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
