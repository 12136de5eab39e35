/* AWS::Serverless::Function: the Lambda function, its role, and the order in which all that belongs
 * to it is made. A property without a rule of its own goes to the Lambda function as it is.
 */
#include "transform/function.h"

#include "transform/artifact.h"
#include "transform/capacity_provider.h"
#include "transform/conditions.h"
#include "transform/event_sources.h"
#include "transform/function_rules.h"

/* Properties that go to the Lambda function as they are. */
static const struct symbol *const copied[] = {
    K(Handler),
    K(Runtime),
    K(Description),
    K(MemorySize),
    K(Timeout),
    K(VpcConfig),
    K(Environment),
    K(KmsKeyArn),
    K(Layers),
    K(FileSystemConfigs),
    K(ImageConfig),
    K(ReservedConcurrentExecutions),
    K(PackageType),
    K(Architectures),
    K(CodeSigningConfigArn),
    K(SnapStart),
    K(LoggingConfig),
    K(EphemeralStorage),
    K(RecursiveLoop),
    K(TenancyConfig),
    K(RuntimeManagementConfig),
    K(DurableConfig),
    K(PublishToLatestPublished),
};

struct node *function_arn(const struct function *f)
{
    return f->alias ? ref_to(f->t, f->alias->id) : attribute_of(f->t, f->lambda->id, "Arn");
}

struct node *function_name(const struct function *f)
{
    return ref_to(f->t, f->alias ? f->alias->id : f->lambda->id);
}

/* -- Code ---------------------------------------------------------------------------------------
 */

static bool is_image(const struct function *f)
{
    return node_is_text(given(f->properties, K(PackageType)), SLICE("Image"));
}

static const struct node *image_code(struct function *f)
{
    const struct node *uri = given(f->properties, K(ImageUri));

    if (!node_is_truthy(uri)) {
        refuse(f->t, uri, SAM_PACKAGE_TYPE,
               "A function of package type Image needs ImageUri. Set it, or build the image with "
               "`sam build` first.");
        return NULL;
    }
    return MAP(f->t->b, {K(ImageUri), uri});
}

static const struct node *zip_code(struct function *f)
{
    const struct node *inline_code = given(f->properties, K(InlineCode));
    const struct node *uri = given(f->properties, K(CodeUri));

    if (inline_code && uri)
        warn(f->t, uri, SAM_TWO_CODES,
             "CodeUri has no effect, because the function has InlineCode. Remove one of them.");
    if (inline_code) return MAP(f->t->b, {K(ZipFile), inline_code});
    if (uri) return s3_location(f->t, uri, "CodeUri", &code_location_keys);
    refuse(f->t, NULL, SAM_PACKAGE_TYPE,
           "A function of package type Zip needs CodeUri or InlineCode. Set one of them, or set "
           "PackageType to Image.");
    return NULL;
}

static void check_zip(struct function *f)
{
    const struct node *p = f->properties;

    if (!node_is_truthy(given(p, K(Runtime))) || !node_is_truthy(given(p, K(Handler))))
        refuse(f->t, NULL, SAM_PACKAGE_TYPE,
               "A function of package type Zip needs Runtime and Handler. Set them, or set "
               "PackageType to Image.");
    if (node_is_truthy(given(p, K(ImageConfig))))
        refuse(f->t, given(p, K(ImageConfig)), SAM_PACKAGE_TYPE,
               "ImageConfig is for package type Image; this function has package type Zip.");
}

static void check_image(struct function *f)
{
    static const struct symbol *const forbidden[] = {K(Handler), K(Runtime), K(Layers)};

    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (node_is_truthy(given(f->properties, forbidden[i])))
            refuse(
                f->t, given(f->properties, forbidden[i]), SAM_PACKAGE_TYPE,
                "%s is for package type Zip; in a function of package type Image it belongs into "
                "the image. Remove it.",
                forbidden[i]->text);
}

static void set_code(struct function *f)
{
    const struct node *type = given(f->properties, K(PackageType));
    const struct node *code = is_image(f) ? image_code(f) : zip_code(f);
    const struct node *key = given(f->properties, K(SourceKMSKeyArn));

    if (node_is_truthy(type) && !is_image(f) && !node_is_text(type, SLICE("Zip")))
        refuse(f->t, type, SAM_PACKAGE_TYPE, "PackageType must be Zip or Image.");
    if (is_image(f))
        check_image(f);
    else
        check_zip(f);
    if (!code) return;
    if (node_is_truthy(key) && node_is_map(code) && !is_image(f)) {
        struct node *with_key = node_copy(f->t->b, code);
        map_set(f->t->b, with_key, K(SourceKMSKeyArn), key);
        code = with_key;
    }
    set(f->t, f->lambda, K(Code), code);
}

