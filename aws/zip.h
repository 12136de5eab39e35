/* The files of a ZIP archive, by libarchive, which is loaded for the first one. */
#ifndef AWS_ZIP_H
#define AWS_ZIP_H

#include "base/slice.h"

struct arena;

/* What ends the reading of an archive with a problem. */
struct zip_limits {
    size_t entries;         /* files and folders */
    size_t bytes, all_bytes; /* unpacked, of one file and of all together */
};

struct zip_file {
    struct slice name, bytes; /* valid up to the next call */
};

struct zip;

/* `bytes` have to stay as long as the archive, which is closed with the arena. */
struct zip *zip_open(struct arena *arena, struct slice bytes, struct zip_limits limits);

/* The next file, to *file; false at the end, or when there is a problem. */
bool zip_next(struct zip *zip, struct zip_file *file);

/* Why the archive cannot be read on, in a sentence or two; NULL: nothing is wrong. */
const char *zip_problem(const struct zip *zip);

#endif
