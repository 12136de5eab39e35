/* Resource policies of REST APIs: which accounts, addresses and networks may call a path. They
 * become IAM statements in x-amazon-apigateway-policy.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
#include "base/utf8.h"
#include "document/python_order.h"
#include "transform/api_path.h"
#include "transform/item_set.h"
#include "transform/swagger.h"

/* The policy of the definition, made if need be; it is put into the document by keep_policy(). */
static struct node *policy_of(struct definition *definition)
{
    struct transform *t = definition->t;
    struct node *policy = map_edit(t->b, definition->root, K(XPolicy));

    return node_is_map(policy) ? policy : node_python_map(t->b);
}

static void keep_policy(struct definition *definition, const struct node *policy)
{
    map_set(definition->t->b, definition->root, K(XPolicy), policy);
}

/* execute-api:/stage/METHOD/path for each method of a path. */
static struct node *resources_of(struct definition *definition, const struct symbol *path,
                                 const struct node *stage)
{
    struct transform *t = definition->t;
    struct read_contents items = contents_of(t, map_get(definition->paths, path));
    struct node *list = node_list(t->b);

    for (uint32_t i = 0; i < items.count; i++)
        MAP_EACH (items.items[i], each) {
            struct slice text = CONCAT(t->b->arena, SLICE("execute-api:/${__Stage__}/"),
                                       method_in_arn(t, symbol_slice(each.key)),
                                       path_with_wildcards(t, symbol_slice(path), API_REST));
            struct node *names = MAP(t->b, {symbol_for(t, SLICE("__Stage__")), stage});
            list_add(t->b, list,
                     MAP(t->b, {K(FnSub), LIST(t->b, node_user_string(t->b, text), names)}));
        }
    return list;
}

static struct node *statement(struct transform *t, const char *effect, const struct node *resources,
                              const struct node *principal)
{
    struct node *node = node_python_map(t->b);

    map_set(t->b, node, K(Effect), node_cstring(t->b, effect));
    map_set(t->b, node, K(Action), STR(t->b, "execute-api:Invoke"));
    map_set(t->b, node, K(Resource), resources);
    map_set(t->b, node, K(Principal), principal);
    return node;
}

static void set_version(struct transform *t, struct node *policy)
{
    map_set(t->b, policy, K(Version), STR(t->b, "2012-10-17"));
}

/* The statements there are, as an owned list. */
static struct node *statements_of(struct transform *t, struct node *policy)
{
    const struct node *statements = given(policy, K(Statement));

    if (!statements) return node_list(t->b);
    return node_is_list(statements) ? map_edit(t->b, policy, K(Statement)) : LIST(t->b, statements);
}

/* -- Accounts -----------------------------------------------------------------------------------
 */

static void add_accounts(struct transform *t, struct node *policy, const struct node *accounts,
                         const char *effect, const struct node *resources)
{
    struct node *principal = node_python_map(t->b);

    if (!node_is_truthy(accounts)) return;
    if (!node_is_list(accounts) && !node_is_map(accounts)) {
        refuse_document(t, accounts, SAM_AUTH,
                        "The accounts of a ResourcePolicy must be a list, "
                        "but are %s.",
                        node_kind_name(accounts));
        return;
    }
    map_set(t->b, principal, K(AWS), node_is_list(accounts) ? accounts : LIST(t->b, accounts));
    set_version(t, policy);
    struct node *added = statement(t, effect, resources, principal);
    if (!given(policy, K(Statement))) { /* a single statement is no list here */
        map_set(t->b, policy, K(Statement), added);
        return;
    }
    struct node *statements = statements_of(t, policy);
    list_add(t->b, statements, added);
    map_set(t->b, policy, K(Statement), statements);
}

/* -- Addresses and networks ---------------------------------------------------------------------
 */

/* Everybody may call, but for those to whom the condition applies. */
static void add_allow_and_deny(struct transform *t, struct node *policy, const char *operator_,
                               const struct node *operand, const struct node *resources)
{
    struct node *allowed = statement(t, "Allow", resources, STR(t->b, "*"));
    struct node *denied = statement(t, "Deny", resources, STR(t->b, "*"));
    struct node *statements = statements_of(t, policy);

    map_set(t->b, denied, K(Condition), MAP(t->b, {symbol_for(t, slice_of(operator_)), operand}));
    set_version(t, policy);
    list_add_new(t, statements, allowed);
    list_add_new(t, statements, denied);
    map_set(t->b, policy, K(Statement), statements);
}

static void add_addresses(struct transform *t, struct node *policy, const struct node *addresses,
                          const char *operator_, const struct node *resources)
{
    if (!node_is_truthy(addresses)) return;
    const struct node *list = node_is_list(addresses) ? addresses : LIST(t->b, addresses);
    add_allow_and_deny(t, policy, operator_,
                       MAP(t->b, {symbol_for(t, SLICE("aws:SourceIp")), list}), resources);
}

/* The lists of a whitelist or a blacklist. */
struct networks {
    const struct symbol *names; /* of VPCs and VPC endpoints, as text */
    const struct symbol *vpcs;  /* intrinsics */
    const struct symbol *endpoints;
    const char *operator_;
};

