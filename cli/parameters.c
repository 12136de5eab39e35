/* All pairs go through add_pair(), which keeps the first of equal ones and refuses a contradiction.
 * A value may be a secret, so messages show none.
 *
 * The files that people have, in JSON or YAML:
 *     {"Name": "value"}
 *     {"Parameters": {"Name": "value"}, "Tags": ...}                  AWS CodePipeline
 *     {"template-file-path": ..., "parameters": {"Name": "value"}}    CloudFormation's Git sync
 *     [{"ParameterKey": "Name", "ParameterValue": "value"}]           aws cloudformation
 *     ["Name=value"]                                                  aws cloudformation deploy
 */
#include "cli/parameters.h"

#include "base/symbol.h"
#include "base/table.h"
#include "base/vector.h"
#include "cli/samconfig.h"
#include "cli/values_file.h"

struct pair {
    const char *value;
    const char *from; /* the option or the file that gave it */
};

struct pairs {
    struct cli *cli;
    const char *noun;        /* what a pair is: "parameter" */
    const char *option;      /* the option at hand, such as "--parameter-file" */
    const char *from;        /* where the pairs at hand come from, see struct pair */
    bool keeps_backslash;    /* "\\," stays what it is */
    struct symbols *symbols; /* names */
    struct table table;      /* symbols to struct pair */
    VECTOR(samc_pair) all;
};

static struct pairs pairs_new(struct cli *cli, const char *noun, const char *option)
{
    return (struct pairs){.cli = cli,
                          .noun = noun,
                          .option = option,
                          .from = option,
                          .symbols = symbols_new(cli->arena, NULL)};
}

static bool add_pair(struct pairs *pairs, struct slice name, const char *value)
{
    const struct symbol *symbol = symbol_of(pairs->symbols, name);
    const struct pair *before = table_get(&pairs->table, symbol);

    if (before && strcmp(before->value, value) == 0) return true;
    if (before)
        return cli_fail(pairs->cli,
                        "the %s '%s' gets two different values: one from %s and one from %s. "
                        "Remove one of them.",
                        pairs->noun, symbol->text, before->from, pairs->from);
    struct pair *pair = arena_alloc(pairs->cli->arena, sizeof *pair);
    *pair = (struct pair){value, pairs->from};
    table_set(pairs->cli->arena, &pairs->table, symbol, pair);
    VECTOR_PUSH(pairs->cli->arena, &pairs->all, (samc_pair){symbol->text, value});
    return true;
}

/* -- NAME=VALUE ---------------------------------------------------------------------------------
 */

/* "\," stands for a comma in the short form of the AWS command line. */
static const char *unescape_commas(struct cli *cli, struct slice text)
{
    struct buffer out = buffer_new(cli->arena);

    buffer_reserve(&out, text.size);
    for (size_t i = 0; i < text.size; i++) {
        if (slice_starts(slice_from(text, i), SLICE("\\,"))) i++;
        buffer_add_byte(&out, text.text[i]);
    }
    return slice_copy(cli->arena, buffer_slice(&out)).text;
}

/* What is before the value, so that no secret is shown. */
static const char *shown_word(struct cli *cli, const char *word)
{
    struct slice name = slice_first(slice_of(word), slice_find(slice_of(word), '='));

    return strchr(word, '=') ? CONCAT(cli->arena, name, SLICE("=...")).text : word;
}

static bool fail_assignment(struct pairs *pairs, const char *word)
{
    if (strchr(word, '='))
        return cli_fail(pairs->cli, "'%s' (%s) has no name before the '='. Write: NAME=VALUE",
                        shown_word(pairs->cli, word), pairs->from);
    return cli_fail(pairs->cli,
                    "'%s' (%s) is not of the form NAME=VALUE. If it is the template, put it before "
                    "the options, or -- in front of it.",
                    word, pairs->from);
}

