/* What each stage costs, beside libyaml reading the same bytes.
 *
 *     samc-stages [-r ROUNDS] [-t] FILE...
 *
 * File by file, as samc itself works: what one stage leaves in the caches is there for the next.
 * Medians of rounds are printed, and a first round, which fills the caches, is not counted; -r 0
 * does that round only, and prints nothing. Each stage is a function of its own, stage_read() and
 * so on, which tests/bench/instructions.py looks for in what callgrind counts. -t prints for
 * programs: names and seconds. -V prints with what it was made.
 *
 * validate is what lint takes beyond the transform that it runs as well.
 */
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "document/document.h"
#include "emit/emit.h"
#include "pipeline/lint.h"
#include "spec/names.h"
#include "spec/regions.h"
#include "tests/support/files.h"

/* One file on its way. */
struct item {
    struct slice text;
    samc_result *result;
    struct transform_options transform;
    samc_options options;
};

struct items {
    struct item *items;
    size_t count, bytes;
    bool failed;
};

enum { ROUNDS = 15, MOST_ROUNDS = 1000 };

/* -- Stages -------------------------------------------------------------------------------------
 */

/* Not to be taken apart by the compiler: each is found by its name. */
#ifdef __clang__ /* which makes no clones */
#define APART __attribute__((noinline))
#else
#define APART __attribute__((noinline, noclone))
#endif
#define STAGE(name) APART void stage_##name(struct item *item)

STAGE(libyaml);
STAGE(read);
STAGE(resolve);
STAGE(transform);
STAGE(emit);
STAGE(lint);
STAGE(findings);
STAGE(release);

static void run(struct item *item, void (*work)(void *item))
{
    if (!arena_run(item->result->arena, work, item)) exit(1);
}

