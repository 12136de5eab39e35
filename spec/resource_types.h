/* The table of resource types: what CloudFormation and SAM know of each type's properties,
 * attributes and regions.
 *
 * The table is constant data that is read where it lies (spec/resource_types.bin, made by
 * spec/tools/resource_types.py); nothing is built, copied or freed. All pointers and slices that
 * come from here stay valid as long as the program runs, and two value specifications that are
 * alike are the same one, so that a walk can tell by address what it has already seen.
 * Specifications may hold themselves.
 *
 * A walk goes down a tree and a specification side by side:
 *
 *   spec = resource_type_properties(type)
 *   for each key of a map:     spec = value_spec_entry(spec, key)
 *   for each item of a list:   spec = value_spec_items(spec)
 */
#ifndef SPEC_RESOURCE_TYPES_H
#define SPEC_RESOURCE_TYPES_H

#include <stdint.h>

#include "base/slice.h"

/* Both are records of the table, known by address only. */
struct resource_type;
struct value_spec;

/* The type of that name, or NULL. Names are exact: see resource_type_of() for what templates say.
 */
const struct resource_type *resource_type_find(struct slice name);

/* The type that a resource of a template has: as above, and Custom::Anything is
 * AWS::CloudFormation::CustomResource, and a name that ends with ::MODULE is Module. */
const struct resource_type *resource_type_of(struct slice name);

/* All types, in the order of their names: for lists, and for the name that a misspelt one means. */
size_t resource_type_count(void);
const struct resource_type *resource_type_at(size_t index);

struct slice resource_type_name(const struct resource_type *type);

enum resource_type_flag {
    RESOURCE_STATEFUL = 1,   /* holds data that is lost with the resource */
    RESOURCE_SAM = 2,        /* a type that the SAM transform expands */
    RESOURCE_ANY_REGION = 4, /* it is not known which regions have it */
};

/* A set of enum resource_type_flag. */
unsigned resource_type_flags(const struct resource_type *type);

/* Whether the type can be used in a region; true also when that is not known of the type or when
 * the table does not have the region. */
bool resource_type_in_region(const struct resource_type *type, struct slice region);

/* The regions that the table has, in the order of their names; an empty slice after the last. */
struct slice resource_type_region(size_t index);

/* What "Properties" of such a resource may hold: an object. Never NULL. */
const struct value_spec *resource_type_properties(const struct resource_type *type);

/* What Fn::GetAtt gives for an attribute ("Arn", "Endpoint.Address", of a stack "Outputs.Name"), or
 * NULL when there is no such attribute. For SAM types: of the resource that it becomes. */
const struct value_spec *resource_type_attribute(const struct resource_type *type,
                                                 struct slice name);

/* Attributes by index in the order of their names, false after the last. A name that ends with "*"
 * stands for all that begin so. */
bool resource_type_attribute_at(const struct resource_type *type, size_t index, struct slice *name,
                                const struct value_spec **value);

/* What Ref gives, or NULL when that is not known. */
const struct value_spec *resource_type_ref(const struct resource_type *type);

/* The property, or for nested ones the dotted path, that identifies a resource together with the
 * others; an empty slice after the last. */
struct slice resource_type_identifier(const struct resource_type *type, size_t index);

/* The property that holds tags; empty: none is known. */
struct slice resource_type_tags(const struct resource_type *type);

/* What becomes of a service that ends: "maintenance", "sunset" or "shutdown", with the day it
 * begins
 * ("2026-09-30"); both empty when nothing is known. */
struct slice resource_type_lifecycle(const struct resource_type *type, struct slice *date);

/* Kinds of values, for sets. */
enum value_kind {
    VALUE_STRING = 1,
    VALUE_INTEGER = 2,
    VALUE_NUMBER = 4,
    VALUE_BOOLEAN = 8,
    VALUE_OBJECT = 16,
    VALUE_ARRAY = 32,
    VALUE_NULL = 64,
};

/* The kinds that are allowed: a set of enum value_kind; 0: all of them. An object or a string
 * together with no properties is JSON, as a policy is. */
unsigned value_spec_kinds(const struct value_spec *spec);

enum value_flag {
    VALUE_CLOSED = 1,       /* an object with no keys but those that value_spec_entry() knows */
    VALUE_UNIQUE_ITEMS = 2, /* no two items are equal */
    VALUE_ANY_CASE = 4,     /* case does not count among VALUE_ENUM */
    VALUE_CONSTANT = 8,    /* the one of VALUE_ENUM tells what the place is, as in "the first is" */
    VALUE_MAY_REPEAT = 16, /* it is said that items may be equal */
};

/* A set of enum value_flag. */
unsigned value_spec_flags(const struct value_spec *spec);

/* Properties of objects. */
enum property_flag {
    PROPERTY_REQUIRED = 1,
    PROPERTY_READ_ONLY = 2,
    PROPERTY_CREATE_ONLY = 4, /* a change makes a new resource */
    PROPERTY_WRITE_ONLY = 8,
    PROPERTY_DEPRECATED = 16,
    PROPERTY_MAY_REPLACE = 32, /* some changes make a new resource */
};

