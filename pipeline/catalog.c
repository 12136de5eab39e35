/* What the public API can name without compiling anything: all of it read from the tables of the
 * stages, so that a new row there is known here. */
#include "pipeline/catalog.h"

#include "samc/samc.h"

#include <stdlib.h>

#include "document/document.h"
#include "emit/emit.h"
#include "intrinsics/evaluation.h"
#include "pipeline/given_values.h"
#include "pipeline/include.h"
#include "pipeline/output_rules.h"
#include "spec/resource_types.h"
#include "transform/transform.h"
#include "validator/validator.h"

#ifndef SAMC_VERSION
#error "SAMC_VERSION is given by CMakeLists.txt"
#endif

const char *samc_version(void)
{
    return SAMC_VERSION;
}

const char *samc_severity_name(samc_severity severity)
{
    static const char *const names[] = {
        [SAMC_ERROR] = "error", [SAMC_WARNING] = "warning", [SAMC_INFO] = "info"};

    return (unsigned)severity < sizeof names / sizeof *names ? names[severity] : NULL;
}

static bool writes_templates(const struct emit_format *format)
{
    return format->write_template != NULL;
}

static bool writes_findings(const struct emit_format *format)
{
    return format->write_report != NULL;
}

/* The name of the format with that number among those that can do something. */
static const char *format_name(size_t number, bool (*can)(const struct emit_format *format))
{
    for (size_t i = 0; i < emit_format_count(); i++) {
        const struct emit_format *format = emit_format_at(i);
        if (can(format) && number-- == 0) return format->name;
    }
    return NULL;
}

const char *samc_format_name(size_t number)
{
    return format_name(number, writes_templates);
}

const char *samc_report_format_name(size_t number)
{
    return format_name(number, writes_findings);
}

const char *samc_feature_toggle_name(size_t number)
{
    static const char *const names[] = {
#define TOGGLE(value, name) name,
#include "transform/toggle_list.h"
#undef TOGGLE
    };

    return number < sizeof names / sizeof *names ? names[number] : NULL;
}

const char *samc_region_name(size_t number)
{
    struct slice region = resource_type_region(number);

    return region.size ? region.text : NULL;
}

const char *samc_rule_setting_name(size_t number)
{
    return number < RULE_SETTING_COUNT ? rule_setting_row((enum rule_setting)number)->name : NULL;
}

int samc_rule_setting_is_flag(size_t number)
{
    return number < RULE_SETTING_COUNT &&
           rule_setting_row((enum rule_setting)number)->kind == SETTING_FLAG;
}

/* -- Rules --------------------------------------------------------------------------------------
 */

/* The rules of each stage, in the order of the pipeline. */
static const struct rule *(*const stages[])(size_t *count) = {
    document_rules,  include_rules,   given_values_rules, intrinsic_rules,
    transform_rules, validator_rules, output_rules,
};

size_t samc_rule_count(void)
{
    size_t total = 0;

    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        size_t count;
        stages[i](&count);
        total += count;
    }
    return total;
}

int samc_rule_at(size_t number, samc_rule *rule)
{
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        size_t count;
        const struct rule *rules = stages[i](&count);
        if (number < count) {
            *rule = (samc_rule){rules[number].id, (samc_severity)rules[number].severity,
                                rules[number].title};
            return 1;
        }
        number -= count;
    }
    return 0;
}

static int compare_ids(const void *a, const void *b)
{
    const struct rule *const *one = a, *const *other = b;

    return strcmp((*one)->id, (*other)->id);
}

struct report_tool catalog_tool(struct arena *arena)
{
    const struct rule **rules = arena_array(arena, samc_rule_count(), sizeof *rules);
    size_t total = 0;

    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        size_t count;
        const struct rule *of_stage = stages[i](&count);
        for (size_t k = 0; k < count; k++)
            rules[total++] = &of_stage[k];
    }
    qsort(rules, total, sizeof *rules, compare_ids);
    return (struct report_tool){samc_version(), rules, total};
}
