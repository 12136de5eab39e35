/* What a connector grants. The profile has it as JSON with placeholders for what is known of the
 * two ends, for example "%{Source.Arn}". A text that is one placeholder becomes its value; one that
 * holds some becomes an Fn::Sub with a variable for each.
 */
#include "document/document.h"
#include "transform/connector.h"

/* -- Placeholders ----------------------------------------------------------------------------- */

static const char *const part_names[] = {
    [PART_ARN] = "Arn",
    [PART_RESOURCE_ID] = "ResourceId",
    [PART_NAME] = "Name",
    [PART_QUEUE_URL] = "QueueUrl",
    [PART_QUALIFIER] = "Qualifier",
};

/* The first placeholder of a text, as a text within it; size 0 when there is none. */
static struct slice find_placeholder(struct slice text)
{
    for (size_t at = slice_search(text, SLICE("%{")); at < text.size; at++) {
        struct slice rest = slice_from(text, at);
        if (!slice_starts(rest, SLICE("%{"))) continue;
        size_t end = 2;
        while (end < rest.size && (rest.text[end] == '.' || rest.text[end] == '_' ||
                                   is_alphanumeric((struct slice){&rest.text[end], 1})))
            end++;
        if (end > 2 && end < rest.size && rest.text[end] == '}') return slice_first(rest, end + 1);
    }
    return slice_first(text, 0);
}

/* Whether a text or key of a tree holds something that looks like a placeholder. */
static bool holds_placeholder(const struct node *node)
{
    LIST_EACH (node, each)
        if (holds_placeholder(each.value)) return true;
    MAP_EACH (node, each)
        if (find_placeholder(entry_key(each.entry)).size || holds_placeholder(each.value))
            return true;
    return node_is_string(node) && find_placeholder(node_text(node)).size;
}

/* Fills the placeholders of a profile. */
struct filling {
    const struct connector *c;
    bool failed; /* something is wrong with a value; the first is reported */
};

/* The value for a placeholder; NULL after an error. */
static const struct node *value_for(struct filling *f, struct slice placeholder)
{
    const struct connector *c = f->c;
    struct slice name = (struct slice){placeholder.text + 2, placeholder.size - 3};
    size_t dot = slice_find(name, '.');
    bool source = slice_eq(slice_first(name, dot), SLICE("Source"));
    const struct connector_end *end = source ? &c->source : &c->destination;
    const struct node *value = NULL;

    for (int part = 0; part < PART_COUNT; part++)
        if (slice_eq(slice_from(name, dot + 1), slice_of(part_names[part])))
            value = end->parts[part];
    if (value && !holds_placeholder(value)) return value;
    if (!f->failed && value)
        refuse(c->t, value, SAM_CONNECTOR,
               "%%{...} has no meaning in a connector. Use Fn::Sub with ${...}.");
    else if (!f->failed)
        refuse(c->t, end->reference, SAM_CONNECTOR,
               "A connector from %s to %s needs %.*s. Add it to %s.", c->profile->source,
               c->profile->destination, SLICE_ARG(slice_from(name, dot + 1)), end->name);
    f->failed = true;
    return NULL;
}

/* "Source.Arn" gives the name of a variable, SourceArn. */
static struct slice variable_for(struct arena *arena, struct slice placeholder)
{
    struct slice name = (struct slice){placeholder.text + 2, placeholder.size - 3};
    size_t dot = slice_find(name, '.');

    return CONCAT(arena, slice_first(name, dot), slice_from(name, dot + 1));
}

