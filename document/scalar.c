/* The first character decides for most scalars that they are strings. Numbers are told by small
 * scanners, one per form of https://yaml.org/type/int.html and https://yaml.org/type/float.html.
 */
#include "document/scalar.h"

#include "base/number.h"

enum {
    LONGEST_CONVERTED = 4096, /* digits of a binary, octal, hex or sexagesimal integer */
    LONGEST_WORD = 5          /* letters of a word that is no string: false */
};

/* Words that are no strings, each filled up with zero bytes, of which there is at least one. */
typedef const char word_list[][LONGEST_WORD + 1];

static bool is_one_of(struct slice text, word_list words, size_t count)
{
    if (text.size == 0 || text.size > LONGEST_WORD) return false;
    for (size_t i = 0; i < count; i++) {
        if (words[i][0] != text.text[0]) continue;
        bool is_as_long = words[i][text.size] == '\0' && words[i][text.size - 1] != '\0';
        if (is_as_long && memcmp(words[i], text.text, text.size) == 0) return true;
    }
    return false;
}
#define IS_ONE_OF(text, words) is_one_of((text), (words), sizeof(words) / sizeof *(words))

static bool is_null(struct slice text)
{
    static word_list nulls = {"~", "null", "Null", "NULL"};

    return text.size == 0 || IS_ONE_OF(text, nulls);
}

static bool is_true(struct slice text)
{
    static word_list truths = {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};

    return IS_ONE_OF(text, truths);
}

static bool is_false(struct slice text)
{
    static word_list falsehoods = {"no",    "No",  "NO",  "false", "False",
                                   "FALSE", "off", "Off", "OFF"};

    return IS_ONE_OF(text, falsehoods);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether all characters are digits of `base` or underscores, at least one of them a digit. */
static bool all_digits(struct slice text, unsigned base)
{
    bool any = false;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c == '_') continue;
        if (is_digit(c) ? (unsigned)(c - '0') >= base
                        : base != 16 || (c | 0x20) < 'a' || (c | 0x20) > 'f')
            return false;
        any = true;
    }
    return any;
}

static struct slice without_underscores(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    if (slice_find(text, '_') == text.size) return text;
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] != '_') buffer_add_byte(&out, text.text[i]);
    return buffer_slice(&out);
}

static struct slice with_sign(struct arena *arena, bool negative, struct slice digits)
{
    if (!negative || slice_eq(digits, SLICE("0"))) return digits;
    return CONCAT(arena, SLICE("-"), digits);
}

/* [0-9][0-9_]*(:[0-5]?[0-9])+ : the length of the part before the first colon, or 0. */
static size_t sexagesimal_head(struct slice text)
{
    size_t at = 0;

    if (text.size == 0 || !is_digit(text.text[0])) return 0;
    while (at < text.size && (is_digit(text.text[at]) || text.text[at] == '_'))
        at++;
    return at < text.size && text.text[at] == ':' ? at : 0;
}

/* The value of base-60 digits as a plain number; false when `text` is not of that form or too large
 * for 64 bits. */
static bool sexagesimal(struct slice text, unsigned long long *value)
{
    size_t at = sexagesimal_head(text);

    if (at == 0 || at > 12) return false;
    *value = 0;
    for (size_t i = 0; i < at; i++)
        if (text.text[i] != '_') *value = *value * 10 + (unsigned)(text.text[i] - '0');
    while (at < text.size) {
        unsigned part = 0, digits = 0;
        if (text.text[at++] != ':') return false;
        while (at < text.size && is_digit(text.text[at]) && digits < 3) {
            part = part * 10 + (unsigned)(text.text[at++] - '0');
            digits++;
        }
        if (digits == 0 || digits > 2 || part > 59 || *value > (1ull << 57)) return false;
        *value = *value * 60 + part;
    }
    return true;
}

