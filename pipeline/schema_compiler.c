/* The same as spec/tools/schema_graph.py and schema_blob.py, without making equal specs one.
 *
 * A schema is compiled once: it gets a number before what is in it is compiled, so that a schema
 * may hold itself. Records are written when all that they refer to is written or has a number;
 * words that refer to numbers are filled in at the end.
 *
 * Lists of property paths (readOnlyProperties...) give flags to properties at some places only. So
 * what is on such a path is compiled again for that place; what is off it is shared.
 *
 * Keywords that are not known here say nothing about a template.
 */
#include "pipeline/schema_compiler.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/table.h"
#include "base/vector.h"
#include "spec/resource_types.h"
#include "spec/table_layout.h"

/* What a word of a record will be. */
struct word {
    enum { WORD_VALUE, WORD_RECORD, WORD_SPEC } kind;
    uint32_t value; /* itself; the position of a record; the number of a spec */
};

typedef VECTOR(struct word) word_list;

struct type_row {
    struct slice name;
    uint32_t text, attributes, identifier, tags; /* records; tags 0: none */
    uint32_t properties, ref;                    /* specs */
};

/* A part of property paths. */
struct mark {
    struct slice name;
    unsigned flags;
    struct mark *first, *next; /* what is below it, and beside it */
};

/* A word that refers to a spec. */
struct open_word {
    uint32_t at, spec;
};

struct schema_compiler {
    const struct builder *b;
    VECTOR(uint32_t) words; /* the records, the first of which is unused */
    VECTOR(uint32_t) specs; /* positions by number; 0: not written */
    VECTOR(struct open_word) open;
    struct table texts;   /* symbol -> the position of the text */
    struct table numbers; /* schema -> the number of its spec */
    VECTOR(struct type_row) types;
    bool is_full;
    const struct node *root; /* the schema at hand */
};

enum { SPEC_ANY = 0 };

/* What is a schema's for `$ref`s in a row. */
enum { MOST_REFERENCES = 50 };

static const struct node *get(const struct schema_compiler *c, const struct node *map,
                              const char *key)
{
    return map_get(map, symbol_of(c->b->symbols, slice_of(key)));
}

/* -- Records ------------------------------------------------------------------------------------
 */

static const void *boxed(struct schema_compiler *c, uint32_t number)
{
    uint32_t *box = arena_alloc(c->b->arena, sizeof *box);

    *box = number;
    return box;
}

static uint32_t put_word(struct schema_compiler *c, uint32_t word)
{
    if (c->words.count >= LIMIT_SCHEMA_WORDS) {
        c->is_full = true;
        return 0;
    }
    VECTOR_PUSH(c->b->arena, &c->words, word);
    return (uint32_t)(c->words.count - 1);
}

static uint32_t put_record(struct schema_compiler *c, const struct word *words, size_t count)
{
    uint32_t start = (uint32_t)c->words.count;

    for (size_t i = 0; i < count; i++) {
        uint32_t at = put_word(c, words[i].value);
        if (c->is_full) return 0;
        if (words[i].kind == WORD_RECORD) c->words.items[at] = words[i].value - at;
        if (words[i].kind != WORD_SPEC) continue;
        VECTOR_PUSH(c->b->arena, &c->open, (struct open_word){at, words[i].value});
    }
    return start;
}

static uint32_t put_text(struct schema_compiler *c, struct slice text)
{
    const struct symbol *symbol = symbol_of(c->b->symbols, text);
    const uint32_t *known = table_get(&c->texts, symbol);

    if (known) return *known;
    uint32_t start = put_word(c, (uint32_t)text.size);
    for (size_t at = 0; at <= text.size; at += sizeof(uint32_t)) {
        uint32_t word = 0;
        size_t rest = text.size - at;
        if (rest) memcpy(&word, text.text + at, rest < sizeof word ? rest : sizeof word);
        put_word(c, word);
    }
    table_set(c->b->arena, &c->texts, symbol, boxed(c, start));
    return start;
}

static void push(struct schema_compiler *c, word_list *list, struct word word)
{
    VECTOR_PUSH(c->b->arena, list, word);
}

static struct word text_word(struct schema_compiler *c, struct slice text)
{
    return (struct word){WORD_RECORD, put_text(c, text)};
}

