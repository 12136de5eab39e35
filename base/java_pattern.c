/* One pass over the pattern. Each step takes one item (an escape, the start of a group or class, a
 * character) and adds what PCRE2 calls the same.
 *
 * Put into other words:
 *
 *     \uXXXX, \0nnn            \x{XXXX}, \o{nnn}
 *     \p{Alpha} and its like   ranges of ASCII characters
 *     \p{Lu} under the flag i  \p{L}, as Java ignores case there too
 *     the hyphen of [\w-.]     \-, as PCRE2 takes it for half a range
 *     [:x] and the like        [\:x], as it is no POSIX class
 *
 * Problems: what Java alone has (classes in classes, && in a class, the flags d, u, x and U, blocks
 * and other properties that are no category), and what PCRE2 alone has.
 */
#include "base/java_pattern.h"

#include "base/buffer.h"

struct translation {
    struct slice java;
    size_t at; /* of the next item */
    struct buffer out;
    struct pattern_problem *problem;
    bool in_class;
    bool at_class_start; /* where a ] stands for itself */
    bool after_set;      /* the last item of the class was a set such as \w, not a character */
    bool ignores_case;   /* the flag i was met, whatever it covers */
};

static struct slice rest(const struct translation *t)
{
    return slice_from(t->java, t->at);
}

/* The byte so far ahead, or 0. */
static char peek(const struct translation *t, size_t ahead)
{
    return t->at + ahead < t->java.size ? t->java.text[t->at + ahead] : '\0';
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void fail(struct translation *t, struct slice why)
{
    *t->problem = (struct pattern_problem){t->at, why};
    t->at = t->java.size;
}

/* Takes `size` bytes, which mean the same in both languages. */
static void copy(struct translation *t, size_t size)
{
    struct slice taken = slice_first(rest(t), size);

    buffer_add(&t->out, taken);
    t->at += taken.size;
}

/* -- Escapes ------------------------------------------------------------------------------------
 */

/* Everything up to \E, or to the end, stands for itself. */
static void copy_quoted(struct translation *t)
{
    struct slice text = slice_from(rest(t), 2);

    copy(t, 2 + slice_search(text, SLICE("\\E")) + 2);
}

/* The code unit of \uXXXX so far ahead; 0x10000 when there is none. */
static uint32_t code_unit(const struct translation *t, size_t ahead)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    uint32_t unit = 0;

    if (peek(t, ahead) != '\\' || peek(t, ahead + 1) != 'u') return 0x10000;
    for (size_t i = 2; i < 6; i++) {
        char c = peek(t, ahead + i);
        if (!is_one_of(c, digits)) return 0x10000;
        unit = unit * 16 + (uint32_t)(strchr(digits, c) - digits) % 16;
    }
    return unit;
}

static void translate_code(struct translation *t)
{
    uint32_t code = code_unit(t, 0), low = code_unit(t, 6);
    size_t size = 6;

    if (code >= 0xd800 && code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        size = 12;
    }
    if (code == 0x10000 && size == 6) {
        fail(t, SLICE("\\u is followed by four hexadecimal digits"));
        return;
    }
    buffer_printf(&t->out, "\\x{%x}", (unsigned)code);
    t->at += size;
}

static void translate_octal(struct translation *t)
{
    size_t most = peek(t, 2) <= '3' ? 3 : 2, size = 0;

    while (size < most && is_one_of(peek(t, 2 + size), "01234567"))
        size++;
    if (size == 0) {
        fail(t, SLICE("\\0 is followed by octal digits"));
        return;
    }
    buffer_printf(&t->out, "\\o{%.*s}", SLICE_ARG(slice_first(slice_from(rest(t), 2), size)));
    t->at += 2 + size;
}

/* The sets \p{Name} that are ASCII in both languages. The ranges are what counts in a class: PCRE2
 * 10.42 loses all but ASCII from [\W[:alpha:]]. */
static const struct posix_set {
    const char *java, *negated, *ranges;
} posix_sets[] = {
    {"Lower", "[:^lower:]", "a-z"},
    {"Upper", "[:^upper:]", "A-Z"},
    {"ASCII", "[:^ascii:]", "\\x00-\\x7f"},
    {"Alpha", "[:^alpha:]", "a-zA-Z"},
    {"Digit", "[:^digit:]", "0-9"},
    {"Alnum", "[:^alnum:]", "a-zA-Z0-9"},
    {"Punct", "[:^punct:]", "!-/:-@\\[-`{-~"},
    {"Graph", "[:^graph:]", "!-~"},
    {"Print", "[:^print:]", "\\x20-~"},
    {"Blank", "[:^blank:]", "\\x20\\t"},
    {"Cntrl", "[:^cntrl:]", "\\x00-\\x1f\\x7f"},
    {"XDigit", "[:^xdigit:]", "a-fA-F0-9"},
    {"Space", "[:^space:]", "\\x20\\t-\\r"},
};

