package inbox

import (
	"errors"
	"io"
)

// inflated reads an archive that lies packed inside another at any place, without
// holding it: going back more than a little begins anew. A zip archive is read
// from its end, where its table of contents stands, and then from its beginning
// on, which makes two passes.
type inflated struct {
	open   func() (io.ReadCloser, error)
	source io.ReadCloser // nil before the first pass
	passes int
	pos    int64  // where source stands
	older  []byte // what was read last, as far as it is held: older, then newer
	newer  []byte
	read   *int64 // bytes of all passes
}

const (
	// heldBack is how far going back is free, and twice that at most: the table of
	// contents of some thousand members.
	heldBack = 512 << 10
	// maxPasses is for members in no order, each of which could cost a pass of its
	// own. Programs write them one after the other.
	maxPasses = 8
)

// errNoOrder is for an archive that would have to be unpacked again and again.
var errNoOrder = &failure{
	reason: "a packed archive whose members lie in no order",
	hint:   "unpack it into a folder and ingest that folder",
}

// ReadAt implements [io.ReaderAt]; calls must come one by one.
func (z *inflated) ReadAt(p []byte, off int64) (int, error) {
	if start := z.pos - int64(len(z.older)+len(z.newer)); z.source == nil || off < start {
		if err := z.rewind(); err != nil {
			return 0, err
		}
	}
	n := 0
	for n < len(p) {
		if at := off + int64(n); at < z.pos {
			n += copy(p[n:], z.held(at))
		} else if err := z.advance(); err != nil {
			return n, err
		}
	}
	return n, nil
}

// held returns what is held from a place on, as far as it lies in one piece.
func (z *inflated) held(at int64) []byte {
	newer := z.pos - int64(len(z.newer))
	if at >= newer {
		return z.newer[at-newer:]
	}
	return z.older[at-newer+int64(len(z.older)):]
}

// advance reads on a little.
func (z *inflated) advance() error {
	if len(z.newer) == cap(z.newer) {
		z.older, z.newer = z.newer, z.older[:0]
		if cap(z.newer) == 0 {
			z.newer = make([]byte, 0, heldBack)
		}
	}
	n, err := z.source.Read(z.newer[len(z.newer):min(cap(z.newer), len(z.newer)+bufferSize)])
	z.newer = z.newer[:len(z.newer)+n]
	z.pos += int64(n)
	*z.read += int64(n)
	if n > 0 {
		return nil // an error comes again
	}
	return err
}

// rewind begins anew.
func (z *inflated) rewind() error {
	if z.passes++; z.passes > maxPasses {
		return errNoOrder
	}
	if err := z.Close(); err != nil {
		return err
	}
	source, err := z.open()
	if err != nil {
		return err
	}
	z.source, z.pos, z.older, z.newer = source, 0, z.older[:0], z.newer[:0]
	return nil
}

// length reads to the end, at most limit bytes, and returns how many there are.
func (z *inflated) length(limit int64) (int64, error) {
	if _, err := z.ReadAt(make([]byte, 1), limit); !errors.Is(err, io.EOF) {
		return limit, err
	}
	return z.pos, nil
}

// Close ends the pass at hand.
func (z *inflated) Close() error {
	if z.source == nil {
		return nil
	}
	source := z.source
	z.source = nil
	return source.Close()
}
