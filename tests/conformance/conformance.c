/* Runs the cases of a corpus and holds the result against a list of what passed before.
 *
 *     conformance [-v] [-u] [-f TEXT] [-l LIST] CORPUS
 *
 * CORPUS holds sam/input/NAME.yaml and, for a good input, sam/expected/PARTITION/NAME.json, for one
 * that must be refused, sam/expected/errors/NAME.json. Below language-extensions/ it holds
 * templates to evaluate: must-fail/NAME.json, must-pass/NAME.json, and expand/input/NAME.json with
 * expand/expected/NAME.json. Ends with 0 when nothing on the list fails, 1 when something does, 2
 * when it could not work, and 77 (for ctest: skipped) without a corpus.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "tests/conformance/case.h"
#include "tests/conformance/ratchet.h"
#include "tests/support/files.h"

enum { ENDED_GOOD, ENDED_BAD, ENDED_UNABLE, ENDED_SKIPPED = 77 };

/* The groups before are the partitions. */
enum { GROUP_ERRORS = 3, GROUP_EXTENSIONS, GROUP_COUNT };

struct options {
    const char *corpus, *list;
    const char *filter; /* only cases whose name holds it; NULL: all */
    bool verbose;       /* name each failing check */
    bool update;        /* put what passes on the list */
};

struct run {
    struct arena *arena;
    struct options options;
    struct ratchet ratchet;
    struct checks checks;
    size_t passed[GROUP_COUNT], total[GROUP_COUNT];
    size_t lost;  /* on the list, but failing or gone */
    size_t found; /* passing, but not on the list */
    int ended;
};

static struct slice path_of(const struct run *run, const char *folder, const char *name,
                            const char *suffix)
{
    return slice_printf(run->arena, "%s/%s/%s%s", run->options.corpus, folder, name, suffix);
}

/* Counts and tells how a check ended; it failed when there is a reason. */
static void count_check(struct run *run, size_t group, struct slice name, struct slice reason)
{
    struct check check = {.name = name, .passed = reason.size == 0};
    bool listed = ratchet_holds(&run->ratchet, name);

    run->total[group]++;
    run->passed[group] += check.passed;
    run->found += check.passed && !listed;
    run->lost += listed && !check.passed;
    VECTOR_PUSH(run->arena, &run->checks, check);
    if (!check.passed && (listed || run->options.verbose))
        printf("%s %.*s: %.*s\n", listed ? "LOST" : "fails", SLICE_ARG(name), SLICE_ARG(reason));
}

/* Calls run_case for the name of each file in a folder, without the suffix, that -f lets through.
 * False when files cannot be read. */
static bool each_case(struct run *run, const char *folder, const char *suffix,
                      bool (*run_case)(struct run *run, const char *folder, const char *name))
{
    const char *const suffixes[] = {suffix, NULL};
    struct file_names names;

    if (!list_folder(run->arena, path_of(run, folder, "", "").text, suffixes, &names)) return false;
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = slice_of(names.items[i]);
        name = slice_copy(run->arena, slice_first(name, name.size - strlen(suffix)));
        if (run->options.filter && !strstr(name.text, run->options.filter)) continue;
        if (!run_case(run, folder, name.text)) return false;
    }
    return true;
}

/* -- SAM ----------------------------------------------------------------------------------------
 */

static void run_sam_check(struct run *run, struct trial *trial, size_t group)
{
    const char *kind = group == GROUP_ERRORS ? "errors" : trial->in->name;

    trial_run(trial);
    count_check(run, group, slice_printf(run->arena, "%s/%s", trial->name, kind), trial->reason);
}

static bool run_sam_case(struct run *run, const char *folder, const char *name)
{
    struct trial trial = {.arena = run->arena, .name = name, .in = &partitions[0]};

    if (!load_file(run->arena, path_of(run, folder, name, ".yaml").text, &trial.input))
        return false;
    if (load_file_optional(run->arena, path_of(run, "sam/expected/errors", name, ".json").text,
                           &trial.expected)) {
        trial.due = DUE_REFUSED_RESOURCES;
        run_sam_check(run, &trial, GROUP_ERRORS);
        return true;
    }
    for (size_t i = 0; i < GROUP_ERRORS; i++) {
        struct slice expected = slice_printf(run->arena, "sam/expected/%s", partitions[i].name);
        trial.in = &partitions[i];
        if (!load_file(run->arena, path_of(run, expected.text, name, ".json").text,
                       &trial.expected))
            return false;
        run_sam_check(run, &trial, i);
    }
    return true;
}

/* -- AWS::LanguageExtensions --------------------------------------------------------------------
 */

/* Both goals must do: evaluating all functions, and only those of the transform. */
static void run_extensions_check(struct run *run, struct trial *trial, const char *kind)
{
    static const samc_goal goals[] = {SAMC_GOAL_RESOLVE, SAMC_GOAL_EXTENSIONS};
    struct slice reason = SLICE("");

    for (size_t i = 0; i < sizeof goals / sizeof *goals && reason.size == 0; i++) {
        trial->goal = goals[i];
        if (!trial_run(trial)) reason = trial->reason;
    }
    count_check(run, GROUP_EXTENSIONS,
                slice_printf(run->arena, "language-extensions/%s/%s", kind, trial->name), reason);
}

