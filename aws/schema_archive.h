/* The archive in which AWS publishes the schemas of its resource types, for each region.
 *
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schemas.html
 */
#ifndef AWS_SCHEMA_ARCHIVE_H
#define AWS_SCHEMA_ARCHIVE_H

#include "aws/http.h"

enum { SCHEMA_ARCHIVE_SECONDS = 600 };

struct schema_archive {
    struct slice url;
    struct slice bytes;   /* a ZIP archive, as it seems */
    struct slice problem; /* why there is none, as a sentence; empty: all is well */
};

/* Downloads it from AWS, or from the place that SAMC_ENDPOINT_URL_SCHEMAS names. `region` is a
 * name of letters, digits and dashes. It lives in the arena. */
struct schema_archive schema_archive_fetch(struct arena *arena, const char *region);

#endif
