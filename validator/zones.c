/* Availability zones by number. Which ones Fn::GetAZs gives depends on the account, so it is never
 * evaluated; but no account has more than the region, and an index behind that fails wherever the
 * stack is deployed in it.
 */
#include "spec/regions.h"
#include "validator/engine_internal.h"

/* Whether a text is a number of at least `count`, which is below 10. */
static bool is_at_least(struct slice text, unsigned count)
{
    while (text.size > 1 && text.text[0] == '0')
        text = slice_from(text, 1);
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] < '0' || text.text[i] > '9') return false;
    return text.size > 1 || (text.size == 1 && (unsigned)(text.text[0] - '0') >= count);
}

void check_zone_index(struct validation *v, const struct visit *visit)
{
    const struct node *arguments = map_get(visit->resolved, K(FnSelect));
    const struct map_entry *zones = map_single(list_at(arguments, 1));

    if (!zones || zones->key != K(FnGetAZs) || !node_is_string(zones->value)) return;
    struct slice region = node_text(zones->value), index = node_text(list_at(arguments, 0));
    if (region.size == 0) region = v->input->region;
    unsigned count = zones_of_region(region);
    if (count == 0 || !is_at_least(index, count)) return;
    report(
        v, visit, RULE_ZONE_INDEX, visit_span(visit),
        "Fn::Select asks for item %.*s of the availability zones, but %.*s has %u; the first one "
        "is item 0. Ask for one that is there; your account may have fewer still.",
        SLICE_ARG(index), SLICE_ARG(region), count);
}
