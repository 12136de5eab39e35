/* Conditions that were not in the template. They go to its Conditions section as they come up; one
 * that stands for several is a chain of Fn::Or.
 */
#include "transform/conditions.h"

#include <stdlib.h>

void add_condition(struct transform *t, const struct symbol *name, const struct node *condition)
{
    struct node *conditions = map_edit_default(t->b, t->root, K(Conditions), NODE_MAP);

    if (!node_is_map(conditions)) {
        refuse_document(
            t, conditions, SAM_STRUCTURE,
            "Conditions must be a map, but is %s, so the condition %.*s cannot be added "
            "to it. Give it a map, or leave the section out.",
            node_kind_name(conditions), SLICE_ARG(symbol_slice(name)));
        return;
    }
    map_set(t->b, conditions, name, condition);
}

void add_derived_condition(struct transform *t, const struct symbol *name,
                           const struct node *condition)
{
    if (map_has(t->root, K(Conditions)))
        add_condition(t, name, condition);
    else
        refuse(t, NULL, SAM_STRUCTURE,
               "The condition %s that SAM needs here is made of a condition of the template, but "
               "the template has no Conditions section. Define the condition there.",
               name->text);
}

const struct symbol *condition_name(struct transform *t, const struct node *value)
{
    bool named = node_is_string(value) && node_is_truthy(value);

    return named ? symbol_for(t, node_text(value)) : NULL;
}

struct node *condition_of(struct transform *t, struct slice name)
{
    return MAP(t->b, {K(Condition), node_string(t->b, name)});
}

/* Takes up to ten names off the front of the list, from *at on, into an Fn::Or. */
static struct node *or_of(struct transform *t, const struct node *names, uint32_t *at)
{
    struct node *operands = node_list(t->b);

    while (*at < list_count(names) && list_count(operands) < MOST_OPERANDS)
        list_add(t->b, operands, condition_of(t, node_text(list_at(names, (*at)++))));
    return MAP(t->b, {K(FnOr), operands});
}

void add_combined_condition(struct transform *t, struct slice name, const struct node *names)
{
    struct node *queue = node_copy(t->b, names);
    uint32_t at = 0, numbered = (list_count(names) - 2) / (MOST_OPERANDS - 1);

    while (list_count(queue) - at > 1) {
        struct slice part = name;
        if (numbered > 0) part = slice_printf(t->b->arena, "%.*s%u", SLICE_ARG(name), numbered--);
        add_condition(t, symbol_for(t, part), or_of(t, queue, &at));
        list_add(t->b, queue, node_string(t->b, part));
    }
}

static int compare(const void *a, const void *b)
{
    const struct node *const *left = a, *const *right = b;

    return slice_compare(node_text(*left), node_text(*right));
}

void sort_texts(struct node *list)
{
    const struct node **items = list->count ? list->list->items : NULL;
    uint32_t kept = 0;

    if (items) qsort(items, list->count, sizeof *items, compare);
    for (uint32_t i = 0; i < list->count; i++)
        if (kept == 0 || !node_equal(items[i], items[kept - 1])) items[kept++] = items[i];
    list->count = kept;
}
