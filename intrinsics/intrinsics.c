#include "intrinsics/intrinsics.h"

#include "spec/names.h"

bool is_intrinsic(const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    return entry && (entry->key == K(Ref) || entry->key == K(Condition) ||
                     slice_starts(entry_key(entry), SLICE("Fn::")));
}

bool is_no_value(const struct node *node)
{
    return map_count(node) == 1 && node_is_text(map_get(node, K(Ref)), SLICE("AWS::NoValue"));
}
