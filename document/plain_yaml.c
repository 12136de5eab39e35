/* A descent over the text: each open map or list is a C call. The tree is no deeper than
 * LIMIT_DEPTH, since what is deeper makes yaml_tree_take() fail; so are the calls.
 *
 * Each function that reads a node in block style starts at its first byte and ends at the first
 * thing in a line behind it, or at the end of the text; `column` is then where that thing stands.
 * false is the doubt: the text is not plain, or the tree has an error.
 */
#include "document/plain_yaml.h"

#include "document/plain_scalar.h"
#include "document/yaml_tree.h"

enum {
    NO_COLUMN = -1,    /* at the end of the text; also, outside of all collections */
    LONGEST_KEY = 1000 /* bytes up to its colon. libyaml's limit is 1024 characters */
};

struct plain {
    struct plain_cursor cursor;
    const struct source *source;
    struct yaml_tree *tree;
    int column; /* of the next thing, counted from 0; NO_COLUMN at the end */
};

/* What stands before a node. */
struct properties {
    const char *start; /* NULL: there are none */
    struct slice tag, anchor;
};

/* Where a node in block style stands. */
struct place {
    int parent;    /* column of the map or list that it is in */
    bool is_value; /* it is a value of a map: a list may then stand in the map's column */
    bool is_first; /* nothing but "- " stands before it in its line: it may begin a key */
};

static const struct properties nothing;

static bool block_node(struct plain *plain, struct place place, struct properties properties);
static bool flow_node(struct plain *plain, struct properties properties);

/* -- Events -------------------------------------------------------------------------------------
 */

static struct span span_of(const struct plain *plain, const char *start, const char *end)
{
    uint32_t base = plain->source->base;
    const char *text = plain->source->text.text;

    return (struct span){base + (uint32_t)(start - text), base + (uint32_t)(end - text)};
}

static bool emit(struct plain *plain, enum yaml_event_kind kind, const char *start, const char *end,
                 struct properties properties)
{
    if (properties.start) start = properties.start;
    struct yaml_event event = {.kind = kind,
                               .span = span_of(plain, start, end),
                               .tag = properties.tag,
                               .anchor = properties.anchor};

    return yaml_tree_take(plain->tree, &event);
}

static bool emit_scalar(struct plain *plain, const struct plain_scalar *scalar,
                        struct properties properties)
{
    const char *start = properties.start ? properties.start : scalar->start;
    struct yaml_event event = {.kind = EVENT_SCALAR,
                               .span = span_of(plain, start, scalar->end),
                               .text = scalar->text,
                               .is_lasting = true,
                               .is_plain = !scalar->is_quoted && properties.tag.size == 0,
                               .tag = properties.tag,
                               .anchor = properties.anchor};

    return yaml_tree_take(plain->tree, &event);
}

/* The value that is not there, behind a colon or a dash. */
static bool emit_nothing(struct plain *plain, const char *at)
{
    return emit_scalar(plain, &(struct plain_scalar){.start = at, .end = at, .text = {at, 0}},
                       nothing);
}

/* -- Lines --------------------------------------------------------------------------------------
 */

/* Whether nothing more than a comment stands in the line. */
static bool is_line_end(const struct plain *plain)
{
    const struct plain_cursor *cursor = &plain->cursor;

    if (cursor->at >= cursor->end || plain_is(cursor, cursor->at, PLAIN_BREAK)) return true;
    return *cursor->at == '#' && cursor->at[-1] == ' ';
}

static void take_column(struct plain *plain)
{
    const struct plain_cursor *cursor = &plain->cursor;

    plain->column = cursor->at < cursor->end ? (int)(cursor->at - cursor->line) : NO_COLUMN;
}

static bool next_line(struct plain *plain)
{
    bool had_comment;

    if (!plain_next_line(&plain->cursor, &had_comment)) return false;
    take_column(plain);
    return !plain_is_document_mark(&plain->cursor);
}

/* Whether a "- " is next. */
static bool is_item(const struct plain *plain)
{
    return *plain->cursor.at == '-' && plain_ends(&plain->cursor, plain->cursor.at + 1);
}

/* -- Tags, anchors, aliases ---------------------------------------------------------------------
 */

/* The name at the cursor, which blanks follow. In flow style an alias may be followed at once by
 * what ends it. */