static bool run_extensions_case(struct run *run, const char *folder, const char *name)
{
    struct trial trial = {.arena = run->arena, .name = name, .in = &partitions[0]};
    bool fails = strstr(folder, "/must-fail") != NULL;

    trial.due = fails ? DUE_REFUSAL : DUE_ANY_OUTPUT;
    if (!load_file(run->arena, path_of(run, folder, name, ".json").text, &trial.input))
        return false;
    run_extensions_check(run, &trial, fails ? "must-fail" : "must-pass");
    return true;
}

static bool run_expansion(struct run *run, const char *folder, const char *name)
{
    struct trial trial = {.arena = run->arena, .name = name, .in = &partitions[0]};
    struct slice expected = path_of(run, "language-extensions/expand/expected", name, ".json");

    trial.due = DUE_OUTPUT;
    if (!load_file(run->arena, path_of(run, folder, name, ".json").text, &trial.input) ||
        !load_file(run->arena, expected.text, &trial.expected))
        return false;
    run_extensions_check(run, &trial, "expand");
    return true;
}

static bool run_all(struct run *run)
{
    return each_case(run, "sam/input", ".yaml", run_sam_case) &&
           each_case(run, "language-extensions/must-fail", ".json", run_extensions_case) &&
           each_case(run, "language-extensions/must-pass", ".json", run_extensions_case) &&
           each_case(run, "language-extensions/expand/input", ".json", run_expansion);
}

/* -----------------------------------------------------------------------------------------------
 */

/* Lines of the list that no check stands for any more. */
static void report_gone(struct run *run)
{
    for (size_t i = 0, k = 0; i < run->ratchet.count; i++) {
        struct slice line = run->ratchet.lines[i];
        while (k < run->checks.count && slice_compare(run->checks.items[k].name, line) < 0)
            k++;
        if (k < run->checks.count && slice_eq(run->checks.items[k].name, line)) continue;
        printf("LOST %.*s: the corpus has no such check\n", SLICE_ARG(line));
        run->lost++;
    }
}

static void report(const struct run *run)
{
    size_t passed = 0, total = 0;

    for (size_t i = 0; i < GROUP_ERRORS; i++) {
        passed += run->passed[i];
        total += run->total[i];
    }
    printf("good inputs x partitions: %zu of %zu equal (%.1f %%)\n", passed, total,
           total ? 100.0 * (double)passed / (double)total : 0.0);
    for (size_t i = 0; i < GROUP_ERRORS; i++)
        printf("  %-12s %zu of %zu\n", partitions[i].name, run->passed[i], run->total[i]);
    printf("bad inputs: %zu of %zu refused as expected\n", run->passed[GROUP_ERRORS],
           run->total[GROUP_ERRORS]);
    printf("language extensions: %zu of %zu as expected\n", run->passed[GROUP_EXTENSIONS],
           run->total[GROUP_EXTENSIONS]);
    printf("list of what passes: %zu lines, %zu of them lost\n", run->ratchet.count, run->lost);
    if (run->found && !run->options.update)
        printf("%zu more pass than are on the list; make conformance UPDATE=1 adds them\n",
               run->found);
}

static void work(void *context)
{
    struct run *run = context;

    run->ended = ENDED_UNABLE;
    if (!ratchet_read(run->arena, run->options.list, &run->ratchet)) return;
    if (!run_all(run)) return;
    ratchet_sort(&run->checks);
    if (!run->options.filter) report_gone(run);
    report(run);
    run->ended = run->lost ? ENDED_BAD : ENDED_GOOD;
    if (run->options.update && !ratchet_write(run->options.list, &run->ratchet, &run->checks))
        run->ended = ENDED_UNABLE;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int option; (option = getopt(argc, argv, "vuf:l:")) != -1;) {
        if (option == 'v')
            options->verbose = true;
        else if (option == 'u')
            options->update = true;
        else if (option == 'f')
            options->filter = optarg;
        else if (option == 'l')
            options->list = optarg;
        else
            return false;
    }
    if (optind + 1 == argc) options->corpus = argv[optind];
    return options->corpus && !(options->update && options->filter);
}

int main(int argc, char **argv)
{
    struct run run = {.options.list = "tests/conformance/passing.txt"};

    if (!read_options(argc, argv, &run.options)) {
        fprintf(stderr, "usage: conformance [-v] [-f TEXT | -u] [-l LIST] CORPUS\n"
                        "  -v  name each check that fails, with the first difference\n"
                        "  -f  only cases whose name holds TEXT\n"
                        "  -u  add what passes to the list\n");
        return ENDED_UNABLE;
    }
    if (access(run.options.corpus, F_OK) != 0) {
        printf("skipped: there is no corpus at %s (SAMC_CORPUS=DIR names another place)\n",
               run.options.corpus);
        return ENDED_SKIPPED;
    }
    run.arena = arena_new();
    if (!run.arena || !arena_run(run.arena, work, &run)) run.ended = ENDED_UNABLE;
    arena_free(run.arena);
    return run.ended;
}
