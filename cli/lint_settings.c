/* One function for each setting; what cannot be is refused before any template is read. */
#include "cli/lint_settings.h"

#include <stdlib.h>
#include <time.h>

#include "base/nearest.h"
#include "base/vector.h"
#include "cli/parameters.h"
#include "cli/region.h"
#include "cli/schemas.h"
#include "cli/type_update.h"

enum { MOST_THREADS = 256 };

/* -- Rules --------------------------------------------------------------------------------------
 */

static void add_words(struct cli *cli, struct words *words, const struct words *more)
{
    for (size_t i = 0; i < more->count; i++)
        VECTOR_PUSH(cli->arena, words, more->items[i]);
}

/* The items of the command line and of the files. */
static struct words joined(struct cli *cli, const struct lint_settings *settings,
                           enum option_id option, enum setting_id setting)
{
    struct words all = {0};

    add_words(cli, &all, &cli->arguments.values[option]);
    add_words(cli, &all, &settings->configuration.values[setting]);
    return all;
}

/* Whether a text is the id of a rule, or how ids may start: capitals, then digits. Rules of
 * cfn-lint that samc lacks are no mistake. */
static bool check_rules(struct cli *cli, const struct words *ids, const char *source)
{
    for (size_t i = 0; i < ids->count; i++) {
        size_t capitals = strspn(ids->items[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        size_t digits = strspn(ids->items[i] + capitals, "0123456789");
        if (capitals > 0 && !ids->items[i][capitals + digits]) continue;
        return cli_fail(cli,
                        "'%s' (%s) is neither the id of a rule nor the start of one. Write it like "
                        "E3012 or W; 'samc rules' lists the ids.",
                        ids->items[i], source);
    }
    return true;
}

static bool gather_rules(struct cli *cli, struct lint_settings *settings)
{
    struct words ignored = joined(cli, settings, OPTION_IGNORE_CHECKS, SETTING_IGNORE_CHECKS);
    struct words included = joined(cli, settings, OPTION_INCLUDE_CHECKS, SETTING_INCLUDE_CHECKS);
    struct words mandatory =
        joined(cli, settings, OPTION_MANDATORY_CHECKS, SETTING_MANDATORY_CHECKS);

    if (!check_rules(cli, &ignored, "ignored checks") ||
        !check_rules(cli, &included, "included checks") ||
        !check_rules(cli, &mandatory, "mandatory checks"))
        return false;
    if (arguments_flag(&cli->arguments, OPTION_IGNORE_BAD_TEMPLATE) ||
        configuration_flag(&settings->configuration, SETTING_IGNORE_BAD_TEMPLATE))
        VECTOR_PUSH(cli->arena, &ignored, "E0000");
    settings->ignored = ignored;
    settings->options.ignore_checks = ignored.items;
    settings->options.ignore_check_count = ignored.count;
    settings->options.include_checks = included.items;
    settings->options.include_check_count = included.count;
    settings->options.mandatory_checks = mandatory.items;
    settings->options.mandatory_check_count = mandatory.count;
    return true;
}

void lint_settings_fit(struct cli *cli, struct lint_settings *settings, size_t files)
{
    const struct configuration *configuration = &settings->configuration;

    if (files < 2 && configuration->parameter_count == 0 &&
        configuration->values[SETTING_PARAMETER_FILES].count == 0)
        return;
    VECTOR_PUSH(cli->arena, &settings->ignored, "W0031");
    settings->options.ignore_checks = settings->ignored.items;
    settings->options.ignore_check_count = settings->ignored.count;
}

/* -- Settings of rules --------------------------------------------------------------------------
 */

/* The number of a setting; samc_rule_setting_name() of it is NULL when there is none. */
static size_t setting_number(const char *name, struct nearest *nearest)
{
    size_t i = 0;

    for (; samc_rule_setting_name(i); i++) {
        if (strcmp(samc_rule_setting_name(i), name) == 0) return i;
        nearest_try(nearest, slice_of(samc_rule_setting_name(i)));
    }
    return i;
}

static bool add_setting(struct cli *cli, samc_pair *pair, const char *word, const char *source)
{
    struct slice text = slice_of(word);
    size_t end = slice_find(text, '=');
    const char *name = slice_copy(cli->arena, slice_first(text, end)).text;
    struct nearest nearest = nearest_to(slice_of(name));
    size_t number = setting_number(name, &nearest);

    if (end == text.size)
        return cli_fail(cli, "'%s' (%s) sets nothing. Write it like E3012:strict=true.", word,
                        source);
    *pair = (samc_pair){name, word + end + 1};
    if (!samc_rule_setting_name(number)) {
        struct slice suggestion = cli_suggestion(cli, nearest.found);
        return cli_fail(cli, "no rule has the setting '%s' (%s).%.*s docs/lint.md lists them.",
                        name, source, SLICE_ARG(suggestion));
    }
    if (samc_rule_setting_is_flag(number) && strcmp(pair->value, "true") != 0 &&
        strcmp(pair->value, "false") != 0)
        return cli_fail(cli, "%s (%s) is true or false, but not '%s'.", name, source, pair->value);
    return true;
}

/* What comes last counts: the command line. */
static bool gather_rule_settings(struct cli *cli, struct lint_settings *settings)
{
    const struct words *set = &settings->configuration.values[SETTING_CONFIGURE_RULES];
    const struct words *given = &cli->arguments.values[OPTION_CONFIGURE_RULE];
    size_t count = set->count + given->count;
    samc_pair *pairs = arena_array(cli->arena, count, sizeof *pairs);

    for (size_t i = 0; i < set->count; i++)
        if (!add_setting(cli, &pairs[i], set->items[i],
                         settings->configuration.sources[SETTING_CONFIGURE_RULES]))
            return false;
    for (size_t i = 0; i < given->count; i++)
        if (!add_setting(cli, &pairs[set->count + i], given->items[i], "--configure-rule"))
            return false;
    settings->options.rule_settings = pairs;
    settings->options.rule_setting_count = count;
    return true;
}

/* -- Regions and parameters ---------------------------------------------------------------------
 */

/* The regions to lint for; with none, one NULL. */
static bool gather_regions(struct cli *cli, const struct lint_settings *settings,
                           struct words *regions)
{
    const struct words *given = &cli->arguments.values[OPTION_REGIONS];
    const char *source = "--regions";

    if (given->count == 0) {
        given = &settings->configuration.values[SETTING_REGIONS];
        source = settings->configuration.sources[SETTING_REGIONS];
    }
    for (size_t i = 0; i < given->count; i++) {
        if (strcmp(given->items[i], "ALL_REGIONS") == 0) {
            regions->count = 0;
            for (size_t k = 0; samc_region_name(k); k++)
                VECTOR_PUSH(cli->arena, regions, samc_region_name(k));
            return true;
        }
        if (!region_check(cli, "region", given->items[i], source)) return false;
        VECTOR_PUSH(cli->arena, regions, given->items[i]);
    }
    if (regions->count == 0) VECTOR_PUSH(cli->arena, regions, NULL);
    return true;
}

/* Adds the pairs whose names are not there yet. */
static void add_pairs(struct cli *cli, struct lint_pass *pass, const samc_pair *pairs, size_t count)
{
    samc_pair *all = arena_array(cli->arena, pass->parameter_count + count, sizeof *all);
    size_t known = pass->parameter_count, total = known;

    if (known > 0) memcpy(all, pass->parameters, known * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < known && strcmp(all[at].name, pairs[i].name) != 0)
            at++;
        if (at == known) all[total++] = pairs[i];
    }
    pass->parameters = all;
    pass->parameter_count = total;
}

/* One pass without a region for each parameter file, or for none; given values come before those
 * of the file, and those before the ones of the configuration. */
static bool gather_parameters(struct cli *cli, struct lint_settings *settings)
{
    const struct configuration *configuration = &settings->configuration;
    const struct words *files = &cli->arguments.values[OPTION_PARAMETER_FILE];
    const char *source = "--parameter-file";
    struct lint_pass given = {0};

    if (files->count == 0) {
        files = &configuration->values[SETTING_PARAMETER_FILES];
        source = configuration->sources[SETTING_PARAMETER_FILES];
    }
    if (!parameters_of_words(cli, &given.parameters, &given.parameter_count)) return false;
    settings->pass_count = files->count ? files->count : 1;
    settings->passes = arena_array(cli->arena, settings->pass_count, sizeof *settings->passes);
    for (size_t i = 0; i < settings->pass_count; i++) {
        const samc_pair *pairs;
        size_t count;
        settings->passes[i] = given;
        if (files->count > 0) {
            if (!parameters_of_file(cli, files->items[i], source, &pairs, &count)) return false;
            add_pairs(cli, &settings->passes[i], pairs, count);
        }
        add_pairs(cli, &settings->passes[i], configuration->parameters,
                  configuration->parameter_count);
    }
    return true;
}

static bool gather_passes(struct cli *cli, struct lint_settings *settings)
{
    struct words regions = {0};

    if (!gather_regions(cli, settings, &regions) || !gather_parameters(cli, settings)) return false;
    size_t files = settings->pass_count;
    struct lint_pass *passes = arena_array(cli->arena, files * regions.count, sizeof *passes);
    for (size_t i = 0; i < files * regions.count; i++) {
        passes[i] = settings->passes[i % files];
        passes[i].region = regions.items[i / files];
    }
    settings->passes = passes;
    settings->pass_count = files * regions.count;
    return true;
}

/* -- The report ---------------------------------------------------------------------------------
 */

/* The number of `value` among `choices`, to *number. `key` is the setting that has it. */
static bool choose(struct cli *cli, const struct configuration *configuration,
                   enum setting_id setting, const char *key, const char *(*choices)(size_t),
                   size_t *number)
{
    const char *value = configuration_text(configuration, setting);
    struct nearest nearest = nearest_to(slice_of(value));

    for (*number = 0; choices(*number); ++*number) {
        if (strcmp(choices(*number), value) == 0) return true;
        nearest_try(&nearest, slice_of(choices(*number)));
    }
    struct slice suggestion = cli_suggestion(cli, nearest.found);
    return cli_fail(cli, "%s: %s cannot be '%s'.%.*s", configuration->sources[setting], key, value,
                    SLICE_ARG(suggestion));
}

static bool gather_format(struct cli *cli, struct lint_settings *settings)
{
    const char *set = configuration_text(&settings->configuration, SETTING_FORMAT);
    size_t number;

    settings->format = arguments_value(&cli->arguments, OPTION_REPORT_FORMAT);
    if (settings->format) return true;
    settings->format = "text";
    /* What cfn-lint calls its formats for people. */
    if (!set || strcmp(set, "pretty") == 0 || strcmp(set, "quiet") == 0) return true;
    if (!choose(cli, &settings->configuration, SETTING_FORMAT, "format", samc_report_format_name,
                &number))
        return false;
    settings->format = samc_report_format_name(number);
    return true;
}

/* What is as severe as choice `number` of --fail-on, or more so. */
static int bits_of(size_t number)
{
    static const int bits[] = {STATUS_NOTES | STATUS_WARNINGS | STATUS_ERRORS,
                               STATUS_WARNINGS | STATUS_ERRORS, STATUS_ERRORS, STATUS_GOOD};

    return bits[number];
}

static bool gather_counted(struct cli *cli, struct lint_settings *settings)
{
    const struct arguments *arguments = &cli->arguments;
    const char *own = arguments_value(arguments, OPTION_FAIL_ON);
    const char *other = arguments_value(arguments, OPTION_NON_ZERO_EXIT_CODE);
    size_t number = arguments_choice(arguments, own ? OPTION_FAIL_ON : OPTION_NON_ZERO_EXIT_CODE);

    if (own && other && arguments_choice(arguments, OPTION_NON_ZERO_EXIT_CODE) != number)
        return cli_fail(cli,
                        "--fail-on and --non-zero-exit-code mean the same, but '%s' and '%s' are "
                        "given. Remove one of them.",
                        own, other);
    if (!own && !other &&
        configuration_text(&settings->configuration, SETTING_NON_ZERO_EXIT_CODE) &&
        !choose(cli, &settings->configuration, SETTING_NON_ZERO_EXIT_CODE, "non_zero_exit_code",
                option_at(OPTION_NON_ZERO_EXIT_CODE)->choices, &number))
        return false;
    settings->counted = bits_of(number);
    return true;
}

/* -- Numbers ------------------------------------------------------------------------------------
 */

/* The number of decimal digits that `text` consists of; 0 for all else, and beyond `most`. */
static uint32_t number_of(struct slice text, uint32_t most)
{
    uint32_t number = 0;

    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return 0;
        number = number * 10 + (uint32_t)(text.text[i] - '0');
        if (number > most) return 0;
    }
    return number;
}

