/* Types and reasons by the function that is left, and for names by what the template declares. */
#include "intrinsics/unknown.h"

#include "intrinsics/evaluation_internal.h"
#include "intrinsics/parameter_check.h"

enum { MOST_ID_BYTES = 255 }; /* of a logical id, shown in a reason; CloudFormation takes no more */

/* -- Names --------------------------------------------------------------------------------------
 */

static const struct node *declared(const struct builder *builder, const struct node *root,
                                   const struct symbol *section, struct slice name)
{
    return map_get(map_get(root, section), symbol_of(builder->symbols, name));
}

static enum value_type type_of_parameter(const struct node *parameter)
{
    struct slice type = node_text(map_get(parameter, K(Type)));

    if (parameter_is_stored(parameter)) type = slice_from(type, slice_find(type, '<') + 1);
    if (slice_starts(type, SLICE("List<")) || slice_starts(type, SLICE("CommaDelimitedList")))
        return VALUE_LIST;
    return slice_eq(type, SLICE("Number")) ? VALUE_NUMBER : VALUE_STRING;
}

static enum value_type type_of_ref(const struct builder *builder, const struct node *root,
                                   const struct node *target)
{
    struct slice name = node_text(target);
    const struct node *parameter = declared(builder, root, K(Parameters), name);

    if (!node_is_string(target)) return VALUE_ANY;
    if (parameter) return type_of_parameter(parameter);
    if (slice_eq(name, SLICE("AWS::NoValue"))) return VALUE_NOTHING;
    if (slice_eq(name, SLICE("AWS::NotificationARNs"))) return VALUE_LIST;
    if (slice_starts(name, SLICE("AWS::")) || declared(builder, root, K(Resources), name))
        return VALUE_STRING;
    return VALUE_ANY;
}

static struct slice reason_of_parameter(const struct node *parameter)
{
    if (parameter_is_secret(parameter)) return SLICE("the parameter has NoEcho");
    if (parameter_is_stored(parameter))
        return SLICE("the parameter is looked up in Systems Manager when the stack is deployed");
    return SLICE("the parameter has no value");
}

struct slice reason_of_name(const struct builder *builder, const struct node *root,
                            struct slice name)
{
    const struct node *parameter = declared(builder, root, K(Parameters), name);
    size_t dot = slice_find(name, '.');
    struct slice id = slice_first(name, dot);

    if (parameter) return reason_of_parameter(parameter);
    if (slice_starts(name, SLICE("AWS::"))) return SLICE("the pseudo parameter has no value");
    if (!declared(builder, root, K(Resources), id))
        return SLICE("the template has no parameter or resource of this name");
    id = slice_first(id, MOST_ID_BYTES);
    if (dot == name.size)
        return slice_printf(builder->arena,
                            "Ref of the resource %.*s, known once the stack is deployed",
                            SLICE_ARG(id));
    return slice_printf(builder->arena,
                        "attribute of the resource %.*s, known once the stack is deployed",
                        SLICE_ARG(id));
}

/* -- Functions ----------------------------------------------------------------------------------
 */

