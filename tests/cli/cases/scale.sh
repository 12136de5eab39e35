# Templates far beyond what CloudFormation takes are done in seconds, whatever they have many of: a
# cost that grew with the square of a count, or faster, would show here. Sanitizers cost a factor 10.

for shape in functions paths routes conditional notifications apis plain; do
    "$here/../bench/large_template.sh" $shape 1000 >large.yaml
    (ulimit -t 8 && streams "$samc" transform large.yaml -o large.json)
    check "1000 $shape are done in 8 seconds of processor time, with a warning of their number" \
        test $? = 4
    err_lacks ' error '
done
