/* AWS::Serverless::CapacityProvider: EC2 instances that Lambda manages, and the role with which it
 * does so. Functions are put on them by CapacityProviderConfig.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-capacityprovider.html
 */
#include "transform/capacity_provider.h"

#include "base/nearest.h"
#include "base/number.h"
#include "transform/coercion.h"
#include "transform/policies.h"
#include "transform/sam_types.h"

/* -- Fields -------------------------------------------------------------------------------------
 */

/* A field of a map such as VpcConfig. */
struct field_rule {
    const struct symbol *name;      /* as users write it */
    const struct symbol *generated; /* as CloudFormation has it */
    bool required;
    uint8_t types; /* enum coercion */
};

static const struct field_rule vpc_fields[] = {
    {K(SubnetIds), K(SubnetIds), true, COERCE_LIST},
    {K(SecurityGroupIds), K(SecurityGroupIds), false, COERCE_LIST},
    {0},
};

static const struct field_rule instance_fields[] = {
    {K(Architectures), K(Architectures), false, COERCE_LIST},
    {K(AllowedTypes), K(AllowedInstanceTypes), false, COERCE_LIST},
    {K(ExcludedTypes), K(ExcludedInstanceTypes), false, COERCE_LIST},
    {0},
};

static const struct field_rule scaling_fields[] = {
    {K(MaxVCpuCount), K(MaxVCpuCount), false, COERCE_INT},
    {K(AverageCPUUtilization), K(AverageCPUUtilization), false, COERCE_FLOAT},
    {0},
};

/* Of a function's CapacityProviderConfig. */
static const struct field_rule function_fields[] = {
    {K(Arn), K(CapacityProviderArn), true, COERCE_TEXT},
    {K(PerExecutionEnvironmentMaxConcurrency), K(PerExecutionEnvironmentMaxConcurrency), false,
     COERCE_INT},
    {K(ExecutionEnvironmentMemoryGiBPerVCpu), K(ExecutionEnvironmentMemoryGiBPerVCpu), false,
     COERCE_INT | COERCE_FLOAT},
    {0},
};

/* What a value of that type is called in messages. */
static const char *types_name(unsigned types)
{
    if (types & COERCE_LIST) return "a list of strings";
    if (types & COERCE_FLOAT) return "a number";
    return types & COERCE_INT ? "an integer" : "a string";
}

static bool is_field(const struct field_rule *fields, const struct symbol *name)
{
    while (fields->name && fields->name != name)
        fields++;
    return fields->name != NULL;
}

static void check_names(struct transform *t, const struct symbol *property, const struct node *map,
                        const struct field_rule *fields)
{
    MAP_EACH (map, each) {
        struct nearest nearest = nearest_to(entry_key(each.entry));
        if (is_field(fields, each.key)) continue;
        for (const struct field_rule *field = fields; field->name; field++)
            nearest_try(&nearest, symbol_slice(field->name));
        if (nearest.found.text)
            refuse_entry(t, each.entry, SAM_UNKNOWN_PROPERTY, "%s has no %s. Did you mean %.*s?",
                         property->text, each.key->text, SLICE_ARG(nearest.found));
        else
            refuse_entry(t, each.entry, SAM_UNKNOWN_PROPERTY, "%s has no %s. Remove it.",
                         property->text, each.key->text);
    }
}

/* Tells when an integer was made of a number with a fraction. */
static void check_cut(struct transform *t, const struct field_rule *field, const struct node *value,
                      const struct node *result)
{
    if (number_double(t->b->arena, node_text(value)) ==
        number_double(t->b->arena, node_text(result)))
        return;
    warn(t, value, SAM_CUT_NUMBER, "The transform cuts %s to %.*s. %s", field->name->text,
         SLICE_ARG(node_text(result)),
         field->types & COERCE_FLOAT ? "Write the number in quotes to keep its fraction."
                                     : "It takes whole numbers only.");
}

/* The value of one field as it is generated; NULL for none, or after an error. */
static const struct node *field_value(struct transform *t, const struct symbol *property,
                                      const struct node *map, const struct field_rule *field)
{
    const struct node *value = given(map, field->name);
    const struct node *result = value ? coerced(t, value, field->types) : NULL;

    if (!value && field->required)
        refuse(t, map, SAM_REQUIRED, "%s needs %s.", property->text, field->name->text);
    if (value && !result)
        refuse(t, value, SAM_TYPE, "%s of %s must be %s, but is %s.", field->name->text,
               property->text, types_name(field->types), node_kind_name(value));
    if (node_is(value, NODE_FLOAT) && node_is(result, NODE_INT)) check_cut(t, field, value, result);
    return result;
}

/* The map with its fields checked and named as CloudFormation names them. */
static struct node *read_fields(struct transform *t, const struct symbol *property,
                                const struct node *map, const struct field_rule *fields)
{
    struct node *result = node_map(t->b);

    check_names(t, property, map, fields);
    for (const struct field_rule *field = fields; field->name; field++)
        map_set(t->b, result, field->generated, field_value(t, property, map, field));
    return result;
}

