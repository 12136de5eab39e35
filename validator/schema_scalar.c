/* Strings, numbers and booleans beside their specification.
 *
 * CloudFormation takes "10" for a number and 10 for a string; so do these checks. A kind is wrong
 * only when the value cannot be taken for it.
 */
#include "validator/schema_internal.h"

#include "base/number.h"
#include "base/utf8.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static struct slice without_blanks(struct slice text)
{
    while (text.size && strchr(" \t\r\n", text.text[0]))
        text = slice_from(text, 1);
    while (text.size && strchr(" \t\r\n", text.text[text.size - 1]))
        text.size--;
    return text;
}

/* The digits that a text begins with, single underscores between them; *text moves behind them. */
static size_t skip_digits(struct slice *text)
{
    size_t at = 0;

    while (at < text->size &&
           (is_digit(text->text[at]) || (at > 0 && text->text[at] == '_' && at + 1 < text->size &&
                                         is_digit(text->text[at + 1]))))
        at++;
    *text = slice_from(*text, at);
    return at;
}

static void skip_sign(struct slice *text)
{
    if (text->size && (text->text[0] == '+' || text->text[0] == '-')) *text = slice_from(*text, 1);
}

static bool is_whole_number(struct slice text)
{
    text = without_blanks(text);
    skip_sign(&text);
    return skip_digits(&text) > 0 && text.size == 0;
}

static bool is_decimal(struct slice text)
{
    size_t digits;

    text = without_blanks(text);
    skip_sign(&text);
    digits = skip_digits(&text);
    if (text.size && text.text[0] == '.') {
        text = slice_from(text, 1);
        digits += skip_digits(&text);
    }
    if (digits == 0) return false;
    if (text.size && (text.text[0] == 'e' || text.text[0] == 'E')) {
        text = slice_from(text, 1);
        skip_sign(&text);
        return skip_digits(&text) > 0 && text.size == 0;
    }
    return text.size == 0;
}

static bool is_truth(struct slice text)
{
    static const char *const words[] = {"true", "True", "TRUE", "false", "False", "FALSE"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq(text, slice_of(words[i]))) return true;
    return false;
}

bool schema_scalar_is(const struct node *node, unsigned kinds)
{
    bool is_number = node_is(node, NODE_INT) || node_is(node, NODE_FLOAT);
    struct slice text = node_text(node);

    if (kinds & VALUE_STRING) return true;
    if (node_is(node, NODE_BOOL)) return kinds & VALUE_BOOLEAN;
    if (is_number) return kinds & (VALUE_INTEGER | VALUE_NUMBER);
    return (kinds & VALUE_INTEGER && is_whole_number(text)) ||
           (kinds & VALUE_NUMBER && is_decimal(text)) || (kinds & VALUE_BOOLEAN && is_truth(text));
}

bool schema_scalar_is_strictly(const struct node *node, unsigned kinds)
{
    switch (node->kind) {
    case NODE_STRING:
        return kinds & VALUE_STRING;
    case NODE_BOOL:
        return kinds & VALUE_BOOLEAN;
    case NODE_INT:
        return kinds & (VALUE_INTEGER | VALUE_NUMBER);
    case NODE_FLOAT:
        return kinds & VALUE_NUMBER ||
               (kinds & VALUE_INTEGER && slice_ends(node_text(node), SLICE(".0")));
    default:
        return true;
    }
}

/* The value as text, as a regular expression or a list of values sees it: 7.0 is 7. */
static struct slice text_of(const struct schema_walk *walk, const struct node *node)
{
    struct slice text = node_text(node);

    if (node_is(node, NODE_BOOL)) return node->truth ? SLICE("true") : SLICE("false");
    if (!node_is(node, NODE_FLOAT)) return text;
    text = number_shortest(walk->v->b->arena, number_double(walk->v->b->arena, text));
    return slice_ends(text, SLICE(".0")) ? slice_first(text, text.size - 2) : text;
}

struct slice schema_shown(const struct schema_walk *walk, struct slice text)
{
    enum { MOST_BYTES = 200 };

    if (text.size <= MOST_BYTES) return text;
    return CONCAT(walk->v->b->arena, slice_first(text, utf8_whole(text, MOST_BYTES)), SLICE("..."));
}

/* "A, B or C"; of long lists the first ones. */
static struct slice values_in_words(const struct schema_walk *walk, const struct value_spec *spec)
{
    enum { SHOWN = 12 };
    struct buffer words = buffer_new(walk->v->b->arena);
    struct slice text;
    size_t i;

    for (i = 0; value_spec_text_at(spec, VALUE_ENUM, i, &text) && i < SHOWN; i++)
        buffer_printf(&words, "%s%.*s", i ? ", " : "", SLICE_ARG(text));
    if (i == SHOWN && value_spec_text_at(spec, VALUE_ENUM, i, &text)) buffer_printf(&words, " ...");
    return buffer_slice(&words);
}

