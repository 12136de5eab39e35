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

/* Of a template without a samconfig.toml beside it. */
static bool gather_parameters(struct cli *cli, const samc_pair **pairs, size_t *count)
{
    return parameters_gather(cli, "/nowhere/at/all/template.yaml", pairs, count);
}

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
    gathered(unit, gather_parameters, (const char *[]){"--parameter-overrides", __VA_ARGS__, NULL})
#define PARAMETER_FILE(content)                                                                    \
    gathered_from_file(unit, gather_parameters, "--parameter-file", BYTES(content))
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
    assert_slice(
        PARAMETER_FILE("{\"template-file-path\": \"t.yaml\", \"parameters\": {\"A\": \"1\"},"
                       " \"tags\": {\"B\": \"2\"}}"),
        "A=1");
    assert_slice(PARAMETER_FILE("{\"parameters\": {}}"), "");
    assert_slice(PARAMETER_FILE("{\"parameters\": \"1\"}"), "parameters=1");
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
    assert_complaint(PARAMETER_FILE("{\"A\": \"\0\"}"), "control character");
}

UNIT_TEST(files_that_cannot_be_read)
{
    assert_complaint(PARAMETER_FILE(""), "line 1 of '/tmp/samc-parameters-");
    assert_complaint(PARAMETER_FILE("{\n\"A\": \"1\",\n\"B\" 1}"), "line 3 of");
    assert_complaint(PARAMETER_FILE("{\"A\": \"1\"}\n{}"), "line 2 of");
    assert_complaint(PARAMETER_FILE("{\"A\": \"1"), "line 1 of");
    assert_complaint(PARAMETER_FILE("A: 1\nB: [\n"), "(--parameter-file): ");
    assert_complaint(PARAMETER_FILE("{\"A\": \"\\u0000\"}"), "holds a zero byte");
    assert_slice(PARAMETER_FILE("{\"A\": \"\\\\u0000\"}"), "A=\\u0000"); /* an escaped backslash */
}

UNIT_TEST(files_in_yaml)
{
    assert_slice(PARAMETER_FILE("A: 1\nB: two words\nC: ''\n"), "A=1;B=two words;C=");
    assert_slice(PARAMETER_FILE("template-file-path: template.yaml\n"
                                "parameters:\n  A: '1'\n  B: x\ntags:\n  C: y\n"),
                 "A=1;B=x");
    assert_slice(PARAMETER_FILE("- ParameterKey: A\n  ParameterValue: 1\n- B=2\n"), "A=1;B=2");
    /* As they are written, whatever number YAML 1.1 sees in them. */
    assert_slice(PARAMETER_FILE("A: 012345670123\nB: 0x1F\nC: 1_000\nD: 1.10\nE: 1:30\n"),
                 "A=012345670123;B=0x1F;C=1_000;D=1.10;E=1:30");
    assert_slice(PARAMETER_FILE("A: true\nB: no\nC: 2024-01-01\n"), "A=true;B=false;C=2024-01-01");
    assert_slice(PARAMETER_FILE("A: &a x\nB: *a\nC: &n 010\nD: *n\n"), "A=x;B=x;C=010;D=010");
    assert_complaint(PARAMETER_FILE("A: ~\n"), "is null, but must be a text");
    assert_complaint(PARAMETER_FILE("A: !Ref B\n"), "is a map, but must be a text");
    assert_complaint(PARAMETER_FILE("A: 1\nA: 2\n"), "line 2 of");
}

UNIT_TEST(files_of_another_shape)
{
    assert_complaint(PARAMETER_FILE("\"A=1\""), "holds a string where there should be");
    assert_complaint(PARAMETER_FILE("[[\"A=1\"]]"), "holds a list where there should be");
    assert_complaint(PARAMETER_FILE("[{\"Key\": \"A\"}]"), "holds a map where there should be");
    assert_complaint(PARAMETER_FILE("[{\"ParameterKey\": \"A\", \"UsePreviousValue\": true}]"),
                     "has no ParameterValue");
    assert_complaint(PARAMETER_FILE("[\"A\"]"), "is not of the form NAME=VALUE");
    assert_complaint(PARAMETER_FILE("{\"A\": [\"x\"]}"), "the parameter 'A' in '/tmp/");
    assert_complaint(PARAMETER_FILE("{\"A\": null}"), "is null, but must be a text");
    assert_complaint(PARAMETER_FILE("{\"A\": {\"B\": \"1\"}}"), "is a map, but must be a text");
    assert_complaint(PARAMETER_FILE("{\"\": \"1\"}"), "a value without a name");
    assert_complaint(PARAMETER_FILE("{\"A\": \"1\", \"A\": \"2\"}"), "is here a second time");
    assert_complaint(PARAMETER_FILE("[\"A=1\", \"A=2\"]"), "gets two different values: one from");
}

