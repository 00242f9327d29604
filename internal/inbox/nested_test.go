package inbox

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// reopening opens the same bytes again and again.
func reopening(data []byte, wrap func(io.Reader) io.Reader) (z *inflated, read *int64) {
	read = new(int64)
	return &inflated{read: read, open: func() (io.ReadCloser, error) {
		return io.NopCloser(wrap(bytes.NewReader(data))), nil
	}}, read
}

func TestInflatedReadsAnywhere(t *testing.T) {
	data := noise(5*heldBack + 1234)
	for name, wrap := range map[string]func(io.Reader) io.Reader{
		"whole reads":     func(r io.Reader) io.Reader { return r },
		"halves":          iotest.HalfReader,
		"data with error": iotest.DataErrReader,
	} {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(2, 2))
			z, _ := reopening(data, wrap)
			for range 200 {
				off, n := rng.Int64N(int64(len(data))+100), rng.IntN(3*bufferSize)
				z.passes = 0 // their number is tested below
				got := make([]byte, n)
				n, err := z.ReadAt(got, off)
				want := data[min(int(off), len(data)):min(int(off)+len(got), len(data))]
				if !bytes.Equal(got[:n], want) || (n < len(got)) != (err != nil) || (err != nil && !errors.Is(err, io.EOF)) {
					t.Fatalf("got %d bytes at %d and %v, want %d", n, off, err, len(want))
				}
			}
		})
	}
}

func TestInflatedPasses(t *testing.T) {
	data := noise(4 * heldBack)
	z, read := reopening(data, func(r io.Reader) io.Reader { return r })
	at := func(off int64) error {
		_, err := z.ReadAt(make([]byte, 100), off)
		return err
	}
	size := int64(len(data))
	for _, off := range []int64{size - 100, size - heldBack, size - 200, 0, 100, heldBack, size - 100} {
		if err := at(off); err != nil {
			t.Fatal(err)
		}
	}
	if z.passes != 2 || *read != 2*size {
		t.Errorf("got %d passes and %d bytes, want the end and the beginning on: 2 and %d", z.passes, *read, 2*size)
	}
	if n, err := z.length(size + 1); n != size || err != nil || z.passes != 2 {
		t.Errorf("got the length %d, %v in pass %d, want %d", n, err, z.passes, size)
	}
	if n, err := z.length(size - 1); n != size-1 || err != nil {
		t.Errorf("got the length %d, %v, want no more than the limit", n, err)
	}
	var err error
	for n := 0; n < maxPasses && err == nil; n++ {
		if err = at(0); err == nil {
			err = at(size - 100)
		}
	}
	if !errors.Is(err, errNoOrder) {
		t.Errorf("got %v after %d passes, want %v", err, z.passes, errNoOrder)
	}
}

func TestInflatedFailures(t *testing.T) {
	odd := errors.New("odd")
	z := &inflated{read: new(int64), open: func() (io.ReadCloser, error) { return nil, odd }}
	if _, err := z.ReadAt(make([]byte, 1), 0); !errors.Is(err, odd) {
		t.Errorf("got %v, want %v", err, odd)
	}
	z, _ = reopening(noise(1000), func(r io.Reader) io.Reader { return io.MultiReader(r, iotest.ErrReader(odd)) })
	if n, err := z.ReadAt(make([]byte, 2000), 0); n != 1000 || !errors.Is(err, odd) {
		t.Errorf("got %d bytes and %v, want 1000 and %v", n, err, odd)
	}
	if _, err := z.length(5000); !errors.Is(err, odd) {
		t.Errorf("got %v, want %v", err, odd)
	}
	if err := z.Close(); err != nil || z.Close() != nil {
		t.Errorf("got %v", err)
	}
}
