/* samc_result_fixed(): changes of the text that leave all of it as it is but for what goes.
 *
 * What goes is found from the places of keys and values. In block style these are whole lines, in
 * flow style (and JSON) the text up to the comma that goes with it. A change whose surroundings are
 * not as expected is not made: the user loses nothing that way. What other places
 * share by an alias or a merge key stays, too: what is wrong in one place may be right in the
 * others.
 */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/table.h"
#include "base/vector.h"
#include "pipeline/result_internal.h"

/* Bytes start..end-1 of the text go. */
struct cut {
    size_t start, end;
};

/* A list that loses items. */
struct shrinking {
    uint32_t start; /* its place */
    uint32_t left;  /* items that it will have */
};

struct fixer {
    const struct source *source;
    struct slice text;
    VECTOR(struct cut) cuts;
    VECTOR(struct cut) shared; /* what several places have */
    struct table seen;         /* nodes that a place has been found for */
    VECTOR(struct shrinking) lists;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

static size_t line_start(struct slice text, size_t at)
{
    while (at > 0 && text.text[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(struct slice text, size_t at)
{
    while (at < text.size && text.text[at] != '\n')
        at++;
    return at < text.size ? at + 1 : at;
}

/* Whether there are only blanks from `from` up to `to`. */
static bool only_blanks(struct slice text, size_t from, size_t to)
{
    while (from < to && is_blank(text.text[from]))
        from++;
    return from == to;
}

/* Where a block value really ends: not behind blank lines and lines of comments that follow it. */
static size_t content_end(struct slice text, size_t start, size_t end)
{
    for (;;) {
        while (end > start && is_space(text.text[end - 1]))
            end--;
        size_t line = line_start(text, end), first = line;
        while (first < end && is_blank(text.text[first]))
            first++;
        if (line <= start || text.text[first] != '#') return end;
        end = line;
    }
}

/* Whole lines from the one of `start` to the one of the end of the value. `mark` is what stands
 * before it on its line: nothing, or the dash of an item. */
static bool cut_lines(const struct fixer *fixer, size_t start, struct cut value, char mark,
                      struct cut *cut)
{
    struct slice text = fixer->text;
    size_t line = line_start(text, start), before = start;

    if (mark) {
        while (before > line && is_blank(text.text[before - 1]))
            before--;
        if (before == line || text.text[before - 1] != mark) return false;
        before--;
    }
    if (!only_blanks(text, line, before)) return false;
    *cut = (struct cut){line, line_end(text, content_end(text, value.start, value.end))};
    return true;
}

/* With the comma at `comma`, and the rest of its line when that is empty then. */
static bool cut_to_comma(struct slice text, size_t start, size_t comma, struct cut *cut)
{
    size_t line = line_start(text, start), end = comma + 1;

    while (end < text.size && is_blank(text.text[end]))
        end++;
    if (end == text.size || text.text[end] == '#') return false;
    *cut = (struct cut){start, end};
    if (text.text[end] != '\n' && text.text[end] != '\r') return true;
    if (only_blanks(text, line, start)) {
        *cut = (struct cut){line, line_end(text, end)};
        return true;
    }
    while (is_blank(text.text[cut->start - 1]))
        cut->start--;
    cut->end = comma + 1;
    return true;
}

/* In flow style: up to the comma behind it, or from the comma before it. */
static bool cut_flow(const struct fixer *fixer, size_t start, size_t end, struct cut *cut)
{
    struct slice text = fixer->text;
    size_t after = end, before = start;

    while (after < text.size && is_space(text.text[after]))
        after++;
    while (before > 0 && is_space(text.text[before - 1]))
        before--;
    if (after == text.size || before == 0) return false;
    if (text.text[after] == ',') return cut_to_comma(text, start, after, cut);
    if (text.text[before - 1] != ',') return false;
    *cut = (struct cut){before - 1, end};
    return true;
}

static bool is_in(const struct fixer *fixer, struct span span)
{
    return span.start >= fixer->source->base &&
           span.end <= fixer->source->base + fixer->source->text.size;
}

static struct cut bytes_of(const struct fixer *fixer, struct span span)
{
    return (struct cut){span.start - fixer->source->base, span.end - fixer->source->base};
}

/* -- What is shared -----------------------------------------------------------------------------
 */

static bool is_within(struct span inner, struct span outer)
{
    return inner.start >= outer.start && inner.end <= outer.end;
}

static void note_shared(struct fixer *fixer, struct arena *arena, struct span span)
{
    if (is_in(fixer, span)) VECTOR_PUSH(arena, &fixer->shared, bytes_of(fixer, span));
}

/* Finds lists and maps that aliases stand for, and entries that come from merge keys: those stand
 * outside of the map that has them. */
static void find_shared(struct fixer *fixer, struct arena *arena, const struct node *node)
{
    if (!node || node->kind < NODE_LIST) return;
    if (table_get(&fixer->seen, node)) {
        note_shared(fixer, arena, node_span(node));
        return;
    }
    table_set(arena, &fixer->seen, node, node);
    LIST_EACH (node, each)
        find_shared(fixer, arena, each.value);
    MAP_EACH (node, each) {
        struct span key = entry_span(each.entry);
        if (!is_within(key, node_span(node)))
            note_shared(fixer, arena, (struct span){key.start, node_span(each.value).end});
        find_shared(fixer, arena, each.value);
    }
}

static bool is_shared(const struct fixer *fixer, struct cut cut)
{
    for (size_t i = 0; i < fixer->shared.count; i++)
        if (cut.start < fixer->shared.items[i].end && fixer->shared.items[i].start < cut.end)
            return true;
    return false;
}

/* Where the alias that an entry has as its value ends; false: it has another value. */
static bool alias_end(struct slice text, size_t key_end, size_t *end)
{
    size_t at = key_end;

    while (at < text.size && (is_blank(text.text[at]) || text.text[at] == ':'))
        at++;
    if (at == text.size || text.text[at] != '*') return false;
    while (at < text.size && !is_space(text.text[at]) && !strchr(",]}", text.text[at]))
        at++;
    *end = at;
    return true;
}

/* -- Changes ------------------------------------------------------------------------------------
 */

static bool is_taken(const struct fixer *fixer, struct cut cut)
{
    for (size_t i = 0; i < fixer->cuts.count; i++)
        if (cut.start < fixer->cuts.items[i].end && fixer->cuts.items[i].start < cut.end)
            return true;
    return false;
}

/* What is known of the list that an item goes from. */
static struct shrinking *list_of(struct fixer *fixer, struct arena *arena, const struct fix *fix)
{
    for (size_t i = 0; i < fixer->lists.count; i++)
        if (fixer->lists.items[i].start == fix->around.start) return &fixer->lists.items[i];
    VECTOR_PUSH(arena, &fixer->lists, (struct shrinking){fix->around.start, fix->items});
    return &fixer->lists.items[fixer->lists.count - 1];
}

static void add_fix(struct fixer *fixer, struct arena *arena, const struct fix *fix)
{
    bool is_entry = fix->kind == FIX_REMOVE_ENTRY;
    struct span first = is_entry ? fix->key : fix->value;
    struct cut cut;

    if (!is_in(fixer, first) || !is_in(fixer, fix->value) || !is_in(fixer, fix->around)) return;
    if (!is_within(first, fix->around)) return; /* it comes from a merge key, or is an alias */
    size_t start = bytes_of(fixer, first).start;
    char opening = fixer->text.text[bytes_of(fixer, fix->around).start];
    struct cut value = bytes_of(fixer, fix->value);
    if (value.start < start && !alias_end(fixer->text, bytes_of(fixer, first).end, &value.end))
        return;
    if (value.start < start) value.start = start;
    bool found = opening == '{' || opening == '['
                     ? cut_flow(fixer, start, value.end, &cut)
                     : cut_lines(fixer, start, value, is_entry ? '\0' : '-', &cut);
    if (!found || is_taken(fixer, cut) || is_shared(fixer, cut)) return;
    if (memchr(fixer->text.text + cut.start, '&', cut.end - cut.start)) return; /* an anchor? */
    if (!is_entry) {
        struct shrinking *list = list_of(fixer, arena, fix);
        if (list->left < 2) return; /* it would be empty; the next round sees it anew */
        list->left--;
    }
    VECTOR_PUSH(arena, &fixer->cuts, cut);
}

static int compare(const void *a, const void *b)
{
    const struct cut *left = a, *right = b;

    return left->start < right->start ? -1 : left->start > right->start;
}

static struct slice without_cuts(struct arena *arena, struct fixer *fixer)
{
    struct buffer out = buffer_new(arena);
    size_t at = 0;

    qsort(fixer->cuts.items, fixer->cuts.count, sizeof *fixer->cuts.items, compare);
    for (size_t i = 0; i < fixer->cuts.count; i++) {
        buffer_add(&out, (struct slice){fixer->text.text + at, fixer->cuts.items[i].start - at});
        at = fixer->cuts.items[i].end;
    }
    buffer_add(&out, slice_from(fixer->text, at));
    return buffer_slice(&out);
}

static const struct source *first_source(const samc_result *result)
{
    const struct source *source = result->sources->last;

    while (source && source->next)
        source = source->next;
    return source;
}

struct fix_job {
    samc_result *result;
    struct slice text; /* text is NULL when nothing changes */
};

static void run_fix(void *context)
{
    struct fix_job *job = context;
    const struct findings *findings = job->result->findings;
    struct fixer fixer = {.source = first_source(job->result)};

    if (!fixer.source || fixer.source->text.size != job->result->input_size) return;
    fixer.text = fixer.source->text;
    find_shared(&fixer, job->result->arena, job->result->input);
    for (size_t i = 0; i < findings->count; i++)
        for (const struct fix *fix = findings->items[i].fix; fix; fix = fix->next)
            add_fix(&fixer, job->result->arena, fix);
    if (fixer.cuts.count) job->text = without_cuts(job->result->arena, &fixer);
}

const char *samc_result_fixed(samc_result *result, size_t *length)
{
    struct fix_job job = {.result = result};

    bool ran = arena_run(result->arena, run_fix, &job);

    if (length) *length = ran ? job.text.size : SIZE_MAX;
    return ran ? job.text.text : NULL;
}
