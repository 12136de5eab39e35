/* The runtimes of Lambda: architectures, and the days on which they come to their end. */
#ifndef SPEC_RUNTIMES_H
#define SPEC_RUNTIMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum runtime_family {
    RUNTIME_DOTNET,
    RUNTIME_GO,
    RUNTIME_JAVA,
    RUNTIME_NODEJS,
    RUNTIME_PROVIDED,
    RUNTIME_PYTHON,
    RUNTIME_RUBY,
};

/* One runtime. Constant data. Days are numbers such as 20261121; 0: none is known. */
struct runtime {
    const char *name; /* for example "python3.12" */
    size_t size;      /* its bytes */
    enum runtime_family family;
    bool arm64; /* whether it runs on arm64; all run on x86_64 */
    uint32_t deprecated, create_block, update_block;
};

/* The runtime of that name, or NULL. */
const struct runtime *runtime_find(struct slice name);

/* The newest runtime of a family. */
const struct runtime *runtime_newest(enum runtime_family family);

/* All runtimes, by number; NULL beyond the last. */
const struct runtime *runtime_at(size_t number);

#endif
