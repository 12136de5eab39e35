/* Small building blocks of the transform. */
#include "spec/policies.h"
#include "tests/unit/unit.h"
#include "transform/transform_internal.h"

static bool is_letter_or_digit(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

UNIT_TEST(logical_ids_have_letters_and_digits)
{
    (void)unit;
    assert_false(is_alphanumeric(SLICE("")));
    for (size_t size = 1; size <= 18; size++)
        for (size_t place = 0; place < size; place++)
            for (unsigned byte = 0; byte < 256; byte++) {
                char text[18];
                memset(text, place % 2 ? 'z' : '9', sizeof text);
                text[place] = (char)byte;
                assert_true(is_alphanumeric((struct slice){text, size}) ==
                            is_letter_or_digit((unsigned char)byte));
            }
}

UNIT_TEST(numbers_in_digits)
{
    assert_slice(slice_printf(unit->arena, "%u", 0), "0");
    assert_slice(slice_printf(unit->arena, "%u", 9), "9");
    assert_slice(slice_printf(unit->arena, "%u", 10), "10");
    assert_slice(slice_printf(unit->arena, "%u", 4294967295u), "4294967295");
}

UNIT_TEST(policy_templates_by_name)
{
    static const char *const names[] = {"AMIDescribePolicy", "DynamoDBCrudPolicy", "S3ReadPolicy",
                                        "SQSPollerPolicy", "VPCAccessPolicy"};

    (void)unit;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct policy_template *policy = policy_template_of(slice_of(names[i]));
        assert_non_null(policy);
        assert_string_equal(policy->name, names[i]);
    }
    assert_null(policy_template_of(SLICE("")));
    assert_null(policy_template_of(SLICE("AAA")));
    assert_null(policy_template_of(SLICE("S3ReadPolic")));
    assert_null(policy_template_of(SLICE("S3ReadPolicyy")));
    assert_null(policy_template_of(SLICE("Zzz")));
}

int main(void)
{
    return UNIT_RUN(UNIT(logical_ids_have_letters_and_digits), UNIT(numbers_in_digits),
                    UNIT(policy_templates_by_name));
}
