/* By recursive descent over https://toml.io/en/v1.0.0, from the parts to the whole: strings, keys,
 * values, lines. Each function moves `at` behind what it took and returns false where that is not
 * what the grammar wants; nothing is tried twice. */
#include "cli/toml.h"

#include "base/utf8.h"

struct toml {
    struct arena *arena;
    struct slice text;
    size_t at;
    size_t line; /* of `at`, from 1 */
    toml_visit *visit;
    void *context;
    struct toml_path path; /* of the table at hand, and below it of the value at hand */
    unsigned depth;        /* of arrays and inline tables around the value */
    unsigned arrays;       /* of arrays of values around it */
};

/* The byte at hand, or 0 at the end; a zero byte is nowhere allowed. */
static char peek(const struct toml *toml)
{
    return toml->at < toml->text.size ? toml->text.text[toml->at] : '\0';
}

static bool starts(const struct toml *toml, struct slice mark)
{
    return slice_starts(slice_from(toml->text, toml->at), mark);
}

static bool take(struct toml *toml, struct slice mark)
{
    if (!starts(toml, mark)) return false;
    toml->at += mark.size;
    return true;
}

static void skip_blanks(struct toml *toml)
{
    while (peek(toml) == ' ' || peek(toml) == '\t')
        toml->at++;
}

static bool take_line_end(struct toml *toml)
{
    bool taken = take(toml, SLICE("\n")) || take(toml, SLICE("\r\n"));

    toml->line += taken;
    return taken;
}

/* Tabs may stand in texts and comments, other control characters may not. */
static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f;
}

static bool skip_comment(struct toml *toml)
{
    if (peek(toml) != '#') return true;
    while (toml->at < toml->text.size && !starts(toml, SLICE("\n")) && !starts(toml, SLICE("\r\n")))
        if (is_control(toml->text.text[toml->at++])) return false;
    return true;
}

/* Blanks, comments and line breaks, as they may stand inside an array. */
static bool skip_space(struct toml *toml)
{
    do {
        skip_blanks(toml);
        if (!skip_comment(toml)) return false;
    } while (take_line_end(toml));
    return true;
}

/* -- Strings ------------------------------------------------------------------------------------
 */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool take_code_point(struct toml *toml, unsigned digits, struct buffer *out)
{
    uint32_t code = 0;

    for (unsigned i = 0; i < digits; i++, toml->at++) {
        int value = digit_value(peek(toml));
        if (value < 0) return false;
        code = code * 16 + (uint32_t)value;
    }
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
    utf8_add(out, code);
    return true;
}

/* A backslash at a line's end takes the line break and all white space after it away. */
static bool take_folded_line(struct toml *toml)
{
    skip_blanks(toml);
    if (!take_line_end(toml)) return false;
    do
        skip_blanks(toml);
    while (take_line_end(toml));
    return true;
}

/* What follows a backslash. */
static bool take_escape(struct toml *toml, bool several_lines, struct buffer *out)
{
    static const char from[] = "btnfr\"\\", to[] = "\b\t\n\f\r\"\\";
    char c = peek(toml);
    const char *found = c ? strchr(from, c) : NULL;

    if (found) {
        toml->at++;
        buffer_add_byte(out, to[found - from]);
        return true;
    }
    if (take(toml, SLICE("u"))) return take_code_point(toml, 4, out);
    if (take(toml, SLICE("U"))) return take_code_point(toml, 8, out);
    return several_lines && take_folded_line(toml);
}

/* The rest of a string whose opening mark was taken, up to the closing one. */
static bool take_text(struct toml *toml, struct slice mark, struct slice *text)
{
    bool several_lines = mark.size == 3, escapes = mark.text[0] == '"';
    struct buffer out = buffer_new(toml->arena);

    buffer_reserve(&out, 0);
    if (several_lines) take_line_end(toml);
    while (!take(toml, mark)) {
        if (toml->at == toml->text.size) return false;
        if (several_lines && take_line_end(toml)) {
            buffer_add_byte(&out, '\n');
        } else if (escapes && take(toml, SLICE("\\"))) {
            if (!take_escape(toml, several_lines, &out)) return false;
        } else {
            if (is_control(peek(toml))) return false;
            buffer_add_byte(&out, toml->text.text[toml->at++]);
        }
    }
    /* Up to two more quotes before the closing three belong to the text. */
    for (int i = 0; several_lines && i < 2 && peek(toml) == mark.text[0]; i++, toml->at++)
        buffer_add_byte(&out, mark.text[0]);
    *text = buffer_slice(&out);
    return true;
}

static bool take_string(struct toml *toml, bool several_lines, struct slice *text)
{
    static const struct slice marks[] = {{"\"\"\"", 3}, {"'''", 3}, {"\"", 1}, {"'", 1}};

    for (size_t i = several_lines ? 0 : 2; i < sizeof marks / sizeof *marks; i++)
        if (take(toml, marks[i])) return take_text(toml, marks[i], text);
    return false;
}

