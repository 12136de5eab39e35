/* The tables, and what checks are handed. */
#include "validator/engine_internal.h"

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

struct check {
    enum visit_kind kind;
    const struct symbol *type; /* of the resource; NULL: any */
    check_function *function;
};

static const struct check checks[] = {
#define CHECK(kind, function)      {VISIT_##kind, NULL, function},
#define CHECK_TYPE(type, function) {VISIT_RESOURCE, K(type), function},
#define CHECK_FUNCTION(function)                                                                   \
    CHECK_TYPE(AWS_Lambda_Function, function){VISIT_SAM_RESOURCE, K(AWS_Serverless_Function),      \
                                              function},
#include "validator/check_list.h"
#undef CHECK
#undef CHECK_TYPE
#undef CHECK_FUNCTION
};

enum { CHECK_COUNT = sizeof checks / sizeof *checks };

/* Most visits are of values, and most checks of resources: so each kind of visit has its checks
 * apart, in the order of the table. */
struct dispatch {
    const struct check *checks[CHECK_COUNT];
    size_t first[VISIT_KINDS + 1]; /* in `checks`; what follows is where the next kind begins */
};

static const struct dispatch *dispatch_new(struct arena *arena)
{
    struct dispatch *dispatch = arena_zalloc(arena, sizeof *dispatch);
    size_t next[VISIT_KINDS];

    for (size_t i = 0; i < CHECK_COUNT; i++)
        dispatch->first[checks[i].kind + 1]++;
    for (size_t kind = 0; kind < VISIT_KINDS; kind++) {
        next[kind] = dispatch->first[kind];
        dispatch->first[kind + 1] += dispatch->first[kind];
    }
    for (size_t i = 0; i < CHECK_COUNT; i++)
        dispatch->checks[next[checks[i].kind]++] = &checks[i];
    return dispatch;
}

void dispatch(struct validation *v, enum visit_kind kind, const struct visit *visit)
{
    const struct dispatch *dispatch = v->dispatch;

    for (size_t i = dispatch->first[kind]; i < dispatch->first[kind + 1]; i++) {
        const struct check *check = dispatch->checks[i];
        if (!check->type || check->type == visit->type) check->function(v, visit);
    }
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

    /* Findings that are only counted are not worth a search. */
    if (!findings_are_full(v->findings)) span = key_of_value(v->input->source, span);
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
    const struct map_entry *entry = map_single(visit->node);

    if (entry->key_start && !entry->key_is_tag) return entry_span(entry);
    return visit->node->flags & NODE_GENERATED ? node_span(visit->node) : span_of_key_around(visit);
}

/* -- What checks ask ----------------------------------------------------------------------------
 */

const struct node *section_of(const struct validation *v, const struct symbol *name)
{
    return map_get(v->root, name);
}

const struct node *resource_of(const struct validation *v, const struct symbol *name)
{
    return map_get(section_of(v, K(Resources)), name);
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
    MAP_EACH (section_of(v, K(Resources)), each) {
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
                                         .free_parameters = true};
    /* What depends on a condition on the region is right in one region and wrong in the other. */
    static const struct evaluation_options any_region = {.free_parameters = true};
    const struct value_sets_view view = {input->region, input->partition, input->parameters};
    struct validation v = {.b = builder, .findings = findings, .input = input, .root = sam};

    v.settings = rule_settings_copy(builder->arena, &input->settings);
    rule_settings_of_template(builder, &v.settings, configured_rules(input->source));
    v.dispatch = dispatch_new(builder->arena);
    v.patterns = patterns_new(builder->arena);
    v.evaluation = evaluation_new(builder, findings, &options, sam);
    v.is_open = calls_macros(input->source) || input->loops_left_out;
    v.is_lenient = holds_sam_resource(root);
    v.has_modules = holds_module(root);
    walk_sam_resources(&v, sam);
    v.root = root;
    if (root != sam) v.evaluation = evaluation_new(builder, findings, &options, root);
    v.conditions = condition_model_new(builder, &any_region, root);
    v.value_sets = value_sets_new(builder, &view, root);
    if (input->source != root) note_names(&v, input->source);
    if (input->written && input->written != input->source) note_names(&v, input->written);
    walk_template(&v);
}
