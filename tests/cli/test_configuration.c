/* .cfnlintrc: what it may hold, what is refused, and how several go together. */
#include "cli/configuration.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/unit.h"

static void write_file(const char *path, struct slice text)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text.text, text.size), (ssize_t)text.size);
    close(descriptor);
}

/* Where a test runs: in the folder "work" of an empty one, with "home" beside it. */
static void begin(char *folder)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("home", 0700), 0);
    assert_int_equal(mkdir("work", 0700), 0);
    assert_int_equal(chdir("work"), 0);
    setenv("HOME", "../home", 1);
}

static void end(const char *folder)
{
    static const char *const files[] = {".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml",
                                        "../home/.cfnlintrc", "../home/.cfnlintrc.yaml"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    assert_int_equal(rmdir("../home"), 0);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir("work"), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
}

static struct cli *cli_of(struct unit *unit, const char *file)
{
    struct cli *cli = arena_zalloc(unit->arena, sizeof *cli);
    const char *words[] = {"lint", "--config-file", file};

    cli->arena = unit->arena;
    cli->complaints = buffer_new(unit->arena);
    assert_true(arguments_parse(cli, file ? 3 : 1, (char *const *)words));
    return cli;
}

/* What was set, as "key=item,item;parameter:name=value", behind what was said. */
static struct slice told(const struct cli *cli, const struct configuration *configuration)
{
    static const char *const keys[] = {
#define SETTING(NAME, key, type, merge, use) key,
#include "cli/configuration_list.h"
#undef SETTING
    };
    struct buffer out = buffer_new(cli->arena);

    buffer_add(&out, buffer_slice(&cli->complaints));
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct words *words = &configuration->values[i];
        if (words->count > 0) buffer_printf(&out, "%s=", keys[i]);
        for (size_t j = 0; j < words->count; j++)
            buffer_printf(&out, "%s%s", words->items[j], j + 1 < words->count ? "," : ";");
    }
    for (size_t i = 0; i < configuration->parameter_count; i++)
        buffer_printf(&out, "parameter:%s=%s;", configuration->parameters[i].name,
                      configuration->parameters[i].value);
    return buffer_slice(&out);
}

static struct slice configured(struct unit *unit, const char *file)
{
    struct cli *cli = cli_of(unit, file);
    struct configuration configuration = {0};

    if (!configuration_read(cli, &configuration)) return buffer_slice(&cli->complaints);
    return told(cli, &configuration);
}

/* The same for a file of that content in the working folder. */
static struct slice configured_by(struct unit *unit, struct slice text)
{
    write_file(".cfnlintrc", text);
    return configured(unit, NULL);
}

#define assert_configured(text, expected) assert_slice(configured_by(unit, SLICE(text)), (expected))

UNIT_TEST(values)
{
    char folder[] = "/tmp/samc-configuration-XXXXXX";

    begin(folder);
    assert_slice(configured(unit, NULL), "");
    assert_configured("", "");
    assert_configured("# nothing\n---\n  # here\r\n", "");
    assert_configured("{}", "");
    assert_configured("ignore_checks: [E3002, W]\ninclude_checks:\n- I\n",
                      "ignore_checks=E3002,W;include_checks=I;");
    assert_configured("{\"format\": \"json\", \"ignore_bad_template\": true}",
                      "format=json;ignore_bad_template=true;");
    assert_configured("merge_configs: false\nregions: []", "merge_configs=false;");
    assert_configured("parameters: [{A: 1.10, B: true}, {C: x}]",
                      "parameter:A=1.10;parameter:B=true;parameter:C=x;");
    assert_configured("template_parameters: {A: x}\nparameters: [{A: y}]", "parameter:A=y;");
    end(folder);
}

