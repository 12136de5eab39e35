/* samc lint: which files, which settings, then all of them on threads, and one report.
 *
 * Each file is a job with memory of its own. A thread reads the file, sees whether it is a
 * template, and compiles it; what came of it is added to the report in the order of the files, by
 * one thread. What belongs to the whole run is only read meanwhile.
 */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/printable.h"
#include "base/vector.h"
#include "cli/command.h"
#include "cli/compile.h"
#include "cli/detect.h"
#include "cli/diff.h"
#include "cli/git_changes.h"
#include "cli/host.h"
#include "cli/lint_settings.h"
#include "cli/ordered_work.h"
#include "cli/progress.h"
#include "cli/region.h"
#include "cli/template_files.h"

/* One file. */
struct job {
    struct arena *arena; /* NULL: not begun, or done with; or there was no memory for it */
    struct cli cli;      /* with that arena, and complaints of its own */
    const struct run *run;
    const struct template_file *file;
    samc_result **results; /* one for each pass; NULL: it is no template, or could not be read */
    struct slice original; /* what was read */
    struct slice fixed; /* with --fix or --diff: what is to take its place; text is NULL: nothing */
    bool failed;        /* it has been said why */
    bool no_memory;
};

/* Lives in the arena of `cli`, which may be freed in the middle of it. */
struct run {
    struct cli *cli;
    struct lint_settings settings;
    struct template_files files;
    struct job *jobs; /* one for each file */
    samc_report *report;
    struct progress progress;
    int status; /* bits of all findings */
    bool failed, no_memory;
};

/* -- One file, on any thread --------------------------------------------------------------------
 */

static const char *name_of(const struct job *job)
{
    const char *name = arguments_value(&job->cli.arguments, OPTION_STDIN_FILENAME);

    return strcmp(job->file->path, "-") == 0 && name ? name : job->file->path;
}

/* Where an application's template lies does not matter here, so the network is not asked. */
static samc_application_status stand_in(void *context, const samc_application *application,
                                        const char **answer)
{
    (void)context;
    (void)application;
    *answer = "https://s3.amazonaws.com/bucket/template.yaml";
    return SAMC_APPLICATION_FOUND;
}

/* Compiles for one pass; false when that cannot be. */
static bool compile_pass(struct job *job, const struct lint_pass *pass, struct slice bytes,
                         samc_result **result)
{
    samc_options options = job->run->settings.options;

    options.name = name_of(job);
    options.bytes_stay = 1;
    options.region = pass->region;
    options.parameters = pass->parameters;
    options.parameter_count = pass->parameter_count;
    host_prepare(&job->cli, &options.host);
    options.host.find_application = stand_in;
    if (!options.region && !region_choose(&job->cli, options.name, &options.region)) return false;
    switch (samc_compile(bytes.text, bytes.size, &options, result)) {
    case SAMC_OK:
        return true;
    case SAMC_NO_MEMORY:
        arena_out_of_memory(job->arena);
    case SAMC_BAD_ARGUMENT:
        break;
    }
    return compile_defect(&job->cli);
}

static bool compile_passes(struct job *job, struct slice bytes)
{
    size_t count = job->run->settings.pass_count;

    job->results = arena_zalloc(job->arena, count * sizeof *job->results);
    for (size_t i = 0; i < count; i++)
        if (!compile_pass(job, &job->run->settings.passes[i], bytes, &job->results[i]))
            return false;
    return true;
}

static void free_results(struct job *job)
{
    for (size_t i = 0; job->results && i < job->run->settings.pass_count; i++)
        samc_result_free(job->results[i]);
    job->results = NULL;
}

/* Mends what can be mended, and again what comes to light then. */
static bool fix_passes(struct job *job)
{
    enum { MOST_ROUNDS = 20 };
    struct slice text;

    for (unsigned i = 0; i < MOST_ROUNDS && !job->failed; i++) {
        text.text = samc_result_fixed(job->results[0], &text.size);
        if (!text.text && text.size) arena_out_of_memory(job->arena);
        if (!text.text) return true;
        job->fixed = slice_copy(job->arena, text);
        free_results(job);
        if (!compile_passes(job, job->fixed)) return false;
    }
    return true;
}

static void run_job(void *context)
{
    struct job *job = context;
    const struct arguments *arguments = &job->cli.arguments;
    struct slice bytes;

    job->cli.complaints = buffer_new(job->arena);
    if (!cli_read(&job->cli, job->file->path, "the template", LIMIT_INPUT_BYTES + 1, &bytes)) {
        job->failed = true;
        return;
    }
    job->original = bytes;
    /* What is piped in is meant. */
    if (strcmp(job->file->path, "-") != 0 && !detect_template(job->arena, bytes)) return;
    job->failed = !compile_passes(job, bytes);
    if (!job->failed &&
        (arguments_flag(arguments, OPTION_FIX) || arguments_flag(arguments, OPTION_DIFF)))
        job->failed = !fix_passes(job);
}

