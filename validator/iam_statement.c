/* One statement of a policy document: its keys, and the form of their values.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
#include "validator/iam_policy_internal.h"

#include "base/nearest.h"

static void report_kind(struct policy_walk *walk, const struct visit *at, const char *expected)
{
    schema_report(&walk->schema, walk->form->rule, schema_span(at),
                  "%s is expected here, but this is %s.", expected, node_kind_name(at->node));
}

static bool is_scalar(const struct node *node)
{
    return !node_is_map(node) && !node_is_list(node);
}

static bool fits(struct policy_walk *walk, struct slice pattern, const struct node *node)
{
    return node_is(node, NODE_BOOL) || schema_matches(&walk->schema, pattern, node_text(node));
}

/* -- Sid, Effect, Action ------------------------------------------------------------------------
 */

static void check_sid(struct policy_walk *walk, const struct visit *at)
{
    if (!is_scalar(at->node))
        report_kind(walk, at, "A text");
    else if (walk->form->flags & POLICY_PLAIN_SIDS &&
             !fits(walk, SLICE("^[A-Za-z0-9]+$"), at->node))
        schema_report(policy_about_text(walk), walk->form->rule, schema_span(at),
                      "The Sid of a statement has only letters and digits here. Rename \"%.*s\".",
                      SLICE_ARG(node_text(at->node)));
}

static void check_effect(struct policy_walk *walk, const struct visit *at)
{
    if (!node_is_text(at->node, SLICE("Allow")) && !node_is_text(at->node, SLICE("Deny")))
        schema_report(policy_about_text(walk), walk->form->rule, schema_span(at),
                      "Effect must be Allow or Deny, written like this.");
}

static void check_text(struct policy_walk *walk, const struct visit *at)
{
    if (!is_scalar(at->node)) report_kind(walk, at, "A text");
}

static void check_texts(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_map(at->node))
        report_kind(walk, at, "A text or a list of texts");
    else
        policy_each_item(walk, at, check_text);
}

static void check_action(struct policy_walk *walk, const struct visit *at)
{
    if (is_scalar(at->node))
        policy_check_action(walk, at);
    else
        report_kind(walk, at, "The name of an action");
}

static void check_actions(struct policy_walk *walk, const struct visit *at)
{
    walk->actions = schema_span(at);
    if (node_is_map(at->node))
        report_kind(walk, at, "The name of an action or a list of names");
    else
        policy_each_item(walk, at, check_action);
    if (node_is_list(at->node) && list_count(at->node) == 0)
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "The list of actions is empty. Name at least one, or remove the statement.");
}

/* -- Resource -----------------------------------------------------------------------------------
 */

static void check_resource_arn(struct policy_walk *walk, const struct visit *at)
{
    static const char arn[] =
        "^(arn:(aws[A-Za-z\\-]*?|\\*):[^:]+:[^:]*(:(?:\\d{12}|\\*|aws)?:.+|)|\\*)$";
    static const char arn_of_resource[] =
        "^(arn:aws[A-Za-z\\-]*?:[^:]+:[^:]*(:(?:\\d{12}|\\*|aws)?:.+|)|\\*)$";
    bool is_of_resource = walk->form->rule == RULE_RESOURCE_POLICY;
    bool can_be_all = walk->type != K(AWS_S3_BucketPolicy);

    if (!is_scalar(at->node)) {
        report_kind(walk, at, "An ARN");
        return;
    }
    if (is_of_resource && !node_is_string(at->node)) return;
    if (fits(walk, is_of_resource ? SLICE(arn_of_resource) : SLICE(arn), at->node) &&
        (can_be_all || !node_is_text(at->node, SLICE("*"))))
        return;
    schema_report(
        is_of_resource ? &walk->schema : policy_about_text(walk),
        is_of_resource ? RULE_POLICY_ARN : walk->form->rule, schema_span(at),
        "\"%.*s\" is no ARN. Resources of a statement are ARNs%s.", SLICE_ARG(node_text(at->node)),
        can_be_all ? ", with * for any part, or *" : ", such as arn:aws:s3:::my-bucket/*");
}

