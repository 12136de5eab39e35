/* What is dangerous: the C0 and C1 controls and DEL, which move the cursor or set colours, and the
 * bidirectional marks, which make a line read otherwise than it is written. */
#include "base/printable.h"

#include "base/utf8.h"

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/* Embeddings, overrides and isolates, the marks of direction, and the separators of Unicode. */
static bool changes_reading(uint32_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0x200e || code == 0x200f || code == 0x061c || code == 0x2028 || code == 0x2029;
}

bool printable_code(uint32_t code)
{
    return code != UTF8_INVALID && !is_control(code) && !changes_reading(code);
}

void printable_add(struct buffer *out, struct slice text)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code == UTF8_INVALID)
            buffer_printf(out, "\\x%02x", (unsigned char)text.text[start]);
        else if (is_control(code))
            buffer_printf(out, "\\x%02x", (unsigned)code);
        else if (changes_reading(code))
            buffer_printf(out, "\\u%04x", (unsigned)code);
        else
            buffer_add(out, (struct slice){text.text + start, at - start});
    }
}

struct slice printable(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    buffer_reserve(&out, text.size);
    printable_add(&out, text);
    return buffer_slice(&out);
}

enum { MOST_QUOTED = 80 }; /* bytes; names of AWS are shorter, and three of them fit into a line */

void quotable_add(struct buffer *out, struct slice text)
{
    size_t size = utf8_whole(text, MOST_QUOTED);

    buffer_add(out, slice_first(text, size));
    if (size < text.size) buffer_add(out, SLICE("..."));
}

struct slice quotable(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    if (text.size <= MOST_QUOTED) return text;
    quotable_add(&out, text);
    return buffer_slice(&out);
}
