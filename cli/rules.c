/* samc rules: what is looked for, one line for each rule, in the order of their ids; or the page of
 * one. */
#include <stdlib.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/rule_pages.h"
#include "samc/samc.h"

static int compare(const void *a, const void *b)
{
    return strcmp(((const samc_rule *)a)->id, ((const samc_rule *)b)->id);
}

static samc_rule *sorted_rules(struct cli *cli, size_t count)
{
    samc_rule *rules = arena_array(cli->arena, count, sizeof *rules);

    for (size_t i = 0; i < count; i++)
        samc_rule_at(i, &rules[i]);
    if (count > 0) qsort(rules, count, sizeof *rules, compare);
    return rules;
}

static void add_rule(struct buffer *text, const samc_rule *rule)
{
    buffer_printf(text, "%-6s %-8s %s\n", rule->id, samc_severity_name(rule->severity),
                  rule->title);
}

static bool fail_unknown(struct cli *cli, const samc_rule *rules, size_t count, const char *id)
{
    struct nearest nearest = nearest_to(slice_of(id));

    for (size_t i = 0; i < count; i++)
        nearest_try(&nearest, slice_of(rules[i].id));
    struct slice suggestion = cli_suggestion(cli, nearest.found);
    return cli_fail(cli, "there is no rule '%s'.%.*s 'samc rules' lists those there are.", id,
                    SLICE_ARG(suggestion));
}

static int run(struct cli *cli)
{
    const char *id = arguments_operand(&cli->arguments, 0);
    size_t count = samc_rule_count();
    const samc_rule *rules = sorted_rules(cli, count);
    struct slice page = id ? rule_page(id) : SLICE("");
    struct buffer text = buffer_new(cli->arena);

    for (size_t i = 0; !id && i < count; i++)
        add_rule(&text, &rules[i]);
    bool good = !id         ? cli_print(cli, buffer_slice(&text))
                : page.size ? cli_print(cli, page)
                            : fail_unknown(cli, rules, count, id);
    return good ? STATUS_GOOD : STATUS_CANNOT_RUN;
}

const struct command command_rules = {
    .id = COMMAND_RULES,
    .name = "rules",
    .operands = "[ID]",
    .least = 0,
    .most = 1,
    .title = "list the rules that findings name",
    .prose =
        "Lists the rules that templates are held to, each with its id, the severity of its "
        "findings, and what a good template does. With ID, prints the page of that rule: why it "
        "is, a bad and a good sample, and where AWS says so.",
    .run = run,
};
