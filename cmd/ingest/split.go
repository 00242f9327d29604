package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/inbox"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// split makes an activity nobody's twin.
func split(ctx context.Context, db *store.DB, f *flags, id string) (decided, error) {
	whole, err := wholeID(ctx, db, f, id)
	if err != nil {
		return decided{}, err
	}
	brought, err := inbox.Split(ctx, db, whole, inbox.Options{Athlete: f.Athlete})
	if err != nil {
		return decided{}, splitError(f, id, err)
	}
	a, err := find(ctx, db, f, whole)
	return decided{"split", a, fmt.Sprintf("Split: the %s in %s is nobody's twin from now on; %s. To undo it: %s",
		describe(a), f.short(a.Path), count(brought.Activities, "activity more counts", "activities more count"),
		f.Command("ingest", "--join", whole))}, err
}

// join lets an activity be a twin again.
func join(ctx context.Context, db *store.DB, f *flags, id string) (decided, error) {
	a, err := find(ctx, db, f, id)
	if err != nil {
		return decided{}, err
	}
	judged, err := inbox.Join(ctx, db, a.ID, inbox.Options{Athlete: f.Athlete})
	if err != nil {
		return decided{}, splitError(f, id, err)
	}
	said := fmt.Sprintf("Joined: the %s in %s can be a twin again, though no other file holds it now", describe(a), f.short(a.Path))
	if len(judged.TwinPairs) > 0 {
		twin := judged.TwinPairs[0]
		said = fmt.Sprintf("Joined: the %s in %s is the same as %s again, which is counted", describe(a), f.short(twin.Path), f.short(twin.Kept))
	}
	return decided{"join", a, said}, nil
}

// splitError puts into a usage error what no other file or decision can mend.
func splitError(f *flags, id string, err error) error {
	switch {
	case errors.Is(err, store.ErrNoActivity):
		return unknownID(f, id)
	case errors.Is(err, inbox.ErrNotTwin), errors.Is(err, inbox.ErrIdentical), errors.Is(err, inbox.ErrNotSplit):
		return cli.UsageErrorf("%v", err)
	}
	return err
}

// idLength is that of a whole id.
var idLength = len(training.ActivityID("", "", 0))

// wholeID completes the id of an activity that may be a twin, and then is not
// stored: the last receipt tells of it.
func wholeID(ctx context.Context, db *store.DB, f *flags, id string) (string, error) {
	if len(id) >= idLength {
		return id, nil
	}
	labels, err := db.Labels(ctx, f.Athlete, id)
	if err != nil {
		return "", err
	}
	last, _, err := db.LastReceipt(ctx, f.Athlete)
	if err != nil {
		return "", err
	}
	var ids []string
	for _, l := range labels {
		ids = append(ids, l.ID)
	}
	for _, p := range last.TwinPairs {
		if strings.HasPrefix(p.ID, id) && !slices.Contains(ids, p.ID) {
			ids = append(ids, p.ID)
		}
	}
	switch len(ids) {
	case 0:
		return "", unknownID(f, id)
	case 1:
		return ids[0], nil
	}
	return "", ambiguousID(id, ids)
}
