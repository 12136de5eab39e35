/* The stages know slices, the host knows texts that end with a zero byte; this stands between. */
#include "pipeline/host.h"

#include <assert.h>

#include "spec/regions.h"

/* The statuses are handed through as they are. */
static_assert((int)SAMC_APPLICATION_FOUND == APPLICATION_FOUND, "same order");
static_assert((int)SAMC_APPLICATION_NOT_ASKED == APPLICATION_NOT_ASKED, "same order");
static_assert((int)SAMC_APPLICATION_NOT_FOUND == APPLICATION_NOT_FOUND, "same order");
static_assert((int)SAMC_APPLICATION_NO_ACCESS == APPLICATION_NO_ACCESS, "same order");
static_assert((int)SAMC_APPLICATION_PREPARING == APPLICATION_PREPARING, "same order");
static_assert((int)SAMC_APPLICATION_THROTTLED == APPLICATION_THROTTLED, "same order");
static_assert((int)SAMC_APPLICATION_UNREACHABLE == APPLICATION_UNREACHABLE, "same order");

struct asking {
    struct arena *arena;
    const samc_host *host;
    const char *region, *partition;
};

static enum application_status find(void *context, struct slice id, struct slice version,
                                    struct slice *answer)
{
    const struct asking *asking = context;
    const samc_application application = {
        .id = slice_copy(asking->arena, id).text,
        .version = slice_copy(asking->arena, version).text,
        .region = asking->region,
        .partition = asking->partition,
    };
    const char *text = NULL;
    samc_application_status status =
        asking->host->find_application(asking->host->context, &application, &text);

    if (status == SAMC_APPLICATION_NO_MEMORY) arena_out_of_memory(asking->arena);
    *answer = slice_of(text);
    if ((unsigned)status < APPLICATION_STATUS_COUNT) return (enum application_status)status;
    *answer = SLICE("the host gave a status that does not exist.");
    return APPLICATION_UNREACHABLE;
}

bool host_read_file(struct arena *arena, const samc_host *host, const char *path,
                    struct slice *text, const char **problem)
{
    const void *bytes = NULL;
    size_t size = 0;

    *problem = NULL;
    int answer = host->read_file(host->context, path, &bytes, &size, problem);
    if (answer == SAMC_HOST_NO_MEMORY) arena_out_of_memory(arena);
    *text = (struct slice){bytes, size};
    return answer != 0;
}

bool host_measure_folder(struct arena *arena, const samc_host *host, const char *path,
                         samc_folder_size *size)
{
    *size = (samc_folder_size){0};
    int answer = host->measure_folder(host->context, path, size);
    if (answer == SAMC_HOST_NO_MEMORY) arena_out_of_memory(arena);
    return answer != 0;
}

struct application_source host_applications(struct arena *arena, const samc_host *host,
                                            const struct transform_options *options)
{
    struct slice partition =
        options->partition.size ? options->partition : partition_of_region(options->region);

    if (!host->find_application) return (struct application_source){NULL, NULL};
    struct asking *asking = arena_alloc(arena, sizeof *asking);
    *asking = (struct asking){
        .arena = arena,
        .host = host,
        .region = slice_copy(arena, options->region).text,
        .partition = slice_copy(arena, partition).text,
    };
    return (struct application_source){asking, find};
}
