#!/bin/sh
# hard_template.sh SHAPE: prints a template of a shape that costs tools exponential time when they
# try all combinations of values. Each is small. To add a shape: a function, and its row in `print
# the template`.
#
#     nests       200 conditions, each 40 levels of And, Or and Not over parameters and others
#     ifs         64 Fn::If inside each other, in 20 properties
#     subs        10,000 Fn::Sub
#     conditions  120 conditions over parameters with allowed values, and resources that need them
#     stacks      60 nested stacks whose parameters are chosen by conditions
#     branches    values chosen by 7 conditions inside each other in every order
#     texts       texts joined of values that parameters, mappings and conditions leave open
shapes='nests ifs subs conditions stacks branches texts'
case " $shapes " in *" ${1:-?} "*) ;; *)
    echo "usage: hard_template.sh SHAPE, where SHAPE is one of: $shapes" >&2
    exit 2
esac
exec awk -v shape="$1" '
# -- Parts -----------------------------------------------------------------------------------------
function parameters(count, i) {
    print "Parameters:"
    for (i = 1; i <= count; i++)
        printf "  P%d: {Type: String, Default: a, AllowedValues: [a, b, c, d]}\n", i
}
function equals(parameter, value) {
    return sprintf("!Equals [!Ref P%d, %s]", parameter, substr("abcd", value % 4 + 1, 1))
}
# A condition that is named; the earliest are plain comparisons.
function named(i) {
    return i < 1 ? equals(-i % 20 + 1, -i) : sprintf("!Condition C%d", i)
}
function resource(name, type) {
    printf "  %s:\n    Type: %s\n", name, type
}

# -- Shapes ----------------------------------------------------------------------------------------
function nest(i, level) {
    if (level == 0) return equals(i % 20 + 1, i)
    if (level % 3 == 0) return "!Not [" nest(i, level - 1) "]"
    return sprintf("!%s [%s, %s]", level % 3 == 1 ? "And" : "Or",
                   level % 2 ? equals((i + level) % 20 + 1, level) : named(i - level), nest(i, level - 1))
}
function nests(i) {
    parameters(20)
    print "Conditions:"
    for (i = 1; i <= 200; i++) printf "  C%d: %s\n", i, nest(i, 40)
    print "Resources:"
    for (i = 1; i <= 200; i++) printf "  T%d: {Type: \"AWS::SNS::Topic\", Condition: C%d}\n", i, i
}
function nested_ifs(i, level) {
    if (level == 0) return "last"
    return sprintf("!If [C%d, value-%d, %s]", level, i, nested_ifs(i, level - 1))
}
function ifs(i) {
    parameters(64)
    print "Conditions:"
    for (i = 1; i <= 64; i++) printf "  C%d: %s\n", i, equals(i, i)
    print "Resources:"
    for (i = 1; i <= 20; i++)
        printf "  T%d: {Type: \"AWS::SNS::Topic\", Properties: {TopicName: %s}}\n", i, nested_ifs(i, 64)
}
function subs(i, k) {
    parameters(20)
    print "Resources:"
    for (i = 1; i <= 500; i++) {
        resource("T" i, "AWS::SNS::Topic")
        print "    Properties:"
        print "      Tags:"
        for (k = 1; k <= 20; k++)
            printf "      - {Key: k%d, Value: !Sub \"${P%d}-${AWS::StackName}-%d\"}\n", k, k, i
    }
}
function conditions(i) {
    parameters(12)
    print "Conditions:"
    for (i = 1; i <= 48; i++) printf "  E%d: %s\n", i, equals((i - 1) % 12 + 1, int((i - 1) / 12))
    for (i = 1; i <= 72; i++)
        printf "  C%d: !Or [!And [!Condition E%d, !Condition E%d], !Not [!Condition E%d]]\n",
            i, i % 48 + 1, (i * 7) % 48 + 1, (i * 11) % 48 + 1
    print "Resources:"
    for (i = 1; i <= 72; i++) {
        resource("T" i, "AWS::SNS::Topic")
        printf "    Condition: C%d\n    Properties:\n", i
        printf "      TopicName: !If [C%d, !Ref AWS::StackName, !If [E%d, x, !Ref AWS::NoValue]]\n",
            (i * 5) % 72 + 1, i % 48 + 1
        if (i > 1) printf "      DisplayName: !If [C%d, !GetAtt T%d.TopicName, none]\n", i - 1, i - 1
    }
}
function stacks(i, k) {
    parameters(12)
    print "Conditions:"
    for (i = 1; i <= 12; i++) printf "  C%d: %s\n", i, equals(i, i)
    print "Resources:"
    for (i = 1; i <= 60; i++) {
        resource("S" i, "AWS::CloudFormation::Stack")
        printf "    Condition: C%d\n    Properties:\n      TemplateURL: https://example.com/t.yaml\n", i % 12 + 1
        print "      Parameters:"
        for (k = 1; k <= 12; k++)
            printf "        A%d: !If [C%d, !Ref P%d, %s]\n", k, k, k,
                (i > 1) ? sprintf("!If [C%d, !GetAtt S%d.Outputs.O%d, none]", (i - 1) % 12 + 1, i - 1, k) : "none"
    }
}
function branches(i, k, text) {
    parameters(7)
    print "Conditions:"
    for (i = 1; i <= 7; i++) printf "  C%d: !Not [%s]\n", i, equals(i, i)
    print "Resources:"
    for (i = 1; i <= 100; i++) {
        text = "{Version: \"2012-10-17\"}"
        for (k = 1; k <= 7; k++)
            text = sprintf("!If [C%d, {K%d: %s}, !Ref AWS::NoValue]", (i * k) % 7 + 1, k, text)
        printf "  R%d: {Type: \"AWS::SNS::Topic\", Metadata: %s}\n", i, text
    }
}
function texts(i, k) {
    parameters(16)
    print "Mappings: {M: {a: {v: 1}, b: {v: 2}, c: {v: 3}, d: {v: 4}}}"
    print "Conditions:"
    for (i = 1; i <= 16; i++) printf "  C%d: %s\n", i, equals(i, i)
    print "Resources:"
    for (i = 1; i <= 20; i++) {
        resource("M" i, "AWS::StepFunctions::StateMachine")
        print "    Properties:"
        print "      DefinitionString: !Join"
        print "      - \"\""
        for (k = 1; k <= 16; k++)
            printf "      %s !Sub [\"{${A}${B}${P%d}}\", {A: !FindInMap [M, !Ref P%d, v], B: !If [C%d, !Ref P%d, y]}]\n",
                k == 1 ? "- -" : "  -", k, k, k, k
        printf "      RoleArn: !Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${P1}${P2}${P3}${P4}${P5}${P6}\"\n"
    }
}

# -- Print the template ----------------------------------------------------------------------------
BEGIN {
    if (shape == "nests") nests()
    else if (shape == "ifs") ifs()
    else if (shape == "subs") subs()
    else if (shape == "conditions") conditions()
    else if (shape == "stacks") stacks()
    else if (shape == "branches") branches()
    else texts()
}'