/* A list of `count` rows. */
static struct word put_list(struct schema_compiler *c, const word_list *rows, size_t count)
{
    word_list all = {0};

    push(c, &all, (struct word){WORD_VALUE, (uint32_t)count});
    for (size_t i = 0; i < rows->count; i++)
        push(c, &all, rows->items[i]);
    return (struct word){WORD_RECORD, put_record(c, all.items, all.count)};
}

static struct word put_texts(struct schema_compiler *c, const struct slice *texts, size_t count)
{
    word_list rows = {0};

    for (size_t i = 0; i < count; i++)
        push(c, &rows, text_word(c, texts[i]));
    return put_list(c, &rows, count);
}

/* -- Sorting ------------------------------------------------------------------------------------
 */

typedef VECTOR(struct slice) slice_list;

static int compare_slices(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* In the order of their bytes, each once. */
static void sort_slices(slice_list *list)
{
    size_t kept = 0;

    if (list->count) qsort(list->items, list->count, sizeof *list->items, compare_slices);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || !slice_eq(list->items[i], list->items[kept - 1]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static slice_list sorted_keys(struct schema_compiler *c, const struct node *map)
{
    slice_list keys = {0};

    MAP_EACH (map, each)
        VECTOR_PUSH(c->b->arena, &keys, entry_key(each.entry));
    sort_slices(&keys);
    return keys;
}

/* A value of an enum as it is compared. */
static struct slice text_of(const struct node *value)
{
    if (node_is(value, NODE_BOOL)) return node_is_truthy(value) ? SLICE("true") : SLICE("false");
    return node_text(value);
}

static struct word put_texts_of(struct schema_compiler *c, const struct node *list)
{
    slice_list texts = {0};

    LIST_EACH (list, each)
        VECTOR_PUSH(c->b->arena, &texts, text_of(each.value));
    sort_slices(&texts);
    return put_texts(c, texts.items, texts.count);
}

/* -- References ---------------------------------------------------------------------------------
 */

/* A part of a "$ref" without its escapes. */
static const struct symbol *unescaped(const struct schema_compiler *c, struct slice part)
{
    struct buffer text = buffer_new(c->b->arena);

    for (size_t i = 0; i < part.size; i++) {
        char byte = part.text[i];
        if (byte == '~' && i + 1 < part.size) byte = part.text[++i] == '1' ? '/' : '~';
        buffer_add_byte(&text, byte);
    }
    return symbol_of(c->b->symbols, buffer_slice(&text));
}

static const struct node *referred(const struct schema_compiler *c, struct slice path)
{
    const struct node *at = c->root;

    if (!slice_starts(path, SLICE("#/"))) return NULL;
    path = slice_from(path, 2);
    while (at) {
        size_t end = slice_find(path, '/');
        at = map_get(at, unescaped(c, slice_first(path, end)));
        if (end == path.size) break;
        path = slice_from(path, end + 1);
    }
    return at;
}

/* The schema that "$ref" leads to, with what stands beside it put over it; NULL: nothing is known.
 */
static const struct node *resolve(const struct schema_compiler *c, const struct node *schema)
{
    const struct symbol *key = symbol_of(c->b->symbols, SLICE("$ref"));

    for (unsigned i = 0; i < MOST_REFERENCES; i++) {
        const struct node *target = map_get(schema, key);
        if (!target) return schema;
        target = referred(c, node_text(target));
        if (!node_is_map(target)) return NULL;
        if (map_count(schema) == 1) {
            schema = target;
            continue;
        }
        struct node *both = node_copy(c->b, target);
        MAP_EACH (schema, each)
            if (each.key != key) map_set(c->b, both, each.key, each.value);
        schema = both;
    }
    return NULL;
}

/* -- Specs --------------------------------------------------------------------------------------
 */

struct spec {
    uint32_t kinds, flags, set;
    struct word facets[FACETS];
    word_list groups;
    size_t group_count;
};

static uint32_t add_schema(struct schema_compiler *c, const struct node *schema,
                           const struct mark *marks, unsigned level);

static void set_facet(struct spec *spec, enum facet facet, struct word word)
{
    spec->set |= (uint32_t)1 << facet;
    spec->facets[facet] = word;
}

static struct word spec_word(struct schema_compiler *c, const struct node *schema, unsigned level)
{
    return (struct word){WORD_SPEC, add_schema(c, schema, NULL, level + 1)};
}

static const struct mark *mark_below(const struct mark *marks, struct slice name)
{
    const struct mark *mark = marks ? marks->first : NULL;

    while (mark && !slice_eq(mark->name, name))
        mark = mark->next;
    return mark;
}

/* The number of a schema that may be on a marked path. */
static struct word marked_word(struct schema_compiler *c, const struct node *schema,
                               const struct mark *mark, unsigned level)
{
    bool goes_on = mark && mark->first;

    return (struct word){WORD_SPEC, add_schema(c, schema, goes_on ? mark : NULL, level + 1)};
}

static unsigned kind_of(struct slice name)
{
    static const char *const names[] = {"string", "integer", "number", "boolean",
                                        "object", "array",   "null"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq(name, slice_of(names[i]))) return 1u << i;
    return 0;
}

static void fill_kinds(struct schema_compiler *c, struct spec *spec, const struct node *schema)
{
    const struct node *type = get(c, schema, "type");

    spec->kinds = kind_of(node_text(type));
    LIST_EACH (type, each)
        spec->kinds |= kind_of(node_text(each.value));
}

static bool list_has(const struct node *list, struct slice text)
{
    LIST_EACH (list, each)
        if (node_is_text(each.value, text)) return true;
    return false;
}

static void fill_properties(struct schema_compiler *c, struct spec *spec, const struct node *schema,
                            const struct mark *marks, unsigned level)
{
    const struct node *properties = get(c, schema, "properties");
    const struct node *required = get(c, schema, "required");
    slice_list names = sorted_keys(c, properties);
    word_list rows = {0};

    if (!node_is_map(properties)) return;
    for (size_t i = 0; i < names.count && !c->is_full; i++) {
        const struct mark *mark = mark_below(marks, names.items[i]);
        unsigned flags = mark ? mark->flags : 0;
        const struct node *value = map_get(properties, symbol_of(c->b->symbols, names.items[i]));
        if (list_has(required, names.items[i])) flags |= PROPERTY_REQUIRED;
        push(c, &rows, text_word(c, names.items[i]));
        push(c, &rows, marked_word(c, value, mark, level));
        push(c, &rows, (struct word){WORD_VALUE, flags});
    }
    set_facet(spec, FACET_PROPERTIES, put_list(c, &rows, names.count));
}

/* A regular expression in the words of PCRE2: those of JavaScript have four digits behind \u. */
static struct slice pattern_of(struct schema_compiler *c, struct slice text)
{
    struct buffer out = buffer_new(c->b->arena);

    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] != '\\' || i + 1 == text.size) {
            buffer_add_byte(&out, text.text[i]);
        } else if (text.text[i + 1] == 'u' && i + 6 <= text.size) {
            buffer_printf(&out, "\\x{%.4s}", text.text + i + 2);
            i += 5;
        } else {
            buffer_add(&out, slice_first(slice_from(text, i), 2));
            i++;
        }
    }
    return buffer_slice(&out);
}

