/* The template as a whole: which sections there are, what kind each is, and how large they may be.
 * What the user wrote is looked at, not what became of it; only resources are counted afterwards.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
#include "base/limits.h"
#include "validator/shape.h"

enum { MOST_NAME = 255, MOST_DESCRIPTION = 1024, MOST_MAPPINGS = 200 };

/* Sections, and the rule that one breaks when it is no map. */
static const struct {
    const struct symbol *name;
    enum rule_name no_map;
    uint32_t most; /* entries; 0: as many as one likes */
    enum rule_name too_many, nearly;
} sections[] = {
    {K(Metadata), RULE_METADATA_KIND, 0, RULE_COUNT, RULE_COUNT},
    {K(Parameters), RULE_PARAMETER_SHAPE, 200, RULE_TOO_MANY_PARAMETERS, RULE_MANY_PARAMETERS},
    {K(Rules), RULE_RULES_SHAPE, 0, RULE_COUNT, RULE_COUNT},
    {K(Mappings), RULE_MAPPING_SHAPE, MOST_MAPPINGS, RULE_TOO_MANY_MAPPINGS, RULE_MANY_MAPPINGS},
    {K(Resources), RULE_RESOURCE_SHAPE, 500, RULE_TOO_MANY_RESOURCES, RULE_MANY_RESOURCES},
    {K(Outputs), RULE_OUTPUT_KIND, 200, RULE_TOO_MANY_OUTPUTS, RULE_MANY_OUTPUTS},
};

/* What a section is, is told by its own rule; that a key has nothing behind it, only for some. */
static const struct shape_key keys[] = {
    {K(AWSTemplateFormatVersion), SHAPE_ANY},
    {K(Description), SHAPE_ANY | SHAPE_NULL},
    {K(Metadata), SHAPE_ANY | SHAPE_NULL},
    {K(Parameters), SHAPE_ANY | SHAPE_NULL},
    {K(Rules), SHAPE_ANY},
    {K(Mappings), SHAPE_ANY | SHAPE_NULL},
    {K(Conditions), SHAPE_ANY},
    {K(Transform), SHAPE_ANY | SHAPE_NULL},
    {K(Resources), SHAPE_ANY | SHAPE_NULL},
    {K(Outputs), SHAPE_ANY | SHAPE_NULL},
    {K(FnTransform), SHAPE_ANY},
    {K(Globals), SHAPE_ANY}, /* the last: only in SAM templates */
};

bool names_sam_transform(const struct node *root)
{
    const struct node *transform = map_get(root, K(Transform));
    struct slice name = SLICE("AWS::Serverless-2016-10-31");

    LIST_EACH (transform, each)
        if (node_is_text(each.value, name)) return true;
    return node_is_text(transform, name);
}

static void check_conditions_kind(struct validation *v, const struct visit *visit,
                                  const struct node *root)
{
    const struct map_entry *entry = map_find(root, K(Conditions));

    if (entry && !is_intrinsic(entry->value) && !node_is_map(entry->value))
        report_intrinsic(v, visit, INTRINSIC_CONDITION_SHAPE, entry_span(entry),
                         "Conditions must be a map, but is %s.", node_kind_name(entry->value));
}

/* Whether more than nine tenths of what is possible are used up. */
static bool is_near(size_t count, size_t most)
{
    return count <= most && count * 10 > most * 9;
}

static void check_count(struct validation *v, const struct visit *visit,
                        const struct map_entry *entry, uint32_t count, uint32_t most,
                        enum rule_name too_many, enum rule_name nearly)
{
    if (count > most)
        report(v, visit, too_many, entry_span(entry),
               "The template has %u entries in %s; CloudFormation takes %u. Split the template "
               "into nested stacks.",
               count, entry->key->text, most);
    else if (is_near(count, most))
        report(v, visit, nearly, entry_span(entry),
               "The template has %u entries in %s, and CloudFormation takes %u. Split the template "
               "before it is full.",
               count, entry->key->text, most);
}

static void check_kinds(struct validation *v, const struct visit *visit, const struct node *root)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        const struct map_entry *entry = map_find(root, sections[i].name);
        if (!entry || is_intrinsic(entry->value)) continue;
        if (!node_is_map(entry->value))
            report(v, visit, sections[i].no_map, entry_span(entry), "%s must be a map, but is %s.",
                   entry->key->text, node_kind_name(entry->value));
        uint32_t count =
            map_count(entry->key == K(Resources) ? section_at(v, SECTION_RESOURCES) : entry->value);
        if (sections[i].most)
            check_count(v, visit, entry, count, sections[i].most, sections[i].too_many,
                        sections[i].nearly);
    }
}

