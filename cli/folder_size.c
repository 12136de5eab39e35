/* A walk by descriptors, so that a folder which somebody moves meanwhile leads nowhere else. */
#include "cli/folder_size.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"

struct walk {
    size_t entries;             /* looked at so far */
    char largest[NAME_MAX + 1]; /* the name of the largest entry, or empty */
};

static bool is_left_out(int folder, const char *name)
{
    struct stat status;

    if (name[0] == '.' || strcmp(name, "__pycache__") == 0) return true;
    return strcmp(name, "node_modules") == 0 && fstatat(folder, "package.json", &status, 0) == 0;
}

static uint64_t bytes_of(struct walk *walk, int parent, const char *name, unsigned level);

/* Closes the descriptor. `size` is that of the outermost folder, or NULL. */
static uint64_t bytes_in(struct walk *walk, int descriptor, unsigned level, samc_folder_size *size)
{
    DIR *folder = fdopendir(descriptor);
    const struct dirent *entry;
    uint64_t all = 0;

    if (!folder) {
        close(descriptor);
        return 0;
    }
    while (walk->entries < LIMIT_CODE_ENTRIES && (entry = readdir(folder))) {
        if (is_left_out(descriptor, entry->d_name)) continue;
        uint64_t bytes = bytes_of(walk, descriptor, entry->d_name, level + 1);
        all += bytes;
        if (!size || bytes <= size->largest_bytes) continue;
        size->largest_bytes = bytes;
        /* Into memory that is there: running out of it would leave the folder open. */
        snprintf(walk->largest, sizeof walk->largest, "%s", entry->d_name);
    }
    closedir(folder);
    return all;
}

static uint64_t bytes_of(struct walk *walk, int parent, const char *name, unsigned level)
{
    struct stat status;
    int descriptor;

    walk->entries++;
    if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return 0;
    if (S_ISREG(status.st_mode)) return (uint64_t)status.st_size;
    if (!S_ISDIR(status.st_mode) || level > LIMIT_CODE_LEVELS) return 0;
    descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return descriptor < 0 ? 0 : bytes_in(walk, descriptor, level, NULL);
}

bool folder_size(struct arena *arena, const char *path, samc_folder_size *size)
{
    struct walk walk = {0};
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *size = (samc_folder_size){0};
    if (descriptor < 0) return false;
    size->bytes = bytes_in(&walk, descriptor, 0, size);
    if (*walk.largest) size->largest = slice_copy(arena, slice_of(walk.largest)).text;
    return true;
}
