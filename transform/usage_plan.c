/* Auth.UsagePlan of AWS::Serverless::Api: a usage plan, an API key, and what joins them; for the
 * API alone or for all APIs of the template that share one.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html
 *
 * A shared plan is generated anew with each API that shares it, from what all of them so far have
 * added to it; the last one stays.
 */
#include "base/nearest.h"
#include "transform/api.h"
#include "transform/conditions.h"

/* What the APIs with a shared plan have added to it. Lists and maps are owned, and grow where they
 * stand. */
struct shared_usage_plan {
    struct sam_resource api;          /* the last one */
    bool unconditional;               /* one of them has no condition, so the plan has none */
    struct node *conditions;          /* name -> name, for each of their conditions */
    struct node *operands;            /* the same as operands of Fn::Or */
    struct node *apis;                /* logical ids */
    struct node *stages, *stage_keys; /* ApiStages of the plan, StageKeys of the API key */
    const struct node *deletion_policy, *update_replace_policy; /* NULL: none */
};

/* A plan while it is being generated. */
struct usage_plan {
    struct api *api;
    struct shared_usage_plan *shared;           /* NULL for a plan of the API's own */
    const struct node *config;                  /* Auth.UsagePlan */
    const struct symbol *plan, *key, *plan_key; /* logical ids */
};

/* Properties that go to the plan as they are. */
static const struct symbol *const copied[] = {K(Description), K(Quota), K(Tags), K(Throttle),
                                              K(UsagePlanName)};

enum { COPIED_COUNT = sizeof copied / sizeof *copied };

/* -- Checking ---------------------------------------------------------------------------------- */

static bool is_property(const struct symbol *name)
{
    for (size_t i = 0; i < COPIED_COUNT; i++)
        if (name == copied[i]) return true;
    return name == K(CreateUsagePlan);
}

static void report_unknown(struct transform *t, const struct map_entry *entry)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    nearest_try(&nearest, SLICE("CreateUsagePlan"));
    for (size_t i = 0; i < COPIED_COUNT; i++)
        nearest_try(&nearest, symbol_slice(copied[i]));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_USAGE_PLAN, "UsagePlan has no property %s. Did you mean %.*s?",
                     entry->key->text, SLICE_ARG(nearest.found));
    else
        refuse_entry(t, entry, SAM_USAGE_PLAN,
                     "UsagePlan has no property %s. It may have CreateUsagePlan, Description, "
                     "Quota, Tags, Throttle and UsagePlanName.",
                     entry->key->text);
}

/* The value of CreateUsagePlan; NULL after an error. */
static const struct node *read_kind(struct transform *t, const struct node *config)
{
    static const char *const kinds[] = {"PER_API", "SHARED", "NONE"};
    const struct node *kind = given(config, K(CreateUsagePlan));
    size_t before = t->refusals;

    if (!node_is_map(config)) {
        refuse(t, config, SAM_USAGE_PLAN, "UsagePlan must be a map, but is %s.",
               node_kind_name(config));
        return NULL;
    }
    MAP_EACH (config, each)
        if (!is_property(each.key)) report_unknown(t, each.entry);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (node_is_text(kind, slice_of(kinds[i]))) return t->refusals == before ? kind : NULL;
    refuse(t, kind ? kind : config, SAM_USAGE_PLAN,
           "UsagePlan needs CreateUsagePlan: PER_API, SHARED or NONE.");
    return NULL;
}

/* -- Sharing ----------------------------------------------------------------------------------- */

/* Of the policies of all APIs the first one counts, but Retain counts more than others, and when
 * resources are replaced Snapshot counts more than Delete. */
static const struct node *combined_policy(const struct node *old, const struct node *new_policy,
                                          bool replacing)
{
    if (!node_is_truthy(new_policy)) return old;
    if (!old || node_is_text(new_policy, SLICE("Retain"))) return new_policy;
    if (replacing && node_is_text(old, SLICE("Delete")) &&
        node_is_text(new_policy, SLICE("Snapshot")))
        return new_policy;
    return old;
}

static const struct symbol *condition_id(struct transform *t)
{
    return symbol_for(t, SLICE("SharedUsagePlanCondition"));
}

