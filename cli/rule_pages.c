/* Pages of rules, one after the other with a zero byte behind each. A page begins with "# ID: ".
 * They are gone through in turn: one is asked for in a run, and only its start is looked at. */
#include "cli/rule_pages.h"

#include <string.h>

/* Of the assembler file that cmake/rule_pages.cmake makes. */
extern const char rule_page_data[], rule_page_end[];

struct slice rule_page(const char *id)
{
    size_t length = strlen(id);

    for (const char *page = rule_page_data; page < rule_page_end; page += strlen(page) + 1)
        if (strncmp(page, "# ", 2) == 0 && strncmp(page + 2, id, length) == 0 &&
            page[2 + length] == ':')
            return slice_of(page);
    return SLICE("");
}
