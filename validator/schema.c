/* The walk of values beside their specification: kinds, properties, items, alternatives. */
#include "validator/schema_internal.h"

#include "base/limits.h"
#include "base/nearest.h"

struct visit schema_visit(const struct visit *parent, const struct node *node,
                          const struct map_entry *entry)
{
    struct visit visit = *parent;

    visit.parent = parent;
    visit.node = node;
    visit.entry = entry;
    visit.item = 0;
    visit.call = NULL;
    visit.resolved = NULL;
    return visit;
}

struct visit schema_branch(struct schema_walk *walk, const struct visit *arguments, uint32_t branch,
                           const struct scenario *outside)
{
    struct visit below = schema_visit(arguments, list_at(arguments->node, branch), NULL);
    const struct builder *b = walk->v->b;

    below.item = branch;
    walk->scenario =
        scenario_with(b->arena, outside,
                      symbol_of(b->symbols, node_text(list_at(arguments->node, 0))), branch == 1);
    return below;
}

struct span schema_span(const struct visit *visit)
{
    while (!visit->entry && visit->parent && !node_is_string(visit->node) &&
           !node_is_map(visit->node) && !node_is_list(visit->node))
        visit = visit->parent;
    return visit_span(visit);
}

struct span schema_whole_span(const struct visit *visit)
{
    while (!visit->entry && visit->parent && visit->parent->entry &&
           visit->parent->entry->key == K(FnIf))
        visit = visit->parent->parent;
    return schema_span(visit);
}

/* Findings that may be the same: alternatives and ways in which conditions turn out report
 * together. */
enum { MOST_COMPARED = 32 };

static struct span span_of_text(const struct schema_walk *walk, struct span span,
                                struct buffer *message)
{
    uint32_t line = embedded_line(walk->embedded, span);

    if (walk->embedded_name.size)
        buffer_printf(message, " (%.*s, line %u.)", SLICE_ARG(walk->embedded_name),
                      line ? (unsigned)line : 1);
    else if (line > 0)
        buffer_printf(message, " (Line %u of the text.)", (unsigned)line);
    return walk->embedded_at;
}

/* Whether a rule is about how one value looks: what the template has it from is to be changed. */
static bool is_about_text(enum rule_name rule)
{
    return rule == RULE_VALUE_ENUM || rule == RULE_VALUE_PATTERN || rule == RULE_VALUE_RANGE;
}

/* Where a finding about a value that a function gives stands, and how its message begins. */
static void place_given(const struct given_value *given, bool is_text,
                        struct schema_finding *finding, struct buffer *message)
{
    bool has_place = is_text && !span_is_none(given->place);

    buffer_add(message, has_place ? given->words_at_place : given->words);
    finding->rule = given->rule;
    finding->span = has_place ? given->place : given->span;
    if (!has_place) finding->function = given->function;
}

/* Of what a function gives, or a parameter has, one example for each fault is enough. */
static bool is_known_finding(const struct schema_walk *walk, const struct schema_finding *finding)
{
    for (size_t i = 0; i < walk->findings.count && i < MOST_COMPARED; i++) {
        const struct schema_finding *other = &walk->findings.items[walk->findings.count - 1 - i];
        if (other->name == finding->name && other->rule == finding->rule &&
            other->span.start == finding->span.start &&
            ((walk->given && other->function.start == finding->function.start) ||
             slice_eq(other->message, finding->message)))
            return true;
    }
    return false;
}

void schema_report(struct schema_walk *walk, enum rule_name rule, struct span span,
                   const char *format, ...)
{
    bool is_text = walk->is_about_text || is_about_text(rule);
    struct buffer message;
    va_list args;

    walk->is_about_text = false;
    if (walk->given &&
        (rule == RULE_LIST_SIZE || rule == RULE_LIST_UNIQUE || rule == RULE_LIST_REPEATS))
        return;
    walk->count++;
    if (walk->is_trial) return;
    struct schema_finding finding = {.name = rule, .rule = rule_row(rule), .span = span};
    message = buffer_new(walk->v->b->arena);
    if (walk->given) place_given(walk->given, is_text, &finding, &message);
    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    if (walk->embedded) finding.span = span_of_text(walk, finding.span, &message);
    finding.message = buffer_slice(&message);
    if (is_known_finding(walk, &finding)) return;
    VECTOR_PUSH(walk->v->b->arena, &walk->findings, finding);
    report_row(walk->v, walk->resource, finding.rule, finding.span, "%.*s",
               SLICE_ARG(finding.message));
}

