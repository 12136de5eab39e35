#include "tests/fuzz/fuzz.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "emit/emit.h"
#include "spec/names.h"
#include "tests/support/compare.h"

struct call {
    void (*work)(const struct reader *reader, struct slice input);
    struct arena *arena;
    struct slice input;
};

static void run_call(void *context)
{
    struct call *call = context;
    struct reader reader = {
        .builder = {.arena = call->arena, .symbols = symbols_new(call->arena, &known_name_set)},
        .sources = sources_new(call->arena),
        .findings = findings_new(call->arena),
    };

    call->work(&reader, call->input);
}

void fuzz_run(void (*work)(const struct reader *reader, struct slice input), const uint8_t *data,
              size_t size)
{
    struct call call = {work, arena_new(), {size ? (const char *)data : "", size}};

    if (call.arena) arena_run(call.arena, run_call, &call);
    arena_free(call.arena);
}

struct slice fuzz_json(const struct reader *reader, const struct node *root)
{
    struct buffer text = buffer_new(reader->builder.arena);
    struct emit_options options = {.compact = true};

    emit_format(SLICE("json"))->write_template(&text, root, &options);
    return buffer_slice(&text);
}

void fuzz_require_same(const struct reader *reader, const struct node *a, const struct node *b)
{
    struct difference difference;

    if (compare_trees(reader->builder.arena, a, b, NULL, &difference)) return;
    struct slice text = compare_text(reader->builder.arena, &difference);
    fprintf(stderr, "%.*s\n", SLICE_ARG(text));
    abort();
}

static void require_sound(const struct node *node, unsigned depth)
{
    REQUIRE(depth <= LIMIT_DEPTH);
    REQUIRE(utf8_check(node_text(node)) == node_text(node).size);
    REQUIRE(!(node->flags & (NODE_OWNED | NODE_GENERATED)));
    LIST_EACH (node, each)
        require_sound(each.value, depth + (each.value->kind >= NODE_LIST));
    MAP_EACH (node, each) {
        REQUIRE(utf8_check(symbol_slice(each.key)) == each.key->size);
        REQUIRE(map_find(node, each.key) == each.entry);
        require_sound(each.value, depth + (each.value->kind >= NODE_LIST));
    }
}

void fuzz_require_sound(const struct node *root)
{
    require_sound(root, root->kind >= NODE_LIST);
}
