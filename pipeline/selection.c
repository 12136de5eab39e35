/* A finding counts when its rule is included and not ignored, or mandatory. Lists from several
 * places add up:
 *
 *     the caller                    ignore_checks, include_checks, mandatory_checks: starts of ids
 *     Metadata of the template      cfn-lint.config.{ignore,include}_checks: the same
 *     Metadata of a resource        cfn-lint.config.ignore_checks: whole ids, for what is in it
 *     # samc: ignore E3012, W2001   on the line of the finding, or alone on the line above it
 */
#include "pipeline/selection.h"

#include "document/document.h"
#include "spec/names.h"
#include "validator/validator.h"

struct selection {
    const samc_result *result;
    const samc_options *given;
    const struct node *config; /* Metadata.cfn-lint.config of the template, or NULL */
};

/* -- Lists --------------------------------------------------------------------------------------
 */

/* Whether `start` is the start of a rule's id, or the letter of its severity: E, W or I. */
static bool names_rule(struct slice start, const struct rule *rule)
{
    static const char letters[] = {
        [SEVERITY_ERROR] = 'E', [SEVERITY_WARNING] = 'W', [SEVERITY_INFO] = 'I'};

    if (start.size == 1 && start.text[0] == letters[rule->severity]) return true;
    return start.size && slice_starts(slice_of(rule->id), start);
}

static bool texts_name_rule(const char *const *starts, size_t count, const struct rule *rule)
{
    for (size_t i = 0; i < count; i++)
        if (names_rule(slice_of(starts[i]), rule)) return true;
    return false;
}

static bool items_name_rule(const struct node *starts, const struct rule *rule)
{
    LIST_EACH (starts, each)
        if (node_is_string(each.value) && names_rule(node_text(each.value), rule)) return true;
    return false;
}

static const struct node *config_of(const struct node *node)
{
    return map_get(map_get(map_get(node, K(Metadata)), K(cfn_lint)), K(config));
}

/* The resource of the input that a finding is in, by its path; or NULL. */
static const struct node *resource_at(const samc_result *result, struct slice path)
{
    struct slice section = SLICE("Resources/");

    if (!slice_starts(path, section)) return NULL;
    struct slice id = slice_from(path, section.size);
    id = slice_first(id, slice_find(id, '/'));
    return map_get(map_get(result->input, K(Resources)), symbol_of(result->builder.symbols, id));
}

static bool is_ignored_in_resource(const struct selection *s, const struct finding *finding)
{
    const struct node *config = config_of(resource_at(s->result, finding->path));

    LIST_EACH (map_get(config, K(ignore_checks)), each)
        if (slice_eq(node_text(each.value), slice_of(finding->rule->id))) return true;
    return false;
}

/* -- Comments -----------------------------------------------------------------------------------
 */

static struct slice after_blanks(struct slice text)
{
    while (text.size && (text.text[0] == ' ' || text.text[0] == '\t'))
        text = slice_from(text, 1);
    return text;
}

/* Whether the list "ID, ID ..." at the start of `text` holds `id`. */
static bool lists_id(struct slice text, struct slice id)
{
    for (;;) {
        text = after_blanks(text);
        size_t size = 0;
        while (size < text.size && text.text[size] != ',' && text.text[size] != ' ')
            size++;
        if (slice_eq(slice_first(text, size), id)) return true;
        text = after_blanks(slice_from(text, size));
        if (text.size == 0 || text.text[0] != ',') return false;
        text = slice_from(text, 1);
    }
}

/* Whether a line has the comment for `id`; `alone` asks for nothing before it. */
static bool line_ignores(struct slice line, struct slice id, bool alone)
{
    struct slice mark = SLICE("# samc: ignore ");
    size_t at = slice_search(line, mark);

    if (at == line.size) return false;
    if (alone && after_blanks(line).text != line.text + at) return false;
    if (at > 0 && line.text[at - 1] != ' ' && line.text[at - 1] != '\t') return false;
    return lists_id(slice_from(line, at + mark.size), id);
}

static bool is_ignored_by_comment(const struct selection *s, const struct finding *finding)
{
    struct position place = source_position(s->result->sources, finding->span.start);
    struct slice id = slice_of(finding->rule->id);

    if (!place.source) return false;
    return line_ignores(source_line(place.source, place.line), id, false) ||
           (place.line > 1 && line_ignores(source_line(place.source, place.line - 1), id, true));
}

/* -- What is said better ------------------------------------------------------------------------
 */

/* Stands in for the rule of such a finding until it is dropped. */
static const struct rule superseded = {"", SEVERITY_ERROR, ""};

/* What says it better: a rule of the linter about the same resource, by the start of its id. The
 * transform refuses a mixture of package types by one rule, and tells of a missing Transform once.
 */
static const struct {
    const char *id, *by;
} betters[] = {
    {"SAM2007", "PKG"},   {"SAM2007", "E3685"}, {"SAM9001", "E3038"},
    {"SAM9001", "E3066"}, {"SAM1001", "E3001"}, {"SAM1001", "E1001"},
};

