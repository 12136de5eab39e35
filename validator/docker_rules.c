/* The Dockerfile that the image of a SAM function is built with, when it lies beside the template.
 *
 * Findings stand at Dockerfile in the Metadata of the function, and name the line of the Dockerfile
 * that they are about. What depends on values that are not known gives none.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
 */
#include <strings.h>

#include "base/limits.h"
#include "spec/runtimes.h"
#include "validator/dockerfile.h"
#include "validator/lambda_function.h"

/* One Dockerfile of one function. */
struct docker_build {
    struct validation *v;
    const struct lambda_function *f;
    struct span span;                 /* where findings stand */
    struct slice folder;              /* DockerContext */
    struct slice path;                /* of the Dockerfile, from the template on */
    struct slice text;                /* its content */
    struct dockerfile file;           /* the same, read */
    uint32_t final;                   /* number of the stage that is built */
    const struct docker_stage *first; /* the stage that it goes back to */
};

/* The parts of REGISTRY/NAME:TAG that are asked for. */
struct base_image {
    struct slice name, tag; /* without a suffix such as -arm64 */
    struct slice suffix;    /* what is behind "-" in the tag */
    bool is_lambda;         /* one of those that AWS makes for Lambda */
    bool is_official;       /* one of Docker's own */
};

/* -- Texts --------------------------------------------------------------------------------------
 */

/* The next word of commands in a shell, or of a list in JSON; empty at the end. */
static struct slice next_word(struct slice *rest)
{
    static const char between[] = " \t\r\n;&|()[]{}\"',`";
    size_t start = 0, end;

    while (start < rest->size && memchr(between, rest->text[start], sizeof between - 1))
        start++;
    for (end = start; end < rest->size; end++)
        if (memchr(between, rest->text[end], sizeof between - 1)) break;
    struct slice word = slice_first(slice_from(*rest, start), end - start);
    *rest = slice_from(*rest, end);
    return word;
}

static bool is_one_of(struct slice word, const char *const *words)
{
    for (; *words; words++)
        if (slice_eq(word, slice_of(*words))) return true;
    return false;
}

static bool ends_with_one_of(struct slice word, const char *const *ends)
{
    for (; *ends; ends++)
        if (slice_ends(word, slice_of(*ends))) return true;
    return false;
}

static bool holds_one_of(struct slice text, const char *const *parts)
{
    for (; *parts; parts++)
        if (slice_search(text, slice_of(*parts)) < text.size) return true;
    return false;
}

/* What follows `start`, which is taken off when the text starts with it. */
static bool take(struct slice *text, const char *start)
{
    if (!slice_starts(*text, slice_of(start))) return false;
    *text = slice_from(*text, strlen(start));
    return true;
}

/* -- Base images --------------------------------------------------------------------------------
 */

static struct base_image base_image_of(struct slice image)
{
    struct base_image base = {0};
    size_t colon, dash;

    base.is_lambda = take(&image, "public.ecr.aws/lambda/") || take(&image, "amazon/aws-lambda-") ||
                     take(&image, "docker.io/amazon/aws-lambda-");
    if (!base.is_lambda && !take(&image, "docker.io/library/"))
        take(&image, "public.ecr.aws/docker/library/");
    image = slice_first(image, slice_find(image, '@'));
    colon = slice_find(image, ':');
    base.name = slice_first(image, colon);
    base.tag = slice_from(image, colon + 1);
    dash = slice_find(base.tag, '-');
    base.suffix = slice_from(base.tag, dash + 1);
    base.tag = slice_first(base.tag, dash);
    base.is_official =
        !base.is_lambda && base.name.size && slice_find(base.name, '/') == base.name.size;
    return base;
}

/* Whether it runs Python, Node.js or Ruby, but knows nothing of Lambda. */
static bool is_interpreter(const struct base_image *base)
{
    static const char *const names[] = {"python", "node", "ruby", NULL};

    return base->is_official && is_one_of(base->name, names);
}

/* The runtime in an image of Lambda's, whose tag may go on with the day that it was made; NULL when
 * it is not one that is known. */
