/* The law of the YAML writer: what it writes reads back as the same tree, keys in the same order.
 * It is tried on every template of fixtures/ (and of the corpus, where that is present), on trees
 * made at random from texts that are hard to write, and on the sizes where the form changes. */
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/number.h"
#include "emit/emit.h"
#include "tests/support/files.h"
#include "tests/unit/unit.h"

static bool same(struct arena *arena, const struct node *a, const struct node *b);

static bool same_maps(struct arena *arena, const struct node *a, const struct node *b)
{
    struct map_cursor other = map_begin(b);

    MAP_EACH (a, each)
        if (!map_next(&other) || each.key != other.key || !same(arena, each.value, other.value))
            return false;
    return !map_next(&other);
}

static bool same_lists(struct arena *arena, const struct node *a, const struct node *b)
{
    if (list_count(a) != list_count(b)) return false;
    LIST_EACH (a, each)
        if (!same(arena, each.value, list_at(b, each.next - 1))) return false;
    return true;
}

/* Stricter than node_equal() in the order of keys, and laxer in the text of floats: YAML 1.1 needs
 * 1.0e+3 where JSON has 1e3. */
static bool same(struct arena *arena, const struct node *a, const struct node *b)
{
    if (!b || a->kind != b->kind) return false;
    if (a->kind == NODE_MAP) return same_maps(arena, a, b);
    if (a->kind == NODE_LIST) return same_lists(arena, a, b);
    if (a->kind == NODE_FLOAT)
        return number_double(arena, node_text(a)) == number_double(arena, node_text(b));
    return node_equal(a, b);
}

static struct slice yaml_of(struct arena *arena, const struct node *node)
{
    struct buffer out = buffer_new(arena);

    emit_format(SLICE("yaml"))->write_template(&out, node, &(struct emit_options){0});
    return buffer_slice(&out);
}

/* Fails unless the law holds for the tree. */
static void check_law(struct unit *unit, const struct node *root, const char *what)
{
    struct slice yaml = yaml_of(unit->arena, root);
    size_t findings = unit->reader.findings->count;
    const struct node *again = document_read(&unit->reader, SLICE("written.yaml"), yaml);

    if (again && same(unit->arena, root, again) && unit->reader.findings->count == findings) return;
    print_error("%s: does not read back. As JSON:\n%.*s\nwritten:\n%.*s\nread: %.*s\n", what,
                SLICE_ARG(unit_json(unit, root)), SLICE_ARG(yaml),
                SLICE_ARG(unit_json(unit, again)));
    if (unit->reader.findings->count > findings)
        print_error("finding: %.*s\n", SLICE_ARG(unit_finding(unit)->message));
    fail();
}

/* -- Files --------------------------------------------------------------------------------------
 */

/* A file with an arena of its own. */
struct file_run {
    struct unit unit; /* first, so that the body of unit_run() finds the rest */
    const char *path;
    bool good; /* it could be read as a template */
};

static void run_file(struct unit *unit)
{
    struct file_run *run = (struct file_run *)unit;
    struct slice text;

    assert_true(load_file(unit->arena, run->path, &text));
    const struct node *root = document_read(&unit->reader, slice_of(run->path), text);
    run->good = root != NULL;
    if (root) check_law(unit, root, run->path);
}

static bool is_template(const FTSENT *entry)
{
    struct slice name = {entry->fts_name, entry->fts_namelen};

    return entry->fts_info == FTS_F &&
           (slice_ends(name, SLICE(".yaml")) || slice_ends(name, SLICE(".yml")) ||
            slice_ends(name, SLICE(".json")));
}

/* Tries the law on all templates below a folder; returns how many there are. */
static size_t check_folder(const char *folder)
{
    char *path = strdup(folder);
    char *paths[] = {path, NULL};
    FTS *tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    size_t count = 0;

    assert_non_null(tree);
    for (FTSENT *entry; (entry = fts_read(tree));) {
        if (!is_template(entry)) continue;
        struct file_run run = {.unit.arena = arena_new(), .path = entry->fts_path};
        assert_non_null(run.unit.arena);
        unit_run(&run.unit, run_file);
        arena_free(run.unit.arena);
        count += run.good;
    }
    fts_close(tree);
    free(path);
    return count;
}

