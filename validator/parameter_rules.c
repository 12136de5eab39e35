/* Parameters: their attributes, types and Defaults.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
#include "intrinsics/parameter_check.h"
#include "validator/shape.h"

/* First those of all but numbers, last those of numbers. */
static const struct shape_key attributes[] = {
    {K(AllowedPattern), SHAPE_TEXT},
    {K(MaxLength), SHAPE_WHOLE},
    {K(MinLength), SHAPE_WHOLE},
    {K(Type), SHAPE_TEXT},
    {K(Default), SHAPE_TEXT},
    {K(AllowedValues), SHAPE_LIST},
    {K(ConstraintDescription), SHAPE_TEXT},
    {K(Description), SHAPE_TEXT},
    {K(NoEcho), SHAPE_BOOL},
    {K(MaxValue), SHAPE_NUMBER},
    {K(MinValue), SHAPE_NUMBER},
};

enum { OF_TEXTS = 3, OF_NUMBERS = 2 };

/* What may stand alone, in List<> and in AWS::SSM::Parameter::Value<>. */
static const char *const aws_types[] = {
    "AWS::EC2::AvailabilityZone::Name",
    "AWS::EC2::Image::Id",
    "AWS::EC2::Instance::Id",
    "AWS::EC2::KeyPair::KeyName",
    "AWS::EC2::SecurityGroup::GroupName",
    "AWS::EC2::SecurityGroup::Id",
    "AWS::EC2::Subnet::Id",
    "AWS::EC2::VPC::Id",
    "AWS::EC2::Volume::Id",
    "AWS::Route53::HostedZone::Id",
};

static bool is_aws_type(struct slice type)
{
    for (size_t i = 0; i < sizeof aws_types / sizeof *aws_types; i++)
        if (slice_eq(type, slice_of(aws_types[i]))) return true;
    return false;
}

/* -- Types --------------------------------------------------------------------------------------
 */

/* What stands in "PREFIX<...>"; false when the type is not of that form. */
static bool inside(struct slice type, struct slice prefix, struct slice *inner)
{
    if (!slice_starts(type, prefix) || type.text[type.size - 1] != '>') return false;
    *inner = slice_first(slice_from(type, prefix.size), type.size - prefix.size - 1);
    return true;
}

static bool is_list_type(struct slice type)
{
    struct slice inner;

    if (slice_eq(type, SLICE("CommaDelimitedList"))) return true;
    return inside(type, SLICE("List<"), &inner) &&
           (slice_eq(inner, SLICE("Number")) || slice_eq(inner, SLICE("String")) ||
            is_aws_type(inner));
}

static bool is_value_type(struct slice type)
{
    return slice_eq(type, SLICE("String")) || is_list_type(type) || is_aws_type(type);
}

enum gift gift_of_type(struct slice type)
{
    struct slice inner;

    if (inside(type, SLICE("AWS::SSM::Parameter::Value<"), &inner))
        return inside(inner, SLICE("List<"), &inner) || is_list_type(inner) ? GIVES_LIST
               : is_value_type(inner)                                       ? GIVES_TEXT
                                                                            : GIVES_NOTHING;
    if (inside(type, SLICE("List<"), &inner) || is_list_type(type)) return GIVES_LIST;
    return is_value_type(type) || slice_eq(type, SLICE("Number")) ||
                   slice_eq(type, SLICE("AWS::SSM::Parameter::Name"))
               ? GIVES_TEXT
               : GIVES_NOTHING;
}

const struct node *declared_parameter(const struct validation *v, const struct symbol *name)
{
    const struct node *parameter = map_get(section_at(v, SECTION_PARAMETERS), name);

    return node_is_string(map_get(parameter, K(Type))) ? parameter : NULL;
}

static void check_type(struct validation *v, const struct visit *visit,
                       const struct map_entry *entry)
{
    struct slice type = node_text(entry->value), inner;

    if (!node_is_string(entry->value) || is_value_type(type) || slice_eq(type, SLICE("Number")) ||
        slice_eq(type, SLICE("AWS::SSM::Parameter::Name")))
        return;
    if (inside(type, SLICE("List<"), &inner))
        report(v, visit, RULE_PARAMETER_STORED_TYPE, entry_span(entry),
               "CloudFormation does not document the type %.*s for items of lists, so they are not "
               "checked before the deployment.",
               SLICE_ARG(inner));
    else if (!inside(type, SLICE("AWS::SSM::Parameter::Value<"), &inner))
        report(v, visit, RULE_PARAMETER_TYPE, entry_span(entry),
               "There is no parameter type %.*s. Common ones are String, Number and "
               "CommaDelimitedList.",
               SLICE_ARG(type));
    else if (!is_value_type(inner))
        report(v, visit, RULE_PARAMETER_STORED_TYPE, entry_span(entry),
               "CloudFormation does not document the type %.*s for values of Systems Manager, so "
               "they are not checked before the deployment.",
               SLICE_ARG(inner));
}

