#include "aws/schema_archive.h"

#include "aws/endpoint.h"
#include "aws/environment.h"
#include "base/limits.h"

static struct slice origin_of(struct arena *arena, const char *region, struct slice *problem)
{
    static const char variable[] = "SAMC_ENDPOINT_URL_SCHEMAS";
    const char *china = strncmp(region, "cn-", 3) == 0 ? ".cn" : "";

    if (aws_variable(variable)) return endpoint_of_variable(arena, variable, problem);
    return slice_printf(arena, "https://schema.cloudformation.%s.amazonaws.com%s", region, china);
}

struct schema_archive schema_archive_fetch(struct arena *arena, const char *region)
{
    struct schema_archive archive = {.problem = SLICE("")};
    struct http_request request = {
        .method = "GET",
        .path = SLICE("/CloudformationSchema.zip"),
        .most_bytes = LIMIT_ARCHIVE_BYTES,
        .seconds = SCHEMA_ARCHIVE_SECONDS,
    };

    request.origin = origin_of(arena, region, &archive.problem);
    if (archive.problem.size) return archive;
    archive.url = CONCAT(arena, request.origin, request.path);
    struct http *http = http_new(arena, aws_variable("AWS_CA_BUNDLE"));
    struct http_response response = http_send(http, &request);
    if (response.status == 0)
        archive.problem = response.problem;
    else if (response.status != 200)
        archive.problem = slice_printf(arena, "it answered with status %ld.", response.status);
    archive.bytes = response.body;
    return archive;
}