static void check_description(struct validation *v, const struct visit *visit,
                              const struct node *root)
{
    const struct map_entry *entry = map_find(root, K(Description));

    if (!entry) return;
    if (!node_is_string(entry->value))
        report(v, visit, RULE_DESCRIPTION_KIND, entry_span(entry),
               "Description must be a text that is written out, but is %s.",
               is_intrinsic(entry->value) ? "an intrinsic function" : node_kind_name(entry->value));
    else if (node_text(entry->value).size > MOST_DESCRIPTION)
        report(
            v, visit, RULE_DESCRIPTION_SIZE, entry_span(entry),
            "Description has %zu bytes; CloudFormation takes %d. Shorten it, or write a comment.",
            node_text(entry->value).size, MOST_DESCRIPTION);
    else if (is_near(node_text(entry->value).size, MOST_DESCRIPTION))
        report(v, visit, RULE_DESCRIPTION_LONG, entry_span(entry),
               "Description has %zu bytes, and CloudFormation takes %d. There is little room left.",
               node_text(entry->value).size, MOST_DESCRIPTION);
}

static void check_size(struct validation *v, const struct visit *visit)
{
    size_t size = v->input->size;

    if (size > LIMIT_OUTPUT_BYTES)
        report(v, visit, RULE_TEMPLATE_SIZE, v->input->start,
               "The template has %zu bytes; CloudFormation takes up to %d. Split it into nested "
               "stacks.",
               size, LIMIT_OUTPUT_BYTES);
    else if (is_near(size, LIMIT_OUTPUT_BYTES))
        report(v, visit, RULE_TEMPLATE_LARGE, v->input->start,
               "The template has %zu bytes, and CloudFormation takes %d. Split it before it is too "
               "large.",
               size, LIMIT_OUTPUT_BYTES);
}

static void check_version(struct validation *v, const struct visit *visit, const struct node *root)
{
    const struct map_entry *entry = map_find(root, K(AWSTemplateFormatVersion));

    if (entry && !node_is_text(entry->value, SLICE("2010-09-09")))
        report_intrinsic(
            v, visit, INTRINSIC_SECTIONS, entry_span(entry),
            "AWSTemplateFormatVersion must be \"2010-09-09\", the only version there is.");
}

static void check_transform_map(struct validation *v, const struct visit *visit,
                                const struct node *transform, struct span span)
{
    static const struct shape_key transform_keys[] = {{K(Name), SHAPE_TEXT},
                                                      {K(Parameters), SHAPE_MAP}};

    check_shape(v, visit, transform, "Transform", transform_keys, 2,
                (struct shape_rules){intrinsic_rule_row(INTRINSIC_TRANSFORM_ORDER),
                                     intrinsic_rule_row(INTRINSIC_TRANSFORM_ORDER)});
    if (!map_has(transform, K(Name)))
        report_intrinsic(
            v, visit, INTRINSIC_TRANSFORM_ORDER, span,
            "A transform needs a Name, as in {Name: AWS::Include, Parameters: {...}}.");
}

static void check_transform(struct validation *v, const struct visit *visit,
                            const struct node *root)
{
    const struct map_entry *entry = map_find(root, K(Transform));

    if (!entry) return;
    if (node_is_map(entry->value)) {
        check_transform_map(v, visit, entry->value, entry_span(entry));
    } else if (!node_is_string(entry->value) && !node_is_list(entry->value)) {
        report_intrinsic(
            v, visit, INTRINSIC_TRANSFORM_ORDER, entry_span(entry),
            "Transform must be the name of a macro or a list of such names, but is %s.",
            node_kind_name(entry->value));
    }
    LIST_EACH (entry->value, each) {
        if (node_is_map(each.value))
            check_transform_map(v, visit, each.value, node_span(each.value));
        else if (!node_is_string(each.value))
            report_intrinsic(v, visit, INTRINSIC_TRANSFORM_ORDER, node_span(each.value),
                             "An item of Transform must be the name of a macro, but is %s.",
                             node_kind_name(each.value));
    }
}

void check_template(struct validation *v, const struct visit *visit)
{
    const struct node *root = v->input->source;
    size_t count = sizeof keys / sizeof *keys;

    check_shape(v, visit, root, "A template", keys, names_sam_transform(root) ? count : count - 1,
                (struct shape_rules){intrinsic_rule_row(INTRINSIC_SECTIONS),
                                     intrinsic_rule_row(INTRINSIC_SECTIONS)});
    if (node_is_nothing(map_get(root, K(Resources))) && !map_has(root, K(FnTransform)) &&
        !v->is_open)
        report_intrinsic(v, visit, INTRINSIC_SECTIONS, node_span(root),
                         "The template has no Resources section, which it needs.");
    check_size(v, visit);
    check_version(v, visit, root);
    check_kinds(v, visit, root);
    check_conditions_kind(v, visit, root);
    check_description(v, visit, root);
    check_transform(v, visit, root);
}

