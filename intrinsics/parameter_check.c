/* A value is one item, or for list types several. Each constraint goes through the items and stops
 * at the first that breaks it.
 *
 * Which constraint counts for which type: MinValue and MaxValue for numbers, AllowedValues for all,
 * AllowedPattern for all but numbers, MinLength and MaxLength for all but numbers and lists. The
 * value of an AWS::SSM::Parameter::Value<...> is a name, and that is what is checked.
 */
#include "intrinsics/parameter_check.h"

#include <math.h>

#include "base/number.h"
#include "base/utf8.h"
#include "intrinsics/evaluation_internal.h"
#include "spec/names.h"

/* Bytes that CloudFormation takes as the value of a parameter.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
enum { MOST_BYTES = 4096 };

/* -- Types --------------------------------------------------------------------------------------
 */

static struct slice type_of(const struct node *declaration)
{
    return node_text(map_get(declaration, K(Type)));
}

bool parameter_is_list(const struct node *declaration)
{
    struct slice type = type_of(declaration);

    return slice_eq(type, SLICE("CommaDelimitedList")) || slice_starts(type, SLICE("List<"));
}

bool parameter_is_stored(const struct node *declaration)
{
    return slice_starts(type_of(declaration), SLICE("AWS::SSM::Parameter::Value<"));
}

bool parameter_is_secret(const struct node *declaration)
{
    const struct node *no_echo = map_get(declaration, K(NoEcho));

    return node_is_truthy(no_echo) && !node_is_text(no_echo, SLICE("false"));
}

static bool is_number_type(const struct node *declaration)
{
    struct slice type = type_of(declaration);

    return slice_eq(type, SLICE("Number")) || slice_eq(type, SLICE("List<Number>"));
}

static struct slice trimmed(struct slice text)
{
    while (text.size && (unsigned char)text.text[0] <= ' ')
        text = slice_from(text, 1);
    while (text.size && (unsigned char)text.text[text.size - 1] <= ' ')
        text.size--;
    return text;
}

bool parameter_next_item(struct slice *list, struct slice *item)
{
    size_t comma = slice_find(*list, ',');

    if (!list->text) return false;
    *item = trimmed(slice_first(*list, comma));
    *list = comma < list->size ? slice_from(*list, comma + 1) : (struct slice){NULL, 0};
    return true;
}

/* -- Items --------------------------------------------------------------------------------------
 */

struct check {
    struct parameter_checker *checker;
    const struct node *declaration;
    struct slice value;
    bool list;
    struct parameter_problem *problems;
    size_t count;
};

/* Goes through the items of the value. */
struct items {
    const struct check *check;
    struct slice left;
    struct slice item;
    size_t number; /* of the item, from 1 */
};

static struct items items_of(const struct check *check)
{
    struct slice value = check->value;

    if (!value.text) value.text = "";
    if (check->list && value.size == 0) value.text = NULL; /* no items */
    return (struct items){.check = check, .left = value};
}

static bool next_item(struct items *items)
{
    items->number++;
    if (items->check->list) return parameter_next_item(&items->left, &items->item);
    items->item = items->left;
    items->left.text = NULL;
    return items->item.text != NULL;
}

/* Adds a problem of the item at hand: `why` tells what "it" is or does. */
static void add_problem(struct check *check, const struct items *items,
                        const struct symbol *constraint, bool in_doubt, struct slice why)
{
    struct arena *arena = check->checker->builder->arena;
    struct slice subject = SLICE("it"), quote = SLICE("'");
    struct slice text = node_text(map_get(check->declaration, K(ConstraintDescription)));

    if (check->list) {
        subject = slice_printf(arena, "its item %zu", items->number);
        if (!parameter_is_secret(check->declaration))
            subject = CONCAT(arena, subject, SLICE(", "), quote, items->item, quote, SLICE(","));
    }
    why = CONCAT(arena, subject, SLICE(" "), why, SLICE("."));
    if (text.size && !in_doubt)
        why = CONCAT(arena, why, SLICE(" The template says: "), text,
                     slice_ends(text, SLICE(".")) ? SLICE("") : SLICE("."));
    check->problems[check->count++] = (struct parameter_problem){constraint, in_doubt, why};
}

/* -- Constraints --------------------------------------------------------------------------------
 */

static size_t digits(struct slice text)
{
    size_t count = 0;

    while (count < text.size && text.text[count] >= '0' && text.text[count] <= '9')
        count++;
    return count;
}

static struct slice without_sign(struct slice text)
{
    bool sign = text.size && (text.text[0] == '+' || text.text[0] == '-');

    return slice_from(text, sign);
}

/* The value of a decimal such as "-1.5e3"; NAN for all else. */
static double number_of(const struct check *check, struct slice text)
{
    struct slice rest = without_sign(text);
    size_t whole = digits(rest), fraction = 0;

    rest = slice_from(rest, whole);
    if (slice_starts(rest, SLICE("."))) {
        fraction = digits(slice_from(rest, 1));
        rest = slice_from(rest, 1 + fraction);
    }
    if (whole + fraction == 0) return (double)NAN;
    if (rest.size && (rest.text[0] == 'e' || rest.text[0] == 'E')) {
        rest = without_sign(slice_from(rest, 1));
        if (digits(rest) == 0) return (double)NAN;
        rest = slice_from(rest, digits(rest));
    }
    return rest.size ? (double)NAN : number_double(check->checker->builder->arena, text);
}

/* The number that a constraint has; NAN when it is absent or no number. */
static double bound(const struct check *check, const struct symbol *constraint)
{
    return number_of(check, node_text(map_get(check->declaration, constraint)));
}

