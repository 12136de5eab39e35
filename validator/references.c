/* What refers to what: Ref, Fn::GetAtt, the names in Fn::Sub, DependsOn, Condition, Fn::If,
 * Fn::FindInMap. A list of references is collected on the walk; checks of VISIT_END read it.
 */
#include "validator/engine_internal.h"

/* Room for one more. */
static struct reference *add_reference(struct validation *v)
{
    enum { FIRST_ROOM = 32, NEXT_ROOM = 256 };
    struct references *last = v->last_references;

    if (!last || last->count == last->room) {
        uint32_t room = last ? NEXT_ROOM : FIRST_ROOM;
        struct references *more =
            arena_alloc(v->b->arena, sizeof *more + room * sizeof *more->items);
        *more = (struct references){.room = room};
        if (last)
            last->next = more;
        else
            v->references = more;
        v->last_references = last = more;
    }
    v->reference_count++;
    return &last->items[last->count++];
}

/* Notes that something that may be unused is not. */
static void note_use(struct validation *v, enum reference_kind kind, const struct symbol *name)
{
    static const char noted;
    static const enum section sections[REFERENCE_KINDS] = {
        [REFERENCE_REF] = SECTION_PARAMETERS,
        [REFERENCE_CONDITION] = SECTION_CONDITIONS,
        [REFERENCE_MAPPING] = SECTION_MAPPINGS,
    };

    if (map_has(section_at(v, sections[kind]), name))
        table_set(v->b->arena, &v->referenced[kind], name, &noted);
}

/* `found` has its kind, its attribute and its places. */
static void note(struct validation *v, const struct visit *visit, const struct reference *found,
                 struct slice name)
{
    const struct symbol *symbol = symbol_of(v->b->symbols, name);
    struct reference *reference;

    note_use(v, (enum reference_kind)found->kind, symbol);
    if (!visit->section) return; /* of note_names() */
    reference = add_reference(v);
    *reference = *found;
    reference->name = symbol;
    reference->resource = resource_named(v, symbol);
    reference->section = (uint8_t)visit->section;
    reference->owner = visit->owner;
    reference->has_part = visit->part != NULL;
    reference->part = visit->part ? (uint16_t)visit->part->number : N_none;
    reference->scenario = visit->scenario;
    reference->outer = visit->outer ? (uint16_t)visit->outer->number : N_none;
    reference->value_span = visit_span(visit);
}

static void set_attribute(struct reference *reference, struct slice attribute)
{
    reference->attribute = attribute.text;
    reference->attribute_size = (uint32_t)attribute.size;
}

/* "Id" or "Id.Attribute". */
static void note_name(struct validation *v, const struct visit *visit, struct reference *reference,
                      struct slice name)
{
    size_t dot = slice_find(name, '.');

    reference->kind = dot < name.size ? REFERENCE_GET_ATT : REFERENCE_REF;
    set_attribute(reference, slice_from(name, dot + 1));
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
        note_name(v, visit, &reference, node_text(value));
    } else if (node_is_string(list_at(value, 0))) {
        if (node_is_string(attribute)) set_attribute(&reference, node_text(attribute));
        if (is_written_as_list(value)) reference.span = node_span(list_at(value, 0));
        if (is_written_as_list(value) && attribute) reference.attribute_span = node_span(attribute);
        note(v, visit, &reference, node_text(list_at(value, 0)));
    }
}

bool next_sub_name(struct slice text, size_t *at, struct slice *name)
{
    while (*at < text.size) {
        size_t start = *at + slice_search(slice_from(text, *at), SLICE("${"));
        struct slice rest = slice_from(text, start + 2);
        *name = slice_first(rest, slice_find(rest, '}'));
        if (name->size == rest.size) return false; /* no further name has an end, either */
        *at = start + 2 + name->size;
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
    struct reference reference = {.span = function_span(visit), .is_in_sub = true};
    struct slice name;
    size_t at = 0;

    if (!node_is_string(text) || (text != value && !node_is_map(variables))) return;
    reference.attribute_span = reference.span;
    while (next_sub_name(node_text(text), &at, &name))
        if (!variables || !map_has(variables, symbol_of(v->b->symbols, name)))
            note_name(v, visit, &reference, name);
}

static void note_text(struct validation *v, const struct visit *visit, const struct node *name,
                      enum reference_kind kind, struct span span)
{
    if (node_is_string(name))
        note(v, visit, &(struct reference){.kind = (uint8_t)kind, .span = span}, node_text(name));
}

void note_function(struct validation *v, const struct visit *visit)
{
    const struct map_entry *entry = visit->call;
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

    if (is_intrinsic(node)) {
        visit.call = map_single(node);
        note_function(v, &visit);
    }
    LIST_EACH (node, each)
        if (each.value->kind >= NODE_LIST) note_names(v, each.value);
    MAP_EACH (node, each) {
        if (each.key == K(Condition))
            note_text(v, &visit, each.value, REFERENCE_CONDITION, (struct span){0, 0});
        if (each.value->kind >= NODE_LIST) note_names(v, each.value);
    }
}