static void fill_entries(struct schema_compiler *c, struct spec *spec, const struct node *schema,
                         unsigned level)
{
    const struct node *patterns = get(c, schema, "patternProperties");
    const struct node *others = get(c, schema, "additionalProperties");
    slice_list keys = sorted_keys(c, patterns);
    word_list rows = {0};

    for (size_t i = 0; i < keys.count && !c->is_full; i++) {
        push(c, &rows, text_word(c, pattern_of(c, keys.items[i])));
        push(c, &rows,
             spec_word(c, map_get(patterns, symbol_of(c->b->symbols, keys.items[i])), level));
    }
    if (keys.count) set_facet(spec, FACET_KEY_PATTERNS, put_list(c, &rows, keys.count));
    if (node_is(others, NODE_BOOL) && !node_is_truthy(others)) spec->flags |= VALUE_CLOSED;
    if (node_is_map(others)) set_facet(spec, FACET_OTHER_ENTRIES, spec_word(c, others, level));
}

static void fill_items(struct schema_compiler *c, struct spec *spec, const struct node *schema,
                       const struct mark *marks, unsigned level)
{
    const struct node *items = get(c, schema, "items");

    if (node_is_map(items))
        set_facet(spec, FACET_ITEMS, marked_word(c, items, mark_below(marks, SLICE("*")), level));
    if (node_is_truthy(get(c, schema, "uniqueItems"))) spec->flags |= VALUE_UNIQUE_ITEMS;
}

