/* One generated list holds both tables. */
#include "spec/connector_profiles.h"

static const struct connectable connectables[] = {
#define CONNECTABLE(type, role, ...) {type, role, {__VA_ARGS__}},
#define CONNECTION(...)
#include "spec/connector_profile_table.inc"
#undef CONNECTABLE
#undef CONNECTION
};

static const struct connector_profile profiles[] = {
#define CONNECTABLE(...)
#define CONNECTION(source, destination, kind, dependent, combinations, grants)                     \
    {source, destination, CONNECTOR_##kind, CONNECTOR_##dependent, combinations, grants},
#include "spec/connector_profile_table.inc"
#undef CONNECTABLE
#undef CONNECTION
};

const struct connectable *connectable_of(struct slice type)
{
    for (size_t i = 0; i < sizeof connectables / sizeof *connectables; i++)
        if (slice_eq(type, slice_of(connectables[i].type))) return &connectables[i];
    return NULL;
}

const struct connector_profile *connector_profile_of(struct slice source, struct slice destination)
{
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
        if (slice_eq(source, slice_of(profiles[i].source)) &&
            slice_eq(destination, slice_of(profiles[i].destination)))
            return &profiles[i];
    return NULL;
}

const struct connector_profile *connector_profile_from(struct slice source, size_t index)
{
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
        if (slice_eq(source, slice_of(profiles[i].source)) && index-- == 0) return &profiles[i];
    return NULL;
}
