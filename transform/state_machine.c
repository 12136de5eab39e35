/* AWS::Serverless::StateMachine: the state machine, its role, version and alias.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
#include <stdlib.h>

#include "document/python_text.h"
#include "transform/artifact.h"
#include "transform/event_sources.h"
#include "transform/policies.h"
#include "transform/sam_types.h"

struct state_machine {
    struct transform *t;
    const struct sam_resource *sam;
    const struct node *properties;
    struct resource *resource;   /* AWS::StepFunctions::StateMachine */
    const struct symbol *alias;  /* logical id of the alias, or NULL */
    struct node *substitutions;  /* DefinitionSubstitutions; NULL until there is one */
    unsigned substitution_count; /* made here */
};

/* -- Definition ---------------------------------------------------------------------------------
 */

/* {{resolve:service:reference}} */
static bool is_dynamic_reference(const struct node *value)
{
    struct slice text = node_text(value), start = SLICE("{{resolve:");
    struct slice rest = slice_from(text, start.size);
    size_t colon = slice_find(rest, ':');

    if (!node_is_string(value) || !slice_starts(text, start)) return false;
    if (!slice_ends(text, SLICE("}}")) || colon == 0 || colon + 3 >= rest.size) return false;
    for (size_t i = 0; i < colon; i++)
        if (rest.text[i] != '-' && (rest.text[i] < 'a' || rest.text[i] > 'z')) return false;
    return true;
}

static const struct node *substitute(struct state_machine *s, const struct node *value)
{
    struct transform *t = s->t;
    struct slice name =
        slice_printf(t->b->arena, "definition_substitution_%u", ++s->substitution_count);

    if (!s->substitutions) s->substitutions = node_map(t->b);
    map_set(t->b, s->substitutions, symbol_for(t, name), value);
    return node_printf(t->b, "${%.*s}", SLICE_ARG(name));
}

static const struct node *without_intrinsics(struct state_machine *s, const struct node *value);

static int compare_keys(const void *a, const void *b)
{
    const struct symbol *const *left = a, *const *right = b;

    return slice_compare(symbol_slice(*left), symbol_slice(*right));
}

/* Substitutions are numbered in the order of the sorted keys. */
static const struct node *map_without_intrinsics(struct state_machine *s, const struct node *map)
{
    struct transform *t = s->t;
    struct node *copy = node_copy(t->b, map);
    const struct symbol **keys = arena_array(t->b->arena, map->count, sizeof *keys);
    size_t count = 0;

    MAP_EACH (map, each)
        keys[count++] = each.key;
    if (count) qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        map_set(t->b, copy, keys[i], without_intrinsics(s, map_get(map, keys[i])));
    return copy;
}

/* Step Functions knows no intrinsics: each becomes a substitution. */
static const struct node *without_intrinsics(struct state_machine *s, const struct node *value)
{
    if (is_intrinsic(value) || is_dynamic_reference(value)) return substitute(s, value);
    if (node_is_map(value)) return map_without_intrinsics(s, value);
    if (!node_is_list(value)) return value;
    struct node *list = node_list(s->t->b);
    LIST_EACH (value, each)
        list_add(s->t->b, list, without_intrinsics(s, each.value));
    return list;
}

/* {"Fn::Join": ["\n", lines]} */
static const struct node *definition_string(struct state_machine *s, const struct node *definition)
{
    struct transform *t = s->t;
    struct buffer text = buffer_new(t->b->arena);
    struct node *lines = node_list(t->b);

    python_json(&text, definition, PYTHON_JSON_INDENT);
    for (struct slice rest = buffer_slice(&text); rest.size;) {
        struct slice line = slice_first(rest, slice_find(rest, '\n'));
        list_add(t->b, lines, node_string(t->b, line));
        rest = slice_from(rest, line.size + 1);
    }
    return MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, "\n"), lines)});
}

static void set_definition(struct state_machine *s)
{
    struct transform *t = s->t;
    const struct node *definition = given(s->properties, K(Definition));
    const struct node *uri = given(s->properties, K(DefinitionUri));
    const struct node *substitutions = given(s->properties, K(DefinitionSubstitutions));

    if (node_is_truthy(substitutions)) s->substitutions = node_copy(t->b, substitutions);
    if (node_is_truthy(definition) && node_is_truthy(uri))
        refuse(t, uri, SAM_CONFLICT, "Definition and DefinitionUri cannot stand together.");
    else if (node_is_truthy(definition))
        set(t, s->resource, K(DefinitionString),
            definition_string(s, map_without_intrinsics(s, definition)));
    else if (node_is_truthy(uri))
        set(t, s->resource, K(DefinitionS3Location),
            s3_location(t, uri, "DefinitionUri", &plain_location_keys));
    else
        refuse(t, NULL, SAM_REQUIRED, "A state machine needs Definition or DefinitionUri.");
    set(t, s->resource, K(DefinitionSubstitutions), s->substitutions);
}

/* -- Role ---------------------------------------------------------------------------------------
 */

