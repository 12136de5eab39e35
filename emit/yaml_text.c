/* How a string can be written is decided by what is in it.
 *
 * One pass over the text finds what rules a style out: characters that only an escape can hold, and
 * line breaks. For what is left, plain style is good unless the text has the form of something else
 * (a number, a boolean, a date) or a mark of YAML's own where that would be obeyed
 * (https://yaml.org/spec/1.1/, sections 9.1 and 9.2).
 */
#include "emit/yaml_text.h"

#include "base/printable.h"
#include "base/utf8.h"
#include "document/scalar.h"

/* What a text holds that matters for its style. */
struct traits {
    bool escapes; /* characters that stand in YAML as escapes only, or are better off so */
    bool tabs;
    bool lines; /* line breaks */
    bool ink;   /* anything but blanks and line breaks */
};

/* Beyond what a terminal would obey: a byte order mark, which readers drop, and two code points
 * that YAML excludes. */
static bool code_needs_escape(uint32_t code)
{
    return !printable_code(code) || code == 0xfeff || code == 0xfffe || code == 0xffff;
}

static struct traits traits_of(struct slice text)
{
    struct traits traits = {0};

    for (size_t at = 0; at < text.size;) {
        uint32_t code = utf8_next(text, &at);
        if (code == '\n')
            traits.lines = true;
        else if (code == '\t')
            traits.tabs = true;
        else if (code_needs_escape(code))
            traits.escapes = true;
        else if (code != ' ')
            traits.ink = true;
    }
    return traits;
}

/* -- Plain style --------------------------------------------------------------------------------
 */

static size_t skip_digits(struct slice text, size_t at, const char *digits)
{
    while (at < text.size && text.text[at] && strchr(digits, text.text[at]))
        at++;
    return at;
}

/* Digits behind the prefix of another base. */
static bool looks_prefixed(struct slice body)
{
    static const struct {
        const char *prefix, *digits;
    } bases[] = {{"0x", "0123456789abcdefABCDEF_"}, {"0o", "01234567_"}, {"0b", "01_"}};

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (slice_starts(body, slice_of(bases[i].prefix)))
            return skip_digits(body, 2, bases[i].digits) == body.size;
    return false;
}

/* Digits with a point and an exponent, both of which may be missing. */
static bool looks_decimal(struct slice body)
{
    static const char decimal[] = "0123456789_";
    size_t at = skip_digits(body, 0, decimal), digits = at;

    if (at < body.size && body.text[at] == '.') {
        at = skip_digits(body, at + 1, decimal);
        digits = at - 1;
    }
    if (digits == 0) return false;
    if (at == body.size) return true;
    if ((body.text[at] | 0x20) != 'e') return false;
    at++;
    if (at < body.size && strchr("+-", body.text[at])) at++;
    return at < body.size && skip_digits(body, at, decimal) == body.size;
}

/* A number in any version of YAML, or nearly one: 1.2 reads 089 and 1e3 as numbers, which 1.1 does
 * not. What scalar_resolve() would have to convert to tell (long octal, hex) ends here too. */
static bool looks_numeric(struct slice text)
{
    struct slice body = slice_from(text, strchr("+-", text.text[0]) != NULL);

    return text.text[0] != '_' && (looks_prefixed(body) || looks_decimal(body));
}

/* A date, alone or with a time behind it (https://yaml.org/type/timestamp.html). It is a string in
 * a template, but many readers make a date of it. */
static bool looks_like_date(struct slice text)
{
    static const char digits[] = "0123456789";
    size_t year = skip_digits(text, 0, digits);

    if (year != 4 || year == text.size || text.text[year] != '-') return false;
    size_t month = skip_digits(text, year + 1, digits);
    if (month == year + 1 || month > year + 3 || month == text.size || text.text[month] != '-')
        return false;
    size_t day = skip_digits(text, month + 1, digits);
    if (day == month + 1 || day > month + 3) return false;
    return day == text.size || skip_digits(text, day, "0123456789:.+-TtZz \t") == text.size;
}

/* Whether a reader would take the plain `text`, which is not empty, for something else than a
 * string. */
static bool has_meaning(struct arena *arena, struct slice text)
{
    /* Booleans and special keys of https://yaml.org/type/ that not all readers know. */
    static const char *const words[] = {"y", "Y", "n", "N", "=", "<<"};
    struct slice value;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq(text, slice_of(words[i]))) return true;
    if (looks_numeric(text) || looks_like_date(text)) return true;
    return scalar_resolve(arena, text, &value) != NODE_STRING;
}

