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

/* Where a path leads that somebody wrote, and behind a | what is left of it. */
static struct slice followed(struct unit *unit, const struct node *root, const char *text)
{
    struct path_walk walk = path_follow(unit->arena, root, slice_of(text));
    struct slice way = path_text(unit->arena, &walk.path, walk.path.count);

    if (walk.rest.size == 0) return way;
    return CONCAT(unit->arena, way, walk.ambiguous ? SLICE(" ? ") : SLICE(" | "), walk.rest);
}

UNIT_TEST(follows_paths_with_slashes)
{
    const struct node *root = unit_read(unit, sample);

    assert_slice(followed(unit, root, ""), "");
    assert_slice(followed(unit, root, "Resources"), "Resources");
    assert_slice(followed(unit, root, "/Resources/Fn"), "Resources/Fn");
    assert_slice(followed(unit, root, "Resources/Fn/Properties/Policies/1/0"),
                 "Resources/Fn/Properties/Policies/1/0");
    assert_slice(followed(unit, root, "Resources/Fn/Properties/Paths/~1a~0b~1{c}/d"),
                 "Resources/Fn/Properties/Paths/~1a~0b~1{c}/d");
    assert_slice(followed(unit, root, "Resources/Fn/Properties/Policies/2"),
                 "Resources/Fn/Properties/Policies | 2");
    assert_slice(followed(unit, root, "Resources/Fn/Properties/Policies/00000000000000000001"),
                 "Resources/Fn/Properties/Policies | 00000000000000000001");
    assert_slice(followed(unit, root, "Resources/Fm/Properties"), "Resources | Fm/Properties");
    assert_slice(followed(unit, root, "Outputs/d/e"), "Outputs/d | e");
    assert_slice(followed(unit, root, "Outputs/"), "Outputs");
    assert_slice(followed(unit, NULL, "Outputs"), " | Outputs");
    root = unit_read(unit, "a: {'': {'': 1}}");
    assert_slice(followed(unit, root, "a//"), "a//");
    assert_slice(followed(unit, root, "a/"), "a/");
    assert_slice(followed(unit, root, "a"), "a");
}

UNIT_TEST(follows_paths_with_dots)
{
    const struct node *root = unit_read(unit, sample);
    const struct node *dotted = unit_read(unit, "a.b: {c: 1, c.d: {e: 2}}\na: {b.c: 3, b: {c: 4}}\n"
                                                "x: {y.z/.: {v: 5}}\n");

    assert_slice(followed(unit, root, "Resources.Fn.Properties.Policies.1.0"),
                 "Resources/Fn/Properties/Policies/1/0");
    assert_slice(followed(unit, root, "Resources.Fm.Properties"), "Resources | Fm.Properties");
    assert_slice(followed(unit, dotted, "x.y.z/..v"), "x/y.z~1./v");
    assert_slice(followed(unit, dotted, "a.b"), " ? a.b"); /* the key a.b, or b in a */
    assert_slice(followed(unit, dotted, "a.b/c.d/e"), "a.b/c.d/e");
    assert_slice(followed(unit, dotted, "a/b/c"), "a/b/c");
    assert_slice(followed(unit, dotted, "a/b.c"), "a/b.c");
}

int main(void)
{
    return UNIT_RUN(UNIT(finds_maps_and_lists),
                    UNIT(keys_are_escaped_and_aliases_have_their_first_place),
                    UNIT(finds_the_original_of_a_copy), UNIT(what_is_elsewhere_has_no_path),
                    UNIT(steps_know_their_places), UNIT(follows_paths_with_slashes),
                    UNIT(follows_paths_with_dots));
}
