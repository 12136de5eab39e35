#include "validator/lambda_function.h"

/* Whether a value is there in at least one branch. */
static bool is_there(const struct node *value)
{
    if (node_is_nothing(value) || is_no_value(value)) return false;
    if (!is_if(value)) return true;
    const struct node *branches = map_single(value)->value;
    return list_count(branches) != 3 || is_there(list_at(branches, 1)) ||
           is_there(list_at(branches, 2));
}

const struct map_entry *present(const struct node *map, const struct symbol *key)
{
    const struct map_entry *entry = map_find(map, key);

    return entry && is_there(entry->value) ? entry : NULL;
}

struct value_user {
    struct validation *v;
    const struct visit *visit;
    use_value *use;
    void *context;
};

static void use_branches(const struct value_user *user, const struct node *value, struct span span)
{
    const struct map_entry *entry = map_single(value);

    if (is_if(value) && list_count(entry->value) == 3) {
        for (uint32_t i = 1; i < 3; i++)
            use_branches(user, list_at(entry->value, i), node_span(list_at(entry->value, i)));
        return;
    }
    if (is_intrinsic(value)) value = evaluation_value(user->v->evaluation, value);
    if (!node_is_nothing(value) && !is_no_value(value))
        user->use(user->v, user->visit, user->context, value, span);
}

void each_value(struct validation *v, const struct visit *visit, const struct map_entry *entry,
                use_value *use, void *context)
{
    struct value_user user = {v, visit, use, context};

    if (entry) use_branches(&user, entry->value, entry_span(entry));
}

static enum package_type package_type_of(const struct validation *v, const struct node *resource)
{
    const struct node *type = property_of(v, resource, K(PackageType));

    if (!type || node_is_text(type, SLICE("Zip"))) return PACKAGE_ZIP;
    return node_is_text(type, SLICE("Image")) ? PACKAGE_IMAGE : PACKAGE_UNKNOWN;
}

/* The same, but without what stands in for code that the user does not name. */
static const struct map_entry *named(const struct node *map, const struct symbol *key)
{
    const struct map_entry *entry = present(map, key);

    return entry && (entry->key_start || !(entry->value->flags & NODE_GENERATED)) ? entry : NULL;
}

bool lambda_function_of(const struct validation *v, const struct visit *visit,
                        struct lambda_function *function)
{
    bool is_sam = visit->type == K(AWS_Serverless_Function);

    if (!is_sam && visit->type != K(AWS_Lambda_Function)) return false;
    if (!is_sam && (visit->node->flags & NODE_GENERATED)) return false;
    const struct node *properties = map_get(visit->node, K(Properties));
    const struct map_entry *code = named(properties, is_sam ? K(CodeUri) : K(Code));
    const struct node *of_code = is_sam ? properties : code ? code->value : NULL;
    *function = (struct lambda_function){
        .visit = visit,
        .resource = visit->node,
        .properties = properties,
        .is_sam = is_sam,
        .package_type = package_type_of(v, visit->node),
        .code = code,
        .image_uri = named(of_code, K(ImageUri)),
        .inline_code = present(of_code, is_sam ? K(InlineCode) : K(ZipFile)),
    };
    return node_is_map(properties);
}
