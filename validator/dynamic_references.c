/* Dynamic references: {{resolve:SERVICE:...}} in a text, which CloudFormation replaces by a value
 * of Systems Manager or Secrets Manager when it makes a resource. A text that functions put
 * together is not known here, so only plain texts are held to the form:
 *
 *     {{resolve:ssm:NAME[:VERSION]}}  {{resolve:ssm-secure:NAME[:VERSION]}}
 *     {{resolve:secretsmanager:ID[:SecretString[:KEY[:STAGE[:VERSION]]]]}}   ID: a name or an ARN
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
#include "validator/engine_internal.h"

enum { MOST_PIECES = 16, PIECES_OF_ARN = 7 };

/* What stands between the braces, cut at its colons. */
struct dynamic_reference {
    struct slice text; /* all of it: "resolve:ssm:Name" */
    struct slice pieces[MOST_PIECES];
    size_t count; /* of pieces, those that there is no room for included */
};

/* The next dynamic reference from *at on, which then is behind it. */
static bool next_dynamic_reference(struct slice text, size_t *at,
                                   struct dynamic_reference *reference)
{
    size_t start = *at + slice_search(slice_from(text, *at), SLICE("{{resolve:"));
    struct slice rest = slice_from(text, start + 2);
    size_t size = slice_search(rest, SLICE("}}"));

    if (start == text.size || size == rest.size || size == strlen("resolve:")) return false;
    *at = start + size + 4;
    reference->text = rest = slice_first(rest, size);
    reference->count = 0;
    for (;;) {
        size_t colon = slice_find(rest, ':');
        if (reference->count < MOST_PIECES)
            reference->pieces[reference->count] = slice_first(rest, colon);
        reference->count++;
        if (colon == rest.size) return true;
        rest = slice_from(rest, colon + 1);
    }
}

static bool is_service(const struct dynamic_reference *reference, const char *service)
{
    return slice_eq(reference->pieces[1], slice_of(service));
}

/* -- Form ---------------------------------------------------------------------------------------
 */

static bool is_number(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] < '0' || text.text[i] > '9') return false;
    return text.size > 0;
}

static const char *fault_of_parameter(const struct dynamic_reference *reference)
{
    if (reference->pieces[2].size == 0) return "the name of the parameter is missing";
    if (reference->count > 4) return "after the name there is a version at most";
    if (reference->count == 4 && !is_number(reference->pieces[3]))
        return "the version of a parameter is a number";
    return NULL;
}

static const char *fault_of_secret(const struct dynamic_reference *reference)
{
    bool is_arn = slice_eq(reference->pieces[2], SLICE("arn"));
    size_t key = 2 + (is_arn ? PIECES_OF_ARN : 1); /* the number of what stands behind the id */

    if (reference->count > key + 4)
        return "behind the secret there are SecretString, a key, a stage and a version at most";
    if (reference->count > key && reference->pieces[key].size &&
        !slice_eq(reference->pieces[key], SLICE("SecretString")))
        return "behind the secret there is SecretString";
    return NULL;
}

/* What is wrong with it; NULL: nothing. */
static const char *fault_of(const struct dynamic_reference *reference)
{
    bool is_secret = is_service(reference, "secretsmanager");

    if (!is_secret && !is_service(reference, "ssm") && !is_service(reference, "ssm-secure"))
        return "the service is ssm, ssm-secure or secretsmanager";
    if (reference->count < 3) return "the name of what is looked up is missing";
    return is_secret ? fault_of_secret(reference) : fault_of_parameter(reference);
}

/* -- Place --------------------------------------------------------------------------------------
 */

static bool is_property(const struct visit *visit)
{
    return visit->section == SECTION_RESOURCES && visit->part == K(Properties);
}

/* The properties that take secure strings, and those inside of them with a dot. */
static const struct {
    const char *type, *path;
} secure_properties[] = {
    {"AWS::DirectoryService::MicrosoftAD", "Password"},
    {"AWS::DirectoryService::SimpleAD", "Password"},
    {"AWS::ElastiCache::ReplicationGroup", "AuthToken"},
    {"AWS::IAM::User", "LoginProfile.Password"},
    {"AWS::KinesisFirehose::DeliveryStream", "RedshiftDestinationConfiguration.Password"},
    {"AWS::OpsWorks::App", "AppSource.Password"},
    {"AWS::OpsWorks::Stack", "CustomCookbooksSource.Password"},
    {"AWS::OpsWorks::Stack", "RdsDbInstances.DbPassword"},
    {"AWS::RDS::DBCluster", "MasterUserPassword"},
    {"AWS::RDS::DBInstance", "MasterUserPassword"},
    {"AWS::Redshift::Cluster", "MasterUserPassword"},
};

