/* YAML through libyaml's events.
 *
 * Input: a source. Output: the tree of its only document. A stack of open maps and lists follows
 * the events; when one closes it is handed to the one below it. libyaml's marks count characters
 * while spans count bytes, so for text beyond ASCII a table of sample points converts them.
 *
 * Short-form tags become maps right here: !Sub x is {"Fn::Sub": "x"}.
 */
#include <math.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "document/reader_internal.h"
#include "document/scalar.h"
#include "document/yaml_errors.h"

enum { SAMPLE_EVERY = 64 }; /* characters between two sample points */

/* An open map or list, or (at the bottom of the stack) the document. */
struct frame {
    struct node *node;                  /* NULL for the document */
    const struct symbol *tag_key;       /* the key to wrap the node under; NULL without a tag */
    struct anchor *anchor;              /* NULL without one */
    uint32_t key_start, key_end;        /* the key that waits for its value */
    const struct symbol *key;           /* NULL: the next node is a key */
    bool key_is_merge;                  /* the waiting key is << */
    VECTOR(const struct node *) merges; /* values of << keys, each a map or a list of maps */
    uint32_t start;                     /* offset of its first byte */
    uint32_t end;                       /* offset behind the last event inside it */
    uint32_t nodes;                     /* nodes it stands for so far, aliases expanded */
    uint32_t height;                    /* levels below it */
    uint32_t depth;                     /* levels above it, and its own (two when tagged) */
};

/* What an alias stands for. */
struct anchor {
    const struct node *node; /* NULL while the node is still open */
    uint32_t nodes, height;  /* as in struct frame, the node itself included */
};

struct yaml {
    const struct reader *reader;
    const struct source *source;
    yaml_parser_t parser;
    yaml_event_t event;
    bool parser_open, event_open; /* libyaml holds memory for them */
    bool failed;                  /* an error was reported */
    const struct node *root;
    VECTOR(struct frame) stack;
    struct table anchors; /* symbol of the name -> struct anchor; the last definition counts */
    uint32_t alias_nodes; /* nodes that aliases stood for so far */
    uint32_t *samples;    /* byte offset of every SAMPLE_EVERYth character; NULL for ASCII */
};

static void close_yaml(void *context)
{
    struct yaml *yaml = context;

    if (yaml->event_open) yaml_event_delete(&yaml->event);
    if (yaml->parser_open) yaml_parser_delete(&yaml->parser);
    yaml->event_open = yaml->parser_open = false;
}

static void sample_offsets(struct yaml *yaml)
{
    struct slice text = yaml->source->text;
    size_t at = utf8_ascii(text, 0);

    if (at == text.size) return;
    yaml->samples =
        arena_array(yaml->reader->builder.arena, text.size / SAMPLE_EVERY + 2, sizeof(uint32_t));
    uint32_t characters = 0;
    for (at = 0; at < text.size; at++) {
        if (((unsigned char)text.text[at] & 0xc0) == 0x80) continue;
        if (characters % SAMPLE_EVERY == 0) yaml->samples[characters / SAMPLE_EVERY] = (uint32_t)at;
        characters++;
    }
    if (characters % SAMPLE_EVERY == 0) yaml->samples[characters / SAMPLE_EVERY] = (uint32_t)at;
}

/* The offset, in the space of all sources, of a libyaml mark. */
static uint32_t offset_of(const struct yaml *yaml, const yaml_mark_t *mark)
{
    struct slice text = yaml->source->text;
    size_t at = mark->index;

    if (yaml->samples) {
        at = yaml->samples[mark->index / SAMPLE_EVERY];
        for (size_t left = mark->index % SAMPLE_EVERY; left > 0 && at < text.size; at++)
            if (at + 1 == text.size || ((unsigned char)text.text[at + 1] & 0xc0) != 0x80) left--;
    }
    return yaml->source->base + (uint32_t)(at < text.size ? at : text.size);
}

static struct span event_span(const struct yaml *yaml)
{
    uint32_t start = offset_of(yaml, &yaml->event.start_mark);
    uint32_t end = offset_of(yaml, &yaml->event.end_mark);

    return (struct span){start, end > start ? end : start};
}

#define FAIL(yaml, rule, span, ...)                                                                \
    ((yaml)->failed = true,                                                                        \
     findings_report((yaml)->reader->findings, document_rule(rule), (span), __VA_ARGS__))

/* -- Tags ---------------------------------------------------------------------------------------
 */

