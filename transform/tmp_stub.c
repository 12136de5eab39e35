#include "transform/event_sources.h"
#include "transform/phases_internal.h"
#include "transform/polled_sources.h"
#include "transform/sam_types.h"
void link_http_api_event(struct event *e) { (void)e; }
void convert_http_api_event(struct event *e) { (void)e; }
void convert_http_api(struct transform *t, const struct sam_resource *sam){(void)t;(void)sam;}
#include "transform/api.h"
void add_api_domain(struct api *api) { (void)api; }
void add_usage_plan(struct api *api) { (void)api; }
