/* One map of a definition beside the table of fields: which it has, and what their values are. */
#include "base/nearest.h"
#include "base/number.h"
#include "validator/state_machine_internal.h"

enum need { OPTIONAL, REQUIRED, OPERATOR, ONE, MOST };

enum state_value {
    ANY,
    TEXT,
    OBJECT,
    TRUTH, /* true, and not false */
    BOOLEAN,
    NUMBER,
    WHOLE,
    WORDS, /* one of a few */
    PATH,  /* a text that begins with $, or null */
    ARN,
    OBJECT_OR_TEXT,
    OBJECT_OR_EXPRESSION,
    LIST_OR_TEXT,
    LANGUAGE,
    TARGET, /* the name of a state */
    STATES,
    BRANCHES,
    INNER_MACHINE,
    CONFIGURATION,
    ITEM_READER,
    RETRIERS,
    CATCHERS,
    ERRORS, /* a list of names of errors */
    RULES,
    INNER_RULES,
    ONE_INNER_RULE,
};

struct state_field {
    unsigned maps;
    const char *name;
    unsigned languages;
    enum need need;
    enum state_value value;
    double least, most;
    const char *words;
};

static const struct state_field fields[] = {
#define STATE_FIELD(maps, name, languages, need, value)                                            \
    {maps, name, languages, need, value, 0, 0, NULL},
#define STATE_NUMBER(maps, name, languages, value, least, most)                                    \
    {maps, name, languages, OPTIONAL, value, least, most, NULL},
#define STATE_WORDS(maps, name, languages, words)                                                  \
    {maps, name, languages, OPTIONAL, WORDS, 0, 0, words},
#include "validator/state_list.h"
};

static const struct state_group {
    unsigned maps;
    unsigned languages;
    enum need need;
    const char *names;
} groups[] = {
#define STATE_GROUP(maps, languages, need, names) {maps, languages, need, names},
#include "validator/state_list.h"
};

enum {
    FIELD_COUNT = sizeof fields / sizeof *fields,
    GROUP_COUNT = sizeof groups / sizeof *groups,
};

/* What messages call a map. */
static const struct {
    unsigned map;
    const char *name;
    bool is_open; /* fields that are in no row are no fault */
} map_names[] = {
    {MACHINE, "A definition", false},    {BRANCH, "A branch", false},
    {PROCESSOR, "A processor", true},    {TASK, "A Task state", false},
    {PASS, "A Pass state", false},       {CHOICE, "A Choice state", false},
    {WAIT, "A Wait state", false},       {SUCCEED, "A Succeed state", false},
    {FAIL, "A Fail state", false},       {PARALLEL, "A Parallel state", false},
    {MAP_STATE, "A Map state", false},   {RETRIER, "An item of Retry", true},
    {CATCHER, "An item of Catch", true}, {RULE_OF_CHOICE, "A rule of Choices", true},
    {INNER_RULE, "A rule", true},        {CONFIG, "ProcessorConfig", true},
    {READER, "ItemReader", true},
};

static size_t name_of_map(unsigned kind)
{
    size_t i = 0;

    while (!(map_names[i].map & kind))
        i++;
    return i;
}

/* -- Values -------------------------------------------------------------------------------------
 */

static bool is_scalar(const struct node *node)
{
    return !node_is_map(node) && !node_is_list(node);
}

/* {% ... %} in a state whose query language is JSONata. */
static bool is_expression(const struct state_walk *walk, const struct node *node)
{
    return walk->current & JSONATA && node_is_string(node) &&
           slice_starts(node_text(node), SLICE("{%")) && slice_ends(node_text(node), SLICE("%}"));
}

static void report_kind(struct state_walk *walk, const struct visit *at, const char *expected)
{
    STATE_REPORT(walk, schema_span(at), "%s is expected here, but this is %s.", expected,
                 node_kind_name(at->node));
}

static void check_number(struct state_walk *walk, const struct visit *at,
                         const struct state_field *field)
{
    bool is_whole = field->value == WHOLE;
    double value;

    if (is_expression(walk, at->node)) return;
    if (!is_scalar(at->node) || node_is(at->node, NODE_BOOL) ||
        !schema_scalar_is(at->node, is_whole ? VALUE_INTEGER : VALUE_NUMBER)) {
        report_kind(walk, at, is_whole ? "A whole number" : "A number");
        return;
    }
    value = number_double(walk->schema.v->b->arena, node_text(at->node));
    if (field->most > field->least && (value < field->least || value > field->most))
        STATE_REPORT(walk, schema_span(at), "%s is %.*s, but must be from %.0f to %.0f.",
                     field->name, SLICE_ARG(node_text(at->node)), field->least, field->most);
}