/* The key that a short-form tag stands for. */
static const struct symbol *tag_key(struct yaml *yaml, struct slice name)
{
    struct symbols *symbols = yaml->reader->builder.symbols;

    if (slice_eq(name, SLICE("Ref")) || slice_eq(name, SLICE("Condition")))
        return symbol_of(symbols, name);
    return symbol_of(symbols, CONCAT(yaml->reader->builder.arena, SLICE("Fn::"), name));
}

/* A tag of a map or list: NULL when it changes nothing. */
static const struct symbol *collection_tag(struct yaml *yaml, const yaml_char_t *tag)
{
    struct slice text = slice_of((const char *)tag);

    if (text.size > 1 && text.text[0] == '!') return tag_key(yaml, slice_from(text, 1));
    if (text.size <= 1 || slice_ends(text, SLICE(":map")) || slice_ends(text, SLICE(":seq")))
        return NULL;
    FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
         "The YAML tag <%.*s> has no meaning in a template. Remove it.", SLICE_ARG(text));
    return NULL;
}

static struct node *wrap(struct yaml *yaml, const struct symbol *key, const struct node *value,
                         struct span span)
{
    struct node *map = read_node(yaml->reader, NODE_MAP, span);
    uint32_t size = key->size;

    if (slice_starts(symbol_slice(key), SLICE("Fn::"))) size -= 4;
    map_set_like(&yaml->reader->builder, map,
                 &(struct map_entry){
                     .key = key, .key_start = span.start, .key_size = size + 1, .key_is_tag = 1},
                 value);
    map->flags &= (uint8_t)~NODE_OWNED;
    return map;
}

/* !GetAtt A.B.C is ["A", "B.C"] */
static struct node *split_attribute(struct yaml *yaml, const struct node *scalar)
{
    struct node *list = read_node(yaml->reader, NODE_LIST, scalar->span);
    struct slice text = node_text(scalar);
    size_t dot = slice_find(text, '.');

    for (int part = 0; part < (dot < text.size ? 2 : 1); part++) {
        struct slice name = part ? slice_from(text, dot + 1) : slice_first(text, dot);
        struct node *item = read_node(yaml->reader, NODE_STRING, scalar->span);
        node_set_text(item, name);
        item->flags &= (uint8_t)~NODE_OWNED;
        list_add(&yaml->reader->builder, list, item);
    }
    list->flags &= (uint8_t)~NODE_OWNED;
    return list;
}

/* -- Scalars ------------------------------------------------------------------------------------
 */

/* The kind that a standard tag such as !!int asks for; NODE_MAP when there is no such tag. */
static enum node_kind standard_kind(struct slice tag)
{
    static const struct {
        const char *name;
        enum node_kind kind;
    } kinds[] = {{"str", NODE_STRING}, {"int", NODE_INT},   {"float", NODE_FLOAT},
                 {"bool", NODE_BOOL},  {"null", NODE_NULL}, {"timestamp", NODE_STRING},
                 {NULL, NODE_MAP}};
    struct slice name = slice_from(tag, strlen("tag:yaml.org,2002:"));
    size_t i = 0;

    while (kinds[i].name && !slice_eq(name, slice_of(kinds[i].name)))
        i++;
    return kinds[i].kind;
}

static struct node *scalar_of(struct yaml *yaml, struct slice text, enum node_kind kind)
{
    struct node *node = read_node(yaml->reader, kind, event_span(yaml));

    node->flags &= (uint8_t)~NODE_OWNED;
    if (kind == NODE_BOOL) {
        node->truth = text.size > 0;
    } else if (kind != NODE_NULL) {
        node_set_text(node, text);
    }
    return node;
}

static void check_float(struct yaml *yaml, struct slice text)
{
    if (!isfinite(number_double(yaml->reader->builder.arena, text)))
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "This is the number '%.*s' in YAML, which JSON and CloudFormation do not have. Put it "
             "in quotes if it is meant as text.",
             SLICE_ARG(text));
}

static struct node *untagged_scalar(struct yaml *yaml, struct slice text)
{
    enum node_kind kind = NODE_STRING;

    if (yaml->event.data.scalar.plain_implicit)
        kind = scalar_resolve(yaml->reader->builder.arena, text, &text);
    if (kind == NODE_FLOAT) check_float(yaml, text);
    return scalar_of(yaml, text, kind);
}

static struct node *standard_scalar(struct yaml *yaml, struct slice tag, struct slice text)
{
    enum node_kind kind = standard_kind(tag);
    struct slice value = text;

