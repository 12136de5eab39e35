/* The table of resource types: a walk over all of it, and what AWS documents of some types. */
#include "base/nearest.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "spec/resource_types.h"

#include "tests/unit/unit.h"

extern const uint32_t resource_type_data[];

enum { WORDS = 4 /* the word of the table's header that counts its words */ };

struct walk {
    struct patterns *patterns;
    size_t broken;       /* patterns that PCRE2 does not take */
    unsigned char *seen; /* for each word of the table: whether a spec that begins there was seen */
    size_t specs;
};

static size_t position(const void *record)
{
    size_t at = (size_t)((const uint32_t *)record - resource_type_data);

    assert_true((const uint32_t *)record >= resource_type_data);
    assert_true(at < resource_type_data[WORDS]);
    return at;
}

static void check_text(struct slice text)
{
    const char *start = (const char *)resource_type_data;

    assert_true(text.text >= start);
    assert_true(text.text + text.size < start + sizeof(uint32_t) * resource_type_data[WORDS]);
    assert_true(utf8_check(text) == text.size);
    assert_int_equal(text.text[text.size], 0);
}

static void check_pattern(struct walk *walk, struct slice source)
{
    const struct pattern_problem *problem =
        pattern_problem(pattern_of(walk->patterns, source, PATTERN_PCRE));

    check_text(source);
    if (problem->why.text)
        print_message("%.*s: %.*s\n", SLICE_ARG(source), SLICE_ARG(problem->why));
    walk->broken += problem->why.text != NULL;
}

static void walk_spec(struct walk *walk, const struct value_spec *spec);

static void walk_properties(struct walk *walk, const struct value_spec *spec)
{
    struct property_spec property, found;
    struct slice before = {NULL, 0};

    for (size_t i = 0; value_spec_property_at(spec, i, &property); i++) {
        check_text(property.name);
        assert_true(i == 0 || slice_compare(before, property.name) < 0);
        assert_true(value_spec_property(spec, property.name, &found));
        assert_ptr_equal(found.value, property.value);
        assert_ptr_equal(value_spec_entry(spec, property.name, NULL, NULL), property.value);
        before = property.name;
        walk_spec(walk, property.value);
    }
}

static void walk_entries(struct walk *walk, const struct value_spec *spec)
{
    const struct value_spec *value;
    struct slice pattern;

    walk_properties(walk, spec);
    for (size_t i = 0; value_spec_key_pattern_at(spec, i, &pattern, &value); i++) {
        check_pattern(walk, pattern);
        walk_spec(walk, value);
    }
    walk_spec(walk, value_spec_other_entries(spec));
    walk_spec(walk, value_spec_items(spec));
    for (size_t i = 0; (value = value_spec_prefix_item(spec, i)); i++)
        walk_spec(walk, value);
    for (unsigned kind = VALUE_ANY_OF; kind <= VALUE_IF; kind++)
        for (size_t i = 0; (value = value_spec_alternative(spec, kind, i)); i++)
            walk_spec(walk, value);
}

static void check_texts(const struct value_spec *spec)
{
    struct slice text;
    struct group_spec group;

    for (unsigned list = VALUE_REQUIRED; list <= VALUE_UNIQUE_KEYS; list++)
        for (size_t i = 0; value_spec_text_at(spec, list, i, &text); i++) {
            check_text(text);
            assert_true(list != VALUE_ENUM || value_spec_allows(spec, text));
        }
    for (size_t i = 0; value_spec_group_at(spec, i, &group); i++) {
        assert_in_range(group.kind, GROUP_EXACTLY_ONE, GROUP_EXCLUDES);
        assert_true(group_spec_name(&group, 1).size > 0); /* one alone is no group */
        for (size_t j = 0; (text = group_spec_name(&group, j)).size > 0; j++)
            check_text(text);
    }
}

