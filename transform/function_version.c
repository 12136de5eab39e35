/* AutoPublishAlias: a version whose logical id changes with the code, and an alias that points to
 * it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-autopublishalias
 */
#include "transform/function.h"

/* The name of the alias after parameters are filled in; size 0 after an error. */
static struct slice alias_name(struct function *f)
{
    const struct node *alias = given(f->properties, K(AutoPublishAlias));
    const struct node *value = resolved(f->t, alias);

    if (node_is_string(value)) return node_text(value);
    refuse(f->t, alias, SAM_ALIAS,
           "AutoPublishAlias must be a string, or a Ref to a parameter with a default or a given "
           "value, because the name becomes part of a logical id.");
    return SLICE("");
}

/* Whether a text can be the name of an alias: letters, digits, '-' and '_', but not digits alone,
 * which would be a version. */
static bool is_alias_name(struct slice name)
{
    bool digits = true;

    for (size_t i = 0; i < name.size; i++) {
        char c = name.text[i];
        if (!is_alphanumeric((struct slice){&c, 1}) && c != '-' && c != '_') return false;
        digits &= c >= '0' && c <= '9';
    }
    return !digits;
}

/* '-' and '_' cannot be in a logical id. */
static struct slice alias_suffix(struct transform *t, struct slice name)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < name.size; i++) {
        char c = name.text[i];
        buffer_add_byte(&out, c == '-' ? 'D' : c == '_' ? 'U' : c);
    }
    return buffer_end(&out);
}

/* -- What the version's id is a hash of ---------------------------------------------------------
 */

/* The properties of a resource that counts as a layer published with the function, whatever its
 * type; NULL for any other. */
static const struct node *published_properties(struct transform *t, const struct node *layer)
{
    const struct node *properties = map_get(layer, K(Properties));

    if (properties && !node_is_map(properties)) {
        refuse(t, properties, SAM_TYPE, "Properties of a layer must be a map, but are %s.",
               node_kind_name(properties));
        return NULL;
    }
    return node_is_truthy(map_get(properties, K(PublishLambdaVersion))) ? properties : NULL;
}

/* The logical id in the value of an Fn::GetAtt, [id, attribute] or "id.attribute"; size 0 when the
 * value is neither. */
static struct slice attribute_owner(const struct node *value)
{
    struct slice text = node_is_string(value) ? node_text(value) : SLICE("");
    size_t dot = slice_find(text, '.');

    if (list_count(value) == 2 && node_is_string(list_at(value, 0)))
        return node_text(list_at(value, 0));
    if (dot == text.size) return SLICE("");
    struct slice rest = slice_from(text, dot + 1);
    return slice_find(rest, '.') == rest.size ? slice_first(text, dot) : SLICE("");
}

/* The logical id that a Ref or Fn::GetAtt names; NULL for all else. */
static const struct symbol *layer_target(struct transform *t, const struct node *layer)
{
    const struct node *attribute = map_count(layer) == 1 ? map_get(layer, K(FnGetAtt)) : NULL;
    struct slice id = attribute_owner(attribute);

    return id.size ? symbol_for(t, id) : ref_target(t->b, layer);
}

/* With AutoPublishAliasAllProperties: everything about the function, and about its layers that are
 * published with it. */
static struct node *all_properties(struct function *f)
{
    struct transform *t = f->t;
    struct node *data = node_map(t->b);

    map_merge(t->b, data, f->lambda->properties);
    LIST_EACH (given(f->properties, K(Layers)), each) {
        const struct symbol *id = layer_target(t, each.value);
        const struct node *layer = id ? map_get(t->output, id) : NULL;
        if (id) map_set(t->b, data, id, published_properties(t, layer));
    }
    return data;
}

/* Code is a text where a local path was kept. */
static struct node *code_properties(struct function *f)
{
    struct transform *t = f->t;
    const struct node *code = map_get(f->lambda->properties, K(Code));
    struct node *data = node_is_map(code) ? node_copy(t->b, code) : MAP(t->b, {K(Code), code});
    const struct node *memory = map_get(f->lambda->properties, K(MemorySize));
    const struct node *snap_start = map_get(f->lambda->properties, K(SnapStart));
    const struct node *apply = map_get(snap_start, K(ApplyOn));

    map_merge(t->b, data, map_get(f->lambda->properties, K(Environment)));
    if (node_is_truthy(memory)) map_set(t->b, data, K(MemorySize), memory);
    if (apply && !node_is_text(apply, SLICE("None"))) map_set(t->b, data, K(SnapStart), snap_start);
    return data;
}

