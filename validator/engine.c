/* The tables, and what checks are handed. */
#include "validator/engine_internal.h"

#include "spec/resource_types.h"

#include "base/utf8.h"

static const struct rule rules[] = {
#define RULE(name, id, severity, title) [RULE_##name] = {id, SEVERITY_##severity, title},
#include "validator/rule_list.h"
#undef RULE
};

const struct rule *validator_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

/* What a check has found of values and their conditions, the next one does not need. */
static inline void forget_choices(struct validation *v)
{
    v->room = NULL;
    v->room_used = 0;
}

/* Calls the checks of one kind of visit, in the order of the table. `kind` is a constant for the
 * compiler, which leaves out all others: so a check costs nothing at visits of other kinds, and
 * one of a type of resource, or of a function, a comparison. */
static inline __attribute__((always_inline)) void
call_checks(struct validation *v, enum visit_kind kind, const struct visit *visit)
{
    const struct symbol *type = visit->type;
    const struct symbol *key = kind == VISIT_FUNCTION ? visit->call->key : NULL;

#define CALL_IF(condition, function)                                                               \
    if (condition) {                                                                               \
        if (kind == VISIT_RESOURCE || kind == VISIT_SAM_RESOURCE || kind == VISIT_END)             \
            forget_choices(v);                                                                     \
        function(v, visit);                                                                        \
    }
#define CHECK(kind_, function)      CALL_IF(kind == VISIT_##kind_, function)
#define CHECK_TYPE(type_, function) CALL_IF(kind == VISIT_RESOURCE && type == K(type_), function)
#define CHECK_FUNCTION(function)                                                                   \
    CHECK_TYPE(AWS_Lambda_Function, function)                                                      \
    CALL_IF(kind == VISIT_SAM_RESOURCE && type == K(AWS_Serverless_Function), function)
#define CHECK_INTRINSIC(key_, function) CALL_IF(kind == VISIT_FUNCTION && key == K(key_), function)
#include "validator/check_list.h"
#undef CHECK
#undef CHECK_TYPE
#undef CHECK_FUNCTION
#undef CHECK_INTRINSIC
#undef CALL_IF
}

