/* What the public API tells of resource types. */
#include "samc/samc.h"

#include "tests/unit/unit.h"

static samc_description *description_of(const char *name)
{
    samc_description *description;

    assert_int_equal(samc_description_new(name, NULL, &description), SAMC_OK);
    assert_non_null(description);
    return description;
}

UNIT_TEST(a_property)
{
    samc_description *description = description_of("AWS::SQS::Queue.DelaySeconds");
    size_t length;

    (void)unit;
    assert_string_equal(samc_description_text(description, &length),
                        "AWS::SQS::Queue.DelaySeconds: integer, 0 to 900\n");
    assert_int_equal(length, strlen(samc_description_text(description, NULL)));
    assert_null(samc_description_problem(description));
    samc_description_free(description);
}

UNIT_TEST(what_there_is_not)
{
    samc_description *description = description_of("AWS::SQS::Queue.DelaySecond");

    (void)unit;
    assert_null(samc_description_text(description, NULL));
    assert_string_equal(
        samc_description_problem(description),
        "AWS::SQS::Queue has no property 'DelaySecond'. Did you mean 'DelaySeconds'?");
    samc_description_free(description);
}

UNIT_TEST(every_type)
{
    samc_description *description;

    (void)unit;
    for (size_t i = 0; samc_resource_type_name(i); i++) {
        assert_int_equal(samc_description_new(samc_resource_type_name(i), NULL, &description),
                         SAMC_OK);
        assert_non_null(samc_description_text(description, NULL));
        samc_description_free(description);
    }
    assert_null(samc_resource_type_name((size_t)-1));
}

UNIT_TEST(bad_arguments)
{
    samc_description *description = (samc_description *)&description;

    (void)unit;
    assert_int_equal(samc_description_new(NULL, NULL, &description), SAMC_BAD_ARGUMENT);
    assert_null(description);
    assert_int_equal(samc_description_new("AWS::SQS::Queue", NULL, NULL), SAMC_BAD_ARGUMENT);
    samc_description_free(NULL);
}

int main(void)
{
    return UNIT_RUN(UNIT(a_property), UNIT(what_there_is_not), UNIT(every_type),
                    UNIT(bad_arguments));
}