static const struct networks network_lists[] = {
    {K(SourceVpcBlacklist), K(IntrinsicVpcBlacklist), K(IntrinsicVpceBlacklist), "StringEquals"},
    {K(SourceVpcWhitelist), K(IntrinsicVpcWhitelist), K(IntrinsicVpceWhitelist), "StringNotEquals"},
};

/* The items of one of the lists. A text stands for its letters and a map for its keys, as in the
 * reference, which never is what was meant. NULL after an error. */
static const struct node *network_items(struct transform *t, const struct node *value,
                                        const struct symbol *property)
{
    struct node *items = node_list(t->b);

    if (!value || node_is_list(value)) return value ? value : items;
    if (!node_is_string(value) && !node_is_map(value)) {
        refuse_document(t, value, SAM_AUTH, "%s must be a list, but is %s.", property->text,
                        node_kind_name(value));
        return NULL;
    }
    warn(t, value, SAM_NETWORK_LIST,
         "%s must be a list, but is %s, of which SAM takes %s for the items of the list. Write a "
         "list.",
         property->text, node_kind_name(value), node_is_map(value) ? "the keys" : "the letters");
    MAP_EACH (value, each)
        list_add(t->b, items, user_name_node(t, each.key));
    for (size_t at = 0; node_is_string(value) && at < node_text(value).size;) {
        size_t start = at;
        utf8_next(node_text(value), &at);
        struct slice letter = slice_first(slice_from(node_text(value), start), at - start);
        list_add(t->b, items, node_string(t->b, letter));
    }
    return items;
}

/* The same for a list of names, not of intrinsics. */
static const struct node *network_names(struct transform *t, const struct node *value,
                                        const struct symbol *property)
{
    const struct node *names = network_items(t, value, property);

    LIST_EACH (names, each)
        if (!node_is_string(each.value)) {
            refuse_document(t, each.value, SAM_AUTH,
                            "%s must be a list of strings. Put intrinsic functions into the list "
                            "that is called Intrinsic... instead of Source....",
                            property->text);
            return NULL;
        }
    return names;
}

static void add_names(struct transform *t, struct node *list, const struct node *names,
                      struct slice prefix)
{
    LIST_EACH (names, each)
        if (slice_starts(node_text(each.value), prefix)) list_add(t->b, list, each.value);
}

static void add_networks(struct transform *t, struct node *policy, const struct node *config,
                         const struct networks *lists, const struct node *resources)
{
    const struct node *names = network_names(t, given(config, lists->names), lists->names);
    const struct node *more_vpcs = network_items(t, given(config, lists->vpcs), lists->vpcs);
    const struct node *more_endpoints =
        network_items(t, given(config, lists->endpoints), lists->endpoints);
    struct node *vpcs = node_list(t->b), *endpoints = node_list(t->b);
    struct node *condition = node_python_map(t->b);

    if (t->aborted) return;
    add_names(t, vpcs, names, SLICE("vpc-"));
    add_names(t, endpoints, names, SLICE("vpce-"));
    list_add_all(t->b, vpcs, more_vpcs);
    list_add_all(t->b, endpoints, more_endpoints);
    if (list_count(vpcs)) map_set(t->b, condition, symbol_for(t, SLICE("aws:SourceVpc")), vpcs);
    if (list_count(endpoints))
        map_set(t->b, condition, symbol_for(t, SLICE("aws:SourceVpce")), endpoints);
    if (condition->count) add_allow_and_deny(t, policy, lists->operator_, condition, resources);
}

/* -- The whole ----------------------------------------------------------------------------------
 */

void swagger_add_resource_policy(struct definition *definition, const struct node *config,
                                 const struct symbol *path, const struct node *stage)
{
    struct transform *t = definition->t;
    struct node *policy = policy_of(definition);
    const struct node *resources = resources_of(definition, path, stage);

    add_accounts(t, policy, given(config, K(AwsAccountWhitelist)), "Allow", resources);
    add_accounts(t, policy, given(config, K(AwsAccountBlacklist)), "Deny", resources);
    add_addresses(t, policy, given(config, K(IpRangeWhitelist)), "NotIpAddress", resources);
    add_addresses(t, policy, given(config, K(IpRangeBlacklist)), "IpAddress", resources);
    for (size_t i = 0; i < 2 && !t->aborted; i++)
        add_networks(t, policy, config, &network_lists[i], resources);
    if (t->aborted) return;
    keep_policy(definition, policy);
}

void swagger_add_custom_statements(struct definition *definition, const struct node *custom)
{
    struct transform *t = definition->t;
    struct node *policy = policy_of(definition);

    set_version(t, policy);
    if (!given(policy, K(Statement))) {
        map_set(t->b, policy, K(Statement), custom);
    } else {
        struct node *statements = statements_of(t, policy);
        const struct node *list = node_is_list(custom) ? custom : LIST(t->b, custom);
        LIST_EACH (list, each)
            list_add_new(t, statements, each.value);
        map_set(t->b, policy, K(Statement), statements);
    }
    keep_policy(definition, policy);
}
