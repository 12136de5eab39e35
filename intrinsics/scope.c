/* What names stand for: parameters and pseudo parameters.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
#include "intrinsics/evaluation_internal.h"

#include "spec/regions.h"

static struct slice trimmed(struct slice text)
{
    while (text.size && (unsigned char)text.text[0] <= ' ')
        text = slice_from(text, 1);
    while (text.size && (unsigned char)text.text[text.size - 1] <= ' ')
        text.size--;
    return text;
}

const struct node *list_of_commas(struct evaluation *e, const struct node *like, struct slice text)
{
    struct node *list = node_list(e->b);

    list->origin = like;
    for (;;) {
        size_t comma = slice_find(text, ',');
        list_add(e->b, list, text_at(e, like, trimmed(slice_first(text, comma))));
        if (comma == text.size) return list;
        text = slice_from(text, comma + 1);
    }
}

static bool is_list_type(struct slice type)
{
    return slice_eq(type, SLICE("CommaDelimitedList")) || slice_starts(type, SLICE("List<"));
}

/* A parameter whose value is not to be shown, or is fetched when the stack is deployed. */
static bool is_hidden(const struct node *parameter)
{
    const struct node *no_echo = map_get(parameter, K(NoEcho));
    struct slice type = node_text(map_get(parameter, K(Type)));

    return slice_starts(type, SLICE("AWS::SSM::Parameter::Value<")) ||
           (node_is_truthy(no_echo) && !node_is_text(no_echo, SLICE("false")));
}

/* The value that a parameter has if it can have no other. */
static const struct node *only_value(const struct node *parameter)
{
    const struct node *allowed = map_get(parameter, K(AllowedValues));

    if (list_count(allowed) != 1 || is_list_type(node_text(map_get(parameter, K(Type)))))
        return NULL;
    return list_at(allowed, 0);
}

static const struct node *value_of_parameter(struct evaluation *e, const struct node *parameter,
                                             const struct node *given)
{
    const struct node *value = given ? given : map_get(parameter, K(Default));

    if (e->options->free_parameters) value = only_value(parameter);
    if (is_hidden(parameter) || !is_known_scalar(value)) return NULL;
    if (!is_list_type(node_text(map_get(parameter, K(Type))))) return value;
    return list_of_commas(e, value, scalar_text(value));
}

static const struct node *value_of_pseudo_parameter(struct evaluation *e, struct slice name)
{
    const struct evaluation_options *options = e->options;
    struct slice suffix = url_suffix_of_partition(options->partition);

    if (slice_eq(name, SLICE("AWS::Region")) && options->region.size)
        return node_user_string(e->b, options->region);
    if (slice_eq(name, SLICE("AWS::Partition")) && options->partition.size)
        return node_user_string(e->b, options->partition);
    if (slice_eq(name, SLICE("AWS::URLSuffix")) && suffix.size)
        return node_user_string(e->b, suffix);
    return NULL;
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