/* -- The Lambda function ------------------------------------------------------------------------
 */

static bool is_traced(struct function *f)
{
    const struct node *tracing = given(f->properties, K(Tracing));

    return node_is_truthy(tracing) && !node_is_text(resolved(f->t, tracing), SLICE("Disabled"));
}

/* What stands inside of Tracing has its parameters filled in; a Ref to one stays. */
static const struct node *tracing_mode(struct function *f)
{
    const struct node *tracing = given(f->properties, K(Tracing));

    return ref_target(f->t->b, tracing) ? tracing : resolved(f->t, tracing);
}

static void check_dead_letter_queue(struct function *f, const struct node *queue)
{
    const struct node *type = map_get(queue, K(Type));

    if (!node_is_truthy(queue)) return;
    if (!node_is_truthy(type) || !node_is_truthy(map_get(queue, K(TargetArn))))
        refuse(f->t, queue, SAM_DEAD_LETTER, "DeadLetterQueue needs both Type and TargetArn.");
    else if (!node_is_text(type, SLICE("SQS")) && !node_is_text(type, SLICE("SNS")))
        refuse(f->t, type, SAM_DEAD_LETTER, "The Type of DeadLetterQueue must be SQS or SNS.");
}

static void add_lambda_function(struct function *f)
{
    struct transform *t = f->t;
    const struct node *p = f->properties;
    const struct node *queue = given(p, K(DeadLetterQueue));

    f->lambda = add_resource(t, f->sam->id, K(AWS_Lambda_Function), f->sam, ATTRIBUTES_MAIN);
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        if (map_may_hold(p, copied[i])) set(t, f->lambda, copied[i], given(p, copied[i]));
    if (node_is_truthy(given(p, K(FunctionName))))
        set(t, f->lambda, K(FunctionName), given(p, K(FunctionName)));
    set(t, f->lambda, K(Role), given(p, K(Role)));
    check_reserved_tags(t, given(p, K(Tags)));
    set(t, f->lambda, K(Tags), tag_list_created_by(t, "lambda:createdBy", given(p, K(Tags))));
    if (is_traced(f)) set(t, f->lambda, K(TracingConfig), MAP(t->b, {K(Mode), tracing_mode(f)}));
    if (node_is_truthy(queue))
        set(t, f->lambda, K(DeadLetterConfig),
            MAP(t->b, {K(TargetArn), map_get(queue, K(TargetArn))}));
    set(t, f->lambda, K(CapacityProviderConfig),
        function_capacity_provider(t, given(p, K(CapacityProviderConfig))));
    if (node_is_truthy(given(p, K(FunctionScalingConfig))))
        set(t, f->lambda, K(FunctionScalingConfig), given(p, K(FunctionScalingConfig)));
    set_code(f);
}

/* -- Role ---------------------------------------------------------------------------------------
 */

static void plan_managed_policies(struct function *f)
{
    struct transform *t = f->t;
    struct node *arns = f->role_plan.managed_policies;
    bool china_or_gov = !slice_eq(t->partition, SLICE("aws"));

    if (node_is_truthy(given(f->properties, K(DurableConfig))))
        list_add(t->b, arns,
                 managed_policy(t, "service-role/AWSLambdaBasicDurableExecutionRolePolicy"));
    else
        list_add(t->b, arns, managed_policy(t, "service-role/AWSLambdaBasicExecutionRole"));
    if (is_traced(f))
        list_add(t->b, arns,
                 managed_policy(t, china_or_gov ? "AWSXRayDaemonWriteAccess"
                                                : "AWSXrayWriteOnlyAccess"));
    if (node_is_truthy(given(f->properties, K(VpcConfig))))
        list_add(t->b, arns, managed_policy(t, "service-role/AWSLambdaVPCAccessExecutionRole"));
}

static void plan_dead_letter_policy(struct function *f)
{
    struct transform *t = f->t;
    const struct node *queue = given(f->properties, K(DeadLetterQueue));
    bool sqs = node_is_text(map_get(queue, K(Type)), SLICE("SQS"));

    if (!node_is_truthy(queue)) return;
    list_add(t->b, f->role_plan.inline_policies,
             inline_policy(t, SLICE("DeadLetterQueuePolicy"),
                           node_cstring(t->b, sqs ? "sqs:SendMessage" : "sns:Publish"),
                           map_get(queue, K(TargetArn))));
}

