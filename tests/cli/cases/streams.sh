# Standard streams that are closed, or that nobody reads.

streams sh -c '"$1" transform template.yaml >&-' - "$samc"
check 'a closed standard output is told' test $? = 1
err_is 'samc: cannot write standard output: it is closed. Write to a file with -o FILE, or connect a file or a pipe to it.'
streams sh -c '"$1" transform template.yaml -o x >&-' - "$samc"
check 'a closed standard output does no harm with -o' test $? = 0
check 'and -o writes' cmp -s x out.json
echo 'Resources: [' >bad.yaml
streams sh -c '"$1" transform bad.yaml >&-' - "$samc"
check 'nor with errors, where nothing is written' test $? = 2

# With standard error closed, no other file may get its number: the findings would go there.
printf 'A: 1\nA: 2\n' >twice.yaml
"$samc" transform twice.yaml -o x 2>&-
check 'a closed standard error loses the findings, which is told by the status' test $? = 1
"$samc" transform template.yaml -o x 2>&-
check 'without findings all is well' test $? = 0
check 'only the result is in the file' cmp -s x out.json
"$samc" transform template.yaml -o x <&- >&- 2>&-
check 'all three may be closed' test $? = 0
check 'only the result is in the file' cmp -s x out.json

# Whoever reads is gone: an error like any other, not a death by signal.
seq 3000 | sed 's/.*/  T&: {Type: "AWS::SNS::Topic"}/' | { echo Resources:; cat; } >large.yaml
{ "$samc" transform large.yaml 2>"$work/err"; echo $? >ended; } | head -c 10 >/dev/null
check 'a reader that leaves is told' test "$(cat ended)" = 1
err_has 'samc: cannot write standard output: whoever was to read it is gone.'
check 'in one line beside the findings' test "$(grep -c '^samc: ' "$work/err")" = 1

# Findings and result do not mix.
run 4 transform twice.yaml
check 'the result alone is on standard output' test "$(cat "$work/out")" = '{
  "A": 2
}'
check 'the findings alone are on standard error' test "$(grep -vc '^twice.yaml:' "$work/err")" = 0
