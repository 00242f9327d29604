// Package inbox takes a runner's files into the database: it walks folders,
// reads archives as streams, tells what is new from what was seen before, has the
// new files parsed and measured by a pool of workers, finds runs that two
// devices recorded, and writes the rest in batches, each whole or absent.
//
// It only reads the runner's files. What became of each of them is an outcome
// on the receipt; a file that cannot be read never stops the others. The result
// depends on the files and their order alone, not on the number of workers.
//
// A member of an archive is a file like any other: it has a path, which is that of
// the archive and its own name in there, and an outcome of its own. Nothing is
// unpacked to the disk, and no archive or file makes the memory grow with what it
// claims to hold.
//
// It knows nothing of what is inside a format: package parse does.
package inbox