static bool read_name(struct plain *plain, const char *marks, const char *ends, struct slice *name)
{
    struct plain_cursor *cursor = &plain->cursor;
    const char *start = cursor->at;

    while (cursor->at < cursor->end) {
        char c = *cursor->at, low = (char)(c | 0x20);
        bool is_word = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!is_word && (!c || !strchr(marks, c))) break;
        cursor->at++;
    }
    *name = (struct slice){start, (size_t)(cursor->at - start)};
    return name->size > 0 && (plain_ends(cursor, cursor->at) || strchr(ends, *cursor->at)) &&
           (cursor->at >= cursor->end || *cursor->at);
}

static bool read_properties(struct plain *plain, struct properties *properties)
{
    const char *start = plain->cursor.at++;

    if (properties->start) return false;
    properties->start = start;
    if (*start == '&') return read_name(plain, "", "", &properties->anchor);
    if (!read_name(plain, ".:", "", &properties->tag)) return false;
    properties->tag.text--; /* the mark belongs to it */
    properties->tag.size++;
    return true;
}

static bool read_alias(struct plain *plain, const char *ends, struct properties properties)
{
    struct properties alias = {.start = plain->cursor.at++};

    if (properties.start || !read_name(plain, "", ends, &alias.anchor)) return false;
    return emit(plain, EVENT_ALIAS, alias.start, plain->cursor.at, alias);
}

/* -- Flow style ---------------------------------------------------------------------------------
 */

/* Goes to the next thing, which may stand in a later line. */
static bool skip_flow_space(struct plain *plain)
{
    bool had_comment;

    plain_skip_spaces(&plain->cursor);
    if (!is_line_end(plain)) return true;
    return plain_next_line(&plain->cursor, &had_comment) &&
           !plain_is_document_mark(&plain->cursor) && plain->cursor.at < plain->cursor.end;
}

static bool flow_end(struct plain *plain)
{
    const char *at = plain->cursor.at++;

    return emit(plain, EVENT_END, at, at + 1, nothing);
}

/* Behind an item: goes over a comma to what follows it. */
static bool next_flow_item(struct plain *plain, char bracket)
{
    if (!skip_flow_space(plain)) return false;
    if (*plain->cursor.at == bracket) return true;
    if (*plain->cursor.at++ != ',') return false;
    return skip_flow_space(plain);
}

/* The value behind the colon of a key. */
static bool flow_value(struct plain *plain, char bracket)
{
    if (!skip_flow_space(plain)) return false;
    const char *at = plain->cursor.at;
    if (*at == ',' || *at == bracket) return emit_nothing(plain, at);
    return flow_node(plain, nothing);
}

/* Reads a text that may be a key: the part in this line of one without quotes, or all of one in
 * quotes. */
static bool flow_start(struct plain *plain, struct plain_scalar *scalar)
{
    struct plain_cursor *cursor = &plain->cursor;

    if (*cursor->at != '"' && *cursor->at != '\'') return plain_scan_line(cursor, true, scalar);
    return plain_scan_quoted(cursor, scalar);
}

/* Goes over the colon behind a key; false when there is none, or it is too far. */
static bool flow_colon(struct plain *plain, const struct plain_scalar *key)
{
    struct plain_cursor *cursor = &plain->cursor;

    plain_skip_spaces(cursor);
    if (cursor->at >= cursor->end || *cursor->at != ':' || !key->is_one_line) return false;
    return cursor->at++ - key->start <= LONGEST_KEY;
}

/* An item of a list that begins with a text: that, or a map of one key. */
static bool flow_text(struct plain *plain)
{
    struct plain_scalar text;

    if (!flow_start(plain, &text)) return false;
    const char *end = plain->cursor.at;
    if (!flow_colon(plain, &text)) {
        plain->cursor.at = end;
        return emit_scalar(plain, &text, nothing);
    }
    return emit(plain, EVENT_MAP, text.start, text.start, nothing) &&
           emit_scalar(plain, &text, nothing) && flow_value(plain, ']') &&
           emit(plain, EVENT_END, plain->cursor.at, plain->cursor.at, nothing);
}

static bool flow_item(struct plain *plain)
{
    return strchr("[{!&*", *plain->cursor.at) ? flow_node(plain, nothing) : flow_text(plain);
}

