/* The formats of emit/format_list.h, each defined in the file of its name. */
#ifndef EMIT_FORMAT_INTERNAL_H
#define EMIT_FORMAT_INTERNAL_H

#include "emit/emit.h"

#define FORMAT(name) extern const struct emit_format emit_##name;
#include "emit/format_list.h"
#undef FORMAT

#endif