UNIT_TEST(mistakes)
{
    char folder[] = "/tmp/samc-configuration-XXXXXX";

    begin(folder);
    assert_configured("regions: [x]\nignore_cheks: [E1]\n",
                      "samc: .cfnlintrc:2:1: there is no setting 'ignore_cheks'. Did you mean "
                      "'ignore_checks'? Correct it or take it out.\n");
    assert_configured("what: 1",
                      "samc: .cfnlintrc:1:1: there is no setting 'what'. Correct it or take it "
                      "out.\n");
    assert_configured("ignore_checks: E3002",
                      "samc: .cfnlintrc:1:16: ignore_checks has to be a list of texts, such as "
                      "[ABC, DEF], and here is a string. Correct it.\n");
    assert_configured("ignore_checks:\n  - E3002\n  - 7\n",
                      "samc: .cfnlintrc:3:5: ignore_checks has to be a list of texts, such as "
                      "[ABC, DEF], and here is an integer. Correct it.\n");
    assert_configured("format: [json]",
                      "samc: .cfnlintrc:1:9: format has to be a text, and here is a list. Correct "
                      "it.\n");
    assert_configured("debug: 'yes'",
                      "samc: .cfnlintrc:1:8: debug has to be true or false, and here is a string. "
                      "Correct it.\n");
    assert_configured("parameters: [{A: {B: 1}}]",
                      "samc: .cfnlintrc:1:18: parameters has to be a list of maps, such as "
                      "[{NAME: VALUE}], and here is a map. Correct it.\n");
    assert_configured("- a", "samc: .cfnlintrc:1:1: settings are a map from keys to values, and "
                             "here is a list.\n");
    assert_true(slice_starts(configured_by(unit, SLICE("a: [")), SLICE("samc: .cfnlintrc:1:5: ")));
    assert_configured("append_rules: [x]\noverride_spec: y",
                      "samc: .cfnlintrc:1:1: append_rules changes nothing, since samc has no such "
                      "thing. Take it out.\n"
                      "samc: .cfnlintrc:2:1: override_spec changes nothing, since samc has no such "
                      "thing. Take it out.\n"
                      "append_rules=x;override_spec=y;");
    end(folder);
}

UNIT_TEST(files)
{
    char folder[] = "/tmp/samc-configuration-XXXXXX";

    begin(folder);
    write_file(".cfnlintrc.yml", SLICE("format: junit"));
    assert_slice(configured(unit, NULL), "format=junit;");
    write_file(".cfnlintrc.yaml", SLICE("format: sarif"));
    assert_slice(configured(unit, NULL), "format=sarif;");
    write_file(".cfnlintrc", SLICE("format: json"));
    assert_slice(configured(unit, NULL), "format=json;");
    assert_slice(configured(unit, ".cfnlintrc.yml"), "format=junit;");
    assert_slice(configured(unit, "no.yaml"),
                 "samc: cannot read 'no.yaml': there is no such file. Check its name, and the "
                 "folder you are in.\n");
    end(folder);
}

/* Lists go together, single values come from the working folder. */
UNIT_TEST(home_and_here)
{
    char folder[] = "/tmp/samc-configuration-XXXXXX";

    begin(folder);
    write_file("../home/.cfnlintrc",
               SLICE("ignore_checks: [E1]\nformat: json\ntemplates: [a]\nregions: [eu-west-1]\n"
                     "parameters: [{A: home, B: home}]\ndebug: true"));
    assert_slice(configured(unit, NULL),
                 "debug=true;format=json;ignore_checks=E1;regions=eu-west-1;templates=a;"
                 "parameter:A=home;parameter:B=home;");
    write_file(".cfnlintrc.yaml", SLICE("ignore_checks: [E2]\nformat: sarif\ntemplates: [b, c]\n"
                                        "parameters: [{B: here}]"));
    assert_slice(configured(unit, NULL),
                 "debug=true;format=sarif;ignore_checks=E1,E2;regions=eu-west-1;templates=b,c;"
                 "parameter:A=home;parameter:B=here;");
    assert_slice(configured(unit, "../home/.cfnlintrc"),
                 "debug=true;format=json;ignore_checks=E1;regions=eu-west-1;templates=a;"
                 "parameter:A=home;parameter:B=home;");
    /* One file is not read twice. */
    setenv("HOME", ".", 1);
    assert_slice(configured(unit, NULL),
                 "format=sarif;ignore_checks=E2;templates=b,c;parameter:B=here;");
    end(folder);
}

int main(void)
{
    return UNIT_RUN(UNIT(values), UNIT(mistakes), UNIT(files), UNIT(home_and_here));
}