/* -- Names --------------------------------------------------------------------------------------
 */

static void check_name(struct validation *v, const struct visit *visit, const char *what,
                       enum rule_name rule, enum rule_name too_long, enum rule_name is_long)
{
    struct slice name = entry_key(visit->entry);

    if (!is_alphanumeric_name(name))
        report(v, visit, rule, entry_span(visit->entry),
               "The name of %s may hold letters and digits only, but '%.*s' has others. Rename it.",
               what, SLICE_ARG(name));
    if (name.size > MOST_NAME)
        report(v, visit, too_long, entry_span(visit->entry),
               "The name of %s has %zu characters; CloudFormation takes %d. Shorten it.", what,
               name.size, MOST_NAME);
    else if (is_near(name.size, MOST_NAME))
        report(v, visit, is_long, entry_span(visit->entry),
               "The name of %s has %zu characters, and CloudFormation takes %d. A shorter one is "
               "easier to work with.",
               what, name.size, MOST_NAME);
}

void check_parameter_name(struct validation *v, const struct visit *visit)
{
    check_name(v, visit, "a parameter", RULE_PARAMETER_SHAPE, RULE_PARAMETER_NAME_SIZE,
               RULE_PARAMETER_NAME_LONG);
    if (map_has(section_at(v, SECTION_RESOURCES), visit->entry->key))
        report(v, visit, RULE_SHARED_NAME,
               entry_span(map_find(section_at(v, SECTION_RESOURCES), visit->entry->key)),
               "%s is the name of a parameter, too, so Ref could mean both. Rename one of them.",
               visit->entry->key->text);
}

void check_resource_name(struct validation *v, const struct visit *visit)
{
    if (visit->entry->key == K(FnTransform)) return;
    check_name(v, visit, "a resource", RULE_RESOURCE_SHAPE, RULE_RESOURCE_SHAPE,
               RULE_RESOURCE_NAME_LONG);
}

void check_output_name(struct validation *v, const struct visit *visit)
{
    check_name(v, visit, "an output", RULE_OUTPUT_SHAPE, RULE_OUTPUT_NAME_SIZE,
               RULE_OUTPUT_NAME_LONG);
}

/* Conditions may have the names that AWS's own tools generate, too. */
void check_condition_name(struct validation *v, const struct visit *visit)
{
    struct slice name = entry_key(visit->entry);
    bool good = name.size > 0 && name.size <= MOST_NAME;

    for (size_t i = 0; i < name.size; i++)
        good &=
            strchr("&_", name.text[i]) || is_alphanumeric_name((struct slice){&name.text[i], 1});
    if (!good)
        report_intrinsic(v, visit, INTRINSIC_CONDITION_SHAPE, entry_span(visit->entry),
                         "The name of a condition may hold up to 255 letters and digits, but "
                         "'%.*s' is not such a name. Rename it.",
                         SLICE_ARG(name));
}

/* -- Mappings -----------------------------------------------------------------------------------
 */

static bool is_mapping_key(struct slice name, const char *others)
{
    for (size_t i = 0; i < name.size; i++)
        if (!strchr(others, name.text[i]) &&
            !is_alphanumeric_name((struct slice){&name.text[i], 1}))
            return false;
    return name.size > 0;
}

static void check_mapping_key(struct validation *v, const struct visit *visit,
                              const struct map_entry *entry, const char *others)
{
    if (entry->key != K(FnTransform) && !is_mapping_key(entry_key(entry), others))
        report(v, visit, RULE_MAPPING_SHAPE, entry_span(entry),
               "The key '%s' of a mapping holds other characters than letters%s. Rename it.",
               entry->key->text, *others ? ", digits, '-' and '.'" : " and digits");
}

static void check_mapping_row(struct validation *v, const struct visit *visit,
                              const struct node *row)
{
    MAP_EACH (row, each) {
        check_mapping_key(v, visit, each.entry, "");
        if (each.key == K(FnTransform)) continue;
        if (!shape_is(each.value, SHAPE_TEXT | SHAPE_NUMBER | SHAPE_BOOL | SHAPE_LIST))
            report(v, visit, RULE_MAPPING_SHAPE, entry_span(each.entry),
                   "A mapping holds texts, numbers and lists of them; %s is %s.", each.key->text,
                   is_intrinsic(each.value) ? "an intrinsic function" : node_kind_name(each.value));
    }
}

