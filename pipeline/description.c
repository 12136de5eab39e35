/* What the table of resource types knows of a type or a property, in the words of users.
 *
 * A name is a type and, behind dots, a path of properties; lists and maps on the way are gone
 * through without a word: "AWS::SQS::Queue.Tags.Key". The text is a head (what it is), then lines "
 * name value" for what is inside of it.
 */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "base/number.h"
#include "pipeline/schemas.h"
#include "samc/samc.h"
#include "spec/resource_types.h"
#include "spec/schema_tables.h"

struct samc_description {
    struct arena *arena;
    struct slice text;   /* text is NULL when there is no such type or property */
    const char *problem; /* NULL when there is a text */
};

/* What samc_description_new() hands to its work inside the arena. */
struct job {
    samc_description *to;
    const char *name;
    const samc_schemas *schemas;
};

/* -- Values -------------------------------------------------------------------------------------
 */

/* What items and entries are that have no name: of a list its items, of a map its values. */
static const struct value_spec *inner_spec(const struct value_spec *spec)
{
    const struct value_spec *inner = value_spec_items(spec);
    struct slice pattern;

    if (!inner && !value_spec_key_pattern_at(spec, 0, &pattern, &inner))
        inner = value_spec_other_entries(spec);
    return inner;
}

/* The alternatives of a spec, of whatever kind; NULL after the last. */
static const struct value_spec *alternative(const struct value_spec *spec, size_t index)
{
    const struct value_spec *each;

    for (unsigned kind = VALUE_ANY_OF; kind <= VALUE_ALL_OF; kind++)
        for (size_t i = 0; (each = value_spec_alternative(spec, kind, i)); i++)
            if (index-- == 0) return each;
    return NULL;
}

static bool has_properties(const struct value_spec *spec)
{
    struct property_spec property;

    return value_spec_property_at(spec, 0, &property);
}

/* Its kinds, or else those of its alternatives. */
static unsigned kinds_of(const struct value_spec *spec)
{
    unsigned kinds = value_spec_kinds(spec);
    const struct value_spec *each;

    if (kinds != 0) return kinds;
    if (has_properties(spec)) return VALUE_OBJECT;
    for (size_t i = 0; (each = alternative(spec, i)); i++)
        kinds |= value_spec_kinds(each);
    return kinds;
}

/* "string", or as what something is a list of, "strings". */
static void add_kind(struct buffer *text, const struct value_spec *spec, bool plural)
{
    static const char *const names[] = {"string", "integer", "number", "boolean",
                                        "map",    "list",    "null"};
    unsigned kinds = kinds_of(spec);
    const char *ending = plural ? "s" : "";
    size_t start = text->size;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kinds >> i & 1)
            buffer_printf(text, "%s%s%s", text->size > start ? " or " : "", names[i], ending);
    if (kinds == 0) buffer_printf(text, "any value%s", ending);
}

/* The same, and of lists and maps what is in them. */
static void add_kinds(struct buffer *text, const struct value_spec *spec)
{
    enum { SHOWN = 3 };

    add_kind(text, spec, false);
    for (int i = 0; i < SHOWN && (spec = inner_spec(spec)); i++) {
        buffer_printf(text, " of ");
        add_kind(text, spec, true);
    }
}

static struct slice number_text(struct arena *arena, double number)
{
    struct slice text = number_shortest(arena, number);

    return slice_ends(text, SLICE(".0")) ? slice_first(text, text.size - 2) : text;
}

/* ", 3 to 63 characters" and the like. */
static void add_bounds(struct arena *arena, struct buffer *text, const struct value_spec *spec)
{
    static const struct {
        enum value_bound least, most;
        const char *unit;
    } bounds[] = {
        {VALUE_MINIMUM, VALUE_MAXIMUM, ""},
        {VALUE_MIN_LENGTH, VALUE_MAX_LENGTH, " characters"},
        {VALUE_MIN_ITEMS, VALUE_MAX_ITEMS, " items"},
        {VALUE_MIN_ENTRIES, VALUE_MAX_ENTRIES, " entries"},
    };

    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        double least, most;
        bool has_least = value_spec_bound(spec, bounds[i].least, &least);
        bool has_most = value_spec_bound(spec, bounds[i].most, &most);
        struct slice low = has_least ? number_text(arena, least) : SLICE("");
        struct slice high = has_most ? number_text(arena, most) : SLICE("");
        if (has_least && has_most)
            buffer_printf(text, ", %.*s to %.*s%s", SLICE_ARG(low), SLICE_ARG(high),
                          bounds[i].unit);
        else if (has_least)
            buffer_printf(text, ", at least %.*s%s", SLICE_ARG(low), bounds[i].unit);
        else if (has_most)
            buffer_printf(text, ", at most %.*s%s", SLICE_ARG(high), bounds[i].unit);
    }
    if (value_spec_flags(spec) & VALUE_UNIQUE_ITEMS) buffer_printf(text, ", all different");
}

