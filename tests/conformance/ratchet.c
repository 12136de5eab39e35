#include "tests/conformance/ratchet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "tests/support/files.h"

bool ratchet_read(struct arena *arena, const char *path, struct ratchet *ratchet)
{
    VECTOR(struct slice) lines = {0};
    struct slice rest;

    *ratchet = (struct ratchet){NULL, 0};
    if (!load_file_optional(arena, path, &rest)) return true;
    while (rest.size) {
        struct slice line = slice_first(rest, slice_find(rest, '\n'));
        rest = slice_from(rest, line.size + 1);
        if (lines.count && slice_compare(lines.items[lines.count - 1], line) >= 0) {
            fprintf(stderr, "%s:%zu: '%.*s' is not in the order of bytes, or there twice\n", path,
                    lines.count + 1, SLICE_ARG(line));
            return false;
        }
        VECTOR_PUSH(arena, &lines, line);
    }
    *ratchet = (struct ratchet){lines.items, lines.count};
    return true;
}

bool ratchet_holds(const struct ratchet *ratchet, struct slice name)
{
    size_t low = 0, high = ratchet->count;

    while (low < high) { /* lines before `low` are smaller, lines from `high` on are larger */
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(ratchet->lines[middle], name);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static int compare_checks(const void *a, const void *b)
{
    return slice_compare(((const struct check *)a)->name, ((const struct check *)b)->name);
}

void ratchet_sort(struct checks *checks)
{
    if (checks->count) qsort(checks->items, checks->count, sizeof *checks->items, compare_checks);
}

bool ratchet_write(const char *path, const struct ratchet *ratchet, const struct checks *checks)
{
    FILE *file = fopen(path, "wb");

    for (size_t i = 0; file && i < checks->count; i++) {
        const struct check *check = &checks->items[i];
        if (check->passed || ratchet_holds(ratchet, check->name))
            fprintf(file, "%.*s\n", SLICE_ARG(check->name));
    }
    if (!file || ferror(file) || fclose(file)) {
        fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
        return false;
    }
    return true;
}
