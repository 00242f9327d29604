package parse

import (
	"bytes"
	"encoding/binary"
	"io"

	"secondwind/internal/training"
)

// A FIT header is 12 bytes, or 14 with its own checksum.
const (
	minFITHeader = 12
	fitCRCBytes  = 2
)

// fitBlock is one FIT file of the chain that a payload may be.
type fitBlock struct {
	offset  int    // of its header in the payload
	header  []byte // as it stands
	data    []byte // the messages, as far as they are there
	missing int    // bytes that the header claims and the payload lacks
	badCRC  bool
	// unfinished: the device never went back to write the length.
	unfinished bool
}

// protocolVersion is 2.0, the newest that tormoder/fit takes. A newer version
// describes its fields all the same.
const protocolVersion = 0x20

// maxChain bounds the files in a chain; a season in one file stays below.
const maxChain = 1000

// splitFIT cuts a payload into the FIT files that are chained in it, and counts
// the bytes between and behind them that are neither FIT nor padding. Lengths
// that the headers claim are checked against the payload, so nothing is
// allocated on their word.
func splitFIT(payload []byte) (blocks []fitBlock, junk int) {
	for at := 0; at < len(payload); {
		rest := payload[at:]
		size := 0
		switch {
		case len(blocks) == maxChain:
			size = len(rest)
			junk += size
		case isFITHeader(rest) && int(rest[0]) <= len(rest):
			var b fitBlock
			b, size = cutBlock(rest)
			b.offset = at
			blocks = append(blocks, b)
		default:
			size = nextBlock(rest, len(rest))
			junk += len(bytes.Trim(rest[:size], "\x00"))
		}
		at += size
	}
	return blocks, junk
}

// cutBlock cuts the first block off a payload that begins with a header, and
// returns how many bytes it takes. Where something is missing and another file
// of the chain follows, it is missing in front of that one.
func cutBlock(payload []byte) (b fitBlock, size int) {
	b.header = payload[:payload[0]]
	body := payload[len(b.header):]
	claimed := int64(binary.LittleEndian.Uint32(b.header[4:]))
	whole := claimed + fitCRCBytes
	if claimed == 0 {
		b.unfinished = true
		b.data = body[:nextBlock(body, len(body))]
		return b, len(b.header) + len(b.data)
	}
	if whole <= int64(len(body)) {
		stored := binary.LittleEndian.Uint16(body[claimed:])
		b.data = body[:claimed]
		// The checksum of header, messages and checksum together is zero; some
		// devices leave a header of 14 bytes out.
		b.badCRC = stored != fitCRC(fitCRC(0, b.header), b.data) && stored != fitCRC(0, b.data)
		if !b.badCRC {
			return b, len(b.header) + int(whole)
		}
	}
	next := nextBlock(body, int(min(whole, int64(len(body)))))
	if int64(next) < whole {
		b.missing = int(whole) - next
		b.data = body[:min(claimed, int64(next))]
	}
	return b, len(b.header) + next
}

// nextBlock returns where the next file of a chain begins, end if none does
// before that. A few bytes that look like a header are not enough: all that it
// claims must be there, and a definition come first.
func nextBlock(payload []byte, end int) int {
	const magic = 8 // where ".FIT" lies in a header
	search := payload[:min(end+minFITHeader-1, len(payload))]
	for from := magic; from < len(search); {
		found := bytes.Index(search[from:], []byte(".FIT"))
		if found < 0 {
			break
		}
		at := from + found - magic
		if isWholeBlock(payload[at:]) {
			return at
		}
		from += found + 1
	}
	return end
}

func isWholeBlock(b []byte) bool {
	if !isFITHeader(b) || int(b[0]) >= len(b) {
		return false
	}
	first := b[b[0]]
	claimed := int64(binary.LittleEndian.Uint32(b[4:]))
	return first&(compressedHeader|definitionHeader) == definitionHeader &&
		claimed > 0 && int64(b[0])+claimed+fitCRCBytes <= int64(len(b))
}

// cut reports whether messages are missing at the end.
func (b *fitBlock) cut() bool { return b.missing > 0 || b.unfinished }

// reader gives the block as a FIT file whose header is surely right, for a
// decoder to read. data stands in for the block's own messages. A block that
// is cut gets no checksum, which would be read as the end of its last message.
func (b *fitBlock) reader(data []byte) io.Reader {
	header := make([]byte, minFITHeader)
	copy(header, b.header)
	header[0] = minFITHeader
	header[1] = protocolVersion
	binary.LittleEndian.PutUint32(header[4:], uint32(len(data)))
	var end []byte
	if !b.cut() {
		end = binary.LittleEndian.AppendUint16(nil, fitCRC(fitCRC(0, header), data))
	}
	return io.MultiReader(bytes.NewReader(header), bytes.NewReader(data), bytes.NewReader(end))
}

// warnings tells what the block's frame says of its health.
func (b *fitBlock) warnings() []training.Warning {
	switch {
	case b.unfinished:
		return []training.Warning{truncated("the device never finished the file")}
	case b.missing > 0:
		whole := len(b.header) + len(b.data) + b.missing
		return []training.Warning{truncated("cut off after %d of %d bytes", whole-b.missing, whole)}
	case b.badCRC:
		return []training.Warning{{Code: training.BadChecksum, Detail: "something in the file changed after it was written"}}
	}
	return nil
}
