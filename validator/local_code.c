/* The code of functions and layers of package type Zip that lies beside the template.
 *
 * Only what is certain is looked at: a path that is a text, on a host that has files. What a build
 * is to make first is not there yet, and that is no fault: archives, and handlers of functions with
 * a BuildMethod. A handler may also come from a layer.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
#include "spec/runtimes.h"
#include "validator/lambda_function.h"

/* -- Paths --------------------------------------------------------------------------------------
 */

bool is_local_path(const struct node *value)
{
    static const char *const others[] = {"s3://", "http://", "https://", "~"};

    if (!node_is_string(value) || !is_known_value(value) || !node_text(value).size) return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (slice_starts(node_text(value), slice_of(others[i]))) return false;
    return slice_find(node_text(value), '$') == node_text(value).size;
}

static bool is_archive(struct slice path)
{
    static const char *const ends[] = {".zip", ".jar", ".war"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends(path, slice_of(ends[i]))) return true;
    return false;
}

/* The entry of a resource or of Globals in the source: in the tree that is walked, local paths have
 * given way to locations in S3. */
static const struct map_entry *written(const struct validation *v, const struct visit *visit,
                                       const struct symbol *globals, const struct symbol *key)
{
    const struct node *source = v->input->source;
    const struct node *resource = map_get(map_get(source, K(Resources)), visit->owner->key);
    const struct map_entry *own = present(map_get(resource, K(Properties)), key);

    return own ? own : present(map_get(map_get(source, K(Globals)), globals), key);
}

/* Its value, when it is one text that is a local path; else NULL. */
static const struct node *written_path(const struct map_entry *entry)
{
    return entry && is_local_path(entry->value) ? entry->value : NULL;
}

static void check_code_path(struct validation *v, const struct visit *visit, void *context,
                            const struct node *value, struct span span)
{
    const struct map_entry *entry = context;
    const struct validator_files *files = &v->input->files;

    if (!is_local_path(value) || is_archive(node_text(value))) return;
    if (files->find(files->context, node_text(value)) != LOCAL_FILE_MISSING) return;
    report(v, visit, RULE_CODE_PATH_MISSING, span,
           "%s is '%.*s', and there is no such file or folder beside the template; `sam build` and "
           "`aws cloudformation package` end here. Correct the path, which is relative to the "
           "folder of the template.",
           entry->key->text, SLICE_ARG(node_text(value)));
}

/* -- Handlers -----------------------------------------------------------------------------------
 */

/* Where a runtime looks for the file of a handler. */
struct handler_files {
    enum runtime_family family;
    bool up_to_last_dot;     /* the file is what is before the last dot; else before the first one
                                of the last part of the path */
    bool dots_are_folders;   /* "a.b" is a/b */
    const char *suffixes[6]; /* what follows the name of the file; ends with NULL */
};

/* TypeScript counts: what compiles it need not be named in the template. */
static const struct handler_files handler_rows[] = {
    {RUNTIME_PYTHON, true, true, {".py", "/__init__.py", ".so", ".pyc"}},
    {RUNTIME_NODEJS, false, false, {".js", ".mjs", ".cjs", ".ts", ".mts"}},
    {RUNTIME_RUBY, false, false, {".rb"}},
};

static const struct handler_files *handler_row(const struct runtime *runtime)
{
    for (size_t i = 0; runtime && i < sizeof handler_rows / sizeof *handler_rows; i++)
        if (handler_rows[i].family == runtime->family) return &handler_rows[i];
    return NULL;
}

/* The path of the handler's file without what follows its name; empty: no handler. */
static struct slice handler_file(const struct validation *v, const struct handler_files *row,
                                 struct slice handler)
{
    size_t at = handler.size;
    struct buffer path = buffer_new(v->b->arena);

    if (row->up_to_last_dot) {
        while (at > 0 && handler.text[at - 1] != '.')
            at--;
        at -= at > 0;
    } else {
        while (at > 0 && handler.text[at - 1] != '/')
            at--;
        at += slice_find(slice_from(handler, at), '.');
    }
    if (at == 0 || at == handler.size) return SLICE("");
    for (size_t i = 0; i < at; i++)
        buffer_add_byte(&path,
                        row->dots_are_folders && handler.text[i] == '.' ? '/' : handler.text[i]);
    return buffer_slice(&path);
}

/* Whether the file is in the folder, or nobody can tell. */
static bool is_in_folder(const struct validation *v, const struct handler_files *row,
                         struct slice folder, struct slice file)
{
    const struct validator_files *files = &v->input->files;

    for (size_t i = 0; row->suffixes[i]; i++)
        if (files->find(files->context, CONCAT(v->b->arena, folder, SLICE("/"), file,
                                               slice_of(row->suffixes[i]))) != LOCAL_FILE_MISSING)
            return true;
    return false;
}

/* Whether a build or a layer may bring the file of the handler. */
static bool may_come_later(const struct lambda_function *f)
{
    const struct node *metadata = map_get(f->resource, K(Metadata));

    return map_has(metadata, K(BuildMethod)) || present(f->properties, K(Layers));
}