bool schema_value_fits(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at)
{
    struct schema_walk trial = *walk;

    trial.is_trial = true;
    trial.count = 0;
    if (!walk->is_trial) trial.steps = 0;
    schema_check_value(&trial, spec, at);
    if (trial.steps > LIMIT_SCHEMA_STEPS) trial.unknowns++;
    walk->unknowns = trial.unknowns;
    walk->steps = trial.steps;
    return trial.count == 0;
}

/* -- Kinds --------------------------------------------------------------------------------------
 */

/* "a string or a list", in the words of users. */
static struct slice kinds_in_words(const struct schema_walk *walk, unsigned kinds)
{
    static const struct {
        unsigned kind;
        const char *words;
    } names[] = {
        {VALUE_STRING, "a string"},   {VALUE_INTEGER, "a whole number"}, {VALUE_NUMBER, "a number"},
        {VALUE_BOOLEAN, "a boolean"}, {VALUE_OBJECT, "a map"},           {VALUE_ARRAY, "a list"},
        {VALUE_NULL, "null"},
    };
    struct buffer words = buffer_new(walk->v->b->arena);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kinds & names[i].kind)
            buffer_printf(&words, "%s%s", words.size ? " or " : "", names[i].words);
    return buffer_slice(&words);
}

static bool is_of_kind(const struct schema_walk *walk, const struct node *node, unsigned kinds)
{
    if (kinds == 0) return true;
    if (node_is_map(node)) return kinds & VALUE_OBJECT;
    if (node_is_list(node)) return kinds & VALUE_ARRAY;
    if (rule_settings_flag(&walk->v->settings, SETTING_STRICT) && !(node->flags & NODE_GENERATED))
        return schema_scalar_is_strictly(node, kinds);
    return schema_scalar_is(node, kinds);
}

static void check_kind(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at)
{
    unsigned kinds = value_spec_kinds(spec);

    if (is_of_kind(walk, at->node, kinds)) return;
    if (walk->given && kinds & (VALUE_BOOLEAN | VALUE_NUMBER)) return;
    if (node_is_string(at->node) && at->entry && is_packaged(walk->resource->type, at->entry->key))
        return;
    struct slice words = kinds_in_words(walk, kinds);
    struct slice value = walk->given && node_is_string(at->node)
                             ? schema_shown(walk, node_text(at->node))
                             : SLICE("This");
    schema_report(walk, RULE_VALUE_KIND, schema_span(at), "%.*s is %s, but %.*s is expected here.",
                  SLICE_ARG(value), node_kind_name(at->node), SLICE_ARG(words));
}

/* -- Maps ---------------------------------------------------------------------------------------
 */

static void report_unknown_key(struct schema_walk *walk, const struct value_spec *spec,
                               const struct visit *at)
{
    struct slice key = entry_key(at->entry), pattern;
    struct nearest nearest = nearest_for(walk->v->findings, key);
    const struct value_spec *value;
    struct property_spec property;

    if (walk->is_trial) nearest.distance = 0; /* what is told on trial, nobody reads */
    for (size_t i = 0; nearest.distance > 0 && value_spec_property_at(spec, i, &property); i++)
        if (!(property.flags & PROPERTY_READ_ONLY)) nearest_try(&nearest, property.name);
    if (nearest.found.text)
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_span(at),
                      "There is no property %.*s here. Did you mean %.*s?", SLICE_ARG(key),
                      SLICE_ARG(nearest.found));
    else if (value_spec_key_pattern_at(spec, 0, &pattern, &value))
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_span(at),
                      "%.*s cannot be a key here: keys match %.*s.", SLICE_ARG(key),
                      SLICE_ARG(pattern));
    else
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_span(at),
                      "There is no property %.*s here; CloudFormation refuses what it does not "
                      "know. Remove it, or look for the name that is meant.",
                      SLICE_ARG(key));
}

static bool key_matches_pattern(void *context, struct slice pattern, struct slice key)
{
    return schema_matches(context, pattern, key);
}

/* Some schemas call read-only what they also let be set. */
static bool is_given_by_resource(const struct property_spec *property)
{
    return property->flags & PROPERTY_READ_ONLY &&
           !(property->flags & (PROPERTY_REQUIRED | PROPERTY_CREATE_ONLY | PROPERTY_WRITE_ONLY));
}

static void check_entry(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at)
{
    struct slice key = entry_key(at->entry);
    struct property_spec property;
    const struct value_spec *value;

    if (value_spec_property(spec, key, &property)) {
        if (is_given_by_resource(&property) && !is_no_value(at->node)) {
            schema_report(walk, RULE_PROPERTY_READ_ONLY, schema_span(at),
                          "%.*s is a value that the resource gives, and cannot be set. Remove it.",
                          SLICE_ARG(key));
            return;
        }
        schema_check_value(walk, property.value, at);
        return;
    }
    value = value_spec_entry(spec, key, key_matches_pattern, walk);
    if (value)
        schema_check_value(walk, value, at);
    else if (value_spec_flags(spec) & VALUE_CLOSED && at->entry->key != K(FnTransform))
        report_unknown_key(walk, spec, at);
}

