/* Whether what a function gives can be taken where it stands: as an argument of another one, or as
 * the value of a property. Evaluation finds what is wrong with arguments that are known; here the
 * kind is held against the place, which is known of most functions before their value is: a text,
 * or a list. What may be either is let pass.
 */
#include "spec/regions.h"
#include "spec/resource_types.h"
#include "validator/engine_internal.h"

/* -- What functions give ------------------------------------------------------------------------
 */

static enum gift gift_of_ref(const struct validation *v, struct slice name)
{
    const struct node *parameter = declared_parameter(v, symbol_of(v->b->symbols, name));

    if (slice_eq(name, SLICE("AWS::NotificationARNs"))) return GIVES_LIST;
    if (slice_eq(name, SLICE("AWS::NoValue"))) return GIVES_ANYTHING;
    return is_pseudo_parameter(name) ? GIVES_TEXT
           : parameter               ? gift_of_type(node_text(map_get(parameter, K(Type))))
                                     : GIVES_ANYTHING;
}

static enum gift gift_of_attribute(const struct validation *v, struct slice id,
                                   struct slice attribute)
{
    const struct node *resource = resource_of(v, symbol_of(v->b->symbols, id));
    const struct resource_type *type = known_type_of(v, node_text(map_get(resource, K(Type))));
    const struct value_spec *spec = type ? resource_type_attribute(type, attribute) : NULL;
    unsigned kinds = spec ? value_spec_kinds(spec) : 0;

    if (kinds == VALUE_ARRAY) return GIVES_LIST;
    return kinds && !(kinds & ~(unsigned)(VALUE_STRING | VALUE_INTEGER | VALUE_NUMBER))
               ? GIVES_TEXT
               : GIVES_ANYTHING;
}

/* "Id" or "Id.Attribute", as in Fn::Sub and Fn::GetAtt. */
static enum gift gift_of_name(const struct validation *v, struct slice name)
{
    size_t dot = slice_find(name, '.');

    if (dot == name.size) return gift_of_ref(v, name);
    return gift_of_attribute(v, slice_first(name, dot), slice_from(name, dot + 1));
}

static enum gift gift_of_get_att(const struct validation *v, const struct node *argument)
{
    const struct node *id = list_at(argument, 0), *attribute = list_at(argument, 1);

    if (node_is_string(argument)) return gift_of_name(v, node_text(argument));
    if (!node_is_string(id) || !node_is_string(attribute)) return GIVES_ANYTHING;
    return gift_of_attribute(v, node_text(id), node_text(attribute));
}

static enum gift gift_of(const struct validation *v, const struct node *function)
{
    static const struct {
        const struct symbol *key;
        enum gift gift;
    } gifts[] = {
        {K(FnBase64), GIVES_TEXT},         {K(FnCidr), GIVES_LIST}, {K(FnGetAZs), GIVES_LIST},
        {K(FnGetStackOutput), GIVES_TEXT}, {K(FnJoin), GIVES_TEXT}, {K(FnImportValue), GIVES_TEXT},
        {K(FnSplit), GIVES_LIST},          {K(FnSub), GIVES_TEXT},  {K(FnToJsonString), GIVES_TEXT},
    };
    const struct map_entry *entry = map_single(function);

    if (entry->key == K(Ref) && node_is_string(entry->value))
        return gift_of_ref(v, node_text(entry->value));
    if (entry->key == K(FnGetAtt)) return gift_of_get_att(v, entry->value);
    for (size_t i = 0; i < sizeof gifts / sizeof *gifts; i++)
        if (gifts[i].key == entry->key) return gifts[i].gift;
    return GIVES_ANYTHING;
}

/* -- Arguments ----------------------------------------------------------------------------------
 */

enum { WHOLE = -1, VARIABLES = -2 };