/* The condition of the plan: that one of the APIs is there. The reference writes a single condition
 * as its bare name and does not split long lists, so this does, too. */
static void add_shared_condition(struct transform *t, const struct shared_usage_plan *shared)
{
    const struct map_entry *single = map_single(shared->conditions);

    add_condition(t, condition_id(t),
                  single ? single->value : MAP(t->b, {K(FnOr), shared->operands}));
}

/* The reference reports this about the template, not about the API. */
static void refuse_without_conditions(struct transform *t, const struct node *conditions)
{
    struct slice subject = t->subject.resource;

    t->subject.resource = (struct slice){NULL, 0};
    if (conditions)
        refuse(t, conditions, SAM_STRUCTURE, "Conditions must be a map, but is %s.",
               node_kind_name(conditions));
    else
        refuse(t, NULL, SAM_STRUCTURE,
               "This API has a condition, and so has the usage plan that it shares, but the "
               "template has no Conditions section. Add it.");
    t->subject.resource = subject;
}

static void update_shared_condition(struct transform *t, const struct shared_usage_plan *shared)
{
    const struct node *conditions = given(t->root, K(Conditions));

    if (shared->unconditional) {
        if (map_has(conditions, condition_id(t)))
            map_remove(t->b, map_edit(t->b, t->root, K(Conditions)), condition_id(t));
    } else if (!node_is_map(conditions)) {
        refuse_without_conditions(t, conditions);
    } else {
        add_shared_condition(t, shared);
    }
}

static struct shared_usage_plan *shared_plan(struct transform *t)
{
    if (!t->shared_usage_plan) {
        struct shared_usage_plan *plan = arena_zalloc(t->b->arena, sizeof *plan);
        plan->conditions = node_map(t->b);
        plan->operands = node_list(t->b);
        plan->apis = node_list(t->b);
        plan->stages = node_list(t->b);
        plan->stage_keys = node_list(t->b);
        t->shared_usage_plan = plan;
    }
    return t->shared_usage_plan;
}

static void note_condition(struct transform *t, struct shared_usage_plan *shared,
                           const struct node *condition)
{
    const struct symbol *name = symbol_for(t, node_text(condition));

    if (!node_is_truthy(condition)) shared->unconditional = true;
    if (!node_is_truthy(condition) || map_has(shared->conditions, name)) return;
    map_set(t->b, shared->conditions, name, condition);
    list_add(t->b, shared->operands, condition_of(t, node_text(condition)));
}

static void add_to_shared(const struct usage_plan *plan)
{
    struct transform *t = plan->api->t;
    struct shared_usage_plan *shared = plan->shared;
    const struct node *resource = plan->api->sam->node;

    shared->api = *plan->api->sam;
    shared->deletion_policy =
        combined_policy(shared->deletion_policy, map_get(resource, K(DeletionPolicy)), false);
    shared->update_replace_policy = combined_policy(
        shared->update_replace_policy, map_get(resource, K(UpdateReplacePolicy)), true);
    note_condition(t, shared, map_get(resource, K(Condition)));
    update_shared_condition(t, shared);
}

void check_shared_usage_plan(struct transform *t)
{
    const struct shared_usage_plan *shared = t->shared_usage_plan;
    uint32_t count = shared ? map_count(shared->conditions) : 0;

    if (!shared || shared->unconditional || (count > 1 && count <= MOST_OPERANDS)) return;
    begin_subject(t, shared->api.id, shared->api.node);
    warn(t, NULL, SAM_SHARED_CONDITION,
         "%s, and CloudFormation does not take the condition SharedUsagePlanCondition that SAM "
         "makes of that. Share the usage plan with an API that has no condition, or set "
         "CreateUsagePlan to PER_API.",
         count == 1 ? "All APIs that share the usage plan have the same condition"
                    : "The APIs that share the usage plan have more than ten conditions");
}

/* -- Generating -------------------------------------------------------------------------------- */

