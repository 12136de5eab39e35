/* Metadata of the template and of resources. What CloudFormation, its console, cfn-init and linters
 * read in it has a form; all else is free, but for null, which CloudFormation takes nowhere.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html
 */
#include "validator/form.h"

/* -- Null ---------------------------------------------------------------------------------------
 */

struct null_search {
    struct validation *v;
    const struct visit *visit;
    enum rule_name rule;
};

/* Reports each null in a value that stands at `span`. */
static void find_nulls(const struct null_search *search, const struct node *value, struct span span)
{
    if (value->kind == NODE_NULL)
        report(
            search->v, search->visit, search->rule, span,
            "CloudFormation takes no null, also not in Metadata. Remove it, or give it a value.");
    if (search->rule == RULE_RESOURCE_METADATA && is_intrinsic(value)) return;
    MAP_EACH (value, each)
        find_nulls(search, each.value, entry_span(each.entry));
    LIST_EACH (value, each)
        find_nulls(search, each.value, node_is_map(each.value) ? node_span(each.value) : span);
}

/* -- The template -------------------------------------------------------------------------------
 */

static void check_name(struct validation *v, const struct visit *visit, struct slice name,
                       struct span span)
{
    const struct node *parameters = map_get(v->input->source, K(Parameters));

    if (v->is_open || (name.size && map_has(parameters, symbol_of(v->b->symbols, name)))) return;
    report(v, visit, RULE_INTERFACE_PARAMETER, span,
           "%.*s is no parameter of this template, so the console shows nothing for it.",
           SLICE_ARG(name.size ? name : SLICE("This")));
}

/* The parameters that are shown in the console in groups and under labels. */
static void check_parameters(struct validation *v, const struct visit *visit,
                             const struct node *interface)
{
    LIST_EACH (map_get(interface, K(ParameterGroups)), group) {
        const struct map_entry *entry = map_find(group.value, K(Parameters));
        LIST_EACH (entry ? entry->value : NULL, each) {
            bool has_place =
                node_is_string(each.value) || node_is_map(each.value) || node_is_list(each.value);
            check_name(v, visit, node_is_string(each.value) ? node_text(each.value) : SLICE(""),
                       has_place ? node_span(each.value) : entry_span(entry));
        }
    }
    MAP_EACH (map_get(interface, K(ParameterLabels)), each)
        check_name(v, visit, entry_key(each.entry), entry_span(each.entry));
}

/* Rules that have nothing to set, and keys that they do not have. */
static void check_rule_settings(struct validation *v, const struct visit *visit,
                                const struct node *map)
{
    MAP_EACH (map, rule)
        MAP_EACH (rule.value, each)
            if (rule_setting_find(CONCAT(v->b->arena, entry_key(rule.entry), SLICE(":"),
                                         entry_key(each.entry))) == RULE_SETTING_COUNT)
                report(v, visit, RULE_LINTER_CONFIG, entry_span(each.entry),
                       "%s has no setting %s. docs/lint.md lists the settings of rules.",
                       rule.key->text, each.key->text);
}

void check_metadata(struct validation *v, const struct visit *visit)
{
    const struct node *metadata = map_get(v->input->source, K(Metadata));
    const struct null_search nulls = {v, visit, RULE_METADATA_KIND};
    bool may_be_null = v->has_extensions;

    MAP_EACH (metadata, each) {
        if (each.key == K(AWS_CloudFormation_Interface)) {
            check_form(v, visit, RULE_INTERFACE, each.entry, FORM_INTERFACE, FORM_AS_WRITTEN);
            check_parameters(v, visit, each.value);
        } else if (each.key == K(cfn_lint)) {
            check_form(v, visit, RULE_LINTER_CONFIG, each.entry, FORM_LINTER, FORM_AS_WRITTEN);
            check_rule_settings(v, visit,
                                map_get(map_get(each.value, K(config)), K(configure_rules)));
        } else if (!may_be_null) {
            find_nulls(&nulls, each.value, entry_span(each.entry));
        }
    }
}

/* -- Resources ----------------------------------------------------------------------------------
 */

void check_resource_metadata(struct validation *v, const struct visit *visit)
{
    const struct null_search nulls = {v, visit, RULE_RESOURCE_METADATA};
    bool may_be_null = v->has_extensions;

    if (visit->resource->is_bare) return;
    MAP_EACH (map_get(visit->node, K(Metadata)), each) {
        if (each.key == K(AWS_CloudFormation_Init))
            check_form(v, visit, RULE_INIT_CONFIG, each.entry, FORM_INIT, FORM_OF_TEMPLATE);
        else if (!may_be_null)
            find_nulls(&nulls, each.value, entry_span(each.entry));
    }
}

/* -- Outputs ------------------------------------------------------------------------------------
 */

void check_reimport(struct validation *v, const struct visit *visit)
{
    if (visit->section != SECTION_OUTPUTS || visit->part != K(Value)) return;
    report(v, visit, RULE_REIMPORT, function_span(visit),
           "This output passes on what another stack exports. Import it where it is needed, so "
           "that stacks do not hang on each other in chains.");
}
