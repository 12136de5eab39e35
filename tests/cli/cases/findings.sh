# The report of findings, and the exit status.

printf 'Resources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SQS::Queue}\n' >warning.yaml
printf 'Resources:\n  A: [\n' >error.yaml
printf 'A: 1\nA: 2\nB: [\n' >both.yaml

# -- Status
run 0 transform template.yaml
no_err
run 4 transform warning.yaml
out_has AWS::SQS::Queue
err_has 'warning.yaml:3:3: warning W0011: '
run 2 transform error.yaml
no_out
check 'a finding is a line' grep -qE '^error\.yaml:[0-9]+:[0-9]+: error E0000: .+\.$' "$work/err"

# -- JSON
run 0 transform --diagnostics-format json template.yaml
out_is "$(cat out.json)"
err_is '[]'
run 4 transform --diagnostics-format=json warning.yaml
out_has AWS::SQS::Queue
for member in '"rule": "W0011"' '"severity": "warning"' '"message": "' '"file": "warning.yaml"' \
    '"line": 3' '"column": 3' '"endLine": 3' '"endColumn": 4' '"resource": ' '"event": null' '"path": '; do
    err_has "$member"
done
run 2 transform --diagnostics-format json error.yaml
no_out
err_has '"severity": "error"'
run 1 transform --diagnostics-format json missing.yaml
err_has 'samc: cannot read'

# -- Other forms; what exactly they say is in fixtures/emit
for format in text parseable sarif junit github gitlab checkstyle rdjson; do
    run 4 transform --diagnostics-format $format warning.yaml
    err_has W0011
    run 0 transform --diagnostics-format $format template.yaml
    err_lacks W0012
done
run 0 transform --diagnostics-format parseable template.yaml
no_err
run 0 transform --diagnostics-format gitlab template.yaml
err_is '[]'

# -- Texts of the template are escaped
printf 'Resources:\n  "A\\e[31m": 1\n  "A\\e[31m": 2\n' >hostile.yaml
run 4 transform hostile.yaml
err_has 'A\x1b[31m'
err_lacks "$(printf '\033')"
run 4 transform --diagnostics-format json hostile.yaml
err_has 'A\u001b[31m'
err_lacks "$(printf '\033')"
cp warning.yaml "$(printf 'w\033[31m.yaml')"
run 4 transform "$(printf 'w\033[31m.yaml')"
err_lacks "$(printf '\033')"

# -- On a terminal
esc=$(printf '\033')
# on_terminal ASSIGNMENT... : the report of warning.yaml on a terminal with these variables
on_terminal() {
    env "$@" script -qec "'$samc' transform warning.yaml >/dev/null" /dev/null </dev/null |
        tr -d '\r' >"$work/err"
}
if ! script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    skip 'script(1) cannot make a terminal here'
else
    on_terminal TERM=xterm
    err_has "$esc["
    err_has '  A: {Type: AWS::SQS::Queue}'
    check 'a caret stands below the place' grep -qE '^ +\|   (.\[[0-9;]*m)?\^' "$work/err"
    for variable in TERM=dumb NO_COLOR=1; do
        on_terminal TERM=xterm $variable
        err_lacks "$esc["
        err_has '  A: {Type: AWS::SQS::Queue}'
    done
    on_terminal -u TERM
    err_lacks "$esc["
    on_terminal TERM=xterm NO_COLOR= # empty is as if it were not set
    err_has "$esc["
fi
run 4 transform warning.yaml # no terminal: no excerpt, no colour
check 'one line' test "$(wc -l <"$work/err")" = 1

# -- Rules
run 0 rules
no_err
out_has 'E0000  error    '
check 'rules are in order' sort -c "$work/out"
check 'each rule is a line of id, severity and title' \
    test "$(grep -vcE '^[A-Z]+[0-9]{4} +(error|warning|info) +[^ ].*[^.]$' "$work/out")" = 0
check 'each id is there once' test -z "$(cut -d' ' -f1 "$work/out" | uniq -d)"
run 0 rules W0011
check 'a rule is shown by its page' cmp -s "$here/../../docs/rules/W0011.md" "$work/out"
run 1 rules W011
no_out
err_has "there is no rule 'W011'. Did you mean 'W0011'?"
run 1 rules nonsense
err_has "'samc rules' lists those there are."
