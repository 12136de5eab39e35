/* The tables of values: a walk over all of them, and what AWS documents of some. */
#include "spec/value_tables.h"

#include "tests/unit/unit.h"

static void values_are_sorted_and_short(void **state)
{
    size_t count = 0;

    (void)state;
    for (enum value_table table = 0; table < VALUE_TABLE_COUNT; table++) {
        struct value_cases cases = value_cases_of(table);
        assert_true(cases.left > 0);
        while (value_cases_next(&cases)) {
            struct value_items items = value_items_of(&cases.at);
            char last[VALUE_SIZE];
            size_t size = 0;
            assert_true(cases.at.condition_count <= VALUE_CONDITIONS);
            for (; value_items_next(&items); count++) {
                struct slice text = {items.text, items.size};
                assert_true(text.size > 0 && text.size <= VALUE_SIZE);
                assert_true(slice_compare((struct slice){last, size}, text) < 0);
                assert_true((items.regions & ~cases.at.regions) == 0);
                memcpy(last, text.text, size = text.size);
            }
        }
    }
    assert_true(count > 15000);
}

static enum value_standing standing(enum value_table table, const char *value, const char *region)
{
    struct value_cases cases = value_cases_of(table);

    assert_true(value_cases_next(&cases));
    return value_case_has(&cases.at, slice_of(value), slice_of(region));
}

static void types_are_found(void **state)
{
    (void)state;
    assert_int_equal(standing(VALUES_EC2_INSTANCE_TYPE, "t3.micro", "us-east-1"), VALUE_THERE);
    assert_int_equal(standing(VALUES_EC2_INSTANCE_TYPE, "t3.tiny", "us-east-1"), VALUE_NOWHERE);
    assert_int_equal(standing(VALUES_EC2_INSTANCE_TYPE, "t3", "us-east-1"), VALUE_BEGINNING);
    assert_int_equal(standing(VALUES_DAX_NODE_TYPE, "dax.r4.large", "us-east-1"), VALUE_THERE);
    assert_int_equal(standing(VALUES_DAX_NODE_TYPE, "dax.r4.large", "cn-north-1"), VALUE_ELSEWHERE);
}

/* How many cases hold for an engine and a version, and in how many of them the class is listed. */
static void classes_of(const char *engine, const char *version, size_t *held, size_t *listed)
{
    const struct slice texts[] = {slice_of(engine), slice_of(version)};

    *held = *listed = 0;
    for (struct value_cases each = value_cases_of(VALUES_DATABASE_CLASS_OF_VERSION);
         value_cases_next(&each);) {
        bool holds = true;
        for (size_t i = 0; i < each.at.condition_count; i++) {
            bool is_engine = slice_eq(each.at.conditions[i].property, SLICE("Engine"));
            holds &= value_condition_holds(&each.at.conditions[i], &texts[!is_engine]);
        }
        *held += holds;
        *listed += holds && value_case_has(&each.at, SLICE("db.t3.micro"), SLICE("eu-west-1")) ==
                                VALUE_THERE;
    }
}

static void conditions_hold(void **state)
{
    static const struct value_condition absent = {.words = {"-", 1}};
    struct slice text = SLICE("");
    size_t held, listed;

    (void)state;
    assert_true(value_condition_holds(&absent, NULL));
    assert_false(value_condition_holds(&absent, &text));
    classes_of("mysql", "8.0.35", &held, &listed);
    assert_int_equal(held, 1);
    assert_int_equal(listed, 1);
    classes_of("mysql", "8.01", &held, &listed);
    assert_int_equal(held, 0);
    classes_of("sqlserver-ee", "15.00.4345.5.v1", &held, &listed);
    assert_int_equal(held, 1);
    classes_of("nosql", "8.0.35", &held, &listed);
    assert_int_equal(held, 0);
}

static void regions_are_known(void **state)
{
    struct value_cases cases = value_cases_of(VALUES_BLOCKCHAIN_INSTANCE_TYPE);

    (void)state;
    assert_true(value_cases_next(&cases));
    assert_true(value_case_is_known(&cases.at, SLICE("us-east-1")));
    assert_false(value_case_is_known(&cases.at, SLICE("af-south-1")));
    assert_false(value_case_is_known(&cases.at, SLICE("mars-north-1")));
    cases = value_cases_of(VALUES_CACHE_VERSION);
    assert_true(value_cases_next(&cases));
    assert_true(value_case_is_known(&cases.at, SLICE("mars-north-1")));
}

int main(void)
{
    return UNIT_RUN(UNIT(values_are_sorted_and_short), UNIT(types_are_found), UNIT(conditions_hold),
                    UNIT(regions_are_known));
}