/* The keys from Properties down to `visit`, functions left out. */
static struct slice property_path(const struct validation *v, const struct visit *visit)
{
    struct slice path = SLICE("");

    for (; visit && visit->node != visit->owner->value; visit = visit->parent) {
        if (!visit->entry || visit->entry->key == K(Properties) ||
            slice_starts(entry_key(visit->entry), SLICE("Fn::")))
            continue;
        path = path.size ? CONCAT(v->b->arena, entry_key(visit->entry), SLICE("."), path)
                         : entry_key(visit->entry);
    }
    return path;
}

static bool takes_secure_string(const struct validation *v, const struct visit *visit)
{
    if (!is_property(visit) || !visit->type) return false;
    for (size_t i = 0; i < sizeof secure_properties / sizeof *secure_properties; i++)
        if (slice_eq(symbol_slice(visit->type), slice_of(secure_properties[i].type)) &&
            slice_eq(property_path(v, visit), slice_of(secure_properties[i].path)))
            return true;
    return false;
}

static void check_place(struct validation *v, const struct visit *visit,
                        const struct dynamic_reference *reference)
{
    if (is_service(reference, "ssm-secure") && !takes_secure_string(v, visit))
        report(v, visit, RULE_DYNAMIC_SECURE, visit_span(visit),
               "{{%.*s}} is a secure string, which CloudFormation puts into a few passwords only, "
               "and not here. Use Secrets Manager.",
               SLICE_ARG(reference->text));
    if (is_service(reference, "secretsmanager") && !is_property(visit))
        report(v, visit, RULE_DYNAMIC_SECRET, visit_span(visit),
               "{{%.*s}} is replaced in Properties of resources only, and not here.",
               SLICE_ARG(reference->text));
}

/* Properties that take the ARN or name of a secret; what the secret holds is no use to them. */
static void check_secret_property(struct validation *v, const struct visit *visit,
                                  const struct dynamic_reference *reference)
{
    const struct symbol *key = visit->entry ? visit->entry->key : NULL;

    if (!is_service(reference, "secretsmanager")) return;
    if (key != K(SecretArn) && key != K(SecretARN) && key != K(SecretsManagerSecretId)) return;
    report(v, visit, RULE_SECRET_FOR_ARN, visit_span(visit),
           "%s takes the ARN of a secret, but {{%.*s}} becomes what the secret holds. Use Ref of "
           "the secret, or its ARN.",
           key->text, SLICE_ARG(reference->text));
}

/* -- Checks -------------------------------------------------------------------------------------
 */

/* Whether "{{", blanks and "resolve:" stand in a text. */
static bool has_blank_reference(struct slice text)
{
    for (size_t at = 0;; at++) {
        at += slice_search(slice_from(text, at), SLICE("{{ "));
        if (at >= text.size) return false;
        struct slice rest = slice_from(text, at + 2);
        while (rest.size && *rest.text == ' ')
            rest = slice_from(rest, 1);
        if (slice_starts(rest, SLICE("resolve:"))) return true;
    }
}

void check_dynamic_references(struct validation *v, const struct visit *visit)
{
    struct slice text = node_text(visit->node);
    struct dynamic_reference reference;
    size_t at = 0;

    if (slice_search(text, SLICE("{{")) == text.size) return;
    if (has_blank_reference(text))
        report(v, visit, RULE_DYNAMIC_BLANK, visit_span(visit),
               "With a blank behind {{, CloudFormation takes no {{resolve:...}} for a dynamic "
               "reference, and leaves the text as it is. Remove the blanks.");
    if (visit->outer && visit->section != SECTION_CONDITIONS) return;
    while (next_dynamic_reference(text, &at, &reference)) {
        const char *fault = fault_of(&reference);
        if (fault)
            report(v, visit, RULE_DYNAMIC_REFERENCE, visit_span(visit),
                   "{{%.*s}} cannot be looked up: %s.", SLICE_ARG(reference.text), fault);
        check_place(v, visit, &reference);
        check_secret_property(v, visit, &reference);
    }
}
