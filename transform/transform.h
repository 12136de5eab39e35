/* SAM to CloudFormation: the AWS::Serverless-2016-10-31 transform.
 *
 * Input: the tree of a template. Output: a tree without SAM resources, Globals and Transform, equal
 * as data to what the AWS transform makes of it. The input is not changed; what the transform
 * leaves alone is shared with it.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/ and the
 * behaviour of the reference implementation; docs/transform.md tells the phases.
 */
#ifndef TRANSFORM_TRANSFORM_H
#define TRANSFORM_TRANSFORM_H

#include "base/finding.h"
#include "document/node.h"

/* Behaviours that the reference switches on by configuration. */
enum feature_toggle {
    TOGGLE_NORMALIZED_OPEN_API_VERSION = 1,         /* the body's `openapi` before OpenApiVersion */
    TOGGLE_DEPLOYMENT_PREFERENCE_CONDITION_FIX = 2, /* PassthroughCondition defaults to true */
    TOGGLE_ALL = 3,
};

/* The toggle of that name ("all" is all of them), or 0. */
unsigned feature_toggle_of(struct slice name);

enum local_artifacts { LOCAL_REFUSE, LOCAL_KEEP, LOCAL_PLACEHOLDER };

/* What came of looking for an application of the Serverless Application Repository. */
enum application_status {
    APPLICATION_FOUND,       /* the answer is the URL of its template */
    APPLICATION_NOT_ASKED,   /* the repository was not asked, which the caller wanted so */
    APPLICATION_NOT_FOUND,   /* there is no such application or version */
    APPLICATION_NO_ACCESS,   /* it is not shared with the caller, or the caller may not ask */
    APPLICATION_PREPARING,   /* its template is not ready yet */
    APPLICATION_THROTTLED,   /* the repository had too many requests */
    APPLICATION_UNREACHABLE, /* no usable answer */
    APPLICATION_STATUS_COUNT
};

/* Where to find the templates of applications. */
struct application_source {
    void *context;

    /* Finds the template of an application in a version. *answer becomes its URL or, for all other
     * statuses, a sentence about the reason, perhaps empty; it is good until the next call. */
    enum application_status (*find)(void *context, struct slice id, struct slice version,
                                    struct slice *answer);
};

struct transform_options {
    struct slice region;                 /* for example "us-east-1"; never empty */
    struct slice partition;              /* empty: that of the region */
    const struct node *parameters;       /* map of values given by the caller; NULL: none */
    const struct node *managed_policies; /* map of names to ARNs given by the caller; NULL: none */
    unsigned toggles;                    /* enum feature_toggle */
    enum local_artifacts local_artifacts;
    bool stored_defaults_left; /* the Default of a parameter of Systems Manager, which is a name
                                  there and no value, takes the place of no Ref; AWS's transform
                                  lets it */
    int64_t now;               /* seconds since 1970 */
    struct application_source applications; /* without a function, none is asked for */
    const struct node **merged;  /* becomes the template with Globals merged into its SAM resources,
                                    when it comes to that; NULL: not wanted */
    const struct node **partial; /* becomes the output without what has been refused, which is still
                                    there as it was, when some resources are; NULL: not wanted */
};

/* Transforms `root`. Returns NULL when an error was found; findings tell which. A template that
 * does not name the SAM transform is returned as it is. */
const struct node *transform_template(struct builder *builder, struct findings *findings,
                                      const struct transform_options *options,
                                      const struct node *root);

/* The rules of this stage; *count becomes their number. */
const struct rule *transform_rules(size_t *count);

#endif
