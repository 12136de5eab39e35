# samc lint: which files, which findings count, the exit status, and where things go. Without files
# it reads standard input.

cat >unused.yaml <<'YAML'
Parameters:
  Stage: {Type: String}
  Kept: {Type: String} # samc: ignore W2001, E9999
  # samc: ignore W2001
  Above: {Type: String}
  Other: {Type: String} # samc: ignore W7001
Resources:
  Topic:
    Type: AWS::SNS::Topic
YAML
run 4 lint unused.yaml
out_has "unused.yaml:2:3: warning W2001: The parameter Stage is not used anywhere."
out_has "unused.yaml:6:3: warning W2001: The parameter Other is not used anywhere."
check 'suppressed findings are not reported' bash -c "! grep -qE 'Kept|Above' '$work/out'"
no_err

# -- Metadata
{ cat unused.yaml; printf 'Metadata:\n  cfn-lint: {config: {ignore_checks: [W2]}}\n'; } >metadata.yaml
run 0 lint metadata.yaml
no_out

# -- Files
mkdir -p infra/deep infra/node_modules infra/out .git
cp unused.yaml infra/b.yaml
cp unused.yaml infra/deep/a.json
cp unused.yaml infra/node_modules/c.yaml
cp unused.yaml infra/out/d.yaml
echo out >infra/.gitignore
echo 'kind: Pod' >infra/pod.yaml
printf 'broken: [\n' >infra/broken.yaml
places() { cut -d: -f1,2,6 "$work/out" | tr '\n' ' '; }
places_are() { check "places are $1, not $(places)" [ "$(places)" = "$1" ]; }
run 4 lint infra -f parseable
places_are 'infra/b.yaml:2:W2001 infra/b.yaml:6:W2001 infra/deep/a.json:2:W2001 infra/deep/a.json:6:W2001 '
no_err
run 4 lint ./infra/deep infra/b.yaml infra -f parseable
places_are 'infra/b.yaml:2:W2001 infra/b.yaml:6:W2001 infra/deep/a.json:2:W2001 infra/deep/a.json:6:W2001 '
run 4 lint 'infra/**/*.json' -f parseable
places_are 'infra/deep/a.json:2:W2001 infra/deep/a.json:6:W2001 '
run 4 lint infra/out -f parseable
places_are 'infra/out/d.yaml:2:W2001 infra/out/d.yaml:6:W2001 '
run 4 lint -t infra/deep/a.json infra/pod.yaml -f parseable
places_are 'infra/deep/a.json:2:W2001 infra/deep/a.json:6:W2001 '
run 0 lint infra/pod.yaml infra/broken.yaml
no_out
no_err
run 0 lint infra --ignore-templates infra/deep '**/b.yaml'
no_out
run 0 lint infra -L
out_is 'infra/b.yaml
infra/broken.yaml
infra/deep/a.json
infra/pod.yaml'
run 0 lint -- infra/pod.yaml
run 1 lint 'infra/*.yml'
err_has "samc: no file matches 'infra/*.yml' (the command line)."
no_out
run 1 lint infra/b.yaml no.yaml -f parseable
err_is "samc: cannot read 'no.yaml': there is no such file. Check its name, and the folder you are in."
places_are 'infra/b.yaml:2:W2001 infra/b.yaml:6:W2001 '

# -- Standard input
input=$(cat unused.yaml)
run 4 lint
out_has '-:2:3: warning W2001'
input=$(cat unused.yaml)
run 4 lint - --stdin-filename src/x.yaml
out_has 'src/x.yaml:2:3: warning W2001'
input='a: ['
run 2 lint -
out_has '-:1:5: error E0000'
input='a: ['
run 0 lint -b
no_out

# -- Which rules count
run 0 lint unused.yaml -i W2001
run 0 lint unused.yaml -i E3002,W2 E1
run 0 lint -i W unused.yaml
run 4 lint -i W -m W2001 -- unused.yaml
run 1 lint unused.yaml -i w2001
err_is "samc: 'w2001' (ignored checks) is neither the id of a rule nor the start of one. Write it like E3012 or W; 'samc rules' lists the ids."
run 1 lint unused.yaml -i
err_has 'samc: --ignore-checks needs a value.'