/* What a function takes. */
static const struct parameter {
    const struct symbol *function;
    int index;  /* of the argument; WHOLE: the only one; VARIABLES: the values of Fn::Sub */
    bool list;  /* it is a list, of texts */
    size_t few; /* functions that may stand there; 0: any; all of them with
                   AWS::LanguageExtensions */
    const struct symbol *allowed[8];
} parameters[] = {
    {K(FnBase64), WHOLE, false, 0, {NULL}},
    {K(FnCidr),
     0,
     false,
     7,
     {K(FnFindInMap), K(FnGetAtt), K(FnIf), K(FnImportValue), K(FnSelect), K(FnSub), K(Ref)}},
    {K(FnFindInMap), 0, false, 2, {K(FnFindInMap), K(Ref)}},
    {K(FnFindInMap), 1, false, 2, {K(FnFindInMap), K(Ref)}},
    {K(FnFindInMap), 2, false, 2, {K(FnFindInMap), K(Ref)}},
    {K(FnGetAZs), WHOLE, false, 1, {K(Ref)}},
    {K(FnImportValue),
     WHOLE,
     false,
     8,
     {K(FnBase64), K(FnFindInMap), K(FnIf), K(FnJoin), K(FnSelect), K(FnSub), K(Ref),
      K(FnTransform)}},
    {K(FnJoin), 0, false, 1, {NULL}},
    {K(FnJoin), 1, true, 0, {NULL}},
    {K(FnSelect), 0, false, 2, {K(FnFindInMap), K(Ref)}},
    {K(FnSelect),
     1,
     true,
     8,
     {K(FnFindInMap), K(FnGetAtt), K(FnGetAZs), K(FnIf), K(FnSplit), K(FnCidr), K(Ref),
      K(FnTransform)}},
    {K(FnSplit), 0, false, 1, {NULL}},
    {K(FnSplit), 1, false, 0, {NULL}},
    {K(FnSub), VARIABLES, false, 0, {NULL}},
};

static bool is_allowed(const struct parameter *parameter, const struct symbol *function)
{
    for (size_t i = 0; i < parameter->few; i++)
        if (parameter->allowed[i] == function) return true;
    return parameter->few == 0;
}

/* The rule for a function that cannot stand at `visit`: of what Ref gives, E1020; else that of the
 * outermost function. */
static const struct rule *rule_of_kind(const struct visit *visit, const struct symbol *inner,
                                       bool is_outermost)
{
    const struct symbol *outer = visit->outer ? visit->outer : map_single(visit->node)->key;

    if (visit->section == SECTION_OUTPUTS && visit->part == K(Value))
        return rule_row(RULE_OUTPUT_VALUE);
    if (inner == K(Ref)) return intrinsic_rule_row(INTRINSIC_REF);
    return intrinsic_rule_row(rule_of_function(is_outermost ? inner : outer, INTRINSIC_REF));
}

static void report_no_type(struct validation *v, const struct visit *visit, const struct rule *rule,
                           struct span span)
{
    report_row(v, visit, rule, span,
               "The parameter that is referred to here has a Type that CloudFormation does not "
               "document, so nobody can tell what it gives. Mend its Type.");
}

/* Checks `argument`, and the branches of Fn::If that it is. */
static void check_argument(struct validation *v, const struct visit *visit,
                           const struct parameter *parameter, const struct node *argument,
                           struct span span)
{
    const struct map_entry *entry = map_single(argument);
    const char *name = parameter->function->text;

    if (!is_intrinsic(argument)) {
        if (parameter->list && node_is_string(argument) && !span_is_none(span))
            report_row(v, visit, rule_of_kind(visit, NULL, false), span,
                       "%s takes a list here, but is given a text.", name);
        return;
    }
    if (parameter->few && !v->has_extensions && !is_allowed(parameter, entry->key)) {
        const struct symbol *kind = entry->key == K(Ref) ? parameter->function : entry->key;
        report_row(v, visit, rule_of_kind(visit, kind, false), span,
                   "%s cannot be used here: this argument of %s takes %s.", entry->key->text, name,
                   parameter->allowed[0] ? "fewer functions" : "a plain text only");
        return;
    }
    if (is_if(argument)) {
        for (uint32_t i = 1; i < 3; i++)
            check_argument(v, visit, parameter, list_at(entry->value, i),
                           node_span(list_at(entry->value, i)));
        return;
    }
    enum gift gift = gift_of(v, argument);
    if (gift == GIVES_ANYTHING || gift == (parameter->list ? GIVES_LIST : GIVES_TEXT)) return;
    if (gift == GIVES_NOTHING)
        report_no_type(v, visit, rule_of_kind(visit, entry->key, false), span);
    else
        report_row(v, visit, rule_of_kind(visit, entry->key, false), span,
                   parameter->list ? "%s gives a text here, but %s takes a list."
                                   : "%s gives a list here, but %s takes a text. Fn::Join makes a "
                                     "text of a list, Fn::Select takes one item of it.",
                   entry->key->text, name);
}

