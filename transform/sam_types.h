/* The converters behind transform/sam_type_list.h. */
#ifndef TRANSFORM_SAM_TYPES_H
#define TRANSFORM_SAM_TYPES_H

#include "transform/transform_internal.h"

#define SAM_TYPE(type, group, convert)                                                             \
    void convert(struct transform *t, const struct sam_resource *sam);
#include "transform/sam_type_list.h"
#undef SAM_TYPE

#endif
