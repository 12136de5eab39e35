/* What a function runs on: runtime, architecture, handler, layers, environment.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
#include "spec/runtimes.h"
#include "validator/documents.h"
#include "validator/lambda_function.h"

/* -- Runtime ------------------------------------------------------------------------------------
 */

/* "2026-07-01". */
static struct slice date(const struct validation *v, uint32_t day)
{
    return slice_printf(v->b->arena, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
}

/* What has come to its end for a runtime, and the rule that says so; false: nothing. */
static bool end_of(const struct validation *v, const struct runtime *runtime, enum rule_name *rule,
                   struct slice *what)
{
    const struct {
        enum rule_name rule;
        uint32_t day;
        const char *what;
    } ends[] = {
        {RULE_RUNTIME_UPDATE_BLOCKED, runtime->update_block,
         "functions with it can neither be made nor changed"},
        {RULE_RUNTIME_CREATE_BLOCKED, runtime->create_block, "no function can be made with it"},
        {RULE_RUNTIME_DEPRECATED, runtime->deprecated, "it gets no security patches"},
    };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!ends[i].day || ends[i].day > v->input->today) continue;
        struct slice day = date(v, ends[i].day);
        *rule = ends[i].rule;
        *what = slice_printf(
            v->b->arena, "The runtime %s has come to its end: since %.*s %s. Change to %s.",
            runtime->name, SLICE_ARG(day), ends[i].what, runtime_newest(runtime->family)->name);
        return true;
    }
    return false;
}

static void check_end(struct validation *v, const struct visit *visit,
                      const struct runtime *runtime, struct span span)
{
    enum rule_name rule;
    struct slice what;

    if (end_of(v, runtime, &rule, &what)) report(v, visit, rule, span, "%.*s", SLICE_ARG(what));
}

/* Whether a function gives the runtime: see check_given_runtime(). */
static bool is_given(const struct lambda_function *f)
{
    const struct node *value = map_get(f->properties, K(Runtime));

    return is_intrinsic(value) && !is_if(value);
}

static void check_runtime(struct validation *v, const struct visit *visit, void *context,
                          const struct node *value, struct span span)
{
    const struct lambda_function *f = context;
    const struct runtime *runtime = runtime_find(node_text(value));

    if (!node_is_string(value) || !is_known_value(value)) return;
    if (!runtime) return; /* the table of resource types tells which there are */
    if (!is_given(f)) check_end(v, visit, runtime, span);
    if (f->inline_code && runtime->family != RUNTIME_NODEJS && runtime->family != RUNTIME_PYTHON)
        report(v, visit, RULE_INLINE_RUNTIME, span,
               "Inline code is for Node.js and Python; the runtime here is %s. Put the code into "
               "a file and name its folder in %s.",
               runtime->name, f->is_sam ? "CodeUri" : "Code");
}

static void check_given_end(void *context, const struct visit *at)
{
    struct schema_walk *walk = context;
    const struct runtime *runtime = runtime_find(node_text(at->node));
    enum rule_name rule;
    struct slice what;

    if (runtime && end_of(walk->v, runtime, &rule, &what))
        schema_report(walk, rule, schema_span(at), "%.*s", SLICE_ARG(what));
}

/* Runtimes that functions of the template give. */
void check_given_runtime(struct validation *v, const struct visit *visit)
{
    document_each_given(v, visit, K(Runtime), check_given_end);
}

/* -- Handler ------------------------------------------------------------------------------------
 */

/* The form of a handler where it has one that every handler has. */
static const char *handler_form(enum runtime_family family)
{
    switch (family) {
    case RUNTIME_PYTHON:
        return "module.function, as in app.lambda_handler";
    case RUNTIME_NODEJS:
        return "file.function, as in index.handler";
    case RUNTIME_RUBY:
        return "file.method, as in app.handler";
    default:
        return NULL;
    }
}

/* A handler is looked up in a file: something before the last dot, and something behind it. */
static bool has_two_parts(struct slice text)
{
    size_t dot = text.size;

    while (dot > 0 && text.text[dot - 1] != '.')
        dot--;
    return dot > 1 && dot < text.size;
}

static void check_handler(struct validation *v, const struct visit *visit, void *context,
                          const struct node *value, struct span span)
{
    const struct runtime *runtime = context;
    const char *form = handler_form(runtime->family);

    if (!form || !node_is_string(value) || !is_known_value(value)) return;
    if (has_two_parts(node_text(value)) || slice_find(node_text(value), '/') == 0) return;
    report(v, visit, RULE_HANDLER_FORM, span,
           "The handler '%.*s' does not tell where to look: %s takes %s.",
           SLICE_ARG(node_text(value)), runtime->name, form);
}

/* -- Architecture -------------------------------------------------------------------------------
 */