static bool is_superseded(const struct selection *s, const struct finding *finding)
{
    const struct findings *findings = s->result->findings;
    bool is_candidate = false;

    for (size_t k = 0; k < sizeof betters / sizeof *betters; k++)
        is_candidate |= strcmp(finding->rule->id, betters[k].id) == 0;
    for (size_t i = 0; is_candidate && i < findings->count; i++) {
        const struct finding *other = &findings->items[i];
        for (size_t k = 0; k < sizeof betters / sizeof *betters; k++)
            if (strcmp(finding->rule->id, betters[k].id) == 0 &&
                slice_starts(slice_of(other->rule->id), slice_of(betters[k].by)) &&
                other->rule->severity == SEVERITY_ERROR &&
                (!finding->resource.text || slice_eq(other->resource, finding->resource)))
                return true;
    }
    return false;
}

/* Rules that linters know by another id. A key that is there twice has two values, and who reads
 * the template may take the one or the other: they count it among what makes a file unreadable. */
static const struct {
    const char *id, *to;
    const struct rule *(*rules)(size_t *count); /* of the stage that has `to` */
} linter_names[] = {
    {"W0011", "E0000", document_rules},
    {"SAM1002", "E3724", validator_rules},
};

static void name_for_linters(struct findings *findings, struct finding *finding)
{
    for (size_t k = 0; k < sizeof linter_names / sizeof *linter_names; k++) {
        size_t count;
        const struct rule *rules = linter_names[k].rules(&count);
        if (strcmp(finding->rule->id, linter_names[k].id) != 0) continue;
        for (size_t i = 0; i < count; i++) {
            if (strcmp(rules[i].id, linter_names[k].to) != 0) continue;
            findings->totals[finding->rule->severity]--;
            finding->rule = &rules[i];
            findings->totals[finding->rule->severity]++;
        }
        return;
    }
}

/* -- The choice ---------------------------------------------------------------------------------
 */

static bool is_mandatory(const struct selection *s, const struct rule *rule)
{
    return texts_name_rule(s->given->mandatory_checks, s->given->mandatory_check_count, rule);
}

/* Whether a rule counts that is not mandatory, as far as the template as a whole goes. */
static bool is_chosen(const struct selection *s, const struct rule *rule)
{
    const samc_options *given = s->given;

    if (rule->severity == SEVERITY_INFO &&
        !texts_name_rule(given->include_checks, given->include_check_count, rule) &&
        !items_name_rule(map_get(s->config, K(include_checks)), rule))
        return false;
    return !texts_name_rule(given->ignore_checks, given->ignore_check_count, rule) &&
           !items_name_rule(map_get(s->config, K(ignore_checks)), rule);
}

static bool counts(const struct selection *s, const struct finding *finding)
{
    if (finding->rule == &superseded) return false;
    if (is_mandatory(s, finding->rule)) return true;
    return is_chosen(s, finding->rule) && !is_ignored_in_resource(s, finding) &&
           !is_ignored_by_comment(s, finding);
}

/* Whether the one before says the same: two generated resources may have one cause. */
static bool is_repeated(const struct finding *last, const struct finding *finding)
{
    return last && last->rule == finding->rule && last->span.start == finding->span.start &&
           last->span.end == finding->span.end && slice_eq(last->message, finding->message);
}

static const char *const *copy_texts(struct arena *arena, const char *const *texts, size_t count)
{
    const char **copies = arena_array(arena, count, sizeof *copies);

    for (size_t i = 0; i < count; i++)
        copies[i] = slice_copy(arena, slice_of(texts[i])).text;
    return copies;
}

static const samc_options *copy_choice(struct arena *arena, const samc_options *given)
{
    samc_options *copy = arena_alloc(arena, sizeof *copy);

    *copy = (samc_options){
        .ignore_checks = copy_texts(arena, given->ignore_checks, given->ignore_check_count),
        .ignore_check_count = given->ignore_check_count,
        .include_checks = copy_texts(arena, given->include_checks, given->include_check_count),
        .include_check_count = given->include_check_count,
        .mandatory_checks =
            copy_texts(arena, given->mandatory_checks, given->mandatory_check_count),
        .mandatory_check_count = given->mandatory_check_count,
    };
    return copy;
}

static bool is_of_validator(const struct rule *rule)
{
    size_t count;
    const struct rule *rules = validator_rules(&count);

    return rule >= rules && rule < rules + count;
}

bool result_looked_for(const samc_result *result, const struct rule *rule)
{
    struct selection s = {result, result->choice, config_of(result->input)};

    if (!result->choice) return !is_of_validator(rule);
    return is_mandatory(&s, rule) || is_chosen(&s, rule);
}

void result_select(samc_result *result, const samc_options *given)
{
    struct findings *findings = result->findings;
    struct selection s = {result, given, config_of(result->input)};
    size_t kept = 0;

    result->choice = copy_choice(result->arena, given);
    for (size_t i = 0; i < findings->count; i++) {
        name_for_linters(findings, &findings->items[i]);
        if (is_superseded(&s, &findings->items[i])) findings->items[i].rule = &superseded;
    }
    for (size_t i = 0; i < findings->count; i++) {
        struct finding finding = findings->items[i];
        if (counts(&s, &finding) &&
            !is_repeated(kept ? &findings->items[kept - 1] : NULL, &finding))
            findings->items[kept++] = finding;
        else
            findings->totals[finding.rule->severity]--;
    }
    findings->count = kept;
}