/* The hash becomes part of the function's description, so that the function changes with it. */
static void extend_description(struct function *f, const struct node *sha)
{
    struct transform *t = f->t;
    const struct node *old = resolved(t, given(f->properties, K(Description)));
    const struct node *text = sha;

    if (node_is_string(old) && old->count)
        text = node_string(t->b, CONCAT(t->b->arena, node_text(old), SLICE(" "), node_text(sha)));
    else if (node_is_truthy(old))
        text = MAP(t->b, {K(FnJoin), LIST(t->b, STR(t->b, " "), LIST(t->b, old, sha))});
    set(t, f->lambda, K(Description), text);
}

/* The first ten characters of AutoPublishCodeSha256; text is NULL when it is not given. */
static struct slice given_hash(struct function *f)
{
    const struct node *given_sha = given(f->properties, K(AutoPublishCodeSha256));
    const struct node *sha = resolved(f->t, given_sha);

    if (!node_is_truthy(given_sha)) return (struct slice){NULL, 0};
    if (!node_is_string(sha)) {
        refuse(
            f->t, given_sha, SAM_ALIAS,
            "AutoPublishCodeSha256 must be a string, or a Ref to a parameter with a default or a "
            "given value, because it becomes part of a logical id.");
        return (struct slice){NULL, 0};
    }
    extend_description(f, sha);
    return slice_first(node_text(sha), 10);
}

/* -- Version and alias --------------------------------------------------------------------------
 */

static struct slice version_suffix(struct function *f)
{
    struct slice hash = given_hash(f);
    const struct node *all = given(f->properties, K(AutoPublishAliasAllProperties));

    if (hash.text) return hash;
    return hash_suffix(f->t, node_is_truthy(all) ? all_properties(f) : code_properties(f));
}

/* What becomes of a version that a new one replaces, unless the function's own DeletionPolicy
 * tells. Versions on a capacity provider use up its capacity, so they do not stay; an empty
 * CapacityProviderConfig names no provider, but counts here. */
static const struct node *deletion_policy(const struct function *f)
{
    const struct builder *b = f->t->b;
    const struct node *policy = given(f->properties, K(VersionDeletionPolicy));
    bool managed = given(f->properties, K(CapacityProviderConfig)) != NULL;

    if (policy) return policy;
    return managed ? STR(b, "Delete") : STR(b, "Retain");
}

static void add_version(struct function *f)
{
    struct transform *t = f->t;
    const struct node *code = map_get(f->lambda->properties, K(Code));

    set(t, f->lambda, K(Code), resolved(t, code));
    const struct symbol *id = ID(t, symbol_slice(f->sam->id), SLICE("Version"), version_suffix(f));
    f->version = add_resource(t, id, K(AWS_Lambda_Version), f->sam, ATTRIBUTES_PASSED);
    if (!map_has(f->version->node, K(DeletionPolicy)))
        set_attribute(t, f->version, K(DeletionPolicy), deletion_policy(f));
    set(t, f->version, K(FunctionName), ref_to(t, f->sam->id));
    set(t, f->version, K(FunctionScalingConfig), given(f->properties, K(FunctionScalingConfig)));
    set(t, f->version, K(Description), given(f->properties, K(VersionDescription)));
    derive(t, f->sam, "Version", id);
}

static void add_alias(struct function *f)
{
    struct transform *t = f->t;
    const struct symbol *id =
        ID(t, symbol_slice(f->sam->id), SLICE("Alias"), alias_suffix(t, f->alias_name));
    const struct node *concurrency = given(f->properties, K(ProvisionedConcurrencyConfig));

    f->alias = add_resource(t, id, K(AWS_Lambda_Alias), f->sam, ATTRIBUTES_PASSED);
    set(t, f->alias, K(Name), node_string(t->b, f->alias_name));
    set(t, f->alias, K(FunctionName), ref_to(t, f->sam->id));
    set(t, f->alias, K(FunctionVersion), attribute_of(t, f->version->id, "Version"));
    if (node_is_truthy(concurrency)) set(t, f->alias, K(ProvisionedConcurrencyConfig), concurrency);
    derive(t, f->sam, "Alias", id);
}

void add_version_and_alias(struct function *f)
{
    const struct node *alias = given(f->properties, K(AutoPublishAlias));

    if (!node_is_truthy(alias)) return;
    f->alias_name = alias_name(f);
    if (f->t->refusals) return;
    add_version(f);
    if (is_alias_name(f->alias_name))
        add_alias(f);
    else
        refuse(f->t, alias, SAM_ALIAS,
               "The alias name '%.*s' may hold letters, digits, '-' and '_' only, and not only "
               "digits.",
               SLICE_ARG(f->alias_name));
}
