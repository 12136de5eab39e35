/* The files beside a template: any bytes as .cfnlintrc, samconfig.toml, parameter file, file of
 * managed policies, and as the configuration that stands in Metadata. What is refused is said in
 * lines that no terminal obeys; what is taken are options that a compilation takes. */
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/lint_settings.h"
#include "cli/parameters.h"
#include "cli/toml.h"
#include "spec/names.h"
#include "tests/fuzz/fuzz.h"

static const char template[] =
    "Parameters: {Stage: {Type: String}}\n"
    "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub '${Stage}-${x}'}}}\n";

/* -- Files --------------------------------------------------------------------------------------
 */

/* A file in memory with that content, and a path to it. */
static int open_file(struct slice content, char path[64])
{
    int file = memfd_create("input", 0);

    REQUIRE(file >= 0);
    REQUIRE(write(file, content.text, content.size) == (ssize_t)content.size);
    REQUIRE(lseek(file, 0, SEEK_SET) == 0);
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

static struct cli cli_of(struct arena *arena, size_t count, const char *const *words)
{
    struct cli cli = {.arena = arena, .complaints = buffer_new(arena)};

    REQUIRE(arguments_parse(&cli, count, (char *const *)words));
    return cli;
}

/* What was said is lines of the tool; there are some when something failed. */
static void require_said(const struct cli *cli, bool good)
{
    struct slice said = buffer_slice(&cli->complaints);

    REQUIRE(good || said.size > 0);
    REQUIRE(utf8_check(said) == said.size);
    REQUIRE(said.size == 0 || slice_starts(said, SLICE("samc: ")));
    for (size_t i = 0; i < said.size; i++)
        REQUIRE(said.text[i] == '\n' || (unsigned char)said.text[i] >= ' ');
}

static void require_pairs(const samc_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        REQUIRE(pairs[i].name && pairs[i].value);
        for (size_t j = 0; j < i && j < 50; j++)
            REQUIRE(strcmp(pairs[i].name, pairs[j].name) != 0);
    }
}

/* -- Each kind ----------------------------------------------------------------------------------
 */

static void as_configuration(struct arena *arena, const char *path)
{
    const char *words[] = {"lint", "--config-file", path, "--bundled-types", "x.yaml"};
    struct cli cli = cli_of(arena, sizeof words / sizeof *words, words);
    struct lint_settings settings;
    bool good = lint_settings_gather(&cli, &settings);

    require_said(&cli, good);
    for (size_t i = 0; good && i < settings.pass_count && i < 2; i++) {
        samc_options options = settings.options;
        samc_result *result;
        options.region = settings.passes[i].region;
        options.parameters = settings.passes[i].parameters;
        options.parameter_count = settings.passes[i].parameter_count;
        require_pairs(options.parameters, options.parameter_count);
        REQUIRE(samc_compile(template, sizeof template - 1, &options, &result) == SAMC_OK);
        samc_result_free(result);
    }
}

static void visit(void *context, const struct toml_path *path, struct slice text, size_t line)
{
    size_t *last = context;

    REQUIRE(line >= *last && path->count <= TOML_DEEPEST);
    REQUIRE(utf8_check(text) == text.size);
    for (size_t i = 0; i < path->count; i++)
        REQUIRE(utf8_check(path->names[i]) == path->names[i].size);
}

static void as_toml(struct arena *arena, struct slice input)
{
    size_t last = 0, lines = 1;

    if (utf8_check(input) < input.size) return; /* the caller of toml_read() sees to that */
    for (size_t i = 0; i < input.size; i++)
        lines += input.text[i] == '\n';
    REQUIRE(toml_read(arena, input, visit, &last) <= lines);
}

static void as_values(struct arena *arena, const char *path)
{
    const char *words[] = {"transform", "--managed-policies", path, "x.yaml"};
    struct cli cli = cli_of(arena, sizeof words / sizeof *words, words);
    const samc_pair *pairs = NULL;
    size_t count = 0;
    bool good = parameters_of_file(&cli, path, "--parameter-file", &pairs, &count);

    require_said(&cli, good);
    if (good) require_pairs(pairs, count);
    cli.complaints = buffer_new(arena);
    good = managed_policies_gather(&cli, &pairs, &count);
    require_said(&cli, good);
    if (good) require_pairs(pairs, count);
}

static void as_metadata(const struct reader *reader, struct slice input)
{
    const struct builder *b = &reader->builder;
    const struct node *config = document_read(reader, SLICE("input"), input);
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    if (!config || input.size > 4096) return;
    const struct node *metadata =
        MAP(b, {symbol_of(b->symbols, SLICE("cfn-lint")),
                MAP(b, {symbol_of(b->symbols, SLICE("config")), config})});
    const struct node *resource =
        MAP(b, {K(Type), STR(b, "AWS::SNS::Topic")}, {K(Metadata), metadata});
    struct slice text = fuzz_json(
        reader, MAP(b, {K(Metadata), metadata},
                    {K(Resources), MAP(b, {symbol_of(b->symbols, SLICE("T")), resource})}));
    options.goal = SAMC_GOAL_LINT;
    REQUIRE(samc_compile(text.text, text.size, &options, &result) == SAMC_OK);
    samc_result_free(result);
}

static void read_all(const struct reader *reader, struct slice input)
{
    char path[64];
    int file = open_file(input, path);

    as_configuration(reader->builder.arena, path);
    as_toml(reader->builder.arena, input);
    as_values(reader->builder.arena, path);
    as_metadata(reader, input);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(read_all, data, size);
    return 0;
}
