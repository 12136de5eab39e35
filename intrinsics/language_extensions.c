/* A template as AWS::LanguageExtensions leaves it: loops, then conditions, then what is inside the
 * resources and outputs, then the two policies of resources that may be given by an intrinsic.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-languageextensions.html
 */
#include "intrinsics/evaluation_internal.h"

/* The transform goes by names of its development, too. */
static bool is_language_extensions(const struct node *name)
{
    return node_is_text(name, SLICE("AWS::LanguageExtensions")) ||
           node_is_text(name, SLICE("AWS::LanguageExtensionsDev")) ||
           node_is_text(name, SLICE("LanguageExtensionsDev"));
}

bool names_language_extensions(const struct node *root)
{
    const struct node *transform = map_get(root, K(Transform));

    LIST_EACH (transform, each)
        if (is_language_extensions(each.value)) return true;
    return is_language_extensions(transform);
}

/* Other transforms would see loops that they do not know. */
static void check_order(struct evaluation *e)
{
    LIST_EACH (map_get(e->root, K(Transform)), each)
        if (each.next > 1 && is_language_extensions(each.value))
            evaluation_error(e, each.value, INTRINSIC_TRANSFORM_ORDER,
                             "AWS::LanguageExtensions must be the first transform, because the "
                             "others do not know what it does.");
}

/* -- Structure ----------------------------------------------------------------------------------
 */

/* A section must be a map of maps; loops are lists. */
static void check_section(struct evaluation *e, const struct symbol *name, const char *what)
{
    const struct node *section = map_get(e->root, name);

    if (!node_is_map(section)) {
        evaluation_error(e, section ? section : e->root, INTRINSIC_SECTIONS,
                         "%s must be a map, but is %s.", name->text,
                         section ? node_kind_name(section) : "missing");
        return;
    }
    MAP_EACH (section, each) {
        const struct map_entry *function = is_intrinsic(each.value) ? map_single(each.value) : NULL;
        bool is_fit = node_is_map(each.value) && (!function || function->key == K(FnTransform) ||
                                                  function->key == K(Condition));
        if (is_fit || is_loop_key(each.key)) continue;
        evaluation_error(e, each.value, INTRINSIC_SECTIONS, "The %s %s must be a map, but is %s.",
                         what, each.key->text,
                         function ? function->key->text : node_kind_name(each.value));
    }
}

static bool check_structure(struct evaluation *e)
{
    if (!node_is_map(e->root)) {
        evaluation_error(e, e->root, INTRINSIC_SECTIONS,
                         "A template is a map with a Resources section, but this is %s.",
                         node_kind_name(e->root));
        return false;
    }
    check_order(e);
    check_section(e, K(Resources), "resource");
    if (map_has(e->root, K(Outputs))) check_section(e, K(Outputs), "output");
    if (!node_is_nothing(map_get(e->root, K(Conditions))) &&
        !node_is_map(map_get(e->root, K(Conditions))))
        evaluation_error(e, map_get(e->root, K(Conditions)), INTRINSIC_SECTIONS,
                         "Conditions must be a map, but is %s.",
                         node_kind_name(map_get(e->root, K(Conditions))));
    return e->findings->totals[SEVERITY_ERROR] == 0;
}

/* -- Resources and outputs ----------------------------------------------------------------------
 */

/* Whether a resource or output is known not to be made. */
static bool is_off(struct evaluation *e, const struct node *item)
{
    const struct node *condition = map_get(item, K(Condition));

    if (!node_is_string(condition)) return false;
    return truth_of_condition(e, condition, node_text(condition)) == TRUTH_FALSE;
}

/* A policy that is given by an intrinsic must become a text, or be one that CloudFormation knows
 * before it makes the resources. */
static void evaluate_policy(struct evaluation *e, struct node *resource, const struct symbol *name,
                            enum evaluation_rule rule)
{
    const struct node *given = map_get(resource, name);

    if (node_is_nothing(given) || node_is_string(given)) return;
    const struct node *value = evaluate_argument(e, given);
    bool open = is_deferred(value) && !is_known_too_late(e, value);
    if (node_is_string(value) || open)
        map_set(e->b, resource, name, value);
    else
        evaluation_error(e, given, rule, "%s must be a text, but is %s.", name->text,
                         is_no_value(value)    ? "AWS::NoValue"
                         : is_intrinsic(value) ? map_single(value)->key->text
                                               : node_kind_name(value));
}

