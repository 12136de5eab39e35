/* Reading the properties of a GraphQL API: one function for each kind of value in
 * transform/graphql_part_list.h. The reference reads these properties into typed fields, and so
 * takes some values of another type for what they look like ("yes" for true, 5 for "5", an empty
 * list for an empty map); transform/coercion.h has the rules.
 */
#include "base/nearest.h"
#include "base/number.h"
#include "transform/coercion.h"
#include "transform/graphql_api.h"

enum field_kind {
    FIELD_ANY,
    FIELD_ANYS,
    FIELD_AUTH_TYPE,
    FIELD_LIST,
    FIELD_MAP,
    FIELD_MAP_OF_MAPS,
    FIELD_ONE,
    FIELD_ONE_OR_BOOL,
    FIELD_PERMISSION, /* an item of PERMISSIONS */
    FIELD_PERMISSIONS,
    FIELD_SWITCH,
    FIELD_TEXT,
    FIELD_TEXTS,
    FIELD_TEXT_OR_MAP,
};

enum part_id {
    PART_None,
#define PART(name) PART_##name,
#define FIELD(...)
#define END
#include "transform/graphql_part_list.h"
#undef PART
#undef FIELD
#undef END
};

struct part_field {
    const struct symbol *name;
    bool required;
    uint8_t kind; /* enum field_kind */
    uint8_t part; /* enum part_id */
};

enum { OPTIONAL = 0, REQUIRED = 1 };

#define PART(name)                    static const struct part_field name##_fields[] = {
#define FIELD(name, need, kind, part) {K(name), need, FIELD_##kind, PART_##part},
#define END                                                                                        \
    }                                                                                              \
    ;
#include "transform/graphql_part_list.h"
#undef PART
#undef FIELD
#undef END

static const struct {
    const struct part_field *fields;
    size_t count;
} parts[] = {
#define PART(name) [PART_##name] = {name##_fields, sizeof name##_fields / sizeof *name##_fields},
#define FIELD(...)
#define END
#include "transform/graphql_part_list.h"
#undef PART
#undef FIELD
#undef END
};

/* -- Findings --------------------------------------------------------------------------------- */

/* "Auth.UserPool", and its name alone for a property of the API. */
static struct slice path_to(const struct transform *t, struct slice path, struct slice name)
{
    return path.size ? CONCAT(t->b->arena, path, SLICE("."), name) : name;
}

/* Records that a value is not what it must be; returns NULL. */
static const struct node *refuse_kind(struct transform *t, const struct node *value,
                                      struct slice path, const char *wanted)
{
    refuse(t, value, SAM_TYPE, "%.*s must be %s, but is %s.", SLICE_ARG(path), wanted,
           node_kind_name(value));
    return NULL;
}

static const struct part_field *field_of(enum part_id part, const struct symbol *name)
{
    for (size_t i = 0; i < parts[part].count; i++)
        if (parts[part].fields[i].name == name) return &parts[part].fields[i];
    return NULL;
}

static void refuse_unknown(struct transform *t, enum part_id part, const struct map_entry *entry,
                           struct slice path)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    for (size_t i = 0; i < parts[part].count; i++)
        nearest_try(&nearest, symbol_slice(parts[part].fields[i].name));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%.*s has no property %s. Did you mean %.*s?",
                     SLICE_ARG(path), entry->key->text, SLICE_ARG(nearest.found));
    else
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY, "%.*s has no property %s. Remove it.",
                     SLICE_ARG(path), entry->key->text);
}

/* -- Scalars ---------------------------------------------------------------------------------- */

static const struct node *read_text(struct transform *t, const struct node *value,
                                    struct slice path)
{
    if (node_is_string(value)) return value;
    if (value->kind == NODE_BOOL || value->kind == NODE_INT || value->kind == NODE_FLOAT)
        return coerced(t, value, COERCE_TEXT);
    return refuse_kind(t, value, path, "a string");
}

static const struct node *read_switch(struct transform *t, const struct node *value,
                                      struct slice path)
{
    static const char *const words[][2] = {{"0", "1"}, {"off", "on"},     {"f", "t"},
                                           {"n", "y"}, {"false", "true"}, {"no", "yes"}};
    bool number = node_is(value, NODE_FLOAT);
    double size = number ? number_double(t->b->arena, node_text(value)) : 0;
    struct slice text = lower_case(t, node_text(value));

    if (node_is(value, NODE_BOOL)) return value;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int truth = 0; truth < 2; truth++)
            if (number ? size == truth : slice_eq(text, slice_of(words[i][truth])))
                return node_bool(t->b, truth);
    return refuse_kind(t, value, path, "true or false");
}

