/* EventInvokeConfig: what becomes of asynchronous invocations. A destination of type SQS or SNS
 * without an ARN is made; when the ARN is an Fn::If with AWS::NoValue in one branch, it is made
 * under the condition that chooses that branch.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html
 */
#include "transform/conditions.h"
#include "transform/function.h"

enum { LONGEST_CONDITION_NAME = 255 }; /* that CloudFormation takes */

/* Types of destinations. `made` is the type of the resource that is made when no ARN is given, NULL
 * when one must be. */
static const struct destination_type {
    const char *name;   /* as users write it */
    const char *policy; /* in the name of the role's policy */
    const char *action; /* that the role needs */
    const struct symbol *made;
    const char *suffix; /* of its logical id */
} destination_types[] = {
    {"SQS", "SQSPolicy", "sqs:SendMessage", K(AWS_SQS_Queue), "Queue"},
    {"SNS", "SNSPolicy", "sns:publish", K(AWS_SNS_Topic), "Topic"},
    {"EventBridge", "EventBridgePolicy", "events:PutEvents", NULL, NULL},
    {"Lambda", "LambdaPolicy", "lambda:InvokeFunction", NULL, NULL},
    {"S3Bucket", "S3Policy", "s3:PutObject", NULL, NULL},
};

/* OnSuccess or OnFailure. */
struct destination {
    struct function *function;
    const struct symbol *config_id; /* <function>EventInvokeConfig */
    const struct symbol *event;     /* OnSuccess, OnFailure */
    const struct destination_type *type;
    const struct node *given;     /* the ARN; NULL: none */
    const struct node *made_if;   /* name of the condition for making one; NULL: none */
    const struct node *otherwise; /* the ARN when the condition does not hold */
};

static const struct destination_type *type_of(struct transform *t, const struct node *config)
{
    const struct node *type = given(config, K(Type));

    for (size_t i = 0; i < sizeof destination_types / sizeof *destination_types; i++)
        if (node_is_text(type, slice_of(destination_types[i].name))) return &destination_types[i];
    refuse(t, type ? type : config, SAM_VALUE,
           "The Type of a destination must be SQS, SNS, EventBridge, Lambda or S3Bucket.");
    return NULL;
}

static void add_policy(const struct destination *d, const struct node *arn)
{
    struct transform *t = d->function->t;
    struct node *statements = node_list(t->b);
    const struct symbol *id = ID(t, symbol_slice(d->config_id), symbol_slice(d->event));

    if (slice_eq(slice_of(d->type->name), SLICE("S3Bucket"))) {
        struct node *objects =
            MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, "/"), LIST(t->b, arn, STR(t->b, "*")))});
        list_add(t->b, statements, allow(t, d->type->action, objects));
        list_add(t->b, statements, allow(t, "s3:ListBucket", arn));
    } else {
        list_add(t->b, statements, allow(t, d->type->action, arn));
    }
    list_add(t->b, d->function->role_plan.inline_policies,
             named_policy(t, id, d->type->policy, statements));
}

/* Refuses an Fn::If that cannot be read; the reference gives the id of the configuration then. */
static void refuse_if(const struct destination *d, const struct node *branches)
{
    struct transform *t = d->function->t;
    struct slice resource = t->subject.resource;

    t->subject.resource = symbol_slice(d->config_id);
    refuse(t, branches, SAM_INTRINSIC,
           "Fn::If in the Destination of %s takes a list of three: condition, value if true, value "
           "if false.",
           d->event->text);
    t->subject.resource = resource;
}

/* The name of a condition that becomes part of another's; size 0 after an error. */
static struct slice joinable_name(struct transform *t, const struct node *name)
{
    if (node_is_string(name)) return node_text(name);
    refuse(t, name, SAM_INTRINSIC,
           "The first item of Fn::If must be the name of a condition, but is %s.",
           node_kind_name(name));
    return SLICE("");
}

