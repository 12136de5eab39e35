/* Policy documents of IAM as a whole: where they are, their version, their list of statements.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
#include "validator/iam_policy_internal.h"

/* -- Values -------------------------------------------------------------------------------------
 */

struct policy_use {
    struct policy_walk *walk;
    policy_check *check;
};

static void use_policy_value(void *context, const struct visit *at)
{
    struct policy_use *use = context;

    if (!node_is_nothing(at->node)) use->check(use->walk, at);
}

void policy_each_value(struct policy_walk *walk, const struct visit *at, policy_check *check)
{
    struct policy_use use = {walk, check};

    document_each_value(&walk->schema, at, use_policy_value, &use);
}

void policy_each_item(struct policy_walk *walk, const struct visit *at, policy_check *check)
{
    struct policy_use use = {walk, check};

    if (node_is_list(at->node))
        document_each_item(&walk->schema, at, use_policy_value, &use);
    else
        check(walk, at);
}

struct schema_walk *policy_about_text(struct policy_walk *walk)
{
    walk->schema.is_about_text = true;
    return &walk->schema;
}

/* -- Statements ---------------------------------------------------------------------------------
 */

static void check_statement(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_map(at->node))
        policy_check_statement(walk, at);
    else
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "A statement is a map with Effect and Action, but this is %s.",
                      node_kind_name(at->node));
}

/* Whether two statements have the same Sid, as far as it is known. Those of buckets and
 * repositories may. */
static void check_sids_differ(struct policy_walk *walk, const struct visit *at)
{
    static const char seen;
    struct table sids = {0};

    if (walk->type == K(AWS_S3_BucketPolicy) || walk->type == K(AWS_ECR_Repository)) return;
    LIST_EACH (at->node, each) {
        const struct node *sid = map_get(each.value, K(Sid));
        if (!node_is_string(sid) || !is_known_value(sid)) continue;
        const struct symbol *symbol = symbol_of(walk->schema.v->b->symbols, node_text(sid));
        if (table_get(&sids, symbol)) {
            schema_report(&walk->schema, walk->form->rule, schema_whole_span(at),
                          "Two statements have the Sid %s. Give each one of its own.",
                          symbol->text);
            return;
        }
        table_set(walk->schema.v->b->arena, &sids, symbol, &seen);
    }
}

static void check_statements(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_list(at->node)) check_sids_differ(walk, at);
    policy_each_item(walk, at, check_statement);
}

/* -- Documents ----------------------------------------------------------------------------------
 */

static void check_version(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_text(at->node, SLICE("2008-10-17")))
        schema_report(&walk->schema, RULE_POLICY_VERSION, schema_span(at),
                      "Version 2008-10-17 of the policy language has no variables such as "
                      "${aws:username}. Write 2012-10-17.");
    else if (!node_is_text(at->node, SLICE("2012-10-17")))
        schema_report(policy_about_text(walk), walk->form->rule, schema_span(at),
                      "Version is that of the policy language, not of the policy. Write "
                      "\"2012-10-17\".");
}

static void check_id(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_map(at->node) || node_is_list(at->node))
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "The Id of a policy is a text, but this is %s.", node_kind_name(at->node));
}

static void check_document_entry(struct policy_walk *walk, const struct visit *at)
{
    const struct symbol *key = at->entry->key;

    if (key == K(Version))
        policy_each_value(walk, at, check_version);
    else if (key == K(Statement))
        policy_each_value(walk, at, check_statements);
    else if (key == K(Id))
        policy_each_value(walk, at, check_id);
    else if (key != K(FnTransform))
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "A policy has Version, Id and Statement, and no %s. Remove it, or move it "
                      "into a statement.",
                      key->text);
}

static void check_document_map(struct policy_walk *walk, const struct visit *at)
{
    if (!node_is_map(at->node)) {
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "A policy is a map with Version and Statement, but this is %s.",
                      node_kind_name(at->node));
        return;
    }
    if (!present(at->node, K(Statement)) && !map_has(at->node, K(FnTransform)))
        schema_report(&walk->schema, walk->form->rule, schema_whole_span(at),
                      "The policy has no Statement, so it says nothing. Add it.");
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_document_entry(walk, &below);
    }
}

