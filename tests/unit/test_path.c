/* Ways through a tree. */
#include "document/path.h"
#include "tests/unit/unit.h"

static const char *const sample = "Resources:\n"
                                  "  Fn:\n"
                                  "    Properties:\n"
                                  "      Policies:\n"
                                  "      - one\n"
                                  "      - [two, three]\n"
                                  "      Paths:\n"
                                  "        /a~b/{c}: &shared {d: e}\n"
                                  "Outputs: *shared\n";

/* The path of what the steps lead to, or "no path". */
static struct slice path_of(struct unit *unit, const struct node *root, const struct node *node)
{
    struct path path;

    assert_non_null(node);
    if (!path_find(unit->arena, root, node, &path)) return SLICE("no path");
    return path_text(unit->arena, &path, path.count);
}

UNIT_TEST(finds_maps_and_lists)
{
    const struct node *root = unit_read(unit, sample);
    const struct node *policies =
        unit_at(unit, root, "Resources", "Fn", "Properties", "Policies", NULL);

    assert_slice(path_of(unit, root, root), "");
    assert_slice(path_of(unit, root, policies), "Resources/Fn/Properties/Policies");
    assert_slice(path_of(unit, root, list_at(policies, 0)), "Resources/Fn/Properties/Policies/0");
    assert_slice(path_of(unit, root, list_at(list_at(policies, 1), 1)),
                 "Resources/Fn/Properties/Policies/1/1");
}

UNIT_TEST(keys_are_escaped_and_aliases_have_their_first_place)
{
    const struct node *root = unit_read(unit, sample);

    assert_slice(path_of(unit, root, unit_at(unit, root, "Outputs", "d", NULL)),
                 "Resources/Fn/Properties/Paths/~1a~0b~1{c}/d");
}

UNIT_TEST(finds_the_original_of_a_copy)
{
    const struct node *root = unit_read(unit, sample);
    const struct node *fn = unit_at(unit, root, "Resources", "Fn", NULL);

    assert_slice(path_of(unit, root, node_copy(&unit->builder, fn)), "Resources/Fn");
    assert_slice(path_of(unit, root, node_deep_copy(&unit->builder, fn)), "Resources/Fn");
}

UNIT_TEST(what_is_elsewhere_has_no_path)
{
    const struct node *root = unit_read(unit, sample);
    const struct node *other = unit_read(unit, "Resources: {}\n");
    struct path path;

    assert_slice(path_of(unit, root, unit_at(unit, other, "Resources", NULL)), "no path");
    assert_slice(path_of(unit, root, node_map(&unit->builder)), "no path");
    assert_false(path_find(unit->arena, root, NULL, &path));
    assert_false(path_find(unit->arena, NULL, root, &path));
    assert_int_equal(path.count, 0);
}

UNIT_TEST(steps_know_their_places)
{
    const struct node *root = unit_read(unit, sample);
    const struct node *policies =
        unit_at(unit, root, "Resources", "Fn", "Properties", "Policies", NULL);
    struct path path;

    assert_true(path_find(unit->arena, root, list_at(policies, 0), &path));
    assert_int_equal(path.count, 5);
    assert_slice(unit_span(unit, path_step_span(&path.steps[1])), "2:3-2:5"); /* the key Fn */
    assert_slice(unit_span(unit, path_step_span(&path.steps[4])), "5:9-5:12");
    assert_slice(path_key(&path, 1), "Fn");
    assert_slice(path_key(&path, 4), "");
    assert_slice(path_key(&path, 5), "");
    assert_slice(path_text(unit->arena, &path, 2), "Resources/Fn");
    assert_slice(path_text(unit->arena, &path, 99), "Resources/Fn/Properties/Policies/0");
}

int main(void)
{
    return UNIT_RUN(UNIT(finds_maps_and_lists),
                    UNIT(keys_are_escaped_and_aliases_have_their_first_place),
                    UNIT(finds_the_original_of_a_copy), UNIT(what_is_elsewhere_has_no_path),
                    UNIT(steps_know_their_places));
}
