/* How a table of resource types lies in memory, and in a file.
 *
 * The table is a sequence of little-endian 32-bit words. A reference is a word that holds the
 * signed distance, in words, from itself to what it means, 0 for nothing; so the table works
 * wherever it lies and holds no addresses. The records, as spec/tools/schema_blob.py writes them:
 *
 *   header   "SAMCTYPE", version, count of types, words in all, reference to the names of regions;
 *            the types follow, sorted by name
 *   type     the words of enum type_word
 *   string   count of bytes, the bytes filled up to a word by at least one zero byte
 *   texts    count, references to strings
 *   number   a double, in two words
 *   spec     kinds (low byte) and flags (next byte), the set of facets that are there, then a word
 *            for each of these, lowest bit first: see enum facet
 */
#ifndef SPEC_TABLE_LAYOUT_H
#define SPEC_TABLE_LAYOUT_H

enum header_word {
    HEADER_MAGIC, /* two words */
    HEADER_VERSION = 2,
    HEADER_COUNT,
    HEADER_SIZE,
    HEADER_REGIONS = 5,
    HEADER_TYPES = 6,
};

enum type_word {
    TYPE_NAME,
    TYPE_PROPERTIES,
    TYPE_REF,
    TYPE_ATTRIBUTES, /* count, then pairs of name and spec, sorted */
    TYPE_IDENTIFIER, /* texts */
    TYPE_TAGS,
    TYPE_FLAGS,
    TYPE_REGIONS, /* a set of 64: two words, low one first */
    TYPE_LIFECYCLE = 9,
    TYPE_LIFECYCLE_DATE,
    TYPE_WORDS
};

/* What a spec may have, in the order of FACETS in spec/tools/schema_graph.py. */
enum facet {
    FACET_PROPERTIES,   /* count, then triples of name, spec and flags, sorted by name */
    FACET_KEY_PATTERNS, /* count, then pairs of pattern and spec */
    FACET_OTHER_ENTRIES,
    FACET_ITEMS,
    FACET_PREFIX_ITEMS, /* count, specs */
    FACET_REQUIRED,     /* texts; so are the next ones */
    FACET_ENUM,
    FACET_PATTERN,    /* string */
    FACET_FORMAT,     /* string */
    FACET_MIN_LENGTH, /* a count in the word itself; so are the next ones */
    FACET_MAX_LENGTH,
    FACET_MIN_ITEMS,
    FACET_MAX_ITEMS,
    FACET_MIN_ENTRIES,
    FACET_MAX_ENTRIES,
    FACET_MAX_UNIQUE_ITEMS,
    FACET_MINIMUM, /* number; so are the next ones */
    FACET_MAXIMUM,
    FACET_ABOVE,
    FACET_BELOW,
    FACET_MULTIPLE_OF,
    FACET_ANY_OF, /* count, specs; so are the next ones */
    FACET_ONE_OF,
    FACET_ALL_OF,
    FACET_IF,     /* three specs */
    FACET_GROUPS, /* count, then pairs of kind and texts */
    FACET_UNIQUE_KEYS,
    FACETS
};

/* Where the words of a list begin that its count precedes, and how many words an entry has. */
enum { LIST_START = 1, PAIR_WORDS = 2, PROPERTY_WORDS = 3 };

/* What "SAMCTYPE" is as two words, and the version of the layout. */
#define TABLE_MAGIC_LOW  0x434d4153u
#define TABLE_MAGIC_HIGH 0x45505954u
enum { TABLE_VERSION = 1 };

#endif