/* Gives an entry its evaluated value in an owned copy of the map. */
static void set_entry(struct evaluation *e, struct node *copy, const struct map_entry *entry,
                      const struct node *value)
{
    if (is_dropped(e, entry->value, value))
        map_remove(e->b, copy, entry->key);
    else
        map_set(e->b, copy, entry->key, value);
}

/* The properties of a resource: one by one, when a loop may have made one of them. */
static const struct node *evaluate_properties(struct evaluation *e, const struct node *properties)
{
    bool from_loops = e->iterations && e->iterations->count;

    if (!from_loops || !node_is_map(properties) || is_intrinsic(properties))
        return evaluate(e, properties);
    struct node *copy = node_copy(e->b, properties);
    MAP_EACH (properties, each) {
        e->place.property = each.value;
        set_entry(e, copy, each.entry, evaluate(e, each.value));
    }
    e->place.property = NULL;
    return copy;
}

const struct node *evaluate_resource(void *context, const struct node *resource)
{
    struct evaluation *e = context;
    struct node *copy;

    if (!node_is_map(resource)) return resource;
    e->place.entry = resource;
    bool off = is_off(e, resource);
    e->tolerance += off;
    copy = node_copy(e->b, resource);
    evaluate_policy(e, copy, K(DeletionPolicy), INTRINSIC_DELETION_POLICY);
    evaluate_policy(e, copy, K(UpdateReplacePolicy), INTRINSIC_UPDATE_REPLACE_POLICY);
    e->drops_no_value = true;
    MAP_EACH (resource, each) {
        if (each.key == K(DeletionPolicy) || each.key == K(UpdateReplacePolicy)) continue;
        set_entry(e, copy, each.entry,
                  each.key == K(Properties) ? evaluate_properties(e, each.value)
                                            : evaluate(e, each.value));
    }
    e->drops_no_value = false;
    e->tolerance -= off;
    e->place.entry = NULL;
    return copy;
}

static const struct node *evaluate_output(void *context, const struct node *output)
{
    struct evaluation *e = context;
    e->place.entry = output;
    bool off = is_off(e, output);
    e->tolerance += off;
    const struct node *value = evaluate(e, output);
    if (is_no_value(map_get(value, K(Value))))
        evaluation_error(e, map_get(output, K(Value)), INTRINSIC_SECTIONS,
                         "The Value of an output must be a value, but is AWS::NoValue.");
    e->tolerance -= off;
    e->place.entry = NULL;
    return value;
}

/* -- The whole ----------------------------------------------------------------------------------
 */

static void set_section(struct evaluation *e, struct node *root, const struct symbol *name,
                        const struct node *section)
{
    if (section && map_has(root, name)) map_set(e->b, root, name, section);
}

const struct node *template_without_loops(const struct builder *builder,
                                          const struct evaluation_options *options,
                                          const struct node *root)
{
    struct evaluation e = {.b = builder,
                           .findings = findings_new(builder->arena),
                           .options = options,
                           .root = root,
                           .tolerance = 1};

    return expand_loops(&e, root);
}

const struct node *evaluate_template(const struct builder *builder, struct findings *findings,
                                     const struct evaluation_options *options,
                                     const struct node *root)
{
    struct table iterations = {0};
    struct evaluation e = {
        .b = builder,
        .findings = findings,
        .options = options,
        .root = root,
        .iterations = options->iterations ? options->iterations : &iterations,
    };

    if (!check_structure(&e)) return NULL;
    struct node *result = node_copy(builder, expand_loops(&e, root));
    if (findings->totals[SEVERITY_ERROR]) return NULL;
    set_section(&e, result, K(Conditions), evaluate_conditions(&e));
    if (findings->totals[SEVERITY_ERROR]) return NULL;
    set_section(
        &e, result, K(Resources),
        node_replace_children(builder, map_get(result, K(Resources)), evaluate_resource, &e));
    set_section(&e, result, K(Outputs),
                node_replace_children(builder, map_get(result, K(Outputs)), evaluate_output, &e));
    return findings->totals[SEVERITY_ERROR] ? NULL : result;
}
