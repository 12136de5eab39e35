/* A stack of open maps and lists follows the events; when one closes it is handed to the one below
 * it.
 *
 * Short-form tags become maps right here: !Sub x is {"Fn::Sub": "x"}.
 */
#include "document/yaml_tree.h"

#include <math.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/table.h"
#include "base/vector.h"
#include "document/scalar.h"

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

struct yaml_tree {
    const struct reader *reader;
    const struct source *source;
    const struct yaml_event *event; /* the one that is being taken */
    bool failed;                    /* an error was reported */
    const struct node *root;
    VECTOR(struct frame) stack;
    struct table anchors; /* symbol of the name -> struct anchor; the last definition counts */
    uint32_t alias_nodes; /* nodes that aliases stood for so far */
};

#define FAIL(tree, rule, span, ...)                                                                \
    ((tree)->failed = true,                                                                        \
     findings_report((tree)->reader->findings, document_rule(rule), (span), __VA_ARGS__))

/* -- Tags ---------------------------------------------------------------------------------------
 */

/* The key that a short-form tag stands for. */
static const struct symbol *tag_key(struct yaml_tree *tree, struct slice name)
{
    struct symbols *symbols = tree->reader->builder.symbols;

    if (slice_eq(name, SLICE("Ref")) || slice_eq(name, SLICE("Condition")))
        return symbol_of(symbols, name);
    return symbol_of(symbols, CONCAT(tree->reader->builder.arena, SLICE("Fn::"), name));
}

/* A tag of a map or list: NULL when it changes nothing. */
static const struct symbol *collection_tag(struct yaml_tree *tree)
{
    struct slice text = tree->event->tag;

    if (text.size > 1 && text.text[0] == '!') return tag_key(tree, slice_from(text, 1));
    if (text.size <= 1 || slice_ends(text, SLICE(":map")) || slice_ends(text, SLICE(":seq")))
        return NULL;
    FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
         "The YAML tag <%.*s> has no meaning in a template. Remove it.", SLICE_ARG(text));
    return NULL;
}

static struct node *wrap(struct yaml_tree *tree, const struct symbol *key, const struct node *value,
                         struct span span)
{
    struct node *map = read_node(tree->reader, NODE_MAP, span);
    uint32_t size = key->size;

    if (slice_starts(symbol_slice(key), SLICE("Fn::"))) size -= 4;
    map_set_like(&tree->reader->builder, map,
                 &(struct map_entry){
                     .key = key, .key_start = span.start, .key_size = size + 1, .key_is_tag = 1},
                 value);
    map->flags &= (uint8_t)~NODE_OWNED;
    return map;
}

/* !GetAtt A.B.C is ["A", "B.C"] */
static struct node *split_attribute(struct yaml_tree *tree, const struct node *scalar)
{
    struct node *list = read_node(tree->reader, NODE_LIST, scalar->span);
    struct slice text = node_text(scalar);
    size_t dot = slice_find(text, '.');

    for (int part = 0; part < (dot < text.size ? 2 : 1); part++) {
        struct slice name = part ? slice_from(text, dot + 1) : slice_first(text, dot);
        struct node *item = read_node(tree->reader, NODE_STRING, scalar->span);
        node_set_text(item, name);
        item->flags &= (uint8_t)~NODE_OWNED;
        list_add(&tree->reader->builder, list, item);
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

static struct node *scalar_of(struct yaml_tree *tree, struct slice text, enum node_kind kind)
{
    struct node *node = read_node(tree->reader, kind, tree->event->span);

    node->flags &= (uint8_t)~NODE_OWNED;
    if (kind == NODE_BOOL) {
        node->truth = text.size > 0;
    } else if (kind != NODE_NULL) {
        node_set_text(node, text);
    }
    return node;
}

static void check_float(struct yaml_tree *tree, struct slice text)
{
    if (!isfinite(number_double(tree->reader->builder.arena, text)))
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "This is the number '%.*s' in YAML, which JSON and CloudFormation do not have. Put it "
             "in quotes if it is meant as text.",
             SLICE_ARG(text));
}

static struct node *untagged_scalar(struct yaml_tree *tree, struct slice text)
{
    enum node_kind kind = NODE_STRING;

