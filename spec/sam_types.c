/* The tables of spec/sam_property_list.h. */
#include "spec/sam_types.h"

#include "base/nearest.h"

/* The words of the list. */
enum { OPTIONAL = 0, REQUIRED = 1, LITERAL = 0, INTRINSICS = 1 };
enum {
    ANY = TYPE_ANY,
    STRING = TYPE_STRING,
    MAP = TYPE_MAP,
    LIST = TYPE_LIST,
    BOOL = TYPE_BOOL,
    INT = TYPE_INT,
};

#define SCHEMA(name, text) static const struct property name##_properties[] = {
#define PROPERTY(name, required, intrinsics, types, items)                                         \
    {K(name), required, false, intrinsics, types, items},
#define GLOBAL_PROPERTY(name, required, intrinsics, types, items)                                  \
    {K(name), required, true, intrinsics, types, items},
#define END                                                                                        \
    }                                                                                              \
    ;
#include "spec/sam_property_list.h"
#undef SCHEMA
#undef PROPERTY
#undef GLOBAL_PROPERTY
#undef END

#define SCHEMA(name, text)                                                                         \
    _Static_assert(sizeof name##_properties / sizeof *name##_properties <= MOST_PROPERTIES,        \
                   "raise MOST_PROPERTIES");
#define PROPERTY(...)
#define GLOBAL_PROPERTY(...)
#define END
#include "spec/sam_property_list.h"
#undef SCHEMA
#undef PROPERTY
#undef GLOBAL_PROPERTY
#undef END

static const struct schema schemas[] = {
#define SCHEMA(name, text)                                                                         \
    [SCHEMA_##                                                                                     \
        name] = {text, name##_properties, sizeof name##_properties / sizeof *name##_properties},
#define PROPERTY(...)
#define GLOBAL_PROPERTY(...)
#define END
#include "spec/sam_property_list.h"
#undef SCHEMA
#undef PROPERTY
#undef GLOBAL_PROPERTY
#undef END
};

const struct schema *schema_of(enum schema_id id)
{
    return &schemas[id];
}

const struct property *schema_property(const struct schema *schema, const struct symbol *name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (schema->properties[i].name == name) return &schema->properties[i];
    return NULL;
}

const char *schema_nearest(const struct schema *schema, struct slice name)
{
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < schema->count; i++)
        nearest_try(&nearest, symbol_slice(schema->properties[i].name));
    return nearest.found.text;
}
