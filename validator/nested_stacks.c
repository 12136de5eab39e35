/* Nested stacks whose template lies beside this one: what they are given, against the Parameters of
 * that template. `sam package` puts a location in S3 into TemplateURL, and Location of an
 * application; so what was written is looked at.
 *
 * Each template is read once. One that cannot be read, or that a macro may add parameters to, gives
 * no finding.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
#include "base/limits.h"
#include "base/nearest.h"
#include "document/document.h"
#include "validator/choices.h"

/* What stands for a template that there is nothing to say of. */
static const struct node unreadable = {.kind = NODE_NULL};

static const struct node *parse(struct validation *v, struct slice path, struct slice text)
{
    struct reader reader = {*v->b, sources_new(v->b->arena), findings_new(v->b->arena)};

    return document_read(&reader, path, text);
}

/* The root of the template at a path; NULL when it cannot be told. */
static const struct node *template_at(struct validation *v, struct slice path)
{
    const struct validator_files *files = &v->input->files;
    const struct symbol *key = symbol_of(v->b->symbols, path);
    const struct node *root = table_get(&v->nested, key);
    struct slice text;

    if (!root && v->nested_bytes < LIMIT_NESTED_BYTES && files->read(files->context, path, &text)) {
        v->nested_bytes += text.size;
        root = text.size <= LIMIT_INPUT_BYTES ? parse(v, path, text) : NULL;
    }
    if (!root) root = &unreadable;
    table_set(v->b->arena, &v->nested, key, root);
    return node_is_map(root) ? root : NULL;
}

static void check_given(struct validation *v, const struct visit *visit,
                        const struct node *parameters, const struct choice *given,
                        struct slice path)
{
    MAP_EACH (given->value, each) {
        struct nearest nearest = nearest_to(entry_key(each.entry));
        if (map_has(parameters, each.key) || is_no_value(each.value)) continue;
        MAP_EACH (parameters, parameter)
            nearest_try(&nearest, entry_key(parameter.entry));
        report(v, visit, RULE_NESTED_PARAMETER, entry_span(each.entry),
               "%.*s has no parameter %s%s%.*s%s", SLICE_ARG(path), each.key->text,
               nearest.found.text ? ". Did you mean " : ".", SLICE_ARG(nearest.found),
               nearest.found.text ? "?" : "");
    }
}

static void check_needed(struct validation *v, const struct visit *visit,
                         const struct node *parameters, const struct choice *given,
                         struct slice path, struct span span)
{
    MAP_EACH (parameters, each)
        if (node_is_map(each.value) && !map_has(each.value, K(Default)) &&
            !map_has(given->value, each.key))
            report(v, visit, RULE_NESTED_PARAMETER, span,
                   "%.*s has the parameter %s without a Default, so Parameters must have a value "
                   "for it.",
                   SLICE_ARG(path), each.key->text);
}

static void check_location(struct validation *v, const struct visit *visit,
                           const struct choice *location)
{
    struct slice path = node_text(location->value);
    const struct node *root = is_local_path(location->value) ? template_at(v, path) : NULL;
    const struct node *parameters = map_get(root, K(Parameters));

    if (!root || calls_macros(root) || map_has(parameters, K(FnTransform))) return;
    CHOICES_EACH(v, location->in, K(Parameters), given)
    {
        if (given.at->value && (!node_is_map(given.at->value) || is_intrinsic(given.at->value)))
            continue;
        if (map_has(given.at->value, K(FnTransform))) continue;
        check_given(v, visit, parameters, given.at, path);
        check_needed(v, visit, parameters, given.at, path,
                     given.at->value ? given.at->key : location->span);
    }
}

void check_nested_stack(struct validation *v, const struct visit *visit)
{
    const struct node *resources = map_get(v->input->source, K(Resources));
    const struct node *written = map_get(resources, visit->owner->key);
    struct visit at = *visit;

    if (!v->input->files.read || !written) return;
    at.node = written;
    at.entry = map_find(resources, visit->owner->key);
    struct choice properties = properties_choice(v, &at);
    bool is_application =
        node_is_text(map_get(written, K(Type)), SLICE("AWS::Serverless::Application"));
    CHOICES_EACH(v, &properties, is_application ? K(Location) : K(TemplateURL), location)
    check_location(v, visit, location.at);
}