/* Adds a condition; returns its name. */
static const struct node *add_named_condition(struct transform *t, const struct symbol *name,
                                              const struct node *condition)
{
    if (symbol_slice(name).size > LONGEST_CONDITION_NAME)
        refuse(t, NULL, SAM_VALUE,
               "The name of the condition that SAM makes for a destination, %s, is longer than %d "
               "characters. Give the conditions it is made of shorter names.",
               name->text, LONGEST_CONDITION_NAME);
    else
        add_derived_condition(t, name, condition);
    return name_node(t, name);
}

static const struct node *negated_condition(const struct destination *d, const struct node *name)
{
    struct transform *t = d->function->t;
    struct slice text = joinable_name(t, name);
    const struct symbol *id = ID(t, SLICE("NOT"), text, text_hash(t, symbol_slice(d->config_id)));

    return add_named_condition(t, id, MAP(t->b, {K(FnNot), LIST(t->b, condition_of(t, text))}));
}

/* Finds out under which condition a destination has to be made. */
static void read_condition(struct destination *d)
{
    const struct node *branches = map_count(d->given) == 1 ? map_get(d->given, K(FnIf)) : NULL;
    const struct node *condition = list_at(branches, 0);
    const struct node *yes = list_at(branches, 1), *no = list_at(branches, 2);

    if (!branches) return;
    if (list_count(branches) != 3) {
        refuse_if(d, branches);
        return;
    }
    if (is_no_value(yes) == is_no_value(no)) return;
    d->otherwise = is_no_value(yes) ? no : yes;
    if (node_is_nothing(d->otherwise)) d->otherwise = NULL;
    if (is_no_value(no))
        d->made_if = negated_condition(d, condition);
    else if (!node_is_nothing(condition))
        d->made_if = condition;
}

/* The condition under which both the function and the destination exist. The operands are wrapped
 * twice, as the reference does it. */
static const struct node *combined_condition(const struct destination *d)
{
    struct transform *t = d->function->t;
    const struct sam_resource *sam = d->function->sam;
    const struct node *own = given(sam->node, K(Condition));

    if (!own) return d->made_if;
    if (!d->made_if) return own;
    warn(t, d->given, SAM_NESTED_CONDITION,
         "Both the function and this destination have a condition. AWS's transform joins them in a "
         "form that CloudFormation refuses ({Condition: {Condition: name}}). Write the destination "
         "in "
         "Resources, with a condition of its own, and name it here.");
    struct slice first = joinable_name(t, own), second = joinable_name(t, d->made_if);
    const struct symbol *name =
        ID(t, first, SLICE("AND"), second, text_hash(t, symbol_slice(sam->id)));
    struct node *operands = LIST(t->b, MAP(t->b, {K(Condition), condition_of(t, first)}),
                                 MAP(t->b, {K(Condition), condition_of(t, second)}));
    return add_named_condition(t, name, MAP(t->b, {K(FnAnd), operands}));
}

/* Makes the queue or topic; returns what the destination is then. */
static const struct node *make_destination(const struct destination *d)
{
    struct transform *t = d->function->t;
    const struct symbol *id =
        ID(t, symbol_slice(d->config_id), symbol_slice(d->event), slice_of(d->type->suffix));
    struct resource *resource =
        add_resource(t, id, d->type->made, d->function->sam, ATTRIBUTES_PASSED);
    const struct node *condition = combined_condition(d);
    const struct node *arn =
        d->type->made == K(AWS_SQS_Queue) ? attribute_of(t, id, "Arn") : ref_to(t, id);

    if (node_is_truthy(condition)) set_attribute(t, resource, K(Condition), condition);
    return node_is_truthy(d->made_if) ? if_of(t, d->made_if, arn, d->otherwise) : arn;
}

/* The part of Globals that `event` (OnSuccess, OnFailure) of a function is; NULL when the function
 * has its own. */
static const struct node *global_destination(const struct function *f, const struct symbol *event)
{
    const struct symbol *const way[] = {K(EventInvokeConfig), K(DestinationConfig), event};
    const struct node *global = map_get(map_get(f->t->root, K(Globals)), K(Function));
    const struct node *own = f->properties;

    if (node_is_truthy(map_get(f->sam->node, K(IgnoreGlobals)))) return NULL; /* makes a copy */
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        global = map_get(global, way[i]);
        own = map_get(own, way[i]);
    }
    return global == own ? global : NULL;
}

