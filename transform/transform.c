/* The phases in their order. Each phase takes the template as the one before it left it; a phase
 * that finds an error lets its own work come to an end, so that one run finds many, but the next
 * phases that would stumble over it are not run.
 */
#include "transform/transform.h"

#include "base/limits.h"
#include "spec/regions.h"
#include "transform/phases_internal.h"

unsigned feature_toggle_of(struct slice name)
{
    static const struct {
        enum feature_toggle toggle;
        struct slice name;
    } toggles[] = {
#define TOGGLE(toggle, name) {toggle, {name, sizeof(name) - 1}},
#include "transform/toggle_list.h"
#undef TOGGLE
    };

    if (slice_eq(name, SLICE("all"))) return TOGGLE_ALL;
    for (size_t i = 0; i < sizeof toggles / sizeof *toggles; i++)
        if (slice_eq(name, toggles[i].name)) return toggles[i].toggle;
    return 0;
}

static bool names_sam_transform(const struct node *root)
{
    const struct node *transform = map_get(root, K(Transform));
    struct slice name = SLICE("AWS::Serverless-2016-10-31");

    LIST_EACH (transform, each)
        if (node_is_text(each.value, name)) return true;
    return node_is_text(transform, name);
}

/* The first SAM resource, or NULL. */
static const struct node *sam_resource_in(const struct node *root)
{
    MAP_EACH (map_get(root, K(Resources)), each) {
        const struct node *type = map_get(each.value, K(Type));
        if (slice_starts(node_text(type), SLICE("AWS::Serverless::"))) return type;
        if (map_has(each.value, K(Connectors))) return each.value;
    }
    return NULL;
}

/* A template with SAM resources but without the Transform line cannot be deployed as it is, but
 * what its author means is plain. */
static bool is_sam_template(struct transform *t, const struct node *root)
{
    if (names_sam_transform(root)) return true;
    const struct node *sam = sam_resource_in(root);
    if (!sam) return map_has(root, K(Globals));
    warn(
        t, sam, SAM_NO_TRANSFORM,
        "This is a SAM resource, but the template does not name the SAM transform, so "
        "CloudFormation would refuse it. Add the line \"Transform: AWS::Serverless-2016-10-31\" at "
        "the top of the template.");
    return true;
}

/* The template of the output, before references are finished. */
static const struct node *assemble(struct transform *t)
{
    struct node *root = node_copy(t->b, t->root);

    map_remove(t->b, root, K(Transform));
    map_remove(t->b, root, K(Globals));
    map_set(t->b, root, K(Resources), t->output);
    return root;
}

/* Runs a phase unless an earlier one found an error. */
static void run(struct transform *t, void (*phase)(struct transform *))
{
    if (t->findings->totals[SEVERITY_ERROR] > 0) return;
    t->subject = (struct subject){.node = t->root};
    t->b->origin = NULL;
    phase(t);
}

/* What is wrong with an embedded connector refuses that one; the resources are converted all the
 * same. */
static void convert(struct transform *t)
{
    expand_embedded_connectors(t);
    convert_resources(t);
}

/* Hands out the template as it is now, for those who want it. */
static void hand_out_merged(struct transform *t)
{
    struct node *root;

    if (!t->options->merged || t->findings->totals[SEVERITY_ERROR]) return;
    root = node_copy(t->b, t->root);
    map_set(t->b, root, K(Resources), node_copy(t->b, t->resources));
    *t->options->merged = root;
}

static const struct node *run_phases(struct transform *t)
{
    run(t, check_structure);
    run(t, mark_python_order);
    run(t, collect_parameters);
    run(t, place_local_artifacts);
    run(t, resolve_applications);
    run(t, add_definition_bodies);
    run(t, expand_implicit_apis);
    run(t, merge_globals);
    hand_out_merged(t);
    run(t, set_open_api_versions);
    run(t, convert);
    if (t->findings->totals[SEVERITY_ERROR] == 0) return finish_references(t, assemble(t));
    if (t->options->partial && t->output && !t->aborted)
        *t->options->partial = finish_references(t, assemble(t));
    return NULL;
}

const struct node *transform_template(struct builder *builder, struct findings *findings,
                                      const struct transform_options *options,
                                      const struct node *root)
{
    uint64_t probes = LIMIT_PYTHON_PROBES;
    struct transform t = {
        .b = builder,
        .findings = findings,
        .options = options,
        .partition =
            options->partition.size ? options->partition : partition_of_region(options->region),
        .subject = {.node = root},
    };

    if (!node_is_map(root)) {
        refuse_document(&t, root, SAM_STRUCTURE,
                        "A template is a map with a Resources section, but this is %s.",
                        node_kind_name(root));
        return NULL;
    }
    if (!is_sam_template(&t, root)) return root;
    builder->probes = &probes;
    t.root = node_copy(builder, root);
    const struct node *result = run_phases(&t);
    builder->probes = NULL;
    builder->origin = NULL;
    if (probes == 0 && result)
        warn(&t, root, SAM_UNKNOWN_ORDER,
             "The API definitions of this template have so many paths, or paths whose hashes are "
             "so much alike, that finding the order of their keys takes too long. The logical ids "
             "of their deployments may be others than those that AWS gives.");
    return result;
}
