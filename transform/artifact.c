/* An S3 URI is taken apart as the reference does it: by the rules of URLs, percent signs undone in
 * the query only. Local paths are handled before the transform, when the caller has asked for that.
 */
#include "transform/artifact.h"

#include "base/utf8.h"
#include "transform/phases_internal.h"

const struct location_keys code_location_keys = {K(S3Bucket), K(S3Key), K(S3ObjectVersion)};
const struct location_keys plain_location_keys = {K(Bucket), K(Key), K(Version)};

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The text with what is no UTF-8 replaced by U+FFFD. */
static struct slice valid_text(struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);

    if (utf8_check(text) == text.size) return text;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = utf8_next(text, &at);
        utf8_add(&out, code == UTF8_INVALID ? 0xfffd : code);
    }
    return buffer_end(&out);
}

/* Text of a query: %41 is A, + is a space. */
static struct slice unquoted(struct transform *t, struct slice text)
{
    struct buffer out = buffer_new(t->b->arena);

    for (size_t i = 0; i < text.size; i++) {
        int high = i + 2 < text.size ? hex_value(text.text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text.text[i + 2]) : -1;
        if (text.text[i] == '%' && low >= 0) {
            buffer_add_byte(&out, (char)(high * 16 + low));
            i += 2;
        } else {
            buffer_add_byte(&out, text.text[i] == '+' ? ' ' : text.text[i]);
        }
    }
    return valid_text(t, buffer_slice(&out));
}

/* The value of versionId in a query; empty when it is not there exactly once. */
static struct slice version_in(struct transform *t, struct slice query)
{
    struct slice version = {NULL, 0};

    while (query.size) {
        size_t end = slice_find(query, '&');
        struct slice part = slice_first(query, end);
        size_t sign = slice_find(part, '=');
        struct slice value = slice_from(part, sign + 1);
        if (value.size && slice_eq(unquoted(t, slice_first(part, sign)), SLICE("versionId"))) {
            if (version.size) return SLICE("");
            version = unquoted(t, value);
        }
        query = slice_from(query, end + 1);
    }
    return version;
}

/* The first place of one of two bytes, or text.size. */
static size_t find_either(struct slice text, char a, char b)
{
    return slice_find(slice_first(text, slice_find(text, a)), b);
}

/* A URI without what readers of URIs drop: blanks and controls at its start, tabs and line ends. */
static struct slice bare_uri(struct transform *t, struct slice uri)
{
    struct buffer out = buffer_new(t->b->arena);
    size_t plain = 0;

    while (uri.size && (unsigned char)uri.text[0] <= ' ')
        uri = slice_from(uri, 1);
    while (plain < uri.size && (unsigned char)uri.text[plain] >= ' ')
        plain++;
    if (plain == uri.size) return uri;
    for (size_t i = 0; i < uri.size; i++)
        if (uri.text[i] != '\t' && uri.text[i] != '\r' && uri.text[i] != '\n')
            buffer_add_byte(&out, uri.text[i]);
    return buffer_end(&out);
}

/* NULL when it is no s3://bucket/key. What is made stands where it stands, be it in Globals. */
static struct node *parse_s3_uri(struct transform *t, const struct node *value,
                                 const struct location_keys *keys)
{
    struct builder at = *t->b;
    struct slice uri = node_text(value);

    at.origin = value;
    uri = bare_uri(t, uri);
    if (!slice_starts(uri, SLICE("s3://")) && !slice_starts(uri, SLICE("S3://"))) return NULL;
    struct slice rest = slice_from(uri, 5);
    rest = slice_first(rest, slice_find(rest, '#'));
    struct slice bucket = slice_first(rest, find_either(rest, '/', '?'));
    rest = slice_from(rest, bucket.size);
    struct slice path = slice_first(rest, slice_find(rest, '?'));
    struct slice version = version_in(t, slice_from(rest, path.size + 1));

    if (bucket.size == 0 || path.size == 0) return NULL;
    if (find_either(bucket, '[', ']') < bucket.size) return NULL;
    while (path.size && path.text[0] == '/')
        path = slice_from(path, 1);
    return MAP(&at, {keys->bucket, node_user_string(&at, bucket)},
               {keys->key, node_user_string(&at, path)},
               {keys->version, version.size ? node_user_string(&at, version) : NULL});
}

