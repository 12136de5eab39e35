/* Reading asks the file for its size only to get the memory right at the first try: what counts is
 * where reading ends, so files that grow, or have no size, are no special case.
 *
 * Writing holds one thing above all: at each moment, `path` is the old file or the new one, whole.
 * All that needs memory is done before the new file is made, since running out of it leaves no way
 * to clean up. A signal that ends the program at the wrong moment may leave a file .samc-*.tmp.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/vector.h"

enum {
    READ_STEP = 64 * 1024, /* bytes asked for at a time when the size is not known */
    MOST_LINKS = 40,       /* symbolic links followed, as many as Linux follows */
    MOST_NAMES = 100,      /* names tried for the new file */
};

static struct file_status failed(enum file_step step)
{
    return (struct file_status){errno, step};
}

static const struct file_status fine = {0};

/* -- Reading ------------------------------------------------------------------------------------
 */

/* Bytes that the file seems to hold, at most `most`; 0 when it does not say. */
static size_t expected_size(int descriptor, size_t most)
{
    struct stat about;

    if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < 0) return 0;
    return (uintmax_t)about.st_size < most ? (size_t)about.st_size : most;
}

struct file_status file_read_descriptor(struct arena *arena, int descriptor, size_t most,
                                        struct slice *bytes)
{
    struct buffer text = buffer_new(arena);

    /* One byte more, so that the read which finds the end does not need more room. */
    buffer_reserve(&text, expected_size(descriptor, most) + 1);
    while (text.size < most) {
        if (text.room - text.size < 2) buffer_reserve(&text, READ_STEP);
        size_t room = text.room - text.size - 1;
        if (room > most - text.size) room = most - text.size;
        ssize_t got = read(descriptor, text.text + text.size, room);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(FILE_READ);
        if (got == 0) break;
        text.size += (size_t)got;
    }
    text.text[text.size] = '\0';
    *bytes = buffer_slice(&text);
    return fine;
}

/* What is open while memory is allocated, which may end all work: the arena closes it then. */
struct opened {
    int file; /* -1: none */
    DIR *folder;
};

static void close_opened(void *context)
{
    struct opened *opened = context;

    if (opened->file >= 0) close(opened->file);
    if (opened->folder) closedir(opened->folder);
    *opened = (struct opened){.file = -1};
}

static struct opened *opened_new(struct arena *arena)
{
    struct opened *opened = arena_alloc(arena, sizeof *opened);

    *opened = (struct opened){.file = -1};
    arena_on_free(arena, close_opened, opened);
    return opened;
}

struct file_status file_read(struct arena *arena, const char *path, size_t most,
                             struct slice *bytes)
{
    struct opened *opened = opened_new(arena);