/* The ARN of the destination that an earlier function has made for what Globals says, or NULL. In
 * the reference the first function that makes it writes the ARN into Globals. */
static const struct node *shared_arn(const struct destination *d, const struct node *global)
{
    struct transform *t = d->function->t;
    const struct node *arn = global ? table_get(&t->shared_destinations, global) : NULL;

    if (arn)
        warn(
            t, global, SAM_SHARED_DESTINATION,
            "The destination in Globals is made once, for the first function, and this one uses it "
            "too. Set %s in each function that is to have its own.",
            d->event->text);
    return arn;
}

/* What goes to DestinationConfig for OnSuccess or OnFailure; NULL for nothing. */
static const struct node *destination_of(struct function *f, const struct symbol *config_id,
                                         const struct node *configs, const struct symbol *event)
{
    struct transform *t = f->t;
    const struct node *config = given(configs, event);
    struct destination d = {.function = f, .config_id = config_id, .event = event};

    if (!config) return NULL;
    if (!node_is_map(config)) {
        refuse(t, config, SAM_TYPE, "%s must be a map, but is %s.", event->text,
               node_kind_name(config));
        return NULL;
    }
    d.type = type_of(t, config);
    if (!d.type) return NULL;
    const struct node *global = global_destination(f, event);
    const struct node *shared = shared_arn(&d, global);
    d.given = shared ? shared : given(config, K(Destination));
    read_condition(&d);
    const struct node *arn = d.given;
    if (!d.given || d.made_if) {
        if (!d.type->made) {
            refuse(t, config, SAM_REQUIRED, "A destination of type %s needs a Destination.",
                   d.type->name);
            return NULL;
        }
        arn = make_destination(&d);
        if (global) table_set(t->b->arena, &t->shared_destinations, global, arn);
    }
    add_policy(&d, arn);
    return MAP(t->b, {K(Destination), arn});
}

static const struct node *destinations_of(struct function *f, const struct symbol *id,
                                          const struct node *config)
{
    struct transform *t = f->t;
    const struct node *configs = given(config, K(DestinationConfig));

    if (!node_is_truthy(configs)) return node_map(t->b);
    if (!node_is_map(configs)) {
        refuse(t, configs, SAM_TYPE, "DestinationConfig must be a map, but is %s.",
               node_kind_name(configs));
        return NULL;
    }
    const struct node *success = destination_of(f, id, configs, K(OnSuccess));
    const struct node *failure = destination_of(f, id, configs, K(OnFailure));
    return MAP(t->b, {K(OnSuccess), success}, {K(OnFailure), failure});
}

void add_event_invoke_config(struct function *f)
{
    struct transform *t = f->t;
    const struct node *config = given(f->properties, K(EventInvokeConfig));

    if (!node_is_truthy(config)) return;
    config = resolved(t, config);
    if (!node_is_map(config)) {
        refuse(t, config, SAM_TYPE, "EventInvokeConfig must be a map, but is %s.",
               node_kind_name(config));
        return;
    }
    const struct symbol *id = ID(t, symbol_slice(f->sam->id), SLICE("EventInvokeConfig"));
    const struct node *destinations = destinations_of(f, id, config);
    struct resource *resource =
        add_resource(t, id, K(AWS_Lambda_EventInvokeConfig), f->sam, ATTRIBUTES_ALL);
    if (f->alias) set_attribute(t, resource, K(DependsOn), LIST(t->b, name_node(t, f->alias->id)));
    set(t, resource, K(DestinationConfig), destinations);
    set(t, resource, K(FunctionName), ref_to(t, f->sam->id));
    set(t, resource, K(MaximumEventAgeInSeconds), given(config, K(MaximumEventAgeInSeconds)));
    set(t, resource, K(MaximumRetryAttempts), given(config, K(MaximumRetryAttempts)));
    set(t, resource, K(Qualifier),
        f->alias_name.size ? node_string(t->b, f->alias_name) : STR(t->b, "$LATEST"));
}
