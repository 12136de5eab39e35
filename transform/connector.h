/* AWS::Serverless::Connector while it is being converted: what it joins, and what it grants.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
#ifndef TRANSFORM_CONNECTOR_H
#define TRANSFORM_CONNECTOR_H

#include "spec/connector_profiles.h"
#include "transform/sam_types.h"

/* One of the two resources that a connector joins. */
struct connector_end {
    const char *name;             /* the property that names it: "Source" or "Destination" */
    const struct node *reference; /* the value of that property */
    const struct symbol *id;      /* logical id; NULL when it is given by its type */
    struct slice type;            /* of CloudFormation */
    struct slice original_type;   /* the one that goes into Metadata, perhaps of SAM */
    const struct node *role;      /* an item for Roles; NULL: not known */
    const struct node *parts[PART_COUNT]; /* expressions; NULL: not known */
};

/* A connector, or one of those that a list in Destination stands for. */
struct connector {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *permissions; /* list of names */
    struct connector_end source, destination;
    const struct connector_profile *profile;
    struct slice suffix;  /* ends the logical ids of what is generated */
    struct node *ids;     /* logical ids of all that the resource generated so far; an owned list */
    struct node *waiting; /* logical id -> list of the policies among them that must be there before
                             it; an owned map */
};

/* -- The ends (connector_end.c) --------------------------------------------------------------- */

/* Finds out about both ends. False after an error. */
bool read_connector_ends(struct connector *c, const struct node *source,
                         const struct node *destination);

/* The logical id in {"Ref": id} or {"Fn::GetAtt": [id, attribute]}; NULL for all else. */
const struct symbol *id_referred_to(const struct transform *t, const struct node *expression);

/* -- What is granted (connector_grant.c) ------------------------------------------------------ */

/* Checks the permissions against the profile and adds the policy, or permissions of Lambda. */
void add_connector_grants(struct connector *c);

/* -- DependsOn (connector_dependency.c) ------------------------------------------------------- */

/* Notes what needs the generated policy from its start. */
void add_connector_dependent(struct connector *c, const struct symbol *policy);

/* Makes all that was noted depend on the policies. This and the next one change the output only
 * when all connectors are converted, by write_connector_dependencies() of
 * transform/phases_internal.h. */
void add_connector_dependencies(const struct connector *c);

/* Lets what depends on the connector depend on what was generated for it. Comes last. */
void replace_connector_dependencies(const struct connector *c);

#endif
