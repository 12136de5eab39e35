#include "emit/report_internal.h"

struct report_place report_place(const struct finding *finding, const struct sources *sources)
{
    struct position start = source_position(sources, finding->span.start);
    struct position end = source_position(sources, finding->span.end);

    if (!start.source) return (struct report_place){NULL, sources_name(sources), 1, 1, 1, 1};
    return (struct report_place){start.source, start.source->name, start.line,
                                 start.column, end.line,           end.column};
}

const char *report_severity(enum severity severity)
{
    static const char *const words[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_INFO] = "info",
    };

    return words[severity];
}
