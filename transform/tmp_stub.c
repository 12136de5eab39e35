#include "transform/event_sources.h"
#include "transform/phases_internal.h"
#include "transform/polled_sources.h"
#include "transform/sam_types.h"
void set_open_api_versions(struct transform *t) { (void)t; }
void expand_embedded_connectors(struct transform *t) { (void)t; }
void link_api_event(struct event *e) { (void)e; }
void link_http_api_event(struct event *e) { (void)e; }
void convert_api_event(struct event *e) { (void)e; }
void convert_http_api_event(struct event *e) { (void)e; }
void extra_document_db(struct event *event, struct resource *mapping) { (void)event;(void)mapping; }
void extra_mq(struct event *event, struct resource *mapping){ (void)event;(void)mapping; }
void extra_msk(struct event *event, struct resource *mapping){ (void)event;(void)mapping; }
void extra_self_managed_kafka(struct event *event, struct resource *mapping){ (void)event;(void)mapping; }
void convert_api(struct transform *t, const struct sam_resource *sam){(void)t;(void)sam;}
void convert_http_api(struct transform *t, const struct sam_resource *sam){(void)t;(void)sam;}
void convert_state_machine_api_event(struct event *e) { (void)e; }