static struct resource *add_part(const struct usage_plan *plan, const struct symbol *id,
                                 const struct symbol *type, const struct node *depends_on)
{
    struct transform *t = plan->api->t;
    const struct shared_usage_plan *shared = plan->shared;
    struct resource *resource =
        add_resource(t, id, type, plan->api->sam, shared ? ATTRIBUTES_NONE : ATTRIBUTES_PASSED);

    set_attribute(t, resource, K(DependsOn), depends_on);
    if (!shared) return resource;
    if (!shared->unconditional)
        set_attribute(t, resource, K(Condition), name_node(t, condition_id(t)));
    set_attribute(t, resource, K(DeletionPolicy), shared->deletion_policy);
    set_attribute(t, resource, K(UpdateReplacePolicy), shared->update_replace_policy);
    return resource;
}

/* A list of what is made for the API: alone, or behind what other APIs have in the shared list. */
static const struct node *gathered(const struct usage_plan *plan, struct node *shared,
                                   const struct node *item)
{
    struct transform *t = plan->api->t;

    if (!plan->shared) return LIST(t->b, item);
    list_add(t->b, shared, item);
    return shared;
}

static void add_plan(const struct usage_plan *plan)
{
    struct transform *t = plan->api->t;
    const struct symbol *api = plan->api->sam->id;
    const struct shared_usage_plan *shared = plan->shared;
    struct node *stage =
        MAP(t->b, {K(ApiId), ref_to(t, api)}, {K(Stage), ref_to(t, plan->api->stage->id)});
    struct resource *resource =
        add_part(plan, plan->plan, K(AWS_ApiGateway_UsagePlan),
                 gathered(plan, shared ? shared->apis : NULL, name_node(t, api)));

    set(t, resource, K(ApiStages), gathered(plan, shared ? shared->stages : NULL, stage));
    for (size_t i = 0; i < COPIED_COUNT; i++)
        if (node_is_truthy(map_get(plan->config, copied[i])))
            set(t, resource, copied[i], map_get(plan->config, copied[i]));
    derive(t, plan->api->sam, "UsagePlan", plan->plan);
}

static void add_key(const struct usage_plan *plan)
{
    struct transform *t = plan->api->t;
    const struct shared_usage_plan *shared = plan->shared;
    struct node *stage = MAP(t->b, {K(RestApiId), ref_to(t, plan->api->sam->id)},
                             {K(StageName), ref_to(t, plan->api->stage->id)});
    struct resource *resource =
        add_part(plan, plan->key, K(AWS_ApiGateway_ApiKey), LIST(t->b, name_node(t, plan->plan)));

    set(t, resource, K(Enabled), node_bool(t->b, true));
    set(t, resource, K(StageKeys), gathered(plan, shared ? shared->stage_keys : NULL, stage));
    derive(t, plan->api->sam, "ApiKey", plan->key);
}

static void add_plan_key(const struct usage_plan *plan)
{
    struct transform *t = plan->api->t;
    struct resource *resource = add_part(plan, plan->plan_key, K(AWS_ApiGateway_UsagePlanKey),
                                         LIST(t->b, name_node(t, plan->key)));

    set(t, resource, K(KeyId), ref_to(t, plan->key));
    set(t, resource, K(KeyType), STR(t->b, "API_KEY"));
    set(t, resource, K(UsagePlanId), ref_to(t, plan->plan));
    derive(t, plan->api->sam, "UsagePlanKey", plan->plan_key);
}

void add_usage_plan(struct api *api)
{
    struct transform *t = api->t;
    const struct node *config = given(api->auth, K(UsagePlan));
    const struct node *kind = config ? read_kind(t, config) : NULL;
    struct slice owner = symbol_slice(api->sam->id);
    struct usage_plan plan = {.api = api, .config = config};

    if (!kind || node_is_text(kind, SLICE("NONE"))) return;
    if (node_is_text(kind, SLICE("SHARED"))) {
        owner = SLICE("Serverless");
        plan.shared = shared_plan(t);
        add_to_shared(&plan);
        if (t->refusals) return;
    }
    plan.plan = ID(t, owner, SLICE("UsagePlan"));
    plan.key = ID(t, owner, SLICE("ApiKey"));
    plan.plan_key = ID(t, owner, SLICE("UsagePlanKey"));
    add_plan(&plan);
    add_key(&plan);
    add_plan_key(&plan);
}
