#include "tests/support/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/vector.h"

bool load_file_optional(struct arena *arena, const char *path, struct slice *content)
{
    return file_ok(file_read(arena, path, SIZE_MAX, content));
}

bool load_file(struct arena *arena, const char *path, struct slice *content)
{
    struct file_status status = file_read(arena, path, SIZE_MAX, content);

    if (!file_ok(status)) fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(status.error));
    return file_ok(status);
}

static bool ends_with_one(const char *name, const char *const *suffixes)
{
    for (; *suffixes; suffixes++)
        if (slice_ends(slice_of(name), slice_of(*suffixes))) return true;
    return false;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool list_folder(struct arena *arena, const char *folder, const char *const *suffixes,
                 struct file_names *names)
{
    VECTOR(const char *) found = {0};
    DIR *open_folder = opendir(folder);

    if (!open_folder) {
        fprintf(stderr, "%s: cannot be read: %s\n", folder, strerror(errno));
        return false;
    }
    for (struct dirent *entry; (entry = readdir(open_folder));)
        if (ends_with_one(entry->d_name, suffixes))
            VECTOR_PUSH(arena, &found, slice_copy(arena, slice_of(entry->d_name)).text);
    closedir(open_folder);
    if (found.count) qsort(found.items, found.count, sizeof *found.items, compare_names);
    *names = (struct file_names){found.items, found.count};
    return true;
}