# -- Exit status
run 4 lint unused.yaml --fail-on info
run 4 lint unused.yaml --fail-on warning
run 0 lint unused.yaml --fail-on error
out_has 'warning W2001'
run 0 lint unused.yaml --fail-on none
run 0 lint unused.yaml --non-zero-exit-code error
run 4 lint unused.yaml --non-zero-exit-code informational --fail-on info
run 1 lint unused.yaml --non-zero-exit-code error --fail-on none
err_has '--fail-on and --non-zero-exit-code mean the same'
run 1 lint unused.yaml --fail-on warnings
err_has "Did you mean 'warning'?"

# -- Configuration
printf 'templates: [infra]\nignore_templates: [infra/b.yaml]\nformat: parseable\n' >.cfnlintrc
run 4 lint
places_are 'infra/deep/a.json:2:W2001 infra/deep/a.json:6:W2001 '
run 0 lint infra/b.yaml
run 4 lint unused.yaml
places_are 'unused.yaml:2:W2001 unused.yaml:6:W2001 '
printf 'ignore_checks: [W2001]\nnon_zero_exit_code: none\n' >.cfnlintrc
run 0 lint unused.yaml -i W7001
no_out
run 0 lint unused.yaml -m W2001
out_has W2001
run 4 lint unused.yaml -m W2001 --fail-on info
printf 'format: sarif\n' >other.yaml
run 4 lint unused.yaml --config-file other.yaml -f text
out_has 'warning W2001'
printf 'non_zero_exit_code: sometimes\n' >.cfnlintrc
run 1 lint unused.yaml
err_is "samc: .cfnlintrc: non_zero_exit_code cannot be 'sometimes'."
printf 'templates: [no/*.yaml]\n' >.cfnlintrc
run 1 lint
err_has "samc: no file matches 'no/*.yaml' (.cfnlintrc)."
printf 'custom_rules: mine.txt\nignore_checks: [W]' >.cfnlintrc
run 0 lint unused.yaml
err_is 'samc: .cfnlintrc:1:1: custom_rules changes nothing, since samc has no such thing. Take it out.'
printf 'ignore_check: [W]' >.cfnlintrc
run 1 lint unused.yaml
err_is "samc: .cfnlintrc:1:1: there is no setting 'ignore_check'. Did you mean 'ignore_checks'? Correct it or take it out."
rm .cfnlintrc

# -- Settings of rules: the command line before the file, and that before the template
cat >settings.yaml <<'YAML'
Metadata: {cfn-lint: {config: {configure_rules: {E1001: {sections: Extra}, E3031: {exceptions: ["a b"]}}}}}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: {DelaySeconds: "5", Tags: [{Key: 1, Value: !If [Other, true, "2"]}]}
  First: {Type: AWS::S3::Bucket, Properties: {BucketName: orders}}
  Second: {Type: AWS::S3::Bucket, Properties: {BucketName: orders}}
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: "of ${AWS::Region}"}}
Conditions:
  Other: !Equals [!Ref AWS::Region, other]
Extra: {}
YAML
run 2 lint settings.yaml -f parseable
places_are 'settings.yaml:6:E3019 settings.yaml:7:E3019 settings.yaml:8:E1029 '
run 2 lint -x E3012:strict=true E3019:exceptions=AWS::S3::Bucket 'E1029:custom_excludes=\$\{AWS::R' -f parseable -- settings.yaml
places_are 'settings.yaml:5:E3012 settings.yaml:5:E3012 settings.yaml:5:E3012 '
printf 'configure_rules:\n  E3012: {strict: true}\n  E3019: {exceptions: [Other, "AWS::S3::Bucket"]}\nignore_checks: [E1029]' >.cfnlintrc
run 2 lint settings.yaml -f parseable
places_are 'settings.yaml:5:E3012 settings.yaml:5:E3012 settings.yaml:5:E3012 '
run 0 lint settings.yaml -x E3012:strict=false
printf 'configure_rules: {E3012: {strikt: true}}' >.cfnlintrc
run 1 lint settings.yaml
err_has "samc: no rule has the setting 'E3012:strikt' (.cfnlintrc). Did you mean 'E3012:strict'?"
printf 'configure_rules: {E3012: strict}' >.cfnlintrc
run 1 lint settings.yaml
err_has 'configure_rules has to be a map of maps'
rm .cfnlintrc
run 1 lint settings.yaml -x E3012:strict=maybe
err_has "E3012:strict (--configure-rule) is true or false, but not 'maybe'."
run 1 lint settings.yaml -x E3012
err_has "'E3012' (--configure-rule) sets nothing."

