/* A tree goes in; a tree comes out in which includes are replaced by what they stand for. What an
 * include brings is gone through in the same way, with the chain of files that led to it, so that a
 * circle is seen. What was read stays as it was; changed maps and lists are copies.
 *
 * An include has its place among the keys of a map, and its content joins these keys. When it is
 * the only key, its content takes the place of the map, whatever it is.
 */
#include "pipeline/include.h"

#include "base/limits.h"
#include "pipeline/host.h"
#include "spec/names.h"

static const struct rule rules[] = {
    {"E0020", SEVERITY_ERROR, "files that are included can be read and fit in"},
};

const struct rule *include_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

/* A file, and the one that includes it. */
struct file {
    struct slice path;
    const struct file *by; /* NULL: it is the template */
    size_t level;          /* how many files lead to it */
};

struct including {
    const struct reader *reader;
    const samc_host *host;
    size_t bytes; /* of all included files so far */
    size_t nodes; /* gone through in included files so far */
    bool failed;  /* there is a finding */
    bool stopped; /* a limit is hit: nothing more is included */
};

static const struct node *include_in(struct including *all, const struct file *file,
                                     const struct node *node, uint32_t depth);

/* -- Findings -----------------------------------------------------------------------------------
 */

#define REFUSE(all_, span_, ...)                                                                   \
    ((all_)->failed = true,                                                                        \
     findings_report((all_)->reader->findings, &rules[0], (span_), __VA_ARGS__))

/* A limit: nothing more is included after it. */
#define STOP(all_, span_, ...) ((all_)->stopped = true, REFUSE((all_), (span_), __VA_ARGS__))

/* -- Files --------------------------------------------------------------------------------------
 */

/* The path that a location stands for: it is relative to the folder of the file it stands in. */
static struct slice path_from(struct arena *arena, const struct file *file, struct slice location)
{
    struct slice folder = file->path;

    if (slice_starts(location, SLICE("/"))) return location;
    while (folder.size && folder.text[folder.size - 1] != '/')
        folder.size--;
    return CONCAT(arena, folder, location);
}

static bool is_in_circle(const struct file *file, struct slice path)
{
    for (; file; file = file->by)
        if (slice_eq(file->path, path)) return true;
    return false;
}

/* The content of a file, with its own includes done; NULL after an error. */
static const struct node *read_file(struct including *all, const struct file *by,
                                    const struct node *location, uint32_t depth)
{
    struct arena *arena = all->reader->builder.arena;
    struct file file = {path_from(arena, by, node_text(location)), by, by->level + 1};
    const char *path = slice_copy(arena, file.path).text, *problem;
    struct slice text;
    size_t errors = all->reader->findings->totals[SEVERITY_ERROR];

    if (is_in_circle(by, file.path)) {
        REFUSE(all, node_span(location),
               "The file '%s' includes itself, by way of the files that led to this place. Take "
               "one of these includes away.",
               path);
        return NULL;
    }
    if (file.level > LIMIT_INCLUDE_LEVELS) {
        STOP(all, node_span(location),
             "Includes lead from file to file more than %d times. Include the files from fewer "
             "levels.",
             LIMIT_INCLUDE_LEVELS);
        return NULL;
    }
    if (!host_read_file(arena, all->host, path, &text, &problem)) {
        REFUSE(all, node_span(location), "The file '%s' cannot be included: %s", path,
               problem ? problem : "it cannot be read.");
        return NULL;
    }
    all->bytes += text.size;
    if (all->bytes > LIMIT_INCLUDE_BYTES) {
        STOP(all, node_span(location),
             "The included files have more than %zu bytes together, which is the most that is "
             "read.",
             LIMIT_INCLUDE_BYTES);
        return NULL;
    }
    const struct node *root = document_read(all->reader, slice_of(path), slice_copy(arena, text));
    all->failed |= all->reader->findings->totals[SEVERITY_ERROR] > errors;
    return root ? include_in(all, &file, root, depth) : NULL;
}

/* -- Places -------------------------------------------------------------------------------------
 */

/* The local path that {"Name": "AWS::Include", "Parameters": {"Location": path}} names, or NULL. */
static const struct node *local_path(const struct node *transform)
{
    static const char *const remote[] = {"s3://", "http://", "https://"};
    const struct node *location = map_get(map_get(transform, K(Parameters)), K(Location));

    if (!node_is_text(map_get(transform, K(Name)), SLICE("AWS::Include")) ||
        !node_is_string(location) || location->count == 0)
        return NULL;
    for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
        if (slice_starts(node_text(location), slice_of(remote[i]))) return NULL;
    return location;
}

/* A new, empty node that from now on stands where `like` stands, as if a reader had made it. */
static struct node *placed(struct node *node, const struct node *like)
{
    node->flags = like->flags | NODE_OWNED;
    node->span = like->span;
    return node;
}

