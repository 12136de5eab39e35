/* Documents of Systems Manager: their version, and the steps that it asks for.
 *
 * Content is a map, or a text in JSON or YAML. Only types of documents that have a schemaVersion
 * are looked at; calendars, configurations of applications and the like have any content.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
 */
#include "validator/choices.h"
#include "validator/documents.h"

struct ssm_walk {
    struct schema_walk schema;
    bool has_steps; /* the type of the document has mainSteps in versions that know them */
};

#define SSM_REPORT(walk, span, ...)                                                                \
    schema_report(&(walk)->schema, RULE_SSM_DOCUMENT, (span), __VA_ARGS__)

/* -- Steps --------------------------------------------------------------------------------------
 */

static void check_step(void *context, const struct visit *at)
{
    static const struct symbol *const keys[] = {K(action), K(name)};
    struct ssm_walk *walk = context;

    if (!node_is_map(at->node)) {
        SSM_REPORT(walk, schema_span(at), "A step is a map with name and action, but this is %s.",
                   node_kind_name(at->node));
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!map_has(at->node, keys[i]) && !map_has(at->node, K(FnTransform)))
            SSM_REPORT(walk, schema_whole_span(at), "The step has no %s. Add it.", keys[i]->text);
}

static void check_steps(void *context, const struct visit *at)
{
    struct ssm_walk *walk = context;

    if (node_is_nothing(at->node)) return;
    if (!node_is_list(at->node))
        SSM_REPORT(walk, schema_span(at), "mainSteps is a list of steps, but this is %s.",
                   node_kind_name(at->node));
    document_each_item(&walk->schema, at, check_step, walk);
}

/* -- Versions -----------------------------------------------------------------------------------
 */

static const struct {
    struct slice version;
    bool has_steps;
} versions[] = {
    {{"0.3", 3}, true}, {{"1.0", 3}, false}, {{"1.2", 3}, false},
    {{"2.0", 3}, true}, {{"2.2", 3}, true},
};

static void check_version(void *context, const struct visit *at)
{
    struct ssm_walk *walk = context;

    if (node_is_nothing(at->node)) return;
    if (!walk->schema.embedded && !node_is_string(at->node)) {
        SSM_REPORT(walk, schema_span(at),
                   "schemaVersion is a text, but this is %s. Put it in quotes, as in \"2.2\".",
                   node_kind_name(at->node));
        return;
    }
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (slice_eq(node_text(at->node), versions[i].version)) return;
    SSM_REPORT(walk, schema_span(at),
               "There is no such version of documents. Commands have \"2.2\", automations \"0.3\", "
               "sessions \"1.0\".");
}

static void check_text(void *context, const struct visit *at)
{
    struct ssm_walk *walk = context;

    if (!node_is_nothing(at->node) && !node_is_string(at->node))
        SSM_REPORT(walk, schema_span(at), "A text is expected here, but this is %s.",
                   node_kind_name(at->node));
}

/* Whether a version is known, and is one whose documents have mainSteps. */
static bool asks_for_steps(const struct node *version)
{
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (node_is_string(version) && slice_eq(node_text(version), versions[i].version))
            return versions[i].has_steps;
    return false;
}

/* -- Documents ----------------------------------------------------------------------------------
 */

static void check_entry(struct ssm_walk *walk, const struct visit *at)
{
    const struct symbol *key = at->entry->key;

    if (key == K(schemaVersion))
        document_each_value(&walk->schema, at, check_version, walk);
    else if (key == K(description) || key == K(assumeRole))
        document_each_value(&walk->schema, at, check_text, walk);
    else if (key == K(mainSteps) && walk->has_steps)
        document_each_value(&walk->schema, at, check_steps, walk);
}

static void check_content(struct ssm_walk *walk, const struct visit *at)
{
    const struct node *version = map_get(at->node, K(schemaVersion));

    if (!node_is_map(at->node)) {
        SSM_REPORT(walk, schema_span(at), "A document is a map with schemaVersion, but this is %s.",
                   node_kind_name(at->node));
        return;
    }
    if (!map_has(at->node, K(FnTransform))) {
        if (!version || is_no_value(version))
            SSM_REPORT(walk, schema_whole_span(at),
                       "The document has no schemaVersion. Add it: \"2.2\" for commands, \"0.3\" "
                       "for automations.");
        else if (walk->has_steps && asks_for_steps(version) && !map_has(at->node, K(mainSteps)))
            SSM_REPORT(walk, schema_whole_span(at),
                       "The document has no mainSteps, so it does nothing. Add them.");
    }
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_entry(walk, &below);
    }
}

static void check_text_or_map(void *context, const struct visit *at)
{
    struct ssm_walk *walk = context;
    struct embedded embedded;
    struct visit root = *at;

    if (node_is_nothing(at->node)) return;
    if (!node_is_string(at->node)) {
        check_content(walk, at);
        return;
    }
    if (node_text(at->node).size == 0) {
        SSM_REPORT(walk, schema_whole_span(at), "The document is empty.");
        return;
    }
    if (!document_enter(&walk->schema, at, node_text(at->node), false, &embedded)) return;
    root.node = embedded.root;
    if (root.node)
        check_content(walk, &root);
    else
        SSM_REPORT(walk, embedded.span, "This is neither JSON nor YAML: %.*s",
                   SLICE_ARG(embedded.problem));
    document_leave(&walk->schema);
}

/* Whether it is a type of documents with a schemaVersion. Absent is Command. */
static bool has_version(const struct node *type, bool *has_steps)
{
    static const struct slice names[] = {
        {"Command", 7}, {"Automation", 10}, {"Session", 7}, {"Policy", 6}, {"Package", 7}};

    *has_steps = !type;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!node_is_text(type, names[i])) continue;
        *has_steps = i < 2;
        return true;
    }
    return !type;
}

void check_ssm_document(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);
    struct ssm_walk walk = {.schema = {.v = v, .resource = visit}};

    CHOICES_EACH(v, &properties, K(DocumentType), type)
    {
        if (!has_version(type.at->value, &walk.has_steps)) continue;
        CHOICES_EACH(v, type.at->in, K(DocumentFormat), format)
        {
            const struct map_entry *entry = map_find(properties.value, K(Content));
            if (!entry || node_is_text(format.at->value, SLICE("TEXT"))) continue;
            if (format.at->value && !node_is_string(format.at->value)) continue;
            struct visit above =
                schema_visit(visit, properties.value, map_find(visit->node, K(Properties)));
            struct visit value = schema_visit(&above, entry->value, entry);
            document_each_value(&walk.schema, &value, check_text_or_map, &walk);
        }
    }
}
