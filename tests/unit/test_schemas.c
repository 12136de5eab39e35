/* Schemas of a user: what they become, what cannot be used, and that a table from outside is either
 * refused or can be read without harm, whatever is in it. */
#include <stdlib.h>

#include "base/limits.h"
#include "pipeline/schemas.h"
#include "samc/samc.h"
#include "tests/unit/unit.h"

#define SCHEMA                                                                                     \
    "{'typeName': 'My::Org::Type', 'definitions': {"                                               \
    "  'Tag': {'type': 'object', 'additionalProperties': false, 'required': ['Key'],"              \
    "          'properties': {'Key': {'type': 'string'}, 'Value': {'type': ['string', 'null']}}}," \
    "  'Tree': {'type': 'object', 'properties': {'Left': {'$ref': '#/definitions/Tree'},"          \
    "           'Size': {'type': 'integer', 'minimum': 1, 'maximum': 2.5}}}},"                     \
    " 'properties': {"                                                                             \
    "  'Name': {'type': 'string', 'pattern': '^[a-z]+$', 'minLength': 2, 'maxLength': 5},"         \
    "  'Mode': {'enum': ['slow', 'fast', 5, true]}, 'Kind': {'const': 'one'},"                     \
    "  'Tags': {'type': 'array', 'items': {'$ref': '#/definitions/Tag'}, 'uniqueItems': true},"    \
    "  'Tree': {'$ref': '#/definitions/Tree', 'description': 'x'},"                                \
    "  'Map': {'type': 'object', 'patternProperties': {'^a': {'type': 'string'}},"                 \
    "          'additionalProperties': {'type': 'integer'}},"                                      \
    "  'Either': {'oneOf': [{'required': ['A']}, {'required': ['B']}],"                            \
    "             'dependencies': {'C': ['A', 'D']}, 'if': {'required': ['C']}},"                  \
    "  'End': {'type': 'object', 'properties': {'Arn': {'type': 'string'}}}},"                     \
    " 'required': ['Name'], 'additionalProperties': false, 'tagging': {'tagProperty':"             \
    " '/properties/Tags'}, 'readOnlyProperties': ['/properties/End/Arn', '/properties/Gone'],"     \
    " 'createOnlyProperties': ['/properties/Name', '/properties/Tags/*/Key'],"                     \
    " 'primaryIdentifier': ['/properties/Name']}"

/* JSON that is written with other quotes. */
static struct slice json(struct unit *unit, const char *text)
{
    char *copy = (char *)slice_copy(unit->arena, slice_of(text)).text;

    for (char *at = copy; *at; at++)
        if (*at == '\'') *at = '"';
    return slice_of(copy);
}

static samc_schemas *new_set(void)
{
    samc_schemas *schemas;

    assert_int_equal(samc_schemas_new(&schemas), SAMC_OK);
    return schemas;
}

/* What is wrong with a schema; "" for nothing. */
static const char *add(struct unit *unit, samc_schemas *schemas, const char *text)
{
    struct slice bytes = json(unit, text);
    const char *problem;

    assert_int_equal(samc_schemas_add(schemas, bytes.text, bytes.size, &problem), SAMC_OK);
    return problem ? problem : "";
}

static const char *finish(samc_schemas *schemas)
{
    const char *problem;

    assert_int_equal(samc_schemas_finish(schemas, NULL, NULL, &problem), SAMC_OK);
    return problem ? problem : "";
}

static const struct value_spec *property(const struct value_spec *spec, const char *name,
                                         unsigned flags)
{
    struct property_spec found;

    assert_true(value_spec_property(spec, slice_of(name), &found));
    assert_int_equal(found.flags, flags);
    return found.value;
}

static void check_properties(const struct value_spec *all)
{
    const struct value_spec *name = property(all, "Name", PROPERTY_REQUIRED | PROPERTY_CREATE_ONLY);
    const struct value_spec *mode = property(all, "Mode", 0), *tags = property(all, "Tags", 0);
    const struct value_spec *map = property(all, "Map", 0), *either = property(all, "Either", 0);
    const struct value_spec *tag = value_spec_items(tags);
    struct group_spec group;
    double limit;

    assert_int_equal(value_spec_flags(all), VALUE_CLOSED);
    assert_int_equal(value_spec_kinds(name), VALUE_STRING);
    assert_slice(value_spec_pattern(name), "^[a-z]+$");
    assert_true(value_spec_bound(name, VALUE_MAX_LENGTH, &limit) && limit == 5);
    assert_true(value_spec_allows(mode, SLICE("fast")) && value_spec_allows(mode, SLICE("5")) &&
                value_spec_allows(mode, SLICE("true")) && !value_spec_allows(mode, SLICE("x")));
    assert_int_equal(value_spec_flags(property(all, "Kind", 0)), VALUE_CONSTANT);
    assert_int_equal(value_spec_flags(tags), VALUE_UNIQUE_ITEMS);
    property(tag, "Key", PROPERTY_REQUIRED | PROPERTY_CREATE_ONLY);
    assert_int_equal(value_spec_kinds(property(tag, "Value", 0)), VALUE_STRING | VALUE_NULL);
    assert_int_equal(value_spec_kinds(value_spec_other_entries(map)), VALUE_INTEGER);
    assert_non_null(value_spec_alternative(either, VALUE_ONE_OF, 1));
    assert_non_null(value_spec_alternative(either, VALUE_IF, 2));
    assert_true(value_spec_group_at(either, 0, &group) && group.kind == GROUP_NEEDS);
    assert_slice(group_spec_name(&group, 2), "D");
}

