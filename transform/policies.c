/* A policy is one of four kinds, told by its shape: a string names a managed policy; an intrinsic
 * is the ARN of one; a map with Statement is a document; a map with one key that names a policy
 * template stands for the template's statements. Fn::If is of the kind of its branches.
 */
#include "transform/policies.h"

#include "document/document.h"
#include "spec/policies.h"

enum policy_kind {
    POLICY_MANAGED,
    POLICY_STATEMENT,
    POLICY_TEMPLATE,
    POLICY_UNKNOWN,
    POLICY_NOTHING, /* AWS::NoValue as a branch: fits any other kind */
    POLICY_MIXED,   /* an error was reported */
};

static const struct policy_template *template_of(const struct node *policy)
{
    const struct map_entry *entry = map_single(policy);

    return entry ? policy_template_of(entry_key(entry)) : NULL;
}

static enum policy_kind kind_of(struct transform *t, const struct node *policy);

/* Refuses an Fn::If in Policies. In the reference such an error is of the template, whichever
 * resource it stands in; the other resources are converted all the same. */
static void refuse_if(struct transform *t, const struct node *at, enum transform_rule rule,
                      const char *message)
{
    struct slice resource = t->subject.resource;

    t->subject.resource = (struct slice){NULL, 0};
    refuse(t, at, rule, "%s", message);
    t->subject.resource = resource;
}

static enum policy_kind kind_of_if(struct transform *t, const struct node *policy)
{
    const struct node *branches = map_get(policy, K(FnIf));

    if (list_count(branches) != 3) {
        refuse_if(t, branches, SAM_INTRINSIC,
                  "Fn::If takes a list of three: condition, value if true, value if false.");
        return POLICY_MIXED;
    }
    enum policy_kind yes =
        is_no_value(list_at(branches, 1)) ? POLICY_NOTHING : kind_of(t, list_at(branches, 1));
    enum policy_kind no =
        is_no_value(list_at(branches, 2)) ? POLICY_NOTHING : kind_of(t, list_at(branches, 2));
    if (yes == no || no == POLICY_NOTHING) return yes == POLICY_NOTHING ? POLICY_MANAGED : yes;
    if (yes == POLICY_NOTHING) return no;
    refuse_if(t, policy, SAM_POLICY,
              "Both branches of an Fn::If in Policies must be of one kind: managed policies, "
              "statements, or policy templates. Use one Fn::If for each kind.");
    return POLICY_MIXED;
}

static enum policy_kind kind_of(struct transform *t, const struct node *policy)
{
    if (node_is_string(policy)) return POLICY_MANAGED;
    if (is_if(policy)) return kind_of_if(t, policy);
    if (is_intrinsic(policy)) return POLICY_MANAGED;
    if (map_has(policy, K(Statement))) return POLICY_STATEMENT;
    return template_of(policy) ? POLICY_TEMPLATE : POLICY_UNKNOWN;
}

/* -- Policy templates ---------------------------------------------------------------------------
 */

/* The definition as a tree of the transform's own. */
static const struct node *definition_tree(struct transform *t, const struct policy_template *policy)
{
    return document_read_constant(t->b, slice_of(policy->definition));
}

static bool is_parameter(const struct policy_template *policy, struct slice name)
{
    struct slice rest = slice_of(policy->parameters);

    while (rest.size) {
        size_t end = slice_find(rest, ' ');
        if (slice_eq(slice_first(rest, end), name)) return true;
        rest = slice_from(rest, end + 1);
    }
    return false;
}

struct substitution {
    struct transform *t;
    const struct policy_template *policy;
    const struct node *values;
};

static const struct node *substitute(void *context, const struct node *node)
{
    const struct substitution *substitution = context;
    const struct symbol *name = ref_target(substitution->t->b, node);

    if (name && is_parameter(substitution->policy, symbol_slice(name)))
        return map_get(substitution->values, name);
    return node_replace_children(substitution->t->b, node, substitute, context);
}

