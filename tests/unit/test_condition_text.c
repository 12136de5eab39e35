/* Conditions as people would write them. */
#include "intrinsics/condition_text.h"
#include "tests/unit/unit.h"

static const struct {
    const char *given, *due;
} cases[] = {
    {"!Equals [!Ref Env, prod]", "Env = \"prod\""},
    {"!Equals [prod, !Ref Env]", "Env = \"prod\""},
    {"!Equals [!Ref A, !Ref B]", "A = B"},
    {"!Equals [a, b]", "\"a\" = \"b\""},
    {"!Equals [!Ref Count, 5]", "Count = 5"},
    {"!Equals [true, !Ref Flag]", "Flag = true"},
    {"!Equals [!Ref A, '']", "A = \"\""},
    {"!Equals [!Ref A, 'say \"x\\y\"']", "A = \"say \\\"x\\\\y\\\"\""},
    {"!Not [!Equals [!Ref A, '']]", "A != \"\""},
    {"!Not [!Condition A]", "not A"},
    {"{Condition: A}", "A"},
    {"!Not [!Not [!Condition A]]", "not not A"},
    {"!And [!Condition A, !Condition B, !Condition C]", "A and B and C"},
    {"!Or [!Condition A, !Equals [!Ref P, x]]", "A or P = \"x\""},
    {"!Or [!And [!Condition A, !Condition B], !Condition C]", "(A and B) or C"},
    {"!Not [!Or [!Condition A, !Condition B]]", "not (A or B)"},
    {"!And [!Not [!Condition A], !And [!Condition B, !Condition C]]", "not A and (B and C)"},
    {"!Not [!And [!Condition A]]", "not A"},
    {"!Equals [!FindInMap [M, !Ref Env, Vpc], 'yes']", "FindInMap(\"M\", Env, \"Vpc\") = \"yes\""},
    {"!Equals [!Sub '${A}-x', !Join [',', !Ref L]]", "Sub(\"${A}-x\") = Join(\",\", L)"},
    {"!Equals [!Select [0, [!Ref A, b]], !Sub ['${V}', {V: 1}]]",
     "Select(0, [A, \"b\"]) = Sub(\"${V}\", {V: 1})"},
    {"!Equals [a, b, c]", "Equals(\"a\", \"b\", \"c\")"},
    {"!Not []", "Not()"},
    {"!And [{Condition: [A]}, null]", "Condition(\"A\") and null"},
    {"{a: 1, b: [x]}", "{a: 1, b: [\"x\"]}"},
};

UNIT_TEST(texts)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_slice(condition_text(unit->arena, unit_read(unit, cases[i].given)), cases[i].due);
}

int main(void)
{
    return UNIT_RUN(UNIT(texts));
}
