/* What refers to what: Ref, Fn::GetAtt, the names in Fn::Sub, DependsOn, Condition, Fn::If,
 * Fn::FindInMap. A list of references is collected on the walk; checks of VISIT_END read it.
 */
#include "validator/engine_internal.h"

static void note(struct validation *v, const struct visit *visit, struct reference reference,
                 struct slice name)
{
    static const char noted;

    reference.name = symbol_of(v->b->symbols, name);
    table_set(v->b->arena, &v->referenced[reference.kind], reference.name, &noted);
    if (!visit->section) return; /* of note_names() */
    reference.resource = resource_named(v, reference.name);
    reference.section = visit->section;
    reference.owner = visit->owner;
    reference.part = visit->part;
    reference.scenario = visit->scenario;
    reference.outer = visit->outer;
    reference.value_span = visit_span(visit);
    VECTOR_PUSH(v->b->arena, &v->references, reference);
}

/* "Id" or "Id.Attribute". */
static void note_name(struct validation *v, const struct visit *visit, struct reference reference,
                      struct slice name)
{
    size_t dot = slice_find(name, '.');

    reference.kind = REFERENCE_REF;
    if (dot < name.size) {
        reference.kind = REFERENCE_GET_ATT;
        reference.attribute = slice_from(name, dot + 1);
    }
    note(v, visit, reference, slice_first(name, dot));
}

/* Whether the user wrote a list, and not the text that the reader made it of (!GetAtt Id.Name). */
static bool is_written_as_list(const struct node *list)
{
    return node_span(list).start != node_span(list_at(list, 0)).start;
}

static void note_get_att(struct validation *v, const struct visit *visit, const struct node *value)
{
    struct reference reference = {.kind = REFERENCE_GET_ATT, .span = function_span(visit)};
    const struct node *attribute = list_at(value, 1);

    reference.attribute_span = reference.span;
    if (node_is_string(value)) {
        note_name(v, visit, reference, node_text(value));
    } else if (node_is_string(list_at(value, 0))) {
        if (node_is_string(attribute)) reference.attribute = node_text(attribute);
        if (is_written_as_list(value)) reference.span = node_span(list_at(value, 0));
        if (is_written_as_list(value) && attribute) reference.attribute_span = node_span(attribute);
        note(v, visit, reference, node_text(list_at(value, 0)));
    }
}

bool next_sub_name(struct slice text, size_t *at, struct slice *name)
{
    while (*at + 1 < text.size) {
        struct slice rest = slice_from(text, *at + 2);
        bool opens = text.text[*at] == '$' && text.text[*at + 1] == '{';
        ++*at;
        if (!opens) continue;
        *name = slice_first(rest, slice_find(rest, '}'));
        if (name->size == rest.size) return false; /* no further name has an end, either */
        *at += name->size + 1;
        while (name->size && name->text[0] == ' ')
            *name = slice_from(*name, 1);
        while (name->size && name->text[name->size - 1] == ' ')
            name->size--;
        if (name->size && name->text[0] != '!') return true;
    }
    return false;
}

static void note_sub(struct validation *v, const struct visit *visit, const struct node *value)
{
    const struct node *text = node_is_list(value) ? list_at(value, 0) : value;
    const struct node *variables = list_at(value, 1);
    struct reference reference = {.span = function_span(visit), .function = K(FnSub)};
    struct slice name;
    size_t at = 0;

    if (!node_is_string(text) || (text != value && !node_is_map(variables))) return;
    reference.attribute_span = reference.span;
    while (next_sub_name(node_text(text), &at, &name))
        if (!map_has(variables, symbol_of(v->b->symbols, name)))
            note_name(v, visit, reference, name);
}

static void note_text(struct validation *v, const struct visit *visit, const struct node *name,
                      enum reference_kind kind, struct span span)
{
    if (node_is_string(name))
        note(v, visit, (struct reference){.kind = kind, .span = span}, node_text(name));
}

void note_function(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = map_single(visit->node);
    const struct symbol *key = entry->key;
    const struct node *first = list_at(entry->value, 0);

    if (key == K(Ref))
        note_text(v, visit, entry->value, REFERENCE_REF, function_span(visit));
    else if (key == K(FnGetAtt))
        note_get_att(v, visit, entry->value);
    else if (key == K(FnSub))
        note_sub(v, visit, entry->value);
    else if (key == K(Condition))
        note_text(v, visit, entry->value, REFERENCE_CONDITION, function_span(visit));
    else if (key == K(FnIf))
        note_text(v, visit, first, REFERENCE_CONDITION, node_span(first));
    else if (key == K(FnFindInMap))
        note_text(v, visit, first, REFERENCE_MAPPING, node_span(first));
}

void note_attributes(struct validation *v, const struct visit *visit)
{
    const struct map_entry *condition = map_find(visit->node, K(Condition));
    const struct map_entry *depends_on = map_find(visit->node, K(DependsOn));

    if (condition)
        note_text(v, visit, condition->value, REFERENCE_CONDITION, entry_span(condition));
    if (!depends_on || visit->section != SECTION_RESOURCES) return;
    note_text(v, visit, depends_on->value, REFERENCE_DEPENDS_ON, entry_span(depends_on));
    LIST_EACH (depends_on->value, each)
        note_text(v, visit, each.value, REFERENCE_DEPENDS_ON, node_span(each.value));
}

void note_names(struct validation *v, const struct node *node)
{
    struct visit visit = {.node = node};

    if (is_intrinsic(node)) note_function(v, &visit);
    LIST_EACH (node, each)
        if (each.value->kind >= NODE_LIST) note_names(v, each.value);
    MAP_EACH (node, each) {
        if (each.key == K(Condition))
            note_text(v, &visit, each.value, REFERENCE_CONDITION, (struct span){0, 0});
        if (each.value->kind >= NODE_LIST) note_names(v, each.value);
    }
}