static void fixtures_read_back(void **state)
{
    (void)state;
    assert_true(check_folder(FIXTURES) > 0);
}

/* The corpus lies beside the clone, or where SAMC_CORPUS says. */
static void corpus_reads_back(void **state)
{
    const char *given = getenv("SAMC_CORPUS");
    const char *corpus = given ? given : FIXTURES "/../../shared/corpus";

    (void)state;
    if (access(corpus, R_OK) != 0) {
        print_message("no corpus at %s\n", corpus);
        skip();
    }
    assert_true(check_folder(corpus) > 0);
}

/* -- Trees made at random -----------------------------------------------------------------------
 */

/* What texts are put together from. */
static const char *const fragments[] = {
    "",           " ",      "  ",         "\n",       "\n\n",   "\t",     "\r",    ":",
    ": ",         " #",     "#",          "-",        "- ",     "?",      "? ",    "---",
    "...",        "--- ",   "!",          "!Ref",     "&a",     "*a",     "|",     "|2",
    ">",          "%",      "@",          "`",        "'",      "\"",     "\\",    "{",
    "}",          "[",      "]",          ",",        "=",      "<<",     "~",     "null",
    "yes",        "n",      "off",        "TRUE",     "0",      "1",      "08",    "0x1f",
    "0o7",        "1e3",    "1.5e+3",     ".5",       "-.5",    "1_000",  "1:30",  "00:30",
    ".inf",       ".NaN",   "2012-10-17", "T10:00",   "a",      "b",      "abc d", "é",
    "日本",       "\u0301", "\u2028",     "\xc2\x85", "\ufeff", "\ufffe", "\x01",  "\x1b[m",
    "\x7f",       ".",      "..",         "_",        "+",      "${A}",   "a: b",  "arn:aws",
    "${A}\n  b\n"};

static const char *const keys[] = {"Ref",        "Condition",  "Fn::Sub",       "Fn::GetAtt",
                                   "Fn::Join",   "Fn::If",     "Fn::Base64",    "Fn::ImportValue",
                                   "Fn::Length", "Fn::Select", "Fn::Transform", "Fn::"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct random {
    struct unit *unit;
    uint64_t state; /* xorshift64; never 0 */
};

static size_t below(struct random *random, size_t limit)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (size_t)(random->state >> 11) % limit;
}

static struct slice random_text(struct random *random)
{
    static const size_t lengths[] = {1, 1, 1, 2, 2, 3, 4, 6};
    struct buffer out = buffer_new(random->unit->arena);

    for (size_t left = lengths[below(random, COUNT(lengths))]; left > 0; left--)
        buffer_add(&out, slice_of(fragments[below(random, COUNT(fragments))]));
    return buffer_slice(&out);
}

static const struct node *random_tree(struct random *random, unsigned levels);

static const struct node *random_collection(struct random *random, unsigned levels)
{
    const struct builder *builder = &random->unit->builder;
    struct node *map = node_map(builder), *list = node_list(builder);
    size_t kind = below(random, 3), count = below(random, 4);

    if (kind == 0) {
        const char *key = keys[below(random, COUNT(keys))];
        map_set(builder, map, unit_symbol(random->unit, key), random_tree(random, levels - 1));
        return map;
    }
    for (; count > 0; count--) {
        list_add(builder, list, random_tree(random, levels - 1));
        map_set(builder, map, symbol_of(builder->symbols, random_text(random)),
                random_tree(random, levels - 1));
    }
    return kind == 1 ? map : list;
}

static const struct node *random_tree(struct random *random, unsigned levels)
{
    static const char *const numbers[] = {"1.5", "1e3", "1E-7", "0.0", "-2.50", "1e+22"};
    const struct builder *builder = &random->unit->builder;

    switch (below(random, levels ? 12 : 6)) {
    case 0:
        return node_null(builder);
    case 1:
        return node_bool(builder, below(random, 2));
    case 2:
        return below(random, 2) ? node_int(builder, -12)
                                : node_scalar(builder, NODE_FLOAT,
                                              slice_of(numbers[below(random, COUNT(numbers))]));
    case 3:
    case 4:
    case 5:
        return node_string(builder, random_text(random));
    default:
        return random_collection(random, levels);
    }
}

