/* The table of actions: a walk over all of it, and what AWS documents of some services. */
#include "spec/iam_actions.h"

#include "tests/unit/unit.h"

static void names_are_sorted_and_in_lower_case(void **state)
{
    struct slice before = {NULL, 0};
    size_t count = 0;

    (void)state;
    for (struct iam_service each = {.actions = NULL}; iam_service_next(&each); count++) {
        struct iam_actions actions = iam_actions_of(&each);
        char last[IAM_ACTION_SIZE];
        size_t size = 0;
        assert_true(slice_compare(before, each.name) < 0);
        before = each.name;
        while (iam_actions_next(&actions)) {
            struct slice name = iam_actions_name(&actions);
            assert_true(name.size > 0 && name.size <= IAM_ACTION_SIZE);
            assert_true(slice_compare((struct slice){last, size}, name) < 0);
            for (size_t i = 0; i < name.size; i++)
                assert_false(name.text[i] >= 'A' && name.text[i] <= 'Z');
            memcpy(last, name.text, size = name.size);
        }
        assert_true(actions.next == actions.end);
    }
    assert_true(count > 400);
}

static bool has_action(const char *service_name, const char *action)
{
    struct iam_service service;

    if (!iam_service_of(slice_of(service_name), &service)) return false;
    struct iam_actions actions = iam_actions_of(&service);
    while (iam_actions_next(&actions))
        if (slice_eq(iam_actions_name(&actions), slice_of(action))) return true;
    return false;
}

static void actions_are_found(void **state)
{
    (void)state;
    assert_true(has_action("s3", "getobject"));
    assert_true(has_action("sts", "assumerole"));
    assert_true(has_action("lambda", "invokefunction"));
    assert_false(has_action("s3", "getobjects"));
    assert_false(has_action("s4", "getobject"));
}

int main(void)
{
    return UNIT_RUN(UNIT(names_are_sorted_and_in_lower_case), UNIT(actions_are_found));
}
