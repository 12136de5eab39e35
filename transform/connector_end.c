/* The ends of a connector. Each is named by the logical id of a resource, which is looked up among
 * what the template has become by now; or by its type and whatever the connector has to know of it.
 */
#include "transform/connector.h"

#include "base/nearest.h"

/* -- What a resource is referred to by -------------------------------------------------------- */

/* The text before the only dot of `text`; empty when there is not exactly one. */
static struct slice before_dot(struct slice text)
{
    size_t dot = slice_find(text, '.');

    if (dot == text.size || slice_find(slice_from(text, dot + 1), '.') + dot + 1 < text.size)
        return slice_first(text, 0);
    return slice_first(text, dot);
}

const struct symbol *id_referred_to(const struct transform *t, const struct node *expression)
{
    const struct map_entry *entry = map_single(expression);
    struct slice id = {NULL, 0};

    if (!entry) return NULL;
    if (entry->key == K(Ref) && node_is_string(entry->value))
        id = node_text(entry->value);
    else if (entry->key == K(FnGetAtt) && node_is_string(entry->value))
        id = before_dot(node_text(entry->value));
    else if (entry->key == K(FnGetAtt) && list_count(entry->value) == 2 &&
             node_is_string(list_at(entry->value, 0)))
        id = node_text(list_at(entry->value, 0));
    return id.size ? symbol_for(t, id) : NULL;
}

static const struct node *part_expression(const struct transform *t, const struct symbol *id,
                                          const char *part)
{
    if (!part) return NULL;
    if (strcmp(part, "Ref") == 0) return ref_to(t, id);
    if (part[0] == '.') return attribute_of(t, id, part + 1);
    return node_cstring(t->b, part);
}

/* -- An end that is named by logical id ------------------------------------------------------- */

static void refuse_id(struct transform *t, const struct node *id)
{
    struct nearest nearest = nearest_for(t->findings, node_text(id));

    if (nearest.distance > 0) /* saves the way through a large template */
        MAP_EACH (t->output, each)
            nearest_try(&nearest, entry_key(each.entry));
    if (nearest.found.text)
        refuse(t, id, SAM_CONNECTOR, "There is no resource %.*s to connect. Did you mean %.*s?",
               SLICE_ARG(node_text(id)), SLICE_ARG(nearest.found));
    else
        refuse(t, id, SAM_CONNECTOR,
               "There is no resource %.*s to connect. Id is the logical id of a resource of this "
               "template.",
               SLICE_ARG(node_text(id)));
}

static bool read_by_id(struct transform *t, struct connector_end *end, const struct node *id)
{
    if (!node_is_string(id)) {
        refuse(t, id, SAM_CONNECTOR, "Id in %s must be a logical id, a plain string, but is %s.",
               end->name, node_kind_name(id));
        return false;
    }
    end->id = symbol_for(t, node_text(id));
    const struct node *resource = map_get(t->output, end->id);
    const struct node *type = map_get(resource, K(Type));
    const struct node *written = map_get(map_get(t->resources, end->id), K(Type));
    if (!resource) {
        refuse_id(t, id);
        return false;
    }
    if (!node_is_string(type)) {
        refuse(t, id, SAM_CONNECTOR, "The resource %s has no Type, so it cannot be connected.",
               end->id->text);
        return false;
    }
    end->type = node_text(type);
    end->original_type = node_text(node_is_string(written) ? written : type);
    return true;
}

static void refer_by_id(const struct transform *t, struct connector_end *end)
{
    const struct connectable *connectable = connectable_of(end->type);
    const struct map_entry *qualifier = map_find(end->reference, K(Qualifier));

    if (!connectable) return;
    for (int part = 0; part < PART_COUNT; part++)
        end->parts[part] = part_expression(t, end->id, connectable->parts[part]);
    if (qualifier)
        end->parts[PART_QUALIFIER] = node_is_nothing(qualifier->value) ? NULL : qualifier->value;
}

/* -- An end that is named by type ------------------------------------------------------------- */

/* Types of SAM by which an end may be named, and what they become. */
static const struct {
    const struct symbol *sam, *cloudformation;
} named_types[] = {
    {K(AWS_Serverless_Api), K(AWS_ApiGateway_RestApi)},
    {K(AWS_Serverless_Function), K(AWS_Lambda_Function)},
    {K(AWS_Serverless_HttpApi), K(AWS_ApiGatewayV2_Api)},
    {K(AWS_Serverless_SimpleTable), K(AWS_DynamoDB_Table)},
    {K(AWS_Serverless_StateMachine), K(AWS_StepFunctions_StateMachine)},
};

