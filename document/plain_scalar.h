/* Texts of plain YAML: without quotes, in quotes, in blocks. */
#ifndef DOCUMENT_PLAIN_SCALAR_H
#define DOCUMENT_PLAIN_SCALAR_H

#include "base/arena.h"
#include "base/slice.h"

/* Where the reader of plain YAML is. */
struct plain_cursor {
    struct arena *arena;
    const char *end;  /* of the text */
    const char *at;   /* the next byte */
    const char *line; /* where the line of `at` starts */
};

struct plain_scalar {
    const char *start, *end; /* quotes included */
    struct slice text;       /* what it says; lasting */
    bool is_quoted;
    bool is_one_line;
};

/* What a byte may be. */
enum plain_class {
    PLAIN_ODD = 1,       /* of a character that is perhaps not allowed, or a line end: is_odd() */
    PLAIN_BREAK = 2,     /* LF; CR, which is one only before LF */
    PLAIN_BLANK = 4,     /* space, tab */
    PLAIN_COLON = 8,     /* ':', '#': end a text beside blanks */
    PLAIN_FLOW = 16,     /* "[]{}," and '?': end a text in flow style, or worse */
    PLAIN_INDICATOR = 32 /* does not begin a text without quotes */
};
extern const unsigned char plain_classes[256];

static inline bool plain_is(const struct plain_cursor *cursor, const char *at, unsigned classes)
{
    return at < cursor->end && plain_classes[(unsigned char)*at] & classes;
}

/* Whether `at` is the end, or a blank or break. */
static inline bool plain_ends(const struct plain_cursor *cursor, const char *at)
{
    return at >= cursor->end || plain_classes[(unsigned char)*at] & (PLAIN_BLANK | PLAIN_BREAK);
}

static inline void plain_skip_spaces(struct plain_cursor *cursor)
{
    while (cursor->at < cursor->end && *cursor->at == ' ')
        cursor->at++;
}

/* Whether a character of the class PLAIN_ODD is one that libyaml refuses or takes for a line end.
 */
bool plain_is_odd(const struct plain_cursor *cursor, const char *at);

/* Whether "---" or "..." is next, which begin and end documents. */
bool plain_is_document_mark(const struct plain_cursor *cursor);

/* All that follow return false when the text is not plain. */

/* Goes over the line break at the cursor; at the end of the text there is none. */
bool plain_skip_break(struct plain_cursor *cursor);

/* Goes over a comment, to the end of its line. */
bool plain_skip_comment(struct plain_cursor *cursor);

/* Goes from the end of the line, where spaces and a comment may stand, to the first thing in the
 * lines that follow that is neither blank nor comment, or to the end. */
bool plain_next_line(struct plain_cursor *cursor, bool *had_comment);

/* Reads the part of a text without quotes that stands on this line. The cursor stops behind it and
 * the blanks that follow. */
bool plain_scan_line(struct plain_cursor *cursor, bool in_flow, struct plain_scalar *scalar);

/* Reads on in the lines that follow, while they are indented more than `parent`. The cursor stops
 * at the first thing in a line behind it. */
bool plain_scan_rest(struct plain_cursor *cursor, int parent, struct plain_scalar *scalar);

/* Reads a text in quotes. */
bool plain_scan_quoted(struct plain_cursor *cursor, struct plain_scalar *scalar);

/* Reads a text that starts with '|' or '>', which is indented more than `parent`. The cursor stops
 * at the start of the line behind it. */
bool plain_scan_block(struct plain_cursor *cursor, int parent, struct plain_scalar *scalar);

#endif
