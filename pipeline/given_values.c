/* CloudFormation refuses both: a value for a parameter that does not exist, and one that its
 * parameter does not allow. The first may be meant, where one list of values serves several
 * templates, so it is a warning.
 */
#include "pipeline/given_values.h"

#include "base/nearest.h"
#include "intrinsics/parameter_check.h"
#include "spec/names.h"

enum { NOT_ALLOWED, NO_PARAMETER, IN_DOUBT };

static const struct rule rules[] = {
    [NOT_ALLOWED] = {"E0030", SEVERITY_ERROR, "the values given to parameters are allowed"},
    [NO_PARAMETER] = {"W0031", SEVERITY_WARNING, "the parameters that are given a value exist"},
    [IN_DOUBT] = {"I0032", SEVERITY_INFO, "the values given to parameters can be checked"},
};

const struct rule *given_values_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

struct given {
    const struct builder *builder;
    struct findings *findings;
    const struct map_entry *entry; /* name and value */
    const struct node *parameter;  /* its declaration */
};

/* The value as messages show it: not at all when the parameter is secret. */
static struct slice shown(const struct given *given)
{
    if (parameter_is_secret(given->parameter)) return SLICE("What is given");
    return CONCAT(given->builder->arena, SLICE("'"), node_text(given->entry->value), SLICE("'"));
}

static void report_problem(const struct given *given, const struct parameter_problem *problem)
{
    struct slice value = shown(given);

    if (problem->in_doubt)
        findings_report(given->findings, &rules[IN_DOUBT], node_span(given->parameter),
                        "Whether %.*s is a value for the parameter %s is not known: %.*s "
                        "CloudFormation will tell when the stack is deployed.",
                        SLICE_ARG(value), given->entry->key->text, SLICE_ARG(problem->why));
    else
        findings_report(given->findings, &rules[NOT_ALLOWED], node_span(given->parameter),
                        "%.*s is no value for the parameter %s: %.*s", SLICE_ARG(value),
                        given->entry->key->text, SLICE_ARG(problem->why));
}

static void check_value(const struct given *given, struct parameter_checker *checker)
{
    struct parameter_problem problems[PARAMETER_PROBLEMS];
    size_t count =
        parameter_check(checker, given->parameter, node_text(given->entry->value), problems);

    for (size_t i = 0; i < count; i++)
        report_problem(given, &problems[i]);
}

static void report_unknown(const struct given *given, const struct node *root)
{
    struct nearest nearest = nearest_for(given->findings, entry_key(given->entry));
    struct slice hint = SLICE("Remove it, or add the parameter.");

    if (nearest.distance > 0)
        MAP_EACH (map_get(root, K(Parameters)), each)
            nearest_try(&nearest, symbol_slice(each.key));
    if (nearest.found.text)
        hint = CONCAT(given->builder->arena, SLICE("Did you mean "), nearest.found, SLICE("?"));
    findings_report(given->findings, &rules[NO_PARAMETER], (struct span){0, 0},
                    "The template has no parameter %s, which is given a value. %.*s",
                    given->entry->key->text, SLICE_ARG(hint));
}

void given_values_check(const struct builder *builder, struct findings *findings,
                        const struct node *root, const struct node *values)
{
    struct parameter_checker checker = {.builder = builder};

    MAP_EACH (values, each) {
        struct given given = {builder, findings, each.entry,
                              map_get(map_get(root, K(Parameters)), each.key)};
        if (given.parameter)
            check_value(&given, &checker);
        else if (!slice_starts(symbol_slice(each.key), SLICE("AWS::")))
            report_unknown(&given, root);
    }
}

static struct slice without(struct arena *arena, struct slice text, struct slice secret)
{
    struct buffer out = buffer_new(arena);

    for (;;) {
        size_t at = slice_search(text, secret);
        buffer_add(&out, slice_first(text, at));
        if (at == text.size) return buffer_slice(&out);
        buffer_add(&out, SLICE("****"));
        text = slice_from(text, at + secret.size);
    }
}

void given_values_hide(const struct builder *builder, struct findings *findings,
                       const struct node *root, const struct node *values)
{
    MAP_EACH (values, each) {
        struct slice secret = node_text(each.value);
        if (secret.size < SECRET_BYTES ||
            !parameter_is_secret(map_get(map_get(root, K(Parameters)), each.key)))
            continue;
        for (size_t i = 0; i < findings->count; i++) {
            struct slice *message = &findings->items[i].message;
            if (slice_search(*message, secret) < message->size)
                *message = without(builder->arena, *message, secret);
        }
    }
}
