/* What an intrinsic looks like. */
#include "intrinsics/intrinsics.h"

bool is_intrinsic_map(const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    return entry->key == K(Ref) || entry->key == K(Condition) ||
           slice_starts(entry_key(entry), SLICE("Fn::"));
}

const struct node *if_arguments(const struct node *node)
{
    const struct node *list = is_if(node) ? map_single(node)->value : NULL;

    return list_count(list) == 3 && node_is_string(list_at(list, 0)) ? list : NULL;
}

const struct symbol *ref_target(const struct builder *builder, const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (!entry || entry->key != K(Ref) || !node_is_string(entry->value)) return NULL;
    return symbol_of(builder->symbols, node_text(entry->value));
}

const struct symbol *id_or_ref_target(const struct builder *builder, const struct node *node)
{
    if (node_is_string(node)) return symbol_of(builder->symbols, node_text(node));
    return ref_target(builder, node);
}
