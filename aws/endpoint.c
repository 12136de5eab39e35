#include "aws/endpoint.h"

#include "aws/environment.h"
#include "base/buffer.h"

/* Whether a URL names a place and nothing else: requests are signed for what stands in it. */
static bool is_endpoint(struct slice url)
{
    size_t host = slice_search(url, SLICE("://")) + 3;

    if (!slice_starts(url, SLICE("https://")) && !slice_starts(url, SLICE("http://"))) return false;
    for (size_t i = 0; i < url.size; i++)
        if (url.text[i] <= ' ' || url.text[i] > '~' || strchr("?#@\\", url.text[i])) return false;
    return host < url.size && url.text[host] != '/';
}

struct slice endpoint_of_variable(struct arena *arena, const char *name, struct slice *problem)
{
    struct slice url = slice_of(aws_variable(name));

    while (slice_ends(url, SLICE("/")))
        url.size--;
    if (is_endpoint(url)) return slice_copy(arena, url);
    *problem =
        slice_printf(arena, "%s is '%s', which is no endpoint. Write it like https://host:port.",
                     name, aws_variable(name));
    return SLICE("");
}