    if (tree->event->is_plain) kind = scalar_resolve(tree->reader->builder.arena, text, &text);
    if (kind == NODE_FLOAT) check_float(tree, text);
    return scalar_of(tree, text, kind);
}

static struct node *standard_scalar(struct yaml_tree *tree, struct slice tag, struct slice text)
{
    enum node_kind kind = standard_kind(tag);
    struct slice value = text;

    if (kind == NODE_STRING) return scalar_of(tree, text, NODE_STRING);
    enum node_kind found = scalar_resolve(tree->reader->builder.arena, text, &value);
    if (kind == NODE_FLOAT && found == NODE_FLOAT) check_float(tree, value);
    if (kind == NODE_NULL || kind == found) return scalar_of(tree, value, kind);
    if (kind == NODE_FLOAT && found == NODE_INT) return scalar_of(tree, value, NODE_FLOAT);
    if (kind == NODE_MAP)
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "The YAML tag <%.*s> has no meaning in a template. Remove it.", SLICE_ARG(tag));
    else
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "'%.*s' is not of the type that its YAML tag <%.*s> asks for.", SLICE_ARG(text),
             SLICE_ARG(tag));
    return scalar_of(tree, text, NODE_STRING);
}

static struct node *read_scalar(struct yaml_tree *tree)
{
    struct slice tag = tree->event->tag;
    struct slice text = tree->event->text;

    if (!tree->event->is_lasting) text = slice_copy(tree->reader->builder.arena, text);
    if (tag.size <= 1) return untagged_scalar(tree, text); /* "!" alone says nothing either */
    if (tag.text[0] != '!') return standard_scalar(tree, tag, text);
    struct node *value = scalar_of(tree, text, NODE_STRING);
    struct slice name = slice_from(tag, 1);
    if (slice_eq(name, SLICE("GetAtt"))) value = split_attribute(tree, value);
    return wrap(tree, tag_key(tree, name), value, tree->event->span);
}

/* -- Keys and merges ----------------------------------------------------------------------------
 */

static struct slice key_text(struct yaml_tree *tree, const struct node *node)
{
    struct arena *arena = tree->reader->builder.arena;

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
        FAIL(tree, DOCUMENT_UNREADABLE, node->span,
             "%s cannot be the key of a map. If this is meant as text, put it in quotes.",
             node->kind == NODE_MAP ? "A map" : "A list");
        break;
    }
    return SLICE("");
}

static void take_key(struct yaml_tree *tree, struct frame *frame, const struct node *node)
{
    frame->key = symbol_of(tree->reader->builder.symbols, key_text(tree, node));
    frame->key_is_merge = false;
    frame->key_start = node->span.start;
    frame->key_end = node->span.end;
}

static void take_value(struct yaml_tree *tree, struct frame *frame, const struct node *node)
{
    if (frame->key_is_merge) {
        VECTOR_PUSH(tree->reader->builder.arena, &frame->merges, node);
    } else {
        struct map_entry entry = {.key = frame->key, .value = node, .key_start = frame->key_start};
        entry.key_size = (frame->key_end - frame->key_start) & 0x3fffffff;
        read_entry(tree->reader, frame->node, entry);
    }
    frame->key = NULL;
}

static void merge_one(struct yaml_tree *tree, struct node *into, const struct node *from)
{
    if (node_is_map(from)) {
        map_merge(&tree->reader->builder, into, from);
        return;
    }
    FAIL(tree, DOCUMENT_UNREADABLE, node_span(from),
         "The merge key << takes a map or a list of maps, and this is %s.", node_kind_name(from));
}

/* Merged entries stand before the map's own, which win over them; of several merged maps in a list
 * the first wins (https://yaml.org/type/merge.html). */
