/* The phases of the transform, in the order in which transform_template() runs them. Each works on
 * the whole template; docs/transform.md tells what they do. */
#ifndef TRANSFORM_PHASES_INTERNAL_H
#define TRANSFORM_PHASES_INTERNAL_H

#include "transform/transform_internal.h"

/* Puts maps that the deployment hash depends on into Python's order, when there is such a hash. */
void mark_python_order(struct transform *t);

/* Collects parameter values: the caller's, the defaults, AWS::Region and AWS::Partition. */
void collect_parameters(struct transform *t);

/* Checks that the template has the sections and resources of a SAM template. */
void check_structure(struct transform *t);

/* Fills parameters and mappings into the ids and versions of applications. */
void resolve_applications(struct transform *t);

/* Gives Api and HttpApi without a definition an empty one, which the events of functions fill. */
void add_definition_bodies(struct transform *t);

/* Makes ServerlessRestApi and ServerlessHttpApi for events that name no API, and enters the paths
 * of all API events into the definitions. */
void expand_implicit_apis(struct transform *t);

/* Merges the Globals section into the resources and removes it. */
void merge_globals(struct transform *t);

/* Makes the definitions of APIs whose OpenApiVersion is 3.x OpenAPI 3. */
void set_open_api_versions(struct transform *t);

/* Replaces local paths by locations in S3 (LOCAL_PLACEHOLDER). */
void place_local_artifacts(struct transform *t);

/* Makes a resource of each connector that is embedded in another one. */
void expand_embedded_connectors(struct transform *t);

/* Converts all SAM resources into CloudFormation resources in t->output. */
void convert_resources(struct transform *t);

/* Sorts what buckets depend on, after functions have added to it. */
void sort_bucket_dependencies(struct transform *t);

/* Gives resources the DependsOn that connectors have left them. */
void write_connector_dependencies(struct transform *t);

/* Replaces references to ids and parts of SAM resources by those of generated resources. Returns
 * the finished template. */
const struct node *finish_references(struct transform *t, const struct node *root);

#endif