static void add_flags(struct buffer *text, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *words;
    } names[] = {
        {PROPERTY_REQUIRED, "required"},
        {PROPERTY_READ_ONLY, "given by the resource"},
        {PROPERTY_CREATE_ONLY, "a change replaces the resource"},
        {PROPERTY_MAY_REPLACE, "a change may replace the resource"},
        {PROPERTY_WRITE_ONLY, "cannot be read back"},
        {PROPERTY_DEPRECATED, "deprecated"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & names[i].flag) buffer_printf(text, ", %s", names[i].words);
}

/* ": A, B or C", when there are few enough for a row. */
static void add_values(struct buffer *text, const struct value_spec *spec)
{
    enum { MOST_VALUES = 6, MOST_BYTES = 60 };
    struct slice value;
    size_t count = 0, bytes = 0;

    for (; value_spec_text_at(spec, VALUE_ENUM, count, &value); count++)
        bytes += value.size;
    if (count > MOST_VALUES || bytes > MOST_BYTES) return;
    for (size_t i = 0; value_spec_text_at(spec, VALUE_ENUM, i, &value); i++)
        buffer_printf(text, "%s%.*s",
                      i == 0          ? ": "
                      : i + 1 < count ? ", "
                                      : " or ",
                      SLICE_ARG(value));
}

/* "  Name     kind, bounds", where names take `width` columns. */
static void add_row(struct arena *arena, struct buffer *text, size_t width, struct slice name,
                    const struct value_spec *spec, unsigned flags)
{
    buffer_printf(text, "  %-*.*s  ", (int)width, SLICE_ARG(name));
    add_kinds(text, spec);
    add_values(text, spec);
    add_bounds(arena, text, spec);
    add_flags(text, flags);
    buffer_printf(text, "\n");
}

/* What a resource gives is told with its attributes. */
static void add_properties(struct arena *arena, struct buffer *text, const struct value_spec *spec)
{
    struct property_spec property;
    size_t width = 0;

    for (size_t i = 0; value_spec_property_at(spec, i, &property); i++)
        if (!(property.flags & PROPERTY_READ_ONLY) && property.name.size > width)
            width = property.name.size;
    if (width > 0) buffer_printf(text, "\nProperties:\n");
    for (size_t i = 0; value_spec_property_at(spec, i, &property); i++)
        if (!(property.flags & PROPERTY_READ_ONLY))
            add_row(arena, text, width, property.name, property.value, property.flags);
}

static void add_group(struct buffer *text, const struct group_spec *group)
{
    static const struct {
        const char *before, *behind; /* the first name */
    } words[] = {
        [GROUP_EXACTLY_ONE] = {"Exactly one of ", ", "},
        [GROUP_AT_LEAST_ONE] = {"At least one of ", ", "},
        [GROUP_NEEDS] = {"", " needs "},
        [GROUP_EXCLUDES] = {"", " excludes "},
    };
    struct slice name;

    buffer_printf(text, "%s", words[group->kind].before);
    for (size_t i = 0; (name = group_spec_name(group, i)).size > 0; i++)
        buffer_printf(text, "%s%.*s",
                      i == 0   ? ""
                      : i == 1 ? words[group->kind].behind
                               : ", ",
                      SLICE_ARG(name));
    buffer_printf(text, "\n");
}

/* Values, form and groups of properties: one or more lines each. */
static void add_details(struct buffer *text, const struct value_spec *spec)
{
    struct slice value, pattern = value_spec_pattern(spec), format = value_spec_format(spec);
    const struct value_spec *entry;
    struct group_spec group;

    for (size_t i = 0; value_spec_text_at(spec, VALUE_ENUM, i, &value); i++)
        buffer_printf(text, "%s%.*s", i ? ", " : "One of: ", SLICE_ARG(value));
    if (value_spec_has(spec, VALUE_ENUM)) buffer_printf(text, "\n");
    if (pattern.size > 0) buffer_printf(text, "Form: %.*s\n", SLICE_ARG(pattern));
    if (format.size > 0) buffer_printf(text, "What it is: %.*s\n", SLICE_ARG(format));
    for (size_t i = 0; value_spec_key_pattern_at(spec, i, &pattern, &entry); i++)
        buffer_printf(text, "Keys: %.*s\n", SLICE_ARG(pattern));
    for (size_t i = 0; value_spec_group_at(spec, i, &group); i++)
        add_group(text, &group);
}

