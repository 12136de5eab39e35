/* The pages of docs/rules, which the program carries along (cmake/rule_pages.cmake). */
#ifndef CLI_RULE_PAGES_H
#define CLI_RULE_PAGES_H

#include "base/slice.h"

/* The Markdown text of the page of a rule, constant data; empty when there is none. */
struct slice rule_page(const char *id);

#endif