static bool gather_threads(struct cli *cli, struct lint_settings *settings)
{
    const char *value = arguments_value(&cli->arguments, OPTION_JOBS);

    if (!value) return true;
    settings->threads = number_of(slice_of(value), MOST_THREADS);
    return settings->threads > 0 ||
           cli_fail(cli, "'%s' (--jobs) is no number of threads. Write one from 1 to %d.", value,
                    MOST_THREADS);
}

static uint32_t days_of(uint32_t year, uint32_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

static bool gather_today(struct cli *cli, struct lint_settings *settings)
{
    const char *value = arguments_value(&cli->arguments, OPTION_TODAY);
    time_t now = time(NULL);
    struct tm day;

    if (!value) {
        /* Once for all templates, in case midnight passes. */
        if (gmtime_r(&now, &day))
            settings->options.today = (uint32_t)(day.tm_year + 1900) * 10000 +
                                      (uint32_t)(day.tm_mon + 1) * 100 + (uint32_t)day.tm_mday;
        return true;
    }
    struct slice text = slice_of(value);
    uint32_t year = number_of(slice_first(text, 4), 9999);
    uint32_t month = number_of(slice_first(slice_from(text, 5), 2), 12);
    uint32_t date = number_of(slice_from(text, 8), 31);
    if (text.size != 10 || value[4] != '-' || value[7] != '-' || year == 0 || month == 0 ||
        date == 0 || date > days_of(year, month))
        return cli_fail(cli, "'%s' (--today) is no day. Write it like 2026-11-21.", value);
    settings->options.today = year * 10000 + month * 100 + date;
    return true;
}

static bool gather_schemas(struct cli *cli, struct lint_settings *settings)
{
    struct words folders = joined(cli, settings, OPTION_REGISTRY_SCHEMAS, SETTING_REGISTRY_SCHEMAS);
    samc_schemas *schemas;

    if (!schemas_of_folders(cli, &folders, "registry schemas", &schemas)) return false;
    (void)type_update_use(cli, &schemas);
    settings->options.schemas = schemas;
    return true;
}

bool lint_settings_gather(struct cli *cli, struct lint_settings *settings)
{
    const struct arguments *arguments = &cli->arguments;
    const char *partition = arguments_value(arguments, OPTION_PARTITION);

    *settings = (struct lint_settings){.options = SAMC_OPTIONS_INIT};
    if (!configuration_read(cli, &settings->configuration)) return false;
    settings->options.goal = SAMC_GOAL_LINT;
    settings->options.partition = partition;
    settings->options.include_local = arguments_flag(arguments, OPTION_INCLUDE_LOCAL);
    settings->output = arguments_value(arguments, OPTION_LINT_OUTPUT);
    if (!settings->output)
        settings->output = configuration_text(&settings->configuration, SETTING_OUTPUT_FILE);
    return gather_rules(cli, settings) && gather_rule_settings(cli, settings) &&
           (!partition || region_check(cli, "partition", partition, "--partition")) &&
           gather_passes(cli, settings) && gather_format(cli, settings) &&
           gather_counted(cli, settings) && gather_threads(cli, settings) &&
           gather_today(cli, settings) && gather_schemas(cli, settings);
}