/* Lists, maps and alternatives inside of each other without a name: a specification may hold
 * itself. */
enum { MOST_LEVELS = 5 };

/* The spec with the names that lists, maps and alternatives lead to: what a path goes on with. */
static const struct value_spec *named_spec(const struct value_spec *spec)
{
    const struct value_spec *inner;

    for (int level = 0; level < MOST_LEVELS && (inner = inner_spec(spec)); level++)
        if (has_properties(spec))
            break;
        else
            spec = inner;
    return spec;
}

/* The properties of a spec, or of each of its alternatives. */
static void add_forms(struct arena *arena, struct buffer *text, const struct value_spec *spec)
{
    const struct value_spec *each;

    add_properties(arena, text, spec);
    for (size_t i = 0; !has_properties(spec) && (each = alternative(spec, i)); i++)
        add_properties(arena, text, each);
}

/* The property of that name, wherever named_spec() might lead. */
static bool find_property(const struct value_spec *spec, struct slice name, int levels,
                          struct property_spec *property)
{
    const struct value_spec *each, *inner = inner_spec(spec);

    if (value_spec_property(spec, name, property)) return true;
    if (levels == 0) return false;
    if (inner && find_property(inner, name, levels - 1, property)) return true;
    for (size_t i = 0; (each = alternative(spec, i)); i++)
        if (find_property(each, name, levels - 1, property)) return true;
    return false;
}

static void describe_property(struct job *job, struct slice name,
                              const struct property_spec *property)
{
    struct buffer text = buffer_new(job->to->arena);
    const struct value_spec *named = named_spec(property->value);

    buffer_printf(&text, "%.*s: ", SLICE_ARG(name));
    add_kinds(&text, property->value);
    add_bounds(job->to->arena, &text, property->value);
    add_flags(&text, property->flags);
    buffer_printf(&text, "\n");
    add_details(&text, property->value);
    if (named != property->value) add_details(&text, named);
    add_forms(job->to->arena, &text, named);
    job->to->text = slice_copy(job->to->arena, buffer_slice(&text));
}

/* -- Types --------------------------------------------------------------------------------------
 */

static void add_regions(struct buffer *text, const struct resource_type *type)
{
    struct slice region;
    size_t missing = 0, i;

    if (resource_type_flags(type) & RESOURCE_ANY_REGION) return;
    for (i = 0; (region = resource_type_region(i)).size > 0; i++)
        missing += !resource_type_in_region(type, region);
    bool tell_missing = missing <= i / 2;
    buffer_printf(text, "Regions: %s", missing == 0 ? "all" : tell_missing ? "all but" : "only");
    for (i = 0; (region = resource_type_region(i)).size > 0 && missing > 0; i++)
        if (resource_type_in_region(type, region) != tell_missing)
            buffer_printf(text, " %.*s", SLICE_ARG(region));
    buffer_printf(text, "\n");
}

static void add_attributes(struct arena *arena, struct buffer *text,
                           const struct resource_type *type)
{
    const struct value_spec *value;
    struct slice name;
    size_t width = 0;

    for (size_t i = 0; resource_type_attribute_at(type, i, &name, &value); i++)
        if (name.size > width) width = name.size;
    if (width > 0) buffer_printf(text, "\nAttributes (Fn::GetAtt):\n");
    for (size_t i = 0; resource_type_attribute_at(type, i, &name, &value); i++)
        add_row(arena, text, width, name, value, 0);
}

