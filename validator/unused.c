/* What is declared and never referred to. What only Globals, or properties that the transform uses
 * up, refer to is used as well. */
#include "validator/engine_internal.h"

static void check_section(struct validation *v, enum section section, enum reference_kind kind,
                          enum rule_name rule, const char *what)
{
    MAP_EACH (section_at(v, section), each)
        if (!is_referenced(v, kind, each.key))
            report(v, NULL, rule, entry_span(each.entry),
                   "The %s %s is not used anywhere. Remove it, or use it.", what, each.key->text);
}

void check_unused_names(struct validation *v, const struct visit *visit)
{
    (void)visit;
    check_section(v, SECTION_PARAMETERS, REFERENCE_REF, RULE_PARAMETER_UNUSED, "parameter");
    check_section(v, SECTION_MAPPINGS, REFERENCE_MAPPING, RULE_MAPPING_UNUSED, "mapping");
    check_section(v, SECTION_CONDITIONS, REFERENCE_CONDITION, RULE_CONDITION_UNUSED, "condition");
}
