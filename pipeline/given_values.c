/* CloudFormation refuses both: a value for a parameter that does not exist, and one that its
 * parameter does not allow. The first may be meant, where one list of values serves several
 * templates, so it is a warning.
 */
#include "pipeline/given_values.h"

#include <math.h>

#include "base/nearest.h"
#include "base/number.h"
#include "base/utf8.h"
#include "spec/names.h"

enum { NOT_ALLOWED, NO_PARAMETER };

static const struct rule rules[] = {
    [NOT_ALLOWED] = {"E0030", SEVERITY_ERROR, "the values given to parameters are allowed"},
    [NO_PARAMETER] = {"W0031", SEVERITY_WARNING, "the parameters that are given a value exist"},
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
    const struct node *no_echo = map_get(given->parameter, K(NoEcho));

    if (node_is_truthy(no_echo) && !node_is_text(no_echo, SLICE("false")))
        return SLICE("What is given");
    return CONCAT(given->builder->arena, SLICE("'"), node_text(given->entry->value), SLICE("'"));
}

static void refuse_value(const struct given *given, const char *why)
{
    findings_report(given->findings, &rules[NOT_ALLOWED], node_span(given->parameter),
                    "%.*s is no value for the parameter %s: %s", SLICE_ARG(shown(given)),
                    given->entry->key->text, why);
}

static size_t characters(struct slice text)
{
    size_t count = 0;

    for (size_t at = 0; at < text.size; count++)
        utf8_next(text, &at);
    return count;
}

/* A number that stands in the template or in a value; NAN for all else. */
static double number_of(const struct given *given, const struct node *node)
{
    struct slice text = node_text(node);
    bool digits = text.size > 0;

    for (size_t i = 0; i < text.size; i++)
        digits &= strchr("+-.0123456789eE", text.text[i]) != NULL;
    return digits ? number_double(given->builder->arena, text) : (double)NAN;
}

static bool is_among(const struct node *allowed, struct slice value)
{
    LIST_EACH (allowed, each)
        if (slice_eq(node_text(each.value), value)) return true;
    return false;
}

static void check_number(const struct given *given)
{
    const struct node *least = map_get(given->parameter, K(MinValue));
    const struct node *most = map_get(given->parameter, K(MaxValue));
    double value = number_of(given, given->entry->value);

    if (isnan(value))
        refuse_value(given, "it must be a number.");
    else if (least && value < number_of(given, least))
        refuse_value(given, "it is below MinValue.");
    else if (most && value > number_of(given, most))
        refuse_value(given, "it is above MaxValue.");
}

static void check_length(const struct given *given)
{
    const struct node *least = map_get(given->parameter, K(MinLength));
    const struct node *most = map_get(given->parameter, K(MaxLength));
    double size = (double)characters(node_text(given->entry->value));

    if (least && size < number_of(given, least))
        refuse_value(given, "it is shorter than MinLength.");
    if (most && size > number_of(given, most)) refuse_value(given, "it is longer than MaxLength.");
}

static void check_value(const struct given *given)
{
    const struct node *type = map_get(given->parameter, K(Type));
    const struct node *allowed = map_get(given->parameter, K(AllowedValues));

    if (node_is_text(type, SLICE("Number"))) check_number(given);
    if (node_is_text(type, SLICE("String"))) {
        check_length(given);
        if (list_count(allowed) && !is_among(allowed, node_text(given->entry->value)))
            refuse_value(given, "it is not among AllowedValues.");
    }
}

static void report_unknown(const struct given *given, const struct node *root)
{
    struct nearest nearest = nearest_to(entry_key(given->entry));
    struct slice hint = SLICE("Remove it, or add the parameter.");

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
    MAP_EACH (values, each) {
        struct given given = {builder, findings, each.entry,
                              map_get(map_get(root, K(Parameters)), each.key)};
        if (given.parameter)
            check_value(&given);
        else if (!slice_starts(symbol_slice(each.key), SLICE("AWS::")))
            report_unknown(&given, root);
    }
}