    opened->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (opened->file < 0) return failed(FILE_OPEN);
    struct file_status status = file_read_descriptor(arena, opened->file, most, bytes);
    close_opened(opened);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct file_status file_list(struct arena *arena, const char *folder, struct file_names *names)
{
    struct opened *opened = opened_new(arena);
    const struct dirent *entry;

    *names = (struct file_names){0};
    opened->folder = opendir(folder);
    if (!opened->folder) return failed(FILE_OPEN);
    while (errno = 0, (entry = readdir(opened->folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            VECTOR_PUSH(arena, names, slice_copy(arena, slice_of(entry->d_name)).text);
    struct file_status status = {errno, FILE_READ};
    close_opened(opened);
    if (names->count) qsort(names->items, names->count, sizeof *names->items, compare_names);
    return status;
}

int file_open_temporary(const char *folder)
{
#ifdef O_TMPFILE
    return open(folder, O_RDWR | O_TMPFILE | O_EXCL | O_CLOEXEC, 0600);
#else
    (void)folder;
    return -1;
#endif
}

/* -- Writing ------------------------------------------------------------------------------------
 */

struct file_status file_write_descriptor(int descriptor, struct slice bytes)
{
    while (bytes.size > 0) {
        ssize_t done = write(descriptor, bytes.text, bytes.size);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return failed(FILE_WRITE);
        bytes = slice_from(bytes, (size_t)done);
    }
    return fine;
}

/* What is to be written: bytes, or those of an open file, which go through a buffer. */
struct content {
    struct slice bytes;
    int from; /* -1: `bytes` it is */
    char *buffer;
};

static struct content content_from(struct arena *arena, int from)
{
    return (struct content){.from = from, .buffer = arena_alloc(arena, READ_STEP)};
}

/* Writes all of it to an open descriptor. */
static struct file_status write_content(int descriptor, const struct content *content)
{
    if (content->from < 0) return file_write_descriptor(descriptor, content->bytes);
    if (lseek(content->from, 0, SEEK_SET) != 0) return failed(FILE_READ);
    for (;;) {
        ssize_t got = read(content->from, content->buffer, READ_STEP);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(FILE_READ);
        if (got == 0) return fine;
        struct slice piece = {content->buffer, (size_t)got};
        struct file_status status = file_write_descriptor(descriptor, piece);
        if (!file_ok(status)) return status;
    }
}

struct file_status file_write_descriptor_from(struct arena *arena, int descriptor, int from)
{
    struct content content = content_from(arena, from);

    return write_content(descriptor, &content);
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool file_same(const char *a, const char *b)
{
    struct stat about_a, about_b;

    return stat(a, &about_a) == 0 && stat(b, &about_b) == 0 && S_ISREG(about_a.st_mode) &&
           is_same(&about_a, &about_b);
}

/* The standard stream that is connected to this very file, or -1. Devices are as good by name. */
static int stream_of(const struct stat *about)
{
    struct stat stream;

    if (S_ISCHR(about->st_mode) || S_ISBLK(about->st_mode)) return -1;
    for (int descriptor = STDOUT_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fstat(descriptor, &stream) == 0 && is_same(&stream, about)) return descriptor;
    return -1;
}

static struct file_status write_in_place(const char *path, const struct content *content)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

    if (descriptor < 0) return failed(FILE_OPEN);
    struct file_status status = write_content(descriptor, content);
    if (close(descriptor) != 0 && file_ok(status)) status = failed(FILE_WRITE);
    return status;
}

/* The part of `path` up to and with the last slash; empty when it has none. */
static struct slice folder_of(struct slice path)
{
    while (path.size > 0 && path.text[path.size - 1] != '/')
        path.size--;
    return path;
}

/* Follows `path` to the first name that is no symbolic link; that one need not exist. */
static struct file_status follow_links(struct arena *arena, const char **path)
{
    struct stat about;

    for (int links = 0; lstat(*path, &about) == 0 && S_ISLNK(about.st_mode); links++) {
        size_t room = about.st_size > 0 ? (size_t)about.st_size + 1 : READ_STEP;
        char *text = arena_alloc(arena, room);
        ssize_t size = links < MOST_LINKS ? readlink(*path, text, room) : (errno = ELOOP, -1);
        if (size < 0) return failed(FILE_OPEN);
        struct slice link = {text, (size_t)size};
        struct slice folder =
            slice_starts(link, SLICE("/")) ? SLICE("") : folder_of(slice_of(*path));
        *path = CONCAT(arena, folder, link).text;
    }
    return fine;
}

/* Makes a new file beside `path`; its name goes to `name`, which has room for it. */
static int create_beside(char *name, size_t room, struct slice folder, mode_t mode)
{
    struct timespec now = {0};
    int descriptor = -1;

    clock_gettime(CLOCK_MONOTONIC, &now);
    for (int i = 0; i < MOST_NAMES; i++) {
        snprintf(name, room, "%.*s.samc-%ld-%ld.tmp", SLICE_ARG(folder), (long)getpid(),
                 now.tv_nsec + i);
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (descriptor >= 0 || errno != EEXIST) break;
    }
    return descriptor;
}

/* Gives the new file the permissions and, where that is allowed, the owner of the old one. */
static bool take_over(int descriptor, const struct stat *old)
{
    struct stat made;

    if (fstat(descriptor, &made) != 0) return false;
    bool other_owner = made.st_uid != old->st_uid || made.st_gid != old->st_gid;
    if (other_owner && fchown(descriptor, old->st_uid, old->st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(descriptor, old->st_mode & 0777) == 0;
}

/* Fills the new file and brings it to the disk. File systems that cannot do the latter say EINVAL.
 */
static struct file_status fill(int descriptor, const struct content *content,
                               const struct stat *old)
{
    struct file_status status = write_content(descriptor, content);

    if (file_ok(status) && old && !take_over(descriptor, old)) status = failed(FILE_CREATE);
    if (file_ok(status) && fsync(descriptor) != 0 && errno != EINVAL) status = failed(FILE_WRITE);
    if (close(descriptor) != 0 && file_ok(status)) status = failed(FILE_WRITE);
    return status;
}

/* `old` is the file that is replaced, NULL when there is none. */
static struct file_status replace(struct arena *arena, const char *path,
                                  const struct content *content, const struct stat *old)
{
    struct file_status status = follow_links(arena, &path);

    if (!file_ok(status)) return status;
    struct slice folder = folder_of(slice_of(path));
    size_t room = folder.size + 64;
    char *name = arena_alloc(arena, room);
    int descriptor = create_beside(name, room, folder, old ? 0600 : 0666);
    if (descriptor < 0) return failed(FILE_CREATE);
    status = fill(descriptor, content, old);
    if (file_ok(status) && rename(name, path) != 0) status = failed(FILE_RENAME);
    if (!file_ok(status)) unlink(name);
    return status;
}

static struct file_status write_file(struct arena *arena, const char *path,
                                     const struct content *content)
{
    struct stat about;

    if (stat(path, &about) != 0)
        return errno == ENOENT ? replace(arena, path, content, NULL) : failed(FILE_OPEN);
    int stream = stream_of(&about);
    if (stream >= 0) return write_content(stream, content);
    if (!S_ISREG(about.st_mode)) return write_in_place(path, content);
    /* The folder decides whether a file can be replaced; one that is protected itself is not meant
     * to be. */
    if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0) return failed(FILE_OPEN);
    return replace(arena, path, content, &about);
}

struct file_status file_write(struct arena *arena, const char *path, struct slice bytes)
{
    return write_file(arena, path, &(struct content){.bytes = bytes, .from = -1});
}

struct file_status file_write_from(struct arena *arena, const char *path, int from)
{
    struct content content = content_from(arena, from);

    return write_file(arena, path, &content);
}