/* Whether an item is a number. One that is may still be over `most` or under `least`. */
static void check_numbers(struct check *check)
{
    for (struct items items = items_of(check); next_item(&items);) {
        if (!isnan(number_of(check, items.item))) continue;
        add_problem(check, &items, K(Type), false, SLICE("must be a number"));
        return;
    }
}

/* Holds the items, or their lengths, against a bound: sign is 1 for one that must not be exceeded,
 * and -1 for one that must be reached. */
static void check_bound(struct check *check, const struct symbol *constraint, double sign,
                        const char *breaks)
{
    double limit = bound(check, constraint);
    bool lengths = !is_number_type(check->declaration);

    for (struct items items = items_of(check); next_item(&items);) {
        double size = lengths ? (double)utf8_count(items.item) : number_of(check, items.item);
        if (isnan(size) || isnan(limit) || size * sign <= limit * sign) continue;
        add_problem(check, &items, constraint, false,
                    slice_printf(check->checker->builder->arena, "is %s %s, which is %.*s", breaks,
                                 constraint->text,
                                 SLICE_ARG(node_text(map_get(check->declaration, constraint)))));
        return;
    }
}

static bool is_among(const struct check *check, const struct node *allowed, struct slice item)
{
    bool numbers = is_number_type(check->declaration);

    LIST_EACH (allowed, each) {
        if (!is_known_scalar(each.value)) return true; /* a function, which has no place there */
        if (slice_eq(scalar_text(each.value), item)) return true;
        if (numbers && number_of(check, node_text(each.value)) == number_of(check, item))
            return true;
    }
    return false;
}

/* AllowedValues as messages show them: ": a, b, c". */
static struct slice allowed_values(const struct check *check, const struct node *allowed)
{
    enum { MOST = 10 };
    struct buffer text = buffer_new(check->checker->builder->arena);

    LIST_EACH (allowed, each) {
        buffer_add(&text, each.next == 1 ? SLICE(": ") : SLICE(", "));
        if (each.next > MOST) {
            buffer_printf(&text, "and %u more", list_count(allowed) - MOST);
            break;
        }
        buffer_add(&text, scalar_text(each.value));
    }
    return buffer_slice(&text);
}

static void check_allowed_values(struct check *check)
{
    const struct node *allowed = map_get(check->declaration, K(AllowedValues));

    /* AllowedValues of a list may be items, or whole lists. */
    if (list_count(allowed) == 0 || (check->list && is_among(check, allowed, check->value))) return;
    for (struct items items = items_of(check); next_item(&items);) {
        if (is_among(check, allowed, items.item)) continue;
        add_problem(check, &items, K(AllowedValues), false,
                    CONCAT(check->checker->builder->arena, SLICE("is not among AllowedValues"),
                           allowed_values(check, allowed)));
        return;
    }
}

static struct slice why_in_doubt(const struct check *check, const struct pattern *pattern,
                                 struct slice source)
{
    const struct pattern_problem *problem = pattern_problem(pattern);

    if (!problem->why.text)
        return SLICE("takes too long to be matched against AllowedPattern, a pattern that "
                     "can need a number of steps that grows exponentially with the text");
    return slice_printf(check->checker->builder->arena,
                        "cannot be matched against AllowedPattern here: %.*s (after %zu characters "
                        "of the pattern)",
                        SLICE_ARG(problem->why), utf8_count(slice_first(source, problem->at)));
}

static void check_allowed_pattern(struct check *check)
{
    const struct node *source = map_get(check->declaration, K(AllowedPattern));
    struct parameter_checker *checker = check->checker;
    struct arena *arena = checker->builder->arena;

    if (!node_is_string(source)) return;
    if (!checker->patterns) checker->patterns = patterns_new(arena);
    struct pattern *pattern = pattern_of(checker->patterns, node_text(source), PATTERN_JAVA);
    for (struct items items = items_of(check); next_item(&items);) {
        enum pattern_result result = pattern_match(pattern, items.item, PATTERN_WHOLE);
        if (result == PATTERN_MATCHES) continue;
        if (result == PATTERN_GAVE_UP)
            add_problem(check, &items, K(AllowedPattern), true,
                        why_in_doubt(check, pattern, node_text(source)));
        else
            add_problem(check, &items, K(AllowedPattern), false,
                        CONCAT(arena, SLICE("does not match AllowedPattern: "), node_text(source)));
        return;
    }
}

size_t parameter_check(struct parameter_checker *checker, const struct node *declaration,
                       struct slice value, struct parameter_problem problems[PARAMETER_PROBLEMS])
{
    struct check check = {checker, declaration, value, parameter_is_list(declaration), problems, 0};
    struct items whole = {.number = 1, .item = value};

    if (value.size > MOST_BYTES) {
        check.list = false;
        add_problem(&check, &whole, K(Type), false,
                    slice_printf(checker->builder->arena,
                                 "has %zu bytes, and CloudFormation takes at most %d", value.size,
                                 MOST_BYTES));
        return check.count;
    }
    if (is_number_type(declaration)) {
        check_numbers(&check);
        check_bound(&check, K(MinValue), -1, "below");
        check_bound(&check, K(MaxValue), 1, "above");
    } else {
        check_allowed_pattern(&check);
    }
    if (!is_number_type(declaration) && !check.list) {
        check_bound(&check, K(MinLength), -1, "shorter than");
        check_bound(&check, K(MaxLength), 1, "longer than");
    }
    check_allowed_values(&check);
    return check.count;
}
