# Templates far beyond what CloudFormation takes are done in seconds, whatever they have many of: a
# cost that grew with the square of a count, or faster, would show here. Sanitizers cost a factor 10.

for shape in functions paths routes conditional notifications apis plain; do
    "$here/../bench/large_template.sh" $shape 1000 >large.yaml
    (ulimit -t 8 && streams "$samc" transform large.yaml -o large.json)
    check "1000 $shape are done in 8 seconds of processor time, with a warning of their number" \
        test $? = 4
    err_lacks ' error '
done

# Lists that grow item by item: of a bucket, of a policy, of what waits for connectors, of the routes of
# many APIs. A square would take a minute and more with sanitizers.
for shape in notifications conditional-notifications policy-paths senders waiting apis; do
    "$here/../bench/large_template.sh" $shape 5000 >large.yaml
    (ulimit -t 20 && streams "$samc" transform large.yaml -o large.json)
    check "5000 $shape are done in 20 seconds of processor time" test $? = 4
    err_lacks ' error '
done

# Paths of one API: the order of their keys costs the square of their number, up to a bound.
for shape in paths routes; do
    "$here/../bench/large_template.sh" $shape 5000 >large.yaml
    (ulimit -t 20 && streams "$samc" transform large.yaml -o large.json)
    check "5000 $shape are done in 20 seconds of processor time" test $? = 4
    err_lacks ' error '
    err_has SAM1006
done

# Names that are missing or wrong, each with what was probably meant.
for shape in refs attributes properties types; do
    "$here/../bench/large_template.sh" $shape 3000 >large.yaml
    (ulimit -t 8 && streams "$samc" lint large.yaml)
    check "3000 $shape are linted in 8 seconds of processor time" test $(($? & ~14)) = 0
    check 'what is shown has advice' \
        test "$(grep -c 'Did you mean\|It has' "$work/out")" -gt 500
done

# Places in one long line: each column is counted, but not from the start of the line.
{
    printf '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}, "Parameters": {"P": {"Type": "String"}'
    printf ', "P%d": {"Type": "String"}' $(seq 20000)
    printf '}}'
} >line.json
for format in text json sarif; do
    (ulimit -t 8 && streams "$samc" lint -f $format line.json)
    check "findings in one line of 700 KB are told in 8 seconds of processor time, as $format" \
        test $? -lt 16
    check 'there are many' test "$(grep -o W2001 "$work/out" | wc -l)" -gt 900
done

# Shapes that cost exponential time when all combinations of values are tried.
for shape in nests ifs subs conditions stacks branches texts; do
    "$here/../bench/hard_template.sh" $shape >hard.yaml
    for command in 'lint' 'resolve --conditions' 'resolve -o hard.json'; do
        (ulimit -t 8 && streams "$samc" $command hard.yaml)
        status=$?
        check "$command of $shape is done in 8 seconds of processor time, without errors" \
            test $((status & ~12)) = 0
        err_lacks ' error '
    done
done