static void describe_type(struct job *job, const struct resource_type *type)
{
    struct buffer text = buffer_new(job->to->arena);
    struct slice name = resource_type_name(type), date, part;
    struct slice lifecycle = resource_type_lifecycle(type, &date);

    buffer_printf(&text, "%.*s\n", SLICE_ARG(name));
    if (resource_type_ref(type)) {
        buffer_printf(&text, "Ref: ");
        add_kinds(&text, resource_type_ref(type));
        for (size_t i = 0; (part = resource_type_identifier(type, i)).size > 0; i++)
            buffer_printf(&text, "%s%.*s", i ? " and " : ", by ", SLICE_ARG(part));
        buffer_printf(&text, "\n");
    }
    if (resource_type_tags(type).size > 0)
        buffer_printf(&text, "Tags: %.*s\n", SLICE_ARG(resource_type_tags(type)));
    if (resource_type_flags(type) & RESOURCE_STATEFUL)
        buffer_printf(&text, "Holds data that is lost with the resource\n");
    if (lifecycle.size > 0)
        buffer_printf(&text, "Service: %.*s, from %.*s on\n", SLICE_ARG(lifecycle),
                      SLICE_ARG(date));
    add_regions(&text, type);
    add_details(&text, resource_type_properties(type));
    add_properties(job->to->arena, &text, resource_type_properties(type));
    add_attributes(job->to->arena, &text, type);
    job->to->text = slice_copy(job->to->arena, buffer_slice(&text));
}

/* -- Names --------------------------------------------------------------------------------------
 */

static void fail_type(struct job *job, struct slice name)
{
    struct nearest nearest = nearest_to(name);
    struct buffer text = buffer_new(job->to->arena);
    const char *own;

    for (size_t i = 0; i < resource_type_count(); i++)
        nearest_try(&nearest, resource_type_name(resource_type_at(i)));
    for (size_t i = 0; (own = samc_schemas_type(job->schemas, i)); i++)
        nearest_try(&nearest, slice_of(own));
    buffer_printf(&text, "there is no resource type '%.*s'.", SLICE_ARG(name));
    if (nearest.found.text) buffer_printf(&text, " Did you mean '%.*s'?", SLICE_ARG(nearest.found));
    job->to->problem = slice_copy(job->to->arena, buffer_slice(&text)).text;
}

static void fail_property(struct job *job, struct slice parent, const struct value_spec *spec,
                          struct slice name)
{
    struct nearest nearest = nearest_to(name);
    struct buffer text = buffer_new(job->to->arena);
    struct property_spec property;

    for (size_t i = 0; spec && value_spec_property_at(spec, i, &property); i++)
        nearest_try(&nearest, property.name);
    buffer_printf(&text, "%.*s has no property '%.*s'.", SLICE_ARG(parent), SLICE_ARG(name));
    if (nearest.found.text) buffer_printf(&text, " Did you mean '%.*s'?", SLICE_ARG(nearest.found));
    job->to->problem = slice_copy(job->to->arena, buffer_slice(&text)).text;
}

static void run(void *context)
{
    struct job *job = context;
    struct slice whole = slice_of(job->name), parent = slice_first(whole, slice_find(whole, '.'));
    const struct resource_type *type = schema_tables_find(schemas_tables(job->schemas), parent);
    struct property_spec property;

    if (!type) type = resource_type_of(parent);
    if (!type) {
        fail_type(job, parent);
        return;
    }
    if (parent.size == whole.size) {
        describe_type(job, type);
        return;
    }
    property.value = resource_type_properties(type);
    while (parent.size < whole.size) {
        struct slice rest = slice_from(whole, parent.size + 1);
        struct slice name = slice_first(rest, slice_find(rest, '.'));
        if (!find_property(property.value, name, MOST_LEVELS, &property)) {
            fail_property(job, parent, named_spec(property.value), name);
            return;
        }
        parent = slice_first(whole, parent.size + 1 + name.size);
    }
    describe_property(job, whole, &property);
}

/* -- Public API ---------------------------------------------------------------------------------
 */

const char *samc_resource_type_name(size_t number)
{
    if (number >= resource_type_count()) return NULL;
    return resource_type_name(resource_type_at(number)).text;
}

samc_status samc_description_new(const char *name, const samc_schemas *schemas,
                                 samc_description **description)
{
    struct job job = {.name = name, .schemas = schemas};

    if (!description) return SAMC_BAD_ARGUMENT;
    *description = NULL;
    if (!name) return SAMC_BAD_ARGUMENT;
    job.to = calloc(1, sizeof *job.to);
    if (!job.to) return SAMC_NO_MEMORY;
    job.to->arena = arena_new();
    if (!job.to->arena || !arena_run(job.to->arena, run, &job)) {
        samc_description_free(job.to);
        return SAMC_NO_MEMORY;
    }
    *description = job.to;
    return SAMC_OK;
}

const char *samc_description_text(const samc_description *description, size_t *length)
{
    if (length) *length = description->text.size;
    return description->text.text;
}

const char *samc_description_problem(const samc_description *description)
{
    return description->problem;
}

void samc_description_free(samc_description *description)
{
    if (!description) return;
    arena_free(description->arena);
    free(description);
}