static void merge_maps(struct yaml_tree *tree, struct frame *frame)
{
    struct node *merged = read_node(tree->reader, NODE_MAP, frame->node->span);

    for (size_t i = 0; i < frame->merges.count; i++) {
        const struct node *from = frame->merges.items[i];
        if (!node_is_list(from)) merge_one(tree, merged, from);
        for (uint32_t k = list_count(from); k > 0; k--)
            merge_one(tree, merged, list_at(from, k - 1));
    }
    map_merge(&tree->reader->builder, merged, frame->node);
    merged->flags |= NODE_MERGED;
    frame->node = merged;
}

/* -- The stack ----------------------------------------------------------------------------------
 */

static struct frame *top(struct yaml_tree *tree)
{
    return &tree->stack.items[tree->stack.count - 1];
}

static void hand_over(struct yaml_tree *tree, const struct node *node, uint32_t nodes,
                      uint32_t height)
{
    struct frame *frame = top(tree);

    frame->nodes += nodes;
    if (frame->height < height) frame->height = height;
    if (!frame->node)
        tree->root = node;
    else if (frame->node->kind == NODE_LIST)
        list_add(&tree->reader->builder, frame->node, node);
    else if (!frame->key)
        take_key(tree, frame, node);
    else
        take_value(tree, frame, node);
}

static void report_depth(struct yaml_tree *tree)
{
    FAIL(tree, DOCUMENT_OVER_LIMIT, tree->event->span,
         "Maps and lists are nested more than %d levels deep here, which no template needs.",
         LIMIT_DEPTH);
}

/* The anchor of the current event, not yet defined; NULL when it has none. */
static struct anchor *new_anchor(struct yaml_tree *tree)
{
    struct arena *arena = tree->reader->builder.arena;

    if (!tree->event->anchor.size) return NULL;
    struct anchor *anchor = arena_zalloc(arena, sizeof *anchor);
    table_set(arena, &tree->anchors, symbol_of(tree->reader->builder.symbols, tree->event->anchor),
              anchor);
    return anchor;
}

static void open_collection(struct yaml_tree *tree, enum node_kind kind)
{
    struct span span = tree->event->span;
    struct frame frame = {.start = span.start, .nodes = 1};

    if (tree->event->tag.size) frame.tag_key = collection_tag(tree);
    frame.depth = top(tree)->depth + 1 + (frame.tag_key != NULL);
    if (frame.depth > LIMIT_DEPTH) {
        report_depth(tree);
        return;
    }
    frame.height = frame.tag_key != NULL;
    frame.node = read_node(tree->reader, kind, span);
    frame.anchor = new_anchor(tree);
    VECTOR_PUSH(tree->reader->builder.arena, &tree->stack, frame);
}

struct span yaml_trimmed(const struct source *source, struct span span)
{
    const char *start = source->text.text + (span.start - source->base);
    size_t size = slice_trim_end((struct slice){start, span.end - span.start}).size;

    return (struct span){span.start, span.start + (uint32_t)size};
}

static void close_collection(struct yaml_tree *tree)
{
    struct frame frame = *top(tree);
    struct span bracket = tree->event->span;
    uint32_t end = bracket.end;

    /* A block collection has no bracket; for libyaml it ends where the next token starts, behind
     * comments and empty lines. */
    if (bracket.start == bracket.end && frame.end) end = frame.end;
    if (frame.merges.count) merge_maps(tree, &frame);
    tree->stack.count--;
    top(tree)->end = end;
    frame.node->span = yaml_trimmed(tree->source, (struct span){frame.start, end});
    node_fit(&tree->reader->builder, frame.node);
    frame.node->flags &= (uint8_t)~NODE_OWNED;
    const struct node *node = frame.node;
    if (frame.tag_key) node = wrap(tree, frame.tag_key, node, node->span);
    if (frame.anchor) *frame.anchor = (struct anchor){node, frame.nodes, frame.height + 1};
    hand_over(tree, node, frame.nodes, frame.height + 1);
}

