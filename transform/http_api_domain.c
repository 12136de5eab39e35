/* Domain of AWS::Serverless::HttpApi; what it becomes is in transform/domain_v2.c. */
#include "transform/domain.h"
#include "transform/http_api.h"

void add_http_api_domain(struct http_api *api)
{
    struct domain domain = {
        .t = api->t,
        .kind = DOMAIN_HTTP,
        .sam = api->sam,
        .config = api->domain,
        .stage = http_api_stage_id(api),
    };

    if (!api->domain) return;
    add_domain_v2(&domain,
                  tag_map_created_by(api->t, "httpapi:createdBy", given(api->properties, K(Tags))));
}