/* -- Dynamic references -------------------------------------------------------------------------
 */

static bool is_path_byte(char c)
{
    return is_alphanumeric((struct slice){&c, 1}) || c == '_' || c == '.' || c == '-' || c == '/';
}

/* Whether `text` begins with "{{resolve:ssm:path}}", or the like with a version, where the path has
 * a slash. */
static bool starts_with_reference(struct slice text)
{
    static const char *const services[] = {
        "{{resolve:ssm:", "{{resolve:ssm-secure:", "{{resolve:secretsmanager:"};
    size_t i = 0, end = 0;

    while (i < 3 && !slice_starts(text, slice_of(services[i])))
        i++;
    if (i == 3) return false;
    text = slice_from(text, strlen(services[i]));
    while (end < text.size && is_path_byte(text.text[end]))
        end++;
    bool slash = slice_find(slice_first(text, end), '/') < end;
    text = slice_from(text, end);
    if (text.size > 1 && text.text[0] == ':' && text.text[1] >= '0' && text.text[1] <= '9') {
        text = slice_from(text, 2);
        while (text.size && text.text[0] >= '0' && text.text[0] <= '9')
            text = slice_from(text, 1);
    }
    return slash && slice_starts(text, SLICE("}}"));
}

/* A slash in a dynamic reference cannot be told from one in the URI. */
static bool hides_slash(struct slice uri)
{
    for (size_t i = slice_find(uri, '{'); i < uri.size; i++)
        if (starts_with_reference(slice_from(uri, i))) return true;
    return false;
}

/* -- Locations ----------------------------------------------------------------------------------
 */

static void refuse_location(struct transform *t, const struct node *value, const char *property)
{
    if (!node_is_string(value))
        refuse(t, value, SAM_LOCATION,
               "%s must be an S3 URI, or a map with Bucket and Key, but is %s.", property,
               node_kind_name(value));
    else if (hides_slash(node_text(value)))
        refuse(t, value, SAM_LOCATION,
               "%s has a dynamic reference with a slash, so bucket and key cannot be told apart. "
               "Write a map with Bucket and Key instead.",
               property);
    else
        refuse(t, value, SAM_LOCATION,
               "%s is '%.*s', which is not in S3 (s3://bucket/key), so it cannot be deployed. Run "
               "`sam package` or `aws cloudformation package` first, or use "
               "--local-artifacts=keep.",
               property, SLICE_ARG(node_text(value)));
}

const struct node *s3_location(struct transform *t, const struct node *value, const char *property,
                               const struct location_keys *keys)
{
    const struct node *location = value, *origin = t->b->origin;

    t->b->origin = value;
    if (node_is_map(value)) {
        const struct node *bucket = map_get(value, K(Bucket)), *key = map_get(value, K(Key));
        if (!node_is_truthy(bucket) || !node_is_truthy(key)) {
            refuse(t, value, SAM_LOCATION, "%s needs both Bucket and Key.", property);
            t->b->origin = origin;
            return NULL;
        }
        location = MAP(t->b, {keys->bucket, bucket}, {keys->key, key},
                       {keys->version, map_get(value, K(Version))});
    } else if (node_is_string(value)) {
        location = hides_slash(node_text(value)) ? NULL : parse_s3_uri(t, value, keys);
        if (!location && t->options->local_artifacts == LOCAL_KEEP) location = value;
    } else {
        location = NULL;
    }
    t->b->origin = origin;
    if (!location) refuse_location(t, value, property);
    return location;
}