static bool add_assignment(struct pairs *pairs, const char *word)
{
    static const struct slice key_mark = {"ParameterKey=", 13},
                              value_mark = {",ParameterValue=", 16};
    struct slice text = slice_of(word);

    if (slice_starts(text, key_mark)) {
        struct slice rest = slice_from(text, key_mark.size);
        size_t end = slice_search(rest, value_mark);
        if (end == 0 || end == rest.size)
            return cli_fail(pairs->cli,
                            "'%s' (%s) is not of the form ParameterKey=NAME,ParameterValue=VALUE.",
                            shown_word(pairs->cli, word), pairs->from);
        struct slice value = slice_from(rest, end + value_mark.size);
        return add_pair(pairs, slice_first(rest, end),
                        pairs->keeps_backslash ? value.text : unescape_commas(pairs->cli, value));
    }
    size_t end = slice_find(text, '=');
    if (end == 0 || end == text.size) return fail_assignment(pairs, word);
    return add_pair(pairs, slice_first(text, end), word + end + 1);
}

/* -- Files --------------------------------------------------------------------------------------
 */

static bool fail_shape(struct pairs *pairs, const struct node *node)
{
    return cli_fail(
        pairs->cli,
        "'%s' (%s) holds %s where there should be {\"NAME\": \"VALUE\"}, {\"Parameters\": "
        "{\"NAME\": \"VALUE\"}}, [{\"ParameterKey\": \"NAME\", \"ParameterValue\": "
        "\"VALUE\"}] or [\"NAME=VALUE\"].",
        pairs->from, pairs->option, node_kind_name(node));
}

static bool add_value(struct pairs *pairs, const struct values_file *file, struct slice name,
                      const struct node *value)
{
    const char *text = values_file_text(file, value);

    if (name.size == 0)
        return cli_fail(pairs->cli, "'%s' (%s) has a value without a name.", pairs->from,
                        pairs->option);
    if (text) return add_pair(pairs, name, text);
    if (node_is_string(value))
        return cli_fail(pairs->cli, "the %s '%.*s' in '%s' holds a zero byte, which no value can.",
                        pairs->noun, SLICE_ARG(name), pairs->from);
    return cli_fail(pairs->cli,
                    "the %s '%.*s' in '%s' is %s, but must be a text. Write a list as a text with "
                    "commas.",
                    pairs->noun, SLICE_ARG(name), pairs->from, node_kind_name(value));
}

static bool add_members(struct pairs *pairs, const struct values_file *file, const struct node *map)
{
    MAP_EACH (map, each)
        if (!add_value(pairs, file, symbol_slice(each.key), each.value)) return false;
    return true;
}

/* {"ParameterKey": ..., "ParameterValue": ...} */
static bool add_record(struct pairs *pairs, const struct values_file *file,
                       const struct node *record)
{
    const struct node *key = values_file_get(file, record, "ParameterKey");
    const struct node *value = values_file_get(file, record, "ParameterValue");

    if (!node_is_string(key)) return fail_shape(pairs, record);
    if (!value)
        return cli_fail(pairs->cli,
                        "the %s '%.*s' in '%s' has no ParameterValue. There is no earlier stack "
                        "here to take it from: add one.",
                        pairs->noun, SLICE_ARG(node_text(key)), pairs->from);
    return add_value(pairs, file, node_text(key), value);
}

static bool add_items(struct pairs *pairs, const struct values_file *file, const struct node *list)
{
    LIST_EACH (list, each) {
        const char *word = node_is_string(each.value) ? values_file_text(file, each.value) : NULL;
        bool added = word                      ? add_assignment(pairs, word)
                     : node_is_map(each.value) ? add_record(pairs, file, each.value)
                                               : fail_shape(pairs, each.value);
        if (!added) return false;
    }
    return true;
}

static bool add_parameter_file(struct pairs *pairs, const char *path)
{
    struct values_file file;

    if (!values_file_read(pairs->cli, path, pairs->option, &file)) return false;
    const struct node *inner = values_file_get(&file, file.root, "Parameters");
    if (!inner) inner = values_file_get(&file, file.root, "parameters");
    pairs->from = path;
    if (node_is_list(file.root)) return add_items(pairs, &file, file.root);
    if (node_is_list(inner)) return add_items(pairs, &file, inner);
    if (node_is_map(inner)) return add_members(pairs, &file, inner);
    if (node_is_map(file.root)) return add_members(pairs, &file, file.root);
    return fail_shape(pairs, file.root);
}

