/* The table of spec/runtime_list.h. */
#include "spec/runtimes.h"

static const struct runtime runtimes[] = {
#define RUNTIME(name, family, arm64, deprecated, create_block, update_block)                       \
    {name, sizeof name - 1, RUNTIME_##family, arm64, deprecated, create_block, update_block},
#include "spec/runtime_list.h"
#undef RUNTIME
};

enum { RUNTIMES = sizeof runtimes / sizeof *runtimes };

const struct runtime *runtime_at(size_t number)
{
    return number < RUNTIMES ? &runtimes[number] : NULL;
}

const struct runtime *runtime_find(struct slice name)
{
    for (size_t i = 0; i < RUNTIMES; i++)
        if (slice_eq(name, (struct slice){runtimes[i].name, runtimes[i].size})) return &runtimes[i];
    return NULL;
}

const struct runtime *runtime_newest(enum runtime_family family)
{
    const struct runtime *newest = NULL;

    for (size_t i = 0; i < RUNTIMES; i++)
        if (runtimes[i].family == family) newest = &runtimes[i];
    return newest;
}