/* Whether all parameters have a value; the first one that has none is reported. */
static bool has_values(struct transform *t, const struct policy_template *policy,
                       const struct node *policy_node, const struct node *values)
{
    struct slice rest = slice_of(policy->parameters);

    while (rest.size) {
        size_t end = slice_find(rest, ' ');
        struct slice name = slice_first(rest, end);
        if (!map_has(values, symbol_for(t, name))) {
            refuse(t, policy_node, SAM_POLICY, "The policy template %s needs a value for %.*s.",
                   policy->name, SLICE_ARG(name));
            return false;
        }
        rest = slice_from(rest, end + 1);
    }
    return true;
}

static const struct node *expand_template(struct transform *t, const struct node *policy_node)
{
    const struct policy_template *policy = template_of(policy_node);
    const struct node *values = map_single(policy_node)->value;

    if (!node_is_map(values)) {
        refuse(t, values, SAM_POLICY,
               "The parameters of the policy template %s must be a map, but are %s. Write {} when "
               "it takes none.",
               policy->name, node_kind_name(values));
        return policy_node;
    }
    if (!has_values(t, policy, policy_node, values)) return policy_node;
    struct substitution substitution = {t, policy, values};
    const struct node *definition = definition_tree(t, policy);
    return policy->parameters[0] ? substitute(&substitution, definition) : definition;
}

static const struct node *expand_if(struct transform *t, const struct node *policy)
{
    struct node *branches = node_copy(t->b, map_get(policy, K(FnIf)));
    struct node *copy = node_copy(t->b, policy);

    for (uint32_t i = 1; i < 3; i++)
        if (template_of(list_at(branches, i)))
            branches->list->items[i] = expand_template(t, list_at(branches, i));
    map_set(t->b, copy, K(FnIf), branches);
    return copy;
}

const struct node *expand_policy_templates(struct transform *t, const struct node *policies)
{
    if (!node_is_truthy(policies)) return policies;
    const struct node *given_list = node_is_list(policies) ? policies : LIST(t->b, policies);
    struct node *list = node_list(t->b);

    LIST_EACH (given_list, each) {
        const struct node *policy = each.value;
        if (kind_of(t, policy) == POLICY_TEMPLATE)
            policy = is_if(policy) ? expand_if(t, policy) : expand_template(t, policy);
        list_add(t->b, list, policy);
    }
    list->flags = policies->flags | NODE_OWNED;
    list->origin = policies->origin;
    return list;
}

/* -- Roles --------------------------------------------------------------------------------------
 */

struct node *assume_role_policy(struct transform *t, const char *service)
{
    struct node *statement = MAP(
        t->b, {K(Action), LIST(t->b, STR(t->b, "sts:AssumeRole"))}, {K(Effect), STR(t->b, "Allow")},
        {K(Principal), MAP(t->b, {K(Service), LIST(t->b, node_cstring(t->b, service))})});

    return MAP(t->b, {K(Version), STR(t->b, "2012-10-17")}, {K(Statement), LIST(t->b, statement)});
}

struct node *allow(struct transform *t, const char *action, const struct node *resource)
{
    return MAP(t->b, {K(Action), node_cstring(t->b, action)}, {K(Effect), STR(t->b, "Allow")},
               {K(Resource), resource});
}

struct node *named_policy(struct transform *t, const struct symbol *id, const char *suffix,
                          const struct node *statements)
{
    struct slice name = CONCAT(t->b->arena, symbol_slice(id), slice_of(suffix));

    return MAP(t->b, {K(PolicyName), node_string(t->b, name)},
               {K(PolicyDocument), MAP(t->b, {K(Statement), statements})});
}

struct node *inline_policy(struct transform *t, struct slice name, const struct node *action,
                           const struct node *resource)
{
    struct node *statement =
        MAP(t->b, {K(Action), action}, {K(Effect), STR(t->b, "Allow")}, {K(Resource), resource});

    return MAP(t->b, {K(PolicyName), node_string(t->b, name)},
               {K(PolicyDocument), MAP(t->b, {K(Version), STR(t->b, "2012-10-17")},
                                       {K(Statement), LIST(t->b, statement)})});
}

struct node *managed_policy(struct transform *t, const char *path_and_name)
{
    return node_string(t->b, CONCAT(t->b->arena, SLICE("arn:"), t->partition,
                                    SLICE(":iam::aws:policy/"), slice_of(path_and_name)));
}

