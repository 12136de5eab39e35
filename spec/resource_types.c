/* Reads the table of resource types.
 *
 * Its layout is in spec/table_layout.h.
 *
 * The table is ours and whole, so offsets are not checked here; tests/unit/test_resource_types.c
 * walks all of it. Tables of others are looked through before they are used (spec/schema_tables.c).
 */
#include "spec/resource_types.h"

#include "spec/table_layout.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "resource_types.bin has to be made in the byte order of this machine"
#endif

/* In resource_types.S. */
extern const uint32_t resource_type_data[];

static const uint32_t *follow(const uint32_t *word)
{
    return *word ? word + (int32_t)*word : NULL;
}

static struct slice text_at(const uint32_t *word)
{
    const uint32_t *string = follow(word);

    return string ? (struct slice){(const char *)(string + 1), *string} : (struct slice){"", 0};
}

/* The first eight bytes of a text, zeros behind its end, so that they compare as texts do; of texts
 * that begin alike, the rest has to be looked at. */
static uint64_t start_of(struct slice text)
{
    uint64_t start = 0;

    if (text.size >= sizeof start) {
        memcpy(&start, text.text, sizeof start);
        return __builtin_bswap64(start);
    }
    for (size_t i = 0; i < text.size; i++)
        start |= (uint64_t)(unsigned char)text.text[i] << (56 - 8 * i);
    return start;
}

/* The same of the string that a word refers to: there is always a word behind its count, and a
 * second one behind four bytes. */
static uint64_t start_of_string(const uint32_t *word)
{
    const uint32_t *string = follow(word);
    uint64_t first = string ? __builtin_bswap32(string[1]) : 0;

    if (!string) return 0;
    return first << 32 | (*string >= 4 ? __builtin_bswap32(string[2]) : 0);
}

/* The index of a name in a sorted list whose entries begin with it, or the count of entries. */
static inline __attribute__((always_inline)) size_t search(const uint32_t *entries, size_t count,
                                                           size_t words, struct slice name)
{
    uint64_t start = name.size ? start_of(name) : 0;
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const uint32_t *entry = entries + words * middle;
        uint64_t other = start_of_string(entry);
        bool is_less = other < start;
        if (other == start) {
            int order = slice_compare(text_at(entry), name);
            if (order == 0) return middle;
            is_less = order < 0;
        }
        if (is_less)
            low = middle + 1;
        else
            high = middle;
    }
    return count;
}

static struct slice text_of_list(const uint32_t *list, size_t index)
{
    if (!list || index >= *list) return (struct slice){"", 0};
    return text_at(list + LIST_START + index);
}

static const uint32_t *words_of_type(const struct resource_type *type)
{
    return (const uint32_t *)type;
}

const struct resource_type *resource_type_find(struct slice name)
{
    const uint32_t *types = resource_type_data + HEADER_TYPES;
    size_t count = resource_type_count();
    size_t index = search(types, count, TYPE_WORDS, name);

    return index < count ? resource_type_at(index) : NULL;
}

const struct resource_type *resource_type_of(struct slice name)
{
    if (slice_starts(name, SLICE("Custom::")))
        return resource_type_find(SLICE("AWS::CloudFormation::CustomResource"));
    if (slice_ends(name, SLICE("::MODULE"))) return resource_type_find(SLICE("Module"));
    return resource_type_find(name);
}

size_t resource_type_count(void)
{
    return resource_type_data[HEADER_COUNT];
}

const struct resource_type *resource_type_at(size_t index)
{
    return (const void *)(resource_type_data + HEADER_TYPES + TYPE_WORDS * index);
}

struct slice resource_type_name(const struct resource_type *type)
{
    return text_at(words_of_type(type) + TYPE_NAME);
}

unsigned resource_type_flags(const struct resource_type *type)
{
    return words_of_type(type)[TYPE_FLAGS];
}

struct slice resource_type_region(size_t index)
{
    return text_of_list(follow(resource_type_data + HEADER_REGIONS), index);
}

bool resource_type_in_region(const struct resource_type *type, struct slice region)
{
    const uint32_t *regions = follow(resource_type_data + HEADER_REGIONS);
    size_t index;

    if (resource_type_flags(type) & RESOURCE_ANY_REGION) return true;
    index = search(regions + LIST_START, *regions, 1, region);
    if (index == *regions) return true;
    return words_of_type(type)[TYPE_REGIONS + index / 32] >> index % 32 & 1;
}

static const struct value_spec *spec_at(const uint32_t *word)
{
    return (const void *)follow(word);
}