/* -- Keys ---------------------------------------------------------------------------------------
 */

static bool is_bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

static bool take_name(struct toml *toml, struct slice *name)
{
    size_t start = toml->at;

    if (peek(toml) == '"' || peek(toml) == '\'') return take_string(toml, false, name);
    while (is_bare(peek(toml)))
        toml->at++;
    *name = (struct slice){toml->text.text + start, toml->at - start};
    return name->size > 0;
}

/* A dotted key, which is added to the path. */
static bool take_key(struct toml *toml)
{
    do {
        skip_blanks(toml);
        if (toml->path.count == TOML_DEEPEST) return false;
        if (!take_name(toml, &toml->path.names[toml->path.count++])) return false;
        skip_blanks(toml);
    } while (take(toml, SLICE(".")));
    return true;
}

/* -- Values -------------------------------------------------------------------------------------
 */

static bool take_value(struct toml *toml);

static void visit(struct toml *toml, struct slice text, size_t line)
{
    struct toml_path path = toml->path;

    path.in_array = path.in_array || toml->arrays > 0;
    toml->visit(toml->context, &path, text, line);
}

static bool take_pair(struct toml *toml)
{
    size_t before = toml->path.count;

    if (!take_key(toml) || !take(toml, SLICE("="))) return false;
    skip_blanks(toml);
    bool good = take_value(toml);
    toml->path.count = before;
    return good;
}

/* The rest of {a = 1, b = 2}, all in one line. */
static bool take_inline_table(struct toml *toml)
{
    skip_blanks(toml);
    if (take(toml, SLICE("}"))) return true;
    do {
        if (!take_pair(toml)) return false;
        skip_blanks(toml);
    } while (take(toml, SLICE(",")));
    return take(toml, SLICE("}"));
}

/* The rest of [1, 2], which may end with a comma. */
static bool take_items(struct toml *toml)
{
    do {
        if (!skip_space(toml)) return false;
        if (take(toml, SLICE("]"))) return true;
        if (!take_value(toml) || !skip_space(toml)) return false;
    } while (take(toml, SLICE(",")));
    return take(toml, SLICE("]"));
}

/* "1979-05-27 07:32:00": the one blank that may stand inside a value. */
static bool is_blank_of_date(const struct toml *toml, size_t start)
{
    return peek(toml) == ' ' && toml->at - start == 10 && toml->at + 1 < toml->text.size &&
           digit_value(toml->text.text[toml->at + 1]) >= 0;
}

/* A boolean, number or date. */
static bool take_word(struct toml *toml)
{
    size_t start = toml->at;

    for (char c = peek(toml);
         is_bare(c) || c == '+' || c == '.' || c == ':' || is_blank_of_date(toml, start);
         c = peek(toml))
        toml->at++;
    return toml->at > start;
}

static bool take_compound(struct toml *toml)
{
    bool array = take(toml, SLICE("["));

    if (!array && !take(toml, SLICE("{"))) return false;
    if (++toml->depth > TOML_DEEPEST) return false;
    toml->arrays += array;
    bool good = array ? take_items(toml) : take_inline_table(toml);
    toml->arrays -= array;
    toml->depth--;
    return good;
}

static bool take_value(struct toml *toml)
{
    size_t line = toml->line;
    struct slice text = {NULL, 0};

    if (peek(toml) == '{') return take_compound(toml);
    bool good = peek(toml) == '['                         ? take_compound(toml)
                : peek(toml) == '"' || peek(toml) == '\'' ? take_string(toml, true, &text)
                                                          : take_word(toml);
    if (good) visit(toml, text, line);
    return good;
}

/* -- Lines --------------------------------------------------------------------------------------
 */

/* [table] or [[array of tables]] */
static bool take_header(struct toml *toml)
{
    bool array = take(toml, SLICE("[["));

    if (!array && !take(toml, SLICE("["))) return false;
    toml->path.count = 0;
    toml->path.in_array = array;
    return take_key(toml) && take(toml, array ? SLICE("]]") : SLICE("]"));
}

static bool take_line(struct toml *toml)
{
    skip_blanks(toml);
    char c = peek(toml);
    bool empty = c == '#' || c == '\r' || c == '\n' || toml->at == toml->text.size;
    bool good = empty || (c == '[' ? take_header(toml) : take_pair(toml));

    skip_blanks(toml);
    return good && skip_comment(toml) && (toml->at == toml->text.size || take_line_end(toml));
}

size_t toml_read(struct arena *arena, struct slice text, toml_visit *visit_value, void *context)
{
    struct toml toml = {
        .arena = arena, .text = text, .line = 1, .visit = visit_value, .context = context};

    take(&toml, SLICE("\xef\xbb\xbf"));
    while (toml.at < text.size)
        if (!take_line(&toml)) return toml.line;
    return 0;
}
