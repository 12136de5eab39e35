/* The readers as a whole: any bytes give a sound tree or an error with a place; a tree written as
 * JSON reads back the same. */
#include "document/reader_internal.h"
#include "tests/fuzz/fuzz.h"

/* Aliases can make a tree of a million values; those are not written out each time. */
enum { LONGEST_WRITTEN = 4096 };

static void read_and_write(const struct reader *reader, struct slice input)
{
    const struct node *root = document_read(reader, SLICE("input"), input);

    if (!root) {
        REQUIRE(reader->findings->totals[SEVERITY_ERROR] > 0);
        REQUIRE(!span_is_none(reader->findings->items[0].span));
        return;
    }
    REQUIRE(reader->findings->totals[SEVERITY_ERROR] == 0);
    if (input.size > LONGEST_WRITTEN) return;
    fuzz_require_sound(root);
    struct slice text = fuzz_json(reader, root);
    const struct node *again = json_read(reader, source_add(reader->sources, SLICE("json"), text));
    REQUIRE(again);
    fuzz_require_same(reader, root, again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(read_and_write, data, size);
    return 0;
}