    if (kind == NODE_STRING) return scalar_of(yaml, text, NODE_STRING);
    enum node_kind found = scalar_resolve(yaml->reader->builder.arena, text, &value);
    if (kind == NODE_FLOAT && found == NODE_FLOAT) check_float(yaml, value);
    if (kind == NODE_NULL || kind == found) return scalar_of(yaml, value, kind);
    if (kind == NODE_FLOAT && found == NODE_INT) return scalar_of(yaml, value, NODE_FLOAT);
    if (kind == NODE_MAP)
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "The YAML tag <%.*s> has no meaning in a template. Remove it.", SLICE_ARG(tag));
    else
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "'%.*s' is not of the type that its YAML tag <%.*s> asks for.", SLICE_ARG(text),
             SLICE_ARG(tag));
    return scalar_of(yaml, text, NODE_STRING);
}

static struct node *read_scalar(struct yaml *yaml)
{
    const struct builder *builder = &yaml->reader->builder;
    struct slice tag = slice_of((const char *)yaml->event.data.scalar.tag);
    struct slice text =
        slice_copy(builder->arena, (struct slice){(const char *)yaml->event.data.scalar.value,
                                                  yaml->event.data.scalar.length});

    if (tag.size <= 1) return untagged_scalar(yaml, text); /* "!" alone says nothing either */
    if (tag.text[0] != '!') return standard_scalar(yaml, tag, text);
    struct node *value = scalar_of(yaml, text, NODE_STRING);
    struct slice name = slice_from(tag, 1);
    if (slice_eq(name, SLICE("GetAtt"))) value = split_attribute(yaml, value);
    return wrap(yaml, tag_key(yaml, name), value, event_span(yaml));
}

/* -- Keys and merges ----------------------------------------------------------------------------
 */

static struct slice key_text(struct yaml *yaml, const struct node *node)
{
    struct arena *arena = yaml->reader->builder.arena;

    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        return SLICE("null");
    case NODE_BOOL:
        return node->truth ? SLICE("true") : SLICE("false");
    case NODE_FLOAT: /* 1.10 is the key 1.1 */
        return number_shortest(arena, number_double(arena, node_text(node)));
    case NODE_INT:
    case NODE_STRING:
        return node_text(node);
    case NODE_LIST:
    case NODE_MAP:
        FAIL(yaml, DOCUMENT_UNREADABLE, node->span,
             "%s cannot be the key of a map. If this is meant as text, put it in quotes.",
             node->kind == NODE_MAP ? "A map" : "A list");
        break;
    }
    return SLICE("");
}

static void take_key(struct yaml *yaml, struct frame *frame, const struct node *node)
{
    frame->key = symbol_of(yaml->reader->builder.symbols, key_text(yaml, node));
    frame->key_is_merge = false;
    frame->key_start = node->span.start;
    frame->key_end = node->span.end;
}

static void take_value(struct yaml *yaml, struct frame *frame, const struct node *node)
{
    if (frame->key_is_merge) {
        VECTOR_PUSH(yaml->reader->builder.arena, &frame->merges, node);
    } else {
        struct map_entry entry = {.key = frame->key, .value = node, .key_start = frame->key_start};
        entry.key_size = (frame->key_end - frame->key_start) & 0x3fffffff;
        read_entry(yaml->reader, frame->node, entry);
    }
    frame->key = NULL;
}

static void merge_one(struct yaml *yaml, struct node *into, const struct node *from)
{
    if (node_is_map(from)) {
        map_merge(&yaml->reader->builder, into, from);
        return;
    }
    FAIL(yaml, DOCUMENT_UNREADABLE, node_span(from),
         "The merge key << takes a map or a list of maps, and this is %s.", node_kind_name(from));
}

/* Merged entries stand before the map's own, which win over them; of several merged maps in a list
 * the first wins (https://yaml.org/type/merge.html). */
static void merge_maps(struct yaml *yaml, struct frame *frame)
{
    struct node *merged = read_node(yaml->reader, NODE_MAP, frame->node->span);

    for (size_t i = 0; i < frame->merges.count; i++) {
        const struct node *from = frame->merges.items[i];
        if (!node_is_list(from)) merge_one(yaml, merged, from);
        for (uint32_t k = list_count(from); k > 0; k--)
            merge_one(yaml, merged, list_at(from, k - 1));
    }
    map_merge(&yaml->reader->builder, merged, frame->node);
    merged->flags |= NODE_MERGED;
    frame->node = merged;
}

/* -- The stack ----------------------------------------------------------------------------------
 */

