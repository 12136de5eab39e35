# Commands, options, help: what is typed.

# -- Help
run 0 --help
no_err
out_has 'Usage: samc COMMAND'
out_has '  transform  '
out_has '      --version'
cp "$work/out" help
for words in -h help; do
    run 0 $words
    check "'samc $words' says what --help says" cmp -s help "$work/out"
done
for command in transform explain spec rules help; do
    run 0 $command --help
    no_err
    out_has "Usage: samc $command"
    out_has '  -h, --help'
    check "the help of $command fits a screen: 40 lines" test "$(wc -l <"$work/out")" -le 40
    check "the help of $command fits 80 columns" test "$(wc -L <"$work/out")" -lt 80
    cp "$work/out" help
    run 0 $command -h
    check "$command -h says what --help says" cmp -s help "$work/out"
    run 0 help $command
    check "help $command says what --help says" cmp -s help "$work/out"
    run 0 --help $command
    out_has 'Usage: samc COMMAND'
done
run 0 transform --help --no-such-option
out_has 'Usage: samc transform'
run 1 help trasnform
no_out
err_has "there is no command 'trasnform'. Did you mean 'transform'?"
run 1 help xyzzy
err_has "'samc --help' lists"

# -- Version
run 0 --version
no_err
check 'the version is a line' grep -qx 'samc [0-9]*\.[0-9]*\.[0-9]*' "$work/out"

# -- Commands
run 1
no_out
err_has 'samc: no command is given. Write: samc transform FILE'
run 1 trasnform template.yaml
no_out
err_is "samc: there is no command 'trasnform'. Did you mean 'transform'?"
run 1 frobnicate
err_is "samc: there is no command 'frobnicate'. 'samc --help' lists those there are."
run 1 template.yaml
err_is "samc: there is no command 'template.yaml'. To compile a file: samc transform template.yaml"
run 1 ''
err_has "there is no command ''"

# -- Operands
run 1 transform template.yaml other.yaml
no_out
err_has "'other.yaml' is one argument too many. Usage: samc transform [OPTION...] [FILE]"
run 1 explain template.yaml
err_has 'an argument is missing. Usage: samc explain [OPTION...] FILE LOGICAL_ID'
run 1 rules E0000 E0010
err_has "'E0010' is one argument too many"
run 0 --version extra

# -- Options
run 1 transform template.yaml --formt json
no_out
err_is "samc: there is no option '--formt'. Did you mean --format?"
run 1 transform --formt=json template.yaml
err_has 'Did you mean --format?'
run 1 transform --paramter-overrides A=1
err_has 'Did you mean --parameter-overrides?'
run 1 transform --parameter A=1
err_has 'Did you mean --parameter-overrides or --parameter-file?'
run 1 transform -output x
err_has "there is no option '-output'. Did you mean --output?"
run 1 transform -y
err_is "samc: there is no option '-y'. 'samc transform --help' lists those there are."
run 1 --compat
err_has "there is no option '--compat'. 'samc --help' lists"
run 1 --compact transform
err_has '--compact stands before the command. Write: samc COMMAND --compact ...'
run 1 rules --compact
err_has "rules has no option --compact. 'samc rules --help' lists"
run 1 explain -o x template.yaml Topic
err_has 'explain has no option --output'
run 1 transform --compact=yes template.yaml
err_has "--compact takes no value, but got 'yes'. Write just --compact."
run 1 transform template.yaml --region
err_is 'samc: --region needs a value. Write: --region REGION'
run 1 transform template.yaml -o
err_is 'samc: --output needs a value. Write: --output FILE'
run 1 transform template.yaml -o --compact
err_has "--output needs a value, but '--compact' follows."
run 1 transform --parameter-overrides --compact template.yaml
err_has '--parameter-overrides needs a value'
run 1 transform --region= template.yaml
err_has 'the value of --region is empty. Write: --region REGION'
run 1 transform --format xml template.yaml
err_is "samc: --format does not know 'xml'. It takes json or yaml."
run 1 transform --format yml template.yaml
err_has "Did you mean 'yaml'?"
run 1 transform --local-artifacts placehoder template.yaml
err_has "--local-artifacts does not know 'placehoder'. Did you mean 'placeholder'? It takes refuse, keep or placeholder."
run 1 transform --diagnostics-format xml template.yaml
err_has '--diagnostics-format does not know'
run 1 transform --feature-toggles all,nonsense template.yaml
err_has "--feature-toggles does not know 'nonsense'. It takes all,"
run 1 transform --feature-toggles all, template.yaml
err_has "--feature-toggles does not know ''"
run 0 transform --feature-toggles normalized_open_api_version,deployment_preference_condition_fix \
    --feature-toggles all template.yaml
run 1 transform --region EU template.yaml
err_is "samc: 'EU' (--region) is not the name of a region. Write it like eu-west-1."
run 1 transform --partition 'aws cn' template.yaml
err_has "'aws cn' (--partition) is not the name of a partition. Write it like aws-cn."
run 1 transform --format yaml --compact template.yaml
err_has '--compact is for JSON, but --format is yaml'

# -- Once or twice
run 1 transform --region eu-west-1 --region eu-west-2 template.yaml
no_out
err_is "samc: --region is given twice, with 'eu-west-1' and with 'eu-west-2'. Remove one of them."
run 0 transform --region eu-west-1 --region=eu-west-1 --compact --compact template.yaml
run 1 transform -o a -ob template.yaml
err_has "--output is given twice, with 'a' and with 'b'"
run 1 transform --format json template.yaml --format yaml
err_has '--format is given twice'

# -- Forms of an option, and where it may stand
for words in '-o x template.yaml' '-ox template.yaml' '--output x template.yaml' \
    '--output=x template.yaml' 'template.yaml -o x' '-o x -- template.yaml' \
    '--parameter-overrides AWS::AccountId=1 AWS::StackName=2 -o x template.yaml' \
    '-o x --parameter-overrides AWS::AccountId=1 AWS::StackName=2 -- template.yaml'; do
    rm -f x
    run 0 transform $words
    no_out
    no_err
    check "'$words' writes x" cmp -s x out.json
done
cp template.yaml ./-t.yaml
run 0 transform -- -t.yaml
out_has AWS::SNS::Topic
run 1 transform -t.yaml
err_has "there is no option '-t.yaml'"

# -- Nothing of the command line reaches the terminal as it is
esc=$(printf '\033')
run 1 transform "$(printf 'a\033[31m\nb')"
err_is "samc: cannot read 'a\\x1b[31m\\x0ab': there is no such file. Check its name, and the folder you are in."
run 1 "$(printf '\033]0;title\007')"
err_lacks "$esc"
run 1 "--$(printf '\302\233')31m"
err_has '--\x9b31m'
run 1 transform --format "$(printf 'x\r\nsamc: all is well')"
err_has 'x\x0d\x0asamc: all is well'