static void check_map(struct schema_walk *walk, const struct value_spec *spec,
                      const struct visit *at)
{
    schema_check_map_as_whole(walk, spec, at);
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_entry(walk, spec, &below);
    }
}

/* -- Lists --------------------------------------------------------------------------------------
 */

static void check_list(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at)
{
    const struct value_spec *items = value_spec_items(spec), *item;

    schema_check_list_as_whole(walk, spec, at);
    LIST_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, NULL);
        below.item = each.next - 1;
        if (items) schema_check_value(walk, items, &below);
        item = value_spec_prefix_item(spec, each.next - 1);
        if (item) schema_check_value(walk, item, &below);
    }
}

/* -- Alternatives -------------------------------------------------------------------------------
 */

/* Reports what is wrong with each alternative: the author knows which one is meant. Not in trials,
 * in which it was counted that none fits: each level of alternatives would double the work. */
static void report_alternatives(struct schema_walk *walk, const struct value_spec *spec,
                                enum value_alternatives kind, const struct visit *at)
{
    const struct value_spec *each;

    if (walk->is_trial) return;
    for (size_t i = 0; (each = value_spec_alternative(spec, kind, i)); i++)
        schema_check_value(walk, each, at);
}

static size_t count_fitting(struct schema_walk *walk, const struct value_spec *spec,
                            enum value_alternatives kind, const struct visit *at)
{
    const struct value_spec *each;
    size_t count = 0;

    for (size_t i = 0; (each = value_spec_alternative(spec, kind, i)); i++)
        count += schema_value_fits(walk, each, at);
    return count;
}

static void check_any_of(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at)
{
    if (!value_spec_alternative(spec, VALUE_ANY_OF, 0)) return;
    if (count_fitting(walk, spec, VALUE_ANY_OF, at) > 0) return;
    schema_report(walk, RULE_VALUE_ANY_OF, schema_span(at),
                  "This is none of the forms that are possible here. What each of them lacks is "
                  "told beside this.");
    report_alternatives(walk, spec, VALUE_ANY_OF, at);
}

static void check_one_of(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at)
{
    size_t unknowns = walk->unknowns, fitting;

    if (!value_spec_alternative(spec, VALUE_ONE_OF, 0)) return;
    fitting = count_fitting(walk, spec, VALUE_ONE_OF, at);
    if (fitting == 0) {
        schema_report(walk, RULE_VALUE_ONE_OF, schema_span(at),
                      "This is none of the forms that are possible here. What each of them lacks "
                      "is told beside this.");
        report_alternatives(walk, spec, VALUE_ONE_OF, at);
    } else if (fitting > 1 && unknowns == walk->unknowns) {
        schema_report(walk, RULE_VALUE_ONE_OF, schema_span(at),
                      "This mixes several forms of which only one is possible here. Keep the "
                      "properties of one of them.");
    }
}

static void check_alternatives(struct schema_walk *walk, const struct value_spec *spec,
                               const struct visit *at)
{
    const struct value_spec *premise, *each;

    if (!value_spec_has_alternatives(spec)) return;
    premise = value_spec_alternative(spec, VALUE_IF, 0);
    for (size_t i = 0; (each = value_spec_alternative(spec, VALUE_ALL_OF, i)); i++)
        schema_check_value(walk, each, at);
    check_any_of(walk, spec, at);
    check_one_of(walk, spec, at);
    if (premise) {
        bool holds = schema_value_fits(walk, premise, at);
        schema_check_value(walk, value_spec_alternative(spec, VALUE_IF, holds ? 1 : 2), at);
    }
}

/* -- Values -------------------------------------------------------------------------------------
 */

/* In properties, a map with the one key Condition is a map. */
static bool is_function(const struct node *node)
{
    return is_intrinsic(node) && map_single(node)->key != K(Condition);
}

static void check_branches(struct schema_walk *walk, const struct value_spec *spec,
                           const struct visit *at)
{
    const struct node *list = if_arguments(at->node);
    struct visit arguments = schema_visit(at, list, map_single(at->node));
    const struct scenario *outside = walk->scenario;
    const struct symbol *name =
        list ? symbol_of(walk->v->b->symbols, node_text(list_at(list, 0))) : NULL;

    /* Without the condition, which is reported, nobody knows what was meant. */
    if (!name || (!walk->v->is_open && !map_has(section_at(walk->v, SECTION_CONDITIONS), name))) {
        walk->unknowns++;
        return;
    }
    for (uint32_t branch = 1; branch <= 2; branch++) {
        struct visit below = schema_branch(walk, &arguments, branch, outside);
        schema_check_value(walk, spec, &below);
    }
    walk->scenario = outside;
}

