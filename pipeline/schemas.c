/* samc_schemas: schemas are read and compiled into one table, and tables that were made earlier are
 * looked through and hung behind it. A table that was just made is looked through, too: a schema
 * may hold itself in ways that would never end.
 */
#include "pipeline/schemas.h"

#include <stdlib.h>

#include "document/document.h"
#include "pipeline/schema_compiler.h"
#include "spec/names.h"

struct samc_schemas {
    struct arena *arena;
    struct reader reader;
    struct schema_compiler *compiler; /* NULL: finished */
    struct schema_table *first, *last;
};

/* What a call hands to its work inside the arena. */
struct job {
    samc_schemas *schemas;
    struct slice bytes;
    const char *problem;
    const struct schema_table *table; /* that was made or loaded */
};

static void begin(void *context)
{
    samc_schemas *schemas = context;

    schemas->reader.findings = findings_new(schemas->arena);
    schemas->reader.sources = sources_new(schemas->arena);
    schemas->reader.builder = (struct builder){
        .arena = schemas->arena,
        .symbols = symbols_new(schemas->arena, &known_name_set),
    };
    schemas->compiler = schema_compiler_new(&schemas->reader.builder);
}

static void add(void *context)
{
    struct job *job = context;
    samc_schemas *schemas = job->schemas;
    struct reader *reader = &schemas->reader;
    struct slice bytes = slice_copy(schemas->arena, job->bytes);
    const struct node *schema = document_read(reader, SLICE("schema"), bytes);

    if (schema)
        job->problem = schema_compiler_add(schemas->compiler, schema);
    else
        job->problem =
            CONCAT(schemas->arena, reader->findings->items[reader->findings->count - 1].message)
                .text;
    findings_cut(reader->findings, 0);
}

/* Hangs a table that is sound behind the others. */
static void hang(struct job *job, const uint32_t *words, size_t count, const char *problem)
{
    samc_schemas *schemas = job->schemas;
    struct schema_table *table = arena_zalloc(schemas->arena, sizeof *table);

    if (!schema_table_is_sound(schemas->arena, words, count)) {
        job->problem = problem;
        return;
    }
    *table = (struct schema_table){words, count, NULL};
    if (schemas->last)
        schemas->last->next = table;
    else
        schemas->first = table;
    schemas->last = table;
    job->table = table;
}

static void finish(void *context)
{
    struct job *job = context;
    samc_schemas *schemas = job->schemas;
    size_t count;
    const uint32_t *words = schema_compiler_table(schemas->compiler, &count);

    if (words)
        hang(job, words, count,
             "The alternatives (anyOf, oneOf, allOf, if) of one of the schemas hold each other "
             "without an end, or too deep.");
    else
        job->problem = "The schemas are too large.";
    schemas->compiler = NULL;
}

static void load(void *context)
{
    struct job *job = context;
    size_t count = job->bytes.size / sizeof(uint32_t);
    uint32_t *words = arena_array(job->schemas->arena, count + 1, sizeof *words);

    memcpy(words, job->bytes.text, count * sizeof *words);
    if (job->bytes.size % sizeof *words == 0)
        hang(job, words, count, "It is damaged, or another version of samc has made it.");
    else
        job->problem = "It is damaged.";
}

/* -- Public API ---------------------------------------------------------------------------------
 */

samc_status samc_schemas_new(samc_schemas **schemas)
{
    samc_schemas *made;

    if (!schemas) return SAMC_BAD_ARGUMENT;
    *schemas = NULL;
    made = calloc(1, sizeof *made);
    if (!made) return SAMC_NO_MEMORY;
    made->arena = arena_new();
    if (!made->arena || !arena_run(made->arena, begin, made)) {
        samc_schemas_free(made);
        return SAMC_NO_MEMORY;
    }
    *schemas = made;
    return SAMC_OK;
}

static samc_status run(struct job *job, void (*work)(void *context), const char **problem)
{
    if (!arena_run(job->schemas->arena, work, job)) return SAMC_NO_MEMORY;
    if (problem) *problem = job->problem;
    return SAMC_OK;
}

samc_status samc_schemas_add(samc_schemas *schemas, const void *json, size_t size,
                             const char **problem)
{
    struct job job = {.schemas = schemas, .bytes = {json, size}};

    if (!schemas || !schemas->compiler || (!json && size)) return SAMC_BAD_ARGUMENT;
    if (!json) job.bytes = SLICE("");
    return run(&job, add, problem);
}

samc_status samc_schemas_finish(samc_schemas *schemas, const void **bytes, size_t *size,
                                const char **problem)
{
    struct job job = {.schemas = schemas};
    samc_status status;

    if (!schemas || !schemas->compiler) return SAMC_BAD_ARGUMENT;
    status = run(&job, finish, problem);
    if (bytes) *bytes = job.table ? job.table->words : NULL;
    if (size) *size = job.table ? job.table->count * sizeof *job.table->words : 0;
    return status;
}

samc_status samc_schemas_load(samc_schemas *schemas, const void *bytes, size_t size,
                              const char **problem)
{
    struct job job = {.schemas = schemas, .bytes = {bytes, size}};

    if (!schemas || (!bytes && size)) return SAMC_BAD_ARGUMENT;
    if (!bytes) job.bytes = SLICE("");
    return run(&job, load, problem);
}

const char *samc_schemas_type(const samc_schemas *schemas, size_t number)
{
    const struct schema_table *table = schemas_tables(schemas);

    for (; table; table = table->next) {
        if (number < schema_table_types(table))
            return resource_type_name(schema_table_at(table, number)).text;
        number -= schema_table_types(table);
    }
    return NULL;
}

void samc_schemas_free(samc_schemas *schemas)
{
    if (!schemas) return;
    arena_free(schemas->arena);
    free(schemas);
}

const struct schema_table *schemas_tables(const samc_schemas *schemas)
{
    return schemas ? schemas->first : NULL;
}
