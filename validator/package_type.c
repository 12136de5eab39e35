/* Zip and Image: what a function of each package type has, and what it may not have.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
 */
#include "validator/lambda_function.h"

/* The first of some properties that is there, in the order of the template. */
static const struct map_entry *first_of(const struct node *properties, size_t count,
                                        const struct symbol *const *names)
{
    MAP_EACH (properties, each)
        for (size_t i = 0; i < count; i++)
            if (each.key == names[i] && present(properties, each.key)) return each.entry;
    return NULL;
}

/* What package type Image does without. */
static const struct symbol *const zip_properties[] = {K(Runtime), K(Handler), K(Layers)};

/* What Globals give to other functions, too, stays. */
static void fix_zip_properties(struct validation *v, const struct lambda_function *f,
                               struct finding *finding)
{
    for (size_t i = 0; i < 3; i++) {
        const struct map_entry *entry = present(f->properties, zip_properties[i]);
        const struct node *written = map_get(
            map_get(map_get(v->input->source, K(Resources)), f->visit->owner->key), K(Properties));
        if (entry && is_written_in(f->resource, entry))
            fix_by_removal(v, finding, written, map_find(written, zip_properties[i]));
    }
}

static void check_image(struct validation *v, const struct lambda_function *f)
{
    const struct map_entry *entry = first_of(f->properties, 3, zip_properties);
    const struct node *metadata = map_get(f->resource, K(Metadata));
    bool is_built = map_has(metadata, K(Dockerfile)) && map_has(metadata, K(DockerContext));

    if (entry) {
        struct finding *finding =
            report(v, f->visit, RULE_IMAGE_WITH_ZIP_PROPERTY, entry_span(entry),
                   "%s is for package type Zip: in a function of package type Image, runtime, "
                   "handler and libraries are in the image. Remove Runtime, Handler and Layers.",
                   entry->key->text);
        fix_zip_properties(v, f, finding);
    }
    if (f->inline_code)
        report(v, f->visit, RULE_IMAGE_WITH_CODE, entry_span(f->inline_code),
               "%s is for package type Zip: the code of package type Image is in the image. Remove "
               "it, or set PackageType to Zip.",
               f->inline_code->key->text);
    if (!f->image_uri && !is_built)
        report(v, f->visit, RULE_IMAGE_MISSING, visit_span(f->visit),
               "A function of package type Image needs an image. Set %s, or build one with "
               "Dockerfile and DockerContext in Metadata.",
               f->is_sam ? "ImageUri" : "ImageUri in Code");
}

/* Lambda takes Zip code without both only when a layer or a later update brings them, so it is
 * a warning, as users of cfn-lint have it. A SAM function without them is refused by the transform.
 */
static void check_zip_properties(struct validation *v, const struct lambda_function *f)
{
    bool runtime = present(f->properties, K(Runtime)), handler = present(f->properties, K(Handler));
    const struct map_entry *properties = map_find(f->resource, K(Properties));

    if (!f->is_sam && map_count(f->code ? f->code->value : NULL) && !(runtime && handler))
        report(v, f->visit, RULE_ZIP_INCOMPLETE, entry_span(f->code),
               "A function of package type Zip needs Runtime and Handler. Add %s, or set "
               "PackageType to Image.",
               runtime   ? "Handler"
               : handler ? "Runtime"
                         : "both");
    if (!f->is_sam && f->inline_code && !runtime)
        report(
            v, f->visit, RULE_INLINE_WITHOUT_RUNTIME, entry_span(properties),
            "Code in ZipFile needs a Runtime, because its language decides the name of the file. "
            "Add Runtime.");
}

static void check_inline_size(struct validation *v, const struct visit *visit, void *context,
                              const struct node *value, struct span span)
{
    enum { MOST_BYTES = 4 * 1024 * 1024 };

    (void)context;
    if (!node_is_string(value) || node_text(value).size <= MOST_BYTES) return;
    report(v, visit, RULE_INLINE_SIZE, span,
           "The inline code has %zu bytes; Lambda takes %d. Put it into a file, and name the "
           "folder of the file as the code.",
           node_text(value).size, MOST_BYTES);
}

static void check_zip(struct validation *v, const struct lambda_function *f)
{
    const struct map_entry *config = present(f->properties, K(ImageConfig));

    if (f->image_uri)
        report(v, f->visit, RULE_ZIP_WITH_IMAGE_PROPERTY, entry_span(f->image_uri),
               "ImageUri is for package type Image; this function has package type Zip. Set "
               "PackageType to Image, or remove ImageUri.");
    if (config)
        report(v, f->visit, RULE_ZIP_WITH_IMAGE_PROPERTY, entry_span(config),
               "ImageConfig is for package type Image; this function has package type Zip. Set "
               "PackageType to Image, or remove ImageConfig.");
    if (f->is_sam && !f->code && !f->inline_code && !f->image_uri)
        report(v, f->visit, RULE_ZIP_WITHOUT_CODE, visit_span(f->visit),
               "A function of package type Zip needs code. Set CodeUri or InlineCode, here or in "
               "Globals, or set PackageType to Image.");
    each_value(v, f->visit, f->inline_code, check_inline_size, NULL);
    check_zip_properties(v, f);
}

static void check_type_value(struct validation *v, const struct visit *visit, void *context,
                             const struct node *value, struct span span)
{
    (void)context;
    if (!is_known_value(value) || node_is_text(value, SLICE("Zip")) ||
        node_is_text(value, SLICE("Image")))
        return;
    report(v, visit, RULE_PACKAGE_TYPE, span, "PackageType must be Zip or Image.");
}

void check_package_type(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!lambda_function_of(v, visit, &f)) return;
    if (f.is_sam)
        each_value(v, visit, map_find(f.properties, K(PackageType)), check_type_value, NULL);
    if (f.package_type == PACKAGE_IMAGE) check_image(v, &f);
    if (f.package_type == PACKAGE_ZIP) check_zip(v, &f);
}
