/* samc_result_resolve(): one value of the input; or why the path does not lead to one. */
#include "base/nearest.h"
#include "emit/emit.h"
#include "intrinsics/unknown.h"
#include "pipeline/steps.h"

enum { MOST_KEYS = 6 }; /* shown where a path leads nowhere */

/* -- A path that leads nowhere ------------------------------------------------------------------
 */

/* "'A', 'B' and 3 more". */
static void add_keys(struct buffer *text, const struct node *map)
{
    uint32_t count = 0;

    MAP_EACH (map, each) {
        if (count == MOST_KEYS) {
            buffer_printf(text, " and %u more", (unsigned)(map_count(map) - count));
            return;
        }
        buffer_printf(text, "%s'%s'", count++ ? ", " : "", each.key->text);
    }
}

static void add_missing_key(struct buffer *text, const struct node *map, struct slice wanted)
{
    struct nearest nearest = nearest_to(wanted);

    MAP_EACH (map, each)
        nearest_try(&nearest, symbol_slice(each.key));
    buffer_printf(text, "has no '%.*s'.", SLICE_ARG(wanted));
    if (nearest.found.text) {
        buffer_printf(text, " Did you mean '%.*s'?", SLICE_ARG(nearest.found));
    } else if (map_count(map)) {
        buffer_add(text, SLICE(" It has "));
        add_keys(text, map);
        buffer_add_byte(text, '.');
    }
}

/* Why the path leads to no value, as a sentence about the place where it ends. */
static struct slice problem_text(const samc_result *result, const struct traced_value *t,
                                 struct slice path)
{
    struct buffer text = buffer_new(result->arena);
    struct slice way = slice_first(path, path.size - t->rest.size);
    char separator = slice_find(path, '/') < path.size ? '/' : '.';
    struct slice wanted = slice_first(t->rest, slice_find(t->rest, separator));

    if (way.size > 1)
        buffer_printf(&text, "'%.*s' ", (int)way.size - 1, way.text);
    else
        buffer_add(&text, SLICE("The template "));
    if (t->ambiguous)
        buffer_printf(&text,
                      "has more than one key that '%.*s' may begin with. Put / between the "
                      "keys, as in Resources/Id.",
                      SLICE_ARG(t->rest));
    else if (is_intrinsic(t->node))
        buffer_printf(&text, "is not known, so '%.*s' cannot be looked up in it.",
                      SLICE_ARG(wanted));
    else if (node_is_map(t->node))
        add_missing_key(&text, t->node, wanted);
    else if (node_is_list(t->node))
        buffer_printf(&text, "is a list of %u, numbered from 0, so it has no '%.*s'.",
                      (unsigned)list_count(t->node), SLICE_ARG(wanted));
    else
        buffer_printf(&text, "is %s, so it has no '%.*s'.", node_kind_name(t->node),
                      SLICE_ARG(wanted));
    return buffer_slice(&text);
}

/* -- Public API ---------------------------------------------------------------------------------
 */

static const samc_value *public_value(const samc_result *result, const struct traced_value *t)
{
    static const samc_value_type types[] = {
        [VALUE_ANY] = SAMC_VALUE_ANY,         [VALUE_NOTHING] = SAMC_VALUE_NOTHING,
        [VALUE_BOOLEAN] = SAMC_VALUE_BOOLEAN, [VALUE_NUMBER] = SAMC_VALUE_NUMBER,
        [VALUE_STRING] = SAMC_VALUE_STRING,   [VALUE_LIST] = SAMC_VALUE_LIST,
        [VALUE_MAP] = SAMC_VALUE_MAP,
    };
    samc_value *value = arena_zalloc(result->arena, sizeof *value);
    struct buffer json = buffer_new(result->arena);

    emit_format(SLICE("json"))
        ->write_template(&json, t->value, &(struct emit_options){.compact = true});
    value->json = slice_copy(result->arena, slice_first(buffer_slice(&json), json.size - 1)).text;
    value->type = types[type_of_value(&result->builder, t->root, t->value)];
    value->known = is_wholly_known(t->value) && !t->findings->count;
    value->steps = steps_text(result, t).text;
    return value;
}

struct resolve_job {
    samc_result *result;
    const char *path;
    const samc_value *value; /* NULL: there is none */
    const char *problem;
};

static void run_resolve(void *context)
{
    struct resolve_job *job = context;
    samc_result *result = job->result;
    struct slice path = slice_copy(result->arena, slice_of(job->path));

    if (!result->input) {
        job->problem = "The template cannot be read.";
        return;
    }
    struct traced_value t = trace_value(&result->builder, &result->evaluation, result->input, path);
    if (t.value)
        job->value = public_value(result, &t);
    else
        job->problem = problem_text(result, &t, path).text;
}

const samc_value *samc_result_resolve(samc_result *result, const char *path, const char **problem)
{
    struct resolve_job job = {.result = result, .path = path};
    bool ran = path && arena_run(result->arena, run_resolve, &job);

    if (problem) *problem = ran ? job.problem : NULL;
    return ran ? job.value : NULL;
}