/* JSON text. */
static void check_document_text(struct policy_walk *walk, const struct visit *at)
{
    struct embedded embedded;
    struct visit root = *at;

    if (!document_enter(&walk->schema, at, node_text(at->node), true, &embedded)) return;
    root.node = embedded.root;
    if (root.node)
        check_document_map(walk, &root);
    else
        schema_report(&walk->schema, walk->form->rule, embedded.span,
                      "A policy that is a text is JSON, which this is not: %.*s",
                      SLICE_ARG(embedded.problem));
    document_leave(&walk->schema);
}

static void check_document(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_string(at->node))
        check_document_text(walk, at);
    else
        check_document_map(walk, at);
}

/* -- Resources ----------------------------------------------------------------------------------
 */

static const struct policy_form identity = {
    RULE_IDENTITY_POLICY, POLICY_RESOURCE | POLICY_NEEDS_RESOURCE | POLICY_PLAIN_SIDS,
    "a policy of users, groups or roles"};
static const struct policy_form resource = {
    RULE_RESOURCE_POLICY, POLICY_PRINCIPAL | POLICY_RESOURCE | POLICY_NEEDS_RESOURCE,
    "the policy of a resource"};
static const struct policy_form repository = {
    RULE_REPOSITORY_POLICY, POLICY_PRINCIPAL | POLICY_RESOURCE, "the policy of a repository"};
static const struct policy_form trust = {RULE_TRUST_POLICY, POLICY_PRINCIPAL, "a trust policy"};

/* Properties that hold a document. */
static const struct {
    const struct symbol *type, *property;
    bool is_inline; /* it is a list of maps with PolicyDocument */
    const struct policy_form *form;
} places[] = {
    {K(AWS_IAM_Role), K(AssumeRolePolicyDocument), false, &trust},
    {K(AWS_IAM_Role), K(Policies), true, &identity},
    {K(AWS_IAM_User), K(Policies), true, &identity},
    {K(AWS_IAM_Group), K(Policies), true, &identity},
    {K(AWS_IAM_Policy), K(PolicyDocument), false, &identity},
    {K(AWS_IAM_ManagedPolicy), K(PolicyDocument), false, &identity},
    {K(AWS_IAM_RolePolicy), K(PolicyDocument), false, &identity},
    {K(AWS_IAM_UserPolicy), K(PolicyDocument), false, &identity},
    {K(AWS_IAM_GroupPolicy), K(PolicyDocument), false, &identity},
    {K(AWS_SSO_PermissionSet), K(InlinePolicy), false, &identity},
    {K(AWS_S3_BucketPolicy), K(PolicyDocument), false, &resource},
    {K(AWS_SNS_TopicPolicy), K(PolicyDocument), false, &resource},
    {K(AWS_SQS_QueuePolicy), K(PolicyDocument), false, &resource},
    {K(AWS_KMS_Key), K(KeyPolicy), false, &resource},
    {K(AWS_OpenSearchService_Domain), K(AccessPolicies), false, &resource},
    {K(AWS_ECR_Repository), K(RepositoryPolicyText), false, &repository},
};

static void check_inline_policy(struct policy_walk *walk, const struct visit *at)
{
    const struct map_entry *entry = map_find(at->node, K(PolicyDocument));
    struct visit document;

    if (!entry) return;
    document = schema_visit(at, entry->value, entry);
    policy_each_value(walk, &document, check_document);
}

static void check_inline_policies(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_list(at->node)) policy_each_item(walk, at, check_inline_policy);
}

static void check_properties(struct policy_walk *walk, const struct visit *at)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct map_entry *entry =
            places[i].type == walk->type ? map_find(at->node, places[i].property) : NULL;
        if (!entry) continue;
        struct visit value = schema_visit(at, entry->value, entry);
        walk->form = places[i].form;
        policy_each_value(walk, &value,
                          places[i].is_inline ? check_inline_policies : check_document);
    }
}

void check_policies_of_resource(struct validation *v, const struct visit *visit)
{
    const struct map_entry *properties = visit->resource->properties;
    struct policy_walk walk = {
        .schema = {.v = v, .resource = visit, .scenario = visit->resource->scenario},
        .type = visit->type};

    if (!visit->type || !properties) return;
    struct visit at = schema_visit(visit, properties->value, properties);
    policy_each_value(&walk, &at, check_properties);
}
