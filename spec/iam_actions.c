/* Reads the table of actions.
 *
 * The table is bytes that are read where they lie (spec/iam_actions.bin, made by
 * spec/tools/iam_actions.py). For each service, sorted by name:
 *
 *   count of bytes, name; count of bytes of its actions (two bytes, low one first), actions
 *
 * and for each action, sorted by name:
 *
 *   count of bytes that it begins with as the one before it does, count of other bytes, these
 *
 * A zero byte ends the table. It is ours and whole, so counts are not checked here;
 * tests/unit/test_iam_actions.c walks all of it.
 */
#include "spec/iam_actions.h"

/* In iam_actions.S. */
extern const unsigned char iam_action_data[];

bool iam_service_next(struct iam_service *service)
{
    const unsigned char *at = service->actions ? service->actions + service->size : iam_action_data;
    size_t size = *at++;

    if (size == 0) return false;
    service->name = (struct slice){(const char *)at, size};
    at += size;
    service->size = at[0] | (size_t)at[1] << 8;
    service->actions = at + 2;
    return true;
}

bool iam_service_of(struct slice name, struct iam_service *service)
{
    *service = (struct iam_service){0};
    while (iam_service_next(service))
        if (slice_eq(service->name, name)) return true;
    return false;
}

struct iam_actions iam_actions_of(const struct iam_service *service)
{
    return (struct iam_actions){.next = service->actions, .end = service->actions + service->size};
}

bool iam_actions_next(struct iam_actions *actions)
{
    size_t shared, others;

    if (actions->next == actions->end) return false;
    shared = *actions->next++;
    others = *actions->next++;
    memcpy(actions->text + shared, actions->next, others);
    actions->next += others;
    actions->size = shared + others;
    return true;
}

struct slice iam_actions_name(const struct iam_actions *actions)
{
    return (struct slice){actions->text, actions->size};
}
