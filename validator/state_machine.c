/* Definitions of state machines: where they are, their query language, their states.
 *
 * https://states-language.net/
 */
#include "base/nearest.h"
#include "base/utf8.h"
#include "validator/state_machine_internal.h"

/* -- Values -------------------------------------------------------------------------------------
 */

bool state_is_open_name(struct slice name)
{
    return slice_search(name, SLICE("${")) < name.size;
}

bool state_is_open_text(const struct node *value)
{
    return node_is_string(value) && state_is_open_name(node_text(value));
}

struct state_use {
    struct state_walk *walk;
    state_check *check;
};

static void use_value_of_state(void *context, const struct visit *at)
{
    struct state_use *use = context;

    if (!node_is_nothing(at->node) && !state_is_open_text(at->node)) use->check(use->walk, at);
}

void state_each_value(struct state_walk *walk, const struct visit *at, state_check *check)
{
    struct state_use use = {walk, check};

    document_each_value(&walk->schema, at, use_value_of_state, &use);
}

void state_each_item(struct state_walk *walk, const struct visit *at, state_check *check)
{
    struct state_use use = {walk, check};

    document_each_item(&walk->schema, at, use_value_of_state, &use);
}

const struct map_entry *state_entry(const struct state_walk *walk, const struct node *map,
                                    const char *key)
{
    return map_find(map, symbol_of(walk->schema.v->b->symbols, slice_of(key)));
}

/* -- Query languages ----------------------------------------------------------------------------
 */

static unsigned language_of(const struct node *value)
{
    if (node_is_text(value, SLICE("JSONPath"))) return JSONPATH;
    return node_is_text(value, SLICE("JSONata")) ? JSONATA : BOTH;
}

/* The query language that a map says it has; `other` when it says nothing. */
static unsigned language_in(const struct state_walk *walk, const struct node *map, unsigned other)
{
    const struct map_entry *entry = state_entry(walk, map, "QueryLanguage");

    return entry ? language_of(entry->value) : other;
}

void state_check_language(struct state_walk *walk, const struct visit *at)
{
    unsigned language = language_of(at->node);

    if (language == BOTH)
        STATE_REPORT(walk, schema_span(at), "QueryLanguage is JSONPath or JSONata.");
    else if (language == JSONPATH && walk->language == JSONATA)
        STATE_REPORT(walk, schema_span(at),
                     "In a definition whose QueryLanguage is JSONata, no state can use JSONPath. "
                     "Remove this, or let the definition use JSONPath and its other states say "
                     "JSONata.");
}

/* -- States -------------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    unsigned kind;
} types[] = {
    {"Task", TASK},       {"Pass", PASS}, {"Choice", CHOICE},     {"Wait", WAIT},
    {"Succeed", SUCCEED}, {"Fail", FAIL}, {"Parallel", PARALLEL}, {"Map", MAP_STATE},
};

enum { TYPE_COUNT = sizeof types / sizeof *types };

static void report_type(struct state_walk *walk, const struct visit *at)
{
    struct nearest nearest = nearest_to(node_text(at->node));

    for (size_t i = 0; i < TYPE_COUNT; i++)
        nearest_try(&nearest, slice_of(types[i].name));
    if (nearest.found.text)
        STATE_REPORT(walk, schema_span(at), "There is no type of states %.*s. Did you mean %.*s?",
                     SLICE_ARG(node_text(at->node)), SLICE_ARG(nearest.found));
    else
        STATE_REPORT(walk, schema_span(at),
                     "Type is Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map.");
}

static void check_type(struct state_walk *walk, const struct visit *at)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (node_is_text(at->node, slice_of(types[i].name))) return;
    report_type(walk, at);
}

static void check_state_of_type(struct state_walk *walk, const struct visit *at,
                                const struct node *type)
{
    unsigned outside = walk->current;

    walk->current = language_in(walk, at->node, walk->language);
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (node_is_text(type, slice_of(types[i].name))) state_check_map(walk, at, types[i].kind);
    walk->current = outside;
}

static void check_state(struct state_walk *walk, const struct visit *at)
{
    const struct map_entry *type = map_find(at->node, K(Type));
    struct visit below;

    if (!node_is_map(at->node)) {
        STATE_REPORT(walk, schema_span(at), "A state is a map with Type, but this is %s.",
                     node_kind_name(at->node));
    } else if (!type) {
        STATE_REPORT(walk, schema_whole_span(at), "The state has no Type. Add it.");
    } else {
        below = schema_visit(at, type->value, type);
        state_each_value(walk, &below, check_type);
        check_state_of_type(walk, at, type->value);
    }
}

static void check_state_name(struct state_walk *walk, const struct visit *at)
{
    enum { MOST_CHARACTERS = 80 };
    size_t size = utf8_count(entry_key(at->entry));

    if (size == 0 || size > MOST_CHARACTERS)
        STATE_REPORT(walk, schema_span(at),
                     "The name of a state has 1 to %d characters; this one has %zu.",
                     MOST_CHARACTERS, size);
}

/* Whether a condition decides if something is there. */
static bool is_conditional(const struct visit *at)
{
    for (; at; at = at->parent)
        if (is_if(at->node)) return true;
    return false;
}

