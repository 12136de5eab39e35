/* "The template is wrong" travels as findings; "the tool could not work" as status returns. The two
 * are never mixed. A stage that finds something records it here and goes on, so that one run finds
 * many. */
#ifndef BASE_FINDING_H
#define BASE_FINDING_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/source.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_COUNT };

/* One row of a rule table. Constant data. */
struct rule {
    const char *id;         /* for example "E0000" */
    enum severity severity; /* of its findings */
    const char *title;      /* one line, without a full stop */
};

/* One change of the template that takes away what a finding is about, whatever else is in it. */
enum fix_kind {
    FIX_REMOVE_ENTRY, /* the entry of a map */
    FIX_REMOVE_ITEM,  /* the item of a list */
};

struct fix {
    enum fix_kind kind;
    struct span key;        /* of the entry */
    struct span value;      /* of the entry or item */
    struct span around;     /* the map or list */
    uint32_t items;         /* of the list */
    const struct fix *next; /* another one that goes with it; NULL: no more */
};

/* One thing found. Text may hold bytes that came from the template: whoever prints it escapes it
 * for the format at hand. */
struct finding {
    const struct rule *rule;
    struct span span;      /* where; {0, 0} when the template as a whole is meant */
    struct slice message;  /* what is wrong and what to do, one or more sentences */
    struct slice resource; /* logical id of the refused resource; text is NULL for the document */
    struct slice event;    /* key of the event source inside the resource; text is NULL for none */
    struct slice within;   /* "Found in the loop...", see intrinsics/iterations.h; text is NULL for
                              no loop */
    bool is_placed;        /* `span` is where linters have the finding; else it is the value that is
                              wrong, and may be moved to the key that it belongs to */
    struct slice path;     /* "Resources/Id/Properties/..."; text is NULL when not known */
    const struct fix *fix; /* what would mend it; NULL: nobody but the user knows */
    uint64_t path_items;   /* bit n: step n of the path is an item of a list, and not the key of a
                              map; of steps from the 65th on, nobody knows */
};

struct findings {
    struct arena *arena;
    struct finding *items;
    size_t count, room;
    size_t totals[SEVERITY_COUNT]; /* by severity, those beyond LIMIT_FINDINGS included */
    size_t nearest_steps;          /* taken to find what was meant, see base/nearest.h */
};

/* An empty list in `arena`. */
struct findings *findings_new(struct arena *arena);

/* Whether one more finding would only be counted: nobody needs its message then. */
bool findings_are_full(const struct findings *findings);

/* Appends a finding; beyond LIMIT_FINDINGS it is only counted, and NULL is returned. What is
 * returned is valid until the next one is added. */
struct finding *findings_add(struct findings *findings, struct finding finding);

/* Appends a finding of `rule` at `span` with a printf message. */
void findings_report(struct findings *findings, const struct rule *rule, struct span span,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Drops all findings after the first `count` ones. */
void findings_cut(struct findings *findings, size_t count);

/* Orders by place, then rule id; findings without a place come first. Equal ones keep their order.
 */
void findings_sort(struct findings *findings);

#endif
