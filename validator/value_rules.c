/* Values that depend on the region or on other properties, by the tables of spec/value_tables.h.
 *
 * A resource comes in. For each row of value_list.h for its type, the path is followed through
 * lists and the branches of Fn::If. There, each case of the table whose conditions hold has its say
 * about the value. What a function gives is left alone: where it stands, it is looked at.
 */
#include "base/nearest.h"
#include "spec/value_tables.h"
#include "validator/choices.h"

enum list_use { LISTED, VERSIONS, ENDED };

/* Of more values than this, some are shown. */
enum { SHOWN = 12 };

static const struct value_row {
    enum rule_name rule;
    enum name type;
    const char *path;
    enum value_table table;
    enum list_use use;
    const char *folded;
} value_rows[] = {
#define VALUES(rule, type, path, table, use, folded)                                               \
    {RULE_##rule, N_##type, path, VALUES_##table, use, folded},
#include "validator/value_list.h"
#undef VALUES
};

/* One case of a table that holds somewhere. */
struct place {
    struct validation *v;
    const struct visit *visit;
    const struct value_row *row;
    const struct value_case *known;
    struct span properties; /* the key of Properties */
    struct slice reason;    /* " when Engine is mysql" */
};

/* -- Messages -----------------------------------------------------------------------------------
 */

/* How many of the values that the region has begin with `start`; the first ones are put into words.
 */
static size_t values_with(const struct place *place, struct slice start, struct slice *words)
{
    struct buffer text = buffer_new(place->v->b->arena);
    size_t count = 0;

    for (struct value_items each = value_items_of(place->known); value_items_next(&each);) {
        struct slice value = {each.text, each.size};
        if (!slice_starts(value, start) || !value_items_are_in(&each, place->v->input->region))
            continue;
        if (count < SHOWN) buffer_printf(&text, "%s%.*s", count ? ", " : "", SLICE_ARG(value));
        if (count == SHOWN) buffer_add(&text, SLICE(" ..."));
        count++;
    }
    *words = buffer_slice(&text);
    return count;
}

static struct slice nearest_value(const struct place *place, struct slice value)
{
    struct nearest nearest = nearest_to(value);

    for (struct value_items each = value_items_of(place->known); value_items_next(&each);) {
        if (!value_items_are_in(&each, place->v->input->region)) continue;
        nearest_try(&nearest, (struct slice){each.text, each.size});
        if (nearest.found.text == each.text)
            nearest.found = slice_copy(place->v->b->arena, nearest.found);
    }
    return nearest.found;
}

static struct slice choice_of(const struct place *place, struct slice words, size_t count)
{
    return count ? CONCAT(place->v->b->arena, SLICE(" Choose "),
                          count > 1 ? SLICE("one of ") : SLICE(""), words, SLICE("."))
                 : SLICE("");
}

/* What else there is: values of the same family, as t3.micro for t3.tiny, or the nearest one. */
static struct slice advice(const struct place *place, struct slice value)
{
    struct arena *arena = place->v->b->arena;
    struct slice words, nearest;
    size_t count;

    for (size_t i = value.size; i > 0; i--) {
        if (value.text[i - 1] != '.') continue;
        count = values_with(place, slice_first(value, i), &words);
        if (count > SHOWN) break;
        if (count) return choice_of(place, words, count);
    }
    nearest = nearest_value(place, value);
    if (nearest.text) return CONCAT(arena, SLICE(" Did you mean "), nearest, SLICE("?"));
    count = values_with(place, SLICE(""), &words);
    return choice_of(place, words, count);
}

static void report_value(const struct place *place, struct span span, struct slice property,
                         struct slice value, enum value_standing standing)
{
    struct slice region = place->v->input->region, others;

    if (place->row->use == ENDED) {
        report(
            place->v, place->visit, place->row->rule, place->properties,
            "%.*s can no longer be chosen for %.*s%.*s: AWS has deprecated it. Take a newer one.",
            SLICE_ARG(value), SLICE_ARG(property), SLICE_ARG(place->reason));
        return;
    }
    others = advice(place, value);
    if (standing == VALUE_ELSEWHERE)
        report(place->v, place->visit, place->row->rule, span,
               "%.*s is not available in %.*s%.*s, but in other regions.%.*s", SLICE_ARG(value),
               SLICE_ARG(region), SLICE_ARG(place->reason), SLICE_ARG(others));
    else
        report(place->v, place->visit, place->row->rule, span,
               "%.*s is not a value that %.*s can have%.*s.%.*s", SLICE_ARG(value),
               SLICE_ARG(property), SLICE_ARG(place->reason), SLICE_ARG(others));
}

/* -- Values -------------------------------------------------------------------------------------
 */

/* The text of a scalar; in lower case where that counts. */
static struct slice text_of(const struct place *place, struct slice property,
                            const struct node *value)
{
    struct slice text = node_text(value);
    char *lower;

    if (!slice_eq(property, slice_of(place->row->folded))) return text;
    lower = arena_alloc(place->v->b->arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        lower[i] =
            text.text[i] >= 'A' && text.text[i] <= 'Z' ? text.text[i] + 'a' - 'A' : text.text[i];
    return (struct slice){lower, text.size};
}

static bool is_known_scalar(const struct node *value)
{
    return is_known_value(value) && value->kind < NODE_LIST;
}

static void check_value(const struct place *place, const struct choice *choice, struct span span,
                        struct slice property)
{
    struct slice value = text_of(place, property, choice->value), begin = value;

    if (!choice->is_written || !is_known_scalar(choice->value)) return;
    if (slice_ends(value, SLICE(".x"))) begin.size -= 2;
    enum value_standing standing = value_case_has(place->known, value, place->v->input->region);
    bool is_listed =
        standing == VALUE_THERE ||
        (place->row->use == VERSIONS &&
         value_case_has(place->known, begin, place->v->input->region) == VALUE_BEGINNING);
    if (is_listed == (place->row->use == ENDED))
        report_value(place, span, property, value, standing);
}

static struct slice reason_with(const struct place *place, const struct value_condition *condition,
                                const struct slice *text)
{
    struct arena *arena = place->v->b->arena;
    struct slice start = place->reason.size ? SLICE(" and ") : SLICE(" when ");

    if (!text) return place->reason;
    return CONCAT(arena, place->reason, start, condition->property, SLICE(" is "), *text);
}

/* Goes through what the properties of the conditions may be, from condition `index` on, and where
 * all hold to the property that the case is about. */
static void check_case(struct place place, const struct choice *map, size_t index)
{
    const struct value_case *known = place.known;
    struct slice reason = place.reason;

    if (index == known->condition_count) {
        const struct symbol *key = symbol_of(place.v->b->symbols, known->target);
        CHOICES_EACH(place.v, map, key, each)
        if (each.at->value) check_value(&place, each.at, each.at->key, known->target);
        return;
    }
    const struct value_condition *condition = &known->conditions[index];
    CHOICES_EACH(place.v, map, symbol_of(place.v->b->symbols, condition->property), each)
    {
        bool is_there = each.at->value != NULL;
        if (is_there && !is_known_scalar(each.at->value)) continue;
        struct slice text = text_of(&place, condition->property, each.at->value);
        if (!value_condition_holds(condition, is_there ? &text : NULL)) continue;
        place.reason = reason_with(&place, condition, is_there ? &text : NULL);
        check_case(place, each.at->in, index + 1);
        place.reason = reason;
    }
}

static void check_cases(void *context, const struct choice *at, struct slice property)
{
    struct place place = *(const struct place *)context;
    struct value_cases cases = value_cases_of(place.row->table);

    while (at->value && value_cases_next(&cases)) {
        place.known = &cases.at;
        if (!value_case_is_known(&cases.at, place.v->input->region)) continue;
        if (cases.at.target.size)
            check_case(place, at, 0);
        else
            check_value(&place, at, at->span, property);
    }
}

/* Whether a type has rows. */
static bool has_rows(const struct symbol *type)
{
    uint32_t number = type ? type->number : N_none;

    return false
#define VALUES(rule, type_, path, table, use, folded) || number == N_##type_
#include "validator/value_list.h"
#undef VALUES
        ;
}

void check_listed_values(struct validation *v, const struct visit *visit)
{
    struct choice properties;

    if (!has_rows(visit->type)) return;
    properties = properties_choice(v, visit);
    for (size_t i = 0; i < sizeof value_rows / sizeof *value_rows; i++) {
        const struct value_row *row = &value_rows[i];
        if (row->type != visit->type->number) continue;
        struct place place = {v, visit, row, NULL, properties.key, SLICE("")};
        choices_at(v, &properties, slice_of(row->path), check_cases, &place);
    }
}