const struct value_spec *resource_type_properties(const struct resource_type *type)
{
    return spec_at(words_of_type(type) + TYPE_PROPERTIES);
}

const struct value_spec *resource_type_ref(const struct resource_type *type)
{
    return spec_at(words_of_type(type) + TYPE_REF);
}

bool resource_type_attribute_at(const struct resource_type *type, size_t index, struct slice *name,
                                const struct value_spec **value)
{
    const uint32_t *list = follow(words_of_type(type) + TYPE_ATTRIBUTES);
    const uint32_t *entry = list + LIST_START + PAIR_WORDS * index;

    if (index >= *list) return false;
    *name = text_at(entry);
    *value = spec_at(entry + 1);
    return true;
}

const struct value_spec *resource_type_attribute(const struct resource_type *type,
                                                 struct slice name)
{
    const uint32_t *list = follow(words_of_type(type) + TYPE_ATTRIBUTES);
    size_t index = search(list + LIST_START, *list, PAIR_WORDS, name);
    const struct value_spec *value;
    struct slice start;

    if (index < *list) return spec_at(list + LIST_START + PAIR_WORDS * index + 1);
    for (index = 0; resource_type_attribute_at(type, index, &start, &value); index++) {
        if (!slice_ends(start, SLICE("*"))) continue;
        start.size--;
        if (name.size > start.size && slice_starts(name, start)) return value;
    }
    return NULL;
}

struct slice resource_type_identifier(const struct resource_type *type, size_t index)
{
    return text_of_list(follow(words_of_type(type) + TYPE_IDENTIFIER), index);
}

struct slice resource_type_tags(const struct resource_type *type)
{
    return text_at(words_of_type(type) + TYPE_TAGS);
}

struct slice resource_type_lifecycle(const struct resource_type *type, struct slice *date)
{
    *date = text_at(words_of_type(type) + TYPE_LIFECYCLE_DATE);
    return text_at(words_of_type(type) + TYPE_LIFECYCLE);
}

static const uint32_t *words_of_spec(const struct value_spec *spec)
{
    return (const uint32_t *)spec;
}

static unsigned bits_set(uint32_t set)
{
    unsigned count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

/* The word of a facet, or NULL when the spec does not have it. */
static const uint32_t *facet_of(const struct value_spec *spec, unsigned facet)
{
    const uint32_t *words = words_of_spec(spec);
    uint32_t bit = (uint32_t)1 << facet;

    return words[1] & bit ? words + 2 + bits_set(words[1] & (bit - 1)) : NULL;
}

/* The record that a facet refers to, or NULL. */
static const uint32_t *record_of(const struct value_spec *spec, unsigned facet)
{
    const uint32_t *word = facet_of(spec, facet);

    return word ? follow(word) : NULL;
}

unsigned value_spec_kinds(const struct value_spec *spec)
{
    return words_of_spec(spec)[0] & 0xff;
}

unsigned value_spec_flags(const struct value_spec *spec)
{
    return words_of_spec(spec)[0] >> 8;
}

bool value_spec_property_at(const struct value_spec *spec, size_t index,
                            struct property_spec *property)
{
    const uint32_t *list = record_of(spec, FACET_PROPERTIES);
    const uint32_t *entry;

    if (!list || index >= *list) return false;
    entry = list + LIST_START + PROPERTY_WORDS * index;
    *property = (struct property_spec){text_at(entry), spec_at(entry + 1), entry[2]};
    return true;
}

bool value_spec_property(const struct value_spec *spec, struct slice name,
                         struct property_spec *property)
{
    const uint32_t *list = record_of(spec, FACET_PROPERTIES);

    if (!list) return false;
    return value_spec_property_at(spec, search(list + LIST_START, *list, PROPERTY_WORDS, name),
                                  property);
}

bool value_spec_key_pattern_at(const struct value_spec *spec, size_t index, struct slice *pattern,
                               const struct value_spec **value)
{
    const uint32_t *list = record_of(spec, FACET_KEY_PATTERNS);
    const uint32_t *entry;

    if (!list || index >= *list) return false;
    entry = list + LIST_START + PAIR_WORDS * index;
    *pattern = text_at(entry);
    *value = spec_at(entry + 1);
    return true;
}

const struct value_spec *value_spec_other_entries(const struct value_spec *spec)
{
    return (const void *)record_of(spec, FACET_OTHER_ENTRIES);
}

const struct value_spec *value_spec_entry(const struct value_spec *spec, struct slice key,
                                          key_matches *matches, void *context)
{
    struct property_spec property;
    const struct value_spec *value;
    struct slice pattern;

    if (value_spec_property(spec, key, &property)) return property.value;
    for (size_t i = 0; value_spec_key_pattern_at(spec, i, &pattern, &value); i++)
        if (!matches || matches(context, pattern, key)) return value;
    return value_spec_other_entries(spec);
}

const struct value_spec *value_spec_items(const struct value_spec *spec)
{
    return (const void *)record_of(spec, FACET_ITEMS);
}

static const struct value_spec *spec_of_list(const uint32_t *list, size_t index)
{
    return list && index < *list ? spec_at(list + LIST_START + index) : NULL;
}

const struct value_spec *value_spec_prefix_item(const struct value_spec *spec, size_t index)
{
    return spec_of_list(record_of(spec, FACET_PREFIX_ITEMS), index);
}

static const uint32_t *texts_of(const struct value_spec *spec, enum value_text_list list)
{
    static const unsigned char facets[] = {
        [VALUE_REQUIRED] = FACET_REQUIRED,
        [VALUE_ENUM] = FACET_ENUM,
        [VALUE_UNIQUE_KEYS] = FACET_UNIQUE_KEYS,
    };

    return record_of(spec, facets[list]);
}

bool value_spec_text_at(const struct value_spec *spec, enum value_text_list list, size_t index,
                        struct slice *text)
{
    const uint32_t *texts = texts_of(spec, list);

    if (!texts || index >= *texts) return false;
    *text = text_of_list(texts, index);
    return true;
}

bool value_spec_has(const struct value_spec *spec, enum value_text_list list)
{
    return texts_of(spec, list) != NULL;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A')) : letter;
}

static bool equal_in_any_case(struct slice a, struct slice b)
{
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.text[i]) != lower(b.text[i])) return false;
    return true;
}

