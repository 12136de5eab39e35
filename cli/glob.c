/* Two levels of the same search: parts of the pattern against names of the path, where a part "**"
 * stands for any number of names, and inside a part characters against bytes, where '*' stands for
 * any number of bytes. On each level only the last star is ever tried again: what the stars before
 * it took is as short as can be, which leaves the most for the rest. So the time is bounded by the
 * product of both sizes.
 */
#include "cli/glob.h"

#include <ctype.h>
#include <stdint.h>

/* -- Inside a part ------------------------------------------------------------------------------
 */

/* [:name:] and whether a byte is in the class. */
static const struct byte_class {
    struct slice name;
    int (*holds)(int byte);
} classes[] = {
    {{"alnum", 5}, isalnum}, {{"alpha", 5}, isalpha}, {{"blank", 5}, isblank},
    {{"cntrl", 5}, iscntrl}, {{"digit", 5}, isdigit}, {{"graph", 5}, isgraph},
    {{"lower", 5}, islower}, {{"print", 5}, isprint}, {{"punct", 5}, ispunct},
    {{"space", 5}, isspace}, {{"upper", 5}, isupper}, {{"xdigit", 6}, isxdigit},
};

/* A set, "[...]", that is being gone through. */
struct set {
    struct slice part;
    size_t at; /* behind what was taken; 0 once it proved not well formed */
    unsigned char byte;
    bool holds; /* the byte is in what was taken so far */
};

static unsigned char byte_at(struct slice text, size_t at)
{
    return at < text.size ? (unsigned char)text.text[at] : 0;
}

/* Takes "[:name:]"; false when there is none. */
static bool take_class(struct set *set)
{
    struct slice rest = slice_from(set->part, set->at);
    size_t end = slice_find(rest, ']');
    const struct byte_class *class = NULL;

    if (!slice_starts(rest, SLICE("[:")) || end == rest.size || end < 3 ||
        rest.text[end - 1] != ':')
        return false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (slice_eq(classes[i].name, slice_from(slice_first(rest, end - 1), 2)))
            class = &classes[i];
    set->at = class ? set->at + end + 1 : 0;
    if (class && set->byte < 0x80) set->holds |= class->holds(set->byte) != 0;
    return true;
}

/* One byte of the set, which a backslash may stand in front of. */
static unsigned char take_member(struct set *set)
{
    if (byte_at(set->part, set->at) == '\\') set->at++;
    return byte_at(set->part, set->at++);
}

/* Takes "x" or "x-y". */
static void take_range(struct set *set)
{
    unsigned char low = take_member(set), high = low;

    if (byte_at(set->part, set->at) == '-' && set->at + 1 < set->part.size &&
        byte_at(set->part, set->at + 1) != ']') {
        set->at++;
        high = take_member(set);
    }
    set->holds |= low <= set->byte && set->byte <= high;
}

/* Whether `byte` is in the set that `part` has at *at, which then moves behind it. A set without an
 * end holds nothing, and *at is at the end. */
static bool match_set(struct slice part, size_t *at, unsigned char byte)
{
    struct set set = {part, *at + 1, byte, false};
    bool negated = byte_at(part, set.at) == '!' || byte_at(part, set.at) == '^';

    set.at += negated;
    for (size_t start = set.at; set.at == start || byte_at(part, set.at) != ']';) {
        if (set.at >= part.size) break;
        if (!take_class(&set)) take_range(&set);
        if (set.at == 0) break;
    }
    bool closed = set.at > 0 && set.at < part.size;
    *at = closed ? set.at + 1 : part.size;
    return closed && set.holds != negated;
}

/* Whether what `part` has at *at stands for `byte`; *at moves behind it. */
static bool match_byte(struct slice part, size_t *at, unsigned char byte)
{
    unsigned char wanted = byte_at(part, *at);

    if (wanted == '[') return match_set(part, at, byte);
    if (wanted == '\\' && ++*at == part.size) return false;
    ++*at;
    return (wanted == '?') || byte_at(part, *at - 1) == byte;
}

static bool match_name(struct slice part, struct slice name)
{
    size_t at = 0, next = 0;
    size_t star = SIZE_MAX, taken = 0; /* behind the last star; where the name goes on after it */

    while (next < name.size || at < part.size) {
        if (byte_at(part, at) == '*') {
            star = ++at;
            taken = next;
            continue;
        }
        if (next < name.size && at < part.size && match_byte(part, &at, byte_at(name, next))) {
            next++;
            continue;
        }
        if (star == SIZE_MAX || taken >= name.size) return false;
        at = star;
        next = ++taken;
    }
    return true;
}

/* -- Parts --------------------------------------------------------------------------------------
 */

/* Takes the name in front of the next slash off *rest, and the slash. */
static struct slice take_name(struct slice *rest)
{
    struct slice name = slice_first(*rest, slice_find(*rest, '/'));

    *rest = slice_from(*rest, name.size + 1);
    return name;
}

/* The same for a part of a pattern. The slash may have a backslash; one in a set ends nothing. */
static struct slice take_part(struct slice *rest)
{
    size_t at = 0, mark = 0;

    while (at < rest->size && mark == 0) {
        struct slice next = slice_from(*rest, at);
        if (next.text[0] == '/')
            mark = 1;
        else if (slice_starts(next, SLICE("\\/")))
            mark = 2;
        else
            match_byte(*rest, &at, 0);
    }
    struct slice part = slice_first(*rest, at);
    *rest = slice_from(*rest, at + mark);
    return part;
}

bool glob_match(struct slice pattern, struct slice path)
{
    struct slice star = {0},
                 taken = {0}; /* behind the last "**"; where the path goes on after it */

    while (pattern.size > 0 || path.size > 0) {
        struct slice pattern_rest = pattern, path_rest = path;
        struct slice part = take_part(&pattern_rest);
        if (slice_eq(part, SLICE("**"))) {
            if (pattern_rest.size == 0) return path.size > 0;
            star = pattern = pattern_rest;
            taken = path;
            continue;
        }
        if (pattern.size > 0 && path.size > 0 && match_name(part, take_name(&path_rest))) {
            pattern = pattern_rest;
            path = path_rest;
            continue;
        }
        if (star.size == 0 || taken.size == 0) return false;
        take_name(&taken);
        pattern = star;
        path = taken;
    }
    return true;
}

bool glob_is_pattern(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr("*?[\\", text.text[i]) && text.text[i]) return true;
    return false;
}

struct slice glob_folder(struct slice pattern)
{
    size_t end = 0;

    for (size_t at = slice_find(pattern, '/'); at < pattern.size;
         at += 1 + slice_find(slice_from(pattern, at + 1), '/')) {
        if (glob_is_pattern(slice_first(pattern, at))) break;
        end = at ? at : 1;
    }
    return slice_first(pattern, end);
}