static struct frame *top(struct yaml *yaml)
{
    return &yaml->stack.items[yaml->stack.count - 1];
}

static void hand_over(struct yaml *yaml, const struct node *node, uint32_t nodes, uint32_t height)
{
    struct frame *frame = top(yaml);

    frame->nodes += nodes;
    if (frame->height < height) frame->height = height;
    if (!frame->node)
        yaml->root = node;
    else if (frame->node->kind == NODE_LIST)
        list_add(&yaml->reader->builder, frame->node, node);
    else if (!frame->key)
        take_key(yaml, frame, node);
    else
        take_value(yaml, frame, node);
}

static void report_depth(struct yaml *yaml)
{
    FAIL(yaml, DOCUMENT_OVER_LIMIT, event_span(yaml),
         "Maps and lists are nested more than %d levels deep here, which no template needs.",
         LIMIT_DEPTH);
}

/* The anchor of the current event, not yet defined; NULL when it has none. */
static struct anchor *new_anchor(struct yaml *yaml, const yaml_char_t *name)
{
    struct arena *arena = yaml->reader->builder.arena;

    if (!name) return NULL;
    struct anchor *anchor = arena_zalloc(arena, sizeof *anchor);
    table_set(arena, &yaml->anchors,
              symbol_of(yaml->reader->builder.symbols, slice_of((const char *)name)), anchor);
    return anchor;
}

static void open_collection(struct yaml *yaml, enum node_kind kind, const yaml_char_t *tag,
                            const yaml_char_t *anchor)
{
    struct span span = event_span(yaml);
    struct frame frame = {.start = span.start, .nodes = 1};

    if (tag) frame.tag_key = collection_tag(yaml, tag);
    frame.depth = top(yaml)->depth + 1 + (frame.tag_key != NULL);
    if (frame.depth > LIMIT_DEPTH) {
        report_depth(yaml);
        return;
    }
    frame.height = frame.tag_key != NULL;
    frame.node = read_node(yaml->reader, kind, span);
    frame.anchor = new_anchor(yaml, anchor);
    VECTOR_PUSH(yaml->reader->builder.arena, &yaml->stack, frame);
}

/* Without the white space that libyaml counts to a block scalar. */
static uint32_t trim_end(const struct yaml *yaml, uint32_t start, uint32_t end)
{
    const char *text = yaml->source->text.text - yaml->source->base;

    while (end > start && strchr(" \t\r\n", text[end - 1]) && text[end - 1])
        end--;
    return end;
}

static void close_collection(struct yaml *yaml)
{
    struct frame frame = *top(yaml);
    struct span bracket = event_span(yaml);
    uint32_t end = bracket.end;

    /* A block collection has no bracket; for libyaml it ends where the next token starts, behind
     * comments and empty lines. */
    if (bracket.start == bracket.end && frame.end) end = frame.end;
    if (frame.merges.count) merge_maps(yaml, &frame);
    yaml->stack.count--;
    top(yaml)->end = end;
    frame.node->span = (struct span){frame.start, trim_end(yaml, frame.start, end)};
    frame.node->flags &= (uint8_t)~NODE_OWNED;
    const struct node *node = frame.node;
    if (frame.tag_key) node = wrap(yaml, frame.tag_key, node, node->span);
    if (frame.anchor) *frame.anchor = (struct anchor){node, frame.nodes, frame.height + 1};
    hand_over(yaml, node, frame.nodes, frame.height + 1);
}

/* A key without tag or anchor, as nearly all are: no node is made for it. */
static bool take_simple_key(struct yaml *yaml)
{
    struct frame *frame = top(yaml);
    struct slice text = {(const char *)yaml->event.data.scalar.value,
                         yaml->event.data.scalar.length};
    struct slice value;
    bool plain = yaml->event.data.scalar.plain_implicit;

    if (!node_is_map(frame->node) || frame->key) return false;
    if (yaml->event.data.scalar.tag || yaml->event.data.scalar.anchor) return false;
    if (plain && scalar_resolve(yaml->reader->builder.arena, text, &value) != NODE_STRING)
        return false;
    struct span span = event_span(yaml);
    frame->key = symbol_of(yaml->reader->builder.symbols, text);
    frame->key_is_merge = plain && slice_eq(text, SLICE("<<"));
    frame->key_start = span.start;
    frame->key_end = frame->end = span.end;
    frame->nodes++;
    return true;
}