static void check_resources(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_map(at->node))
        report_kind(walk, at, "An ARN or a list of ARNs");
    else
        policy_each_item(walk, at, check_resource_arn);
}

/* -- Principal ----------------------------------------------------------------------------------
 */

static void check_aws_principal(struct policy_walk *walk, const struct visit *at)
{
    static const char principal[] =
        "^(\\*$|\\d{12}$|arn:aws(-cn|-us-gov)?:(iam::\\d{12}:(root|user|group|role)|"
        "sts::\\d{12}:assumed-role|iam::cloudfront:user/.+$))";

    if (!is_scalar(at->node))
        report_kind(walk, at, "The ARN of a principal");
    else if (!fits(walk, SLICE(principal), at->node))
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "\"%.*s\" is no principal of AWS. It is the id of an account (12 digits), "
                      "the ARN of a user, a role or the root of an account, or *.",
                      SLICE_ARG(node_text(at->node)));
}

static void check_aws_principals(struct policy_walk *walk, const struct visit *at)
{
    if (node_is_map(at->node))
        report_kind(walk, at, "A text or a list of texts");
    else
        policy_each_item(walk, at, check_aws_principal);
}

static void check_principal(struct policy_walk *walk, const struct visit *at)
{
    if (!node_is_map(at->node)) {
        if (!node_is_text(at->node, SLICE("*")))
            schema_report(&walk->schema, walk->form->rule, schema_span(at),
                          "A principal is * or a map such as Service: lambda.amazonaws.com or AWS: "
                          "the id of an account.");
        return;
    }
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        if (each.key == K(AWS))
            policy_each_value(walk, &below, check_aws_principals);
        else if (each.key == K(Service) || each.key == K(Federated) || each.key == K(CanonicalUser))
            policy_each_value(walk, &below, check_texts);
    }
}

/* -- Condition ----------------------------------------------------------------------------------
 */

static bool is_truth(const struct node *node)
{
    return node_is(node, NODE_BOOL) || node_is_text(node, SLICE("true")) ||
           node_is_text(node, SLICE("false"));
}

static void check_truth(struct policy_walk *walk, const struct visit *at)
{
    if (!is_truth(at->node))
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "Null compares with true or false only.");
}

static void check_truths(struct policy_walk *walk, const struct visit *at)
{
    policy_each_item(walk, at, check_truth);
}

/* What an operator compares with: a map from keys of conditions to values. */
static void check_comparison(struct policy_walk *walk, const struct visit *at)
{
    bool is_null = at->entry && slice_eq(entry_key(at->entry), SLICE("Null"));

    if (!node_is_map(at->node)) {
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "An operator has a map from condition keys to values, such as "
                      "aws:SourceAccount: the id of an account, but this is %s.",
                      node_kind_name(at->node));
        return;
    }
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        policy_each_value(walk, &below, is_null ? check_truths : check_texts);
    }
}

static void check_operator(struct policy_walk *walk, const struct visit *at)
{
    static const char operators[] =
        "^(BinaryEquals|(ForAnyValue:|ForAllValues:)?("
        "((Not)?IpAddress|Arn(Not)?(Equals|Like)|Numeric(Less|Greater)Than(Equals)?|"
        "Numeric(Not)?Equals|String(Not)?Equals(IgnoreCase)?|String(Not)?Like)(Exists)?|"
        "Bool|Null|Date(Less|Greater)Than(Equals)?|Date(Not)?Equals)(IfExists)?)$";
    struct slice name = entry_key(at->entry);

    if (schema_matches(&walk->schema, SLICE(operators), name))
        policy_each_value(walk, at, check_comparison);
    else
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "There is no condition operator %.*s. Operators are such as StringEquals, "
                      "ArnLike or Bool; condition keys stand one level deeper.",
                      SLICE_ARG(name));
}

