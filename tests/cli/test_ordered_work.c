/* Work on threads comes out in order, whatever the number of threads and the time each piece
 * takes. Built with the thread sanitizer, it would also see any race. */
#include "cli/ordered_work.h"

#include <stdatomic.h>
#include <time.h>

#include "tests/unit/unit.h"

enum { MOST = 300 };

struct record {
    size_t given[MOST];  /* what work() left for take() */
    size_t taken[MOST];  /* numbers in the order of take() */
    size_t count;        /* of `taken` */
    atomic_size_t begun; /* pieces begun */
    size_t ahead;        /* most pieces that were begun and not taken over */
    bool slow;           /* pieces take different times */
};

static void work(void *context, size_t number)
{
    struct record *record = context;
    struct timespec time = {0, (long)(number * 7919 % 5) * 100000};

    atomic_fetch_add(&record->begun, 1);
    if (record->slow) nanosleep(&time, NULL);
    record->given[number] = number * number + 1;
}

static void take(void *context, size_t number)
{
    struct record *record = context;
    size_t ahead = atomic_load(&record->begun) - record->count;

    assert_int_equal(record->given[number], number * number + 1);
    if (ahead > record->ahead) record->ahead = ahead;
    record->taken[record->count++] = number;
}

static void check(size_t count, size_t threads, bool slow)
{
    struct record record = {.slow = slow};

    ordered_work_run(&(struct ordered_work){count, threads, &record, work, take});
    assert_int_equal(record.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(record.taken[i], i);
    assert_true(record.ahead <= (threads > 1 ? 4 * threads : 1));
}

UNIT_TEST(in_order)
{
    (void)unit;
    for (size_t threads = 1; threads <= 8; threads++) {
        check(0, threads, false);
        check(1, threads, false);
        check(2, threads, true);
        check(MOST, threads, false);
        check(MOST / 2, threads, true);
    }
    check(MOST, 10000, false);
}

int main(void)
{
    return UNIT_RUN(UNIT(in_order));
}