void schema_check_enum(struct schema_walk *walk, const struct value_spec *spec,
                       const struct visit *at)
{
    bool is_scalar = !node_is_map(at->node) && !node_is_list(at->node);
    struct slice text;

    if (!value_spec_has(spec, VALUE_ENUM)) return;
    text = is_scalar ? text_of(walk, at->node) : slice_of(node_kind_name(at->node));
    if (is_scalar && value_spec_allows(spec, text)) return;
    if (walk->is_trial) {
        walk->count++;
        return;
    }
    struct slice words = values_in_words(walk, spec);
    text = schema_shown(walk, text);
    bool is_constant = value_spec_flags(spec) & VALUE_CONSTANT;
    schema_report(walk, is_constant ? RULE_PROPERTY_UNKNOWN : RULE_VALUE_ENUM, schema_span(at),
                  "%.*s is not one of the values that are possible here: %.*s.", SLICE_ARG(text),
                  SLICE_ARG(words));
}

static void check_length(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at)
{
    double least, most;
    bool has_least = value_spec_bound(spec, VALUE_MIN_LENGTH, &least);
    bool has_most = value_spec_bound(spec, VALUE_MAX_LENGTH, &most);
    size_t length;

    if (!has_least && !has_most) return;
    length = utf8_count(node_text(at->node));
    if (has_least && (double)length < least)
        schema_report(walk, RULE_VALUE_LENGTH, schema_span(at),
                      "The text has %zu characters; at least %.0f are needed.", length, least);
    if (has_most && (double)length > most)
        schema_report(walk, RULE_VALUE_LENGTH, schema_span(at),
                      "The text has %zu characters; %.0f are possible.", length, most);
}

static void check_range(struct schema_walk *walk, const struct value_spec *spec,
                        const struct visit *at)
{
    static const struct {
        enum value_bound bound;
        const char *words;
    } bounds[] = {
        {VALUE_MINIMUM, "at least"},
        {VALUE_MAXIMUM, "at most"},
        {VALUE_ABOVE, "greater than"},
        {VALUE_BELOW, "less than"},
    };
    double value = number_double(walk->v->b->arena, without_blanks(node_text(at->node)));

    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        double limit;
        if (!value_spec_bound(spec, bounds[i].bound, &limit)) continue;
        bool good = (bool[]){value >= limit, value <= limit, value > limit, value < limit}[i];
        if (good) continue;
        struct slice shown = number_shortest(walk->v->b->arena, limit);
        if (slice_ends(shown, SLICE(".0"))) shown.size -= 2;
        schema_report(walk, RULE_VALUE_RANGE, schema_span(at), "%.*s is out of range: %s %.*s.",
                      SLICE_ARG(node_text(at->node)), bounds[i].words, SLICE_ARG(shown));
    }
}

/* The whole number that is nearest. Those of 2^52 and more are whole. The function of the C library
 * would be the only one for which each run had to load libm. */
static double nearest_whole(double number)
{
    const double whole = 4503599627370496.0;

    if (!(number > -whole && number < whole)) return number;
    return (double)(long long)(number < 0 ? number - 0.5 : number + 0.5);
}

/* Whole numbers among the decimals, and such. */
static void check_multiple(struct schema_walk *walk, const struct value_spec *spec,
                           const struct visit *at)
{
    double step;

    if (!value_spec_bound(spec, VALUE_MULTIPLE_OF, &step)) return;
    double steps = number_double(walk->v->b->arena, without_blanks(node_text(at->node))) / step;
    double off = steps - nearest_whole(steps);
    if (off > 1e-9 || off < -1e-9)
        schema_report(walk, RULE_PROPERTY_UNKNOWN, schema_span(at), "%.*s is no multiple of %g.",
                      SLICE_ARG(node_text(at->node)), step);
}

bool schema_matches(struct schema_walk *walk, struct slice pattern, struct slice text)
{
    struct pattern *compiled = pattern_of(walk->v->patterns, pattern, PATTERN_PCRE);

    return pattern_match(compiled, text, PATTERN_ANYWHERE) != PATTERN_DIFFERS;
}

static void check_pattern(struct schema_walk *walk, const struct value_spec *spec,
                          const struct visit *at)
{
    struct slice pattern = value_spec_pattern(spec), text;

    if (pattern.size == 0) return;
    text = text_of(walk, at->node);
    if (schema_matches(walk, pattern, text)) return;
    if (rule_settings_has(&walk->v->settings, SETTING_PATTERN_EXCEPTIONS, text)) return;
    text = schema_shown(walk, text);
    schema_report(walk, RULE_VALUE_PATTERN, schema_span(at),
                  "%.*s does not have the form that is asked for here: it does not match %.*s.",
                  SLICE_ARG(text), SLICE_ARG(pattern));
}

void schema_check_scalar(struct schema_walk *walk, const struct value_spec *spec,
                         const struct visit *at)
{
    const struct node *node = at->node;
    bool has_bounds = value_spec_has_bounds(spec);

    check_pattern(walk, spec, at);
    if (node_is_string(node)) {
        if (has_bounds) check_length(walk, spec, at);
        schema_check_format(walk, spec, at);
    }
    if (!has_bounds) return;
    if (node_is(node, NODE_BOOL) || !is_decimal(node_text(node))) return;
    check_range(walk, spec, at);
    check_multiple(walk, spec, at);
}
