/* What connectors know: the resource types that they join, and what a connector from one type to
 * another grants. Generated from the profiles that the SAM transform ships (spec/tools).
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
#ifndef SPEC_CONNECTOR_PROFILES_H
#define SPEC_CONNECTOR_PROFILES_H

#include "base/slice.h"

/* What can be said of a resource at one end of a connector. */
enum connector_part {
    PART_ARN,
    PART_RESOURCE_ID,
    PART_NAME,
    PART_QUEUE_URL,
    PART_QUALIFIER,
    PART_COUNT
};

/* A resource type that can be an end of a connector. */
struct connectable {
    const char *type;
    const char *role; /* the property that holds the ARN of its role; "Targets" when it is in the
                         target that the connector leads to; NULL: it has no role */
    const char
        *parts[PART_COUNT]; /* how each part is referred to: "Ref"; a dot and the attribute of
                               Fn::GetAtt; else the value itself. NULL: it has no such part */
};

/* The resource that holds what is granted. */
enum connector_kind {
    CONNECTOR_SOURCE_ROLE_POLICY,      /* a managed policy on the role of the source */
    CONNECTOR_DESTINATION_ROLE_POLICY, /* the same on the role of the destination */
    CONNECTOR_LAMBDA_PERMISSION,       /* a permission of the destination for each category */
    CONNECTOR_QUEUE_POLICY,            /* the policy of a queue, the destination */
    CONNECTOR_TOPIC_POLICY,            /* the policy of a topic, the destination */
};

/* What must not be made before the policy is there. */
enum connector_dependent {
    CONNECTOR_NOTHING,
    CONNECTOR_SOURCE,
    CONNECTOR_EVENT_SOURCE_MAPPING, /* from the source to the destination */
};

/* What a connector between two types grants. */
struct connector_profile {
    const char *source, *destination; /* types */
    enum connector_kind kind;
    enum connector_dependent dependent;
    const char *combinations; /* the sets of permissions that are allowed: names sorted and
                                 separated by a space, sets by a comma; empty: all */
    const char *grants; /* JSON map from each permission, Read or Write, to what it grants, with
                           "%{Source.Arn}" and the like for what is known of the ends: a Statement,
                           or properties of AWS::Lambda::Permission */
};

/* The resource type of that name, or NULL. */
const struct connectable *connectable_of(struct slice type);

/* The profile for a connector between two types, or NULL. */
const struct connector_profile *connector_profile_of(struct slice source, struct slice destination);

/* The profile number `index` of those that begin at `source`, for a list of what is possible; NULL
 * when there are fewer. */
const struct connector_profile *connector_profile_from(struct slice source, size_t index);

#endif
