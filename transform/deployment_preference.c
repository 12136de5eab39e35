/* Each function with an enabled preference gets a deployment group; all groups share one
 * application and, unless every group names its own, one service role. Groups are collected while
 * functions are converted and made at the end.
 */
#include "transform/deployment_preference.h"

#include "base/number.h"
#include "transform/conditions.h"
#include "transform/function.h"

/* Names that CodeDeploy knows as CodeDeployDefault.Lambda<name>. */
static const char *const predefined[] = {
    "Canary10Percent5Minutes",      "Canary10Percent10Minutes",      "Canary10Percent15Minutes",
    "Canary10Percent30Minutes",     "Linear10PercentEvery1Minute",   "Linear10PercentEvery2Minutes",
    "Linear10PercentEvery3Minutes", "Linear10PercentEvery10Minutes", "AllAtOnce",
};

/* -- Collecting ---------------------------------------------------------------------------------
 */

static bool is_false_text(const struct node *value)
{
    return node_is_text(value, SLICE("false")) || node_is_text(value, SLICE("False"));
}

/* What a value says about yes or no, for Python, to which 1 is equal to True: 0, 1; -1: nothing. */
static int truth_of(const struct transform *t, const struct node *value)
{
    if (node_is(value, NODE_BOOL)) return value->truth;
    if (node_is_text(value, SLICE("true")) || node_is_text(value, SLICE("True"))) return 1;
    if (is_false_text(value)) return 0;
    if (!node_is(value, NODE_INT) && !node_is(value, NODE_FLOAT)) return -1;
    double number = number_double(t->b->arena, node_text(value));
    return number == 1.0 ? 1 : number == 0.0 ? 0 : -1;
}

static bool is_enabled(const struct node *preference)
{
    const struct node *enabled = map_get(preference, K(Enabled));

    if (!enabled) return true;
    return node_is_truthy(enabled) && !is_false_text(enabled);
}

static bool passes_condition(struct function *f, const struct node *preference)
{
    struct transform *t = f->t;
    const struct node *value = map_get(preference, K(PassthroughCondition));

    if (!value) return t->options->toggles & TOGGLE_DEPLOYMENT_PREFERENCE_CONDITION_FIX;
    int truth = truth_of(t, value);
    if (truth < 0)
        refuse(
            t, value, SAM_DEPLOYMENT,
            "PassthroughCondition must be true or false, or a Ref or Fn::FindInMap that gives one "
            "of them.");
    return truth > 0;
}

/* The preference with those values resolved that decide what is generated. */
static struct node *resolved_preference(struct transform *t, const struct node *given_preference)
{
    static const struct symbol *const keys[] = {K(Enabled), K(Type), K(PassthroughCondition)};
    struct node *preference = node_copy(t->b, given_preference);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        map_set(t->b, preference, keys[i],
                resolved_with_mappings(t, map_get(given_preference, keys[i])));
    return preference;
}

static void check_preference(struct transform *t, const struct node *preference)
{
    const struct node *hooks = map_get(preference, K(Hooks));

    if (!map_has(preference, K(Type)))
        refuse(t, preference, SAM_DEPLOYMENT,
               "An enabled DeploymentPreference needs a Type, such as AllAtOnce or "
               "Canary10Percent5Minutes.");
    if (hooks && !node_is_map(hooks))
        refuse(t, hooks, SAM_DEPLOYMENT,
               "Hooks must be a map with PreTraffic and PostTraffic, but is %s.",
               node_kind_name(hooks));
}

static void add_group(struct function *f, const struct node *preference, bool pass_condition)
{
    struct transform *t = f->t;
    struct deployment_group *group = arena_zalloc(t->b->arena, sizeof *group);
    const struct node *propagate = given(f->properties, K(PropagateTags));

    group->function = f->sam->id;
    group->node = f->sam->node;
    group->preference = preference;
    if (pass_condition && f->condition) group->condition = symbol_slice(f->condition);
    if (node_is_truthy(propagate)) group->tags = given(f->properties, K(Tags));
    if (!t->deployment) {
        t->deployment = arena_zalloc(t->b->arena, sizeof *t->deployment);
        t->deployment->last = &t->deployment->first;
    }
    *t->deployment->last = group;
    t->deployment->last = &group->next;
}

static const struct symbol *application_id(const struct transform *t)
{
    return symbol_for(t, SLICE("ServerlessDeploymentApplication"));
}

static const struct symbol *group_id(const struct transform *t, const struct symbol *function)
{
    return ID(t, symbol_slice(function), SLICE("DeploymentGroup"));
}

