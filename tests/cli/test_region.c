/* Where the region comes from, by order of precedence. */
#include "cli/region.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/unit.h"

/* Where a test runs: in an empty folder, without AWS_REGION and AWS_DEFAULT_REGION. */
static void begin(char *folder)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    unsetenv("AWS_REGION");
    unsetenv("AWS_DEFAULT_REGION");
}

static void end(const char *folder)
{
    unlink("samconfig.toml");
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void samconfig(const char *text)
{
    int descriptor = open("samconfig.toml", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
}

/* The region for a template, "none", or the message. */
static struct slice region_for(struct unit *unit, const char *path, const char *option)
{
    struct cli *cli = arena_zalloc(unit->arena, sizeof *cli);
    const char *region = NULL, *words[] = {"transform", "--region", option};

    cli->arena = unit->arena;
    cli->complaints = buffer_new(unit->arena);
    assert_true(arguments_parse(cli, option ? 3 : 1, (char *const *)words));
    if (!region_choose(cli, path, &region)) return buffer_slice(&cli->complaints);
    return region ? slice_of(region) : SLICE("none");
}

#define assert_complaint(got, part)                                                                \
    assert_true(slice_starts((got), SLICE("samc: ")) &&                                            \
                slice_search((got), SLICE(part)) < (got).size)

UNIT_TEST(options_before_variables_before_samconfig)
{
    char folder[] = "/tmp/samc-region-XXXXXX";

    begin(folder);
    assert_slice(region_for(unit, "t.yaml", NULL), "none");
    samconfig("[default.global.parameters]\nregion = \"eu-west-1\"\n");
    assert_slice(region_for(unit, "t.yaml", NULL), "eu-west-1");
    setenv("AWS_DEFAULT_REGION", "eu-west-2", 1);
    assert_slice(region_for(unit, "t.yaml", NULL), "eu-west-2");
    setenv("AWS_REGION", "eu-west-3", 1);
    assert_slice(region_for(unit, "t.yaml", NULL), "eu-west-3");
    assert_slice(region_for(unit, "t.yaml", "cn-north-1"), "cn-north-1");
    setenv("AWS_REGION", "", 1); /* as if it were not set */
    assert_slice(region_for(unit, "t.yaml", NULL), "eu-west-2");
    end(folder);
}

UNIT_TEST(samconfig_is_beside_the_template)
{
    char folder[] = "/tmp/samc-region-XXXXXX";

    begin(folder);
    samconfig("[default.global.parameters]\nregion = \"eu-west-1\"\n");
    struct slice path = CONCAT(unit->arena, slice_of(folder), SLICE("/t.yaml"));
    assert_slice(region_for(unit, "-", NULL), "eu-west-1");
    assert_int_equal(chdir("/"), 0);
    assert_slice(region_for(unit, path.text, NULL), "eu-west-1");
    assert_slice(region_for(unit, "/nowhere/at/all/t.yaml", NULL), "none");
    assert_int_equal(chdir(folder), 0);
    end(folder);
}

UNIT_TEST(tables_of_samconfig)
{
    char folder[] = "/tmp/samc-region-XXXXXX";

    begin(folder);
    samconfig("[default.global.parameters]\nregion = \"r-global-1\"\n"
              "[default.deploy.parameters]\nregion = \"r-deploy-1\"\n");
    assert_slice(region_for(unit, "t", NULL), "r-deploy-1");
    samconfig("[default.transform.parameters]\nregion = \"r-transform-1\"\n"
              "[default.deploy.parameters]\nregion = \"r-deploy-1\"\n");
    assert_slice(region_for(unit, "t", NULL), "r-transform-1");
    samconfig("[prod.deploy.parameters]\nregion = \"r-prod-1\"\n[default.build.parameters]\n"
              "region = \"r-build-1\"\n[default]\nregion = \"r-default-1\"\n");
    assert_slice(region_for(unit, "t", NULL), "none");
    samconfig("default.deploy = {parameters = {region = \"r-inline-1\"}}");
    assert_slice(region_for(unit, "t", NULL), "r-inline-1");
    end(folder);
}

UNIT_TEST(bad_names_and_files_are_told)
{
    char folder[] = "/tmp/samc-region-XXXXXX";

    begin(folder);
    assert_complaint(region_for(unit, "t", "EU"), "'EU' (--region) is not the name of a region");
    setenv("AWS_REGION", "a b", 1);
    assert_complaint(region_for(unit, "t", NULL), "'a b' (AWS_REGION) is not");
    unsetenv("AWS_REGION");
    samconfig("[default.deploy.parameters]\n\nregion = \"a/b\"\n");
    assert_complaint(region_for(unit, "t", NULL), "'a/b' (line 3 of samconfig.toml) is not");
    samconfig("[default.deploy.parameters]\nregion = 5\n");
    assert_complaint(region_for(unit, "t", NULL),
                     "line 2 of 'samconfig.toml': default.deploy.parameters.region is not a text");
    samconfig("[default\n");
    assert_complaint(region_for(unit, "t", NULL), "'samconfig.toml': line 1 is not valid TOML");
    assert_slice(region_for(unit, "t", "eu-west-1"), "eu-west-1"); /* it is not looked at */
    samconfig("a = '\xff'\n");
    assert_complaint(region_for(unit, "t", NULL), "is not valid TOML");
    assert_int_equal(unlink("samconfig.toml"), 0);
    assert_int_equal(mkdir("samconfig.toml", 0700), 0);
    assert_complaint(region_for(unit, "t", NULL), "cannot read 'samconfig.toml': it is a folder");
    assert_int_equal(rmdir("samconfig.toml"), 0);
    end(folder);
}

int main(void)
{
    return UNIT_RUN(UNIT(options_before_variables_before_samconfig),
                    UNIT(samconfig_is_beside_the_template), UNIT(tables_of_samconfig),
                    UNIT(bad_names_and_files_are_told));
}