static void check_sub_name(struct validation *v, const struct visit *visit, struct slice name)
{
    enum gift gift = gift_of_name(v, name);
    const struct rule *rule = rule_of_kind(visit, K(FnSub), false);

    if (gift == GIVES_NOTHING) report_no_type(v, visit, rule, function_span(visit));
    if (gift != GIVES_LIST) return;
    report_row(v, visit, rule, function_span(visit),
               "${%.*s} is a list, but Fn::Sub puts texts together. Use Fn::Join with a delimiter, "
               "or Fn::Select.",
               SLICE_ARG(name));
}

static void check_variables(struct validation *v, const struct visit *visit,
                            const struct parameter *parameter, const struct node *arguments)
{
    const struct node *text = node_is_list(arguments) ? list_at(arguments, 0) : arguments;
    const struct node *variables = list_at(arguments, 1);
    struct slice name;
    size_t at = 0;

    MAP_EACH (variables, each)
        check_argument(v, visit, parameter, each.value, entry_span(each.entry));
    while (node_is_string(text) && next_sub_name(node_text(text), &at, &name))
        if (!map_has(variables, symbol_of(v->b->symbols, name))) check_sub_name(v, visit, name);
}

static void check_parameter_of(struct validation *v, const struct visit *visit,
                               const struct parameter *parameter)
{
    static const struct parameter item = {K(FnJoin), WHOLE, false, 0, {NULL}};
    const struct node *arguments = map_single(visit->node)->value;
    const struct node *argument;

    if (parameter->index == VARIABLES) {
        check_variables(v, visit, parameter, arguments);
    } else if (parameter->index == WHOLE) {
        check_argument(v, visit, parameter, arguments, function_span(visit));
    } else {
        argument = list_at(arguments, (uint32_t)parameter->index);
        check_argument(v, visit, parameter, argument,
                       argument ? node_span(argument) : (struct span){0, 0});
        if (parameter->function != K(FnJoin) || !parameter->list) return;
        LIST_EACH (argument, each)
            check_argument(v, visit, &item, each.value, node_span(each.value));
    }
}

static void check_region(struct validation *v, const struct visit *visit)
{
    const struct node *region = map_single(visit->node)->value;

    if (!node_is_string(region) || !region->count || zones_of_region(node_text(region))) return;
    report_row(v, visit, rule_of_kind(visit, K(FnGetAZs), false), function_span(visit),
               "Fn::GetAZs takes a region, such as eu-west-1, or an empty text for that of the "
               "stack; %.*s is none.",
               SLICE_ARG(node_text(region)));
}

void check_arguments(struct validation *v, const struct visit *visit)
{
    const struct symbol *key = visit->call->key;

    if (visit->section < SECTION_RESOURCES || visit->node->flags & NODE_GENERATED) return;
    if (key == K(Ref) || key == K(FnGetAtt)) return; /* they take names */
    if (key == K(FnGetAZs)) check_region(v, visit);
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        if (parameters[i].function == key) check_parameter_of(v, visit, &parameters[i]);
}

/* -- Properties ---------------------------------------------------------------------------------
 */

/* Mappings hold texts and lists. With AWS::LanguageExtensions a look-up is over before its place
 * counts. */
static bool is_look_up_of_map(const struct validation *v, const struct symbol *function,
                              unsigned kinds)
{
    return function == K(FnFindInMap) && kinds == VALUE_OBJECT && !v->has_extensions;
}

