/* samc_result_explain(): from a resource of the output back to the lines that caused it.
 *
 * A generated node knows the node it was generated for (struct node, origin), which may have been
 * generated too; the chain ends at a node that was read. Where that node stands in the input says
 * the rest: around it are, if any, an event and the resource that it belongs to.
 *
 *     MyFnApiPermissionProd (AWS::Lambda::Permission) is generated. It comes from:
 *     template.yaml:12:9: Resources/MyFn/Properties/Events/Api (Api)
 *     template.yaml:5:3: Resources/MyFn (AWS::Serverless::Function)
 */
#include "base/printable.h"
#include "document/path.h"
#include "pipeline/result_internal.h"
#include "spec/names.h"

/* Steps of Resources/Id, and of Resources/Id/Properties/Events/Key. */
enum { RESOURCE_STEPS = 2, EVENT_STEPS = 5 };

static bool is_resource(const struct path *path, size_t count)
{
    return count == RESOURCE_STEPS && slice_eq(path_key(path, 0), SLICE("Resources"));
}

static bool is_event(const struct path *path, size_t count)
{
    return count == EVENT_STEPS && is_resource(path, RESOURCE_STEPS) &&
           slice_eq(path_key(path, 2), SLICE("Properties")) &&
           slice_eq(path_key(path, 3), SLICE("Events"));
}

/* " (AWS::Lambda::Function)", or nothing when it has no type. */
static void add_type(struct buffer *text, const struct node *node)
{
    struct slice type = node_text(map_get(node, K(Type)));

    if (type.size == 0) return;
    buffer_add(text, SLICE(" ("));
    printable_add(text, type);
    buffer_add_byte(text, ')');
}

/* One line: the place that the first `count` steps lead to. */
static void add_place(struct buffer *text, const samc_result *result, const struct path *path,
                      size_t count)
{
    struct span span = count ? path_step_span(&path->steps[count - 1]) : node_span(result->input);
    struct position at = source_position(result->sources, span.start);

    printable_add(text, at.source ? at.source->name : sources_name(result->sources));
    buffer_printf(text, ":%u:%u: ", at.source ? (unsigned)at.line : 1u,
                  at.source ? (unsigned)at.column : 1u);
    if (count)
        printable_add(text, path_text(result->arena, path, count));
    else
        buffer_add(text, SLICE("the template as a whole"));
    if (is_resource(path, count) || is_event(path, count))
        add_type(text, path->steps[count - 1].node);
    buffer_add_byte(text, '\n');
}

/* The place itself, then the event and the resource around it. */
static void add_places(struct buffer *text, const samc_result *result, const struct path *path)
{
    add_place(text, result, path, path->count);
    for (size_t count = path->count; count-- > 1;)
        if (is_resource(path, count) || is_event(path, count)) add_place(text, result, path, count);
}

/* The node that was read and that `node` was generated for; itself when it was read. */
static const struct node *cause_of(const struct node *node)
{
    while (node && (node->flags & NODE_GENERATED))
        node = node->origin;
    return node;
}

/* What became of the resource, seen from the user's template. */
static struct slice verdict(const struct node *made, const struct node *own)
{
    bool same_type = own && node_equal(map_get(made, K(Type)), map_get(own, K(Type)));

    if (made == own || (own && node_equal(made, own)))
        return SLICE("is your own and passes through unchanged:\n");
    if (same_type && !(made->flags & NODE_GENERATED))
        return SLICE("is your own; the transform changed something inside it:\n");
    return SLICE("is generated. It comes from:\n");
}

struct slice result_explain(const samc_result *result, struct slice id)
{
    const struct symbol *key = symbol_of(result->builder.symbols, id);
    const struct node *made = map_get(map_get(result->output, K(Resources)), key);
    const struct node *own = map_get(map_get(result->input, K(Resources)), key);
    struct buffer text = buffer_new(result->arena);
    struct path path;

    if (!made) return (struct slice){NULL, 0};
    printable_add(&text, id);
    add_type(&text, made);
    buffer_add_byte(&text, ' ');
    if (path_find(result->arena, result->input, cause_of(made), &path)) {
        buffer_add(&text, verdict(made, own));
        add_places(&text, result, &path);
    } else {
        buffer_add(&text, SLICE("is generated; where from is not recorded.\n"));
    }
    return buffer_slice(&text);
}

struct explain_job {
    samc_result *result;
    struct slice id;
    struct slice text;
};

static void run_explain(void *context)
{
    struct explain_job *job = context;

    job->text = result_explain(job->result, job->id);
}

const char *samc_result_explain(samc_result *result, const char *logical_id)
{
    struct explain_job job = {.result = result, .id = slice_of(logical_id)};

    if (!result->output || !logical_id || !arena_run(result->arena, run_explain, &job)) return NULL;
    return job.text.text;
}
