/* Texts that are meant to be more than texts: names that only Fn::Sub replaces, and names of pseudo
 * parameters that Ref was forgotten for.
 */
#include "validator/engine_internal.h"

/* Whether `visit` stands in Fn::Sub, or below a key where other programs read ${...}. */
static bool is_text_of_others(const struct visit *visit)
{
    for (; visit; visit = visit->parent) {
        const struct symbol *key = visit->entry ? visit->entry->key : NULL;
        if (key == K(FnSub) || key == K(TemplateBody)) return true;
    }
    return false;
}

/* Whether ${name} in Fn::Sub would be replaced. */
static bool is_replaceable(const struct validation *v, struct slice name)
{
    size_t dot = slice_find(name, '.');
    const struct symbol *id = symbol_of(v->b->symbols, slice_first(name, dot));

    if (is_pseudo_parameter(name) || map_has(section_at(v, SECTION_RESOURCES), id)) return true;
    return dot == name.size && declared_parameter(v, id);
}

/* Whether E1029 is set to leave a name be: its expressions match from "${" on. */
static bool is_excluded(const struct validation *v, struct slice name)
{
    struct slice text = CONCAT(v->b->arena, SLICE("${"), name, SLICE("}"));

    for (size_t i = 0; i < v->settings.texts[SETTING_CUSTOM_EXCLUDES].count; i++) {
        struct slice expression =
            CONCAT(v->b->arena, SLICE("^(?:"), v->settings.texts[SETTING_CUSTOM_EXCLUDES].items[i],
                   SLICE(")"));
        struct pattern *pattern = pattern_of(v->patterns, expression, PATTERN_PCRE);
        if (pattern_match(pattern, text, PATTERN_ANYWHERE) == PATTERN_MATCHES) return true;
    }
    return false;
}

void check_embedded_names(struct validation *v, const struct visit *visit)
{
    struct slice text = node_text(visit->node), name;
    size_t at = slice_search(text, SLICE("${"));

    if (at == text.size || visit->node->flags & NODE_GENERATED || is_text_of_others(visit)) return;
    while (next_sub_name(text, &at, &name)) {
        if (!is_replaceable(v, name) || is_excluded(v, name)) continue;
        report(v, visit, RULE_EMBEDDED_NAME, visit_span(visit),
               "${%.*s} is replaced in Fn::Sub only; here it stays as it is. Write !Sub before the "
               "text.",
               SLICE_ARG(name));
        return;
    }
}

void check_pseudo_parameter_text(struct validation *v, const struct visit *visit)
{
    struct slice text = node_text(visit->node);

    if (!is_pseudo_parameter(text)) return;
    if (visit->function == K(Ref) || visit->node->flags & NODE_GENERATED) return;
    report(v, visit, RULE_PSEUDO_PARAMETER_TEXT, visit_span(visit),
           "%.*s is a plain text here, and not what the pseudo parameter gives. Write !Ref %.*s.",
           SLICE_ARG(text), SLICE_ARG(text));
}
