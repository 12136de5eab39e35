/* Small building blocks: intrinsics, properties of the template, tags, hashes. */
#include "base/digest.h"
#include "document/python_text.h"
#include "transform/transform_internal.h"

const struct node *given(const struct node *map, const struct symbol *key)
{
    if (!map_may_hold(map, key)) return NULL;
    const struct node *value = map_get(map, key);
    return node_is_nothing(value) ? NULL : value;
}

const struct node *filled(const struct node *map, const struct symbol *key)
{
    const struct node *value = map_get(map, key);

    return node_is_truthy(value) ? value : NULL;
}

bool has_type(const struct node *resource, const struct symbol *type)
{
    return node_is_text(map_get(resource, K(Type)), symbol_slice(type));
}

bool has_sam_type(const struct node *resource)
{
    return slice_starts(node_text(map_get(resource, K(Type))), SLICE("AWS::Serverless::"));
}

const struct symbol *symbol_for(const struct transform *t, struct slice text)
{
    return symbol_of(t->b->symbols, text);
}

struct node *name_node(const struct transform *t, const struct symbol *name)
{
    return node_string(t->b, symbol_slice(name));
}

struct node *user_name_node(const struct transform *t, const struct symbol *name)
{
    return node_user_string(t->b, symbol_slice(name));
}

struct node *ref_to(const struct transform *t, const struct symbol *id)
{
    return MAP(t->b, {K(Ref), name_node(t, id)});
}

struct node *attribute_of(const struct transform *t, const struct symbol *id, const char *attribute)
{
    return MAP(t->b, {K(FnGetAtt), LIST(t->b, name_node(t, id), node_cstring(t->b, attribute))});
}

struct node *sub_of(const struct transform *t, struct slice text)
{
    return MAP(t->b, {K(FnSub), node_string(t->b, text)});
}

struct node *sub_with(const struct transform *t, struct slice text, const struct node *variables)
{
    return MAP(t->b, {K(FnSub), LIST(t->b, node_string(t->b, text), variables)});
}

struct node *no_value(const struct transform *t)
{
    return MAP(t->b, {K(Ref), STR(t->b, "AWS::NoValue")});
}

struct node *if_of(const struct transform *t, const struct node *condition, const struct node *yes,
                   const struct node *no)
{
    return MAP(t->b, {K(FnIf), LIST(t->b, condition, yes ? yes : no_value(t),
                                    node_is_nothing(no) ? no_value(t) : no)});
}

struct slice in_partition(const struct transform *t, const char *text)
{
    struct slice rest = slice_of(text), mark = SLICE("{partition}");
    size_t at = slice_search(rest, mark);

    if (at == rest.size) return rest;
    return CONCAT(t->b->arena, slice_first(rest, at), t->partition,
                  slice_from(rest, at + mark.size));
}

typedef const struct node *resolver(struct resolution *resolution, const struct node *node);

static const struct node *resolve_with(struct transform *t, const struct node *node,
                                       resolver *resolve)
{
    struct resolution resolution = {
        .builder = t->b, .parameters = t->parameters, .mappings = t->mappings};
    const struct node *value = resolve(&resolution, node);

    if (resolution.failed)
        refuse_document(t, resolution.failed, SAM_INTRINSIC, "%.*s", SLICE_ARG(resolution.problem));
    return value;
}

const struct node *resolved(struct transform *t, const struct node *node)
{
    return resolve_with(t, node, resolve_parameters);
}

const struct node *resolved_with_mappings(struct transform *t, const struct node *node)
{
    return resolve_with(t, resolved(t, node), resolve_mappings);
}

struct node *edit_properties(struct transform *t, const struct symbol *id)
{
    return map_edit_default(t->b, map_edit(t->b, t->resources, id), K(Properties), NODE_MAP);
}

struct node *edit_resolved(struct transform *t, struct node *properties, const struct symbol *name)
{
    const struct node *value = given(properties, name);

    if (!value) return NULL;
    map_set(t->b, properties, name, resolved(t, value));
    return map_edit(t->b, properties, name);
}

static void add_tags(struct transform *t, struct node *list, const struct node *tags)
{
    MAP_EACH (tags, each) {
        const struct node *value = each.value->kind == NODE_NULL ? STR(t->b, "") : each.value;
        list_add(t->b, list, MAP(t->b, {K(Key), name_node(t, each.key)}, {K(Value), value}));
    }
}