static bool read_by_type(struct transform *t, struct connector_end *end)
{
    static const struct symbol *const properties[] = {
        [PART_ARN] = K(Arn),
        [PART_RESOURCE_ID] = K(ResourceId),
        [PART_NAME] = K(Name),
        [PART_QUEUE_URL] = K(QueueUrl),
        [PART_QUALIFIER] = K(Qualifier),
    };
    const struct node *type = given(end->reference, K(Type));

    if (!node_is_string(type)) {
        refuse(t, type ? type : end->reference, SAM_CONNECTOR,
               "%s needs the Id of a resource, or else its Type with the properties that the "
               "connector needs.",
               end->name);
        return false;
    }
    end->type = node_text(type);
    for (size_t i = 0; i < sizeof named_types / sizeof *named_types; i++)
        if (node_is_text(type, symbol_slice(named_types[i].sam)))
            end->type = symbol_slice(named_types[i].cloudformation);
    end->original_type = end->type;
    end->role = given(end->reference, K(RoleName));
    for (int part = 0; part < PART_COUNT; part++)
        end->parts[part] = given(end->reference, properties[part]);
    return true;
}

/* -- Roles ------------------------------------------------------------------------------------ */

/* Whether the target of a rule is the resource at the other end. */
static bool is_target(const struct transform *t, const struct node *target,
                      const struct connector_end *other)
{
    const struct node *arn = given(target, K(Arn));

    if (other->id) return id_referred_to(t, arn) == other->id;
    return arn && other->parts[PART_ARN] && node_equal(arn, other->parts[PART_ARN]);
}

/* The ARN of the role with which a rule sends events to the resource at the other end. */
static const struct node *target_role(struct transform *t, const struct node *targets,
                                      const struct connector_end *other)
{
    if (targets && !node_is_list(targets)) {
        refuse(t, targets, SAM_CONNECTOR,
               "The Targets of a rule that is connected must be a list, but are %s.",
               node_kind_name(targets));
        return NULL;
    }
    LIST_EACH (targets, each) {
        if (!node_is_map(each.value))
            refuse(t, each.value, SAM_CONNECTOR,
                   "Target %u of a rule that is connected must be a map, but is %s.", each.next,
                   node_kind_name(each.value));
        else if (is_target(t, each.value, other))
            return map_get(each.value, K(RoleArn));
    }
    return NULL;
}

/* Finds the role of an end that is named by logical id. */
static void find_role(struct transform *t, struct connector_end *end,
                      const struct connector_end *other)
{
    const struct connectable *connectable = connectable_of(end->type);
    const struct node *properties = map_get(map_get(t->output, end->id), K(Properties));

    if (!connectable || !connectable->role) return;
    if (properties && !node_is_map(properties)) {
        refuse(t, properties, SAM_CONNECTOR,
               "The Properties of %s must be a map to find its role there, but are %s.",
               end->id->text, node_kind_name(properties));
        return;
    }
    const struct symbol *property = symbol_for(t, slice_of(connectable->role));
    const struct node *arn = map_get(properties, property);
    if (property == K(Targets)) arn = target_role(t, arn, other);
    const struct symbol *role = id_referred_to(t, arn);
    if (role) end->role = ref_to(t, role);
}

/* -- Both ends -------------------------------------------------------------------------------- */

static bool read_end(struct transform *t, struct connector_end *end)
{
    const struct map_entry *id = map_find(end->reference, K(Id));
    uint32_t with_id = 1u + map_has(end->reference, K(Qualifier));

    if (map_count(end->reference) == 0 || (id && map_count(end->reference) > with_id)) {
        refuse(t, end->reference, SAM_CONNECTOR,
               "%s takes either Id, perhaps with Qualifier, or Type with other properties.",
               end->name);
        return false;
    }
    if (!id || !node_is_truthy(id->value)) return read_by_type(t, end);
    if (!read_by_id(t, end, id->value)) return false;
    refer_by_id(t, end);
    return true;
}

bool read_connector_ends(struct connector *c, const struct node *source,
                         const struct node *destination)
{
    size_t before = c->t->refusals;

    c->source = (struct connector_end){.name = "Source", .reference = source};
    c->destination = (struct connector_end){.name = "Destination", .reference = destination};
    if (!read_end(c->t, &c->source) || !read_end(c->t, &c->destination)) return false;
    if (c->source.id) find_role(c->t, &c->source, &c->destination);
    if (c->destination.id) find_role(c->t, &c->destination, &c->source);
    return c->t->refusals == before;
}