static void check_condition(struct policy_walk *walk, const struct visit *at)
{
    if (!node_is_map(at->node)) {
        report_kind(walk, at, "A map from operators to what they compare");
        return;
    }
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_operator(walk, &below);
    }
}

/* -- Statement ----------------------------------------------------------------------------------
 */

/* What a statement may have. */
static const struct statement_key {
    const struct symbol *key;
    unsigned flag; /* that the form of the document must have; 0: none */
    policy_check *check;
} keys[] = {
    {K(Sid), 0, check_sid},
    {K(Effect), 0, check_effect},
    {K(Principal), POLICY_PRINCIPAL, check_principal},
    {K(NotPrincipal), POLICY_PRINCIPAL, check_principal},
    {K(Action), 0, check_actions},
    {K(NotAction), 0, check_actions},
    {K(Resource), POLICY_RESOURCE, check_resources},
    {K(NotResource), POLICY_RESOURCE, check_resources},
    {K(Condition), 0, check_condition},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

static const struct statement_key *key_of(const struct symbol *name)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (keys[i].key == name) return &keys[i];
    return NULL;
}

static void report_unknown_key(struct policy_walk *walk, const struct visit *at)
{
    struct slice name = entry_key(at->entry);
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < KEY_COUNT; i++)
        nearest_try(&nearest, symbol_slice(keys[i].key));
    if (nearest.found.text)
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "A statement has no %.*s. Did you mean %.*s?", SLICE_ARG(name),
                      SLICE_ARG(nearest.found));
    else
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "A statement has no %.*s. Remove it, or look for the name that is meant.",
                      SLICE_ARG(name));
}

static void check_entry(struct policy_walk *walk, const struct visit *at)
{
    const struct statement_key *key = key_of(at->entry->key);

    if (!key) {
        if (at->entry->key != K(FnTransform)) report_unknown_key(walk, at);
    } else if (key->flag && !(walk->form->flags & key->flag)) {
        schema_report(&walk->schema, walk->form->rule, schema_span(at),
                      "Statements of %s have no %s. Remove it.", walk->form->name, key->key->text);
    } else {
        policy_each_value(walk, at, key->check);
    }
}

/* Exactly one of two keys has to be there. One that is there under a condition is taken for right.
 */
static void check_pair(struct policy_walk *walk, const struct visit *at, const struct symbol *key,
                       const struct symbol *opposite, bool is_needed)
{
    const struct map_entry *both[] = {map_find(at->node, key), map_find(at->node, opposite)};

    if (!present(at->node, key) && !present(at->node, opposite)) {
        if (is_needed)
            schema_report(&walk->schema, walk->form->rule, schema_whole_span(at),
                          "The statement has neither %s nor %s. Add one of them.", key->text,
                          opposite->text);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        if (!both[0] || !both[1] || is_if(both[0]->value) || is_if(both[1]->value) ||
            is_no_value(both[0]->value) || is_no_value(both[1]->value))
            continue;
        struct visit below = schema_visit(at, both[i]->value, both[i]);
        schema_report(&walk->schema, walk->form->rule, schema_span(&below),
                      "A statement has either %s or %s, not both. Remove one of them.", key->text,
                      opposite->text);
    }
}

void policy_check_statement(struct policy_walk *walk, const struct visit *at)
{
    unsigned flags = walk->form->flags;

    if (at->node->flags & NODE_GENERATED) return;
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_entry(walk, &below);
    }
    if (map_has(at->node, K(FnTransform))) return;
    if (!present(at->node, K(Effect)))
        schema_report(&walk->schema, walk->form->rule, schema_whole_span(at),
                      "The statement has no Effect. Add Effect: Allow, or Deny.");
    check_pair(walk, at, K(Action), K(NotAction), true);
    if (flags & POLICY_RESOURCE)
        check_pair(walk, at, K(Resource), K(NotResource), flags & POLICY_NEEDS_RESOURCE);
    if (flags & POLICY_PRINCIPAL) check_pair(walk, at, K(Principal), K(NotPrincipal), true);
}
