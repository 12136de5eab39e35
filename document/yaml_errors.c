/* libyaml names a problem by a constant text. Each row of the table says what its reader can do; a
 * problem without a row is passed on as it is. Where libyaml only sees a consequence (a tab, an
 * unclosed bracket), a look at the text finds the cause.
 */
#include "document/yaml_errors.h"

struct advice {
    const char *problem; /* libyaml's text */
    const char *message;
};

static const struct advice advices[] = {
    {"mapping values are not allowed in this context",
     "A ':' makes no sense here. Put a value that holds ': ' in quotes, and check that this line "
     "is indented like its neighbours."},
    {"block sequence entries are not allowed in this context",
     "A list item ('- ') cannot stand here. Put it on a line of its own below its key."},
    {"did not find expected key",
     "The indentation of this line fits no map that is open here, or a quote is missing before it. "
     "Indent it like its neighbours."},
    {"did not find expected '-' indicator",
     "This line stands between list items but is none. Indent it under its item, or start it with "
     "'- '."},
    {"did not find expected ',' or '}'", "A '{' is not closed, or a comma is missing before this."},
    {"did not find expected ',' or ']'", "A '[' is not closed, or a comma is missing before this."},
    {"could not find expected ':'",
     "The line before this has no ':' although it stands where a key is expected. Add ': ' and a "
     "value, or indent it as part of the value above."},
    {"found unexpected end of stream", "The file ends inside a quoted text. Close the quote."},
    {"found unknown escape character",
     "This escape does not exist in a double-quoted text. Write '\\\\' for a backslash, or use "
     "single quotes."},
    {"found invalid Unicode character escape code",
     "This escape is no character by itself. Write the character, or save the template as JSON, "
     "where pairs of \\u escapes are allowed."},
    {"did not find expected hexdecimal number",
     "The escape before this needs hexadecimal digits (\\x41, \\u0041)."},
    {"control characters are not allowed",
     "Control characters are not allowed in YAML. Is this a text file?"},
    {"found undefined tag handle",
     "This tag uses a handle that no %TAG line defines. CloudFormation's short forms look like "
     "!Ref or !Sub."},
    {"did not find expected whitespace or line break",
     "A space is missing here. Names of tags, anchors and aliases hold letters, digits, '-' and "
     "'_'."},
    {"did not find expected alphabetic or numeric character",
     "An alias (*) or anchor (&) needs a name. Put a text that starts with '*' or '&' in quotes."},
    {"did not find expected <document start>",
     "Text follows the end of the YAML document. Check the indentation of this line."},
    {"did not find expected node content", "A value is missing before this."},
    {"did not find expected comment or line break",
     "Only a comment may follow the '|' or '>' of a block text on its line."},
    {"found unexpected ':'", "A ':' cannot stand here. Put the text in quotes."},
    {"found unexpected document indicator",
     "A '---' or '...' line stands inside a quoted text. Close the quote before it."},
    {"found a tab character where an indentation space is expected",
     "A tab indents this line, which YAML does not allow. Use spaces."},
    {"found a tab character that violates indentation",
     "A tab indents this line, which YAML does not allow. Use spaces."},
    {"found incompatible YAML document",
     "Only YAML 1.1 and 1.2 can be read. Remove the %YAML line."},
};

static char byte_at(struct slice text, size_t at)
{
    return at < text.size ? text.text[at] : '\0';
}

static struct slice cannot_start(struct arena *arena, struct slice text, size_t at)
{
    switch (byte_at(text, at)) {
    case '\t':
        return SLICE("A tab stands here, which YAML does not allow for indentation. Use spaces.");
    case '%':
        return SLICE("A plain value cannot start with '%'. Put it in quotes.");
    case '@':
    case '`':
        return slice_printf(arena, "A plain value cannot start with '%c'. Put it in quotes.",
                            byte_at(text, at));
    default:
        return SLICE("A value cannot start with this character. Put it in quotes.");
    }
}

struct slice yaml_error_text(struct arena *arena, struct slice text, size_t at, const char *problem)
{
    struct slice name = slice_of(problem);

    if (slice_eq(name, SLICE("found character that cannot start any token")))
        return cannot_start(arena, text, at);
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (slice_eq(name, slice_of(advices[i].problem))) return slice_of(advices[i].message);
    return slice_printf(arena, "This cannot be read as YAML: %s.", problem);
}
