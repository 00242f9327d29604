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
// A file goes this way. walk finds it, and expand puts the members of an archive in
// its place. In a worker of the pool, read takes in its bytes and has them parsed and
// measured. judge, in the order of the walk, settles what becomes of it: a copy by its
// hash, a twin by twinsOf. flush writes what is new, judgeAgain takes up what lost the
// twin that it gave way to, and receipt sums up. Split and Join have files read again
// and enter at judge.
//
// It knows nothing of what is inside a format: package parse does.
package inbox
