/* Where text stands. All inputs of one compilation share one space of byte offsets, as if they
 * stood one behind the other, so that a place is one 32-bit number whatever file it is in. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/arena.h"
#include "base/slice.h"

/* Bytes start..end-1 of the shared offset space. {0, 0} is "no place". */
struct span {
    uint32_t start, end;
};

static inline bool span_is_none(struct span span)
{
    return span.end == 0;
}

/* One input. */
struct source {
    struct slice name;   /* as the user knows it; "-" for standard input */
    struct slice text;   /* UTF-8 without a byte order mark */
    uint32_t base;       /* the offset of its first byte; never 0 */
    uint32_t line_count; /* entries of `lines`; 0 until first asked for */
    uint32_t *lines;     /* offsets into `text` where lines start; built when first asked for */
    uint32_t last_start; /* the line whose column was asked for last: where it starts, */
    uint32_t last;       /* which place in it that was, */
    uint32_t last_count; /* and how many code points are between */
    struct source *next; /* the input that was added before */
};

struct sources {
    struct arena *arena;
    struct source *last; /* the input added last */
    uint32_t end;        /* the first free offset */
};

/* A place as people write it. */
struct position {
    const struct source *source; /* NULL for "no place" */
    uint32_t line;               /* from 1 */
    uint32_t column;             /* from 1, in code points */
    uint32_t byte;               /* the same in bytes of UTF-8 */
};

/* An empty set of inputs in `arena`. */
struct sources *sources_new(struct arena *arena);

/* Adds an input; `name` and `text` are borrowed and must live as long as the arena. The text may be
 * LIMIT_INPUT_BYTES long. */
struct source *source_add(struct sources *sources, struct slice name, struct slice text);

/* The name of the input that was added first; empty when there is none. */
struct slice sources_name(const struct sources *sources);

/* The place of one offset. */
struct position source_position(const struct sources *sources, uint32_t offset);

/* The text of one line (from 1), without its line break. */
struct slice source_line(const struct source *source, uint32_t line);

#endif
