/* Checks of a template beyond what the transform needs: package types first of all. */
#ifndef VALIDATOR_VALIDATOR_H
#define VALIDATOR_VALIDATOR_H

#include "base/finding.h"
#include "document/node.h"

/* The rules of this stage; *count becomes their number. */
const struct rule *validator_rules(size_t *count);

#endif