/* The next of several words between "|". */
static bool next_word(struct slice *words, struct slice *word)
{
    if (words->size == 0) return false;
    *word = slice_first(*words, slice_find(*words, '|'));
    *words = slice_from(*words, word->size + 1);
    return true;
}

/* "A, B or C" for "A|B|C". */
static struct slice words_in_text(const struct state_walk *walk, const char *names)
{
    struct slice words = slice_of(names), word;
    struct buffer text = buffer_new(walk->schema.v->b->arena);

    while (next_word(&words, &word))
        buffer_printf(&text, "%s%.*s",
                      text.size == 0    ? ""
                      : words.size == 0 ? " or "
                                        : ", ",
                      SLICE_ARG(word));
    return buffer_slice(&text);
}

static void check_words(struct state_walk *walk, const struct visit *at,
                        const struct state_field *field)
{
    struct slice words = slice_of(field->words), word;

    while (next_word(&words, &word))
        if (node_is_text(at->node, word)) return;
    struct slice text = words_in_text(walk, field->words);
    STATE_REPORT(walk, schema_span(at), "%s is %.*s, written like this.", field->name,
                 SLICE_ARG(text));
}

static void check_path(struct state_walk *walk, const struct visit *at)
{
    if (!node_is_string(at->node) || !slice_starts(node_text(at->node), SLICE("$")))
        STATE_REPORT(walk, schema_span(at),
                     "A path begins with $, such as $.order.id; this does not.");
}

static void check_arn(struct state_walk *walk, const struct visit *at)
{
    static const char arn[] = "^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[a-z0-9-]+:"
                              "[a-zA-Z0-9-_.]+(:(\\$LATEST|[a-zA-Z0-9-_.]+))*$";

    if (!is_scalar(at->node))
        report_kind(walk, at, "An ARN");
    else if (!schema_matches(&walk->schema, SLICE(arn), node_text(at->node)))
        STATE_REPORT(walk, schema_span(at),
                     "\"%.*s\" is no ARN. Resource is what a task calls: the ARN of a function or "
                     "an activity, or of an integration, such as arn:aws:states:::lambda:invoke.",
                     SLICE_ARG(schema_shown(&walk->schema, node_text(at->node))));
}

static void check_error(struct state_walk *walk, const struct visit *at)
{
    if (!is_scalar(at->node)) report_kind(walk, at, "The name of an error");
}

static void check_errors(struct state_walk *walk, const struct visit *at)
{
    if (!node_is_list(at->node))
        report_kind(walk, at, "A list of names of errors");
    else if (list_count(at->node) == 0)
        STATE_REPORT(walk, schema_span(at),
                     "The list of errors is empty. Name one, such as States.ALL.");
    state_each_item(walk, at, check_error);
}

/* -- Lists of maps ------------------------------------------------------------------------------
 */

#define CHECK_MAP_OF(function, kind)                                                               \
    static void function(struct state_walk *walk, const struct visit *at)                          \
    {                                                                                              \
        state_check_map(walk, at, kind);                                                           \
    }
CHECK_MAP_OF(check_branch, BRANCH)
CHECK_MAP_OF(check_retrier, RETRIER)
CHECK_MAP_OF(check_catcher, CATCHER)
CHECK_MAP_OF(check_choice_rule, RULE_OF_CHOICE)
CHECK_MAP_OF(check_inner_rule, INNER_RULE)

/* What values that hold maps hold. */
static const struct {
    enum state_value value;
    bool is_list;
    unsigned kind;
    state_check *check; /* of the items of a list */
} holders[] = {
    {BRANCHES, true, BRANCH, check_branch},
    {RETRIERS, true, RETRIER, check_retrier},
    {CATCHERS, true, CATCHER, check_catcher},
    {RULES, true, RULE_OF_CHOICE, check_choice_rule},
    {INNER_RULES, true, INNER_RULE, check_inner_rule},
    {ONE_INNER_RULE, false, INNER_RULE, NULL},
    {INNER_MACHINE, false, PROCESSOR, NULL},
    {CONFIGURATION, false, CONFIG, NULL},
    {ITEM_READER, false, READER, NULL},
};