static void schema_check_function(struct schema_walk *walk, const struct value_spec *spec,
                                  const struct visit *at)
{
    walk->unknowns++;
    if (walk->is_trial || walk->embedded || at->node->flags & NODE_GENERATED) return;
    check_function_format(walk->v, at, spec, schema_span(at));
    if (check_function_kind(walk->v, at, spec, schema_span(at))) schema_check_given(walk, spec, at);
}

void schema_check_value(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at)
{
    if (node_is_nothing(at->node)) return;
    if (walk->is_trial && walk->steps++ > LIMIT_SCHEMA_STEPS) return;
    if (is_function(at->node)) {
        if (is_if(at->node))
            check_branches(walk, spec, at);
        else
            schema_check_function(walk, spec, at);
        return;
    }
    if (node_is_string(at->node) && !is_known_value(at->node)) {
        walk->unknowns++;
        return;
    }
    check_kind(walk, spec, at);
    schema_check_enum(walk, spec, at);
    if (node_is_map(at->node))
        check_map(walk, spec, at);
    else if (node_is_list(at->node))
        check_list(walk, spec, at);
    else
        schema_check_scalar(walk, spec, at);
    check_alternatives(walk, spec, at);
}

/* -- Resources ----------------------------------------------------------------------------------
 */

static void report_unknown_type(struct validation *v, const struct visit *visit, struct span span,
                                struct slice name)
{
    struct nearest nearest = nearest_for(v->findings, name);

    for (size_t i = 0; nearest.distance > 0 && i < resource_type_count(); i++)
        nearest_try(&nearest, resource_type_name(resource_type_at(i)));
    for (const struct schema_table *own = v->input->schemas; own; own = own->next)
        for (size_t i = 0; i < schema_table_types(own); i++)
            nearest_try(&nearest, resource_type_name(schema_table_at(own, i)));
    if (nearest.found.text)
        report(v, visit, RULE_TYPE_UNKNOWN, span,
               "There is no resource type %.*s. Did you mean %.*s?", SLICE_ARG(name),
               SLICE_ARG(nearest.found));
    else
        report(v, visit, RULE_TYPE_UNKNOWN, span,
               "There is no resource type %.*s. Types look like AWS::S3::Bucket; types of your "
               "own begin with Custom::.",
               SLICE_ARG(name));
}

/* The type of a resource, when it is one whose properties are known. */
static const struct resource_type *known_type(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = map_find(visit->node, K(Type));
    const struct resource_type *type;
    struct slice name;

    if (!entry || !node_is_string(entry->value)) return NULL;
    name = node_text(entry->value);
    type = visit->resource->type->known;
    if (!type) {
        report_unknown_type(v, visit, entry_span(entry), name);
    } else if (resource_type_flags(type) & RESOURCE_SAM) {
        return NULL; /* without the transform: see check_sam_without_transform() */
    } else if (!visit->resource->type->is_in_region) {
        report(v, visit, RULE_TYPE_UNKNOWN, entry_span(entry),
               "%.*s is not available in %.*s. Deploy to a region that has it.", SLICE_ARG(name),
               SLICE_ARG(v->input->region));
        return NULL;
    }
    return type;
}

static void check_tags(struct schema_walk *walk, const struct resource_type *type,
                       const struct visit *properties)
{
    struct slice name = resource_type_tags(type);
    const struct map_entry *entry =
        map_find(properties->node, symbol_of(walk->v->b->symbols, name));
    struct visit tags;

    if (name.size == 0 || !entry) return;
    tags = schema_visit(properties, entry->value, entry);
    schema_check_tags(walk, &tags);
}

void check_resource_schema(struct validation *v, const struct visit *visit)
{
    const struct resource_type *type = known_type(v, visit);
    const struct map_entry *entry = visit->resource->properties;
    struct schema_walk walk = {.v = v, .resource = visit};
    struct visit properties;

    if (!type) return;
    walk.scenario = visit->resource->scenario;
    properties = entry ? schema_visit(visit, entry->value, entry) : *visit;
    if (!entry) properties.node = node_map(v->b);
    if (!node_is_map(properties.node)) return; /* see check_resource() */
    if (is_no_value(properties.node))
        schema_report(&walk, RULE_VALUE_KIND, schema_span(&properties),
                      "Properties must be a map.");
    else
        schema_check_value(&walk, resource_type_properties(type), &properties);
    check_tags(&walk, type, &properties);
}
