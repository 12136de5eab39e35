/* Two shapes: a text that begins with a brace is gone through by its brackets, quotes and commas
 * (JSON, and YAML in that style); any other line by line, where the keys of the top are those that
 * are indented as the first line is. What is neither YAML nor JSON gives some answer.
 */
#include "cli/detect.h"

#include "base/buffer.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct slice skip_blanks(struct slice text)
{
    size_t at = 0;

    while (at < text.size && is_blank(text.text[at]))
        at++;
    return slice_from(text, at);
}

static struct slice skip_line(struct slice text)
{
    return slice_from(text, slice_find(text, '\n') + 1);
}

/* Whether `text` starts with one of the keys, with or without quotes, and a colon. */
static bool starts_with_key(struct slice text)
{
    static const struct slice keys[] = {
        {"Resources", 9}, {"Transform", 9}, {"AWSTemplateFormatVersion", 24}};
    bool quoted = text.size > 0 && (text.text[0] == '"' || text.text[0] == '\'');
    struct slice quote = slice_first(text, quoted);

    text = slice_from(text, quoted);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct slice rest = slice_from(text, keys[i].size);
        if (!slice_starts(text, keys[i]) || !slice_starts(rest, quote)) continue;
        return slice_starts(skip_blanks(slice_from(rest, quote.size)), SLICE(":"));
    }
    return false;
}

/* -- Lines --------------------------------------------------------------------------------------
 */

static size_t indentation(struct slice line)
{
    size_t at = 0;

    while (at < line.size && line.text[at] == ' ')
        at++;
    return at;
}

static bool has_content(struct slice line)
{
    line = skip_blanks(line);
    return line.size > 0 && line.text[0] != '#';
}

static bool is_document_mark(struct slice line)
{
    return slice_starts(line, SLICE("---")) && (line.size == 3 || is_blank(line.text[3]));
}

/* From the first line that belongs to the content of the first document. */
static struct slice skip_prologue(struct slice text)
{
    while (text.size > 0) {
        struct slice line = slice_first(text, slice_find(text, '\n'));
        if (is_document_mark(line)) {
            text = slice_from(text, 3);
            if (has_content(slice_from(line, 3))) return skip_blanks(text);
        } else if (has_content(line) && line.text[0] != '%') {
            break;
        }
        text = skip_line(text);
    }
    return text;
}

static bool detect_lines(struct slice text)
{
    size_t top = indentation(text);

    for (; text.size > 0; text = skip_line(text)) {
        if (is_document_mark(slice_first(text, slice_find(text, '\n')))) return false;
        size_t own = indentation(slice_first(text, top + 1));
        if (own == top && starts_with_key(slice_from(text, top))) return true;
    }
    return false;
}

/* -- Brackets -----------------------------------------------------------------------------------
 */

/* Behind the quoted text that `text` starts with. */
static struct slice skip_quoted(struct slice text)
{
    char quote = text.text[0];
    size_t at = 1;

    while (at < text.size && text.text[at] != quote)
        at += text.text[at] == '\\' && quote == '"' ? 2 : 1;
    return slice_from(text, at + 1);
}

static bool detect_brackets(struct slice text)
{
    size_t depth = 0;
    bool at_start = true; /* of a key or value: a quote inside a plain text is none */

    while (text.size > 0) {
        char byte = text.text[0];
        if (is_blank(byte)) {
            text = slice_from(text, 1);
            continue;
        }
        if (at_start && depth == 1 && starts_with_key(text)) return true;
        if (byte == '#' && at_start) {
            text = skip_line(text);
            continue;
        }
        if (at_start && (byte == '"' || byte == '\'')) {
            text = skip_quoted(text);
            at_start = false;
            continue;
        }
        if (byte == '{' || byte == '[') depth++;
        if ((byte == '}' || byte == ']') && --depth == 0) return false;
        at_start = byte == '{' || byte == '[' || byte == ',' || byte == ':';
        text = slice_from(text, 1);
    }
    return false;
}

/* -- Any text -----------------------------------------------------------------------------------
 */

/* ASCII out of UTF-16, well enough for names: without its zero bytes. */
static struct slice without_zeros(struct arena *arena, struct slice text)
{
    struct buffer out = buffer_new(arena);

    buffer_reserve(&out, text.size);
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i]) buffer_add_byte(&out, text.text[i]);
    return buffer_slice(&out);
}

bool detect_template(struct arena *arena, struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF"))) bytes = slice_from(bytes, 3);
    if (slice_starts(bytes, SLICE("\xFF\xFE")) || slice_starts(bytes, SLICE("\xFE\xFF")))
        bytes = without_zeros(arena, slice_from(bytes, 2));
    bytes = skip_prologue(bytes);
    if (slice_starts(skip_blanks(bytes), SLICE("{"))) return detect_brackets(skip_blanks(bytes));
    return detect_lines(bytes);
}
