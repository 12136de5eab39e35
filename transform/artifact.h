/* Where code and definitions are: in S3, in a registry, or in a local path. */
#ifndef TRANSFORM_ARTIFACT_H
#define TRANSFORM_ARTIFACT_H

#include "transform/transform_internal.h"

/* The keys that a kind of location has in CloudFormation. */
struct location_keys {
    const struct symbol *bucket, *key, *version;
};

extern const struct location_keys code_location_keys;  /* S3Bucket, S3Key, S3ObjectVersion */
extern const struct location_keys plain_location_keys; /* Bucket, Key, Version */

/* The location that an S3 URI ("s3://bucket/key?versionId=v") or a map with Bucket, Key and perhaps
 * Version stands for; `property` names it in findings. NULL after an error. With LOCAL_KEEP a
 * string that is no S3 URI stays as it is. */
const struct node *s3_location(struct transform *t, const struct node *value, const char *property,
                               const struct location_keys *keys);

#endif
