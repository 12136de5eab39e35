/* The image of a function of package type Image: where it is, and how it is called.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
 */
#include "validator/lambda_function.h"

/* registry/repository:tag, or registry/repository@sha256:digest; slices of the text. */
struct image_name {
    struct slice registry, repository, tag, digest;
};

static bool is_repository_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("._-/", c);
}

static bool is_tag_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr("._-", c);
}

static bool consists_of(struct slice text, bool (*is_byte)(char c))
{
    for (size_t i = 0; i < text.size; i++)
        if (!text.text[i] || !is_byte(text.text[i])) return false;
    return text.size > 0;
}

static bool is_digest(struct slice text)
{
    struct slice name = SLICE("sha256:");

    if (!slice_starts(text, name) || text.size != name.size + 64) return false;
    for (size_t i = name.size; i < text.size; i++)
        if (!strchr("0123456789abcdef", text.text[i])) return false;
    return true;
}

/* False when the text is no name of an image. */
static bool image_name_of(struct slice text, struct image_name *name)
{
    size_t slash = slice_find(text, '/'), at = slice_find(text, '@');
    struct slice path = slice_from(slice_first(text, at), slash < at ? slash + 1 : at);
    size_t colon = slice_find(path, ':');

    *name = (struct image_name){.registry = slice_first(text, slash < at ? slash : 0)};
    name->repository = slice_first(path, colon);
    if (colon < path.size) name->tag = slice_from(path, colon + 1);
    if (at < text.size) name->digest = slice_from(text, at + 1);
    return name->registry.size && consists_of(name->repository, is_repository_byte) &&
           (colon == path.size || (name->tag.size <= 128 && consists_of(name->tag, is_tag_byte))) &&
           (at == text.size || is_digest(name->digest));
}

/* The region in ACCOUNT.dkr.ecr.REGION.SUFFIX; empty when the registry is not of that form. */
static struct slice ecr_region(struct slice registry)
{
    size_t account = 0;
    struct slice mark = SLICE(".dkr.ecr.");
    struct slice fips = SLICE(".dkr.ecr-fips.");

    while (account < registry.size && registry.text[account] >= '0' &&
           registry.text[account] <= '9')
        account++;
    struct slice rest = slice_from(registry, account);
    if (account != 12) return SLICE("");
    if (slice_starts(rest, fips)) mark = fips;
    if (!slice_starts(rest, mark)) return SLICE("");
    rest = slice_from(rest, mark.size);
    return slice_first(rest, slice_find(rest, '.'));
}

static void check_registry(struct validation *v, const struct visit *visit,
                           const struct image_name *name, struct span span)
{
    struct slice region = ecr_region(name->registry);

    if (!region.size)
        report(v, visit, RULE_IMAGE_NOT_ECR, span,
               "The registry %.*s is not Amazon ECR; Lambda takes images from ECR only. Push the "
               "image to a repository there.",
               SLICE_ARG(name->registry));
    else if (!slice_eq(region, v->input->region))
        report(
            v, visit, RULE_IMAGE_REGION, span,
            "The image is in %.*s, but the stack is deployed to %.*s; Lambda takes images of its "
            "own region only. Push the image there, or use ${AWS::Region} in Fn::Sub.",
            SLICE_ARG(region), SLICE_ARG(v->input->region));
}

static void check_image_uri(struct validation *v, const struct visit *visit, void *context,
                            const struct node *value, struct span span)
{
    struct image_name name;

    (void)context;
    if (!node_is_string(value) || !is_known_value(value)) return;
    if (!image_name_of(node_text(value), &name)) {
        report(
            v, visit, RULE_IMAGE_URI, span,
            "ImageUri must be registry/repository:tag or registry/repository@sha256:digest, as in "
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2.");
        return;
    }
    check_registry(v, visit, &name, span);
    if (name.digest.size || (name.tag.size && !slice_eq(name.tag, SLICE("latest")))) return;
    report(v, visit, RULE_IMAGE_LATEST, span,
           "The image is named %s, so nobody can tell which version runs, and a new image under "
           "this name is no change of the stack. Name a version with the commit, as in "
           ":1.4.2-1a2b3c4, or a digest.",
           name.tag.size ? "by the tag latest" : "without a tag");
}

void check_container_image(struct validation *v, const struct visit *visit)
{
    struct lambda_function f;

    if (!lambda_function_of(v, visit, &f) || f.package_type != PACKAGE_IMAGE) return;
    if (f.is_sam && map_has(map_get(f.resource, K(Metadata)), K(Dockerfile))) return;
    each_value(v, visit, f.image_uri, check_image_uri, NULL);
}

/* -- Repositories -------------------------------------------------------------------------------
 */

void check_image_repository(struct validation *v, const struct visit *visit)
{
    const struct node *scanning = property_of(v, visit->node, K(ImageScanningConfiguration));
    const struct node *mutability = property_of(v, visit->node, K(ImageTagMutability));
    struct span span = visit_span(visit);

    if (!is_intrinsic(scanning) && !is_intrinsic(map_get(scanning, K(ScanOnPush))) &&
        (!node_is_truthy(map_get(scanning, K(ScanOnPush))) ||
         node_is_text(map_get(scanning, K(ScanOnPush)), SLICE("false"))))
        report(v, visit, RULE_REPOSITORY_SCAN, span,
               "Images of this repository are not scanned for known weaknesses. Set "
               "ImageScanningConfiguration: {ScanOnPush: true}.");
    if (!mutability || node_is_text(mutability, SLICE("MUTABLE")))
        report(v, visit, RULE_REPOSITORY_MUTABLE, span,
               "Tags of this repository can be moved to other images, so a tag does not tell which "
               "image runs. Set ImageTagMutability: IMMUTABLE.");
    if (!property_of(v, visit->node, K(EncryptionConfiguration)))
        report(
            v, visit, RULE_REPOSITORY_ENCRYPTION, span,
            "Images of this repository are encrypted with a key of AWS's. Name a key of yours in "
            "EncryptionConfiguration when who may read them matters.");
}