/* A key without tag or anchor, as nearly all are: no node is made for it. */
static bool take_simple_key(struct yaml_tree *tree)
{
    struct frame *frame = top(tree);
    struct slice text = tree->event->text;
    struct slice value;
    bool plain = tree->event->is_plain;

    if (!node_is_map(frame->node) || frame->key) return false;
    if (tree->event->tag.size || tree->event->anchor.size) return false;
    if (plain && scalar_resolve(tree->reader->builder.arena, text, &value) != NODE_STRING)
        return false;
    struct span span = tree->event->span;
    frame->key = symbol_of(tree->reader->builder.symbols, text);
    frame->key_is_merge = plain && slice_eq(text, SLICE("<<"));
    frame->key_start = span.start;
    frame->key_end = frame->end = span.end;
    frame->nodes++;
    return true;
}

static void take_scalar(struct yaml_tree *tree)
{
    if (take_simple_key(tree)) return;
    top(tree)->end = tree->event->span.end;
    struct anchor *anchor = new_anchor(tree);
    const struct node *node = read_scalar(tree);
    uint32_t height = node->kind < NODE_LIST ? 0 : 2; /* a tag makes it {"Fn::X": [...]} */

    if (anchor) *anchor = (struct anchor){node, 1, height};
    hand_over(tree, node, 1, height);
}

static void take_alias(struct yaml_tree *tree)
{
    struct slice name = tree->event->anchor;
    const struct anchor *anchor =
        table_get(&tree->anchors, symbol_of(tree->reader->builder.symbols, name));

    if (!anchor) {
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "There is no anchor &%.*s before this alias. Define it above.", SLICE_ARG(name));
    } else if (!anchor->node) {
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "The alias *%.*s stands inside the value that it stands for.", SLICE_ARG(name));
    } else if (anchor->nodes > LIMIT_ALIAS_NODES - tree->alias_nodes) {
        FAIL(tree, DOCUMENT_OVER_LIMIT, tree->event->span,
             "With this alias, the aliases of the file stand for more than %d values.",
             LIMIT_ALIAS_NODES);
    } else if (top(tree)->depth + anchor->height > LIMIT_DEPTH) {
        report_depth(tree);
    } else {
        tree->alias_nodes += anchor->nodes;
        top(tree)->end = tree->event->span.end;
        hand_over(tree, anchor->node, anchor->nodes, anchor->height);
    }
}

/* -- Events -------------------------------------------------------------------------------------
 */

static void take_document(struct yaml_tree *tree)
{
    if (tree->stack.count) {
        FAIL(tree, DOCUMENT_UNREADABLE, tree->event->span,
             "A second YAML document starts here. A template is one document: put the others into "
             "files of their own.");
        return;
    }
    VECTOR_PUSH(tree->reader->builder.arena, &tree->stack, (struct frame){.nodes = 0});
}

bool yaml_tree_take(struct yaml_tree *tree, const struct yaml_event *event)
{
    tree->event = event;
    switch (event->kind) {
    case EVENT_DOCUMENT:
        take_document(tree);
        break;
    case EVENT_SCALAR:
        take_scalar(tree);
        break;
    case EVENT_ALIAS:
        take_alias(tree);
        break;
    case EVENT_LIST:
        open_collection(tree, NODE_LIST);
        break;
    case EVENT_MAP:
        open_collection(tree, NODE_MAP);
        break;
    case EVENT_END:
        close_collection(tree);
        break;
    }
    return !tree->failed;
}

struct yaml_tree *yaml_tree_new(const struct reader *reader, const struct source *source)
{
    struct yaml_tree *tree = arena_zalloc(reader->builder.arena, sizeof *tree);

    tree->reader = reader;
    tree->source = source;
    return tree;
}

const struct node *yaml_tree_root(const struct yaml_tree *tree)
{
    return tree->root;
}