static const struct runtime *runtime_of(const struct docker_build *d, const struct base_image *base)
{
    struct arena *arena = d->v->b->arena;
    const struct runtime *runtime = NULL;

    if (!base->is_lambda) return NULL;
    if (slice_eq(base->tag, SLICE("alami"))) return runtime_find(base->name);
    for (struct slice tag = base->tag; tag.size && !runtime;) {
        runtime = runtime_find(CONCAT(arena, base->name, tag));
        if (!runtime) runtime = runtime_find(CONCAT(arena, base->name, tag, SLICE(".x")));
        if (!runtime) runtime = runtime_find(CONCAT(arena, base->name, SLICE("."), tag));
        while (tag.size && tag.text[--tag.size] != '.')
            ;
    }
    return runtime;
}

static void check_base_image(const struct docker_build *d, const struct base_image *base)
{
    const struct runtime *runtime = runtime_of(d, base);
    enum runtime_family family;

    if (!runtime || !runtime->deprecated || runtime->deprecated > d->v->input->today) return;
    family = runtime->family == RUNTIME_GO ? RUNTIME_PROVIDED : runtime->family;
    report(
        d->v, d->f->visit, RULE_DOCKER_BASE_ENDED, d->span,
        "The base image %.*s in %.*s, line %u, has come to its end: since %04u-%02u-%02u it gets "
        "no security patches. Change to the image of %s.",
        SLICE_ARG(d->first->image), SLICE_ARG(d->path), d->first->line, runtime->deprecated / 10000,
        runtime->deprecated / 100 % 100, runtime->deprecated % 100, runtime_newest(family)->name);
}

/* "x86_64" or "arm64" for an architecture in Docker's words; NULL for others. */
static const char *architecture_of(struct slice word)
{
    static const char *const x86_64[] = {"amd64", "x86_64", "linux/amd64", "linux/x86_64", NULL};
    static const char *const arm64[] = {"arm64",          "aarch64",       "linux/arm64",
                                        "linux/arm64/v8", "linux/aarch64", NULL};

    if (is_one_of(word, x86_64)) return "x86_64";
    return is_one_of(word, arm64) ? "arm64" : NULL;
}

static void check_platform(const struct docker_build *d, const struct base_image *base)
{
    const struct node *list = property_of(d->v, d->f->resource, K(Architectures));
    const struct node *wanted = list_at(list, 0);
    const char *made = architecture_of(d->first->platform);

    if (!made && base->is_lambda) made = architecture_of(base->suffix);
    if (!made || (list && (!node_is_string(wanted) || !is_known_value(wanted)))) return;
    struct slice architecture = list ? node_text(wanted) : SLICE("x86_64");
    if (slice_eq(architecture, slice_of(made))) return;
    report(d->v, d->f->visit, RULE_DOCKER_PLATFORM, d->span,
           "The image is made for %s (%.*s, line %u), but the function runs on %.*s%s. Set "
           "Architectures to [%s], or change the line.",
           made, SLICE_ARG(d->path), d->first->line, SLICE_ARG(architecture),
           list ? "" : ", which is the default", made);
}

/* -- What the image runs ------------------------------------------------------------------------
 */

static bool is_in_image(const struct docker_build *d, const struct docker_instruction *i)
{
    return dockerfile_leads_to(&d->file, i->stage, d->final);
}

static void check_command(const struct docker_build *d, const struct base_image *base)
{
    const struct node *config = map_get(d->f->properties, K(ImageConfig));
    bool is_empty = slice_eq(base->name, SLICE("scratch"));

    if (!base->is_lambda && !is_interpreter(base) && !is_empty) return;
    if (config && (!node_is_map(config) || is_intrinsic(config) || map_has(config, K(Command)) ||
                   map_has(config, K(EntryPoint))))
        return;
    for (size_t i = 0; i < d->file.instructions.count; i++) {
        const struct docker_instruction *each = &d->file.instructions.items[i];
        if ((each->keyword == DOCKER_CMD || each->keyword == DOCKER_ENTRYPOINT) &&
            is_in_image(d, each))
            return;
    }
    report(d->v, d->f->visit, RULE_DOCKER_COMMAND, d->span,
           "Nothing tells what the image runs: the final stage of %.*s has neither CMD nor "
           "ENTRYPOINT, and the function no ImageConfig. Add CMD with the handler, as in CMD "
           "[\"app.handler\"].",
           SLICE_ARG(d->path));
}

