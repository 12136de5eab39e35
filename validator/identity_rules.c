/* Resources that are the same: two of one type with the same values in the properties that identify
 * one. AWS refuses the second, or both change the same thing.
 *
 * Each resource is noted under its type and those values, as text; what is noted twice and can be
 * there at the same time is reported.
 *
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html
 */
#include "spec/resource_types.h"
#include "validator/choices.h"

/* A resource under one of the identities that it may have. */
struct holder {
    const struct map_entry *resource;
    const struct scenario *scenario;
    bool is_reported;
    struct holder *next; /* with the same identity */
};

struct identities {
    struct validation *v;
    struct table holders; /* symbol of an identity -> struct holder */
    const struct map_entry *resource;
    const struct resource_type *type;
};

/* Writes a value so that equal values, and only these, give the same text. */
static void write_value(struct buffer *text, const struct node *value)
{
    if (value->kind == NODE_BOOL) {
        buffer_add(text, value->truth ? SLICE("4:true") : SLICE("5:false"));
    } else if (node_is_list(value)) {
        buffer_add_byte(text, '[');
        LIST_EACH (value, each)
            write_value(text, each.value);
        buffer_add_byte(text, ']');
    } else if (node_is_map(value)) {
        buffer_add_byte(text, '{');
        MAP_EACH (value, each) {
            buffer_add(text, symbol_slice(each.key));
            buffer_add_byte(text, '=');
            write_value(text, each.value);
        }
        buffer_add_byte(text, '}');
    } else {
        size_t size = node_text(value).size;
        buffer_add_byte(text, ':');
        buffer_add(text, (struct slice){(const char *)&size, sizeof size});
        buffer_add(text, node_text(value));
    }
}

/* Where a finding about the identity of a resource stands: at the property, when it is one. */
static struct span identity_span(const struct validation *v, const struct map_entry *resource)
{
    const struct node *properties = map_get(resource->value, K(Properties));
    const struct resource_type *type = resource_named(v, resource->key)->type->listed;
    const struct map_entry *only =
        resource_type_identifier(type, 1).size
            ? NULL
            : map_find(properties, symbol_of(v->b->symbols, resource_type_identifier(type, 0)));

    return only ? entry_span(only) : properties_span(resource);
}

static void report_holder(struct validation *v, struct holder *holder,
                          const struct map_entry *other)
{
    struct visit at = {.section = SECTION_RESOURCES, .owner = holder->resource};

    if (holder->is_reported) return;
    holder->is_reported = true;
    report(v, &at, RULE_SAME_RESOURCE, identity_span(v, holder->resource),
           "%s and %s are the same resource: the properties that identify it have the same values. "
           "Give them different names, or remove one.",
           holder->resource->key->text, other->key->text);
}

static void hold(struct identities *identities, struct slice identity,
                 const struct scenario *scenario)
{
    struct validation *v = identities->v;
    const struct symbol *key = symbol_of(v->b->symbols, identity);
    struct holder *first = (struct holder *)table_get(&identities->holders, key);
    struct holder *holder = arena_alloc(v->b->arena, sizeof *holder);

    *holder = (struct holder){identities->resource, scenario, false, first};
    table_set(v->b->arena, &identities->holders, key, holder);
    for (struct holder *each = first; each; each = each->next) {
        if (each->resource == holder->resource ||
            scenarios_meet(v->conditions, each->scenario, scenario) == ANSWER_NO)
            continue;
        report_holder(v, each, holder->resource);
        report_holder(v, holder, each->resource);
        return;
    }
}

/* Adds what the properties from number `index` on identify a resource by to `before`. */
static void add_identities(struct identities *identities, const struct choice *properties,
                           size_t index, struct slice before)
{
    struct validation *v = identities->v;
    struct slice name = resource_type_identifier(identities->type, index);

    if (name.size == 0) {
        if (index > 0) hold(identities, before, properties->scenario);
        return;
    }
    if (slice_find(name, '.') < name.size) return;
    CHOICES_EACH(v, properties, symbol_of(v->b->symbols, name), each)
    {
        struct buffer text = buffer_new(v->b->arena);
        if (!each.at->value) continue;
        buffer_add(&text, before);
        buffer_add_byte(&text, ' ');
        write_value(&text, each.at->value);
        add_identities(identities, each.at->in, index + 1, buffer_slice(&text));
    }
}

/* Whether a resource has all properties that identify one. Most leave their names to
 * CloudFormation. */
static bool may_be_the_same(const struct validation *v, const struct resource *resource)
{
    const struct node *properties = resource->properties ? resource->properties->value : NULL;
    struct slice name;

    if (!node_is_map(properties) || is_intrinsic(properties)) return false;
    for (size_t i = 0; (name = resource_type_identifier(resource->type->listed, i)).size; i++)
        if (slice_find(name, '.') < name.size ||
            !map_has(properties, symbol_of(v->b->symbols, name)))
            return false;
    return true;
}

void check_identities(struct validation *v, const struct visit *visit)
{
    struct identities identities = {.v = v};

    (void)visit;
    RESOURCES_EACH(v, each)
    {
        const struct named_type *type = each.at->type;
        if (!type->listed || !may_be_the_same(v, each.at)) continue;
        struct visit at = {
            .node = each.at->entry->value, .entry = each.at->entry, .resource = each.at};
        struct choice properties = properties_choice(v, &at);
        struct slice name = symbol_slice(type->name);
        identities.resource = each.at->entry;
        identities.type = type->listed;
        if (!rule_settings_has(&v->settings, SETTING_IDENTITY_EXCEPTIONS, name))
            add_identities(&identities, &properties, 0, name);
    }
}