static void fill_bounds(struct schema_compiler *c, struct spec *spec, const struct node *schema)
{
    static const struct {
        const char *keyword;
        enum facet facet;
    } rows[] = {
        {"minLength", FACET_MIN_LENGTH},      {"maxLength", FACET_MAX_LENGTH},
        {"minItems", FACET_MIN_ITEMS},        {"maxItems", FACET_MAX_ITEMS},
        {"minProperties", FACET_MIN_ENTRIES}, {"maxProperties", FACET_MAX_ENTRIES},
        {"minimum", FACET_MINIMUM},           {"maximum", FACET_MAXIMUM},
        {"exclusiveMinimum", FACET_ABOVE},    {"exclusiveMaximum", FACET_BELOW},
        {"multipleOf", FACET_MULTIPLE_OF},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct node *value = get(c, schema, rows[i].keyword);
        if (!node_is(value, NODE_INT) && !node_is(value, NODE_FLOAT)) continue;
        double number = number_double(c->b->arena, node_text(value));
        struct word words[2] = {{WORD_VALUE, 0}, {WORD_VALUE, 0}};
        if (rows[i].facet < FACET_MINIMUM) {
            if (number >= 0 && number <= UINT32_MAX)
                set_facet(spec, rows[i].facet, (struct word){WORD_VALUE, (uint32_t)number});
            continue;
        }
        uint32_t halves[2];
        memcpy(halves, &number, sizeof number);
        words[0].value = halves[0];
        words[1].value = halves[1];
        set_facet(spec, rows[i].facet, (struct word){WORD_RECORD, put_record(c, words, 2)});
    }
}

static void fill_texts(struct schema_compiler *c, struct spec *spec, const struct node *schema)
{
    const struct node *pattern = get(c, schema, "pattern"), *format = get(c, schema, "format");
    const struct node *values = get(c, schema, "enum"), *constant = get(c, schema, "const");
    const struct node *required = get(c, schema, "required");

    if (node_is_list(required)) set_facet(spec, FACET_REQUIRED, put_texts_of(c, required));
    if (node_is_list(values)) set_facet(spec, FACET_ENUM, put_texts_of(c, values));
    if (constant && constant->kind < NODE_LIST && !node_is_nothing(constant)) {
        struct slice text = text_of(constant);
        spec->flags |= VALUE_CONSTANT;
        set_facet(spec, FACET_ENUM, put_texts(c, &text, 1));
    }
    if (node_is_string(pattern))
        set_facet(spec, FACET_PATTERN, text_word(c, pattern_of(c, node_text(pattern))));
    if (node_is_string(format)) set_facet(spec, FACET_FORMAT, text_word(c, node_text(format)));
}

static void fill_alternatives(struct schema_compiler *c, struct spec *spec,
                              const struct node *schema, unsigned level)
{
    static const struct {
        const char *keyword;
        enum facet facet;
    } rows[] = {{"anyOf", FACET_ANY_OF}, {"oneOf", FACET_ONE_OF}, {"allOf", FACET_ALL_OF}};
    const struct node *premise = get(c, schema, "if");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct node *list = get(c, schema, rows[i].keyword);
        word_list specs = {0};
        LIST_EACH (list, each)
            push(c, &specs, spec_word(c, each.value, level));
        if (specs.count) set_facet(spec, rows[i].facet, put_list(c, &specs, specs.count));
    }
    if (node_is_map(premise)) {
        word_list specs = {0};
        push(c, &specs, spec_word(c, premise, level));
        push(c, &specs, spec_word(c, get(c, schema, "then"), level));
        push(c, &specs, spec_word(c, get(c, schema, "else"), level));
        set_facet(spec, FACET_IF, put_list(c, &specs, 3));
    }
}

static void add_group(struct schema_compiler *c, struct spec *spec, enum group_kind kind,
                      const struct symbol *first, const struct node *names)
{
    slice_list texts = {0};

    if (first) VECTOR_PUSH(c->b->arena, &texts, symbol_slice(first));
    LIST_EACH (names, each)
        VECTOR_PUSH(c->b->arena, &texts, node_text(each.value));
    push(c, &spec->groups, (struct word){WORD_VALUE, kind});
    push(c, &spec->groups, put_texts(c, texts.items, texts.count));
    spec->group_count++;
}