/* Whether a file of the context names what lets an image talk to Lambda. */
static bool file_has_client(const struct docker_build *d, struct slice name,
                            const char *const *signs)
{
    const struct validator_files *files = &d->v->input->files;
    struct slice text;

    return files->read(files->context, CONCAT(d->v->b->arena, d->folder, SLICE("/"), name),
                       &text) &&
           holds_one_of(text, signs);
}

static void check_runtime_client(const struct docker_build *d, const struct base_image *base)
{
    enum { MOST_FILES = 100 };
    static const char *const signs[] = {"awslambdaric",
                                        "aws-lambda-ric",
                                        "aws_lambda_ric",
                                        "lambda-adapter",
                                        "bootstrap",
                                        "runtime-interface-client",
                                        "/var/runtime",
                                        "public.ecr.aws/lambda/",
                                        NULL};
    static const char *const manifests[] = {"requirements.txt", "pyproject.toml", "package.json",
                                            "Gemfile",          "Pipfile",        NULL};
    static const char *const ends[] = {".txt", ".toml", ".json", ".in", NULL};
    size_t read = 0;

    if (!is_interpreter(base) || holds_one_of(d->text, signs)) return;
    for (size_t i = 0; manifests[i]; i++)
        if (file_has_client(d, slice_of(manifests[i]), signs)) return;
    for (size_t i = 0; i < d->file.instructions.count; i++) {
        const struct docker_instruction *each = &d->file.instructions.items[i];
        struct slice rest = each->text, word;
        if (each->keyword != DOCKER_COPY && each->keyword != DOCKER_ADD) continue;
        while ((word = next_word(&rest)).size)
            if (ends_with_one_of(word, ends) &&
                (++read > MOST_FILES || file_has_client(d, word, signs)))
                return;
    }
    report(
        d->v, d->f->visit, RULE_DOCKER_CLIENT, d->span,
        "The base image %.*s in %.*s, line %u, knows nothing of Lambda, and no runtime interface "
        "client is seen that is added to it. Install one (awslambdaric, aws-lambda-ric, "
        "aws_lambda_ric), or use a base image of public.ecr.aws/lambda.",
        SLICE_ARG(d->first->image), SLICE_ARG(d->path), d->first->line);
}

/* -- How the image is built ---------------------------------------------------------------------
 */

/* What a RUN installs with. */
enum installer {
    INSTALLER_NONE,
    INSTALLER_PIP,
    INSTALLER_OTHER, /* npm, yarn, bundle */
};

static bool is_pip(struct slice word)
{
    for (size_t slash; (slash = slice_find(word, '/')) < word.size;)
        word = slice_from(word, slash + 1);
    if (!take(&word, "pip")) return false;
    for (size_t i = 0; i < word.size; i++)
        if (!strchr("0123456789.", word.text[i])) return false;
    return true;
}

/* What installs dependencies from *rest on, which then is what follows. */
static enum installer next_installer(struct slice *rest)
{
    static const char *const managers[] = {"npm", "yarn", "pnpm", "bundle", NULL};
    static const char *const verbs[] = {"install", "ci", NULL};
    enum installer candidate = INSTALLER_NONE;
    struct slice word;

    while ((word = next_word(rest)).size) {
        if (candidate && is_one_of(word, verbs)) return candidate;
        if (candidate && slice_starts(word, SLICE("-"))) continue;
        candidate = is_pip(word)                ? INSTALLER_PIP
                    : is_one_of(word, managers) ? INSTALLER_OTHER
                                                : INSTALLER_NONE;
    }
    return INSTALLER_NONE;
}

/* Whether a RUN installs what is named, rather than the copied code itself ("pip install ."). */
static bool installs_dependencies(const struct docker_instruction *run)
{
    static const char *const own[] = {".", "./", "-e", "--editable", NULL};
    struct slice rest = run->text, word;

    if (!next_installer(&rest)) return false;
    while ((word = next_word(&rest)).size)
        if (is_one_of(word, own)) return false;
    return true;
}