/* The limits of a pair, such as the least and the greatest length, do not contradict each other. */
static void check_bounds(const struct value_spec *spec)
{
    static const enum value_bound lower[] = {VALUE_MIN_LENGTH, VALUE_MIN_ITEMS, VALUE_MIN_ENTRIES,
                                             VALUE_MINIMUM};
    double least, most;

    for (size_t i = 0; i < sizeof(lower) / sizeof(*lower); i++)
        if (value_spec_bound(spec, lower[i], &least) && value_spec_bound(spec, lower[i] + 1, &most))
            assert_true(least <= most);
    for (unsigned bound = VALUE_MIN_LENGTH; bound <= VALUE_MAX_UNIQUE_ITEMS; bound++)
        if (value_spec_bound(spec, bound, &least)) assert_true(least >= 0);
}

static void walk_spec(struct walk *walk, const struct value_spec *spec)
{
    if (!spec || walk->seen[position(spec)]) return;
    walk->seen[position(spec)] = 1;
    walk->specs++;
    assert_true(value_spec_kinds(spec) < VALUE_NULL << 1);
    assert_true(value_spec_flags(spec) < VALUE_MAY_REPEAT << 1);
    if (value_spec_pattern(spec).size > 0) check_pattern(walk, value_spec_pattern(spec));
    if (value_spec_format(spec).size > 0) check_text(value_spec_format(spec));
    check_texts(spec);
    check_bounds(spec);
    walk_entries(walk, spec);
}

static void walk_type(struct walk *walk, const struct resource_type *type)
{
    struct slice name, before = {NULL, 0};
    const struct value_spec *value;

    check_text(resource_type_name(type));
    assert_ptr_equal(resource_type_find(resource_type_name(type)), type);
    walk_spec(walk, resource_type_properties(type));
    walk_spec(walk, resource_type_ref(type));
    for (size_t i = 0; resource_type_attribute_at(type, i, &name, &value); i++) {
        check_text(name);
        assert_true(i == 0 || slice_compare(before, name) < 0);
        assert_ptr_equal(resource_type_attribute(type, name), value);
        before = name;
        walk_spec(walk, value);
    }
}

UNIT_TEST(the_whole_table_is_sound)
{
    struct walk walk = {.patterns = patterns_new(unit->arena),
                        .seen = arena_zalloc(unit->arena, resource_type_data[WORDS])};

    assert_memory_equal(resource_type_data, "SAMCTYPE", 8);
    for (size_t i = 0; i < resource_type_count(); i++) {
        if (i > 0)
            assert_true(slice_compare(resource_type_name(resource_type_at(i - 1)),
                                      resource_type_name(resource_type_at(i))) < 0);
        walk_type(&walk, resource_type_at(i));
    }
    assert_in_range(walk.specs, 10000, 100000);
    assert_in_range(walk.broken, 0, 4); /* too large, or no pattern in any language */
}

static const struct resource_type *type_of(const char *name)
{
    const struct resource_type *type = resource_type_find(slice_of(name));

    assert_non_null(type);
    return type;
}

/* The spec at the end of a path of keys, where "*" is the items of a list. */
static const struct value_spec *spec_of(const char *type, const char *const *path)
{
    const struct value_spec *spec = resource_type_properties(type_of(type));

    for (; *path; path++) {
        spec = strcmp(*path, "*") == 0 ? value_spec_items(spec)
                                       : value_spec_entry(spec, slice_of(*path), NULL, NULL);
        assert_non_null(spec);
    }
    return spec;
}

#define SPEC(type, ...) spec_of((type), (const char *const[]){__VA_ARGS__, NULL})

static void assert_bound(const struct value_spec *spec, enum value_bound bound, double expected)
{
    double limit;

    assert_true(value_spec_bound(spec, bound, &limit));
    assert_true(limit == expected);
}