static void work(void *context, size_t number)
{
    const struct run *run = context;
    struct job *job = &run->jobs[number];

    *job = (struct job){.arena = arena_new(), .run = run, .file = &run->files.items[number]};
    job->cli.arguments = run->cli->arguments;
    job->cli.arena = job->arena;
    if (!job->arena || !arena_run(job->arena, run_job, job)) job->no_memory = true;
}

/* -- All files, on one thread -------------------------------------------------------------------
 */

static void release(struct job *job)
{
    free_results(job);
    arena_free(job->arena);
    job->arena = NULL;
}

/* Allocates nothing of run->cli, so that it comes to its end. Jobs with complaints are kept. */
static void take(void *context, size_t number)
{
    struct run *run = context;
    struct job *job = &run->jobs[number];
    bool whole = !job->failed && !job->no_memory;

    run->failed |= job->failed;
    run->no_memory |= job->no_memory;
    for (size_t i = 0; whole && job->results && i < run->settings.pass_count; i++) {
        run->status |= compile_status(job->results[i]);
        run->no_memory |= samc_report_add(run->report, job->results[i]) != SAMC_OK;
    }
    if (!job->failed && !job->fixed.text) release(job);
    progress_show(&run->progress, number + 1);
}

/* Shows, or writes, what was mended in a file. */
static void deliver_fix(struct run *run, const struct job *job)
{
    const char *path = job->file->path;
    struct buffer text = buffer_new(run->cli->arena);

    if (job->no_memory) return; /* not all is mended */
    if (arguments_flag(&run->cli->arguments, OPTION_DIFF)) {
        diff_add(&text, slice_of(path), job->original, job->fixed);
        run->failed |= !cli_print(run->cli, buffer_slice(&text));
    } else if (!job->failed) {
        run->failed |= !compile_write(run->cli, path, job->fixed);
    }
}

static void finish_jobs(struct run *run)
{
    for (size_t i = 0; i < run->files.count; i++) {
        if (!run->jobs[i].arena) continue;
        if (run->jobs[i].fixed.text) deliver_fix(run, &run->jobs[i]);
        buffer_add(&run->cli->complaints, buffer_slice(&run->jobs[i].cli.complaints));
        release(&run->jobs[i]);
    }
}

static size_t thread_count(const struct run *run)
{
    long processors = run->files.count > 1 ? sysconf(_SC_NPROCESSORS_ONLN) : 1;

    if (run->settings.threads > 0) return run->settings.threads;
    return processors > 1 ? (size_t)processors : 1;
}

static void release_all(void *context)
{
    struct run *run = context;

    for (size_t i = 0; i < run->files.count; i++)
        if (run->jobs[i].arena) release(&run->jobs[i]);
}

static void lint_files(struct run *run)
{
    run->jobs = arena_zalloc(run->cli->arena, run->files.count * sizeof *run->jobs);
    arena_on_free(run->cli->arena, release_all, run);
    run->progress = progress_begin(run->files.count);
    ordered_work_run(&(struct ordered_work){.count = run->files.count,
                                            .threads = thread_count(run),
                                            .context = run,
                                            .work = work,
                                            .take = take});
    progress_end(&run->progress);
    finish_jobs(run);
    if (run->no_memory) arena_out_of_memory(run->cli->arena);
}

/* -- The report ---------------------------------------------------------------------------------
 */

static void free_report(void *report)
{
    samc_report_free(report);
}

/* With --diff the changes are what is shown. */
static bool shows_report(const struct run *run)
{
    return !arguments_flag(&run->cli->arguments, OPTION_DIFF) || run->settings.output;
}

static void begin_report(struct run *run)
{
    unsigned style = run->settings.output ? SAMC_PLAIN : compile_report_style(STDOUT_FILENO);

    if (style != SAMC_PLAIN) style |= SAMC_SUMMARY;
    if (samc_report_new(run->settings.format, style, &run->report) != SAMC_OK)
        arena_out_of_memory(run->cli->arena);
    arena_on_free(run->cli->arena, free_report, run->report);
}

static bool write_report(struct run *run)
{
    size_t size = 0;
    const char *text = samc_report_text(run->report, &size);

    if (!text) arena_out_of_memory(run->cli->arena);
    return compile_write(run->cli, run->settings.output, (struct slice){text, size});
}

/* -- Which files --------------------------------------------------------------------------------
 */

