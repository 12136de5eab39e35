/* Renaming of references after the transform: a resource may have got another logical id, and
 * !Ref Function.Version means a resource that SAM made.
 */
#include "intrinsics/intrinsics.h"

/* The new id for "Id" or "Id.Part", and in *rest what follows them (".Arn"); NULL: stays. */
static const struct symbol *rename_text(const struct renaming *renaming, struct slice text,
                                        struct slice *rest)
{
    struct symbols *symbols = renaming->builder->symbols;
    size_t dot = slice_find(text, '.');
    struct slice part = {NULL, 0};
    struct slice tail = slice_from(text, dot);

    if (renaming->parts) {
        struct slice after = slice_from(text, dot + 1);
        part = slice_first(after, slice_find(after, '.'));
        tail = slice_from(after, part.size);
        if (dot == text.size || part.size == 0) return NULL;
    }
    *rest = tail;
    return renaming->rename(renaming->context, symbol_of(symbols, slice_first(text, dot)), part);
}

static const struct node *with_value(const struct renaming *renaming, const struct node *intrinsic,
                                     const struct symbol *key, const struct node *value)
{
    struct node *copy = node_copy(renaming->builder, intrinsic);

    map_set(renaming->builder, copy, key, value);
    return copy;
}

static const struct node *rename_ref(const struct renaming *renaming, const struct node *node,
                                     const struct node *value)
{
    struct slice text = node_text(value), rest = {NULL, 0};
    const struct symbol *id;

    if (!node_is_string(value)) return node;
    if (!renaming->parts && slice_find(text, '.') < text.size) return node;
    id = rename_text(renaming, text, &rest);
    if (!id || rest.size) return node;
    return with_value(renaming, node, K(Ref),
                      node_text_like(renaming->builder, value, symbol_slice(id)));
}

/* Adds the parts of ".Name.Deep" one by one. */
static void add_parts(const struct renaming *renaming, struct node *list, const struct node *like,
                      struct slice rest)
{
    while (rest.size) {
        struct slice after = slice_from(rest, 1);
        struct slice part = slice_first(after, slice_find(after, '.'));
        list_add(renaming->builder, list, node_text_like(renaming->builder, like, part));
        rest = slice_from(after, part.size);
    }
}

/* Whether the items of an Fn::GetAtt are texts, so that they may name something. */
static bool is_attribute(const struct node *value)
{
    LIST_EACH (value, each)
        if (!node_is_string(each.value)) return false;
    return list_count(value) >= 2;
}

/* Whether what [A, B...] refers to stays, which can be told without putting a text together when A
 * has no dot. */
static bool is_kept(const struct renaming *renaming, const struct node *value)
{
    struct slice id = node_text(list_at(value, 0)), part = {NULL, 0};
    struct slice attribute = node_text(list_at(value, 1));

    if (slice_find(id, '.') < id.size) return false;
    if (renaming->parts) part = slice_first(attribute, slice_find(attribute, '.'));
    if (renaming->parts && part.size == 0) return true;
    return !renaming->rename(renaming->context, symbol_of(renaming->builder->symbols, id), part);
}

/* GetAtt [A, B.C] names the same as [A.B, C]. What is renamed comes out with one item per part. */
static const struct node *rename_attribute(const struct renaming *renaming, const struct node *node,
                                           const struct node *value)
{
    const struct builder *builder = renaming->builder;
    struct buffer text = buffer_new(builder->arena);
    struct slice rest = {NULL, 0};

    if (!is_attribute(value) || is_kept(renaming, value)) return node;
    LIST_EACH (value, each) {
        if (each.next > 1) buffer_add_byte(&text, '.');
        buffer_add(&text, node_text(each.value));
    }
    const struct symbol *id = rename_text(renaming, buffer_end(&text), &rest);
    if (!id) {
        buffer_drop(&text);
        return node;
    }
    struct node *list = node_copy(builder, value);
    list->count = 0;
    list_add(builder, list, node_text_like(renaming->builder, list_at(value, 0), symbol_slice(id)));
    add_parts(renaming, list, list_at(value, 1), rest);
    return with_value(renaming, node, K(FnGetAtt), list);
}

