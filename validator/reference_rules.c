/* Names that do not exist: of resources, parameters, conditions. What a macro, or the transform had
 * it not refused the template, may have made is let pass.
 */
#include "base/nearest.h"
#include "spec/regions.h"
#include "spec/resource_types.h"
#include "validator/engine_internal.h"

/* The most attributes that a message lists. */
enum { MOST_ATTRIBUTES_TOLD = 8 };

bool is_pseudo_parameter(struct slice name)
{
    static const char *const names[] = {
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition",
        "AWS::Region",    "AWS::StackId", "AWS::StackName",        "AWS::URLSuffix",
    };

    if (!slice_starts(name, SLICE("AWS::"))) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq(name, slice_of(names[i]))) return true;
    return false;
}

/* " Did you mean NAME?", when one of `section` is near; else nothing. */
static struct slice hint(const struct validation *v, const struct symbol *name,
                         const struct node *section, const struct node *other)
{
    struct nearest nearest = nearest_for(v->findings, symbol_slice(name));

    if (nearest.distance == 0) return SLICE(""); /* saves the way through a large section */
    MAP_EACH (section, each)
        nearest_try(&nearest, symbol_slice(each.key));
    MAP_EACH (other, each)
        nearest_try(&nearest, symbol_slice(each.key));
    if (!nearest.found.text) return SLICE("");
    return CONCAT(v->b->arena, SLICE(" Did you mean "), nearest.found, SLICE("?"));
}

static struct slice attribute_of(const struct reference *reference)
{
    return (struct slice){reference->attribute, reference->attribute_size};
}

/* The visit that a finding about a reference belongs to. */
static struct visit visit_of(const struct reference *reference)
{
    return (struct visit){.section = (enum section)reference->section, .owner = reference->owner};
}

/* Whether the reference is (a part of) the Value of an output. */
static bool is_output_value(const struct reference *reference)
{
    return reference->section == SECTION_OUTPUTS && reference->part == N_Value;
}

/* The rule for what cannot be found: in an output, that of its Value; for an attribute, or a name
 * in Fn::Sub, that of the outermost function around it, which fails with it; else `rule`. */
static const struct rule *rule_of_missing(const struct reference *reference,
                                          enum evaluation_rule rule)
{
    bool is_inside = reference->section == SECTION_RESOURCES && rule != INTRINSIC_REF;

    if (is_output_value(reference)) return rule_row(RULE_OUTPUT_VALUE);
    return intrinsic_rule_row(is_inside ? rule_of_function(&known_names[reference->outer], rule)
                                        : rule);
}

static void report_missing(struct validation *v, const struct reference *reference,
                           enum evaluation_rule rule, struct span span, struct slice message)
{
    struct visit visit = visit_of(reference);

    report_row(v, &visit, rule_of_missing(reference, rule), span, "%.*s", SLICE_ARG(message));
}

/* Whether there is a resource of that name that can be referred to: one without a Type is none. */
static bool is_resource(const struct resource *resource)
{
    return resource && resource->type->name;
}

static void check_ref(struct validation *v, const struct reference *reference,
                      const struct resource *resource)
{
    const struct node *parameters = section_at(v, SECTION_PARAMETERS);
    const struct node *resources = section_at(v, SECTION_RESOURCES);
    bool early = reference->section == SECTION_CONDITIONS || reference->section == SECTION_RULES;
    const char *where = reference->is_in_sub ? "Fn::Sub" : "Ref";
    enum evaluation_rule rule = reference->is_in_sub ? INTRINSIC_SUB : INTRINSIC_REF;
    const struct symbol *name = reference->name;
    bool is_there = is_resource(resource);

    if (is_there && !early) return;
    if (is_pseudo_parameter(symbol_slice(name)) || declared_parameter(v, name)) return;
    if (is_there) {
        report_missing(v, reference, rule, reference->span,
                       slice_printf(v->b->arena,
                                    "%s here names the resource %s, but conditions are decided "
                                    "before there are resources. Use a parameter.",
                                    where, name->text));
        return;
    }
    if (may_be_generated(v, name)) return;
    struct slice meant = hint(v, name, parameters, early ? NULL : resources);
    report_missing(v, reference, rule, reference->span,
                   slice_printf(v->b->arena,
                                "%s names %s, which is neither a parameter nor a resource of this "
                                "template.%.*s",
                                where, name->text, SLICE_ARG(meant)));
}

/* What else an attribute may be meant to be: " Did you mean Arn?", or all there are, if they are
 * few. */
static struct slice hint_of_attribute(const struct validation *v, const struct resource_type *type,
                                      struct slice attribute)
{
    struct nearest nearest = nearest_for(v->findings, attribute);
    struct buffer all = buffer_new(v->b->arena);
    const struct value_spec *value;
    struct slice name;
    size_t count = 0;

    for (; resource_type_attribute_at(type, count, &name, &value); count++) {
        nearest_try(&nearest, name);
        if (count < MOST_ATTRIBUTES_TOLD)
            buffer_printf(&all, "%s%.*s", count ? ", " : " It has ", SLICE_ARG(name));
    }
    if (nearest.found.text)
        return CONCAT(v->b->arena, SLICE(" Did you mean "), nearest.found, SLICE("?"));
    if (count == 0) return SLICE(" It has none; Ref gives what identifies it.");
    buffer_add(&all, count > MOST_ATTRIBUTES_TOLD ? SLICE(" and others.") : SLICE("."));
    return buffer_slice(&all);
}

