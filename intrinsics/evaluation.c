/* The walk: each map with one key that names a function is replaced by what the function gives;
 * lists and other maps are replaced by lists and maps of evaluated values. Unchanged subtrees are
 * shared.
 *
 * Invariant: what evaluate() returns holds no function that could still be evaluated.
 */
#include "intrinsics/evaluation_internal.h"

#include "base/limits.h"
#include "spec/names.h"

/* -- Findings -----------------------------------------------------------------------------------
 */

static const struct rule rules[] = {
#define RULE(name, id, severity, title) [INTRINSIC_##name] = {id, SEVERITY_##severity, title},
#include "intrinsics/rule_list.h"
#undef RULE
};

const struct rule *intrinsic_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

/* The iteration of loops that made what is evaluated, or NULL. */
static const struct iteration *iteration_here(const struct evaluation *e)
{
    const struct place *place = &e->place;
    const struct iteration *made_property = NULL;

    if (place->iteration || !e->iterations) return place->iteration;
    if (place->property) made_property = table_get(e->iterations, place->property);
    if (made_property || !place->entry) return made_property;
    return table_get(e->iterations, place->entry);
}

void evaluation_error(struct evaluation *e, const struct node *at, enum evaluation_rule rule,
                      const char *format, ...)
{
    struct buffer message = buffer_new(e->b->arena);
    va_list args;

    if (e->tolerance) return;
    if (e->findings->count == LIMIT_FINDINGS) { /* it is only counted */
        findings_add(e->findings, (struct finding){.rule = &rules[rule]});
        return;
    }
    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    const struct iteration *iteration = iteration_here(e);
    findings_add(e->findings, (struct finding){
                                  .rule = &rules[rule],
                                  .span = node_span(at),
                                  .message = buffer_slice(&message),
                                  .within = iteration ? iteration_text(e->b->arena, iteration)
                                                      : (struct slice){0},
                              });
}

/* -- Limits -------------------------------------------------------------------------------------
 */

void evaluation_over_limit(struct evaluation *e, const struct node *at, struct slice message)
{
    unsigned tolerance = e->tolerance;

    if (e->over_limit) return;
    e->over_limit = true;
    e->tolerance = 0;
    evaluation_error(e, at, INTRINSIC_OVER_LIMIT, "%.*s", SLICE_ARG(message));
    e->tolerance = tolerance;
}

bool count_made(struct evaluation *e, const struct node *at, size_t amount)
{
    e->made += amount;
    if (e->made > LIMIT_EVALUATION)
        evaluation_over_limit(
            e, at,
            slice_printf(e->b->arena,
                         "The functions of this template make more than %zu million bytes and "
                         "values up to here. Let them repeat less.",
                         LIMIT_EVALUATION / 1000000));
    return !e->over_limit;
}

bool count_value(struct evaluation *e, const struct node *at, const struct node *value)
{
    if (!count_made(e, at, 1 + (value->kind < NODE_LIST ? scalar_text(value).size : 0)))
        return false;
    LIST_EACH (value, each)
        if (!count_value(e, at, each.value)) return false;
    MAP_EACH (value, each)
        if (!count_value(e, at, each.value)) return false;
    return true;
}

/* -- What is known ------------------------------------------------------------------------------
 */

/* {{resolve:ssm:name}} and the like become values when the stack is deployed. */
static bool has_dynamic_reference(struct slice text)
{
    return slice_search(text, SLICE("{{resolve:")) < text.size;
}

bool is_known(const struct node *value)
{
    if (node_is_string(value)) return !has_dynamic_reference(node_text(value));
    return value && !is_intrinsic(value);
}

bool is_deferred(const struct node *value)
{
    return is_intrinsic(value) && !is_no_value(value);
}

bool is_known_too_late(const struct evaluation *e, const struct node *value)
{
    static const struct symbol *const late[] = {K(FnGetAtt), K(FnImportValue), K(FnGetStackOutput)};
    const struct map_entry *entry = map_single(value);

    for (size_t i = 0; entry && i < sizeof late / sizeof *late; i++)
        if (entry->key == late[i]) return true;
    if (!entry || entry->key != K(Ref) || !node_is_string(entry->value)) return false;
    struct slice name = node_text(entry->value);
    const struct symbol *symbol = symbol_of(e->b->symbols, name);
    if (slice_starts(name, SLICE("AWS::")) || map_has(map_get(e->root, K(Parameters)), symbol))
        return false;
    return !e->options->names_are_checked || map_has(map_get(e->root, K(Resources)), symbol);
}

bool is_unknown_text(const struct node *value)
{
    static const struct symbol *const keys[] = {K(FnSub), K(FnJoin), K(FnBase64),
                                                K(FnToJsonString)};
    const struct map_entry *entry = map_single(value);

    for (size_t i = 0; entry && i < sizeof keys / sizeof *keys; i++)
        if (entry->key == keys[i]) return true;
    return false;
}

const char *value_name(const struct node *value)
{
    if (is_no_value(value)) return "AWS::NoValue";
    return is_unknown_text(value) ? "a string" : node_kind_name(value);
}

bool is_known_scalar(const struct node *value)
{
    return is_known(value) && value->kind != NODE_NULL && value->kind < NODE_LIST;
}

