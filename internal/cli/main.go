package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Program is one of the two programs: it gets its arguments without its own name
// and returns its exit code.
type Program func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int

// Main runs a program with the arguments and the streams of this process, and
// returns its exit code. The first interrupt ends its context, the second one the
// process.
func Main(run Program) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// Complain says in the name of a program what went wrong, in one sentence, and
// returns the exit code for it.
func Complain(stderr io.Writer, name string, err error) int {
	sentence, code := Explain(err)
	fmt.Fprintf(stderr, "%s: %s\n", name, sentence)
	return code
}
