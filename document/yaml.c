/* YAML: the plain reader first, and libyaml where it passes.
 *
 * Input: a source. Output: the tree of its only document. Templates are nearly all plain
 * (document/plain_yaml.h). What is not, and what has an error, is read by libyaml from the start,
 * as if nothing had happened; so each message about YAML is about what libyaml found.
 *
 * libyaml's marks count characters while spans count bytes, so for text beyond ASCII a table of
 * sample points converts them.
 */
#include <yaml.h>

#include "base/utf8.h"
#include "document/plain_yaml.h"
#include "document/yaml_errors.h"
#include "document/yaml_tree.h"

enum { SAMPLE_EVERY = 64 }; /* characters between two sample points */

struct yaml {
    const struct reader *reader;
    const struct source *source;
    struct yaml_tree *tree;
    yaml_parser_t parser;
    yaml_event_t event;
    bool parser_open, event_open; /* libyaml holds memory for them */
    bool failed;                  /* an error was reported */
    uint32_t *samples; /* byte offset of every SAMPLE_EVERYth character; NULL for ASCII */
};

static void close_yaml(void *context)
{
    struct yaml *yaml = context;

    if (yaml->event_open) yaml_event_delete(&yaml->event);
    if (yaml->parser_open) yaml_parser_delete(&yaml->parser);
    yaml->event_open = yaml->parser_open = false;
}

static void sample_offsets(struct yaml *yaml)
{
    struct slice text = yaml->source->text;
    size_t at = utf8_ascii(text, 0);

    if (at == text.size) return;
    yaml->samples =
        arena_array(yaml->reader->builder.arena, text.size / SAMPLE_EVERY + 2, sizeof(uint32_t));
    uint32_t characters = 0;
    for (at = 0; at < text.size; at++) {
        if (((unsigned char)text.text[at] & 0xc0) == 0x80) continue;
        if (characters % SAMPLE_EVERY == 0) yaml->samples[characters / SAMPLE_EVERY] = (uint32_t)at;
        characters++;
    }
    if (characters % SAMPLE_EVERY == 0) yaml->samples[characters / SAMPLE_EVERY] = (uint32_t)at;
}

/* The offset, in the space of all sources, of a libyaml mark. */
static uint32_t offset_of(const struct yaml *yaml, const yaml_mark_t *mark)
{
    struct slice text = yaml->source->text;
    size_t at = mark->index;

    if (yaml->samples) {
        at = yaml->samples[mark->index / SAMPLE_EVERY];
        for (size_t left = mark->index % SAMPLE_EVERY; left > 0 && at < text.size; at++)
            if (at + 1 == text.size || ((unsigned char)text.text[at + 1] & 0xc0) != 0x80) left--;
    }
    return yaml->source->base + (uint32_t)(at < text.size ? at : text.size);
}

static bool is_block_scalar(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT &&
           event->data.scalar.style >= YAML_LITERAL_SCALAR_STYLE;
}

/* A block scalar ends with its last line that says something, so that it ends in what holds it. */
static struct span event_span(const struct yaml *yaml)
{
    uint32_t start = offset_of(yaml, &yaml->event.start_mark);
    uint32_t end = offset_of(yaml, &yaml->event.end_mark);
    struct span span = {start, end > start ? end : start};

    return is_block_scalar(&yaml->event) ? yaml_trimmed(yaml->source, span) : span;
}

static void report(struct yaml *yaml, uint32_t at, struct slice message)
{
    yaml->failed = true;
    findings_report(yaml->reader->findings, document_rule(DOCUMENT_UNREADABLE),
                    (struct span){at, at + 1}, "%.*s", SLICE_ARG(message));
}

static void report_parser_error(struct yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    uint32_t at;

    /* In some places libyaml does not say that there was no memory: nothing is the problem then. */
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem)
        arena_out_of_memory(yaml->reader->builder.arena);
    if (parser->error == YAML_READER_ERROR) /* its place is in bytes */
        at = yaml->source->base + (uint32_t)parser->problem_offset;
    else
        at = offset_of(yaml, &parser->problem_mark);
    report(yaml, at,
           yaml_error_text(yaml->reader->builder.arena, yaml->source->text, at - yaml->source->base,
                           parser->problem));
}

static struct slice text_of(const yaml_char_t *text)
{
    return slice_of((const char *)text);
}

/* The event as the tree takes it; false for those that it has no use for. */
static bool translate(const yaml_event_t *from, struct yaml_event *to)
{
    switch (from->type) {
    case YAML_DOCUMENT_START_EVENT:
        to->kind = EVENT_DOCUMENT;
        return true;
    case YAML_ALIAS_EVENT:
        to->kind = EVENT_ALIAS;
        to->anchor = text_of(from->data.alias.anchor);
        return true;
    case YAML_SCALAR_EVENT:
        to->kind = EVENT_SCALAR;
        to->text = (struct slice){(const char *)from->data.scalar.value, from->data.scalar.length};
        to->is_plain = from->data.scalar.plain_implicit;
        to->tag = text_of(from->data.scalar.tag);
        to->anchor = text_of(from->data.scalar.anchor);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        to->kind = EVENT_LIST;
        to->tag = text_of(from->data.sequence_start.tag);
        to->anchor = text_of(from->data.sequence_start.anchor);
        return true;
    case YAML_MAPPING_START_EVENT:
        to->kind = EVENT_MAP;
        to->tag = text_of(from->data.mapping_start.tag);
        to->anchor = text_of(from->data.mapping_start.anchor);
        return true;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        to->kind = EVENT_END;
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return false;
}

static void read_stream(struct yaml *yaml)
{
    bool more = true;

    while (more && !yaml->failed) {
        if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
            report_parser_error(yaml);
            return;
        }
        yaml->event_open = true;
        struct yaml_event event = {.span = event_span(yaml)};
        if (translate(&yaml->event, &event)) yaml->failed = !yaml_tree_take(yaml->tree, &event);
        more = yaml->event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&yaml->event);
        yaml->event_open = false;
    }
}

const struct node *yaml_read_any(const struct reader *reader, const struct source *source)
{
    struct yaml *yaml = arena_zalloc(reader->builder.arena, sizeof *yaml);

    yaml->reader = reader;
    yaml->source = source;
    yaml->tree = yaml_tree_new(reader, source);
    sample_offsets(yaml);
    arena_on_free(reader->builder.arena, close_yaml, yaml);
    if (!yaml_parser_initialize(&yaml->parser)) arena_out_of_memory(reader->builder.arena);
    yaml->parser_open = true;
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    const char *text = source->text.size ? source->text.text : ""; /* libyaml asks for a pointer */
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)text, source->text.size);
    read_stream(yaml);
    close_yaml(yaml);

    const struct node *root = yaml_tree_root(yaml->tree);
    if (!yaml->failed && !root)
        report(yaml, source->base,
               SLICE("The file is empty. A template needs at least a Resources section."));
    return yaml->failed ? NULL : root;
}

const struct node *yaml_read(const struct reader *reader, const struct source *source)
{
    size_t before = reader->findings->count;
    const struct node *root = plain_yaml_read(reader, source);

    if (root) return root;
    findings_cut(reader->findings, before);
    return yaml_read_any(reader, source);
}
