package reports

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "a folder to write pictures of the pages to, for looking at them")

// browser starts Chromium with a fresh profile. Without Chromium the test is
// skipped, or fails where SECONDWIND_REQUIRE_BROWSER=1 asks for it.
func browser(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("SECONDWIND_REQUIRE_BROWSER") == "1" {
			t.Fatal("no chromium in PATH, and SECONDWIND_REQUIRE_BROWSER=1 asks for it")
		}
		t.Skip("NOT TESTED in a browser: no chromium in PATH")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// look is how a page is looked at.
type look struct {
	width    int64
	dark     bool
	noScript bool
	print    bool
	forced   bool // the colours of the system instead of the page's
}

func (l look) String() string {
	words := []string{"light"}
	if l.dark {
		words[0] = "dark"
	}
	for word, is := range map[string]bool{"without-script": l.noScript, "print": l.print, "forced-colours": l.forced} {
		if is {
			words = append(words, word)
		}
	}
	slices.Sort(words[1:])
	return fmt.Sprintf("%d-%s", l.width, strings.Join(words, "-"))
}

// tab is a window of the browser, with what the page in it asked for and
// complained of. It shows one page after the other.
type tab struct {
	t    *testing.T // the test that looks at it
	ctx  context.Context
	look look

	mu         sync.Mutex
	requests   []string
	exceptions []string
}

func newTab(ctx context.Context, t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	p.must(chromedp.Do(ctx,
		call(network.Enable, network.EnableParams{}),
		call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})))
	p.must(chromedp.Listen(ctx, p.note))
	return p
}

// open shows a file in a new tab.
func open(ctx context.Context, t *testing.T, file string, l look) *tab {
	t.Helper()
	p := newTab(ctx, t)
	p.visit(file, l)
	return p
}

// visit shows a file; what the last page did is forgotten.
func (p *tab) visit(file string, l look) {
	p.t.Helper()
	p.show(l)
	p.mu.Lock()
	p.requests, p.exceptions = nil, nil
	p.mu.Unlock()
	p.must(chromedp.Do(p.ctx, chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String())))
}

// show looks at the page in another way, without opening it anew, and waits until
// it has been laid out and drawn so.
func (p *tab) show(l look) {
	p.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}, {Name: "forced-colors", Value: "none"}}
	media := "screen"
	if l.dark {
		features[0].Value = "dark"
	}
	if l.forced {
		features[1].Value = "active"
	}
	if l.print {
		media = "print"
	}
	p.must(chromedp.Do(p.ctx,
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: features}),
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript}),
		chromedp.EmulateViewport(l.width, 900)))
	p.look = l
	p.settle()
}

// settle waits for two frames: in the first the page hears of what changed, by the
// second its charts are drawn anew. Without scripts there is nothing to wait for.
func (p *tab) settle() {
	p.t.Helper()
	if p.look.noScript {
		return
	}
	await[bool](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

func (p *tab) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, command, params)
		return chromedp.Void{}, err
	}
}

func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.exceptions = append(p.exceptions, e.ExceptionDetails.Text)
	}
}

func (p *tab) seen() (requests, exceptions []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests), slices.Clone(p.exceptions)
}

func eval[T any](p *tab, script string) T {
	p.t.Helper()
	return evaluated[T](p, chromedp.Evaluate[T](script), script)
}

// await is eval for a promise.
func await[T any](p *tab, script string) T {
	p.t.Helper()
	return evaluated[T](p, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise), script)
}

func evaluated[T any](p *tab, action chromedp.Action[T], script string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, action)
	if err != nil {
		p.t.Fatalf("%.400s: %v", script, err)
	}
	return v
}

// unfold opens every fold of the page.
func (p *tab) unfold() {
	p.t.Helper()
	eval[bool](p, `document.querySelectorAll("details").forEach(d => { d.open = true }) ?? true`)
	p.settle()
}

// fold closes the folds again.
func (p *tab) fold() {
	p.t.Helper()
	eval[bool](p, `document.querySelectorAll("details").forEach(d => { d.open = false }) ?? true`)
	p.settle()
}

// picture writes the whole page as PNG where the test run asks for pictures.
func (p *tab) picture(name string) {
	if *pictures == "" {
		return
	}
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err := errors.Join(err, os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o600)); err != nil {
		p.t.Error(err)
	}
}

// printed returns the page as PDF, on the paper that it asks for.
func (p *tab) printed() []byte {
	p.t.Helper()
	paper := true
	out, err := chromedp.Run(p.ctx, chromedp.Action[cdppage.PrintToPDFResult](func(ctx context.Context, t *chromedp.Target) (cdppage.PrintToPDFResult, error) {
		return cdp.Call(ctx, t, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &paper})
	}))
	p.must(err)
	return out.Data
}