# -- Regions and parameters: what is found for several is told once
run 4 lint unused.yaml -r us-east-1 eu-west-1,cn-north-1 -f parseable
places_are 'unused.yaml:2:W2001 unused.yaml:6:W2001 '
run 4 lint unused.yaml -r ALL_REGIONS -f parseable
places_are 'unused.yaml:2:W2001 unused.yaml:6:W2001 '
run 1 lint unused.yaml -r eu_west
err_has "'eu_west' (--regions) is not the name of a region."
cat >rule.yaml <<'YAML'
Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Stage}}
YAML
echo '{"Stage": "test"}' >test.json
echo '{"Stage": "none"}' >none.json
run 0 lint rule.yaml --parameter-file test.json
run 2 lint rule.yaml --parameter-file test.json --parameter-file none.json
out_has 'error E0030'
run 0 lint rule.yaml --parameter-file none.json --parameters Stage=prod
printf 'parameter_files: [test.json, none.json]\n' >.cfnlintrc
run 2 lint rule.yaml
run 0 lint rule.yaml --parameter-overrides Stage=test
printf 'parameters: [{Stage: none}]\n' >.cfnlintrc
run 2 lint rule.yaml
run 0 lint rule.yaml --parameter-overrides Stage=test
rm .cfnlintrc
# Values for many templates, or for all of a project, need not fit each of them.
run 4 lint rule.yaml --parameter-overrides Other=1
out_has 'warning W0031'
run 0 lint rule.yaml infra/pod.yaml --parameter-overrides Other=1
run 4 lint rule.yaml infra/pod.yaml --parameter-overrides Other=1 -m W0031
printf 'parameters: [{Other: 1}]\n' >.cfnlintrc
run 0 lint rule.yaml
rm .cfnlintrc
# What functions give is then made of the given values, under the conditions that hold for them.
cat >given.yaml <<'YAML'
Parameters:
  Status: {Type: String, Default: Enabled, AllowedValues: [Enabled, Suspended, Disabled]}
  Stage: {Type: String}
  Env: {Type: String, Default: dev}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "${Stage}-documents"
      VersioningConfiguration:
        Status: !If [IsDev, !Ref Status, Enabled]
YAML
run 4 lint given.yaml -f parseable
places_are 'given.yaml:2:W1030 '
run 0 lint given.yaml --parameter-overrides Stage=test Status=Enabled
run 4 lint given.yaml -f parseable --parameter-overrides Stage=Test Status=Disabled
places_are 'given.yaml:11:W1031 given.yaml:11:W1031 given.yaml:13:W1030 '
run 0 lint given.yaml --parameter-overrides Stage=test Status=Disabled Env=prod

# -- Output
run 4 lint unused.yaml -o report.txt
no_out
check 'the report is in the file' grep -q 'warning W2001' report.txt
run 4 lint unused.yaml --output-file report.json -f json
check 'the report is in the file' grep -q '"W2001"' report.json
run 1 lint infra -o infra/b.yaml
err_has "'infra/b.yaml' (--output) is one of the templates."
run 0 lint infra/pod.yaml -f json
out_has '[]'

# -- Threads: the same bytes from any number of them
mkdir many
for n in $(seq 60); do
    { cat unused.yaml; for ((i = 0; i < n * 7 % 40; i++)); do echo "  T$i: {Type: AWS::SNS::Topic}"; done; } >"many/$n.yaml"
done
run 4 lint many -j 1
cp "$work/out" alone.txt
for jobs in 2 7 256; do
    run 4 lint many -j "$jobs"
    check "-j $jobs gives what -j 1 does" cmp -s alone.txt "$work/out"
done
check 'all files are in it' [ "$(wc -l <alone.txt)" = 120 ]
run 1 lint many -j 0
err_is "samc: '0' (--jobs) is no number of threads. Write one from 1 to 256."
run 1 lint many -j 2x

# -- Dates
run 0 lint infra/pod.yaml --today 2024-02-29
run 1 lint infra/pod.yaml --today 2023-02-29
err_is "samc: '2023-02-29' (--today) is no day. Write it like 2026-11-21."
run 1 lint infra/pod.yaml --today 2023-2-9

