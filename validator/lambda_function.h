/* Functions as the package type rules see them: AWS::Serverless::Function with Globals merged into
 * it, and AWS::Lambda::Function, in the same terms. */
#ifndef VALIDATOR_LAMBDA_FUNCTION_H
#define VALIDATOR_LAMBDA_FUNCTION_H

#include "validator/engine_internal.h"

enum package_type {
    PACKAGE_ZIP,
    PACKAGE_IMAGE,
    PACKAGE_UNKNOWN, /* it depends on a parameter, or is no package type */
};

struct lambda_function {
    const struct visit *visit;
    const struct node *resource;
    const struct node *properties;
    bool is_sam;
    enum package_type package_type;
    const struct map_entry *code;        /* CodeUri, or Code; NULL: absent */
    const struct map_entry *image_uri;   /* ImageUri, in Code for AWS::Lambda::Function */
    const struct map_entry *inline_code; /* InlineCode, or ZipFile in Code */
};

/* The function of a visit of VISIT_RESOURCE or VISIT_SAM_RESOURCE. False when it is none, or one
 * that the transform made of a SAM function, which is looked at as that. */
bool lambda_function_of(const struct validation *v, const struct visit *visit,
                        struct lambda_function *function);

#endif