UNIT_TEST(a_schema_becomes_a_type)
{
    samc_schemas *schemas = new_set();

    assert_string_equal(add(unit, schemas, "{'typeName': 'My::Org::Type', 'properties': {}}"), "");
    assert_string_equal(add(unit, schemas, SCHEMA), ""); /* the later one counts */
    assert_string_equal(add(unit, schemas, "{'typeName': 'A::B::C', 'properties': {}}"), "");
    assert_string_equal(finish(schemas), "");
    assert_string_equal(samc_schemas_type(schemas, 1), "My::Org::Type");
    assert_null(samc_schemas_type(schemas, 2));

    const struct resource_type *type =
        schema_tables_find(schemas_tables(schemas), SLICE("My::Org::Type"));
    const struct value_spec *all = resource_type_properties(type);
    const struct value_spec *tree = property(all, "Tree", 0);
    assert_ptr_equal(property(tree, "Left", 0), property(property(tree, "Left", 0), "Left", 0));
    check_properties(all);
    property(property(all, "End", 0), "Arn", PROPERTY_READ_ONLY);
    assert_non_null(resource_type_attribute(type, SLICE("End.Arn")));
    assert_null(resource_type_attribute(type, SLICE("Gone")));
    assert_slice(resource_type_tags(type), "Tags");
    assert_slice(resource_type_identifier(type, 0), "Name");
    assert_int_equal(value_spec_kinds(resource_type_ref(type)), VALUE_STRING);
    assert_true(resource_type_in_region(type, SLICE("eu-west-1")));
    assert_null(schema_tables_find(schemas_tables(schemas), SLICE("My::Org::Typ")));
    samc_schemas_free(schemas);
}

UNIT_TEST(attributes_that_no_schema_tells)
{
    samc_schemas *schemas = new_set();

    add(unit, schemas,
        "{'typeName': 'AWS::SSM::Parameter', 'properties': {'Value': {'type': 'string'}}}");
    assert_string_equal(finish(schemas), "");
    const struct resource_type *type =
        schema_tables_find(schemas_tables(schemas), SLICE("AWS::SSM::Parameter"));
    assert_int_equal(value_spec_kinds(resource_type_attribute(type, SLICE("Value"))), VALUE_STRING);
    assert_int_equal(value_spec_kinds(resource_type_attribute(type, SLICE("Type"))), 0);
    assert_null(resource_type_attribute(type, SLICE("Gone")));
    samc_schemas_free(schemas);
}

UNIT_TEST(what_cannot_be_used)
{
    samc_schemas *schemas = new_set();

    assert_string_equal(add(unit, schemas, "[]"), "It has no typeName like My::Org::Type.");
    assert_string_equal(add(unit, schemas, "{'typeName': 'A::B::C'}"), "It has no properties.");
    assert_string_not_equal(add(unit, schemas, "{'typeName':"), "");
    assert_string_not_equal(add(unit, schemas, ""), "");
    assert_string_equal(finish(schemas), "");
    assert_null(samc_schemas_type(schemas, 0));
    samc_schemas_free(schemas);

    schemas = new_set();
    add(unit, schemas,
        "{'typeName': 'A::B::C', 'definitions': {'X': {'allOf': [{'$ref': '#/definitions/X'}]}},"
        " 'properties': {'P': {'$ref': '#/definitions/X'}}}");
    assert_non_null(strstr(finish(schemas), "hold each other"));
    samc_schemas_free(schemas);
}