static void check_attribute(struct validation *v, const struct reference *reference,
                            const struct named_type *named)
{
    struct slice name = symbol_slice(named->name);
    const struct resource_type *type = named->known;
    const char *where = reference->is_in_sub ? "Fn::Sub" : "Fn::GetAtt";

    if (!type || slice_eq(resource_type_name(type), SLICE("Module"))) return;
    if (!reference->attribute_size) return;
    if (resource_type_attribute(type, attribute_of(reference))) return;
    struct slice meant = hint_of_attribute(v, type, attribute_of(reference));
    report_missing(v, reference, reference->is_in_sub ? INTRINSIC_SUB : INTRINSIC_GET_ATT,
                   reference->attribute_span,
                   slice_printf(v->b->arena,
                                "%s asks for %.*s of %s, but %.*s has no such attribute.%.*s",
                                where, SLICE_ARG(attribute_of(reference)), reference->name->text,
                                SLICE_ARG(name), SLICE_ARG(meant)));
}

static void check_get_att(struct validation *v, const struct reference *reference,
                          const struct resource *resource)
{
    const struct node *resources = section_at(v, SECTION_RESOURCES);
    const char *where = reference->is_in_sub ? "Fn::Sub" : "Fn::GetAtt";
    const struct symbol *name = reference->name;

    if (is_resource(resource)) {
        check_attribute(v, reference, resource->type);
        return;
    }
    if (may_be_generated(v, name)) return;
    struct slice meant = hint(v, name, resources, NULL);
    report_missing(
        v, reference, reference->is_in_sub ? INTRINSIC_SUB : INTRINSIC_GET_ATT, reference->span,
        slice_printf(v->b->arena,
                     "%s asks for %.*s of %s, but the template has no resource of that "
                     "name.%.*s",
                     where, SLICE_ARG(attribute_of(reference)), name->text, SLICE_ARG(meant)));
}

/* Whether `reference` may be used where the resource that it names is not made. */
static bool may_be_absent(const struct validation *v, const struct reference *reference,
                          const struct resource *resource)
{
    const struct scenario *made = resource ? resource->scenario : NULL;

    return made && scenario_implies(v->conditions, reference->scenario, made) == ANSWER_NO;
}

static void check_presence(struct validation *v, const struct reference *reference,
                           const struct resource *resource)
{
    struct visit visit = visit_of(reference);

    if (reference->section < SECTION_RESOURCES || !may_be_absent(v, reference, resource)) return;
    report(
        v, &visit, RULE_MAY_BE_ABSENT, reference->value_span,
        "%s is made only when the condition %.*s holds, but it is referred to here in other "
        "cases, too, which will fail then. Use Fn::If with that condition, or give both the same "
        "Condition.",
        reference->name->text, SLICE_ARG(node_text(map_get(resource->entry->value, K(Condition)))));
}

static void check_depends_on(struct validation *v, const struct reference *reference,
                             const struct resource *resource)
{
    const struct node *resources = section_at(v, SECTION_RESOURCES);
    struct visit visit = visit_of(reference);
    const struct symbol *name = reference->name;

    if (reference->owner->key == name) {
        report(v, &visit, RULE_DEPENDS_ON, reference->span,
               "%s depends on itself by DependsOn. Remove that.", name->text);
    } else if (!resource && !may_be_generated(v, name)) {
        struct slice meant = hint(v, name, resources, NULL);
        report(v, &visit, RULE_DEPENDS_ON, reference->span,
               "DependsOn names %s, but the template has no resource of that name.%.*s", name->text,
               SLICE_ARG(meant));
    } else if (may_be_absent(v, reference, resource)) {
        report(v, &visit, RULE_DEPENDS_ON, reference->span,
               "DependsOn names %s, which is made only when the condition %.*s holds, while this "
               "resource may be made without. Give both the same Condition.",
               name->text, SLICE_ARG(node_text(map_get(resource->entry->value, K(Condition)))));
    }
}

/* Those in Fn::If and in Conditions are found by evaluation. */
static void check_condition(struct validation *v, const struct reference *reference,
                            const struct resource *resource)
{
    const struct node *conditions = section_at(v, SECTION_CONDITIONS);
    struct visit visit = visit_of(reference);

    (void)resource;
    if (reference->has_part || reference->section == SECTION_CONDITIONS) return;
    if (map_has(conditions, reference->name) || v->is_open) return;
    struct slice meant = hint(v, reference->name, conditions, NULL);
    report(v, &visit,
           reference->section == SECTION_OUTPUTS ? RULE_OUTPUT_CONDITION : RULE_RESOURCE_CONDITION,
           reference->span, "There is no condition %s in Conditions.%.*s", reference->name->text,
           SLICE_ARG(meant));
}

void check_references(struct validation *v, const struct visit *visit)
{
    static void (*const check[])(struct validation *, const struct reference *,
                                 const struct resource *) = {
        [REFERENCE_REF] = check_ref,
        [REFERENCE_GET_ATT] = check_get_att,
        [REFERENCE_DEPENDS_ON] = check_depends_on,
        [REFERENCE_CONDITION] = check_condition,
        [REFERENCE_MAPPING] = NULL, /* found by evaluation */
    };

    (void)visit;
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        const struct resource *resource = reference->resource;
        if (check[reference->kind]) check[reference->kind](v, reference, resource);
        if (reference->kind < REFERENCE_DEPENDS_ON) check_presence(v, reference, resource);
    }
}
