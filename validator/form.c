/* A value and its form, side by side. A finding about a value stands at its key; about an item of a
 * list at the item, or at the key of the list when the item is neither text, map nor list.
 */
#include "validator/form.h"

#include "base/nearest.h"

static const struct form {
    unsigned kinds;
    enum form_name rest, items;
    uint32_t size;
} forms[] = {
    [FORM_NOTHING] = {0},
    [FORM_ANYTHING] = {0, FORM_ANYTHING, FORM_ANYTHING, 0},
#define FORM(name, kinds, rest, items, size)                                                       \
    [FORM_##name] = {kinds, FORM_##rest, FORM_##items, size},
#define KEY(name, key, form)
#define WORD(name, word)
#include "validator/form_list.h"
#undef FORM
#undef KEY
#undef WORD
};

/* The keys of all maps, and the words of all texts. */
static const struct row {
    enum form_name form;
    const char *text;
    enum form_name value; /* of a word: FORM_COUNT */
} rows[] = {
#define FORM(name, kinds, rest, items, size)
#define KEY(name, key, form) {FORM_##name, key, FORM_##form},
#define WORD(name, word)     {FORM_##name, word, FORM_COUNT},
#include "validator/form_list.h"
#undef FORM
#undef KEY
#undef WORD
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

/* What is being checked. */
struct walk {
    struct validation *v;
    const struct visit *visit;
    enum rule_name rule;
    enum form_manner manner;
};

/* A value on the way down. */
struct place {
    const char *key; /* that it is the value of, or an item of */
    bool is_item;
    struct span span;
};

static void check_value(const struct walk *walk, enum form_name form, const struct node *value,
                        struct place place);

static bool is_row_of(const struct row *row, enum form_name form, bool is_word)
{
    return row->form == form && (row->value == FORM_COUNT) == is_word;
}

/* The key or word of a form with that text, or NULL; and the nearest one to it. */
static const struct row *row_of(enum form_name form, bool is_word, struct slice text,
                                struct slice *nearest)
{
    struct nearest near = nearest_to(text);

    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!is_row_of(&rows[i], form, is_word)) continue;
        if (slice_eq(slice_of(rows[i].text), text)) return &rows[i];
        nearest_try(&near, slice_of(rows[i].text));
    }
    *nearest = near.found;
    return NULL;
}

/* "a, b and c": the keys or words of a form. */
static struct slice texts_of(const struct walk *walk, enum form_name form, bool is_word)
{
    struct buffer texts = buffer_new(walk->v->b->arena);
    size_t left = 0;

    for (size_t i = 0; i < ROW_COUNT; i++)
        left += is_row_of(&rows[i], form, is_word);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!is_row_of(&rows[i], form, is_word)) continue;
        left--;
        buffer_printf(&texts, "%s%s", rows[i].text, left > 1 ? ", " : left == 1 ? " and " : "");
    }
    return buffer_slice(&texts);
}

static bool is_as_written(const struct node *value, unsigned kinds)
{
    switch (value->kind) {
    case NODE_STRING:
        return kinds & SHAPE_TEXT;
    case NODE_BOOL:
        return kinds & SHAPE_BOOL;
    case NODE_INT:
        return kinds & (SHAPE_WHOLE | SHAPE_NUMBER);
    case NODE_FLOAT:
        return kinds & SHAPE_NUMBER;
    case NODE_LIST:
        return kinds & SHAPE_LIST;
    case NODE_MAP:
        return kinds & SHAPE_MAP;
    default:
        return false;
    }
}

static bool is_of_kind(const struct walk *walk, const struct node *value, unsigned kinds)
{
    if (kinds == 0) return true;
    return walk->manner == FORM_AS_WRITTEN ? is_as_written(value, kinds) : shape_is(value, kinds);
}

static void report_kind(const struct walk *walk, const struct node *value, unsigned kinds,
                        struct place place)
{
    struct slice names = shape_names(walk->v, kinds);