/* -- Placeholders -------------------------------------------------------------------------------
 */

/* Properties that hold a location, by resource type. */
static const struct {
    const struct symbol *type, *property;
} located[] = {
    {K(AWS_Serverless_Function), K(CodeUri)},
    {K(AWS_Serverless_LayerVersion), K(ContentUri)},
    {K(AWS_Serverless_Api), K(DefinitionUri)},
    {K(AWS_Serverless_HttpApi), K(DefinitionUri)},
    {K(AWS_Serverless_StateMachine), K(DefinitionUri)},
    {K(AWS_Serverless_Application), K(Location)},
    {K(AWS_Serverless_GraphQLApi), K(SchemaUri)},
};

static bool is_local(const struct node *value)
{
    struct slice text = node_text(value);

    return node_is_string(value) && !slice_starts(text, SLICE("s3://")) &&
           !slice_starts(text, SLICE("http://")) && !slice_starts(text, SLICE("https://"));
}

static void place(struct transform *t, struct node *properties, const struct symbol *property)
{
    const struct node *value = map_get(properties, property);

    if (!is_local(value)) return;
    t->b->origin = value;
    map_set(t->b, properties, property,
            node_user_string(t->b, CONCAT(t->b->arena, SLICE("s3://bucket/"), node_text(value))));
    t->b->origin = NULL;
}

/* A function without code gets some, so that what stands around it can be checked. */
static void place_missing_code(struct transform *t, struct node *properties)
{
    const struct node *globals = map_get(map_get(t->root, K(Globals)), K(Function));
    bool image = node_is_text(map_get(properties, K(PackageType)), SLICE("Image"));

    if (image && !given(properties, K(ImageUri)))
        map_set(t->b, properties, K(ImageUri),
                STR(t->b, "111111111111.dkr.ecr.region.amazonaws.com/repository"));
    if (!image && !given(properties, K(CodeUri)) && !given(properties, K(InlineCode)) &&
        !given(globals, K(CodeUri)))
        map_set(t->b, properties, K(CodeUri), STR(t->b, "s3://bucket/value"));
}

static void place_in_graphql(struct transform *t, struct node *properties)
{
    static const struct symbol *const groups[] = {K(Functions), K(Resolvers)};

    for (size_t i = 0; i < 2; i++) {
        struct node *group = map_edit(t->b, properties, groups[i]);
        if (!node_is_map(group)) continue;
        MAP_EACH (group, each) {
            struct node *item = map_edit(t->b, group, each.key);
            if (node_is_map(item)) place(t, item, K(CodeUri));
            if (groups[i] == K(Functions) || !node_is_map(item)) continue;
            MAP_EACH (item, inner) {
                struct node *resolver = map_edit(t->b, item, inner.key);
                if (node_is_map(resolver)) place(t, resolver, K(CodeUri));
            }
        }
    }
}

static void place_in_globals(struct transform *t)
{
    struct node *globals = map_edit(t->b, t->root, K(Globals));
    struct node *function = node_is_map(globals) ? map_edit(t->b, globals, K(Function)) : NULL;

    if (node_is_map(function)) place(t, function, K(CodeUri));
}

void place_local_artifacts(struct transform *t)
{
    if (t->options->local_artifacts != LOCAL_PLACEHOLDER) return;
    place_in_globals(t);
    MAP_EACH (t->resources, each) {
        const struct node *type = map_get(each.value, K(Type));
        for (size_t i = 0; i < sizeof located / sizeof *located; i++) {
            if (!node_is_text(type, symbol_slice(located[i].type))) continue;
            struct node *properties = edit_properties(t, each.key);
            if (!node_is_map(properties)) continue;
            place(t, properties, located[i].property);
            if (located[i].property == K(CodeUri)) place_missing_code(t, properties);
            if (located[i].property == K(SchemaUri)) place_in_graphql(t, properties);
        }
    }
}