/* A hook. {"Ref": null} counts as none. */
static const struct node *hook_of(const struct node *hooks, const struct symbol *name)
{
    const struct node *hook = given(hooks, name);
    const struct node *target = map_count(hook) == 1 ? map_get(hook, K(Ref)) : NULL;

    return target && node_is_nothing(target) ? NULL : hook;
}

static const struct node *update_policy(struct function *f, const struct node *preference)
{
    struct transform *t = f->t;
    const struct node *hooks = given(preference, K(Hooks));
    struct node *update = MAP(t->b, {K(ApplicationName), ref_to(t, application_id(t))},
                              {K(DeploymentGroupName), ref_to(t, group_id(t, f->sam->id))},
                              {K(BeforeAllowTrafficHook), hook_of(hooks, K(PreTraffic))},
                              {K(AfterAllowTrafficHook), hook_of(hooks, K(PostTraffic))});

    return MAP(t->b, {K(CodeDeployLambdaAliasUpdate), update});
}

void add_deployment_preference(struct function *f)
{
    struct transform *t = f->t;
    const struct node *value = given(f->properties, K(DeploymentPreference));

    if (!node_is_truthy(value)) return;
    const struct node *preference = resolved_preference(t, value);
    bool pass_condition = passes_condition(f, preference);
    if (!is_enabled(preference)) return;
    check_preference(t, preference);
    if (!f->alias) {
        refuse(t, value, SAM_ALIAS,
               "DeploymentPreference shifts traffic between versions of an alias. Set "
               "AutoPublishAlias.");
        return;
    }
    add_group(f, preference, pass_condition);
    set_attribute(t, f->alias, K(UpdatePolicy), update_policy(f, preference));
}

/* -- Converting ---------------------------------------------------------------------------------
 */

/* The condition of what all groups share: theirs, when all have one. */
static struct slice shared_condition(struct transform *t)
{
    struct node *names = node_list(t->b);

    for (struct deployment_group *group = t->deployment->first; group; group = group->next) {
        if (!group->condition.size) return SLICE("");
        list_add(t->b, names, node_string(t->b, group->condition));
    }
    sort_texts(names);
    if (list_count(names) == 1) return node_text(list_at(names, 0));
    if (map_has(t->root, K(Conditions))) /* else none of the names is defined either */
        add_combined_condition(t, SLICE("ServerlessCodeDeployCondition"), names);
    return SLICE("ServerlessCodeDeployCondition");
}

/* The tags of all groups that propagate theirs, as one map; NULL when there are none. */
static const struct node *shared_tags(struct transform *t)
{
    struct node *tags = node_map(t->b);

    for (struct deployment_group *group = t->deployment->first; group; group = group->next)
        map_merge(t->b, tags, group->tags);
    return tags->count ? tags : NULL;
}

static bool needs_service_role(const struct transform *t)
{
    for (struct deployment_group *group = t->deployment->first; group; group = group->next)
        if (!node_is_truthy(map_get(group->preference, K(Role)))) return true;
    return false;
}

static bool is_predefined(const struct node *type)
{
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        if (node_is_text(type, slice_of(predefined[i]))) return true;
    return false;
}

static const struct node *deployment_config(struct transform *t, const struct node *type);

static const struct node *replace_config(void *context, const struct node *value)
{
    return deployment_config(context, value);
}

/* Predefined names, also inside of intrinsics and lists, become CodeDeploy's by an Fn::Sub, which
 * is not put into another one. */
static const struct node *deployment_config(struct transform *t, const struct node *type)
{
    const struct node *inner = map_count(type) == 1 ? map_get(type, K(FnSub)) : NULL;
    const struct node *name = inner ? inner : type;

    if (is_predefined(name))
        return sub_with(t, SLICE("CodeDeployDefault.Lambda${ConfigName}"),
                        MAP(t->b, {K(ConfigName), name}));
    if (!node_is_list(type) && !is_intrinsic(type)) return type;
    return node_replace_children(t->b, type, replace_config, t);
}

/* The alarms, switched on; an empty map for no alarm. */
static const struct node *alarm_list(struct transform *t, const struct node *alarms)
{
    struct node *list = node_list(t->b);

    if (!node_is_list(alarms)) {
        refuse(t, alarms, SAM_DEPLOYMENT,
               "Alarms must be a list, or an Fn::If of lists, but is %s.", node_kind_name(alarms));
        return NULL;
    }
    if (list_count(alarms) == 0 || is_no_value(list_at(alarms, 0))) return node_map(t->b);
    LIST_EACH (alarms, each)
        list_add(t->b, list, MAP(t->b, {K(Name), each.value}));
    return MAP(t->b, {K(Enabled), node_bool(t->b, true)}, {K(Alarms), list});
}

