/* What a plain YAML scalar means, by YAML 1.1 as the parser of the AWS transform reads it
 * (https://yaml.org/type/): yes/no/on/off are booleans, 017 is octal, 1:30 is sexagesimal. Dates
 * stay strings. */
#ifndef DOCUMENT_SCALAR_H
#define DOCUMENT_SCALAR_H

#include "document/node.h"

/* The kind of the plain scalar `text`. *value becomes its text in canonical form: decimal for
 * integers (borrowed from `text` when that is canonical already), as written for all else. For a
 * boolean it is empty when false. */
enum node_kind scalar_resolve(struct arena *arena, struct slice text, struct slice *value);

#endif
