/* The table of formats. */
#include "emit/emit.h"

#include "emit/format_internal.h"

static const struct emit_format *const formats[] = {
#define FORMAT(name) &emit_##name,
#include "emit/format_list.h"
#undef FORMAT
};

size_t emit_format_count(void)
{
    return sizeof formats / sizeof *formats;
}

const struct emit_format *emit_format_at(size_t number)
{
    return formats[number];
}

const struct emit_format *emit_format(struct slice name)
{
    for (size_t i = 0; i < emit_format_count(); i++)
        if (slice_eq(name, slice_of(formats[i]->name))) return formats[i];
    return NULL;
}
