package parse

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/muktihari/fit/decoder"
	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
	"github.com/tormoder/fit"

	"secondwind/internal/training"
)

// recordCounter counts the records with a time that muktihari/fit hands over,
// as it comes.
type recordCounter int

func (c *recordCounter) OnMesg(m proto.Message) {
	if t := m.FieldValueByNum(fieldnum.RecordTimestamp).Uint32(); m.Num == mesgnum.Record && t != basetype.Uint32Invalid && t != 0 {
		*c++
	}
}

// listenedRecords is how many records muktihari/fit reads of a damaged file.
func listenedRecords(data []byte) int {
	var count recordCounter
	dec := decoder.New(bytes.NewReader(data),
		decoder.WithIgnoreChecksum(), decoder.WithBroadcastOnly(), decoder.WithMesgListener(&count))
	for dec.Next() {
		if _, err := dec.Decode(); err != nil {
			break
		}
	}
	return int(count)
}

// partialRecords is how many records tormoder/fit reads of a damaged file.
func partialRecords(data []byte) int {
	secondReader.Lock()
	defer secondReader.Unlock()
	file, _ := fit.Decode(bytes.NewReader(data)) // with what came before the damage
	if file == nil || file.Type() != fit.FileTypeActivity {
		return 0
	}
	activity, err := file.Activity()
	if err != nil {
		return 0
	}
	count := 0
	for _, r := range activity.Records {
		if !fit.IsBaseTime(r.Timestamp) {
			count++
		}
	}
	return count
}

// TestFITSalvage cuts the FIT files of the corpus and keeps at least as many
// records as either library gives of the same bytes, with a warning.
func TestFITSalvage(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes the corpus six times")
	}
	files, kept, records := 0, 0, 0
	for _, f := range corpus(t, FIT) {
		for _, percent := range []int{50, 90} {
			cut := f.data[:len(f.data)*percent/100]
			ours, damaged := 0, false
			blocks, _ := splitFIT(cut)
			for i := range blocks {
				d, _, _ := decodeBlock(&blocks[i])
				ours += len(d.records)
				damaged = damaged || blocks[i].cut()
			}
			theirs := max(listenedRecords(cut), partialRecords(cut))
			if ours < theirs {
				t.Errorf("%s, %d %%: %d records, the libraries read %d", f.path, percent, ours, theirs)
			}
			activities, err := File(f.path, cut)
			if err != nil {
				if unsupported := (*UnsupportedError)(nil); theirs > 0 && !errors.As(err, &unsupported) {
					t.Errorf("%s, %d %%: refused with %d records: %v", f.path, percent, theirs, err)
				}
				continue
			}
			files++
			last := activities[len(activities)-1]
			if damaged && !slices.Contains(warningCodes(last), training.Truncated) {
				t.Errorf("%s, %d %%: nobody says that it was cut: %v", f.path, percent, last.Warnings)
			}
			kept += ours
			records += theirs
		}
	}
	t.Logf("%d cut files: %d records kept, the better library reads %d", files, kept, records)
}

// A file that says what it is says so before anything else of it is read.
func TestFITKindComesFirst(t *testing.T) {
	for kind, want := range map[typedef.File]string{
		typedef.FileMonitoringB: "monitoring", typedef.FileSettings: "settings", 44: "metrics", 49: "sleep", 29: "records",
	} {
		id := fitFile(t, fileID(kind))
		data := append(id[:len(id)-fitCRCBytes:len(id)-fitCRCBytes], bytes.Repeat([]byte{0x0f}, 1000)...)
		_, err := File("test.fit", withDataSize(append(data, 0, 0), uint32(len(data)-14)))
		if unsupported, ok := err.(*UnsupportedError); !ok || unsupported.Kind != want {
			t.Errorf("%s behind rubbish: got %v", want, err)
		}
	}
}
