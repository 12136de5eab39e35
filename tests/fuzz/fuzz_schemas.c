/* Schemas of resource types that are not built in: any bytes as a schema of the registry, and as
 * the table that is made of such schemas and kept in a file. What is refused has a reason; what is
 * taken can be described and used to lint. */
#include <string.h>

#include "samc/samc.h"
#include "tests/fuzz/fuzz.h"

static void describe(const char *name, const samc_schemas *schemas)
{
    samc_description *description;
    size_t size;

    REQUIRE(samc_description_new(name, schemas, &description) == SAMC_OK);
    REQUIRE(!samc_description_text(description, &size) == !!samc_description_problem(description));
    samc_description_free(description);
}

/* A template with a resource of the type, which has the properties of many types. */
static void lint(const char *name, const samc_schemas *schemas)
{
    char text[600];
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    if (strlen(name) > 200 || strpbrk(name, "\"\\\n\r\t") != NULL) return;
    int size = snprintf(text, sizeof text,
                        "{\"Resources\": {\"R\": {\"Type\": \"%s\", \"Properties\": {\"Name\": 5,"
                        " \"A\": [{\"B\": \"x\"}], \"Tags\": [{\"Key\": \"k\"}]}}}, \"Outputs\":"
                        " {\"O\": {\"Value\": {\"Fn::GetAtt\": [\"R\", \"Arn\"]}}}}",
                        name);
    options.goal = SAMC_GOAL_LINT;
    options.schemas = schemas;
    REQUIRE(samc_compile(text, (size_t)size, &options, &result) == SAMC_OK);
    samc_result_free(result);
}

static void use(const samc_schemas *schemas)
{
    const char *name;

    for (size_t i = 0; i < 4 && (name = samc_schemas_type(schemas, i)); i++) {
        describe(name, schemas);
        lint(name, schemas);
    }
    describe("AWS::SQS::Queue.RedrivePolicy", schemas);
}

/* What a set became, loaded into another one, is the same set. */
static void load_again(const samc_schemas *schemas, const void *bytes, size_t size)
{
    samc_schemas *again;
    const char *problem;

    REQUIRE(samc_schemas_new(&again) == SAMC_OK);
    REQUIRE(samc_schemas_load(again, bytes, size, &problem) == SAMC_OK);
    REQUIRE(!problem);
    REQUIRE(!samc_schemas_type(schemas, 0) == !samc_schemas_type(again, 0));
    use(again);
    samc_schemas_free(again);
}

static void as_schema(const uint8_t *data, size_t size)
{
    samc_schemas *schemas;
    const char *problem = NULL;
    const void *bytes = NULL;
    size_t made = 0;

    REQUIRE(samc_schemas_new(&schemas) == SAMC_OK);
    REQUIRE(samc_schemas_add(schemas, data, size, &problem) == SAMC_OK);
    bool refused = problem != NULL;
    REQUIRE(samc_schemas_finish(schemas, &bytes, &made, &problem) == SAMC_OK);
    use(schemas);
    if (!refused && !problem) load_again(schemas, bytes, made);
    samc_schemas_free(schemas);
}

static void as_table(const uint8_t *data, size_t size)
{
    samc_schemas *schemas;
    const char *problem;

    REQUIRE(samc_schemas_new(&schemas) == SAMC_OK);
    REQUIRE(samc_schemas_load(schemas, data, size, &problem) == SAMC_OK);
    use(schemas);
    samc_schemas_free(schemas);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t nothing[1];

    as_schema(size ? data : nothing, size);
    as_table(size ? data : nothing, size);
    return 0;
}
