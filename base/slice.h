/* A slice borrows bytes: it says where they are and how many, and owns nothing. Text in slices is
 * UTF-8 unless a comment says otherwise, and is not ended by a zero byte. */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *text; /* may be NULL when size is 0 */
    size_t size;      /* bytes */
};

/* The slice of a string literal. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* The two arguments that "%.*s" takes. */
#define SLICE_ARG(slice) (int)(slice).size, (slice).text

static inline struct slice slice_of(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

static inline bool slice_eq(struct slice a, struct slice b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.text, b.text, a.size) == 0);
}

/* Whether they are equal but for capitals of ASCII. */
static inline bool slice_eq_any_case(struct slice a, struct slice b)
{
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++) {
        unsigned char one = (unsigned char)a.text[i], other = (unsigned char)b.text[i];
        if (one != other && ((one ^ other) != 0x20 || (one | 0x20) < 'a' || (one | 0x20) > 'z'))
            return false;
    }
    return true;
}

/* The order of the bytes, which for UTF-8 is the order of the code points. */
static inline int slice_compare(struct slice a, struct slice b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.text, b.text, common) : 0;

    if (order != 0) return order;
    return (a.size > b.size) - (a.size < b.size);
}

static inline bool slice_starts(struct slice text, struct slice start)
{
    return text.size >= start.size &&
           (start.size == 0 || memcmp(text.text, start.text, start.size) == 0);
}

static inline bool slice_ends(struct slice text, struct slice end)
{
    return text.size >= end.size &&
           (end.size == 0 || memcmp(text.text + text.size - end.size, end.text, end.size) == 0);
}

/* What follows the first `count` bytes; empty when there are fewer. */
static inline struct slice slice_from(struct slice text, size_t count)
{
    if (count >= text.size) return (struct slice){text.text, 0};
    return (struct slice){text.text + count, text.size - count};
}

/* The first `count` bytes, or all when there are fewer. */
static inline struct slice slice_first(struct slice text, size_t count)
{
    return (struct slice){text.text, count < text.size ? count : text.size};
}

/* Without blanks and line breaks at its end. */
static inline struct slice slice_trim_end(struct slice text)
{
    while (text.size && text.text[text.size - 1] && strchr(" \t\r\n", text.text[text.size - 1]))
        text.size--;
    return text;
}

/* The offset of the first `byte`, or text.size. */
static inline size_t slice_find(struct slice text, char byte)
{
    const char *found = text.size ? memchr(text.text, byte, text.size) : NULL;

    return found ? (size_t)(found - text.text) : text.size;
}

/* The same of a part of two bytes, such as "${". */
static inline size_t slice_search_pair(struct slice text, const char *pair)
{
    size_t at = 0;

    while (at + 1 < text.size) {
        const char *found = memchr(text.text + at, pair[0], text.size - at - 1);
        if (!found) break;
        at = (size_t)(found - text.text);
        if (text.text[at + 1] == pair[1]) return at;
        at++;
    }
    return text.size;
}

/* The offset of the first `part`, or text.size. Most texts do not even have its first byte, and
 * then memmem(), which prepares for long ways, has nothing to do. */
static inline size_t slice_search(struct slice text, struct slice part)
{
    const char *found;

    if (part.size == 0 || text.size == 0) return 0;
    if (part.size == 2) return slice_search_pair(text, part.text);
    found = memchr(text.text, part.text[0], text.size);
    if (found) found = memmem(found, text.size - (size_t)(found - text.text), part.text, part.size);
    return found ? (size_t)(found - text.text) : text.size;
}

#endif
