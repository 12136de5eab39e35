/* Values that properties may have in a region, or when other properties have certain values: types
 * of instances, classes and versions of databases. Which tables there are, value_table_list.h
 * tells.
 *
 * A table is a list of cases. A case says: where its conditions hold, one property has one of the
 * values of a list. Most tables are one case without conditions; those of RDS ask for the engine:
 *
 *     for (struct value_cases each = value_cases_of(TABLE); value_cases_next(&each);)
 *         for (size_t i = 0; i < each.at.condition_count; i++) ... each.at.conditions[i] ...
 */
#ifndef SPEC_VALUE_TABLES_H
#define SPEC_VALUE_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum value_table {
#define VALUE_TABLE(name, source) VALUES_##name,
#include "spec/value_table_list.h"
#undef VALUE_TABLE
    VALUE_TABLE_COUNT
};

/* No condition has more words, no value more bytes. */
enum { VALUE_CONDITIONS = 2, VALUE_SIZE = 48 };

/* What another property must be. */
struct value_condition {
    struct slice property;
    struct slice
        words; /* one of "a|b"; "-": it is absent; "^8.0": it is 8.0 or begins with "8.0." */
};

struct value_case {
    struct slice target; /* the property whose values are listed; empty: that of the table */
    struct value_condition conditions[VALUE_CONDITIONS];
    size_t condition_count;
    const unsigned char *list;
    uint64_t regions; /* those that the case is known of; 0: all there are */
};

/* Goes through the cases of a table. */
struct value_cases {
    const unsigned char *next;
    size_t left;
    struct value_case at; /* the current one */
};

struct value_cases value_cases_of(enum value_table table);
bool value_cases_next(struct value_cases *cases);

/* Whether a condition holds for a text; `text` is NULL when the property is absent. */
bool value_condition_holds(const struct value_condition *condition, const struct slice *text);

/* Whether the case says something of a region. */
bool value_case_is_known(const struct value_case *known, struct slice region);

/* What is known of a value. */
enum value_standing {
    VALUE_NOWHERE,   /* it is not in the list */
    VALUE_ELSEWHERE, /* it is, but for other regions */
    VALUE_BEGINNING, /* it is what values begin with, up to a dot: 8.0 where 8.0.35 is in the list
                      */
    VALUE_THERE,
};
enum value_standing value_case_has(const struct value_case *known, struct slice value,
                                   struct slice region);

/* Goes through the values of a case, sorted. */
struct value_items {
    const unsigned char *next;
    size_t left;
    char text[VALUE_SIZE]; /* the current one */
    size_t size;
    uint64_t regions; /* that have it; 0: all */
};

struct value_items value_items_of(const struct value_case *known);
bool value_items_next(struct value_items *items);

/* Whether a region has the current value. */
bool value_items_are_in(const struct value_items *items, struct slice region);

#endif