static void add_execution_role(struct state_machine *s)
{
    struct transform *t = s->t;
    const struct node *p = s->properties;
    struct role_plan plan = {
        .id = ID(t, symbol_slice(s->sam->id), SLICE("Role")),
        .assume_role_policy = assume_role_policy(t, "states.amazonaws.com"),
        .managed_policies = node_list(t->b),
        .inline_policies = node_list(t->b),
        .path = given(p, K(RolePath)),
        .permissions_boundary = given(p, K(PermissionsBoundary)),
        .tags = tag_list_created_by(t, "stateMachine:createdBy", given(p, K(Tags))),
    };
    const char *tracing_policy = slice_eq(t->partition, SLICE("aws")) ? "AWSXrayWriteOnlyAccess"
                                                                      : "AWSXRayDaemonWriteAccess";

    plan_user_policies(t, &plan, given(p, K(Policies)));
    if (node_is(given(given(p, K(Tracing)), K(Enabled)), NODE_BOOL) &&
        given(given(p, K(Tracing)), K(Enabled))->truth)
        plan_managed_policy(t, &plan, managed_policy(t, tracing_policy));
    add_role(t, s->sam, &plan);
    set(t, s->resource, K(RoleArn), attribute_of(t, plan.id, "Arn"));
}

static void use_role(struct state_machine *s)
{
    const struct node *role = given(s->properties, K(Role));

    if (node_is_truthy(role) && node_is_truthy(given(s->properties, K(Policies))))
        refuse(s->t, role, SAM_CONFLICT,
               "Role and Policies cannot stand together: policies go to the role that SAM makes.");
    else if (node_is_truthy(role))
        set(s->t, s->resource, K(RoleArn), role);
    else
        add_execution_role(s);
}

/* -- Version and alias --------------------------------------------------------------------------
 */

static const struct symbol *add_version(struct state_machine *s)
{
    static const struct symbol *const policies[] = {K(DeletionPolicy), K(UpdateReplacePolicy)};
    struct transform *t = s->t;
    const struct symbol *id = ID(t, symbol_slice(s->sam->id), SLICE("Version"));
    struct resource *version =
        add_resource(t, id, K(AWS_StepFunctions_StateMachineVersion), s->sam, ATTRIBUTES_PASSED);

    for (size_t i = 0; i < 2; i++)
        if (!map_has(version->node, policies[i]))
            set_attribute(t, version, policies[i], STR(t->b, "Retain"));
    set(t, version, K(StateMachineArn), ref_to(t, s->sam->id));
    set(t, version, K(StateMachineRevisionId),
        attribute_of(t, s->sam->id, "StateMachineRevisionId"));
    return id;
}

static void check_alias_needs(struct state_machine *s)
{
    static const struct symbol *const needing[] = {K(DeploymentPreference),
                                                   K(UseAliasAsEventTarget)};

    for (size_t i = 0; i < 2; i++)
        if (node_is_truthy(given(s->properties, needing[i])))
            refuse(s->t, given(s->properties, needing[i]), SAM_ALIAS,
                   "%s needs an alias. Set AutoPublishAlias.", needing[i]->text);
}

static void add_version_and_alias(struct state_machine *s)
{
    struct transform *t = s->t;
    const struct node *alias = given(s->properties, K(AutoPublishAlias));
    const struct node *preference = given(s->properties, K(DeploymentPreference));

    if (!node_is_truthy(alias)) {
        check_alias_needs(s);
        return;
    }
    if (node_is_truthy(preference) && !node_is_map(preference)) {
        refuse(t, preference, SAM_DEPLOYMENT, "DeploymentPreference must be a map, but is %s.",
               node_kind_name(preference));
        return;
    }
    const struct symbol *version = add_version(s);
    struct node *deployment = node_is_truthy(preference)
                                  ? node_copy(t->b, preference)
                                  : MAP(t->b, {K(Type), STR(t->b, "ALL_AT_ONCE")});
    map_set(t->b, deployment, K(StateMachineVersionArn), ref_to(t, version));
    s->alias = ID(t, symbol_slice(s->sam->id), SLICE("Alias"), text_of(t, alias));
    struct resource *resource = add_resource(t, s->alias, K(AWS_StepFunctions_StateMachineAlias),
                                             s->sam, ATTRIBUTES_PASSED);
    set(t, resource, K(Name), alias);
    set(t, resource, K(DeploymentPreference), deployment);
}

/* -- The whole ----------------------------------------------------------------------------------
 */

static void set_properties(struct state_machine *s)
{
    static const struct {
        const struct symbol *from, *to;
    } renamed[] = {
        {K(Name), K(StateMachineName)},
        {K(Type), K(StateMachineType)},
        {K(Logging), K(LoggingConfiguration)},
        {K(Tracing), K(TracingConfiguration)},
    };

    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        set(s->t, s->resource, renamed[i].to, given(s->properties, renamed[i].from));
    set(s->t, s->resource, K(Tags),
        tag_list_created_by(s->t, "stateMachine:createdBy", given(s->properties, K(Tags))));
}

void convert_state_machine(struct transform *t, const struct sam_resource *sam)
{
    struct state_machine s = {.t = t, .sam = sam, .properties = sam->properties};
    const struct node *given_events = given(sam->properties, K(Events));
    const struct node *use_alias = given(sam->properties, K(UseAliasAsEventTarget));
    struct event *events = read_events(t, sam, EVENTS_OF_STATE_MACHINE, given_events);

    if (!events) return;
    return_to_subject(t, sam->id, sam->node);
    s.resource = add_resource(t, sam->id, K(AWS_StepFunctions_StateMachine), sam, ATTRIBUTES_MAIN);
    set_properties(&s);
    set_definition(&s);
    use_role(&s);
    add_version_and_alias(&s);
    if (t->refusals) return;
    bool to_alias = s.alias && node_is_truthy(use_alias);
    convert_state_machine_events(
        t, events,
        (struct event_target){.arn = ref_to(t, to_alias ? s.alias : sam->id),
                              .suffix = "StepFunctionsTarget"});
    return_to_subject(t, sam->id, sam->node);
    propagate_tags(t, given(sam->properties, K(Tags)), given(sam->properties, K(PropagateTags)));
}