static bool flow_entry(struct plain *plain)
{
    struct plain_scalar key;

    return flow_start(plain, &key) && flow_colon(plain, &key) &&
           emit_scalar(plain, &key, nothing) && flow_value(plain, '}');
}

/* A list or a map, from its bracket on. */
static bool flow_collection(struct plain *plain, struct properties properties)
{
    const char *start = plain->cursor.at++;
    bool is_list = *start == '[';
    char bracket = is_list ? ']' : '}';

    if (!emit(plain, is_list ? EVENT_LIST : EVENT_MAP, start, plain->cursor.at, properties))
        return false;
    if (!skip_flow_space(plain)) return false;
    while (*plain->cursor.at != bracket)
        if (!(is_list ? flow_item(plain) : flow_entry(plain)) || !next_flow_item(plain, bracket))
            return false;
    return flow_end(plain);
}

static bool flow_node(struct plain *plain, struct properties properties)
{
    struct plain_scalar scalar;

    switch (*plain->cursor.at) {
    case '[':
    case '{':
        return flow_collection(plain, properties);
    case '!':
    case '&':
        return read_properties(plain, &properties) && skip_flow_space(plain) &&
               flow_node(plain, properties);
    case '*':
        return read_alias(plain, ",]}", properties);
    default:
        return flow_start(plain, &scalar) && emit_scalar(plain, &scalar, properties);
    }
}

/* -- Block style --------------------------------------------------------------------------------
 */

/* In `column`, each with a dash. */
static bool block_list(struct plain *plain, struct place place, struct properties properties)
{
    struct plain_cursor *cursor = &plain->cursor;
    int column = (int)(cursor->at - cursor->line);
    bool is_indented = column > place.parent;

    plain->column = column;
    if (!emit(plain, EVENT_LIST, cursor->at, cursor->at, properties)) return false;
    while (plain->column == column && is_item(plain)) {
        const char *behind = ++cursor->at;
        plain_skip_spaces(cursor);
        bool is_below = is_line_end(plain);
        if (is_below && !next_line(plain)) return false;
        if (is_below && plain->column <= column) {
            if (!emit_nothing(plain, behind)) return false;
        } else if (!block_node(plain, (struct place){.parent = column, .is_first = true},
                               nothing)) {
            return false;
        }
    }
    if (plain->column > column || (plain->column == column && is_indented)) return false;
    return emit(plain, EVENT_END, cursor->at, cursor->at, nothing);
}

static bool map_value(struct plain *plain, int column)
{
    struct place place = {.parent = column, .is_value = true};
    const char *behind = plain->cursor.at;

    plain_skip_spaces(&plain->cursor);
    if (!is_line_end(plain)) return block_node(plain, place, nothing);
    if (!next_line(plain)) return false;
    place.is_first = true;
    if (plain->column > column) return block_node(plain, place, nothing);
    if (plain->column == column && is_item(plain)) return block_list(plain, place, nothing);
    return emit_nothing(plain, behind);
}

/* Reads a text that may be a key: the first line of one without quotes, or all of one in quotes. */
static bool scan_start(struct plain *plain, struct plain_scalar *scalar)
{
    struct plain_cursor *cursor = &plain->cursor;

    if (*cursor->at != '"' && *cursor->at != '\'') return plain_scan_line(cursor, false, scalar);
    if (!plain_scan_quoted(cursor, scalar)) return false;
    plain_skip_spaces(cursor);
    return true;
}

/* Whether a colon follows. */
static bool is_key(const struct plain *plain)
{
    const struct plain_cursor *cursor = &plain->cursor;

    return cursor->at < cursor->end && *cursor->at == ':' && plain_ends(cursor, cursor->at + 1);
}

/* From the colon of its first key on. */
static bool block_map(struct plain *plain, struct plain_scalar *key, struct properties properties)
{
    int column = (int)(key->start - plain->cursor.line);

    if (!emit(plain, EVENT_MAP, key->start, key->start, properties)) return false;
    for (;;) {
        if (!key->is_one_line || plain->cursor.at++ - key->start > LONGEST_KEY) return false;
        if (!emit_scalar(plain, key, nothing) || !map_value(plain, column)) return false;
        if (plain->column < column) break;
        if (plain->column > column || !scan_start(plain, key) || !is_key(plain)) return false;
    }
    return emit(plain, EVENT_END, plain->cursor.at, plain->cursor.at, nothing);
}

