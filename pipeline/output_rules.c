/* What CloudFormation will not take although it passed all stages. The limits are CloudFormation's
 * own; an output over them can still be split up, or a quota may have been raised. A file without
 * Resources may be a part of a template. So these are warnings. */
#include "pipeline/output_rules.h"

#include "base/limits.h"
#include "spec/names.h"

enum { NO_TEMPLATE, TOO_LARGE, TOO_MANY };

static const struct rule rules[] = {
    [NO_TEMPLATE] = {"W0032", SEVERITY_WARNING, "the file is a template: it has resources"},
    [TOO_LARGE] = {"W0033", SEVERITY_WARNING, "the output is not larger than CloudFormation takes"},
    [TOO_MANY] = {"W0034", SEVERITY_WARNING,
                  "the output has no more resources than a stack may have"},
};

const struct rule *output_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

/* A macro might still bring the resources. */
static bool has_no_resources(const struct node *output)
{
    return !map_has(output, K(Resources)) && !map_has(output, K(Transform)) &&
           !map_has(output, K(FnTransform));
}

void output_check(struct findings *findings, const struct node *output, struct slice text)
{
    uint32_t resources = map_count(map_get(output, K(Resources)));

    if (has_no_resources(output))
        findings_report(
            findings, &rules[NO_TEMPLATE], node_span(output),
            "The file has no Resources section, so CloudFormation will refuse it. Check "
            "that it is the template you mean.");
    if (text.size > LIMIT_OUTPUT_BYTES)
        findings_report(findings, &rules[TOO_LARGE], node_span(output),
                        "The CloudFormation template has %zu bytes; CloudFormation takes up to %d. "
                        "Split the template into nested stacks, or try --compact.",
                        text.size, LIMIT_OUTPUT_BYTES);
    if (resources > LIMIT_OUTPUT_RESOURCES)
        findings_report(findings, &rules[TOO_MANY], node_span(output),
                        "The CloudFormation template has %u resources; a stack may have %d. Split "
                        "the template into nested stacks.",
                        resources, LIMIT_OUTPUT_RESOURCES);
}
