/* Passwords, and parameters by the property that they are used for: secrets, ids of images.
 *
 * Only what stands there directly is looked at; W1011 goes into the branches of Fn::If. What other
 * functions put together may have its secrets from anywhere.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
#include "intrinsics/parameter_check.h"
#include "validator/engine_internal.h"

enum use { USE_SECRET, USE_IMAGE };

static const struct {
    enum use use;
    enum name type;
    const char *path;
} uses[] = {
#define USE(kind, type, path) {USE_##kind, N_##type, path},
#include "validator/parameter_use_list.h"
#undef USE
};

/* The entry of the parameter that Ref of a visit names, or NULL. */
static const struct map_entry *parameter_of(const struct validation *v, const struct visit *visit)
{
    const struct symbol *name = ref_target(v->b, visit->node);

    return name ? map_find(section_at(v, SECTION_PARAMETERS), name) : NULL;
}

/* Whether a visit is at a path of the properties of its resource. */
static bool stands_at(const struct visit *visit, struct slice path)
{
    for (; visit->parent && visit->parent->entry != visit->owner; visit = visit->parent) {
        if (!visit->entry || visit->entry->key == K(FnIf)) continue;
        struct slice key = entry_key(visit->entry);
        if (!slice_ends(path, key)) return false;
        path.size -= key.size;
        if (path.size && path.text[path.size - 1] != '.') return false;
        if (path.size) path.size--;
    }
    return path.size == 0;
}

static bool is_direct(const struct visit *visit)
{
    return visit->section == SECTION_RESOURCES && visit->part == K(Properties) && !visit->function;
}

/* -- Secrets ------------------------------------------------------------------------------------
 */

static void check_secret(struct validation *v, const struct visit *visit,
                         const struct map_entry *parameter)
{
    report(v, visit, RULE_SECRET_PARAMETER, visit_span(visit),
           "The secret comes through the parameter %s, so whoever deploys has to know it and to "
           "pass it on. Let CloudFormation fetch it, by a dynamic reference such as "
           "{{resolve:secretsmanager:NAME:SecretString:KEY}}.",
           parameter->key->text);
}

/* -- Images -------------------------------------------------------------------------------------
 */

static void check_image(struct validation *v, const struct visit *visit,
                        const struct map_entry *parameter)
{
    const struct map_entry *type = map_find(parameter->value, K(Type));
    struct slice name = type ? node_text(type->value) : SLICE("");

    if (!visit->entry || name.size == 0 || parameter_is_list(parameter->value) ||
        slice_eq(name, SLICE("AWS::EC2::Image::Id")) ||
        slice_eq(name, SLICE("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")))
        return;
    report(v, visit, RULE_IMAGE_PARAMETER, entry_span(type),
           "%s is used for the id of an image. With the Type AWS::EC2::Image::Id, or "
           "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>, CloudFormation checks it before it "
           "makes anything.",
           parameter->key->text);
}

void check_parameter_use(struct validation *v, const struct visit *visit)
{
    const struct map_entry *parameter;

    if (!visit->type || !is_direct(visit)) return;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        if (uses[i].type != visit->type->number || !stands_at(visit, slice_of(uses[i].path)))
            continue;
        parameter = parameter_of(v, visit);
        if (!parameter) return;
        if (uses[i].use == USE_SECRET)
            check_secret(v, visit, parameter);
        else
            check_image(v, visit, parameter);
    }
}

/* -- Passwords ----------------------------------------------------------------------------------
 */

/* Whether a key has a password wherever it stands. */
static bool is_password(const struct symbol *key)
{
    switch (key->number) {
    case N_ADDomainJoinPassword:
    case N_AccountPassword:
    case N_AdminPassword:
    case N_CrossRealmTrustPrincipalPassword:
    case N_DbPassword:
    case N_KdcAdminPassword:
    case N_MasterUserPassword:
    case N_Password:
    case N_PasswordParam:
        return true;
    default:
        return false;
    }
}

static bool holds(struct slice text, struct slice part)
{
    return slice_search(text, part) < text.size;
}

void check_password_text(struct validation *v, const struct visit *visit)
{
    struct slice text;

    if (!visit->entry || !is_password(visit->entry->key) || !node_is_string(visit->node) ||
        !is_direct(visit))
        return;
    text = node_text(visit->node);
    if (holds(text, SLICE("{{resolve:secretsmanager:")) ||
        holds(text, SLICE("{{resolve:ssm-secure:")))
        return;
    report(v, visit, RULE_PASSWORD_SHOWN, visit_span(visit), "%s",
           holds(text, SLICE("{{resolve:ssm:"))
               ? "What {{resolve:ssm:...}} fetches is no secret. Keep the password in Secrets "
                 "Manager, and use {{resolve:secretsmanager:...}}."
               : "The password stands in the template. Keep it in Secrets Manager, and use "
                 "{{resolve:secretsmanager:...}}.");
}

void check_password_parameter(struct validation *v, const struct visit *visit)
{
    const struct map_entry *parameter;

    if (!visit->entry || !is_password(visit->entry->key) || !is_direct(visit)) return;
    parameter = parameter_of(v, visit);
    if (!parameter || parameter_is_secret(parameter->value)) return;
    report(v, visit, RULE_PASSWORD_SHOWN, entry_span(parameter),
           "%s is used for %s of %s, but whoever sees the stack can read it. Give it NoEcho: true.",
           parameter->key->text, visit->entry->key->text, visit->owner->key->text);
}