static const struct node *alarm_configuration(struct transform *t, const struct node *alarms)
{
    const struct node *branches = is_if(alarms) ? map_get(alarms, K(FnIf)) : NULL;

    if (!node_is_truthy(alarms) || is_no_value(alarms)) return NULL;
    if (!branches) return alarm_list(t, alarms);
    if (!node_is_list(branches) || list_count(branches) != 3) {
        refuse(t, alarms, SAM_INTRINSIC,
               "Fn::If needs a list of a condition name and two values, as in [IsProd, [Alarm], "
               "[]].");
        return NULL;
    }
    return MAP(t->b, {K(FnIf), LIST(t->b, list_at(branches, 0), alarm_list(t, list_at(branches, 1)),
                                    alarm_list(t, list_at(branches, 2)))});
}

static void set_condition(struct transform *t, struct resource *resource, struct slice condition)
{
    if (condition.size) set_attribute(t, resource, K(Condition), node_string(t->b, condition));
}

static const struct sam_resource nobody; /* whose attributes would be passed */

static void add_application(struct transform *t, struct slice condition, const struct node *tags)
{
    struct resource *application =
        add_resource(t, application_id(t), K(AWS_CodeDeploy_Application), &nobody, ATTRIBUTES_NONE);

    set(t, application, K(ComputePlatform), STR(t->b, "Lambda"));
    set(t, application, K(Tags), tag_list(t, tags));
    set_condition(t, application, condition);
}

static void add_service_role(struct transform *t, struct slice condition, const struct node *tags)
{
    struct role_plan plan = {
        .id = symbol_for(t, SLICE("CodeDeployServiceRole")),
        .assume_role_policy = assume_role_policy(t, "codedeploy.amazonaws.com"),
        .managed_policies =
            LIST(t->b, managed_policy(t, "service-role/AWSCodeDeployRoleForLambda")),
        .tags = tag_list(t, tags),
    };

    set_condition(t, add_role(t, &nobody, &plan), condition);
}

static void add_deployment_group(struct transform *t, const struct deployment_group *group)
{
    const struct node *role = given(group->preference, K(Role));
    const struct node *triggers = given(group->preference, K(TriggerConfigurations));
    struct node *events =
        LIST(t->b, STR(t->b, "DEPLOYMENT_FAILURE"), STR(t->b, "DEPLOYMENT_STOP_ON_ALARM"),
             STR(t->b, "DEPLOYMENT_STOP_ON_REQUEST"));
    struct resource *resource =
        add_resource(t, group_id(t, group->function), K(AWS_CodeDeploy_DeploymentGroup), &nobody,
                     ATTRIBUTES_NONE);

    set(t, resource, K(AlarmConfiguration),
        alarm_configuration(t, given(group->preference, K(Alarms))));
    set(t, resource, K(ApplicationName), ref_to(t, application_id(t)));
    set(t, resource, K(AutoRollbackConfiguration),
        MAP(t->b, {K(Enabled), node_bool(t->b, true)}, {K(Events), events}));
    set(t, resource, K(DeploymentConfigName),
        deployment_config(t, given(group->preference, K(Type))));
    set(t, resource, K(DeploymentStyle),
        MAP(t->b, {K(DeploymentType), STR(t->b, "BLUE_GREEN")},
            {K(DeploymentOption), STR(t->b, "WITH_TRAFFIC_CONTROL")}));
    set(t, resource, K(ServiceRoleArn),
        node_is_truthy(role)
            ? role
            : attribute_of(t, symbol_for(t, SLICE("CodeDeployServiceRole")), "Arn"));
    if (node_is_truthy(triggers)) set(t, resource, K(TriggerConfigurations), triggers);
    set(t, resource, K(Tags), tag_list(t, group->tags));
    set_condition(t, resource, group->condition);
}

void convert_deployments(struct transform *t)
{
    if (!t->deployment) return;
    struct slice condition = shared_condition(t);
    const struct node *tags = shared_tags(t);

    begin_subject(t, t->deployment->first->function, t->deployment->first->node);
    add_application(t, condition, tags);
    if (needs_service_role(t)) add_service_role(t, condition, tags);
    for (struct deployment_group *group = t->deployment->first; group; group = group->next) {
        begin_subject(t, group->function, group->node);
        add_deployment_group(t, group);
    }
    publish_resources(t);
}
