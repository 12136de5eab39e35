/* What is known of SAM resource types and event sources: their names and properties. */
#ifndef SPEC_SAM_TYPES_H
#define SPEC_SAM_TYPES_H

#include "spec/names.h"

/* One for each SCHEMA of spec/sam_property_list.h. */
enum schema_id {
#define SCHEMA(name, text) SCHEMA_##name,
#define PROPERTY(...)
#define GLOBAL_PROPERTY(...)
#define END
#include "spec/sam_property_list.h"
#undef SCHEMA
#undef PROPERTY
#undef GLOBAL_PROPERTY
#undef END
    SCHEMA_COUNT
};

/* What a value may be: a set. */
enum value_types {
    TYPE_ANY = 0,
    TYPE_STRING = 1,
    TYPE_MAP = 2,
    TYPE_LIST = 4,
    TYPE_BOOL = 8,
    TYPE_INT = 16,
};

enum { MOST_PROPERTIES = 64 }; /* that a schema may have */

struct property {
    const struct symbol *name;
    bool required;
    bool global;     /* may stand in the Globals section */
    bool intrinsics; /* a map with one key passes, whatever it is */
    uint8_t types;   /* enum value_types */
    uint8_t items;   /* what the items of a list, or else the values of a map, may be */
};

struct schema {
    const char *type; /* as users write it, for example "AWS::Serverless::Api" or "SQS" */
    const struct property *properties;
    size_t count;
};

const struct schema *schema_of(enum schema_id id);

/* The property of that name, or NULL. */
const struct property *schema_property(const struct schema *schema, const struct symbol *name);

/* The name of the schema's property that is nearest to a misspelt one, or NULL when none is near.
 */
const char *schema_nearest(const struct schema *schema, struct slice name);

#endif