# -- Rules
run 0 lint -l
"$samc" rules >rules.txt
check 'the rules are listed as by samc rules' cmp -s rules.txt "$work/out"

# -- Changes in git
rm -r .git
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
run 1 lint --changed
err_has 'samc: git rev-parse failed, so what changed is not known.'
git() { command git -c user.name=a -c user.email=a@b "$@" >/dev/null 2>&1; }
git init .
printf 'many\n' >.gitignore
git add -A
git commit -m one
run 0 lint --changed
no_out
cp unused.yaml infra/deep/new.yaml
echo '# changed' >>infra/b.yaml
echo '# changed' >>unused.yaml
rm rule.yaml
run 4 lint --changed -f parseable
places_are 'infra/b.yaml:2:W2001 infra/b.yaml:6:W2001 infra/deep/new.yaml:2:W2001 infra/deep/new.yaml:6:W2001 unused.yaml:2:W2001 unused.yaml:6:W2001 '
run 4 lint --changed infra -f parseable
places_are 'infra/b.yaml:2:W2001 infra/b.yaml:6:W2001 infra/deep/new.yaml:2:W2001 infra/deep/new.yaml:6:W2001 '
git add -A
git commit -m two
run 0 lint --changed
run 4 lint --changed=HEAD~1 infra/deep -f parseable
places_are 'infra/deep/new.yaml:2:W2001 infra/deep/new.yaml:6:W2001 '
(cd infra && streams "$samc" lint --changed=HEAD~1 -f parseable)
places_are 'b.yaml:2:W2001 b.yaml:6:W2001 deep/new.yaml:2:W2001 deep/new.yaml:6:W2001 '
run 1 lint --changed=nothing
err_has 'samc: git diff failed'
run 1 lint --changed=-x
err_is "samc: '-x' (--changed) is not the name of a commit. Write it like --changed=origin/main."
(PATH=/nowhere streams "$samc" lint --changed)
err_has 'samc: cannot run git, which --changed needs: No such file or directory.'

unset -f git

# -- Folders that cannot be read
mkdir shut
chmod 0 shut
run_as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${run_as[@]}" "$samc" --version >"$work/out" 2>&1; then
    run 1 lint infra shut infra/pod.yaml -f parseable
    err_is "samc: cannot read 'shut': you may not read it. Check its permissions and those of its folder (ls -l)."
    check 'the others are linted' grep -q infra/b.yaml "$work/out"
else
    skip 'root may read everything, and another user cannot run this samc'
fi
run_as=()

# -- A terminal
if command -v script >"$work/out"; then
    TERM=xterm script -qec "$samc lint unused.yaml" /dev/null </dev/null >terminal.txt
    check 'colours and excerpts are for terminals' grep -q $'\e\[' terminal.txt
    check 'nothing is told of progress in short work' bash -c "! grep -q ' of ' terminal.txt"
    check 'the last line counts' grep -qE '^2 warnings in 1 template\.' terminal.txt
    TERM=dumb script -qec "$samc lint unused.yaml -r eu-west-1 us-east-1" /dev/null </dev/null >terminal.txt
    check 'a template that is checked for two regions is one' \
        grep -qE '^2 warnings in 1 template\.' terminal.txt
    script -qec "$samc lint" /dev/null </dev/null >terminal.txt
    check 'a terminal is not read from' grep -q 'no template is named' terminal.txt
    # One of the files is a pipe that takes its time.
    mkfifo many/5.pipe
    for terminal in xterm dumb; do
        (sleep 1; cat unused.yaml) >many/5.pipe &
        TERM=$terminal script -qec "$samc lint many many/5.pipe -j 2" /dev/null </dev/null >"$terminal.txt"
        wait
    done
    check 'long work tells how far it is, and takes that away again' \
        grep -qE $'\r\e\\[K[0-9]+ of 61 files.*\r\e\\[K' xterm.txt
    check 'a simple terminal is not told' bash -c "! grep -q ' of 61 files' dumb.txt"
    (sleep 1; cat unused.yaml) >many/5.pipe &
    run 4 lint many many/5.pipe -j 2
    no_err
fi