static bool block_scalar(struct plain *plain, struct place place, struct properties properties)
{
    struct plain_cursor *cursor = &plain->cursor;
    struct plain_scalar scalar;

    if (*cursor->at == '|' || *cursor->at == '>') {
        if (!plain_scan_block(cursor, place.parent, &scalar) || !next_line(plain)) return false;
        return emit_scalar(plain, &scalar, properties);
    }
    if (!scan_start(plain, &scalar)) return false;
    if (is_key(plain)) return place.is_first && block_map(plain, &scalar, properties);
    if (scalar.is_quoted) {
        if (!next_line(plain)) return false;
    } else {
        if (!plain_scan_rest(cursor, place.parent, &scalar)) return false;
        take_column(plain);
    }
    return emit_scalar(plain, &scalar, properties);
}

/* A node with a tag or an anchor. */
static bool block_node_with(struct plain *plain, struct place place, struct properties properties)
{
    if (!read_properties(plain, &properties)) return false;
    plain_skip_spaces(&plain->cursor);
    place.is_first = is_line_end(plain);
    if (!place.is_first) return block_node(plain, place, properties);
    if (!next_line(plain)) return false;
    if (plain->column > place.parent) return block_node(plain, place, properties);
    if (plain->column == place.parent && place.is_value && is_item(plain))
        return block_list(plain, place, properties);
    return false;
}

static bool block_node(struct plain *plain, struct place place, struct properties properties)
{
    switch (*plain->cursor.at) {
    case '-':
        if (!is_item(plain)) break;
        return place.is_first && block_list(plain, place, properties);
    case '[':
    case '{':
        return flow_node(plain, properties) && next_line(plain);
    case '!':
    case '&':
        return block_node_with(plain, place, properties);
    case '*':
        return read_alias(plain, "", properties) && next_line(plain);
    default:
        break;
    }
    return block_scalar(plain, place, properties);
}

/* -- Documents ----------------------------------------------------------------------------------
 */

/* Goes over the line "%YAML 1.1", if the text begins with it; a "---" must follow then. */
static bool skip_version(struct plain *plain, bool *is_there)
{
    static const struct slice version = {"%YAML 1.1", sizeof "%YAML 1.1" - 1};
    struct plain_cursor *cursor = &plain->cursor;

    *is_there = slice_starts(plain->source->text, version);
    if (!*is_there) return true;
    cursor->at += version.size;
    return plain_is(cursor, cursor->at, PLAIN_BREAK) && plain_skip_break(cursor);
}

/* Goes to the root, over a "---" on a line of its own. */
static bool find_root(struct plain *plain)
{
    struct plain_cursor *cursor = &plain->cursor;
    bool had_version, had_comment;

    if (!skip_version(plain, &had_version) || !plain_next_line(cursor, &had_comment)) return false;
    bool has_mark = plain_is_document_mark(cursor) && *cursor->at == '-';
    if (has_mark) cursor->at += strlen("---");
    if (had_version && !has_mark) return false;
    return next_line(plain) && plain->column != NO_COLUMN;
}

static bool read_document(struct plain *plain)
{
    struct place root = {.parent = NO_COLUMN, .is_first = true};
    struct plain_scalar key;

    if (!find_root(plain)) return false;
    if (!emit(plain, EVENT_DOCUMENT, plain->cursor.at, plain->cursor.at, nothing)) return false;
    if (is_item(plain)) return block_list(plain, root, nothing);
    return scan_start(plain, &key) && is_key(plain) && block_map(plain, &key, nothing);
}

const struct node *plain_yaml_read(const struct reader *reader, const struct source *source)
{
    const char *text = source->text.text;
    struct plain plain = {.source = source, .tree = yaml_tree_new(reader, source)};

    if (!source->text.size) return NULL;
    plain.cursor = (struct plain_cursor){
        .arena = reader->builder.arena, .end = text + source->text.size, .at = text, .line = text};
    if (!read_document(&plain) || plain.column != NO_COLUMN) return NULL;
    return yaml_tree_root(plain.tree);
}
