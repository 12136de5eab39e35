/* The last passes over the whole template: what was referred to by a name that SAM changed, or by a
 * part of a SAM resource (!Ref Function.Version), is referred to by the name of what was generated.
 */
#include "transform/phases_internal.h"

void change_id(struct transform *t, const struct sam_resource *from, const struct symbol *to)
{
    if (!t->changed_ids) t->changed_ids = node_map(t->b);
    map_set(t->b, t->changed_ids, from->id, name_node(t, to));
}

static const struct symbol *changed(const struct transform *t, const struct symbol *id)
{
    const struct node *new_id = map_get(t->changed_ids, id);

    return new_id ? symbol_for(t, node_text(new_id)) : NULL;
}

static const struct symbol *changed_id(void *context, const struct symbol *id, struct slice part)
{
    (void)part;
    return changed(context, id);
}

static const struct symbol *derived_id(void *context, const struct symbol *id, struct slice part)
{
    const struct transform *t = context;
    const struct derived_reference *derived = table_get(&t->derived, id);

    while (derived && !slice_eq(derived->part, part))
        derived = derived->before;
    return derived ? derived->id : NULL;
}

/* -- DependsOn ----------------------------------------------------------------------------------
 */

static const struct node *new_dependency(const struct transform *t, const struct node *value)
{
    if (!node_is_string(value)) return value;
    const struct symbol *id = changed(t, symbol_for(t, node_text(value)));
    return id ? name_node(t, id) : value;
}

static const struct node *replace_dependency(void *context, const struct node *value)
{
    return new_dependency(context, value);
}

/* Renames what DependsOn names, wherever a key of that name stands. */
static const struct node *rename_dependencies(void *context, const struct node *node)
{
    struct transform *t = context;

    if (node->kind < NODE_LIST) return node;
    const struct node *depends = map_get(node, K(DependsOn));
    if (depends) {
        const struct node *renamed =
            node_is_list(depends) ? node_replace_children(t->b, depends, replace_dependency, t)
                                  : new_dependency(t, depends);
        if (renamed != depends) {
            struct node *copy = node_copy(t->b, node);
            map_set(t->b, copy, K(DependsOn), renamed);
            node = copy;
        }
    }
    return node_replace_children(t->b, node, rename_dependencies, t);
}

const struct node *finish_references(struct transform *t, const struct node *root)
{
    struct renaming ids = {.builder = t->b, .context = t, .rename = changed_id};
    struct renaming parts = {.builder = t->b, .context = t, .rename = derived_id, .parts = true};

    if (t->changed_ids) {
        root = rename_dependencies(t, root);
        root = rename_references(&ids, root);
    }
    return t->derived.count ? rename_references(&parts, root) : root;
}
