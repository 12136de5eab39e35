/* JSON with spans: RFC 8259, no more and no less, into the same tree as YAML gives.
 *
 * A cursor walks over the text; open maps and lists are a stack of C calls, bounded by LIMIT_DEPTH.
 * The first error ends the reading.
 */
#include <math.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/plain.h"
#include "base/utf8.h"
#include "document/reader_internal.h"

struct json {
    const struct reader *reader;
    struct slice text;
    uint32_t base;  /* offset of the text in the space of all sources */
    size_t at;      /* next byte */
    unsigned depth; /* open maps and lists */
    bool generated; /* the text is the transform's own: nodes get an origin, not a place */
    bool failed;    /* an error was reported: every function returns at once */
};

#define FAIL(json, rule, at, ...)                                                                  \
    (findings_report(                                                                              \
         (json)->reader->findings, document_rule(rule),                                            \
         (struct span){(json)->base + (uint32_t)(at), (json)->base + (uint32_t)(at) + 1},          \
         __VA_ARGS__),                                                                             \
     (json)->failed = true)

static const struct node *read_value(struct json *json);

static char peek(const struct json *json)
{
    return json->at < json->text.size ? json->text.text[json->at] : '\0';
}

static void skip_space(struct json *json)
{
    for (; json->at < json->text.size; json->at++) {
        char c = json->text.text[json->at];
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') break;
    }
}

static void expected(struct json *json, const char *what)
{
    if (json->failed) return;
    if (json->at >= json->text.size)
        FAIL(json, DOCUMENT_UNREADABLE, json->at, "The text ends here, but %s is missing.", what);
    else
        FAIL(json, DOCUMENT_UNREADABLE, json->at, "JSON needs %s here.", what);
}

/* -- Strings ------------------------------------------------------------------------------------
 */

