/* One value of a template, evaluated alone and under observation.
 *
 * Loops are expanded first and without being observed, because the path may lead into what they
 * make. What is evaluated from then on is what the value needs.
 */
#include "intrinsics/trace.h"

#include "base/limits.h"
#include "intrinsics/evaluation_internal.h"
#include "intrinsics/parameter_check.h"

/* What stands for a step that is not written down. */
#define NO_STEP SIZE_MAX

/* -- Observing ----------------------------------------------------------------------------------
 */

size_t trace_begin(struct evaluation *e, enum trace_kind kind, const struct node *node,
                   struct slice name)
{
    struct trace *trace = e->trace;

    if (!trace) return NO_STEP;
    trace->depth++;
    if (trace->steps.count == LIMIT_TRACE_STEPS) {
        trace->left_out++;
        return NO_STEP;
    }
    VECTOR_PUSH(
        e->b->arena, &trace->steps,
        (struct trace_step){.kind = kind, .depth = trace->depth - 1, .node = node, .name = name});
    return trace->steps.count - 1;
}

void trace_end(struct evaluation *e, size_t step, const struct node *value)
{
    if (!e->trace) return;
    e->trace->depth--;
    if (step != NO_STEP) e->trace->steps.items[step].value = value;
}

void trace_end_truth(struct evaluation *e, size_t step, enum truth truth)
{
    if (!e->trace) return;
    trace_end(e, step, truth == TRUTH_UNKNOWN ? NULL : node_bool(e->b, truth == TRUTH_TRUE));
}

/* -- The way to the value -----------------------------------------------------------------------
 */

/* A value on its way. */
struct asking {
    struct evaluation e;
    struct traced_value *t;
};

/* Follows what is left of the path from `node` on. */
static struct path follow(struct asking *a, const struct node *node)
{
    struct traced_value *t = a->t;
    struct path_walk walk = path_follow(a->e.b->arena, node, t->rest);

    t->rest = walk.rest;
    t->ambiguous = walk.ambiguous;
    t->node = walk.path.count ? walk.path.steps[walk.path.count - 1].node : node;
    return walk.path;
}

/* Follows the path through the template. Where it comes to a function that it does not lead into,
 * it goes on in what the function gives. */
static void follow_path(struct asking *a, const struct node *root)
{
    struct traced_value *t = a->t;

    t->path = follow(a, root);
    a->e.drops_no_value = slice_eq(path_key(&t->path, 0), SLICE("Resources"));
    while (t->rest.size && !t->ambiguous && is_intrinsic(t->node)) {
        const struct node *value = evaluate_argument(&a->e, t->node);
        if (is_intrinsic(value)) return;
        t->from_function = true;
        follow(a, value);
    }
}

/* -- The value ----------------------------------------------------------------------------------
 */

static bool is_condition_function(const struct node *node)
{
    static const struct symbol *const keys[] = {K(FnEquals), K(FnAnd), K(FnOr), K(FnNot),
                                                K(Condition)};
    const struct map_entry *entry = map_single(node);

    for (size_t i = 0; entry && i < sizeof keys / sizeof *keys; i++)
        if (entry->key == keys[i]) return true;
    return false;
}

static const struct node *value_of_condition(struct evaluation *e, const struct path *path,
                                             const struct node *node)
{
    if (path->count == 2)
        return condition_value(e, node, truth_of_condition(e, node, path_key(path, 1)));
    return is_condition_function(node) ? condition_value(e, node, truth_of(e, node))
                                       : evaluate_argument(e, node);
}

static const struct node *value_of_declared(struct evaluation *e, struct slice parameter)
{
    const struct node *value = value_of_name(e, parameter);

    return value ? value : MAP(e->b, {K(Ref), node_user_string(e->b, parameter)});
}

/* Looks whether the resource or output that the path goes through is made. What is wrong in one
 * that is not does not matter. */
