/* Decides how the bytes are encoded and in which language they are written.
 *
 * A file that starts with a brace is JSON in nearly all cases, and JSON errors are the ones its
 * author wants to see; but it may also be a YAML flow map, so YAML gets a second chance.
 */
#include "document/document.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "document/reader_internal.h"

static const struct rule rules[] = {
#define RULE(name, id, severity, title) {id, SEVERITY_##severity, title},
#include "document/rule_list.h"
#undef RULE
};

const struct rule *document_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

const struct rule *document_rule(enum document_rule rule)
{
    return &rules[rule];
}

struct node *read_node(const struct reader *reader, enum node_kind kind, struct span span)
{
    struct node *node = arena_alloc(reader->builder.arena, sizeof *node);

    *node = (struct node){.kind = (uint8_t)kind, .flags = NODE_OWNED, .span = span};
    return node;
}

void read_entry(const struct reader *reader, struct node *map, struct map_entry entry)
{
    const struct map_entry *before = map_add(&reader->builder, map, &entry);

    if (before) {
        struct position first = source_position(reader->sources, before->key_start);
        findings_report(reader->findings, document_rule(DOCUMENT_DUPLICATE_KEY), entry_span(&entry),
                        "The key '%.*s' is here a second time; the first one, at line %u, is "
                        "ignored. Remove one of them.",
                        SLICE_ARG(symbol_slice(entry.key)), first.line);
        map_set_like(&reader->builder, map, &entry, entry.value);
    }
}

static void report_encoding(const struct reader *reader, const struct source *source, size_t at)
{
    struct span span = {source->base + (uint32_t)at, source->base + (uint32_t)at + 1};

    findings_report(reader->findings, document_rule(DOCUMENT_UNREADABLE), span,
                    "Byte 0x%02x is not valid UTF-8 here, so this is no text file in UTF-8 or "
                    "UTF-16. Save the template as UTF-8.",
                    (unsigned char)source->text.text[at]);
}

static char first_mark(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" \t\r\n", text.text[i])) return text.text[i];
    return '\0';
}

static const struct node *read_either(const struct reader *reader, const struct source *source)
{
    size_t before = reader->findings->count;
    const struct node *root = json_read(reader, source);

    if (root || reader->findings->items[reader->findings->count - 1].rule !=
                    document_rule(DOCUMENT_UNREADABLE))
        return root;
    struct finding json_error = reader->findings->items[reader->findings->count - 1];
    findings_cut(reader->findings, before);
    root = yaml_read(reader, source);
    if (root) return root;
    findings_cut(reader->findings, before);
    findings_add(reader->findings, json_error);
    return NULL;
}

const struct node *document_read(const struct reader *reader, struct slice name, struct slice bytes)
{
    if (bytes.size > LIMIT_INPUT_BYTES) {
        const struct source *source = source_add(reader->sources, name, slice_first(bytes, 0));
        findings_report(reader->findings, document_rule(DOCUMENT_OVER_LIMIT),
                        (struct span){source->base, source->base + 1},
                        "The file has more than %zu bytes, which is the most that is read. "
                        "CloudFormation itself takes templates of up to 1 MB: split it into nested "
                        "stacks.",
                        LIMIT_INPUT_BYTES);
        return NULL;
    }
    struct slice text = utf8_of_file(reader->builder.arena, bytes);
    const struct source *source = source_add(reader->sources, name, text);
    size_t invalid = utf8_check(text);
    if (invalid < text.size) return report_encoding(reader, source, invalid), NULL;
    return first_mark(text) == '{' ? read_either(reader, source) : yaml_read(reader, source);
}
