#include "tests/support/verdict.h"

const struct node *verdict_read(const struct reader *reader, const char *name, struct slice text,
                                struct slice *reason)
{
    const struct node *root = document_read(reader, slice_of(name), text);

    if (!root) *reason = slice_printf(reader->builder.arena, "%s cannot be read", name);
    return root;
}

static bool no(struct slice *reason, struct slice why)
{
    *reason = why;
    return false;
}

/* The first error, as the reason why there is no output. */
static struct slice first_error(const struct reader *reader, const samc_result *result)
{
    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        if (finding->severity == SAMC_ERROR)
            return slice_printf(reader->builder.arena, "refused: %u:%u: %s: %s: %s", finding->line,
                                finding->column, finding->rule,
                                finding->resource ? finding->resource : "the document",
                                finding->message);
    }
    return SLICE("neither an output nor an error");
}

bool verdict_output(const struct reader *reader, const samc_result *result,
                    const struct node *expected, const struct compare_options *options,
                    struct slice *reason)
{
    struct difference difference;
    struct slice text;

    text.text = samc_result_output(result, &text.size);
    if (!text.text || samc_result_total(result, SAMC_ERROR))
        return no(reason, first_error(reader, result));
    const struct node *got = verdict_read(reader, "the output", text, reason);
    if (!got) return false;
    if (compare_trees(reader->builder.arena, expected, got, options, &difference)) return true;
    return no(reason, compare_text(reader->builder.arena, &difference));
}

/* What the errors refuse: logical ids and, for the document, null. */
static const struct node *refused_ids(const struct reader *reader, const samc_result *result)
{
    struct node *ids = node_list(&reader->builder);

    for (size_t i = 0; i < samc_result_finding_count(result); i++) {
        const samc_finding *finding = samc_result_finding(result, i);
        if (finding->severity != SAMC_ERROR) continue;
        struct node *id = finding->resource ? node_cstring(&reader->builder, finding->resource)
                                            : node_null(&reader->builder);
        if (!list_holds(ids, id)) list_add(&reader->builder, ids, id);
    }
    return ids;
}

/* Appends the ids of `ids` that are not in `others`. */
static void add_missing(struct buffer *out, const char *what, const struct node *ids,
                        const struct node *others)
{
    LIST_EACH (ids, each) {
        if (list_holds(others, each.value)) continue;
        struct slice id =
            node_is_string(each.value) ? node_text(each.value) : SLICE("the document");
        buffer_printf(out, "%s%s %.*s", out->size ? ", " : "", what, SLICE_ARG(id));
    }
}

bool verdict_refusal(const struct reader *reader, const samc_result *result, const struct node *ids,
                     struct slice *reason)
{
    struct buffer why = buffer_new(reader->builder.arena);
    const struct node *refused = refused_ids(reader, result);

    if (ids && !list_count(ids)) return no(reason, SLICE("no refused resources are expected"));
    if (samc_result_output(result, NULL)) return no(reason, SLICE("accepted, not refused"));
    if (!ids) return list_count(refused) > 0 || no(reason, SLICE("neither output nor error"));
    add_missing(&why, "not refused:", ids, refused);
    add_missing(&why, "refused for nothing:", refused, ids);
    return why.size ? no(reason, buffer_slice(&why)) : true;
}