void dispatch(struct validation *v, enum visit_kind kind, const struct visit *visit)
{
#define CASE(kind)                                                                                 \
    case VISIT_##kind:                                                                             \
        call_checks(v, VISIT_##kind, visit);                                                       \
        break
    switch (kind) {
        CASE(VALUE);
        CASE(TEXT);
        CASE(BRACED_TEXT);
        CASE(AWS_TEXT);
        CASE(FUNCTION);
        CASE(TEMPLATE);
        CASE(PARAMETER);
        CASE(MAPPING);
        CASE(CONDITION);
        CASE(RULE);
        CASE(SAM_RESOURCE);
        CASE(RESOURCE);
        CASE(OUTPUT);
        CASE(END);
    case VISIT_KINDS:
        break;
    }
#undef CASE
}

/* -- Reporting ----------------------------------------------------------------------------------
 */

const struct rule *rule_row(enum rule_name rule)
{
    return &rules[rule];
}

const struct rule *intrinsic_rule_row(enum evaluation_rule rule)
{
    size_t count;

    return &intrinsic_rules(&count)[rule];
}

/* The key of the value that `span` is, below `node`; what is no value of a map stays as it is. A
 * value that the transform took over is found at the key that the user wrote, and what it generated
 * for a resource at the logical id. */
static struct span key_of_value(const struct node *node, struct span span)
{
    LIST_EACH (node, each) {
        struct span value = node_span(each.value);
        if (value.start <= span.start && span.end <= value.end)
            return key_of_value(each.value, span);
    }
    MAP_EACH (node, each) {
        struct span value = node_span(each.value);
        bool has_key = each.entry->key_start && !each.entry->key_is_tag;
        if (has_key && value.start == span.start && value.end == span.end)
            return entry_span(each.entry);
        if (value.start <= span.start && span.end <= value.end)
            return key_of_value(each.value, span);
    }
    return span;
}

static struct finding *add(struct validation *v, const struct visit *visit, const struct rule *rule,
                           struct span span, const char *format, va_list args)
{
    struct buffer message = buffer_new(v->b->arena);
    struct slice resource = {NULL, 0};

    if (findings_are_full(v->findings)) /* it is only counted */
        return findings_add(v->findings, (struct finding){.rule = rule});
    span = key_of_value(v->input->source, span);
    buffer_vprintf(&message, format, args);
    if (visit && visit->section == SECTION_RESOURCES && visit->owner)
        resource = entry_key(visit->owner);
    return findings_add(v->findings, (struct finding){
                                         .rule = rule,
                                         .span = span,
                                         .is_placed = true,
                                         .message = buffer_slice(&message),
                                         .resource = resource,
                                     });
}

struct finding *report(struct validation *v, const struct visit *visit, enum rule_name rule,
                       struct span span, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct finding *finding = add(v, visit, rule_row(rule), span, format, args);
    va_end(args);
    return finding;
}

static void add_fix(struct validation *v, struct finding *finding, struct fix fix)
{
    struct fix *copy = arena_alloc(v->b->arena, sizeof *copy);

    *copy = fix;
    copy->next = finding->fix;
    finding->fix = copy;
}

void fix_by_removal(struct validation *v, struct finding *finding, const struct node *map,
                    const struct map_entry *entry)
{
    if (!finding || map_count(map) < 2 || !entry->key_start || entry->key_is_tag) return;
    if ((map->flags | entry->value->flags) & NODE_GENERATED) return;
    add_fix(v, finding,
            (struct fix){.kind = FIX_REMOVE_ENTRY,
                         .key = entry_span(entry),
                         .value = node_span(entry->value),
                         .around = node_span(map)});
}

void fix_by_item_removal(struct validation *v, struct finding *finding, const struct node *list,
                         const struct node *item)
{
    if (!finding || list_count(list) < 2) return;
    if ((list->flags | item->flags) & NODE_GENERATED) return;
    add_fix(v, finding,
            (struct fix){.kind = FIX_REMOVE_ITEM,
                         .value = node_span(item),
                         .around = node_span(list),
                         .items = list_count(list)});
}

void report_intrinsic(struct validation *v, const struct visit *visit, enum evaluation_rule rule,
                      struct span span, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(v, visit, intrinsic_rule_row(rule), span, format, args);
    va_end(args);
}

void report_row(struct validation *v, const struct visit *visit, const struct rule *rule,
                struct span span, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(v, visit, rule, span, format, args);
    va_end(args);
}

/* Keys have a place, those of short forms have none; generated ones that of their value. */
static bool has_key(const struct visit *visit)
{
    return visit->entry && !visit->entry->key_is_tag;
}

static struct span span_of_key_around(const struct visit *visit)
{
    while (!has_key(visit) && visit->parent)
        visit = visit->parent;
    return visit->entry ? entry_span(visit->entry) : node_span(visit->node);
}

struct span visit_span(const struct visit *visit)
{
    return visit->entry ? span_of_key_around(visit) : node_span(visit->node);
}

bool is_written_in(const struct node *resource, const struct map_entry *entry)
{
    struct span own = node_span(resource);

    return entry->key_start >= own.start && entry->key_start < own.end;
}

struct span function_span(const struct visit *visit)
{
    const struct map_entry *entry = visit->call ? visit->call : map_single(visit->node);

    if (entry->key_start && !entry->key_is_tag) return entry_span(entry);
    return visit->node->flags & NODE_GENERATED ? node_span(visit->node) : span_of_key_around(visit);
}

/* -- What checks ask ----------------------------------------------------------------------------
 */

const struct node *resource_of(const struct validation *v, const struct symbol *name)
{
    return map_get(section_at(v, SECTION_RESOURCES), name);
}

const struct resource *resource_named(const struct validation *v, const struct symbol *name)
{
    const struct node *section = section_at(v, SECTION_RESOURCES);
    const struct map_entry *entry = map_find(section, name);

    return entry ? &v->resources[entry - section->map->entries] : NULL;
}

struct resource_cursor resources_begin(const struct validation *v)
{
    return (struct resource_cursor){.v = v, .map = map_begin(section_at(v, SECTION_RESOURCES))};
}

bool resources_next(struct resource_cursor *cursor)
{
    if (!map_next(&cursor->map)) return false;
    cursor->at = &cursor->v->resources[cursor->map.entry - cursor->map.map->entries];
    return true;
}

bool resources_next_of(struct resource_cursor *cursor, const struct symbol *type)
{
    while (resources_next(cursor))
        if (cursor->at->type->name == type) return true;
    return false;
}

const struct node *value_of(const struct validation *v, const struct node *node)
{
    size_t found = v->findings->count;
    const struct node *value = evaluation_value(v->evaluation, node);

    if (v->conditions) findings_cut(v->findings, found);
    return value;
}

const struct node *property_of(const struct validation *v, const struct node *resource,
                               const struct symbol *property)
{
    const struct node *value = map_get(map_get(resource, K(Properties)), property);

    if (is_intrinsic(value)) value = value_of(v, value);
    return node_is_nothing(value) || is_no_value(value) ? NULL : value;
}

const struct resource_type *known_type_of(const struct validation *v, struct slice name)
{
    const struct resource_type *own = schema_tables_find(v->input->schemas, name);

    return own ? own : resource_type_of(name);
}

bool may_be_generated(const struct validation *v, const struct symbol *name)
{
    if (v->is_open) return true;
    if (!v->is_lenient && !v->has_modules) return false;
    if (v->is_lenient && slice_starts(symbol_slice(name), SLICE("Serverless"))) return true;
    MAP_EACH (section_at(v, SECTION_RESOURCES), each) {
        struct slice type = node_text(map_get(each.value, K(Type)));
        bool makes = (v->is_lenient && slice_starts(type, SLICE("AWS::Serverless::"))) ||
                     slice_ends(type, SLICE("::MODULE"));
        if (makes && slice_starts(symbol_slice(name), symbol_slice(each.key))) return true;
    }
    return false;
}

static bool holds_module(const struct node *root)
{
    MAP_EACH (map_get(root, K(Resources)), each)
        if (slice_ends(node_text(map_get(each.value, K(Type))), SLICE("::MODULE"))) return true;
    return false;
}

bool is_referenced(const struct validation *v, enum reference_kind kind, const struct symbol *name)
{
    return table_get(&v->referenced[kind], name) != NULL;
}

const struct scenario *scenario_of(const struct validation *v, const struct node *entry)
{
    const struct node *condition = map_get(entry, K(Condition));

    if (!node_is_string(condition)) return NULL;
    return scenario_with(v->b->arena, NULL, symbol_of(v->b->symbols, node_text(condition)), true);
}

bool is_known_value(const struct node *value)
{
    struct slice text = node_text(value);

    if (!node_is_string(value)) return value && !is_intrinsic(value);
    for (size_t at; (at = slice_search(text, SLICE("{{"))) < text.size;) {
        text = slice_from(text, at + 2);
        while (slice_starts(text, SLICE(" ")))
            text = slice_from(text, 1);
        if (slice_starts(text, SLICE("resolve:"))) return false;
    }
    return true;
}

/* -- Resources ----------------------------------------------------------------------------------
 */

static const struct named_type *named_type(struct validation *v, const struct node *name)
{
    static const struct named_type none = {.name = NULL};
    const struct symbol *symbol;
    const struct named_type *known;
    struct named_type *type;

    if (!node_is_string(name)) return &none;
    symbol = symbol_of(v->b->symbols, node_text(name));
    known = table_get(&v->types, symbol);
    if (known) return known;
    type = arena_alloc(v->b->arena, sizeof *type);
    *type = (struct named_type){.name = symbol, .listed = resource_type_find(node_text(name))};
    type->known =
        type->listed && !v->input->schemas ? type->listed : known_type_of(v, node_text(name));
    type->is_in_region = type->known && resource_type_in_region(type->known, v->input->region);
    table_set(v->b->arena, &v->types, symbol, type);
    return type;
}

/* Notes what is known of each resource of the tree that is walked. */
static void note_resources(struct validation *v)
{
    const struct node *section = section_at(v, SECTION_RESOURCES);

    uint32_t number = 0;

    if (!map_count(section)) return;
    v->resources = arena_array(v->b->arena, section->map->used, sizeof *v->resources);
    MAP_EACH (section, each) {
        const struct named_type *type = named_type(v, map_get(each.value, K(Type)));
        const struct map_entry *properties = map_find(each.value, K(Properties));
        uint32_t known = (type->name != NULL) + (properties != NULL);
        bool is_bare = type->name && map_count(each.value) == known;
        v->resources[each.entry - section->map->entries] = (struct resource){
            .entry = each.entry,
            .type = type,
            .properties = properties,
            .scenario = is_bare ? NULL : scenario_of(v, each.value),
            .number = number,
            .is_bare = is_bare,
        };
        number++;
    }
}

/* The tree that is walked from now on. */
static void set_root(struct validation *v, const struct node *root)
{
    v->root = root;
    v->sections[SECTION_PARAMETERS] = map_get(root, K(Parameters));
    v->sections[SECTION_MAPPINGS] = map_get(root, K(Mappings));
    v->sections[SECTION_CONDITIONS] = map_get(root, K(Conditions));
    v->sections[SECTION_RULES] = map_get(root, K(Rules));
    v->sections[SECTION_RESOURCES] = map_get(root, K(Resources));
    v->sections[SECTION_OUTPUTS] = map_get(root, K(Outputs));
}

/* -- The run ------------------------------------------------------------------------------------
 */

static bool is_sam_type(const struct node *resource)
{
    return slice_starts(node_text(map_get(resource, K(Type))), SLICE("AWS::Serverless::"));
}

static void walk_sam_resources(struct validation *v, const struct node *root)
{
    MAP_EACH (map_get(root, K(Resources)), each) {
        if (!is_sam_type(each.value)) continue;
        struct visit visit = {
            .node = each.value,
            .entry = each.entry,
            .section = SECTION_RESOURCES,
            .owner = each.entry,
            .type = symbol_of(v->b->symbols, node_text(map_get(each.value, K(Type)))),
        };
        dispatch(v, VISIT_SAM_RESOURCE, &visit);
    }
}

static bool holds_sam_resource(const struct node *root)
{
    MAP_EACH (map_get(root, K(Resources)), each)
        if (is_sam_type(each.value)) return true;
    return false;
}

bool calls_macros(const struct node *root)
{
    const struct node *names = map_get(root, K(Transform));

    if (map_has(root, K(FnTransform)) || map_has(map_get(root, K(Resources)), K(FnTransform)))
        return true;
    LIST_EACH (names, each)
        if (!slice_starts(node_text(each.value), SLICE("AWS::"))) return true;
    return node_is_map(names) ||
           (node_is_string(names) && !slice_starts(node_text(names), SLICE("AWS::")));
}

static const struct node *configured_rules(const struct node *root)
{
    const struct node *linter = map_get(map_get(root, K(Metadata)), K(cfn_lint));

    return map_get(map_get(linter, K(config)), K(configure_rules));
}

void validator_check(const struct builder *builder, struct findings *findings,
                     const struct validator_input *input)
{
    const struct node *sam = input->merged ? input->merged : input->source;
    const struct node *root = input->expanded ? input->expanded : input->source;
    struct evaluation_options options = {.extent = EXTENT_ALL,
                                         .region = input->region,
                                         .partition = input->partition,
                                         .free_parameters = true,
                                         .names_are_checked = true};
    /* What depends on a condition on the region is right in one region and wrong in the other. */
    static const struct evaluation_options any_region = {.free_parameters = true};
    const struct value_sets_view view = {input->region, input->partition, input->parameters};
    struct validation v = {.b = builder, .findings = findings, .input = input};

    set_root(&v, sam);
    v.settings = rule_settings_copy(builder->arena, &input->settings);
    rule_settings_of_template(builder, &v.settings, configured_rules(input->source));
    v.patterns = patterns_new(builder->arena);
    v.evaluation = evaluation_new(builder, findings, &options, sam);
    v.is_open = calls_macros(input->source) || input->loops_left_out;
    v.has_extensions = names_language_extensions(input->source);
    v.is_sam = names_sam_transform(input->source);
    v.is_lenient = holds_sam_resource(root);
    v.has_modules = holds_module(root);
    walk_sam_resources(&v, sam);
    set_root(&v, root);
    if (root != sam) v.evaluation = evaluation_new(builder, findings, &options, root);
    v.conditions = condition_model_new(builder, &any_region, root);
    v.value_sets = value_sets_new(builder, &view, root);
    note_resources(&v);
    if (input->source != root) note_names(&v, input->source);
    if (input->written && input->written != input->source) note_names(&v, input->written);
    walk_template(&v);
}
