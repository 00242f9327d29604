package analysis

import (
	"cmp"
	"math/bits"
	"slices"

	"secondwind/internal/training"
)

// tiles is the ground of a session as squares of 8 × 8 cells, one bit a cell,
// sorted by key. Two tracks are compared by a few dozen tiles where they have a
// few hundred cells.
type tiles []tile

type tile struct {
	key  tileKey
	own  uint64 // the cells that the track touches
	wide uint64 // and those around them, corners included
}

// tileKey is the place of a tile in the grid.
type tileKey uint64

func keyOf(col, row int32) tileKey { return tileKey(row)<<32 | tileKey(uint32(col)) }

// tileOf returns the tile of a cell and its bit in it: columns from the lowest
// bit, eight bits a row.
func tileOf(c training.Cell) (key tileKey, bit uint64) {
	return keyOf(c.Col>>3, c.Row>>3), 1 << (c.Row&7<<3 | c.Col&7)
}

// tilesOf returns the tiles of cells.
func tilesOf(cells []training.Cell) tiles {
	t := make(tiles, 0, len(cells))
	for _, c := range cells {
		key, bit := tileOf(c)
		if n := len(t); n > 0 && t[n-1].key == key {
			t[n-1].own |= bit
		} else {
			t = append(t, tile{key: key, own: bit})
		}
	}
	t = t.merged()
	for _, one := range t {
		t = one.widen(t)
	}
	return slices.Clip(t.merged())
}

// merged sorts tiles and makes one of those in the same place.
func (t tiles) merged() tiles {
	slices.SortFunc(t, func(a, b tile) int { return cmp.Compare(a.key, b.key) })
	n := 0
	for _, one := range t {
		if n > 0 && t[n-1].key == one.key {
			t[n-1].own |= one.own
			t[n-1].wide |= one.wide
			continue
		}
		t[n] = one
		n++
	}
	return t[:n]
}

const (
	firstColumn = 0x0101010101010101
	lastColumn  = firstColumn << 7
)

// widen appends what the cells of a tile widen to: one cell in each direction, in
// the tile and beyond its edges.
func (t tile) widen(to tiles) tiles {
	col, row := int32(uint32(t.key)), int32(t.key>>32)
	for step, x := range [3]uint64{
		t.own & firstColumn << 7, // beyond the western edge
		t.own | t.own&^lastColumn<<1 | t.own&^firstColumn>>1,
		t.own & lastColumn >> 7, // beyond the eastern one
	} {
		at := col + int32(step) - 1
		for up, wide := range [3]uint64{x << 56, x | x<<8 | x>>8, x >> 56} {
			if wide != 0 {
				to = append(to, tile{key: keyOf(at, row+int32(up)-1), wide: wide})
			}
		}
	}
	return to
}

// cells returns how many cells the track touches.
func (t tiles) cells() int {
	n := 0
	for _, one := range t {
		n += bits.OnesCount64(one.own)
	}
	return n
}

// similarity tells how much two tracks are the same ground, from 0 to 1: the
// harmonic mean of the two directed overlaps, each the share of one's cells that
// the other touches or passes next to (science A.1). Without that width a track
// along the border of two columns would differ from itself. A short way within
// a long one is half alike: one of the overlaps is small. Order and direction do
// not count.
func similarity(a, b tiles) float64 {
	inB, inA := 0, 0 // cells of the one in the other
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key < b[j].key:
			i++
		case a[i].key > b[j].key:
			j++
		default:
			inB += bits.OnesCount64(a[i].own & b[j].wide)
			inA += bits.OnesCount64(b[j].own & a[i].wide)
			i, j = i+1, j+1
		}
	}
	if inB == 0 || inA == 0 {
		return 0
	}
	x, y := float64(inB)/float64(a.cells()), float64(inA)/float64(b.cells())
	return 2 * x * y / (x + y)
}