/* Whether a COPY or ADD brings code from the context. */
static bool copies_code(const struct docker_instruction *copy)
{
    static const char *const all[] = {".", "./", "*", "./*", NULL};
    static const char *const code[] = {".py", ".js", ".mjs", ".cjs", ".ts", ".rb", NULL};
    struct slice rest = copy->text, word = next_word(&rest);

    if (slice_search(copy->flags, SLICE("--from")) < copy->flags.size) return false;
    /* The last word is where it goes to. */
    for (struct slice next; (next = next_word(&rest)).size; word = next)
        if (is_one_of(word, all) || ends_with_one_of(word, code)) return true;
    return false;
}

static void check_order(const struct docker_build *d)
{
    const struct docker_instruction *copy = NULL;

    for (size_t i = 0; i < d->file.instructions.count; i++) {
        const struct docker_instruction *each = &d->file.instructions.items[i];
        if (each->keyword == DOCKER_FROM) copy = NULL;
        if (!copy && (each->keyword == DOCKER_COPY || each->keyword == DOCKER_ADD) &&
            copies_code(each))
            copy = each;
        if (!copy || each->keyword != DOCKER_RUN || !installs_dependencies(each)) continue;
        report(d->v, d->f->visit, RULE_DOCKER_ORDER, d->span,
               "%.*s copies the code in line %u and installs dependencies in line %u, so each "
               "change of the code installs them anew. Copy the list of dependencies and install "
               "them first, then copy the code.",
               SLICE_ARG(d->path), copy->line, each->line);
        return;
    }
}

/* The first tool for building that a RUN installs and does not remove; empty: none. */
static struct slice build_tool(const struct docker_instruction *run)
{
    static const char *const managers[] = {"apt-get", "apt", "yum", "dnf", "microdnf", "apk", NULL};
    static const char *const tools[] = {
        "gcc",    "g++",   "gcc-c++",         "make",       "cmake",    "clang",    "cargo",
        "golang", "rustc", "build-essential", "build-base", "autoconf", "automake", NULL};
    static const char *const removal[] = {"apk del",         "yum remove",         "dnf remove",
                                          "apt-get purge",   "apt-get remove",     "yum erase",
                                          "microdnf remove", "apt-get autoremove", NULL};
    struct slice rest = run->text, word;
    bool installs = false;

    if (holds_one_of(run->text, removal)) return SLICE("");
    while ((word = next_word(&rest)).size) {
        installs |= is_one_of(word, managers);
        if (installs && is_one_of(word, tools)) return word;
    }
    return SLICE("");
}

static void check_build_tools(const struct docker_build *d)
{
    for (size_t i = 0; i < d->file.instructions.count; i++) {
        const struct docker_instruction *each = &d->file.instructions.items[i];
        if (each->keyword != DOCKER_RUN || !is_in_image(d, each)) continue;
        struct slice tool = build_tool(each);
        if (!tool.size) continue;
        report(d->v, d->f->visit, RULE_DOCKER_BUILD_TOOLS, d->span,
               "%.*s installs %.*s in line %u, which stays in the image: it grows, and starts "
               "slower. Build in a stage of its own, and copy the result with COPY --from.",
               SLICE_ARG(d->path), SLICE_ARG(tool), each->line);
        return;
    }
}

/* Whether a RUN uses pip, and leaves its cache in the image. */
static bool leaves_cache(const struct docker_instruction *run)
{
    struct slice rest = run->text;

    if (slice_search(run->text, SLICE("--no-cache")) < run->text.size ||
        slice_search(run->flags, SLICE("type=cache")) < run->flags.size)
        return false;
    for (enum installer installer; (installer = next_installer(&rest));)
        if (installer == INSTALLER_PIP) return true;
    return false;
}

static void check_cache(const struct docker_build *d)
{
    if (slice_search(d->text, SLICE("PIP_NO_CACHE_DIR")) < d->text.size) return;
    for (size_t i = 0; i < d->file.instructions.count; i++) {
        const struct docker_instruction *each = &d->file.instructions.items[i];
        if (each->keyword != DOCKER_RUN || !is_in_image(d, each) || !leaves_cache(each)) continue;
        report(d->v, d->f->visit, RULE_DOCKER_PIP_CACHE, d->span,
               "pip in line %u of %.*s leaves a copy of all it downloads in the image. Add "
               "--no-cache-dir.",
               each->line, SLICE_ARG(d->path));
        return;
    }
}

