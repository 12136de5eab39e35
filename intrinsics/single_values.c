/* One value at a time: what evaluate_template() does to the values of a resource, for a walk that
 * is not ours. Work is counted for each value by itself, since a caller may ask for one again.
 */
#include "intrinsics/evaluation_internal.h"

struct evaluation *evaluation_new(const struct builder *builder, struct findings *findings,
                                  const struct evaluation_options *options, const struct node *root)
{
    struct evaluation *e = arena_zalloc(builder->arena, sizeof *e);

    *e = (struct evaluation){
        .b = builder,
        .findings = findings,
        .options = options,
        .root = root,
        .conditions = map_get(root, K(Conditions)),
        .drops_no_value = true,
        .ifs = arena_zalloc(builder->arena, sizeof *e->ifs),
    };
    return e;
}

const struct node *evaluation_value(struct evaluation *evaluation, const struct node *node)
{
    evaluation->made = 0;
    return evaluate(evaluation, node);
}

void evaluation_check_conditions(struct evaluation *evaluation)
{
    MAP_EACH (evaluation->conditions, each)
        truth_of_condition(evaluation, each.value, symbol_slice(each.key));
}