/* Every event of the text, and nothing done with them. */
STAGE(libyaml)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser)) exit(1);
    yaml_parser_set_input_string(&parser, (const unsigned char *)item->text.text, item->text.size);
    while (more && yaml_parser_parse(&parser, &event)) {
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

/* What compile() in pipeline/compile.c does before it goes on, for a caller without wishes. */
static void read_item(void *context)
{
    struct item *item = context;
    samc_result *result = item->result;
    struct arena *arena = result->arena;

    result->input_size = item->text.size;
    result->findings = findings_new(arena);
    result->sources = sources_new(arena);
    result->builder = (struct builder){
        .arena = arena,
        .symbols = symbols_new(arena, &known_name_set),
    };
    item->options = (samc_options)SAMC_OPTIONS_INIT;
    item->transform = (struct transform_options){
        .region = SLICE("us-east-1"),
        .partition = SLICE(""),
        .parameters = node_map(&result->builder),
        .managed_policies = node_map(&result->builder),
    };
    result->evaluation = (struct evaluation_options){
        .extent = EXTENT_ALL,
        .region = item->transform.region,
        .partition = partition_of_region(item->transform.region),
        .values = item->transform.parameters,
    };
    struct reader reader = {result->builder, result->sources, result->findings};
    result->input = document_read(&reader, SLICE("template"), slice_copy(arena, item->text));
}

STAGE(read)
{
    item->result = calloc(1, sizeof *item->result);
    if (!item->result || !(item->result->arena = arena_new())) exit(1);
    run(item, read_item);
}

static const struct node *evaluate(struct item *item, struct evaluation_options *evaluation)
{
    samc_result *result = item->result;

    evaluation->iterations = &result->iterations;
    return evaluate_template(&result->builder, result->findings, evaluation, result->input);
}

static void resolve_item(void *context)
{
    struct item *item = context;
    struct evaluation_options evaluation = item->result->evaluation;

    if (item->result->input) item->result->output = evaluate(item, &evaluation);
}

STAGE(resolve)
{
    run(item, resolve_item);
}

static void transform_item(void *context)
{
    struct item *item = context;
    samc_result *result = item->result;
    struct evaluation_options evaluation = result->evaluation;

    result->output = result->input;
    evaluation.extent = EXTENT_EXTENSIONS;
    if (names_language_extensions(result->input)) result->output = evaluate(item, &evaluation);
    if (result->output)
        result->output = transform_template(&result->builder, result->findings, &item->transform,
                                            result->output);
}

STAGE(transform)
{
    run(item, transform_item);
}

static void emit_item(void *context)
{
    struct item *item = context;
    struct buffer text = buffer_new(item->result->arena);

    if (!item->result->output) return;
    emit_format(SLICE("json"))
        ->write_template(&text, item->result->output, &(struct emit_options){.compact = false});
    item->result->text = buffer_slice(&text);
}

STAGE(emit)
{
    run(item, emit_item);
}

static void lint_item(void *context)
{
    struct item *item = context;

    item->options.goal = SAMC_GOAL_LINT;
    if (item->result->input) lint(item->result, &item->options, &item->transform);
}

STAGE(lint)
{
    run(item, lint_item);
}

static void findings_item(void *context)
{
    struct item *item = context;

    result_list_findings(item->result, &item->options);
}

STAGE(findings)
{
    run(item, findings_item);
}

STAGE(release)
{
    samc_result_free(item->result);
}

/* -- Rounds -------------------------------------------------------------------------------------
 */

enum measure { LIBYAML, READ, RESOLVE, TRANSFORM, EMIT, LINT, FINDINGS, MEASURES };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* The seconds that a stage takes with a file are added to *sum. */
static void add_time(double *sum, void (*stage)(struct item *item), struct item *item)
{
    double start = now();

    stage(item);
    *sum += now() - start;
}

/* Each goal begins with reading, so that none finds what another has left. */
static void add_times(double seconds[MEASURES], struct item *item)
{
    add_time(&seconds[LIBYAML], stage_libyaml, item);
    add_time(&seconds[READ], stage_read, item);
    add_time(&seconds[RESOLVE], stage_resolve, item);
    stage_release(item);
    stage_read(item);
    add_time(&seconds[TRANSFORM], stage_transform, item);
    add_time(&seconds[EMIT], stage_emit, item);
    stage_release(item);
    stage_read(item);
    add_time(&seconds[LINT], stage_lint, item);
    add_time(&seconds[FINDINGS], stage_findings, item);
    stage_release(item);
}

static int compare_times(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;

    return (one > two) - (one < two);
}

static void print_line(const char *name, double seconds, double libyaml, bool terse)
{
    if (terse)
        printf("%s\t%.9f\n", name, seconds);
    else
        printf("%-14s %9.3f ms  %5.2f x\n", name, seconds * 1e3, seconds / libyaml);
}

static void report(const struct items *items, double times[MEASURES][MOST_ROUNDS], int rounds,
                   bool terse)
{
    double m[MEASURES];

    for (int i = 0; i < MEASURES; i++) {
        qsort(times[i], (size_t)rounds, sizeof(double), compare_times);
        m[i] = times[i][rounds / 2];
    }
    if (!terse)
        printf("%zu templates, %zu bytes, medians of %d rounds\n", items->count, items->bytes,
               rounds);
    print_line("libyaml", m[LIBYAML], m[LIBYAML], terse);
    print_line("read", m[READ], m[LIBYAML], terse);
    print_line("resolve", m[RESOLVE], m[LIBYAML], terse);
    print_line("transform", m[TRANSFORM], m[LIBYAML], terse);
    print_line("emit", m[EMIT], m[LIBYAML], terse);
    print_line("validate", m[LINT] - m[TRANSFORM], m[LIBYAML], terse);
    print_line("findings", m[FINDINGS], m[LIBYAML], terse);
    print_line("samc transform", m[READ] + m[TRANSFORM] + m[EMIT], m[LIBYAML], terse);
    print_line("samc lint", m[READ] + m[LINT] + m[FINDINGS], m[LIBYAML], terse);
}

static bool load(struct items *items, struct arena *arena, char **paths, size_t count)
{
    items->items = arena_array(arena, count, sizeof *items->items);
    for (; items->count < count; items->count++) {
        struct item *item = &items->items[items->count];
        *item = (struct item){.result = NULL};
        if (!load_file(arena, paths[items->count], &item->text)) return false;
        items->bytes += item->text.size;
    }
    return true;
}

/* What the number of instructions depends on, besides the code. */
static void print_software(void)
{
    char pcre[64] = "";

    pcre2_config(PCRE2_CONFIG_VERSION, pcre);
    printf("%s; glibc %s; libyaml %s; PCRE2 %s\n", STAGES_BUILD, gnu_get_libc_version(),
           yaml_get_version_string(), pcre);
}

struct arguments {
    struct arena *arena;
    char **paths;
    size_t count;
    struct items *items;
};

static void load_all(void *context)
{
    struct arguments *arguments = context;

    arguments->items->failed =
        !load(arguments->items, arguments->arena, arguments->paths, arguments->count);
}

int main(int argc, char **argv)
{
    static double times[MEASURES][MOST_ROUNDS];
    struct items items = {.count = 0};
    struct arguments arguments = {.arena = arena_new(), .items = &items};
    int rounds = ROUNDS;
    bool terse = false;

    for (int option; (option = getopt(argc, argv, "r:tV")) != -1;) {
        if (option == 'V') return print_software(), 0;
        if (option == 't') terse = true;
        if (option == 'r') rounds = (int)strtol(optarg, NULL, 10);
        if (option == '?') rounds = -1;
    }
    arguments.paths = argv + optind;
    arguments.count = (size_t)(argc - optind);
    if (arguments.count == 0 || rounds < 0 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: samc-stages [-r ROUNDS] [-t] FILE...\n");
        return 1;
    }
    if (!arguments.arena || !arena_run(arguments.arena, load_all, &arguments) || items.failed)
        return 1;
    for (int round = -1; round < rounds; round++) {
        double seconds[MEASURES] = {0};
        for (size_t i = 0; i < items.count; i++)
            add_times(seconds, &items.items[i]);
        for (int i = 0; round >= 0 && i < MEASURES; i++)
            times[i][round] = seconds[i];
    }
    if (rounds > 0) report(&items, times, rounds, terse);
    arena_free(arguments.arena);
    return items.failed;
}