UNIT_TEST(kinds_and_bounds)
{
    const struct value_spec *timeout = SPEC("AWS::Lambda::Function", "Timeout");
    const struct value_spec *delay = SPEC("AWS::SQS::Queue", "DelaySeconds");
    double limit;

    (void)unit;
    assert_int_equal(value_spec_kinds(timeout), VALUE_INTEGER);
    assert_bound(timeout, VALUE_MINIMUM, 1);
    assert_bound(delay, VALUE_MINIMUM, 0);
    assert_bound(delay, VALUE_MAXIMUM, 900);
    assert_false(value_spec_bound(delay, VALUE_MAX_LENGTH, &limit));
    assert_bound(SPEC("AWS::Lambda::Function", "Description"), VALUE_MAX_LENGTH, 256);
    assert_bound(SPEC("AWS::Lambda::Function", "Code", "S3Bucket"), VALUE_MIN_LENGTH, 3);
    assert_int_equal(value_spec_kinds(SPEC("AWS::IAM::Role", "AssumeRolePolicyDocument")),
                     VALUE_OBJECT | VALUE_STRING);
}

UNIT_TEST(enums)
{
    const struct value_spec *runtime = SPEC("AWS::Lambda::Function", "Runtime");
    const struct value_spec *mode = SPEC("AWS::AmazonMQ::Broker", "DeploymentMode");

    (void)unit;
    assert_true(value_spec_has(runtime, VALUE_ENUM));
    assert_true(value_spec_allows(runtime, SLICE("python3.12")));
    assert_false(value_spec_allows(runtime, SLICE("python3.1")));
    assert_false(value_spec_allows(runtime, SLICE("Python3.12")));
    assert_true(value_spec_allows(mode, SLICE("SINGLE_INSTANCE")));
    assert_false(value_spec_allows(mode, SLICE("DOUBLE_INSTANCE")));
    assert_true(value_spec_allows(SPEC("AWS::SQS::Queue", "QueueName"), SLICE("anything")));
}

UNIT_TEST(properties)
{
    const struct value_spec *bucket = resource_type_properties(type_of("AWS::S3::Bucket"));
    const struct value_spec *function = resource_type_properties(type_of("AWS::Lambda::Function"));
    struct property_spec property;
    struct slice name;

    (void)unit;
    assert_true(value_spec_flags(bucket) & VALUE_CLOSED);
    assert_true(value_spec_property(bucket, SLICE("BucketName"), &property));
    assert_int_equal(property.flags, PROPERTY_CREATE_ONLY);
    assert_true(value_spec_property(bucket, SLICE("Arn"), &property));
    assert_int_equal(property.flags, PROPERTY_READ_ONLY);
    assert_false(value_spec_property(bucket, SLICE("Bucketname"), &property));
    assert_null(value_spec_entry(bucket, SLICE("Bucketname"), NULL, NULL));
    assert_true(value_spec_property(function, SLICE("Role"), &property));
    assert_int_equal(property.flags, PROPERTY_REQUIRED);
    assert_true(value_spec_pattern(property.value).size > 0);
    assert_slice(
        value_spec_format(SPEC("AWS::Lambda::Function", "VpcConfig", "SecurityGroupIds", "*")),
        "AWS::EC2::SecurityGroup.Id");
    assert_true(value_spec_text_at(function, VALUE_REQUIRED, 0, &name));
    assert_slice(name, "Code");
    assert_slice(resource_type_tags(type_of("AWS::S3::Bucket")), "Tags");
    assert_slice(resource_type_identifier(type_of("AWS::S3::Bucket"), 0), "BucketName");
}

static bool matches_letters(void *context, struct slice pattern, struct slice key)
{
    ++*(int *)context;
    return pattern.size > 0 && key.text[0] != '_';
}

UNIT_TEST(maps_by_key_pattern)
{
    const struct value_spec *variables = SPEC("AWS::Lambda::Function", "Environment", "Variables");
    int calls = 0;

    (void)unit;
    assert_non_null(value_spec_entry(variables, SLICE("NAME"), matches_letters, &calls));
    assert_int_equal(calls, 1);
    assert_null(value_spec_entry(variables, SLICE("_"), matches_letters, &calls));
    assert_true(value_spec_flags(variables) & VALUE_CLOSED);
}

