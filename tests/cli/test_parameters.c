/* Values of parameters from the command line and from files, as the library gets them. */
#include "cli/parameters.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/unit/unit.h"

/* A command line of `samc transform`, taken apart. The words end with NULL. */
static struct cli *cli_of(struct unit *unit, const char *const *words)
{
    struct cli *cli = arena_zalloc(unit->arena, sizeof *cli);
    const char **all = arena_array(unit->arena, 64, sizeof *all);
    size_t count = 1;

    all[0] = "transform";
    for (; words[count - 1]; count++)
        all[count] = words[count - 1];
    cli->arena = unit->arena;
    cli->complaints = buffer_new(unit->arena);
    if (!arguments_parse(cli, count, (char *const *)all))
        fail_msg("%.*s", SLICE_ARG(buffer_slice(&cli->complaints)));
    return cli;
}

typedef bool gather_function(struct cli *cli, const samc_pair **pairs, size_t *count);

/* "name=value;name=value", or the message. */
static struct slice gathered(struct unit *unit, gather_function *gather, const char *const *words)
{
    struct cli *cli = cli_of(unit, words);
    const samc_pair *pairs;
    size_t count;
    struct buffer out = buffer_new(unit->arena);

    if (!gather(cli, &pairs, &count)) return buffer_slice(&cli->complaints);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%s=%s", i ? ";" : "", pairs[i].name, pairs[i].value);
    return buffer_slice(&out);
}

/* The same for one file with that content. */
static struct slice gathered_from_file(struct unit *unit, gather_function *gather,
                                       const char *option, struct slice content)
{
    char path[] = "/tmp/samc-parameters-XXXXXX";
    int descriptor = mkstemp(path);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, content.text, content.size), (ssize_t)content.size);
    close(descriptor);
    struct slice got = gathered(unit, gather, (const char *[]){option, path, NULL});
    unlink(path);
    return got;
}

#define OVERRIDES(...)                                                                             \
    gathered(unit, parameters_gather, (const char *[]){"--parameter-overrides", __VA_ARGS__, NULL})
#define PARAMETER_FILE(content)                                                                    \
    gathered_from_file(unit, parameters_gather, "--parameter-file", BYTES(content))
#define POLICY_FILE(content)                                                                       \
    gathered_from_file(unit, managed_policies_gather, "--managed-policies", BYTES(content))

#define assert_complaint(got, part) assert_part((got), (part), __FILE__, __LINE__)
static void assert_part(struct slice got, const char *part, const char *file, int line)
{
    if (slice_starts(got, SLICE("samc: ")) && slice_search(got, slice_of(part)) < got.size) return;
    print_error("expected a message with: %s\ngot: %.*s\n", part, SLICE_ARG(got));
    _fail(file, line);
}

UNIT_TEST(overrides)
{
    assert_slice(OVERRIDES("A=1"), "A=1");
    assert_slice(OVERRIDES("A=1", "B=x=y", "C="), "A=1;B=x=y;C=");
    assert_slice(OVERRIDES("A=two words, and a comma"), "A=two words, and a comma");
    assert_slice(OVERRIDES("AWS::AccountId=123456789012"), "AWS::AccountId=123456789012");
    assert_slice(OVERRIDES("A=1", "--compact", "--parameter-overrides=B=2", "C=3"), "A=1;B=2;C=3");
    assert_slice(OVERRIDES("A=1", "A=1"), "A=1");
}

UNIT_TEST(overrides_in_the_words_of_aws)
{
    assert_slice(OVERRIDES("ParameterKey=A,ParameterValue=1"), "A=1");
    assert_slice(OVERRIDES("ParameterKey=A,ParameterValue=a\\,b=c"), "A=a,b=c");
    assert_slice(OVERRIDES("ParameterKey=A,ParameterValue=a,b"), "A=a,b");
    assert_slice(OVERRIDES("ParameterKey=A,ParameterValue="), "A=");
    assert_complaint(OVERRIDES("ParameterKey=A"), "ParameterKey=NAME,ParameterValue=VALUE");
    assert_complaint(OVERRIDES("ParameterKey=,ParameterValue=1"), "ParameterKey=NAME,");
}

UNIT_TEST(malformed_overrides)
{
    assert_complaint(OVERRIDES("A=1", "template.yaml"), "'template.yaml' (--parameter-overrides)");
    assert_complaint(OVERRIDES("=1"), "no name before the '='");
    assert_complaint(OVERRIDES("A=1", "A=2"),
                     "the parameter 'A' gets two different values: one from --parameter-overrides");
}

UNIT_TEST(shapes_of_parameter_files)
{
    assert_slice(PARAMETER_FILE("{\"A\": \"1\", \"B\": \"x y\"}"), "A=1;B=x y");
    assert_slice(PARAMETER_FILE("{\"Parameters\": {\"A\": \"1\"}, \"Tags\": {\"B\": \"2\"}}"),
                 "A=1");
    assert_slice(PARAMETER_FILE("[{\"ParameterKey\": \"A\", \"ParameterValue\": \"1\"},"
                                " {\"ParameterKey\": \"B\", \"ParameterValue\": \"\"}]"),
                 "A=1;B=");
    assert_slice(PARAMETER_FILE("{\"Parameters\": [{\"ParameterKey\": \"A\","
                                " \"ParameterValue\": \"1\"}], \"StackName\": \"s\"}"),
                 "A=1");
    assert_slice(PARAMETER_FILE("[\"A=1\", \"B=x=y\"]"), "A=1;B=x=y");
    assert_slice(PARAMETER_FILE("{}"), "");
    assert_slice(PARAMETER_FILE("[]"), "");
}