/* States.ALL stands alone, and in the last item: what follows would never be looked at. */
static void check_order(struct state_walk *walk, const struct visit *at)
{
    uint32_t count = list_count(at->node);

    LIST_EACH (at->node, each) {
        const struct map_entry *errors = state_entry(walk, each.value, "ErrorEquals");
        bool has_all = false;
        LIST_EACH (errors ? errors->value : NULL, error)
            has_all = has_all || node_is_text(error.value, SLICE("States.ALL"));
        if (!has_all || (each.next == count && list_count(errors->value) == 1)) continue;
        struct visit item = schema_visit(at, each.value, NULL);
        struct visit below = schema_visit(&item, errors->value, errors);
        STATE_REPORT(walk, schema_span(&below),
                     "States.ALL stands for all errors. Let it stand alone, in the last item.");
    }
}

static bool check_holder(struct state_walk *walk, const struct visit *at, enum state_value value)
{
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
        if (holders[i].value != value) continue;
        if (!holders[i].is_list)
            state_check_map(walk, at, holders[i].kind);
        else if (!node_is_list(at->node))
            report_kind(walk, at, "A list");
        else
            state_each_item(walk, at, holders[i].check);
        if (value == RETRIERS || value == CATCHERS) check_order(walk, at);
        return true;
    }
    return false;
}

/* -- One field ----------------------------------------------------------------------------------
 */

struct field_use {
    struct state_walk *walk;
    const struct state_field *field;
};

static void check_simple(struct state_walk *walk, const struct visit *at, enum state_value value)
{
    const struct node *node = at->node;

    if (value == TEXT && !is_scalar(node))
        report_kind(walk, at, "A text");
    else if (value == OBJECT && !node_is_map(node))
        report_kind(walk, at, "A map");
    else if (value == OBJECT_OR_TEXT && !node_is_map(node) && !is_scalar(node))
        report_kind(walk, at, "A map or a text");
    else if (value == OBJECT_OR_EXPRESSION && !node_is_map(node) && !is_expression(walk, node))
        report_kind(walk, at, "A map or an expression in {% %}");
    else if (value == LIST_OR_TEXT && !node_is_list(node) && !node_is_string(node))
        report_kind(walk, at, "A list or a text");
    else if (value == BOOLEAN && (!is_scalar(node) || !schema_scalar_is(node, VALUE_BOOLEAN)))
        report_kind(walk, at, "true or false");
    else if (value == TRUTH && !(node_is(node, NODE_BOOL) && node->truth) &&
             !node_is_text(node, SLICE("true")))
        STATE_REPORT(walk, schema_span(at),
                     "End is true, or it is not there: then Next names the next state.");
}

static void check_value(void *context, const struct visit *at)
{
    const struct field_use *use = context;
    struct state_walk *walk = use->walk;

    if (node_is_nothing(at->node) || state_is_open_text(at->node)) return;
    if (check_holder(walk, at, use->field->value)) return;
    switch (use->field->value) {
    case NUMBER:
    case WHOLE:
        check_number(walk, at, use->field);
        break;
    case WORDS:
        check_words(walk, at, use->field);
        break;
    case PATH:
        check_path(walk, at);
        break;
    case ARN:
        check_arn(walk, at);
        break;
    case ERRORS:
        check_errors(walk, at);
        break;
    case STATES:
        state_check_states(walk, at);
        break;
    case TARGET:
        state_check_target(walk, at);
        break;
    case LANGUAGE:
        state_check_language(walk, at);
        break;
    default:
        check_simple(walk, at, use->field->value);
    }
}

static void report_unknown(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    size_t name = name_of_map(kind);
    struct nearest nearest = nearest_to(entry_key(at->entry));

    if (map_names[name].is_open) return;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].maps & kind) nearest_try(&nearest, slice_of(fields[i].name));
    if (nearest.found.text)
        STATE_REPORT(walk, schema_span(at), "%s has no %s. Did you mean %.*s?",
                     map_names[name].name, at->entry->key->text, SLICE_ARG(nearest.found));
    else
        STATE_REPORT(walk, schema_span(at), "%s has no %s. Remove it.", map_names[name].name,
                     at->entry->key->text);
}

static void check_field(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    struct field_use use = {walk, NULL};

    for (size_t i = 0; i < FIELD_COUNT && !use.field; i++)
        if (fields[i].maps & kind && slice_eq(slice_of(fields[i].name), entry_key(at->entry)))
            use.field = &fields[i];
    if (!use.field) {
        if (at->entry->key != K(FnTransform) && !state_is_open_name(entry_key(at->entry)))
            report_unknown(walk, at, kind);
    } else if (!(use.field->languages & walk->current)) {
        STATE_REPORT(walk, schema_span(at),
                     "%s belongs to the query language %s, but this state uses %s.",
                     use.field->name, use.field->languages == JSONATA ? "JSONata" : "JSONPath",
                     walk->current == JSONATA ? "JSONata" : "JSONPath");
    } else {
        document_each_value(&walk->schema, at, check_value, &use);
    }
}