static void take_scalar(struct yaml *yaml)
{
    if (take_simple_key(yaml)) return;
    top(yaml)->end = event_span(yaml).end;
    struct anchor *anchor = new_anchor(yaml, yaml->event.data.scalar.anchor);
    const struct node *node = read_scalar(yaml);
    uint32_t height = node->kind < NODE_LIST ? 0 : 2; /* a tag makes it {"Fn::X": [...]} */

    if (anchor) *anchor = (struct anchor){node, 1, height};
    hand_over(yaml, node, 1, height);
}

static void take_alias(struct yaml *yaml)
{
    struct slice name = slice_of((const char *)yaml->event.data.alias.anchor);
    const struct anchor *anchor =
        table_get(&yaml->anchors, symbol_of(yaml->reader->builder.symbols, name));

    if (!anchor) {
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "There is no anchor &%.*s before this alias. Define it above.", SLICE_ARG(name));
    } else if (!anchor->node) {
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "The alias *%.*s stands inside the value that it stands for.", SLICE_ARG(name));
    } else if (anchor->nodes > LIMIT_ALIAS_NODES - yaml->alias_nodes) {
        FAIL(yaml, DOCUMENT_OVER_LIMIT, event_span(yaml),
             "With this alias, the aliases of the file stand for more than %d values.",
             LIMIT_ALIAS_NODES);
    } else if (top(yaml)->depth + anchor->height > LIMIT_DEPTH) {
        report_depth(yaml);
    } else {
        yaml->alias_nodes += anchor->nodes;
        top(yaml)->end = event_span(yaml).end;
        hand_over(yaml, anchor->node, anchor->nodes, anchor->height);
    }
}

/* -- Events -------------------------------------------------------------------------------------
 */

static void take_document(struct yaml *yaml)
{
    if (yaml->stack.count) {
        FAIL(yaml, DOCUMENT_UNREADABLE, event_span(yaml),
             "A second YAML document starts here. A template is one document: put the others into "
             "files of their own.");
        return;
    }
    VECTOR_PUSH(yaml->reader->builder.arena, &yaml->stack, (struct frame){.nodes = 0});
}

/* Returns false when the stream is at its end. */
static bool take_event(struct yaml *yaml)
{
    switch (yaml->event.type) {
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_DOCUMENT_START_EVENT:
        take_document(yaml);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(yaml);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(yaml);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(yaml, NODE_LIST, yaml->event.data.sequence_start.tag,
                        yaml->event.data.sequence_start.anchor);
        break;
    case YAML_MAPPING_START_EVENT:
        open_collection(yaml, NODE_MAP, yaml->event.data.mapping_start.tag,
                        yaml->event.data.mapping_start.anchor);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(yaml);
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return true;
}

static void report_parser_error(struct yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    uint32_t at;

    /* In some places libyaml does not say that there was no memory: nothing is the problem then. */
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem)
        arena_out_of_memory(yaml->reader->builder.arena);
    if (parser->error == YAML_READER_ERROR) /* its place is in bytes */
        at = yaml->source->base + (uint32_t)parser->problem_offset;
    else
        at = offset_of(yaml, &parser->problem_mark);
    struct slice text = yaml_error_text(yaml->reader->builder.arena, yaml->source->text,
                                        at - yaml->source->base, parser->problem);
    FAIL(yaml, DOCUMENT_UNREADABLE, ((struct span){at, at + 1}), "%.*s", SLICE_ARG(text));
}

static void read_stream(struct yaml *yaml)
{
    bool more = true;

    while (more && !yaml->failed) {
        if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
            report_parser_error(yaml);
            return;
        }
        yaml->event_open = true;
        more = take_event(yaml);
        yaml_event_delete(&yaml->event);
        yaml->event_open = false;
    }
}

const struct node *yaml_read(const struct reader *reader, const struct source *source)
{
    struct yaml *yaml = arena_zalloc(reader->builder.arena, sizeof *yaml);

    yaml->reader = reader;
    yaml->source = source;
    sample_offsets(yaml);
    arena_on_free(reader->builder.arena, close_yaml, yaml);
    if (!yaml_parser_initialize(&yaml->parser)) arena_out_of_memory(reader->builder.arena);
    yaml->parser_open = true;
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    const char *text = source->text.size ? source->text.text : ""; /* libyaml asks for a pointer */
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)text, source->text.size);
    read_stream(yaml);
    close_yaml(yaml);

    if (!yaml->failed && !yaml->root)
        FAIL(yaml, DOCUMENT_UNREADABLE, ((struct span){source->base, source->base + 1}),
             "The file is empty. A template needs at least a Resources section.");
    return yaml->failed ? NULL : yaml->root;
}