/* What is known of a function that is left. The types of those that are not here are VALUE_ANY. */
static const struct {
    const struct symbol *key;
    enum value_type type;
    const char *reason; /* NULL: none of its own */
} functions[] = {
    {K(FnSub), VALUE_STRING, NULL},
    {K(FnJoin), VALUE_STRING, NULL},
    {K(FnBase64), VALUE_STRING, NULL},
    {K(FnToJsonString), VALUE_STRING, NULL},
    {K(FnImportValue), VALUE_STRING, "export of another stack"},
    {K(FnGetStackOutput), VALUE_STRING, "output of another stack"},
    {K(FnSplit), VALUE_LIST, NULL},
    {K(FnCidr), VALUE_LIST, NULL},
    {K(FnGetAZs), VALUE_LIST, "the zones depend on the account"},
    {K(FnLength), VALUE_NUMBER, NULL},
    {K(FnEquals), VALUE_BOOLEAN, NULL},
    {K(FnAnd), VALUE_BOOLEAN, NULL},
    {K(FnOr), VALUE_BOOLEAN, NULL},
    {K(FnNot), VALUE_BOOLEAN, NULL},
    {K(Condition), VALUE_BOOLEAN, NULL},
    {K(FnTransform), VALUE_ANY, "made by a macro when the stack is deployed"},
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* The type that two values have in common. AWS::NoValue takes the value away and so has no say. */
static enum value_type common_type(enum value_type a, enum value_type b)
{
    if (a == b || b == VALUE_NOTHING) return a;
    return a == VALUE_NOTHING ? b : VALUE_ANY;
}

static enum value_type type_of_if(const struct builder *builder, const struct node *root,
                                  const struct node *argument)
{
    return common_type(type_of_value(builder, root, list_at(argument, 1)),
                       type_of_value(builder, root, list_at(argument, 2)));
}

/* Of a list that is not known only texts can come, as far as CloudFormation has such lists. */
static enum value_type type_of_select(const struct builder *builder, const struct node *root,
                                      const struct node *argument)
{
    const struct node *list = list_at(argument, 1);
    enum value_type type = VALUE_NOTHING;

    if (!node_is_list(list))
        return type_of_value(builder, root, list) == VALUE_LIST ? VALUE_STRING : VALUE_ANY;
    LIST_EACH (list, each)
        type = common_type(type, type_of_value(builder, root, each.value));
    return type;
}

static enum value_type type_of_intrinsic(const struct builder *builder, const struct node *root,
                                         const struct map_entry *entry)
{
    if (entry->key == K(Ref)) return type_of_ref(builder, root, entry->value);
    if (entry->key == K(FnIf)) return type_of_if(builder, root, entry->value);
    if (entry->key == K(FnSelect)) return type_of_select(builder, root, entry->value);
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (functions[i].key == entry->key) return functions[i].type;
    return VALUE_ANY;
}

enum value_type type_of_value(const struct builder *builder, const struct node *root,
                              const struct node *value)
{
    static const enum value_type types[] = {
        [NODE_NULL] = VALUE_NOTHING, [NODE_BOOL] = VALUE_BOOLEAN,  [NODE_INT] = VALUE_NUMBER,
        [NODE_FLOAT] = VALUE_NUMBER, [NODE_STRING] = VALUE_STRING, [NODE_LIST] = VALUE_LIST,
        [NODE_MAP] = VALUE_MAP,
    };

    if (!value) return VALUE_ANY;
    if (is_intrinsic(value)) return type_of_intrinsic(builder, root, map_single(value));
    return types[value->kind];
}

bool is_wholly_known(const struct node *value)
{
    if (!is_known(value)) return is_no_value(value);
    LIST_EACH (value, each)
        if (!is_wholly_known(each.value)) return false;
    MAP_EACH (value, each)
        if (!is_wholly_known(each.value)) return false;
    return true;
}

/* -- Reasons ------------------------------------------------------------------------------------
 */

/* The name that Fn::GetAtt goes by, "Queue.Arn"; empty when a part of it is not known. */
static struct slice attribute_name(struct arena *arena, const struct node *argument)
{
    const struct node *id = list_at(argument, 0), *attribute = list_at(argument, 1);

    if (node_is_string(argument)) return node_text(argument);
    if (!node_is_string(id) || !node_is_string(attribute)) return SLICE("");
    return CONCAT(arena, node_text(id), SLICE("."), node_text(attribute));
}

struct slice reason_of_value(const struct builder *builder, const struct node *root,
                             const struct node *value)
{
    const struct map_entry *entry = map_single(value);
    struct slice name = SLICE("");

    if (node_is_string(value))
        return is_known(value) ? SLICE("")
                               : SLICE("dynamic reference, looked up when the stack is deployed");
    if (!entry || is_no_value(value)) return SLICE("");
    if (entry->key == K(Ref)) name = node_text(entry->value);
    if (entry->key == K(FnGetAtt)) name = attribute_name(builder->arena, entry->value);
    if (name.size) return reason_of_name(builder, root, name);
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (functions[i].key == entry->key) return slice_of(functions[i].reason);
    return SLICE("");
}
