/* Fn::Sub: "${Name}" in a text becomes the value of a variable of the Sub, of a parameter or of a
 * pseudo parameter. What is not known keeps its place, and the Sub stays, with the variables that
 * are still needed.
 */
#include "base/printable.h"
#include "intrinsics/evaluation_internal.h"

struct substitution {
    struct evaluation *e;
    const struct node *node;      /* the intrinsic */
    const struct node *variables; /* evaluated; NULL: none */
    struct buffer kept;           /* the text of the Sub that remains; while is_one, see `text` */
    struct buffer text;           /* the value, as long as all is known */
    bool is_one;                  /* both are the same so far */
    struct node *needed;          /* the variables that remain; NULL: none */
    bool known;
    bool failed;
};

/* From now on the text that remains is another one than the value. */
static void part(struct substitution *s)
{
    if (s->is_one) buffer_add(&s->kept, buffer_slice(&s->text));
    s->is_one = false;
}

/* Adds text that stands for itself. */
static void add_plain(struct substitution *s, struct slice text)
{
    size_t at = slice_search(text, SLICE("${"));

    if (at < text.size) part(s);
    if (s->known) buffer_add(&s->text, text);
    if (s->is_one) return;
    while (text.size) {
        at = slice_search(text, SLICE("${"));
        buffer_add(&s->kept, slice_first(text, at));
        if (at < text.size) buffer_add(&s->kept, SLICE("${!"));
        text = slice_from(text, at + 2);
    }
}

static void keep_name(struct substitution *s, struct slice name, const struct node *value)
{
    part(s);
    s->known = false;
    buffer_add(&s->kept, SLICE("${"));
    buffer_add(&s->kept, name);
    buffer_add_byte(&s->kept, '}');
    if (!value) return;
    if (!s->needed) s->needed = node_map(s->e->b);
    map_set_user(s->e->b, s->needed, symbol_of(s->e->b->symbols, name), value);
}

/* Whether a value can be put into a text; reports it when it cannot. */
static bool check_value(struct substitution *s, struct slice name, const struct node *value)
{
    if (is_deferred(value) || node_is_string(value) || is_known_scalar(value)) return true;
    s->failed = true;
    name = quotable(s->e->b->arena, name);
    evaluation_error(s->e, s->node, INTRINSIC_SUB, "${%.*s} of Fn::Sub must be a text, but is %s.",
                     SLICE_ARG(name), value_name(value));
    return false;
}

static void substitute_name(struct substitution *s, struct slice name)
{
    struct symbols *symbols = s->e->b->symbols;
    const struct map_entry *variable =
        s->variables ? map_find(s->variables, symbol_of(symbols, name)) : NULL;
    const struct node *value = variable ? variable->value : value_of_name(s->e, name);

    if (value && !check_value(s, name, value)) return;
    if (is_known_scalar(value)) {
        s->failed = !count_made(s->e, s->node, scalar_text(value).size);
        if (!s->failed) add_plain(s, scalar_text(value));
    } else {
        keep_name(s, name, variable ? value : NULL);
    }
}

static void substitute(struct substitution *s, struct slice text)
{
    while (text.size && !s->failed) {
        size_t at = slice_search(text, SLICE("${"));
        add_plain(s, slice_first(text, at));
        struct slice rest = slice_from(text, at + 2);
        size_t size = slice_find(rest, '}');
        if (at == text.size) return;
        if (size == rest.size) { /* no end: plain text */
            if (s->known) buffer_add(&s->text, slice_from(text, at));
            if (!s->is_one) buffer_add(&s->kept, slice_from(text, at));
            return;
        }
        struct slice name = slice_first(rest, size);
        if (slice_starts(name, SLICE("!"))) {
            add_plain(s, SLICE("${"));
            add_plain(s, slice_from(name, 1));
            add_plain(s, SLICE("}"));
        } else {
            substitute_name(s, name);
        }
        text = slice_from(rest, size + 1);
    }
}

static bool read_arguments(struct substitution *s, const struct node *argument,
                           const struct node **text)
{
    *text = node_is_list(argument) ? list_at(argument, 0) : argument;
    if (node_is_string(*text) &&
        (argument == *text || (list_count(argument) == 2 && node_is_map(list_at(argument, 1)))))
        return true;
    const struct node *at =
        list_count(argument) != 2 ? argument : list_at(argument, node_is_string(*text));
    evaluation_error(s->e, at, INTRINSIC_SUB,
                     "Fn::Sub takes a text, or a list of a text and a map of values.");
    return false;
}

/* The variables evaluated; a map that looks like an intrinsic is none here. */
static const struct node *evaluated_variables(struct evaluation *e, const struct node *variables)
{
    return is_intrinsic(variables) ? variables : evaluate_items(e, variables);
}

/* Whether a text without variables has names, and none of them has a value, so that it stays. */
static bool stays(struct evaluation *e, struct slice text)
{
    bool has_name = false;

    for (;;) {
        size_t at = slice_search(text, SLICE("${"));
        struct slice rest = slice_from(text, at + 2);
        size_t size = slice_find(rest, '}');
        if (at == text.size || size == rest.size) return has_name;
        if (slice_starts(rest, SLICE("!")) || value_of_name(e, slice_first(rest, size)))
            return false;
        has_name = true;
        text = slice_from(rest, size + 1);
    }
}

const struct node *evaluate_sub(struct evaluation *e, const struct node *node,
                                const struct node *argument)
{
    struct substitution s = {.e = e,
                             .node = node,
                             .kept = buffer_new(e->b->arena),
                             .text = buffer_new(e->b->arena),
                             .is_one = true,
                             .known = true};
    const struct node *text;

    if (!read_arguments(&s, argument, &text)) return node;
    if (!count_made(e, node, text->count)) return node;
    if (argument == text && !e->trace && stays(e, node_text(text))) return node;
    if (node_is_list(argument)) s.variables = evaluated_variables(e, list_at(argument, 1));
    substitute(&s, node_text(text));
    if (s.failed) return node;
    buffer_drop(s.known ? &s.kept : &s.text);
    struct slice made = buffer_end(s.known ? &s.text : &s.kept);
    const struct node *value = text_at(e, node, made);
    if (s.known) return value;
    return with_argument(e, node, s.needed ? LIST(e->b, value, s.needed) : value);
}
