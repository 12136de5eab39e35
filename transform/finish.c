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

/* -- Parts --------------------------------------------------------------------------------------
 *
 * Few templates name a part (!Ref Function.Version), and what is generated names none unless the
 * template does. So it is looked for there, before all of the output is gone through.
 */

static bool begins_with_part(const struct transform *t, struct slice text)
{
    if (text.size == 0 || !(t->part_letters >> (text.text[0] & 31) & 1)) return false;
    for (size_t i = 0; i < t->derived_parts.count; i++)
        if (slice_starts(text, t->derived_parts.items[i])) return true;
    return false;
}

/* Whether a part follows a dot in the text. */
static bool has_part(const struct transform *t, struct slice text)
{
    for (size_t dot = slice_find(text, '.'); dot < text.size; dot = slice_find(text, '.')) {
        text = slice_from(text, dot + 1);
        if (begins_with_part(t, text)) return true;
    }
    return false;
}

/* Whether some text in it may name a part: "Id.Part", or Part as an item of a list. */
static bool may_name_part(const struct transform *t, const struct node *node)
{
    if (node_is_string(node)) return has_part(t, node_text(node));
    LIST_EACH (node, each)
        if (may_name_part(t, each.value) || begins_with_part(t, node_text(each.value))) return true;
    MAP_EACH (node, each)
        if (may_name_part(t, each.value)) return true;
    return false;
}

static bool parts_may_be_named(const struct transform *t)
{
    if (!t->derived_parts.count) return false;
    MAP_EACH (t->resources, each)
        if (has_part(t, symbol_slice(each.key))) return true;
    return may_name_part(t, t->root) || may_name_part(t, t->parameters);
}

const struct node *finish_references(struct transform *t, const struct node *root)
{
    struct renaming ids = {.builder = t->b, .context = t, .rename = changed_id};
    struct renaming parts = {.builder = t->b, .context = t, .rename = derived_id, .parts = true};

    if (t->changed_ids) {
        root = rename_dependencies(t, root);
        root = rename_references(&ids, root);
    }
    return parts_may_be_named(t) ? rename_references(&parts, root) : root;
}
