/* As both texts are nearly the same, lines are matched greedily: where they differ, the nearest
 * place at which they agree again is looked for. What lies between went, or came.
 *
 * Invariant of a walk: lines before `before` and `after` have been dealt with.
 */
#include "cli/diff.h"

#include "base/printable.h"
#include "base/vector.h"

enum { CONTEXT = 3, WINDOW = 400 };

struct lines {
    VECTOR(struct slice) all;
};

/* Lines [before, before + gone) went, and lines [after, after + came) came in their place. */
struct change {
    size_t before, gone, after, came;
};

struct differ {
    struct buffer *out;
    struct lines before, after;
    VECTOR(struct change) changes;
};

static void split(struct arena *arena, struct slice text, struct lines *lines)
{
    while (text.size) {
        size_t end = slice_find(text, '\n');
        VECTOR_PUSH(arena, &lines->all, slice_first(text, end));
        text = slice_from(text, end < text.size ? end + 1 : end);
    }
}

static bool agree(const struct differ *d, size_t before, size_t after)
{
    if (before >= d->before.all.count || after >= d->after.all.count)
        return before >= d->before.all.count && after >= d->after.all.count;
    return slice_eq(d->before.all.items[before], d->after.all.items[after]);
}

/* The smallest change after which the texts agree. */
static struct change change_at(const struct differ *d, size_t before, size_t after)
{
    size_t left = d->before.all.count - before, right = d->after.all.count - after;

    for (size_t sum = 1; sum <= WINDOW; sum++)
        for (size_t gone = 0; gone <= sum; gone++)
            if (gone <= left && sum - gone <= right &&
                agree(d, before + gone, after + (sum - gone)))
                return (struct change){before, gone, after, sum - gone};
    return (struct change){before, left, after, right};
}

static void find_changes(struct differ *d)
{
    size_t before = 0, after = 0;

    while (before < d->before.all.count || after < d->after.all.count) {
        if (agree(d, before, after)) {
            before++;
            after++;
            continue;
        }
        struct change change = change_at(d, before, after);
        VECTOR_PUSH(d->out->arena, &d->changes, change);
        before += change.gone;
        after += change.came;
    }
}

static void add_lines(struct differ *d, char mark, const struct lines *lines, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to && i < lines->all.count; i++) {
        buffer_add_byte(d->out, mark);
        printable_add(d->out, lines->all.items[i]);
        buffer_add_byte(d->out, '\n');
    }
}

/* The number of changes from `first` on that are shown together. */
static size_t hunk_size(const struct differ *d, size_t first)
{
    size_t count = 1;

    while (first + count < d->changes.count) {
        const struct change *last = &d->changes.items[first + count - 1];
        if (d->changes.items[first + count].before - (last->before + last->gone) > 2 * CONTEXT)
            break;
        count++;
    }
    return count;
}

static void add_hunk(struct differ *d, size_t first, size_t count)
{
    const struct change *head = &d->changes.items[first];
    const struct change *last = &d->changes.items[first + count - 1];
    size_t context = head->before < CONTEXT ? head->before : CONTEXT;
    size_t from = head->before - context, at = from;
    size_t to = last->before + last->gone + CONTEXT;

    if (to > d->before.all.count) to = d->before.all.count;
    size_t came = last->after + last->came + (to - last->before - last->gone);
    buffer_printf(d->out, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, to - from,
                  head->after - context + 1, came - (head->after - context));
    for (size_t i = first; i < first + count; i++) {
        const struct change *change = &d->changes.items[i];
        add_lines(d, ' ', &d->before, at, change->before);
        add_lines(d, '-', &d->before, change->before, change->before + change->gone);
        add_lines(d, '+', &d->after, change->after, change->after + change->came);
        at = change->before + change->gone;
    }
    add_lines(d, ' ', &d->before, at, to);
}

void diff_add(struct buffer *out, struct slice name, struct slice before, struct slice after)
{
    struct differ d = {.out = out};

    split(out->arena, before, &d.before);
    split(out->arena, after, &d.after);
    find_changes(&d);
    if (!d.changes.count) return;
    buffer_add(out, SLICE("--- "));
    printable_add(out, name);
    buffer_add(out, SLICE("\n+++ "));
    printable_add(out, name);
    buffer_add_byte(out, '\n');
    for (size_t i = 0; i < d.changes.count;) {
        size_t count = hunk_size(&d, i);
        add_hunk(&d, i, count);
        i += count;
    }
}