bool value_spec_allows(const struct value_spec *spec, struct slice value)
{
    const uint32_t *texts = texts_of(spec, VALUE_ENUM);

    if (!texts) return true;
    if (!(value_spec_flags(spec) & VALUE_ANY_CASE))
        return search(texts + LIST_START, *texts, 1, value) < *texts;
    for (size_t i = 0; i < *texts; i++)
        if (equal_in_any_case(text_of_list(texts, i), value)) return true;
    return false;
}

static struct slice string_of(const struct value_spec *spec, enum facet facet)
{
    const uint32_t *word = facet_of(spec, facet);

    return word ? text_at(word) : (struct slice){"", 0};
}

struct slice value_spec_pattern(const struct value_spec *spec)
{
    return string_of(spec, FACET_PATTERN);
}

struct slice value_spec_format(const struct value_spec *spec)
{
    return string_of(spec, FACET_FORMAT);
}

bool value_spec_bound(const struct value_spec *spec, enum value_bound bound, double *limit)
{
    unsigned facet = FACET_MIN_LENGTH + (unsigned)bound;
    const uint32_t *word = facet_of(spec, facet);

    if (!word) return false;
    if (facet <= FACET_MAX_UNIQUE_ITEMS)
        *limit = *word;
    else
        memcpy(limit, follow(word), sizeof(*limit));
    return true;
}

bool value_spec_has_bounds(const struct value_spec *spec)
{
    const uint32_t below_any_of = ((uint32_t)1 << FACET_ANY_OF) - 1;
    const uint32_t below_bounds = ((uint32_t)1 << FACET_MIN_LENGTH) - 1;

    return words_of_spec(spec)[1] & below_any_of & ~below_bounds;
}

bool value_spec_has_alternatives(const struct value_spec *spec)
{
    const uint32_t below_groups = ((uint32_t)1 << FACET_GROUPS) - 1;
    const uint32_t below_any_of = ((uint32_t)1 << FACET_ANY_OF) - 1;

    return words_of_spec(spec)[1] & below_groups & ~below_any_of;
}

const struct value_spec *value_spec_alternative(const struct value_spec *spec,
                                                enum value_alternatives kind, size_t index)
{
    return spec_of_list(record_of(spec, FACET_ANY_OF + (unsigned)kind), index);
}

bool value_spec_group_at(const struct value_spec *spec, size_t index, struct group_spec *group)
{
    const uint32_t *list = record_of(spec, FACET_GROUPS);
    const uint32_t *entry;

    if (!list || index >= *list) return false;
    entry = list + LIST_START + PAIR_WORDS * index;
    *group = (struct group_spec){(enum group_kind)entry[0], follow(entry + 1)};
    return true;
}

struct slice group_spec_name(const struct group_spec *group, size_t index)
{
    return text_of_list(group->names, index);
}
