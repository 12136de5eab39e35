/* Reports: of one result, in its own arena, or of many, in an arena of their own. */
#include "emit/report.h"

#include <stdlib.h>

#include "emit/emit.h"
#include "pipeline/catalog.h"
#include "pipeline/selection.h"

struct samc_report {
    struct arena *arena;
    struct report *report;
};

/* The format that has reports, or NULL. */
static const struct emit_format *report_format(const char *name)
{
    const struct emit_format *format = emit_format(slice_of(name));

    return format && format->write_report ? format : NULL;
}

static struct report *new_report(struct arena *arena, const struct emit_format *format,
                                 unsigned style)
{
    struct report_options options = {
        .color = (style & SAMC_COLORS) != 0,
        .excerpt = (style & SAMC_EXCERPTS) != 0,
        .summary = (style & SAMC_SUMMARY) != 0,
    };
    struct report_tool tool = catalog_tool(arena);

    return report_new(arena, format, &options, &tool);
}

static bool looked_for(const void *context, const struct rule *rule)
{
    return result_looked_for(context, rule);
}

static void add_result(struct report *report, const samc_result *result)
{
    report_add(report, result->findings, result->sources,
               &(struct report_scope){looked_for, result});
}

/* One piece of work inside arena_run(). */
struct job {
    samc_report *to;
    const samc_result *result;
    const struct emit_format *format;
    unsigned style;
    struct slice text;
};

/* -- One result ---------------------------------------------------------------------------------
 */

static void run_one(void *context)
{
    struct job *job = context;
    struct report *report = new_report(job->result->arena, job->format, job->style);

    add_result(report, job->result);
    job->text = report_text(report);
}

const char *samc_result_report(samc_result *result, const char *format, unsigned style,
                               size_t *length)
{
    struct job job = {.result = result, .format = report_format(format), .style = style};

    if (!job.format || !arena_run(result->arena, run_one, &job)) return NULL;
    if (length) *length = job.text.size;
    return job.text.text;
}

/* -- Many results -------------------------------------------------------------------------------
 */

static void run_new(void *context)
{
    struct job *job = context;

    job->to->report = new_report(job->to->arena, job->format, job->style);
}

samc_status samc_report_new(const char *format, unsigned style, samc_report **report)
{
    struct job job = {.format = report_format(format), .style = style};

    if (!report) return SAMC_BAD_ARGUMENT;
    *report = NULL;
    if (!job.format) return SAMC_BAD_ARGUMENT;
    job.to = calloc(1, sizeof *job.to);
    if (!job.to) return SAMC_NO_MEMORY;
    job.to->arena = arena_new();
    if (!job.to->arena || !arena_run(job.to->arena, run_new, &job)) {
        samc_report_free(job.to);
        return SAMC_NO_MEMORY;
    }
    *report = job.to;
    return SAMC_OK;
}

static void run_add(void *context)
{
    struct job *job = context;

    add_result(job->to->report, job->result);
}

samc_status samc_report_add(samc_report *report, const samc_result *result)
{
    struct job job = {.to = report, .result = result};

    if (!report || !result) return SAMC_BAD_ARGUMENT;
    return arena_run(report->arena, run_add, &job) ? SAMC_OK : SAMC_NO_MEMORY;
}

static void run_text(void *context)
{
    struct job *job = context;

    job->text = report_text(job->to->report);
}

const char *samc_report_text(samc_report *report, size_t *length)
{
    struct job job = {.to = report};

    if (!arena_run(report->arena, run_text, &job)) return NULL;
    if (length) *length = job.text.size;
    return job.text.text;
}

void samc_report_free(samc_report *report)
{
    if (!report) return;
    arena_free(report->arena);
    free(report);
}
