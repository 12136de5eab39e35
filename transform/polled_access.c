/* What the role of a function needs to read from a source that asks for credentials: the secret
 * that SourceAccessConfigurations names, the key it is encrypted with, and the source's network.
 *
 * https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html
 */
#include "transform/policies.h"
#include "transform/polled_sources.h"

/* -- Statements ---------------------------------------------------------------------------------
 */

struct node *allow_actions(struct transform *t, const char *actions, const struct node *resource)
{
    struct node *list = node_list(t->b);

    for (struct slice rest = slice_of(actions); rest.size;) {
        size_t end = slice_find(rest, ' ');
        list_add(t->b, list, node_string(t->b, slice_first(rest, end)));
        rest = slice_from(rest, end + 1);
    }
    return MAP(t->b, {K(Action), list}, {K(Effect), STR(t->b, "Allow")},
               {K(Resource), resource ? resource : node_null(t->b)});
}

struct node *allow_secret(struct transform *t, const struct node *secret)
{
    return allow_actions(t, "secretsmanager:GetSecretValue", secret);
}

struct node *allow_network(struct transform *t)
{
    return allow_actions(t,
                         "ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces "
                         "ec2:DeleteNetworkInterface ec2:DescribeVpcs ec2:DescribeSubnets "
                         "ec2:DescribeSecurityGroups",
                         STR(t->b, "*"));
}

/* -- Secrets ------------------------------------------------------------------------------------
 */

static bool is_among(const struct node *type, const char *const *types)
{
    while (*types && !node_is_text(type, slice_of(*types)))
        types++;
    return *types != NULL;
}

/* Checks one entry of SourceAccessConfigurations: a map whose Type the source knows. */
static bool check_access(struct event *event, const struct node *access, const char *const *types)
{
    struct transform *t = event->t;
    const struct node *type = map_get(access, K(Type));

    if (!node_is_map(access))
        refuse(t, access, SAM_TYPE,
               "An item of SourceAccessConfigurations must be a map with Type and URI, but is %s.",
               node_kind_name(access));
    else if (!node_is_string(type))
        refuse(t, type ? type : access, SAM_TYPE,
               "The Type of an item of SourceAccessConfigurations must be a plain string.");
    else if (!is_among(type, types))
        refuse(t, type, SAM_VALUE,
               "This event source does not take '%.*s' in SourceAccessConfigurations. It takes "
               "%s%s%s.",
               SLICE_ARG(node_text(type)), types[0], types[1] ? " and " : "",
               types[1] ? types[1] : "");
    else
        return true;
    return false;
}

const struct node *basic_auth_secret(struct event *event, const char *const *types)
{
    struct transform *t = event->t;
    const struct node *list = event_property(event, K(SourceAccessConfigurations));
    const struct node *found = NULL;

    if (!node_is_truthy(list) || !node_is_list(list)) {
        refuse(t, list, list ? SAM_TYPE : SAM_REQUIRED,
               "This event source needs SourceAccessConfigurations: a list with an item of Type "
               "BASIC_AUTH whose URI is the ARN of a secret.");
        return NULL;
    }
    LIST_EACH (list, each) {
        if (!check_access(event, each.value, types)) return NULL;
        if (!node_is_text(map_get(each.value, K(Type)), SLICE("BASIC_AUTH"))) continue;
        if (found) {
            refuse(t, each.value, SAM_CONFLICT,
                   "SourceAccessConfigurations may have one item of Type BASIC_AUTH only.");
            return NULL;
        }
        found = each.value;
    }
    if (!found)
        refuse(
            t, list, SAM_REQUIRED,
            "SourceAccessConfigurations needs an item of Type BASIC_AUTH whose URI is the ARN of "
            "a secret.");
    else if (!node_is_truthy(map_get(found, K(URI))))
        refuse(t, found, SAM_REQUIRED, "BASIC_AUTH needs a URI, the ARN of a secret.");
    else
        return map_get(found, K(URI));
    return NULL;
}

const struct node *secret_key_arn(struct event *event)
{
    struct transform *t = event->t;
    const struct node *key = event_property(event, K(SecretsManagerKmsKeyId));

    if (!node_is_truthy(key)) return NULL;
    if (!node_is_string(key)) {
        refuse(t, key, SAM_TYPE,
               "SecretsManagerKmsKeyId must be a plain string, the id of a key, because it becomes "
               "part of an ARN.");
        return NULL;
    }
    return sub_of(t,
                  CONCAT(t->b->arena,
                         SLICE("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/"),
                         node_text(key)));
}
