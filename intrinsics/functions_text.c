/* Functions that make texts and lists of them: Join, Split, Select, Base64, Length, ToJsonString.
 */
#include "document/python_text.h"
#include "intrinsics/evaluation_internal.h"

/* Whether an unknown value may turn out to be a list. */
static bool may_be_list(const struct node *value)
{
    return is_deferred(value) && !is_unknown_text(value);
}

/* A delimiter, evaluated; NULL after an error. */
static const struct node *delimiter_of(struct evaluation *e, const struct node *argument,
                                       enum evaluation_rule rule)
{
    const struct node *delimiter = evaluate_argument(e, argument);
    bool empty = node_is_string(delimiter) && delimiter->count == 0;

    if ((node_is_string(delimiter) || is_deferred(delimiter)) &&
        !(empty && rule == INTRINSIC_SPLIT))
        return delimiter;
    evaluation_error(e, argument, rule, "The delimiter must be a text%s, but is %s.",
                     rule == INTRINSIC_SPLIT ? " that is not empty" : "",
                     empty ? "empty" : value_name(delimiter));
    return NULL;
}

/* Refuses a function that is not given a list of `count` arguments. */
static bool check_count(struct evaluation *e, const struct node *argument, uint32_t count,
                        enum evaluation_rule rule, const char *usage)
{
    if (node_is_list(argument) && list_count(argument) == count) return true;
    evaluation_error(e, argument, rule, "%s", usage);
    return false;
}

/* -- Join ---------------------------------------------------------------------------------------
 */

/* The items of a list that Join puts together: no AWS::NoValue. False when one is no text. */
static bool gather_texts(struct evaluation *e, const struct node *list, struct node *texts,
                         bool *known)
{
    LIST_EACH (list, each) {
        if (is_no_value(each.value)) continue;
        if (!is_intrinsic(each.value) &&
            (node_is_nothing(each.value) || each.value->kind >= NODE_LIST)) {
            bool has_place = !span_is_none(node_span(each.value));
            evaluation_error(e, has_place ? each.value : list, INTRINSIC_JOIN,
                             "Fn::Join joins texts, but item %u is %s.", each.next,
                             value_name(each.value));
            return false;
        }
        *known &= is_known(each.value);
        list_add(e->b, texts, each.value);
    }
    return true;
}

const struct node *evaluate_join(struct evaluation *e, const struct node *node,
                                 const struct node *argument)
{
    struct buffer text = buffer_new(e->b->arena);
    struct node *texts = node_list(e->b);
    bool known = true;

    if (!check_count(e, argument, 2, INTRINSIC_JOIN,
                     "Fn::Join takes a delimiter and a list, as in [\",\", [a, b]]."))
        return node;
    const struct node *delimiter = delimiter_of(e, list_at(argument, 0), INTRINSIC_JOIN);
    const struct node *list = evaluate_items(e, list_at(argument, 1));
    if (!delimiter) return node;
    if (may_be_list(list)) return with_argument(e, node, LIST(e->b, delimiter, list));
    if (!node_is_list(list)) {
        evaluation_error(e, list_at(argument, 1), INTRINSIC_JOIN,
                         "The second argument of Fn::Join must be a list, but is %s.",
                         value_name(list));
        return node;
    }
    if (!gather_texts(e, list, texts, &known)) return node;
    if (!known || !is_known(delimiter)) return with_argument(e, node, LIST(e->b, delimiter, texts));
    LIST_EACH (texts, each) {
        struct slice item = scalar_text(each.value);
        if (!count_made(e, node, item.size + delimiter->count)) return node;
        if (each.next > 1) buffer_add(&text, node_text(delimiter));
        buffer_add(&text, item);
    }
    return text_at(e, node, buffer_slice(&text));
}

/* -- Split --------------------------------------------------------------------------------------
 */

