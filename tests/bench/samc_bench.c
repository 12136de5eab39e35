/* How long samc takes for the templates of a folder, beside libyaml reading the same bytes, which
 * is the floor for anything built on it.
 *
 *     samc-bench [-r ROUNDS] FOLDER
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

struct bench {
    struct arena *arena;
    const char *folder;
    int rounds;
    double yaml, samc; /* sums of medians, in seconds */
    size_t files, bytes;
    size_t refused; /* files that samc finds errors in */
    bool failed;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
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

static double time_samc(struct slice text, bool *refused)
{
    double start = now();
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;

    if (samc_compile(text.text, text.size, &options, &result) != SAMC_OK) return 0;
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

static void time_file(struct bench *bench, struct slice text)
{
    struct times times;
    bool refused = false;

    for (int round = -1; round < bench->rounds; round++) {
        double yaml = time_yaml(text), samc = time_samc(text, &refused);
        if (round < 0) continue;
        times.yaml[round] = yaml;
        times.samc[round] = samc;
    }
    bench->yaml += median(times.yaml, bench->rounds);
    bench->samc += median(times.samc, bench->rounds);
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
        if (!bench->failed) time_file(bench, text);
    }
}

int main(int argc, char **argv)
{
    struct bench bench = {.rounds = ROUNDS};

    for (int option; (option = getopt(argc, argv, "r:")) != -1;)
        bench.rounds = option == 'r' ? (int)strtol(optarg, NULL, 10) : 0;
    if (optind + 1 != argc || bench.rounds < 1 || bench.rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: samc-bench [-r ROUNDS] FOLDER\n");
        return 1;
    }
    bench.folder = argv[optind];
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
