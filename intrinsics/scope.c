/* What names stand for: parameters and pseudo parameters.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
#include "intrinsics/evaluation_internal.h"

#include "intrinsics/parameter_check.h"
#include "spec/regions.h"

const struct node *list_of_commas(struct evaluation *e, const struct node *like, struct slice text)
{
    struct node *list = node_list(e->b);
    struct slice item;

    list->origin = like;
    if (!text.text) text = SLICE("");
    while (parameter_next_item(&text, &item))
        list_add(e->b, list, text_at(e, like, item));
    return list;
}

/* The value that a parameter has if it can have no other. */
static const struct node *only_value(const struct node *parameter)
{
    const struct node *allowed = map_get(parameter, K(AllowedValues));

    if (list_count(allowed) != 1 || parameter_is_list(parameter)) return NULL;
    return list_at(allowed, 0);
}

static const struct node *value_of_parameter(struct evaluation *e, const struct node *parameter,
                                             const struct node *given)
{
    const struct node *value = given ? given : map_get(parameter, K(Default));

    if (e->options->free_parameters) value = only_value(parameter);
    /* A secret is not to be shown. What Systems Manager has is fetched by CloudFormation. */
    if (parameter_is_secret(parameter) || parameter_is_stored(parameter)) return NULL;
    if (!is_known_scalar(value)) return NULL;
    if (!parameter_is_list(parameter)) return value;
    return list_of_commas(e, value, scalar_text(value));
}

static const struct node *value_of_pseudo_parameter(struct evaluation *e, struct slice name)
{
    const struct evaluation_options *options = e->options;
    struct slice suffix;

    if (slice_eq(name, SLICE("AWS::Region")) && options->region.size)
        return node_user_string(e->b, options->region);
    if (slice_eq(name, SLICE("AWS::Partition")) && options->partition.size)
        return node_user_string(e->b, options->partition);
    if (!slice_eq(name, SLICE("AWS::URLSuffix"))) return NULL;
    suffix = url_suffix_of_partition(options->partition);
    return suffix.size ? node_user_string(e->b, suffix) : NULL;
}

static const struct node *find_name(struct evaluation *e, struct slice name)
{
    const struct symbol *symbol = symbol_of(e->b->symbols, name);
    const struct node *given = map_get(e->options->values, symbol);
    const struct node *parameter = map_get(map_get(e->root, K(Parameters)), symbol);

    if (parameter) return value_of_parameter(e, parameter, given);
    if (!slice_starts(name, SLICE("AWS::"))) return NULL;
    return given ? given : value_of_pseudo_parameter(e, name);
}

const struct node *value_of_name(struct evaluation *e, struct slice name)
{
    size_t step = trace_begin(e, STEP_NAME, NULL, name);
    const struct node *value = find_name(e, name);

    trace_end(e, step, value);
    return value;
}