/* The four digits at `at`, or UTF8_INVALID. */
static uint32_t hex_unit(const struct json *json, size_t at)
{
    uint32_t unit = 0;

    if (at + 4 > json->text.size) return UTF8_INVALID;
    for (size_t i = at; i < at + 4; i++) {
        unsigned digit = hex_digit(json->text.text[i]);
        if (digit > 15) return UTF8_INVALID;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* The \uXXXX escape, or the pair of them, whose digits start at json->at. An unpaired surrogate,
 * which no UTF-8 text can hold, becomes U+FFFD. */
static void unicode_escape(struct json *json, struct buffer *out)
{
    uint32_t code = hex_unit(json, json->at);

    if (code == UTF8_INVALID) {
        expected(json, "four hexadecimal digits after \\u");
        return;
    }
    json->at += 4;
    bool pair = json->at + 6 <= json->text.size && json->text.text[json->at] == '\\' &&
                json->text.text[json->at + 1] == 'u';
    if (code >= 0xd800 && code < 0xdc00 && pair) {
        uint32_t low = hex_unit(json, json->at + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            json->at += 6;
        }
    }
    utf8_add(out, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
}

static void escape(struct json *json, struct buffer *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(json);
    const char *found = c ? strchr(from, c) : NULL;

    if (found) {
        json->at++;
        buffer_add_byte(out, to[found - from]);
    } else if (c == 'u') {
        json->at++;
        unicode_escape(json, out);
    } else {
        expected(json, "one of \" \\ / b f n r t u after a backslash");
    }
}

/* The text of a string with escapes; json->at stands on the first backslash. */
static struct slice escaped_text(struct json *json, size_t start)
{
    struct buffer out = buffer_new(json->reader->builder.arena);

    buffer_add(&out, (struct slice){json->text.text + start, json->at - start});
    while (!json->failed && json->at < json->text.size && peek(json) != '"') {
        char c = json->text.text[json->at++];
        if ((unsigned char)c < 0x20)
            FAIL(json, DOCUMENT_UNREADABLE, json->at - 1,
                 "A line break or control character cannot stand in a JSON string. Write \\n or "
                 "\\t, or close the string.");
        else if (c == '\\')
            escape(json, &out);
        else
            buffer_add_byte(&out, c);
    }
    return buffer_slice(&out);
}

/* The text of the string whose opening quote is at json->at; json->at moves behind the closing one.
 */
static struct slice read_text(struct json *json)
{
    size_t start = ++json->at, end = plain_run(json->text, start, '"');

    while (end < json->text.size && json->text.text[end] != '"' && json->text.text[end] != '\\' &&
           (unsigned char)json->text.text[end] >= 0x20)
        end++;
    json->at = end;
    struct slice text = {json->text.text + start, end - start};
    if (peek(json) != '"' || end == json->text.size) text = escaped_text(json, start);
    if (json->failed) return text;
    if (json->at >= json->text.size)
        expected(json, "the closing quote of a string");
    else
        json->at++;
    return text;
}

/* -- Values -------------------------------------------------------------------------------------
 */

static struct node *new_value(struct json *json, enum node_kind kind, size_t start)
{
    struct span span = {json->base + (uint32_t)start, json->base + (uint32_t)json->at};
    struct node *node = read_node(json->reader, kind, span);

    if (json->generated) {
        node->flags |= NODE_GENERATED | NODE_NATIVE;
        node->origin = json->reader->builder.origin;
    }
    return node;
}

/* The reading of `node` is at its end: from now on it is shared. */
static const struct node *share(struct node *node)
{
    node->flags &= (uint8_t)~NODE_OWNED;
    return node;
}

static const struct node *read_scalar(struct json *json, enum node_kind kind, size_t start,
                                      struct slice text)
{
    struct node *node = new_value(json, kind, start);

    node_set_text(node, text);
    return share(node);
}

/* What is beyond a double is no number to the YAML reader either, and CloudFormation has none so
 * large. */
static bool is_too_large(const struct json *json, struct slice text)
{
    return !isfinite(number_double(json->reader->builder.arena, text));
}

static const struct node *read_number(struct json *json)
{
    size_t start = json->at;

    while (json->at < json->text.size && strchr("+-.0123456789eE", peek(json)))
        json->at++;
    struct slice text = {json->text.text + start, json->at - start};
    if (!number_is_json(text)) {
        FAIL(json, DOCUMENT_UNREADABLE, start, "'%.*s' is no number of JSON. Put it in quotes.",
             SLICE_ARG(text));
        return NULL;
    }
    bool whole = slice_find(text, '.') == text.size && slice_find(text, 'e') == text.size &&
                 slice_find(text, 'E') == text.size;
    if (!whole && is_too_large(json, text)) {
        FAIL(json, DOCUMENT_OVER_LIMIT, start, /* which YAML is not tried after */
             "The number '%.*s' is larger than CloudFormation has any. Correct it, or put it in "
             "quotes if it is meant as text.",
             SLICE_ARG(text));
        return NULL;
    }
    if (slice_eq(text, SLICE("-0"))) text = SLICE("0");
    return read_scalar(json, whole ? NODE_INT : NODE_FLOAT, start, text);
}

static const struct node *read_word(struct json *json)
{
    static const struct {
        struct slice word;
        enum node_kind kind;
        bool truth;
    } words[] = {{{"true", 4}, NODE_BOOL, true},
                 {{"false", 5}, NODE_BOOL, false},
                 {{"null", 4}, NODE_NULL, false}};
    size_t start = json->at;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!slice_starts(slice_from(json->text, start), words[i].word)) continue;
        json->at += words[i].word.size;
        struct node *node = new_value(json, words[i].kind, start);
        if (words[i].kind == NODE_BOOL) node->truth = words[i].truth;
        return share(node);
    }
    expected(json, "a value: a string in double quotes, a number, true, false, null, [ or {");
    return NULL;
}

static bool enter(struct json *json)
{
    if (++json->depth <= LIMIT_DEPTH) return true;
    FAIL(json, DOCUMENT_OVER_LIMIT, json->at,
         "Maps and lists are nested more than %d levels deep here, which no template needs.",
         LIMIT_DEPTH);
    return false;
}

/* After an item: takes the comma, or reports that neither it nor the closing bracket is there. */
static bool more_items(struct json *json, char close, const char *what)
{
    skip_space(json);
    if (json->failed || peek(json) == close) return false;
    if (peek(json) != ',') {
        expected(json, what);
        return false;
    }
    json->at++;
    skip_space(json);
    if (peek(json) != close) return true;
    FAIL(json, DOCUMENT_UNREADABLE, json->at, "A comma stands before this '%c'. Remove it.", close);
    return false;
}

static const struct node *close_value(struct json *json, struct node *node)
{
    if (json->failed) return NULL;
    json->at++;
    json->depth--;
    if (!json->generated) node->span.end = json->base + (uint32_t)json->at;
    node_fit(&json->reader->builder, node);
    return share(node);
}

static const struct node *read_list(struct json *json)
{
    struct node *list = new_value(json, NODE_LIST, json->at);

    if (!enter(json)) return NULL;
    json->at++;
    skip_space(json);
    if (peek(json) != ']') {
        do {
            list_add(&json->reader->builder, list, read_value(json));
        } while (more_items(json, ']', "a comma or ]"));
    }
    return close_value(json, list);
}

static void read_member(struct json *json, struct node *map)
{
    size_t start = json->at;

    if (peek(json) != '"') {
        expected(json, "a key in double quotes");
        return;
    }
    struct slice key = read_text(json);
    size_t size = json->at - start;
    skip_space(json);
    if (peek(json) != ':') {
        expected(json, "a ':' after the key");
        return;
    }
    json->at++;
    struct map_entry entry = {.value = read_value(json)};
    if (json->failed) return;
    entry.key = symbol_of(json->reader->builder.symbols, key);
    entry.key_start = json->generated ? 0 : json->base + (uint32_t)start;
    entry.key_size = size & 0x3fffffff;
    entry.key_native = json->generated;
    read_entry(json->reader, map, entry);
}

static const struct node *read_map(struct json *json)
{
    struct node *map = new_value(json, NODE_MAP, json->at);

    if (!enter(json)) return NULL;
    json->at++;
    skip_space(json);
    if (peek(json) != '}') {
        do {
            read_member(json, map);
        } while (more_items(json, '}', "a comma or }"));
    }
    return close_value(json, map);
}

static const struct node *read_value(struct json *json)
{
    skip_space(json);
    char c = peek(json);
    size_t start = json->at;

    if (json->failed) return NULL;
    if (c == '{') return read_map(json);
    if (c == '[') return read_list(json);
    if (c == '"') {
        struct slice text = read_text(json);
        return json->failed ? NULL : read_scalar(json, NODE_STRING, start, text);
    }
    if (c == '-' || (c >= '0' && c <= '9')) return read_number(json);
    return read_word(json);
}

const struct node *json_read(const struct reader *reader, const struct source *source)
{
    struct json json = {.reader = reader, .text = source->text, .base = source->base};
    const struct node *root = read_value(&json);

    skip_space(&json);
    if (!json.failed && json.at < json.text.size)
        FAIL(&json, DOCUMENT_UNREADABLE, json.at, "Text follows the end of the JSON value.");
    return json.failed ? NULL : root;
}

const struct node *document_read_constant(const struct builder *builder, struct slice text)
{
    struct findings findings = {.arena = builder->arena};
    struct reader reader = {.builder = *builder, .findings = &findings};
    struct json json = {.reader = &reader, .text = text, .generated = true};

    return read_value(&json);
}
