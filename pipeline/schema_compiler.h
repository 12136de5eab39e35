/* Schemas of the CloudFormation registry become a table of resource types (spec/table_layout.h). */
#ifndef PIPELINE_SCHEMA_COMPILER_H
#define PIPELINE_SCHEMA_COMPILER_H

#include "document/node.h"

struct schema_compiler;

struct schema_compiler *schema_compiler_new(const struct builder *builder);

/* Adds the type that a schema describes; one of the same name is replaced. Returns NULL, or what is
 * wrong with the schema, in a sentence. */
const char *schema_compiler_add(struct schema_compiler *compiler, const struct node *schema);

/* The number of types. */
size_t schema_compiler_count(const struct schema_compiler *compiler);

/* The table of all that was added; *count becomes its number of words. NULL: it would be too large.
 */
const uint32_t *schema_compiler_table(struct schema_compiler *compiler, size_t *count);

#endif