static bool is_int(struct arena *arena, struct slice text, struct slice *value)
{
    bool negative = text.size && text.text[0] == '-';
    struct slice body = slice_from(text, text.size && (negative || text.text[0] == '+'));
    unsigned base = 10;
    unsigned long long sixty;

    if (body.size == 0 || !is_digit(body.text[0])) return false;
    if (body.size > 1 && body.text[0] == '0') {
        base = body.text[1] == 'b' ? 2 : body.text[1] == 'x' ? 16 : 8;
        if (base != 8) body = slice_from(body, 2);
    }
    if (all_digits(body, base)) {
        if (base != 10 && body.size > LONGEST_CONVERTED) return false;
        struct slice digits = number_decimal(arena, without_underscores(arena, body), base);
        *value = negative || body.text != text.text ? with_sign(arena, negative, digits) : digits;
        return true;
    }
    if (base != 10 || !sexagesimal(body, &sixty)) return false;
    *value = with_sign(arena, negative, slice_printf(arena, "%llu", sixty));
    return true;
}

/* [eE][-+][0-9]+ or nothing */
static bool is_exponent(struct slice text)
{
    if (text.size == 0) return true;
    if (text.size < 3 || (text.text[0] | 0x20) != 'e') return false;
    if (text.text[1] != '+' && text.text[1] != '-') return false;
    for (size_t i = 2; i < text.size; i++)
        if (!is_digit(text.text[i])) return false;
    return true;
}

/* -?[0-9][0-9_]*\.[0-9_]*(exponent), and the same without digits before the point */
static bool is_decimal(struct slice text)
{
    bool signed_ = text.size && (text.text[0] == '-' || text.text[0] == '+');
    size_t at = signed_, start = at;

    while (at < text.size && (is_digit(text.text[at]) || (at > start && text.text[at] == '_')))
        at++;
    if (at == text.size || text.text[at] != '.') return false;
    if (at == start && (signed_ || at + 1 == text.size || !is_digit(text.text[at + 1])))
        return false;
    at++;
    while (at < text.size && (is_digit(text.text[at]) || text.text[at] == '_'))
        at++;
    return is_exponent(slice_from(text, at));
}

static bool is_special_float(struct slice text, struct slice *value)
{
    static word_list infinities = {".inf", ".Inf", ".INF"};
    static word_list nans = {".nan", ".NaN", ".NAN"};
    bool negative = text.size && text.text[0] == '-';
    struct slice body = slice_from(text, negative || (text.size && text.text[0] == '+'));

    if (IS_ONE_OF(body, infinities)) return *value = negative ? SLICE("-inf") : SLICE("inf"), true;
    if (IS_ONE_OF(text, nans)) return *value = SLICE("nan"), true;
    return false;
}

/* [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]* */
static bool is_sexagesimal_float(struct arena *arena, struct slice text, struct slice *value)
{
    bool negative = text.size && text.text[0] == '-';
    struct slice body = slice_from(text, negative || (text.size && text.text[0] == '+'));
    size_t point = slice_find(body, '.');
    struct slice part = slice_from(body, point + 1);
    unsigned long long whole;

    if (point == body.size || !sexagesimal(slice_first(body, point), &whole)) return false;
    if (part.size && !all_digits(part, 10)) return false;
    *value = slice_printf(arena, "%s%llu.%.*s", negative ? "-" : "", whole, SLICE_ARG(part));
    *value = without_underscores(arena, *value);
    return true;
}

static bool is_float(struct arena *arena, struct slice text, struct slice *value)
{
    if (is_decimal(text)) return *value = without_underscores(arena, text), true;
    return is_special_float(text, value) || is_sexagesimal_float(arena, text, value);
}

enum node_kind scalar_resolve(struct arena *arena, struct slice text, struct slice *value)
{
    *value = text;
    if (text.size == 0) return NODE_NULL;
    switch (text.text[0]) {
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
    case '-':
    case '+':
    case '.':
        if (is_int(arena, text, value)) return NODE_INT;
        if (is_float(arena, text, value)) return NODE_FLOAT;
        return NODE_STRING;
    case 'y':
    case 'Y':
    case 't':
    case 'T':
    case 'o':
    case 'O':
    case 'n':
    case 'N':
    case 'f':
    case 'F':
        if (text.size > LONGEST_WORD) return NODE_STRING;
        if (is_true(text)) return NODE_BOOL;
        if (is_false(text)) return *value = slice_first(text, 0), NODE_BOOL;
        __attribute__((fallthrough)); /* null begins with an n */
    case '~':
        return is_null(text) ? NODE_NULL : NODE_STRING;
    default:
        return NODE_STRING;
    }
}
