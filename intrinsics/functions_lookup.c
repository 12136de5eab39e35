/* Functions that look a value up: Ref, GetAtt, FindInMap, GetAZs, ImportValue,
 * GetStackOutput.
 */
#include "base/printable.h"
#include "intrinsics/evaluation_internal.h"

/* -- Ref ----------------------------------------------------------------------------------------
 */

const struct node *evaluate_ref(struct evaluation *e, const struct node *node,
                                const struct node *argument)
{
    const struct node *name = evaluate_argument(e, argument);

    bool too_late = is_known_too_late(e, name);
    if (is_deferred(name) && !too_late) return with_argument(e, node, name);
    if (!node_is_string(name)) {
        evaluation_error(e, argument, INTRINSIC_REF, "Ref takes a name, but is given %s.",
                         too_late ? "one that is no parameter's, which is known too late"
                                  : value_name(name));
        return node;
    }
    const struct node *value = value_of_name(e, node_text(name));
    if (!value) return with_argument(e, node, name);
    return count_value(e, node, value) ? value : node;
}

/* -- GetAtt, ImportValue, GetAZs, GetStackOutput: known to CloudFormation only
 * ----------------------------------
 */

const struct node *evaluate_get_att(struct evaluation *e, const struct node *node,
                                    const struct node *argument)
{
    bool text = node_is_string(argument) && slice_find(node_text(argument), '.') < argument->count;

    if (text || list_count(argument) >= 2)
        return with_argument(e, node, evaluate_items(e, argument));
    evaluation_error(e, argument, INTRINSIC_GET_ATT,
                     "Fn::GetAtt takes a logical id and an attribute, as in [Queue, Arn].");
    return node;
}

/* A function of one text that stays as it is, its argument evaluated. */
static const struct node *keep_with_text(struct evaluation *e, const struct node *node,
                                         const struct node *argument, enum evaluation_rule rule)
{
    const struct node *value = evaluate_argument(e, argument);

    if (is_deferred(value) || node_is_string(value)) return with_argument(e, node, value);
    evaluation_error(e, argument, rule, "%s takes a text, but is given %s.",
                     map_single(node)->key->text, value_name(value));
    return node;
}

const struct node *evaluate_import_value(struct evaluation *e, const struct node *node,
                                         const struct node *argument)
{
    return keep_with_text(e, node, argument, INTRINSIC_IMPORT_VALUE);
}

/* Which zones there are depends on the account. */
const struct node *evaluate_get_azs(struct evaluation *e, const struct node *node,
                                    const struct node *argument)
{
    return keep_with_text(e, node, argument, INTRINSIC_GET_AZS);
}

/* A field of Fn::GetStackOutput. False when it is no text, or missing though it must be there. */
static bool check_field(struct evaluation *e, const struct node *fields, const struct symbol *key,
                        bool required)
{
    const struct node *value = map_get(fields, key);

    if (is_deferred(value) || node_is_string(value) || is_known_scalar(value)) return true;
    if (!required && (!value || is_no_value(value))) return true;
    evaluation_error(e, value ? value : fields, INTRINSIC_GET_STACK_OUTPUT,
                     "%s of Fn::GetStackOutput must be a text, but is %s.", key->text,
                     value ? value_name(value) : "missing");
    return false;
}

/* The value is asked for when the stack is deployed, in another account or region if need be. */
const struct node *evaluate_get_stack_output(struct evaluation *e, const struct node *node,
                                             const struct node *argument)
{
    const struct node *fields = evaluate_items(e, argument);

    if (!node_is_map(fields)) {
        evaluation_error(e, argument, INTRINSIC_GET_STACK_OUTPUT,
                         "Fn::GetStackOutput takes a map with StackName and OutputName, but is "
                         "given %s.",
                         value_name(fields));
        return node;
    }
    MAP_EACH (fields, each) {
        if (each.key == K(StackName) || each.key == K(OutputName) || each.key == K(Region) ||
            each.key == K(RoleArn))
            continue;
        struct slice key = quotable(e->b->arena, symbol_slice(each.key));
        evaluation_error(e, each.value, INTRINSIC_GET_STACK_OUTPUT,
                         "Fn::GetStackOutput takes StackName, OutputName, Region and RoleArn, but "
                         "no %.*s.",
                         SLICE_ARG(key));
        return node;
    }
    if (!check_field(e, fields, K(StackName), true) ||
        !check_field(e, fields, K(OutputName), true) || !check_field(e, fields, K(Region), false) ||
        !check_field(e, fields, K(RoleArn), false))
        return node;
    return with_argument(e, node, fields);
}