/* -- samconfig.toml -----------------------------------------------------------------------------
 * What is due is what SAM CLI 1.170 takes the same file for, unless a comment says otherwise.
 */

static struct slice with_samconfig(struct unit *unit, struct slice content,
                                   const char *const *words)
{
    char folder[] = "/tmp/samc-parameters-XXXXXX";
    struct cli *cli = cli_of(unit, words);
    struct buffer out = buffer_new(unit->arena);
    const samc_pair *pairs;
    size_t count;

    assert_non_null(mkdtemp(folder));
    struct slice path = CONCAT(unit->arena, slice_of(folder), SLICE("/samconfig.toml"));
    struct slice template = CONCAT(unit->arena, slice_of(folder), SLICE("/template.yaml"));
    int descriptor = open(path.text, O_WRONLY | O_CREAT, 0600);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, content.text, content.size), (ssize_t)content.size);
    close(descriptor);
    bool good = parameters_gather(cli, template.text, &pairs, &count);
    unlink(path.text);
    rmdir(folder);
    if (!good) return buffer_slice(&cli->complaints);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%s=%s", i ? ";" : "", pairs[i].name, pairs[i].value);
    return buffer_slice(&out);
}

#define SAMCONFIG(content) with_samconfig(unit, BYTES(content), (const char *[]){NULL})
#define DEPLOY(value)      SAMCONFIG("[default.deploy.parameters]\nparameter_overrides = " value "\n")

UNIT_TEST(texts_of_samconfig)
{
    assert_slice(DEPLOY("\"A=1 B=2\""), "A=1;B=2");
    assert_slice(DEPLOY("\"  A=1   B=x=y \""), "A=1;B=x=y");
    assert_slice(DEPLOY("\"A=\\\"two words\\\" B='x y'\""), "A=two words;B=x y");
    assert_slice(DEPLOY("'A=\"it\\\"s\" B=a\\ b'"), "A=it\"s;B=a b");
    assert_slice(DEPLOY("'A=a\\\\b B=\\a'"), "A=a\\\\b;B=\\a");
    assert_slice(DEPLOY("\"A=a'b B='it\\\\'s'\""), "A=a'b;B=it's");
    assert_slice(DEPLOY("\"A=a,b B=c\""), "A=a,b;B=c");
    assert_slice(DEPLOY("\"A=1\\tB=2\""), "A=1\tB=2");
    assert_slice(DEPLOY("\"A=http://a?b=c\""), "A=http://a?b=c");
    assert_slice(DEPLOY("'A=\"\" B=1'"), "A=;B=1"); /* for `sam build`, A keeps its default */
    assert_slice(DEPLOY("\"ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue='a b'\""),
                 "A=1;B=a b");
    assert_slice(DEPLOY("'ParameterKey=A,ParameterValue=a\\,b'"), "A=a\\,b");
    assert_slice(DEPLOY("\"\""), "");
}

UNIT_TEST(lists_and_tables_of_samconfig)
{
    assert_slice(DEPLOY("[\"A=1\", \"B=2 C='3 4'\"]"), "A=1;B=2;C=3 4");
    assert_slice(DEPLOY("[]"), "");
    assert_slice(DEPLOY("{A = \"1\", B = 'x y'}"), "A=1;B=x y");
    assert_slice(DEPLOY("[{A = \"1\"}, {B = \"2\"}]"), "A=1;B=2");
    assert_slice(SAMCONFIG("[default.deploy.parameters.parameter_overrides]\nA = \"1 2\"\n"),
                 "A=1 2");
}

