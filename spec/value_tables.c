/* Reads the tables of values.
 *
 * They are bytes that are read where they lie (spec/value_tables.bin, made by
 * spec/tools/value_tables.py). Numbers have their low byte first; a text is a count and its bytes.
 * First stand offsets, of four bytes each: of the tables in the order of value_table_list.h, of the
 * lists, of the regions, of the sets of regions.
 *
 *   table:   count of cases (2); for each: offset of its list among the lists (4), set of regions
 *            (2), target (text), count of conditions (1) and for each property and words (texts)
 *   list:    count of values (2); for each, sorted: count of bytes that it begins with as the one
 *            before it does, count of other bytes, these, set of regions (2)
 *   regions: count (1), texts, sorted
 *   sets:    a bit for each region (8); the first set is of values that no region is said for
 *
 * They are ours and whole, so counts are not checked here; tests/unit/test_value_tables.c walks
 * all.
 */
#include "spec/value_tables.h"

/* In value_tables.S. */
extern const unsigned char value_table_data[];

enum { LISTS = VALUE_TABLE_COUNT, REGIONS, SETS };

static uint64_t number_at(const unsigned char *at, size_t bytes)
{
    uint64_t number = 0;

    for (size_t i = bytes; i > 0; i--)
        number = number << 8 | at[i - 1];
    return number;
}

static const unsigned char *part(unsigned index)
{
    return value_table_data + number_at(value_table_data + (size_t)4 * index, 4);
}

static struct slice take_text(const unsigned char **at)
{
    struct slice text = {(const char *)*at + 1, **at};

    *at += text.size + 1;
    return text;
}

static uint64_t take_set(const unsigned char **at)
{
    uint64_t index = number_at(*at, 2);

    *at += 2;
    return number_at(part(SETS) + 8 * index, 8);
}

/* Whether a set holds a region. */
static bool has_region(uint64_t set, struct slice region)
{
    const unsigned char *at = part(REGIONS);
    size_t count = *at++;

    if (set == 0) return true;
    for (size_t i = 0; i < count; i++)
        if (slice_eq(take_text(&at), region)) return set >> i & 1;
    return false;
}

struct value_cases value_cases_of(enum value_table table)
{
    const unsigned char *at = part(table);

    return (struct value_cases){.next = at + 2, .left = number_at(at, 2)};
}

bool value_cases_next(struct value_cases *cases)
{
    struct value_case *at = &cases->at;

    if (cases->left == 0) return false;
    cases->left--;
    at->list = part(LISTS) + number_at(cases->next, 4);
    cases->next += 4;
    at->regions = take_set(&cases->next);
    at->target = take_text(&cases->next);
    at->condition_count = *cases->next++;
    for (size_t i = 0; i < at->condition_count; i++) {
        at->conditions[i].property = take_text(&cases->next);
        at->conditions[i].words = take_text(&cases->next);
    }
    return true;
}

bool value_condition_holds(const struct value_condition *condition, const struct slice *text)
{
    struct slice words = condition->words;

    if (slice_eq(words, SLICE("-"))) return !text;
    if (!text) return false;
    if (slice_starts(words, SLICE("^"))) {
        words = slice_from(words, 1);
        return slice_starts(*text, words) &&
               (text->size == words.size || text->text[words.size] == '.');
    }
    while (words.size) {
        struct slice word = slice_first(words, slice_find(words, '|'));
        if (slice_eq(word, *text)) return true;
        words = slice_from(words, word.size < words.size ? word.size + 1 : word.size);
    }
    return false;
}

bool value_case_is_known(const struct value_case *known, struct slice region)
{
    return has_region(known->regions, region);
}

enum value_standing value_case_has(const struct value_case *known, struct slice value,
                                   struct slice region)
{
    enum value_standing standing = VALUE_NOWHERE;

    for (struct value_items each = value_items_of(known); value_items_next(&each);) {
        struct slice text = {each.text, each.size};
        if (slice_eq(text, value))
            return value_items_are_in(&each, region) ? VALUE_THERE : VALUE_ELSEWHERE;
        if (slice_starts(text, value) && text.text[value.size] == '.') standing = VALUE_BEGINNING;
    }
    return standing;
}

struct value_items value_items_of(const struct value_case *known)
{
    return (struct value_items){.next = known->list + 2, .left = number_at(known->list, 2)};
}

bool value_items_next(struct value_items *items)
{
    size_t shared, others;

    if (items->left == 0) return false;
    items->left--;
    shared = *items->next++;
    others = *items->next++;
    memcpy(items->text + shared, items->next, others);
    items->next += others;
    items->size = shared + others;
    items->regions = take_set(&items->next);
    return true;
}

bool value_items_are_in(const struct value_items *items, struct slice region)
{
    return has_region(items->regions, region);
}