# -- Fixes
cat >image.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Resources:
  # the function
  Orders:
    Type: AWS::Serverless::Function
    DependsOn: [Topic, Table]
    Properties:
      PackageType: Image
      # what was there before
      Runtime: python3.14 # old
      Handler: app.handler
      ImageUri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1.4.2
      Layers:
        - !Ref Topic

      # what it knows
      Environment:
        Variables: {TOPIC: !Ref Topic, TABLE: !Ref Table}
  Topic: {Type: AWS::SNS::Topic, DependsOn: Table, Properties: {DisplayName: !Ref Table}}
  Table:
    Type: AWS::Serverless::SimpleTable
YAML
cp image.yaml given.yaml
fixed=$(cat <<'YAML'
Transform: AWS::Serverless-2016-10-31
Resources:
  # the function
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      # what was there before
      ImageUri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1.4.2

      # what it knows
      Environment:
        Variables: {TOPIC: !Ref Topic, TABLE: !Ref Table}
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Table}}
  Table:
    Type: AWS::Serverless::SimpleTable
YAML
)
run 0 lint --diff image.yaml
check "--diff changes nothing" cmp -s image.yaml given.yaml
out_has "-      Runtime: python3.14 # old"
out_has "-    DependsOn: [Topic, Table]"
out_has "+  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Table}}"
run 0 lint --fix image.yaml
no_out
holds image.yaml "$fixed"$'\n'
run 0 lint --fix image.yaml
holds image.yaml "$fixed"$'\n'

cat >flow.json <<'JSON'
{"Resources": {
  "A": {"Type": "AWS::SNS::Topic", "DependsOn": ["B", "C"],
    "Properties": {"TopicName": {"Ref": "B"}, "DisplayName": {"Ref": "C"}}},
  "B": {
    "Type": "AWS::SNS::Topic",
    "DependsOn": "C",
    "Properties": {"DisplayName": {"Ref": "C"}}
  },
  "C": {"Type": "AWS::SNS::Topic"}
}}
JSON
run 0 lint --fix flow.json
holds flow.json '{"Resources": {
  "A": {"Type": "AWS::SNS::Topic",
    "Properties": {"TopicName": {"Ref": "B"}, "DisplayName": {"Ref": "C"}}},
  "B": {
    "Type": "AWS::SNS::Topic",
    "Properties": {"DisplayName": {"Ref": "C"}}
  },
  "C": {"Type": "AWS::SNS::Topic"}
}}
'

# What Globals give to other functions, and what an alias stands for, stays.
cat >globals.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.14}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageUri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1.4.2
YAML
cp globals.yaml given.yaml
run 2 lint --fix globals.yaml
check "Globals stay" cmp -s globals.yaml given.yaml
input=$(cat globals.yaml)
run 1 lint --fix -
err_has "--fix changes files, but the template comes from standard input."

# -- Schemas of more types
mkdir schemas empty
cat >schemas/type.json <<'JSON'
{"typeName": "My::Org::Type", "properties": {"Name": {"type": "string"}, "Arn": {"type": "string"}},
 "required": ["Name"], "additionalProperties": false, "readOnlyProperties": ["/properties/Arn"]}
JSON
cat >private.yaml <<'YAML'
Resources:
  One:
    Type: My::Org::Type
    Properties: {Nmae: x}
Outputs:
  Arn: {Value: !GetAtt One.Arn}
YAML
run 2 lint private.yaml
out_has 'private.yaml:3:5: error E3006: There is no resource type My::Org::Type.'
run 2 lint private.yaml -s schemas
out_is 'private.yaml:4:5: error E3003: Name is missing. Add it.
private.yaml:4:18: error E3002: There is no property Nmae here. Did you mean Name?'
no_err
mkdir configured
cp private.yaml configured
(cd configured && echo 'registry_schemas: [../schemas]' >.cfnlintrc && streams "$samc" lint private.yaml)
out_has 'There is no property Nmae here. Did you mean Name?'
echo '{"typeName": 1}' >schemas/other.json
run 2 lint -t private.yaml --registry-schemas schemas
err_is "samc: 'schemas/other.json' is left out, because it is no schema of a resource type. It has no typeName like My::Org::Type."
run 2 lint -t private.yaml -s empty
err_is "samc: there are no *.json files in the folder 'empty' (registry schemas)."
run 1 lint -t private.yaml -s nowhere
err_has "cannot read the folder 'nowhere' (registry schemas)"