/* -- samconfig.toml -----------------------------------------------------------------------------
 * parameter_overrides = "A=1 B=\"two words\""
 * parameter_overrides = ["A=1", "B=2 C=3"]
 * parameter_overrides = {A = "1", B = "two words"}
 */

/* A value of parameter_overrides. */
struct override {
    struct slice name; /* of the parameter, in a table; text is NULL for texts and lists of texts */
    struct slice text; /* text is NULL for what is none */
    size_t line;
};

struct overrides {
    struct arena *arena;
    struct {
        bool given; /* even if it is empty */
        VECTOR(struct override) all;
    } of[SAMCONFIG_COMMANDS];
};

static void note_override(void *context, const struct toml_path *path, struct slice text,
                          size_t line)
{
    struct overrides *overrides = context;
    size_t command = samconfig_command(path, "parameter_overrides");
    bool in_table = path->count > 4;
    struct override override = {in_table ? path->names[4] : (struct slice){NULL, 0}, text, line};

    if (command == SAMCONFIG_COMMANDS) return;
    overrides->of[command].given = true;
    /* A list is told after its items. */
    if (text.text || path->in_array || in_table)
        VECTOR_PUSH(overrides->arena, &overrides->of[command].all, override);
}

/* Whether a value starts behind the word so far: NAME=, or ParameterKey=NAME,ParameterValue= */
static bool is_before_value(struct slice word)
{
    return slice_ends(word, SLICE("=")) &&
           (slice_find(word, '=') + 1 == word.size || slice_ends(word, SLICE(",ParameterValue=")));
}

/* The word at the start of *text, which starts with no blank, as `sam` reads it: it ends at a
 * blank, unless that is behind a backslash or in the quotes that may stand around its value. NULL
 * when the value is missing, or has no second quote. */
static const char *take_word(struct arena *arena, struct slice *text)
{
    struct buffer word = buffer_new(arena);
    char quote = '\0';
    bool closed = false; /* the last byte was a second quote */
    size_t at = 0;

    buffer_reserve(&word, text->size);
    for (; at < text->size && (quote || text->text[at] != ' '); at++) {
        char c = text->text[at], next = at + 1 < text->size ? text->text[at + 1] : '\0';
        bool quotes = c == '"' || c == '\'';
        bool opens = quotes && !quote && !closed && is_before_value(buffer_slice(&word));
        closed = quote && c == quote;
        if (opens || closed)
            quote = opens ? c : '\0';
        else if (c == '\\' && next && strchr(" \"'", next))
            buffer_add_byte(&word, text->text[++at]);
        else
            buffer_add_byte(&word, c);
    }
    *text = slice_from(*text, at);
    if (quote || (!closed && is_before_value(buffer_slice(&word)))) return NULL;
    return slice_copy(arena, buffer_slice(&word)).text;
}

static bool add_words(struct pairs *pairs, struct slice text)
{
    static const struct slice file = {"file://", 7};

    if (slice_starts(text, file))
        return cli_fail(pairs->cli,
                        "parameter_overrides (%s) names a file, which is not followed. Give it as "
                        "--parameter-file.",
                        pairs->from);
    for (;;) {
        while (slice_starts(text, SLICE(" ")))
            text = slice_from(text, 1);
        if (text.size == 0) return true;
        struct slice start = text;
        const char *word = take_word(pairs->cli->arena, &text);
        if (!word)
            return cli_fail(
                pairs->cli,
                "'%s' (%s) has no value, or one whose quotes do not end. Write an empty "
                "value as NAME=\"\".",
                shown_word(pairs->cli, slice_copy(pairs->cli->arena, start).text), pairs->from);
        if (!add_assignment(pairs, word)) return false;
    }
}

static bool add_override(struct pairs *pairs, const char *path, const struct override *override)
{
    struct arena *arena = pairs->cli->arena;

    pairs->from = slice_printf(arena, "line %zu of %s", override->line, path).text;
    if (!override->text.text)
        return cli_fail(pairs->cli,
                        "a value of parameter_overrides (%s) is no text. Write it in quotes, and a "
                        "list as one text with commas.",
                        pairs->from);
    if (!override->name.text) return add_words(pairs, override->text);
    return add_pair(pairs, override->name, slice_copy(arena, override->text).text);
}