/* Whether the first characters would be taken for a mark of YAML. */
static bool starts_with_mark(struct slice text)
{
    if (strchr(" ,[]{}#&*!|>'\"%@`", text.text[0])) return true;
    if (strchr("-?:", text.text[0]) && (text.size == 1 || text.text[1] == ' ')) return true;
    return slice_starts(text, SLICE("---")) || slice_starts(text, SLICE("..."));
}

/* Whether `text`, which is one line without tabs and escapes, can stand without quotes. */
static bool can_be_plain(struct arena *arena, struct slice text)
{
    if (text.size == 0 || starts_with_mark(text)) return false;
    if (slice_ends(text, SLICE(" ")) || slice_ends(text, SLICE(":"))) return false;
    for (size_t at = 0; at + 1 < text.size; at++) {
        if (text.text[at] == ':' && text.text[at + 1] == ' ') return false;
        if (text.text[at] == ' ' && text.text[at + 1] == '#') return false;
    }
    return !has_meaning(arena, text);
}

/* -- Quotes -------------------------------------------------------------------------------------
 */

static void add_quoted_escape(struct buffer *out, uint32_t code, unsigned char byte)
{
    static const char named[] = "\t\n\r\"\\", names[] = "tnr\"\\";
    const char *name = code && code < 0x80 ? strchr(named, (int)code) : NULL;

    if (name)
        buffer_printf(out, "\\%c", names[name - named]);
    else if (code == UTF8_INVALID)
        buffer_printf(out, "\\x%02x", byte);
    else
        buffer_printf(out, code < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)code);
}

static void add_double_quoted(struct buffer *out, struct slice text)
{
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (code == '"' || code == '\\' || code_needs_escape(code))
            add_quoted_escape(out, code, (unsigned char)text.text[start]);
        else
            buffer_add(out, (struct slice){text.text + start, at - start});
    }
    buffer_add_byte(out, '"');
}

/* -- Literal blocks -----------------------------------------------------------------------------
 */

/* Whether the first line that is not empty starts with a blank: it would be taken for a part of the
 * indentation if that were not given as a number. */
static bool starts_blank(struct slice text)
{
    size_t at = 0;

    while (at < text.size && text.text[at] == '\n')
        at++;
    return at < text.size && (text.text[at] == ' ' || text.text[at] == '\t');
}

/* Chomping: "-" when no line break ends the text, "+" when several do, nothing for one. The line
 * break that ends the last line in the output is not written here. */
static void add_block(struct buffer *out, struct slice text, unsigned indent)
{
    bool ended = slice_ends(text, SLICE("\n"));

    buffer_add_byte(out, '|');
    if (starts_blank(text)) buffer_add_byte(out, '2');
    if (!ended) buffer_add_byte(out, '-');
    if (slice_ends(text, SLICE("\n\n"))) buffer_add_byte(out, '+');
    if (ended) text.size--;
    for (size_t at = 0; at <= text.size;) {
        struct slice rest = slice_from(text, at);
        struct slice line = slice_first(rest, slice_find(rest, '\n'));
        buffer_add_byte(out, '\n');
        if (line.size) buffer_add_repeat(out, ' ', indent);
        buffer_add(out, line);
        at += line.size + 1;
    }
}

/* -- The choice ---------------------------------------------------------------------------------
 */

static void add_one_line(struct buffer *out, struct slice text, const struct traits *traits)
{
    bool escaped = traits->escapes || traits->lines || traits->tabs;

    if (!escaped && can_be_plain(out->arena, text)) {
        buffer_add(out, text);
    } else if (escaped || slice_find(text, '\'') < text.size) {
        add_double_quoted(out, text);
    } else {
        buffer_add_byte(out, '\'');
        buffer_add(out, text);
        buffer_add_byte(out, '\'');
    }
}

void yaml_add_string(struct buffer *out, struct slice text, unsigned indent)
{
    struct traits traits = traits_of(text);

    if (traits.lines && traits.ink && !traits.escapes)
        add_block(out, text, indent);
    else
        add_one_line(out, text, &traits);
}

void yaml_add_key(struct buffer *out, struct slice text)
{
    struct traits traits = traits_of(text);

    add_one_line(out, text, &traits);
}

void yaml_add_float(struct buffer *out, struct slice text)
{
    size_t mark = 0;

    while (mark < text.size && (text.text[mark] | 0x20) != 'e')
        mark++;
    struct slice mantissa = slice_first(text, mark), exponent = slice_from(text, mark + 1);
    buffer_add(out, mantissa);
    if (slice_find(mantissa, '.') == mantissa.size) buffer_add(out, SLICE(".0"));
    if (mark == text.size) return;
    buffer_add_byte(out, 'e');
    if (exponent.size && !strchr("+-", exponent.text[0])) buffer_add_byte(out, '+');
    buffer_add(out, exponent);
}
