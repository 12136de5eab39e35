/* The frame of the unit tests: cmocka, and for each test an arena with what works in one.
 *
 *     UNIT_TEST(adds_a_key)
 *     {
 *         struct node *map = node_map(&unit->builder);
 *         ...
 *     }
 *     int main(void) { return UNIT_RUN(UNIT(adds_a_key)); }
 *
 * A test body runs inside arena_run(), as all library code does, and may not leave allocations
 * behind elsewhere.
 */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/document.h"
#include "emit/report.h"

struct unit {
    struct arena *arena;
    struct builder builder; /* over the well-known names */
    struct reader reader;   /* with the same builder */
};

/* What cmocka calls before and after a test, also after one that failed. */
int unit_setup(void **state);
int unit_teardown(void **state);

/* Calls body(unit) inside arena_run(). */
void unit_run(struct unit *unit, void (*body)(struct unit *unit));

#define UNIT_TEST(name)                                                                            \
    static void name##_body(struct unit *unit);                                                    \
    static void name(void **state)                                                                 \
    {                                                                                              \
        unit_run(*state, name##_body);                                                             \
    }                                                                                              \
    static void name##_body(struct unit *unit)

#define UNIT(name) cmocka_unit_test_setup_teardown(name, unit_setup, unit_teardown)

#define UNIT_RUN(...) cmocka_run_group_tests(((const struct CMUnitTest[]){__VA_ARGS__}), NULL, NULL)

/* Fails unless a slice holds exactly the text `expected`. */
#define assert_slice(slice, expected) unit_assert_slice((slice), (expected), __FILE__, __LINE__)
void unit_assert_slice(struct slice got, const char *expected, const char *file, int line);

/* A literal that may hold zero bytes. */
#define BYTES(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* The symbol of a C string. */
const struct symbol *unit_symbol(struct unit *unit, const char *text);

/* The tree that a text is read as, or NULL. */
const struct node *unit_read(struct unit *unit, const char *text);

/* A tree as compact JSON without line break; "NULL" for NULL. */
struct slice unit_json(struct unit *unit, const struct node *node);

/* What is found by steps such as "Resources", "Fn", "1": keys of maps, numbers in lists; ended by
 * NULL. */
const struct node *unit_at(struct unit *unit, const struct node *root, ...)
    __attribute__((sentinel));

/* The last finding; fails when there is none. */
const struct finding *unit_finding(struct unit *unit);

/* A report of all findings, in the format of that name. */
struct slice unit_report(struct unit *unit, const char *format, struct report_options options);

/* The place of an offset as "line:column". */
struct slice unit_place(struct unit *unit, uint32_t offset);

/* A span as "line:column-line:column". */
struct slice unit_span(struct unit *unit, struct span span);

#endif
