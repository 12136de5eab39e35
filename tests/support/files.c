#include "tests/support/files.h"

#include <stdio.h>

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

bool list_folder(struct arena *arena, const char *folder, const char *const *suffixes,
                 struct file_names *names)
{
    struct file_status status = file_list(arena, folder, names);
    size_t count = 0;

    if (!file_ok(status)) {
        fprintf(stderr, "%s: cannot be read: %s\n", folder, strerror(status.error));
        return false;
    }
    for (size_t i = 0; i < names->count; i++)
        if (ends_with_one(names->items[i], suffixes)) names->items[count++] = names->items[i];
    names->count = count;
    return true;
}
