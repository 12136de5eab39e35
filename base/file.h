/* Files as a whole: read within a cap, written completely or not at all. Nothing is printed here; a
 * status says which step failed and why, so that the caller can find the words. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/slice.h"

/* What was being done. */
enum file_step {
    FILE_OPEN,   /* opening what exists, or finding out whether it does */
    FILE_READ,   /* reading */
    FILE_CREATE, /* making the file that is to take the place of another, beside it */
    FILE_WRITE,  /* writing, up to having it on the disk */
    FILE_RENAME, /* putting the new file in its place */
};

struct file_status {
    int error;           /* errno of the step that failed; 0: all went well */
    enum file_step step; /* that step */
};

static inline bool file_ok(struct file_status status)
{
    return status.error == 0;
}

/* Reads a file to its end, or its first `most` bytes when it has more, into the arena. Anything
 * that can be read from start to end is good: a regular file, a pipe, a device. */
struct file_status file_read(struct arena *arena, const char *path, size_t most,
                             struct slice *bytes);

/* The same from a descriptor that is already open, and stays open. */
struct file_status file_read_descriptor(struct arena *arena, int descriptor, size_t most,
                                        struct slice *bytes);

/* Names of files. */
struct file_names {
    const char **items;
    size_t count, room;
};

/* The names of all that is in a folder but "." and "..", sorted by their bytes, in the arena. */
struct file_status file_list(struct arena *arena, const char *folder, struct file_names *names);

/* Writes `bytes` to the file `path`, all of them or none: they go to a new file in the same folder,
 * which takes the place of the old one when it is complete and on the disk. Until then, and on any
 * failure, an existing file stays as it was. The new file gets the permissions of the one that it
 * replaces, else those of any new file. A symbolic link is followed, not replaced. What cannot be
 * replaced is written to as it is: devices and pipes, and any file that is standard output or
 * standard error at the same time (/dev/stdout). */
struct file_status file_write(struct arena *arena, const char *path, struct slice bytes);

/* Writes all of `bytes` to an open descriptor. */
struct file_status file_write_descriptor(int descriptor, struct slice bytes);

/* Opens a file without a name in a folder, to write and read: for what is too large to be held in
 * memory. It is gone when it is closed. -1 when there is none to be had there. */
int file_open_temporary(const char *folder);

/* The same as file_write() and file_write_descriptor() with the bytes of an open file, from its
 * start to its end. */
struct file_status file_write_from(struct arena *arena, const char *path, int from);
struct file_status file_write_descriptor_from(struct arena *arena, int descriptor, int from);

/* Whether both paths lead to one and the same existing regular file. */
bool file_same(const char *a, const char *b);

#endif
