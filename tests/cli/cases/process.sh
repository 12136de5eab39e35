# What the program needs of the system: few libraries, bounded memory.

# -- libcurl costs more at start-up than all else together; transform does not need it.
if ! ldd "$samc" >libraries 2>&1; then
    skip 'ldd cannot look into the program'
else
    check 'libcurl is not linked' test -z "$(grep -i curl libraries)"
    check 'libarchive is not linked' test -z "$(grep -i archive libraries)"
    check 'cJSON is not linked' test -z "$(grep -i cjson libraries)"
fi
for words in --version 'transform template.yaml'; do
    LD_DEBUG=files LD_DEBUG_OUTPUT=$PWD/loaded "$samc" $words >/dev/null
    if ! cat loaded.* 2>/dev/null | grep -q calling; then
        skip 'the dynamic linker does not tell what it loads'
    else
        check "'$words' does not load libcurl" test -z "$(cat loaded.* | grep -i libcurl)"
    fi
    rm -f loaded.*
done

# -- Memory runs out: a message, no crash, no file. Sanitizers need more room than can be limited.
seq 100000 | sed 's/.*/  T&: {Type: "AWS::SNS::Topic"}/' | { echo Resources:; cat; } >large.yaml
echo before >kept.json
if grep -q asan libraries || grep -qa __asan_init "$samc"; then
    skip 'the address sanitizer does not work with little memory'
else
    (ulimit -v 20000 && streams "$samc" transform large.yaml -o kept.json)
    check 'running out of memory is told' test $? = 1
    err_has 'samc: out of memory.'
    no_out
    holds kept.json 'before
'
fi

# -- Not even for a template with an application, unless the network is asked.
printf 'Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Application\n    Properties: {Location: {ApplicationId: a, SemanticVersion: "1"}}\n' >app.yaml
LD_DEBUG=files LD_DEBUG_OUTPUT=$PWD/loaded "$samc" transform --offline app.yaml >/dev/null 2>&1
check '--offline does not load libcurl' test -z "$(cat loaded.* 2>/dev/null | grep -i libcurl)"
