/* What stands for aws/ in a program that is linked statically (SAMC_STATIC). Such a program cannot
 * load libraries, and so has neither libcurl nor libarchive: it asks AWS for nothing and unpacks
 * nothing, and says so when it is told to. */
#include "aws/application_repository.h"
#include "aws/http.h"
#include "aws/schema_archive.h"
#include "aws/zip.h"

#define BUILD "this samc is linked statically, and "
#define OTHER "Take one that is linked with the libraries of the system"

struct http *http_new(struct arena *arena, const char *authorities)
{
    (void)arena, (void)authorities;
    return NULL;
}

struct http_response http_send(struct http *http, const struct http_request *request)
{
    (void)http, (void)request;
    return (struct http_response){.problem = SLICE(BUILD "makes no requests to AWS. " OTHER "."),
                                  .lasting = true};
}

samc_application_status repository_find(struct repository *repository,
                                        const samc_application *application, const char **answer)
{
    (void)repository, (void)application;
    *answer = BUILD "makes no requests to AWS. " OTHER ", or give --offline.";
    return SAMC_APPLICATION_UNREACHABLE;
}

struct schema_archive schema_archive_fetch(struct arena *arena, const char *region)
{
    (void)arena, (void)region;
    return (struct schema_archive){.problem = SLICE(BUILD "makes no requests to AWS. " OTHER ".")};
}

struct zip *zip_open(struct arena *arena, struct slice bytes, struct zip_limits limits)
{
    (void)arena, (void)bytes, (void)limits;
    return NULL;
}

bool zip_next(struct zip *zip, struct zip_file *file)
{
    (void)zip, (void)file;
    return false;
}

const char *zip_problem(const struct zip *zip)
{
    (void)zip;
    return BUILD "unpacks no archives. Unpack it and name the folder.";
}