static void ask_condition(struct asking *a)
{
    const struct path *path = &a->t->path;
    const struct node *item = path->count > 1 ? path->steps[1].node : NULL;
    const struct node *condition = map_get(item, K(Condition));
    struct evaluation apart = a->e; /* not observed, and it leaves no truths behind */
    bool counts = slice_eq(path_key(path, 0), SLICE("Resources")) ||
                  slice_eq(path_key(path, 0), SLICE("Outputs"));

    if (!counts || !node_is_string(condition)) return;
    apart.truths = (struct table){0};
    apart.trace = NULL;
    apart.tolerance++;
    if (truth_of_condition(&apart, condition, node_text(condition)) != TRUTH_FALSE) return;
    a->t->off = node_text(condition);
    a->e.tolerance++;
}

/* What the path led to, evaluated. */
static const struct node *asked_value(struct asking *a)
{
    const struct path *path = &a->t->path;
    struct slice section = path_key(path, 0);

    if (a->t->from_function) return a->t->node;
    if (path->count >= 2 && slice_eq(section, SLICE("Conditions")))
        return value_of_condition(&a->e, path, a->t->node);
    if (path->count == 2 && slice_eq(section, SLICE("Parameters")))
        return value_of_declared(&a->e, path_key(path, 1));
    if (path->count == 2 && slice_eq(section, SLICE("Resources")))
        return evaluate_resource(&a->e, a->t->node);
    return evaluate_argument(&a->e, a->t->node);
}

/* Goes for the value in a tree: the template as it was given, or with its loops expanded. */
static void ask(struct traced_value *t, const struct builder *builder,
                const struct evaluation_options *options, const struct node *tree)
{
    struct asking a = {.t = t};

    t->findings = findings_new(builder->arena);
    t->trace = (struct trace){0};
    a.e = (struct evaluation){.b = builder,
                              .findings = t->findings,
                              .options = options,
                              .root = t->root,
                              .conditions = map_get(t->root, K(Conditions)),
                              .trace = &t->trace};
    follow_path(&a, tree);
    if (t->rest.size || t->ambiguous) return;
    ask_condition(&a);
    t->value = asked_value(&a);
}

/* The template with its loops expanded; as it is when something is wrong with them. *iterations
 * becomes what they made. */
static const struct node *with_loops_expanded(const struct builder *builder,
                                              const struct evaluation_options *options,
                                              const struct node *root, struct table *iterations)
{
    struct evaluation e = {.b = builder,
                           .findings = findings_new(builder->arena),
                           .options = options,
                           .root = root,
                           .iterations = iterations};
    const struct node *expanded = expand_loops(&e, root);

    return e.findings->totals[SEVERITY_ERROR] ? root : expanded;
}

static const struct iteration *iteration_of_path(const struct path *path,
                                                 const struct table *iterations)
{
    const struct iteration *iteration = NULL;

    for (size_t i = path->count; i-- > 0 && !iteration;)
        iteration = table_get(iterations, path->steps[i].node);
    return iteration;
}

static const struct node *without_secret(void *context, const struct node *parameter)
{
    const struct builder *builder = context;
    const struct node *value = map_get(parameter, K(Default));

    if (!parameter_is_secret(parameter) || !value) return parameter;
    struct node *copy = node_copy(builder, parameter);
    struct node *mask = node_user_string(builder, SLICE("****"));
    mask->origin = value;
    map_set(builder, copy, K(Default), mask);
    return copy;
}

static const struct node *without_secrets(const struct builder *builder, const struct node *root)
{
    struct builder own = *builder;
    const struct node *parameters = map_get(root, K(Parameters));
    const struct node *shown = node_replace_children(builder, parameters, without_secret, &own);

    if (shown == parameters) return root;
    struct node *copy = node_copy(builder, root);
    map_set(builder, copy, K(Parameters), shown);
    return copy;
}

struct traced_value trace_value(const struct builder *builder,
                                const struct evaluation_options *options, const struct node *root,
                                struct slice path)
{
    struct table iterations = {0};

    root = without_secrets(builder, root);
    struct traced_value t = {.root = with_loops_expanded(builder, options, root, &iterations),
                             .rest = path};
    ask(&t, builder, options, t.root);
    t.iteration = iteration_of_path(&t.path, &iterations);
    if (t.value || t.root == root) return t;
    struct traced_value written = {.root = t.root, .rest = path};
    ask(&written, builder, options, root);
    return written.value ? written : t;
}
