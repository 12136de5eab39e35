/* Checks of what is about to be handed to CloudFormation. */
#ifndef PIPELINE_OUTPUT_RULES_H
#define PIPELINE_OUTPUT_RULES_H

#include "base/finding.h"
#include "document/node.h"

/* Reports an output without resources, and one over CloudFormation's limits: more than
 * LIMIT_OUTPUT_BYTES of text or more than LIMIT_OUTPUT_RESOURCES resources. */
void output_check(struct findings *findings, const struct node *output, struct slice text);

/* The rules of these checks; *count becomes their number. */
const struct rule *output_rules(size_t *count);

#endif
