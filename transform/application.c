/* AWS::Serverless::Application: a nested stack, from a template in S3 or from the Serverless
 * Application Repository.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
#include "transform/sam_types.h"

static struct node *stack_tags(struct transform *t, const struct node *location,
                               const struct node *tags)
{
    struct node *all = node_map(t->b);
    const struct node *id = given(location, K(ApplicationId));
    const struct node *version = given(location, K(SemanticVersion));

    map_set(t->b, all, symbol_for(t, SLICE("serverlessrepo:applicationId")), id);
    map_set(t->b, all, symbol_for(t, SLICE("serverlessrepo:semanticVersion")), version);
    map_merge(t->b, all, tags);
    return tag_list_created_by(t, "lambda:createdBy", all);
}

void convert_application(struct transform *t, const struct sam_resource *sam)
{
    const struct node *p = sam->properties;
    const struct node *location = given(p, K(Location));
    struct resource *stack =
        add_resource(t, sam->id, K(AWS_CloudFormation_Stack), sam, ATTRIBUTES_PASSED);

    check_reserved_tags(t, given(p, K(Tags)));
    set_attribute(t, stack, K(DependsOn), dependencies_of(sam->node));
    set(t, stack, K(TemplateURL), node_is_map(location) ? STR(t->b, "") : location);
    set(t, stack, K(Parameters), given(p, K(Parameters)));
    set(t, stack, K(NotificationARNs), given(p, K(NotificationARNs)));
    set(t, stack, K(Tags), stack_tags(t, location, given(p, K(Tags))));
    set(t, stack, K(TimeoutInMinutes), given(p, K(TimeoutInMinutes)));
}
