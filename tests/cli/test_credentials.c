/* Where credentials come from, and which come first. */
#include "aws/credentials.h"

#include <stdlib.h>
#include <unistd.h>

#include "aws/ini.h"
#include "base/file.h"
#include "tests/unit/unit.h"

static const char *const variables[] = {"AWS_ACCESS_KEY_ID",
                                        "AWS_SECRET_ACCESS_KEY",
                                        "AWS_SESSION_TOKEN",
                                        "AWS_PROFILE",
                                        "AWS_SHARED_CREDENTIALS_FILE",
                                        "AWS_CONFIG_FILE",
                                        "HOME",
                                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                        "AWS_CONTAINER_CREDENTIALS_FULL_URI"};

/* A file with this text, which is gone when the test ends. */
static const char *file_with(struct unit *unit, const char *name, const char *text)
{
    const char *path =
        slice_printf(unit->arena, "/tmp/samc-test-%ld-%s", (long)getpid(), name).text;

    assert_true(file_ok(file_write(unit->arena, path, slice_of(text))));
    return path;
}

/* An environment with two files of profiles and nothing else. */
static void set_files(struct unit *unit, const char *credentials, const char *config)
{
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    setenv("AWS_SHARED_CREDENTIALS_FILE", file_with(unit, "credentials", credentials), 1);
    setenv("AWS_CONFIG_FILE", file_with(unit, "config", config), 1);
}

static void remove_files(void)
{
    unlink(getenv("AWS_SHARED_CREDENTIALS_FILE"));
    unlink(getenv("AWS_CONFIG_FILE"));
}

/* "key/secret/token" of what is found, or the problem. */
static const char *found(struct unit *unit, const char *profile)
{
    struct credentials credentials;
    struct slice problem;

    if (!credentials_find(unit->arena, profile, &credentials, &problem))
        return slice_copy(unit->arena, problem).text;
    return slice_printf(unit->arena, "%s/%s/%s", credentials.key_id, credentials.secret,
                        credentials.token ? credentials.token : "-")
        .text;
}

#define KEYS(name) "aws_access_key_id=" name "\naws_secret_access_key = s" name "\n"

UNIT_TEST(precedence)
{
    set_files(unit, "[default]\n" KEYS("d") "[one]\n" KEYS("one") "aws_session_token = t\n",
              "[default]\n" KEYS("unseen") "[profile two]\n" KEYS("two"));
    assert_string_equal(found(unit, NULL), "d/sd/-");
    setenv("AWS_PROFILE", "one", 1);
    assert_string_equal(found(unit, NULL), "one/sone/t");
    assert_string_equal(found(unit, "two"), "two/stwo/-");
    setenv("AWS_ACCESS_KEY_ID", "e", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "se", 1);
    assert_string_equal(found(unit, NULL), "e/se/-");
    setenv("AWS_SESSION_TOKEN", "te", 1);
    assert_string_equal(found(unit, NULL), "e/se/te");
    assert_string_equal(found(unit, "one"), "one/sone/t");
    remove_files();
}

UNIT_TEST(forms_of_files)
{
    set_files(
        unit, "\xef\xbb\xbf# comment\r\n; another\r\nstray = 1\r\n[ one ]\r\n" KEYS("x") "\r\n",
        "[two]\n" KEYS("no") "[profile \"three four\"]\nregion=x\ns3 =\n  aws_access_key_id = "
                             "nested\n" KEYS("34") "[profile\ttab]\n" KEYS(
                                 "tab") "[profiles]\n[unclosed\nno sign\n"
                                        "[sso-session one]\naws_access_key_id=unseen\n");
    assert_string_equal(found(unit, "one"), "x/sx/-");
    assert_string_equal(found(unit, "three four"), "34/s34/-");
    assert_string_equal(found(unit, "tab"), "tab/stab/-");
    assert_non_null(strstr(found(unit, "two"), "the profile two has no keys in "));
    remove_files();
}

UNIT_TEST(what_is_wrong)
{
    set_files(unit,
              "[half]\naws_access_key_id = x\n[odd]\naws_access_key_id = a b\n"
              "aws_secret_access_key=s\n",
              "[profile process]\ncredential_process = x\n[profile sso]\nsso_session = x\n"
              "[profile role]\nrole_arn = x\nsource_profile = half\n");
    assert_non_null(strstr(found(unit, NULL), "there are no AWS credentials. Set AWS_ACCESS"));
    assert_string_equal(found(unit, "half"),
                        "The profile half has an access key id, but no secret access key.");
    assert_non_null(strstr(found(unit, "odd"), "holds characters that cannot be in it."));
    assert_non_null(strstr(found(unit, "process"), "by credential_process, which samc does not"));
    assert_non_null(strstr(found(unit, "sso"), "export-credentials --profile sso --format env"));
    assert_non_null(strstr(found(unit, "role"), "by role_arn, which"));
    setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "x", 1);
    assert_non_null(strstr(found(unit, NULL), "a web identity are not fetched yet"));
    remove_files();
    setenv("AWS_CONFIG_FILE", "/", 1);
    assert_non_null(strstr(found(unit, NULL), "the file / cannot be read: "));
}

UNIT_TEST(there_may_be_no_home)
{
    set_files(unit, "", "");
    remove_files();
    unsetenv("AWS_SHARED_CREDENTIALS_FILE");
    unsetenv("AWS_CONFIG_FILE");
    assert_non_null(strstr(found(unit, NULL), "there are no AWS credentials."));
    assert_non_null(strstr(found(unit, "x"), "(no HOME)"));
}

int main(void)
{
    return UNIT_RUN(UNIT(precedence), UNIT(forms_of_files), UNIT(what_is_wrong),
                    UNIT(there_may_be_no_home));
}
