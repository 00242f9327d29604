// Package inbox takes a runner's files into the database: it walks folders,
// unpacks what is packed, tells what is new from what was seen before, has the
// new files parsed and measured by a pool of workers, finds runs that two
// devices recorded, and writes the rest in batches, each whole or absent.
//
// It only reads the runner's files. What became of each of them is an outcome
// on the receipt; a file that cannot be read never stops the others. The result
// depends on the files and their order alone, not on the number of workers.
//
// It knows nothing of what is inside a format: package parse does.
package inbox
