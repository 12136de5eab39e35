/* The files are YAML or JSON, and small; the reader of templates reads them, for its places and its
 * messages. A file further from the user's work is read first, so that what comes later counts. */
#include "cli/configuration.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/vector.h"
#include "document/document.h"

enum { MOST_BYTES = 1024 * 1024 };

enum setting_type {
    TYPE_LIST,       /* of texts */
    TYPE_FLAG,       /* true or false */
    TYPE_TEXT,       /* one text */
    TYPE_PARAMETERS, /* a list of maps from names to scalars, or one such map */
    TYPE_RULES,      /* a map from rules to maps from keys to texts, or lists of them */
};

enum setting_merge { MERGE_JOIN, MERGE_NEAREST };
enum setting_use { USE_USED, USE_NEEDLESS, USE_ABSENT };

static const struct setting {
    const char *key;
    enum setting_type type;
    enum setting_merge merge;
    enum setting_use use;
} settings[SETTING_COUNT] = {
#define SETTING(NAME, key, type, merge, use)                                                       \
    [SETTING_##NAME] = {key, TYPE_##type, MERGE_##merge, USE_##use},
#include "cli/configuration_list.h"
#undef SETTING
};

/* One file on its way into the configuration. */
struct file {
    struct cli *cli;
    struct configuration *configuration;
    const char *path;
    struct reader reader;
};

/* -- What is wrong with a file ------------------------------------------------------------------
 */

/* "path:line:column" of a place in the file. */
static const char *place(const struct file *file, struct span span)
{
    struct position position = source_position(file->reader.sources, span.start);

    return slice_printf(file->cli->arena, "%s:%u:%u", file->path, position.line, position.column)
        .text;
}

static bool fail_key(const struct file *file, struct slice key, struct span span)
{
    struct nearest nearest = nearest_to(key);

    for (size_t i = 0; i < SETTING_COUNT; i++)
        nearest_try(&nearest, slice_of(settings[i].key));
    struct slice suggestion = cli_suggestion(file->cli, nearest.found);
    return cli_fail(file->cli, "%s: there is no setting '%.*s'.%.*s Correct it or take it out.",
                    place(file, span), SLICE_ARG(key), SLICE_ARG(suggestion));
}

static bool fail_type(const struct file *file, const struct setting *setting,
                      const struct node *value)
{
    static const char *const wanted[] = {
        [TYPE_LIST] = "a list of texts, such as [ABC, DEF]",
        [TYPE_FLAG] = "true or false",
        [TYPE_TEXT] = "a text",
        [TYPE_PARAMETERS] = "a list of maps, such as [{NAME: VALUE}]",
        [TYPE_RULES] = "a map of maps, such as {RULE: {KEY: VALUE}}",
    };

    return cli_fail(file->cli, "%s: %s has to be %s, and here is %s. Correct it.",
                    place(file, node_span(value)), setting->key, wanted[setting->type],
                    node_kind_name(value));
}

/* -- Values -------------------------------------------------------------------------------------
 */

static const char *text_of(const struct file *file, const struct node *value)
{
    if (node_is(value, NODE_BOOL)) return value->truth ? "true" : "false";
    return slice_copy(file->cli->arena, node_text(value)).text;
}

static bool take_list(struct file *file, const struct setting *setting, struct words *words,
                      const struct node *value)
{
    if (!node_is_list(value)) return fail_type(file, setting, value);
    LIST_EACH (value, each) {
        if (!node_is_string(each.value)) return fail_type(file, setting, each.value);
        VECTOR_PUSH(file->cli->arena, words, text_of(file, each.value));
    }
    return true;
}

static void set_parameter(struct file *file, struct slice name, const char *value)
{
    struct configuration *configuration = file->configuration;
    samc_pair *pair = NULL;

    for (size_t i = 0; i < configuration->parameter_count && !pair; i++)
        if (slice_eq(slice_of(configuration->parameters[i].name), name))
            pair = &configuration->parameters[i];
    if (!pair) {
        configuration->parameters =
            vector_grow(file->cli->arena, configuration->parameters, configuration->parameter_count,
                        &configuration->parameter_room, sizeof *configuration->parameters);
        pair = &configuration->parameters[configuration->parameter_count++];
    }
    *pair = (samc_pair){slice_copy(file->cli->arena, name).text, value};
}

static bool take_parameter_map(struct file *file, const struct setting *setting,
                               const struct node *map)
{
    if (!node_is_map(map)) return fail_type(file, setting, map);
    MAP_EACH (map, each) {
        if (node_is_nothing(each.value) || node_is_map(each.value) || node_is_list(each.value))
            return fail_type(file, setting, each.value);
        set_parameter(file, symbol_slice(each.key), text_of(file, each.value));
    }
    return true;
}

static bool take_parameters(struct file *file, const struct setting *setting,
                            const struct node *value)
{
    if (!node_is_list(value)) return take_parameter_map(file, setting, value);
    LIST_EACH (value, each)
        if (!take_parameter_map(file, setting, each.value)) return false;
    return true;
}

/* As the command line has them: "RULE:KEY=VALUE", one for each item of a list. */
static bool take_rule_value(struct file *file, const struct setting *setting, struct words *words,
                            struct slice name, const struct node *value)
{
    if (node_is_nothing(value) || node_is_map(value) || node_is_list(value))
        return fail_type(file, setting, value);
    VECTOR_PUSH(file->cli->arena, words,
                CONCAT(file->cli->arena, name, SLICE("="), slice_of(text_of(file, value))).text);
    return true;
}

static bool take_rules(struct file *file, const struct setting *setting, struct words *words,
                       const struct node *value)
{
    if (!node_is_map(value)) return fail_type(file, setting, value);
    MAP_EACH (value, rule) {
        if (!node_is_map(rule.value)) return fail_type(file, setting, rule.value);
        MAP_EACH (rule.value, each) {
            struct slice name =
                CONCAT(file->cli->arena, entry_key(rule.entry), SLICE(":"), entry_key(each.entry));
            if (!node_is_list(each.value)) {
                if (!take_rule_value(file, setting, words, name, each.value)) return false;
                continue;
            }
            LIST_EACH (each.value, item)
                if (!take_rule_value(file, setting, words, name, item.value)) return false;
        }
    }
    return true;
}

static bool take_value(struct file *file, const struct setting *setting, struct words *words,
                       const struct node *value)
{
    switch (setting->type) {
    case TYPE_LIST:
        return take_list(file, setting, words, value);
    case TYPE_FLAG:
        if (!node_is(value, NODE_BOOL)) return fail_type(file, setting, value);
        break;
    case TYPE_TEXT:
        if (!node_is_string(value)) return fail_type(file, setting, value);
        break;
    case TYPE_PARAMETERS:
        return take_parameters(file, setting, value);
    case TYPE_RULES:
        return take_rules(file, setting, words, value);
    }
    VECTOR_PUSH(file->cli->arena, words, text_of(file, value));
    return true;
}

/* -- Files --------------------------------------------------------------------------------------
 */

static bool take_entry(struct file *file, const struct map_entry *entry)
{
    struct slice key = entry_key(entry);
    size_t id = 0;

    while (id < SETTING_COUNT && !slice_eq(slice_of(settings[id].key), key))
        id++;
    if (id == SETTING_COUNT) return fail_key(file, key, entry_span(entry));
    struct words *words = &file->configuration->values[id];
    if (settings[id].merge == MERGE_NEAREST) words->count = 0;
    file->configuration->sources[id] = file->path;
    if (settings[id].use == USE_ABSENT)
        cli_warn(file->cli, "%s: %s changes nothing, since samc has no such thing. Take it out.",
                 place(file, entry_span(entry)), settings[id].key);
    return take_value(file, &settings[id], words, entry->value);
}

/* Whether there is nothing but blanks, comments and a document mark, which no template may be. */
static bool is_blank(struct slice text)
{
    while (text.size > 0) {
        struct slice line = slice_first(text, slice_find(text, '\n'));
        text = slice_from(text, line.size + 1);
        if (slice_starts(line, SLICE("---"))) line = slice_from(line, 3);
        size_t at = 0;
        while (at < line.size &&
               (line.text[at] == ' ' || line.text[at] == '\t' || line.text[at] == '\r'))
            at++;
        if (at < line.size && line.text[at] != '#') return false;
    }
    return true;
}

/* The tree of a file; NULL when it is none, and it has been said why. */
static const struct node *read_tree(struct file *file, struct slice bytes)
{
    struct arena *arena = file->cli->arena;

    file->reader = (struct reader){
        .builder = {.arena = arena, .symbols = symbols_new(arena, NULL)},
        .sources = sources_new(arena),
        .findings = findings_new(arena),
    };
    const struct node *root = document_read(&file->reader, slice_of(file->path), bytes);
    if (node_is_map(root)) return root;
    if (root) {
        cli_fail(file->cli, "%s: settings are a map from keys to values, and here is %s.",
                 place(file, node_span(root)), node_kind_name(root));
    } else {
        const struct finding *finding = &file->reader.findings->items[0];
        cli_fail(file->cli, "%s: %.*s", place(file, finding->span), SLICE_ARG(finding->message));
    }
    return NULL;
}

static bool read_file(struct cli *cli, struct configuration *configuration, const char *path)
{
    struct file file = {.cli = cli, .configuration = configuration, .path = path};
    struct slice bytes;

    if (!cli_read(cli, path, "the configuration", MOST_BYTES, &bytes)) return false;
    if (is_blank(bytes)) return true;
    const struct node *root = read_tree(&file, bytes);
    if (!root) return false;
    MAP_EACH (root, each)
        if (!take_entry(&file, each.entry)) return false;
    return true;
}

/* The first of the names that exists in a folder, or NULL. */
static const char *find_file(const struct cli *cli, const char *folder)
{
    static const char *const names[] = {".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct slice path = CONCAT(cli->arena, slice_of(folder), slice_of(names[i]));
        if (access(path.text, F_OK) == 0) return path.text;
    }
    return NULL;
}

bool configuration_read(struct cli *cli, struct configuration *configuration)
{
    const char *path = arguments_value(&cli->arguments, OPTION_CONFIG_FILE);
    const char *home = getenv("HOME"), *user = NULL;

    if (path) return read_file(cli, configuration, path);
    path = find_file(cli, "");
    if (home && *home) user = find_file(cli, CONCAT(cli->arena, slice_of(home), SLICE("/")).text);
    if (user && !(path && file_same(user, path)) && !read_file(cli, configuration, user))
        return false;
    return !path || read_file(cli, configuration, path);
}

const char *configuration_text(const struct configuration *configuration, enum setting_id id)
{
    return configuration->values[id].count ? configuration->values[id].items[0] : NULL;
}

bool configuration_flag(const struct configuration *configuration, enum setting_id id)
{
    const char *value = configuration_text(configuration, id);

    return value && strcmp(value, "true") == 0;
}