UNIT_TEST(attributes_and_ref)
{
    const struct resource_type *stack = type_of("AWS::CloudFormation::Stack");
    const struct resource_type *database = type_of("AWS::RDS::DBInstance");

    (void)unit;
    assert_non_null(resource_type_attribute(database, SLICE("Endpoint.Address")));
    assert_null(resource_type_attribute(database, SLICE("Endpoint.Addres")));
    assert_non_null(resource_type_attribute(stack, SLICE("Outputs.Name")));
    assert_null(resource_type_attribute(stack, SLICE("Outputs.")));
    assert_null(resource_type_attribute(stack, SLICE("Name")));
    assert_non_null(resource_type_attribute(resource_type_of(SLICE("Custom::Mine")), SLICE("Any")));
    assert_slice(value_spec_format(resource_type_ref(type_of("AWS::EC2::Subnet"))),
                 "AWS::EC2::Subnet.Id");
    assert_ptr_equal(resource_type_ref(type_of("AWS::Serverless::Function")),
                     resource_type_ref(type_of("AWS::Lambda::Function")));
}

UNIT_TEST(regions)
{
    const struct resource_type *function = type_of("AWS::Lambda::Function");
    const struct resource_type *ground = type_of("AWS::GroundStation::Config");

    (void)unit;
    for (size_t i = 0; resource_type_region(i).size > 0; i++)
        assert_true(resource_type_in_region(function, resource_type_region(i)));
    assert_true(resource_type_in_region(ground, SLICE("us-east-2")));
    assert_false(resource_type_in_region(ground, SLICE("cn-north-1")));
    assert_true(resource_type_in_region(ground, SLICE("xx-nowhere-1")));
    assert_true(resource_type_flags(type_of("AWS::S3::Bucket")) & RESOURCE_STATEFUL);
    assert_true(resource_type_flags(type_of("AWS::Serverless::Api")) & RESOURCE_SAM);
}

UNIT_TEST(groups)
{
    const struct value_spec *rule = resource_type_properties(type_of("AWS::Events::Rule"));
    const struct value_spec *key = SPEC("AWS::DynamoDB::Table", "SSESpecification");
    struct group_spec group;

    (void)unit;
    assert_true(value_spec_group_at(rule, 0, &group));
    assert_int_equal(group.kind, GROUP_AT_LEAST_ONE);
    assert_slice(group_spec_name(&group, 0), "EventPattern");
    assert_slice(group_spec_name(&group, 1), "ScheduleExpression");
    assert_int_equal(group_spec_name(&group, 2).size, 0);
    assert_true(value_spec_group_at(key, 0, &group));
    assert_int_equal(group.kind, GROUP_NEEDS);
}

UNIT_TEST(names_of_types)
{
    struct nearest nearest = nearest_to(SLICE("AWS::Lambda::Functoin"));

    (void)unit;
    assert_null(resource_type_find(SLICE("AWS::Lambda::Functoin")));
    assert_null(resource_type_find(SLICE("")));
    for (size_t i = 0; i < resource_type_count(); i++)
        nearest_try(&nearest, resource_type_name(resource_type_at(i)));
    assert_slice(nearest.found, "AWS::Lambda::Function");
    assert_ptr_equal(resource_type_of(SLICE("Custom::Thing")),
                     type_of("AWS::CloudFormation::CustomResource"));
    assert_ptr_equal(resource_type_of(SLICE("My::Own::Thing::MODULE")), type_of("Module"));
}

int main(void)
{
    return UNIT_RUN(UNIT(the_whole_table_is_sound), UNIT(kinds_and_bounds), UNIT(enums),
                    UNIT(properties), UNIT(maps_by_key_pattern), UNIT(attributes_and_ref),
                    UNIT(regions), UNIT(groups), UNIT(names_of_types));
}