static void check_pattern(struct validation *v, const struct visit *visit,
                          const struct parameter_problem *problem, const struct map_entry *entry)
{
    report(v, visit, problem->in_doubt ? RULE_PARAMETER_PATTERN : RULE_PARAMETER_DEFAULT,
           entry_span(entry), "The Default of %s cannot be checked: %.*s", visit->entry->key->text,
           SLICE_ARG(problem->why));
}

static void check_default(struct validation *v, const struct visit *visit)
{
    struct parameter_checker checker = {.builder = v->b};
    struct parameter_problem problems[PARAMETER_PROBLEMS];
    const struct map_entry *entry = map_find(visit->node, K(Default));

    if (!entry || !shape_is(entry->value, SHAPE_TEXT) || parameter_is_stored(visit->node)) return;
    struct slice text = node_is(entry->value, NODE_BOOL)
                            ? entry->value->truth ? SLICE("true") : SLICE("false")
                            : node_text(entry->value);
    size_t count = parameter_check(&checker, visit->node, text, problems);
    for (size_t i = 0; i < count; i++) {
        if (problems[i].in_doubt)
            check_pattern(v, visit, &problems[i], map_find(visit->node, K(AllowedPattern)));
        else
            report(v, visit, RULE_PARAMETER_DEFAULT, entry_span(entry),
                   "The Default of %s is no value for it: %.*s", visit->entry->key->text,
                   SLICE_ARG(problems[i].why));
    }
}

void check_parameter(struct validation *v, const struct visit *visit)
{
    const struct map_entry *type = map_find(visit->node, K(Type));

    if (!node_is_map(visit->node)) {
        report(v, visit, RULE_PARAMETER_SHAPE, entry_span(visit->entry),
               "A parameter is a map with a Type; %s is %s.", visit->entry->key->text,
               node_kind_name(visit->node));
        return;
    }
    LIST_EACH (map_get(visit->node, K(AllowedValues)), each)
        if (!shape_is(each.value, SHAPE_TEXT))
            report(v, visit, RULE_PARAMETER_SHAPE, node_span(each.value),
                   "AllowedValues lists texts and numbers, but this is %s.",
                   node_kind_name(each.value));
    if (!type || node_is_nothing(type->value))
        report(v, visit, RULE_PARAMETER_SHAPE, entry_span(visit->entry),
               "The parameter %s needs a Type, such as String.", visit->entry->key->text);
    size_t count = sizeof attributes / sizeof *attributes;
    bool is_number = type && node_is_text(type->value, SLICE("Number"));
    check_shape(
        v, visit, visit->node,
        is_number ? "A parameter of type Number" : "A parameter of this type",
        attributes + (is_number ? OF_TEXTS : 0), count - (is_number ? OF_TEXTS : OF_NUMBERS),
        (struct shape_rules){rule_row(RULE_PARAMETER_SHAPE), rule_row(RULE_PARAMETER_SHAPE)});
    if (!type) return;
    check_type(v, visit, type);
    check_default(v, visit);
}

/* -- Secrets ------------------------------------------------------------------------------------
 */

static bool has_secret(const struct validation *v)
{
    MAP_EACH (section_at(v, SECTION_PARAMETERS), each)
        if (parameter_is_secret(each.value)) return true;
    return false;
}

void check_secrets(struct validation *v, const struct visit *visit)
{
    (void)visit;
    if (!has_secret(v)) return;
    REFERENCES_EACH(v, each)
    {
        const struct reference *reference = each.at;
        const struct node *parameter = map_get(section_at(v, SECTION_PARAMETERS), reference->name);
        struct visit at = {.section = (enum section)reference->section, .owner = reference->owner};
        bool is_output = reference->section == SECTION_OUTPUTS;
        if (reference->kind != REFERENCE_REF || !parameter || !parameter_is_secret(parameter))
            continue;
        if (is_output || (reference->section == SECTION_RESOURCES && reference->part == N_Metadata))
            report(v, &at, RULE_SECRET_SHOWN, reference->span,
                   "%s is not to be shown (NoEcho), but CloudFormation shows what stands in %s. "
                   "Leave it out there.",
                   reference->name->text, is_output ? "Outputs" : "Metadata");
    }
}