const struct node *evaluate_split(struct evaluation *e, const struct node *node,
                                  const struct node *argument)
{
    struct node *parts = node_list(e->b);

    if (!check_count(e, argument, 2, INTRINSIC_SPLIT,
                     "Fn::Split takes a delimiter and a text, as in [\",\", \"a,b\"]."))
        return node;
    const struct node *delimiter = delimiter_of(e, list_at(argument, 0), INTRINSIC_SPLIT);
    const struct node *source = evaluate_argument(e, list_at(argument, 1));
    if (!delimiter) return node;
    if (is_no_value(source) ||
        (!is_intrinsic(source) && !node_is_string(source) && !is_known_scalar(source))) {
        evaluation_error(e, source, INTRINSIC_SPLIT, "Fn::Split splits a text, but is given %s.",
                         value_name(source));
        return node;
    }
    if (node_is_string(source) && !is_known(source)) {
        evaluation_error(e, list_at(argument, 1), INTRINSIC_SPLIT,
                         "Fn::Split splits a text, but is given a dynamic reference, which becomes "
                         "one too late: what would be split is its name.");
        return node;
    }
    if (is_deferred(source) || !is_known(delimiter))
        return with_argument(e, node, LIST(e->b, delimiter, source));
    for (struct slice rest = scalar_text(source);;) {
        size_t at = slice_search(rest, node_text(delimiter));
        list_add(e->b, parts, text_at(e, node, slice_first(rest, at)));
        if (!count_made(e, node, at + 1)) return node;
        if (at == rest.size) return parts;
        rest = slice_from(rest, at + delimiter->count);
    }
}

/* -- Select -------------------------------------------------------------------------------------
 */

/* An index from 0; false when it is none. */
static bool read_index(const struct node *node, uint32_t *index)
{
    struct slice text = scalar_text(node);
    uint64_t value = 0;

    if (!is_known_scalar(node) || text.size == 0 || text.size > 9) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return false;
        value = value * 10 + (uint64_t)(text.text[i] - '0');
    }
    *index = (uint32_t)value;
    return true;
}

static const struct node *select_item(struct evaluation *e, const struct node *node,
                                      const struct node *list, const struct node *index,
                                      uint32_t at)
{
    uint32_t left = at;

    LIST_EACH (list, each)
        if (!is_no_value(each.value) && left-- == 0) return each.value;
    evaluation_error(e, index, INTRINSIC_SELECT,
                     "Fn::Select asks for item %u, but the list has %u; the first one is item 0.",
                     at, at - left);
    return node;
}

const struct node *evaluate_select(struct evaluation *e, const struct node *node,
                                   const struct node *argument)
{
    if (!check_count(e, argument, 2, INTRINSIC_SELECT,
                     "Fn::Select takes an index and a list, as in [0, [a, b]]."))
        return node;
    const struct node *index = evaluate_argument(e, list_at(argument, 0));
    const struct node *list = evaluate_items(e, list_at(argument, 1));
    if (!may_be_list(list) && !node_is_list(list)) {
        evaluation_error(e, list_at(argument, 1), INTRINSIC_SELECT,
                         "The second argument of Fn::Select must be a list, but is %s.",
                         value_name(list));
        return node;
    }
    uint32_t at = 0;
    bool known = is_known(index) || is_no_value(index);
    if (known && !read_index(index, &at)) {
        evaluation_error(e, list_at(argument, 0), INTRINSIC_SELECT,
                         "The index of Fn::Select must be a number from 0 on.");
        return node;
    }
    if (!known || is_intrinsic(list)) return with_argument(e, node, LIST(e->b, index, list));
    return select_item(e, node, list, index, at);
}

/* -- Base64 -------------------------------------------------------------------------------------
 */