struct property_spec {
    struct slice name;
    const struct value_spec *value; /* never NULL */
    unsigned flags;                 /* a set of enum property_flag */
};

/* The named property of an object; false: it has none of that name, though an entry may still be
 * allowed (value_spec_entry()). */
bool value_spec_property(const struct value_spec *spec, struct slice name,
                         struct property_spec *property);

/* Properties by index in the order of their names, false after the last. */
bool value_spec_property_at(const struct value_spec *spec, size_t index,
                            struct property_spec *property);

/* What a key of an object leads to: the property; else the value of the first key pattern that
 * matches; else what all other entries are. NULL: nothing is known of it; it is then forbidden if
 * VALUE_CLOSED. Key patterns are searched for with `matches`(context, pattern, key), since the
 * table knows no regular expressions; without it (NULL) the first pattern is taken as matching. */
typedef bool key_matches(void *context, struct slice pattern, struct slice key);
const struct value_spec *value_spec_entry(const struct value_spec *spec, struct slice key,
                                          key_matches *matches, void *context);

/* Key patterns of a map by index, false after the last. */
bool value_spec_key_pattern_at(const struct value_spec *spec, size_t index, struct slice *pattern,
                               const struct value_spec **value);

/* What entries are that are neither properties nor match a key pattern, or NULL. */
const struct value_spec *value_spec_other_entries(const struct value_spec *spec);

/* What the items of a list are, or NULL when nothing is known of them. */
const struct value_spec *value_spec_items(const struct value_spec *spec);

/* What is asked of the item at an index beyond value_spec_items(), or NULL. */
const struct value_spec *value_spec_prefix_item(const struct value_spec *spec, size_t index);

/* Lists of texts. */
enum value_text_list {
    VALUE_REQUIRED,    /* keys that an object must have; they need not be among its properties */
    VALUE_ENUM,        /* the values that are allowed, as text: "5" and "true" also stand for a
                          number and a boolean */
    VALUE_UNIQUE_KEYS, /* no two items of a list have the same values at these keys */
};

/* The text at an index; false after the last. */
bool value_spec_text_at(const struct value_spec *spec, enum value_text_list list, size_t index,
                        struct slice *text);

/* Whether such a list is there: an object may be asked for no key, a value be one of none. */
bool value_spec_has(const struct value_spec *spec, enum value_text_list list);

/* Whether a value is among those of VALUE_ENUM, or there is no such list. */
bool value_spec_allows(const struct value_spec *spec, struct slice value);

/* The regular expression that is searched for in a string; empty: none. */
struct slice value_spec_pattern(const struct value_spec *spec);

/* The form of a string: "date-time", "json", "ipv4-network" or, of AWS's own identifiers,
 * "AWS::EC2::Subnet.Id" and the like; empty: none. */
struct slice value_spec_format(const struct value_spec *spec);

enum value_bound {
    VALUE_MIN_LENGTH, /* of a string, in code points */
    VALUE_MAX_LENGTH,
    VALUE_MIN_ITEMS, /* of a list */
    VALUE_MAX_ITEMS,
    VALUE_MIN_ENTRIES, /* of an object */
    VALUE_MAX_ENTRIES,
    VALUE_MAX_UNIQUE_ITEMS, /* different items of a list */
    VALUE_MINIMUM,          /* of a number */
    VALUE_MAXIMUM,
    VALUE_ABOVE, /* the number is greater */
    VALUE_BELOW, /* the number is smaller */
    VALUE_MULTIPLE_OF,
};

/* Whether there is any of them. */
bool value_spec_has_bounds(const struct value_spec *spec);

/* The limit of that kind; false: there is none. */
bool value_spec_bound(const struct value_spec *spec, enum value_bound bound, double *limit);

enum value_alternatives {
    VALUE_ANY_OF, /* at least one of the specifications holds */
    VALUE_ONE_OF, /* exactly one holds */
    VALUE_ALL_OF,
    VALUE_IF, /* three: when the first holds, the second does, else the third */
};

/* Whether there is any of them. */
bool value_spec_has_alternatives(const struct value_spec *spec);

/* The specification at an index; NULL after the last. They ask in addition to what the
 * specification itself asks, and often say no more than which keys are required. */
const struct value_spec *value_spec_alternative(const struct value_spec *spec,
                                                enum value_alternatives kind, size_t index);

enum group_kind {
    GROUP_EXACTLY_ONE,  /* exactly one of the keys is there */
    GROUP_AT_LEAST_ONE, /* at least one of the keys is there */
    GROUP_NEEDS,        /* when the first key is there, all others are */
    GROUP_EXCLUDES,     /* when the first key is there, none of the others is */
};

struct group_spec {
    enum group_kind kind;
    const uint32_t *names; /* for group_spec_name() */
};

/* Groups of keys of an object by index, false after the last. */
bool value_spec_group_at(const struct value_spec *spec, size_t index, struct group_spec *group);

/* The key at an index of a group; an empty slice after the last. */
struct slice group_spec_name(const struct group_spec *group, size_t index);

#endif