static bool is_reference_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == ':';
}

/* Adds what follows an id (and part) that is renamed: the reference replaces the old text wherever
 * it stands in ${id.Attribute}. */
static void add_rest(struct buffer *out, struct slice rest, struct slice old,
                     const struct symbol *id)
{
    while (rest.size) {
        bool again = slice_starts(rest, old);
        if (again)
            buffer_add(out, symbol_slice(id));
        else
            buffer_add_byte(out, rest.text[0]);
        rest = slice_from(rest, again ? old.size : 1);
    }
}

static struct slice rename_in_text(const struct renaming *renaming, struct slice text)
{
    struct buffer out = buffer_new(renaming->builder->arena);
    size_t done = 0;

    for (size_t i = slice_find(text, '$'); i + 1 < text.size;
         i += 1 + slice_find(slice_from(text, i + 1), '$')) {
        if (text.text[i + 1] != '{') continue;
        size_t end = i + 2;
        while (end < text.size && is_reference_byte(text.text[end]))
            end++;
        if (end == text.size || text.text[end] != '}') continue;
        struct slice whole = {text.text + i + 2, end - i - 2}, rest = {NULL, 0};
        const struct symbol *id = rename_text(renaming, whole, &rest);
        if (!id) continue;
        buffer_add(&out, (struct slice){text.text + done, i + 2 - done});
        buffer_add(&out, symbol_slice(id));
        add_rest(&out, rest, slice_first(whole, whole.size - rest.size), id);
        done = end;
        i = end;
    }
    if (done == 0) return text;
    buffer_add(&out, slice_from(text, done));
    return buffer_end(&out);
}

static const struct node *rename_sub(const struct renaming *renaming, const struct node *node,
                                     const struct node *value)
{
    const struct node *text = node_is_list(value) ? list_at(value, 0) : value;

    if (!node_is_string(text)) return node;
    struct slice renamed = rename_in_text(renaming, node_text(text));
    if (renamed.text == node_text(text).text) return node;
    const struct node *changed = node_text_like(renaming->builder, text, renamed);
    if (text != value) {
        struct node *list = node_copy(renaming->builder, value);
        list->list->items[0] = changed;
        changed = list;
    }
    return with_value(renaming, node, K(FnSub), changed);
}

static const struct node *rename_here(const struct renaming *renaming, const struct node *node)
{
    const struct map_entry *entry = map_single(node);

    if (!entry) return node;
    if (entry->key == K(Ref)) return rename_ref(renaming, node, entry->value);
    if (entry->key == K(FnGetAtt)) return rename_attribute(renaming, node, entry->value);
    if (entry->key == K(FnSub)) return rename_sub(renaming, node, entry->value);
    return node;
}

static const struct node *rename_items(const struct renaming *renaming, const struct node *node)
{
    struct node *copy = NULL;

    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *item = node->list->items[i];
        if (item->kind < NODE_LIST) continue;
        const struct node *renamed = rename_references(renaming, item);
        if (renamed == item) continue;
        if (!copy) copy = node_copy(renaming->builder, node);
        copy->list->items[i] = renamed;
    }
    return copy ? copy : node;
}

/* What is renamed does not depend on the order, so entries are visited as they stand. */
static const struct node *rename_values(const struct renaming *renaming, const struct node *node)
{
    struct node *copy = NULL;

    for (uint32_t i = 0; i < node->map->used; i++) {
        const struct map_entry *entry = &node->map->entries[i];
        if (!entry->key || entry->value->kind < NODE_LIST) continue;
        const struct node *renamed = rename_references(renaming, entry->value);
        if (renamed == entry->value) continue;
        if (!copy) copy = node_copy(renaming->builder, node);
        copy->map->entries[i].value = renamed;
    }
    return copy ? copy : node;
}

const struct node *rename_references(const struct renaming *renaming, const struct node *node)
{
    if (!node || node->kind < NODE_LIST || node->count == 0) return node;
    if (node->kind == NODE_LIST) return rename_items(renaming, node);
    return rename_values(renaming, node->count == 1 ? rename_here(renaming, node) : node);
}
