/* Pipelines of CodePipeline: sources come first, artifacts are made before they are used, and
 * actions have as many artifacts as their kind takes.
 *
 * A stage or an action under Fn::If may be there or not. An input that only such an action makes is
 * made, as far as is known; with an output whose name is not known any input may be made.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
 */
#include "base/table.h"
#include "validator/choices.h"

/* How many artifacts the kinds of actions take. */
static const struct action_kind {
    const char *owner, *category, *provider;
    uint32_t least_inputs, most_inputs, least_outputs, most_outputs;
} action_kinds[] = {
    {"AWS", "Approval", "Manual", 0, 0, 0, 0},
    {"AWS", "Build", "CodeBuild", 1, 5, 0, 5},
    {"AWS", "Deploy", "CloudFormation", 0, 10, 0, 1},
    {"AWS", "Deploy", "CodeDeploy", 1, 1, 0, 0},
    {"AWS", "Deploy", "ECS", 1, 1, 0, 0},
    {"AWS", "Deploy", "ElasticBeanstalk", 1, 1, 0, 0},
    {"AWS", "Deploy", "OpsWorks", 1, 1, 0, 0},
    {"AWS", "Deploy", "S3", 1, 1, 0, 0},
    {"AWS", "Deploy", "ServiceCatalog", 1, 1, 0, 0},
    {"AWS", "Invoke", "Lambda", 0, 5, 0, 5},
    {"AWS", "Source", "CodeCommit", 0, 0, 1, 1},
    {"AWS", "Source", "ECR", 0, 0, 1, 1},
    {"AWS", "Source", "S3", 0, 0, 1, 1},
    {"AWS", "Test", "CodeBuild", 1, 5, 0, 5},
    {"AWS", "Test", "DeviceFarm", 1, 1, 0, 0},
    {"Custom", "Build", "Jenkins", 0, 5, 0, 5},
    {"Custom", "Test", "Jenkins", 0, 5, 0, 5},
    {"ThirdParty", "Deploy", "AlexaSkillsKit", 0, 2, 0, 0},
    {"ThirdParty", "Source", "GitHub", 0, 0, 1, 1},
};

struct pipeline {
    struct validation *v;
    const struct visit *visit;
    struct table made;  /* names of artifacts so far -> the scenario in which one is made */
    struct table later; /* names of artifacts of the current stage */
    bool is_open;       /* there are some whose names are not known */
};

static const struct action_kind *kind_of(const struct node *type)
{
    for (size_t i = 0; i < sizeof action_kinds / sizeof *action_kinds; i++) {
        const struct action_kind *kind = &action_kinds[i];
        if (node_is_text(map_get(type, K(Owner)), slice_of(kind->owner)) &&
            node_is_text(map_get(type, K(Category)), slice_of(kind->category)) &&
            node_is_text(map_get(type, K(Provider)), slice_of(kind->provider)))
            return kind;
    }
    return NULL;
}

/* -- The first stage ----------------------------------------------------------------------------
 */

static void check_category(struct pipeline *pipeline, const struct choice *type, bool is_first)
{
    CHOICES_EACH(pipeline->v, type, K(Category), category)
    {
        const struct node *value = category.at->value;
        if (!node_is_string(value) || !is_known_value(value) ||
            node_is_text(value, SLICE("Source")) == is_first)
            continue;
        report(pipeline->v, pipeline->visit, RULE_PIPELINE_SOURCE, category.at->key,
               is_first ? "The first stage of a pipeline has sources only; this action is of the "
                          "category %.*s. Move it to a later stage."
                        : "Only the first stage of a pipeline has actions of the category %.*s. "
                          "Move this one there.",
               SLICE_ARG(node_text(value)));
    }
}

/* -- Counts -------------------------------------------------------------------------------------
 */

static void check_count(struct pipeline *pipeline, const struct choice *action,
                        const struct action_kind *kind, const struct symbol *key, uint32_t least,
                        uint32_t most)
{
    CHOICES_EACH(pipeline->v, action, key, artifacts)
    {
        const struct node *value = artifacts.at->value;
        uint32_t count = 0;
        if (value && !node_is_list(value)) continue;
        LIST_EACH (value, each)
            count += !is_if(each.value) && !is_no_value(each.value);
        if (!value ? least == 0 : count <= most) continue;
        report(pipeline->v, pipeline->visit, RULE_PIPELINE_COUNTS, artifacts.at->key,
               "An action of the category %s by %s has %s %u items in %s; here are %u.",
               kind->category, kind->provider, value ? "at most" : "at least",
               (unsigned)(value ? most : least), key->text, (unsigned)count);
    }
}

/* -- Names --------------------------------------------------------------------------------------
 */

/* Calls use(pipeline, name) for each name of an artifact of an action. */
typedef void use_artifact(struct pipeline *pipeline, const struct choice *name);

