/* Looks through a table before it is trusted: each reference that the functions of
 * spec/resource_types.c may follow has to lead to a record of its form within the table. Specs are
 * visited once each, by a stack of those that are still to be looked at, since they may hold
 * themselves. The order of names is not looked at: what is out of order is not found, no more.
 */
#include "spec/schema_tables.h"

#include "base/vector.h"
#include "spec/table_layout.h"

struct look {
    struct arena *arena;
    const uint32_t *words;
    size_t count;
    uint8_t *seen;              /* by word: a spec begins there, and has been put on the stack */
    VECTOR(size_t) open, specs; /* those that are still to be looked at, and all of them */
    uint8_t *heights;           /* by word, of specs: see height_of() */
};

/* Where the reference at word `at` leads to: a place with at least `words` words behind it. False:
 * nowhere, or out of the table. */
static bool target(const struct look *look, size_t at, size_t words, size_t *to)
{
    int64_t place;

    if (at >= look->count || look->words[at] == 0) return false;
    place = (int64_t)at + (int32_t)look->words[at];
    if (place < 0 || (uint64_t)place + words > look->count) return false;
    *to = (size_t)place;
    return true;
}

static bool is_text(struct look *look, size_t at)
{
    size_t to, size;

    if (!target(look, at, 2, &to)) return false;
    size = look->words[to];
    return size < (look->count - to - 1) * sizeof *look->words &&
           ((const char *)(look->words + to + 1))[size] == '\0';
}

static bool is_optional_text(struct look *look, size_t at)
{
    return look->words[at] == 0 || is_text(look, at);
}

static bool is_spec(struct look *look, size_t at)
{
    size_t to;

    if (!target(look, at, 2, &to)) return false;
    if (!look->seen[to]) {
        VECTOR_PUSH(look->arena, &look->open, to);
        VECTOR_PUSH(look->arena, &look->specs, to);
    }
    look->seen[to] = 1;
    return true;
}

static bool is_texts(struct look *look, size_t at);

static bool is_number(struct look *look, size_t at)
{
    size_t to;

    return target(look, at, 2, &to);
}

static bool is_count(struct look *look, size_t at)
{
    (void)look;
    (void)at;
    return true;
}

/* A list whose rows have the given forms; NULL is a word of any value. */
typedef bool form(struct look *look, size_t at);

static bool is_list(struct look *look, size_t at, size_t width, form *const *forms)
{
    size_t to;

    if (!target(look, at, 1, &to) || look->words[to] > (look->count - to - 1) / width) return false;
    for (size_t i = 0; i < look->words[to] * width; i++)
        if (forms[i % width] && !forms[i % width](look, to + LIST_START + i)) return false;
    return true;
}

static bool is_texts(struct look *look, size_t at)
{
    return is_list(look, at, 1, (form *const[]){is_text});
}

static bool is_specs(struct look *look, size_t at)
{
    return is_list(look, at, 1, (form *const[]){is_spec});
}

static bool is_three_specs(struct look *look, size_t at)
{
    size_t to;

    return is_specs(look, at) && target(look, at, 1, &to) && look->words[to] == 3;
}

static bool is_pairs(struct look *look, size_t at)
{
    return is_list(look, at, PAIR_WORDS, (form *const[]){is_text, is_spec});
}

static bool is_properties(struct look *look, size_t at)
{
    return is_list(look, at, PROPERTY_WORDS, (form *const[]){is_text, is_spec, NULL});
}

static bool is_group_kind(struct look *look, size_t at)
{
    return look->words[at] <= GROUP_EXCLUDES;
}

static bool is_groups(struct look *look, size_t at)
{
    return is_list(look, at, PAIR_WORDS, (form *const[]){is_group_kind, is_texts});
}

static form *form_of(unsigned facet)
{
    static form *const forms[FACETS] = {
        [FACET_PROPERTIES] = is_properties,
        [FACET_KEY_PATTERNS] = is_pairs,
        [FACET_OTHER_ENTRIES] = is_spec,
        [FACET_ITEMS] = is_spec,
        [FACET_PREFIX_ITEMS] = is_specs,
        [FACET_REQUIRED] = is_texts,
        [FACET_ENUM] = is_texts,
        [FACET_PATTERN] = is_text,
        [FACET_FORMAT] = is_text,
        [FACET_MINIMUM] = is_number,
        [FACET_MAXIMUM] = is_number,
        [FACET_ABOVE] = is_number,
        [FACET_BELOW] = is_number,
        [FACET_MULTIPLE_OF] = is_number,
        [FACET_ANY_OF] = is_specs,
        [FACET_ONE_OF] = is_specs,
        [FACET_ALL_OF] = is_specs,
        [FACET_IF] = is_three_specs,
        [FACET_GROUPS] = is_groups,
        [FACET_UNIQUE_KEYS] = is_texts,
    };

    return forms[facet] ? forms[facet] : is_count;
}

