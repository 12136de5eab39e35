/* The environment comes first, unless a profile is asked for by name. A profile is put together from
 * two files; where both have keys, those of the credentials file count.
 */
#include "aws/credentials.h"

#include <errno.h>

#include "aws/environment.h"
#include "aws/ini.h"
#include "base/file.h"

enum { MOST_BYTES = 1 << 20 }; /* of a file with profiles */

/* Ways to get credentials that are not understood. */
static const char *const other_ways[] = {"credential_process",
                                         "sso_session",
                                         "sso_start_url",
                                         "role_arn",
                                         "source_profile",
                                         "web_identity_token_file",
                                         "login_session"};

/* A profile as far as it has been read. */
struct profile {
    struct arena *arena;
    const char *name;
    bool in_config;               /* the config file is being read, where sections have a prefix */
    bool found;                   /* a section has its name */
    struct credentials from[2];   /* the credentials file's, the config file's */
    const char *other_way;        /* NULL, or one of other_ways[] */
    struct slice unreadable;      /* why a file could not be read; empty: it could, or is absent */
    const char *credentials_path; /* NULL: there is no home folder */
    const char *config_path;
};

/* -- Files --------------------------------------------------------------------------------------
 */

/* The name of the profile that a section is about; empty when it is about something else. */
static struct slice section_profile(const struct profile *profile, struct slice section)
{
    struct slice prefix = SLICE("profile");

    if (!profile->in_config || slice_eq(section, SLICE("default"))) return section;
    if (!slice_starts(section, prefix)) return SLICE("");
    section = slice_from(section, prefix.size);
    if (!section.size || !strchr(" \t", section.text[0])) return SLICE("");
    while (section.size && strchr(" \t\"'", section.text[0]))
        section = slice_from(section, 1);
    while (section.size && strchr(" \t\"'", section.text[section.size - 1]))
        section.size--;
    return section;
}

static void take_line(void *context, struct slice section, struct slice key, struct slice value)
{
    struct profile *profile = context;
    struct credentials *credentials = &profile->from[profile->in_config];

    if (!slice_eq(section_profile(profile, section), slice_of(profile->name))) return;
    profile->found = true;
    const char *text = value.size ? slice_copy(profile->arena, value).text : NULL;
    if (slice_eq(key, SLICE("aws_access_key_id"))) credentials->key_id = text;
    if (slice_eq(key, SLICE("aws_secret_access_key"))) credentials->secret = text;
    if (slice_eq(key, SLICE("aws_session_token"))) credentials->token = text;
    for (size_t i = 0; i < sizeof other_ways / sizeof *other_ways; i++)
        if (!profile->other_way && slice_eq(key, slice_of(other_ways[i])))
            profile->other_way = other_ways[i];
}

/* The path that `name` holds, or that of a file in ~/.aws. NULL when there is no home. */
static const char *profile_path(struct arena *arena, const char *name, const char *file)
{
    const char *home = aws_variable("HOME");

    if (aws_variable(name)) return aws_variable(name);
    return home ? slice_printf(arena, "%s/.aws/%s", home, file).text : NULL;
}

static void read_profile_file(struct profile *profile, const char *path)
{
    struct slice text;

    if (!path) return;
    struct file_status status = file_read(profile->arena, path, MOST_BYTES, &text);
    if (file_ok(status))
        ini_read(text, take_line, profile);
    else if (status.error != ENOENT && status.error != ENOTDIR)
        profile->unreadable = slice_printf(profile->arena, "the file %s cannot be read: %s. ", path,
                                           strerror(status.error));
}

static struct profile read_profile(struct arena *arena, const char *name)
{
    struct profile profile = {.arena = arena, .name = name, .unreadable = SLICE("")};

    profile.credentials_path = profile_path(arena, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
    profile.config_path = profile_path(arena, "AWS_CONFIG_FILE", "config");
    read_profile_file(&profile, profile.credentials_path);
    profile.in_config = true;
    read_profile_file(&profile, profile.config_path);
    return profile;
}

/* -- What can be used ---------------------------------------------------------------------------
 */

/* Whether the text can stand in a header. */
static bool is_plain(const char *text)
{
    for (; *text; text++)
        if (*text <= ' ' || *text > '~') return false;
    return true;
}

static bool check(struct arena *arena, const struct credentials *credentials, const char *source,
                  struct slice *problem)
{
    if (!credentials->secret)
        *problem = slice_printf(arena, "%s has an access key id, but no secret access key.",
                                source);
    else if (!is_plain(credentials->key_id) ||
             (credentials->token && !is_plain(credentials->token)))
        *problem = slice_printf(arena, "The access key id or session token of %s holds characters "
                                       "that cannot be in it.",
                                source);
    else
        return true;
    return false;
}

static struct slice no_credentials(const struct profile *profile, bool asked_for)
{
    struct arena *arena = profile->arena;
    const char *remedy = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile that has "
                         "keys with --profile, or do without with --offline.";

    if (profile->unreadable.size)
        return CONCAT(arena, profile->unreadable, SLICE("Correct that, or use --offline."));
    if (profile->other_way)
        return slice_printf(arena,
                            "the profile %s gets its credentials by %s, which samc does not do "
                            "yet. Put them into the environment first: eval \"$(aws configure "
                            "export-credentials --profile %s --format env)\"; or use --offline.",
                            profile->name, profile->other_way, profile->name);
    if (aws_variable("AWS_WEB_IDENTITY_TOKEN_FILE") ||
        aws_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") ||
        aws_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
        return slice_printf(arena, "the credentials of a container or a web identity are not "
                                   "fetched yet. Put them into the environment first: eval \"$(aws "
                                   "configure export-credentials --format env)\"; or use "
                                   "--offline.");
    if (asked_for)
        return slice_printf(arena, "the profile %s has no keys in %s and %s. %s", profile->name,
                            profile->credentials_path ? profile->credentials_path : "(no HOME)",
                            profile->config_path ? profile->config_path : "(no HOME)", remedy);
    return slice_printf(arena, "there are no AWS credentials. %s", remedy);
}

static bool from_profile(struct arena *arena, const char *name, bool asked_for,
                         struct credentials *credentials, struct slice *problem)
{
    struct profile profile = read_profile(arena, name);
    struct slice source = slice_printf(arena, "The profile %s", name);

    *credentials = profile.from[profile.from[0].key_id ? 0 : 1];
    if (credentials->key_id) return check(arena, credentials, source.text, problem);
    *problem = no_credentials(&profile, asked_for);
    return false;
}

bool credentials_find(struct arena *arena, const char *profile, struct credentials *credentials,
                      struct slice *problem)
{
    const char *named = profile ? profile : aws_variable("AWS_PROFILE");

    *credentials = (struct credentials){
        .key_id = aws_variable("AWS_ACCESS_KEY_ID"),
        .secret = aws_variable("AWS_SECRET_ACCESS_KEY"),
        .token = aws_variable("AWS_SESSION_TOKEN"),
    };
    if (!profile && credentials->key_id)
        return check(arena, credentials, "The environment", problem);
    return from_profile(arena, named ? named : "default", named != NULL, credentials, problem);
}
