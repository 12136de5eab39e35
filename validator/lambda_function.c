#include "validator/lambda_function.h"

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