static void check_architecture(struct validation *v, const struct lambda_function *f,
                               const struct runtime *runtime)
{
    const struct node *architectures = property_of(v, f->resource, K(Architectures));
    const struct map_entry *entry = map_find(f->properties, K(Architectures));

    if (runtime->arm64 || !node_is_text(list_at(architectures, 0), SLICE("arm64"))) return;
    report(v, f->visit, RULE_RUNTIME_ARCHITECTURE, entry_span(entry),
           "The runtime %s does not run on arm64. Change to %s, or to the architecture x86_64.",
           runtime->name, runtime_newest(runtime->family)->name);
}

void check_lambda_runtime(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!lambda_function_of(v, visit, &f)) return;
    each_value(v, visit, map_find(f.properties, K(Runtime)), check_runtime, &f);
    const struct runtime *runtime = runtime_find(node_text(property_of(v, f.resource, K(Runtime))));
    if (!runtime || f.package_type == PACKAGE_IMAGE) return;
    check_architecture(v, &f, runtime);
    each_value(v, visit, map_find(f.properties, K(Handler)), check_handler, (void *)runtime);
}

/* -- Layers -------------------------------------------------------------------------------------
 */

/* Whether a list that is known lacks a text that is known. */
static bool excludes(const struct node *list, const struct node *wanted)
{
    if (!list_count(list) || !node_is_string(wanted)) return false;
    LIST_EACH (list, each)
        if (!is_known_value(each.value) || node_equal(each.value, wanted)) return false;
    return true;
}

static void check_layer(struct validation *v, const struct lambda_function *f,
                        const struct node *layer, struct span span)
{
    const struct symbol *id = ref_target(v->b, layer);
    const struct node *resource = id ? resource_of(v, id) : NULL;
    const struct node *runtime = property_of(v, f->resource, K(Runtime));
    const struct node *architecture = list_at(property_of(v, f->resource, K(Architectures)), 0);
    struct slice type = node_text(map_get(resource, K(Type)));

    if (!slice_eq(type, SLICE("AWS::Serverless::LayerVersion")) &&
        !slice_eq(type, SLICE("AWS::Lambda::LayerVersion")))
        return;
    if (excludes(property_of(v, resource, K(CompatibleRuntimes)), runtime))
        report(v, f->visit, RULE_LAYER_INCOMPATIBLE, span,
               "The layer %s is not made for the runtime %.*s of this function. Add it to "
               "CompatibleRuntimes of the layer, or take another layer.",
               id->text, SLICE_ARG(node_text(runtime)));
    if (!architecture) architecture = STR(v->b, "x86_64");
    if (excludes(property_of(v, resource, K(CompatibleArchitectures)), architecture))
        report(v, f->visit, RULE_LAYER_INCOMPATIBLE, span,
               "The layer %s is not made for the architecture %.*s of this function. Add it to "
               "CompatibleArchitectures of the layer, or take another layer.",
               id->text, SLICE_ARG(node_text(architecture)));
}

void check_lambda_layers(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;
    const struct node *layers;

    if (!lambda_function_of(v, visit, &f)) return;
    layers = map_get(f.properties, K(Layers));
    if (f.is_sam && list_count(layers) > 5)
        report(v, visit, RULE_TOO_MANY_LAYERS, entry_span(map_find(f.properties, K(Layers))),
               "The function has %u layers; Lambda takes five. Put what belongs together into one "
               "layer, or use package type Image.",
               list_count(layers));
    LIST_EACH (layers, each)
        check_layer(v, &f, each.value, node_span(each.value));
}

/* -- Environment --------------------------------------------------------------------------------
 */

static bool is_reserved(struct slice name)
{
    static const char *const names[] = {
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq(name, slice_of(names[i]))) return true;
    return false;
}

void check_lambda_environment(struct validation *v, const struct visit *visit)
{
    enum { MOST_BYTES = 4096 };
    struct lambda_function f;
    size_t size = 0;

    if (!lambda_function_of(v, visit, &f)) return;
    const struct map_entry *variables =
        map_find(map_get(f.properties, K(Environment)), K(Variables));
    if (!variables) return;
    MAP_EACH (variables->value, each) {
        size += symbol_slice(each.key).size + node_text(each.value).size;
        if (is_reserved(symbol_slice(each.key)))
            report(v, visit, RULE_ENVIRONMENT_RESERVED, entry_span(each.entry),
                   "Lambda itself sets the environment variable %s. Choose another name.",
                   each.key->text);
    }
    if (size > MOST_BYTES)
        report(v, visit, RULE_ENVIRONMENT_SIZE, entry_span(variables),
               "The environment variables have more than %zu bytes in all; Lambda takes %d. Keep "
               "large values in Systems Manager Parameter Store or S3.",
               size, MOST_BYTES);
}

/* A file system is in a VPC; Lambda reaches it only from there. */
void check_file_systems(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!lambda_function_of(v, visit, &f)) return;
    const struct map_entry *file_systems = present(f.properties, K(FileSystemConfigs));
    if (!file_systems || present(f.properties, K(VpcConfig))) return;
    report(v, visit, RULE_FILE_SYSTEM_WITHOUT_VPC, entry_span(file_systems),
           "FileSystemConfigs needs VpcConfig: a file system can be reached from its VPC only. Add "
           "VpcConfig with subnets and security groups of that VPC.");
}