/* Schemas inside each other, to LIMIT_SCHEMA_LEVELS and beyond. */
UNIT_TEST(levels)
{
    struct buffer text = buffer_new(unit->arena);
    samc_schemas *schemas = new_set();
    unsigned level = 0;

    buffer_add(&text, SLICE("{'typeName': 'A::B::C', 'definitions': {"));
    for (unsigned i = 0; i < 3 * LIMIT_SCHEMA_LEVELS; i++)
        buffer_printf(&text, "'D%u': {'properties': {'P': {'$ref': '#/definitions/D%u'}}},", i,
                      i + 1);
    buffer_add(&text, SLICE("'E': {}}, 'properties': {'P': {'$ref': '#/definitions/D0'}}}"));
    assert_string_equal(add(unit, schemas, text.text), "");
    assert_string_equal(finish(schemas), "");
    const struct value_spec *spec =
        resource_type_properties(schema_tables_find(schemas_tables(schemas), SLICE("A::B::C")));
    struct property_spec found;
    for (; value_spec_property(spec, SLICE("P"), &found); level++)
        spec = found.value;
    assert_true(level >= LIMIT_SCHEMA_LEVELS && level < LIMIT_SCHEMA_LEVELS + 5);
    samc_schemas_free(schemas);
}

/* -- Tables from outside ------------------------------------------------------------------------
 */

static const char template[] =
    "Resources:\n"
    "  A: {Type: My::Org::Type, Properties: {Name: A, Mode: x, Kind: y, Tags: [{Value: 1}, {}],\n"
    "      Tree: {Left: {Left: {Size: 9}}}, Map: {ab: 1, b: x}, Either: {C: 1}, Odd: 1}}\n"
    "Outputs: {O: {Value: !GetAtt A.End.Arn}, P: {Value: !GetAtt A.No}}\n";

static size_t lint(const samc_schemas *schemas)
{
    samc_options options = SAMC_OPTIONS_INIT;
    samc_result *result;
    size_t errors;

    options.goal = SAMC_GOAL_LINT;
    options.schemas = schemas;
    assert_int_equal(samc_compile(template, sizeof template - 1, &options, &result), SAMC_OK);
    errors = samc_result_total(result, SAMC_ERROR);
    samc_result_free(result);
    return errors;
}

/* Whether the bytes are taken for a table; if so, they are used. */
static bool use(const void *bytes, size_t size)
{
    samc_schemas *schemas = new_set();
    const char *problem;

    assert_int_equal(samc_schemas_load(schemas, bytes, size, &problem), SAMC_OK);
    if (!problem) lint(schemas);
    assert_true(problem || schemas_tables(schemas));
    samc_schemas_free(schemas);
    return !problem;
}

UNIT_TEST(a_damaged_table_does_no_harm)
{
    samc_schemas *schemas = new_set();
    const void *bytes;
    size_t size, taken = 0;
    uint32_t random = 1;

    assert_string_equal(add(unit, schemas, SCHEMA), "");
    assert_int_equal(samc_schemas_finish(schemas, &bytes, &size, NULL), SAMC_OK);
    assert_int_equal(lint(schemas), 17); /* each seen to be due */
    assert_true(use(bytes, size));
    for (size_t i = 0; i < size; i += 1 + i / 8)
        assert_false(use(bytes, i)); /* too short */
    uint8_t *copy = arena_alloc(unit->arena, size);
    for (size_t i = 0; i < size * 2; i++) {
        random = random * 1664525 + 1013904223;
        memcpy(copy, bytes, size);
        copy[i / 2] ^= (uint8_t)(i % 2 ? random >> 24 : 1u << (random >> 29));
        taken += use(copy, size);
    }
    assert_true(taken > 0 && taken < size * 2);
    samc_schemas_free(schemas);
}

UNIT_TEST(arguments)
{
    samc_schemas *schemas = new_set();
    const char *problem;

    (void)unit;
    assert_int_equal(samc_schemas_new(NULL), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_schemas_add(NULL, "", 0, &problem), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_schemas_add(schemas, NULL, 1, &problem), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_schemas_finish(schemas, NULL, NULL, NULL), SAMC_OK);
    assert_int_equal(samc_schemas_finish(schemas, NULL, NULL, NULL), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_schemas_add(schemas, "{}", 2, &problem), SAMC_BAD_ARGUMENT);
    assert_int_equal(samc_schemas_load(schemas, NULL, 0, &problem), SAMC_OK);
    assert_non_null(problem);
    assert_null(samc_schemas_type(NULL, 0));
    samc_schemas_free(schemas);
    samc_schemas_free(NULL);
}

int main(void)
{
    return UNIT_RUN(UNIT(a_schema_becomes_a_type), UNIT(attributes_that_no_schema_tells),
                    UNIT(what_cannot_be_used), UNIT(levels), UNIT(a_damaged_table_does_no_harm),
                    UNIT(arguments));
}