static bool add_words(struct run *run, const struct words *words, const char *source)
{
    for (size_t i = 0; i < words->count; i++)
        if (!template_files_add(run->cli, &run->files, words->items[i], source)) return false;
    return true;
}

/* What to lint when the command line names nothing. */
static bool add_default(struct run *run)
{
    const struct configuration *configuration = &run->settings.configuration;
    const struct words *set = &configuration->values[SETTING_TEMPLATES];

    if (set->count > 0) return add_words(run, set, configuration->sources[SETTING_TEMPLATES]);
    if (arguments_value(&run->cli->arguments, OPTION_CHANGED))
        return template_files_add(run->cli, &run->files, ".", "");
    if (isatty(STDIN_FILENO))
        return cli_fail(run->cli, "no template is named. Write: samc lint FILE, or samc lint . for "
                                  "all in this folder.");
    return template_files_add(run->cli, &run->files, "-", "");
}

static bool keep_changed(struct run *run)
{
    const char *ref = arguments_value(&run->cli->arguments, OPTION_CHANGED);
    struct template_files changed = {0};

    if (!ref) return true;
    if (!git_changes(run->cli, *ref ? ref : "HEAD", &changed)) return false;
    template_files_keep(&run->files, &changed);
    return true;
}

static bool choose_files(struct run *run)
{
    const struct arguments *arguments = &run->cli->arguments;
    const struct words *named = &arguments->values[OPTION_TEMPLATE];
    bool none = arguments->operands.count == 0 && named->count == 0;

    if (!add_words(run, &arguments->operands, "the command line") ||
        !add_words(run, named, "--template") || (none && !add_default(run)))
        return false;
    template_files_drop(run->cli, &run->files, &arguments->values[OPTION_IGNORE_TEMPLATES]);
    template_files_drop(run->cli, &run->files,
                        &run->settings.configuration.values[SETTING_IGNORE_TEMPLATES]);
    if (!keep_changed(run)) return false;
    template_files_sort(&run->files);
    run->failed |= run->files.incomplete;
    return true;
}

/* The report would go over a template, which nobody wants and cannot be undone. */
static bool check_output(const struct run *run)
{
    const char *output = run->settings.output;

    for (size_t i = 0; output && i < run->files.count; i++)
        if (file_same(output, run->files.items[i].path))
            return cli_fail(
                run->cli, "'%s' (--output) is one of the templates. Give the report another name.",
                output);
    return true;
}

/* What is piped in has no file that could be mended. */
static bool check_fix(const struct run *run)
{
    for (size_t i = 0; i < run->files.count; i++)
        if (strcmp(run->files.items[i].path, "-") == 0 &&
            arguments_flag(&run->cli->arguments, OPTION_FIX))
            return cli_fail(run->cli, "--fix changes files, but the template comes from standard "
                                      "input. Name the file, or use --diff.");
    return true;
}

/* -- The command --------------------------------------------------------------------------------
 */

static bool list_files(const struct run *run)
{
    struct buffer text = buffer_new(run->cli->arena);

    for (size_t i = 0; i < run->files.count; i++) {
        printable_add(&text, slice_of(run->files.items[i].path));
        buffer_add_byte(&text, '\n');
    }
    return cli_print(run->cli, buffer_slice(&text));
}

static int run(struct cli *cli)
{
    struct run *run = arena_zalloc(cli->arena, sizeof *run);

    run->cli = cli;
    if (arguments_flag(&cli->arguments, OPTION_LIST_RULES))
        return command_at(COMMAND_RULES)->run(cli);
    if (!lint_settings_gather(cli, &run->settings) || !choose_files(run)) return STATUS_CANNOT_RUN;
    if (arguments_flag(&cli->arguments, OPTION_LIST_TEMPLATES))
        return list_files(run) && !run->failed ? STATUS_GOOD : STATUS_CANNOT_RUN;
    if (!check_output(run) || !check_fix(run)) return STATUS_CANNOT_RUN;
    lint_settings_fit(cli, &run->settings, run->files.count);
    begin_report(run);
    lint_files(run);
    if ((shows_report(run) && !write_report(run)) || run->failed) return STATUS_CANNOT_RUN;
    return run->status & run->settings.counted;
}

const struct command command_lint = {
    .id = COMMAND_LINT,
    .name = "lint",
    .operands = "[FILE...]",
    .least = 0,
    .most = UINT_MAX,
    .title = "find what is wrong with templates",
    .prose =
        "Checks templates, and the CloudFormation templates that become of them. A FILE may be a "
        "folder, which stands for all templates in it but those that .gitignore leaves out, or a "
        "pattern such as 'infra/**/*.yaml'. Files that are no templates are passed over. Without "
        "FILE: those of the settings, or standard input.",
    .run = run,
};