/* The parameters of the first command that has any. */
static bool add_samconfig(struct pairs *pairs, const char *template)
{
    static const struct samconfig_option option = {"parameter_overrides", "values of parameters",
                                                   "--parameter-overrides"};
    struct overrides overrides = {.arena = pairs->cli->arena};
    const char *path;
    size_t first = 0;

    if (!samconfig_read(pairs->cli, template, &option, note_override, &overrides, &path))
        return false;
    while (first < SAMCONFIG_COMMANDS && !overrides.of[first].given)
        first++;
    pairs->keeps_backslash = true;
    for (size_t i = 0; first < SAMCONFIG_COMMANDS && i < overrides.of[first].all.count; i++)
        if (!add_override(pairs, path, &overrides.of[first].all.items[i])) return false;
    return true;
}

/* -- Entry --------------------------------------------------------------------------------------
 */

static bool give(const struct pairs *pairs, const samc_pair **items, size_t *count)
{
    *items = pairs->all.items;
    *count = pairs->all.count;
    return true;
}

static bool add_assignments(struct pairs *pairs)
{
    const struct words *words = &pairs->cli->arguments.values[OPTION_PARAMETER_OVERRIDES];

    for (size_t i = 0; i < words->count; i++)
        if (!add_assignment(pairs, words->items[i])) return false;
    return true;
}

bool parameters_gather(struct cli *cli, const char *template, const samc_pair **items,
                       size_t *count)
{
    const struct words *words = &cli->arguments.values[OPTION_PARAMETER_OVERRIDES];
    const struct words *files = &cli->arguments.values[OPTION_PARAMETER_FILE];
    struct pairs pairs = pairs_new(cli, "parameter", "--parameter-overrides");

    if (!add_assignments(&pairs)) return false;
    pairs.option = "--parameter-file";
    for (size_t i = 0; i < files->count; i++)
        if (!add_parameter_file(&pairs, files->items[i])) return false;
    if (words->count + files->count == 0 && !add_samconfig(&pairs, template)) return false;
    return give(&pairs, items, count);
}

bool parameters_of_words(struct cli *cli, const samc_pair **items, size_t *count)
{
    struct pairs pairs = pairs_new(cli, "parameter", "--parameter-overrides");

    return add_assignments(&pairs) && give(&pairs, items, count);
}

bool parameters_of_file(struct cli *cli, const char *path, const char *source,
                        const samc_pair **items, size_t *count)
{
    struct pairs pairs = pairs_new(cli, "parameter", source);

    return add_parameter_file(&pairs, path) && give(&pairs, items, count);
}

static bool check_arns(const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->all.count; i++) {
        const samc_pair *pair = &pairs->all.items[i];
        if (slice_starts(slice_of(pair->value), SLICE("arn:"))) continue;
        return cli_fail(
            pairs->cli,
            "the managed policy '%s' in '%s' is '%s', which is no ARN. Write one such as "
            "arn:aws:iam::aws:policy/ReadOnlyAccess.",
            pair->name, pairs->from, pair->value);
    }
    return true;
}

bool managed_policies_gather(struct cli *cli, const samc_pair **items, size_t *count)
{
    const char *path = arguments_value(&cli->arguments, OPTION_MANAGED_POLICIES);
    struct pairs pairs = pairs_new(cli, "managed policy", "--managed-policies");
    struct values_file file;

    if (!path) return give(&pairs, items, count);
    if (!values_file_read(cli, path, pairs.option, &file)) return false;
    pairs.from = path;
    if (!node_is_map(file.root))
        return cli_fail(cli, "'%s' (%s) holds %s where there should be a map: {\"NAME\": \"ARN\"}.",
                        path, pairs.option, node_kind_name(file.root));
    return add_members(&pairs, &file, file.root) && check_arns(&pairs) &&
           give(&pairs, items, count);
}