static const struct node *fill_text(struct filling *f, const struct node *node)
{
    struct transform *t = f->c->t;
    struct slice text = node_text(node), placeholder = find_placeholder(text);
    struct buffer out = buffer_new(t->b->arena);
    struct node *variables = node_map(t->b);

    if (!placeholder.size)
        return slice_search(text, SLICE("${")) < text.size ? sub_of(t, text) : node;
    if (placeholder.size == text.size) return value_for(f, placeholder);
    while (placeholder.size) {
        size_t at = (size_t)(placeholder.text - text.text);
        struct slice variable = variable_for(t->b->arena, placeholder);
        map_set(t->b, variables, symbol_for(t, variable), value_for(f, placeholder));
        buffer_add(&out, slice_first(text, at));
        buffer_printf(&out, "${%.*s}", SLICE_ARG(variable));
        text = slice_from(text, at + placeholder.size);
        placeholder = find_placeholder(text);
    }
    buffer_add(&out, text);
    return sub_with(t, buffer_slice(&out), variables);
}

static const struct node *fill(void *context, const struct node *node)
{
    struct filling *f = context;

    if (!node_is_string(node)) return node_replace_children(f->c->t->b, node, fill, f);
    const struct node *filled = fill_text(f, node);
    return filled ? filled : node;
}

/* -- Which permissions there are -------------------------------------------------------------- */

static bool asks_for(const struct connector *c, struct slice permission)
{
    LIST_EACH (c->permissions, each)
        if (node_is_text(each.value, permission)) return true;
    return false;
}

/* Whether the permissions asked for are one of the profile's combinations. */
static bool is_combination(const struct connector *c)
{
    bool read = asks_for(c, SLICE("Read")), write = asks_for(c, SLICE("Write"));
    struct slice wanted = read && write ? SLICE("Read Write")
                          : read        ? SLICE("Read")
                                        : SLICE("Write");
    struct slice rest = slice_of(c->profile->combinations);

    if (rest.size == 0) return true;
    while (rest.size) {
        size_t end = slice_find(rest, ',');
        if (slice_eq(slice_first(rest, end), wanted)) return true;
        rest = slice_from(rest, end + 1);
    }
    return false;
}

static bool check_permissions(const struct connector *c, const struct node *grants)
{
    const char *possible = map_count(grants) == 2     ? "Read and Write"
                           : map_has(grants, K(Read)) ? "only Read"
                                                      : "only Write";
    bool known = list_count(c->permissions) > 0;

    LIST_EACH (c->permissions, each)
        known &= map_has(grants, symbol_for(c->t, node_text(each.value)));
    if (known && is_combination(c)) return true;
    if (known)
        refuse(c->t, c->permissions, SAM_CONNECTOR,
               "A connector from %s to %s cannot work with these Permissions alone. Ask for Read "
               "and Write.",
               c->profile->source, c->profile->destination);
    else
        refuse(c->t, c->permissions, SAM_CONNECTOR,
               "Permissions of a connector from %s to %s must be a list of what it is to grant; "
               "possible is %s.",
               c->profile->source, c->profile->destination, possible);
    return false;
}

/* -- Generated resources ---------------------------------------------------------------------- */

static struct node *end_metadata(struct transform *t, const struct connector_end *end)
{
    return MAP(t->b, {K(Type), node_string(t->b, end->original_type)});
}

/* The user's Metadata with an entry that tells which connector the resource belongs to. */
static struct node *metadata_for(const struct connector *c)
{
    struct transform *t = c->t;
    const struct node *user = map_get(c->sam->node, K(Metadata));
    struct node *metadata = node_is_map(user) ? node_copy(t->b, user) : node_map(t->b);
    struct node *ends = MAP(t->b, {K(Source), end_metadata(t, &c->source)},
                            {K(Destination), end_metadata(t, &c->destination)});

    map_set(t->b, metadata, K(aws_sam_connectors), MAP(t->b, {c->sam->id, ends}));
    return metadata;
}

static struct resource *add_grant(struct connector *c, struct slice name, const struct symbol *type)
{
    struct transform *t = c->t;
    const struct symbol *id = ID(t, symbol_slice(c->sam->id), name, c->suffix);
    struct resource *resource = add_resource(t, id, type, c->sam, ATTRIBUTES_MAIN);

    set_attribute(t, resource, K(Metadata), metadata_for(c));
    list_add(t->b, c->ids, name_node(t, id));
    return resource;
}