/* Groups with a first key are maps from that to the others. */
static void fill_groups(struct schema_compiler *c, struct spec *spec, const struct node *schema)
{
    static const struct {
        const char *keyword;
        enum group_kind kind;
    } rows[] = {
        {"requiredXor", GROUP_EXACTLY_ONE},    {"requiredOr", GROUP_AT_LEAST_ONE},
        {"dependencies", GROUP_NEEDS},         {"dependentRequired", GROUP_NEEDS},
        {"dependentExcluded", GROUP_EXCLUDES},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct node *value = get(c, schema, rows[i].keyword);
        if (node_is_list(value) && rows[i].kind < GROUP_NEEDS)
            add_group(c, spec, rows[i].kind, NULL, value);
        if (rows[i].kind < GROUP_NEEDS) continue;
        MAP_EACH (value, each)
            if (node_is_list(each.value)) add_group(c, spec, rows[i].kind, each.key, each.value);
    }
    if (spec->group_count)
        set_facet(spec, FACET_GROUPS, put_list(c, &spec->groups, spec->group_count));
}

static uint32_t put_spec(struct schema_compiler *c, const struct spec *spec)
{
    word_list words = {0};

    push(c, &words, (struct word){WORD_VALUE, spec->kinds | spec->flags << 8});
    push(c, &words, (struct word){WORD_VALUE, spec->set});
    for (unsigned facet = 0; facet < FACETS; facet++)
        if (spec->set >> facet & 1) push(c, &words, spec->facets[facet]);
    return put_record(c, words.items, words.count);
}

static uint32_t new_spec(struct schema_compiler *c)
{
    VECTOR_PUSH(c->b->arena, &c->specs, 0);
    return (uint32_t)(c->specs.count - 1);
}

/* The number of a schema's spec. */
static uint32_t add_schema(struct schema_compiler *c, const struct node *schema,
                           const struct mark *marks, unsigned level)
{
    const uint32_t *known = schema ? table_get(&c->numbers, schema) : NULL;
    struct spec spec = {0};

    if (!map_count(schema) || level > LIMIT_SCHEMA_LEVELS || c->is_full) return SPEC_ANY;
    if (known && !marks) return *known;
    uint32_t number = new_spec(c);
    if (!marks) table_set(c->b->arena, &c->numbers, schema, boxed(c, number));
    schema = resolve(c, schema);
    fill_kinds(c, &spec, schema);
    fill_properties(c, &spec, schema, marks, level);
    fill_entries(c, &spec, schema, level);
    fill_items(c, &spec, schema, marks, level);
    fill_bounds(c, &spec, schema);
    fill_texts(c, &spec, schema);
    fill_alternatives(c, &spec, schema, level);
    fill_groups(c, &spec, schema);
    c->specs.items[number] = put_spec(c, &spec);
    return number;
}

/* -- Types --------------------------------------------------------------------------------------
 */

/* The mark of that name below `marks`, made if need be. */
static struct mark *own_mark(struct schema_compiler *c, struct mark *marks, struct slice name)
{
    struct mark *mark = (struct mark *)mark_below(marks, name);

    if (mark) return mark;
    mark = arena_zalloc(c->b->arena, sizeof *mark);
    mark->name = name;
    mark->next = marks->first;
    marks->first = mark;
    return mark;
}

static void add_mark(struct schema_compiler *c, struct mark *marks, struct slice path,
                     unsigned flags)
{
    if (!slice_starts(path, SLICE("/properties/"))) return;
    path = slice_from(path, strlen("/properties/"));
    for (unsigned level = 0; path.size && level < LIMIT_SCHEMA_LEVELS; level++) {
        size_t end = slice_find(path, '/');
        struct slice part = slice_first(path, end);
        if (slice_eq(part, SLICE("items"))) part = SLICE("*");
        if (!slice_eq(part, SLICE("properties"))) marks = own_mark(c, marks, part);
        path = slice_from(path, end < path.size ? end + 1 : end);
    }
    marks->flags |= flags;
}

