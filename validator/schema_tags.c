/* Tags of resources: their keys, wherever the resource type has them: as a list of maps with Key
 * and Value, or as a map from keys to values.
 *
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
#include "validator/schema_internal.h"

#include "base/utf8.h"

/* Characters. */
enum { LONGEST_KEY = 128, LONGEST_VALUE = 256 };

static void check_key(struct schema_walk *walk, struct slice key, struct span span)
{
    if (key.size == 0)
        schema_report(walk, RULE_TAG, span, "The key of a tag is empty. Give it a name.");
    else if (slice_starts(key, SLICE("aws:")))
        schema_report(walk, RULE_TAG, span,
                      "Keys of tags that begin with aws: are for AWS alone. Take another name than "
                      "%.*s.",
                      SLICE_ARG(key));
    else if (utf8_count(key) > LONGEST_KEY)
        schema_report(walk, RULE_TAG, span,
                      "The key of a tag has up to 128 characters. This one is longer.");
}

static void check_value(struct schema_walk *walk, struct slice value, struct span span)
{
    if (utf8_count(value) > LONGEST_VALUE)
        schema_report(walk, RULE_TAG, span,
                      "The value of a tag has up to 256 characters. This one is longer.");
}

/* Holds the text of an entry, as far as it is known, to a check. */
static void check_text(struct schema_walk *walk, const struct visit *at,
                       const struct map_entry *entry,
                       void (*check)(struct schema_walk *walk, struct slice text, struct span span))
{
    if (!entry || !node_is_string(entry->value) || !is_known_value(entry->value)) return;
    struct visit below = schema_visit(at, entry->value, entry);
    check(walk, node_text(entry->value), schema_span(&below));
}

static void check_item(struct schema_walk *walk, const struct visit *at)
{
    const struct map_entry *key = map_find(at->node, K(Key));

    if (is_no_value(at->node)) return;
    if (is_if(at->node)) {
        LIST_EACH (map_single(at->node)->value, each) {
            struct visit below = schema_visit(at, each.value, NULL);
            if (each.next > 1) check_item(walk, &below);
        }
        return;
    }
    if (!is_known_value(at->node)) return;
    if (!node_is_map(at->node)) {
        schema_report(walk, RULE_TAG, schema_span(at), "A tag is a map with Key and Value.");
    } else if (!key || is_no_value(key->value)) {
        schema_report(walk, RULE_TAG, schema_span(at), "The tag has no Key. Add it.");
    } else {
        check_text(walk, at, key, check_key);
        check_text(walk, at, map_find(at->node, K(Value)), check_value);
    }
}

/* Whether a list has two tags of the same key, as far as keys are known. */
static void check_different(struct schema_walk *walk, const struct visit *at)
{
    static const char seen;
    struct table keys = {0};

    if (list_count(at->node) < 2) return;
    LIST_EACH (at->node, each) {
        const struct node *key = map_get(each.value, K(Key));
        if (!node_is_string(key) || !is_known_value(key)) continue;
        const struct symbol *symbol = symbol_of(walk->v->b->symbols, node_text(key));
        if (table_get(&keys, symbol)) {
            schema_report(walk, RULE_TAG, schema_span(at),
                          "Two tags have the key %s. Keep one of them.", symbol->text);
            return;
        }
        table_set(walk->v->b->arena, &keys, symbol, &seen);
    }
}

static void check_list(struct schema_walk *walk, const struct visit *at)
{
    LIST_EACH (at->node, each) {
        struct visit below = schema_visit(at, each.value, NULL);
        check_item(walk, &below);
    }
    check_different(walk, at);
}

void schema_check_tags(struct schema_walk *walk, const struct visit *at)
{
    if (node_is_nothing(at->node) || is_no_value(at->node)) return;
    if (is_if(at->node)) {
        LIST_EACH (map_single(at->node)->value, each) {
            struct visit below = schema_visit(at, each.value, NULL);
            if (each.next > 1) schema_check_tags(walk, &below);
        }
    } else if (!is_known_value(at->node)) {
        return;
    } else if (node_is_list(at->node)) {
        check_list(walk, at);
    } else if (node_is_map(at->node)) {
        MAP_EACH (at->node, each) {
            struct visit below = schema_visit(at, each.value, each.entry);
            check_key(walk, entry_key(each.entry), schema_span(&below));
            check_text(walk, at, each.entry, check_value);
        }
    } else {
        schema_report(walk, RULE_TAG, schema_span(at), "Tags are a list or a map.");
    }
}