struct node *tag_list(struct transform *t, const struct node *tags)
{
    if (!tags) return NULL;
    struct node *list = node_list(t->b);
    add_tags(t, list, tags);
    return list;
}

struct node *tag_list_created_by(struct transform *t, const char *created_by,
                                 const struct node *tags)
{
    struct node *list = LIST(
        t->b, MAP(t->b, {K(Key), node_cstring(t->b, created_by)}, {K(Value), STR(t->b, "SAM")}));

    add_tags(t, list, tags);
    return list;
}

struct node *tag_map_created_by(struct transform *t, const char *created_by,
                                const struct node *tags)
{
    struct node *map = node_map(t->b);

    map_merge(t->b, map, tags);
    map_set(t->b, map, symbol_for(t, slice_of(created_by)), STR(t->b, "SAM"));
    return map;
}

void check_reserved_tags(struct transform *t, const struct node *tags)
{
    MAP_EACH (tags, each) {
        struct slice key = entry_key(each.entry);
        if (slice_eq(key, SLICE("lambda:createdBy")) ||
            slice_eq(key, SLICE("serverlessrepo:applicationId")) ||
            slice_eq(key, SLICE("serverlessrepo:semanticVersion")))
            refuse_entry(t, each.entry, SAM_RESERVED_TAG,
                         "SAM sets the tag %s itself. Remove it, or use another key.",
                         each.key->text);
    }
}

struct slice text_hash(const struct transform *t, struct slice text)
{
    char hex[41];

    digest_sha1(text, hex);
    return slice_copy(t->b->arena, (struct slice){hex, 10});
}

struct slice hash_suffix(const struct transform *t, const struct node *data)
{
    struct buffer text = buffer_new(t->b->arena);

    if (!node_is_truthy(data)) return SLICE("");
    if (node_is_string(data)) return text_hash(t, node_text(data));
    python_json(&text, data, PYTHON_JSON_SORTED);
    struct slice hash = text_hash(t, buffer_slice(&text));
    buffer_drop(&text);
    return hash;
}

struct slice text_of(const struct transform *t, const struct node *value)
{
    struct buffer text = buffer_new(t->b->arena);

    python_str(&text, value);
    return buffer_end(&text);
}

struct slice lower_case(const struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);
    size_t lower = 0;

    while (lower < text.size && (text.text[lower] < 'A' || text.text[lower] > 'Z'))
        lower++;
    if (lower == text.size) return text;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        buffer_add_byte(&out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    return text.size ? buffer_end(&out) : text;
}

struct slice upper_case(const struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        buffer_add_byte(&out, c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c);
    }
    return text.size ? buffer_end(&out) : text;
}

const struct symbol *stage_id_of(const struct transform *t, const struct symbol *api,
                                 struct slice stage)
{
    if (is_alphanumeric(stage)) return ID(t, symbol_slice(api), stage, SLICE("Stage"));
    struct slice hash = stage.size ? text_hash(t, stage) : SLICE("");
    return ID(t, symbol_slice(api), SLICE("Stage"), hash);
}

/* Whether eight bytes are letters or digits: each sum or difference with a bound, which leaves the
 * byte, shows in its highest bit. */
static bool is_alphanumeric_word(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
    uint64_t lower = word | ones * 0x20;
    uint64_t letters = (lower + ones * (0x80 - 'a')) & ~(lower + ones * (0x7f - 'z'));
    uint64_t digits = (word + ones * (0x80 - '0')) & ~(word + ones * (0x7f - '9'));

    return !(word & high) && ((letters | digits) & high) == high;
}

bool is_alphanumeric(struct slice text)
{
    size_t at = 0;
    uint64_t word;

    for (; at + sizeof word <= text.size; at += sizeof word) {
        memcpy(&word, text.text + at, sizeof word);
        if (!is_alphanumeric_word(word)) return false;
    }
    for (; at < text.size; at++) {
        unsigned char c = (unsigned char)text.text[at];
        if ((c | 0x20u) - 'a' > 'z' - 'a' && c - (unsigned)'0' > 9) return false;
    }
    return text.size > 0;
}