static const struct mark *marks_of(struct schema_compiler *c, const struct node *schema)
{
    static const struct {
        const char *keyword;
        unsigned flag;
    } rows[] = {
        {"readOnlyProperties", PROPERTY_READ_ONLY},
        {"createOnlyProperties", PROPERTY_CREATE_ONLY},
        {"writeOnlyProperties", PROPERTY_WRITE_ONLY},
        {"deprecatedProperties", PROPERTY_DEPRECATED},
        {"conditionalCreateOnlyProperties", PROPERTY_MAY_REPLACE},
    };
    struct mark *marks = arena_zalloc(c->b->arena, sizeof *marks);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        LIST_EACH (get(c, schema, rows[i].keyword), each)
            add_mark(c, marks, node_text(each.value), rows[i].flag);
    return marks;
}

/* "/properties/Endpoint/Address" as "Endpoint.Address"; empty for other paths. */
static struct slice dotted(struct schema_compiler *c, const struct node *path)
{
    struct slice text = slice_copy(c->b->arena, node_text(path));

    if (!slice_starts(text, SLICE("/properties/"))) return SLICE("");
    text = slice_from(text, strlen("/properties/"));
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] == '/') ((char *)text.text)[i] = '.';
    return text;
}

/* The schema of a property by its dotted name, or NULL. */
static const struct node *property_at(struct schema_compiler *c, struct slice name)
{
    const struct node *schema = c->root;

    while (schema && name.size) {
        size_t end = slice_find(name, '.');
        schema = resolve(c, schema);
        schema =
            map_get(get(c, schema, "properties"), symbol_of(c->b->symbols, slice_first(name, end)));
        name = slice_from(name, end < name.size ? end + 1 : end);
    }
    return schema;
}

/* Some types have attributes that their schemas do not tell. */
static void add_known_attributes(struct schema_compiler *c, const struct resource_type *known,
                                 slice_list *names)
{
    const struct value_spec *value;
    struct slice name;

    for (size_t i = 0; known && resource_type_attribute_at(known, i, &name, &value); i++)
        VECTOR_PUSH(c->b->arena, names, name);
}

static uint32_t put_attributes(struct schema_compiler *c, const struct node *schema,
                               const struct resource_type *known)
{
    slice_list names = {0};
    word_list rows = {0};
    size_t count = 0;

    LIST_EACH (get(c, schema, "readOnlyProperties"), each)
        VECTOR_PUSH(c->b->arena, &names, dotted(c, each.value));
    add_known_attributes(c, known, &names);
    sort_slices(&names);
    for (size_t i = 0; i < names.count; i++) {
        const struct node *value = property_at(c, names.items[i]);
        bool is_known = known && resource_type_attribute(known, names.items[i]);
        if (!names.items[i].size || (!value && !is_known)) continue;
        push(c, &rows, text_word(c, names.items[i]));
        push(c, &rows, value ? spec_word(c, value, 0) : (struct word){WORD_SPEC, SPEC_ANY});
        count++;
    }
    return put_list(c, &rows, count).value;
}

/* What Ref gives: the property that identifies the resource, if it is one; else a text. */
static uint32_t ref_of(struct schema_compiler *c, const struct node *identifier)
{
    const struct node *value =
        list_count(identifier) == 1 ? property_at(c, dotted(c, list_at(identifier, 0))) : NULL;

    if (value) return add_schema(c, value, NULL, 0);
    return add_schema(c, MAP(c->b, {symbol_of(c->b->symbols, SLICE("type")), STR(c->b, "string")}),
                      NULL, 0);
}

/* What of a schema says what "Properties" may hold. */
static const struct node *shape_of(struct schema_compiler *c, const struct node *schema)
{
    static const char *const keywords[] = {
        "properties",
        "patternProperties",
        "additionalProperties",
        "required",
        "requiredXor",
        "requiredOr",
        "dependentRequired",
        "dependencies",
        "dependentExcluded",
        "anyOf",
        "oneOf",
        "allOf",
    };
    struct node *shape = node_map(c->b);

    map_set(c->b, shape, symbol_of(c->b->symbols, SLICE("type")), STR(c->b, "object"));
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        map_set(c->b, shape, symbol_of(c->b->symbols, slice_of(keywords[i])),
                get(c, schema, keywords[i]));
    return shape;
}

static void put_type(struct schema_compiler *c, struct type_row row)
{
    for (size_t i = 0; i < c->types.count; i++) {
        if (!slice_eq(c->types.items[i].name, row.name)) continue;
        c->types.items[i] = row;
        return;
    }
    VECTOR_PUSH(c->b->arena, &c->types, row);
}