static void each_artifact(struct pipeline *pipeline, const struct choice *action,
                          const struct symbol *key, use_artifact *use)
{
    CHOICES_EACH(pipeline->v, action, key, artifacts)
    {
        if (artifacts.at->value && !node_is_list(artifacts.at->value)) use(pipeline, artifacts.at);
        CHOICES_IN(pipeline->v, artifacts.at, artifact)
        CHOICES_EACH(pipeline->v, artifact.at, K(Name), name)
        if (name.at->value) use(pipeline, name.at);
    }
}

static const struct symbol *artifact_name(const struct pipeline *pipeline,
                                          const struct choice *name)
{
    if (!node_is_string(name->value) || !is_known_value(name->value)) return NULL;
    return symbol_of(pipeline->v->b->symbols, node_text(name->value));
}

static void announce_output(struct pipeline *pipeline, const struct choice *name)
{
    const struct symbol *symbol = artifact_name(pipeline, name);

    if (symbol)
        table_set(pipeline->v->b->arena, &pipeline->later, symbol, name->value);
    else
        pipeline->is_open = true;
}

struct making {
    const struct scenario *scenario;
    const struct making *next;
};

static void make_output(struct pipeline *pipeline, const struct choice *name)
{
    const struct symbol *symbol = artifact_name(pipeline, name);
    const struct making *first = symbol ? table_get(&pipeline->made, symbol) : NULL;
    struct making *making = arena_alloc(pipeline->v->b->arena, sizeof *making);

    if (!symbol) return;
    *making = (struct making){name->scenario, first};
    table_set(pipeline->v->b->arena, &pipeline->made, symbol, making);
    for (const struct making *each = first; each; each = each->next)
        if (scenarios_meet(pipeline->v->conditions, each->scenario, name->scenario) == ANSWER_YES) {
            report(pipeline->v, pipeline->visit, RULE_PIPELINE_ARTIFACTS, name->key,
                   "Another action makes an artifact with the name %s. Give this one another "
                   "name.",
                   symbol->text);
            return;
        }
}

static void check_input(struct pipeline *pipeline, const struct choice *name)
{
    const struct symbol *symbol = artifact_name(pipeline, name);

    if (!symbol || pipeline->is_open || table_get(&pipeline->made, symbol) ||
        table_get(&pipeline->later, symbol))
        return;
    report(
        pipeline->v, pipeline->visit, RULE_PIPELINE_ARTIFACTS, name->key,
        "No action before this one has an output artifact with the name %s. Correct the name, or "
        "the order of actions.",
        symbol->text);
}

/* -- The walk -----------------------------------------------------------------------------------
 */

static void check_action(struct pipeline *pipeline, const struct choice *action, bool is_first)
{
    CHOICES_EACH(pipeline->v, action, K(ActionTypeId), type)
    {
        const struct action_kind *kind = kind_of(type.at->value);
        check_category(pipeline, type.at, is_first);
        if (!kind) continue;
        check_count(pipeline, type.at->in, kind, K(InputArtifacts), kind->least_inputs,
                    kind->most_inputs);
        check_count(pipeline, type.at->in, kind, K(OutputArtifacts), kind->least_outputs,
                    kind->most_outputs);
    }
    each_artifact(pipeline, action, K(InputArtifacts), check_input);
    each_artifact(pipeline, action, K(OutputArtifacts), make_output);
}

static bool is_known_map(const struct node *value)
{
    return node_is_map(value) && !is_intrinsic(value);
}

/* With RunOrder an action may stand before one that it comes after. */
static void announce_outputs(struct pipeline *pipeline, const struct choice *actions)
{
    bool is_ordered = false;

    pipeline->later = (struct table){0};
    LIST_EACH (actions->value, each)
        is_ordered |= map_find(each.value, K(RunOrder)) != NULL;
    if (!is_ordered) return;
    CHOICES_IN(pipeline->v, actions, action)
    each_artifact(pipeline, action.at, K(OutputArtifacts), announce_output);
}

void check_pipeline(struct validation *v, const struct visit *visit)
{
    struct choice properties = properties_choice(v, visit);

    CHOICES_EACH(v, &properties, K(Stages), stages)
    {
        struct pipeline pipeline = {.v = v, .visit = visit};
        struct span first =
            list_count(stages.at->value) ? node_span(list_at(stages.at->value, 0)) : stages.at->key;
        CHOICES_IN(v, stages.at, stage)
        {
            if (!is_known_map(stage.at->value)) {
                pipeline.is_open = true;
                continue;
            }
            CHOICES_EACH(v, stage.at, K(Actions), actions)
            {
                pipeline.is_open |= !node_is_list(actions.at->value);
                announce_outputs(&pipeline, actions.at);
                CHOICES_IN(v, actions.at, action)
                if (is_known_map(action.at->value))
                    check_action(&pipeline, action.at, stage.at->key.start == first.start);
                else
                    pipeline.is_open = true;
            }
        }
    }
}
