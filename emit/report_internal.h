/* What the writers of findings share. */
#ifndef EMIT_REPORT_INTERNAL_H
#define EMIT_REPORT_INTERNAL_H

#include "base/finding.h"

/* A finding's place as every report gives it: a finding about the template as a whole stands at the
 * start of the first file. */
struct report_place {
    const struct source *source;   /* NULL: the template as a whole */
    struct slice file;             /* as the user knows it */
    uint32_t line, column;         /* from 1, in code points */
    uint32_t end_line, end_column; /* the place after its last character */
};

struct report_place report_place(const struct finding *finding, const struct sources *sources);

/* "error", "warning" or "info". */
const char *report_severity(enum severity severity);

#endif