void check_mapping(struct validation *v, const struct visit *visit)
{
    if (visit->entry->key == K(FnTransform)) return;
    check_name(v, visit, "a mapping", RULE_MAPPING_SHAPE, RULE_MAPPING_NAME_SIZE,
               RULE_MAPPING_NAME_LONG);
    if (!map_count(visit->node))
        report(v, visit, RULE_MAPPING_SHAPE, entry_span(visit->entry),
               "A mapping is a map of maps, with at least one entry; %s is %s.",
               visit->entry->key->text,
               node_is_map(visit->node) ? "empty" : node_kind_name(visit->node));
    check_count(v, visit, visit->entry, map_count(visit->node), MOST_MAPPINGS,
                RULE_TOO_MANY_MAPPINGS, RULE_MANY_MAPPINGS);
    MAP_EACH (visit->node, each) {
        check_mapping_key(v, visit, each.entry, "-.");
        if (each.key == K(FnTransform)) continue;
        if (!map_count(each.value))
            report(v, visit, RULE_MAPPING_SHAPE, entry_span(each.entry),
                   "An entry of a mapping is a map with at least one key; %s is %s.",
                   each.key->text, node_is_map(each.value) ? "empty" : node_kind_name(each.value));
        check_mapping_row(v, visit, each.value);
        check_count(v, visit, each.entry, map_count(each.value), MOST_MAPPINGS,
                    RULE_TOO_MANY_MAPPINGS, RULE_MANY_MAPPINGS);
    }
}

/* -- Rules --------------------------------------------------------------------------------------
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */

static void check_truth(struct validation *v, const struct visit *visit,
                        const struct map_entry *entry, enum rule_name rule)
{
    static const char *const functions[] = {
        "Fn::And",          "Fn::Contains", "Fn::EachMemberEquals",
        "Fn::EachMemberIn", "Fn::Equals",   "Fn::Not",
        "Fn::Or",           "Fn::RefAll",   "Fn::ValueOf",
        "Fn::ValueOfAll",   "Fn::Transform"};
    bool good = !entry || (shape_is(entry->value, SHAPE_BOOL) && !is_intrinsic(entry->value));

    for (size_t i = 0; !good && i < sizeof functions / sizeof *functions; i++)
        good = is_intrinsic(entry->value) &&
               slice_eq(entry_key(map_single(entry->value)), slice_of(functions[i]));
    if (!good)
        report(v, visit, rule, entry_span(entry),
               "%s must be a function that is true or false, such as Fn::Equals, but is %s.",
               entry->key->text,
               is_intrinsic(entry->value) ? map_single(entry->value)->key->text
                                          : node_kind_name(entry->value));
}

static void check_assertion(struct validation *v, const struct visit *visit,
                            const struct node *assertion)
{
    const struct map_entry *description = map_find(assertion, K(AssertDescription));

    if (!node_is_map(assertion)) {
        report(v, visit, RULE_RULES_SHAPE, node_span(assertion),
               "An assertion is a map with Assert, which tells what must be true, but this is %s.",
               node_kind_name(assertion));
        return;
    }
    if (description && !shape_is(description->value, SHAPE_TEXT))
        report(v, visit, RULE_ASSERTION_SHAPE, entry_span(description),
               "AssertDescription must be a text, but is %s.", node_kind_name(description->value));
    if (!map_has(assertion, K(Assert)))
        report(v, visit, RULE_ASSERTION_SHAPE, node_span(assertion),
               "An assertion is a map with Assert, which tells what must be true.");
    check_truth(v, visit, map_find(assertion, K(Assert)), RULE_ASSERTION_SHAPE);
}

/* What else a rule has is let pass: nobody documents that CloudFormation refuses it. */
void check_rule(struct validation *v, const struct visit *visit)
{
    const struct map_entry *assertions = map_find(visit->node, K(Assertions));

    if (visit->entry->key == K(FnTransform)) return;
    if (!assertions || !node_is_list(assertions->value))
        report(v, visit, RULE_RULES_SHAPE, entry_span(assertions ? assertions : visit->entry),
               "The rule %s needs Assertions, a list of what must be true.",
               visit->entry->key->text);
    check_truth(v, visit, map_find(visit->node, K(RuleCondition)), RULE_RULE_CONDITION);
    LIST_EACH (map_get(visit->node, K(Assertions)), each)
        check_assertion(v, visit, each.value);
}

/* -- SAM without its transform ------------------------------------------------------------------
 */

void check_sam_without_transform(struct validation *v, const struct visit *visit)
{
    const struct map_entry *type = map_find(visit->node, K(Type));

    if (v->is_sam || v->is_open || (visit->node->flags & NODE_GENERATED)) return;
    report(v, visit, RULE_SAM_WITHOUT_TRANSFORM, entry_span(type),
           "%.*s is a type of SAM, but the template does not name its transform. Add the line "
           "\"Transform: AWS::Serverless-2016-10-31\" at the top of the template.",
           SLICE_ARG(node_text(type->value)));
}
