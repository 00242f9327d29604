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

// splitFIT cuts a payload into the FIT files that are chained in it. What
// follows the last one and is no FIT header is returned as rest. Lengths that
// the headers claim are checked against the payload, so nothing is allocated
// on their word.
func splitFIT(payload []byte) (blocks []fitBlock, rest []byte) {
	for at := 0; ; {
		rest = payload[at:]
		if !isFITHeader(rest) || int(rest[0]) > len(rest) || len(blocks) == maxChain {
			return blocks, rest
		}
		b, size := cutBlock(rest)
		b.offset = at
		blocks = append(blocks, b)
		at += size
	}
}

// cutBlock cuts the first block off a payload that begins with a header, and
// returns how many bytes it takes.
func cutBlock(payload []byte) (b fitBlock, size int) {
	b.header = payload[:payload[0]]
	body := payload[len(b.header):]
	claimed := int64(binary.LittleEndian.Uint32(b.header[4:]))
	switch {
	case claimed == 0:
		b.unfinished = true
		b.data = body
		return b, len(payload)
	case claimed+fitCRCBytes > int64(len(body)):
		b.data = body[:min(claimed, int64(len(body)))]
		b.missing = int(claimed) + fitCRCBytes - len(body)
		return b, len(payload)
	}
	b.data = body[:claimed]
	stored := binary.LittleEndian.Uint16(body[claimed:])
	// The checksum of header, messages and checksum together is zero; some
	// devices leave a header of 14 bytes out.
	b.badCRC = stored != fitCRC(fitCRC(0, b.header), b.data) && stored != fitCRC(0, b.data)
	return b, len(b.header) + int(claimed) + fitCRCBytes
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
