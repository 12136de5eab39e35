/* AWS::Serverless::Application: a nested stack, from a template in S3 or from the Serverless
 * Application Repository.
 *
 * The id and the version of an application in the repository are filled in before any resource is
 * converted, because what is wrong with the parameters and mappings in them is wrong with the whole
 * template. The repository is asked when the resource is converted, so never for a template that is
 * refused before that. A pair of id and version is asked for once, and what is wrong with it is
 * said once, of the first resource that has it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
#include "base/printable.h"
#include "base/utf8.h"
#include "document/python_text.h"
#include "spec/regions.h"
#include "transform/phases_internal.h"
#include "transform/sam_types.h"

/* A pair of ApplicationId and SemanticVersion. */
struct application {
    const struct symbol *first; /* logical id of the first resource that has it */
    bool answered;              /* the rest is known */
    enum application_status status;
    struct slice text; /* the URL, or the reason why there is none */
};

/* What tells pairs apart: values of different types are different, as in the reference. */
static const struct symbol *pair_of(struct transform *t, const struct node *id,
                                    const struct node *version)
{
    struct buffer text = buffer_new(t->b->arena);

    python_json(&text, LIST(t->b, id, version), PYTHON_JSON_SORTED);
    return symbol_for(t, buffer_slice(&text));
}

/* The table hands out what note_application() put in, which is ours to change. */
static struct application *application_of(struct transform *t, const struct node *location)
{
    const struct symbol *pair =
        pair_of(t, map_get(location, K(ApplicationId)), map_get(location, K(SemanticVersion)));

    return (struct application *)table_get(&t->applications, pair);
}

/* -- Before the conversion ----------------------------------------------------------------------
 */

static void note_application(struct transform *t, const struct symbol *resource,
                             const struct node *id, const struct node *version)
{
    const struct symbol *pair = pair_of(t, id, version);

    if (table_get(&t->applications, pair)) return;
    struct application *application = arena_zalloc(t->b->arena, sizeof *application);
    application->first = resource;
    table_set(t->b->arena, &t->applications, pair, application);
}

static void resolve_application(struct transform *t, const struct map_entry *entry,
                                const struct node *location)
{
    const struct node *id = given(location, K(ApplicationId));
    const struct node *version = given(location, K(SemanticVersion));

    if (!id || !version) return;
    begin_subject(t, entry->key, entry->value);
    const struct node *new_id = resolved_with_mappings(t, id);
    const struct node *new_version = resolved_with_mappings(t, version);
    note_application(t, entry->key, new_id, new_version);
    if (new_id == id && new_version == version) return;
    struct node *copy = node_copy(t->b, entry->value);
    struct node *properties = map_edit(t->b, copy, K(Properties));
    struct node *place = map_edit(t->b, properties, K(Location));
    map_set(t->b, place, K(ApplicationId), new_id);
    map_set(t->b, place, K(SemanticVersion), new_version);
    map_set(t->b, t->resources, entry->key, copy);
}

void resolve_applications(struct transform *t)
{
    MAP_EACH (t->resources, each) {
        if (!has_type(each.value, K(AWS_Serverless_Application))) continue;
        const struct node *location = map_get(map_get(each.value, K(Properties)), K(Location));
        if (node_is_map(location)) resolve_application(t, each.entry, location);
        if (t->aborted) return;
    }
}

/* -- What can be asked for ----------------------------------------------------------------------
 */

/* Whether ApplicationId or SemanticVersion has a value now; if not, the resource is refused. */
static bool has_value(struct transform *t, const struct node *location, const struct symbol *key)
{
    const struct node *value = given(location, key);

    if (!value)
        refuse(t, location, SAM_APPLICATION,
               "Location has no %s. It is either the URL of a template in S3, or a map with "
               "ApplicationId and SemanticVersion.",
               key->text);
    else if (node_is_map(value))
        refuse(t, value, SAM_APPLICATION,
               "%s must be known when the template is compiled. Write it out, or use a Ref to a "
               "parameter that has a value, or Fn::FindInMap.",
               key->text);
    else if (!node_is_truthy(value))
        refuse(t, value, SAM_APPLICATION,
               "%s is blank. The page of the application in the Serverless Application Repository "
               "shows it.",
               key->text);
    else
        return true;
    return false;
}

/* Whether the value is a string; if not, the resource is refused. */
static bool is_text(struct transform *t, const struct node *location, const struct symbol *key)
{
    const struct node *value = map_get(location, key);

    if (node_is_string(value)) return true;
    refuse(t, value, SAM_APPLICATION, "%s must be a string, but is %s.%s", key->text,
           node_kind_name(value), value->kind == NODE_LIST ? "" : " Put it in quotation marks.");
    return false;
}

/* Whether the repository can be asked for it; if not, the resource is refused. */
static bool can_be_asked(struct transform *t, const struct node *location)
{
    struct slice id = node_text(map_get(location, K(ApplicationId)));

    if (!is_text(t, location, K(ApplicationId)) || !is_text(t, location, K(SemanticVersion)))
        return false;
    if (slice_search(id, SLICE("{{resolve:ssm:")) < id.size) {
        refuse(t, map_get(location, K(ApplicationId)), SAM_APPLICATION,
               "ApplicationId holds a dynamic reference, which has a value only after the template "
               "is compiled. Write the id out, or use a parameter.");
        return false;
    }
    if (region_has_application_repository(t->options->region)) return true;
    refuse(t, location, SAM_APPLICATION,
           "The region %.*s has no Serverless Application Repository. Give Location the URL of the "
           "application's template in S3, or compile for another region.",
           SLICE_ARG(t->options->region));
    return false;
}

