/* A reader of TOML 1.0 for asking after a few texts in a file. It goes through the whole file, so
 * that what it does not understand is an error and not a wrong answer; numbers and dates it takes
 * by their letters alone, and it does not look for keys that are given twice. */
#ifndef CLI_TOML_H
#define CLI_TOML_H

#include "base/buffer.h"

enum { TOML_DEEPEST = 32 }; /* names in a path, and levels of values; deeper is an error */

/* Where a value stands: its table, and its dotted key. */
struct toml_path {
    struct slice names[TOML_DEEPEST];
    size_t count;
    bool in_array; /* inside an array of tables, so that the path alone does not identify it */
};

/* Called for each value. `text` is that of a string; its text is NULL for all other values. */
typedef void toml_visit(void *context, const struct toml_path *path, struct slice text,
                        size_t line);

/* Reads `text`, which is valid UTF-8. Texts handed out live in the arena or in `text`. Returns 0,
 * or the line (from 1) that is no TOML. */
size_t toml_read(struct arena *arena, struct slice text, toml_visit *visit, void *context);

#endif