bool check_function_kind(struct validation *v, const struct visit *visit,
                         const struct value_spec *spec, struct span span)
{
    unsigned kinds = value_spec_kinds(spec);
    const struct symbol *key = map_single(visit->node)->key;
    enum gift gift = gift_of(v, visit->node);
    bool takes_list = kinds & VALUE_ARRAY;
    bool takes_text = kinds & (VALUE_STRING | VALUE_INTEGER | VALUE_NUMBER | VALUE_BOOLEAN);

    if (is_look_up_of_map(v, key, kinds)) {
        report_intrinsic(
            v, visit, INTRINSIC_FIND_IN_MAP, span,
            "A map is expected here, but Mappings hold texts and lists only. Write the "
            "map here, and look up what differs in it.");
        return false;
    }
    if (!kinds || gift == GIVES_ANYTHING) return true;
    if (gift == GIVES_NOTHING) {
        report_no_type(v, visit, rule_of_kind(visit, key, true), span);
        return false;
    }
    if (gift == GIVES_LIST ? takes_list : takes_text) return true;
    report_row(v, visit, rule_of_kind(visit, key, true), span,
               "%s gives a %s, but %s is expected here.%s", key->text,
               gift == GIVES_LIST ? "list" : "text",
               takes_list   ? "a list"
               : takes_text ? "a single value"
                            : "a map",
               gift == GIVES_LIST && takes_text
                   ? " Fn::Join makes a text of a list, Fn::Select takes one item of it."
                   : "");
    return false;
}

/* The type and the value of what Ref or Fn::GetAtt of a resource gives; NULL when that is not
 * known. What other templates, functions and users decide is not. */
static const struct value_spec *given_value(const struct validation *v, const struct node *function,
                                            struct slice *type_name)
{
    const struct map_entry *entry = map_single(function);
    const struct node *id = entry->key == K(FnGetAtt) ? list_at(entry->value, 0) : entry->value;
    const struct node *attribute = list_at(entry->value, 1);
    const struct node *resource;
    const struct resource_type *type;

    if ((entry->key != K(Ref) && entry->key != K(FnGetAtt)) || !node_is_string(id)) return NULL;
    resource = resource_of(v, symbol_of(v->b->symbols, node_text(id)));
    *type_name = node_text(map_get(resource, K(Type)));
    type = resource_type_find(*type_name);
    if (!type || slice_starts(*type_name, SLICE("AWS::CloudFormation::")) ||
        slice_eq(*type_name, SLICE("AWS::ServiceCatalog::CloudFormationProvisionedProduct")))
        return NULL;
    if (entry->key == K(Ref)) return resource_type_ref(type);
    if (!node_is_string(attribute) || (slice_eq(*type_name, SLICE("AWS::SSM::Parameter")) &&
                                       slice_eq(node_text(attribute), SLICE("Value"))))
        return NULL;
    return resource_type_attribute(type, node_text(attribute));
}

void check_function_format(struct validation *v, const struct visit *visit,
                           const struct value_spec *spec, struct span span)
{
    struct slice wanted = value_spec_format(spec), type;
    const struct value_spec *given;
    bool is_ref = map_single(visit->node)->key == K(Ref);

    if (!slice_starts(wanted, SLICE("AWS::"))) return;
    given = given_value(v, visit->node, &type);
    if (!given || value_spec_alternative(given, VALUE_ANY_OF, 0)) return;
    if (slice_eq(value_spec_format(given), wanted)) return;
    if (is_ref && slice_eq(type, SLICE("AWS::EC2::SecurityGroup")) &&
        slice_starts(wanted, SLICE("AWS::EC2::SecurityGroup.")))
        return; /* a name or an id, as VpcId tells */
    report(v, visit, is_ref ? RULE_REF_FORMAT : RULE_GET_ATT_FORMAT, span,
           "Here an %.*s is expected, but %s of a resource of type %.*s gives something "
           "else. Refer to a resource of the type that is meant.",
           SLICE_ARG(wanted), is_ref ? "Ref" : "Fn::GetAtt", SLICE_ARG(type));
}

void check_output_kind(struct validation *v, const struct visit *visit)
{
    if (visit->section != SECTION_OUTPUTS || visit->part != K(Value) || visit->outer) return;
    enum gift gift = gift_of(v, visit->node);
    if (gift == GIVES_NOTHING)
        report_no_type(v, visit, rule_row(RULE_OUTPUT_VALUE), visit_span(visit));
    if (gift == GIVES_LIST)
        report(v, visit, RULE_OUTPUT_VALUE, visit_span(visit),
               "%s gives a list, but the Value of an output must be a text. Fn::Join makes a text "
               "of a list, Fn::Select takes one item of it.",
               map_single(visit->node)->key->text);
}