static void add_posix_set(struct translation *t, const struct posix_set *set, bool negated)
{
    if (!t->in_class) buffer_add_byte(&t->out, '[');
    buffer_add(&t->out, slice_of(negated ? set->negated : set->ranges));
    if (!t->in_class) buffer_add_byte(&t->out, ']');
}

/* \p{Name} and \P{Name}: Name is one of the above, or a category such as L or Lu. */
static void translate_property(struct translation *t)
{
    size_t end = slice_find(rest(t), '}');
    struct slice name = slice_from(slice_first(rest(t), end), 3);

    if (peek(t, 2) != '{' || end == rest(t).size) { /* PCRE2 says what is wrong without an end */
        copy(t, 3);
        return;
    }
    for (size_t i = 0; i < sizeof posix_sets / sizeof *posix_sets; i++) {
        if (!slice_eq(name, slice_of(posix_sets[i].java))) continue;
        add_posix_set(t, &posix_sets[i], peek(t, 1) == 'P');
        t->at += end + 1;
        return;
    }
    if (t->ignores_case && name.size == 2 && name.text[0] == 'L') {
        buffer_printf(&t->out, "\\%c{L}", peek(t, 1));
        t->at += end + 1;
    } else if (name.size <= 2) {
        copy(t, end + 1);
    } else {
        fail(t, SLICE("this property of characters is known to Java alone"));
    }
}

static void translate_escape(struct translation *t)
{
    char c = peek(t, 1);

    t->after_set = t->in_class && is_one_of(c, "dDwWsShHvVpP");
    if (c == 'Q')
        copy_quoted(t);
    else if (c == 'u')
        translate_code(t);
    else if (c == '0')
        translate_octal(t);
    else if (c == 'p' || c == 'P')
        translate_property(t);
    else if (c == 'N' || slice_starts(rest(t), SLICE("\\b{g}")))
        fail(t, SLICE("this escape is known to Java alone"));
    else if (is_letter(c) && !strchr("ABDGHRSVWXZabcdefhknrstvwxz", c))
        fail(t, SLICE("Java knows no such escape"));
    else
        copy(t, c == 'c' ? 3 : 2);
}

/* -- Classes and groups -------------------------------------------------------------------------
 */

static void translate_in_class(struct translation *t)
{
    char c = peek(t, 0);
    bool at_start = t->at_class_start, after_set = t->after_set;

    t->at_class_start = false;
    t->after_set = false;
    if (c == '\\') {
        translate_escape(t);
    } else if (c == '[') {
        fail(t, SLICE("a class in a class is known to Java alone"));
    } else if (c == '&' && peek(t, 1) == '&') {
        fail(t, SLICE("&& in a class is known to Java alone"));
    } else {
        if ((c == '-' && after_set) || (at_start && is_one_of(c, ":.=")))
            buffer_add_byte(&t->out, '\\');
        if (c == ']' && !at_start) t->in_class = false;
        copy(t, 1);
    }
}

static void translate_class_start(struct translation *t)
{
    copy(t, peek(t, 1) == '^' ? 2 : 1);
    t->in_class = true;
    t->at_class_start = true;
    t->after_set = false;
}

/* "(" and what makes a group special. */
static void translate_group(struct translation *t)
{
    struct slice group = rest(t);
    size_t size = 2;

    if (peek(t, 1) == '*') {
        fail(t, SLICE("Java knows no group that starts with (*"));
    } else if (peek(t, 1) != '?') {
        copy(t, 1);
    } else if (is_one_of(peek(t, 2), ":=!>")) {
        copy(t, 3);
    } else if (peek(t, 2) == '<' && (is_letter(peek(t, 3)) || is_one_of(peek(t, 3), "=!"))) {
        copy(t, 4);
    } else {
        while (is_one_of(peek(t, size), "ims-"))
            size++;
        if (is_one_of(peek(t, size), "duxU"))
            fail(t, SLICE("the flags d, u, x and U are known to Java alone"));
        else if (size == 2 || !is_one_of(peek(t, size), ":)"))
            fail(t, SLICE("Java knows no such group"));
        else
            copy(t, size + 1);
        t->ignores_case |= slice_find(slice_first(group, size), 'i') < size;
    }
}

/* -- Entry --------------------------------------------------------------------------------------
 */

static void translate_item(struct translation *t)
{
    char c = peek(t, 0);

    if (t->in_class)
        translate_in_class(t);
    else if (c == '\\')
        translate_escape(t);
    else if (c == '[')
        translate_class_start(t);
    else if (c == '(')
        translate_group(t);
    else
        copy(t, 1);
}

struct slice java_pattern_translate(struct arena *arena, struct slice java,
                                    struct pattern_problem *problem)
{
    struct translation t = {.java = java, .out = buffer_new(arena), .problem = problem};

    while (t.at < java.size)
        translate_item(&t);
    return buffer_slice(&t.out);
}

size_t java_pattern_offset(struct arena *arena, struct slice java, size_t at)
{
    struct pattern_problem problem;
    struct translation t = {.java = java, .out = buffer_new(arena), .problem = &problem};

    while (t.at < java.size && t.out.size < at)
        translate_item(&t);
    return t.at;
}