/* The statements of all permissions asked for, in the order of the profile. */
static struct node *policy_document(const struct connector *c, const struct node *grants)
{
    struct transform *t = c->t;
    struct node *statements = node_list(t->b);

    MAP_EACH (grants, each) {
        if (asks_for(c, entry_key(each.entry)))
            list_add_all(t->b, statements, map_get(each.value, K(Statement)));
    }
    return MAP(t->b, {K(Version), STR(t->b, "2012-10-17")}, {K(Statement), statements});
}

static void add_role_policy(struct connector *c, const struct node *grants)
{
    struct transform *t = c->t;
    const struct connector_end *end =
        c->profile->kind == CONNECTOR_SOURCE_ROLE_POLICY ? &c->source : &c->destination;

    if (!node_is_truthy(end->role)) {
        refuse(
            t, end->reference, SAM_CONNECTOR,
            "The policy of this connector goes to the role of its %s, which is not known. Let the "
            "role of the resource be a Ref or Fn::GetAtt, or give Type and RoleName here.",
            end->name);
        return;
    }
    struct resource *policy = add_grant(c, SLICE("Policy"), K(AWS_IAM_ManagedPolicy));
    set(t, policy, K(PolicyDocument), policy_document(c, grants));
    set(t, policy, K(Roles), LIST(t->b, end->role));
    add_connector_dependent(c, policy->id);
}

/* A policy on the destination, which is named by `part` in the list `property`. */
static void add_resource_policy(struct connector *c, const struct node *grants, struct slice name,
                                const struct symbol *type, enum connector_part part,
                                const struct symbol *property)
{
    struct transform *t = c->t;
    const struct node *value = c->destination.parts[part];

    if (!node_is_truthy(value)) {
        refuse(t, c->destination.reference, SAM_CONNECTOR,
               "A connector from %s to %s needs %s. Add it to Destination.", c->profile->source,
               c->profile->destination, part_names[part]);
        return;
    }
    struct resource *policy = add_grant(c, name, type);
    set(t, policy, K(PolicyDocument), policy_document(c, grants));
    set(t, policy, property, LIST(t->b, value));
}

static void add_lambda_permissions(struct connector *c, const struct node *grants)
{
    struct transform *t = c->t;
    const struct node *function = c->destination.parts[PART_ARN];

    if (!node_is_truthy(function)) {
        refuse(t, c->destination.reference, SAM_CONNECTOR,
               "The ARN of the function is not known. Add Arn to Destination.");
        return;
    }
    MAP_EACH (grants, each) {
        if (!asks_for(c, entry_key(each.entry))) continue;
        struct slice name = CONCAT(t->b->arena, entry_key(each.entry), SLICE("LambdaPermission"));
        struct resource *permission = add_grant(c, name, K(AWS_Lambda_Permission));
        set(t, permission, K(FunctionName), function);
        MAP_EACH (each.value, property)
            set(t, permission, property.key, property.value);
    }
}

void add_connector_grants(struct connector *c)
{
    const struct node *grants = document_read_constant(c->t->b, slice_of(c->profile->grants));
    struct filling filling = {.c = c};

    if (!check_permissions(c, grants)) return;
    grants = fill(&filling, grants);
    if (filling.failed) return;
    switch (c->profile->kind) {
    case CONNECTOR_SOURCE_ROLE_POLICY:
    case CONNECTOR_DESTINATION_ROLE_POLICY:
        add_role_policy(c, grants);
        break;
    case CONNECTOR_LAMBDA_PERMISSION:
        add_lambda_permissions(c, grants);
        break;
    case CONNECTOR_QUEUE_POLICY:
        add_resource_policy(c, grants, SLICE("QueuePolicy"), K(AWS_SQS_QueuePolicy), PART_QUEUE_URL,
                            K(Queues));
        break;
    case CONNECTOR_TOPIC_POLICY:
        add_resource_policy(c, grants, SLICE("TopicPolicy"), K(AWS_SNS_TopicPolicy), PART_ARN,
                            K(Topics));
        break;
    }
}
