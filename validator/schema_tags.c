/* Tags of resources: their keys, wherever the resource type has them: as a list of maps with Key
 * and Value, or as a map from keys to values.
 *
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
#include "validator/schema_internal.h"

#include "base/utf8.h"

enum { MOST_CHARACTERS = 128 };

static void check_key(struct schema_walk *walk, struct slice key, struct span span)
{
    if (key.size == 0)
        schema_report(walk, RULE_TAG, span, "The key of a tag is empty. Give it a name.");
    else if (slice_starts(key, SLICE("aws:")))
        schema_report(walk, RULE_TAG, span,
                      "Keys of tags that begin with aws: are for AWS alone. Take another name than "
                      "%.*s.",
                      SLICE_ARG(key));
    else if (utf8_count(key) > MOST_CHARACTERS)
        schema_report(walk, RULE_TAG, span,
                      "The key of a tag has up to 128 characters. This one is longer.");
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
    } else if (!key) {
        schema_report(walk, RULE_TAG, schema_span(at), "The tag has no Key. Add it.");
    } else if (node_is_string(key->value) && is_known_value(key->value)) {
        struct visit below = schema_visit(at, key->value, key);
        check_key(walk, node_text(key->value), schema_span(&below));
    }
}

/* Whether a list has two tags of the same key, as far as keys are known. */
static void check_different(struct schema_walk *walk, const struct visit *at)
{
    static const char seen;
    struct table keys = {0};

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
        }
    } else {
        schema_report(walk, RULE_TAG, schema_span(at), "Tags are a list or a map.");
    }
}
