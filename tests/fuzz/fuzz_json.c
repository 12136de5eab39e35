/* The JSON reader alone: what it takes, it takes whole; read, written, read and written again, the
 * tree and the bytes stay. */
#include "base/utf8.h"
#include "document/reader_internal.h"
#include "tests/fuzz/fuzz.h"

static void read_twice(const struct reader *reader, struct slice input)
{
    if (utf8_check(input) < input.size) return; /* the caller of json_read() sees to that */
    const struct node *root = json_read(reader, source_add(reader->sources, SLICE("a"), input));
    if (!root) {
        REQUIRE(reader->findings->totals[SEVERITY_ERROR] == 1);
        return;
    }
    fuzz_require_sound(root);
    struct slice text = fuzz_json(reader, root);
    const struct node *again = json_read(reader, source_add(reader->sources, SLICE("b"), text));
    REQUIRE(again);
    fuzz_require_same(reader, root, again);
    REQUIRE(slice_eq(fuzz_json(reader, again), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(read_twice, data, size);
    return 0;
}
