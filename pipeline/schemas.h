/* The set of a user's schemas, as the linter asks for it. */
#ifndef PIPELINE_SCHEMAS_H
#define PIPELINE_SCHEMAS_H

#include "samc/samc.h"
#include "spec/schema_tables.h"

/* The tables of a set; NULL for none. */
const struct schema_table *schemas_tables(const samc_schemas *schemas);

#endif
