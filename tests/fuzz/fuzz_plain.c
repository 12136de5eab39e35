/* The reader for plain YAML beside libyaml: when it gives a tree, libyaml gives the same one, down
 * to the place of each node, and the same findings. */
#include "base/utf8.h"
#include "document/plain_yaml.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/same_tree.h"

static size_t total_of(const struct findings *findings)
{
    size_t total = 0;

    for (unsigned i = 0; i < SEVERITY_COUNT; i++)
        total += findings->totals[i];
    return total;
}

static void read_both(const struct reader *reader, struct slice input)
{
    if (utf8_check(input) < input.size) return; /* the caller of yaml_read() sees to that */
    const struct source *source = source_add(reader->sources, SLICE("input"), input);
    const struct node *plain = plain_yaml_read(reader, source);
    if (!plain) return;

    size_t count = reader->findings->count, total = total_of(reader->findings);
    const struct node *any = yaml_read_any(reader, source);
    REQUIRE(any);
    REQUIRE(is_same_tree(plain, any));
    REQUIRE(total_of(reader->findings) == 2 * total);
    /* Of many findings the last ones are only counted. */
    for (size_t i = 0; count + i < reader->findings->count; i++) {
        const struct finding *one = &reader->findings->items[i];
        const struct finding *other = &reader->findings->items[count + i];
        REQUIRE(one->rule == other->rule);
        REQUIRE(one->span.start == other->span.start && one->span.end == other->span.end);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_run(read_both, data, size);
    return 0;
}
