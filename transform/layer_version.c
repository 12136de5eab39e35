/* AWS::Serverless::LayerVersion: a layer whose logical id changes with its properties, so that each
 * change makes a new version and the old one can be retained.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
 */
#include "transform/artifact.h"
#include "transform/sam_types.h"

/* Properties in which parameters are filled in. */
static const struct symbol *const resolved_properties[] = {K(LayerName), K(LicenseInfo),
                                                           K(Description), K(RetentionPolicy)};

static const struct node *resolve_properties(struct transform *t, const struct node *properties)
{
    struct node *copy = node_copy(t->b, properties);

    for (size_t i = 0; i < sizeof resolved_properties / sizeof *resolved_properties; i++) {
        const struct symbol *name = resolved_properties[i];
        const struct node *value = given(properties, name);
        if (!node_is_truthy(value)) continue;
        const struct node *new_value = resolved(t, value);
        if (!node_is_string(new_value) && !node_is_map(new_value))
            refuse(t, value, SAM_TYPE, "%s must be a string, but its value is %s.", name->text,
                   node_kind_name(new_value));
        map_set(t->b, copy, name, new_value);
    }
    return copy;
}

static bool equals_ignoring_case(struct slice text, const char *word)
{
    size_t i = 0;

    if (text.size != strlen(word)) return false;
    while (i < text.size && (text.text[i] | 0x20) == (word[i] | 0x20))
        i++;
    return i == text.size;
}

/* The DeletionPolicy that RetentionPolicy means; NULL when it is not given. */
static const struct node *retention_policy(struct transform *t, const struct node *policy)
{
    if (!policy) return NULL;
    if (is_intrinsic(policy))
        refuse(t, policy, SAM_VALUE,
               "RetentionPolicy must be Retain or Delete, or a Ref to a parameter with such a "
               "value; other intrinsics cannot be evaluated here.");
    else if (equals_ignoring_case(node_text(policy), "Retain"))
        return STR(t->b, "Retain");
    else if (equals_ignoring_case(node_text(policy), "Delete"))
        return STR(t->b, "Delete");
    else
        refuse(t, policy, SAM_VALUE, "RetentionPolicy must be Retain or Delete.");
    return NULL;
}

/* The new logical id: a hash of the resource, without what says how to delete and describe it. */
static const struct symbol *versioned_id(struct transform *t, const struct sam_resource *sam,
                                         const struct node *properties)
{
    static const struct symbol *const kept[] = {K(Type), K(Condition), K(UpdatePolicy)};
    struct node *data = node_map(t->b), *given_properties = node_map(t->b);

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        map_set(t->b, data, kept[i], map_get(sam->node, kept[i]));
    map_set(t->b, data, K(DependsOn), dependencies_of(sam->node));
    MAP_EACH (properties, each)
        if (each.value->kind != NODE_NULL) map_set(t->b, given_properties, each.key, each.value);
    map_set(t->b, data, K(Properties), given_properties);
    return ID(t, symbol_slice(sam->id), hash_suffix(t, MAP(t->b, {sam->id, data})));
}

static void check_architecture(struct transform *t, const struct node *at, struct slice name)
{
    if (!slice_eq(name, SLICE("x86_64")) && !slice_eq(name, SLICE("arm64")))
        refuse(t, at, SAM_VALUE, "CompatibleArchitectures is a list of x86_64 and arm64.");
}

/* The reference takes a map for the list of its keys. */
static void check_architectures(struct transform *t, const struct node *architectures)
{
    if (is_intrinsic(architectures)) return;
    LIST_EACH (architectures, each)
        if (!is_intrinsic(each.value)) check_architecture(t, each.value, node_text(each.value));
    MAP_EACH (architectures, each)
        check_architecture(t, each.value, entry_key(each.entry));
}

void convert_layer_version(struct transform *t, const struct sam_resource *sam)
{
    const struct node *p = resolve_properties(t, sam->properties);
    const struct node *policy =
        t->refusals ? NULL : retention_policy(t, given(p, K(RetentionPolicy)));
    const struct node *name = given(p, K(LayerName));

    if (t->refusals) return;
    const struct symbol *id = versioned_id(t, sam, p);
    struct resource *layer =
        add_resource(t, id, K(AWS_Lambda_LayerVersion), sam, ATTRIBUTES_PASSED);
    if (!map_has(layer->node, K(DeletionPolicy)))
        set_attribute(t, layer, K(DeletionPolicy), STR(t->b, "Retain"));
    set_attribute(t, layer, K(DeletionPolicy), policy);
    set_attribute(t, layer, K(DependsOn), dependencies_of(sam->node));

    t->subject.resource = symbol_slice(id); /* from here on the reference calls it by its new id */
    set(t, layer, K(LayerName), node_is_truthy(name) ? name : name_node(t, sam->id));
    set(t, layer, K(Description), given(p, K(Description)));
    set(t, layer, K(Content),
        s3_location(t, given(p, K(ContentUri)), "ContentUri", &code_location_keys));
    set(t, layer, K(CompatibleArchitectures), given(p, K(CompatibleArchitectures)));
    check_architectures(t, given(p, K(CompatibleArchitectures)));
    set(t, layer, K(CompatibleRuntimes), given(p, K(CompatibleRuntimes)));
    set(t, layer, K(LicenseInfo), given(p, K(LicenseInfo)));
    change_id(t, sam, id);
}