/* -- Functions ----------------------------------------------------------------------------------
 */

const struct node *function_capacity_provider(struct transform *t, const struct node *config)
{
    if (!node_is_truthy(config)) return NULL;
    struct node *fields = read_fields(t, K(CapacityProviderConfig), config, function_fields);
    return MAP(t->b, {K(LambdaManagedInstancesCapacityProviderConfig), fields});
}

/* -- The provider -------------------------------------------------------------------------------
 */

/* What a map property becomes; NULL when it is absent or holds nothing. */
static struct node *read_property(struct transform *t, const struct sam_resource *sam,
                                  const struct symbol *property, const struct field_rule *fields)
{
    const struct node *map = given(sam->properties, property);
    struct node *result = map ? read_fields(t, property, map, fields) : NULL;

    return result && result->count ? result : NULL;
}

static struct node *instance_requirements(struct transform *t, const struct sam_resource *sam)
{
    struct node *fields = read_property(t, sam, K(InstanceRequirements), instance_fields);

    if (map_has(fields, K(AllowedInstanceTypes)) && map_has(fields, K(ExcludedInstanceTypes)))
        refuse(t, given(sam->properties, K(InstanceRequirements)), SAM_CONFLICT,
               "InstanceRequirements takes AllowedTypes or ExcludedTypes, not both.");
    return fields;
}

/* With a target for the load the scaling is manual, else it is left to Lambda. */
static struct node *scaling_config(struct transform *t, const struct sam_resource *sam)
{
    struct node *fields = read_property(t, sam, K(ScalingConfig), scaling_fields);
    const struct node *target = map_get(fields, K(AverageCPUUtilization));

    if (!fields) return NULL;
    if (!target) {
        map_set(t->b, fields, K(ScalingMode), STR(t->b, "Auto"));
        return fields;
    }
    struct node *policy = MAP(
        t->b, {K(PredefinedMetricType), STR(t->b, "LambdaCapacityProviderAverageCPUUtilization")},
        {K(TargetValue), target});
    map_remove(t->b, fields, K(AverageCPUUtilization));
    map_set(t->b, fields, K(ScalingMode), STR(t->b, "Manual"));
    map_set(t->b, fields, K(ScalingPolicies), LIST(t->b, policy));
    return fields;
}

/* Here PropagateTags adds the user's tags to those that SAM sets, on the provider and its role, and
 * replaces none of another key. */
static struct node *with_user_tags(struct transform *t, const struct sam_resource *sam,
                                   struct node *tags)
{
    if (node_is_truthy(given(sam->properties, K(PropagateTags))))
        map_merge(t->b, tags, given(sam->properties, K(Tags)));
    return tag_list(t, tags);
}

static struct node *created_by_sam(struct transform *t, const struct node *tags)
{
    struct node *map = node_map(t->b);

    map_merge(t->b, map, tags);
    map_set(t->b, map, symbol_for(t, SLICE("lambda:createdBy")), STR(t->b, "SAM"));
    return map;
}

/* The ARN of the role with which Lambda manages the instances; it is made when none is given. */
static const struct node *operator_role(struct transform *t, const struct sam_resource *sam)
{
    const struct node *role = given(sam->properties, K(OperatorRole));
    struct role_plan plan = {
        .id = ID(t, symbol_slice(sam->id), SLICE("OperatorRole")),
        .assume_role_policy = assume_role_policy(t, "lambda.amazonaws.com"),
        .managed_policies = LIST(t->b, managed_policy(t, "AWSLambdaManagedEC2ResourceOperator")),
        .tags = with_user_tags(t, sam, created_by_sam(t, NULL)),
    };

    if (node_is_truthy(role)) return role;
    add_role(t, sam, &plan);
    return attribute_of(t, plan.id, "Arn");
}

void convert_capacity_provider(struct transform *t, const struct sam_resource *sam)
{
    struct node *vpc = read_property(t, sam, K(VpcConfig), vpc_fields);
    struct node *instances = instance_requirements(t, sam);
    struct node *scaling = scaling_config(t, sam);

    if (t->refusals) return;
    struct resource *provider =
        add_resource(t, sam->id, K(AWS_Lambda_CapacityProvider), sam, ATTRIBUTES_MAIN);
    set(t, provider, K(CapacityProviderName), filled(sam->properties, K(CapacityProviderName)));
    set(t, provider, K(VpcConfig), vpc);
    set(t, provider, K(PermissionsConfig),
        MAP(t->b, {K(CapacityProviderOperatorRoleArn), operator_role(t, sam)}));
    set(t, provider, K(Tags),
        with_user_tags(t, sam, created_by_sam(t, given(sam->properties, K(Tags)))));
    set(t, provider, K(InstanceRequirements), instances);
    set(t, provider, K(CapacityProviderScalingConfig), scaling);
    set(t, provider, K(KmsKeyArn), filled(sam->properties, K(KmsKeyArn)));
}