static bool is_sound_spec(struct look *look, size_t at)
{
    uint32_t set = look->words[at + 1];
    size_t word = at + 2;

    if (set >> FACETS) return false;
    for (unsigned facet = 0; facet < FACETS; facet++) {
        if (!(set >> facet & 1)) continue;
        if (word >= look->count || !form_of(facet)(look, word)) return false;
        word++;
    }
    return true;
}

/* -- Alternatives -------------------------------------------------------------------------------
 */

/* Alternatives of alternatives are asked of the same value, so they have to end, and soon. */
enum { MOST_HEIGHT = 32, HEIGHT_OPEN = 255 };

/* How many levels of alternatives a sound spec has, from 1; more than MOST_HEIGHT: too many, or no
 * end. */
static unsigned height_of(struct look *look, size_t at, unsigned depth)
{
    uint32_t set = look->words[at + 1];
    size_t word = at + 2, list;
    unsigned height = 1;

    if (depth > MOST_HEIGHT) return MOST_HEIGHT + 1;
    if (look->heights[at]) return look->heights[at];
    look->heights[at] = HEIGHT_OPEN;
    for (unsigned facet = 0; facet <= FACET_IF; facet++) {
        if (!(set >> facet & 1)) continue;
        size_t here = word++;
        if (facet < FACET_ANY_OF || !target(look, here, 1, &list)) continue;
        for (size_t i = 0; i < look->words[list] && height <= MOST_HEIGHT; i++) {
            size_t item = list + LIST_START + i;
            size_t to = (size_t)((int64_t)item + (int32_t)look->words[item]);
            unsigned below = height_of(look, to, depth + 1);
            if (below >= height) height = below + 1;
        }
    }
    look->heights[at] = (uint8_t)(height > MOST_HEIGHT ? MOST_HEIGHT + 1 : height);
    return height;
}

static bool alternatives_end(struct look *look)
{
    look->heights = arena_zalloc(look->arena, look->count);
    for (size_t i = 0; i < look->specs.count; i++)
        if (height_of(look, look->specs.items[i], 0) > MOST_HEIGHT) return false;
    return true;
}

/* -- The table ----------------------------------------------------------------------------------
 */

static bool is_sound_type(struct look *look, size_t at)
{
    return is_text(look, at + TYPE_NAME) && is_spec(look, at + TYPE_PROPERTIES) &&
           (look->words[at + TYPE_REF] == 0 || is_spec(look, at + TYPE_REF)) &&
           is_pairs(look, at + TYPE_ATTRIBUTES) && is_texts(look, at + TYPE_IDENTIFIER) &&
           is_optional_text(look, at + TYPE_TAGS) && is_optional_text(look, at + TYPE_LIFECYCLE) &&
           is_optional_text(look, at + TYPE_LIFECYCLE_DATE);
}

static bool is_header(const uint32_t *words, size_t count)
{
    return count >= HEADER_TYPES && words[HEADER_MAGIC] == TABLE_MAGIC_LOW &&
           words[HEADER_MAGIC + 1] == TABLE_MAGIC_HIGH && words[HEADER_VERSION] == TABLE_VERSION &&
           words[HEADER_SIZE] == count &&
           words[HEADER_COUNT] <= (count - HEADER_TYPES) / TYPE_WORDS;
}

bool schema_table_is_sound(struct arena *arena, const uint32_t *words, size_t count)
{
    struct look look = {.arena = arena, .words = words, .count = count};

    if (!is_header(words, count)) return false;
    look.seen = arena_zalloc(arena, count);
    if (!is_texts(&look, HEADER_REGIONS)) return false;
    for (size_t i = 0; i < words[HEADER_COUNT]; i++)
        if (!is_sound_type(&look, HEADER_TYPES + TYPE_WORDS * i)) return false;
    while (look.open.count > 0)
        if (!is_sound_spec(&look, look.open.items[--look.open.count])) return false;
    return alternatives_end(&look);
}

size_t schema_table_types(const struct schema_table *table)
{
    return table->words[HEADER_COUNT];
}

const struct resource_type *schema_table_at(const struct schema_table *table, size_t index)
{
    return (const void *)(table->words + HEADER_TYPES + TYPE_WORDS * index);
}

static const struct resource_type *find_in(const struct schema_table *table, struct slice name)
{
    size_t low = 0, high = schema_table_types(table);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct resource_type *type = schema_table_at(table, middle);
        int order = slice_compare(resource_type_name(type), name);

        if (order == 0) return type;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct resource_type *schema_tables_find(const struct schema_table *tables, struct slice name)
{
    for (; tables; tables = tables->next) {
        const struct resource_type *type = find_in(tables, name);
        if (type) return type;
    }
    return NULL;
}
