package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/cwriter"
	"github.com/vbauerster/mpb/v8/decor"

	"secondwind/internal/inbox"
)

// progress shows how far an ingest has come: a bar on a terminal, a plain line
// now and then elsewhere, nothing with --quiet.
type progress interface {
	show(inbox.Progress)
	end()
}

func newProgress(f *flags, stderr io.Writer) progress {
	switch {
	case f.Quiet:
		return silence{}
	case isTerminal(stderr) && !plainOutput(f):
		return &bar{out: stderr}
	}
	return &lines{out: stderr, now: time.Now, last: time.Now()}
}

// plainOutput reports whether the runner wants no escape sequences.
func plainOutput(f *flags) bool {
	return f.NoColor || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && cwriter.IsTerminal(int(f.Fd()))
}

type silence struct{}

func (silence) show(inbox.Progress) {}
func (silence) end()                {}

// linePause is the time between two plain lines: a log stays readable.
const linePause = 10 * time.Second

// lines writes plain lines.
type lines struct {
	out  io.Writer
	now  func() time.Time
	last time.Time
}

func (l *lines) show(p inbox.Progress) {
	if now := l.now(); now.Sub(l.last) >= linePause {
		l.last = now
		fmt.Fprintf(l.out, "%s: %d of %d\n", p.Stage, p.Done, p.Total)
	}
}

func (l *lines) end() {}

// bar draws one moving line a stage, and leaves nothing of it behind.
type bar struct {
	out   io.Writer
	stage inbox.Stage
	all   *mpb.Progress
	bar   *mpb.Bar
}

func (b *bar) show(p inbox.Progress) {
	if b.all == nil || p.Stage != b.stage {
		b.end()
		b.stage = p.Stage
		b.all = mpb.New(mpb.WithOutput(b.out), mpb.WithWidth(48))
		b.bar = b.all.AddBar(0, // the total grows as archives are opened
			mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(string(p.Stage)+" "), decor.CountersNoUnit("%d of %d")),
			mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)),
		)
	}
	b.bar.SetTotal(int64(p.Total), false)
	b.bar.SetCurrent(int64(p.Done))
}

func (b *bar) end() {
	if b.all == nil {
		return
	}
	b.bar.Abort(true)
	b.all.Wait()
	b.all = nil
}