static void check_name_is_new(struct state_walk *walk, const struct visit *at)
{
    static const char seen;
    const struct symbol *name = at->entry->key;

    if (table_get(&walk->names, name))
        STATE_REPORT(walk, schema_span(at),
                     "Two states are named %s. Names are unique in the whole definition, its "
                     "branches and processors included: rename one.",
                     name->text);
    table_set(walk->schema.v->b->arena, &walk->names, name, &seen);
}

void state_check_states(struct state_walk *walk, const struct visit *at)
{
    if (!node_is_map(at->node)) {
        STATE_REPORT(walk, schema_span(at), "States is a map from names to states, but this is %s.",
                     node_kind_name(at->node));
        return;
    }
    bool is_sure = !is_conditional(at);
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        if (each.key == K(FnTransform)) continue;
        check_state_name(walk, &below);
        if (is_sure) check_name_is_new(walk, &below);
        state_each_value(walk, &below, check_state);
    }
}

const struct node *state_known_names(const struct state_walk *walk, const struct node *states)
{
    if (!node_is_map(states) || document_is_function(&walk->schema, states)) return NULL;
    MAP_EACH (states, each)
        if (each.key == K(FnTransform) || state_is_open_name(symbol_slice(each.key))) return NULL;
    return states;
}

/* The name that a wrong one was meant to be; of many it is not looked for. */
static struct slice nearest_state(const struct node *states, struct slice name)
{
    enum { MOST_STATES = 100 };
    struct nearest nearest = nearest_to(name);

    if (map_count(states) > MOST_STATES) return (struct slice){NULL, 0};
    MAP_EACH (states, each)
        nearest_try(&nearest, symbol_slice(each.key));
    return nearest.found;
}

void state_check_target(struct state_walk *walk, const struct visit *at)
{
    struct slice name = node_text(at->node), nearest;

    if (node_is_map(at->node) || node_is_list(at->node)) {
        STATE_REPORT(walk, schema_span(at), "The name of a state is expected here, but this is %s.",
                     node_kind_name(at->node));
        return;
    }
    if (!node_is_string(at->node) || !walk->states) return;
    if (map_has(walk->states, symbol_of(walk->schema.v->b->symbols, name))) return;
    nearest = nearest_state(walk->states, name);
    if (nearest.text)
        STATE_REPORT(walk, schema_span(at), "There is no state %.*s here. Did you mean %.*s?",
                     SLICE_ARG(name), SLICE_ARG(nearest));
    else
        STATE_REPORT(walk, schema_span(at),
                     "There is no state %.*s here. A state goes on to one of the same States.",
                     SLICE_ARG(name));
}

/* -- Definitions --------------------------------------------------------------------------------
 */

static void check_definition(struct state_walk *walk, const struct visit *at)
{
    walk->language = walk->current = language_in(walk, at->node, JSONPATH);
    walk->names = (struct table){0};
    walk->states = NULL;
    state_check_map(walk, at, MACHINE);
}