/* -- All of it ----------------------------------------------------------------------------------
 */

/* Reads the values that the builder gets; those that are no texts are not known. */
static struct docker_argument *build_arguments(struct arena *arena, const struct node *map,
                                               size_t *count)
{
    struct docker_argument *arguments =
        arena_zalloc(arena, (map_count(map) + 1) * sizeof *arguments);

    *count = 0;
    MAP_EACH (map, each)
        arguments[(*count)++] = (struct docker_argument){
            symbol_slice(each.key), node_is_string(each.value) ? node_text(each.value) : SLICE("")};
    return arguments;
}

/* Finds the file and reads it; false when it cannot be, or is too long for anybody. */
static bool read_file(struct docker_build *d, const struct node *metadata)
{
    struct validation *v = d->v;
    const struct validator_files *files = &v->input->files;
    const struct node *arguments = map_get(metadata, K(DockerBuildArgs));
    enum local_file folder = files->find(files->context, d->folder);
    size_t count;

    if (folder == LOCAL_FILE_REGULAR || folder == LOCAL_FILE_UNKNOWN) return false;
    if (files->find(files->context, d->path) == LOCAL_FILE_MISSING && !d->f->image_uri)
        report(v, d->f->visit, RULE_DOCKERFILE_MISSING, d->span,
               "There is no %.*s. DockerContext is relative to the folder of the template, and "
               "Dockerfile to DockerContext. Correct the one that is wrong.",
               SLICE_ARG(d->path));
    if (!files->read(files->context, d->path, &d->text) || d->text.size > LIMIT_DOCKERFILE_BYTES)
        return false;
    const struct docker_argument *given =
        build_arguments(v->b->arena, node_is_map(arguments) ? arguments : NULL, &count);
    d->file = dockerfile_read(v->b->arena, d->text, given, count);
    return true;
}

static void check_stages(struct docker_build *d, const struct node *metadata)
{
    const struct node *target = map_get(metadata, K(DockerBuildTarget));

    if (target && (!node_is_string(target) || !is_known_value(target))) return;
    d->final = dockerfile_final_stage(&d->file, node_text(target));
    if (!d->final) {
        report(d->v, d->f->visit, RULE_DOCKER_STAGE, d->span, "%.*s has no %s%.*s. %s",
               SLICE_ARG(d->path), target ? "stage " : "FROM, so there is nothing to build on",
               SLICE_ARG(node_text(target)),
               target ? "Correct DockerBuildTarget."
                      : "Begin it with FROM and a base image of public.ecr.aws/lambda.");
        return;
    }
    for (uint32_t number = d->final; number; number = d->first->base)
        d->first = &d->file.stages.items[number - 1];
    struct base_image base = base_image_of(d->first->image);
    check_base_image(d, &base);
    check_platform(d, &base);
    check_command(d, &base);
    check_runtime_client(d, &base);
    check_order(d);
    check_build_tools(d);
    check_cache(d);
}

static bool is_path(const struct node *value)
{
    return node_is_string(value) && is_known_value(value) && node_text(value).size &&
           slice_search(node_text(value), SLICE("://")) == node_text(value).size &&
           slice_find(node_text(value), '$') == node_text(value).size;
}

void check_dockerfile(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!v->input->files.find || !lambda_function_of(v, visit, &f)) return;
    const struct node *metadata = map_get(f.resource, K(Metadata));
    const struct node *folder = map_get(metadata, K(DockerContext));
    const struct map_entry *name = map_find(metadata, K(Dockerfile));
    if (!f.is_sam || f.package_type != PACKAGE_IMAGE || !name || !is_path(folder) ||
        !is_path(name->value))
        return;
    struct docker_build d = {.v = v, .f = &f, .span = entry_span(name)};
    struct slice file = node_text(name->value);
    d.folder = node_text(folder);
    if (d.folder.size > 2) take(&d.folder, "./");
    while (d.folder.size > 1 && d.folder.text[d.folder.size - 1] == '/')
        d.folder.size--;
    d.path = slice_starts(file, SLICE("/"))   ? file
             : slice_eq(d.folder, SLICE(".")) ? file
                                              : CONCAT(v->b->arena, d.folder, SLICE("/"), file);
    if (read_file(&d, metadata)) check_stages(&d, metadata);
}