static void check_handler_file(struct validation *v, const struct lambda_function *f,
                               const struct node *code)
{
    const struct validator_files *files = &v->input->files;
    const struct node *handler = property_of(v, f->resource, K(Handler));
    const struct node *runtime = property_of(v, f->resource, K(Runtime));
    const struct handler_files *row = handler_row(runtime_find(node_text(runtime)));

    if (!row || !code || !node_is_string(handler) || !is_known_value(handler) ||
        may_come_later(f) || files->find(files->context, node_text(code)) != LOCAL_FILE_FOLDER)
        return;
    struct slice file = handler_file(v, row, node_text(handler));
    if (!file.size || is_in_folder(v, row, node_text(code), file)) return;
    report(v, f->visit, RULE_HANDLER_FILE_MISSING, entry_span(map_find(f->properties, K(Handler))),
           "The handler '%.*s' is to be in %.*s%s, and there is no such file in %.*s. Correct "
           "Handler or %s.",
           SLICE_ARG(node_text(handler)), SLICE_ARG(file), row->suffixes[0],
           SLICE_ARG(node_text(code)), f->is_sam ? "CodeUri" : "Code");
}

/* -- Sizes --------------------------------------------------------------------------------------
 */

#define MEGABYTE ((uint64_t)1024 * 1024)

/* What Lambda takes of code and layers together, unzipped, and from where on a warning is due. */
#define MOST_BYTES (250 * MEGABYTE)
#define MANY_BYTES (MOST_BYTES / 10 * 8)

/* Where the code of a function is, and what it comes to. */
struct code_size {
    uint64_t bytes;
    struct slice folder; /* the largest one */
    struct folder_size largest;
};

static void add_folder(const struct validation *v, struct code_size *sum, const struct node *path)
{
    const struct validator_files *files = &v->input->files;
    struct folder_size size;

    if (!path || !files->measure(files->context, node_text(path), &size)) return;
    sum->bytes += size.bytes;
    if (sum->folder.size && size.bytes <= sum->largest.bytes) return;
    sum->folder = node_text(path);
    sum->largest = size;
}

/* The local folder of a layer of this template that a list of layers names by Ref; or NULL. */
static const struct node *layer_folder(const struct validation *v, const struct node *layer)
{
    const struct map_entry *ref = map_single(layer);
    const struct node *resource, *properties;

    if (!ref || ref->key != K(Ref) || !node_is_string(ref->value)) return NULL;
    resource = map_get(map_get(v->input->source, K(Resources)),
                       symbol_of(v->b->symbols, node_text(ref->value)));
    properties = map_get(resource, K(Properties));
    if (node_is_text(map_get(resource, K(Type)), SLICE("AWS::Serverless::LayerVersion")))
        return written_path(present(properties, K(ContentUri)));
    if (node_is_text(map_get(resource, K(Type)), SLICE("AWS::Lambda::LayerVersion")))
        return written_path(present(properties, K(Content)));
    return NULL;
}

/* Code in the language that it runs in is taken over as it is; what others are compiled to has
 * another size, and a build of one's own may leave anything out. */
static bool is_taken_over(const struct validation *v, const struct lambda_function *f)
{
    const struct node *runtime = property_of(v, f->resource, K(Runtime));

    return handler_row(runtime_find(node_text(runtime))) &&
           !map_has(map_get(f->resource, K(Metadata)), K(BuildMethod));
}

static void check_size(struct validation *v, const struct lambda_function *f,
                       const struct map_entry *code)
{
    const struct map_entry *layers = present(f->properties, K(Layers));
    struct code_size sum = {0};

    if (!v->input->files.measure || !written_path(code) || !is_taken_over(v, f)) return;
    add_folder(v, &sum, written_path(code));
    LIST_EACH (layers ? layers->value : NULL, each)
        add_folder(v, &sum, layer_folder(v, each.value));
    if (sum.bytes < MANY_BYTES) return;
    report(v, f->visit, sum.bytes > MOST_BYTES ? RULE_CODE_TOO_LARGE : RULE_CODE_LARGE,
           entry_span(code),
           "The code%s to %llu MB before it is zipped; Lambda takes %llu MB with all layers. "
           "Most of it is in %.*s%s%.*s (%llu MB). Leave out what the function does not need, or "
           "set PackageType to Image, which takes 10 GB.",
           layers ? " and its layers here come" : " comes",
           (unsigned long long)(sum.bytes / MEGABYTE), (unsigned long long)(MOST_BYTES / MEGABYTE),
           SLICE_ARG(sum.folder), slice_ends(sum.folder, SLICE("/")) ? "" : "/",
           SLICE_ARG(sum.largest.largest),
           (unsigned long long)(sum.largest.largest_bytes / MEGABYTE));
}

void check_local_code(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!v->input->files.find || !lambda_function_of(v, visit, &f)) return;
    const struct map_entry *code = f.is_sam ? written(v, visit, K(Function), K(CodeUri)) : f.code;
    if (f.package_type != PACKAGE_ZIP || f.inline_code || !code) return;
    each_value(v, visit, code, check_code_path, (void *)code);
    check_handler_file(v, &f, written_path(code));
    check_size(v, &f, code);
}

void check_local_layer(struct validation *v, const struct visit *visit)
{
    if (!v->input->files.find || visit->type != K(AWS_Serverless_LayerVersion)) return;
    const struct map_entry *content = written(v, visit, K(LayerVersion), K(ContentUri));
    if (content) each_value(v, visit, content, check_code_path, (void *)content);
}
