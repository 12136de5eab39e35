/* The man pages: samc(1), and one for each command with its options. What the tables hold comes
 * from them; the rest is here. The results are kept as docs/samc*.1, and a test compares them. */
#include "cli/cli.h"
#include "cli/option.h"
#include "cli/usage.h"
#include "samc/samc.h"

/* A part of the page that no table knows. */
struct entry {
    const char *term; /* NULL: a paragraph of its own */
    const char *text;
};

static const struct entry description[] = {
    {NULL,
     "samc reads an AWS SAM or CloudFormation template, in YAML or JSON, and writes the "
     "CloudFormation template that the AWS::Serverless transform makes of it, with the same "
     "logical ids and the same properties. It needs no network and no account, but for templates "
     "that name applications of the Serverless Application Repository; see --offline."},
};

static const struct entry environment[] = {
    {"AWS_REGION, AWS_DEFAULT_REGION", "The region to compile for, when --region is not given."},
    {"AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE",
     "The credentials for the Serverless Application Repository; see --profile."},
    {"AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE",
     "The files that hold profiles, in place of ~/.aws/credentials and ~/.aws/config."},
    {"AWS_ENDPOINT_URL_SERVERLESSREPO, AWS_ENDPOINT_URL",
     "Where the Serverless Application Repository is, in place of that of the region."},
    {"AWS_MAX_ATTEMPTS", "How often a request is tried when the service is busy (default: 6)."},
    {"AWS_CA_BUNDLE", "A file with the certificates to trust, in place of the system's."},
    {"TMPDIR",
     "The folder, in place of /tmp, where an output of more than a million bytes waits until "
     "it is known to be good, in a file that has no name."},
    {"NO_COLOR", "When it is set and not empty, findings have no colours."},
    {"TERM", "When it is not set, or is dumb, findings have no colours."},
};

static const struct entry files[] = {
    {"samconfig.toml",
     "The options of sam(1), looked for beside the template, or in the working folder when the "
     "template is read from standard input. Of it, samc reads only the region, and only when "
     "neither an option nor the environment has one."},
    {".cfnlintrc, .cfnlintrc.yaml, .cfnlintrc.yml",
     "Settings of samc lint, in the home folder and in the working folder, as cfn-lint has them."},
    {".gitignore", "What samc lint leaves out of folders."},
    {"~/.aws/credentials, ~/.aws/config",
     "Profiles with AWS credentials, read only for applications of the Serverless Application "
     "Repository."},
};

static const struct entry diagnostics[] = {
    {NULL,
     "A finding is written as FILE:LINE:COLUMN: SEVERITY RULE: MESSAGE, on a terminal followed "
     "by the line of the template. Control characters of the template are shown as \\xNN. The "
     "rules are listed by samc rules."},
    {NULL, "Lines that start with samc: say why samc could not do its work."},
};

/* Commands of the examples are shown as they are typed. */
static const struct entry examples[] = {
    {"samc transform template.yaml > template.json", "Compile a template."},
    {"samc transform template.yaml -o out.json --parameter-overrides Stage=prod Size=3",
     "Compile it with values for its parameters, into a file."},
    {"samc transform --local-artifacts keep -o packaged.json template.yaml",
     "Leave local paths to aws cloudformation package."},
    {"samc lint . --changed=origin/main", "Check the templates that a branch has changed."},
    {"samc explain template.yaml HelloRole", "See why there is a resource HelloRole."},
};

/* Appends text so that it comes out of troff as it went in. */
static void add_text(struct buffer *out, const char *text)
{
    static const char special[] = "\\-`'\"~^";
    static const char *const names[] = {"\\e", "\\-", "\\(ga", "\\(aq", "\\(dq", "\\(ti", "\\(ha"};

    for (; *text; text++) {
        const char *found = strchr(special, *text);
        bool first = out->size == 0 || out->text[out->size - 1] == '\n';
        if (first && *text == '.') buffer_add(out, SLICE("\\&"));
        if (found)
            buffer_add(out, slice_of(names[found - special]));
        else
            buffer_add_byte(out, *text);
    }
}

static void add_line(struct buffer *out, const char *text)
{
    add_text(out, text);
    buffer_add_byte(out, '\n');
}

/* Half a sentence of the help as a whole one. */
static void add_sentence(struct buffer *out, const char *text)
{
    size_t start = out->size;

    add_text(out, text);
    if (out->text[start] >= 'a' && out->text[start] <= 'z') out->text[start] += 'A' - 'a';
    buffer_add(out, SLICE(".\n"));
}

static void add_heading(struct buffer *out, const char *text)
{
    buffer_printf(out, ".SH %s\n", text);
}

/* A term in bold, which the text below explains. */
static void add_term(struct buffer *out, const char *term)
{
    buffer_add(out, SLICE(".TP\n\\fB"));
    add_text(out, term);
    buffer_add(out, SLICE("\\fR\n"));
}

static void add_entries(struct buffer *out, const char *heading, const struct entry *entries,
                        size_t count)
{
    add_heading(out, heading);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].term)
            add_term(out, entries[i].term);
        else
            buffer_add(out, SLICE(".PP\n"));
        add_line(out, entries[i].text);
    }
}

#define ADD_ENTRIES(out, heading, entries)                                                         \
    add_entries((out), (heading), (entries), sizeof(entries) / sizeof *(entries))