/* -- The map as a whole -------------------------------------------------------------------------
 */

static void check_required(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (!(fields[i].maps & kind) || fields[i].need != REQUIRED) continue;
        if ((fields[i].languages & walk->current) != walk->current) continue;
        if (!state_entry(walk, at->node, fields[i].name))
            STATE_REPORT(walk, schema_whole_span(at), "%s needs %s. Add it.",
                         map_names[name_of_map(kind)].name, fields[i].name);
    }
}

/* The entries of a group that are there. Those that a condition may take away count only for
 * is_there. */
struct present {
    const struct map_entry *sure[8];
    size_t sure_count;
    bool is_there;
};

static void note_present(struct state_walk *walk, const struct visit *at, struct slice name,
                         struct present *all)
{
    const struct map_entry *entry = map_find(at->node, symbol_of(walk->schema.v->b->symbols, name));

    if (!entry || is_no_value(entry->value)) return;
    all->is_there = true;
    if (is_if(entry->value) || all->sure_count == sizeof all->sure / sizeof *all->sure) return;
    all->sure[all->sure_count++] = entry;
}

static void report_several(struct state_walk *walk, const struct visit *at,
                           const struct present *all)
{
    for (size_t i = 0; i < all->sure_count; i++) {
        struct visit below = schema_visit(at, all->sure[i]->value, all->sure[i]);
        STATE_REPORT(walk, schema_span(&below), "%s and %s exclude each other. Remove one of them.",
                     all->sure[0]->key->text, all->sure[1]->key->text);
    }
}

static void check_groups(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    for (size_t i = 0; i < GROUP_COUNT; i++) {
        struct slice names = slice_of(groups[i].names), name;
        struct present all = {0};
        if (!(groups[i].maps & kind) || !(groups[i].languages & walk->current)) continue;
        while (next_word(&names, &name))
            note_present(walk, at, name, &all);
        if (all.sure_count > 1) report_several(walk, at, &all);
        if (all.is_there || groups[i].need != ONE) continue;
        struct slice text = words_in_text(walk, groups[i].names);
        STATE_REPORT(walk, schema_whole_span(at), "%s needs %.*s. Add one of them.",
                     map_names[name_of_map(kind)].name, SLICE_ARG(text));
    }
}

/* Whether an operator looks at a value, and not at other rules. */
static bool is_comparison(const struct symbol *name)
{
    return !slice_eq(symbol_slice(name), SLICE("And")) &&
           !slice_eq(symbol_slice(name), SLICE("Or")) &&
           !slice_eq(symbol_slice(name), SLICE("Not"));
}

/* A rule has exactly one operator, and an operator that compares has a Variable. */
static void check_operators(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    struct present all = {0};

    if (!(kind & (RULE_OF_CHOICE | INNER_RULE)) || walk->current != JSONPATH) return;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].need == OPERATOR) note_present(walk, at, slice_of(fields[i].name), &all);
    if (all.sure_count > 1)
        report_several(walk, at, &all);
    else if (all.sure_count == 1 && is_comparison(all.sure[0]->key) &&
             !state_entry(walk, at->node, "Variable"))
        STATE_REPORT(
            walk, schema_whole_span(at),
            "The rule does not say what it compares. Add Variable, a path such as $.total.");
    else if (!all.is_there)
        STATE_REPORT(walk, schema_whole_span(at),
                     "The rule compares nothing. Add an operator, such as StringEquals.");
}

void state_check_map(struct state_walk *walk, const struct visit *at, unsigned kind)
{
    if (node_is_nothing(at->node) || state_is_open_text(at->node)) return;
    if (!node_is_map(at->node)) {
        report_kind(walk, at, "A map");
        return;
    }
    const struct node *outside = walk->states;
    if (kind & (MACHINE | BRANCH | PROCESSOR)) {
        const struct map_entry *states = state_entry(walk, at->node, "States");
        walk->states = states ? state_known_names(walk, states->value) : NULL;
    }
    if (!map_has(at->node, K(FnTransform))) {
        check_required(walk, at, kind);
        check_groups(walk, at, kind);
        check_operators(walk, at, kind);
    }
    MAP_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, each.entry);
        check_field(walk, &below, kind);
    }
    walk->states = outside;
}