static void plan_role(struct function *f)
{
    struct transform *t = f->t;
    const struct node *assume = given(f->properties, K(AssumeRolePolicyDocument));
    const struct node *tags = given(f->properties, K(Tags));

    f->role_plan = (struct role_plan){
        .id = ID(t, symbol_slice(f->sam->id), SLICE("Role")),
        .assume_role_policy = assume ? assume : assume_role_policy(t, "lambda.amazonaws.com"),
        .managed_policies = node_list(t->b),
        .inline_policies = node_list(t->b),
        .path = given(f->properties, K(RolePath)),
        .permissions_boundary = given(f->properties, K(PermissionsBoundary)),
        .tags = tag_list_created_by(t, "lambda:createdBy", tags),
    };
    plan_managed_policies(f);
    plan_dead_letter_policy(f);
}

/* The name of a new condition that holds when the given one does not. A condition that is no name
 * is not refused: CloudFormation will. */
static const struct node *negated_condition(struct transform *t, const struct node *condition)
{
    const struct symbol *id = ID(t, SLICE("NOT"), text_of(t, condition));

    add_derived_condition(t, id,
                          MAP(t->b, {K(FnNot), LIST(t->b, MAP(t->b, {K(Condition), condition}))}));
    return name_node(t, id);
}

/* Role: !If [condition, !Ref AWS::NoValue, arn] means: generate the role under that condition. */
static void use_conditional_role(struct function *f, const struct node *role)
{
    struct transform *t = f->t;
    const struct node *branches = map_get(role, K(FnIf));
    const struct node *condition = list_at(branches, 0);
    const struct node *yes = list_at(branches, 1), *no = list_at(branches, 2);
    struct node *arn = attribute_of(t, f->role_plan.id, "Arn");

    if (!is_no_value(yes) && !is_no_value(no)) return;
    f->role = add_role(t, f->sam, &f->role_plan);
    if (is_no_value(yes) && is_no_value(no)) {
        set(t, f->lambda, K(Role), arn);
    } else if (is_no_value(no)) {
        set(t, f->lambda, K(Role), if_of(t, condition, yes, arn));
        set_attribute(t, f->role, K(Condition), negated_condition(t, condition));
    } else {
        set(t, f->lambda, K(Role), if_of(t, condition, arn, no));
        set_attribute(t, f->role, K(Condition), condition);
    }
}

static void use_role(struct function *f)
{
    struct transform *t = f->t;
    const struct node *role = given(f->properties, K(Role));

    plan_user_policies(t, &f->role_plan, given(f->properties, K(Policies)));
    if (!role) {
        f->role = add_role(t, f->sam, &f->role_plan);
        set(t, f->lambda, K(Role), attribute_of(t, f->role_plan.id, "Arn"));
        return;
    }
    if (!is_if(role)) return;
    role = resolved(t, role);
    set(t, f->lambda, K(Role), role);
    if (list_count(map_get(role, K(FnIf))) == 3)
        use_conditional_role(f, role);
    else
        refuse(t, role, SAM_INTRINSIC,
               "Fn::If takes a list of three: condition, value if true, value if false.");
}

/* -- The whole ----------------------------------------------------------------------------------
 */

/* !Ref Function.DestinationQueue is the last queue that was made for the function, be it a
 * destination, a queue of a topic, or a dead-letter queue of an event; topics likewise. */
static void derive_destinations(const struct function *f)
{
    for (size_t i = 0; i < f->t->generated.count; i++) {
        const struct resource *made = f->t->generated.items[i];
        if (made->type == K(AWS_SQS_Queue)) derive(f->t, f->sam, "DestinationQueue", made->id);
        if (made->type == K(AWS_SNS_Topic)) derive(f->t, f->sam, "DestinationTopic", made->id);
    }
}

void convert_function(struct transform *t, const struct sam_resource *sam)
{
    const struct node *condition = map_get(sam->node, K(Condition));
    struct function f = {
        .t = t,
        .sam = sam,
        .properties = sam->properties,
        .condition = condition_name(t, condition),
    };

    check_version_deletion_policy(&f);
    if (t->refusals) return;
    struct event *events =
        read_events(t, sam, EVENTS_OF_FUNCTION, given(sam->properties, K(Events)));
    if (!events) return;
    return_to_subject(t, sam->id, sam->node);
    check_dead_letter_queue(&f, given(f.properties, K(DeadLetterQueue)));
    add_lambda_function(&f);
    check_function_rules(&f);
    if (t->refusals) return;
    plan_role(&f);
    add_version_and_alias(&f);
    add_function_url(&f);
    add_deployment_preference(&f);
    add_event_invoke_config(&f);
    use_role(&f);
    if (t->refusals) return;
    convert_events(&f, events);
    return_to_subject(t, sam->id, sam->node);
    derive_destinations(&f);
    propagate_tags(t, given(f.properties, K(Tags)), given(f.properties, K(PropagateTags)));
}