/* -- The answer ---------------------------------------------------------------------------------
 */

static void ask(struct transform *t, const struct node *location, struct application *application)
{
    const struct application_source *source = &t->options->applications;
    struct slice text = {NULL, 0};

    application->answered = true;
    application->status = APPLICATION_NOT_ASKED;
    if (source->find)
        application->status =
            source->find(source->context, node_text(map_get(location, K(ApplicationId))),
                         node_text(map_get(location, K(SemanticVersion))), &text);
    if (application->status != APPLICATION_FOUND) {
        application->text = printable(t->b->arena, text);
    } else if (text.size && utf8_check(text) == text.size) {
        application->text = slice_copy(t->b->arena, text);
    } else {
        application->status = APPLICATION_UNREACHABLE;
        application->text = SLICE("its answer holds no URL of a template.");
    }
}

/* What is said when there is no URL, before and behind the reason. */
static const struct words {
    const char *problem, *remedy;
} words[APPLICATION_STATUS_COUNT] = {
    [APPLICATION_NOT_ASKED] =
        {"was not asked for this application, so its TemplateURL is empty and the result cannot be "
         "deployed",
         "Before deploying, compile the template with access to the repository."},
    [APPLICATION_NOT_FOUND] =
        {"does not have this application in this version",
         "Check ApplicationId and SemanticVersion, and whether the application is still there."},
    [APPLICATION_NO_ACCESS] =
        {"gives no access to this application",
         "Its owner must share it with your AWS account, and your credentials must allow "
         "serverlessrepo:CreateCloudFormationTemplate and "
         "serverlessrepo:GetCloudFormationTemplate."},
    [APPLICATION_PREPARING] = {"has not finished the template of this application yet",
                               "Compile again in a few minutes."},
    [APPLICATION_THROTTLED] = {"has too many requests to look for this application now",
                               "Compile again in a few minutes."},
    [APPLICATION_UNREACHABLE] = {"could not be asked for this application", ""},
};

static void report_answer(struct transform *t, const struct node *location,
                          const struct application *application)
{
    bool asked = application->status != APPLICATION_NOT_ASKED;
    const struct node *id = map_get(location, K(ApplicationId));
    const struct node *version = map_get(location, K(SemanticVersion));
    const struct words *say = &words[application->status];

    (asked ? refuse : warn)(
        t, id, asked ? SAM_APPLICATION : SAM_NO_TEMPLATE_URL,
        "The Serverless Application Repository of %.*s %s (%.*s, version %.*s)%s%.*s%s%s",
        SLICE_ARG(t->options->region), say->problem, SLICE_ARG(node_text(id)),
        SLICE_ARG(node_text(version)), application->text.size ? ": " : ".",
        SLICE_ARG(application->text), *say->remedy ? " " : "", say->remedy);
}

/* The TemplateURL of a Location in the repository. It is empty when there is none, and the reason
 * has been said. */
static const struct node *repository_url(struct transform *t, const struct symbol *resource,
                                         const struct node *location)
{
    struct node *none = STR(t->b, "");

    if (!has_value(t, location, K(SemanticVersion)) || !has_value(t, location, K(ApplicationId)))
        return none;
    struct application *application = application_of(t, location);
    if (!application->answered) {
        if (application->first != resource || !can_be_asked(t, location)) return none;
        ask(t, location, application);
    }
    if (application->status == APPLICATION_FOUND) return node_string(t->b, application->text);
    if (application->first == resource) report_answer(t, location, application);
    return none;
}

/* -- The stack ----------------------------------------------------------------------------------
 */

static struct node *stack_tags(struct transform *t, const struct node *location,
                               const struct node *tags)
{
    struct node *all = node_map(t->b);
    const struct node *id = given(location, K(ApplicationId));
    const struct node *version = given(location, K(SemanticVersion));

    map_set(t->b, all, symbol_for(t, SLICE("serverlessrepo:applicationId")), id);
    map_set(t->b, all, symbol_for(t, SLICE("serverlessrepo:semanticVersion")), version);
    map_merge(t->b, all, tags);
    return tag_list_created_by(t, "lambda:createdBy", all);
}

void convert_application(struct transform *t, const struct sam_resource *sam)
{
    const struct node *p = sam->properties;
    const struct node *location = given(p, K(Location));

    check_reserved_tags(t, given(p, K(Tags)));
    if (t->refusals) return;
    const struct node *url =
        node_is_map(location) ? repository_url(t, sam->id, location) : location;
    struct resource *stack =
        add_resource(t, sam->id, K(AWS_CloudFormation_Stack), sam, ATTRIBUTES_PASSED);
    set_attribute(t, stack, K(DependsOn), dependencies_of(sam->node));
    set(t, stack, K(TemplateURL), url);
    set(t, stack, K(Parameters), given(p, K(Parameters)));
    set(t, stack, K(NotificationARNs), given(p, K(NotificationARNs)));
    set(t, stack, K(Tags), stack_tags(t, location, given(p, K(Tags))));
    set(t, stack, K(TimeoutInMinutes), given(p, K(TimeoutInMinutes)));
}
