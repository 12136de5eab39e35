/* Values on one line. */
#include "emit/one_line.h"
#include "tests/unit/unit.h"

static struct slice line(struct unit *unit, const char *text, size_t most)
{
    struct buffer out = buffer_new(unit->arena);

    buffer_add(&out, SLICE("> "));
    one_line_add(&out, unit_read(unit, text), most);
    return slice_from(buffer_slice(&out), 2);
}

#define assert_line(text, expected) assert_slice(line(unit, (text), SIZE_MAX), (expected))

UNIT_TEST(values_are_json)
{
    assert_line("{a: 1, b: [x, 1.50, true, null, []], c: {}}",
                "{\"a\": 1, \"b\": [\"x\", 1.50, true, null, []], \"c\": {}}");
    assert_line("\"two\\nlines\\e[31m\"", "\"two\\nlines\\u001b[31m\"");
    assert_line("{\"\\e[31m\": 1}", "{\"\\u001b[31m\": 1}");
}

UNIT_TEST(functions_have_their_short_form)
{
    assert_line("!Sub '${A}-b'", "!Sub \"${A}-b\"");
    assert_line("{Ref: AWS::Region}", "!Ref AWS::Region");
    assert_line("{Ref: two words}", "!Ref \"two words\"");
    assert_line("{Ref: {Ref: A}}", "!Ref !Ref A");
    assert_line("!GetAtt Table.Arn", "!GetAtt Table.Arn");
    assert_line("{Fn::GetAtt: [Table, !Ref A]}", "!GetAtt [\"Table\", !Ref A]");
    assert_line("!Not [!Condition IsProd]", "!Not [!Condition IsProd]");
    assert_line("!If [IsProd, a, !Ref B]", "!If [IsProd, \"a\", !Ref B]");
    assert_line("{\"Fn::\\e[31m\": 1}", "{\"Fn::\\u001b[31m\": 1}");
}

UNIT_TEST(long_values_are_cut)
{
    assert_slice(line(unit, "abcdefgh", 10), "\"abcdefgh\"");
    assert_slice(line(unit, "abcdefgh", 9), "\"abcde...");
    assert_slice(line(unit, "[aaaa, bbbb, cccc]", 12), "[\"aaaa\", ...");
    assert_slice(line(unit, "\"abcd\xc3\xa4\xc3\xa4\"", 9), "\"abcd..."); /* no half characters */
    assert_slice(line(unit, "abcdefgh", 1), "...");
}

int main(void)
{
    return UNIT_RUN(UNIT(values_are_json), UNIT(functions_have_their_short_form),
                    UNIT(long_values_are_cut));
}