UNIT_TEST(scalars_become_their_text)
{
    assert_slice(PARAMETER_FILE("{\"A\": 10, \"B\": 1.10, \"C\": -1e3, \"D\": true, \"E\": false}"),
                 "A=10;B=1.10;C=-1e3;D=true;E=false");
    assert_slice(PARAMETER_FILE("{\"A\": 123456789012345678901234567890}"),
                 "A=123456789012345678901234567890");
    assert_slice(PARAMETER_FILE("[{\"ParameterKey\": \"A\", \"ParameterValue\": 3}]"), "A=3");
    assert_slice(PARAMETER_FILE("{\"A\": \"1 2 \\\"3\\\" \\\\\", \"B\": \"\\u00e9\"}"),
                 "A=1 2 \"3\" \\;B=\xc3\xa9");
}

UNIT_TEST(encodings)
{
    assert_slice(PARAMETER_FILE("\xef\xbb\xbf{\"A\": \"1\"}\r\n"), "A=1");
    assert_slice(PARAMETER_FILE("\xff\xfe{\0\"\0A\0\"\0:\0"
                                "1\0}\0"),
                 "A=1");
    assert_slice(PARAMETER_FILE("\xfe\xff\0{\0\"\0A\0\"\0:\0"
                                "1\0}"),
                 "A=1");
    assert_complaint(PARAMETER_FILE("{\"A\": \"\xff\"}"), "no text in UTF-8");
    assert_complaint(PARAMETER_FILE("{\"A\": \"\0\"}"), "no text in UTF-8");
}

UNIT_TEST(files_that_are_no_json)
{
    assert_complaint(PARAMETER_FILE(""), "line 1 of '/tmp/samc-parameters-");
    assert_complaint(PARAMETER_FILE("A: 1\n"), "is not valid JSON");
    assert_complaint(PARAMETER_FILE("{\n\"A\": \"1\",\n}"), "line 3 of");
    assert_complaint(PARAMETER_FILE("{\"A\": \"1\"}\n{}"), "line 2 of");
    assert_complaint(PARAMETER_FILE("{\n\"A\": 01}"), "line 2 of");
    assert_complaint(PARAMETER_FILE("{\"A\": 1.}"), "A number must be written like 10");
    assert_complaint(PARAMETER_FILE("{\"A\": -}"), "A number must be written like 10");
    assert_complaint(PARAMETER_FILE("{\"A\": \"\\u0000\"}"), "no text may hold \\u0000");
    assert_slice(PARAMETER_FILE("{\"A\": \"\\\\u0000\"}"), "A=\\u0000"); /* an escaped backslash */
    assert_complaint(PARAMETER_FILE("{\"A\": \"1"), "is not valid JSON");
    assert_complaint(PARAMETER_FILE("{\"A\": 'x'}"), "is not valid JSON");
}

UNIT_TEST(files_of_another_shape)
{
    assert_complaint(PARAMETER_FILE("\"A=1\""), "holds a text where there should be");
    assert_complaint(PARAMETER_FILE("[[\"A=1\"]]"), "holds a list where there should be");
    assert_complaint(PARAMETER_FILE("[{\"Key\": \"A\"}]"), "holds a map where there should be");
    assert_complaint(PARAMETER_FILE("[{\"ParameterKey\": \"A\", \"UsePreviousValue\": true}]"),
                     "has no ParameterValue");
    assert_complaint(PARAMETER_FILE("[\"A\"]"), "is not of the form NAME=VALUE");
    assert_complaint(PARAMETER_FILE("{\"A\": [\"x\"]}"), "the parameter 'A' in '/tmp/");
    assert_complaint(PARAMETER_FILE("{\"A\": null}"), "is null, but must be a text");
    assert_complaint(PARAMETER_FILE("{\"A\": {\"B\": \"1\"}}"), "is a map, but must be a text");
    assert_complaint(PARAMETER_FILE("{\"\": \"1\"}"), "a value without a name");
    assert_complaint(PARAMETER_FILE("{\"A\": \"1\", \"A\": \"2\"}"),
                     "gets two different values: one from");
}

UNIT_TEST(managed_policies)
{
    assert_slice(POLICY_FILE("{\"P\": \"arn:aws:iam::aws:policy/P\"}"),
                 "P=arn:aws:iam::aws:policy/P");
    assert_slice(POLICY_FILE("{}"), "");
    assert_complaint(POLICY_FILE("[]"), "holds a list where there should be a map");
    assert_complaint(POLICY_FILE("{\"P\": 1}"), "is '1', which is no ARN");
    assert_complaint(POLICY_FILE("{\"P\": \"P\"}"), "the managed policy 'P' in '/tmp/");
    assert_complaint(POLICY_FILE("{\"P\": [\"arn:x\"]}"), "is a list, but must be a text");
}

int main(void)
{
    return UNIT_RUN(UNIT(overrides), UNIT(overrides_in_the_words_of_aws), UNIT(malformed_overrides),
                    UNIT(shapes_of_parameter_files), UNIT(scalars_become_their_text),
                    UNIT(encodings), UNIT(files_that_are_no_json), UNIT(files_of_another_shape),
                    UNIT(managed_policies));
}