/* From now on the node is shared, as all that a reader made. */
static const struct node *settled(struct node *node)
{
    node->flags &= (uint8_t)~NODE_OWNED;
    return node;
}

/* Adds an entry to a map that is put together; a key that is there already is refused. */
static void add_entry(struct including *all, struct node *map, const struct map_entry *entry,
                      const struct node *value)
{
    if (map_has(map, entry->key))
        REFUSE(all, entry_span(entry),
               "The key '%s' stands beside an include, and in the included file as well. Take one "
               "of them away.",
               entry->key->text);
    else
        map_set_like(&all->reader->builder, map, entry, value);
}

/* Adds the entries of an included file. */
static void add_file(struct including *all, const struct file *file, struct node *map,
                     const struct node *location, uint32_t depth)
{
    const struct node *content = read_file(all, file, location, depth);

    if (content && !node_is_map(content))
        REFUSE(all, node_span(location),
               "The included file holds %s, but what joins the keys of a map must be a map.",
               node_kind_name(content));
    MAP_EACH (content, each)
        add_entry(all, map, each.entry, each.value);
}

/* A map in which Fn::Transform includes a file. */
static const struct node *include_here(struct including *all, const struct file *file,
                                       const struct node *node, const struct node *location,
                                       uint32_t depth)
{
    if (node->count == 1) {
        const struct node *content = read_file(all, file, location, depth);
        return content ? content : node;
    }
    struct node *map = placed(node_map(&all->reader->builder), node);
    MAP_EACH (node, each)
        if (each.key == K(FnTransform))
            add_file(all, file, map, location, depth);
        else
            add_entry(all, map, each.entry, include_in(all, file, each.value, depth + 1));
    return settled(map);
}

/* What replace_child() needs. */
struct place {
    struct including *all;
    const struct file *file;
    uint32_t depth;
};

static const struct node *replace_child(void *context, const struct node *child)
{
    const struct place *place = context;

    return include_in(place->all, place->file, child, place->depth);
}

/* `node` with all includes in and below it done; `depth` is the level that it stands on. */
static const struct node *include_in(struct including *all, const struct file *file,
                                     const struct node *node, uint32_t depth)
{
    struct place place = {all, file, depth + 1};

    if (all->stopped || node->kind < NODE_LIST) return node;
    if (file->by && (depth > LIMIT_DEPTH || ++all->nodes > LIMIT_INCLUDE_NODES)) {
        STOP(all, node_span(node),
             depth > LIMIT_DEPTH
                 ? "With this include the template has more than %d levels. Make it flatter."
                 : "The included files hold more than %d maps and lists together. Include less.",
             depth > LIMIT_DEPTH ? LIMIT_DEPTH : LIMIT_INCLUDE_NODES);
        return node;
    }
    const struct node *location = local_path(map_get(node, K(FnTransform)));
    if (location) return include_here(all, file, node, location, depth);
    const struct node *changed =
        node_replace_children(&all->reader->builder, node, replace_child, &place);
    return changed == node ? node : settled((struct node *)changed);
}

/* -- The section Transform ----------------------------------------------------------------------
 */

/* The transforms that are left when includes of local files are taken out; NULL for none. */
static const struct node *other_transforms(struct including *all, const struct node *transforms)
{
    if (!node_is_list(transforms)) return local_path(transforms) ? NULL : transforms;
    struct node *others = placed(node_list(&all->reader->builder), transforms);
    LIST_EACH (transforms, each)
        if (!local_path(each.value)) list_add(&all->reader->builder, others, each.value);
    if (others->count == list_count(transforms)) return transforms;
    return others->count ? settled(others) : NULL;
}

/* The template with the files joined that its section Transform includes. */
static const struct node *include_at_top(struct including *all, const struct file *file,
                                         const struct node *root)
{
    const struct node *transforms = map_get(root, K(Transform));
    const struct node *others = other_transforms(all, transforms);

    if (others == transforms) return root;
    struct node *map = placed(node_map(&all->reader->builder), root);
    MAP_EACH (root, each)
        if (each.key != K(Transform)) add_entry(all, map, each.entry, each.value);
    if (others) map_set_like(&all->reader->builder, map, map_find(root, K(Transform)), others);
    if (local_path(transforms)) add_file(all, file, map, local_path(transforms), 1);
    LIST_EACH (transforms, each)
        if (local_path(each.value)) add_file(all, file, map, local_path(each.value), 1);
    return settled(map);
}

const struct node *include_files(const struct reader *reader, const samc_host *host,
                                 struct slice name, const struct node *root)
{
    struct including all = {.reader = reader, .host = host};
    struct file file = {.path = name};
    const struct node *included = include_in(&all, &file, root, 1);

    included = include_at_top(&all, &file, included);
    return all.failed ? NULL : included;
}