const char *schema_compiler_add(struct schema_compiler *c, const struct node *schema)
{
    const struct node *name = get(c, schema, "typeName"),
                      *identifier = get(c, schema, "primaryIdentifier");
    struct slice tags;
    slice_list path = {0};

    if (!node_is_string(name) || slice_find(node_text(name), ':') == node_text(name).size)
        return "It has no typeName like My::Org::Type.";
    if (!node_is_map(get(c, schema, "properties"))) return "It has no properties.";
    c->root = schema;
    tags = dotted(c, get(c, get(c, schema, "tagging"), "tagProperty"));
    LIST_EACH (identifier, each)
        VECTOR_PUSH(c->b->arena, &path, dotted(c, each.value));
    put_type(c, (struct type_row){
                    .name = slice_copy(c->b->arena, node_text(name)),
                    .text = put_text(c, node_text(name)),
                    .tags = tags.size ? put_text(c, tags) : 0,
                    .attributes = put_attributes(c, schema, resource_type_find(node_text(name))),
                    .identifier = put_texts(c, path.items, path.count).value,
                    .ref = ref_of(c, identifier),
                    .properties = add_schema(c, shape_of(c, schema), marks_of(c, schema), 0),
                });
    return c->is_full ? "With it, the schemas are too large." : NULL;
}

/* -- The table ----------------------------------------------------------------------------------
 */

struct schema_compiler *schema_compiler_new(const struct builder *builder)
{
    struct schema_compiler *c = arena_zalloc(builder->arena, sizeof *c);
    struct spec any = {0};

    c->b = builder;
    put_word(c, 0);
    new_spec(c);
    c->specs.items[SPEC_ANY] = put_spec(c, &any);
    return c;
}

size_t schema_compiler_count(const struct schema_compiler *compiler)
{
    return compiler->types.count;
}

static int compare_types(const void *a, const void *b)
{
    return slice_compare(((const struct type_row *)a)->name, ((const struct type_row *)b)->name);
}

/* The words of a type at `at`, where the records begin at `base`. */
static void write_type(const struct schema_compiler *c, const struct type_row *row, uint32_t base,
                       uint32_t at, uint32_t *words)
{
    const struct {
        enum type_word word;
        uint32_t record;
    } references[] = {
        {TYPE_NAME, row->text},
        {TYPE_PROPERTIES, c->specs.items[row->properties]},
        {TYPE_REF, c->specs.items[row->ref]},
        {TYPE_ATTRIBUTES, row->attributes},
        {TYPE_IDENTIFIER, row->identifier},
        {TYPE_TAGS, row->tags},
    };

    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (references[i].record)
            words[at + references[i].word] =
                base + references[i].record - (at + references[i].word);
    words[at + TYPE_FLAGS] = RESOURCE_ANY_REGION;
}

const uint32_t *schema_compiler_table(struct schema_compiler *c, size_t *count)
{
    uint32_t base = HEADER_TYPES + TYPE_WORDS * (uint32_t)c->types.count;
    uint32_t regions = put_texts(c, NULL, 0).value;
    uint32_t *words;

    *count = base + c->words.count;
    if (c->is_full) return NULL;
    if (c->types.count)
        qsort(c->types.items, c->types.count, sizeof *c->types.items, compare_types);
    for (size_t i = 0; i < c->open.count; i++)
        c->words.items[c->open.items[i].at] =
            c->specs.items[c->open.items[i].spec] - c->open.items[i].at;
    words = arena_zalloc(c->b->arena, *count * sizeof *words);
    words[HEADER_MAGIC] = TABLE_MAGIC_LOW;
    words[HEADER_MAGIC + 1] = TABLE_MAGIC_HIGH;
    words[HEADER_VERSION] = TABLE_VERSION;
    words[HEADER_COUNT] = (uint32_t)c->types.count;
    words[HEADER_SIZE] = (uint32_t)*count;
    words[HEADER_REGIONS] = base + regions - HEADER_REGIONS;
    for (uint32_t i = 0; i < c->types.count; i++)
        write_type(c, &c->types.items[i], base, HEADER_TYPES + TYPE_WORDS * i, words);
    memcpy(words + base, c->words.items, c->words.count * sizeof *words);
    return words;
}