    report(walk->v, walk->visit, walk->rule, place.span, "%s%s must be %.*s, but is %s.",
           place.is_item ? "An item of " : "", place.key, SLICE_ARG(names), node_kind_name(value));
}

static void check_text(const struct walk *walk, enum form_name form, struct slice text,
                       struct place place)
{
    struct slice nearest = SLICE(""), words = texts_of(walk, form, true);

    if (forms[form].size && text.size != forms[form].size)
        report(walk->v, walk->visit, walk->rule, place.span,
               "%s must have %u characters, but '%.*s' has %zu.", place.key,
               (unsigned)forms[form].size, SLICE_ARG(text), text.size);
    if (words.size == 0 || row_of(form, true, text, &nearest)) return;
    if (nearest.size)
        report(walk->v, walk->visit, walk->rule, place.span,
               "%s cannot hold '%.*s'. Did you mean %.*s?", place.key, SLICE_ARG(text),
               SLICE_ARG(nearest));
    else
        report(walk->v, walk->visit, walk->rule, place.span,
               "%s cannot hold '%.*s'. What there is: %.*s.", place.key, SLICE_ARG(text),
               SLICE_ARG(words));
}

static void report_key(const struct walk *walk, enum form_name form, const struct map_entry *entry,
                       struct slice nearest, struct place place)
{
    struct slice keys = texts_of(walk, form, false);

    if (nearest.size)
        report(walk->v, walk->visit, walk->rule, entry_span(entry),
               "%s has no %s. Did you mean %.*s?", place.key, entry->key->text, SLICE_ARG(nearest));
    else
        report(walk->v, walk->visit, walk->rule, entry_span(entry), "%s has no %s, but %.*s.",
               place.key, entry->key->text, SLICE_ARG(keys));
}

static void check_entry(const struct walk *walk, enum form_name form, const struct map_entry *entry,
                        struct place place)
{
    struct slice nearest = SLICE("");
    const struct row *row = row_of(form, false, entry_key(entry), &nearest);
    enum form_name value = row ? row->value : forms[form].rest;

    if (value != FORM_NOTHING)
        check_value(walk, value, entry->value,
                    (struct place){entry->key->text, false, entry_span(entry)});
    else if (!slice_starts(entry_key(entry), SLICE("Fn::"))) /* a macro, a loop */
        report_key(walk, form, entry, nearest, place);
}

static struct span item_span(const struct node *item, struct place list)
{
    bool has_place = node_is_string(item) || node_is_map(item) || node_is_list(item);

    return has_place ? node_span(item) : list.span;
}

static void check_value(const struct walk *walk, enum form_name form, const struct node *value,
                        struct place place)
{
    const struct map_entry *function = is_if(value) ? map_single(value) : NULL;

    if (form == FORM_ANYTHING) return;
    if (walk->manner == FORM_OF_TEMPLATE) {
        for (uint32_t i = 1; function && i < 3; i++) {
            const struct node *branch = list_at(function->value, i);
            struct place there = place;
            if (node_is_nothing(branch)) continue;
            there.span = item_span(branch, place);
            check_value(walk, form, branch, there);
        }
        if (is_intrinsic(value) || (node_is_string(value) && !is_known_value(value))) return;
    }
    if (!is_of_kind(walk, value, forms[form].kinds))
        report_kind(walk, value, forms[form].kinds, place);
    else if (node_is_string(value))
        check_text(walk, form, node_text(value), place);
    MAP_EACH (value, each)
        check_entry(walk, form, each.entry, place);
    LIST_EACH (value, each)
        check_value(walk, forms[form].items, each.value,
                    (struct place){place.key, true, item_span(each.value, place)});
}

void check_form(struct validation *v, const struct visit *visit, enum rule_name rule,
                const struct map_entry *entry, enum form_name form, enum form_manner manner)
{
    struct walk walk = {v, visit, rule, manner};

    if (entry)
        check_value(&walk, form, entry->value,
                    (struct place){entry->key->text, false, entry_span(entry)});
}