UNIT_TEST(tables_of_samconfig_by_precedence)
{
    assert_slice(SAMCONFIG("[default.global.parameters]\nparameter_overrides = \"A=global\"\n"),
                 "A=global");
    assert_slice(SAMCONFIG("[default.global.parameters]\nparameter_overrides = \"A=global\"\n"
                           "[default.deploy.parameters]\nparameter_overrides = \"B=deploy\"\n"),
                 "B=deploy");
    assert_slice(SAMCONFIG("[default.transform.parameters]\nparameter_overrides = []\n"
                           "[default.deploy.parameters]\nparameter_overrides = \"B=deploy\"\n"),
                 "");
    assert_slice(SAMCONFIG("[default.build.parameters]\nparameter_overrides = \"A=1\"\n"
                           "[other.deploy.parameters]\nparameter_overrides = \"A=1\"\n"
                           "[default.deploy.parameters]\nregion = \"eu-west-1\"\n"),
                 "");
}

/* Any value that is given otherwise takes the place of all of samconfig.toml. */
UNIT_TEST(options_before_samconfig)
{
    struct slice content =
        BYTES("[default.deploy.parameters]\nparameter_overrides = \"A=1 B=2\"\n");

    assert_slice(
        with_samconfig(unit, content, (const char *[]){"--parameter-overrides", "A=3", NULL}),
        "A=3");
    assert_slice(with_samconfig(unit, BYTES("no TOML"),
                                (const char *[]){"--parameter-overrides", "A=3", NULL}),
                 "A=3");
}

/* SAM CLI passes over some of these without a word. */
UNIT_TEST(malformed_overrides_of_samconfig)
{
    assert_complaint(SAMCONFIG("no TOML"), "cannot take values of parameters from");
    assert_complaint(SAMCONFIG("no TOML"), "Correct it, or give --parameter-overrides.");
    assert_complaint(DEPLOY("\"A=1 junk\""), "'junk' (line 2 of /tmp/");
    assert_complaint(DEPLOY("\"A= B=1\""), "'A=...' (line 2 of /tmp/");
    assert_complaint(DEPLOY("\"ParameterKey=A,ParameterValue= B=1\""), "has no value");
    assert_complaint(DEPLOY("\"A='secret B=1\""), "'A=...' (line 2 of /tmp/");
    assert_complaint(DEPLOY("\"A=1 A=2\""), "gets two different values");
    assert_complaint(DEPLOY("[1]"), "is no text");
    assert_complaint(DEPLOY("{A = 1}"), "is no text");
    assert_complaint(DEPLOY("\"file://values.yaml\""), "names a file");
}

UNIT_TEST(managed_policies)
{
    assert_slice(POLICY_FILE("{\"P\": \"arn:aws:iam::aws:policy/P\"}"),
                 "P=arn:aws:iam::aws:policy/P");
    assert_slice(POLICY_FILE("{}"), "");
    assert_complaint(POLICY_FILE("[]"), "holds a list where there should be a map");
    assert_complaint(POLICY_FILE("{\"P\": 1}"), "is '1', which is no ARN");
    assert_slice(POLICY_FILE("P: arn:aws:iam::aws:policy/P"), "P=arn:aws:iam::aws:policy/P");
    assert_complaint(POLICY_FILE("{\"P\": \"P\"}"), "the managed policy 'P' in '/tmp/");
    assert_complaint(POLICY_FILE("{\"P\": [\"arn:x\"]}"), "is a list, but must be a text");
}

int main(void)
{
    return UNIT_RUN(UNIT(overrides), UNIT(overrides_in_the_words_of_aws), UNIT(malformed_overrides),
                    UNIT(shapes_of_parameter_files), UNIT(scalars_become_their_text),
                    UNIT(encodings), UNIT(files_that_cannot_be_read), UNIT(files_in_yaml),
                    UNIT(files_of_another_shape), UNIT(texts_of_samconfig),
                    UNIT(lists_and_tables_of_samconfig), UNIT(tables_of_samconfig_by_precedence),
                    UNIT(options_before_samconfig), UNIT(malformed_overrides_of_samconfig),
                    UNIT(managed_policies));
}
