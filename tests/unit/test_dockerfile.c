/* How Dockerfiles are read. What is expected is what https://docs.docker.com/reference/dockerfile/
 * says about each. */
#include "validator/dockerfile.h"

#include "base/buffer.h"
#include "tests/unit/unit.h"

/* The instructions, a line each: line, stage, keyword, [flags], text. */
static struct slice instructions(struct unit *unit, const char *text)
{
    static const char *const keywords[] = {"?",          "ADD", "ARG",  "CMD", "COPY",
                                           "ENTRYPOINT", "ENV", "FROM", "RUN"};
    struct dockerfile file = dockerfile_read(unit->arena, slice_of(text), NULL, 0);
    struct buffer all = buffer_new(unit->arena);

    for (size_t i = 0; i < file.instructions.count; i++) {
        const struct docker_instruction *each = &file.instructions.items[i];
        buffer_printf(&all, "%u %u %s [%.*s] %.*s|", each->line, each->stage,
                      keywords[each->keyword], SLICE_ARG(each->flags), SLICE_ARG(each->text));
    }
    return buffer_slice(&all);
}

/* The stages: line, base, name, image, platform. */
static struct slice stages(struct unit *unit, const char *text,
                           const struct docker_argument *arguments, size_t count)
{
    struct dockerfile file = dockerfile_read(unit->arena, slice_of(text), arguments, count);
    struct buffer all = buffer_new(unit->arena);

    for (size_t i = 0; i < file.stages.count; i++) {
        const struct docker_stage *each = &file.stages.items[i];
        buffer_printf(&all, "%u %u %.*s %.*s %.*s|", each->line, each->base, SLICE_ARG(each->name),
                      SLICE_ARG(each->image), SLICE_ARG(each->platform));
    }
    return buffer_slice(&all);
}

UNIT_TEST(lines_are_joined_and_comments_dropped)
{
    assert_slice(instructions(unit, "# one\nfrom a\n\nRUN x \\\n  # not this\n\n  && y\n  CMD z"),
                 "2 1 FROM [] a|4 1 RUN [] x && y|8 1 CMD [] z|");
    assert_slice(instructions(unit, "FROM a\r\nRUN x \\\r\n y\r\n"),
                 "1 1 FROM [] a|2 1 RUN [] x y|");
    assert_slice(instructions(unit, ""), "");
    assert_slice(instructions(unit, "\xef\xbb\xbf"
                                    "FROM a"),
                 "1 1 FROM [] a|");
    assert_slice(instructions(unit, "FROM a\nRUN x \\"), "1 1 FROM [] a|2 1 RUN [] x|");
}

UNIT_TEST(the_escape_directive_changes_what_continues_a_line)
{
    assert_slice(
        instructions(unit, "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN x `\n y\\"),
        "3 1 FROM [] a|4 1 RUN [] x y\\|");
    assert_slice(instructions(unit, "# words\n# escape=`\nFROM a\nRUN x `\nRUN y"),
                 "3 1 FROM [] a|4 1 RUN [] x `|5 1 RUN [] y|");
}

UNIT_TEST(here_documents_belong_to_their_instruction)
{
    assert_slice(instructions(unit, "FROM a\nRUN <<EOF\npip install x\nEOF\nCMD y"),
                 "1 1 FROM [] a|2 1 RUN [] <<EOF\npip install x|5 1 CMD [] y|");
    assert_slice(instructions(unit, "FROM a\nCOPY <<-\"A\" <<B /x/\n1\n\tA\n2\nB\nRUN y <<< z"),
                 "1 1 FROM [] a|2 1 COPY [] <<-\"A\" <<B /x/\n1\n2|7 1 RUN [] y <<< z|");
}

UNIT_TEST(flags_are_apart)
{
    assert_slice(instructions(unit, "FROM --platform=linux/arm64 a\nCOPY --from=0 --link x y"),
                 "1 1 FROM [--platform=linux/arm64] a|2 1 COPY [--from=0 --link] x y|");
}

UNIT_TEST(stages_have_names_and_bases)
{
    assert_slice(
        stages(unit, "FROM a AS Build\nFROM --platform=linux/amd64 b\nFROM build as c", NULL, 0),
        "1 0 Build a |2 0  b linux/amd64|3 1 c  |");
}

UNIT_TEST(arguments_before_the_first_stage_are_replaced)
{
    const struct docker_argument given[] = {{SLICE("V"), SLICE("3.14")}};
    const char *text = "ARG V=3.12\nARG I=python:${V}\nFROM $I\nARG W=1\nFROM x:$W\n"
                       "FROM x:${W:-2}\nFROM x${V:+y}\nFROM --platform=$BUILDPLATFORM z";

    assert_slice(stages(unit, text, NULL, 0),
                 "3 0  python:3.12 |5 0   |6 0  x:2 |7 0  xy |8 0  z |");
    assert_slice(stages(unit, text, given, 1),
                 "3 0  python:3.14 |5 0   |6 0  x:2 |7 0  xy |8 0  z |");
}

UNIT_TEST(arguments_that_double_each_other_are_not_known)
{
    struct buffer text = buffer_new(unit->arena);

    buffer_add(&text, SLICE("ARG a0=xxxxxxxxxx\n"));
    for (int i = 1; i < 40; i++)
        buffer_printf(&text, "ARG a%d=$a%d$a%d\n", i, i - 1, i - 1);
    buffer_add(&text, SLICE("FROM $a39"));
    assert_slice(stages(unit, text.text, NULL, 0), "41 0   |");
}

UNIT_TEST(the_final_stage_is_the_target)
{
    struct dockerfile file =
        dockerfile_read(unit->arena, SLICE("FROM a AS x\nFROM b\nFROM x AS y"), NULL, 0);

    assert_int_equal(dockerfile_final_stage(&file, SLICE("")), 3);
    assert_int_equal(dockerfile_final_stage(&file, SLICE("X")), 1);
    assert_int_equal(dockerfile_final_stage(&file, SLICE("1")), 2);
    assert_int_equal(dockerfile_final_stage(&file, SLICE("z")), 0);
    assert_int_equal(dockerfile_final_stage(&file, SLICE("3")), 0);
    assert_true(dockerfile_leads_to(&file, 1, 3));
    assert_false(dockerfile_leads_to(&file, 2, 3));
}

int main(void)
{
    return UNIT_RUN(
        UNIT(lines_are_joined_and_comments_dropped),
        UNIT(the_escape_directive_changes_what_continues_a_line),
        UNIT(here_documents_belong_to_their_instruction), UNIT(flags_are_apart),
        UNIT(stages_have_names_and_bases), UNIT(arguments_before_the_first_stage_are_replaced),
        UNIT(arguments_that_double_each_other_are_not_known), UNIT(the_final_stage_is_the_target));
}