static const struct node *read_auth_type(struct transform *t, const struct node *value,
                                         struct slice path)
{
    static const char *const types[] = {"AWS_IAM", "API_KEY", "AWS_LAMBDA", "OPENID_CONNECT",
                                        "AMAZON_COGNITO_USER_POOLS"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (node_is_text(value, slice_of(types[i]))) return value;
    refuse(
        t, value, SAM_VALUE,
        "%.*s must be AWS_IAM, API_KEY, AWS_LAMBDA, OPENID_CONNECT or AMAZON_COGNITO_USER_POOLS, "
        "written out.",
        SLICE_ARG(path));
    return NULL;
}

static const struct node *read_permission(struct transform *t, const struct node *value,
                                          struct slice path)
{
    if (node_is_text(value, SLICE("Read")) || node_is_text(value, SLICE("Write"))) return value;
    refuse(t, value, SAM_VALUE, "%.*s must be Read or Write.", SLICE_ARG(path));
    return NULL;
}

static const struct node *read_text_or_map(struct transform *t, const struct node *value,
                                           struct slice path)
{
    const struct node *result = coerced(t, value, COERCE_TEXT);

    return result ? result : refuse_kind(t, value, path, "a string or an intrinsic function");
}

static const struct node *read_given(struct transform *t, const struct node *value,
                                     struct slice path)
{
    return node_is_nothing(value) ? refuse_kind(t, value, path, "a value") : value;
}

/* -- Parts ------------------------------------------------------------------------------------ */

static const struct node *read_field(struct transform *t, const struct part_field *field,
                                     const struct node *value, struct slice path);

/* A part, or NULL after an error. What an API does not know was reported before. */
static const struct node *read_part(struct transform *t, enum part_id part,
                                    const struct node *value, struct slice path)
{
    const struct node *map = coerced(t, value, 0);

    if (!map) return refuse_kind(t, value, path, "a map");
    struct node *result = node_copy(t->b, map);
    MAP_EACH (map, each)
        if (part != PART_Api && !field_of(part, each.key))
            refuse_unknown(t, part, each.entry, path);
    for (size_t i = 0; i < parts[part].count; i++) {
        const struct part_field *field = &parts[part].fields[i];
        const struct node *old = given(map, field->name);
        struct slice field_path = path_to(t, path, symbol_slice(field->name));
        if (old)
            map_set(t->b, result, field->name, read_field(t, field, old, field_path));
        else
            map_remove(t->b, result, field->name);
        if (!old && field->required)
            refuse(t, value, SAM_REQUIRED, "%.*s needs the property %s.", SLICE_ARG(path),
                   field->name->text);
    }
    return result;
}

/* -- Collections ------------------------------------------------------------------------------ */

static const struct node *read_items(struct transform *t, const struct part_field *field,
                                     const struct node *value, struct slice path)
{
    struct node *result = node_list(t->b);

    if (!node_is_list(value)) return refuse_kind(t, value, path, "a list");
    LIST_EACH (value, each) {
        struct slice item = slice_printf(t->b->arena, "%.*s.%u", SLICE_ARG(path), each.next - 1);
        list_add(t->b, result, read_field(t, field, each.value, item));
    }
    return result;
}

static const struct node *read_values(struct transform *t, const struct part_field *field,
                                      const struct node *value, struct slice path)
{
    const struct node *map = coerced(t, value, 0);

    if (!map) return refuse_kind(t, value, path, "a map");
    struct node *result = node_copy(t->b, map);
    MAP_EACH (map, each)
        map_set(t->b, result, each.key,
                read_field(t, field, each.value, path_to(t, path, entry_key(each.entry))));
    return result;
}

static const struct node *read_field(struct transform *t, const struct part_field *field,
                                     const struct node *value, struct slice path)
{
    struct part_field item = {.part = field->part};

    switch ((enum field_kind)field->kind) {
    case FIELD_ANY:
        return read_given(t, value, path);
    case FIELD_ANYS:
        item.kind = FIELD_ANY;
        return read_items(t, &item, value, path);
    case FIELD_AUTH_TYPE:
        return read_auth_type(t, value, path);
    case FIELD_LIST:
        item.kind = FIELD_ONE;
        return read_items(t, &item, value, path);
    case FIELD_MAP:
        item.kind = FIELD_ONE;
        return read_values(t, &item, value, path);
    case FIELD_MAP_OF_MAPS:
        item.kind = FIELD_MAP;
        return read_values(t, &item, value, path);
    case FIELD_ONE:
        return read_part(t, field->part, value, path);
    case FIELD_ONE_OR_BOOL:
        return node_is(value, NODE_BOOL) ? value : read_part(t, field->part, value, path);
    case FIELD_PERMISSION:
        return read_permission(t, value, path);
    case FIELD_PERMISSIONS:
        item.kind = FIELD_PERMISSION;
        return read_items(t, &item, value, path);
    case FIELD_SWITCH:
        return read_switch(t, value, path);
    case FIELD_TEXT:
        return read_text(t, value, path);
    case FIELD_TEXTS:
        item.kind = FIELD_TEXT;
        return read_items(t, &item, value, path);
    case FIELD_TEXT_OR_MAP:
        return read_text_or_map(t, value, path);
    }
    return NULL;
}

const struct node *read_graphql_properties(struct transform *t, const struct node *properties)
{
    size_t before = t->refusals;
    const struct node *result = read_part(t, PART_Api, properties, SLICE(""));

    return t->refusals == before ? result : NULL;
}