/* -- Sections that come from tables --------------------------------------------------------------
 */

static void add_name(struct buffer *out, const char *command, const char *title)
{
    const char *name = command ? slice_printf(out->arena, "samc-%s", command).text : "samc";

    buffer_add(out, SLICE(".TH "));
    for (const char *c = name; *c; c++)
        buffer_add_byte(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    buffer_printf(out, " 1 \"\" \"samc %s\" \"User Commands\"\n", samc_version());
    add_heading(out, "NAME");
    add_text(out, name);
    buffer_add(out, SLICE(" \\- "));
    add_line(out, title);
}

static void add_command_synopsis(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "\\fBsamc %s\\fR [\\fIOPTION\\fR...] %s\n", command->name,
                  command->operands);
}

static void add_synopsis(struct buffer *out)
{
    add_heading(out, "SYNOPSIS");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        if (i > 0) buffer_add(out, SLICE(".br\n"));
        add_command_synopsis(out, command);
    }
}

static void add_commands(struct buffer *out)
{
    add_heading(out, "COMMANDS");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        buffer_printf(out, ".TP\n\\fBsamc %s\\fR %s\n", command->name, command->operands);
        add_line(out, command->prose);
    }
}

static void add_option(struct buffer *out, const struct option *option)
{
    struct slice argument = option_argument_text(out->arena, option);

    buffer_add(out, SLICE(".TP\n"));
    if (option->letter) buffer_printf(out, "\\fB\\-%c\\fR, ", option->letter);
    buffer_add(out, SLICE("\\fB\\-\\-"));
    add_text(out, option->name);
    buffer_add(out, SLICE("\\fR"));
    if (argument.size > 0) {
        buffer_add(out, SLICE(" \\fI"));
        add_text(out, slice_copy(out->arena, argument).text);
        buffer_add(out, SLICE("\\fR"));
    }
    buffer_add_byte(out, '\n');
    add_sentence(out, option->help);
    if (option->more) add_line(out, option->more);
    if (option->argument && option->choices) {
        struct slice names = option_choices(out->arena, option, SLICE(", "), SLICE(" and "));
        buffer_printf(out, "The names are %.*s.\n", SLICE_ARG(names));
    }
}

/* The options of a command; with NULL those of all commands. */
static void add_options(struct buffer *out, const struct command *command)
{
    add_heading(out, "OPTIONS");
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = option_at((enum option_id)i);
        if (option->help && option_is_for(option, command)) add_option(out, option);
    }
}

static void add_statuses(struct buffer *out)
{
    static const struct entry rows[] = {
#define STATUS(NAME, value, meaning, sentence) {#value, sentence},
#include "cli/status_list.h"
#undef STATUS
    };

    ADD_ENTRIES(out, "EXIT STATUS", rows);
    buffer_add(out, SLICE(".PP\nThe statuses of errors, warnings and notes are added up.\n"));
}

/* Those of the examples that run the command. */
static void add_command_examples(struct buffer *out, const struct command *command)
{
    struct slice start = slice_printf(out->arena, "samc %s ", command->name);
    bool any = false;

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (!slice_starts(slice_of(examples[i].term), start)) continue;
        if (!any) add_heading(out, "EXAMPLES");
        any = true;
        add_term(out, examples[i].term);
        add_line(out, examples[i].text);
    }
}

/* References to the page of the program and those of all commands but one. */
static void add_see_also(struct buffer *out, const struct command *but)
{
    add_heading(out, "SEE ALSO");
    if (but) buffer_add(out, SLICE("\\fBsamc\\fR(1)"));
    for (size_t i = 0, shown = but != NULL; i < COMMAND_COUNT; i++) {
        const struct command *command = command_at((enum command_id)i);
        if (command == but) continue;
        buffer_printf(out, "%s\\fBsamc\\-%s\\fR(1)", shown++ ? ",\n" : "", command->name);
    }
    buffer_add_byte(out, '\n');
}

static void add_program_page(struct buffer *out)
{
    add_name(out, NULL, "compile AWS SAM templates to CloudFormation");
    add_synopsis(out);
    ADD_ENTRIES(out, "DESCRIPTION", description);
    add_commands(out);
    add_options(out, NULL);
    buffer_add(out, SLICE(".PP\nThe options of a command are in the page of the command.\n"));
    add_statuses(out);
    ADD_ENTRIES(out, "DIAGNOSTICS", diagnostics);
    ADD_ENTRIES(out, "ENVIRONMENT", environment);
    ADD_ENTRIES(out, "FILES", files);
    ADD_ENTRIES(out, "EXAMPLES", examples);
}

static void add_command_page(struct buffer *out, const struct command *command)
{
    add_name(out, command->name, command->title);
    add_heading(out, "SYNOPSIS");
    add_command_synopsis(out, command);
    add_heading(out, "DESCRIPTION");
    add_line(out, command->prose);
    add_options(out, command);
    if (option_is_for(option_at(OPTION_PARTITION), command)) add_statuses(out);
    add_command_examples(out, command);
}

struct slice manual_text(struct arena *arena, const struct command *command)
{
    struct buffer out = buffer_new(arena);

    buffer_add(&out,
               SLICE(".\\\" Made by samc --man-page from the tables in cli/. Do not edit.\n"));
    if (command)
        add_command_page(&out, command);
    else
        add_program_page(&out);
    add_see_also(&out, command);
    return buffer_slice(&out);
}
