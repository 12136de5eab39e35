/* The rules of all stages, for the files of this folder. */
#ifndef PIPELINE_CATALOG_H
#define PIPELINE_CATALOG_H

#include "emit/report.h"

/* What reports say of the tool: its version, and its rules in the order of their ids. */
struct report_tool catalog_tool(struct arena *arena);

#endif
