/* Values with branches: what a property may be, whatever its conditions are. */
#include "validator/engine_internal.h"

/* Whether a value is there in at least one branch. */
static bool is_there(const struct node *value)
{
    if (node_is_nothing(value) || is_no_value(value)) return false;
    if (!is_if(value)) return true;
    const struct node *branches = map_single(value)->value;
    return list_count(branches) != 3 || is_there(list_at(branches, 1)) ||
           is_there(list_at(branches, 2));
}

const struct map_entry *present(const struct node *map, const struct symbol *key)
{
    const struct map_entry *entry = map_find(map, key);

    return entry && is_there(entry->value) ? entry : NULL;
}

struct value_user {
    struct validation *v;
    const struct visit *visit;
    use_value *use;
    void *context;
};

static void use_branches(const struct value_user *user, const struct node *value, struct span span)
{
    const struct map_entry *entry = map_single(value);

    if (is_if(value) && list_count(entry->value) == 3) {
        for (uint32_t i = 1; i < 3; i++)
            use_branches(user, list_at(entry->value, i), node_span(list_at(entry->value, i)));
        return;
    }
    if (is_intrinsic(value)) value = value_of(user->v, value);
    if (!node_is_nothing(value) && !is_no_value(value))
        user->use(user->v, user->visit, user->context, value, span);
}

void each_value(struct validation *v, const struct visit *visit, const struct map_entry *entry,
                use_value *use, void *context)
{
    struct value_user user = {v, visit, use, context};

    if (entry) use_branches(&user, entry->value, entry_span(entry));
}
