/* How a template is written, whatever it means: merge keys of YAML, and ARNs for one partition.
 * Templates of SAM are left alone: they are written anew before CloudFormation reads them.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
#include "base/table.h"
#include "validator/engine_internal.h"

/* -- Merge keys ---------------------------------------------------------------------------------
 */

struct merges {
    struct validation *v;
    struct table seen; /* maps and lists: an alias is looked at where its anchor is */
};

/* Whether there is a map with merge keys; almost no template has any. */
static bool holds_merges(const struct node *node)
{
    if (node->flags & NODE_MERGED) return true;
    LIST_EACH (node, each)
        if (each.value->kind >= NODE_LIST && holds_merges(each.value)) return true;
    MAP_EACH (node, each)
        if (each.value->kind >= NODE_LIST && holds_merges(each.value)) return true;
    return false;
}

static void find_merges(struct merges *merges, const struct node *node, struct span span)
{
    if ((!node_is_map(node) && !node_is_list(node)) || table_get(&merges->seen, node)) return;
    table_set(merges->v->b->arena, &merges->seen, node, node);
    if (node->flags & NODE_MERGED)
        report(merges->v, NULL, RULE_MERGE_KEY, span,
               "CloudFormation does not know the merge key <<. Write the entries out, or let `aws "
               "cloudformation package` or `samc transform` do so before you deploy.");
    MAP_EACH (node, each)
        find_merges(merges, each.value, entry_span(each.entry));
    LIST_EACH (node, each)
        find_merges(merges, each.value, node_span(each.value));
}

void check_merge_keys(struct validation *v, const struct visit *visit)
{
    struct merges merges = {.v = v};

    (void)visit;
    if (v->is_sam || !holds_merges(v->input->source)) return;
    find_merges(&merges, v->input->source, node_span(v->input->source));
}

/* -- ARNs ---------------------------------------------------------------------------------------
 */

/* The text before the next colon outside of ${...}, which `text` is cut behind; false when there is
 * none. */
static bool next_field(struct slice *text, struct slice *field)
{
    bool is_name = false;

    for (size_t i = 0; i < text->size; i++) {
        if (text->text[i] == '$' && i + 1 < text->size && text->text[i + 1] == '{') is_name = true;
        if (text->text[i] == '}') is_name = false;
        if (text->text[i] != ':' || is_name) continue;
        *field = slice_first(*text, i);
        *text = slice_from(*text, i + 1);
        return true;
    }
    return false;
}

/* Whether an ARN in a text has its partition written out. */
static bool has_fixed_partition(struct slice text)
{
    for (size_t at; at = slice_search(text, SLICE("arn:")), at < text.size;) {
        struct slice rest = text = slice_from(text, at + strlen("arn:")), partition, field;
        bool is_arn = next_field(&rest, &partition);
        for (int i = 0; is_arn && i < 3; i++) /* service, region, account */
            is_arn = next_field(&rest, &field);
        if (is_arn && slice_starts(partition, SLICE("aws"))) return true;
    }
    return false;
}

static void check_arn(struct validation *v, const struct visit *visit, const struct node *text,
                      struct span span)
{
    if (node_is_string(text) && has_fixed_partition(node_text(text)))
        report(v, visit, RULE_FIXED_PARTITION, span,
               "The partition of this ARN is written out, so that it is wrong in other partitions, "
               "such as that of China. Write arn:${AWS::Partition}: instead.");
}

void check_fixed_partition(struct validation *v, const struct visit *visit)
{
    const struct node *argument = map_single(visit->node)->value;

    if (visit->section != SECTION_RESOURCES || visit->node->flags & NODE_GENERATED || v->is_sam)
        return;
    check_arn(v, visit, argument, function_span(visit));
    if (!list_count(argument)) return;
    check_arn(v, visit, list_at(argument, 0), node_span(list_at(argument, 0)));
    MAP_EACH (list_at(argument, 1), each)
        check_arn(v, visit, each.value, entry_span(each.entry));
}
