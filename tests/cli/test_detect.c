/* What is taken for a template, and what is not. */
#include "cli/detect.h"

#include "tests/unit/unit.h"

#define YES(text) assert_true(detect_template(unit->arena, BYTES(text)))
#define NO(text)  assert_false(detect_template(unit->arena, BYTES(text)))

UNIT_TEST(lines)
{
    YES("Resources:\n  A: {}\n");
    YES("AWSTemplateFormatVersion: 2010-09-09\n");
    YES("Transform: AWS::Serverless-2016-10-31");
    YES("Description: x\n\n# y\nParameters:\n  A: 1\nResources:\n");
    YES("'Resources': {}");
    YES("\"Resources\" : {}");
    YES("a: 1\r\nResources:\r\n  A: 1\r\n");
    YES("  Description: all of it is indented\n  Resources:\n");
    YES("%YAML 1.1\n# x\n---\nResources:\n");
    YES("--- # x\nResources:\n");
    YES("\xEF\xBB\xBFResources:\n");
    YES("Description: [\nResources:\n"); /* broken, but meant as one */
    NO("");
    NO("\n\n");
    NO("Resource:\nresources:\nResourcesX:\n");
    NO("a:\n  Resources:\n    B: 1\n");
    NO("Resources\n");
    NO("# Resources:\na: 1\n");
    NO("a: |\n  x\n  Resources:\n");
    NO("a: 1\n---\nResources:\n"); /* a template is one document */
    NO("- Resources:\n");
    NO("just text");
}

UNIT_TEST(brackets)
{
    YES("{\"Resources\": {}}");
    YES("\n {\"a\": {\"b\": [1, \"x\", {}]}, \"Transform\" : 1}");
    YES("{Resources: {}}");
    YES("{a: don't, # {\n 'Resources': {}}");
    YES("--- {Resources: {}}");
    YES("\xEF\xBB\xBF{\"Resources\": 1}");
    YES("{\"a\": \"\\\"}{\", \"Resources\": ");
    NO("{}");
    NO("{\"a\": {\"Resources\": {}}}");
    NO("{\"a\": \"Resources\", \"b\": [\"Transform\"]}");
    NO("{\"a\": \", \\\"Resources\\\": \"}");
    NO("{} {\"Resources\": 1}");
    NO("[{\"Resources\": {}}]");
    NO("{\"a");
    NO("{\"a\\");
    NO("{'Resources");
}

UNIT_TEST(wide_characters)
{
    YES("\xFF\xFER\0e\0s\0o\0u\0r\0c\0e\0s\0:\0\n\0");
    YES("\xFE\xFF\0{\0R\0e\0s\0o\0u\0r\0c\0e\0s\0:\0}");
    NO("\xFF\xFE");
    NO("\xFF\xFEx\0");
}

int main(void)
{
    return UNIT_RUN(UNIT(lines), UNIT(brackets), UNIT(wide_characters));
}