/* A text, or a function that puts one together. */
static void check_definition_text(struct state_walk *walk, const struct visit *at)
{
    struct embedded embedded;
    struct visit root = *at;
    struct slice text;
    bool is_whole;

    if (!document_text(&walk->schema, at->node, &text, &is_whole) || text.size == 0) return;
    if (!document_enter(&walk->schema, at, text, true, &embedded)) return;
    root.node = embedded.root;
    if (root.node)
        check_definition(walk, &root);
    else if (is_whole && slice_search(text, SLICE("${")) == text.size)
        STATE_REPORT(walk, embedded.span,
                     "A definition that is a text is JSON, which this is "
                     "not: %.*s",
                     SLICE_ARG(embedded.problem));
    document_leave(&walk->schema);
}

static void check_text_or_map(struct state_walk *walk, const struct visit *at)
{
    if (is_if(at->node)) {
        const struct map_entry *entry = map_single(at->node);
        struct visit arguments = schema_visit(at, entry->value, entry);
        for (uint32_t branch = 1; branch <= 2; branch++) {
            struct visit below = schema_visit(&arguments, list_at(entry->value, branch), NULL);
            below.item = branch;
            if (below.node) check_text_or_map(walk, &below);
        }
    } else if (node_is_map(at->node) && !document_is_function(&walk->schema, at->node)) {
        check_definition(walk, at);
    } else {
        check_definition_text(walk, at);
    }
}

static void check_property(struct validation *v, const struct visit *visit,
                           const struct symbol *name)
{
    struct state_walk walk = {.schema = {.v = v, .resource = visit}};
    const struct map_entry *properties = map_find(visit->node, K(Properties));
    const struct map_entry *entry = map_find(properties ? properties->value : NULL, name);
    struct visit above, value;

    if (!entry || entry->value->flags & NODE_GENERATED) return;
    above = schema_visit(visit, properties->value, properties);
    value = schema_visit(&above, entry->value, entry);
    check_text_or_map(&walk, &value);
}

void check_state_machine(struct validation *v, const struct visit *visit)
{
    check_property(v, visit, K(Definition));
    check_property(v, visit, K(DefinitionString));
}

/* The DefinitionUri that the user wrote, when it is a local path; the transform has put a location
 * in S3 in its place. */
static const struct map_entry *definition_path(const struct validation *v,
                                               const struct visit *visit)
{
    const struct node *resources = map_get(v->input->source, K(Resources));
    const struct node *properties = map_get(map_get(resources, visit->owner->key), K(Properties));
    const struct map_entry *entry = map_find(properties, K(DefinitionUri));

    if (!entry || !node_is_string(entry->value) || !is_known_value(entry->value)) return NULL;
    return slice_search(node_text(entry->value), SLICE("://")) < node_text(entry->value).size
               ? NULL
               : entry;
}

static void check_definition_file(struct validation *v, const struct visit *visit)
{
    const struct validator_files *files = &v->input->files;
    const struct map_entry *entry = definition_path(v, visit);
    struct state_walk walk = {.schema = {.v = v, .resource = visit}};
    struct slice path = node_text(entry ? entry->value : NULL), text;
    struct embedded embedded;
    struct visit value;

    if (!entry || !files->find || files->find(files->context, path) != LOCAL_FILE_REGULAR) return;
    if (!files->read(files->context, path, &text)) return;
    text = utf8_of_file(v->b->arena, text);
    if (utf8_check(text) < text.size) return;
    value = schema_visit(visit, entry->value, entry);
    walk.schema.embedded_name = path;
    if (!document_enter(&walk.schema, &value, text, slice_ends(path, SLICE(".json")), &embedded))
        return;
    value.node = embedded.root;
    if (value.node)
        check_definition(&walk, &value);
    else if (!state_is_open_name(text))
        STATE_REPORT(&walk, embedded.span, "The definition cannot be read: %.*s",
                     SLICE_ARG(embedded.problem));
    document_leave(&walk.schema);
}

/* The transform makes a text of the definition, so it is looked at as the user wrote it. */
void check_sam_state_machine(struct validation *v, const struct visit *visit)
{
    if (visit->type != K(AWS_Serverless_StateMachine)) return;
    check_property(v, visit, K(Definition));
    check_definition_file(v, visit);
}
