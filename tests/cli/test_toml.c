/* The TOML reader, against the text of https://toml.io/en/v1.0.0. */
#include "cli/toml.h"
#include "tests/unit/unit.h"

/* Writes each value as "path=text@line", "path@line" when it is no text, with a + when it is in an
 * array. */
static void note(void *context, const struct toml_path *path, struct slice text, size_t line)
{
    struct buffer *out = context;

    if (out->size) buffer_add_byte(out, ' ');
    for (size_t i = 0; i < path->count; i++) {
        if (i) buffer_add_byte(out, '.');
        buffer_add(out, path->names[i]);
    }
    if (path->in_array) buffer_add_byte(out, '+');
    if (text.text) {
        buffer_add_byte(out, '=');
        buffer_add(out, text);
    }
    buffer_printf(out, "@%zu", line);
}

/* What is read, or "error in line N". */
static struct slice read_toml(struct unit *unit, struct slice text)
{
    struct buffer out = buffer_new(unit->arena);
    size_t line = toml_read(unit->arena, text, note, &out);

    if (line) return slice_printf(unit->arena, "error in line %zu", line);
    return buffer_slice(&out);
}

#define assert_toml(text, expected) assert_slice(read_toml(unit, BYTES(text)), expected)

UNIT_TEST(samconfig)
{
    assert_toml("version = 0.1\n"
                "[default]\n"
                "[default.global.parameters]\n"
                "stack_name = \"s\" # a comment\n"
                "\n"
                "[default.deploy.parameters]\r\n"
                "capabilities = \"CAPABILITY_IAM\"\r\n"
                "region = 'eu-west-1'\n"
                "tags = [\"a=1\", \"b=2\"]\n"
                "confirm_changeset = true",
                "version@1 default.global.parameters.stack_name=s@4 "
                "default.deploy.parameters.capabilities=CAPABILITY_IAM@7 "
                "default.deploy.parameters.region=eu-west-1@8 "
                "default.deploy.parameters.tags+=a=1@9 default.deploy.parameters.tags+=b=2@9 "
                "default.deploy.parameters.tags@9 default.deploy.parameters.confirm_changeset@10");
}

UNIT_TEST(keys)
{
    assert_toml("a-b_1 = ''\n\"c d\".'e.f' = ''\n1234 = ''\n\"\" = ''",
                "a-b_1=@1 c d.e.f=@2 1234=@3 =@4");
    assert_toml("[ a . \"b\" ]\nc . d = 1", "a.b.c.d@2");
    assert_toml("[a]\nb = {c = 'x', d.e = \"y\", f = {}}", "a.b.c=x@2 a.b.d.e=y@2");
    assert_toml("[[a]]\nb = 'x'\n[[a]]\nb = 'y'\n[c]\nb = 'z'", "a.b+=x@2 a.b+=y@4 c.b=z@6");
}

UNIT_TEST(strings)
{
    assert_toml("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"",
                "a=\b\t\n\f\r\"\\\xc3\xa9\xf0\x9f\x98\x80@1");
    assert_toml("a = '\\n \"'", "a=\\n \"@1");
    assert_toml("a = \"\"\"\none\ntwo\\\n   \n  three\"\"\"\nb = ''", "a=one\ntwothree@1 b=@6");
    assert_toml("a = '''\r\none\\\ntwo'''", "a=one\\\ntwo@1");
    assert_toml("a = \"\"\"x\"\"\"\"\"", "a=x\"\"@1"); /* two quotes before the closing three */
    assert_toml("a = \"\"\"\"x\"\"\"", "a=\"x@1");
}

UNIT_TEST(other_values)
{
    assert_toml("a = 1_000\nb = -1.5e+3\nc = true\nd = inf\ne = 0xff", "a@1 b@2 c@3 d@4 e@5");
    assert_toml("a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00 # c\nc = 07:32:00.5",
                "a@1 b@2 c@3");
    assert_toml("a = [ # one\n  [1, 'x'],\n\n  'y', # two\n]\nb = []",
                "a+@2 a+=x@2 a+@2 a+=y@4 a@1 b@6");
    assert_toml("a = [{b = 'x'}]", "a.b+=x@1 a@1");
}

UNIT_TEST(white_space)
{
    assert_toml("", "");
    assert_toml("\xef\xbb\xbf# only a comment", "");
    assert_toml(" \t\n\r\n  a\t=\t'x'\t\n\n", "a=x@3");
}

UNIT_TEST(errors_have_a_line)
{
    static const char *const bad[] = {
        "a",
        "a =",
        "= 1",
        "a = \"x",
        "a = 'x\ny'",
        "a = \"\\x\"",
        "a = 1 b",
        "a = 1 b = 2",
        "[a",
        "[a]]",
        "[a] b = 1",
        "[[a]",
        "[]",
        "[a.]",
        ".a = 1",
        "a. = 1",
        "a = [1 2]",
        "a = [1",
        "a = {b=1",
        "a = {b=1,}",
        "a = {\n}",
        "a = \"\\ud800\"",
        "a = \"\\u12\"",
        "a = \"\x01\"",
        "a = 'x\x7f'",
        "# \x01",
        "a b = 1",
        "a = \"\"\"x\"\"",
        "\"\"\"a\"\"\" = 1",
        "a\r= 1",
        "a = \"x\\\ny\"",
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct slice text = slice_printf(unit->arena, "ok = 1\n\n%s", bad[i]);
        struct slice got = read_toml(unit, text);
        if (!slice_starts(got, SLICE("error in line ")))
            fail_msg("no error in: %s, but: %.*s", bad[i], SLICE_ARG(got));
        assert_true(got.text[got.size - 1] == '3' || got.text[got.size - 1] == '4');
    }
    assert_toml("a = 1\nb = \0\n", "error in line 2");
}

UNIT_TEST(depth_has_a_cap)
{
    char nested[2 * TOML_DEEPEST + 8] = "a = ";

    memset(nested + 4, '[', TOML_DEEPEST);
    memset(nested + 4 + TOML_DEEPEST, ']', TOML_DEEPEST);
    assert_false(slice_starts(read_toml(unit, slice_of(nested)), SLICE("error")));
    memset(nested + 4, '[', TOML_DEEPEST + 1);
    assert_slice(read_toml(unit, slice_of(nested)), "error in line 1");

    char names[2 * TOML_DEEPEST + 8];
    for (size_t i = 0; i <= TOML_DEEPEST; i++)
        memcpy(names + 2 * i, "a.", 2);
    memcpy(names + 2 * TOML_DEEPEST - 1, "=1", 3);
    assert_false(slice_starts(read_toml(unit, slice_of(names)), SLICE("error")));
    memcpy(names + 2 * TOML_DEEPEST - 1, ".a=1", 5);
    assert_slice(read_toml(unit, slice_of(names)), "error in line 1");
}

int main(void)
{
    return UNIT_RUN(UNIT(samconfig), UNIT(keys), UNIT(strings), UNIT(other_values),
                    UNIT(white_space), UNIT(errors_have_a_line), UNIT(depth_has_a_cap));
}
