# AWS::Include of local files, which --include-local replaces by the files.

include() { printf 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: "%s"}}\n' "$1"; }

mkdir -p in/shared
printf 'Topic:\n  Type: AWS::SNS::Topic\n' >in/shared/topics.yaml
{ echo Resources:; printf '  '; include shared/topics.yaml; } >in/t.yaml

run 0 transform in/t.yaml
out_has '"Location": "shared/topics.yaml"'
run 0 transform --include-local in/t.yaml
out_is "$(cat out.json)"
no_err
run 0 explain --include-local in/t.yaml Topic
out_has 'in/shared/topics.yaml:1:1: Resources/Topic (AWS::SNS::Topic)'

# From standard input, paths are relative to the working folder; other paths may be anything.
input=$(sed 's|shared|in/shared|' in/t.yaml)
run 0 transform --include-local
out_is "$(cat out.json)"
input=$(sed "s|shared|$PWD/in/../in/shared|" in/t.yaml)
run 0 transform --include-local -
out_is "$(cat out.json)"

# What is wrong is said where it is, with the way out.
printf '  {' >>in/shared/topics.yaml
run 2 transform --include-local in/t.yaml
err_has 'in/shared/topics.yaml:3:'
err_has 'error E0000'
rm in/shared/topics.yaml
run 2 transform --include-local in/t.yaml
no_out
err_is "in/t.yaml:2:62: error E0020: The file 'in/shared/topics.yaml' cannot be included: there is no such file. Check its name, and the folder you are in."
mkdir in/shared/topics.yaml
run 2 transform --include-local in/t.yaml
err_has "The file 'in/shared/topics.yaml' cannot be included: it is a folder."