/* -- FindInMap ----------------------------------------------------------------------------------
 */

/* A look-up: map name and two keys, evaluated. */
struct look_up {
    const struct node *items;   /* its evaluated arguments */
    const struct node *options; /* {DefaultValue: v}, not evaluated; NULL: none */
};

static bool check_keys(struct evaluation *e, const struct look_up *l)
{
    for (uint32_t i = 0; i < 3; i++) {
        const struct node *key = list_at(l->items, i);
        bool too_late = is_known_too_late(e, key);
        if ((is_deferred(key) && !too_late) || is_known_scalar(key)) continue;
        evaluation_error(e, key, INTRINSIC_FIND_IN_MAP,
                         "Argument %u of Fn::FindInMap must be a text, but is %s.", i + 1,
                         too_late
                             ? "no parameter's value, and known too late. Maps are read before "
                               "there are resources"
                         : node_is_string(key) ? "a dynamic reference, which becomes one too late"
                                               : value_name(key));
        return false;
    }
    return true;
}

/* The value in Mappings, or NULL; *missing becomes the argument that nothing is found for. */
static const struct node *found_value(struct evaluation *e, const struct look_up *l,
                                      const struct node **missing)
{
    const struct node *at = map_get(e->root, K(Mappings));

    for (uint32_t i = 0; i < 3; i++) {
        const struct node *key = list_at(l->items, i);
        at = map_get(at, symbol_of(e->b->symbols, scalar_text(key)));
        *missing = key;
        if (node_is_nothing(at)) return NULL;
    }
    return at;
}

static void report_missing(struct evaluation *e, const struct look_up *l,
                           const struct node *missing)
{
    struct slice absent = quotable(e->b->arena, scalar_text(missing)), keys[3];

    for (uint32_t i = 0; i < 3; i++)
        keys[i] = quotable(e->b->arena, scalar_text(list_at(l->items, i)));
    evaluation_error(e, missing, INTRINSIC_FIND_IN_MAP,
                     "There is no %.*s in Mappings for %.*s, %.*s, %.*s. Add it, or give "
                     "Fn::FindInMap a DefaultValue.",
                     SLICE_ARG(absent), SLICE_ARG(keys[0]), SLICE_ARG(keys[1]), SLICE_ARG(keys[2]));
}

static bool read_options(struct evaluation *e, struct look_up *l, const struct node *argument)
{
    l->options = list_at(argument, 3);
    if (list_count(argument) < 3 || list_count(argument) > 4) {
        evaluation_error(e, argument, INTRINSIC_FIND_IN_MAP,
                         "Fn::FindInMap takes a map name and two keys, and {DefaultValue: value} "
                         "if need be.");
        return false;
    }
    const struct map_entry *entry = map_single(l->options);
    if (!l->options || (entry && entry->key == K(DefaultValue))) return true;
    evaluation_error(e, l->options, INTRINSIC_FIND_IN_MAP,
                     "The fourth argument of Fn::FindInMap must be {DefaultValue: value}.");
    return false;
}

static const struct node *first_three(struct evaluation *e, const struct node *argument)
{
    return LIST(e->b, list_at(argument, 0), list_at(argument, 1), list_at(argument, 2));
}

const struct node *evaluate_find_in_map(struct evaluation *e, const struct node *node,
                                        const struct node *argument)
{
    struct look_up l = {0};
    const struct node *missing = NULL;

    if (!read_options(e, &l, argument)) return node;
    l.items = evaluate_items(e, first_three(e, argument));
    if (!check_keys(e, &l)) return node;
    for (uint32_t i = 0; i < 3; i++)
        if (!is_known(list_at(l.items, i))) {
            struct node *kept = node_copy(e->b, l.items);
            list_add(e->b, kept, l.options);
            return with_argument(e, node, kept);
        }
    const struct node *value = found_value(e, &l, &missing);
    if (value) {
        trace_end(e, trace_begin(e, STEP_MAPPING, l.items, SLICE("")), value);
        return count_value(e, node, value) ? value : node;
    }
    if (l.options) return evaluate_argument(e, map_get(l.options, K(DefaultValue)));
    report_missing(e, &l, missing);
    return node;
}