static struct slice base64(struct arena *arena, struct slice bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buffer out = buffer_new(arena);

    buffer_reserve(&out, (bytes.size + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size; i += 3) {
        size_t count = bytes.size - i < 3 ? bytes.size - i : 3;
        unsigned group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (k < count ? (unsigned char)bytes.text[i + k] : 0U);
        for (size_t k = 0; k < 4; k++)
            buffer_add_byte(&out, k <= count ? digits[group >> (18 - 6 * k) & 63] : '=');
    }
    return out.size ? buffer_slice(&out) : SLICE("");
}

const struct node *evaluate_base64(struct evaluation *e, const struct node *node,
                                   const struct node *argument)
{
    const struct node *value = evaluate_argument(e, argument);

    if (is_intrinsic(value) || (node_is_string(value) && !is_known(value)))
        return with_argument(e, node, value);
    if (is_known_scalar(value)) {
        if (!count_made(e, node, scalar_text(value).size)) return node;
        return text_at(e, node, base64(e->b->arena, scalar_text(value)));
    }
    evaluation_error(e, value, INTRINSIC_BASE64, "Fn::Base64 encodes a text, but is given %s.",
                     value_name(value));
    return node;
}

/* -- Length -------------------------------------------------------------------------------------
 */

const struct node *evaluate_length(struct evaluation *e, const struct node *node,
                                   const struct node *argument)
{
    const struct node *list = evaluate_items(e, argument);
    long long count = 0;

    if (may_be_list(list)) return with_argument(e, node, list);
    if (!node_is_list(list)) {
        evaluation_error(e, argument, INTRINSIC_LENGTH,
                         "Fn::Length counts a list, but is given %s.", value_name(list));
        return node;
    }
    LIST_EACH (list, each)
        count += !is_no_value(each.value);
    struct node *value = node_int(e->b, count);
    value->origin = node;
    return value;
}

/* -- ToJsonString -------------------------------------------------------------------------------
 */

/* What stands in the way of writing a value as JSON. */
struct obstacle {
    const struct node *at;
    bool forbidden; /* it will never be a value; else it is not known yet */
};

static bool is_forbidden(const struct map_entry *entry)
{
    static const struct symbol *const keys[] = {K(FnAnd), K(FnOr), K(FnNot), K(FnEquals),
                                                K(FnSplit)};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (entry->key == keys[i]) return true;
    return entry->key == K(Ref) && node_is_text(entry->value, SLICE("AWS::NotificationARNs"));
}

static void find_obstacle(const struct node *value, struct obstacle *found)
{
    if (found->forbidden) return;
    if (is_intrinsic(value)) {
        bool forbidden = is_forbidden(map_single(value));
        if (!found->at || forbidden) *found = (struct obstacle){value, forbidden};
    }
    LIST_EACH (value, each)
        find_obstacle(each.value, found);
    MAP_EACH (value, each)
        find_obstacle(each.value, found);
}

const struct node *evaluate_to_json_string(struct evaluation *e, const struct node *node,
                                           const struct node *argument)
{
    struct buffer text = buffer_new(e->b->arena);
    struct obstacle obstacle = {0};
    bool drops = e->drops_no_value, keeps = e->keeps_null;

    e->drops_no_value = e->keeps_null = true;
    const struct node *value = evaluate_argument(e, argument);
    e->drops_no_value = drops;
    e->keeps_null = keeps;
    if (is_no_value(value) || is_unknown_text(value) || value->kind < NODE_LIST) {
        evaluation_error(e, argument, INTRINSIC_TO_JSON_STRING,
                         "Fn::ToJsonString writes a map or a list, but is given %s.",
                         value_name(value));
        return node;
    }
    find_obstacle(value, &obstacle);
    if (obstacle.forbidden) {
        evaluation_error(e, obstacle.at, INTRINSIC_TO_JSON_STRING,
                         "%s cannot stand in Fn::ToJsonString, because it has no value that JSON "
                         "could hold.",
                         map_single(obstacle.at)->key->text);
        return node;
    }
    if (obstacle.at) return with_argument(e, node, value);
    if (!count_value(e, node, value)) return node;
    python_json(&text, value, PYTHON_JSON_COMPACT);
    return text_at(e, node, buffer_slice(&text));
}