/* The ARN for a name; what is an ARN, or is not known, stays as it is. */
static const struct node *managed_policy_of(struct transform *t, const struct node *policy)
{
    struct slice name = node_text(policy);
    struct slice arn = managed_policy_arn(t->b->arena, t->partition, name);

    if (!node_is_string(policy)) return policy;
    if (arn.text) return node_string(t->b, arn);
    if (slice_starts(name, SLICE("arn:"))) return policy;
    const struct node *known = map_get(t->options->managed_policies, symbol_for(t, name));
    return known ? known : policy;
}

static const struct node *managed_policy_entry(struct transform *t, const struct node *policy)
{
    if (!is_if(policy)) return managed_policy_of(t, policy);
    struct node *branches = node_copy(t->b, map_get(policy, K(FnIf)));
    struct node *copy = node_copy(t->b, policy);

    for (uint32_t i = 1; i < 3; i++)
        branches->list->items[i] = managed_policy_of(t, list_at(branches, i));
    map_set(t->b, copy, K(FnIf), branches);
    return copy;
}

static struct node *named_document(struct transform *t, struct slice name,
                                   const struct node *document)
{
    return MAP(t->b, {K(PolicyName), node_string(t->b, name)}, {K(PolicyDocument), document});
}

static const struct node *statement_entry(struct transform *t, const struct node *policy,
                                          struct slice name)
{
    if (!is_if(policy)) return named_document(t, name, policy);
    struct node *branches = node_copy(t->b, map_get(policy, K(FnIf)));
    struct node *copy = node_copy(t->b, policy);

    for (uint32_t i = 1; i < 3; i++)
        if (!is_no_value(list_at(branches, i)))
            branches->list->items[i] = named_document(t, name, list_at(branches, i));
    map_set(t->b, copy, K(FnIf), branches);
    return copy;
}

static void refuse_policy(struct transform *t, const struct node *policy, uint32_t index)
{
    const struct map_entry *entry = map_single(policy);
    const char *nearest = entry ? policy_template_nearest(entry_key(entry)) : NULL;

    if (nearest)
        refuse(t, policy, SAM_POLICY, "There is no policy template %s. Did you mean %s?",
               entry->key->text, nearest);
    else
        refuse(t, policy, SAM_POLICY,
               "Item %u of Policies is none of: the name or ARN of a managed policy, a map with "
               "Statement, a policy template with its parameters.",
               index + 1);
}

void plan_managed_policy(struct transform *t, struct role_plan *plan, const struct node *arn)
{
    if (!list_holds(plan->managed_policies, arn)) list_add(t->b, plan->managed_policies, arn);
}

void plan_user_policies(struct transform *t, struct role_plan *plan, const struct node *policies)
{
    const struct node *list =
        !node_is_truthy(policies) || node_is_list(policies) ? policies : LIST(t->b, policies);

    LIST_EACH (list, each) {
        enum policy_kind kind = kind_of(t, each.value);
        if (kind == POLICY_UNKNOWN || kind == POLICY_TEMPLATE) {
            refuse_policy(t, each.value, each.next - 1);
        } else if (kind == POLICY_STATEMENT) {
            struct slice name = CONCAT(t->b->arena, symbol_slice(plan->id), SLICE("Policy"),
                                       slice_printf(t->b->arena, "%u", each.next - 1));
            list_add(t->b, plan->inline_policies, statement_entry(t, each.value, name));
        } else if (kind == POLICY_MANAGED) {
            plan_managed_policy(t, plan, managed_policy_entry(t, each.value));
        }
    }
}

struct resource *add_role(struct transform *t, const struct sam_resource *from,
                          const struct role_plan *plan)
{
    struct resource *role = add_resource(t, plan->id, K(AWS_IAM_Role), from, ATTRIBUTES_PASSED);

    set(t, role, K(AssumeRolePolicyDocument), plan->assume_role_policy);
    set(t, role, K(ManagedPolicyArns), plan->managed_policies);
    set(t, role, K(Policies), plan->inline_policies);
    set(t, role, K(Path), plan->path);
    set(t, role, K(PermissionsBoundary), plan->permissions_boundary);
    set(t, role, K(Tags), plan->tags);
    return role;
}