UNIT_TEST(random_trees_read_back)
{
    struct random random = {unit, 0x5eed};

    for (int i = 0; i < 4000; i++)
        check_law(unit, random_tree(&random, 5), "a random tree");
}

/* Each pair of fragments as a value, a key, an item, the text of a short form, and the whole. */
UNIT_TEST(all_pairs_of_fragments_read_back)
{
    const struct builder *builder = &unit->builder;

    for (size_t i = 0; i < COUNT(fragments) * COUNT(fragments); i++) {
        struct slice text = CONCAT(unit->arena, slice_of(fragments[i / COUNT(fragments)]),
                                   slice_of(fragments[i % COUNT(fragments)]));
        const struct symbol *key = symbol_of(builder->symbols, text);
        const struct node *string = node_string(builder, text);
        const struct node *pair = LIST(builder, string, string);
        const struct node *tree = LIST(builder, MAP(builder, {key, string}), string,
                                       MAP(builder, {key, MAP(builder, {key, string})}),
                                       MAP(builder, {unit_symbol(unit, "Fn::Sub"), string}),
                                       MAP(builder, {unit_symbol(unit, "Fn::GetAtt"), pair}));
        check_law(unit, tree, "a pair");
        check_law(unit, string, "a text as the whole document");
        check_law(unit, MAP(builder, {unit_symbol(unit, "Fn::GetAtt"), pair}), "a whole !GetAtt");
    }
}

UNIT_TEST(random_trees_differ)
{
    struct random random = {unit, 0x5eed};
    const struct node *one = random_collection(&random, 5), *two = random_collection(&random, 5);

    /* Without this, a generator that gives one tree only would make the test above worthless. */
    assert_false(same(unit->arena, one, two));
}

/* -- Sizes --------------------------------------------------------------------------------------
 */

UNIT_TEST(keys_of_any_length_read_back)
{
    static const size_t sizes[] = {249, 250, 251, 1022, 1023, 1024, 1025, 5000};
    const struct builder *builder = &unit->builder;

    for (size_t i = 0; i < 3 * COUNT(sizes); i++) {
        struct buffer text = buffer_new(unit->arena);
        buffer_add_repeat(&text, "x:\x01"[i % 3], sizes[i / 3]);
        const struct symbol *key = symbol_of(builder->symbols, buffer_slice(&text));
        const struct node *inner = MAP(builder, {key, STR(builder, "one\ntwo\n")});
        const struct node *values = LIST(builder, inner, node_list(builder), node_null(builder));
        check_law(unit, MAP(builder, {key, inner}, {unit_symbol(unit, "a"), inner}), "a long key");
        check_law(unit, MAP(builder, {key, values}), "a long key");
        check_law(unit, LIST(builder, MAP(builder, {key, node_map(builder)})), "a long key");
    }
}

UNIT_TEST(a_tree_as_deep_as_the_reader_allows_reads_back)
{
    const struct builder *builder = &unit->builder;
    const struct node *maps = STR(builder, "a\nb"), *lists = maps, *calls = maps;

    for (int i = 0; i < LIMIT_DEPTH; i++) {
        maps = MAP(builder, {unit_symbol(unit, "k"), maps});
        lists = LIST(builder, lists);
        calls = i % 2 ? MAP(builder, {unit_symbol(unit, "Fn::Not"), calls}) : LIST(builder, calls);
    }
    check_law(unit, maps, "maps");
    check_law(unit, lists, "lists");
    check_law(unit, calls, "short forms");
}

int main(void)
{
    return UNIT_RUN(cmocka_unit_test(fixtures_read_back), cmocka_unit_test(corpus_reads_back),
                    UNIT(random_trees_read_back), UNIT(all_pairs_of_fragments_read_back),
                    UNIT(random_trees_differ), UNIT(keys_of_any_length_read_back),
                    UNIT(a_tree_as_deep_as_the_reader_allows_reads_back));
}
