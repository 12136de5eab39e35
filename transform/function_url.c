/* FunctionUrlConfig: a URL of the function, and for AuthType NONE the permissions to call it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 */
#include "base/nearest.h"
#include "transform/function.h"

/* Properties of Cors and the types that each may have, a set. */
static const struct {
    const struct symbol *name;
    unsigned types;
} cors_properties[] = {
    {K(AllowCredentials), TYPE_BOOL}, {K(AllowHeaders), TYPE_LIST},  {K(AllowMethods), TYPE_LIST},
    {K(AllowOrigins), TYPE_LIST},     {K(ExposeHeaders), TYPE_LIST}, {K(MaxAge), TYPE_INT},
};

enum { CORS_COUNT = sizeof cors_properties / sizeof *cors_properties };

static void refuse_cors_property(struct transform *t, const struct map_entry *entry)
{
    struct nearest nearest = nearest_to(entry_key(entry));

    for (size_t i = 0; i < CORS_COUNT; i++)
        nearest_try(&nearest, symbol_slice(cors_properties[i].name));
    if (nearest.found.text)
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY,
                     "Cors of a function URL has no property %s. Did you mean %.*s?",
                     entry->key->text, SLICE_ARG(nearest.found));
    else
        refuse_entry(t, entry, SAM_UNKNOWN_PROPERTY,
                     "Cors of a function URL has no property %s. Remove it.", entry->key->text);
}

static void check_cors_property(struct transform *t, const struct map_entry *entry)
{
    for (size_t i = 0; i < CORS_COUNT; i++) {
        if (cors_properties[i].name != entry->key) continue;
        if (is_intrinsic(entry->value) || has_a_type(entry->value, cors_properties[i].types))
            return;
        refuse_entry(t, entry, SAM_TYPE,
                     "%s of a function URL's Cors has the wrong type: it is %s.", entry->key->text,
                     node_kind_name(entry->value));
        return;
    }
    refuse_cors_property(t, entry);
}

static void check_cors(struct transform *t, const struct node *cors)
{
    if (!node_is_truthy(cors) || is_intrinsic(cors)) return;
    if (!node_is_map(cors)) {
        refuse(t, cors, SAM_TYPE, "Cors of a function URL must be a map, but is %s.",
               node_kind_name(cors));
        return;
    }
    MAP_EACH (cors, each)
        check_cors_property(t, each.entry);
}

/* Nothing is read from a configuration that is an intrinsic as a whole. */
static bool check_auth_type(struct transform *t, const struct node *config)
{
    const struct node *type = given(config, K(AuthType));

    if (is_intrinsic(config)) {
        warn(t, config, SAM_URL_INTRINSIC,
             "FunctionUrlConfig is not evaluated here, so the URL is made without AuthType, Cors "
             "and InvokeMode, and cannot be deployed. Use intrinsics inside of it instead.");
        return true;
    }
    if (type && is_intrinsic(type)) return true;
    if (node_is_text(type, SLICE("NONE")) || node_is_text(type, SLICE("AWS_IAM"))) return true;
    refuse(t, type ? type : config, SAM_VALUE,
           "AuthType of a function URL must be AWS_IAM or NONE.");
    return false;
}

static struct resource *add_public_permission(struct function *f, const char *suffix,
                                              const char *action)
{
    struct transform *t = f->t;
    struct resource *permission = add_resource(t, ID(t, symbol_slice(f->sam->id), slice_of(suffix)),
                                               K(AWS_Lambda_Permission), f->sam, ATTRIBUTES_PASSED);

    set(t, permission, K(Action), node_cstring(t->b, action));
    set(t, permission, K(FunctionName), function_name(f));
    set(t, permission, K(Principal), STR(t->b, "*"));
    return permission;
}

void add_function_url(struct function *f)
{
    struct transform *t = f->t;
    const struct node *config = given(f->properties, K(FunctionUrlConfig));

    if (!node_is_truthy(config)) return;
    if (!check_auth_type(t, config)) return;
    check_cors(t, given(config, K(Cors)));
    struct resource *url = add_resource(t, ID(t, symbol_slice(f->sam->id), SLICE("Url")),
                                        K(AWS_Lambda_Url), f->sam, ATTRIBUTES_PASSED);
    set(t, url, K(TargetFunctionArn), function_name(f));
    set(t, url, K(AuthType), given(config, K(AuthType)));
    if (node_is_truthy(given(config, K(Cors)))) set(t, url, K(Cors), given(config, K(Cors)));
    set(t, url, K(InvokeMode), given(config, K(InvokeMode)));
    if (!node_is_text(given(config, K(AuthType)), SLICE("NONE"))) return;

    struct resource *call =
        add_public_permission(f, "UrlPublicPermissions", "lambda:InvokeFunctionUrl");
    set(t, call, K(FunctionUrlAuthType), given(config, K(AuthType)));
    struct resource *invoke =
        add_public_permission(f, "URLInvokeAllowPublicAccess", "lambda:InvokeFunction");
    set(t, invoke, K(InvokedViaFunctionUrl), node_bool(t->b, true));
}
