/* Both limits are CloudFormation's own. The template is whole and correct apart from its size, so
 * these are warnings: it can still be split up, or a quota may have been raised. */
#include "pipeline/output_rules.h"

#include "base/limits.h"
#include "spec/names.h"

enum { TOO_LARGE, TOO_MANY };

static const struct rule rules[] = {
    [TOO_LARGE] = {"W1002", SEVERITY_WARNING, "the output is not larger than CloudFormation takes"},
    [TOO_MANY] = {"W3010", SEVERITY_WARNING,
                  "the output has no more resources than a stack may have"},
};

const struct rule *output_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

void output_check(struct findings *findings, const struct node *output, struct slice text)
{
    uint32_t resources = map_count(map_get(output, K(Resources)));

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
