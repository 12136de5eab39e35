#include "transform/transform.h"

unsigned feature_toggle_of(struct slice name)
{
    if (slice_eq(name, SLICE("all"))) return TOGGLE_ALL;
    if (slice_eq(name, SLICE("normalized_open_api_version")))
        return TOGGLE_NORMALIZED_OPEN_API_VERSION;
    if (slice_eq(name, SLICE("deployment_preference_condition_fix")))
        return TOGGLE_DEPLOYMENT_PREFERENCE_CONDITION_FIX;
    return 0;
}

const struct node *transform_template(struct builder *builder, struct findings *findings,
                                      const struct transform_options *options,
                                      const struct node *root)
{
    (void)builder;
    (void)findings;
    (void)options;
    return root;
}

const struct rule *transform_rules(size_t *count)
{
    *count = 0;
    return NULL;
}