struct slice scalar_text(const struct node *value)
{
    if (node_is(value, NODE_BOOL)) return value->truth ? SLICE("true") : SLICE("false");
    return node_text(value);
}

const struct node *text_at(struct evaluation *e, const struct node *like, struct slice text)
{
    struct node *value = node_user_string(e->b, text);

    value->origin = like;
    return value;
}

const struct node *with_argument(struct evaluation *e, const struct node *intrinsic,
                                 const struct node *argument)
{
    const struct map_entry *entry = map_single(intrinsic);

    if (entry->value == argument) return intrinsic;
    struct node *copy = node_copy(e->b, intrinsic);
    map_set(e->b, copy, entry->key, argument);
    return copy;
}

/* -- The walk -----------------------------------------------------------------------------------
 */

static const struct {
    const struct symbol *key;
    evaluate_function *function;
    bool extension;
} functions[] = {
#define FUNCTION(key, function, extension) {key, function, extension},
#include "intrinsics/function_list.h"
#undef FUNCTION
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

static bool has_intrinsic_item(const struct node *list)
{
    LIST_EACH (list, each)
        if (is_intrinsic(each.value)) return true;
    return false;
}

/* Whether only AWS::LanguageExtensions makes the function possible. */
static bool is_extension(size_t function, const struct node *argument)
{
    if (functions[function].key == K(FnFindInMap))
        return list_count(argument) > 3 || has_intrinsic_item(argument);
    return functions[function].extension;
}

/* The number of the function that `node` calls; FUNCTIONS for none. */
static size_t function_of(const struct node *node)
{
    const struct map_entry *entry = map_single(node);
    size_t found = 0;

    if (!entry) return FUNCTIONS;
    while (found < FUNCTIONS && functions[found].key != entry->key)
        found++;
    return found;
}

/* Whether a function is left as it is because the template is not evaluated as a whole. */
static bool is_left(const struct evaluation *e, size_t function, const struct node *argument)
{
    return !e->whole && e->options->extent != EXTENT_ALL && !is_extension(function, argument);
}

bool is_dropped(const struct evaluation *e, const struct node *old, const struct node *value)
{
    if (!e->drops_no_value) return false;
    if (!e->whole && e->options->extent != EXTENT_ALL && old == value) return false;
    return is_no_value(value) || (node_is_nothing(value) && !e->keeps_null);
}

static const struct node *evaluate_map(struct evaluation *e, const struct node *map)
{
    struct node *changed = NULL;

    MAP_EACH (map, each) {
        const struct node *value = evaluate(e, each.value);
        bool dropped = is_dropped(e, each.value, value);
        if (value == each.value && !dropped) continue;
        if (!changed) changed = node_copy(e->b, map);
        if (dropped)
            map_remove(e->b, changed, each.key);
        else
            map_set(e->b, changed, each.key, value);
    }
    return changed ? changed : map;
}

static const struct node *evaluate_list(struct evaluation *e, const struct node *list)
{
    struct node *changed = NULL;

    LIST_EACH (list, each) {
        const struct node *value = evaluate(e, each.value);
        bool dropped = is_dropped(e, each.value, value);
        if (!changed && value == each.value && !dropped) continue;
        if (!changed) {
            changed = node_copy(e->b, list);
            changed->count = each.next - 1;
        }
        if (!dropped) list_add(e->b, changed, value);
    }
    return changed ? changed : list;
}

/* A function that is left: what is wrong in it is found by evaluating the outermost one for
 * nothing; what it holds is evaluated as far as it is to be. */
static const struct node *evaluate_inside(struct evaluation *e, const struct node *node)
{
    if (!e->checked) evaluate_argument(e, node);
    e->checked++;
    e->tolerance++;
    const struct node *value = evaluate_map(e, node);
    e->tolerance--;
    e->checked--;
    return value;
}

static const struct node *call_function(struct evaluation *e, size_t function,
                                        const struct node *node, const struct node *argument)
{
    size_t step = trace_begin(e, STEP_FUNCTION, node, SLICE(""));
    const struct node *value = functions[function].function(e, node, argument);

    trace_end(e, step, value);
    return value;
}

const struct node *evaluate(struct evaluation *e, const struct node *node)
{
    if (e->over_limit) return node;
    if (node_is_list(node)) return evaluate_list(e, node);
    if (e->whole && node_is_string(node)) count_made(e, node, node->count);
    if (!node_is_map(node)) return node;
    size_t function = function_of(node);
    const struct map_entry *entry = map_single(node);
    if (function < FUNCTIONS)
        return is_left(e, function, entry->value) ? evaluate_inside(e, node)
                                                  : call_function(e, function, node, entry->value);
    if (entry && entry->key == K(FnTransform)) return node; /* a macro sees what was written */
    return evaluate_map(e, node);
}

const struct node *evaluate_argument(struct evaluation *e, const struct node *node)
{
    e->whole++;
    const struct node *value = evaluate(e, node);
    e->whole--;
    return value;
}

const struct node *evaluate_items(struct evaluation *e, const struct node *items)
{
    bool drops = e->drops_no_value;

    e->drops_no_value = false;
    const struct node *value = evaluate_argument(e, items);
    e->drops_no_value = drops;
    return value;
}
