/* How long samc takes for the templates of a folder, beside libyaml reading the same bytes, which
 * is the floor for anything built on it.
 *
 *     samc-bench [-r ROUNDS] [-g GOAL] [-e] FOLDER
 *
 * GOAL is what samc does: transform (as when it is not given), resolve, lint, or conditions, which
 * is to resolve and then to ask about each condition. With -e each file has a line of its own.
 *
 * Each file is read by both in turn, round after round, so that both see the same machine; the
 * median of each file counts, and the sum over all files is compared. A first round, which fills
 * the caches, is not counted. Files are *.yaml, *.yml, *.json and *.template.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#include "base/buffer.h"
#include "samc/samc.h"
#include "tests/support/files.h"

enum { ROUNDS = 15, MOST_ROUNDS = 1000 };

struct times {
    double yaml[MOST_ROUNDS], samc[MOST_ROUNDS]; /* seconds */
};

struct goal {
    const char *name;
    samc_goal goal;
    bool conditions; /* samc_result_conditions() is called */
};

static const struct goal goals[] = {{"transform", SAMC_GOAL_TRANSFORM, false},
                                    {"resolve", SAMC_GOAL_RESOLVE, false},
                                    {"lint", SAMC_GOAL_LINT, false},
                                    {"conditions", SAMC_GOAL_RESOLVE, true}};

struct bench {
    struct arena *arena;
    const char *folder;
    const struct goal *goal; /* NULL: there is no such goal */
    bool each;               /* print each file */
    int rounds;
    double yaml, samc; /* sums of medians, in seconds */
    size_t files, bytes;
    size_t refused; /* files that samc finds errors in */
    bool failed;
};

/* Time of the processor: what else the machine does is not counted. */
static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Every event of the text, and nothing done with them. */
static double time_yaml(struct slice text)
{
    double start = now();
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser)) return 0;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.text, text.size);
    while (more && yaml_parser_parse(&parser, &event)) {
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return now() - start;
}

static double time_samc(struct slice text, const struct goal *goal, bool *refused)
{
    double start = now();
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    size_t count;

    options.goal = goal->goal;
    if (samc_compile(text.text, text.size, &options, &result) != SAMC_OK) return 0;
    if (goal->conditions) samc_result_conditions(result, &count);
    *refused = samc_result_total(result, SAMC_ERROR) != 0;
    samc_result_free(result);
    return now() - start;
}

static int compare_times(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;

    return (one > two) - (one < two);
}

static double median(double *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, compare_times);
    return count % 2 ? times[count / 2] : (times[count / 2 - 1] + times[count / 2]) / 2;
}

static void time_file(struct bench *bench, const char *name, struct slice text)
{
    struct times times;
    bool refused = false;

    for (int round = -1; round < bench->rounds; round++) {
        double yaml = time_yaml(text), samc = time_samc(text, bench->goal, &refused);
        if (round < 0) continue;
        times.yaml[round] = yaml;
        times.samc[round] = samc;
    }
    double yaml = median(times.yaml, bench->rounds), samc = median(times.samc, bench->rounds);
    if (bench->each)
        printf("%-22s %8zu bytes  libyaml %7.3f ms  %s %7.3f ms  ratio %.2f%s\n", name, text.size,
               yaml * 1e3, bench->goal->name, samc * 1e3, samc / yaml, refused ? "  refused" : "");
    bench->yaml += yaml;
    bench->samc += samc;
    bench->bytes += text.size;
    bench->refused += refused;
    bench->files++;
}

static void time_folder(void *context)
{
    static const char *const suffixes[] = {".yaml", ".yml", ".json", ".template", NULL};
    struct bench *bench = context;
    struct file_names names;
    struct slice text;

    bench->failed = !list_folder(bench->arena, bench->folder, suffixes, &names);
    for (size_t i = 0; !bench->failed && i < names.count; i++) {
        struct slice path = slice_printf(bench->arena, "%s/%s", bench->folder, names.items[i]);
        bench->failed = !load_file(bench->arena, path.text, &text);
        if (!bench->failed) time_file(bench, names.items[i], text);
    }
}

static const struct goal *goal_of(const char *name)
{
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++)
        if (strcmp(goals[i].name, name) == 0) return &goals[i];
    return NULL;
}

static bool read_arguments(struct bench *bench, int argc, char **argv)
{
    for (int option; (option = getopt(argc, argv, "r:g:e")) != -1;) {
        if (option == 'r') bench->rounds = (int)strtol(optarg, NULL, 10);
        if (option == 'g') bench->goal = goal_of(optarg);
        if (option == 'e') bench->each = true;
        if (option == '?') return false;
    }
    bench->folder = argv[optind];
    return optind + 1 == argc && bench->goal && bench->rounds >= 1 && bench->rounds <= MOST_ROUNDS;
}

int main(int argc, char **argv)
{
    struct bench bench = {.rounds = ROUNDS, .goal = goals};

    if (!read_arguments(&bench, argc, argv)) {
        fprintf(stderr, "usage: samc-bench [-r ROUNDS] [-g transform|resolve|lint|conditions] [-e] "
                        "FOLDER\n");
        return 1;
    }
    bench.arena = arena_new();
    if (!bench.arena || !arena_run(bench.arena, time_folder, &bench) || bench.failed) return 1;
    arena_free(bench.arena);
    if (bench.files == 0) {
        fprintf(stderr, "%s: there are no templates here\n", bench.folder);
        return 1;
    }
    printf("%zu templates (%zu of them refused), %zu bytes, medians of %d rounds\n", bench.files,
           bench.refused, bench.bytes, bench.rounds);
    printf("libyaml alone  %9.3f ms  %7.1f MB/s\n", bench.yaml * 1e3,
           (double)bench.bytes / bench.yaml * 1e-6);
    printf("samc_compile   %9.3f ms  %7.1f MB/s\n", bench.samc * 1e3,
           (double)bench.bytes / bench.samc * 1e-6);
    printf("ratio %.2f\n", bench.samc / bench.yaml);
    return 0;
}
