/* A file is a list of rules; the last one that fits decides, and a file nearer to the path comes
 * before those further up. */
#include "cli/gitignore.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/vector.h"
#include "cli/glob.h"

enum { MOST_BYTES = 1024 * 1024 }; /* of one .gitignore that are read */

struct ignore_rule {
    struct slice pattern; /* without the marks that the other members tell of */
    bool negated;         /* "!...": takes back what an earlier rule left out */
    bool folders_only;    /* ".../" */
    bool anchored;        /* has a slash: matches the path from the folder on, not just the name */
};

struct gitignore {
    const struct gitignore *outer; /* of the folder around; NULL at the root */
    struct slice folder;
    VECTOR(struct ignore_rule) rules;
};

/* -- Reading ------------------------------------------------------------------------------------
 */

/* Without the spaces at the end, but for one behind a backslash. */
static struct slice trim(struct slice line)
{
    size_t keep = 0;

    for (size_t at = 0; at < line.size; at++) {
        bool is_space = line.text[at] == ' ';
        if (line.text[at] == '\\' && at + 1 < line.size) at++;
        if (!is_space) keep = at + 1;
    }
    return slice_first(line, keep);
}

static void add_rule(struct arena *arena, struct gitignore *rules, struct slice line)
{
    struct ignore_rule rule = {0};

    if (slice_ends(line, SLICE("\r"))) line.size--;
    if (slice_starts(line, SLICE("#"))) return;
    line = trim(line);
    rule.negated = slice_starts(line, SLICE("!"));
    line = slice_from(line, rule.negated);
    rule.folders_only = slice_ends(line, SLICE("/"));
    line.size -= rule.folders_only;
    rule.anchored = slice_find(line, '/') < line.size;
    rule.pattern = slice_from(line, slice_starts(line, SLICE("/")));
    if (rule.pattern.size > 0) VECTOR_PUSH(arena, &rules->rules, rule);
}

const struct gitignore *gitignore_parse(struct arena *arena, const struct gitignore *outer,
                                        struct slice folder, struct slice text)
{
    struct gitignore *rules = arena_zalloc(arena, sizeof *rules);

    rules->outer = outer;
    rules->folder = folder;
    if (slice_starts(text, SLICE("\xEF\xBB\xBF"))) text = slice_from(text, 3);
    while (text.size > 0) {
        struct slice line = slice_first(text, slice_find(text, '\n'));
        text = slice_from(text, line.size + 1);
        add_rule(arena, rules, line);
    }
    return rules->rules.count ? rules : outer;
}

/* -- Files --------------------------------------------------------------------------------------
 */

static const char *path_in(struct arena *arena, struct slice folder, struct slice name)
{
    if (slice_ends(folder, SLICE("/"))) folder.size--;
    return CONCAT(arena, folder, SLICE("/"), name).text;
}

static const struct gitignore *read_rules(struct arena *arena, const struct gitignore *outer,
                                          struct slice folder, struct slice name)
{
    struct slice text;
    struct file_status status = file_read(arena, path_in(arena, folder, name), MOST_BYTES, &text);

    return file_ok(status) ? gitignore_parse(arena, outer, folder, text) : outer;
}

static bool is_root(struct arena *arena, struct slice folder)
{
    return access(path_in(arena, folder, SLICE(".git")), F_OK) == 0;
}

const struct gitignore *gitignore_enter(struct arena *arena, const struct gitignore *outer,
                                        struct slice folder)
{
    /* What is around a repository says nothing about what is in it. */
    if (is_root(arena, folder)) outer = read_rules(arena, NULL, folder, SLICE(".git/info/exclude"));
    return read_rules(arena, outer, folder, SLICE(".gitignore"));
}

static struct slice folder_around(struct slice folder)
{
    size_t end = folder.size;

    while (end > 0 && folder.text[end - 1] != '/')
        end--;
    return slice_first(folder, end > 1 ? end - 1 : end);
}

const struct gitignore *gitignore_of(struct arena *arena, struct slice folder)
{
    const struct gitignore *rules = NULL;
    VECTOR(struct slice) folders = {0};

    for (struct slice each = folder;; each = folder_around(each)) {
        VECTOR_PUSH(arena, &folders, each);
        if (is_root(arena, each)) break;
        if (each.size > 1) continue;
        folders.count = 1;
        break;
    }
    while (folders.count > 0)
        rules = gitignore_enter(arena, rules, folders.items[--folders.count]);
    return rules;
}

/* -- Deciding -----------------------------------------------------------------------------------
 */

static bool fits(const struct ignore_rule *rule, struct slice path, struct slice name,
                 bool is_folder)
{
    if (rule->folders_only && !is_folder) return false;
    return glob_match(rule->pattern, rule->anchored ? path : name);
}

bool gitignore_skips(const struct gitignore *rules, struct slice path, bool is_folder)
{
    struct slice name = path;

    while (slice_find(name, '/') < name.size)
        name = slice_from(name, slice_find(name, '/') + 1);
    for (; rules; rules = rules->outer) {
        size_t size = rules->folder.size;
        struct slice below = slice_from(path, size > 1 ? size + 1 : size);
        for (size_t i = rules->rules.count; i > 0; i--)
            if (fits(&rules->rules.items[i - 1], below, name, is_folder))
                return !rules->rules.items[i - 1].negated;
    }
    return false;
}
